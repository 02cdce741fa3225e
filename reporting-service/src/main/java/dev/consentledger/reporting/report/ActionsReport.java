package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Term;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What happened in front of visitors: events, one by one. */
public final class ActionsReport implements Report {

    public static final String NAME = "actions";

    /** An event that is received later than this after it happened came late. */
    public static final Duration LATE_AFTER = Duration.ofHours(1);

    private static final Set<Action> ANSWERS =
            Set.of(
                    Action.ACCEPT_ALL,
                    Action.REJECT_ALL,
                    Action.SAVE,
                    Action.ACKNOWLEDGE,
                    Action.DISMISS);

    /** The actions by their names, and what else is counted of events. */
    public enum Measure implements Term {
        SHOWN,
        ACKNOWLEDGE,
        ACCEPT_ALL,
        REJECT_ALL,
        SAVE,
        WITHDRAW,
        DISMISS,
        GPC,
        IMPLIED,
        EXPIRE,
        IMPORT,
        /** Events that name the notice which they answer. */
        ANSWERS,
        /** The answers with a choice. */
        CHOSEN_ANSWERS,
        /** Received more than an hour after they happened, but for expiries. */
        LATE,
        /** Under a version of the policy that was no longer in force. */
        RETIRED,
        /** The retired ones that grant. */
        RETIRED_GRANTS;

        @Override
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> measures() {
        return MEASURES;
    }

    /** How many of the measures are actions; they come first. */
    private static final int ACTIONS = Measure.IMPORT.ordinal() + 1;

    /** All events that were counted: each has one action. */
    public static long events(Counts counts) {
        return Arrays.stream(counts.toArray()).limit(ACTIONS).sum();
    }

    /** Likewise, of a block's counts by one dimension. */
    public static long events(byte[] slots) {
        return SlotFormat.read(slots).values().stream().mapToLong(ActionsReport::events).sum();
    }

    private static final List<String> MEASURES =
            Stream.of(Measure.values()).map(Measure::term).toList();

    @Override
    public void count(ConsentEntry event, Counter counter) {
        counter.add(Measure.valueOf(event.action().name()));
        if (event.noticeEventId().isPresent() && ANSWERS.contains(event.action())) {
            counter.add(Measure.ANSWERS);
            if (isChoice(event.action())) {
                counter.add(Measure.CHOSEN_ANSWERS);
            }
        }
        if (isLate(event)) {
            counter.add(Measure.LATE);
        }
        if (event.flags().contains(Flag.POLICY_RETIRED)) {
            counter.add(Measure.RETIRED);
            if (event.decisions().values().stream().anyMatch(Reports::isGrant)) {
                counter.add(Measure.RETIRED_GRANTS);
            }
        }
    }

    /** An expiry is recorded after its time, and came from nobody. */
    private static boolean isLate(ConsentEntry event) {
        return event.action() != Action.EXPIRE
                && event.effectiveAt().plus(LATE_AFTER).isBefore(event.receivedAt());
    }

    /** Whether the visitor chose: accepted or refused all, or saved a choice of their own. */
    static boolean isChoice(Action action) {
        return action == Action.ACCEPT_ALL || action == Action.REJECT_ALL || action == Action.SAVE;
    }
}
