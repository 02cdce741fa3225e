-- The keys of each log, and which of its checkpoints stay. Invariants:
--   * log_keys: the first keys of a log come before its first checkpoint; every other one is added while one that
--     is there already signs. Each key is closed once, at the last checkpoint that it signed, and never opened again.
--     Only the owner of the tables changes them: the service's user cannot call use_log_keys.
--   * A checkpoint is kept only if those who signed it are exactly the log's open keys, and its note names their log,
--     the size and the root. Whether the signatures are theirs, PostgreSQL cannot tell: whoever reads it checks that.
--   * No checkpoint is kept while keys change, and no key changes while a checkpoint is kept.
--   * checkpoints: never updated. A row goes only when it is older than a week, is not the last of its hour, is not
--     the signed head, and stands not in kept_checkpoints, where all stand that were quoted.
--   * kept_checkpoints is only ever inserted into; its rows hold those of checkpoints fast.

CREATE TABLE log_keys (
    epoch      integer NOT NULL,
    shard      integer NOT NULL,
    position   integer NOT NULL,            -- in the order in which they came
    vkey       text    NOT NULL,            -- the verifier key (C2SP signed-note)
    size_first bigint  NOT NULL,            -- the smallest tree that it may sign
    size_last  bigint  CHECK (size_last >= size_first - 1), -- the largest; null while it signs
    PRIMARY KEY (epoch, shard, position),
    UNIQUE (epoch, shard, vkey)
);

CREATE FUNCTION refuse_change_of_key() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.size_last IS NOT NULL OR NEW.size_last IS NULL
            OR (NEW.epoch, NEW.shard, NEW.position, NEW.vkey, NEW.size_first)
                IS DISTINCT FROM (OLD.epoch, OLD.shard, OLD.position, OLD.vkey, OLD.size_first) THEN
        RAISE EXCEPTION 'UPDATE on table log_keys refused: a key is closed once, and nothing else of it changes';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER log_keys_are_kept BEFORE DELETE OR TRUNCATE ON log_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_keys_are_closed_once BEFORE UPDATE ON log_keys
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_key();
ALTER TABLE log_keys ENABLE ALWAYS TRIGGER log_keys_are_kept;
ALTER TABLE log_keys ENABLE ALWAYS TRIGGER log_keys_are_closed_once;

-- Whether this is a verifier key of type Ed25519: name+id+base64, with the id that follows from the others.
CREATE FUNCTION is_log_vkey(vkey text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(CASE WHEN vkey ~ '^[^+[:space:]]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$'
        THEN get_byte(decode(right(vkey, 44), 'base64'), 0) = 1
            AND split_part(vkey, '+', 2) = left(encode(sha256(
                convert_to(split_part(vkey, '+', 1) || E'\n', 'UTF8') || decode(right(vkey, 44), 'base64')), 'hex'), 8)
        END, false)
$$;

-- From now on exactly these keys sign a log: adds those that are new, closes those that are left out.
CREATE FUNCTION use_log_keys(p_epoch integer, p_shard integer, p_vkeys text[]) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_signed bigint;
    v_first  boolean;
BEGIN
    -- Waits for checkpoints that are being kept, so that the ranges have them, and lets none begin.
    LOCK TABLE log_keys IN EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM unnest(p_vkeys) AS given (vkey) WHERE NOT is_log_vkey(vkey)) THEN
        RAISE EXCEPTION 'what was given for log %/% is no verifier key', p_epoch, p_shard;
    END IF;
    v_signed := coalesce((SELECT size FROM signed_heads WHERE epoch = p_epoch AND shard = p_shard), 0);
    v_first := NOT EXISTS (SELECT FROM log_keys WHERE epoch = p_epoch AND shard = p_shard);
    IF EXISTS (SELECT FROM log_keys WHERE epoch = p_epoch AND shard = p_shard
            AND vkey = ANY (p_vkeys) AND size_last IS NOT NULL) THEN
        RAISE EXCEPTION 'a key of log %/% was retired, and signs nothing more', p_epoch, p_shard;
    END IF;
    IF cardinality(p_vkeys) = 0 OR NOT v_first AND NOT EXISTS (SELECT FROM log_keys
            WHERE epoch = p_epoch AND shard = p_shard AND vkey = ANY (p_vkeys)) THEN
        RAISE EXCEPTION 'none of these keys signs log %/%', p_epoch, p_shard;
    END IF;
    UPDATE log_keys SET size_last = v_signed
        WHERE epoch = p_epoch AND shard = p_shard AND size_last IS NULL AND vkey <> ALL (p_vkeys);
    INSERT INTO log_keys (epoch, shard, position, vkey, size_first)
        SELECT p_epoch, p_shard,
            (SELECT coalesce(max(position), -1) FROM log_keys
                WHERE epoch = p_epoch AND shard = p_shard) + row_number() OVER (ORDER BY given.number),
            given.vkey,
            CASE WHEN v_first THEN 0 ELSE v_signed + 1 END
        FROM unnest(p_vkeys) WITH ORDINALITY AS given (vkey, number)
        WHERE NOT EXISTS (SELECT FROM log_keys
            WHERE epoch = p_epoch AND shard = p_shard AND vkey = given.vkey);
