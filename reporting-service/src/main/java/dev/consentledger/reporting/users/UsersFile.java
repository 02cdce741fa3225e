package dev.consentledger.reporting.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The file of the built-in users, which may change at any time. A mistake in it stops the start;
 * one that is made later leaves the users as they were. Without the file there are none.
 * Thread-safe; {@link #refresh} is called by one thread at a time.
 */
public final class UsersFile implements Supplier<Users> {

    private static final Logger LOG = Logger.getLogger(UsersFile.class);

    /** Some thousand users; a limit, so that no file can fill the heap. */
    private static final int BYTES_MAX = 1 << 20;

    private static final String ABSENT = "";

    private final Optional<Path> file;
    private String text = ABSENT;
    private volatile Users users;

    private UsersFile(Optional<Path> file, Users users) {
        this.file = file;
        this.users = users;
    }

    /**
     * Reads it for the first time.
     *
     * @param file absent where there are no built-in users
     * @throws IllegalStateException with a sentence for the operator, when it has a mistake
     */
    public static UsersFile open(Optional<Path> file) {
        UsersFile opened = new UsersFile(file, Users.nobody());
        try {
            opened.read();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(opened.mistake(e), e);
        }
        return opened;
    }

    /** The users as the file was when it was last read. */
    @Override
    public Users get() {
        return users;
    }

    /** Reads the file again, and takes it over where it has changed and has no mistake. */
    public void refresh() {
        try {
            read();
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf(
                    "users not read again: mend the file; the users stay as they were. %s",
                    mistake(e));
        }
    }

    private void read() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        String now = textOf(file.get());
        if (!now.equals(text)) {
            // First, so that a mistake is told once and not at every look.
            text = now;
            users = Users.parse(now.lines().toList());
            LOG.infof("users read file=%s", file.get());
        }
    }

    private static String textOf(Path file) throws IOException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IOException("the file is larger than %d bytes".formatted(BYTES_MAX));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    private String mistake(Exception e) {
        return file.map(Path::toAbsolutePath).orElseThrow() + ": " + e.getMessage() + ".";
    }
}
