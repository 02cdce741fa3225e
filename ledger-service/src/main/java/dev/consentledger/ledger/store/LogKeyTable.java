package dev.consentledger.ledger.store;

import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.ledger.checkpoint.StoredKey;
import dev.consentledger.ledger.reading.PublishedKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which keys sign the logs, and which have signed them; {@link LogKeyChanges} writes them.
 * Thread-safe.
 */
public final class LogKeyTable implements PublishedKeys {

    private final Pool pool;
    private final int epoch;

    /**
     * @param epoch whose logs are signed now
     */
    public LogKeyTable(Pool pool, int epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public Uni<List<VerifierKey>> signing() {
        return ofEpoch(pool)
                .map(
                        logs ->
                                logs.keySet().stream()
                                        .sorted()
                                        .flatMap(shard -> logs.get(shard).stream())
                                        .filter(StoredKey::isOpen)
                                        .map(StoredKey::key)
                                        .toList());
    }

    @Override
    public Uni<List<LogKey>> ever() {
        return pool.query(
                        """
                        SELECT vkey, size_first, size_last FROM log_keys
                        ORDER BY epoch, shard, position""")
                .execute()
                .map(LogKeyTable::trusted);
    }

    private static List<LogKey> trusted(RowSet<Row> rows) {
        List<LogKey> keys = new ArrayList<>(rows.size());
        rows.forEach(row -> key(row).trusted().ifPresent(keys::add));
        return keys;
    }

    /** The keys of each shard of the epoch, in the order in which they came. */
    Uni<Map<Integer, List<StoredKey>>> ofEpoch(SqlClient client) {
        return client.preparedQuery(
                        """
                        SELECT shard, vkey, size_first, size_last FROM log_keys
                        WHERE epoch = $1 ORDER BY shard, position""")
                .execute(Tuple.of(epoch))
                .map(LogKeyTable::byShard);
    }

    private static Map<Integer, List<StoredKey>> byShard(RowSet<Row> rows) {
        Map<Integer, List<StoredKey>> keys = new HashMap<>();
        rows.forEach(
                row ->
                        keys.computeIfAbsent(row.getInteger("shard"), shard -> new ArrayList<>())
                                .add(key(row)));
        return keys;
    }

    private static StoredKey key(Row row) {
        try {
            return new StoredKey(
                    VerifierKey.parse(row.getString("vkey")),
                    row.getLong("size_first"),
                    Optional.ofNullable(row.getLong("size_last")).stream()
                            .mapToLong(Long::longValue)
                            .findAny());
        } catch (MalformedKey e) {
            throw new IllegalStateException("log_keys has what is no key: " + e.getMessage());
        }
    }

    static String[] vkeys(List<VerifierKey> keys) {
        return keys.stream().map(VerifierKey::encode).toArray(String[]::new);
    }
}
