package dev.consentledger.standalone.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What became of the demonstration's events so far. Thread-safe. */
final class Totals {
    private static final Pattern PROBLEM_TYPE =
            Pattern.compile("\"type\"\\s*:\\s*\"[^\"]*/([a-z0-9-]+)\"");

    private final LongAdder sent = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();

    void sent() {
        sent.increment();
    }

    void accepted() {
        accepted.increment();
    }

    /** Sent again, since there was no answer or a 503. */
    void repeated() {
        repeated.increment();
    }

    /** Refused, with the problem's type as the reason or else the status. */
    void refused(int status, String body) {
        Matcher type = PROBLEM_TYPE.matcher(body);
        String reason = type.find() ? type.group(1) : "status " + status;
        refused.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }

    long acceptedCount() {
        return accepted.sum();
    }

    /** One line for a person. */
    String line() {
        long refusals = refused.values().stream().mapToLong(LongAdder::sum).sum();
        String reasons =
                refused.entrySet().stream()
                        .map(r -> r.getKey() + " " + r.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
        return "demo: sent %d, accepted %d, refused %d%s, tried again %d"
                .formatted(
                        sent.sum(),
                        accepted.sum(),
                        refusals,
                        refusals == 0 ? "" : reasons,
                        repeated.sum());
    }
}
