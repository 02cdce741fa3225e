package dev.consentledger.core.entry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * That whoever answers for a site has decided whether consents which were given under one version
 * of its policy cover the version that followed it in force. It stands instead of what a rule
 * proposes, from the time of the decision on and until another one is made about the same category
 * and the same two versions. Who decided, and why, is evidence. Times have milliseconds.
 *
 * @param from the version that the consents were given under or cover, with its hash
 * @param to the version that was in force next, with its hash
 * @param coverage by category, at least one; never {@link Coverage#THINK}
 * @param at when it was decided, by the clock of who recorded it
 * @param commitments to no subject
 */
public record DecisionEntry(
        UUID eventId,
        String site,
        DocumentReference from,
        DocumentReference to,
        Map<String, Coverage> coverage,
        Instant at,
        Commitments commitments)
        implements EvidencedEntry {

    /** The most categories of one decision: as many as a consent can decide on. */
    public static final int CATEGORIES_MAX = ConsentEntry.DECISIONS_MAX;

    public DecisionEntry {
        require(Names.SITE.matches(site), "the site is not " + Names.SITE.words());
        require(
                from.sha256().isPresent() && to.sha256().isPresent(),
                "a decision is about two versions that are known by their hashes");
        require(!from.equals(to), "a decision is about two versions");
        require(
                !coverage.isEmpty() && coverage.size() <= CATEGORIES_MAX,
                "a decision is about 1 to " + CATEGORIES_MAX + " categories");
        coverage.forEach(
                (category, decided) -> {
                    require(
                            Names.CATEGORY.matches(category),
                            "a category is not " + Names.CATEGORY.words());
                    require(decided != Coverage.THINK, "whoever decides has thought");
                });
        require(commitments.subject().isEmpty(), "a decision is about nobody");
        at = Timestamps.truncate(at);
        coverage = Collections.unmodifiableMap(new TreeMap<>(coverage));
    }

    @Override
    public Kind kind() {
        return Kind.DECISION;
    }

    @Override
    public Instant effectiveAt() {
        return at;
    }

    /** A second try has another time, and other salts. */
    @Override
    public boolean sameEventAs(EvidencedEntry other) {
        return other instanceof DecisionEntry same
                && eventId.equals(same.eventId)
                && site.equals(same.site)
                && from.equals(same.from)
                && to.equals(same.to)
                && coverage.equals(same.coverage);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
