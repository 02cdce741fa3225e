package dev.consentledger.ledger;

import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file with the operators' verifier keys: one a line; empty lines and comments are passed over.
 */
final class OperatorsFile {

    private OperatorsFile() {}

    /**
     * The keys; none without a file.
     *
     * @throws CannotStart where there is one, and it is not as it has to be
     */
    static TrustedKeys read(Optional<Path> file) {
        List<VerifierKey> keys = new ArrayList<>();
        try {
            for (String line :
                    file.isEmpty() ? List.<String>of() : Files.readAllLines(file.get())) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    keys.add(key(line.strip()));
                }
            }
            return new TrustedKeys(keys);
        } catch (IOException | MalformedKey | IllegalArgumentException e) {
            throw new CannotStart(
                    "The operators' keys cannot be read from %s (%s). The file that CONSENT_OPERATORS_FILE names has one verifier key a line, as the verifier's 'keygen --operator' prints it."
                            .formatted(
                                    file.orElseThrow(),
                                    e instanceof IOException
                                            ? e.getClass().getSimpleName()
                                            : e.getMessage()));
        }
    }

    private static VerifierKey key(String line) throws MalformedKey {
        VerifierKey key = VerifierKey.parse(line);
        if (key.type() != SignatureType.ED25519) {
            throw new IllegalArgumentException("a witness's key signs no statements");
        }
        return key;
    }
}
