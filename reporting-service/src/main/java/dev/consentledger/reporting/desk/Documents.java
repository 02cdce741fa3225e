package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Kind;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What sites have published. Failures mean that the database is away. */
public interface Documents {

    /** The canonical bytes of a policy's or banner's version, where it was published. */
    Uni<Optional<byte[]>> document(String site, Kind kind, String version);
}
