package dev.consentledger.core.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.Golden;
import dev.consentledger.core.RandomEntries;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EntryProperties {

    private static final int MUTATIONS_TRIES = 5_000;

    private static final List<String> SNIPPETS =
            List.of(
                    "\"v\":2",
                    "\"v\":1",
                    "null",
                    "{}",
                    "[]",
                    "\"\"",
                    "{",
                    "}",
                    "\"",
                    ",",
                    ":",
                    "\\u0000",
                    "\\ud800",
                    "1e9",
                    "-0",
                    "9007199254740992",
                    " ",
                    "\"kind\":\"hold\"",
                    "é");

    @Property
    void everyEntryReadsBackAsItself(@ForAll long seed) {
        Entry entry = new RandomEntries(new SplittableRandom(seed)).any();

        byte[] bytes = EntryCodec.encode(entry);

        assertThat(EntryCodec.decode(bytes)).isEqualTo(new Decoding.Readable(entry));
        assertThat(bytes).hasSizeLessThanOrEqualTo(Entry.LENGTH_MAX);
    }

    @Property
    void everyEvidenceReadsBackAsItself(@ForAll long seed) throws MalformedJson {
        Evidence evidence = new RandomEntries(new SplittableRandom(seed)).evidence();

        byte[] bytes = evidence.toBytes();
        Evidence again = Evidence.read(bytes);

        assertThat(again).isEqualTo(evidence);
        assertThat(again.toBytes()).isEqualTo(bytes);
        assertThat(again.commitments()).isEqualTo(evidence.commitments());
    }

    @Property
    void everyPartIsReadFromItsCommittedBytes(@ForAll long seed) throws MalformedJson {
        EvidencePart part = new RandomEntries(new SplittableRandom(seed)).evidence().context();

        EvidencePart again = EvidencePart.ofCommittedBytes(part.committedBytes());

        assertThat(again).isEqualTo(part);
        assertThat(again.commitment()).isEqualTo(part.commitment());
    }

    @Property(tries = 2_000)
    void anyBytesAreJudgedAndNeverThrow(@ForAll byte[] bytes) {
        assertJudged(bytes);
    }

    @Property(tries = MUTATIONS_TRIES)
    void anyMutationOfAnEntryIsJudgedAndNeverThrows(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] entry = EntryCodec.encode(new RandomEntries(random).any());

        assertJudged(mutated(entry, random));
    }

    @Property(tries = MUTATIONS_TRIES)
    void anyMutationOfEvidenceIsRefusedOrAnotherSpelledInFull(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = mutated(new RandomEntries(random).evidence().toBytes(), random);
        try {
            assertThat(Evidence.read(bytes).toBytes()).isEqualTo(bytes);
        } catch (MalformedJson e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 2_000)
    void noMutationOfARecordThrowsOrPassesAsSound(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] value = Golden.bytes("positive/consent-with-everything/value.json");
        byte[] evidence = Golden.bytes("positive/consent-with-everything/evidence.json");
        byte[] changed = mutated(evidence, random);
        byte[] key = Routing.subjectKey("a", Optional.empty(), new java.util.UUID(1, 2)).toBytes();
        RecordReader reader = new RecordReader(2, 4);

        Reading reading =
                reader.read(
                        new LedgerRecord(0, 0, key, value, Optional.of(changed), Optional.empty()));
        Reading other =
                reader.read(
                        new LedgerRecord(
                                0,
                                0,
                                key,
                                mutated(value, random),
                                Optional.of(evidence),
                                Optional.of(changed)));

        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        assertThat(other).isNotInstanceOf(Reading.Sound.class);
    }

    private static void assertJudged(byte[] bytes) {
        Decoding decoding = EntryCodec.decode(bytes);
        if (decoding instanceof Decoding.Readable readable) {
            assertThat(EntryCodec.encode(readable.entry())).isEqualTo(bytes);
        }
        Reading reading =
                new RecordReader(0, 1)
                        .read(
                                new LedgerRecord(
                                        0,
                                        0,
                                        new byte[0],
                                        bytes,
                                        Optional.of(bytes),
                                        Optional.of(bytes)));
        assertThat(reading).isNotInstanceOf(Reading.Sound.class);
    }

    /** One to three changes: a bit, a cut, a repetition, a piece of JSON put in. */
    private static byte[] mutated(byte[] given, SplittableRandom random) {
        byte[] bytes = given.clone();
        for (int changes = random.nextInt(1, 4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int to = at + random.nextInt(Math.min(24, bytes.length - at) + 1);
            bytes =
                    switch (random.nextInt(4)) {
                        case 0 -> flipped(bytes, at, random.nextInt(8));
                        case 1 -> spliced(bytes, at, to, new byte[0]);
                        case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
                        default ->
                                spliced(
                                        bytes,
                                        at,
                                        to,
                                        SNIPPETS.get(random.nextInt(SNIPPETS.size()))
                                                .getBytes(StandardCharsets.UTF_8));
                    };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        return flipped;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] put) {
        byte[] spliced = new byte[bytes.length - (to - from) + put.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(put, 0, spliced, from, put.length);
        System.arraycopy(bytes, to, spliced, from + put.length, bytes.length - to);
        return spliced;
    }
}
