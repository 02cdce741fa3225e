package dev.consentledger.ledger.store;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Effect;
import dev.consentledger.core.log.SubjectTag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The effects of a batch as rows for the function {@code append}. Pure. */
final class EffectRows {

    private EffectRows() {}

    /**
     * What became of an act that was to erase.
     *
     * @param subject absent where the entry itself says at which indexes it erases
     * @param at of the tombstone
     * @param key of the record, where nothing of the subject is kept to compute it from
     */
    record Order(
            long index,
            String outcome,
            Optional<SubjectTag> subject,
            Optional<OffsetDateTime> at,
            Optional<byte[]> key) {}

    /** One part that an act erases of entries of a kind. */
    record Part(long index, Kind kind, PartName name) {}

    /**
     * How a hold stands after the batch.
     *
     * @param index of the act that placed it; absent where it is not open
     */
    record Hold(SubjectTag subject, UUID tag, Optional<Long> index) {}

    static List<Order> orders(Batch batch) {
        List<Order> orders = new ArrayList<>();
        for (Effect effect : batch.effects()) {
            if (effect instanceof Effect.Erased erased) {
                orders.add(order(batch, effect, "erased", erased.subject(), erased.tombstone()));
            } else if (effect instanceof Effect.Held held) {
                orders.add(
                        order(
                                batch,
                                effect,
                                "held",
                                Optional.of(held.subject()),
                                Optional.empty()));
            }
        }
        return orders;
    }

    private static Order order(
            Batch batch,
            Effect effect,
            String outcome,
            Optional<SubjectTag> subject,
            Optional<Instant> at) {
        long first = batch.leaves().get(0).index();
        Batch.Leaf leaf = batch.leaves().get((int) (effect.index() - first));
        return new Order(
                effect.index(),
                outcome,
                subject,
                at.map(time -> time.atOffset(ZoneOffset.UTC)),
                leaf.evidence().subject().isPresent()
                        ? Optional.empty()
                        : Optional.of(leaf.record().key()));
    }

    static List<Part> parts(Batch batch) {
        List<Part> parts = new ArrayList<>();
        for (Effect effect : batch.effects()) {
            if (effect instanceof Effect.Erased erased) {
                parts.addAll(parts(erased.index(), erased.parts()));
            }
        }
        return parts;
    }

    static List<Part> parts(long index, Map<Kind, Set<PartName>> byKind) {
        List<Part> parts = new ArrayList<>();
        byKind.forEach(
                (kind, names) -> names.forEach(name -> parts.add(new Part(index, kind, name))));
        return parts;
    }

    static List<Hold> holds(Batch batch) {
        Map<List<UUID>, Hold> last = new LinkedHashMap<>();
        for (Effect effect : batch.effects()) {
            if (effect instanceof Effect.Placed placed) {
                put(last, new Hold(placed.subject(), placed.hold(), Optional.of(placed.index())));
            } else if (effect instanceof Effect.Lifted lifted) {
                put(last, new Hold(lifted.subject(), lifted.hold(), Optional.empty()));
            }
        }
        return List.copyOf(last.values());
    }

    private static void put(Map<List<UUID>, Hold> last, Hold hold) {
        last.put(List.of(hold.subject().value(), hold.tag()), hold);
    }
}
