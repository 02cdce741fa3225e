package dev.consentledger.reporting;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Consents for tests, with what figures depend on and nothing else. */
public final class Consents {

    private static final Hash HASH = Hash.sha256(new byte[0]);

    private Consents() {}

    /** A consent that happened at a time and was received a second later. */
    public static ConsentEntry at(
            Instant occurredAt, String site, Action action, Map<String, CategoryDecision> decided) {
        return received(occurredAt, occurredAt.plusSeconds(1), site, action, decided);
    }

    public static ConsentEntry received(
            Instant occurredAt,
            Instant receivedAt,
            String site,
            Action action,
            Map<String, CategoryDecision> decided) {
        return new ConsentEntry(
                UUID.randomUUID(),
                site,
                Optional.empty(),
                Optional.empty(),
                action,
                decided,
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
                new Commitments(Optional.empty(), HASH, HASH));
    }

    public static CategoryDecision granted() {
        return new CategoryDecision(Decision.GRANTED, Mechanism.OPT_IN, Signal.BANNER);
    }

    public static CategoryDecision refused() {
        return refused(Mechanism.OPT_IN);
    }

    public static CategoryDecision refused(Mechanism mechanism) {
        return new CategoryDecision(Decision.REFUSED, mechanism, Signal.BANNER);
    }

    public static CategoryDecision notAsked(Mechanism mechanism) {
        return new CategoryDecision(Decision.NOT_ASKED, mechanism, Signal.BANNER);
    }

    public static Instant minutes(long afterStart) {
        return Instant.parse("2026-11-22T10:00:00Z").plus(Duration.ofMinutes(afterStart));
    }
}
