package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What orders do to what is stored, published and announced. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "self-audit", value = "on"))
class ErasureTest {

    private static final Duration APPEND_MAX = Duration.ofSeconds(120);

    /** Before and after what all events say of themselves. */
    private static final Instant EARLIER = Instant.parse("2026-11-01T00:00:00Z");

    private static final Instant LATER = Instant.parse("2026-11-23T00:00:00Z");

    Stand stand;

    @BeforeEach
    void awaitReady() {
        await().atMost(APPEND_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private LedgerTables tables() {
        return new LedgerTables(stand);
    }

    private static Event by(String subject) {
        return new Event(UUID.randomUUID(), subject, Decision.GRANTED);
    }

    /** Sends records of one shard, and returns when they are judged. */
    @SafeVarargs
    private void append(ProducerRecord<byte[], byte[]>... records) {
        int shard = records[0].partition();
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                topic.send(record);
            }
            topic.flush();
        }
        long end = RecordsTopic.end(stand, shard);
        await().atMost(APPEND_MAX)
                .until(
                        () ->
                                !tables().rows(
                                                "SELECT FROM heads WHERE shard = %d AND next_offset = %d"
                                                        .formatted(shard, end))
                                        .isEmpty());
    }

    /** What is left beside the entry of an event or act: s, c and o for the parts, and t. */
    private String left(UUID eventId) {
        return tables().rows(
                        """
                        SELECT concat(
                            CASE WHEN subject IS NOT NULL THEN 's' END,
                            CASE WHEN context IS NOT NULL THEN 'c' END,
                            CASE WHEN observed IS NOT NULL THEN 'o' END,
                            CASE WHEN subject_tag IS NOT NULL THEN 't' END)
                        FROM ids LEFT JOIN evidence USING (epoch, shard, entry_index)
                        WHERE event_id = '%s'"""
                                .formatted(eventId))
                .get(0)
                .get(0)
                .toString();
    }

    private String outcome(Order order) {
        return tables().rows(
                        """
                        SELECT o.outcome || ' ' || o.entries
                        FROM ids JOIN outcomes o USING (epoch, shard, entry_index)
                        WHERE event_id = '%s'"""
                                .formatted(order.id()))
                .get(0)
                .get(0)
                .toString();
    }

    private List<Object> position(UUID eventId) {
        return tables().rows(
                        "SELECT shard, entry_index FROM ids WHERE event_id = '%s'"
                                .formatted(eventId))
                .get(0);
    }

    @Test
    void erasureTakesAllOfItsSubjectAndNothingOfOthers() {
        String subject = "v-" + UUID.randomUUID();
        Event first = by(subject);
        Event second = by(subject);
        Event other = Event.granted();
        Order link = Order.of(subject, Kind.LINK, Act.LINKED);
        Order lookUp = Order.of(subject, Kind.ACCESS, Act.LOOK_UP);
        append(RecordsTopic.record(other));
        append(
                RecordsTopic.record(first),
                RecordsTopic.record(first.saying(Decision.REFUSED)),
                link.record(),
                lookUp.record(),
                RecordsTopic.record(second));
        assertThat(List.of(left(first.id()), left(link.id()), left(lookUp.id())))
                .containsOnly("scot");
        assertThat(repeatsOf(first)).containsExactly(List.of(true));

        Order order = Order.erase(subject, LATER);
        append(order.record());

        assertThat(left(first.id())).isEmpty();
        assertThat(left(second.id())).isEmpty();
        assertThat(left(link.id())).isEmpty();
        assertThat(left(lookUp.id())).isEqualTo("co");
        assertThat(left(order.id())).isEqualTo("co");
        assertThat(left(other.id())).isEqualTo("scot");
        assertThat(repeatsOf(first)).containsExactly(List.of(false));
        assertThat(outcome(order)).isEqualTo("erased 4");
        requireTold(order, link);

        Order again = Order.erase(subject, LATER);
        append(again.record(), again.record());
        assertThat(outcome(again)).isEqualTo("erased 0");
        awaitVerified();
    }

    private List<List<Object>> repeatsOf(Event event) {
        return tables().rows(
                        "SELECT evidence IS NOT NULL FROM repeats WHERE event_id = '%s'"
                                .formatted(event.id()));
    }

