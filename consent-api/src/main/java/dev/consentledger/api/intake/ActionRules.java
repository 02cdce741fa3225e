package dev.consentledger.api.intake;

import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an action and its decisions mean together. */
record ActionRules(SiteCatalog site, CategoryRules categories) {

    private static final Set<Action> NEVER_GRANTING =
            EnumSet.complementOf(EnumSet.of(Action.SAVE, Action.ACCEPT_ALL));
    private static final Set<Action> NOTICES =
            EnumSet.of(Action.SHOWN, Action.ACKNOWLEDGE, Action.DISMISS);

    /**
     * Whether the event claims a consent. A category that nobody is asked about does not make one:
     * banners send {@code necessary: granted} with every refusal too.
     */
    boolean isGrant(ConsentRequest request) {
        if (request.action() == Action.ACCEPT_ALL || grantsAChoice(request)) {
            return true;
        }
        return request.action() == Action.SAVE
                && request.decisions().containsValue(Decision.GRANTED)
                && !request.decisions().containsValue(Decision.REFUSED);
    }

    /** The decisions must not say the opposite of the action. */
    void requireConsistent(ConsentRequest request) throws Rejected {
        Map<String, Decision> decisions = request.decisions();
        if (request.action() == Action.ACCEPT_ALL && decisions.containsValue(Decision.REFUSED)) {
            throw contradiction(
                    "accept_all cannot refuse a category. Send 'save' for a choice of their own.");
        }
        if (NEVER_GRANTING.contains(request.action()) && grantsAChoice(request)) {
            throw contradiction(
                    "Only 'accept_all' and 'save' can grant a category. Send the action that the"
                            + " visitor took.");
        }
        if (request.action() == Action.SAVE && decisions.isEmpty()) {
            throw categories.choices().isEmpty()
                    ? noConsentAsked()
                    : new Rejected(CategoryRules.missing(categories.choices()));
        }
    }

    /** Where nothing is asked, nothing can be granted, and notices only if the site wants them. */
    void requireChoice(ConsentRequest request) throws Rejected {
        if (!categories.choices().isEmpty()) {
            return;
        }
        if (isGrant(request)) {
            throw noConsentAsked();
        }
        if (NOTICES.contains(request.action()) && !site.settings().recordNotices()) {
            throw new Rejected(
                    Rejection.at(
                            "/action",
                            ProblemType.NOTICES_NOT_RECORDED,
                            "The site asks for no consent and does not want its notices recorded."
                                    + " Do not send them, or set 'recordNotices' for the site."));
        }
    }

    private boolean grantsAChoice(ConsentRequest request) {
        return request.decisions().entrySet().stream()
                .anyMatch(
                        decision ->
                                decision.getValue() == Decision.GRANTED
                                        && categories.canBeGranted(decision.getKey()));
    }

    private static Rejected contradiction(String detail) {
        return new Rejected(
                Rejection.at(
                        CategoryPointers.DECISIONS, ProblemType.CONTRADICTORY_DECISIONS, detail));
    }

    private Rejected noConsentAsked() {
        return new Rejected(
                Rejection.at(
                                "/action",
                                ProblemType.NO_CONSENT_ASKED,
                                "The site's policy offers no choice under this jurisdiction, so"
                                        + " nothing can be granted. Send what happened, such as"
                                        + " 'acknowledge' or 'implied'.")
                        .with("actions", List.of("shown", "acknowledge", "dismiss", "implied")));
    }
}
