package dev.consentledger.ledger.store;

import dev.consentledger.ledger.erasure.Tombstones;
import dev.consentledger.ledger.witness.HandedOutCosignatures;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** The ledger's database: makes its tables, and what reads and writes them. Thread-safe. */
@Singleton
public class LedgerDatabase {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Pool pool;
    private final Pool reading;
    private final Flyway flyway;

    LedgerDatabase(Pool pool, @ReactiveDataSource(ReadingPool.NAME) Pool reading, Flyway flyway) {
        this.pool = pool;
        this.reading = reading;
        this.flyway = flyway;
    }

    /** Makes and upgrades the tables. Blocks; fails while the database cannot be reached. */
    public void migrate() {
        flyway.migrate();
    }

    /**
     * Whether this is the ledger key of whoever used the database first; that may be the asker.
     *
     * @param tag of the key
     */
    public boolean knowsLedgerKey(UUID tag) {
        return pool.preparedQuery("SELECT is_ledger_key($1)")
                .execute(Tuple.of(tag))
                .await()
                .atMost(ANSWER_MAX)
                .iterator()
                .next()
                .getBoolean(0);
    }

    public RightsCheck rightsCheck() {
        return new RightsCheck(pool);
    }

    public LedgerStore store(int epoch) {
        return new LedgerStore(pool, epoch);
    }

    /** Keeps checkpoints as the service's user, and changes keys as the owner of the tables. */
    public CheckpointStore checkpoints(int epoch) {
        return new CheckpointStore(pool, flyway.getConfiguration().getDataSource(), epoch);
    }

    public CosignatureStore cosignatures(int epoch) {
        return new CosignatureStore(pool, epoch);
    }

    public LedgerReader reader(int epoch, int shards) {
        return new LedgerReader(pool, epoch, shards);
    }

    /** Reads the logs over connections of its own. */
    public LogReader logReader(int epoch, int shards, HandedOutCosignatures cosignatures) {
        return new LogReader(reading, epoch, shards, cosignatures);
    }

    /** Reads entries with their evidence, over the same connections. */
    public DeskReader desk(int epoch, Tombstones tombstones) {
        return new DeskReader(reading, epoch, tombstones::isRestoring);
    }

    public TombstoneStore tombstones(int epoch) {
        return new TombstoneStore(pool, epoch);
    }

    /** The logs' keys, read over the same connections. */
    public LogKeyTable logKeys(int epoch) {
        return new LogKeyTable(reading, epoch);
    }

    public CheckpointShelf shelf() {
        return new CheckpointShelf(pool, reading);
    }

    /** Reads all that is stored, over the connections of whoever reads a log. */
    public AuditStore audited(int epoch) {
        return new AuditStore(reading, epoch);
    }

    /** Reads what was passed over, over the same connections. */
    public AbsenceStore absences(int epoch) {
        return new AbsenceStore(reading, epoch);
    }
}
