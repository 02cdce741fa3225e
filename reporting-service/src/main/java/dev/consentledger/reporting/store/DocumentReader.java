package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.reporting.desk.Documents;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads documents out of {@code publication}. */
@ApplicationScoped
public class DocumentReader implements Documents {

    private static final String ONE = "key.site = ?1 and key.kind = ?2 and key.version = ?3";

    @Override
    public Uni<Optional<byte[]>> document(String site, Kind kind, String version) {
        return Panache.withSession(
                        () ->
                                PublishedDocument.<PublishedDocument>find(
                                                ONE, site, kind.term(), version)
                                        .list())
                .map(rows -> rows.stream().map(row -> row.document).findFirst());
    }
}
