package dev.consentledger.reporting.expiry;

import dev.consentledger.reporting.report.ChoiceIndex.Place;
import dev.consentledger.reporting.report.ChoiceIndex.Row;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a run has come. Not thread-safe. */
final class Walk {

    private final Map<String, PoliciesInForce> policies = new HashMap<>();
    private final Map<String, Validities> validities = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Instant until;
    private Place after = Place.START;

    /**
     * @param of the policies of each site, in the order of the sites
     */
    Walk(List<String> sites, List<PoliciesInForce> of, Instant until) {
        this.until = until;
        for (int i = 0; i < sites.size(); i++) {
            policies.put(sites.get(i), of.get(i));
            validities.put(sites.get(i), Validities.of(of.get(i)));
            tallies.put(sites.get(i), Tally.NOTHING);
        }
    }

    /** The sites where something can lapse. */
    List<String> sites() {
        return validities.entrySet().stream()
                .filter(site -> !site.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    PoliciesInForce policies(String site) {
        return policies.get(site);
    }

    Instant until() {
        return until;
    }

    Place after() {
        return after;
    }

    /** The rows of whom something may have lapsed. */
    List<Row> lapsing(List<Row> rows) {
        return rows.stream()
                .filter(
                        row ->
                                validities
                                        .get(row.choices().site())
                                        .mayHaveLapsed(row.choices(), until))
                .toList();
    }

    void advance(List<Row> rows) {
        if (!rows.isEmpty()) {
            after = rows.get(rows.size() - 1).place();
        }
    }

    void count(String site, Tally more) {
        tallies.merge(site, more, Tally::plus);
    }

    Map<String, Tally> tallies() {
        return Map.copyOf(tallies);
    }
}
