package dev.consentledger.reporting.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code policy_decision}, for reading; {@link ReportStore} writes it. */
@Entity
@Immutable
@Table(name = "policy_decision")
public class RecordedDecision extends PanacheEntityBase {

    @EmbeddedId public Key key;

    public String site;

    /** The entry's bytes. */
    public byte[] entry;

    /** Where the entry stands in the ledger. */
    @Embeddable
    public record Key(int epoch, int shard, long index) {}
}
