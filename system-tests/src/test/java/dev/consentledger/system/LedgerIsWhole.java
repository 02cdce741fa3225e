package dev.consentledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.system.LedgerTables.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** What has to be true of a ledger whatever was killed before. */
final class LedgerIsWhole {

    private LedgerIsWhole() {}

    /** Waits until each of these consents is in the ledger, and finds each there once. */
    static void withEachOnce(ConsentSystem system, Map<UUID, Event> acknowledged) {
        LedgerTables ledger = system.ledgerTables();
        await("%d acknowledged events in the ledger".formatted(acknowledged.size()))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptions()
                .until(() -> ledger.consents().keySet().containsAll(acknowledged.keySet()));

        Map<UUID, Integer> consents = ledger.consents();
        // Whoever sends until there is a 202 has nothing there that was not acknowledged.
        assertThat(consents.keySet()).as(Extent.seed()).isEqualTo(acknowledged.keySet());
        assertThat(consents.values()).as(Extent.seed()).allMatch(times -> times == 1);
        assertThat(ledger.number("SELECT count(*) FROM repeats WHERE conflicting")).isZero();
        assertThat(ledger.number("SELECT count(*) FROM unreadable")).isZero();
    }

    /** The same of consents to which others are added all the time. */
    static void withEachOnceSoFar(ConsentSystem system, Map<UUID, Event> acknowledged) {
        LedgerTables ledger = system.ledgerTables();
        await("%d acknowledged events in the ledger".formatted(acknowledged.size()))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptions()
                .until(() -> ledger.consents().keySet().containsAll(acknowledged.keySet()));
        assertThat(ledger.consents().values()).as(Extent.seed()).allMatch(times -> times == 1);
    }

    /** Indexes without a gap, and roots that follow from the bytes that are stored. */
    static void inItself(LedgerTables ledger) {
        Map<Integer, List<Row>> shards = ledger.entries();
        assertThat(shards.values().stream().mapToLong(List::size).sum()).isEqualTo(ledger.size());
        shards.forEach(
                (shard, entries) -> {
                    assertThat(entries)
                            .extracting(Row::index)
                            .containsExactlyElementsOf(
                                    LongStream.range(0, entries.size()).boxed().toList());
                    assertThat(entries).extracting(Row::offset).isSorted().doesNotHaveDuplicates();
                    assertThat(LedgerTables.root(entries))
                            .as("root of shard %d, %s", shard, Extent.seed())
                            .isEqualTo(ledger.roots().get(shard));
                });
        underItsCheckpoints(ledger, shards);
    }

    /** Whatever was signed, at whatever moment, is the beginning of what is there now. */
    private static void underItsCheckpoints(LedgerTables ledger, Map<Integer, List<Row>> shards) {
        for (Checkpoint checkpoint : ledger.checkpoints()) {
            String origin = checkpoint.origin();
            int shard = Integer.parseInt(origin.substring(origin.lastIndexOf('/') + 1));
            List<Row> signed = shards.get(shard).subList(0, Math.toIntExact(checkpoint.size()));
            assertThat(LedgerTables.root(signed))
                    .as("root of %s at %d, %s", origin, checkpoint.size(), Extent.seed())
                    .isEqualTo(checkpoint.root());
        }
    }

    /** The topic of appended entries has each entry of the ledger, in order, byte for byte. */
    static void onTheAppendedTopic(ConsentSystem system) {
        Map<Integer, List<Row>> shards = system.ledgerTables().entries();
        await("every entry on the topic of appended entries")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                shards.forEach(
                                        (shard, entries) ->
                                                assertThat(
                                                                AppendedTopic.entries(
                                                                        system.appendedTopic()
                                                                                .records()
                                                                                .get(shard)))
                                                        .hasSameSizeAs(entries)));
        system.appendedTopic()
                .records()
                .forEach(
                        (shard, records) ->
                                assertThat(AppendedTopic.entries(records).toArray(byte[][]::new))
                                        .isDeepEqualTo(
                                                shards.get(shard).stream()
                                                        .map(Row::entry)
                                                        .toArray(byte[][]::new)));
    }
}
