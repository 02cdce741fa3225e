package dev.consentledger.reporting.pack;

import dev.consentledger.core.pack.PackOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The indexes of one shard at which a pack looks, in order and piece by piece. Of a person's pack
 * these are the person's entries. Of a period's these are all entries of the log: this service
 * knows nothing any more of those whose persons were erased, and they belong to the period too. A
 * sample leaves out what is not in it. Where policies and banners were published is always among
 * them. For one thread.
 */
final class PackPositions {

    /** How many indexes are tried for a sample before the caller hears how far it is. */
    private static final int LOOKED_MAX = 100_000;

    private final PackIndex index;
    private final PackTask task;
    private final int epoch;
    private final int shard;
    private final long size;
    private final TreeSet<Long> publications;
    private long next;
    private boolean end;

    /**
     * @param size indexes below it are looked at
     */
    PackPositions(PackIndex index, PackTask task, int epoch, int shard, long size) {
        this.index = index;
        this.task = task;
        this.epoch = epoch;
        this.shard = shard;
        this.size = size;
        this.publications = new TreeSet<>(index.publications(task.order().site(), shard, size));
    }

    /** How many there are, before the sample. */
    static long count(PackIndex index, PackTask task, int shard, long size) {
        return task.subjects().isEmpty() ? size : index.count(task.subjects(), shard, size);
    }

    boolean hasNext() {
        return !end;
    }

    /** A piece: its indexes, and how many were passed to find them. */
    record Piece(List<Long> indexes, long passed) {}

    Piece next(int max) {
        return task.subjects().isEmpty() ? walk(max) : ask(max);
    }

    private Piece walk(int max) {
        PackOrder order = task.order();
        List<Long> found = new ArrayList<>(max);
        long from = next;
        while (next < size && found.size() < max && next - from < LOOKED_MAX) {
            if (order.samples(epoch, shard, next) || publications.contains(next)) {
                found.add(next);
            }
            next++;
        }
        end = next >= size;
        return new Piece(found, next - from);
    }

    private Piece ask(int max) {
        List<Long> about = index.about(task.subjects(), shard, next - 1, size, max);
        end = about.size() < max;
        long to = end ? size : about.get(about.size() - 1) + 1;
        TreeSet<Long> found = new TreeSet<>(publications.subSet(next, to));
        about.stream().filter(at -> task.order().samples(epoch, shard, at)).forEach(found::add);
        next = to;
        return new Piece(List.copyOf(found), about.size());
    }
}