    /** On the topics and to the desk. */
    private void requireTold(Order order, Order link) {
        List<Object> position = position(order.id());
        await().atMost(APPEND_MAX)
                .until(
                        () ->
                                tables().rows(
                                                "SELECT FROM publications WHERE shard = %s AND next_index > %s"
                                                        .formatted(
                                                                position.get(0), position.get(1)))
                                        .size(),
                        rows -> rows == 1);
        AppendedTopic appended = new AppendedTopic(stand);
        Map<String, String> headers = appended.headers(order.id());
        assertThat(headers).containsEntry("outcome", "erased 4").doesNotContainKey("subject");
        assertThat(appended.key(order.id())).isEqualTo(order.key().toBytes());
        assertThat(appended.headers(link.id()))
                .containsEntry("account", Order.ACCOUNT)
                .containsEntry("subject", link.subject().orElseThrow());
        assertThat(new ControlTopic(stand).keys())
                .anyMatch(
                        key ->
                                key.startsWith("tombstone/localhost:8081/logs/1/" + position.get(0))
                                        && key.endsWith("/" + position.get(1)));
        await().atMost(APPEND_MAX)
                .until(
                        () ->
                                tables().rows("SELECT FROM outcomes WHERE record_key IS NOT NULL")
                                        .isEmpty());
        Response desk = new Desk(stand).ask((int) position.get(0), (long) position.get(1));
        assertThat(desk.jsonPath().getString("records[0].outcome.outcome")).isEqualTo("erased");
        assertThat(desk.jsonPath().getInt("records[0].outcome.entries")).isEqualTo(4);
        assertThat(desk.jsonPath().getString("records[0].evidence.context")).isNotNull();
        assertThat(desk.jsonPath().getString("records[0].evidence.subject")).isNull();
    }

    @Test
    void lateEventKeepsNothingAndALaterOneIsANewChoice() {
        String subject = "v-" + UUID.randomUUID();
        append(Order.erase(subject, EARLIER).record());
        Event choice = by(subject);
        append(RecordsTopic.record(choice));
        assertThat(left(choice.id())).isEqualTo("scot");

        Order order = Order.erase(subject, LATER);
        append(order.record());
        Event late = by(subject);
        append(RecordsTopic.record(late), RecordsTopic.record(late.saying(Decision.REFUSED)));

        assertThat(outcome(order)).isEqualTo("erased 1");
        assertThat(left(choice.id())).isEmpty();
        assertThat(left(late.id())).isEmpty();
        assertThat(repeatsOf(late)).containsExactly(List.of(false));
        awaitVerified();
    }

    @Test
    void holdBlocksAndItsEndAllows() {
        String subject = "v-" + UUID.randomUUID();
        Event choice = by(subject);
        Order held = Order.erase(subject, LATER);
        append(
                RecordsTopic.record(choice),
                Order.of(subject, Kind.HOLD, Act.PLACED).record(),
                held.record());
        Order retention =
                Order.of(
                        subject,
                        Kind.RETENTION,
                        Act.ERASE,
                        Set.of(PartName.OBSERVED),
                        Instant.now());
        append(retention.record());
        assertThat(left(choice.id())).isEqualTo("scot");
        assertThat(outcome(held)).isEqualTo("held 0");
        assertThat(outcome(retention)).isEqualTo("held 0");

        Order order = Order.erase(subject, LATER);
        append(Order.of(subject, Kind.HOLD, Act.LIFTED).record(), order.record());

        assertThat(left(choice.id())).isEmpty();
        assertThat(outcome(order)).isEqualTo("erased 5");
        awaitVerified();
    }

    @Test
    void endOfRetentionTakesTheNamedPartsAlone() {
        String subject = "v-" + UUID.randomUUID();
        Event choice = by(subject);
        Order link = Order.of(subject, Kind.LINK, Act.LINKED);
        Order order =
                Order.of(
                        subject,
                        Kind.RETENTION,
                        Act.ERASE,
                        Set.of(PartName.OBSERVED, PartName.SUBJECT),
                        LATER);
        append(RecordsTopic.record(choice), link.record(), order.record());

        assertThat(left(choice.id())).isEqualTo("ct");
        assertThat(left(link.id())).isEqualTo("scot");
        assertThat(left(order.id())).isEqualTo("co");
        assertThat(outcome(order)).isEqualTo("erased 1");

        Event after = by(subject);
        Order rest = Order.erase(subject, LATER);
        append(RecordsTopic.record(after), rest.record());
        assertThat(left(choice.id())).isEmpty();
        assertThat(outcome(rest)).isEqualTo("erased 3");
        awaitVerified();
    }

