package dev.consentledger.reporting;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Acts for tests. */
public final class Acts {

    private static final Hash HASH = Hash.sha256(new byte[0]);

    private Acts() {}

    public static ActEntry of(Kind kind, Act act, String site, Instant at) {
        return new ActEntry(
                kind,
                UUID.randomUUID(),
                site,
                act,
                kind == Kind.ERASURE && act == Act.ERASE
                        ? Optional.of(ErasureReason.WITHDRAWN)
                        : Optional.empty(),
                Set.of(),
                at,
                new Commitments(Optional.of(HASH), HASH, HASH));
    }
}
