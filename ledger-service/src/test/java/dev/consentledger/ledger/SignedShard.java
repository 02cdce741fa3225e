package dev.consentledger.ledger;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.Trust;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** One shard's log as it is expected: its entries, and the checkpoints that the test signs. */
final class SignedShard {

    static final int EPOCH = 1;

    private final LedgerTables tables;
    private final int shard;
    private final NoteSigner signer;
    private final TreeMap<Long, SignedCheckpoint> checkpoints = new TreeMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    SignedShard(LedgerTables tables, int shard) {
        this.tables = tables;
        this.shard = shard;
        this.signer =
                new NoteSigner(
                        "ledger.example/logs/%d/%d".formatted(EPOCH, shard),
                        Ed25519PrivateKey.generate(new SecureRandom()));
    }

    /** Takes an event that was sent. */
    void expect(Event event, byte[] entry) {
        events.add(event);
        entries.add(entry);
    }

    /** Signs the head that the ledger has. */
    void sign() {
        List<Object> head =
                tables.rows(
                                "SELECT next_index, root FROM heads WHERE epoch = %d AND shard = %d"
                                        .formatted(EPOCH, shard))
                        .get(0);
        long size = (long) head.get(0);
        Hash root = Hash.of((byte[]) head.get(1));
        SignedCheckpoint signed =
                SignedCheckpoint.sign(
                        Checkpoint.of(signer.verifierKey().name(), size, root), List.of(signer));
        String note = HexFormat.of().formatHex(signed.toBytes());
        execute(
                "INSERT INTO checkpoints (epoch, shard, size, signed_at, note) VALUES (%d, %d, %d, now(), decode('%s', 'hex'))"
                        .formatted(EPOCH, shard, size, note));
        execute(
                """
                INSERT INTO signed_heads (epoch, shard, size, root, note)
                VALUES (%d, %d, %d, decode('%s', 'hex'), decode('%s', 'hex'))
                ON CONFLICT (epoch, shard) DO UPDATE
                SET size = excluded.size, root = excluded.root, note = excluded.note"""
                        .formatted(EPOCH, shard, size, root.toHex(), note));
        checkpoints.put(size, signed);
    }

    private void execute(String command) {
        try {
            tables.executeAsOwner(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long signedSize() {
        return checkpoints.lastKey();
    }

    SignedCheckpoint newest() {
        return checkpoints.lastEntry().getValue();
    }

    /** The one of the smallest tree that has this entry. */
    SignedCheckpoint earliest(long index) {
        return checkpoints.higherEntry(index).getValue();
    }

    SignedCheckpoint ofSize(long size) {
        return checkpoints.get(size);
    }

    Iterable<Long> sizes() {
        return checkpoints.keySet();
    }

    Trust trust() {
        return Trust.in(LogKey.of(signer.verifierKey()));
    }

    Event event(int index) {
        return events.get(index);
    }

    byte[] entry(int index) {
        return entries.get(index);
    }

    List<byte[]> entries(long from, long to) {
        return entries.subList((int) from, (int) to);
    }

    Hash root(long size) {
        return subtree(0, size);
    }

    /** The hash that a tile has for the 256<sup>level</sup> entries from here on. */
    Hash tileHash(int level, long index) {
        long width = 1L << (8 * level);
        return subtree(index * width, (index + 1) * width);
    }

    private Hash subtree(long from, long to) {
        return CompactRange.EMPTY
                .append(entries(from, to).stream().map(TreeHash::leaf).toList())
                .root();
    }
}
