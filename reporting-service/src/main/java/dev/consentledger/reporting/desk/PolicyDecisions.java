package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PolicyDecision;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Hands decisions about changes of policies to the ledger, and tells of those that it has. Who
 * decided and why is in the evidence. Thread-safe where the random numbers are.
 */
public final class PolicyDecisions {

    private static final String BY = "by";
    private static final String REASON = "reason";
    private static final Json.Obj NOTHING = Json.object().build();

    private final AccessLog log;
    private final FigureQuery figures;
    private final LedgerRecords ledger;
    private final Clock clock;
    private final RandomGenerator random;

    public PolicyDecisions(
            AccessLog log,
            FigureQuery figures,
            LedgerRecords ledger,
            Clock clock,
            RandomGenerator random) {
        this.log = log;
        this.figures = figures;
        this.ledger = ledger;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What somebody wants to decide.
     *
     * @param id the same in every retry
     * @param from the version that consents cover
     * @param to the version that was or will be in force next
     */
    public record Wish(
            UUID id, Policy from, Policy to, Map<String, Coverage> coverage, String reason) {}

    /**
     * A decision, and who made it.
     *
     * @param by empty where the ledger does not say it any more, like {@code reason}
     */
    public record Made(PolicyDecision decision, Optional<String> by, Optional<String> reason) {}

    /** Completes once the decision cannot be lost; fails with {@link Unavailable} otherwise. */
    public Uni<Void> decide(Wish wish, Asker asker) {
        Json.Obj context =
                Json.object()
                        .put(BY, asker.name())
                        .put("role", asker.role())
                        .put(REASON, wish.reason())
                        .build();
        Evidence evidence =
                new Evidence(
                        Optional.empty(),
                        EvidencePart.salted(context, random),
                        EvidencePart.salted(NOTHING, random));
        DecisionEntry entry =
                new DecisionEntry(
                        wish.id(),
                        wish.to().site(),
                        wish.from().reference(),
                        wish.to().reference(),
                        wish.coverage(),
                        clock.instant(),
                        evidence.commitments());
        return log.record(entry, evidence);
    }

    /** Those of a site, newest first; fails with {@link Unavailable} without the ledger. */
    public Uni<List<Made>> of(String site) {
        return figures.decisions(site)
                .chain(
                        decisions ->
                                ledger.all(decisions.stream().map(PolicyDecisions::place).toList())
                                        .map(records -> made(decisions, records)));
    }

    private static List<Made> made(
            List<PolicyDecision> decisions, Map<Place, LedgerRecord> records) {
        return decisions.stream()
                .sorted(Comparator.reverseOrder())
                .map(
                        decision -> {
                            Optional<LedgerRecord> record =
                                    Optional.ofNullable(records.get(place(decision)));
                            return new Made(
                                    decision,
                                    record.flatMap(found -> found.contextText(BY)),
                                    record.flatMap(found -> found.contextText(REASON)));
                        })
                .toList();
    }

    private static Place place(PolicyDecision decision) {
        return new Place(decision.shard(), decision.index());
    }
}
