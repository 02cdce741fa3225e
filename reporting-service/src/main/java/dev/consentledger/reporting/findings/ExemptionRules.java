package dev.consentledger.reporting.findings;

import static dev.consentledger.reporting.findings.Declarations.UNDECLARED;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules about what is stored without asking. A category is exempt here where a rule of it says so
 * for any jurisdiction; for statistics and settings the United Kingdom alone does not count, whose
 * law exempts some of them.
 */
final class ExemptionRules {

    private static final Set<String> SETTINGS = Set.of("preference", "interface_state");

    /** What a site may well assume without being told. */
    private static final Set<String> GUESSES = Set.of("localization");

    private static final Set<String> STATISTICS = Set.of("measurement", "marketing");

    /** Settings that are gone with the visit, and were made in it. */
    private static final Set<String> WITH_THE_VISIT = Set.of("session", "tab");

    private static final Set<String> UNITED_KINGDOM = Set.of("GB");

    static final Rule PREFERENCES =
            policy(
                    "exemption-for-preference",
                    "Is this strictly necessary for a service that the visitor has explicitly asked"
                            + " for, or should it be asked for?",
                    "It is stored without asking, and its purpose looks like a preference: how the"
                            + " interface was left, or which language, country or currency is"
                            + " assumed. Such settings are exempt where the visitor has asked for"
                            + " them, and mostly for one visit; beyond it, consent or more"
                            + " information is expected.",
                    List.of(
                            Source.EPRIVACY_5_3,
                            Source.WP29_CUSTOMIZATION,
                            Source.PECR_SCHEDULE_A1),
                    d ->
                            d.items()
                                    .filter(ExemptionRules::looksLikeAPreference)
                                    .filter(item -> isExempt(d, item))
                                    .map(item -> item.at("purpose").at("kind").placeOf(item)));

    static final Rule STATISTICS_AND_MARKETING =
            policy(
                    "exemption-for-statistics",
                    "On which exemption does this rest, and are its conditions met?",
                    "It is stored without asking, and its purpose looks like statistics or"
                            + " marketing. The directive exempts neither. Some authorities exempt"
                            + " the measurement of an audience, under conditions; marketing is"
                            + " exempt nowhere.",
                    List.of(
                            Source.EPRIVACY_5_3,
                            Source.WP29_ANALYTICS,
                            Source.CNIL_GUIDELINES,
                            Source.PECR_SCHEDULE_A1),
                    d ->
                            d.items()
                                    .filter(
                                            item ->
                                                    item.at("purpose")
                                                            .at("kind")
                                                            .isOneOf(STATISTICS))
                                    .filter(item -> isExempt(d, item))
                                    .map(item -> item.at("purpose").at("kind").placeOf(item)));

    static final Rule WITHOUT_A_CLAIM =
            policy(
                    "exemption-without-reason",
                    "Why does this category need no consent?",
                    "What is stored for it is stored without asking, and the policy does not say"
                            + " why it may be. There are two reasons, the transmission of a"
                            + " communication and strict necessity for a service that was asked"
                            + " for, and whoever relies on one has to be able to show it.",
                    List.of(Source.EPRIVACY_5_3, Source.WP29_EXEMPTION),
                    d -> d.categories().stream().flatMap(ExemptionRules::unclaimed));

    private ExemptionRules() {}

    private static Stream<Place> unclaimed(Node category) {
        return category.at("mechanisms").elements().stream()
                .filter(rule -> rule.at("mechanism").is("exempt"))
                .map(rule -> rule.at("exemption"))
                .filter(claim -> claim.isAbsent() || claim.is(UNDECLARED))
                .map(claim -> claim.placeOf(category));
    }

    private static boolean looksLikeAPreference(Node item) {
        Node kind = item.at("purpose").at("kind");
        return kind.isOneOf(GUESSES) || (kind.isOneOf(SETTINGS) && !endsWithTheVisit(item));
    }

    private static boolean endsWithTheVisit(Node item) {
        return item.at("lifetime").at("kind").isOneOf(WITH_THE_VISIT);
    }

    private static boolean isExempt(Declarations declarations, Node item) {
        return declarations.categories().stream()
                .filter(category -> category.at("id").is(item.at("category").says()))
                .flatMap(category -> category.at("mechanisms").elements().stream())
                .filter(rule -> rule.at("mechanism").is("exempt"))
                .flatMap(rule -> rule.at("jurisdictions").elements().stream())
                .anyMatch(jurisdiction -> !jurisdiction.isOneOf(UNITED_KINGDOM));
    }

    private static Rule policy(
            String id,
            String question,
            String reason,
            List<Source> sources,
            Function<Declarations, Stream<Place>> places) {
        return new Rule.OfDocument(
                id, Document.POLICY, question, reason, sources, d -> places.apply(d).toList());
    }
}