    @Test
    void endOfRetentionStopsAtItsBound() {
        String subject = "v-" + UUID.randomUUID();
        Event old = by(subject);
        Order lookUp = Order.of(subject, Kind.ACCESS, Act.LOOK_UP);
        Event recent = by(subject);
        append(
                RecordsTopic.record(old),
                RecordsTopic.record(old.saying(Decision.REFUSED)),
                lookUp.record(),
                RecordsTopic.record(recent),
                RecordsTopic.record(recent.saying(Decision.REFUSED)));
        Reach reach = Reach.below((long) position(recent.id()).get(1));

        Order order = Order.retention(UUID.randomUUID(), Optional.of(subject), Act.ERASE, reach);
        append(order.record(), order.record());
        assertThat(outcome(order)).isEqualTo("erased 1");
        assertThat(List.of(left(old.id()), left(lookUp.id()), left(recent.id())))
                .containsExactly("", "scot", "scot");
        assertThat(repeatsOf(old)).containsExactly(List.of(false));
        assertThat(repeatsOf(recent)).containsExactly(List.of(true));

        Order last = Order.retention(UUID.randomUUID(), Optional.of(subject), Act.FORGET, reach);
        append(last.record());
        assertThat(outcome(last)).isEqualTo("erased 1");
        assertThat(List.of(left(lookUp.id()), left(last.id()), left(recent.id())))
                .containsExactly("co", "co", "scot");
        awaitVerified();
    }

    @Test
    void endOfRetentionReachesVisitorsWithoutASubjectByTheirPlace() {
        Event due = guest();
        Event other = guest();
        Event named = by("v-" + UUID.randomUUID());
        append(RecordsTopic.record(due), RecordsTopic.record(due.saying(Decision.REFUSED)));
        append(RecordsTopic.record(other));
        append(RecordsTopic.record(named));
        List<Object> place = position(due.id());
        List<Long> indexes = new ArrayList<>(List.of((long) place.get(1)));
        if (position(named.id()).get(0).equals(place.get(0))) {
            indexes.add((long) position(named.id()).get(1));
        }

        Order order =
                Order.retention(
                        ofShard((int) place.get(0)),
                        Optional.empty(),
                        Act.ERASE,
                        Reach.at(indexes));
        append(order.record());

        assertThat(outcome(order)).isEqualTo("erased 1");
        assertThat(left(due.id())).isEmpty();
        assertThat(repeatsOf(due)).containsExactly(List.of(false));
        assertThat(left(other.id())).isEqualTo("co");
        assertThat(left(named.id())).isEqualTo("scot");
        assertThat(left(order.id())).isEqualTo("co");
        awaitVerified();
    }

    private static Event guest() {
        return new Event(UUID.randomUUID(), "", Decision.GRANTED);
    }

    /** An id whose record belongs to a shard. */
    private static UUID ofShard(int shard) {
        return Stream.generate(UUID::randomUUID)
                .filter(
                        id ->
                                Routing.shardOf(
                                                Routing.subjectKey(
                                                        Event.SITE, Optional.empty(), id),
                                                RecordsTopic.SHARDS)
                                        == shard)
                .findFirst()
                .orElseThrow();
    }

    /** Nor does any log that a server has written. */
    @Test
    void noFileOfTheDatabaseHasWhatWasErasedOnceItIsWrittenAnew() throws Exception {
        String subject = "v-" + UUID.randomUUID();
        append(RecordsTopic.record(by(subject)), RecordsTopic.record(by(subject)));
        tables().executeAsSuperuser("ANALYZE");
        tables().executeAsSuperuser("CHECKPOINT");
        assertThat(filesWith(subject, "postgres")).isNotEmpty();

        Order order = Order.erase(subject, LATER);
        append(order.record());
        assertThat(outcome(order)).isEqualTo("erased 2");
        for (String command :
                List.of(
                        // Else what is not needed any more is kept under another name.
                        "ALTER SYSTEM SET wal_recycle = off",
                        "SELECT pg_reload_conf()",
                        "VACUUM FULL evidence",
                        "VACUUM FULL repeats",
                        "ANALYZE",
                        "SELECT pg_switch_wal()",
                        "CHECKPOINT",
                        "SELECT pg_switch_wal()",
                        "CHECKPOINT")) {
            tables().executeAsSuperuser(command);
        }

        await().atMost(APPEND_MAX)
                .untilAsserted(() -> assertThat(filesWith(subject, "postgres", "logs")).isEmpty());
    }

