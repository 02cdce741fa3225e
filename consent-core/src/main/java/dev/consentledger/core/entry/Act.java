package dev.consentledger.core.entry;

import java.util.Locale;
import java.util.Set;

/** What was done with the ledger itself, or with somebody's evidence. */
public enum Act implements Term {
    /** An account of the site was linked to the subject. */
    LINKED(Kind.LINK),
    UNLINKED(Kind.LINK),
    /** Nothing of the subject's evidence is erased until the hold is lifted. */
    PLACED(Kind.HOLD),
    LIFTED(Kind.HOLD),
    /** The subject's evidence is kept, and used for legal claims only (GDPR art. 18). */
    RESTRICT(Kind.ERASURE),
    UNRESTRICT(Kind.ERASURE),
    /**
     * The subject's evidence is to be deleted (GDPR art. 17), or has reached the end of its time.
     */
    ERASE(Kind.ERASURE, Kind.RETENTION),
    /**
     * The last of the subject's consents has reached the end of its time: whatever else is about
     * the subject loses the subject, too.
     */
    FORGET(Kind.RETENTION),
    LOOK_UP(Kind.ACCESS),
    NO_RECORD(Kind.ACCESS),
    NOT_IDENTIFIED(Kind.ACCESS),
    PROOF(Kind.ACCESS),
    EXPORT(Kind.ACCESS),
    OWN_RECORD(Kind.ACCESS),
    CASE_OPENED(Kind.ACCESS),
    CASE_CLOSED(Kind.ACCESS),
    LINK_ISSUED(Kind.ACCESS),
    LINK_USED(Kind.ACCESS),
    LINK_REVOKED(Kind.ACCESS);

    private final String term = name().toLowerCase(Locale.ROOT);
    private final Set<Kind> kinds;

    Act(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    @Override
    public String term() {
        return term;
    }

    /** Whether evidence is to be deleted. */
    public boolean erases() {
        return this == ERASE || this == FORGET;
    }

    /** Whether entries of this kind can say so. */
    public boolean isOf(Kind kind) {
        return kinds.contains(kind);
    }
}
