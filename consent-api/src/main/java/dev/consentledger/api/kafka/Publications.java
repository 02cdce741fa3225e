package dev.consentledger.api.kafka;

import dev.consentledger.api.policy.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The policies and banners that have to be on the records topic. Their ids come from their names,
 * so that publishing them again at each start makes duplicates, which the ledger drops.
 */
public final class Publications {

    private final List<Publication> all;

    public Publications(List<Publication> all) {
        this.all = List.copyOf(all);
    }

    public int count() {
        return all.size();
    }

    /** Publishes all and waits for their acknowledgements; false when any of them has failed. */
    boolean publishBy(RecordPublisher publisher) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Publication publication : all) {
            sent.add(publisher.send(publisher.records().of(publication)));
        }
        try {
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get(
                        2L * KafkaSettings.DELIVERY_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
