package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.documentation.MetricNames;
import dev.consentledger.documentation.ProjectText;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.system.Event.Site;
import dev.consentledger.system.Http.Answer;
import dev.consentledger.system.LedgerTables.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From visitors' choices on the four sites to entries in PostgreSQL and figures, by the real
 * services. The system is started and filled once; the tests read it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {

    private static final Instant MORNING = Instant.now().minus(Duration.ofHours(2));
    private static final Random RANDOM = Extent.random();
    private static final List<Event> ACCEPTED = new ArrayList<>();
    private static final String[] REPORTS = {
        "actions", "decisions", "time_to_decide", "time_to_withdraw"
    };

    @TempDir static Path directory;
    private static ConsentSystem system;
    private static Event repeated;
    private static Event contradicted;

    @BeforeAll
    static void letVisitorsChoose() throws Exception {
        system =
                ConsentSystem.startWitnessed(
                        directory, CONSENT_API, LEDGER_SERVICE, REPORTING_SERVICE);

        accept(choice("accept_all", "v-anna", 0));
        contradicted = accept(choice("reject_all", "v-bela", 1));
        repeated =
                accept(
                        choice("save", "v-carl", 2)
                                .decisions(
                                        Map.of(
                                                "preferences", "granted",
                                                "statistics", "refused",
                                                "marketing", "refused")));
        accept(choice("withdraw", "v-anna", 3));
        accept(choice("dismiss", "v-dora", 4));
        accept(choice("accept_all", "v-emil", 5).jurisdiction("US-CA"));
        accept(Event.of(Site.IMAGINE_ART, "shown", RANDOM).occurredAt(at(6)));
        accept(event(Site.IMSUPPORTING, "accept_all", "v-fred", 7));
        accept(event(Site.IMSUPPORTING, "reject_all", "v-gina", 8));
        accept(Event.of(Site.IMMAG_IN, "implied", RANDOM).occurredAt(at(9)));
        accept(event(Site.PIXEVETY, "acknowledge", "v-hugo", 10));
        sendTheReadmes();

        accepted(system.send(repeated));
        accepted(system.send(contradicted.action("accept_all")));
        Garbage.send(system.stand().kafkaBootstrapServers());
        awaitThatNothingWaits();
    }

    /** From here on the ledger stays as it is. */
    private static void awaitThatNothingWaits() {
        LedgerTables ledger = system.ledgerTables();
        await("all records in the ledger")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(ledger.consents()).hasSize(ACCEPTED.size());
                            assertThat(ledger.number("SELECT count(*) FROM repeats")).isEqualTo(2);
                            assertThat(ledger.number("SELECT count(*) FROM unreadable"))
                                    .isEqualTo(Garbage.RECORDS);
                        });
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    @Order(1)
    void everyAcceptedEventIsAppendedWithTheLeafHashOfItsBytes() {
        for (Event event : ACCEPTED) {
            JsonNode answer = system.appended(event.id());

            assertThat(answer.path("eventId").asText()).isEqualTo(event.id().toString());
            assertThat(answer.path("entries")).hasSize(1);
            JsonNode entry = answer.path("entries").get(0);
            assertThat(entry.path("kind").asText()).isEqualTo("consent");
            assertThat(entry.path("site").asText()).isEqualTo(event.body().path("site").asText());
            Row row =
                    system.ledgerTables()
                            .entries()
                            .get(entry.path("shard").asInt())
                            .get(entry.path("index").asInt());
            assertThat(entry.path("leafHash").asText())
                    .isEqualTo(TreeHash.leaf(row.entry()).toHex());
        }
    }

    @Test
    @Order(1)
    void anEventSentTwiceIsADuplicateAndAnotherUnderItsIdConflicts() {
        JsonNode twice = system.appended(repeated.id());
        assertThat(twice.path("duplicates").asInt()).isEqualTo(1);
        assertThat(twice.path("conflicts")).isEmpty();

        JsonNode contradiction = system.appended(contradicted.id());
        assertThat(contradiction.path("duplicates").asInt()).isZero();
        assertThat(contradiction.path("conflicts")).hasSize(1);
    }

    @Test
    @Order(1)
    void anEventThatNobodySentIsNotFound() throws Exception {
        Answer answer =
                Http.get(
                        system.service(LEDGER_SERVICE)
                                .uri()
                                .resolve("/v1/entries/0199f0c2-0000-7000-8000-000000000000"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("type").asText()).endsWith("/entry-not-found");
    }

    @Test
    @Order(2)
    void figuresAreThoseOfTheChoices() {
        JsonNode figures = system.figures(Site.IMAGINE_ART, Choices.ALL_TIME);

        assertThat(figures.path("status").asText()).isEqualTo("consent_asked");
        // Anna takes hers back; Emil, and for preferences Carl and the README's visitor, keep it.
        assertFigures(figures, "preferences", 4, 2, 3);
        assertFigures(figures, "statistics", 2, 4, 1);
        assertFigures(figures, "marketing", 2, 4, 1);
        assertThat(Choices.category(figures, "necessary").path("choice").asBoolean()).isFalse();
        assertThat(Choices.category(figures, "necessary").has("rate")).isFalse();

        JsonNode other = system.figures(Site.IMSUPPORTING, Choices.ALL_TIME);
        for (String category : List.of("analytics", "functional")) {
            assertThat(Choices.category(other, category).path("granted").asInt()).isEqualTo(1);
            assertThat(Choices.category(other, category).path("refused").asInt()).isEqualTo(1);
            assertThat(Choices.category(other, category).path("rate").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    @Order(2)
    void sitesThatAskForNoConsentHaveNoRate() {
        for (Site site : List.of(Site.IMMAG_IN, Site.PIXEVETY)) {
            JsonNode figures = system.figures(site, "");

            assertThat(figures.path("status").asText()).isEqualTo("no_consent_asked");
            assertThat(figures.path("exemptions")).isNotEmpty();
            assertThat(figures.findValues("rate")).isEmpty();
        }
    }

    @Test
    @Order(2)
    void aGrantOnASiteThatAsksForNoneIsRefused() throws Exception {
        Answer answer = system.send(event(Site.IMMAG_IN, "accept_all", "v-ines", 11));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("type").asText()).endsWith("/no-consent-asked");
    }

    @Test
    @Order(3)
    void figuresReconcileWithTheEntriesOfTheLedger() {
        for (Site site : List.of(Site.IMAGINE_ART, Site.IMSUPPORTING)) {
            JsonNode figures = system.figures(site, Choices.ALL_TIME);
            for (JsonNode category : figures.path("categories")) {
                if (category.path("choice").asBoolean()) {
                    assertReconciled(site, category);
                }
            }
        }
        assertThat(system.ledgerTables().consents()).hasSize(ACCEPTED.size());
        LedgerIsWhole.inItself(system.ledgerTables());
        LedgerIsWhole.onTheAppendedTopic(system);
    }

    @Test
    @Order(3)
    void figuresAreCountedAnewFromTheLedgerAndAChangedOneIsFound() throws Exception {
        Desk desk = new Desk(system);
        JsonNode equal = reconciled(desk);
        assertThat(equal.path("state").asText()).as(equal.toString()).isEqualTo("equal");
        Map<Integer, Hash> roots = system.ledgerTables().roots();
        for (JsonNode shard : equal.path("shards")) {
            assertThat(shard.path("root").asText())
                    .isEqualTo(roots.get(shard.path("shard").asInt()).toHex());
        }

        JsonNode subjects = desk.get("/v1/sites/imagine.art/subjects").json();
        for (JsonNode figures : List.of(system.figures(Site.IMAGINE_ART, ""), subjects)) {
            assertThat(figures.path("asOf")).isNotEmpty();
            for (JsonNode position : figures.path("asOf")) {
                assertThat(position.path("root").asText())
                        .isEqualTo(roots.get(position.path("shard").asInt()).toHex());
            }
        }

        JsonNode sealed = desk.get("/v1/sites/imagine.art/sealed-days?from=2026-11-01").json();
        assertThat(sealed.path("days")).isNotEmpty();
        for (JsonNode day : sealed.path("days")) {
            assertThat(day.path("events").asLong()).isPositive();
            assertThat(day.path("eventsNow")).isEqualTo(day.path("events"));
            assertClosedOnTheLedgersEntries(day);
        }

        addOneToAFigure();
        JsonNode different = reconciled(desk);
        leaveARebuildBrokenOff();
        new Rebuild(system, desk).run();
        JsonNode mended = reconciled(desk);

        assertThat(different.path("state").asText()).isEqualTo("different");
        JsonNode found = different.path("listed").get(0);
        assertThat(found.path("site").asText()).isEqualTo("imagine.art");
        assertThat(found.path("measure").asText()).isEqualTo("shown");
        assertThat(found.path("inTables").asLong()).isEqualTo(found.path("inLedger").asLong() + 1);
        assertThat(mended.path("state").asText()).as(mended.toString()).isEqualTo("equal");
        new Rebuild(system, desk).changesNothing(REPORTS);
    }

    /** By whichever reconciliation was the first: one runs by itself, too. */
    private static void assertClosedOnTheLedgersEntries(JsonNode day) {
        Map<Integer, List<Row>> entries = system.ledgerTables().entries();
        assertThat(day.path("asOf")).isNotEmpty();
        for (JsonNode position : day.path("asOf")) {
            List<Row> counted =
                    entries.get(position.path("shard").asInt())
                            .subList(0, position.path("nextIndex").asInt());
            assertThat(position.path("root").asText())
                    .isEqualTo(LedgerTables.root(counted).toHex());
        }
    }

    /** As a version of the service may have left it that has other tables. */
    private static void leaveARebuildBrokenOff() {
        new LedgerTables(system.stand(), system.stand().reporting())
                .execute("CREATE SCHEMA rebuild; CREATE TABLE rebuild.report_count (other text)");
    }

    /**
     * The first count, behind the lengths of two empty texts, no bot label and how many counts
     * there are. The lowest bits of a zigzag number: two are one more.
     */
    private static void addOneToAFigure() {
        List<Integer> changed =
                new LedgerTables(system.stand(), system.stand().reporting())
                        .query(
                                """
                                UPDATE report_count
                                SET by_all = set_byte(by_all, 4, get_byte(by_all, 4) + 2)
                                WHERE (shard, report, grain, site, start) IN (
                                    SELECT shard, report, grain, site, start FROM report_count
                                    WHERE report = 'actions' AND grain = 'day'
                                        AND site = 'imagine.art'
                                        AND substr(by_all, 1, 3) = '\\x000000'
                                        AND get_byte(by_all, 4) % 128 < 126
                                    ORDER BY shard, start LIMIT 1)
                                RETURNING 1
                                """,
                                row -> row.getInt(1));
        assertThat(changed).hasSize(1);
    }

    private static JsonNode reconciled(Desk desk) throws Exception {
        String before = desk.get("/v1/reconciliations").json().path("finishedAt").asText();
        assertThat(desk.post("/v1/reconciliations", Map.of()).status()).isEqualTo(202);
        return await("a reconciliation")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(
                        () -> desk.get("/v1/reconciliations").json(),
                        answer -> !answer.path("finishedAt").asText().equals(before));
    }

    @Test
    @Order(3)
    void whatIsDecidedAboutAChangeOfThePolicyIsInTheLedgerAndCounts() throws Exception {
        Desk desk = new Desk(system);
        String site = "/v1/sites/" + Site.IMSUPPORTING.domain();
        JsonNode change = desk.get(site + "/policy-changes").json();
        JsonNode proposal = change.path("proposals").get(0);
        String category = proposal.path("category").asText();
        String otherwise =
                proposal.path("proposal").asText().equals("still_covers")
                        ? "ask_again"
                        : "still_covers";

        Desk.Answer accepted =
                desk.post(
                        site + "/policy-decisions",
                        Map.of(
                                "from",
                                change.path("from").path("version").asText(),
                                "to",
                                change.path("to").path("version").asText(),
                                "coverage",
                                Map.of(category, otherwise),
                                "reason",
                                "The journey wants it"));
        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.json().path("id").asText();

        JsonNode decided =
                await("a decision")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> desk.get(site + "/policy-decisions").json(),
                                answer -> !answer.path("decisions").isEmpty())
                        .path("decisions")
                        .get(0);
        assertThat(decided.path("id").asText()).isEqualTo(id);
        assertThat(decided.path("reason").asText()).isEqualTo("The journey wants it");
        assertThat(decided.path("by").asText()).isNotEmpty();
        assertThat(
                        desk.get(site + "/policy-changes")
                                .json()
                                .path("proposals")
                                .get(0)
                                .path("decided")
                                .path("coverage")
                                .asText())
                .isEqualTo(otherwise);
        assertThat(system.appended(UUID.fromString(id)).path("entries").get(0).path("kind"))
                .hasToString("\"decision\"");
    }

    @Test
    @Order(3)
    void recordsThatNobodyCanReadAreEntriesOfTheirOwn() {
        assertThat(
                        system.ledgerTables()
                                .number(
                                        "SELECT count(*) FROM entries WHERE convert_from(entry,"
                                                + " 'UTF8')::json ->> 'kind' = 'unreadable'"))
                .isEqualTo(Garbage.RECORDS);
    }

    @Test
    @Order(4)
    void pseudonymsAndPagesAreInTheEvidenceAlone() {
        List<String> personal = new ArrayList<>(List.of("Firefox/140.7771"));
        ACCEPTED.forEach(event -> personal.add(page(event)));
        ACCEPTED.stream()
                .map(event -> event.body().path("subject").asText())
                .filter(subject -> !subject.isEmpty())
                .forEach(personal::add);

        // What is looked for can be found: the ledger's evidence has it.
        assertThat(Traces.ofEvidence(system.ledgerTables()))
                .contains("v-anna", page(ACCEPTED.get(0)));
        assertThat(Traces.ofEntries(system.ledgerTables())).contains("imagine.art");
        assertThat(Traces.ofEntries(system.ledgerTables())).doesNotContain(personal);
        assertThat(Traces.ofTopicWithoutSubjects(system.appendedTopic())).doesNotContain(personal);
        assertThat(Traces.ofReporting(system.stand())).contains("imagine.art");
        assertThat(Traces.ofReporting(system.stand())).doesNotContain(personal);
        assertThat(Traces.ofLogs(system.stand())).contains("consent-api");
        assertThat(Traces.ofLogs(system.stand())).doesNotContain(personal);
    }

    @Test
    @Order(5)
    void figuresOutliveARestartAndEveryDocumentedMetricIsProduced() throws Exception {
        Set<String> produced = metrics();
        JsonNode before = system.figures(Site.IMAGINE_ART, Choices.ALL_TIME);

        system.service(REPORTING_SERVICE).restart();

        assertThat(system.figures(Site.IMAGINE_ART, Choices.ALL_TIME)).isEqualTo(before);
        Set<String> used = MetricNames.used();
        assertThat(used).contains("consent_events_accepted_total", "consent_opt_in_ratio");
        // The ratio is read from the database soon after the start.
        await().atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            produced.addAll(metrics());
                            assertThat(produced).containsAll(used);
                        });
    }

    @Test
    @Order(6)
    void figuresThatAreLostTogetherWithTheirTopicComeBackFromTheLedger() throws Exception {
        Rebuild rebuild = new Rebuild(system, new Desk(system));
        Map<String, List<String>> before = rebuild.tables(REPORTS);
        system.service(REPORTING_SERVICE).stop();
        rebuild.lose();
        system.launch(REPORTING_SERVICE, Map.of());
        system.service(REPORTING_SERVICE).awaitReady();

        rebuild.run();

        assertThat(rebuild.tables(REPORTS)).isEqualTo(before);
        system.appended(accept(choice("accept_all", "v-ines", 12)).id());
        assertFigures(system.figures(Site.IMAGINE_ART, Choices.ALL_TIME), "preferences", 5, 2, 4);
    }

    private static void assertFigures(
            JsonNode figures, String id, int granted, int refused, int subjectsGranted) {
        JsonNode category = Choices.category(figures, id);
        assertThat(category.path("granted").asInt()).as("granted %s", id).isEqualTo(granted);
        assertThat(category.path("refused").asInt()).as("refused %s", id).isEqualTo(refused);
        assertThat(category.path("withdrawn").asInt()).as("withdrawn %s", id).isEqualTo(1);
        assertThat(category.path("notAsked").asInt()).as("notAsked %s", id).isEqualTo(1);
        assertThat(category.path("subjectsGranted").asInt())
                .as("subjectsGranted %s", id)
                .isEqualTo(subjectsGranted);
        assertThat(category.path("numerator").asInt()).isEqualTo(granted);
        assertThat(category.path("denominator").asInt()).isEqualTo(granted + refused);
    }

    private static void assertReconciled(Site site, JsonNode category) {
        for (String decision : List.of("granted", "refused")) {
            long entries =
                    system.ledgerTables()
                            .number(
                                    "SELECT count(*) FROM (SELECT convert_from(entry,"
                                            + " 'UTF8')::json AS e FROM entries) AS read WHERE e ->>"
                                            + " 'site' = '%s' AND e #>> '{decisions,%s,decision}' ="
                                                    .formatted(
                                                            site.domain(),
                                                            category.path("id").asText())
                                            + " '%s'".formatted(decision));
            assertThat(category.path(decision).asLong()).isEqualTo(entries).isPositive();
        }
    }

    /** The names that the three services produce; of histograms also the one that they share. */
    private static Set<String> metrics() throws IOException, InterruptedException {
        Pattern sample = Pattern.compile("(?m)^(consent_[a-z_]+)[{ ]");
        Set<String> names = new TreeSet<>();
        for (ServiceName name : ServiceName.values()) {
            String text = Http.get(system.service(name).uri().resolve("/q/metrics")).body();
            sample.matcher(text).results().map(match -> match.group(1)).forEach(names::add);
        }
        names.stream()
                .filter(name -> name.endsWith("_count"))
                .map(name -> name.substring(0, name.length() - "_count".length()))
                .toList()
                .forEach(names::add);
        return names;
    }

    private static Event choice(String action, String subject, int minute) {
        return event(Site.IMAGINE_ART, action, subject, minute);
    }

    private static Event event(Site site, String action, String subject, int minute) {
        return Event.of(site, action, RANDOM).subject(subject).occurredAt(at(minute));
    }

    private static Instant at(int minute) {
        return MORNING.plus(Duration.ofMinutes(minute));
    }

    private static Event accept(Event event) throws IOException, InterruptedException {
        accepted(system.send(event));
        ACCEPTED.add(event);
        return event;
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("receiptCode").asText()).isNotEmpty();
    }

    /** The first event of the README, as it stands there. */
    private static void sendTheReadmes() throws IOException, InterruptedException {
        Matcher body =
                Pattern.compile("-d '(\\{.*?\\n})'", Pattern.DOTALL)
                        .matcher(ProjectText.read(ProjectText.path("README.md")));
        assertThat(body.find()).as("an event in the README").isTrue();
        ObjectNode json = (ObjectNode) Http.JSON.readTree(body.group(1));
        accept(new Event(UUID.fromString(json.path("eventId").asText()), json));
    }

    /** The page that an event came from, which nobody but the evidence has. */
    private static String page(Event event) {
        return event.body().path("context").path("url").asText();
    }
}
