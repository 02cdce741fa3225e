package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the checks of a record, each of them really and none believed. The signatures are checked
 * with the keys that the ledger hands out itself, so what passes here can still fail for whoever
 * trusts other keys. Thread-safe.
 */
final class ProofChecks {

    /** What every check of the evidence needs to say. */
    private record PartCheck(CheckName name, PartName part, Optional<Hash> commitment) {}

    private final ProofVerifier verifier;

    ProofChecks(Trust ledgerKeys) {
        this.verifier = new ProofVerifier(ledgerKeys);
    }

    List<CheckResult> of(
            Proved<ConsentEntry> consent,
            DisclosedEvidence evidence,
            Optional<Publication> policy,
            Optional<Publication> banner) {
        ConsentEntry entry = consent.entry();
        List<CheckResult> checks = new ArrayList<>();
        List<Verdict> verdicts = verdicts(consent);
        checks.add(inTheLog(CheckName.CONSENT_INCLUDED, Name.INCLUSION, verdicts));
        checks.add(inTheLog(CheckName.CONSENT_SIGNED, Name.LOG_SIGNATURE, verdicts));
        checks.add(witnessed(verdicts));
        parts(entry).forEach(part -> committed(part, evidence).ifPresent(checks::add));
        entry.policy()
                .ifPresent(it -> checks.addAll(document(DocumentChecks.POLICY, entry, it, policy)));
        entry.banner()
                .ifPresent(it -> checks.addAll(document(DocumentChecks.BANNER, entry, it, banner)));
        return checks;
    }

    private static List<PartCheck> parts(ConsentEntry entry) {
        return List.of(
                new PartCheck(
                        CheckName.SUBJECT_COMMITTED,
                        PartName.SUBJECT,
                        entry.commitments().subject()),
                new PartCheck(
                        CheckName.CONTEXT_COMMITTED,
                        PartName.CONTEXT,
                        Optional.of(entry.commitments().context())),
                new PartCheck(
                        CheckName.OBSERVED_COMMITTED,
                        PartName.OBSERVED,
                        Optional.of(entry.commitments().observed())));
    }

    private static Optional<CheckResult> committed(PartCheck check, DisclosedEvidence evidence) {
        DisclosedPart part = evidence.part(check.part());
        if (part instanceof DisclosedPart.Absent) {
            return Optional.empty();
        }
        CheckName name = check.name();
        if (part instanceof DisclosedPart.Withheld) {
            return Optional.of(
                    open(name, "it is left out of this record; its commitment is in the entry"));
        }
        if (part instanceof DisclosedPart.Erased) {
            return Optional.of(open(name, "it has been erased; its commitment stays in the entry"));
        }
        if (part instanceof DisclosedPart.Unreadable unreadable) {
            return Optional.of(failed(name, "what is kept cannot be read: " + unreadable.why()));
        }
        Hash made = ((DisclosedPart.Disclosed) part).part().commitment();
        return Optional.of(
                check.commitment().filter(made::equals).isPresent()
                        ? passed(name, "its hash is the commitment in the entry")
                        : failed(name, "its hash is not the commitment in the entry"));
    }

    private List<CheckResult> document(
            DocumentChecks checks,
            ConsentEntry entry,
            DocumentReference named,
            Optional<Publication> found) {
        if (found.isEmpty()) {
            return List.of(checks.missing(named));
        }
        List<Verdict> verdicts = verdicts(found.get().published());
        return List.of(
                inTheLog(checks.included(), Name.INCLUSION, verdicts),
                inTheLog(checks.signed(), Name.LOG_SIGNATURE, verdicts),
                checks.document(named, found.get()),
                checks.before(entry, named, found.get()));
    }

    /** What became of each proof that is there, the newest first. */
    private List<Verdict> verdicts(Proved<? extends Entry> proved) {
        byte[] bytes = proved.bytes();
        return Stream.concat(
                        Stream.of(proved.newest().proof()),
                        proved.earlier().map(EarlierProof::proof).stream())
                .map(proof -> verifier.verify(bytes, proof))
                .toList();
    }

    /** Passed if it has under every proof; else what the first says under which it has not. */
    private static CheckResult inTheLog(CheckName name, Name what, List<Verdict> verdicts) {
        List<Check> checks = verdicts.stream().flatMap(v -> v.check(what).stream()).toList();
        Check worst =
                checks.stream()
                        .filter(check -> check.outcome() != Outcome.PASSED)
                        .findFirst()
                        .orElseGet(() -> checks.get(0));
        return new CheckResult(name, worst.outcome(), worst.why());
    }

    /** One checkpoint that witnesses have seen is enough; a cosignature that is wrong is not. */
    private static CheckResult witnessed(List<Verdict> verdicts) {
        List<Check> checks =
                verdicts.stream().flatMap(v -> v.check(Name.WITNESSES).stream()).toList();
        Check said =
                first(checks, Outcome.FAILED)
                        .or(() -> last(checks, Outcome.PASSED))
                        .orElseGet(() -> checks.get(0));
        return new CheckResult(CheckName.CONSENT_WITNESSED, said.outcome(), said.why());
    }

    private static Optional<Check> first(List<Check> checks, Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).findFirst();
    }

    /** The earlier checkpoint stands last, and dates the entry closer. */
    private static Optional<Check> last(List<Check> checks, Outcome outcome) {
        return checks.stream()
                .filter(check -> check.outcome() == outcome)
                .reduce((first, second) -> second);
    }

    static CheckResult passed(CheckName name, String why) {
        return new CheckResult(name, Outcome.PASSED, why);
    }

    static CheckResult failed(CheckName name, String why) {
        return new CheckResult(name, Outcome.FAILED, why);
    }

    /** It may be right; what is there does not show it. */
    static CheckResult open(CheckName name, String why) {
        return new CheckResult(name, Outcome.NOT_ESTABLISHED, why);
    }
}
