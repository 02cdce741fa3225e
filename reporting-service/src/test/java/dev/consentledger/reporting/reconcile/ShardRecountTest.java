package dev.consentledger.reporting.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.figure.Visits;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.BatchFold;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Cells;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.SubjectChoices;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardRecountTest {

    private static final int ENTRIES = 600;

    private final List<byte[]> bytes = new ArrayList<>();
    private static final DayZones ZONES =
            new DayZones(Map.of("shop.example", ZoneId.of("Asia/Kolkata")));

    private final Map<Cell, Counts> days = new HashMap<>();

    @BeforeEach
    void project() {
        Visits visits = new Visits("shop.example", 20, 7);
        Map<Hash, SubjectChoices> subjects = new HashMap<>();
        while (bytes.size() < ENTRIES) {
            Visits.Visit visit = visits.next();
            Entry entry =
                    visit.entry()
                            .<Entry>map(consent -> consent)
                            .orElseGet(() -> new UnreadableEntry(0, bytes.size(), Hash.sha256()));
            Appended appended =
                    new Appended(
                            bytes.size(),
                            bytes.size(),
                            entry,
                            visit.subject().map(name -> Hash.sha256(name.getBytes())),
                            Appended.Marks.NONE,
                            Optional.empty(),
                            Hash.sha256(new byte[0]));
            bytes.add(EntryCodec.encode(entry));
            var changes = BatchFold.fold(List.of(appended), subjects);
            subjects.putAll(changes.subjects());
            Cells.of(ZONES.days(changes.counts()))
                    .forEach((cell, counts) -> days.merge(cell, counts, Counts::plus));
        }
    }

    @Test
    void countsOfTheSameEntriesAreEqualHoweverTheyWerePaged() {
        ShardRecount recount = new ShardRecount(ZONES);
        recount.add(bytes.subList(0, 499));
        recount.add(bytes.subList(499, ENTRIES));

        ShardResult result = recount.compare(snapshot(days));

        assertThat(result.differences()).isZero();
        assertThat(result.size()).isEqualTo(ENTRIES);
        assertThat(result.root()).isEqualTo(counted().root());
    }

    @Test
    void aCountThatWasChangedIsNamed() {
        Cell cell =
                days.keySet().stream()
                        .filter(of -> of.report().equals("actions"))
                        .findFirst()
                        .orElseThrow();
        days.merge(cell, new Counts(1), Counts::plus);

        ShardResult result = counted().compare(snapshot(days));

        assertThat(result.differences()).isEqualTo(1);
        assertThat(result.listed())
                .singleElement()
                .satisfies(
                        difference -> {
                            assertThat(difference.cell()).isEqualTo(cell);
                            assertThat(difference.measure()).isEqualTo("shown");
                            assertThat(difference.inTables()).isEqualTo(difference.inLedger() + 1);
                        });
    }

    @Test
    void aCountThatIsGoneIsNamed() {
        Cell cell =
                days.keySet().stream()
                        .filter(of -> of.report().equals("actions"))
                        .findFirst()
                        .orElseThrow();
        days.remove(cell);

        ShardResult result = counted().compare(snapshot(days));

        assertThat(result.listed())
                .isNotEmpty()
                .allMatch(difference -> difference.cell().equals(cell))
                .allMatch(difference -> difference.inTables() == 0);
    }

    @Test
    void aDayThatIsDamagedSaysNothingAndDiffers() {
        Map<Block, BlockCounts> damaged = Blocks.of(days);
        Block day =
                damaged.keySet().stream()
                        .filter(block -> block.report().equals("actions"))
                        .findFirst()
                        .orElseThrow();
        damaged.put(day, new BlockCounts(Map.of(Dimension.ALL, new byte[] {0, 0, 0, 100})));

        ShardResult result =
                counted().compare(new Snapshot(0, ENTRIES, counted().root(), ZONES, damaged, 0, 0));

        assertThat(result.listed())
                .isNotEmpty()
                .allMatch(difference -> difference.cell().start().equals(day.start()))
                .allMatch(difference -> difference.inTables() == 0);
    }

    @Test
    void otherEntriesThanThoseOfTheLedgerAreADifferenceThoughTheirCountsAreEqual() {
        Snapshot ofOthers = new Snapshot(0, ENTRIES, Hash.sha256(), ZONES, Blocks.of(days), 0, 0);

        assertThat(counted().compare(ofOthers).differences()).isEqualTo(1);
    }

    @Test
    void anotherNumberOfEntriesIsNeverCompared() {
        ShardRecount recount = new ShardRecount(ZONES);
        recount.add(bytes.subList(0, 10));

        assertThatThrownBy(() -> recount.compare(snapshot(days)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheDatabaseFindsWrongIsADifference() {
        Snapshot wrong = new Snapshot(0, ENTRIES, counted().root(), ZONES, Blocks.of(days), 2, 3);

        assertThat(counted().compare(wrong).differences()).isEqualTo(5);
    }

    private ShardRecount counted() {
        ShardRecount recount = new ShardRecount(ZONES);
        recount.add(bytes);
        return recount;
    }

    private Snapshot snapshot(Map<Cell, Counts> days) {
        return new Snapshot(0, ENTRIES, counted().root(), ZONES, Blocks.of(days), 0, 0);
    }
}
