package dev.consentledger.reporting.figure;

/**
 * A share, and between what it lies if what was counted is a sample of what could have been: the 95
 * % score interval of Wilson (1927), which is right for small numbers and for shares near 0 and 1,
 * too. All from 0 to 1.
 */
public record Proportion(double share, double low, double high) {

    /** The quantile of the normal distribution that leaves 2.5 % on either side. */
    private static final double Z = 1.959_963_984_540_054;

    /**
     * @param numerator from 0 to {@code denominator}
     * @param denominator more than 0
     */
    public static Proportion of(long numerator, long denominator) {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "no share: %d of %d".formatted(numerator, denominator));
        }
        double n = denominator;
        double share = numerator / n;
        double square = Z * Z;
        double middle = (share + square / (2 * n)) / (1 + square / n);
        double half =
                Z * Math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n);
        return new Proportion(
                share,
                Math.max(0, Math.min(middle - half, share)),
                Math.min(1, Math.max(middle + half, share)));
    }

    /**
     * This share minus another, and between what the difference lies: Newcombe's hybrid score
     * interval (Statistics in Medicine 17, 1998, method 10). From -1 to 1.
     */
    public Proportion minus(Proportion other) {
        double difference = share - other.share;
        double below = Math.hypot(share - low, other.high - other.share);
        double above = Math.hypot(high - share, other.share - other.low);
        return new Proportion(difference, difference - below, difference + above);
    }
}
