package dev.consentledger.ledger.store;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands against the promise that the service's user can only read and append, and that the
 * owner of the tables cannot change what was appended. Thread-safe; waits.
 */
public final class RightsCheck {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** Of the service's user, of the owner of the tables, and whether there is a guard at all. */
    private static final String FINDINGS =
            """
            WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user),
                owner AS (SELECT r.* FROM pg_roles r JOIN pg_class c ON c.relowner = r.oid
                    WHERE c.oid = 'public.entries'::regclass),
                tables AS (SELECT c.* FROM pg_class c
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')),
                guard AS (SELECT count(*) FROM pg_event_trigger e JOIN pg_roles r ON r.oid = e.evtowner
                    WHERE e.evtname IN ('ledger_guard_changes', 'ledger_guard_drops',
                        'ledger_guard_rewrites') AND e.evtenabled = 'A' AND r.rolsuper)
            SELECT format('the user %s is a superuser, or may make roles or databases, replicate, or pass by row security', rolname)
                FROM me WHERE rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
            UNION ALL SELECT format('the user %s is a member of %s', me.rolname, m.roleid::regrole)
                FROM me JOIN pg_auth_members m ON m.member = me.oid
            UNION ALL SELECT format('the user %s can write to table %s without a function', me.rolname, t.relname)
                FROM me, tables t
                WHERE has_table_privilege(t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
                    OR has_any_column_privilege(t.oid, 'INSERT, UPDATE')
            UNION ALL SELECT format('the user %s can create in the ledger''s database', rolname)
                FROM me WHERE has_schema_privilege('public', 'CREATE')
                    OR has_database_privilege(current_database(), 'CREATE')
            UNION ALL SELECT format('the owner of the tables, %s, is a superuser or a member of another role', rolname)
                FROM owner WHERE rolsuper OR EXISTS (
                    SELECT FROM pg_auth_members m WHERE m.member = owner.oid)
            UNION ALL SELECT format('the owner of the tables, %s, owns the database and can drop it', o.rolname)
                FROM owner o JOIN pg_database d ON d.datdba = o.oid WHERE d.datname = current_database()
            UNION ALL SELECT 'the guard is not installed, or switched off'
                FROM guard WHERE count < 3""";

    private static final String UNGUARDED =
            """
            SELECT format('the guard does not protect table %s', name)
            FROM unnest(ARRAY['entries', 'ids', 'documents', 'absences', 'tiles', 'checkpoints',
                'kept_checkpoints', 'cosignatures', 'log_keys', 'evidence', 'outcomes',
                'tombstones']) AS name
            WHERE NOT EXISTS (SELECT FROM ledger_guard.sealed WHERE table_name = name)""";

    private final Pool pool;

    public RightsCheck(Pool pool) {
        this.pool = pool;
    }

    /** Each in words for an operator; empty where all is as it has to be. */
    public List<String> findings() {
        List<String> findings = texts(FINDINGS);
        if (!texts("SELECT 'there' WHERE to_regclass('ledger_guard.sealed') IS NOT NULL")
                .isEmpty()) {
            findings.addAll(texts(UNGUARDED));
        }
        return List.copyOf(findings);
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        for (Row row : pool.query(sql).execute().await().atMost(ANSWER_MAX)) {
            texts.add(row.getString(0));
        }
        return texts;
    }
}
