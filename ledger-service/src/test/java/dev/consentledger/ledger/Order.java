package dev.consentledger.ledger;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An act about a subject, as the desk means it; all are of one case. */
record Order(
        UUID id,
        Optional<String> subject,
        Kind kind,
        Act act,
        Set<PartName> parts,
        Reach reach,
        Instant at) {

    static final String ACCOUNT = "account-7";

    private static final SecureRandom RANDOM = new SecureRandom();

    static Order erase(String subject, Instant at) {
        return of(subject, Kind.ERASURE, Act.ERASE, Set.of(), at);
    }

    static Order of(String subject, Kind kind, Act act) {
        return of(subject, kind, act, Set.of(), Instant.now());
    }

    static Order of(String subject, Kind kind, Act act, Set<PartName> parts, Instant at) {
        return new Order(UUID.randomUUID(), Optional.of(subject), kind, act, parts, Reach.ALL, at);
    }

    /** The end of a retention, in all parts. */
    static Order retention(UUID id, Optional<String> subject, Act act, Reach reach) {
        return new Order(
                id, subject, Kind.RETENTION, act, Set.of(PartName.values()), reach, Instant.now());
    }

    Hash key() {
        return Routing.subjectKey(Event.SITE, subject, id);
    }

    ProducerRecord<byte[], byte[]> record() {
        Evidence evidence =
                new Evidence(
                        subject.map(name -> part(Json.object().put("subject", name))),
                        part(
                                Json.object()
                                        .put("by", "dana")
                                        .put("case", "2026-17")
                                        .put("account", ACCOUNT)),
                        part(Json.object()));
        ActEntry entry =
                new ActEntry(
                        kind,
                        id,
                        Event.SITE,
                        act,
                        kind == Kind.ERASURE && act == Act.ERASE
                                ? Optional.of(ErasureReason.WITHDRAWN)
                                : Optional.empty(),
                        parts,
                        reach,
                        at,
                        evidence.commitments());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        RecordsTopic.NAME,
                        Routing.shardOf(key(), RecordsTopic.SHARDS),
                        key().toBytes(),
                        EntryCodec.encode(entry));
        record.headers().add("evidence", evidence.toBytes());
        return record;
    }

    private static EvidencePart part(Json.ObjBuilder value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return new EvidencePart(salt, value.build());
    }
}
