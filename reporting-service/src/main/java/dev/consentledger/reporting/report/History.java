package dev.consentledger.reporting.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The choices of one subject in one category, in the order in which they took effect. It is kept,
 * and not the latest choice alone, so that a choice that arrives late changes what was in effect
 * before and after it to what it would be had it arrived in time. Immutable.
 */
public record History(List<Choice> choices) {

    /**
     * The newest choices that are kept. A limit on the size of a row: nobody chooses that often,
     * and a choice older than all of a full history is counted without a place in it.
     */
    public static final int LENGTH_MAX = 50;

    public static final History EMPTY = new History(List.of());

    public History {
        choices = List.copyOf(choices);
    }

    /** What a new choice changes in the figures of the quarter hour that the time is in. */
    public record Effect(Instant at, int withdrawn, int subjectsGranted) {}

    /** A history with a new choice, and what follows for the figures. */
    public record Insertion(History after, List<Effect> effects) {}

    /** Puts a choice in its place. */
    public Insertion insert(Choice choice) {
        int place = -Collections.binarySearch(choices, choice) - 1;
        if (place < 0 || (place == 0 && choices.size() == LENGTH_MAX)) {
            return new Insertion(this, List.of());
        }
        Optional<Choice> before = at(place - 1);
        Optional<Choice> next = at(place);
        List<Effect> effects = new ArrayList<>(2);
        int more = grants(Optional.of(choice)) - grants(before);
        effects.add(new Effect(choice.effectiveAt(), withdrawals(before, choice), more));
        next.ifPresent(
                n ->
                        effects.add(
                                new Effect(
                                        n.effectiveAt(),
                                        withdrawals(Optional.of(choice), n)
                                                - withdrawals(before, n),
                                        -more)));
        return new Insertion(with(place, choice), effects);
    }

    private History with(int place, Choice choice) {
        List<Choice> all = new ArrayList<>(choices);
        all.add(place, choice);
        return new History(all.size() > LENGTH_MAX ? all.subList(1, all.size()) : all);
    }

    private Optional<Choice> at(int place) {
        return place >= 0 && place < choices.size()
                ? Optional.of(choices.get(place))
                : Optional.empty();
    }

    private static int grants(Optional<Choice> choice) {
        return choice.filter(Choice::isGrant).isPresent() ? 1 : 0;
    }

    private static int withdrawals(Optional<Choice> before, Choice choice) {
        boolean withdrawn =
                choice.standing() == Standing.REFUSED && before.filter(Choice::isGrant).isPresent();
        return withdrawn ? 1 : 0;
    }
}
