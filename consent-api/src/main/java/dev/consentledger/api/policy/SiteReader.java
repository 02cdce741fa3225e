package dev.consentledger.api.policy;

import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.core.policy.Retention;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the operator's settings of one site after another. Not thread-safe. */
final class SiteReader {

    private final DocumentSchema schema = DocumentSchema.named("site-v1");
    private final YamlReader yaml;
    private final Problems problems;
    private final Map<String, String> origins = new HashMap<>();

    SiteReader(YamlReader yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /** The settings in a file that is named for its site; empty when it has mistakes. */
    Optional<SiteSettings> read(Path path, String name) {
        int before = problems.count();
        Optional<YamlDocument> document = yaml.read(path).filter(d -> schema.check(d, problems));
        if (document.isEmpty()) {
            return Optional.empty();
        }
        DocumentChecks checks = new DocumentChecks(document.get(), problems);
        Branch site = Branch.root(document.get());
        if (!site.text("site").equals(name)) {
            checks.problem(
                    "/site",
                    "the site is '%s' and the file '%s.yaml'; write site: %2$s, or rename the file."
                            .formatted(site.text("site"), name));
        }
        checkOrigins(site, checks);
        Optional<ZoneId> zone = zone(site, checks);
        Optional<Retention> retention = retention(site, checks);
        checkAskAgainAfter(site, checks);
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(settings(site, zone.orElseThrow(), retention.orElseThrow()));
    }

    private void checkOrigins(Branch site, DocumentChecks checks) {
        for (String origin : site.texts("origins")) {
            String other = origins.putIfAbsent(origin, site.text("site"));
            if (other != null) {
                checks.problem(
                        site.at("origins"),
                        "the origin %s already belongs to %s; keep it in one of the two files."
                                .formatted(origin, other));
            }
        }
    }

    private static Optional<ZoneId> zone(Branch site, DocumentChecks checks) {
        String name = site.text("timeZone");
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return Optional.of(ZoneId.of(name));
        }
        String advice =
                NearestName.of(name, ZoneId.getAvailableZoneIds())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("write an IANA name such as 'Europe/Berlin' or 'Etc/UTC'.");
        checks.problem("/timeZone", "there is no time zone '%s'; %s".formatted(name, advice));
        return Optional.empty();
    }

    private static Optional<Retention> retention(Branch site, DocumentChecks checks) {
        Optional<Period> subject = period(site, "retention", checks);
        Optional<Period> context = period(site, "contextRetention", checks).or(() -> subject);
        Optional<Period> observed = period(site, "observedRetention", checks).or(() -> context);
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Retention(observed.orElseThrow(), context.orElseThrow(), subject.get()));
        } catch (IllegalArgumentException e) {
            checks.problem(
                    "/retention",
                    e.getMessage() + "; make observedRetention <= contextRetention <= retention.");
            return Optional.empty();
        }
    }

    /** Only reporting-service needs it. */
    private static void checkAskAgainAfter(Branch site, DocumentChecks checks) {
        try {
            site.optionalText("askAgainAfter").map(Period::parse).ifPresent(LeftAlone::new);
        } catch (DateTimeException | IllegalArgumentException e) {
            checks.problem(
                    site.at("askAgainAfter"),
                    "whoever has refused is left alone for a while, and for ten years at most;"
                            + " write \"P6M\", say.");
        }
    }

    private static Optional<Period> period(Branch site, String key, DocumentChecks checks) {
        Optional<String> text = site.optionalText(key);
        try {
            Optional<Period> period = text.map(Period::parse);
            if (period.filter(Period::isZero).isEmpty()) {
                return period;
            }
        } catch (DateTimeException e) {
            // A number too large for a period is the only text that fits the schema and fails here.
        }
        checks.problem(site.at(key), "records have to be kept for a while; write \"P3Y\", say.");
        return Optional.empty();
    }

    private static SiteSettings settings(Branch site, ZoneId zone, Retention retention) {
        return new SiteSettings(
                site.text("site"),
                site.text("controller"),
                site.texts("origins"),
                zone,
                site.text("defaultJurisdiction"),
                Period.ofDays(site.integer("graceDays")),
                site.bool("recordNotices"),
                retention);
    }
}
