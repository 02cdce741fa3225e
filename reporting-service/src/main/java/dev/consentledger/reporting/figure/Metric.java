package dev.consentledger.reporting.figure;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A figure's definition.
 *
 * @param ofCategories whether it is one of each category, and not of the events
 * @param ofTurns whether it is of what one choice of a subject made of another, which belongs to
 *     two events and is in no breakdown
 * @param numerator in words
 * @param denominator in words; empty for a count
 */
public record Metric(
        String name,
        boolean ofCategories,
        boolean ofTurns,
        String numerator,
        Optional<String> denominator,
        Function<Sample, Figure> value) {

    /** The same metric, of turns. */
    Metric turns() {
        return new Metric(name, ofCategories, true, numerator, denominator, value);
    }

    static Metric count(
            String name, boolean ofCategories, String words, ToLongFunction<Sample> count) {
        return new Metric(
                name,
                ofCategories,
                false,
                words,
                Optional.empty(),
                sample -> Figure.count(name, count.applyAsLong(sample)));
    }

    /**
     * @param none why there is no rate where the denominator is 0
     * @param more why there is none where the numerator is greater
     */
    static Metric rate(
            String name,
            boolean ofCategories,
            Term numerator,
            Term denominator,
            String none,
            String more) {
        return new Metric(
                name,
                ofCategories,
                false,
                numerator.words(),
                Optional.of(denominator.words()),
                sample ->
                        rate(
                                name,
                                numerator.count().applyAsLong(sample),
                                denominator.count().applyAsLong(sample),
                                none,
                                more));
    }

    /** A number that a rate is made of. */
    record Term(String words, ToLongFunction<Sample> count) {}

    private static Figure rate(
            String name, long numerator, long denominator, String none, String more) {
        if (denominator == 0) {
            return Figure.noRate(name, numerator, denominator, none);
        }
        return numerator < 0 || numerator > denominator
                ? Figure.noRate(name, numerator, denominator, more)
                : Figure.rate(name, numerator, denominator);
    }
}
