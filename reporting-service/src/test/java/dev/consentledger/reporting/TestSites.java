package dev.consentledger.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory with the settings of sites for tests. */
public final class TestSites {

    public static final String SHOP = "shop.example";
    public static final String QUIET = "quiet.example";
    public static final String NEW = "new.example";
    public static final String BUSY = "busy.example";
    public static final String VISITED = "visited.example";

    /** The only site of another controller than that of all others. */
    public static final String FOREIGN = "foreign.example";

    public static final String CONTROLLER = "mine";
    public static final String FOREIGN_CONTROLLER = "theirs";

    private TestSites() {}

    static Path write(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String site : List.of(SHOP, QUIET, NEW, BUSY, VISITED, FOREIGN)) {
                Files.writeString(directory.resolve(site + ".yaml"), settings(site));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(String site) {
        String retention = "retention: P6Y\ncontextRetention: P4Y\nobservedRetention: P2Y\n";
        return "site: %s\ncontroller: %s\ntimeZone: Europe/Berlin\n%s"
                .formatted(
                        site,
                        site.equals(FOREIGN) ? FOREIGN_CONTROLLER : CONTROLLER,
                        site.equals(SHOP) ? retention : "");
    }
}
