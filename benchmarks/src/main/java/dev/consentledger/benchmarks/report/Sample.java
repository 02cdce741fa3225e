package dev.consentledger.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers that were measured, and what stands at which place among them. Immutable. */
public final class Sample {

    private final double[] sorted;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    public static Sample of(double... values) {
        return new Sample(values);
    }

    /** What was measured in several turns, taken together. */
    public static Sample ofAll(List<Sample> samples) {
        return new Sample(
                samples.stream().flatMapToDouble(one -> DoubleStream.of(one.sorted)).toArray());
    }

    public int size() {
        return sorted.length;
    }

    /**
     * The smallest value that at least this share of all values does not exceed: nearest rank,
     * never a value between two that were measured.
     *
     * @param share above 0, at most 1
     */
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1: " + share);
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The middle value; of an even number of values the mean of the two in the middle. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }
}
