package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.core.pack.PackedEntry;
import dev.consentledger.core.pack.Sample;
import dev.consentledger.reporting.pack.SmallPack.Uninterrupted;
import dev.consentledger.reporting.pack.SmallPack.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a pack and what is not; each is verified by the program of those who trust nobody. */
class PackWriterTest {

    @TempDir Path folder;
    private final SmallLedger ledger = new SmallLedger();
    private SmallPack packs;

    /** Six hundred consents of a site in two shards, one a minute, among those of another one. */
    @BeforeEach
    void fill() {
        packs = new SmallPack(folder);
        ledger.publish(SmallLedger.SITE, "1");
        ledger.publish(SmallLedger.OTHER, "1");
        for (int minute = 0; minute < 600; minute++) {
            int shard = minute % 2;
            ledger.consent(shard, SmallLedger.OTHER, Optional.of("x" + minute), minute);
            ledger.consent(
                    shard,
                    SmallLedger.SITE,
                    minute % 3 == 0 ? Optional.empty() : Optional.of("v" + minute % 40),
                    minute);
        }
        ledger.publish(SmallLedger.SITE, "2");
        ledger.sign();
    }

    @Test
    void periodHasEveryEntryOfTheSiteThatTookEffectInItGuestsIncluded() throws Exception {
        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(100, 200));

