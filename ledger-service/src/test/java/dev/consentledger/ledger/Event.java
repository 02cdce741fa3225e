package dev.consentledger.ledger;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** A consent as a client means it; each record of it has salts and a receipt time of its own. */
record Event(UUID id, String subject, Decision decision) {

    static final String SITE = "imagine.art";
    static final String URL = "https://imagine.art/pricing";

    private static final Instant OCCURRED_AT = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new event of a new subject. */
    static Event granted() {
        UUID id = UUID.randomUUID();
        return new Event(id, "v-" + id, Decision.GRANTED);
    }

    Event saying(Decision other) {
        return new Event(id, subject, other);
    }

    /** Empty of a visitor without a pseudonym, whose subject is empty here. */
    Optional<String> about() {
        return Optional.of(subject).filter(name -> !name.isEmpty());
    }

    Evidence evidence() {
        return new Evidence(
                about().map(name -> part("subject", name)),
                part("url", URL),
                part("agent", "Firefox"));
    }

    ConsentEntry entry(Evidence evidence, Instant receivedAt) {
        return new ConsentEntry(
                id,
                SITE,
                Optional.empty(),
                Optional.empty(),
                Action.SAVE,
                Map.of(
                        "statistics",
                        new CategoryDecision(decision, Mechanism.OPT_IN, Signal.BANNER)),
                Optional.empty(),
                OCCURRED_AT,
                receivedAt,
                Set.of(),
                new Jurisdiction("DE", JurisdictionSource.CLIENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                evidence.commitments());
    }

    private static EvidencePart part(String name, String value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return new EvidencePart(salt, Json.object().put(name, value).build());
    }
}
