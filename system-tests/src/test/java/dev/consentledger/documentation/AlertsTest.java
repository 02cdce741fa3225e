package dev.consentledger.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each alert stands on documented metrics and leads to a runbook. That the metrics are produced,
 * the journey through all services checks.
 */
class AlertsTest {

    private static final String FILE = "deploy/prometheus/alerts.yml";
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern METRIC = Pattern.compile("(?<![a-z_])consent_[a-z_]+[a-z]");

    /** More would be read by nobody. */
    private static final int ALERTS_MAX = 15;

    private record Alert(String name, String text) {

        String value(String key) {
            return Pattern.compile("(?m)^ *" + key + ": (.+)$")
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElse("");
        }

        Set<String> metrics() {
            return names(value("expr"));
        }
    }

    @Test
    void everyAlertSaysWhatIsWrongHowUrgentAndWhatToDo() {
        assertThat(alerts()).hasSizeBetween(5, ALERTS_MAX);
        assertThat(alerts()).extracting(Alert::name).doesNotHaveDuplicates();
        assertThat(alerts())
                .allSatisfy(
                        alert -> {
                            assertThat(alert.value("summary")).as(alert.name()).isNotBlank();
                            assertThat(alert.value("severity"))
                                    .as(alert.name())
                                    .isIn("page", "ticket");
                            assertThat(alert.value("runbook"))
                                    .as(alert.name())
                                    .startsWith("docs/operating/runbook-");
                            assertThat(Files.exists(ProjectText.path(alert.value("runbook"))))
                                    .as(alert.name())
                                    .isTrue();
                        });
    }

    @Test
    void everyAlertStandsOnDocumentedMetrics() {
        Set<String> documented =
                names(read("docs/operating/health-and-metrics.md", "docs/reference/metrics.md"));
        assertThat(alerts())
                .allSatisfy(
                        alert ->
                                assertThat(base(alert.metrics()))
                                        .as(alert.name())
                                        .isSubsetOf(base(documented)));
        assertThat(alerts())
                .filteredOn(alert -> alert.metrics().isEmpty())
                .extracting(Alert::name)
                .containsExactly("ServiceDown");
    }

    @Test
    void bracketsOfEveryExpressionMatch() {
        assertThat(alerts())
                .allSatisfy(
                        alert ->
                                assertThat(unmatched(alert.value("expr")))
                                        .as(alert.name())
                                        .isEmpty());
    }

    @Test
    void prometheusAndComposeAreTold() {
        assertThat(read("deploy/prometheus/prometheus.yml"))
                .containsPattern("rule_files:\\s+- alerts.yml");
        assertThat(read("docker-compose.yml"))
                .contains("./" + FILE + ":/etc/prometheus/alerts.yml:ro");
    }

    private static List<Alert> alerts() {
        String text = read(FILE);
        List<MatchResult> found = ALERT.matcher(text).results().toList();
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : text.length();
            alerts.add(new Alert(found.get(i).group(1), text.substring(found.get(i).start(), end)));
        }
        return alerts;
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Documentation may leave out what Prometheus adds to a counter's name. */
    private static Set<String> base(Set<String> names) {
        return names.stream()
                .map(name -> name.replaceFirst("_total$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String unmatched(String expression) {
        String rest = expression.replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]]", "");
        String before;
        do {
            before = rest;
            rest = rest.replace("()", "").replace("{}", "").replace("[]", "");
        } while (!rest.equals(before));
        return rest;
    }

    private static String read(String... files) {
        return List.of(files).stream()
                .map(file -> ProjectText.read(ProjectText.path(file)))
                .collect(Collectors.joining("\n"));
    }
}
