package dev.consentledger.api.policy;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks documents that are handed in one by one exactly as those in files are. Does no I/O.
 * Thread-safe.
 */
public final class SubmittedDocuments {

    private final DocumentSchema policySchema = DocumentSchema.named("policy-v1");
    private final DocumentSchema bannerSchema = DocumentSchema.named("banner-v1");

    /** The mistakes of a document that is to be published for a site under a version. */
    public List<DocumentFault> faults(Kind kind, String version, Json.Obj tree, SiteCatalog site) {
        YamlDocument document = YamlDocument.ofJson(tree);
        Problems problems = new Problems();
        boolean fits =
                (kind == Kind.POLICY ? policySchema : bannerSchema).check(document, problems);
        if (fits) {
            address(document, site.settings().site(), version, problems);
        }
        if (fits && kind == Kind.POLICY) {
            policy(document, site, problems);
        }
        if (fits && kind == Kind.BANNER) {
            new BannerChecks(document, problems).run();
        }
        return problems.found().stream()
                .map(problem -> new DocumentFault(problem.pointer(), problem.message()))
                .toList();
    }

    /** The version of the banner that a policy names, if it names one. */
    public static Optional<String> bannerOf(Json.Obj policy) {
        return new Branch(policy, "").branch("banner").flatMap(b -> b.optionalText("version"));
    }

    private static void address(
            YamlDocument document, String site, String version, Problems problems) {
        same(document, "site", site, problems);
        same(document, "version", version, problems);
    }

    private static void same(YamlDocument document, String key, String named, Problems problems) {
        String written = Branch.root(document).text(key);
        if (!written.equals(named)) {
            problems.add(
                    document,
                    "/" + key,
                    "the %s is '%s' and the address names '%s'; write the same in both."
                            .formatted(key, written, named));
        }
    }

    private static void policy(YamlDocument document, SiteCatalog site, Problems problems) {
        int before = problems.count();
        PolicyChecks checks = new PolicyChecks(document, problems);
        checks.run();
        checks.controller(site.settings());
        Branch policy = Branch.root(document);
        if (problems.count() == before) {
            site.beginningAt(Instant.parse(policy.text("inForceFrom")))
                    .ifPresent(other -> beginsTogether(document, other, problems));
            banner(document, site, problems);
        }
    }

    private static void beginsTogether(YamlDocument document, String other, Problems problems) {
        problems.add(
                document,
                "/inForceFrom",
                "version '%s' is in force from the same time on; write another inForceFrom."
                        .formatted(other));
    }

    /** A banner that is published already can only be exchanged for another version. */
    private static void banner(YamlDocument policy, SiteCatalog site, Problems problems) {
        String version = bannerOf(policy.root()).orElseThrow();
        Optional<PublishedDocument> banner = site.document(Kind.BANNER, version);
        if (banner.isEmpty()) {
            return;
        }
        Problems ofBanner = new Problems();
        new BannerChecks(YamlDocument.ofJson(banner.get().tree()), ofBanner)
                .shows(Branch.root(policy));
        for (PolicyFileProblem problem : ofBanner.found()) {
            problems.add(
                    policy,
                    "/banner/version",
                    "banner '%s' does not fit this policy, at its %s: %s Publish another banner version and name that."
                            .formatted(version, problem.pointer(), problem.message()));
        }
    }
}
