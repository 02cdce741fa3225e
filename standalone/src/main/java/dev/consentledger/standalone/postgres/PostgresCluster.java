package dev.consentledger.standalone.postgres;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Command;
import dev.consentledger.standalone.process.Privileges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one PostgreSQL cluster and what is done to them while no server runs: made once,
 * with the databases and their users, and checked before every start.
 *
 * <p>Databases and their guard are made in PostgreSQL's single-user mode, so no driver is needed,
 * and the superuser has no way in over the network: only the listed users can log in, each to its
 * own database.
 */
final class PostgresCluster {
    /** What a ledger's durability rests on; the value that each has to have. */
    private static final List<String> MUST_BE_ON =
            List.of("fsync", "full_page_writes", "synchronous_commit");

    private static final String SUPERUSER = "postgres";

    /** Beside PostgreSQL's own files: what the databases were filled with. */
    private static final String FILLED_WITH = "filled-with.sql";

    private final Path binaries;
    private final Path files;
    private final Privileges privileges;

    PostgresCluster(Path binaries, Path files) {
        this.binaries = binaries;
        this.files = files;
        this.privileges = PostgresUser.forFiles(files, binaries.resolve("bin"));
    }

    Path files() {
        return files;
    }

    Privileges privileges() {
        return privileges;
    }

    String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    /** Makes the cluster and its databases if they are not there; all of them or nothing. */
    void createIfMissing(Databases databases) {
        if (Files.exists(files)) {
            fillIfChanged(files, databases);
            return;
        }
        Path home = files.resolveSibling(files.getFileName() + ".new");
        try {
            deleteAll(home);
            Files.createDirectory(home);
            PostgresUser.own(home, privileges);
            Path unfinished = home.resolve("cluster");
            initialise(unfinished);
            run(unfinished, List.of(), SUPERUSER, String.join("\n", databases.creation()) + "\n");
            fillIfChanged(unfinished, databases);
            admitUsers(unfinished, databases);
            Files.move(unfinished, files);
            Files.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a PostgreSQL cluster in " + files, e);
        }
    }

    /**
     * Refuses files of another major version and settings under which a commit could be lost.
     *
     * @param arguments what the server will be started with
     */
    void check(List<String> arguments) {
        String found = read(files.resolve("PG_VERSION")).strip();
        String ours = majorVersion();
        if (!found.equals(ours)) {
            throw new CannotStart(
                    "The data in "
                            + files
                            + " is PostgreSQL "
                            + found
                            + "'s and this is PostgreSQL "
                            + ours
                            + ". Start with another data directory, or bring the data over with"
                            + " pg_upgrade or a dump.");
        }
        for (String setting : MUST_BE_ON) {
            String value = Command.run(as("postgres", "-C", setting, arguments), "").strip();
            if (!value.equals("on")) {
                throw new CannotStart(
                        "PostgreSQL's setting "
                                + setting
                                + " is "
                                + value
                                + " in "
                                + files
                                + ": a ledger does not run without it. Take it out of"
                                + " postgresql.conf and postgresql.auto.conf there.");
            }
        }
    }

    private void initialise(Path cluster) {
        Command.run(
                as(
                        "initdb",
                        "--pgdata=" + cluster,
                        "--username=" + SUPERUSER,
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums"),
                "");
    }

    /** The guard of another version of this project is replaced. */
    private void fillIfChanged(Path cluster, Databases databases) {
        Path filledWith = cluster.resolve(FILLED_WITH);
        String script = databases.contents().toString();
        if (Files.exists(filledWith) && read(filledWith).equals(script)) {
            return;
        }
        databases.contents().forEach((name, sql) -> run(cluster, List.of("-j"), name, sql));
        try {
            Files.writeString(filledWith, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path cluster, List<String> options, String database, String sql) {
        List<String> command = as("postgres", "--single", "-D", cluster.toString());
        command.addAll(options);
        command.add(database);
        String output = Command.run(command, sql);
        // In single-user mode a failed statement does not change the exit code.
        if (output.contains("ERROR:") || output.contains("FATAL:")) {
            throw new CannotStart("PostgreSQL refused to make the databases:\n" + output);
        }
    }

    private static void admitUsers(Path cluster, Databases databases) throws IOException {
        String rules =
                databases.users().stream().map(Database::accessRule).collect(Collectors.joining());
        Files.writeString(
                cluster.resolve("pg_hba.conf"),
                "# Who may connect: each user to its database only.\n" + rules);
    }

    private String majorVersion() {
        // "postgres (PostgreSQL) 18.6"
        String[] words = Command.run(as("postgres", "--version"), "").strip().split(" ");
        return words[2].split("\\.")[0];
    }

    private List<String> as(String program, String first, String second, List<String> more) {
        List<String> words = as(program, first, second);
        words.addAll(more);
        return words;
    }

    private List<String> as(String program, String... arguments) {
        List<String> words = new ArrayList<>(privileges.prefix());
        words.add(program(program));
        words.addAll(List.of(arguments));
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CannotStart("Not a PostgreSQL cluster: " + file + " cannot be read.", e);
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path p : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
