package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.Words.UNDECLARED;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.reporting.proof.CategoryState.Standing;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import dev.consentledger.reporting.proof.ShownPolicy.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When it was, under whose law, for how long, until when, and where the person stands. */
record TimeSections(ProofOfConsent proof, ShownTexts texts) {

    Section times() {
        ConsentEntry consent = proof.consent().entry();
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("Browser's clock", Words.time(consent.occurredAt())));
        facts.add(fact("Server's clock", Words.time(consent.receivedAt()) + skew(consent)));
        facts.add(fact("In the ledger", covered(consent)));
        facts.add(
                fact("Takes effect", Words.time(consent.effectiveAt()) + ", the earlier of both"));
        facts.add(fact("Jurisdiction", jurisdiction(consent)));
        consent.flags().stream()
                .map(TimeSections::flag)
                .forEach(text -> facts.add(fact("Remark", text)));
        return new Section("Times and jurisdiction", List.of(new Block.Facts(facts)));
    }

    private static String skew(ConsentEntry consent) {
        Duration later = Duration.between(consent.occurredAt(), consent.receivedAt());
        if (later.isZero()) {
            return ", at the same time";
        }
        String length = Words.measured(later);
        return later.isNegative()
                ? ", %s earlier: the browser's clock was ahead".formatted(length)
                : ", %s later: the way to the server, and what the clocks differ".formatted(length);
    }

    private String covered(ConsentEntry consent) {
        Optional<Seen> seen = Seen.earliest(proof.consent(), proof.ledgerKeys().trust());
        if (seen.isEmpty()) {
            return "under a signed checkpoint; no witness has dated it";
        }
        Instant at = seen.get().at();
        Duration later = Duration.between(consent.receivedAt(), at);
        return "%s, seen by the witness %s%s"
                .formatted(
                        Words.time(at),
                        seen.get().by(),
                        later.isNegative()
                                ? ": %s before the server's time".formatted(Words.measured(later))
                                : ", %s after it was received".formatted(Words.measured(later)));
    }

    private static String flag(Flag flag) {
        return switch (flag) {
            case CATEGORY_UNKNOWN -> "the browser named a category that the policy does not have";
            case CLOCK_AHEAD -> "the browser's clock was ahead; the server's time counts";
            case CLOCK_OLD -> "the browser's time lies far back";
            case POLICY_RETIRED -> "this version of the policy had been replaced";
            case POLICY_UNKNOWN -> "this version of the policy was not known";
        };
    }

    private static String jurisdiction(ConsentEntry consent) {
        String source =
                consent.jurisdiction().source() == JurisdictionSource.CLIENT
                        ? "named by the site's page for this visitor"
                        : "the site's default, because the page named none";
        return consent.jurisdiction().code() + ": " + source;
    }

    Section validityAndWithdrawal() {
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("Valid for", validity()));
        Optional<Choices> choices = texts.policy().map(ShownPolicy::choices);
        facts.add(
                fact(
                        "Can be withdrawn",
                        choices.flatMap(Choices::anyTime)
                                .map(any -> any ? "at any time" : "not at any time")
                                .orElse(UNDECLARED)));
        facts.add(fact("How", choices.flatMap(Choices::changedAt).orElse(UNDECLARED)));
        facts.add(
                fact(
                        "On the site",
                        texts.banner().flatMap(ShownBanner::reopen).orElse(UNDECLARED)));
        facts.add(fact("Withdrawn", withdrawn()));
        return new Section("Validity and withdrawal", List.of(new Block.Facts(facts)));
    }

    /** One answer where it is one for all categories. */
    private String validity() {
        ConsentEntry consent = proof.consent().entry();
        Map<String, String> validities = new LinkedHashMap<>();
        for (String id : consent.decisions().keySet()) {
            validities.put(name(id), validity(consent, id));
        }
        if (validities.isEmpty()) {
            return "nothing was decided that could run out";
        }
        return Set.copyOf(validities.values()).size() == 1
                ? validities.values().iterator().next()
                : validities.entrySet().stream()
                        .map(it -> it.getKey() + ": " + it.getValue())
                        .collect(Collectors.joining("; "));
    }

    private String validity(ConsentEntry consent, String category) {
        return Validity.of(texts.policy(), consent, category)
                .map(
                        it ->
                                "%s, until %s"
                                        .formatted(
                                                Words.period(it.period()), Words.time(it.until())))
                .orElse(UNDECLARED);
    }

    private String withdrawn() {
        if (!(proof.state() instanceof StateAt.Known known)) {
            return "cannot be told, see the state below";
        }
        String withdrawn =
                known.categories().stream()
                        .filter(it -> it.standing() == Standing.WITHDRAWN)
                        .map(it -> name(it.category()) + since(it))
                        .collect(Collectors.joining("; "));
        if (known.categories().isEmpty()) {
            return "there was nothing to withdraw";
        }
        return withdrawn.isEmpty() ? "no, as of " + Words.time(known.asOf()) : withdrawn;
    }

    Section state() {
        String title = "State on " + Words.time(proof.state().asOf());
        if (proof.state() instanceof StateAt.Unknown unknown) {
            return new Section(title, List.of(new Block.Sentence(unknown.why())));
        }
        List<List<String>> rows = new ArrayList<>();
        for (CategoryState state : ((StateAt.Known) proof.state()).categories()) {
            rows.add(
                    List.of(
                            name(state.category()),
                            Words.plain(state.standing().term()) + since(state),
                            state.why()));
        }
        return new Section(
                title,
                rows.isEmpty()
                        ? List.of(
                                new Block.Sentence(
                                        "There was nothing to choose, so that there is no state."))
                        : List.of(new Block.Table(List.of("Category", "State", "Why"), rows)));
    }

    private static String since(CategoryState state) {
        return state.since().map(it -> " since " + Words.time(it)).orElse("");
    }

    private String name(String category) {
        return texts.policy()
                .flatMap(it -> it.category(category))
                .map(it -> it.category().name())
                .orElse(category);
    }

    private static Block.Fact fact(String name, String value) {
        return new Block.Fact(name, value);
    }
}
