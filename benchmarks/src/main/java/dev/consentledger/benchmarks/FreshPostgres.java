package dev.consentledger.benchmarks;

import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.process.Command;
import java.nio.file.Path;
import java.util.List;

/**
 * A stand's PostgreSQL, set back to what it was: files and all, because tables that are only ever
 * inserted into cannot be emptied, and because so no run finds what another one left to be written.
 * Nobody may be connected meanwhile. Not thread-safe.
 */
public final class FreshPostgres {

    private final Stand stand;
    private final Path files;
    private final Path kept;

    private FreshPostgres(Stand stand) {
        this.stand = stand;
        this.files = stand.directory().resolve("postgres");
        this.kept = stand.directory().resolve("postgres-kept");
    }

    /** Keeps a copy of what is there now. */
    public static FreshPostgres keep(Stand stand) {
        FreshPostgres fresh = new FreshPostgres(stand);
        stand.postgres().stop();
        // Owners and permissions, too: PostgreSQL may be another user.
        fresh.run("cp", "-a", fresh.files.toString(), fresh.kept.toString());
        stand.postgres().restart();
        return fresh;
    }

    /** Goes back to the copy. */
    public void restore() {
        stand.postgres().stop();
        run("rm", "-r", files.toString());
        run("cp", "-a", kept.toString(), files.toString());
        stand.postgres().restart();
    }

    private void run(String... command) {
        Command.run(List.of(command), "");
    }
}
