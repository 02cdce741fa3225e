package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.Check.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The offline verifier's first class. Its commands share four exit codes: 0 passed, 1 failed, 2 not
 * established, 64 not called rightly.
 */
public final class VerifierMain {

    /** All there are, in the order that they are listed in. */
    private static final List<Command> COMMANDS =
            List.of(
                    new VerifyCommand(),
                    new AuditCommand(),
                    new MonitorCommand(),
                    new WitnessCommand(),
                    new KeygenCommand(),
                    new StatementCommand());

    private static final String PROGRAM = "java -jar consent-ledger-verifier.jar";

    private VerifierMain() {}

    /** Runs and ends the process. */
    public static void main(String[] args) {
        // Origins and names are Unicode, whatever the terminal's own character set is.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        System.exit(run(args, out, err));
    }

    /** Runs, and returns the exit code. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Terminal terminal =
                new Terminal(
                        out,
                        err,
                        Clock.systemUTC(),
                        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
        return run(Arrays.asList(args), terminal).code();
    }

    static Exit run(List<String> args, Terminal terminal) {
        if (args.isEmpty() || args.get(0).equals("--help") || args.get(0).equals("help")) {
            (args.isEmpty() ? terminal.err() : terminal.out()).print(overview());
            return args.isEmpty() ? Exit.USAGE : Exit.PASSED;
        }
        Optional<Command> command =
                COMMANDS.stream().filter(known -> known.name().equals(args.get(0))).findFirst();
        if (command.isEmpty()) {
            terminal.err().println("There is no command " + args.get(0) + ".");
            terminal.err().print(overview());
            return Exit.USAGE;
        }
        List<String> arguments = args.subList(1, args.size());
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.out().print(command.get().help());
            return Exit.PASSED;
        }
        return run(command.get(), arguments, terminal);
    }

    private static Exit run(Command command, List<String> arguments, Terminal terminal) {
        try {
            return command.run(arguments, terminal);
        } catch (UsageError e) {
            terminal.err().printf("%s: %s%n", command.name(), e.getMessage());
            terminal.err().printf("See: %s %s --help%n", PROGRAM, command.name());
            return Exit.USAGE;
        } catch (Unavailable e) {
            notEstablished(command, e.getMessage(), arguments, terminal);
            return Exit.NOT_ESTABLISHED;
        } catch (RuntimeException | Error e) {
            // The JVM would end with 1 here, which means that a proof has failed.
            e.printStackTrace(terminal.err());
            notEstablished(command, "a defect of this program", arguments, terminal);
            return Exit.NOT_ESTABLISHED;
        }
    }

    private static void notEstablished(
            Command command, String why, List<String> arguments, Terminal terminal) {
        terminal.err().printf("%s: %s%n", command.name(), why);
        if (arguments.contains(Options.JSON)) {
            Json.Obj nothing = Json.object().put("error", why).build();
            Finding finding = Finding.notEstablished("reading", why);
            new Report(command.name(), List.of(finding), List.of(), nothing).print(terminal, true);
        } else {
            terminal.out().println("Result: " + Outcome.NOT_ESTABLISHED.term());
        }
    }

    private static String overview() {
        StringBuilder text = new StringBuilder();
        text.append("Checks a ledger with nothing believed but the keys that you give.\n\n");
        text.append("  ").append(PROGRAM).append(" COMMAND --help\n\n");
        COMMANDS.forEach(
                command ->
                        text.append("  %-10s %s%n".formatted(command.name(), command.summary())));
        return text.append(
                        "\nExit: 0 passed, 1 failed, 2 not established, 64 not called rightly.\n")
                .toString();
    }
}
