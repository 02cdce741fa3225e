package dev.consentledger.reporting.findings;

import static dev.consentledger.reporting.findings.Declarations.UNDECLARED;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about how consent is asked for and given. */
final class ConsentRules {

    private static final Set<String> CHOICES = Set.of("opt_in", "opt_out");

    static final Rule IMPLIED =
            new Rule.OfDocument(
                    "implied-consent-claimed",
                    Document.POLICY,
                    "Does anything that is stored rest on this sentence, and can it go?",
                    "The policy takes the use of the site as consent. A consent is a clear"
                            + " affirmative act; going on is none. What is exempt needs no such"
                            + " sentence, and what is not exempt is not helped by it.",
                    List.of(
                            Source.GDPR_DEFINITION,
                            Source.GDPR_RECITAL_32,
                            Source.EDPB_CONSENT_UNAMBIGUOUS),
                    d ->
                            Stream.of(d.policy().at("impliedConsent").at("claimed"))
                                    .filter(Node::isTrue)
                                    .map(Node::place)
                                    .toList());

    static final Rule VALIDITY =
            new Rule.OfDocument(
                    "validity-undeclared",
                    Document.POLICY,
                    "For how long does a choice count before the visitor is asked again?",
                    "The policy sets no end to a choice, so none expires here. The law names no"
                            + " number; how long a consent lasts depends on what was asked and on"
                            + " what visitors expect, and asking again from time to time is"
                            + " recommended. The CNIL takes six months as good practice.",
                    List.of(Source.EDPB_CONSENT_DEMONSTRATED, Source.CNIL_RECOMMENDATION),
                    d -> d.categories().stream().flatMap(ConsentRules::withoutValidity).toList());

    static final Rule IMPLYING_BANNER =
            new Rule.OfDocument(
                    "banner-implies-consent",
                    Document.BANNER,
                    "What is done with a visitor who goes on without a choice?",
                    "The banner sends an event when somebody goes on without having chosen. It is"
                            + " recorded as implied, counts as no consent, and lets nothing be"
                            + " stored.",
                    List.of(
                            Source.GDPR_DEFINITION,
                            Source.GDPR_RECITAL_32,
                            Source.EDPB_CONSENT_UNAMBIGUOUS),
                    d ->
                            d.banner().at("events").elements().stream()
                                    .map(event -> event.at("action"))
                                    .filter(action -> action.is("implied"))
                                    .map(Node::place)
                                    .toList());

    static final Rule PRESELECTED =
            new Rule.OfDocument(
                    "choice-preselected",
                    Document.BANNER,
                    "Why is this on before the visitor has touched it?",
                    "A switch that is on beforehand, and that a visitor has to turn off, gives no"
                            + " consent, whatever is pressed afterwards.",
                    List.of(Source.GDPR_RECITAL_32, Source.PLANET49_ACTIVE),
                    d ->
                            layers(d)
                                    .flatMap(layer -> layer.at("choices").elements().stream())
                                    .filter(choice -> !choice.at("locked").isTrue())
                                    .filter(choice -> choice.at("preselected").isTrue())
                                    .map(ConsentRules::preselected)
                                    .toList());

    static final Rule NO_REFUSAL =
            new Rule.OfDocument(
                    "no-refusal-on-first-layer",
                    Document.BANNER,
                    "How does a visitor refuse everything on the first layer, as easily as accept?",
                    "No button of the first layer refuses all that the banner asks for. Closing it"
                            + " leaves the question open. Most authorities expect a refusal where"
                            + " there is an acceptance.",
                    List.of(
                            Source.GDPR_RECITAL_42,
                            Source.EDPB_BANNERS_REFUSAL,
                            Source.CNIL_RECOMMENDATION),
                    ConsentRules::withoutRefusal);

    static final Rule IMPLIED_EVENTS =
            new Rule.OfEvents(
                    "implied-consents-recorded",
                    "What was stored for these visitors, and on which ground?",
                    "The site has sent events that claim a consent from going on. None counts as"
                            + " one here.",
                    List.of(
                            Source.GDPR_DEFINITION,
                            Source.GDPR_DEMONSTRATE,
                            Source.EDPB_CONSENT_UNAMBIGUOUS),
                    EventCounts::implied);

    static final Rule RETIRED_EVENTS =
            new Rule.OfEvents(
                    "grants-under-retired-versions",
                    "Were these visitors shown the version that had replaced it, and do their"
                            + " consents cover what it says?",
                    "These consents were given under a version that another one had replaced. What"
                            + " they were told is what the older version says, and a consent covers"
                            + " no more.",
                    List.of(
                            Source.GDPR_DEFINITION,
                            Source.EDPB_CONSENT_INFORMED,
                            Source.EDPB_CONSENT_DEMONSTRATED),
                    EventCounts::grantsUnderRetired);

    private ConsentRules() {}

    private static Stream<Place> withoutValidity(Node category) {
        return category.at("mechanisms").elements().stream()
                .filter(rule -> rule.at("mechanism").isOneOf(CHOICES))
                .map(rule -> rule.at("validity"))
                .filter(validity -> validity.isAbsent() || validity.is(UNDECLARED))
                .map(validity -> validity.placeOf(category));
    }

    private static Stream<Node> layers(Declarations declarations) {
        return declarations.banner().at("layers").elements().stream();
    }

    private static List<Place> withoutRefusal(Declarations declarations) {
        if (!declarations.banner().at("kind").is("consent")) {
            return List.of();
        }
        Set<String> asked =
                layers(declarations).flatMap(ConsentRules::decided).collect(Collectors.toSet());
        return layers(declarations)
                .filter(layer -> layer.at("layer").says().equals("1"))
                .map(layer -> layer.at("buttons"))
                .filter(
                        buttons ->
                                buttons.elements().stream()
                                        .noneMatch(button -> refuses(button, asked)))
                .map(Node::place)
                .toList();
    }

    /** A switch has no id of its own, but its category has. */
    private static Place preselected(Node choice) {
        return choice.at("preselected").placeOf(choice, "category");
    }

    /** The categories that some button of a layer decides. */
    private static Stream<String> decided(Node layer) {
        return layer.at("buttons").elements().stream()
                .flatMap(button -> button.at("decisions").names().stream());
    }

    private static boolean refuses(Node button, Set<String> categories) {
        return !categories.isEmpty()
                && categories.stream()
                        .allMatch(category -> button.at("decisions").at(category).is("refused"));
    }
}
