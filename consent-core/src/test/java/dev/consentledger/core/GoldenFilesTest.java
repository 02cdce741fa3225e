package dev.consentledger.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.core.tile.TileEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Version 1 is what these files say. A change that fails here is not a change of version 1: it
 * needs a version 2.
 */
class GoldenFilesTest {

    private static final int SHARDS = 4;

    static Stream<Path> positive() {
        return Golden.folders("positive");
    }

    static Stream<Path> published() {
        Set<String> ofLedger = Set.of("unreadable", "gap");
        return positive().filter(folder -> !ofLedger.contains(Golden.name(folder)));
    }

    static Stream<Path> evidenced() {
        return positive().filter(folder -> folder.resolve("evidence.json").toFile().exists());
    }

    static Stream<Path> negativeValues() {
        return Golden.files("negative");
    }

    static Stream<Path> negativeRecords() {
        return Golden.folders("negative/records");
    }

    static Stream<Path> unsupported() {
        return Golden.files("unsupported");
    }

    @ParameterizedTest
    @MethodSource("positive")
    void entryIsReadAndWrittenToTheSameBytes(Path folder) {
        byte[] value = Golden.bytes(folder.resolve("value.json"));
        JsonNode expected = Golden.json(folder.resolve("expected.json"));

        assertThat(EntryCodec.decode(value)).isInstanceOf(Decoding.Readable.class);
        Decoding.Readable readable = (Decoding.Readable) EntryCodec.decode(value);

        assertThat(EntryCodec.encode(readable.entry())).isEqualTo(value);
        assertThat(value).hasSize(expected.get("length").asInt());
        assertThat(TreeHash.leaf(value)).hasToString(expected.get("leafHash").asText());
    }

    @ParameterizedTest
    @MethodSource("published")
    void recordIsSoundUnderItsKeyInItsShard(Path folder) {
        JsonNode expected = Golden.json(folder.resolve("expected.json"));
        Hash key = Hash.parse(expected.get("key").asText());
        int shard = expected.get("shardOf4").asInt();

        Reading reading = new RecordReader(shard, SHARDS).read(record(folder, key.toBytes()));

        assertThat(Routing.shardOf(key, SHARDS)).isEqualTo(shard);
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        Reading.Sound sound = (Reading.Sound) reading;
        assertThat(sound.id().eventId()).hasToString(expected.get("eventId").asText());
        assertThat(HexFormat.of().toHexDigits(sound.id().scope()))
                .isEqualTo(expected.get("scope").asText());
    }

    @ParameterizedTest
    @MethodSource("evidenced")
    void evidenceIsReadAndWrittenToTheSameBytesAndGivesTheCommitments(Path folder)
            throws MalformedJson {
        byte[] bytes = Golden.bytes(folder.resolve("evidence.json"));
        JsonNode expected = Golden.json(folder.resolve("expected.json")).get("commitments");

        Evidence evidence = Evidence.read(bytes);
        Commitments commitments = evidence.commitments();

        assertThat(evidence.toBytes()).isEqualTo(bytes);
        assertThat(commitments.context()).hasToString(expected.get("context").asText());
        assertThat(commitments.observed()).hasToString(expected.get("observed").asText());
        assertThat(commitments.subject().map(Hash::toHex))
                .isEqualTo(Optional.ofNullable(expected.get("subject")).map(JsonNode::asText));
    }

