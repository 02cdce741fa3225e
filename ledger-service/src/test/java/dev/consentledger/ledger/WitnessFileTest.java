package dev.consentledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.ledger.witness.KnownWitness;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessFileTest {

    private static final String VKEY = vkey("witness.example/w1");

    @TempDir Path folder;

    @Test
    void linesAreReadInOrder() throws Exception {
        String other = vkey("witness.example/w2");
        Path file =
                file(
                        """
                        # Who is asked

                        witness regulator %s https://witness.example/w1/
                        witness  auditor\t%s http://10.0.0.7:8099
                        """
                                .formatted(VKEY, other));

        assertThat(new WitnessFile(file).read().asked())
                .extracting(w -> w.name(), w -> w.key().encode(), w -> w.url())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "regulator", VKEY, URI.create("https://witness.example/w1")),
                        org.assertj.core.groups.Tuple.tuple(
                                "auditor", other, URI.create("http://10.0.0.7:8099")));
    }

    @Test
    void whoIsAskedNoMoreHasNoUrl() throws Exception {
        String former = vkey("witness.example/w2");
        String text = " former gone %s\nwitness w %s https://w.example\n".formatted(former, VKEY);

        WitnessFile.Lines lines = new WitnessFile(file(text)).read();

        assertThat(lines.asked()).extracting(KnownWitness::name).containsExactly("w");
        assertThat(lines.former()).containsExactly(Map.entry("gone", VerifierKey.parse(former)));
    }

    @Test
    void everyMistakeIsNamedWithItsPlaceAndWhatToWrite() throws Exception {
        String log =
                new NoteSigner("x/1/0", Ed25519PrivateKey.generate(new SecureRandom()))
                        .verifierKey()
                        .encode();
        requireFault("witness w " + VKEY + "\n", "line 1: that is no line of a witness");
        requireFault("\nlog " + log + "\n", "line 2: that is no line of a witness");
        requireFault("quorum none\n", "line 1: that is no line of a witness");
        requireFault("witness w " + VKEY + " witness.example\n", "line 1: the URL");
        requireFault("witness w " + VKEY + " ftp://witness.example\n", "line 1: the URL");
        requireFault("witness w " + VKEY + "x https://witness.example\n", "line 1: ");
        requireFault("witness w " + log + " https://witness.example\n", "line 1: ");
        requireFault(
                "witness w %s https://a.example\nwitness w %s https://b.example\n"
                        .formatted(VKEY, vkey("b")),
                "line 2: the name w is defined twice");
        requireFault("former w\n", "line 1: that is no line of a witness");
        requireFault("former w %s https://a.example\n".formatted(VKEY), "line 1: that is no line");
        requireFault("former w " + VKEY + "x\n", "line 1: ");
        requireFault("# nobody\n", "it has no line");
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        Path file = folder.resolve("away");

        assertThatThrownBy(() -> new WitnessFile(file).read())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("CONSENT_WITNESSES_FILE");
    }

    private void requireFault(String text, String fault) throws Exception {
        Path file = file(text);

        assertThatThrownBy(() -> new WitnessFile(file).read())
                .as(text)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(fault)
                .hasMessageContaining("witness <name> <vkey> <url>");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("witnesses"), text);
    }

    private static String vkey(String name) {
        return new Cosigner(name, Ed25519PrivateKey.generate(new SecureRandom()))
                .verifierKey()
                .encode();
    }
}
