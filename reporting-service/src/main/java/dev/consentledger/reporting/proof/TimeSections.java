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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** When it was, under whose law, for how long, until when, and where the person stands. */
record TimeSections(ProofOfConsent proof, ShownTexts texts) {

    Section times() {
        ConsentEntry consent = proof.consent().entry();
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("By the browser's clock", Words.time(consent.occurredAt())));
        facts.add(fact("By the server's clock", Words.time(consent.receivedAt()) + skew(consent)));
        facts.add(
                fact("Takes effect", Words.time(consent.effectiveAt()) + ", the earlier of both"));
        facts.add(fact("In the ledger", covered(consent)));
        consent.flags().stream()
                .map(TimeSections::flag)
                .forEach(text -> facts.add(fact("Remark", text)));
        return new Section("Times", List.of(new Block.Facts(facts)));
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

    Section jurisdiction() {
        ConsentEntry consent = proof.consent().entry();
        String source =
                consent.jurisdiction().source() == JurisdictionSource.CLIENT
                        ? "named by the site's page for this visitor"
                        : "the site's default, because the page named none";
        return new Section(
                "Jurisdiction",
                List.of(
                        new Block.Sentence(
                                "%s: %s.".formatted(consent.jurisdiction().code(), source))));
    }

    Section validity() {
        ConsentEntry consent = proof.consent().entry();
        List<Block.Fact> facts = new ArrayList<>();
        for (String id : consent.decisions().keySet()) {
            facts.add(
                    fact(
                            name(id),
                            Validity.of(texts.policy(), consent, id)
                                    .map(
                                            it ->
                                                    "%s, until %s"
                                                            .formatted(
                                                                    Words.period(it.period()),
                                                                    Words.time(it.until())))
                                    .orElse(UNDECLARED)));
        }
        return new Section(
                "Validity",
                facts.isEmpty()
                        ? List.of(new Block.Sentence("Nothing was decided that could run out."))
                        : List.of(new Block.Facts(facts)));
    }

    Section withdrawal() {
        List<Block.Fact> facts = new ArrayList<>();
        Optional<Choices> choices = texts.policy().map(ShownPolicy::choices);
        facts.add(fact("How", choices.flatMap(Choices::changedAt).orElse(UNDECLARED)));
        facts.add(
                fact(
                        "On the site",
                        texts.banner().flatMap(ShownBanner::reopen).orElse(UNDECLARED)));
        facts.add(
                fact(
                        "When",
                        choices.flatMap(Choices::anyTime)
                                .map(any -> any ? "at any time" : "not at any time")
                                .orElse(UNDECLARED)));
        facts.add(fact("Withdrawn", withdrawn()));
        return new Section("Withdrawal", List.of(new Block.Facts(facts)));
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
                                new Block.Sentence("There is no category to stand anywhere with."))
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
