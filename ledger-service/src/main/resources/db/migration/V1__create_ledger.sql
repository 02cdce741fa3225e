-- The ledger of entries. Invariants:
--   * In a shard entry_index counts from 0 without a gap, in the order of record_offset.
--   * heads.next_index and heads.next_offset move forward only, in the transaction that appends, under the row's
--     lock and from the values that the appended was made for.
--   * An (event_id, scope) stands once in a shard, for ever: in ids.
--   * tiles has exactly the full tiles of the tree of next_index entries, heads.edge its partial ones.
--   * Each offset below next_offset is that of one entry or of one row of repeats, or stands in absences.
--   * entries, ids, documents, absences, tiles and checkpoints are only ever inserted. What is erasable stands in
--     tables of its own: evidence, repeats and unreadable.
--   * A checkpoint is inserted in the transaction that moves signed_heads to it, and signed_heads is moved
--     only from the checkpoint that the new one was proved consistent with.
--   * The service's user writes through the functions below and in no other way. Whoever has stolen its password
--     can append, but change nothing that was appended, leave no gap among the entries, and pass over no record
--     without a row that says so.
-- Every primary key begins with epoch and shard, so that shards can be spread over a cluster.

-- Each function can be called by those who are named, here and in later migrations.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

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
    subject_tag uuid,                       -- keyed hash of site and pseudonym, by which a subject is erased
    PRIMARY KEY (epoch, shard, entry_index)
);
CREATE INDEX evidence_by_subject ON evidence (epoch, shard, subject_tag) WHERE subject_tag IS NOT NULL;

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
    subject_tag   uuid,                     -- as with evidence, while there is some
    PRIMARY KEY (epoch, shard, record_offset)
);
CREATE INDEX repeats_by_event ON repeats (epoch, shard, event_id);
CREATE INDEX repeats_by_subject ON repeats (epoch, shard, subject_tag) WHERE subject_tag IS NOT NULL;

CREATE TABLE absences (
    epoch        integer NOT NULL,
    shard        integer NOT NULL,
    offset_first bigint  NOT NULL,          -- from here to the last one the topic had no record: Kafka's own
    offset_last  bigint  NOT NULL,          -- control records, or what a statement says is missing
    PRIMARY KEY (epoch, shard, offset_first)
);

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
CREATE TRIGGER absences_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON absences
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Also where replication roles switch usual triggers off.
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_are_immutable;
ALTER TABLE ids ENABLE ALWAYS TRIGGER ids_are_immutable;
ALTER TABLE documents ENABLE ALWAYS TRIGGER documents_are_immutable;
ALTER TABLE absences ENABLE ALWAYS TRIGGER absences_are_immutable;
ALTER TABLE tiles ENABLE ALWAYS TRIGGER tiles_are_immutable;
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_immutable;

