package dev.consentledger.core;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes valid entries and evidence of every shape; the same random numbers give the same ones. */
public final class RandomEntries {

    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final RandomGenerator random;
    private final RandomJson json;

    public RandomEntries(RandomGenerator random) {
        this.random = random;
        this.json = new RandomJson(random);
    }

    public Entry any() {
        return switch (random.nextInt(7)) {
            case 0 -> publication();
            case 1 -> unreadable();
            case 2 -> gap();
            case 3 -> act(evidence());
            case 4 -> decision(evidenceOfNobody());
            default -> consent(evidence());
        };
    }

    public ConsentEntry consent(Evidence evidence) {
        return new ConsentEntry(
                id(),
                oneOf("imagine.art", "a", "xn--bcher-kva.example", "1-2.3"),
                maybe(this::reference),
                maybe(this::reference),
                oneOf(Action.values()),
                decisions(),
                maybe(this::id),
                time(),
                time(),
                flags(),
                new Jurisdiction(
                        oneOf("DE", "US-CA", "EEA", "FR-971"), oneOf(JurisdictionSource.values())),
                maybe(() -> oneOf("DE", "US", "ZZ")),
                maybe(() -> oneOf("en", "pt-BR", "zh-Hant-TW")),
                maybe(() -> oneOf("desktop", "phone", "tv_set-2")),
                random.nextBoolean()
                        ? OptionalInt.empty()
                        : OptionalInt.of(1 + random.nextInt(ConsentEntry.LAYER_MAX)),
                maybe(() -> oneOf("crawler", "b")),
                evidence.commitments());
    }

    /** An act of any kind; one about nobody is an access or the end of a retention. */
    public ActEntry act(Evidence evidence) {
        Kind kind =
                evidence.subject().isPresent()
                        ? oneOf(Kind.LINK, Kind.HOLD, Kind.ERASURE, Kind.RETENTION, Kind.ACCESS)
                        : oneOf(Kind.ACCESS, Kind.RETENTION);
        Act act =
                oneOf(
                        Arrays.stream(Act.values())
                                .filter(word -> word.isOf(kind))
                                .filter(
                                        word ->
                                                word != Act.FORGET
                                                        || evidence.subject().isPresent())
                                .toArray(Act[]::new));
        return new ActEntry(
                kind,
                id(),
                oneOf("imagine.art", "immag.in"),
                act,
                kind == Kind.ERASURE && act == Act.ERASE
                        ? Optional.of(oneOf(ErasureReason.values()))
                        : Optional.empty(),
                act == Act.FORGET
                        ? Set.of(PartName.values())
                        : kind == Kind.RETENTION
                                ? oneOf(
                                        Set.of(PartName.OBSERVED),
                                        Set.of(PartName.CONTEXT, PartName.OBSERVED),
                                        Set.of(PartName.values()))
                                : Set.of(),
                kind == Kind.RETENTION ? reach(act, evidence) : Reach.ALL,
                time(),
                evidence.commitments());
    }

    /**
     * @param evidence about nobody
     */
    public DecisionEntry decision(Evidence evidence) {
        Map<String, Coverage> coverage = new HashMap<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            coverage.put(
                    oneOf("preferences", "statistics", "marketing", "z_-9"),
                    oneOf(Coverage.STILL_COVERS, Coverage.ASK_AGAIN));
        }
        return new DecisionEntry(
                id(),
                oneOf("imagine.art", "immag.in"),
                new DocumentReference("1", Optional.of(hash())),
                new DocumentReference(oneOf("1", "2026-01-12"), Optional.of(hash())),
                coverage,
                time(),
                evidence.commitments());
    }

    private Reach reach(Act act, Evidence evidence) {
        if (evidence.subject().isEmpty()) {
            return oneOf(Reach.at(List.of(0L)), Reach.at(List.of(3L, 70_000_000_000L)));
        }
        return act == Act.FORGET ? Reach.below(7) : oneOf(Reach.ALL, Reach.below(0));
    }

    public PublicationEntry publication() {
        return new PublicationEntry(
                oneOf(Kind.POLICY, Kind.BANNER),
                oneOf("imagine.art", "immag.in"),
                oneOf("2026-01-12", "3", "v1.0_b"),
                hash(),
                time(),
                time(),
                random.nextBoolean());
    }

    public UnreadableEntry unreadable() {
        return new UnreadableEntry(
                random.nextInt(Integer.MAX_VALUE), random.nextLong(Json.INTEGER_MAX), hash());
    }

    public GapEntry gap() {
        long from = random.nextLong(Json.INTEGER_MAX);
        return new GapEntry(
                random.nextInt(Integer.MAX_VALUE),
                from,
                from + 1 + random.nextLong(Json.INTEGER_MAX - from),
                oneOf("x", "away for too long", "\"\\ ~!"),
                hash());
    }

    public Evidence evidence() {
        return evidence(maybe(() -> part(Json.object().put("subject", "v" + json.text()).build())));
    }

    public Evidence evidenceOfNobody() {
        return evidence(Optional.empty());
    }

    private Evidence evidence(Optional<EvidencePart> subject) {
        return new Evidence(subject, part(json.object(3)), part(json.object(3)));
    }

    public EvidencePart part(Json.Obj value) {
        byte[] salt = new byte[EvidencePart.SALT_LENGTH];
        random.nextBytes(salt);
        return new EvidencePart(salt, value);
    }

    public UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    public Instant time() {
        return Instant.ofEpochMilli(random.nextLong(YEAR_0, YEAR_10000 + 1));
    }

    private Map<String, CategoryDecision> decisions() {
        Map<String, CategoryDecision> decisions = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            decisions.put(
                    oneOf("necessary", "preferences", "statistics", "marketing", "z_-9"),
                    new CategoryDecision(
                            oneOf(Decision.values()),
                            oneOf(Mechanism.values()),
                            oneOf(Signal.values())));
        }
        return decisions;
    }

    private Set<Flag> flags() {
        Set<Flag> flags = new HashSet<>(List.of(Flag.values()));
        flags.removeIf(flag -> random.nextBoolean());
        return flags;
    }

    private DocumentReference reference() {
        return new DocumentReference(oneOf("2026-01-12", "3", "a.b-c_d"), maybe(this::hash));
    }

    private Hash hash() {
        byte[] bytes = new byte[Hash.LENGTH];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
