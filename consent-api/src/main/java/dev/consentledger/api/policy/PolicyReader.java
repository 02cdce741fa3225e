package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads one policy version after another. Not thread-safe. */
final class PolicyReader {

    private static final String BANNER = "banner";

    private final DocumentSchema policySchema = DocumentSchema.named("policy-v1");
    private final DocumentSchema bannerSchema = DocumentSchema.named("banner-v1");
    private final YamlReader yaml;
    private final PublishedHashes published;
    private final Problems problems;
    private final Map<String, PublishedDocument> banners = new LinkedHashMap<>();

    PolicyReader(YamlReader yaml, PublishedHashes published, Problems problems) {
        this.yaml = yaml;
        this.published = published;
        this.problems = problems;
    }

    /** The version in a file {@code <site>/<name>.yaml}; empty when it has mistakes. */
    Optional<PolicyVersion> read(
            Path path, Optional<SiteSettings> site, String directory, String name) {
        int before = problems.count();
        String listed = directory + "/" + name + ".yaml";
        published.skip(listed);
        Optional<YamlDocument> file = yaml.read(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlDocument> banner = file.get().below(BANNER);
        YamlDocument policy = banner.map(b -> policyOf(file.get(), b)).orElse(file.get());
        boolean fits = policySchema.check(policy, problems);
        boolean bannerFits = banner.isPresent() && bannerSchema.check(banner.get(), problems);
        if (fits) {
            PolicyChecks checks = new PolicyChecks(policy, problems);
            checks.file(directory, name);
            checks.run();
            site.ifPresent(checks::controller);
        }
        if (fits && bannerFits) {
            BannerChecks checks = new BannerChecks(banner.get(), problems);
            checks.run();
            checks.shows(Branch.root(policy));
        }
        if (!fits || !bannerFits || problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(version(policy, banner.get(), listed))
                .filter(version -> problems.count() == before);
    }

    /**
     * The policy's document names the banner's version in place of the banner. A version that is
     * not there is reported by the banner's own check.
     */
    private static YamlDocument policyOf(YamlDocument file, YamlDocument banner) {
        Map<String, Json> members = new LinkedHashMap<>(file.root().members());
        String version = Branch.root(banner).optionalText("version").orElse(BANNER);
        members.put(BANNER, new Json.Obj(Map.of("version", new Json.Str(version))));
        return file.withRoot(new Json.Obj(members));
    }

    private PolicyVersion version(YamlDocument policy, YamlDocument banner, String listed) {
        Branch root = Branch.root(policy);
        PublishedDocument document = PublishedDocument.of(policy.root());
        PublishedDocument bannerDocument = PublishedDocument.of(banner.root());
        published.check(policy, listed + "#policy", document.sha256());
        published.check(policy, listed + "#banner", bannerDocument.sha256());
        String bannerVersion = Branch.root(banner).text("version");
        sameBanner(banner, root.text("site"), bannerVersion, bannerDocument);
        return new PolicyVersion(
                root.text("site"),
                root.text("version"),
                Instant.parse(root.text("publishedAt")),
                Instant.parse(root.text("inForceFrom")),
                root.bool("demonstration"),
                document,
                bannerVersion,
                bannerDocument);
    }

    private void sameBanner(
            YamlDocument banner, String site, String version, PublishedDocument document) {
        PublishedDocument other = banners.putIfAbsent(site + " " + version, document);
        if (other != null && !other.equals(document)) {
            problems.add(
                    banner,
                    "/version",
                    "banner version '%s' has another content in another file of %s; give this one a new version."
                            .formatted(version, site));
        }
    }
}
