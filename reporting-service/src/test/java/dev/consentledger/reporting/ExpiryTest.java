package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.RecordsTopic.Sent;
import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.expiry.Expiries;
import dev.consentledger.reporting.expiry.ExpiryRun;
import dev.consentledger.reporting.expiry.ExpiryRuns;
import dev.consentledger.reporting.expiry.Pass;
import dev.consentledger.reporting.expiry.Passes;
import dev.consentledger.reporting.expiry.Tally;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.retention.RetentionIndex;
import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.site.Sites;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Expiries, through Kafka and PostgreSQL, of runs that are broken off and begun again. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(ExpiryTest.SixthEpoch.class)
class ExpiryTest implements SchemaIsReady {

    /** An epoch that no other test writes. */
    public static class SixthEpoch implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "6");
        }
    }

    private static final String SITE = TestSites.SHOP;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, CategoryDecision> GRANTED = Map.of("statistics", granted());
    private static final Map<String, CategoryDecision> REFUSED = Map.of("statistics", refused());
    private static final int CROWD = 25;
    private static final long SEED = 20261129;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "consent.ledger.url")
    URI ledger;

    @Inject ChoiceIndex index;
    @Inject RetentionIndex entries;
    @Inject FigureQuery figures;
    @Inject LedgerRecords records;
    @Inject AccessLog log;
    @Inject PersonKeys keys;
    @Inject Epoch epoch;
    @Inject Sites sites;
    @Inject Passes passes;

    private AppendedTopic topic;
    private DocumentReference policy;

    @Test
    void eachExpiryIsRecordedOnceHoweverOftenTheRunIsBrokenOff() throws Throwable {
        try (AppendedTopic appended = new AppendedTopic(bootstrapServers, 6, 4);
                RecordsTopic recorded = new RecordsTopic(bootstrapServers, 6)) {
            topic = appended;
            Set<String> expected = tellStories();
            awaitProjection();

            // When the run is broken off at random places, and two go side by side
            Random random = new Random(SEED);
            int brokenOff = 0;
            while (!isDone(random, brokenOff)) {
                brokenOff++;
            }
            assertThat(brokenOff).isPositive();

            // Then all attempts together have said each thing, and never two of the same
            Map<UUID, Sent> unique = new LinkedHashMap<>();
            for (Sent sent : recorded.await(s -> true)) {
                Sent first = unique.putIfAbsent(sent.entry().eventId(), sent);
                if (first != null) {
                    assertThat(sent.entry().sameEventAs(first.entry())).isTrue();
                    assertThat(sent.evidence().context().value())
                            .isEqualTo(first.evidence().context().value());
                    assertThat(sent.partition()).isEqualTo(first.partition());
                }
            }
            assertThat(unique.values().stream().map(ExpiryTest::spoken))
                    .hasSameElementsAs(expected);
            assertThat(unique).hasSize(expected.size());
            int sentBefore = recorded.found(s -> true).size();

            // And once the ledger has appended them, nothing is left to be recorded
            unique.values().forEach(this::append);
            awaitProjection();
            assertThat(inContext(() -> runs(NOW).look().chain(passes::all)))
                    .filteredOn(pass -> pass.site().equals(SITE))
                    .singleElement()
                    .extracting(Pass::tally)
                    .isEqualTo(new Tally(0, 1));
            assertThat(recorded.found(s -> true)).hasSize(sentBefore);
            // Of the erased person nobody knows any more that she would have expired.
            assertThat(subjectsGranted("2026-11-22")).isEqualTo(3);
            assertThat(subjectsGranted("2025-06-30")).isEqualTo(CROWD + 5);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    given().get("/q/metrics")
                                            .then()
                                            .body(
                                                    containsString(
                                                            "consent_expiry_finished_seconds{site=\"shop.example\"}"))
                                            .body(
                                                    containsString(
                                                            "consent_expiries_restricted{site=\"shop.example\"} 1.0")));
        }
    }

    /** Tells the stories of the site, and what is to be recorded of each. */
    private Set<String> tellStories() {
        byte[] document =
                PolicyDocuments.withValidity(
                        PolicyDocuments.bytes(
                                SITE,
                                "1",
                                "2024-01-01T00:00:00.000Z",
                                false,
                                new Group("statistics", "opt_in", "")),
                        "P6M");
        policy = read(document).reference();
        topic.publish(document);
        Set<String> expected = new TreeSet<>();

        Person anna = person("anna");
        grant(anna, "2025-01-01T10:00:00Z");
        grant(anna, "2025-09-30T10:00:00Z");
        expected.add("anna 2025-07-01T10:00:00Z");
        expected.add("anna 2026-03-30T10:00:00Z");

        Person ben = person("ben");
        grant(ben, "2025-01-01T10:00:00Z");
        choose(ben, "2025-06-30T10:00:00Z", Action.WITHDRAW, REFUSED);

        grant(person("fresh"), "2026-10-01T10:00:00Z");

        // Restricted: may not be used, so it waits.
        Person rosa = person("rosa");
        grant(rosa, "2025-01-01T10:00:00Z");
        rosa.act(Instant.parse("2025-02-01T10:00:00Z"), Kind.ERASURE, Act.RESTRICT, Map.of());

        // Held: nothing is deleted, and the time is over all the same.
        Person hal = person("hal");
        grant(hal, "2025-01-01T10:00:00Z");
        hal.act(Instant.parse("2025-02-01T10:00:00Z"), Kind.HOLD, Act.PLACED, Map.of());
        expected.add("hal 2025-07-01T10:00:00Z");

        Person erased = person("erased");
        grant(erased, "2025-01-01T10:00:00Z");
        erased.act(
                Instant.parse("2025-05-01T10:00:00Z"),
                Kind.ERASURE,
                Act.ERASE,
                Map.of("outcome", "erased 1"));

        for (int i = 0; i < CROWD; i++) {
            grant(person("crowd-" + i), "2025-01-02T10:00:00Z");
            expected.add("crowd-" + i + " 2025-07-02T10:00:00Z");
        }
        return expected;
    }

    private static String spoken(Sent sent) {
        ConsentEntry entry = (ConsentEntry) sent.entry();
        assertThat(entry.action()).isEqualTo(Action.EXPIRE);
        assertThat(entry.decisions().get("statistics").signal()).isEqualTo(Signal.SERVER);
        assertThat(entry.occurredAt()).isEqualTo(entry.effectiveAt());
        assertThat(sent.evidence().context().value().members()).containsKeys("grant", "validity");
        return sent.evidence().pseudonym().orElseThrow() + " " + entry.effectiveAt();
    }

    /** Whether an attempt came to its end; the first one is two side by side. */
    private boolean isDone(Random random, int attempt) throws Throwable {
        int left = random.nextInt(1, CROWD);
        AccessLog breaking = breaking(new AtomicInteger(left), random.nextBoolean());
        Uni<?> work =
                attempt == 0
                        ? Uni.join()
                                .all(run(breaking), run(breaking))
                                .andFailFast()
                                .replaceWithVoid()
                        : run(attempt > 6 ? log : breaking);
        return inContext(() -> work.map(done -> true).onFailure().recoverWithItem(false));
    }

    /** A broker that goes away, before or after it took a record. */
    private AccessLog breaking(AtomicInteger left, boolean taken) {
        return (entry, evidence) -> {
            if (left.decrementAndGet() > 0) {
                return log.record(entry, evidence);
            }
            Uni<Void> last = taken ? log.record(entry, evidence) : Uni.createFrom().voidItem();
            return last.chain(
                    () -> Uni.createFrom().failure(new IllegalStateException("broken off")));
        };
    }

    private Uni<Map<String, Tally>> run(AccessLog to) {
        return runTo(to).run(List.of(SITE), NOW.minus(ExpiryRuns.PATIENCE));
    }

    private ExpiryRun runTo(AccessLog to) {
        return new ExpiryRun(
                index,
                entries,
                figures,
                records,
                new Expiries(to, keys, epoch, clock(Instant.now()), new Random()));
    }

    private ExpiryRuns runs(Instant now) {
        return new ExpiryRuns(
                sites,
                passes,
                runTo(log),
                new Schedule(Optional.of(LocalTime.MIDNIGHT)),
                clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static <T> T inContext(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }

    private void append(Sent sent) {
        person(sent.evidence().pseudonym().orElseThrow())
                .append(sent.entry(), sent.evidence(), Map.of());
    }

    private Person person(String name) {
        return new Person(SITE, Optional.of(name), topic, ledger);
    }

    private void grant(Person person, String at) {
        choose(person, at, Action.SAVE, GRANTED);
    }

    private void choose(
            Person person, String at, Action action, Map<String, CategoryDecision> decisions) {
        Instant time = Instant.parse(at);
        person.choice(Optional.of(policy), time, time, action, decisions);
    }

    private static Policy read(byte[] document) {
        try {
            return Policy.read(document);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void awaitProjection() {
        topic.flush();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(projected()).isEqualTo(topic.size()));
    }

    private static long projected() {
        return given()
                .get("/v1/sites/{site}/opt-in", SITE)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Integer>getList("asOf.nextIndex")
                .stream()
                .mapToLong(i -> i)
                .sum();
    }

    /** How many subjects have granted, as of a day. */
    private static int subjectsGranted(String to) {
        return given().queryParam("from", "2024-01-01")
                .queryParam("to", to)
                .get("/v1/sites/{site}/opt-in", SITE)
                .then()
                .statusCode(200)
                .extract()
                .path("categories[0].subjectsGranted");
    }
}
