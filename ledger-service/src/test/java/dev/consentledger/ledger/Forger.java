package dev.consentledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes a shard's rows at random places. */
record Forger(TamperedShard shard, Random random) {

    /** The index of an entry that is under the newest checkpoint. */
    long signedIndex() throws SQLException {
        return random.nextLong(shard.signedSize());
    }

    byte[] entry(long index) throws SQLException {
        return shard.bytes("SELECT entry FROM entries WHERE %s AND entry_index = ?", index).get(0);
    }

    void setEntry(long index, byte[] entry) throws SQLException {
        shard.run("UPDATE entries SET entry = ? WHERE %s AND entry_index = ?", entry, index);
    }

    void flipBitOfEntry() throws SQLException {
        long index = signedIndex();
        setEntry(index, bitFlipped(entry(index)));
    }

    void replaceEntryByAnother() throws SQLException {
        long index = signedIndex();
        setEntry(index, entry(other(index)));
    }

    /** The same members and values, and a space. */
    void spellEntryInAnotherWay() throws SQLException {
        long index = signedIndex();
        String json = new String(entry(index), UTF_8);
        int after = json.indexOf(':', random.nextInt(json.lastIndexOf(':'))) + 1;
        setEntry(index, (json.substring(0, after) + " " + json.substring(after)).getBytes(UTF_8));
    }

    void deleteAndMoveUp() throws SQLException {
        long index = signedIndex();
        shard.remove("= " + index);
        // In two steps, since no index may be there twice in between.
        shard.move("entry_index + 1000000", "> " + index);
        shard.move("entry_index - 1000001", "> 1000000");
    }

    void swapEntries() throws SQLException {
        long one = signedIndex();
        long other = other(one);
        shard.move("-1", "= " + one);
        shard.move("" + one, "= " + other);
        shard.move("" + other, "= -1");
    }

    /** With tiles, edge and head that look right. */
    void cutTail(long size) throws SQLException {
        shard.remove(">= " + size);
        shard.recompute();
    }

    /** Any but the newest. */
    long earlierCheckpoint() throws SQLException {
        List<Long> sizes = shard.sizes();
        return oneOf(sizes.subList(0, sizes.size() - 1));
    }

    /** From some entry on everybody has said the contrary; all the rest fits. */
    void rewriteHistory() throws SQLException {
        long signed = shard.signedSize();
        List<Long> consents = new ArrayList<>(shard.indexes("evidence"));
        consents.removeAll(shard.indexes("outcomes"));
        long from = oneOf(consents.stream().filter(index -> index < signed).toList());
        for (long index : consents.stream().filter(index -> index >= from).toList()) {
            setEntry(index, contrary(entry(index)));
        }
        shard.recompute();
    }

    private static byte[] contrary(byte[] bytes) {
        ConsentEntry entry = (ConsentEntry) ((Decoding.Readable) EntryCodec.decode(bytes)).entry();
        return EntryCodec.encode(
                new ConsentEntry(
                        entry.eventId(),
                        entry.site(),
                        entry.policy(),
                        entry.banner(),
                        entry.action(),
                        Map.of(
                                "statistics",
                                new CategoryDecision(
                                        Decision.REFUSED, Mechanism.OPT_IN, Signal.BANNER)),
                        entry.noticeEventId(),
                        entry.occurredAt(),
                        entry.receivedAt(),
                        entry.flags(),
                        entry.jurisdiction(),
                        entry.country(),
                        entry.language(),
                        entry.deviceClass(),
                        entry.layer(),
                        entry.bot(),
                        entry.commitments()));
    }

    void flipBitOfTile() throws SQLException {
        long tile = tile();
        setTile(tile, bitFlipped(hashes(tile)));
    }

    void swapTiles() throws SQLException {
        long tile = tile();
        long other = tile == 0 ? 1 : tile - 1;
        byte[] hashes = hashes(tile);
        setTile(tile, hashes(other));
        setTile(other, hashes);
    }

    void deleteTile() throws SQLException {
        shard.run("DELETE FROM tiles WHERE %s AND level = 0 AND tile_index = ?", tile());
    }

    private long tile() throws SQLException {
        return oneOf(shard.numbers("SELECT tile_index FROM tiles WHERE %s AND level = 0"));
    }

    private byte[] hashes(long tile) throws SQLException {
        return shard.bytes(
                        "SELECT hashes FROM tiles WHERE %s AND level = 0 AND tile_index = ?", tile)
                .get(0);
    }

    private void setTile(long tile, byte[] hashes) throws SQLException {
        shard.run(
                "UPDATE tiles SET hashes = ? WHERE %s AND level = 0 AND tile_index = ?",
                hashes, tile);
    }

    /**
     * The edge has the hashes of entries first, and then those above.
     *
     * @param signed whether the bit is in what the newest checkpoint covers
     */
    void flipBitOfEdge(boolean signed) throws SQLException {
        byte[] edge = head("edge");
        int width = (int) (shard.numbers("SELECT next_index FROM heads WHERE %s").get(0) % 256);
        int signedWidth = (int) (shard.signedSize() % 256);
        int unsigned = (width - signedWidth) * Hash.LENGTH;
        int at = random.nextInt(signed ? edge.length - unsigned : unsigned);
        if (!signed || at >= signedWidth * Hash.LENGTH) {
            at += signed ? unsigned : signedWidth * Hash.LENGTH;
        }
        edge[at] ^= (byte) (1 << random.nextInt(8));
        setHead("edge", edge);
    }

