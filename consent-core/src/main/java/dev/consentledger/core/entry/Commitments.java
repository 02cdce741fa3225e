package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.util.Optional;

/**
 * What binds an entry to its evidence: for each part SHA-256 over the part's own random salt and
 * its canonical bytes. The subject is absent where the visitor had none.
 */
public record Commitments(Optional<Hash> subject, Hash context, Hash observed) {

    /** The commitment to a part; absent where there is none. */
    public Optional<Hash> of(PartName part) {
        return switch (part) {
            case SUBJECT -> subject;
            case CONTEXT -> Optional.of(context);
            case OBSERVED -> Optional.of(observed);
        };
    }
}
