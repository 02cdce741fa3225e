-- The ledger of entries. Invariants:
--   * In a shard entry_index counts from 0 without a gap, in the order of record_offset.
--   * heads.next_index and heads.next_offset move in the transaction that appends, under the row's lock.
--   * An (event_id, scope) stands once in a shard, for ever: in ids.
--   * tiles has exactly the full tiles of the tree of next_index entries, heads.edge its partial ones.
--   * entries, ids, documents, tiles and checkpoints are only ever inserted. What is erasable stands in
--     tables of its own: evidence, repeats and unreadable.
--   * A checkpoint is inserted in the transaction that moves signed_heads to it, and signed_heads is moved
--     only from the checkpoint that the new one was proved consistent with.
-- Every primary key begins with epoch and shard, so that shards can be spread over a cluster.

CREATE TABLE heads (
    epoch        integer NOT NULL,
    shard        integer NOT NULL,
    topic_id     text    NOT NULL,          -- Kafka's id of the records topic: another id is another topic
    next_index   bigint  NOT NULL DEFAULT 0,
    next_offset  bigint  NOT NULL DEFAULT 0,
    leader_epoch integer NOT NULL DEFAULT -1, -- of the last record, so that a truncated log is noticed
    edge         bytea   NOT NULL DEFAULT '', -- the tree's partial tiles, from level 0 on, hash after hash
    root         bytea   NOT NULL,          -- the root hash that follows from them
    PRIMARY KEY (epoch, shard)
) WITH (fillfactor = 50);

CREATE TABLE entries (
    epoch         integer NOT NULL,
    shard         integer NOT NULL,
    entry_index   bigint  NOT NULL,
    record_offset bigint  NOT NULL,
    entry         bytea   NOT NULL,         -- the bytes that the leaf hash is over
    PRIMARY KEY (epoch, shard, entry_index)
);

CREATE TABLE evidence (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    entry_index bigint  NOT NULL,
    subject     bytea,                      -- each part: 32 bytes of salt, then canonical JSON;
    context     bytea,                      -- null where there is none, or where it was erased
    observed    bytea,
    PRIMARY KEY (epoch, shard, entry_index)
);

CREATE TABLE documents (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    entry_index bigint  NOT NULL,
    document    bytea   NOT NULL,           -- a policy's or banner's canonical bytes
    PRIMARY KEY (epoch, shard, entry_index)
);

CREATE TABLE ids (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    event_id    uuid    NOT NULL,
    scope       bigint  NOT NULL,           -- 8 bytes of SHA-256 over site, subject and event id
    entry_index bigint  NOT NULL,
    PRIMARY KEY (epoch, shard, event_id, scope)
);

CREATE TABLE repeats (
    epoch         integer NOT NULL,
    shard         integer NOT NULL,
    record_offset bigint  NOT NULL,
    event_id      uuid    NOT NULL,
    entry_index   bigint  NOT NULL,         -- of the entry that was there first
    conflicting   boolean NOT NULL,
    entry         bytea,                    -- what a conflicting record said; null for a duplicate
    evidence      bytea,
    document      bytea,
    PRIMARY KEY (epoch, shard, record_offset)
);
CREATE INDEX repeats_by_event ON repeats (epoch, shard, event_id);

CREATE TABLE unreadable (
    epoch         integer NOT NULL,
    shard         integer NOT NULL,
    entry_index   bigint  NOT NULL,
    record_offset bigint  NOT NULL,
    reason        text    NOT NULL,
    record_key    bytea   NOT NULL,
    record_value  bytea   NOT NULL,
    evidence      bytea,
    document      bytea,
    PRIMARY KEY (epoch, shard, entry_index)
);

CREATE TABLE tiles (
    epoch      integer NOT NULL,
    shard      integer NOT NULL,
    level      bigint  NOT NULL,            -- 0 for leaf hashes
    tile_index bigint  NOT NULL,
    hashes     bytea   NOT NULL CHECK (length(hashes) = 8192), -- 256 of them
    PRIMARY KEY (epoch, shard, level, tile_index)
);
ALTER TABLE tiles ALTER hashes SET STORAGE EXTERNAL; -- hashes cannot be compressed
ALTER TABLE heads ALTER edge SET STORAGE EXTERNAL;

CREATE TABLE checkpoints (
    epoch     integer     NOT NULL,
    shard     integer     NOT NULL,
    size      bigint      NOT NULL,
    signed_at timestamptz NOT NULL,
    note      bytea       NOT NULL,         -- the signed checkpoint (C2SP tlog-checkpoint)
    PRIMARY KEY (epoch, shard, size)
);

CREATE TABLE signed_heads (
    epoch integer NOT NULL,
    shard integer NOT NULL,
    size  bigint  NOT NULL,                 -- of the last signed checkpoint
    root  bytea   NOT NULL,
    note  bytea   NOT NULL,
    PRIMARY KEY (epoch, shard)
) WITH (fillfactor = 50);

CREATE TABLE publications (
    epoch      integer NOT NULL,
    shard      integer NOT NULL,
    next_index bigint  NOT NULL DEFAULT 0,  -- the first entry that the appended topic may not have
    PRIMARY KEY (epoch, shard)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on table % refused: its rows are only ever inserted', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER entries_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ids_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ids
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tiles_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON tiles
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER documents_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Also where replication roles switch usual triggers off.
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_are_immutable;
ALTER TABLE ids ENABLE ALWAYS TRIGGER ids_are_immutable;
ALTER TABLE documents ENABLE ALWAYS TRIGGER documents_are_immutable;
ALTER TABLE tiles ENABLE ALWAYS TRIGGER tiles_are_immutable;
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_immutable;

-- What the service itself may do: read, append, and move the rows that say how far it is.
GRANT SELECT, INSERT ON entries, evidence, documents, ids, repeats, unreadable, tiles, checkpoints TO ${service};
GRANT SELECT, INSERT ON heads, publications, signed_heads TO ${service};
GRANT UPDATE (next_index, next_offset, leader_epoch, edge, root) ON heads TO ${service};
GRANT UPDATE (next_index) ON publications TO ${service};
GRANT UPDATE (size, root, note) ON signed_heads TO ${service};