    void shortenEdge() throws SQLException {
        byte[] edge = head("edge");
        setHead("edge", Arrays.copyOf(edge, random.nextInt(edge.length)));
    }

    void changeRoot() throws SQLException {
        setHead("root", bitFlipped(head("root")));
    }

    private byte[] head(String column) throws SQLException {
        return shard.bytes("SELECT " + column + " FROM heads WHERE %s").get(0);
    }

    private void setHead(String column, byte[] bytes) throws SQLException {
        shard.run("UPDATE heads SET " + column + " = ? WHERE %s", bytes);
    }

    void alterNewestCheckpoint() throws SQLException {
        setNewestCheckpoint(
                bitFlipped(shard.bytes("SELECT note FROM signed_heads WHERE %s").get(0)));
    }

    /** Of the right tree, and of the right name, with another key. */
    void signNewestCheckpointAsSomebodyElse() throws Exception {
        Checkpoint newest = shard.newest().checkpoint();
        NoteSigner other =
                new NoteSigner(newest.origin(), Ed25519PrivateKey.generate(new SecureRandom()));
        setNewestCheckpoint(SignedCheckpoint.sign(newest, List.of(other)).toBytes());
    }

    void signAnotherRoot() throws Exception {
        byte[] root = new byte[Hash.LENGTH];
        random.nextBytes(root);
        setNewestCheckpoint(shard.sign(shard.newest().checkpoint().size(), Hash.of(root)));
    }

    private void setNewestCheckpoint(byte[] note) throws SQLException {
        shard.run("UPDATE signed_heads SET note = ? WHERE %s", note);
    }

    void alterKeptCheckpoint() throws SQLException {
        long size = oneOf(shard.sizes());
        byte[] note =
                shard.bytes("SELECT note FROM checkpoints WHERE %s AND size = ?", size).get(0);
        shard.run("UPDATE checkpoints SET note = ? WHERE %s AND size = ?", bitFlipped(note), size);
    }

    void addId() throws SQLException {
        boolean beyond = random.nextInt(4) == 0;
        shard.run(
                "INSERT INTO ids (epoch, shard, event_id, scope, entry_index)"
                        + " SELECT epoch, shard, gen_random_uuid(), ?, ? FROM heads WHERE %s",
                random.nextLong(), beyond ? 1_000_000L : oneOf(shard.indexes("entries")));
    }

    /** Of some evidence that has one. */
    void setTag(String tag) throws SQLException {
        shard.run(
                "UPDATE evidence SET subject_tag = " + tag + " WHERE %s AND entry_index = ?",
                oneOf(indexesWith("evidence", "subject")));
    }

    /** For an entry that ordered nothing. */
    void addOutcome() throws SQLException {
        List<Long> others = new ArrayList<>(shard.indexes("ids"));
        others.removeAll(shard.indexes("outcomes"));
        shard.run(
                "INSERT INTO outcomes (epoch, shard, entry_index, outcome, entries)"
                        + " SELECT epoch, shard, ?, 'erased', 1 FROM heads WHERE %s",
                oneOf(others));
    }

    void deleteFrom(String table) throws SQLException {
        shard.run(
                "DELETE FROM " + table + " WHERE %s AND entry_index = ?",
                oneOf(shard.indexes(table)));
    }

    /** Flips a bit of one row. */
    void alter(String table, String column) throws SQLException {
        long index = oneOf(indexesWith(table, column));
        String where = " WHERE %s AND entry_index = ?";
        byte[] bytes = shard.bytes("SELECT " + column + " FROM " + table + where, index).get(0);
        shard.run("UPDATE " + table + " SET " + column + " = ?" + where, bitFlipped(bytes), index);
    }

    /** Exchanges what two rows have in a column. */
    void swap(String table, String column) throws SQLException {
        List<Long> indexes = shard.indexes(table);
        long one = oneOf(indexes);
        long other = oneOf(indexes.stream().filter(index -> index != one).toList());
        shard.run(
                "UPDATE "
                        + table
                        + " t SET %1$s = other.%1$s FROM (SELECT * FROM ".formatted(column)
                        + table
                        + " WHERE %s) other WHERE t.epoch = other.epoch AND t.shard = other.shard"
                        + " AND t.entry_index IN (?, ?) AND other.entry_index = ? - t.entry_index",
                one,
                other,
                one + other);
    }

    private List<Long> indexesWith(String table, String column) throws SQLException {
        return shard.numbers(
                "SELECT entry_index FROM "
                        + table
                        + " WHERE %s AND "
                        + column
                        + " IS NOT NULL ORDER BY entry_index");
    }

    String part() {
        return oneOf(List.of("subject", "context", "observed"));
    }

    private long other(long index) throws SQLException {
        return oneOf(shard.indexes("entries").stream().filter(i -> i != index).toList());
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] bitFlipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }
}
