package dev.consentledger.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/operating/configuration.md} says what each service can be told, and no more. */
class ConfigurationTest {

    private static final String FOR_ALL = "All three services";
    private static final String NO_DEFAULT = "none, required";
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| ([^|]+) \\|.*");

    @ParameterizedTest
    @ValueSource(strings = {"consent-api", "ledger-service", "reporting-service"})
    void whatIsDocumentedExists(String service) {
        ServiceSettings settings = ServiceSettings.of(service);

        assertThat(documented(service)).extracting(Setting::key).isSubsetOf(settings.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent-api", "ledger-service", "reporting-service"})
    void whatAnOperatorCanSetIsDocumented(String service) {
        List<String> keys =
                ServiceSettings.of(service).keys().stream()
                        .filter(key -> key.startsWith("consent."))
                        .toList();
        assertThat(keys).contains("consent.epoch", "consent.shards");

        assertThat(documented(service)).extracting(Setting::key).containsAll(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent-api", "ledger-service", "reporting-service"})
    void documentedDefaultsAreTheRealOnes(String service) {
        ServiceSettings settings = ServiceSettings.of(service);

        assertThat(documented(service))
                .filteredOn(setting -> !setting.key().equals("quarkus.http.port"))
                .allSatisfy(
                        setting ->
                                assertThat(setting.usual())
                                        .as(setting.key())
                                        .isEqualTo(
                                                settings.defaults()
                                                        .getProperty(setting.key(), NO_DEFAULT)));
    }

    @Test
    void portsAreTheDocumentedOnes() {
        String ports =
                documented(FOR_ALL).stream()
                        .filter(setting -> setting.key().equals("quarkus.http.port"))
                        .findAny()
                        .orElseThrow()
                        .usual();

        assertThat(ports)
                .isEqualTo(
                        "%s, %s, %s",
                        port("consent-api"), port("ledger-service"), port("reporting-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent-api", "ledger-service", "reporting-service"})
    void variablesFollowFromTheirKeys(String service) {
        assertThat(documented(service))
                .allSatisfy(
                        setting ->
                                assertThat(setting.variable())
                                        .isEqualTo(
                                                setting.key()
                                                        .replaceAll("[^a-z0-9]", "_")
                                                        .toUpperCase(Locale.ROOT)));
    }

    private static String port(String service) {
        return ServiceSettings.of(service).defaults().getProperty("quarkus.http.port");
    }

    /** The rows of the section for all services and of the service's own. */
    private static List<Setting> documented(String service) {
        List<Setting> settings = new ArrayList<>();
        String section = "";
        String page = ProjectText.read(ProjectText.path("docs/operating/configuration.md"));
        for (String line : page.lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            }
            if (section.equals(FOR_ALL) || section.equals(service)) {
                ROW.matcher(line)
                        .results()
                        .map(
                                row ->
                                        new Setting(
                                                row.group(1),
                                                row.group(2),
                                                row.group(3).replace("`", "").strip()))
                        .forEach(settings::add);
            }
        }
        assertThat(settings).hasSizeGreaterThan(3);
        return settings;
    }

    private record Setting(String key, String variable, String usual) {}
}
