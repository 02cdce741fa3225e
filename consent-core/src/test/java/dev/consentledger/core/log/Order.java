package dev.consentledger.core.log;

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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An act about a subject as a test wants it, which becomes a record.
 *
 * @param number of its id
 * @param forCase in its context
 * @param at in seconds
 */
record Order(
        int number,
        String subject,
        Kind kind,
        Act act,
        String forCase,
        Set<PartName> parts,
        Reach reach,
        long at) {

    /** About a subject, who is empty where it is about visitors without one. */
    Order(
            int number,
            String subject,
            Kind kind,
            Act act,
            String forCase,
            Set<PartName> parts,
            long at) {
        this(number, subject, kind, act, forCase, parts, Reach.ALL, at);
    }

    /** The same, of some entries. */
    Order reaching(Reach reach) {
        return new Order(number, subject, kind, act, forCase, parts, reach, at);
    }

    static Order forget(int number, String subject, long below) {
        return new Order(
                number,
                subject,
                Kind.RETENTION,
                Act.FORGET,
                "none",
                Set.of(PartName.values()),
                Reach.below(below),
                1_000_000);
    }

    static Order erase(int number, String subject, long at) {
        return new Order(number, subject, Kind.ERASURE, Act.ERASE, "case-1", Set.of(), at);
    }

    static Order retain(int number, String subject, PartName... parts) {
        return new Order(
                number, subject, Kind.RETENTION, Act.ERASE, "none", Set.of(parts), 1_000_000);
    }

    static Order place(int number, String subject, String forCase) {
        return new Order(number, subject, Kind.HOLD, Act.PLACED, forCase, Set.of(), 1_000_000);
    }

    static Order lift(int number, String subject, String forCase) {
        return new Order(number, subject, Kind.HOLD, Act.LIFTED, forCase, Set.of(), 1_000_000);
    }

    static Order lookUp(int number, String subject) {
        return new Order(number, subject, Kind.ACCESS, Act.LOOK_UP, "case-1", Set.of(), 1_000_000);
    }

    static Order link(int number, String subject) {
        return new Order(number, subject, Kind.LINK, Act.LINKED, "none", Set.of(), 1_000_000);
    }

    private Optional<String> about() {
        return Optional.of(subject).filter(name -> !name.isEmpty());
    }

    private UUID id() {
        return new UUID(0x0199_f0c2_7b1e_7000L, 0x9000_0000_0000_0000L | number);
    }

    Evidence evidence() {
        SplittableRandom salts = new SplittableRandom(number);
        return new Evidence(
                about().map(name -> part(salts, "subject", name)),
                part(salts, "case", forCase),
                part(salts, "agent", "a"));
    }

    LedgerRecord record(long offset) {
        ActEntry entry =
                new ActEntry(
                        kind,
                        id(),
                        Choice.SITE,
                        act,
                        kind == Kind.ERASURE
                                ? Optional.of(ErasureReason.WITHDRAWN)
                                : Optional.empty(),
                        parts,
                        reach,
                        Instant.ofEpochSecond(at),
                        evidence().commitments());
        return new LedgerRecord(
                offset,
                0,
                Routing.subjectKey(Choice.SITE, about(), id()).toBytes(),
                EntryCodec.encode(entry),
                Optional.of(evidence().toBytes()),
                Optional.empty());
    }

    private static EvidencePart part(SplittableRandom salts, String name, String value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        salts.nextBytes(salt);
        return new EvidencePart(salt, Json.object().put(name, value).build());
    }
}
