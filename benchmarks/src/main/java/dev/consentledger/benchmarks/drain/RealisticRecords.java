package dev.consentledger.benchmarks.drain;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.standalone.demo.DemoEvent;
import dev.consentledger.standalone.demo.DemoSite;
import dev.consentledger.standalone.demo.Visitors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the visitors of the four sites would have put on the records topic: the demonstration's
 * visits, made into entries and evidence as consent-api makes them. No event comes twice, so that
 * records and entries are equally many. The same seed gives the same bytes. Not thread-safe.
 */
public final class RealisticRecords {

    /** A record before it has a topic. */
    public record Made(
            ConsentEntry entry,
            Optional<String> subject,
            byte[] key,
            int shard,
            byte[] value,
            byte[] evidence) {}

    private static final long SEED = 20_261_122;
    private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

    /** Some thirty visits a second. */
    private static final Duration BETWEEN_VISITS = Duration.ofMillis(33);

    private static final int ON_THE_WAY_MILLIS_MAX = 400;

    private final int shards;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Visitors visitors = new Visitors(DemoSite.ALL, random);
    private final Deque<DemoEvent> visit = new ArrayDeque<>();
    private final Duration betweenVisits;
    private Instant now;

    /** Of a busy time. */
    public RealisticRecords(int shards) {
        this(shards, BEGIN, BETWEEN_VISITS);
    }

    /**
     * @param begin of the first visit
     */
    public RealisticRecords(int shards, Instant begin, Duration betweenVisits) {
        this.shards = shards;
        this.now = begin;
        this.betweenVisits = betweenVisits;
    }

    /** The next visitor's next event. */
    public Made next() {
        if (visit.isEmpty()) {
            now = now.plus(betweenVisits);
            Set<UUID> ids = new HashSet<>();
            visitors.next(now).stream().filter(event -> ids.add(event.id())).forEach(visit::add);
        }
        return made(visit.remove());
    }

    private Made made(DemoEvent event) {
        Evidence evidence = evidence(event);
        ConsentEntry entry = entry(event, evidence);
        Hash key = Routing.subjectKey(event.site(), event.subject(), event.id());
        return new Made(
                entry,
                event.subject(),
                key.toBytes(),
                Routing.shardOf(key, shards),
                EntryCodec.encode(entry),
                evidence.toBytes());
    }

    private ConsentEntry entry(DemoEvent event, Evidence evidence) {
        return new ConsentEntry(
                event.id(),
                event.site(),
                Optional.of(reference(event.site(), event.policyVersion())),
                Optional.of(reference(event.site(), event.page().bannerVersion())),
                Term.parse(Action.class, event.action()).orElseThrow(),
                decisions(event),
                event.notice(),
                event.occurredAt(),
                now.plusMillis(random.nextInt(ON_THE_WAY_MILLIS_MAX)),
                Set.of(),
                new Jurisdiction(event.page().jurisdiction(), JurisdictionSource.CLIENT),
                Optional.empty(),
                Optional.of(event.page().language()),
                Optional.of(random.nextBoolean() ? "desktop" : "mobile"),
                OptionalInt.empty(),
                Optional.empty(),
                evidence.commitments());
    }

    private static DocumentReference reference(String site, String version) {
        byte[] name = (site + version).getBytes(StandardCharsets.UTF_8);
        return new DocumentReference(version, Optional.of(Hash.sha256(name)));
    }

    private static Map<String, CategoryDecision> decisions(DemoEvent event) {
        DemoSite site =
                DemoSite.ALL.stream()
                        .filter(one -> one.name().equals(event.site()))
                        .findFirst()
                        .orElseThrow();
        Map<String, CategoryDecision> decisions = new TreeMap<>();
        if (!event.action().equals("shown")) {
            site.categories()
                    .forEach(
                            category ->
                                    decisions.put(
                                            category,
                                            new CategoryDecision(
                                                    decision(event, category),
                                                    Mechanism.OPT_IN,
                                                    Signal.BANNER)));
        }
        return decisions;
    }

    private static Decision decision(DemoEvent event, String category) {
        return switch (event.action()) {
            case "accept_all" -> Decision.GRANTED;
            case "save" ->
                    Term.parse(Decision.class, event.decisions().get(category)).orElseThrow();
            case "reject_all", "withdraw" -> Decision.REFUSED;
            default -> Decision.NOT_ASKED;
        };
    }

    private Evidence evidence(DemoEvent event) {
        Json.Obj context =
                Json.object()
                        .put("url", event.page().url())
                        .put("language", event.page().language())
                        .put("jurisdiction", event.page().jurisdiction())
                        .putIfPresent("noticeEventId", event.notice().map(UUID::toString))
                        .put("bannerVersion", event.page().bannerVersion())
                        .build();
        Json.Obj observed =
                Json.object()
                        .put("browser", "Firefox 140")
                        .put("system", "Linux")
                        .put("origin", "https://" + event.site())
                        .build();
        return new Evidence(
                event.subject().map(subject -> part(Json.object().put("subject", subject).build())),
                part(context),
                part(observed));
    }

    private EvidencePart part(Json.Obj value) {
        return EvidencePart.salted(value, random);
    }
}
