package dev.consentledger.core.verify;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.proof.Check.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A policy or a banner that a consent was given under: is it the one, and was it there before?
 *
 * @param what {@code policy} or {@code banner}
 * @param named what the consent names
 * @param published its entry, where it can be read
 * @param document the hash of the document that is there
 */
record ShownDocument(
        String what,
        Optional<DocumentReference> named,
        Optional<PublicationEntry> published,
        Optional<Hash> document) {

    List<Finding> findings(ConsentEntry consent) {
        return List.of(isTheOne(), wasThereBefore(consent));
    }

    private Finding isTheOne() {
        String name = what + "-document";
        Optional<Hash> wanted = named.flatMap(DocumentReference::sha256);
        if (published.isEmpty() || document.isEmpty()) {
            // A version that nobody has published is named without hash, and by refusals only.
            return new Finding(
                    name,
                    Outcome.NOT_ESTABLISHED,
                    wanted.isPresent(),
                    "the %s that the consent names is not in the bundle".formatted(what));
        }
        if (!document.equals(published.map(PublicationEntry::sha256))) {
            return Finding.failed(name, "the document is not the one that was published");
        }
        if (!named.map(DocumentReference::version)
                .equals(published.map(PublicationEntry::version))) {
            return Finding.failed(name, "the consent does not name this " + what);
        }
        if (wanted.isEmpty()) {
            return new Finding(
                    name,
                    Outcome.NOT_ESTABLISHED,
                    false,
                    "the consent names the version, and not the hash of its document");
        }
        return wanted.equals(document)
                ? Finding.passed(name, "it has the hash that the consent and its publication name")
                : Finding.failed(name, "the consent names the hash of another document");
    }

    private Finding wasThereBefore(ConsentEntry consent) {
        String name = what + "-before";
        if (published.isEmpty()) {
            return new Finding(name, Outcome.NOT_ESTABLISHED, false, "no publication can be read");
        }
        Instant time = published.get().publishedAt();
        String date = Timestamps.format(time);
        if (time.isAfter(consent.receivedAt())) {
            return Finding.failed(name, "it is dated %s, after the consent".formatted(date));
        }
        Outcome outcome =
                time.isAfter(consent.effectiveAt()) ? Outcome.NOT_ESTABLISHED : Outcome.PASSED;
        return new Finding(name, outcome, false, "it is dated " + date);
    }
}
