package dev.consentledger.ledger.kafka;

import dev.consentledger.ledger.append.Shards;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Looks where the records topic ends, so that the lag is known even where nothing is consumed. */
public record LagWatch(Topics topics, Shards shards) implements Runnable {

    private static final Logger LOG = Logger.getLogger(LagWatch.class);

    @Override
    public void run() {
        try {
            topics.endOffsets().forEach(shards::endsAt);
        } catch (ExecutionException e) {
            LOG.debugf("the lag cannot be measured now cause=%s", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
