package dev.consentledger.ledger;

import java.io.Serial;
import java.nio.file.Path;

/** The ledger's database was made with another ledger key; says what to do. */
final class WrongLedgerKey extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    WrongLedgerKey(Path file) {
        super(
                "the ledger key in %s is not the one of this ledger: nothing is appended or signed, because whom it has erased would come back; put the key back from the backup and start again"
                        .formatted(file));
    }
}
