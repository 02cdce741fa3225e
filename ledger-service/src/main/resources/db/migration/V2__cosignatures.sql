-- What witnesses have said of checkpoints. Invariants:
--   * The service verifies a cosignature with the witness's key before it keeps it. PostgreSQL cannot, so whoever
--     hands a line out verifies it again: one that does not verify was put in with the stolen password.
--   * Of one witness's key a checkpoint has one cosignature at most: the first, which proves the most.
--   * Rows are only ever inserted, by keep_cosignature alone, and only for a checkpoint that is there.

CREATE TABLE cosignatures (
    epoch       integer     NOT NULL,
    shard       integer     NOT NULL,
    size        bigint      NOT NULL,       -- of the checkpoint
    witness     text        NOT NULL,       -- the name of the witness's key
    key_id      integer     NOT NULL,       -- the id of the witness's key
    cosigned_at timestamptz NOT NULL,       -- by the witness's clock
    line        text        NOT NULL        -- the signature line of the note, without its line end
        CHECK (octet_length(line) <= 8192), -- room for a post-quantum signature
    PRIMARY KEY (epoch, shard, size, witness, key_id)
);

CREATE TRIGGER cosignatures_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignatures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE cosignatures ENABLE ALWAYS TRIGGER cosignatures_are_immutable;

CREATE FUNCTION keep_cosignature(
    epoch integer, shard integer, size bigint, witness text, key_id integer,
    cosigned_at timestamptz, line text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO cosignatures (epoch, shard, size, witness, key_id, cosigned_at, line)
    SELECT $1, $2, $3, $4, $5, $6, $7 FROM checkpoints c
    WHERE c.epoch = $1 AND c.shard = $2 AND c.size = $3
    ON CONFLICT DO NOTHING
$$;

-- What these witnesses have put under a checkpoint: a line for each, in their order, or null.
CREATE FUNCTION cosignature_lines(
    epoch integer, shard integer, size bigint, witnesses text[], key_ids integer[])
RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(
        SELECT (SELECT c.line FROM cosignatures c
            WHERE (c.epoch, c.shard, c.size, c.witness, c.key_id) = ($1, $2, $3, known.witness, known.key_id))
        FROM unnest($4, $5) WITH ORDINALITY AS known (witness, key_id, number) ORDER BY number)
$$;

GRANT EXECUTE ON FUNCTION keep_cosignature, cosignature_lines TO ${service};
GRANT SELECT ON cosignatures TO ${service};
