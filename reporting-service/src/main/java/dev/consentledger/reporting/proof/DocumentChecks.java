package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.ProofChecks.failed;
import static dev.consentledger.reporting.proof.ProofChecks.open;
import static dev.consentledger.reporting.proof.ProofChecks.passed;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;

/** The checks that a policy and a banner have alike: is this the text, and was it there before? */
enum DocumentChecks {
    POLICY(
            "policy",
            CheckName.POLICY_INCLUDED,
            CheckName.POLICY_SIGNED,
            CheckName.POLICY_DOCUMENT,
            CheckName.POLICY_BEFORE),
    BANNER(
            "banner",
            CheckName.BANNER_INCLUDED,
            CheckName.BANNER_SIGNED,
            CheckName.BANNER_DOCUMENT,
            CheckName.BANNER_BEFORE);

    private final String what;
    private final CheckName included;
    private final CheckName signed;
    private final CheckName document;
    private final CheckName before;

    DocumentChecks(
            String what,
            CheckName included,
            CheckName signed,
            CheckName document,
            CheckName before) {
        this.what = what;
        this.included = included;
        this.signed = signed;
        this.document = document;
        this.before = before;
    }

    CheckName included() {
        return included;
    }

    CheckName signed() {
        return signed;
    }

    CheckResult missing(DocumentReference named) {
        return open(
                document,
                "no %s of the version %s has been published".formatted(what, named.version()));
    }

    CheckResult document(DocumentReference named, Publication publication) {
        PublicationEntry entry = publication.published().entry();
        Hash kept = publication.documentHash();
        if (!kept.equals(entry.sha256())) {
            return failed(document, "the text that is kept is not the one that was published");
        }
        if (!named.version().equals(entry.version())) {
            return failed(document, "the consent names another version");
        }
        if (named.sha256().isEmpty()) {
            return open(document, "the consent names the version, but not the hash of its text");
        }
        return named.sha256().get().equals(kept)
                ? passed(document, "its hash is the one in the consent and in its publication")
                : failed(document, "its hash is not the one in the consent");
    }

    /**
     * The entry of a consent that names a text's hash was made after the text: nobody can find a
     * text for a hash afterwards. Dates alone are claims.
     */
    CheckResult before(ConsentEntry entry, DocumentReference named, Publication publication) {
        Instant published = publication.published().entry().publishedAt();
        String date = Timestamps.format(published);
        if (published.isAfter(entry.receivedAt())) {
            return failed(before, "it is dated %s, after the consent was received".formatted(date));
        }
        if (published.isAfter(entry.effectiveAt())) {
            return open(
                    before,
                    "it is dated %s: before the consent was received, but after the time that the browser gave"
                            .formatted(date));
        }
        return named.sha256().filter(publication.documentHash()::equals).isPresent()
                ? passed(
                        before,
                        "it is dated %s, and the consent names its hash: the text was fixed before"
                                .formatted(date))
                : open(before, "it is dated %s, which nothing else confirms".formatted(date));
    }
}
