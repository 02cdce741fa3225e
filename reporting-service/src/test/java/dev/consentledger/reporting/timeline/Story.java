package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.Acts;
import dev.consentledger.reporting.PolicyDocuments;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.PolicyDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** One person's entries as a test tells them, in the order of the ledger. */
final class Story {

    static final String SITE = "shop.example";
    static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");
    private static final Hash HASH = Hash.sha256(new byte[0]);

    final List<PersonEntry> entries = new ArrayList<>();
    final List<Policy> policies = new ArrayList<>();
    private final List<PolicyDecision> decisions = new ArrayList<>();

    /** A policy that asks for some categories, whose choices count for so long. */
    Policy policy(String version, String inForceFrom, String validity, Group... groups) {
        return publish(
                PolicyDocuments.withValidity(
                        PolicyDocuments.bytes(SITE, version, inForceFrom, false, groups),
                        validity));
    }

    Policy publish(byte[] document) {
        try {
            Policy policy = Policy.read(document);
            policies.add(policy);
            return policy;
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** A choice that was received when it was made. */
    PersonEntry choice(
            String at, Policy under, Action action, Map<String, CategoryDecision> decisions) {
        Instant time = Instant.parse(at);
        return choice(time, time, under, action, decisions);
    }

    PersonEntry choice(
            Instant occurredAt,
            Instant receivedAt,
            Policy under,
            Action action,
            Map<String, CategoryDecision> decisions) {
        return choice(occurredAt, receivedAt, under, "DE", action, decisions);
    }

    PersonEntry choice(
            Instant occurredAt,
            Instant receivedAt,
            Policy under,
            String jurisdiction,
            Action action,
            Map<String, CategoryDecision> decisions) {
        return add(
                new ConsentEntry(
                        UUID.randomUUID(),
                        SITE,
                        Optional.of(under.reference()),
                        Optional.empty(),
                        action,
                        decisions,
                        Optional.empty(),
                        occurredAt,
                        receivedAt,
                        Set.of(),
                        new Jurisdiction(jurisdiction, JurisdictionSource.CLIENT),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        new Commitments(Optional.of(HASH), HASH, HASH)));
    }

    PersonEntry act(String at, Kind kind, Act act) {
        return add(Acts.of(kind, act, SITE, Instant.parse(at)));
    }

    /** Somebody decides whether consents to statistics cover the version that came next. */
    void decide(String at, Policy from, Policy to, Coverage coverage) {
        decisions.add(
                new PolicyDecision(
                        0,
                        decisions.size(),
                        new DecisionEntry(
                                UUID.randomUUID(),
                                SITE,
                                from.reference(),
                                to.reference(),
                                Map.of("statistics", coverage),
                                Instant.parse(at),
                                new Commitments(Optional.empty(), HASH, HASH))));
    }

    private PersonEntry add(dev.consentledger.core.entry.EvidencedEntry entry) {
        PersonEntry added = new PersonEntry(0, entries.size(), entry);
        entries.add(added);
        return added;
    }

    PoliciesInForce inForce() {
        return new PoliciesInForce(policies, decisions);
    }

    CategoryState state(String category, String asOf) {
        return States.of(entries, inForce(), Instant.parse(asOf)).stream()
                .filter(state -> state.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    List<Happening> happenings() {
        return Timelines.of(entries, inForce(), UNTIL).stream()
                .map(TimelineEvent::happening)
                .toList();
    }
}
