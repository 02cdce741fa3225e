package dev.consentledger.api.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Looks every half second, on a thread of its own, whether the records topic is there and has the
 * right number of partitions; publishes the policies of the files once it is and those published
 * before are read; and opens the publisher's way only while the broker answers. Starts without a
 * broker, and recovers by itself.
 */
public final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);
    private static final int PERIOD_MILLIS = 500;

    /** One look can fail under load while events still go through; two in a row are an outage. */
    private static final int FAILURES_MAX = 1;

    private final RecordsTopic topic;
    private final RecordPublisher publisher;
    private final Publications publications;
    private final PolicyFollower policies;
    private final Admin admin;
    private final ScheduledExecutorService timer;
    private volatile TopicState state = TopicState.waiting("The broker was not asked yet.");
    private boolean published;
    private int failures;

    public TopicWatch(
            String bootstrapServers,
            RecordsTopic topic,
            RecordPublisher publisher,
            Publications publications,
            PolicyFollower policies) {
        this.topic = topic;
        this.publisher = publisher;
        this.publications = publications;
        this.policies = policies;
        this.admin = Admin.create(KafkaSettings.admin(bootstrapServers));
        this.timer = Executors.newSingleThreadScheduledExecutor(TopicWatch::daemon);
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    public TopicState state() {
        return state;
    }

    private void look() {
        try {
            change(partitionsAreThere());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "The watch on the topic failed; it goes on. topic=%s", topic.name());
            change(TopicState.waiting("The look at the topic failed; see the log."));
        }
    }

    private TopicState partitionsAreThere() throws InterruptedException {
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(java.util.List.of(topic.name())).allTopicNames().get();
            failures = 0;
            int partitions = found.get(topic.name()).partitions().size();
            return partitions == topic.shards()
                    ? prepared()
                    : TopicState.waiting(
                            "The topic %s has %d partitions and CONSENT_SHARDS says %d. Set it to what the epoch has."
                                    .formatted(topic.name(), partitions, topic.shards()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return TopicState.waiting(
                        "There is no topic " + topic.name() + " yet. ledger-service creates it.");
            }
            failures++;
            return failures <= FAILURES_MAX && state.ready()
                    ? state
                    : TopicState.waiting("The broker does not answer. It is asked again.");
        }
    }

    private TopicState prepared() throws InterruptedException {
        if (!publisher.warm()) {
            return TopicState.waiting("The topic's partitions are being looked up.");
        }
        // What is published already comes first: the files have to agree with it.
        Optional<String> unread = policies.waitingFor();
        if (unread.isPresent()) {
            return TopicState.waiting(unread.get());
        }
        if (!published) {
            try {
                published = publications.publishBy(publisher);
            } catch (KafkaException e) {
                LOG.warnf("Policies could not be published yet. cause=%s", e.getMessage());
            }
            if (!published) {
                return TopicState.waiting("The policies are not published yet.");
            }
            LOG.infof(
                    "Policies and banners are published. documents=%d topic=%s",
                    publications.count(), topic.name());
        }
        return new TopicState(true, "The topic " + topic.name() + " takes events.");
    }

    private void change(TopicState now) {
        if (!now.equals(state)) {
            LOG.logf(state.ready() ? Logger.Level.WARN : Logger.Level.INFO, "%s", now.text());
        }
        state = now;
        publisher.open(now.ready());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "topic-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
