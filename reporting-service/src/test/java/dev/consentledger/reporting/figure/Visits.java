package dev.consentledger.reporting.figure;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Visitors of a site over some days, from a seed: people and bots, in time and late, guests and
 * subjects who change their minds, under two versions of a policy, with and without a notice.
 */
public final class Visits {

    public static final Instant START = Instant.parse("2026-03-27T00:00:00Z");
    static final int DAYS = 5;
    static final List<String> CATEGORIES = List.of("marketing", "statistics");

    private static final Hash HASH = Hash.sha256(new byte[0]);
    private static final List<String> COUNTRIES = List.of("DE", "FR", "IN", "US");
    private static final List<String> LANGUAGES = List.of("de", "en", "en-GB", "fr-FR");
    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(59),
                    Duration.ofHours(1),
                    Duration.ofHours(30));

    private final Random random;
    private final String site;
    private final int subjects;

    public Visits(String site, int subjects, long seed) {
        this.site = site;
        this.subjects = subjects;
        this.random = new Random(seed);
    }

    /**
     * One thing that happens.
     *
     * @param subject none for a guest
     * @param entry none where the subject is erased
     */
    public record Visit(Optional<String> subject, Optional<ConsentEntry> entry) {}

    /** The next one; erasures are one in a hundred. */
    public Visit next() {
        String subject = "v-" + random.nextInt(subjects);
        if (random.nextInt(100) == 0) {
            return new Visit(Optional.of(subject), Optional.empty());
        }
        Action action = Action.values()[random.nextInt(Action.values().length)];
        Instant occurredAt =
                START.plusSeconds(random.nextInt(DAYS * 24 * 60 * 60))
                        .plusMillis(random.nextInt(1000));
        ConsentEntry entry = entry(action, occurredAt);
        boolean guest = action == Action.SHOWN || random.nextInt(5) == 0;
        return new Visit(guest ? Optional.empty() : Optional.of(subject), Optional.of(entry));
    }

    private ConsentEntry entry(Action action, Instant occurredAt) {
        Instant decided = occurredAt;
        Optional<UUID> notice =
                random.nextBoolean()
                        ? Optional.of(id(decided.minusMillis(random.nextInt(90_000))))
                        : Optional.empty();
        return new ConsentEntry(
                random.nextInt(4) == 0 ? randomId() : id(decided),
                site,
                policy(),
                Optional.of(new DocumentReference("b" + random.nextInt(2), Optional.of(HASH))),
                action,
                decisions(action),
                notice,
                occurredAt,
                occurredAt.plus(one(DELAYS)),
                random.nextInt(8) == 0 ? Set.of(Flag.POLICY_RETIRED) : Set.of(),
                new Jurisdiction(one(COUNTRIES), JurisdictionSource.CLIENT),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(one(COUNTRIES)),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(one(LANGUAGES)),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of("phone"),
                random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(2)) : OptionalInt.empty(),
                random.nextInt(6) == 0 ? Optional.of("crawler") : Optional.empty(),
                new Commitments(Optional.empty(), HASH, HASH));
    }

    private Optional<DocumentReference> policy() {
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 ->
                    Optional.of(
                            new DocumentReference("typo-" + random.nextInt(9), Optional.empty()));
            default ->
                    Optional.of(
                            new DocumentReference("" + (1 + random.nextInt(2)), Optional.of(HASH)));
        };
    }

    private Map<String, CategoryDecision> decisions(Action action) {
        Map<String, CategoryDecision> decisions = new HashMap<>();
        if (action == Action.SHOWN) {
            return decisions;
        }
        for (String category : CATEGORIES) {
            if (random.nextInt(5) > 0) {
                decisions.put(
                        category,
                        new CategoryDecision(
                                one(List.of(Decision.values())),
                                one(
                                        List.of(
                                                Mechanism.OPT_IN,
                                                Mechanism.OPT_IN,
                                                Mechanism.OPT_OUT,
                                                Mechanism.UNDECLARED,
                                                Mechanism.EXEMPT)),
                                one(List.of(Signal.BANNER, Signal.GPC))));
            }
        }
        return decisions;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID randomId() {
        return id(random.nextLong() & 0xffff_ffff_ffffL, 4);
    }

    private UUID id(Instant time) {
        return id(time.toEpochMilli(), 7);
    }

    private UUID id(long head, int version) {
        long most = head << 16 | (long) version << 12 | random.nextInt(1 << 12);
        return new UUID(most, random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }
}
