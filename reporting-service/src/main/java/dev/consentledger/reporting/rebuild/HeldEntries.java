package dev.consentledger.reporting.rebuild;

import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.pack.Held;
import dev.consentledger.reporting.pack.PackLedger;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.PersonKeys;
import dev.consentledger.reporting.report.Told;
import dev.consentledger.reporting.report.UnusableEntry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger holds now, as it would be told of on the topic of appended entries. */
public final class HeldEntries implements LedgerEntries {

    /** As many as one transaction projects. */
    private static final int BATCH_MAX = 2_000;

    private static final long NO_OFFSET = 0;

    private final Ledger ledger;
    private final PersonKeys keys;

    /** Whom is asked. */
    public interface Ledger {

        /**
         * Entries that follow each other; waits for them.
         *
         * @param count from 1 to {@link PackLedger#RECORDS_MAX}
         * @return all of them, in order; fails where the ledger is away or does not have them
         */
        List<Held> range(int shard, long from, int count);

        /** How many entries there are, by shard; waits for the answer. */
        Map<Integer, Long> sizes();
    }

    public HeldEntries(Ledger ledger, PersonKeys keys) {
        this.ledger = ledger;
        this.keys = keys;
    }

    @Override
    public Uni<Map<Integer, Long>> sizes() {
        return Uni.createFrom()
                .item(ledger::sizes)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public Uni<List<Appended>> next(Filling filling) {
        return Uni.createFrom()
                .<List<Appended>>emitter(
                        emitter -> {
                            try {
                                emitter.complete(read(filling));
                            } catch (UnusableEntry | RuntimeException e) {
                                emitter.fail(e);
                            }
                        })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private List<Appended> read(Filling filling) throws UnusableEntry {
        List<Appended> entries = new ArrayList<>();
        long end = Math.min(filling.end(), filling.next() + BATCH_MAX);
        for (long from = filling.next(); from < end; from += PackLedger.RECORDS_MAX) {
            int count = (int) Math.min(PackLedger.RECORDS_MAX, end - from);
            for (Held held : ledger.range(filling.shard(), from, count)) {
                entries.add(appended(filling.shard(), held));
            }
        }
        return entries;
    }

    private Appended appended(int shard, Held held) throws UnusableEntry {
        try {
            return told(held).appended(held.index(), NO_OFFSET, keys);
        } catch (UnusableEntry | MalformedJson e) {
            throw new UnusableEntry(
                    "%s (index %d of shard %d)".formatted(e.getMessage(), held.index(), shard));
        }
    }

    private static Told told(Held held) throws UnusableEntry, MalformedJson {
        Entry entry = Told.decode(held.entry());
        Optional<String> pseudonym = Optional.empty();
        Optional<String> account = Optional.empty();
        Optional<Hash> key = Optional.empty();
        if (entry instanceof EvidencedEntry evidenced) {
            pseudonym = part(held, evidenced, PartName.SUBJECT).map(Evidence::pseudonymOf);
            key = Optional.of(Routing.subjectKey(evidenced.site(), pseudonym, evidenced.eventId()));
        }
        if (entry instanceof ActEntry link && link.kind() == Kind.LINK) {
            account = part(held, link, PartName.CONTEXT).flatMap(HeldEntries::account);
        }
        return new Told(
                held.entry(), entry, key, pseudonym, account, held.document(), held.erased());
    }

    private static Optional<EvidencePart> part(Held held, EvidencedEntry entry, PartName name)
            throws UnusableEntry, MalformedJson {
        byte[] bytes = held.parts().get(name);
        if (bytes == null) {
            return Optional.empty();
        }
        EvidencePart part = EvidencePart.ofCommittedBytes(bytes);
        if (!Optional.of(part.commitment()).equals(entry.commitments().of(name))) {
            throw new UnusableEntry("the evidence is not what the entry commits to");
        }
        return Optional.of(part);
    }

    private static Optional<String> account(EvidencePart context) {
        return context.value().members().get("account") instanceof Json.Str text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
