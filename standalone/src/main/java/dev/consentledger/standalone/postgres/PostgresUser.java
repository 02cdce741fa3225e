package dev.consentledger.standalone.postgres;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Command;
import dev.consentledger.standalone.process.Privileges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom PostgreSQL runs as. It refuses root: started by root, it is whoever owns its files, and
 * {@code nobody} where there are none yet.
 */
final class PostgresUser {
    private static final String INSTEAD_OF_ROOT = "nobody";

    private PostgresUser() {}

    /**
     * @param files the cluster's directory, which may not exist yet
     * @param programs has to be reachable too
     */
    static Privileges forFiles(Path files, Path programs) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Privileges.UNCHANGED;
        }
        if (!Privileges.succeeds("setpriv", "--version")) {
            throw new CannotStart(
                    "PostgreSQL does not run as root, and there is no setpriv (util-linux) to run it"
                            + " as another user. Start as an ordinary user.");
        }
        Privileges other = owner(files);
        return reaches(other, files.getParent()) && reaches(other, programs)
                ? other
                : other.searchingAnywhere();
    }

    /** Gives a directory to the user. */
    static void own(Path directory, Privileges user) throws IOException {
        if (!user.unchanged()) {
            Files.setAttribute(directory, "unix:uid", (int) user.user());
            Files.setAttribute(directory, "unix:gid", (int) user.group());
        }
    }

    private static Privileges owner(Path files) {
        try {
            if (Files.exists(files)) {
                int user = (int) Files.getAttribute(files, "unix:uid");
                int group = (int) Files.getAttribute(files, "unix:gid");
                return Privileges.of(user, group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Privileges.of(id("-u"), id("-g"));
    }

    private static long id(String option) {
        return Long.parseLong(Command.run(List.of("id", option, INSTEAD_OF_ROOT), "").strip());
    }

    private static boolean reaches(Privileges user, Path directory) {
        List<String> words = new ArrayList<>(user.prefix());
        words.addAll(List.of("test", "-r", directory.toString(), "-a", "-x", directory.toString()));
        return Privileges.succeeds(words.toArray(String[]::new));
    }
}
