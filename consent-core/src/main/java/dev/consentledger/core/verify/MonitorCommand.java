package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Looks whether a log still says what it said before. */
final class MonitorCommand implements Command {

    private static final String TRUST = "--trust";
    private static final String STATE = "--state";
    private static final String EVERY = "--every";
    private static final long EVERY_SECONDS_MAX = 86_400;

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public String summary() {
        return "look whether a log only ever grows";
    }

    @Override
    public String help() {
        return """
               monitor --trust FILE --state FILE [--every SECONDS] [--json] URL | FOLDER

               Fetches a log's checkpoint, verifies it, and checks with the log's tiles that the
               checkpoint of the last look is its beginning; then remembers it. If it is not, or
               the log has shrunk, that is an alarm (exit 1): both checkpoints, signed by the log,
               are kept in the folder <state>.evidence, and the state stays as it was.

                 --trust FILE      the keys that you trust
                 --state FILE      the last checkpoint; made by the first look
                 --every SECONDS   look again and again, until there is an alarm (1 to 86400)
                 --json            one JSON object a look instead of text

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options = Options.parse(arguments, Set.of(TRUST, STATE, EVERY), Set.of());
        Trust trust = Inputs.trust(options.required(TRUST));
        Path state = Inputs.path(options.required(STATE));
        if (state.getFileName() == null) {
            throw new UsageError("--state is a file");
        }
        OptionalLong every = options.number(EVERY, 1, EVERY_SECONDS_MAX);
        LogFiles files = Places.of(options.only("URL or FOLDER"), Optional.empty(), terminal);
        Monitor monitor =
                new Monitor(
                        new LogReader(files),
                        new CheckpointVerifier(trust, "the checkpoint"),
                        state);
        return every.isPresent()
                ? follow(monitor, Duration.ofSeconds(every.getAsLong()), options, terminal)
                : monitor.look().print(terminal, options.has(Options.JSON));
    }

    private static Exit follow(
            Monitor monitor, Duration every, Options options, Terminal terminal) {
        Exit exit;
        boolean alarmed;
        do {
            Report report = look(monitor);
            exit = report.print(terminal, options.has(Options.JSON));
            alarmed = Monitor.isAlarm(report);
        } while (!alarmed && pause(every, terminal));
        return exit;
    }

    /** A log that cannot be reached now may be there at the next look. */
    private static Report look(Monitor monitor) {
        try {
            return monitor.look();
        } catch (Unavailable e) {
            return new Report(
                    "monitor",
                    List.of(Finding.notEstablished("reading", e.getMessage())),
                    List.of(),
                    Json.object().build());
        }
    }

    /** Whether to go on. */
    private static boolean pause(Duration duration, Terminal terminal) {
        try {
            terminal.pause().of(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
