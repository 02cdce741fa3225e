package dev.consentledger.reporting.findings;

import java.util.List;
import java.util.OptionalLong;

/**
 * A question to whoever answers for data protection at a site. It is no verdict: there may be a
 * good answer, and it has no severity.
 *
 * @param rule the id of the rule that asks
 * @param reason why it is asked
 * @param sources in law or guidance
 * @param places what raises it in the documents; none where events do
 * @param events how many events raise it; empty where documents do
 */
public record Finding(
        String rule,
        String question,
        String reason,
        List<String> sources,
        List<Place> places,
        OptionalLong events) {

    public Finding {
        sources = List.copyOf(sources);
        places = List.copyOf(places);
        if (places.isEmpty() && events.isEmpty()) {
            throw new IllegalArgumentException("a question is raised by something");
        }
    }
}
