package dev.consentledger.ledger.store;

import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.tile.Tile;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One call of the database's function {@code append}: a whole batch in one statement, which is its
 * transaction. Each column of rows is one array.
 */
final class AppendCall {

    private final List<Object> parameters = new ArrayList<>();

    private AppendCall() {}

    /** The statement, for as many parameters. */
    static String sql(Tuple parameters) {
        return IntStream.rangeClosed(1, parameters.size())
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", ", "SELECT append(", ")"));
    }

    /**
     * The parameters, in the function's order.
     *
     * @param from where the head has to stand
     */
    static Tuple parameters(Head from, Batch batch) {
        AppendCall call = new AppendCall();
        call.heads(from, batch.head());
        call.leaves(batch.leaves());
        call.documents(some(batch.leaves(), leaf -> leaf.document().isPresent()));
        call.unreadable(some(batch.leaves(), leaf -> leaf.unreadable().isPresent()));
        call.repeats(batch.repeats());
        call.effects(batch);
        call.absences(batch.absences());
        call.tiles(batch.tiles());
        return Tuple.from(call.parameters);
    }

    private void heads(Head from, Head to) {
        parameters.addAll(
                List.of(
                        from.epoch(),
                        from.shard(),
                        from.nextIndex(),
                        from.nextOffset(),
                        to.nextOffset(),
                        to.leaderEpoch(),
                        bytea(to.edge().bytes()),
                        bytea(to.root().toBytes())));
    }

    private void leaves(List<Batch.Leaf> leaves) {
        column(leaves, Long[]::new, leaf -> leaf.record().offset());
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.entry()));
        column(leaves, UUID[]::new, leaf -> leaf.id().map(EntryId::eventId).orElse(null));
        column(leaves, Long[]::new, leaf -> leaf.id().map(EntryId::scope).orElse(null));
        column(leaves, Buffer[]::new, leaf -> part(leaf.evidence().subject()));
        column(leaves, Buffer[]::new, leaf -> part(leaf.evidence().context()));
        column(leaves, Buffer[]::new, leaf -> part(leaf.evidence().observed()));
        column(leaves, UUID[]::new, leaf -> tag(leaf.evidence().tag()));
    }

    private void documents(List<Batch.Leaf> leaves) {
        column(leaves, Long[]::new, Batch.Leaf::index);
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.document()));
    }

    private void unreadable(List<Batch.Leaf> leaves) {
        column(leaves, Long[]::new, Batch.Leaf::index);
        column(leaves, String[]::new, leaf -> leaf.unreadable().orElseThrow());
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.record().key()));
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.record().value()));
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.record().evidence()));
        column(leaves, Buffer[]::new, leaf -> bytea(leaf.record().document()));
    }

    private void repeats(List<Batch.Repeat> repeats) {
        column(repeats, Long[]::new, repeat -> repeat.record().offset());
        column(repeats, UUID[]::new, repeat -> repeat.id().eventId());
        column(repeats, Long[]::new, Batch.Repeat::index);
        column(repeats, Boolean[]::new, Batch.Repeat::conflicting);
        column(repeats, Buffer[]::new, conflicting(record -> Optional.of(record.value())));
        column(
                repeats,
                Buffer[]::new,
                repeat -> keepsEvidence(repeat) ? bytea(repeat.record().evidence()) : null);
        column(repeats, Buffer[]::new, conflicting(LedgerRecord::document));
        column(
                repeats,
                UUID[]::new,
                repeat -> keepsEvidence(repeat) ? tag(repeat.subject()) : null);
    }

    private static boolean keepsEvidence(Batch.Repeat repeat) {
        return repeat.conflicting() && !repeat.erased();
    }

    private void effects(Batch batch) {
        List<EffectRows.Order> orders = EffectRows.orders(batch);
        column(orders, Long[]::new, EffectRows.Order::index);
        column(orders, String[]::new, EffectRows.Order::outcome);
        column(orders, UUID[]::new, order -> order.subject().map(SubjectTag::value).orElse(null));
        column(orders, OffsetDateTime[]::new, order -> order.at().orElse(null));
        column(orders, Buffer[]::new, order -> bytea(order.key()));
        List<EffectRows.Part> parts = EffectRows.parts(batch);
        column(parts, Long[]::new, EffectRows.Part::index);
        column(parts, String[]::new, part -> part.kind().term());
        column(parts, String[]::new, part -> part.name().term());
        List<EffectRows.Hold> holds = EffectRows.holds(batch);
        column(holds, UUID[]::new, hold -> hold.subject().value());
        column(holds, UUID[]::new, EffectRows.Hold::tag);
        column(holds, Long[]::new, hold -> hold.index().orElse(null));
    }

    private static UUID tag(Optional<SubjectTag> tag) {
        return tag.map(SubjectTag::value).orElse(null);
    }

    /** What a duplicate says is in the ledger already; only a conflicting record is kept whole. */
    private static Function<Batch.Repeat, Buffer> conflicting(
            Function<LedgerRecord, Optional<byte[]>> part) {
        return repeat -> repeat.conflicting() ? bytea(part.apply(repeat.record())) : null;
    }

    private void absences(List<Batch.Absence> absences) {
        column(absences, Long[]::new, Batch.Absence::first);
        column(absences, Long[]::new, Batch.Absence::last);
    }

    private void tiles(List<Tile> tiles) {
        column(tiles, Long[]::new, tile -> (long) tile.coordinate().level());
        column(tiles, Long[]::new, tile -> tile.coordinate().index());
        column(tiles, Buffer[]::new, tile -> bytea(tile.bytes()));
    }

    private static <T> List<T> some(List<T> items, Predicate<T> condition) {
        return items.stream().filter(condition).toList();
    }

    private <T, C> void column(
            List<T> items, Function<Integer, C[]> array, Function<? super T, C> value) {
        C[] values = array.apply(items.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(items.get(i));
        }
        parameters.add(values);
    }

    private static Buffer part(Optional<EvidencePart> part) {
        return bytea(part.map(EvidencePart::committedBytes));
    }

    private static Buffer bytea(Optional<byte[]> bytes) {
        return bytes.map(AppendCall::bytea).orElse(null);
    }

    /** The bytes are not copied: nobody changes them. Vert.x 5 has another name for this. */
    @SuppressWarnings("deprecation")
    private static Buffer bytea(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
