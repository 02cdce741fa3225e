package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifierKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustFileTest {

    private static final VerifierKey LOG = GoldenLog.key("log");
    private static final VerifierKey NEXT = GoldenLog.key("next");
    private static final VerifierKey W1 = GoldenLog.key("witness");
    private static final VerifierKey W2 = GoldenLog.key("witness2");
    private static final List<VerifierKey> WITNESSES = witnesses(6);

    @Test
    void aFileOfLogsOnlyNeedsNoWitness() throws Exception {
        Trust trust = TrustFile.parse(utf8("log " + LOG + "\nquorum none\n")).trust();

        assertThat(trust.logs()).containsExactly(LogKey.of(LOG));
        assertThat(trust.quorum().isNone()).isTrue();
        assertThat(trust.knows(LOG.name())).isTrue();
        assertThat(trust.knows("ledger.example/consent/1/3")).isFalse();
    }

    @Test
    void commentsTabsAndEmptyLinesAreAllowed() throws Exception {
        String file = " # of 2026 \n\n\tlog\t %s  https://ledger.example/logs/1/2 \n quorum  none";

        TrustFile read = TrustFile.parse(utf8(file.formatted(LOG)));

        assertThat(read.text())
                .isEqualTo("log %s https://ledger.example/logs/1/2\nquorum none\n".formatted(LOG));
    }

    @Test
    void aRetiredKeyHasTheSizesThatItMaySign() throws Exception {
        String file =
                """
                log %s https://ledger.example/logs/1/2 sizes 0-1000
                log %s sizes 900-
                quorum none
                """
                        .formatted(LOG, NEXT);

        TrustFile read = TrustFile.parse(utf8(file));

        assertThat(read.trust().logs())
                .containsExactly(new LogKey(LOG, 0, 1000), new LogKey(NEXT, 900, Long.MAX_VALUE));
        assertThat(read.text()).isEqualTo(file);
    }

    @Test
    void aWordSizesAloneIsAUrlAsOthersReadIt() throws Exception {
        TrustFile read = TrustFile.parse(utf8("log " + LOG + " sizes\nquorum none\n"));

        assertThat(read.logs().get(0).url()).contains("sizes");
        assertThat(read.logs().get(0).key()).isEqualTo(LogKey.of(LOG));
    }

    @Test
    void theShardsOfALedgerShareAKey() throws Exception {
        VerifierKey other = new VerifierKey("ledger.example/consent/1/3", LOG.type(), LOG.key());
        String file = "log %s\nlog %s\nquorum none\n".formatted(LOG, other);

        assertThat(TrustFile.parse(utf8(file)).trust().logs()).hasSize(2);
        assertThatThrownBy(() -> TrustFile.parse(utf8("log " + LOG + "\n" + file)))
                .isInstanceOf(MalformedTrust.class)
                .hasMessage("the same key of a log is listed twice");
    }

    @Test
    void groupsOfGroupsMakeAQuorum() throws Exception {
        StringBuilder file = new StringBuilder("log " + LOG + "\n");
        for (int i = 0; i < 6; i++) {
            file.append("witness w%d %s%n".formatted(i, WITNESSES.get(i)));
        }
        file.append("group x 2 w0 w1 w2\ngroup y any w3 w4 w5\ngroup both all x y\nquorum both\n");

        Trust trust = TrustFile.parse(utf8(file.toString())).trust();

        assertThat(isMet(trust, 0, 1, 3)).isTrue();
        assertThat(isMet(trust, 0, 2, 5)).isTrue();
        assertThat(isMet(trust, 0, 1, 2)).isFalse();
        assertThat(isMet(trust, 0, 3, 4, 5)).isFalse();
        assertThat(isMet(trust)).isFalse();
        assertThat(trust.quorum().wanted())
                .isEqualTo("2 of these groups: 2 are wanted; 1 are wanted");
    }

    @Test
    void aWitnessOutsideTheQuorumDoesNotCountForIt() throws Exception {
        String file = "log %s\nwitness a %s\nwitness b %s\nquorum a\n".formatted(LOG, W1, W2);

        Trust trust = TrustFile.parse(utf8(file)).trust();

        assertThat(trust.witnesses()).containsExactly(W1, W2);
        assertThat(trust.quorum().isMetBy(Set.of(W2))).isFalse();
        assertThat(trust.quorum().isMetBy(Set.of(W1))).isTrue();
        assertThat(trust.quorum().wanted()).isEqualTo("witness.example/w1 is wanted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "log LOG ; the line of the quorum is missing, such as: quorum none",
                "quorum none~quorum none ; line 2: there is one line: quorum <name>",
                "quorum ; line 1: there is one line: quorum <name>",
                "quorum w ; line 1: no witness or group w is defined before",
                "log ; line 1: expected: log <vkey> [<url>] [sizes <min>-[<max>]]",
                "log LOG u v~quorum none ; line 1: expected: log <vkey> [<url>] [sizes <min>-[<max>]]",
                "log LOG sizes 1~quorum none ; line 1: sizes are written as <min>-<max> or <min>-",
                "log LOG sizes -1~quorum none ; line 1: a size is a number of entries",
                "log LOG sizes 01-~quorum none ; line 1: a size is a number of entries",
                "log LOG sizes 2-1~quorum none ; line 1: no tree has from 2 to 1 entries",
                "log W1~quorum none ; line 1: a key of a log stands for a witness's, or the other way about",
                "witness w LOG~quorum none ; line 1: a key of a log stands for a witness's, or the other way about",
                "witness w~quorum none ; line 1: expected: witness <name> <vkey> [<url>]",
                "witness none W1~quorum none ; line 1: nobody is named none",
                "witness w W1~witness w W2~quorum w ; line 2: the name w is defined twice",
                "witness w W1~witness v W1~quorum w ; the same witness's key is listed twice",
                "witness w W1~group w any w~quorum w ; line 2: the name w is defined twice",
                "witness w W1~group g any w v~quorum g ; line 2: no witness or group v is defined before",
                "witness w W1~group g any~quorum g ; line 2: expected: group <name> all|any|<number> <member>...",
                "witness w W1~group g 2 w~quorum g ; line 2: a group's threshold is all, any, or a number of its members",
                "witness w W1~group g 0 w~quorum g ; line 2: a group's threshold is all, any, or a number of its members",
                "witness w W1~group g any w w~quorum g ; a member of the group g is one already",
                "witness w W1~group g any w~group h any w~quorum h ; a member of the group h is one already",
                "witness w W1~group g any none~quorum g ; line 2: no witness or group none is defined before",
                "logs LOG~quorum none ; line 1: a line begins with log, witness, group or quorum",
                "log nobody~quorum none ; line 1: a verifier key has the form name+id+base64",
            })
    void aFaultIsSaidWithItsLine(String file, String message) {
        String text =
                file.replace("LOG", LOG.encode())
                        .replace("W1", W1.encode())
                        .replace("W2", W2.encode())
                        .replace('~', '\n');

        assertThatThrownBy(() -> TrustFile.parse(utf8(text)))
                .isInstanceOf(MalformedTrust.class)
                .hasMessage(message);
    }

    @Test
    void otherCharactersThanTheFormatsAreRefused() {
        assertThatThrownBy(() -> TrustFile.parse(utf8("quorum none\r\n")))
                .hasMessage("line 1: there is a control character");
        assertThatThrownBy(() -> TrustFile.parse("# \u00e4\nquorum none\n".getBytes(ISO_8859_1)))
                .hasMessage("a trust file is UTF-8");
        assertThatThrownBy(() -> TrustFile.parse(new byte[TrustFile.BYTES_MAX + 1]))
                .hasMessage("a trust file has at most 1,000,000 bytes");
    }

    @Test
    void whoWritesAFileCannotMakeOneThatIsNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustFile.Log(LogKey.of(LOG), Optional.of("a b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustFile.Witness("", W1, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustFile(List.of(), List.of(), List.of(), "w"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TrustFile(
                                        List.of(),
                                        List.of(),
                                        List.of(new TrustFile.Group("g", 1, List.of("w"))),
                                        "g"));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll long seed) throws Exception {
        TrustFile file = random(new Random(seed));

        assertThat(TrustFile.parse(file.toBytes())).isEqualTo(file);
    }

    @Property
    void noBytesAreAnsweredWithAnotherException(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = random(random).toBytes();
        for (int edits = random.nextInt(4); edits >= 0; edits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            TrustFile read = TrustFile.parse(bytes);
            assertThat(TrustFile.parse(read.toBytes())).isEqualTo(read);
        } catch (MalformedTrust e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static TrustFile random(Random random) {
        List<TrustFile.Log> logs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            VerifierKey key = new VerifierKey("ledger.example/1/" + i, LOG.type(), LOG.key());
            long min = random.nextBoolean() ? 0 : random.nextInt(1000);
            long max = random.nextBoolean() ? Long.MAX_VALUE : min + random.nextInt(1000);
            logs.add(new TrustFile.Log(new LogKey(key, min, max), url(random)));
        }
        List<TrustFile.Witness> witnesses = new ArrayList<>();
        List<String> free = new ArrayList<>();
        for (int i = random.nextInt(WITNESSES.size()); i > 0; i--) {
            witnesses.add(new TrustFile.Witness("w\u00e4" + i, WITNESSES.get(i), url(random)));
            free.add("w\u00e4" + i);
        }
        List<TrustFile.Group> groups = new ArrayList<>();
        while (!free.isEmpty() && groups.size() < 4 && random.nextInt(3) > 0) {
            int count = 1 + random.nextInt(free.size());
            List<String> members = List.copyOf(free.subList(0, count));
            free.subList(0, count).clear();
            String name = "g" + groups.size();
            groups.add(new TrustFile.Group(name, 1 + random.nextInt(count), members));
            free.add(name);
        }
        String quorum = free.isEmpty() || random.nextBoolean() ? "none" : free.get(0);
        return new TrustFile(logs, witnesses, groups, quorum);
    }

    private static Optional<String> url(Random random) {
        return random.nextBoolean() ? Optional.of("https://ledger.example/") : Optional.empty();
    }

    private static boolean isMet(Trust trust, int... witnesses) {
        Set<VerifierKey> cosigned = new java.util.HashSet<>();
        for (int witness : witnesses) {
            cosigned.add(WITNESSES.get(witness));
        }
        return trust.quorum().isMetBy(cosigned);
    }

    private static List<VerifierKey> witnesses(int count) {
        List<VerifierKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(
                    new VerifierKey(
                            "witness.example/" + i,
                            SignatureType.COSIGNATURE_V1,
                            Ed25519PrivateKey.generate(new SecureRandom()).publicKey()));
        }
        return keys;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
