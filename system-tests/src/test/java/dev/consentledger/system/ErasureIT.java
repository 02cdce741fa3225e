package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.standalone.ProjectFiles;
import dev.consentledger.system.Desk.Answer;
import dev.consentledger.system.Event.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever was erased stays so, whenever the ledger is killed and whatever backup is restored; and
 * the records of all others outlive it, as they do a change of the policy and of the log key.
 */
class ErasureIT {

    private static final int KILLS = Extent.of(2, 50);

    /** From before the record of an order is read until after its outcome was published. */
    private static final int KILL_WITHIN_MS = 400;

    /** More than the three years of the site's settings. */
    private static final int DAYS_AGO = 4 * 366;

    private static final Site SITE = Site.IMAGINE_ART;
    private static final Random RANDOM = Extent.random();

    @TempDir Path directory;
    private ConsentSystem system;
    private Desk desk;

    @Test
    void theErasedStaySoAndTheRecordsOfAllOthersSurvive() throws Exception {
        try (ConsentSystem started =
                ConsentSystem.start(
                        directory.resolve("data"),
                        CONSENT_API,
                        LEDGER_SERVICE,
                        REPORTING_SERVICE)) {
            system = started;
            desk = new Desk(system);
            List<Event> others =
                    List.of(
                            sent(Event.of(SITE, "accept_all", RANDOM).subject("v-anna")),
                            sent(
                                    Event.of(Site.IMSUPPORTING, "reject_all", RANDOM)
                                            .subject("v-bela")),
                            sent(Event.of(Site.IMMAG_IN, "implied", RANDOM).subject("v-carl")),
                            sent(Event.of(Site.PIXEVETY, "acknowledge", RANDOM).subject("v-dora")));
            Event first = sent(choiceOf("v-first"));
            List<Path> records = new ArrayList<>();
            for (Event event : others) {
                records.add(record(event));
            }
            Path ofFirst = record(first);
            Backup backup = Backup.take(system, directory.resolve("backup"));
            awaitReady();

            eraseKilled("v-first", first);
            for (int kill = 1; kill < KILLS; kill++) {
                String subject = "v-erased-" + kill;
                eraseKilled(subject, sent(choiceOf(subject)));
            }
            backup.restore(Map.of());
            awaitReady();
            awaitForgotten("v-first", first);
            late("v-first");
            verifies(ofFirst);
            assertThat(verifies(record(first))).contains("withheld or erased");

            publishNewPolicy();
            changeLogKey();
            for (int i = 0; i < others.size(); i++) {
                verifies(records.get(i));
                verifies(record(others.get(i)));
            }
            Verifiers.scriptPasses(records.get(RANDOM.nextInt(records.size())), trust());
            Auditor.auditsAll(system);

            retentionEnds(others.get(0));

            // What choices of the erased were to each other is known no more; all else is.
            new Rebuild(system, desk).changesNothing("actions", "time_to_decide");
            Event last = sent(choiceOf("v-last"));
            await("the event after the rebuild")
                    .atMost(ConsentSystem.RECOVERY_MAX)
                    .until(() -> found("v-last").contains(last.id().toString()));
        }
    }

    private static Event choiceOf(String subject) {
        return choiceOf(subject, SITE);
    }

    private static Event choiceOf(String subject, Site site) {
        return Event.of(site, "accept_all", RANDOM).subject(subject);
    }

    private Event sent(Event event) throws IOException, InterruptedException {
        Http.Answer answer = system.send(event);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return event;
    }

    private void awaitReady() {
        system.service(LEDGER_SERVICE).awaitReady();
        system.service(REPORTING_SERVICE).awaitReady();
    }

