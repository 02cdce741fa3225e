package dev.consentledger.ledger.witness;

import dev.consentledger.ledger.checkpoint.GrowthProofs;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.ShardLogs;
import dev.consentledger.ledger.checkpoint.SigningStatus;

/** What the ledger brings into asking a witness, whichever it is. Thread-safe. */
public record OurSide(
        ShardLogs logs,
        GrowthProofs proofs,
        KeyRing keys,
        Origins origins,
        SigningStatus signing,
        Cosignatures cosignatures,
        SeenByWitnesses seen) {}
