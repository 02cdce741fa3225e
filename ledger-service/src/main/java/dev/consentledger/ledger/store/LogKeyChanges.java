package dev.consentledger.ledger.store;

import dev.consentledger.core.note.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Changes the keys that sign the logs, as the owner of the tables: whoever has the password of the
 * service's own user alone cannot retire a key or bring one in. Thread-safe; waits for the
 * database.
 */
final class LogKeyChanges {

    /** Longer than any checkpoint takes to be kept, for which the call waits. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final DataSource owner;
    private final int epoch;

    /**
     * @param owner gives connections of the tables' owner; each change takes one of its own
     */
    LogKeyChanges(DataSource owner, int epoch) {
        this.owner = owner;
        this.epoch = epoch;
    }

    /**
     * From now on exactly these sign a shard's log.
     *
     * @throws IllegalStateException where the database refuses that, or does not answer
     */
    void use(int shard, List<VerifierKey> keys) {
        try (Connection connection = owner.getConnection();
                PreparedStatement call =
                        connection.prepareStatement("SELECT use_log_keys(?, ?, ?)")) {
            call.setQueryTimeout((int) ANSWER_MAX.toSeconds());
            call.setInt(1, epoch);
            call.setInt(2, shard);
            call.setArray(3, connection.createArrayOf("text", LogKeyTable.vkeys(keys)));
            call.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the keys of shard %d cannot be changed as the owner of the tables: %s"
                            .formatted(shard, e.getMessage()),
                    e);
        }
    }
}
