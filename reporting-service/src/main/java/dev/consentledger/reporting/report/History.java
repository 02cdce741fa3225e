package dev.consentledger.reporting.report;

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

    /** That a choice now follows another, or (sign -1) no longer does. */
    public record Step(Optional<Choice> before, Choice choice, int sign) {}

    /** A history with a new choice, and how the order of the choices has changed. */
    public record Insertion(History after, List<Step> steps) {}

    /** Puts a choice in its place. */
    public Insertion insert(Choice choice) {
        int place = -Collections.binarySearch(choices, choice) - 1;
        if (place < 0 || (place == 0 && choices.size() == LENGTH_MAX)) {
            return new Insertion(this, List.of());
        }
        Optional<Choice> before = at(place - 1);
        List<Step> steps = new ArrayList<>(3);
        steps.add(new Step(before, choice, 1));
        at(place)
                .ifPresent(
                        next -> {
                            steps.add(new Step(before, next, -1));
                            steps.add(new Step(Optional.of(choice), next, 1));
                        });
        return new Insertion(with(place, choice), steps);
    }

    /** The choice that took effect last. */
    public Optional<Choice> latest() {
        return at(choices.size() - 1);
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
}
