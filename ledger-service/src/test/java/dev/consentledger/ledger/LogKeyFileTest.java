package dev.consentledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.note.Ed25519PrivateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyFileTest {

    @TempDir Path folder;

    @Test
    void keyIsMadeOnceForItsOwnerAlone() throws Exception {
        LogKeyFile file = new LogKeyFile(folder.resolve("log.key"));
        assertThat(file.read()).isEmpty();

        Ed25519PrivateKey made = file.make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.read().orElseThrow().publicKey()).isEqualTo(made.publicKey());
        assertThat(file.make().publicKey()).isEqualTo(made.publicKey());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void keyThatOthersCanReadIsRefused() throws Exception {
        LogKeyFile file = new LogKeyFile(folder.resolve("log.key"));
        file.make();
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(
                    file.path(), PosixFilePermissions.fromString(permissions));

            assertThatThrownBy(file::read)
                    .isInstanceOf(CannotSign.class)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void fileWithoutAKeyIsRefusedAndNeverRepeated() throws Exception {
        Path path = folder.resolve("log.key");
        Files.writeString(path, "secret-but-no-key");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(new LogKeyFile(path)::read)
                .isInstanceOf(CannotSign.class)
                .hasMessageContaining("PKCS#8")
                .hasMessageNotContaining("secret-but-no-key");
    }

    @Test
    void folderThatIsNotThereIsSaid() {
        LogKeyFile file = new LogKeyFile(folder.resolve("away").resolve("log.key"));

        assertThatThrownBy(file::make)
                .isInstanceOf(CannotSign.class)
                .hasMessageContaining("cannot be made");
    }
}
