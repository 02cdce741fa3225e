package dev.consentledger.core.log;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.TreeHash;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A consent as a test wants it, which becomes a record.
 *
 * @param event numbers the event's id
 * @param attempt a retry has another one: it gives the salts, the time of receipt, the flags, what
 *     the server saw, and what the service knew of the policy
 */
record Choice(
        int event,
        Optional<String> subject,
        Decision decision,
        String url,
        int attempt,
        Instant occurred) {

    static final String SITE = "imagine.art";
    private static final Instant OCCURRED = Instant.parse("2026-11-22T10:15:30.123Z");

    Choice(int event, Optional<String> subject, Decision decision, String url, int attempt) {
        this(event, subject, decision, url, attempt, OCCURRED);
    }

    static Choice of(int event) {
        return new Choice(event, Optional.of("v-1"), Decision.GRANTED, "https://imagine.art/", 0);
    }

    Choice by(Optional<String> otherSubject) {
        return new Choice(event, otherSubject, decision, url, attempt, occurred);
    }

    Choice deciding(Decision other) {
        return new Choice(event, subject, other, url, attempt, occurred);
    }

    Choice at(String otherUrl) {
        return new Choice(event, subject, decision, otherUrl, attempt, occurred);
    }

    Choice again(int otherAttempt) {
        return new Choice(event, subject, decision, url, otherAttempt, occurred);
    }

    /** At so many seconds; what else is said by tests is later. */
    Choice occurring(long second) {
        return new Choice(event, subject, decision, url, attempt, Instant.ofEpochSecond(second));
    }

    UUID id() {
        return new UUID(0x0199_f0c2_7b1e_7000L, 0x8000_0000_0000_0000L | event);
    }

    EntryId entryId() {
        return EntryId.of(SITE, subject, id());
    }

    Evidence evidence() {
        SplittableRandom salts = new SplittableRandom(attempt);
        return new Evidence(
                subject.map(s -> part(salts, Json.object().put("subject", s).build())),
                part(salts, Json.object().put("url", url).build()),
                part(salts, Json.object().put("userAgent", "agent " + attempt).build()));
    }

    ConsentEntry entry() {
        boolean known = attempt % 2 == 0;
        DocumentReference policy =
                new DocumentReference(
                        "2026-01-12", Optional.of(TreeHash.emptyRoot()).filter(hash -> known));
        return new ConsentEntry(
                id(),
                SITE,
                Optional.of(policy),
                Optional.empty(),
                Action.SAVE,
                Map.of(
                        "statistics",
                        new CategoryDecision(
                                decision,
                                known ? Mechanism.OPT_IN : Mechanism.UNDECLARED,
                                Signal.BANNER)),
                Optional.empty(),
                occurred,
                occurred.plusSeconds(attempt),
                known ? Set.of() : Set.of(Flag.CLOCK_OLD, Flag.POLICY_UNKNOWN),
                new Jurisdiction(known ? "DE" : "EEA", JurisdictionSource.SITE),
                Optional.of("DE").filter(country -> known),
                Optional.empty(),
                Optional.of(known ? "desktop" : "mobile"),
                OptionalInt.empty(),
                Optional.of("headless").filter(bot -> known),
                evidence().commitments());
    }

    LedgerRecord record(long offset) {
        return new LedgerRecord(
                offset,
                0,
                Routing.subjectKey(SITE, subject, id()).toBytes(),
                EntryCodec.encode(entry()),
                Optional.of(evidence().toBytes()),
                Optional.empty());
    }

    private static EvidencePart part(SplittableRandom salts, Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        salts.nextBytes(salt);
        return new EvidencePart(salt, value);
    }
}
