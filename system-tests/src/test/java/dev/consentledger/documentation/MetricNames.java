package dev.consentledger.documentation;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that the documentation, the dashboards and Prometheus's files name. */
public final class MetricNames {

    private static final Pattern NAME = Pattern.compile("(?<![a-z_])consent_[a-z_]+[a-z]");

    private MetricNames() {}

    /** All of them, as they are written: with {@code _total}, {@code _bucket} and the like. */
    public static Set<String> used() {
        Stream<Path> pages =
                Stream.of("docs/reference/metrics.md", "docs/operating/health-and-metrics.md")
                        .map(ProjectText::path);
        Stream<Path> deployed =
                ProjectText.files().stream()
                        .filter(
                                file ->
                                        ProjectText.name(file).startsWith("deploy/grafana/")
                                                || ProjectText.name(file)
                                                        .startsWith("deploy/prometheus/"));
        return Stream.concat(pages, deployed)
                .map(ProjectText::read)
                .flatMap(text -> NAME.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
