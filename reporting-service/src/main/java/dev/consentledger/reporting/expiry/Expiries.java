package dev.consentledger.reporting.expiry;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.timeline.Lapse;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Hands expiries to the ledger. The expiry of a grant in a category has the same id and says the
 * same, whoever makes it and whenever, so that the ledger appends it once. Thread-safe where the
 * random numbers are.
 */
public final class Expiries {

    private static final String KIND = "expiry";
    private static final Json.Obj NOTHING = Json.object().build();

    private final AccessLog log;
    private final PersonKeys keys;
    private final Epoch epoch;
    private final Clock clock;
    private final RandomGenerator random;

    public Expiries(
            AccessLog log, PersonKeys keys, Epoch epoch, Clock clock, RandomGenerator random) {
        this.log = log;
        this.keys = keys;
        this.epoch = epoch;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Records that a grant has expired, in effect from the end of its validity on.
     *
     * @return completes once it cannot be lost any more
     */
    Uni<Void> record(String pseudonym, Lapse lapse) {
        Evidence evidence =
                new Evidence(
                        Optional.of(part(Json.object().put("subject", pseudonym).build())),
                        part(context(lapse)),
                        part(NOTHING));
        return log.record(entry(pseudonym, lapse, evidence), evidence);
    }

    /** What was granted when, which policy says how long that counts, and where the visitor was. */
    private ConsentEntry entry(String pseudonym, Lapse lapse, Evidence evidence) {
        ConsentEntry grant = lapse.consent();
        return new ConsentEntry(
                id(pseudonym, lapse),
                grant.site(),
                grant.policy(),
                Optional.empty(),
                Action.EXPIRE,
                Map.of(
                        lapse.category(),
                        new CategoryDecision(
                                Decision.NOT_ASKED,
                                grant.decisions().get(lapse.category()).mechanism(),
                                Signal.SERVER)),
                Optional.empty(),
                lapse.at(),
                clock.instant(),
                Set.of(),
                grant.jurisdiction(),
                grant.country(),
                grant.language(),
                grant.deviceClass(),
                OptionalInt.empty(),
                grant.bot(),
                evidence.commitments());
    }

    private UUID id(String pseudonym, Lapse lapse) {
        return keys.id(
                String.valueOf(epoch.number()),
                KIND,
                lapse.consent().site(),
                keys.subject(lapse.consent().site(), pseudonym).toHex(),
                lapse.consent().eventId().toString(),
                lapse.category());
    }

    private static Json.Obj context(Lapse lapse) {
        return Json.object()
                .put("by", KIND)
                .put("grant", lapse.consent().eventId().toString())
                .put("validity", lapse.validity().text())
                .build();
    }

    private EvidencePart part(Json.Obj value) {
        return EvidencePart.salted(value, random);
    }
}
