-- What witnesses have said of checkpoints. Invariants:
--   * A row stands for a cosignature that was verified with the witness's key before it was kept.
--   * Of one witness's key a checkpoint has one cosignature at most: the first, which proves the most.
--   * Rows are only ever inserted, by keep_cosignature alone, and only for a checkpoint that is there.

CREATE TABLE cosignatures (
    epoch       integer     NOT NULL,
    shard       integer     NOT NULL,
    size        bigint      NOT NULL,       -- of the checkpoint
    witness     text        NOT NULL,       -- the name of the witness's key
    key_id      integer     NOT NULL,       -- the id of the witness's key
    cosigned_at timestamptz NOT NULL,       -- by the witness's clock
    line        text        NOT NULL,       -- the signature line of the note, without its line end
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

-- A checkpoint's note, with the cosignatures that it has below the log's own signature.
CREATE FUNCTION cosigned_note(epoch integer, shard integer, size bigint, note bytea)
RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT $4 || coalesce(
        (SELECT convert_to(
                string_agg(c.line || E'\n', '' ORDER BY c.cosigned_at, c.witness, c.key_id), 'UTF8')
         FROM cosignatures c WHERE c.epoch = $1 AND c.shard = $2 AND c.size = $3),
        ''::bytea)
$$;

GRANT EXECUTE ON FUNCTION keep_cosignature, cosigned_note TO ${service};
GRANT SELECT ON cosignatures TO ${service};
