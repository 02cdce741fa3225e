package dev.consentledger.reporting.desk;

import dev.consentledger.reporting.desk.LedgerRecord.Place;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ledger has about persons. */
public interface LedgerRecords {

    /** As many as one question may ask for. */
    int PLACES_MAX = 500;

    /**
     * The records at these places, as far as there are some; no places, no question.
     *
     * @return fails with {@link Unavailable} where the ledger does not answer
     */
    Uni<List<LedgerRecord>> at(Collection<Place> places);

    /** The records at any number of places, in as many questions as that takes. */
    default Uni<Map<Place, LedgerRecord>> all(List<Place> places) {
        List<List<Place>> questions = new ArrayList<>();
        for (int from = 0; from < places.size(); from += PLACES_MAX) {
            questions.add(places.subList(from, Math.min(places.size(), from + PLACES_MAX)));
        }
        return Multi.createFrom()
                .iterable(questions)
                .onItem()
                .transformToUniAndConcatenate(this::at)
                .collect()
                .in(HashMap::new, (all, some) -> some.forEach(r -> all.put(r.place(), r)));
    }
}
