package dev.consentledger.reporting.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans of time that durations are sorted into, so that their counts can be added.
 *
 * @param ends upper ends, not in the span themselves, ascending; one more span is open
 */
public record Spans(List<Duration> ends) {

    public Spans {
        ends = List.copyOf(ends);
    }

    Spans(Duration... ends) {
        this(List.of(ends));
    }

    /** Which span a duration is in, counted from 0. */
    int indexOf(Duration duration) {
        int index = 0;
        while (index < ends.size() && duration.compareTo(ends.get(index)) >= 0) {
            index++;
        }
        return index;
    }

    /** A name for each, by its upper end: {@code under_PT3S}; the open one is {@code longer}. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        ends.forEach(end -> names.add("under_" + end));
        names.add("longer");
        return names;
    }
}