        assertVerified(pack);
        assertThat(entries(pack)).hasSize(100 + 2);
        assertThat(manifest(pack).entries()).isEqualTo(102);
        assertThat(new String(pack.get("overview.csv"), UTF_8).lines()).hasSize(103);
        assertThat(pack.keySet()).filteredOn(name -> name.startsWith("documents/")).hasSize(2);
        assertThat(pack.keySet()).last().isEqualTo("checksums.sha256");
    }

    @Test
    void personsPackHasTheirEntriesAndThePoliciesAndNothingElse() throws Exception {
        Map<String, byte[]> pack = packs.make(ledger, Wanted.person(ledger, "v1"));

        assertVerified(pack);
        assertThat(entries(pack)).hasSize(10 + 2);
        assertThat(String.join("", subjects(pack))).doesNotContain("\"v2\"");
    }

    @Test
    void sampleHasWhatTheSeedSaysAndEveryPolicy() throws Exception {
        Sample rule = new Sample("a-seed-of-the-regulator", 250_000);
        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(0, 600).sampled(rule));

        assertVerified(pack);
        List<PackedEntry> whole = entries(packs.make(ledger, Wanted.period(0, 600)));
        List<PackedEntry> sampled = entries(pack);
        assertThat(whole).hasSize(602);
        assertThat(sampled).hasSizeBetween(100, 220);
        assertThat(packs.verify(pack, trust())).containsEntry("sample", "passed");
    }

    @Test
    void whatIsWithheldRestrictedOrErasedIsNotInItAndSaidToBeSo() throws Exception {
        ledger.restricted.add(ledger.keys.subject(SmallLedger.SITE, "v1"));
        ledger.erase(SmallLedger.SITE, "v2");

        Map<String, byte[]> pack =
                packs.make(ledger, Wanted.period(0, 600).withheld(PartName.CONTEXT));

        assertVerified(pack);
        assertThat(entries(pack)).hasSize(602);
        String subjects = String.join("", subjects(pack));
        assertThat(subjects).contains("\"v4\"").doesNotContain("\"v1\"").doesNotContain("\"v2\"");
        assertThat(entries(pack)).noneMatch(entry -> entry.parts().containsKey(PartName.CONTEXT));
        assertThat(entries(pack)).anyMatch(entry -> entry.erased().contains(PartName.SUBJECT));
        assertThat(entries(pack)).anyMatch(entry -> entry.withheld().contains(PartName.SUBJECT));
    }

    @Test
    void entriesYoungerThanTheCheckpointsAreLeftOutAndCounted() throws Exception {
        ledger.consent(1, SmallLedger.SITE, Optional.of("late"), 150);

        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(100, 200));

        assertVerified(pack);
        assertThat(entries(pack)).hasSize(102);
        assertThat(manifest(pack).logs())
                .extracting(PackManifest.Log::younger)
                .containsExactly(0L, 1L);
    }

    @Test
    void ledgerThatIsAwayIsWaitedFor() throws Exception {
        Uninterrupted progress = new Uninterrupted();
        ledger.goAway(3);

        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(100, 200), progress);

        assertVerified(pack);
        assertThat(progress.pauses).isEqualTo(3);
    }

    @Test
    void logThatGrowsIsTakenUnderTheFirstCosignedCheckpointThatCoversIt() throws Exception {
        ledger.witness();
        ledger.consent(1, SmallLedger.SITE, Optional.of("late"), 150);
        ledger.sign();
        Uninterrupted progress =
                new Uninterrupted() {
                    @Override
                    public void pause() {
                        super.pause();
                        if (pauses == 2) {
                            ledger.witness();
                            ledger.consent(1, SmallLedger.SITE, Optional.of("v9"), 151);
                            ledger.sign();
                        }
                    }
                };

        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(100, 200), progress);

        assertVerified(pack);
        assertThat(progress.pauses).isEqualTo(2);
        assertThat(entries(pack)).hasSize(103);
        assertThat(manifest(pack).logs())
                .extracting(PackManifest.Log::younger)
                .containsExactly(0L, 1L);
    }

    @Test
    void witnessThatIsAwayForLongIsNotWaitedForAnyMore() throws Exception {
        ledger.witness();
        ledger.consent(1, SmallLedger.SITE, Optional.of("late"), 150);
        ledger.sign();

        Uninterrupted progress = new Uninterrupted();

        Map<String, byte[]> pack = packs.make(ledger, Wanted.period(100, 200), progress);

        assertVerified(pack);
        assertThat(progress.pauses).isPositive();
        assertThat(entries(pack)).hasSize(103);
        assertThat(manifest(pack).logs()).extracting(PackManifest.Log::younger).containsOnly(0L);
    }

    @Test
    void jobThatIsStoppedEndsAtOnceAndLeavesNothingBeside() {
        Progress stopped =
                new Uninterrupted() {
                    @Override
                    public void at(long done, long of, long entries) {
                        throw new JobStopped();
                    }
                };

        assertThatThrownBy(() -> packs.make(ledger, Wanted.period(0, 600), stopped))
                .isInstanceOf(JobStopped.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tooFewEntriesFromTheLedgerMakeNoPack() {
        SmallLedger loses =
                new SmallLedger() {
                    @Override
                    public List<Held> records(int shard, List<Long> indexes) {
                        return super.records(shard, indexes.subList(1, indexes.size()));
                    }
                };
        loses.publish(SmallLedger.SITE, "1");
        loses.sign();

        assertThatThrownBy(() -> packs.make(loses, Wanted.period(0, 600)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0 of 1 entries");
    }

    private void assertVerified(Map<String, byte[]> pack) {
        Map<String, String> outcomes = new LinkedHashMap<>(packs.verify(pack, trust()));
        assertThat(outcomes.remove("checkpoints-witnessed")).isEqualTo("not established");
        assertThat(outcomes).hasSizeGreaterThan(8);
        assertThat(outcomes.values()).as(outcomes.toString()).containsOnly("passed");
    }

    private String trust() {
        return ledger.keys().text();
    }

    private static PackManifest manifest(Map<String, byte[]> pack) throws Exception {
        return PackManifest.read(pack.get("manifest.json"));
    }

    private static List<PackedEntry> entries(Map<String, byte[]> pack) throws Exception {
        List<PackedEntry> entries = new ArrayList<>();
        for (String shard : List.of("0", "1")) {
            byte[] file = pack.get("logs/1/" + shard + "/entries.ndjson");
            for (String line : new String(file, UTF_8).lines().toList()) {
                entries.add(PackedEntry.read(line.getBytes(UTF_8)));
            }
        }
        return entries;
    }

    private static List<String> subjects(Map<String, byte[]> pack) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (PackedEntry entry : entries(pack)) {
            Optional.ofNullable(entry.parts().get(PartName.SUBJECT))
                    .ifPresent(part -> subjects.add(new String(part, UTF_8)));
        }
        return subjects;
    }
}
