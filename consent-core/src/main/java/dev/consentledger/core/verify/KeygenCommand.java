package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Makes a key. */
final class KeygenCommand implements Command {

    private static final String KEY = "--key";
    private static final String NAME = "--name";
    private static final String LOG = "--log";
    private static final String OPERATOR = "--operator";

    @Override
    public String name() {
        return "keygen";
    }

    @Override
    public String summary() {
        return "make a key for a witness or an operator";
    }

    @Override
    public String help() {
        return """
               keygen --key PEM --name NAME [--log|--operator] [--json]

               Writes a new Ed25519 key into a file that only you can read (PKCS#8 in PEM; an
               existing file is left alone), and prints the verifier key that belongs to it: one
               line, for others' trust files. A key is of one witness, log or operator, and of
               nothing else.

                 --key PEM     the new file
                 --name NAME   of the witness, such as witness.example/w1
                 --log         print the verifier key of a log instead; its name is the origin
                 --operator    print that of an operator, who signs statements
                 --json        one JSON object instead of text

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options = Options.parse(arguments, Set.of(KEY, NAME), Set.of(LOG, OPERATOR));
        if (!options.rest().isEmpty()) {
            throw new UsageError("there are no further arguments");
        }
        if (options.has(LOG) && options.has(OPERATOR)) {
            throw new UsageError("a key is of a log or of an operator");
        }
        boolean plain = options.has(LOG) || options.has(OPERATOR);
        String file = options.required(KEY);
        Ed25519PrivateKey key = Ed25519PrivateKey.generate(new SecureRandom());
        String vkey = verifierKey(key, options.required(NAME), plain).encode();
        KeyFile.create(file, key);
        terminal.out()
                .println(
                        options.has(Options.JSON)
                                ? new String(
                                        Json.object()
                                                .put("command", name())
                                                .put("vkey", vkey)
                                                .build()
                                                .canonicalBytes(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                : vkey);
        return Exit.PASSED;
    }

    /**
     * @param plain whether it signs the text itself, as logs and operators do
     */
    private static VerifierKey verifierKey(Ed25519PrivateKey key, String name, boolean plain)
            throws UsageError {
        try {
            return plain
                    ? new NoteSigner(name, key).verifierKey()
                    : new Cosigner(name, key).verifierKey();
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
    }
}
