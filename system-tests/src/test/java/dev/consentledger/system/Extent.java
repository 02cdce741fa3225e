package dev.consentledger.system;

import java.util.Random;

/** How much is tried: a seeded sample, or everything. */
final class Extent {

    private static final boolean EXHAUSTIVE =
            "exhaustive".equals(System.getProperty("tests.extent"));

    /** Another seed kills at other moments: {@code -Dtests.seed=...}. */
    private static final long SEED = Long.getLong("tests.seed", 20_261_122);

    private Extent() {}

    static int of(int sample, int everything) {
        return EXHAUSTIVE ? everything : sample;
    }

    static Random random() {
        return new Random(SEED);
    }

    /** For the message of whatever fails. */
    static String seed() {
        return "tests.seed=" + SEED;
    }
}