CREATE FUNCTION open_shard(of_epoch integer, of_shard integer, of_topic text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO heads (epoch, shard, topic_id, root) VALUES (of_epoch, of_shard, of_topic, sha256(''))
    ON CONFLICT DO NOTHING;
    INSERT INTO publications (epoch, shard) VALUES (of_epoch, of_shard) ON CONFLICT DO NOTHING;
$$;

-- Appends one batch, if the head still stands where the batch begins; says whether it did. The leaves get the
-- indexes from there on; what only some of them have comes with their indexes. Leaves, repeats and absences together
-- have each offset of the batch once.
CREATE FUNCTION append(
    of_epoch integer, of_shard integer, from_index bigint, from_offset bigint,
    to_offset bigint, to_leader_epoch integer, to_edge bytea, to_root bytea,
    leaf_offsets bigint[], leaf_entries bytea[], leaf_events uuid[], leaf_scopes bigint[],
    leaf_subjects bytea[], leaf_contexts bytea[], leaf_observed bytea[], leaf_tags uuid[],
    document_indexes bigint[], document_bytes bytea[],
    unreadable_indexes bigint[], unreadable_reasons text[], unreadable_keys bytea[], unreadable_values bytea[],
    unreadable_evidence bytea[], unreadable_documents bytea[],
    repeat_offsets bigint[], repeat_events uuid[], repeat_indexes bigint[], repeat_conflicting boolean[],
    repeat_entries bytea[], repeat_evidence bytea[], repeat_documents bytea[], repeat_tags uuid[],
    outcome_indexes bigint[], outcome_words text[], outcome_tags uuid[], outcome_times timestamptz[],
    outcome_keys bytea[], part_indexes bigint[], part_kinds text[], part_names text[],
    hold_subjects uuid[], hold_tags uuid[], hold_indexes bigint[],
    absence_firsts bigint[], absence_lasts bigint[],
    tile_levels bigint[], tile_indexes bigint[], tile_hashes bytea[])
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    to_index bigint = from_index + cardinality(leaf_entries);
BEGIN
    UPDATE heads SET next_index = to_index, next_offset = to_offset, leader_epoch = to_leader_epoch,
        edge = to_edge, root = to_root
    WHERE epoch = of_epoch AND shard = of_shard AND next_index = from_index AND next_offset = from_offset;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF (to_offset > from_offset
        AND leaf_offsets = ARRAY(SELECT leaf FROM unnest(leaf_offsets) leaf ORDER BY leaf)
        AND (to_offset - from_offset, int8multirange(int8range(from_offset, to_offset))) = (
            SELECT sum(last - first + 1), range_agg(int8range(first, last, '[]')) FROM (
                SELECT at AS first, at AS last FROM unnest(leaf_offsets || repeat_offsets) AS at
                UNION ALL SELECT * FROM unnest(absence_firsts, absence_lasts)) AS offsets)
        AND NOT EXISTS (
            SELECT FROM unnest(repeat_indexes) AS entry WHERE entry < 0 OR entry >= to_index)
        AND NOT EXISTS (
            SELECT FROM unnest(document_indexes || unreadable_indexes || outcome_indexes || hold_indexes) AS leaf
            WHERE leaf < from_index OR leaf >= to_index)
        AND octet_length(to_root) = 32
        AND octet_length(to_edge) = (
            SELECT 32 * sum((to_index >> 8 * level) & 255) FROM generate_series(0, 7) AS level)
        AND (tile_levels, tile_indexes) = (
            SELECT coalesce(array_agg(level::bigint ORDER BY level, tile), '{}'),
                coalesce(array_agg(tile ORDER BY level, tile), '{}')
            FROM generate_series(0, 6) AS level, generate_series(
                from_index >> 8 * level + 8, (to_index >> 8 * level + 8) - 1) AS tile)
    ) IS NOT TRUE THEN
        RAISE check_violation USING MESSAGE = 'refused: this does not follow what shard ' || of_shard || ' has';
    END IF;

    INSERT INTO entries (epoch, shard, entry_index, record_offset, entry)
    SELECT of_epoch, of_shard, generate_series(from_index, to_index - 1),
        unnest(leaf_offsets), unnest(leaf_entries);

    INSERT INTO ids (epoch, shard, event_id, scope, entry_index)
    SELECT of_epoch, of_shard, leaf.* FROM (
        SELECT unnest(leaf_events) AS event, unnest(leaf_scopes), generate_series(from_index, to_index - 1)) leaf
    WHERE event IS NOT NULL;

    INSERT INTO evidence (epoch, shard, entry_index, subject, context, observed, subject_tag)
    SELECT of_epoch, of_shard, leaf.* FROM (
        SELECT generate_series(from_index, to_index - 1), unnest(leaf_subjects),
            unnest(leaf_contexts) AS context, unnest(leaf_observed), unnest(leaf_tags)) leaf
    WHERE leaf.context IS NOT NULL;

    INSERT INTO documents (epoch, shard, entry_index, document)
    SELECT of_epoch, of_shard, unnest(document_indexes), unnest(document_bytes);

    INSERT INTO unreadable (epoch, shard, entry_index, record_offset, reason,
        record_key, record_value, evidence, document)
    SELECT of_epoch, of_shard, at, leaf_offsets[at - from_index + 1], text, key, value, parts, published
    FROM unnest(unreadable_indexes, unreadable_reasons, unreadable_keys, unreadable_values,
        unreadable_evidence, unreadable_documents) AS record (at, text, key, value, parts, published);

    INSERT INTO repeats (epoch, shard, record_offset, event_id, entry_index,
        conflicting, entry, evidence, document, subject_tag)
    SELECT of_epoch, of_shard, unnest(repeat_offsets), unnest(repeat_events), unnest(repeat_indexes),
        unnest(repeat_conflicting), unnest(repeat_entries), unnest(repeat_evidence), unnest(repeat_documents),
        unnest(repeat_tags);

    INSERT INTO absences (epoch, shard, offset_first, offset_last)
    SELECT of_epoch, of_shard, unnest(absence_firsts), unnest(absence_lasts);

    INSERT INTO tiles (epoch, shard, level, tile_index, hashes)
    SELECT of_epoch, of_shard, unnest(tile_levels), unnest(tile_indexes), unnest(tile_hashes);

    -- Acts are rare. Each sees what those before it have done, and the evidence of all leaves that come before it.
    IF cardinality(outcome_indexes) > 0 THEN
        PERFORM carry_out(of_epoch, of_shard, at, leaf_offsets[at - from_index + 1], leaf_entries[at - from_index + 1],
            word, tag, before, key,
            ARRAY(SELECT kind FROM unnest(part_indexes, part_kinds) AS part (act, kind) WHERE act = at),
            ARRAY(SELECT name FROM unnest(part_indexes, part_names) AS part (act, name) WHERE act = at))
        FROM (SELECT * FROM unnest(outcome_indexes, outcome_words, outcome_tags, outcome_times, outcome_keys)
            AS act (at, word, tag, before, key) ORDER BY at) AS acts;
    END IF;
    IF cardinality(hold_tags) > 0 THEN
        DELETE FROM holds USING unnest(hold_subjects, hold_tags) AS hold (subject, tag)
        WHERE epoch = of_epoch AND shard = of_shard AND subject_tag = subject AND hold_tag = tag;
        INSERT INTO holds (epoch, shard, subject_tag, hold_tag, entry_index)
        SELECT of_epoch, of_shard, subject, tag, at
        FROM unnest(hold_subjects, hold_tags, hold_indexes) AS hold (subject, tag, at) WHERE at IS NOT NULL;
    END IF;
    RETURN true;
END $$;

-- For a function that also knows whose signatures it needs and what the note has to say. Keeps a checkpoint, if the
-- last one is still that of which it was proved to be a continuation (null: there is none); says whether it did.
CREATE FUNCTION keep_checkpoint(
    of_epoch integer, of_shard integer, from_size bigint, from_root bytea,
    to_size bigint, to_root bytea, to_signed_at timestamptz, to_note bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF from_size IS NULL THEN
        INSERT INTO signed_heads (epoch, shard, size, root, note)
        VALUES (of_epoch, of_shard, to_size, to_root, to_note) ON CONFLICT DO NOTHING;
    ELSE
        UPDATE signed_heads SET size = to_size, root = to_root, note = to_note
        WHERE epoch = of_epoch AND shard = of_shard AND size = from_size AND root = from_root;
    END IF;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF to_size <= from_size OR NOT EXISTS (
        SELECT FROM heads WHERE epoch = of_epoch AND shard = of_shard AND next_index >= to_size) THEN
        RAISE check_violation USING MESSAGE = 'refused: shard ' || of_shard || ' has no such size to sign';
    END IF;
    INSERT INTO checkpoints (epoch, shard, size, signed_at, note)
    VALUES (of_epoch, of_shard, to_size, to_signed_at, to_note);
    RETURN true;
END $$;

CREATE FUNCTION mark_published(of_epoch integer, of_shard integer, to_index bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE publications p SET next_index = greatest(p.next_index, least(to_index, h.next_index))
    FROM heads h WHERE (h.epoch, h.shard) = (of_epoch, of_shard) AND (p.epoch, p.shard) = (of_epoch, of_shard);
$$;

GRANT SELECT ON heads, entries, evidence, documents, ids, repeats, absences, unreadable, tiles, checkpoints,
    signed_heads, publications TO ${service};
GRANT EXECUTE ON FUNCTION open_shard, append, mark_published TO ${service};
