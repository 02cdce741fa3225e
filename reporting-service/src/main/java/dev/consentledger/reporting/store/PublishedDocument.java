package dev.consentledger.reporting.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code publication}, for reading; {@link ReportStore} writes it. */
@Entity
@Immutable
@Table(name = "publication")
public class PublishedDocument extends PanacheEntityBase {

    @EmbeddedId public Key key;

    /** The canonical bytes that were published. */
    public byte[] document;

    /** What a row is for. */
    @Embeddable
    public record Key(int epoch, int shard, String site, String kind, String version) {}
}
