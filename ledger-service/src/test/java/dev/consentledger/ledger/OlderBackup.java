package dev.consentledger.ledger;

import java.sql.SQLException;

/** One shard of the ledger as it was at a moment: what a backup of that moment would bring back. */
final class OlderBackup {

    private final LedgerTables tables;
    private final int shard;
    private final long size;

    private OlderBackup(LedgerTables tables, int shard, long size) {
        this.tables = tables;
        this.shard = shard;
        this.size = size;
    }

    /** Keeps how far the shard is now. */
    static OlderBackup of(LedgerTables tables, int shard) throws SQLException {
        tables.executeAsSuperuser(
                """
                DROP TABLE IF EXISTS kept_heads_%1$d, kept_signed_%1$d;
                CREATE TABLE kept_heads_%1$d AS SELECT * FROM heads WHERE shard = %1$d;
                CREATE TABLE kept_signed_%1$d AS SELECT * FROM signed_heads WHERE shard = %1$d"""
                        .formatted(shard));
        return new OlderBackup(tables, shard, tables.entries(shard).size());
    }

    /**
     * Takes back whatever has come since, also the head of a shard that was not opened then. Full
     * tiles must not have come since.
     */
    void restore() throws SQLException {
        tables.executeAsSuperuser(
                """
                ALTER TABLE entries DISABLE TRIGGER USER;
                ALTER TABLE ids DISABLE TRIGGER USER;
                ALTER TABLE evidence DISABLE TRIGGER USER;
                ALTER TABLE documents DISABLE TRIGGER USER;
                ALTER TABLE absences DISABLE TRIGGER USER;
                ALTER TABLE checkpoints DISABLE TRIGGER USER;
                DELETE FROM entries WHERE shard = %1$d AND entry_index >= %2$d;
                DELETE FROM evidence WHERE shard = %1$d AND entry_index >= %2$d;
                DELETE FROM documents WHERE shard = %1$d AND entry_index >= %2$d;
                DELETE FROM ids WHERE shard = %1$d AND entry_index >= %2$d;
                DELETE FROM checkpoints WHERE shard = %1$d AND size > %2$d;
                DELETE FROM absences WHERE shard = %1$d
                    AND offset_first >= coalesce((SELECT next_offset FROM kept_heads_%1$d), 0);
                DELETE FROM heads WHERE shard = %1$d;
                DELETE FROM signed_heads WHERE shard = %1$d;
                INSERT INTO heads SELECT * FROM kept_heads_%1$d;
                INSERT INTO signed_heads SELECT * FROM kept_signed_%1$d;
                ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_are_immutable;
                ALTER TABLE ids ENABLE ALWAYS TRIGGER ids_are_immutable;
                ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_erased_only;
                ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_not_emptied;
                ALTER TABLE documents ENABLE ALWAYS TRIGGER documents_are_immutable;
                ALTER TABLE absences ENABLE ALWAYS TRIGGER absences_are_immutable;
                ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_immutable;
                ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_thinned_only"""
                        .formatted(shard, size));
    }
}
