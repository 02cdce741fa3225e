package dev.consentledger.ledger.statement;

import java.util.Map;

/**
 * Where the records topic begins.
 *
 * @param id Kafka's own
 * @param offsets of the first record that is there, or of the end, by shard
 */
public record TopicBegin(String id, Map<Integer, Long> offsets) {

    public TopicBegin {
        offsets = Map.copyOf(offsets);
    }
}
