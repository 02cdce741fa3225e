package dev.consentledger.benchmarks.drain;

/**
 * One drain of the topic.
 *
 * @param records that were committed after the first commit that was seen
 * @param nanos from the first commit to the last
 * @param lateRecords those of them that were committed in the second half
 * @param lateNanos how long those took; 0 where it is not known
 * @param nanosUntilPublished from the first commit until the last entry was on the appended topic;
 *     0 where nothing is published
 * @param consumerCpuNanos of the process that consumed, from its start on
 * @param postgresCpuNanos of PostgreSQL meanwhile
 */
record Drained(
        long records,
        long nanos,
        long lateRecords,
        long lateNanos,
        long nanosUntilPublished,
        long consumerCpuNanos,
        long postgresCpuNanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    double recordsPerSecond() {
        return records * NANOS_PER_SECOND / nanos;
    }

    /** When the machine code of a fresh process is there. */
    double lateRecordsPerSecond() {
        return lateRecords * NANOS_PER_SECOND / lateNanos;
    }

    double publishedPerSecond() {
        return records * NANOS_PER_SECOND / nanosUntilPublished;
    }
}
