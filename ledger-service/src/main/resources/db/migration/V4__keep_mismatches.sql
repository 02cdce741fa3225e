-- What the self-audit has found. Invariants:
--   * mismatches: what was found first of a shard. The next one comes only after that one was ended.
--   * mismatch_ends: each is ended once at most, and never by the service's user.
--   * Rows are only ever inserted: what was found stays to be seen.

CREATE TABLE mismatches (
    epoch    integer     NOT NULL,
    shard    integer     NOT NULL,
    number   integer     NOT NULL,          -- in the order in which they were found
    found_at timestamptz NOT NULL DEFAULT now(),
    what     text        NOT NULL,
    PRIMARY KEY (epoch, shard, number)
);

CREATE TABLE mismatch_ends (
    epoch    integer     NOT NULL,
    shard    integer     NOT NULL,
    number   integer     NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now(),
    ended_by text        NOT NULL DEFAULT session_user,
    why      text        NOT NULL CHECK (why ~ '\S'),
    PRIMARY KEY (epoch, shard, number),
    FOREIGN KEY (epoch, shard, number) REFERENCES mismatches
);

CREATE TRIGGER mismatches_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON mismatches
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mismatch_ends_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON mismatch_ends
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE mismatches ENABLE ALWAYS TRIGGER mismatches_are_immutable;
ALTER TABLE mismatch_ends ENABLE ALWAYS TRIGGER mismatch_ends_are_immutable;

-- Those that keep their shards from being signed: one a shard at most.
CREATE VIEW open_mismatches AS
    SELECT epoch, shard, number, found_at, what FROM mismatches m WHERE NOT EXISTS (
        SELECT FROM mismatch_ends e WHERE (e.epoch, e.shard, e.number) = (m.epoch, m.shard, m.number));

-- Whoever has stolen the service's password can stop signatures by it, with one row a shard, and start none.
CREATE FUNCTION keep_mismatch(p_epoch integer, p_shard integer, p_what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO mismatches (epoch, shard, number, what)
    SELECT p_epoch, p_shard,
        (SELECT count(*) + 1 FROM mismatches WHERE epoch = p_epoch AND shard = p_shard), left(p_what, 1000)
    WHERE NOT EXISTS (SELECT FROM open_mismatches WHERE epoch = p_epoch AND shard = p_shard)
    ON CONFLICT DO NOTHING
$$;

-- For a person, as the owner of the tables: the service cannot call it.
CREATE FUNCTION end_mismatch(p_epoch integer, p_shard integer, p_why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO mismatch_ends (epoch, shard, number, why)
    SELECT epoch, shard, number, p_why FROM open_mismatches WHERE epoch = p_epoch AND shard = p_shard;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'shard %/% has no mismatch that is to be ended', p_epoch, p_shard;
    END IF;
END $$;

GRANT SELECT ON mismatches, mismatch_ends, open_mismatches TO ${service};
GRANT EXECUTE ON FUNCTION keep_mismatch TO ${service};
