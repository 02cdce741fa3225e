package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.Batch;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the records topic has records. Used by one thread; waits for the broker, and throws a
 * {@link RuntimeException} where it does not answer or the topic is another one by now.
 */
public interface TopicRecords extends AutoCloseable {

    /**
     * What the topic has at some offsets.
     *
     * @param record the first offset among them at which there is a record
     * @param end the offset behind the last record that there was
     */
    record Look(OptionalLong record, long end) {}

    /**
     * Looks at the offsets that one partition still has or has already; there can be no record at
     * the others.
     *
     * @param absences in their order
     */
    Look look(int shard, List<Batch.Absence> absences);

    @Override
    void close();
}
