package dev.consentledger.reporting.figure;

import java.util.Optional;

/**
 * The value of a metric.
 *
 * @param metric its name
 * @param numerator of a rate, or the count; empty where the value is suppressed
 * @param denominator of a rate
 * @param rate with its interval; empty where the metric is a count, and where there is no rate
 * @param absent why there is no value, or no rate
 */
public record Figure(
        String metric,
        Optional<Long> numerator,
        Optional<Long> denominator,
        Optional<Proportion> rate,
        Optional<String> absent) {

    static Figure count(String metric, long count) {
        return new Figure(
                metric, Optional.of(count), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Figure rate(String metric, long numerator, long denominator) {
        return new Figure(
                metric,
                Optional.of(numerator),
                Optional.of(denominator),
                Optional.of(Proportion.of(numerator, denominator)),
                Optional.empty());
    }

    static Figure noRate(String metric, long numerator, long denominator, String because) {
        return new Figure(
                metric,
                Optional.of(numerator),
                Optional.of(denominator),
                Optional.empty(),
                Optional.of(because));
    }

    /**
     * The figure for a report that leaves the house: nothing where it tells of fewer than so many,
     * be it that they did, did not, or were asked at all.
     */
    Figure suppressedBelow(long minimum) {
        long top = numerator.orElse(0L);
        long bottom = denominator.orElse(top);
        return isFew(top, minimum) || isFew(bottom, minimum) || isFew(bottom - top, minimum)
                ? new Figure(
                        metric,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("suppressed: fewer than " + minimum))
                : this;
    }

    private static boolean isFew(long count, long minimum) {
        return count > 0 && count < minimum;
    }
}
