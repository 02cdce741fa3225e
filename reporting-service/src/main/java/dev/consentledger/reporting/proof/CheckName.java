package dev.consentledger.reporting.proof;

import java.util.Locale;

/** What is checked, in this order. */
public enum CheckName {
    CONSENT_INCLUDED("The ledger has the consent"),
    CONSENT_SIGNED("The ledger has signed for the consent"),
    CONSENT_WITNESSED("A witness has seen it"),
    SUBJECT_COMMITTED("The pseudonym is unchanged"),
    CONTEXT_COMMITTED("What the browser sent is unchanged"),
    OBSERVED_COMMITTED("What the server saw is unchanged"),
    POLICY_INCLUDED("The ledger has the policy"),
    POLICY_SIGNED("The ledger has signed for the policy"),
    POLICY_DOCUMENT("The policy's text is the one of the consent"),
    POLICY_BEFORE("The policy was published before the consent"),
    BANNER_INCLUDED("The ledger has the banner"),
    BANNER_SIGNED("The ledger has signed for the banner"),
    BANNER_DOCUMENT("The banner's text is the one of the consent"),
    BANNER_BEFORE("The banner was published before the consent");

    private final String term = name().toLowerCase(Locale.ROOT);
    private final String title;

    CheckName(String title) {
        this.title = title;
    }

    /** The name in machine formats. */
    public String term() {
        return term;
    }

    /** What it would mean that it passed, for people. */
    public String title() {
        return title;
    }
}
