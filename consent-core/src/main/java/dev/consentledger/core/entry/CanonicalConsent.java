package dev.consentledger.core.entry;

import dev.consentledger.core.json.CanonicalText;
import dev.consentledger.core.json.CanonicalText.NotThis;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The short way from a consent's bytes to the entry: its members stand in one order, and nothing of
 * them has two spellings, so one walk both reads them and proves that they are canonical. What does
 * not go this way is judged by {@link EntryCodec} as ever, which also finds the reason.
 */
final class CanonicalConsent {

    private final CanonicalText text;

    private CanonicalConsent(byte[] bytes) {
        text = new CanonicalText(bytes);
    }

    /** The entry whose canonical bytes these are; empty where that is undecided. */
    static Optional<ConsentEntry> read(byte[] bytes) {
        try {
            return Optional.of(new CanonicalConsent(bytes).entry());
        } catch (NotThis | IllegalArgumentException | DateTimeException undecided) {
            return Optional.empty();
        }
    }

    private ConsentEntry entry() throws NotThis {
        text.skip("{\"action\":");
        Action action = term(Action.class);
        Optional<DocumentReference> banner = reference(",\"banner\":");
        Optional<String> bot = optional(",\"bot\":");
        Commitments commitments = commitments();
        Optional<String> country = optional(",\"country\":");
        Map<String, CategoryDecision> decisions = decisions();
        Optional<String> deviceClass = optional(",\"deviceClass\":");
        text.skip(",\"eventId\":");
        UUID eventId = id();
        Set<Flag> flags = flags();
        Jurisdiction jurisdiction = jurisdiction();
        text.skip(",\"kind\":\"consent\"");
        Optional<String> language = optional(",\"language\":");
        OptionalInt layer = layer();
        Optional<UUID> notice =
                text.skips(",\"noticeEventId\":") ? Optional.of(id()) : Optional.empty();
        text.skip(",\"occurredAt\":");
        Instant occurredAt = Timestamps.parse(text.string());
        Optional<DocumentReference> policy = reference(",\"policy\":");
        text.skip(",\"receivedAt\":");
        Instant receivedAt = Timestamps.parse(text.string());
        text.skip(",\"site\":");
        String site = text.string();
        text.skip(",\"v\":1}");
        text.end();
        return new ConsentEntry(
                eventId,
                site,
                policy,
                banner,
                action,
                decisions,
                notice,
                occurredAt,
                receivedAt,
                flags,
                jurisdiction,
                country,
                language,
                deviceClass,
                layer,
                bot,
                commitments);
    }

    private Optional<String> optional(String name) throws NotThis {
        return text.skips(name) ? Optional.of(text.string()) : Optional.empty();
    }

    private Optional<DocumentReference> reference(String name) throws NotThis {
        if (!text.skips(name)) {
            return Optional.empty();
        }
        Optional<Hash> sha256 = Optional.empty();
        if (text.skips("{\"sha256\":")) {
            sha256 = Optional.of(Hash.parse(text.string()));
            text.skip(",\"version\":");
        } else {
            text.skip("{\"version\":");
        }
        String version = text.string();
        text.skip("}");
        return Optional.of(new DocumentReference(version, sha256));
    }

    private Commitments commitments() throws NotThis {
        text.skip(",\"commitments\":{\"context\":");
        Hash context = Hash.parse(text.string());
        text.skip(",\"observed\":");
        Hash observed = Hash.parse(text.string());
        Optional<Hash> subject = optional(",\"subject\":").map(Hash::parse);
        text.skip("}");
        return new Commitments(subject, context, observed);
    }

    private Map<String, CategoryDecision> decisions() throws NotThis {
        text.skip(",\"decisions\":{");
        TreeMap<String, CategoryDecision> decisions = new TreeMap<>();
        while (!text.skips("}")) {
            if (!decisions.isEmpty()) {
                text.skip(",");
            }
            String category = text.string();
            requireBehind(
                    decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.lastKey()),
                    category);
            text.skip(":{\"decision\":");
            Decision decision = term(Decision.class);
            text.skip(",\"mechanism\":");
            Mechanism mechanism = term(Mechanism.class);
            text.skip(",\"signal\":");
            Signal signal = term(Signal.class);
            text.skip("}");
            decisions.put(category, new CategoryDecision(decision, mechanism, signal));
        }
        return decisions;
    }

    private Set<Flag> flags() throws NotThis {
        TreeSet<Flag> flags = new TreeSet<>();
        if (text.skips(",\"flags\":[")) {
            do {
                Flag flag = term(Flag.class);
                requireBehind(
                        flags.isEmpty() ? Optional.empty() : Optional.of(flags.last().term()),
                        flag.term());
                flags.add(flag);
            } while (text.skips(","));
            text.skip("]");
        }
        return flags;
    }

    private Jurisdiction jurisdiction() throws NotThis {
        text.skip(",\"jurisdiction\":{\"code\":");
        String code = text.string();
        text.skip(",\"source\":");
        JurisdictionSource source = term(JurisdictionSource.class);
        text.skip("}");
        return new Jurisdiction(code, source);
    }

    private OptionalInt layer() throws NotThis {
        return text.skips(",\"layer\":") ? OptionalInt.of(text.digit()) : OptionalInt.empty();
    }

    private UUID id() throws NotThis {
        String spelled = text.string();
        if (!EventIds.isCanonical(spelled)) {
            throw new IllegalArgumentException("not the one spelling of an id");
        }
        return UUID.fromString(spelled);
    }

    private <T extends Enum<T> & Term> T term(Class<T> type) throws NotThis {
        return Term.parse(type, text.string())
                .orElseThrow(() -> new IllegalArgumentException("there is no such word"));
    }

    private static void requireBehind(Optional<String> before, String name) {
        if (before.isPresent() && before.get().compareTo(name) >= 0) {
            throw new IllegalArgumentException("not in order");
        }
    }
}
