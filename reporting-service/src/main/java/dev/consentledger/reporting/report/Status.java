package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Term;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import java.util.List;
import java.util.Locale;

/** Whether a site asks its visitors for consent. */
public enum Status implements Term {
    CONSENT_ASKED,
    /** No category of the policy offers a choice, so there is nothing that could be a rate. */
    NO_CONSENT_ASKED,
    /** No policy of the site is known to be in force. */
    NO_POLICY;

    @Override
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Under these policies, taken together. */
    public static Status of(List<Policy> policies) {
        if (policies.isEmpty()) {
            return NO_POLICY;
        }
        boolean choice =
                policies.stream()
                        .flatMap(policy -> policy.categories().stream())
                        .anyMatch(Status::offersChoice);
        return choice ? CONSENT_ASKED : NO_CONSENT_ASKED;
    }

    private static boolean offersChoice(Category category) {
        return category.rules().stream().anyMatch(rule -> Reports.isChoice(rule.mechanism()));
    }
}
