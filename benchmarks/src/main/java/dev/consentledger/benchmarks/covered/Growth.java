package dev.consentledger.benchmarks.covered;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** When a log was first seen to have so many entries. Thread-safe. */
final class Growth {

    private final TreeMap<Long, Long> nanosBySize = new TreeMap<>();

    /** Says that there are so many now. */
    synchronized void seen(long size, long nanos) {
        nanosBySize.putIfAbsent(size, nanos);
    }

    /** When the entry at the index was first among them; absent while it is not. */
    synchronized OptionalLong has(long index) {
        Map.Entry<Long, Long> first = nanosBySize.higherEntry(index);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.getValue());
    }
}
