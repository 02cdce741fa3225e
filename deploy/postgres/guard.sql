-- Guards the ledger's immutable tables against their own owner. For a superuser, in the ledger's database, before the
-- first start of ledger-service or at any time later, and again whenever this file has changed:
--
--   psql --dbname ledger --set ON_ERROR_STOP=1 --single-transaction --file guard.sql
--
-- A table of the schema public is immutable when triggers that nothing switches off, and whose functions are listed
-- here, refuse each UPDATE, DELETE and TRUNCATE. Once it is, it has to stay so under its name, with its owner, columns
-- and constraints, after whatever command somebody who is no superuser gives. Columns, constraints, indexes and tables
-- can be added, and a trigger can be replaced by another listed one: make the new one, then drop the old. Every
-- statement here ends with an empty line, and has none inside: PostgreSQL's single-user mode tells them by that.

SET search_path = pg_catalog, pg_temp;

SET client_min_messages = warning;

DROP EVENT TRIGGER IF EXISTS ledger_guard_changes;

DROP EVENT TRIGGER IF EXISTS ledger_guard_drops;

DROP EVENT TRIGGER IF EXISTS ledger_guard_rewrites;

DROP SCHEMA IF EXISTS ledger_guard CASCADE;

CREATE SCHEMA ledger_guard;

CREATE TABLE ledger_guard.trigger_functions (
    sha256    text PRIMARY KEY, -- of pg_get_functiondef
    for_table text              -- null: for any
);

INSERT INTO ledger_guard.trigger_functions VALUES
    ('f0e9327945f08fb96abe44ed5f9f733bc3d6fff3bebd455b22ce49c4f70c25be', NULL), -- refuse_change: refuses everything
    ('9ad5d5af1b8d4bed4a1129271d7a36bd5e588bcdd53479c847e70903f9de85e4', 'checkpoints'), -- refuse_unless_thinnable
    ('da251a891313f743bd60a4e5f3d6446510b2b35aa52d997ff591e8f504e9fcb7', 'cosignatures'), -- hold_cosigned
    ('8340727990f0945c0d33bc5e9f119b5b235773511dacb7ee28cc8701cecfd362', 'log_keys'), -- refuse_change_of_key
    ('3136464521193fef2539bdbdf153bd34a72b446b60c6c9ad692d28bbfb7a05fa', 'outcomes'), -- refuse_but_forget_key
    ('c785e26141d1f4930684ba28e7cdb284c8f0490bd734b847e0dad108b3e6e37a', 'evidence'); -- refuse_unless_erased

CREATE FUNCTION ledger_guard.is_listed(function oid, for_table text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM ledger_guard.trigger_functions f
        WHERE f.sha256 = encode(sha256(convert_to(pg_get_functiondef($1), 'UTF8')), 'hex')
            AND coalesce(f.for_table = $2, true))
$$;

-- In pg_trigger.tgtype 2 is BEFORE; 8, 16 and 32 are DELETE, UPDATE and TRUNCATE.
CREATE VIEW ledger_guard.immutable_now AS
SELECT c.relname::text AS table_name,
    c.relowner::regrole::text AS owner_name,
    ARRAY(SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || a.attgenerated::text
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    ARRAY(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.conrelid = c.oid) AS constraints
FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
WHERE s.nspname = 'public' AND c.relkind = 'r' AND c.relpersistence = 'p'
    AND NOT c.relrowsecurity
    AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
    AND NOT EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
    AND (SELECT bool_and(ledger_guard.is_listed(t.tgfoid, c.relname))
            AND bit_or(t.tgtype) FILTER (WHERE t.tgenabled = 'A' AND t.tgtype & 2 = 2
                AND t.tgqual IS NULL AND t.tgattr::text = '') & 56 = 56
        FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal);

CREATE TABLE ledger_guard.sealed (
    table_name  text PRIMARY KEY,
    owner_name  text NOT NULL,
    columns     text[] NOT NULL,
    constraints text[] NOT NULL
);

-- Takes what is immutable now as what has to stay so.
CREATE FUNCTION ledger_guard.seal() RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ledger_guard.sealed AS s TABLE ledger_guard.immutable_now
    ON CONFLICT (table_name) DO UPDATE
    SET owner_name = excluded.owner_name, columns = excluded.columns, constraints = excluded.constraints
    WHERE s IS DISTINCT FROM excluded
$$;

CREATE FUNCTION ledger_guard.check_command() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    harmed text;
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        DELETE FROM ledger_guard.sealed WHERE to_regclass('public.' || quote_ident(table_name)) IS NULL;
    ELSIF tg_event = 'table_rewrite' THEN
        SELECT table_name INTO harmed FROM ledger_guard.sealed
        WHERE to_regclass('public.' || quote_ident(table_name)) = pg_event_trigger_table_rewrite_oid();
    ELSIF tg_event = 'sql_drop' THEN
        SELECT object_identity INTO harmed FROM pg_event_trigger_dropped_objects()
        WHERE object_type = 'table' AND schema_name = 'public' LIMIT 1;
    ELSE
        SELECT s.table_name INTO harmed
        FROM ledger_guard.sealed s LEFT JOIN ledger_guard.immutable_now n USING (table_name)
        WHERE (n.owner_name = s.owner_name AND n.columns @> s.columns AND n.constraints @> s.constraints)
            IS NOT TRUE LIMIT 1;
    END IF;
    IF harmed IS NOT NULL THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('%s refused: the guard of the ledger protects table %s', tg_tag, harmed),
            HINT = 'See "The guard" in docs/operating/database.md.';
    END IF;
    IF tg_event = 'ddl_command_end' THEN
        PERFORM ledger_guard.seal();
    END IF;
END $$;

CREATE EVENT TRIGGER ledger_guard_changes ON ddl_command_end EXECUTE FUNCTION ledger_guard.check_command();

CREATE EVENT TRIGGER ledger_guard_drops ON sql_drop EXECUTE FUNCTION ledger_guard.check_command();

CREATE EVENT TRIGGER ledger_guard_rewrites ON table_rewrite EXECUTE FUNCTION ledger_guard.check_command();

ALTER EVENT TRIGGER ledger_guard_changes ENABLE ALWAYS;

ALTER EVENT TRIGGER ledger_guard_drops ENABLE ALWAYS;

ALTER EVENT TRIGGER ledger_guard_rewrites ENABLE ALWAYS;

-- Whoever asks may see what is guarded; nobody calls these functions.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger_guard FROM PUBLIC;

GRANT USAGE ON SCHEMA ledger_guard TO PUBLIC;

GRANT SELECT ON ledger_guard.sealed TO PUBLIC;

DO 'BEGIN PERFORM ledger_guard.seal(); END';

RESET client_min_messages;

RESET search_path;

