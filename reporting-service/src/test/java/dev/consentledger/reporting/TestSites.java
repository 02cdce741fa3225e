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

    private TestSites() {}

    static Path write(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String site : List.of(SHOP, QUIET, NEW, BUSY)) {
                Files.writeString(
                        directory.resolve(site + ".yaml"),
                        "site: " + site + "\ntimeZone: Europe/Berlin\n");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
