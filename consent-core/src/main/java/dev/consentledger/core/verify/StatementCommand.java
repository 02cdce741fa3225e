package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import java.util.List;
import java.util.Set;

/** Makes and signs an operator's statement that records are missing, without any network. */
final class StatementCommand implements Command {

    private static final String KEY = "--key";
    private static final String NAME = "--name";
    private static final String ORIGIN = "--origin";
    private static final String TOPIC = "--topic";
    private static final String FROM = "--from";
    private static final String TO = "--to";
    private static final String REASON = "--reason";

    @Override
    public String name() {
        return "statement";
    }

    @Override
    public String summary() {
        return "sign that records are missing, as an operator";
    }

    @Override
    public String help() {
        return """
               statement --key PEM --name NAME --origin ORIGIN --topic ID --from N --to M
                         --reason TEXT [--json]

               Signs that a shard's records from offset N on, and before offset M, are missing for
               good, and prints the signed note. A ledger whose shard stands at N goes on at M and
               keeps the statement for ever, as an entry that everybody can see.

                 --key PEM        the operator's private key, as keygen makes it
                 --name NAME      of the operator, as in the verifier key that the ledger knows
                 --origin ORIGIN  of the shard's log, such as ledger.example/logs/1/2
                 --topic ID       Kafka's id of the records topic
                 --from N         the first missing offset, where the shard stands
                 --to M           the first offset from which it goes on
                 --reason TEXT    one line of 1 to 200 characters in ASCII, for everybody to read
                 --json           one JSON object instead of the note

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options =
                Options.parse(
                        arguments, Set.of(KEY, NAME, ORIGIN, TOPIC, FROM, TO, REASON), Set.of());
        if (!options.rest().isEmpty()) {
            throw new UsageError("there are no further arguments");
        }
        SignedStatement signed = sign(options);
        String note = new String(signed.toBytes(), UTF_8);
        terminal.out().print(options.has(Options.JSON) ? json(signed, note) : note);
        return Exit.PASSED;
    }

    private static SignedStatement sign(Options options) throws UsageError {
        try {
            GapStatement statement =
                    new GapStatement(
                            options.required(ORIGIN),
                            options.required(TOPIC),
                            offset(options, FROM),
                            offset(options, TO),
                            options.required(REASON));
            String name = options.required(NAME);
            return SignedStatement.sign(
                    statement, new NoteSigner(name, KeyFile.read(options.required(KEY))));
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
    }

    private static long offset(Options options, String name) throws UsageError {
        return options.number(name, 0, Json.INTEGER_MAX)
                .orElseThrow(() -> new UsageError(name + " is required"));
    }

    private String json(SignedStatement signed, String note) {
        Json.Obj object =
                Json.object()
                        .put("command", name())
                        .put("hash", signed.hash().toHex())
                        .put("note", note)
                        .build();
        return new String(object.canonicalBytes(), UTF_8) + System.lineSeparator();
    }
}
