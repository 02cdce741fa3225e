package dev.consentledger.core.entry;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What was done with the ledger or with somebody's evidence, by whoever answers for it: a link, a
 * hold, an erasure or restriction, the end of a retention, an access. Who did it, for which case
 * and about whom is evidence. Times have milliseconds.
 *
 * @param reason of an erasure, which always has one, and of nothing else
 * @param parts which the end of a retention deletes, at least one, sorted by spelling; none of all
 *     others, because an erasure deletes all
 * @param reach of which entries the end of a retention deletes them
 * @param at when it was done, by the clock of who recorded it
 */
public record ActEntry(
        Kind kind,
        UUID eventId,
        String site,
        Act act,
        Optional<ErasureReason> reason,
        Set<PartName> parts,
        Reach reach,
        Instant at,
        Commitments commitments)
        implements EvidencedEntry {

    /** The kinds that acts are of. */
    public static final Set<Kind> KINDS =
            Set.of(Kind.LINK, Kind.HOLD, Kind.ERASURE, Kind.RETENTION, Kind.ACCESS);

    private static final int PARTS = PartName.values().length;

    public ActEntry {
        require(KINDS.contains(kind), "no act is of this kind");
        require(act.isOf(kind), "an entry of kind " + kind.term() + " has no such act");
        require(Names.SITE.matches(site), "the site is not " + Names.SITE.words());
        require(
                kind == Kind.ACCESS
                        || commitments.subject().isPresent()
                        || kind == Kind.RETENTION && act == Act.ERASE,
                "only an access or the end of a retention can be about nobody");
        require(
                reason.isPresent() == (kind == Kind.ERASURE && act == Act.ERASE),
                "an erasure has a reason, and nothing else has");
        require(
                !parts.isEmpty() == (kind == Kind.RETENTION),
                "the end of a retention names parts, and nothing else does");
        requireReach(kind, act, parts, reach, commitments);
        at = Timestamps.truncate(at);
        parts = Collections.unmodifiableSet(new TreeSet<>(parts));
    }

    /** An act of any reach that its kind allows without saying more. */
    public ActEntry(
            Kind kind,
            UUID eventId,
            String site,
            Act act,
            Optional<ErasureReason> reason,
            Set<PartName> parts,
            Instant at,
            Commitments commitments) {
        this(kind, eventId, site, act, reason, parts, Reach.ALL, at, commitments);
    }

    private static void requireReach(
            Kind kind, Act act, Set<PartName> parts, Reach reach, Commitments commitments) {
        require(
                reach.equals(Reach.ALL) || kind == Kind.RETENTION,
                "the end of a retention says how far it reaches, and nothing else does");
        require(
                reach.below().isEmpty() || commitments.subject().isPresent(),
                "indexes have a bound where there is a subject");
        require(
                act != Act.FORGET || reach.below().isPresent() && parts.size() == PARTS,
                "whoever is forgotten is so in all parts below an index");
        require(
                reach.indexes().isEmpty()
                        != (kind == Kind.RETENTION && commitments.subject().isEmpty()),
                "the end of a retention has a subject, or names indexes");
    }

    @Override
    public Instant effectiveAt() {
        return at;
    }

    /** A second try has another time, and other salts. */
    @Override
    public boolean sameEventAs(EvidencedEntry other) {
        return other instanceof ActEntry same
                && kind == same.kind
                && eventId.equals(same.eventId)
                && site.equals(same.site)
                && act == same.act
                && reason.equals(same.reason)
                && parts.equals(same.parts)
                && reach.equals(same.reach);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