END $$;

-- Keeps a checkpoint that exactly the open keys have signed, if the last one is still that of which it was proved to
-- be a continuation (null: there is none); says whether it did. Fails where the keys have changed meanwhile.
CREATE FUNCTION keep_checkpoint(
    of_epoch integer, of_shard integer, from_size bigint, from_root bytea,
    to_size bigint, to_root bytea, to_signed_at timestamptz, to_note bytea, by_vkeys text[])
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Thinning goes by this time, so it has to be one of now; clocks may differ a little.
    IF (to_signed_at BETWEEN now() - interval '1 hour' AND now() + interval '1 hour') IS NOT TRUE THEN
        RAISE check_violation USING MESSAGE = 'refused: a checkpoint is kept when it is signed';
    END IF;
    -- A change of keys waits for this transaction; one that is under way ends first.
    LOCK TABLE log_keys IN ROW SHARE MODE;
    IF NOT keep_checkpoint(of_epoch, of_shard, from_size, from_root, to_size, to_root, to_signed_at, to_note) THEN
        RETURN false;
    END IF;
    IF ARRAY(SELECT vkey FROM log_keys
                WHERE epoch = of_epoch AND shard = of_shard AND size_last IS NULL ORDER BY vkey)
            <> ARRAY(SELECT vkey FROM unnest(by_vkeys) AS given (vkey) ORDER BY vkey) THEN
        RAISE EXCEPTION 'the keys of log %/% have changed meanwhile', of_epoch, of_shard;
    END IF;
    IF octet_length(to_root) <> 32 OR (
        SELECT bool_and(position(convert_to(concat(split_part(vkey, '+', 1), E'\n',
            to_size, E'\n', encode(to_root, 'base64'), E'\n\n'), 'UTF8') IN to_note) = 1)
        FROM unnest(by_vkeys) AS given (vkey)) IS NOT TRUE THEN
        RAISE check_violation USING
            MESSAGE = 'refused: the note is not of this size and root of log ' || of_epoch || '/' || of_shard;
    END IF;
    RETURN true;
END $$;

CREATE TABLE kept_checkpoints (
    epoch integer NOT NULL,
    shard integer NOT NULL,
    size  bigint  NOT NULL,
    PRIMARY KEY (epoch, shard, size),
    FOREIGN KEY (epoch, shard, size) REFERENCES checkpoints
);

CREATE TRIGGER kept_checkpoints_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON kept_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE kept_checkpoints ENABLE ALWAYS TRIGGER kept_checkpoints_are_immutable;

-- Sees to it that a checkpoint stays for good; false where there is none.
CREATE FUNCTION hold_checkpoint(p_epoch integer, p_shard integer, p_size bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM kept_checkpoints
            WHERE epoch = p_epoch AND shard = p_shard AND size = p_size) THEN
        RETURN true;
    END IF;
    PERFORM FROM checkpoints WHERE epoch = p_epoch AND shard = p_shard AND size = p_size
        FOR KEY SHARE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO kept_checkpoints VALUES (p_epoch, p_shard, p_size) ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

-- What a witness has cosigned stays, too.
CREATE FUNCTION hold_cosigned() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM hold_checkpoint(NEW.epoch, NEW.shard, NEW.size);
    RETURN NULL;
END $$;
CREATE TRIGGER cosigned_checkpoints_are_kept AFTER INSERT ON cosignatures
    FOR EACH ROW EXECUTE FUNCTION hold_cosigned();
ALTER TABLE cosignatures ENABLE ALWAYS TRIGGER cosigned_checkpoints_are_kept;

CREATE INDEX checkpoints_by_time ON checkpoints (epoch, shard, signed_at);

