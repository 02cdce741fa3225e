package dev.consentledger.reporting;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.AppendedTopic.Place;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Somebody with a pseudonym on a site, whose entries reach both the topic and the ledger. */
final class Person {

    private static final Random SALTS = new Random(20261128);

    private final String site;
    private final Optional<String> pseudonym;
    private final AppendedTopic topic;
    private final URI ledger;

    Person(String site, Optional<String> pseudonym, AppendedTopic topic, URI ledger) {
        this.site = site;
        this.pseudonym = pseudonym;
        this.topic = topic;
        this.ledger = ledger;
    }

    /** An entry that was appended. */
    record Told(UUID eventId, Place place) {}

    Told choice(Instant occurredAt, Action action, Map<String, CategoryDecision> decisions) {
        return choice(occurredAt, occurredAt, action, decisions);
    }

    Told choice(
            Instant occurredAt,
            Instant receivedAt,
            Action action,
            Map<String, CategoryDecision> decisions) {
        return choice(Optional.empty(), occurredAt, receivedAt, action, decisions);
    }

    /** A choice under a version of the policy. */
    Told choice(
            Optional<DocumentReference> policy,
            Instant occurredAt,
            Instant receivedAt,
            Action action,
            Map<String, CategoryDecision> decisions) {
        Evidence evidence = evidence(Json.object().put("url", "https://shop.example/").build());
        ConsentEntry entry =
                new ConsentEntry(
                        UUID.randomUUID(),
                        site,
                        policy,
                        Optional.empty(),
                        action,
                        decisions,
                        Optional.empty(),
                        occurredAt,
                        receivedAt,
                        Set.of(),
                        new Jurisdiction("DE", JurisdictionSource.CLIENT),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        evidence.commitments());
        Place place = topic.append(pseudonym, entry, Map.of());
        DeskServer.put(ledger, place.shard(), place.index(), entry, evidence, "");
        return new Told(entry.eventId(), place);
    }

    /** An act about this person, with the headers that the topic has for it. */
    Told act(Instant at, Kind kind, Act act, Map<String, String> headers) {
        Evidence evidence = evidence(Json.object().put("by", "dora").put("case", "a case").build());
        boolean erasure = kind == Kind.ERASURE && act == Act.ERASE;
        ActEntry entry =
                new ActEntry(
                        kind,
                        UUID.randomUUID(),
                        site,
                        act,
                        erasure ? Optional.of(ErasureReason.WITHDRAWN) : Optional.empty(),
                        Set.of(),
                        at,
                        evidence.commitments());
        Place place = topic.append(pseudonym, entry, headers);
        String outcome = headers.getOrDefault("outcome", "").split(" ")[0];
        DeskServer.put(ledger, place.shard(), place.index(), entry, evidence, outcome);
        return new Told(entry.eventId(), place);
    }

    /** Appends what is about this person as the ledger would that found it on the records topic. */
    Place append(EvidencedEntry entry, Evidence evidence, Map<String, String> headers) {
        Place place = topic.append(pseudonym, entry, headers);
        String outcome = headers.getOrDefault("outcome", "").split(" ")[0];
        Evidence kept =
                outcome.equals("erased")
                        ? new Evidence(Optional.empty(), evidence.context(), evidence.observed())
                        : evidence;
        DeskServer.put(ledger, place.shard(), place.index(), entry, kept, outcome);
        return place;
    }

    private Evidence evidence(Json.Obj context) {
        return new Evidence(
                pseudonym.map(name -> part(Json.object().put("subject", name).build())),
                part(context),
                part(Json.object().build()));
    }

    private static EvidencePart part(Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        SALTS.nextBytes(salt);
        return new EvidencePart(salt, value);
    }
}