    @Test
    void everyKindThatIsBuiltIsAmongTheFiles() {
        List<Kind> kinds =
                positive()
                        .map(
                                folder ->
                                        EntryCodec.decode(
                                                Golden.bytes(folder.resolve("value.json"))))
                        .map(decoding -> ((Decoding.Readable) decoding).entry().kind())
                        .distinct()
                        .toList();

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Kind.CONSENT,
                        Kind.POLICY,
                        Kind.BANNER,
                        Kind.DECISION,
                        Kind.ERASURE,
                        Kind.HOLD,
                        Kind.RETENTION,
                        Kind.ACCESS,
                        Kind.LINK,
                        Kind.UNREADABLE,
                        Kind.GAP);
    }

    @Test
    void publicationHasItsIdFromKindSiteAndVersion() {
        for (String kind : List.of("policy", "banner")) {
            JsonNode expected = Golden.json("positive/" + kind + "/expected.json");
            byte[] value = Golden.bytes("positive/" + kind + "/value.json");

            PublicationEntry entry =
                    (PublicationEntry) ((Decoding.Readable) EntryCodec.decode(value)).entry();

            assertThat(entry.eventId()).hasToString(expected.get("eventId").asText());
            assertThat(entry.eventId().version()).isEqualTo(8);
            assertThat(entry.eventId().variant()).isEqualTo(2);
        }
    }

    @Test
    void unreadableEntryFollowsFromKeyAndPositionAndValue() {
        JsonNode expected = Golden.json("positive/unreadable/expected.json");

        UnreadableEntry entry =
                UnreadableEntry.of(
                        HexFormat.of().parseHex(expected.get("ledgerKey").asText()),
                        expected.get("epoch").asInt(),
                        expected.get("shard").asInt(),
                        expected.get("offset").asLong(),
                        expected.get("recordValue").asText().getBytes(UTF_8));

        assertThat(EntryCodec.encode(entry))
                .isEqualTo(Golden.bytes("positive/unreadable/value.json"));
    }

    @Test
    void gapEntryFollowsFromTheSignedStatement() throws Exception {
        JsonNode expected = Golden.json("positive/gap/expected.json");
        SignedStatement signed = SignedStatement.parse(Golden.bytes("positive/gap/statement.txt"));
        TrustedKeys operators =
                new TrustedKeys(List.of(VerifierKey.parse(expected.get("operator").asText())));
        Head head = new Head(1, 2, signed.statement().from(), 7, TileEdge.EMPTY);

        Batch batch = new Sequencer(new byte[32]).cross(head, signed);

        assertThat(operators.verify(signed.note())).isInstanceOf(NoteVerification.Verified.class);
        assertThat(batch.leaves())
                .extracting(Batch.Leaf::entry)
                .containsExactly(Golden.bytes("positive/gap/value.json"));
    }

    @Test
    void leavesGiveTheRoots() {
        JsonNode tree = Golden.json("tree.json");
        CompactRange range = CompactRange.EMPTY;
        List<String> roots = new ArrayList<>(List.of(range.root().toHex()));
        for (JsonNode leaf : tree.get("leaves")) {
            byte[] value = Golden.bytes("positive/" + leaf.asText() + "/value.json");
            range = range.append(List.of(TreeHash.leaf(value)));
            roots.add(range.root().toHex());
        }

        assertThat(roots)
                .containsExactlyElementsOf(
                        tree.get("roots").valueStream().map(JsonNode::asText).toList());
    }

    @ParameterizedTest
    @MethodSource("negativeValues")
    void valueWithAFaultIsUnreadable(Path file) {
        byte[] value = Golden.bytes(file);

        assertThat(EntryCodec.decode(value)).isInstanceOf(Decoding.Malformed.class);
        assertThat(new RecordReader(0, SHARDS).read(record(value)))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("negativeRecords")
    void recordWithAFaultIsUnreadableThoughItsValueIsAnEntry(Path folder) {
        JsonNode given = Golden.json(folder.resolve("record.json"));
        LedgerRecord record = record(folder, HexFormat.of().parseHex(given.get("key").asText()));
        RecordReader reader =
                new RecordReader(given.get("shard").asInt(), given.get("shards").asInt());

        assertThat(EntryCodec.decode(record.value())).isInstanceOf(Decoding.Readable.class);
        assertThat(reader.read(record)).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void valueOfALaterVersionOrKindIsNotJudged(Path file) {
        byte[] value = Golden.bytes(file);

        assertThat(EntryCodec.decode(value)).isInstanceOf(Decoding.Unsupported.class);
        assertThat(new RecordReader(0, SHARDS).read(record(value)))
                .isInstanceOf(Reading.Unsupported.class);
    }

    @Test
    void everyKindIsEitherBuiltOrUnsupported() {
        Stream<String> built =
                positive()
                        .map(folder -> Golden.json(folder.resolve("value.json")).get("kind"))
                        .map(JsonNode::asText);
        Stream<String> later =
                unsupported()
                        .map(Golden::name)
                        .filter(name -> name.startsWith("kind-"))
                        .map(name -> name.substring("kind-".length()));

        assertThat(Stream.concat(built, later).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Kind.values()).map(Kind::term).toList());
    }

    private static LedgerRecord record(Path folder, byte[] key) {
        return new LedgerRecord(
                0,
                0,
                key,
                Golden.bytes(folder.resolve("value.json")),
                Golden.bytesIfThere(folder.resolve("evidence.json")),
                Golden.bytesIfThere(folder.resolve("document.json")));
    }

    private static LedgerRecord record(byte[] value) {
        return new LedgerRecord(0, 0, new byte[0], value, Optional.empty(), Optional.empty());
    }
}
