package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.FreshConsent;
import dev.consentledger.reporting.desk.PolicyDecisions.Wish;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** What somebody wants to decide, before the versions and categories are looked up. */
record PolicyDecisionRequest(
        String from, String to, Map<String, Coverage> coverage, String reason, Optional<UUID> id) {

    private static final int REASON_MAX = 1_000;

    static PolicyDecisionRequest read(Fields fields) throws MalformedJson {
        return new PolicyDecisionRequest(
                fields.string("from"),
                fields.string("to"),
                coverage(fields.object("coverage")),
                reason(fields),
                DeskBody.optionalId(fields, "id"));
    }

    private static Map<String, Coverage> coverage(Fields fields) throws MalformedJson {
        Map<String, Coverage> coverage = new TreeMap<>();
        for (String category : fields.members().keySet()) {
            coverage.put(
                    category,
                    Term.parse(Coverage.class, fields.string(category))
                            .filter(word -> word != Coverage.THINK)
                            .orElseThrow(
                                    () ->
                                            fields.wrongValue(
                                                    category,
                                                    "expected still_covers or ask_again")));
        }
        if (coverage.isEmpty() || coverage.size() > DecisionEntry.CATEGORIES_MAX) {
            throw DeskProblems.invalidQuestion(
                    "coverage: expected 1 to %d categories"
                            .formatted(DecisionEntry.CATEGORIES_MAX));
        }
        return coverage;
    }

    private static String reason(Fields fields) throws MalformedJson {
        String reason = fields.string("reason").strip();
        if (reason.isEmpty() || reason.length() > REASON_MAX) {
            throw fields.wrongValue("reason", "expected 1 to 1000 characters");
        }
        return reason;
    }

    /**
     * The wish, where its versions follow each other in force and the newer one asks for its
     * categories.
     */
    Wish about(PoliciesInForce policies, Supplier<UUID> newId) {
        ComparedVersions versions = ComparedVersions.named(policies, from, to);
        if (!policies.before(versions.to()).equals(Optional.of(versions.from()))) {
            throw DeskProblems.invalidQuestion(
                    "from: version %s was not the one in force until version %s is"
                            .formatted(from, to));
        }
        Set<String> asked = new FreshConsent(versions.from(), versions.to()).categories();
        for (String category : coverage.keySet()) {
            if (!asked.contains(category)) {
                throw DeskProblems.invalidQuestion(
                        "coverage: version %s has no category '%s' that offers a choice; it has %s"
                                .formatted(to, category, String.join(", ", asked)));
            }
        }
        return new Wish(id.orElseGet(newId), versions.from(), versions.to(), coverage, reason);
    }
}
