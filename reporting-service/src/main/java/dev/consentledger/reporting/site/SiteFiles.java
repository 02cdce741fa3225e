package dev.consentledger.reporting.site;

import dev.consentledger.core.entry.Names;
import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.core.policy.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads of the sites' settings, in {@code <site>.yaml}, what this service needs. consent-api checks
 * these files thoroughly; what is read here is checked here.
 */
public final class SiteFiles {

    private static final String ENDING = ".yaml";

    /** Far above what a site's settings need; a limit, so that no file can fill the heap. */
    private static final int FILE_BYTES_MAX = 1 << 20;

    private SiteFiles() {}

    /**
     * The sites of a directory.
     *
     * @throws IllegalStateException with a sentence for the operator, when there is no such
     *     directory or a file in it has a mistake
     */
    public static Sites read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(
                    "There is no directory %s; set consent.sites.directory to the one with the sites' settings."
                            .formatted(directory.toAbsolutePath()));
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Site> sites =
                    files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                            .map(SiteFiles::readSite)
                            .toList();
            if (sites.isEmpty()) {
                throw new IllegalStateException(
                        "There is no <site>.yaml in %s; add one for each site."
                                .formatted(directory.toAbsolutePath()));
            }
            return new Sites(sites);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static Site readSite(Path file) {
        Map<?, ?> settings = settings(file);
        String fileName = file.getFileName().toString();
        String expected = fileName.substring(0, fileName.length() - ENDING.length());
        String name = text(file, settings, "site");
        if (!name.equals(expected) || !Names.SITE.matches(name)) {
            throw mistake(file, "the site is '%s'; it has to be the file's name".formatted(name));
        }
        String controller = text(file, settings, "controller");
        if (!Names.CONTROLLER.matches(controller)) {
            throw mistake(
                    file,
                    "the controller is '%s'; write its id, %s"
                            .formatted(controller, Names.CONTROLLER.words()));
        }
        String zone = text(file, settings, "timeZone");
        try {
            return new Site(
                    name,
                    controller,
                    ZoneId.of(zone),
                    leftAlone(file, settings),
                    retention(file, settings));
        } catch (DateTimeException e) {
            throw mistake(
                    file,
                    "there is no time zone '%s'; write an IANA name such as 'Europe/Berlin'"
                            .formatted(zone));
        }
    }

    private static LeftAlone leftAlone(Path file, Map<?, ?> settings) {
        try {
            return period(file, settings, "askAgainAfter")
                    .map(LeftAlone::new)
                    .orElse(LeftAlone.USUAL);
        } catch (IllegalArgumentException e) {
            throw mistake(file, e.getMessage() + "; set askAgainAfter to P6M, say");
        }
    }

    private static Optional<Retention> retention(Path file, Map<?, ?> settings) {
        Optional<Period> subject = period(file, settings, "retention");
        Optional<Period> context = period(file, settings, "contextRetention");
        Optional<Period> observed = period(file, settings, "observedRetention");
        if (subject.isEmpty() && (context.isPresent() || observed.isPresent())) {
            throw mistake(file, "the text 'retention' is missing; other parts have a period");
        }
        try {
            return subject.map(
                    longest -> {
                        Period middle = context.orElse(longest);
                        return new Retention(observed.orElse(middle), middle, longest);
                    });
        } catch (IllegalArgumentException e) {
            throw mistake(
                    file,
                    e.getMessage()
                            + "; set observedRetention <= contextRetention <= retention, say P6M,"
                            + " P1Y and P3Y");
        }
    }

    private static Optional<Period> period(Path file, Map<?, ?> settings, String name) {
        if (!settings.containsKey(name)) {
            return Optional.empty();
        }
        String text = text(file, settings, name);
        try {
            return Optional.of(Period.parse(text));
        } catch (DateTimeException e) {
            throw mistake(
                    file,
                    "the %s is '%s'; write an ISO 8601 period such as 'P3Y'".formatted(name, text));
        }
    }

    private static Map<?, ?> settings(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw mistake(file, "the file is larger than %d bytes".formatted(FILE_BYTES_MAX));
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(0);
            Object document =
                    new Yaml(new SafeConstructor(options)).<Object>load(Files.readString(file));
            if (document instanceof Map<?, ?> map) {
                return map;
            }
            throw mistake(file, "expected a mapping with 'site', 'controller' and 'timeZone'");
        } catch (YAMLException e) {
            throw mistake(file, "this is not YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String text(Path file, Map<?, ?> settings, String name) {
        if (settings.get(name) instanceof String text) {
            return text;
        }
        throw mistake(file, "the text '%s' is missing".formatted(name));
    }

    private static IllegalStateException mistake(Path file, String what) {
        return new IllegalStateException(file.toAbsolutePath() + ": " + what + ".");
    }
}
