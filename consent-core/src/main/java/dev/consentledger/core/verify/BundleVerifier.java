package dev.consentledger.core.verify;

import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.MalformedBundle;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes every check on a bundle, with nothing believed but {@link Trust}: no key and no sentence
 * that stands in the bundle. Answers for whatever it is given; throws nothing.
 */
final class BundleVerifier {

    private static final String FORMAT = "format";

    private final ProofVerifier verifier;
    private final boolean witnessesRequired;

    BundleVerifier(Trust trust) {
        this.verifier = new ProofVerifier(trust);
        this.witnessesRequired = !trust.quorum().isNone();
    }

    /**
     * What was found.
     *
     * @param earliest by when the consent existed, where a trusted witness says so
     * @param consent what it is about, where it can be read
     */
    record Result(
            List<Finding> findings,
            Optional<VerifiedSignature> earliest,
            Optional<ConsentEntry> consent) {}

    Result verify(byte[] zip) {
        try {
            return verify(ZipReader.read(zip));
        } catch (MalformedBundle e) {
            return new Result(
                    List.of(Finding.failed(FORMAT, e.getMessage())),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private Result verify(ProofBundle bundle) {
        ProvedEntry proved = ProvedEntry.of(ProofBundle.CONSENT, bundle, verifier);
        Optional<ConsentEntry> consent = proved.entry(ConsentEntry.class);
        Optional<Publication> policy =
                publication(ProofBundle.POLICY, bundle, consent.flatMap(ConsentEntry::policy));
        Optional<Publication> banner =
                publication(ProofBundle.BANNER, bundle, consent.flatMap(ConsentEntry::banner));
        List<Publication> publications = Stream.concat(policy.stream(), banner.stream()).toList();

        List<Finding> findings = new ArrayList<>();
        findings.add(format(bundle, proved, publications));
        findings.add(checksums(bundle));
        findings.addAll(proved.findings(witnessesRequired));
        consent.ifPresent(entry -> findings.addAll(parts(bundle, entry.commitments())));
        for (Publication publication : publications) {
            findings.addAll(publication.proved().findings(witnessesRequired));
            consent.ifPresent(entry -> findings.addAll(publication.document().findings(entry)));
        }
        findings.add(site(consent, publications));
        return new Result(findings, proved.earliest(), consent);
    }

    /** What a folder has of a policy or a banner. */
    private record Publication(ProvedEntry proved, ShownDocument document) {}

    /** Absent where the consent names none and there is none. */
    private Optional<Publication> publication(
            String folder, ProofBundle bundle, Optional<DocumentReference> named) {
        if (named.isEmpty() && !bundle.hasFolder(folder)) {
            return Optional.empty();
        }
        ProvedEntry proved = ProvedEntry.of(folder, bundle, verifier);
        Optional<Hash> document =
                bundle.file(folder + ProofBundle.DOCUMENT).map(bytes -> Hash.sha256(bytes));
        return Optional.of(
                new Publication(
                        proved,
                        new ShownDocument(
                                proved.what(), named, published(folder, proved), document)));
    }

    private static Optional<PublicationEntry> published(String folder, ProvedEntry proved) {
        Kind kind = folder.equals(ProofBundle.POLICY) ? Kind.POLICY : Kind.BANNER;
        return proved.entry(PublicationEntry.class).filter(entry -> entry.kind() == kind);
    }

    private static Finding format(
            ProofBundle bundle, ProvedEntry consent, List<Publication> publications) {
        List<String> faults = new ArrayList<>();
        bundle.missing().forEach(name -> faults.add(name + " is missing"));
        bundle.strangers().forEach(name -> faults.add(name + " does not belong to a bundle"));
        faults.addAll(consent.faults());
        boolean read = consent.entry(ConsentEntry.class).isPresent();
        faults.addAll(unread(consent, read));
        for (Publication publication : publications) {
            faults.addAll(publication.proved().faults());
            faults.addAll(
                    unread(publication.proved(), publication.document().published().isPresent()));
        }
        return faults.isEmpty()
                ? Finding.passed(FORMAT, "the bundle has the files of its format")
                : Finding.failed(FORMAT, String.join("; ", faults));
    }

    private static List<String> unread(ProvedEntry proved, boolean read) {
        if (read || proved.decoding().isEmpty()) {
            return List.of();
        }
        Decoding decoding = proved.decoding().get();
        String why =
                decoding instanceof Decoding.Malformed malformed
                        ? malformed.reason()
                        : "it is of another kind, or of a later version than this program";
        return List.of("%s/%s: %s".formatted(proved.what(), ProofBundle.ENTRY, why));
    }

    private static Finding checksums(ProofBundle bundle) {
        String name = "checksums";
        try {
            List<String> differences = bundle.differences();
            return differences.isEmpty()
                    ? Finding.passed(name, "every file has the sum that is listed")
                    : Finding.failed(name, String.join("; ", differences));
        } catch (MalformedBundle e) {
            return Finding.failed(name, e.getMessage());
        }
    }

    private static List<Finding> parts(ProofBundle bundle, Commitments commitments) {
        List<Finding> findings = new ArrayList<>();
        part("subject", commitments.subject(), bundle).ifPresent(findings::add);
        part("context", Optional.of(commitments.context()), bundle).ifPresent(findings::add);
        part("observed", Optional.of(commitments.observed()), bundle).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> part(
            String part, Optional<Hash> commitment, ProofBundle bundle) {
        String name = part + "-committed";
        Optional<byte[]> committed = bundle.file(ProofBundle.EVIDENCE + part + ".part");
        if (committed.isEmpty()) {
            return commitment.map(
                    hash ->
                            new Finding(
                                    name,
                                    Outcome.NOT_ESTABLISHED,
                                    false,
                                    "it is not in the bundle: withheld or erased; its commitment stays"));
        }
        return Optional.of(
                commitment.filter(Hash.sha256(committed.get())::equals).isPresent()
                        ? Finding.passed(name, "its hash is the commitment in the entry")
                        : Finding.failed(name, "its hash is not the commitment in the entry"));
    }

    private static Finding site(Optional<ConsentEntry> consent, List<Publication> publications) {
        String name = "site";
        if (consent.isEmpty()) {
            return Finding.notEstablished(name, "the consent cannot be read");
        }
        String site = consent.get().site();
        for (Publication publication : publications) {
            Optional<PublicationEntry> entry = publication.document().published();
            if (entry.isPresent() && !entry.get().site().equals(site)) {
                return Finding.failed(
                        name,
                        "the %s is of %s, the consent of %s"
                                .formatted(publication.proved().what(), entry.get().site(), site));
            }
        }
        return Finding.passed(name, "consent, policy and banner are of %s".formatted(site));
    }
}
