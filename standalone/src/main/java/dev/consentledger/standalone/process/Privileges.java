package dev.consentledger.standalone.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who a child process is. PostgreSQL refuses to be root; as root it runs as another user through
 * {@code setpriv}.
 *
 * <p>Where that user cannot reach the files (a project below root's 0700 home), the process gets
 * the capability to <em>read and search</em> past directory permissions, no other; files of its own
 * are still the only ones that it can write.
 *
 * @param user the user and group ids to become; the same as now when both are negative
 * @param searchesAnywhere whether it may read and search past permissions
 */
public record Privileges(long user, long group, boolean searchesAnywhere) {
    /** No change: the child is who this JVM is. */
    public static final Privileges UNCHANGED = new Privileges(-1, -1, false);

    private static final boolean SIGNALS_ORPHANS =
            succeeds("setpriv", "--pdeathsig", "keep", "true");

    /** Becomes another user. */
    public static Privileges of(long user, long group) {
        return new Privileges(user, group, false);
    }

    public Privileges searchingAnywhere() {
        return new Privileges(user, group, true);
    }

    public boolean unchanged() {
        return user < 0;
    }

    /** Words to put before a command that runs to its end by itself. */
    public List<String> prefix() {
        return unchanged() ? List.of() : Stream.concat(Stream.of("setpriv"), changes()).toList();
    }

    /** Words to put before a server's command: it also gets the signal when its guard dies. */
    public List<String> prefix(StopSignal whenOrphaned) {
        if (!SIGNALS_ORPHANS) {
            return prefix();
        }
        Stream<String> signal = Stream.of("setpriv", "--pdeathsig", whenOrphaned.name());
        return Stream.concat(signal, unchanged() ? Stream.empty() : changes()).toList();
    }

    private Stream<String> changes() {
        Stream<String> identity =
                Stream.of("--reuid=" + user, "--regid=" + group, "--clear-groups");
        // Without the secure bit access(2), which PostgreSQL asks first, ignores the capability.
        Stream<String> search =
                Stream.of(
                        "--inh-caps=+dac_read_search",
                        "--ambient-caps=+dac_read_search",
                        "--securebits=+no_setuid_fixup");
        return searchesAnywhere ? Stream.concat(identity, search) : identity;
    }

    /** Whether a command exists and ends with 0 within some seconds. Its output goes nowhere. */
    public static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
