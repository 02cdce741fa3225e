package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.WrongTopic;
import java.util.concurrent.ExecutionException;

/**
 * The records topic that was there when this instance started. Thread-safe.
 *
 * @param id Kafka's own; a topic that is made anew under the same name has another
 */
public record RecordsTopic(Topics topics, String id) {

    /**
     * Finds the topic.
     *
     * @throws WrongTopic when its partitions are not this epoch's shards
     */
    public static RecordsTopic find(Topics topics) throws ExecutionException, InterruptedException {
        return new RecordsTopic(topics, topics.recordsTopicId());
    }

    String name() {
        return topics.records();
    }

    /**
     * Asks the broker whether the topic is still this one.
     *
     * @throws WrongTopic when it is not
     */
    void requireSame() throws ExecutionException, InterruptedException {
        String now = topics.recordsTopicId();
        if (!now.equals(id)) {
            throw new WrongTopic(
                    "the records topic %s was made anew while it was read (its id was %s and is %s): open the next epoch with CONSENT_EPOCH"
                            .formatted(name(), id, now));
        }
    }
}
