package dev.consentledger.reporting.store;

import dev.consentledger.reporting.job.Job;
import dev.consentledger.reporting.rebuild.Rebuilds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What is remembered of rebuilds. Thread-safe. */
@Singleton
public class RebuildStore extends JobTable implements Rebuilds {

    /** The key of the advisory lock: "rebuilds" in ASCII. */
    private static final long LOCK = 0x72656275696c6473L;

    /** It comes to new tables and nothing else. */
    private static final String NO_RESULT = "{}";

    RebuildStore(Pool pool) {
        super(pool, "rebuild", LOCK);
    }

    @Override
    public Uni<Job> get() {
        return known().map(Known::job);
    }

    @Override
    public Uni<Void> finished(Instant start, Instant at) {
        return finished(start, at, NO_RESULT);
    }
}
