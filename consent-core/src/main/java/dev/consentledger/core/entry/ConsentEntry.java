package dev.consentledger.core.entry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A visitor's choice, or a notice that was put before them. It has no direct identifier; it is
 * pseudonymous and minimised, not anonymous. Times have milliseconds.
 *
 * @param policy absent only where the client named none, which a grant never does
 * @param decisions by category id, sorted
 * @param flags what is odd about it, sorted by spelling
 * @param layer of the banner, counted from 1
 * @param bot label of an automated visitor, absent for all others
 */
public record ConsentEntry(
        UUID eventId,
        String site,
        Optional<DocumentReference> policy,
        Optional<DocumentReference> banner,
        Action action,
        Map<String, CategoryDecision> decisions,
        Optional<UUID> noticeEventId,
        Instant occurredAt,
        Instant receivedAt,
        Set<Flag> flags,
        Jurisdiction jurisdiction,
        Optional<String> country,
        Optional<String> language,
        Optional<String> deviceClass,
        OptionalInt layer,
        Optional<String> bot,
        Commitments commitments)
        implements EvidencedEntry {

    /** More categories than any policy has; a limit on the size of an entry. */
    public static final int DECISIONS_MAX = 64;

    /** The deepest layer of a banner. */
    public static final int LAYER_MAX = 9;

    public ConsentEntry {
        require(Names.SITE.matches(site), "the site is not " + Names.SITE.words());
        require(decisions.size() <= DECISIONS_MAX, "more than 64 decisions");
        decisions
                .keySet()
                .forEach(
                        id ->
                                require(
                                        Names.CATEGORY.matches(id),
                                        "a category id is " + Names.CATEGORY.words()));
        country.ifPresent(
                c ->
                        require(
                                Names.COUNTRY.matches(c),
                                "the country is not " + Names.COUNTRY.words()));
        language.ifPresent(
                l ->
                        require(
                                Names.LANGUAGE.matches(l),
                                "the language is not " + Names.LANGUAGE.words()));
        deviceClass.ifPresent(
                d -> require(Names.LABEL.matches(d), "a label is " + Names.LABEL.words()));
        bot.ifPresent(b -> require(Names.LABEL.matches(b), "a label is " + Names.LABEL.words()));
        require(
                layer.isEmpty() || (layer.getAsInt() >= 1 && layer.getAsInt() <= LAYER_MAX),
                "a layer is from 1 to 9");
        occurredAt = Timestamps.truncate(occurredAt);
        receivedAt = Timestamps.truncate(receivedAt);
        decisions = Collections.unmodifiableMap(new TreeMap<>(decisions));
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    }

    @Override
    public Kind kind() {
        return Kind.CONSENT;
    }

    /** When the choice takes effect: the earlier of what client and server say. */
    @Override
    public Instant effectiveAt() {
        return occurredAt.isBefore(receivedAt) ? occurredAt : receivedAt;
    }

    /**
     * Whether the other entry says what this one says: the same event with the same statement of
     * the client. What the service adds may differ, because a retry can come a day later, by
     * another instance, from another browser, and after a policy was loaded: the time of receipt,
     * flags, mechanisms, the hashes of policy and banner, the site's own jurisdiction, country,
     * device class and bot label. The commitments differ with every salt; what they commit to is
     * compared where the evidence is.
     *
     * <p>An {@code accept_all} or the like without decisions has those that its policy gave it.
     * Under another policy they may be others, and then the entries are not the same: that makes a
     * conflict, which is kept whole.
     */
    @Override
    public boolean sameEventAs(EvidencedEntry other) {
        return other instanceof ConsentEntry consent
                && ClientStatement.of(this).equals(ClientStatement.of(consent));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
