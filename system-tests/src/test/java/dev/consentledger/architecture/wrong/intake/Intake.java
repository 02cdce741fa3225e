package dev.consentledger.architecture.wrong.intake;

import dev.consentledger.architecture.wrong.other.OtherService;
import dev.consentledger.architecture.wrong.policy.PolicyManager;
import dev.consentledger.architecture.wrong.store.RightStore;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;

/** The middle of a service, which knows everything that it should be told. */
public final class Intake {
    // A reference to the method reaches for the time as a call does.
    private final Supplier<Instant> clock = Instant::now;
    private final DataSource database;
    private final RightStore store;
    private final OtherService other;

    Intake(DataSource database, RightStore store, OtherService other) {
        this.database = database;
        this.store = store;
        this.other = other;
    }

    String take(
            PolicyManager policies,
            Consumer<byte[], byte[]> consumer,
            Flow.Publisher<String> publisher,
            Flow.Subscriber<String> subscriber)
            throws InterruptedException {
        publisher.subscribe(subscriber);
        new CountDownLatch(consumer.assignment().size()).await();
        return MediaType.APPLICATION_JSON_TYPE.getType()
                + UUID.randomUUID()
                + clock.get()
                + database
                + store.isThere()
                + other.name()
                + policies.intake();
    }
}
