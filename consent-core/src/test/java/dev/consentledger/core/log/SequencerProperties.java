package dev.consentledger.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.Extent;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.Tiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SequencerProperties {

    private static final int RECORDS_MAX = Extent.size(60);

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, RECORDS_MAX);
    }

    @Property
    void judgesAsTheSlowLedgerDoes(@ForAll long seed, @ForAll("counts") int count) {
        List<SlowLedger.Told> told = told(seed, count);
        SlowLedger slow = new SlowLedger();
        told.forEach(slow::append);
        LedgerInMemory ledger = new LedgerInMemory();

        ledger.append(told.stream().map(SlowLedger.Told::record).toList());

        assertThat(ledger.outcomes()).isEqualTo(slow.outcomes());
        assertThat(ledger.head().root().toBytes()).isEqualTo(slow.root());
    }

    @Property
    void anySplitIntoBatchesGivesTheSameLedger(@ForAll long seed, @ForAll("counts") int count) {
        List<LedgerRecord> records =
                told(seed, count).stream().map(SlowLedger.Told::record).toList();
        LedgerInMemory whole = new LedgerInMemory();
        whole.append(records);
        LedgerInMemory split = new LedgerInMemory();
        SplittableRandom random = new SplittableRandom(seed);

        for (int from = 0; from < count; ) {
            int to = from + random.nextInt(count - from + 1);
            // Kafka may hand out again what was judged before.
            int again = random.nextInt(from + 1);
            split.append(records.subList(again, to));
            from = to;
        }

        assertThat(split.outcomes()).isEqualTo(whole.outcomes());
        assertThat(split.head()).isEqualTo(whole.head());
        assertThat(split.entries()).containsExactlyElementsOf(whole.entries());
    }

    @Property
    void everyRecordIsALeafOrARepeatAndIndexesHaveNoGap(
            @ForAll long seed, @ForAll("counts") int count) {
        List<LedgerRecord> records =
                told(seed, count).stream().map(SlowLedger.Told::record).toList();
        LedgerInMemory ledger = new LedgerInMemory();
        int half = count / 2;
        ledger.append(records.subList(0, half));
        long before = ledger.head().nextIndex();

        Batch batch = ledger.append(records.subList(half, count));

        assertThat(batch.leaves().size() + batch.repeats().size()).isEqualTo(count - half);
        for (int i = 0; i < batch.leaves().size(); i++) {
            assertThat(batch.leaves().get(i).index()).isEqualTo(before + i);
        }
        assertThat(batch.repeats())
                .allSatisfy(r -> assertThat(r.index()).isLessThan(batch.head().nextIndex()));
        assertThat(batch.tiles().stream().map(Tile::coordinate))
                .containsExactlyElementsOf(Tiles.completed(before, batch.head().nextIndex()));
        assertThat(batch.head().nextOffset()).isEqualTo(records.get(count - 1).offset() + 1);
        assertThat(batch.halt()).isEmpty();
    }

    @Property
    void everyOffsetIsARecordThatWasJudgedOrPartOfAnAbsence(
            @ForAll long seed, @ForAll("counts") int count) {
        LedgerInMemory ledger = new LedgerInMemory();

        Batch batch =
                ledger.append(told(seed, count).stream().map(SlowLedger.Told::record).toList());

        List<Long> offsets = new ArrayList<>();
        batch.leaves().forEach(leaf -> offsets.add(leaf.record().offset()));
        batch.repeats().forEach(repeat -> offsets.add(repeat.record().offset()));
        batch.absences()
                .forEach(
                        none ->
                                LongStream.rangeClosed(none.first(), none.last())
                                        .forEach(offsets::add));
        assertThat(offsets)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, batch.head().nextOffset()).boxed().toList());
    }

    /** Few events, so that ids come again; offsets have gaps, as those of control records. */
    private static List<SlowLedger.Told> told(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SlowLedger.Told> told = new ArrayList<>();
        long offset = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            told.add(
                    switch (random.nextInt(8)) {
                        case 0 -> broken(random, offset);
                        case 1 -> publication(random, offset);
                        default -> choice(random, offset);
                    });
            offset += 1 + (random.nextInt(4) == 0 ? random.nextInt(5) : 0);
        }
        return told;
    }

    private static SlowLedger.Told choice(SplittableRandom random, long offset) {
        Optional<String> subject =
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of("v-" + random.nextInt(2));
        Decision decision = random.nextInt(4) == 0 ? Decision.REFUSED : Decision.GRANTED;
        String url = "https://imagine.art/" + (random.nextInt(4) == 0 ? "pricing" : "");
        Choice choice = new Choice(random.nextInt(8), subject, decision, url, random.nextInt(100));
        return new SlowLedger.Told(
                choice.record(offset),
                Optional.of("event " + choice.event() + " of " + subject),
                decision + " at " + url);
    }

    private static SlowLedger.Told publication(SplittableRandom random, long offset) {
        Kind kind = random.nextBoolean() ? Kind.POLICY : Kind.BANNER;
        byte[] document = new byte[] {(byte) random.nextInt(2)};
        PublicationEntry entry =
                new PublicationEntry(
                        kind,
                        "imagine.art",
                        "1",
                        Hash.sha256(document),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        false);
        return new SlowLedger.Told(
                new LedgerRecord(
                        offset,
                        0,
                        Routing.siteKey("imagine.art").toBytes(),
                        EntryCodec.encode(entry),
                        Optional.empty(),
                        Optional.of(document)),
                Optional.of(kind.term()),
                "document " + document[0]);
    }

    private static SlowLedger.Told broken(SplittableRandom random, long offset) {
        LedgerRecord sound = Choice.of(random.nextInt(8)).record(offset);
        LedgerRecord broken =
                switch (random.nextInt(4)) {
                    case 0 -> with(sound, sound.key(), new byte[0], sound.evidence());
                    case 1 ->
                            with(
                                    sound,
                                    sound.key(),
                                    "{\"v\":1}".getBytes(StandardCharsets.UTF_8),
                                    sound.evidence());
                    case 2 -> with(sound, new byte[0], sound.value(), sound.evidence());
                    default -> with(sound, sound.key(), sound.value(), Optional.empty());
                };
        return new SlowLedger.Told(broken, Optional.empty(), "");
    }

    private static LedgerRecord with(
            LedgerRecord record, byte[] key, byte[] value, Optional<byte[]> evidence) {
        return new LedgerRecord(record.offset(), 0, key, value, evidence, Optional.empty());
    }
}
