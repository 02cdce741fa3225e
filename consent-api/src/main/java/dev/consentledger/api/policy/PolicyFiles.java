package dev.consentledger.api.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads {@code <sites>/<site>.yaml} and {@code <policies>/<site>/<version>.yaml} and checks all of
 * them: either everything is right, or nothing is read and every mistake is named.
 */
public final class PolicyFiles {

    private static final String YAML = ".yaml";

    private final Problems problems = new Problems();
    private final YamlReader yaml = new YamlReader(problems);
    private final Path policies;
    private final Path sites;
    private final PublishedHashes published;
    private final PolicyReader policyReader;

    private PolicyFiles(Path policies, Path sites) {
        this.policies = policies;
        this.sites = sites;
        requireDirectory(policies, "CONSENT_POLICIES_DIRECTORY");
        requireDirectory(sites, "CONSENT_SITES_DIRECTORY");
        problems.throwIfAny();
        this.published = PublishedHashes.read(policies, problems);
        this.policyReader = new PolicyReader(yaml, published, problems);
    }

    /**
     * All sites with their policies, by name of the site.
     *
     * @param now the time at which each site needs a version in force
     * @throws InvalidPolicyFiles when any file has a mistake
     * @throws UncheckedIOException when a directory or file cannot be read
     */
    public static List<SitePolicies> read(Path policies, Path sites, Instant now) {
        return new PolicyFiles(policies, sites).readAll(now);
    }

    /**
     * The lines that are missing in {@code published.sha256}, for versions that are new.
     *
     * @throws InvalidPolicyFiles when any file has a mistake
     */
    public static List<String> unlistedHashes(Path policies, Path sites, Instant now) {
        PolicyFiles files = new PolicyFiles(policies, sites);
        List<String> lines = new ArrayList<>();
        for (SitePolicies site : files.readAll(now)) {
            for (PolicyVersion version : site.versions()) {
                String name = version.site() + "/" + version.version() + YAML;
                lines.add(version.policy().sha256() + "  " + name + "#policy");
                lines.add(version.banner().sha256() + "  " + name + "#banner");
            }
        }
        lines.removeIf(line -> files.published.lists(line.substring(line.indexOf(' ') + 2)));
        return lines;
    }

    private void requireDirectory(Path directory, String setting) {
        if (!Files.isDirectory(directory)) {
            problems.add(
                    directory,
                    1,
                    "there is no such directory; create it, or set %s to the right one."
                            .formatted(setting));
        }
    }

    private List<SitePolicies> readAll(Instant now) {
        Map<String, Optional<SiteSettings>> settings = readSites();
        Map<String, Path> directories = directories();
        List<SitePolicies> all = new ArrayList<>();
        for (String site : settings.keySet()) {
            Optional<Path> directory = Optional.ofNullable(directories.remove(site));
            List<PolicyVersion> versions = readVersions(site, settings.get(site), directory, now);
            if (settings.get(site).isPresent() && !versions.isEmpty()) {
                all.add(new SitePolicies(settings.get(site).get(), versions));
            }
        }
        directories.values().forEach(this::withoutSettings);
        published.checkAllSeen();
        problems.throwIfAny();
        return List.copyOf(all);
    }

    private void withoutSettings(Path directory) {
        String site = directory.getFileName().toString();
        files(directory).keySet().forEach(name -> published.skip(site + "/" + name + YAML));
        problems.add(
                directory,
                1,
                "these are policies of a site without settings; add "
                        + sites.resolve(site + YAML)
                        + ".");
    }

    private Map<String, Optional<SiteSettings>> readSites() {
        SiteReader reader = new SiteReader(yaml, problems);
        Map<String, Optional<SiteSettings>> settings = new LinkedHashMap<>();
        files(sites).forEach((name, path) -> settings.put(name, reader.read(path, name)));
        if (settings.isEmpty()) {
            problems.add(sites, 1, "there is no site here; add <site>.yaml.");
        }
        return settings;
    }

    private List<PolicyVersion> readVersions(
            String site, Optional<SiteSettings> settings, Optional<Path> directory, Instant now) {
        int before = problems.count();
        List<PolicyVersion> versions = new ArrayList<>();
        Map<Instant, String> begins = new TreeMap<>();
        Map<String, Path> files = directory.map(this::files).orElse(Map.of());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Optional<PolicyVersion> version =
                    policyReader.read(file.getValue(), settings, site, file.getKey());
            version.ifPresent(read -> beginsAlone(file.getValue(), read, begins));
            version.ifPresent(versions::add);
        }
        boolean inForce = begins.keySet().stream().anyMatch(begin -> !begin.isAfter(now));
        if (!inForce && problems.count() == before) {
            problems.add(
                    sites.resolve(site + YAML),
                    1,
                    "no policy of %s is in force; add one as %s with an inForceFrom that has come."
                            .formatted(site, policies.resolve(site).resolve("<version>" + YAML)));
        }
        return versions;
    }

    private void beginsAlone(Path path, PolicyVersion version, Map<Instant, String> begins) {
        String other = begins.putIfAbsent(version.inForceFrom(), version.version());
        if (other != null) {
            problems.add(
                    path,
                    1,
                    "version '%s' is in force from the same time on; write another inForceFrom."
                            .formatted(other));
        }
    }

    private Map<String, Path> directories() {
        Map<String, Path> directories = new TreeMap<>();
        for (Path path : list(policies)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                directories.put(name, path);
            } else if (!name.equals(PublishedHashes.FILE)) {
                problems.add(path, 1, "unexpected file; policies are <site>/<version>.yaml.");
            }
        }
        return directories;
    }

    private Map<String, Path> files(Path directory) {
        Map<String, Path> files = new TreeMap<>();
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (name.endsWith(YAML) && Files.isRegularFile(path)) {
                files.put(name.substring(0, name.length() - YAML.length()), path);
            } else {
                problems.add(path, 1, "unexpected file; files here are named <name>.yaml.");
            }
        }
        return files;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
