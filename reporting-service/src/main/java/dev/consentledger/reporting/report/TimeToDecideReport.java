package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ConsentEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How long visitors took from a notice to their choice: the time between the two ids, which both
 * the visitor's own device has made. Only ids of version 7 have a time (RFC 9562, section 5.7).
 */
public final class TimeToDecideReport implements Report {

    public static final String NAME = "time_to_decide";

    /** The upper ends of the spans, the last of which has none. */
    public static final Spans SPANS =
            new Spans(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5));

    private static final List<String> MEASURES = SPANS.names();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> measures() {
        return MEASURES;
    }

    @Override
    public void count(ConsentEntry event, Counter counter) {
        if (ActionsReport.isChoice(event.action())) {
            event.noticeEventId()
                    .flatMap(notice -> between(notice, event.eventId()))
                    .ifPresent(time -> counter.add(SPANS.indexOf(time)));
        }
    }

    private static Optional<Duration> between(UUID notice, UUID choice) {
        if (notice.version() != 7 || choice.version() != 7) {
            return Optional.empty();
        }
        long millis = millis(choice) - millis(notice);
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
