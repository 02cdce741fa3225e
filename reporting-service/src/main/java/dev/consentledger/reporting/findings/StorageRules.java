package dev.consentledger.reporting.findings;

import static dev.consentledger.reporting.findings.Declarations.UNDECLARED;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rules about what is stored, for how long, and who gets it. */
final class StorageRules {

    /** Beyond the visit, and nothing says until when. */
    private static final Set<String> WITHOUT_END = Set.of("persistent", "until_cleared");

    static final Rule RECIPIENTS =
            policy(
                    "recipients-undeclared",
                    "Who receives what is stored here, or does nobody?",
                    "Visitors are told who may have access to what is stored on their devices. The"
                            + " policy does not say it of these items; that nobody has is an"
                            + " answer, too.",
                    List.of(Source.GDPR_RECIPIENTS, Source.PLANET49_INFORMATION),
                    d ->
                            d.items()
                                    .filter(i -> kind(i, "recipients").is(UNDECLARED))
                                    .map(i -> kind(i, "recipients").placeOf(i)));

    static final Rule THIRD_PARTIES =
            policy(
                    "third-parties-undeclared",
                    "Which third parties store or receive something, or do none?",
                    "The policy names no third party and does not say that there are none.",
                    List.of(
                            Source.GDPR_RECIPIENTS,
                            Source.PLANET49_INFORMATION,
                            Source.EPRIVACY_5_3),
                    d ->
                            Stream.of(d.policy().at("thirdParties"))
                                    .filter(parties -> parties.is(UNDECLARED))
                                    .map(Node::place));

    static final Rule UNNAMED_THIRD_PARTIES =
            policy(
                    "third-party-unnamed",
                    "Who are these third parties?",
                    "They are described and not named. A visitor can neither find their privacy"
                            + " policies nor turn to them.",
                    List.of(Source.GDPR_RECIPIENTS, Source.EPRIVACY_5_3),
                    d ->
                            d.thirdParties()
                                    .filter(party -> party.at("name").is(UNDECLARED))
                                    .map(party -> party.at("name").placeOf(party)));

    static final Rule STORAGE_OF_THIRD_PARTIES =
            policy(
                    "third-party-storage-unlisted",
                    "What do these third parties store, in which category is it, and is anybody"
                            + " asked before?",
                    "They may store things of their own on the devices of the site's visitors. What"
                            + " it is is not listed, so no category and no choice covers it.",
                    List.of(Source.EPRIVACY_5_3, Source.FASHION_ID),
                    d ->
                            d.thirdParties()
                                    .filter(party -> party.at("relation").is("stores_its_own"))
                                    .filter(party -> party.at("items").is(UNDECLARED))
                                    .map(party -> party.at("items").placeOf(party)));

    static final Rule LIFETIMES =
            policy(
                    "lifetime-undeclared",
                    "For how long does this stay on a device?",
                    "Visitors are told for how long something stays. The policy does not say it of"
                            + " these.",
                    List.of(Source.GDPR_STORAGE_PERIOD, Source.PLANET49_INFORMATION),
                    d ->
                            Stream.concat(d.items(), d.thirdParties())
                                    .filter(owner -> kind(owner, "lifetime").is(UNDECLARED))
                                    .map(owner -> kind(owner, "lifetime").placeOf(owner)));

    static final Rule VARYING_LIFETIMES =
            policy(
                    "lifetime-varies",
                    "What does the lifetime depend on, and how long is it at most?",
                    "The policy says that it varies, from which nobody can tell how long that is.",
                    List.of(
                            Source.GDPR_STORAGE_PERIOD,
                            Source.GDPR_STORAGE_LIMITATION,
                            Source.PLANET49_INFORMATION),
                    d ->
                            Stream.concat(d.items(), d.thirdParties())
                                    .filter(owner -> kind(owner, "lifetime").is("varies"))
                                    .map(owner -> kind(owner, "lifetime").placeOf(owner)));

    static final Rule UNLIMITED_LIFETIMES =
            policy(
                    "lifetime-unlimited",
                    "Does the purpose need this without an end, and could it be given one?",
                    "It stays until somebody deletes it, or no end is stated. What is kept is kept"
                            + " no longer than its purpose needs; local storage has no lifetime of"
                            + " its own, so that the site has to end it.",
                    List.of(
                            Source.GDPR_STORAGE_LIMITATION,
                            Source.GDPR_STORAGE_PERIOD,
                            Source.WP29_EXEMPTION),
                    d ->
                            Stream.concat(d.items(), d.thirdParties())
                                    .filter(owner -> kind(owner, "lifetime").isOneOf(WITHOUT_END))
                                    .map(owner -> kind(owner, "lifetime").placeOf(owner)));

    static final Rule CONSENT_IDENTIFIER =
            policy(
                    "consent-identifier-undeclared",
                    "Where on the device is the identifier kept under which choices are recorded,"
                            + " or is there none?",
                    "Choices and notices are recorded under an identifier that the site stores on"
                            + " the device. It needs no consent, but it belongs in the policy like"
                            + " everything that is stored, and without it nobody finds their own"
                            + " record.",
                    List.of(Source.EPRIVACY_5_3, Source.GDPR_DEMONSTRATE, Source.CNIL_GUIDELINES),
                    d ->
                            Stream.of(d.policy().at("consentIdentifier"))
                                    .filter(identifier -> !isAnItem(d, identifier))
                                    .map(Node::place));

    private StorageRules() {}

    private static boolean isAnItem(Declarations declarations, Node identifier) {
        return declarations.items().anyMatch(item -> item.at("id").is(identifier.says()));
    }

    private static Node kind(Node owner, String member) {
        return owner.at(member).at("kind");
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
