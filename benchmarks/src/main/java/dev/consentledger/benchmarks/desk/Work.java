package dev.consentledger.benchmarks.desk;

/** Something that went over entries. */
record Work(long entries, double seconds) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What has just ended.
     *
     * @param began by the nanosecond clock
     */
    static Work since(long began, long entries) {
        return new Work(entries, (System.nanoTime() - began) / NANOS_PER_SECOND);
    }

    double perSecond() {
        return entries / seconds;
    }
}
