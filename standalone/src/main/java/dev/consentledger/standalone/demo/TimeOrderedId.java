package dev.consentledger.standalone.demo;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids as clients make them: version 7 of RFC 9562, section 5.7. */
public final class TimeOrderedId {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    /** Milliseconds of the time, then random bits. */
    public static UUID at(Instant time, RandomGenerator random) {
        long high = time.toEpochMilli() << 16 | VERSION_7 | random.nextInt(1 << 12);
        long low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