-- The rule of thinning, for whoever deletes.
CREATE FUNCTION refuse_unless_thinnable() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_hour timestamptz := date_trunc('hour', OLD.signed_at, 'UTC');
BEGIN
    IF OLD.signed_at < now() - interval '7 days'
            AND EXISTS (SELECT FROM checkpoints
                WHERE epoch = OLD.epoch AND shard = OLD.shard AND size > OLD.size
                    AND signed_at >= v_hour AND signed_at < v_hour + interval '1 hour')
            AND NOT EXISTS (SELECT FROM signed_heads
                WHERE epoch = OLD.epoch AND shard = OLD.shard AND size = OLD.size)
            AND NOT EXISTS (SELECT FROM kept_checkpoints
                WHERE epoch = OLD.epoch AND shard = OLD.shard AND size = OLD.size) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'DELETE on table checkpoints refused: only those older than a week go, but not the last of an hour, nor any that was quoted';
END $$;

-- First the new triggers, then away with the old one: there is no moment without.
CREATE TRIGGER checkpoints_are_thinned_only BEFORE DELETE ON checkpoints
    FOR EACH ROW EXECUTE FUNCTION refuse_unless_thinnable();
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_thinned_only;
CREATE TRIGGER checkpoints_are_never_updated BEFORE UPDATE OR TRUNCATE ON checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_never_updated;
DROP TRIGGER checkpoints_are_immutable ON checkpoints;
ALTER TRIGGER checkpoints_are_never_updated ON checkpoints RENAME TO checkpoints_are_immutable;

CREATE TABLE thinned_logs (
    epoch     integer     NOT NULL,
    shard     integer     NOT NULL,
    next_hour timestamptz NOT NULL,         -- every hour before this one is thinned
    PRIMARY KEY (epoch, shard)
) WITH (fillfactor = 50);

-- Thins one hour of one log, or the first p_rows rows of it; more says that there may be others.
CREATE FUNCTION thin_checkpoints(p_rows integer, OUT removed bigint, OUT more boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_log  record;
    v_hour timestamptz;
BEGIN
    IF p_rows < 1 THEN
        RAISE EXCEPTION 'p_rows is at least 1';
    END IF;
    removed := 0;
    more := false;
    -- One instance at a time; a number of our own.
    IF NOT pg_try_advisory_xact_lock(7166283119052614003) THEN
        RETURN;
    END IF;
    FOR v_log IN SELECT epoch, shard FROM signed_heads ORDER BY epoch, shard LOOP
        SELECT date_trunc('hour', min(signed_at), 'UTC') INTO v_hour FROM checkpoints
            WHERE epoch = v_log.epoch AND shard = v_log.shard
                AND signed_at >= coalesce(
                    (SELECT next_hour FROM thinned_logs
                        WHERE epoch = v_log.epoch AND shard = v_log.shard), '-infinity');
        CONTINUE WHEN v_hour IS NULL OR v_hour + interval '1 hour' > now() - interval '7 days';
        DELETE FROM checkpoints WHERE epoch = v_log.epoch AND shard = v_log.shard AND size IN (
            SELECT c.size FROM checkpoints c
            WHERE c.epoch = v_log.epoch AND c.shard = v_log.shard
                AND c.signed_at >= v_hour AND c.signed_at < v_hour + interval '1 hour'
                AND c.size < (SELECT max(size) FROM checkpoints
                    WHERE epoch = v_log.epoch AND shard = v_log.shard
                        AND signed_at >= v_hour AND signed_at < v_hour + interval '1 hour')
                AND NOT EXISTS (SELECT FROM signed_heads h
                    WHERE h.epoch = c.epoch AND h.shard = c.shard AND h.size = c.size)
                AND NOT EXISTS (SELECT FROM kept_checkpoints k
                    WHERE k.epoch = c.epoch AND k.shard = c.shard AND k.size = c.size)
            ORDER BY c.size LIMIT p_rows);
        GET DIAGNOSTICS removed = ROW_COUNT;
        IF removed < p_rows THEN
            INSERT INTO thinned_logs VALUES (v_log.epoch, v_log.shard, v_hour + interval '1 hour')
                ON CONFLICT (epoch, shard) DO UPDATE SET next_hour = excluded.next_hour;
        END IF;
        more := true;
        RETURN;
    END LOOP;
END $$;

GRANT SELECT ON log_keys, kept_checkpoints, thinned_logs TO ${service};
GRANT EXECUTE ON FUNCTION hold_checkpoint, thin_checkpoints,
    keep_checkpoint(integer, integer, bigint, bytea, bigint, bytea, timestamptz, bytea, text[]) TO ${service};
