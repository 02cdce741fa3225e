package dev.consentledger.reporting.desk;

import dev.consentledger.reporting.desk.PersonIndex.Window;
import java.time.Instant;

/**
 * A question about a person.
 *
 * @param asOf at which time the state is asked for
 * @param window which part of the timeline is wanted
 */
public record LookUp(Case inCase, Whom whom, Asker asker, Instant asOf, Window window) {

    /**
     * What is asked for, whoever asks.
     *
     * @param asOf at which time the state is asked for
     * @param window which part of the timeline is wanted
     */
    record Query(Whom whom, Instant asOf, Window window) {}

    Query query() {
        return new Query(whom, asOf, window);
    }

    /** Who asks, and in which role. */
    public record Asker(String name, String role) {}
}
