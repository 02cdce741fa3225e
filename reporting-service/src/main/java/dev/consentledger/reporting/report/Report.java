package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ConsentEntry;
import java.util.List;

/**
 * Something that is counted, one number for each measure. What it counts of an event depends on
 * nothing but the event, and of a person on nothing but one choice and the one before it, so that
 * the counts are sums and can be added in any order. Reports have no state.
 */
public interface Report {

    /** Under which its counts are kept; never another report's. */
    String name();

    /** What is counted, in the order of the counts. Only appended to. */
    List<String> measures();

    /** How many of the measures are of events alone; they come first. */
    default int eventMeasures() {
        return measures().size();
    }

    /** Counts an event. */
    default void count(ConsentEntry event, Counter counter) {}

    /** Counts that a choice followed another. */
    default void count(Turn turn, Counter counter) {}
}
