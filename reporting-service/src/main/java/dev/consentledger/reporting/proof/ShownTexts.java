package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.proof.Check;
import java.util.Optional;

/**
 * The texts that a visitor was shown, read from the documents of a record; absent where there is no
 * document, one that is not the consent's, or one that cannot be read.
 */
record ShownTexts(Optional<ShownPolicy> policy, Optional<ShownBanner> banner) {

    private interface Reader<T> {
        T read(byte[] document, Optional<String> visitorsLanguage) throws MalformedJson;
    }

    static ShownTexts of(ProofOfConsent proof) {
        ConsentEntry consent = proof.consent().entry();
        return new ShownTexts(
                proof.policy()
                        .filter(it -> isTheConsents(proof, CheckName.POLICY_DOCUMENT))
                        .flatMap(it -> read(it, consent, ShownPolicy::read)),
                proof.banner()
                        .filter(it -> isTheConsents(proof, CheckName.BANNER_DOCUMENT))
                        .flatMap(it -> read(it, consent, ShownBanner::read)));
    }

    /** Whether nothing speaks against a document: another text must never stand in its place. */
    static boolean isTheConsents(ProofOfConsent proof, CheckName document) {
        return proof.checks().stream()
                .noneMatch(
                        check ->
                                check.name() == document
                                        && check.outcome() == Check.Outcome.FAILED);
    }

    private static <T> Optional<T> read(
            Publication publication, ConsentEntry consent, Reader<T> reader) {
        try {
            return Optional.of(reader.read(publication.document(), consent.language()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
