package dev.consentledger.reporting.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.core.policy.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {

    private static final String RETENTION =
            "site: shop.example\ncontroller: shop\ntimeZone: Etc/UTC\n%s\n";

    @TempDir Path directory;

    @Test
    void theDeployedSitesHaveTheirControllersAndTimeZones() {
        Sites sites = SiteFiles.read(Path.of(System.getProperty("project.root"), "deploy/sites"));

        assertThat(sites.names())
                .containsExactly("imagine.art", "immag.in", "imsupporting.com", "pixevety.com");
        assertThat(sites.named("immag.in"))
                .contains(
                        new Site(
                                "immag.in",
                                "exivar",
                                ZoneId.of("America/Toronto"),
                                LeftAlone.USUAL,
                                Optional.of(Retention.of(Period.ofYears(3)))));
    }

    @Test
    void unknownTimeZoneIsNamedWithItsFile() throws IOException {
        write(
                "shop.example.yaml",
                "site: shop.example\ncontroller: shop\ntimeZone: Europe/Berlim\n");

        assertMistake("shop.example.yaml: there is no time zone 'Europe/Berlim'");
    }

    @Test
    void controllerOfAnotherFormIsNamedWithItsFile() throws IOException {
        write("shop.example.yaml", "site: shop.example\ncontroller: Shop Ltd\ntimeZone: Etc/UTC\n");

        assertMistake("shop.example.yaml: the controller is 'Shop Ltd'");
    }

    @Test
    void eachPartOfTheEvidenceCanHaveAPeriodOfItsOwn() throws IOException {
        write(
                "shop.example.yaml",
                RETENTION.formatted(
                        "retention: P3Y\ncontextRetention: P1Y\nobservedRetention: P6M"));

        assertThat(SiteFiles.read(directory).named("shop.example").orElseThrow().retention())
                .contains(new Retention(Period.ofMonths(6), Period.ofYears(1), Period.ofYears(3)));
    }

    @Test
    void itIsSetAfterWhichTimeWhoeverRefusedIsAskedAgain() throws IOException {
        write("shop.example.yaml", RETENTION.formatted("askAgainAfter: P13M"));
        assertThat(SiteFiles.read(directory).named("shop.example").orElseThrow().leftAlone())
                .isEqualTo(new LeftAlone(Period.ofMonths(13)));

        write("shop.example.yaml", RETENTION.formatted("askAgainAfter: P0D"));
        assertMistake("set askAgainAfter to P6M, say");

        write("shop.example.yaml", RETENTION.formatted("askAgainAfter: P999999999Y"));
        assertMistake("for ten years at most");

        write("shop.example.yaml", RETENTION.formatted("askAgainAfter: P3654D"));
        assertMistake("for ten years at most");
    }

    @Test
    void theSubjectIsNotTheFirstToGo() throws IOException {
        write("shop.example.yaml", RETENTION.formatted("retention: P3Y\nobservedRetention: P37M"));
        assertMistake("set observedRetention <= contextRetention <= retention");

        write("shop.example.yaml", RETENTION.formatted("contextRetention: P1Y"));
        assertMistake("the text 'retention' is missing");

        write("shop.example.yaml", RETENTION.formatted("retention: 3 years"));
        assertMistake("the retention is '3 years'; write an ISO 8601 period such as 'P3Y'");

        write("shop.example.yaml", RETENTION.formatted("retention: P0D"));
        assertMistake("longer than nothing");
    }

    @Test
    void fileIsNamedForItsSite() throws IOException {
        write("shop.example.yaml", "site: shop.test\ntimeZone: Etc/UTC\n");

        assertMistake("it has to be the file's name");
    }

    @Test
    void yamlMakesNoObjects() throws IOException {
        write("shop.example.yaml", "site: !!java.net.URL [\"http://localhost\"]\n");

        assertMistake("this is not YAML");
    }

    @Test
    void missingDirectoryIsNamed() {
        assertThatThrownBy(() -> SiteFiles.read(directory.resolve("nowhere")))
                .hasMessageContaining("consent.sites.directory");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private void assertMistake(String message) {
        assertThatThrownBy(() -> SiteFiles.read(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }
}
