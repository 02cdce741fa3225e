package dev.consentledger.architecture.wrong.store;

import javax.sql.DataSource;

/** SQL where it belongs. */
public final class RightStore {
    private final DataSource database;

    RightStore(DataSource database) {
        this.database = database;
    }

    /** Whether there is a database. */
    public boolean isThere() {
        return !database.toString().isEmpty();
    }
}
