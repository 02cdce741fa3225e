package dev.consentledger.reporting.regulator;

import dev.consentledger.core.merkle.Hash;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where links are kept. Failures mean that the database cannot be reached. */
public interface RegulatorLinks {

    /** Keeps a new link under the hash of its code. */
    Uni<Void> keep(RegulatorLink issued, Hash code);

    Uni<Optional<RegulatorLink>> withCode(Hash code);

    Uni<Optional<RegulatorLink>> find(UUID id);

    /** The links of a case, newest first; at most so many. */
    Uni<List<RegulatorLink>> of(UUID inCase, int max);

    /** Revokes a link from now on; one that was revoked stays as it is. */
    Uni<Void> revoke(UUID id, Instant at);

    /** Counts a use, unless the link was revoked or has expired by then; says whether it did. */
    Uni<Boolean> countUse(UUID id, Instant at);
}
