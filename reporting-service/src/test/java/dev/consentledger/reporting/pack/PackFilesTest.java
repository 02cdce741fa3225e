package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.pack.SmallPack.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir Path parent;
    private final PackTask task = Wanted.period(0, 1).task();
    private final UUID id = task.order().id();

    private Path directory() {
        return parent.resolve("packs");
    }

    private PackFiles files() {
        return new PackFiles(directory());
    }

    @Test
    void packHasItsNameOnlyOnceItIsFinishedAndNobodyElseReadsIt() throws IOException {
        Path part = files().begin(task);
        Files.writeString(part, "half");
        assertThat(files().find(id)).isEmpty();

        Files.writeString(part, "whole");
        files().finish(task);

        Path whole = files().find(id).orElseThrow();
        assertThat(whole).hasContent("whole");
        assertThat(part).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(whole)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatWasBegunIsDiscardedWhole() throws IOException {
        Files.writeString(files().begin(task), "half");
        Files.writeString(files().beginScratch(task), "rows");

        files().discard(task);

        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void onlyPacksThatAreNotWantedAndForgottenPartsAreDeleted() throws IOException {
        files().begin(task);
        files().finish(task);
        Path old = Files.write(directory().resolve(UUID.randomUUID() + ".zip"), new byte[1]);
        Path part = files().begin(task);
        Path forgotten = files().beginScratch(task);
        Path others = Files.writeString(directory().resolve("holidays.zip"), "not ours", UTF_8);
        Files.setLastModifiedTime(part, FileTime.from(NOW.minus(Duration.ofMinutes(70))));
        Files.setLastModifiedTime(forgotten, FileTime.from(NOW.minus(Duration.ofHours(3))));

        files().keep(Set.of(id), NOW);

        assertThat(old).doesNotExist();
        assertThat(forgotten).doesNotExist();
        assertThat(others).exists();
        assertThat(part).exists();
        assertThat(files().find(id)).isPresent();

        files().keep(Set.of(), NOW);

        assertThat(files().find(id)).isEmpty();
        assertThat(others).exists();
    }
}
