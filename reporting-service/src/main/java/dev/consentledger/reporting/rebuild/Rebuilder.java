package dev.consentledger.reporting.rebuild;

import dev.consentledger.reporting.report.UnusableEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Fills new tables from the ledger's entries, all shards at once, until hardly anything is missing,
 * and then has them take over. While the ledger or the database is away it waits, for ten minutes;
 * broken off, it is begun again from the first entry. Thread-safe.
 *
 * <p>A shard is filled as far as what answers has got, which still knows who it was that an order
 * has erased; of entries after that nobody does. Only where nobody reads any more, because the
 * topic of appended entries does not reach back, it is filled as far as the ledger goes.
 */
public final class Rebuilder {

    private static final Logger LOG = Logger.getLogger(Rebuilder.class);

    /** So few are added within a second, in which nobody projects. */
    private static final long MISSING_AT_LAST_MAX = 2_000;

    /** So long the tables that answer may take to have what the ledger has. */
    private static final int LOOKS_MAX = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Rebuilds memory;
    private final Replacement replacement;
    private final LedgerEntries ledger;
    private final Clock clock;

    public Rebuilder(Rebuilds memory, Replacement replacement, LedgerEntries ledger, Clock clock) {
        this.memory = memory;
        this.replacement = replacement;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Runs once. Fails where something is away for too long, or an entry cannot be projected. */
    public Uni<Void> run() {
        Instant start = clock.instant();
        return memory.started(start)
                .chain(() -> patiently(replacement::begin))
                .chain(() -> patiently(this::unread))
                .chain(this::fill)
                .chain(() -> patiently(() -> replacement.takeOver(ledger)))
                .chain(() -> memory.finished(start, clock.instant()));
    }

    /** The shards that nobody reads any more. */
    private Uni<Set<Integer>> unread() {
        return ledger.sizes()
                .chain(
                        sizes ->
                                Multi.createBy()
                                        .repeating()
                                        .uni(
                                                () ->
                                                        replacement
                                                                .fillings()
                                                                .map(all -> behind(all, sizes)))
                                        .withDelay(BETWEEN_LOOKS)
                                        .whilst(behind -> !behind.isEmpty())
                                        .select()
                                        .first(LOOKS_MAX)
                                        .collect()
                                        .last());
    }

    private static Set<Integer> behind(List<Filling> fillings, Map<Integer, Long> sizes) {
        return fillings.stream()
                .filter(filling -> filling.end() < sizes.getOrDefault(filling.shard(), 0L))
                .map(Filling::shard)
                .collect(Collectors.toSet());
    }

    private Uni<Void> fill(Set<Integer> unread) {
        return Multi.createBy()
                .repeating()
                .uni(() -> patiently(() -> round(unread)))
                .until(missing -> missing <= MISSING_AT_LAST_MAX)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Says how far it is, adds some entries of each shard, and gives how many were missing. */
    private Uni<Long> round(Set<Integer> unread) {
        return Uni.combine()
                .all()
                .unis(replacement.fillings(), ledger.sizes())
                .with((fillings, sizes) -> goals(fillings, sizes, unread))
                .call(
                        fillings ->
                                memory.progress(
                                        fillings.stream().mapToLong(Filling::next).sum(),
                                        fillings.stream().mapToLong(Filling::end).sum()))
                .call(this::addSome)
                .map(fillings -> fillings.stream().mapToLong(Filling::missing).sum());
    }

    private static List<Filling> goals(
            List<Filling> fillings, Map<Integer, Long> sizes, Set<Integer> unread) {
        return fillings.stream()
                .map(of -> unread.contains(of.shard()) ? of.to(sizes.get(of.shard())) : of)
                .toList();
    }

    private Uni<Void> addSome(List<Filling> fillings) {
        return Multi.createFrom()
                .iterable(fillings)
                .filter(filling -> !filling.isDone())
                .onItem()
                .transformToUniAndMerge(
                        filling ->
                                ledger.next(filling)
                                        .chain(some -> replacement.add(filling.shard(), some)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static <T> Uni<T> patiently(Supplier<Uni<? extends T>> step) {
        return Uni.createFrom()
                .deferred(step)
                .onFailure(Rebuilder::mayPass)
                .invoke(
                        failure ->
                                LOG.warnf(
                                        "The rebuild waits, and goes on by itself; look whether PostgreSQL and ledger-service run. reason=%s",
                                        failure.getMessage()))
                .onFailure(Rebuilder::mayPass)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .expireIn(PATIENCE.toMillis());
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof UnusableEntry);
    }
}
