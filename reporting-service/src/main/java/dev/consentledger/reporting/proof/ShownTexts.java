package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;

/**
 * The texts that a visitor was shown, read from the documents of a record; absent where there is no
 * document, or one that cannot be read, which its check then says.
 */
record ShownTexts(Optional<ShownPolicy> policy, Optional<ShownBanner> banner) {

    private interface Reader<T> {
        T read(byte[] document, Optional<String> visitorsLanguage) throws MalformedJson;
    }

    static ShownTexts of(ProofOfConsent proof) {
        ConsentEntry consent = proof.consent().entry();
        return new ShownTexts(
                proof.policy().flatMap(it -> read(it, consent, ShownPolicy::read)),
                proof.banner().flatMap(it -> read(it, consent, ShownBanner::read)));
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
