package dev.consentledger.core.log;

import java.util.Optional;

/**
 * One record of the records topic, as Kafka gave it. The arrays are not copied and must not be
 * changed.
 *
 * @param key empty array where the record has none, like {@code value}
 * @param evidence the header {@code evidence}
 * @param document the header {@code document}
 */
public record LedgerRecord(
        long offset,
        int leaderEpoch,
        byte[] key,
        byte[] value,
        Optional<byte[]> evidence,
        Optional<byte[]> document) {}
