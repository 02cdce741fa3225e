package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.reporting.desk.LedgerProofs.Under;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.proof.EarlierProof;
import dev.consentledger.reporting.proof.Proved;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * The proofs of one entry that a record has.
 *
 * @param earlier what dates it closest: under the earliest checkpoint that a witness has cosigned,
 *     else under the log's own first one
 */
record Proofs(EntryProof newest, Optional<EarlierProof> earlier) {

    /** Those of an event's entry; empty where the ledger has none. */
    static Uni<Optional<Proofs>> find(LedgerProofs ledger, UUID eventId, Optional<Place> at) {
        return Uni.combine()
                .all()
                .unis(
                        ledger.proof(eventId, at, Under.NEWEST),
                        ledger.proof(eventId, at, Under.COSIGNED),
                        ledger.proof(eventId, at, Under.EARLIEST))
                .with(Proofs::together);
    }

    private static Optional<Proofs> together(
            Optional<EntryProof> newest,
            Optional<EntryProof> cosigned,
            Optional<EntryProof> earliest) {
        Optional<EarlierProof> earlier =
                cosigned.map(proof -> new EarlierProof(EarlierProof.Kind.COSIGNED, proof.proof()))
                        .or(() -> earliest.map(Proofs::earliest));
        return newest.map(proof -> new Proofs(proof, earlier));
    }

    private static EarlierProof earliest(EntryProof proof) {
        return new EarlierProof(EarlierProof.Kind.EARLIEST, proof.proof());
    }

    <T extends Entry> Proved<T> of(T entry) {
        return new Proved<>(entry, newest, earlier);
    }
}
