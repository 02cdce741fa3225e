package dev.consentledger.reporting.report;

import dev.consentledger.core.merkle.Hash;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/** Walks through the choices of all subjects. Failures mean that the database is away. */
public interface ChoiceIndex {

    /** The next subjects of these sites behind a place, in the order of shards and keys. */
    Uni<Page> choices(Collection<String> sites, Place after);

    /** Where a walk stands. */
    record Place(int shard, Hash subject) {

        /** Before the first subject. */
        public static final Place START = new Place(-1, Hash.of(new byte[Hash.LENGTH]));
    }

    /** All choices of somebody. */
    record Row(Place place, SubjectChoices choices) {}

    /**
     * Some subjects.
     *
     * @param last whether there are none behind them
     */
    record Page(List<Row> rows, boolean last) {
        public Page {
            rows = List.copyOf(rows);
        }
    }
}
