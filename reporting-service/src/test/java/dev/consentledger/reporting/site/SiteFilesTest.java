package dev.consentledger.reporting.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {

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
                                Optional.of("P3Y")));
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
