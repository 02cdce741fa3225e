package dev.consentledger.reporting.desk;

import dev.consentledger.reporting.desk.PersonIndex.Cursor;
import dev.consentledger.reporting.timeline.CategoryState;
import dev.consentledger.reporting.timeline.TimelineEvent;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a look-up.
 *
 * @param persons one, or as many as an account was linked to
 * @param events a page of their timeline, in order of effect
 * @param next where the next page begins; empty after the last
 */
public record Found(
        Result result, List<Person> persons, List<Event> events, Optional<Cursor> next) {

    /** What has become of the question. */
    public enum Result {
        FOUND,
        NO_RECORD,
        NOT_IDENTIFIED
    }

    /**
     * A subject, as it stands at the time that was asked for.
     *
     * @param pseudonym empty where nobody gave one, or it was erased
     * @param complete whether all that could matter for the state was looked at
     */
    public record Person(
            Optional<String> pseudonym,
            boolean restricted,
            boolean held,
            boolean complete,
            List<CategoryState> state) {}

    /**
     * An event of one of the persons.
     *
     * @param person counted from 0
     * @param record empty of a change of the policy
     */
    public record Event(int person, TimelineEvent event, Optional<LedgerRecord> record) {}

    static Found nothing(Result result) {
        return new Found(result, List.of(), List.of(), Optional.empty());
    }
}