    /** The last one: what others read of the topics is gone then. */
    @Test
    @org.junit.jupiter.api.Order(Integer.MAX_VALUE)
    void noFileOfTheBrokerHasWhatWasErasedOnceTheRetentionIsOver() throws Exception {
        String subject = "v-" + UUID.randomUUID();
        append(RecordsTopic.record(by(subject)), RecordsTopic.record(by(subject)));
        Order order = Order.erase(subject, LATER);
        append(order.record());
        assertThat(outcome(order)).isEqualTo("erased 2");
        assertThat(filesWith(subject, "kafka")).isNotEmpty();

        RecordsTopic.retain(stand, Duration.ofMillis(1));
        try {
            await().atMost(APPEND_MAX)
                    .untilAsserted(() -> assertThat(filesWith(subject, "kafka", "logs")).isEmpty());
        } finally {
            RecordsTopic.retain(stand, Duration.ofDays(30));
        }
    }

    private List<Path> filesWith(String text, String... folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            Path root = stand.directory().resolve(folder);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                        found.add(file);
                    }
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                // A server has just taken a file away: whoever asks looks again.
                return List.of(root);
            }
        }
        return found;
    }

    /** As after a restore: an erasure is known that the database does not have. */
    @Test
    void tombstoneThatTheDatabaseLacksHidesEvidenceUntilItIsApplied() throws Exception {
        Event choice = Event.granted();
        append(RecordsTopic.record(choice));
        int shard = RecordsTopic.shardOf(choice);
        long index = (long) position(choice.id()).get(1);
        UUID tag =
                (UUID)
                        tables().rows(
                                        "SELECT subject_tag FROM evidence WHERE shard = %d AND entry_index = %d"
                                                .formatted(shard, index))
                                .get(0)
                                .get(0);
        assertThat(new Desk(stand).ask(shard, index).statusCode()).isEqualTo(200);
        ControlTopic control = new ControlTopic(stand);
        control.write("tombstone/of/somebody".getBytes(UTF_8), "{}".getBytes(UTF_8));

        control.announce(shard, tag, index + 1, RecordsTopic.end(stand, shard));

        await().atMost(APPEND_MAX)
                .until(() -> new Desk(stand).ask(shard, index).statusCode() == 503);
        assertThat(left(choice.id())).isEqualTo("scot");
        // A record that is none of the erasure takes its offset: it was lost.
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            topic.send(shard, 1);
        }
        await().atMost(APPEND_MAX)
                .until(() -> new Desk(stand).ask(shard, index).statusCode() == 200);
        assertThat(left(choice.id())).isEmpty();
        assertThat(
                        new Desk(stand)
                                .ask(shard, index)
                                .jsonPath()
                                .getBoolean("records[0].evidence.stored"))
                .isFalse();
    }

    /** Two rounds: the first may have begun before what the test has done. */
    private static void awaitVerified() {
        awaitRoundAfter(awaitRoundAfter(Instant.now()));
        assertThat(given().get("/q/health/ready").asString()).doesNotContain("mismatch");
    }

    /** When the last shard was verified as a whole, after a time; health says it to the second. */
    private static Instant awaitRoundAfter(Instant time) {
        await().atMost(APPEND_MAX)
                .until(() -> verified().stream().allMatch(at -> at.isAfter(time)));
        return verified().stream().max(Instant::compareTo).orElseThrow();
    }

    /** When each shard was verified as a whole; the beginning of time where it was not yet. */
    private static List<Instant> verified() {
        Map<String, String> standings =
                given().get("/q/health/ready")
                        .jsonPath()
                        .getMap("checks.find { it.name == 'self-audit' }.data");
        return standings.values().stream().map(ErasureTest::verifiedAt).toList();
    }

    private static Instant verifiedAt(String standing) {
        Matcher at = Pattern.compile("in order at ([^;]+);").matcher(standing);
        return at.find() ? Instant.parse(at.group(1)) : Instant.MIN;
    }
}
