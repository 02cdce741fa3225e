package dev.consentledger.reporting.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code shard_position}, for reading; {@link ReportStore} writes it. */
@Entity
@Immutable
@Table(name = "shard_position")
public class ShardProgress extends PanacheEntityBase {

    @EmbeddedId public Key key;

    @Column(name = "next_index")
    public long nextIndex;

    /** The right edge of the tree of all entries before it. */
    public byte[] edge;

    /** What a row is for. */
    @Embeddable
    public record Key(int epoch, int shard) {}
}
