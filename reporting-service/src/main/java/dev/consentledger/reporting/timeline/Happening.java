package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** What an event of a timeline is, in one word. */
public enum Happening implements Term {
    SHOWN,
    ACKNOWLEDGED,
    DISMISSED,
    IMPLIED,
    /** Something was granted that was not before. */
    GIVEN,
    /** What was granted was granted once more. */
    RENEWED,
    /** Something was granted by somebody who had decided otherwise before. */
    CHANGED,
    REFUSED,
    WITHDRAWN,
    EXPIRED,
    /** The event says nothing that changes anything. */
    NOTED,
    /** Another version of the policy came into force. */
    POLICY_CHANGED,
    LINKED,
    UNLINKED,
    HELD,
    HOLD_LIFTED,
    RESTRICTED,
    UNRESTRICTED,
    /** An erasure was ordered; its outcome says whether a hold stood against it. */
    ERASED,
    /** Evidence was deleted at the end of its time. */
    RETENTION_ENDED,
    /** Somebody read what is kept of the person. */
    ACCESSED;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
