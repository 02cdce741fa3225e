package dev.consentledger.reporting.desk;

import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.TrustFile;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** The ledger's proofs. What they prove is for those to check who get them. */
public interface LedgerProofs {

    /** Under which of the checkpoints that cover an entry. */
    enum Under {
        NEWEST,
        /** That of the smallest tree. */
        EARLIEST,
        /** The earliest that a witness has cosigned. */
        COSIGNED
    }

    /**
     * The proof of an event's entry.
     *
     * @param at which of the entries that have the id, where several subjects used it
     * @return empty where there is no such entry, or no witness has cosigned it yet; fails with
     *     {@link Unavailable} where the ledger does not answer, or has not signed it yet, and with
     *     {@link SeveralPersons} where the place has to be named
     */
    Uni<Optional<EntryProof>> proof(UUID eventId, Optional<LedgerRecord.Place> at, Under under);

    /** The keys that the ledger hands out itself; fails with {@link Unavailable}. */
    Uni<TrustFile> keys();
}
