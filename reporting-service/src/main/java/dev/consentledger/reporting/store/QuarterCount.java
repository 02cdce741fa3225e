package dev.consentledger.reporting.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code quarter_count}, for reading; {@link ReportStore} writes it. */
@Entity
@Immutable
@Table(name = "quarter_count")
public class QuarterCount extends PanacheEntityBase {

    @EmbeddedId public Key key;

    public long granted;

    public long refused;

    @Column(name = "not_asked")
    public long notAsked;

    public long withdrawn;

    @Column(name = "subjects_granted_delta")
    public long subjectsGranted;

    /** What a row is for. */
    @Embeddable
    public record Key(int epoch, int shard, String site, String category, Instant quarter) {}
}