    /** Orders an erasure, and kills the ledger somewhere between its record and its outcome. */
    private void eraseKilled(String subject, Event event) throws Exception {
        record(event);
        UUID id = UUID.randomUUID();
        String inCase = desk.open(SITE.domain(), "DSR-" + id, "erasure_request");
        Map<String, Object> order =
                Map.of(
                        "site",
                        SITE.domain(),
                        "case",
                        inCase,
                        "by",
                        Map.of("subject", subject),
                        "reason",
                        "withdrawn",
                        "id",
                        id.toString(),
                        "confirm",
                        "erase");
        assertThat(desk.post("/v1/erasures", order).status()).isEqualTo(202);
        Thread.sleep(RANDOM.nextInt(KILL_WITHIN_MS));
        system.service(LEDGER_SERVICE).kill();
        system.launch(LEDGER_SERVICE, Map.of());
        awaitReady();

        awaitForgotten(subject, event);
        JsonNode receipt =
                await("the receipt")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () ->
                                        desk.get(
                                                        "/v1/erasures/%s?site=%s"
                                                                .formatted(id, SITE.domain()))
                                                .json(),
                                answer -> answer.path("state").asText().equals("done"));
        assertThat(receipt.path("outcomes").findValuesAsText("outcome")).containsExactly("erased");
    }

    /** Nothing is left beside the entry, and nobody finds it by the person. */
    private void awaitForgotten(String subject, Event event) {
        LedgerTables ledger = system.ledgerTables();
        await("no evidence of " + event.id())
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(tombstones(ledger, event)).isPositive();
                            assertThat(evidence(ledger, event)).isZero();
                            assertThat(found(subject)).doesNotContain(event.id().toString());
                        });
    }

    private static long tombstones(LedgerTables ledger, Event event) {
        return ledger.number(
                "SELECT count(*) FROM tombstones JOIN ids USING (epoch, shard) WHERE event_id = '%s'"
                        .formatted(event.id()));
    }

    private static long evidence(LedgerTables ledger, Event event) {
        return ledger.number(
                "SELECT count(*) FROM evidence JOIN ids USING (epoch, shard, entry_index) WHERE event_id = '%s'"
                        .formatted(event.id()));
    }

    private List<String> found(String subject) throws IOException, InterruptedException {
        String inCase = desk.open(SITE.domain(), "DSR-" + UUID.randomUUID());
        Answer answer =
                desk.post(
                        "/v1/look-ups",
                        Map.of(
                                "site",
                                SITE.domain(),
                                "case",
                                inCase,
                                "by",
                                Map.of("subject", subject)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("events").findValuesAsText("eventId");
    }

    /** An event of before the order that was queued somewhere, and arrives only now. */
    private void late(String subject) throws Exception {
        Event late = sent(choiceOf(subject).occurredAt(Instant.now().minus(1, ChronoUnit.HOURS)));
        system.appended(late.id());
        assertThat(evidence(system.ledgerTables(), late)).isZero();
        assertThat(found(subject)).doesNotContain(late.id().toString());
    }

    /** A refusal of years ago has been kept for as long as the site's settings say. */
    private void retentionEnds(Event kept) throws Exception {
        Event old =
                sent(
                        Event.of(SITE, "reject_all", RANDOM)
                                .subject("v-old")
                                .occurredAt(Instant.now().minus(DAYS_AGO, ChronoUnit.DAYS)));
        await("the old refusal")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(() -> found("v-old").contains(old.id().toString()));

        Answer run = desk.post("/v1/retention-runs", Map.of("site", SITE.domain()));

        assertThat(run.status()).as("%s", run).isEqualTo(202);
        LedgerTables ledger = system.ledgerTables();
        await("the end of the old refusal's retention")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .untilAsserted(
                        () -> {
                            assertThat(evidence(ledger, old)).isZero();
                            assertThat(found("v-old")).isEmpty();
                        });
        assertThat(evidence(ledger, kept)).isPositive();
        JsonNode done =
                await("the run")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> desk.get("/v1/retention-runs?site=" + SITE.domain()).json(),
                                answer -> answer.path("state").asText().equals("done"));
        assertThat(done.path("orders").asInt()).isEqualTo(1);
    }

    /** The ZIP file for a regulator, once a checkpoint covers the entry. */
    private Path record(Event event) throws Exception {
        String site = event.body().path("site").asText();
        String inCase = desk.open(site, "DSR-" + UUID.randomUUID());
        Map<String, Object> question =
                Map.of("site", site, "case", inCase, "eventId", event.id().toString());
        Answer answer =
                await("the record of " + event.id())
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> desk.post("/v1/proofs-of-consent", question),
                                got -> got.status() == 200);
        return Files.write(Files.createTempFile(directory, "record", ".zip"), answer.body());
    }

    /** Under the keys that the ledger names now. */
    private Path trust() throws IOException, InterruptedException {
        String keys = Http.get(system.service(LEDGER_SERVICE).uri().resolve("/logs/trust")).body();
        return Files.writeString(directory.resolve("trust"), keys);
    }

    private String verifies(Path record) throws IOException, InterruptedException {
        return Verifiers.jarPasses(record, trust());
    }

    /** A version that has come since, in force now. */
    private void publishNewPolicy() throws Exception {
        Path files = directory.resolve("policies");
        Path ours = ProjectFiles.find().root().resolve("deploy/policies");
        assertThat(
                        new ProcessBuilder("cp", "-r", ours.toString(), files.toString())
                                .start()
                                .waitFor())
                .isZero();
        Path site = files.resolve(SITE.domain());
        String next = "2026-11-01";
        String text = Files.readString(site.resolve(SITE.policyVersion() + ".yaml"));
        Files.writeString(
                site.resolve(next + ".yaml"),
                text.replace(SITE.policyVersion(), next)
                        .replace(
                                "version: \"%s\"".formatted(SITE.bannerVersion()),
                                "version: \"next\""));
        system.service(CONSENT_API).stop();
        system.launch(CONSENT_API, Map.of("CONSENT_POLICIES_DIRECTORY", files.toString()));
        system.service(CONSENT_API).awaitReady();
        Event event = choiceOf("v-new", new Site(SITE.domain(), next, "next"));
        assertThat(verifies(record(sent(event)))).contains(event.id().toString());
    }

    private void changeLogKey() throws Exception {
        Path keys = system.stand().directory().resolve("keys");
        Path next = keys.resolve("log-next.key");
        LogKeyRotationIT.makeKey(next);
        LogKeyRotationIT.restart(system);
        verifies(record(sent(choiceOf("v-beside"))));
        Files.move(next, keys.resolve("log.key"), StandardCopyOption.ATOMIC_MOVE);
        LogKeyRotationIT.restart(system);
        verifies(record(sent(choiceOf("v-after"))));
    }
}
