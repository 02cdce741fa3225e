package dev.consentledger.benchmarks.drain;

/**
 * One drain of the topic, in two halves: the first by a fresh process, whose code Java is still
 * compiling, the second by the same process, which is warm then.
 *
 * @param nanosUntilPublished from the begin of the second half until the last entry was on the
 *     appended topic; 0 where nothing is published
 */
record Drained(Half fresh, Half warm, long nanosUntilPublished) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Half of the topic.
     *
     * @param records that were committed meanwhile
     * @param consumerCpuNanos of the process that consumed
     * @param postgresCpuNanos of PostgreSQL
     */
    record Half(long records, long nanos, long consumerCpuNanos, long postgresCpuNanos) {

        double perSecond() {
            return records * NANOS_PER_SECOND / nanos;
        }
    }

    /** Of the warm half, until it was published too. */
    double publishedPerSecond() {
        return warm.records * NANOS_PER_SECOND / nanosUntilPublished;
    }
}
