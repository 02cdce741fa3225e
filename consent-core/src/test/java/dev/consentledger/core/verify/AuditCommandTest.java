package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Extent;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.tile.Tiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTest {

    /** Seeded, so that a failing edit can be made again. */
    private static final int EDITS = 150;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 66_000})
    void aLogPassesWhateverItsSize(long size) {
        GrowingLog log = new GrowingLog(folder, size, 24);
        log.growTo(size);

        Program.Result result =
                Program.run("audit", "--json", "--trust", log.trust(), folder.toString());

        assertThat(result.code()).as(result.out()).isZero();
        for (String check : List.of("checkpoint", "log-signature", "bundles", "tiles", "root")) {
            assertThat(result.check(check)).isEqualTo("passed");
        }
        JsonNode json = result.json();
        assertThat(json.get("size").asLong()).isEqualTo(size);
        assertThat(json.get("entries").asLong()).isEqualTo(size);
        assertThat(json.get("faultsTotal").asLong()).isZero();
        assertThat(json.get("origin").asText()).isEqualTo(GrowingLog.ORIGIN);
    }

    @Test
    void fullTilesStandForPartialOnesThatAreGone() throws IOException {
        GrowingLog log = new GrowingLog(folder, 1, 24);
        log.growTo(300);
        byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        log.growTo(66_000);
        Files.write(folder.resolve("checkpoint"), checkpoint);
        for (String partial :
                List.of("tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44")) {
            Files.delete(folder.resolve(partial));
        }

        assertThat(Program.run("audit", "--trust", log.trust(), folder.toString()).code()).isZero();
    }

    @Test
    void withoutTrustALogIsOnlyConsistentWithItself() {
        new GrowingLog(folder, 1, 24).growTo(300);

        Program.Result result = Program.run("audit", folder.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("the log is only consistent with itself");
    }

    @Test
    void anotherLogThanTheWantedOneFails() {
        GrowingLog log = new GrowingLog(folder, 1, 24);
        log.growTo(10);

        assertThat(
                        Program.run(
                                        "audit",
                                        "--trust",
                                        log.trust(),
                                        "--origin",
                                        "ledger.example/logs/1/1",
                                        folder.toString())
                                .code())
                .isEqualTo(1);
        assertThat(
                        Program.run(
                                        "audit",
                                        "--trust",
                                        log.trust(),
                                        "--origin",
                                        GrowingLog.ORIGIN,
                                        folder.toString())
                                .code())
                .isZero();
    }

    @Test
    void everyRandomEditIsFoundAndItsPlaceSaid() throws IOException {
        GrowingLog log = new GrowingLog(folder, 7, 40);
        log.growTo(900);
        log.growTo(66_400);
        String trust = log.trust();
        List<Path> files = files(log.size());
        for (int seed = 0; seed < Extent.size(EDITS); seed++) {
            Tampering tampering = new Tampering(folder, files, seed);
            String edit = tampering.apply();

            Program.Result result =
                    Program.run("audit", "--json", "--trust", trust, folder.toString());

            boolean ofTheCheckpoint = tampering.places().contains("checkpoint");
            assertThat(result.code()).as("%s (seed %d)", edit, seed).isNotZero();
            if (!ofTheCheckpoint) {
                assertThat(result.code()).as("%s (seed %d)", edit, seed).isEqualTo(1);
                assertThat(placesIn(result))
                        .as("%s (seed %d)", edit, seed)
                        .containsAnyElementsOf(placesOf(tampering));
            }
            tampering.undo();
        }
        assertThat(Program.run("audit", "--trust", trust, folder.toString()).code()).isZero();
    }

    @Test
    void aSignedRootThatIsNotOfTheEntriesIsFound() throws IOException {
        GrowingLog log = new GrowingLog(folder, 1, 24);
        log.growTo(700);
        Path other = Files.createDirectory(folder.resolve("other"));
        GrowingLog fork = new GrowingLog(other, 2, 24);
        fork.growTo(700);
        Files.copy(
                other.resolve("checkpoint"),
                folder.resolve("checkpoint"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        Program.Result result =
                Program.run("audit", "--json", "--trust", log.trust(), folder.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.check("log-signature")).isEqualTo("passed");
        assertThat(result.check("bundles")).isEqualTo("passed");
        assertThat(result.check("tiles")).isEqualTo("passed");
        assertThat(result.check("root")).isEqualTo("failed");
    }

    @Test
    void aMissingBundleDoesNotHideOtherFaults() throws IOException {
        GrowingLog log = new GrowingLog(folder, 1, 24);
        log.growTo(2_000);
        Files.delete(folder.resolve("tile/entries/001"));
        Path tile = folder.resolve("tile/0/005");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[33] ^= 1;
        Files.write(tile, bytes);

        Program.Result result = Program.run("audit", "--trust", log.trust(), folder.toString());

        assertThat(result.out())
                .contains(
                        "Fault: tile/entries/001: missing",
                        "Fault: tile/0/005: hash 1: entry 1281 does not hash to what stands here",
                        "not established  root           not every entry could be read");
    }

    @Test
    void aSizeThatNobodyHasEndsAtOnce() throws Exception {
        GrowingLog log = new GrowingLog(folder, 1, 24);
        log.growTo(10);
        String lines =
                Files.readString(folder.resolve("checkpoint"))
                        .replaceFirst("\n10\n", "\n9223372036854775807\n");
        Files.writeString(folder.resolve("checkpoint"), lines);

        Program.Result result = Program.run("audit", "--json", folder.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.json().get("size").asText()).isEqualTo("9223372036854775807");
    }

    @Test
    void whatIsNoLogIsSaid() throws IOException {
        Program.Result empty = Program.run("audit", folder.toString());
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.out()).contains("not established  checkpoint     none is served");
        Files.write(folder.resolve("checkpoint"), new byte[] {1});
        assertThat(Program.run("audit", folder.toString()).code()).isEqualTo(1);
        assertThat(Program.run("audit", folder + "/absent").code()).isEqualTo(64);
        assertThat(Program.run("audit", "ftp://x/").code()).isEqualTo(64);
        assertThat(Program.run("audit").code()).isEqualTo(64);
        assertThat(Program.run("audit", "http://").code()).isEqualTo(64);
    }

    @Test
    void theEmptyLogHasTheEmptyRoot() throws IOException {
        new GrowingLog(folder, 1, 24).growTo(0);

        assertThat(Program.run("audit", "--json", folder.toString()).json().get("root").asText())
                .isEqualTo(
                        java.util.Base64.getEncoder()
                                .encodeToString(
                                        HexFormat.of().parseHex(TreeHash.emptyRoot().toHex())));
    }

    /** What the checkpoint stands on; older partial tiles are there, too, and say nothing. */
    private List<Path> files(long size) {
        List<Path> files = new ArrayList<>(List.of(folder.resolve("checkpoint")));
        Stream.concat(Tiles.completed(0, size).stream(), Tiles.partial(size).stream())
                .forEach(tile -> files.add(folder.resolve(tile.path())));
        LongStream.range(0, (size + 255) / 256)
                .forEach(
                        index ->
                                files.add(
                                        folder.resolve(
                                                Tiles.bundleOf(index * 256, size)
                                                        .orElseThrow()
                                                        .path())));
        assertThat(files).allSatisfy(file -> assertThat(file).exists());
        return files;
    }

    private static List<String> placesIn(Program.Result result) {
        List<String> places = new ArrayList<>();
        result.json().get("faults").forEach(fault -> places.add(fault.get("place").asText()));
        return places;
    }

    /** Where a bundle's entries are others, the tile of their hashes is the place that says so. */
    private static List<String> placesOf(Tampering tampering) {
        List<String> places = new ArrayList<>(tampering.places());
        tampering.places().forEach(place -> places.add(place.replace("tile/entries/", "tile/0/")));
        return places;
    }
}
