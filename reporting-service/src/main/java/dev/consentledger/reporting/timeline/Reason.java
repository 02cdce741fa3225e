package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** Why the state of a category is what it is. Only under {@link #GRANTED} there is a consent. */
public enum Reason implements Term {
    /** The person granted it, and nothing has ended that. */
    GRANTED,
    /** The person refused it, and had not granted it before. */
    REFUSED,
    /** The person withdrew what they had granted. */
    WITHDRAWN,
    /** The person made another choice after the grant, and refused it there. */
    REFUSED_LATER,
    /** An expiry was recorded for the grant. */
    EXPIRED,
    /** The grant is older than the policy says that one counts. */
    VALIDITY_OVER,
    /** A later policy uses the category for more than was granted, or may do so. */
    CATEGORY_CHANGED,
    /** The policy that was granted under was replaced by one without the category. */
    CATEGORY_GONE,
    /** The site took a visit for an agreement, which is never a grant. */
    IMPLIED,
    /** The person was told or asked, and chose nothing. */
    NOT_CHOSEN,
    /** There is an event, and it says nothing of this category. */
    NOT_ASKED,
    /** The policy does not ask for this category where the person was. */
    NO_CHOICE_OFFERED,
    /** There is no event of the person at all. */
    NO_EVENT;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
