package dev.consentledger.core.entry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The part of an entry that a client has said, and says again with every retry. The rest is what
 * the service found out or worked out, which is another thing at another time.
 *
 * @param policy the version's name; its hash is there only if the service has that version
 * @param banner likewise
 * @param jurisdiction absent where it is the site's own
 */
record ClientStatement(
        UUID eventId,
        String site,
        Optional<String> policy,
        Optional<String> banner,
        Action action,
        Map<String, Chosen> decisions,
        Optional<UUID> noticeEventId,
        Instant occurredAt,
        Optional<String> jurisdiction,
        Optional<String> language,
        OptionalInt layer) {

    /** A decision without the mechanism, which the policy gives it. */
    record Chosen(Decision decision, Signal signal) {}

    static ClientStatement of(ConsentEntry entry) {
        return new ClientStatement(
                entry.eventId(),
                entry.site(),
                entry.policy().map(DocumentReference::version),
                entry.banner().map(DocumentReference::version),
                entry.action(),
                choices(entry.decisions()),
                entry.noticeEventId(),
                entry.occurredAt(),
                Optional.of(entry.jurisdiction())
                        .filter(found -> found.source() == JurisdictionSource.CLIENT)
                        .map(Jurisdiction::code),
                entry.language(),
                entry.layer());
    }

    private static Map<String, Chosen> choices(Map<String, CategoryDecision> decisions) {
        Map<String, Chosen> choices = new TreeMap<>();
        decisions.forEach(
                (category, made) ->
                        choices.put(category, new Chosen(made.decision(), made.signal())));
        return choices;
    }
}
