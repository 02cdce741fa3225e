-- What acts do to evidence. Invariants:
--   * An act that was to erase evidence has one outcome, of the transaction that appended it. Outcomes and tombstones
--     are only ever inserted; of an outcome the key goes, once the entry was published.
--   * evidence: a row changes only by losing parts, and goes only when it has lost all. It loses them under a tombstone of
--     its subject that is of a later record, or in the transaction of a later entry's outcome.
--   * holds has those that are open.

CREATE TABLE outcomes (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    entry_index bigint  NOT NULL,           -- of the act
    outcome     text    NOT NULL CHECK (outcome IN ('erased', 'held')),
    entries     bigint  NOT NULL,           -- of which something was erased
    record_key  bytea,                      -- where it cannot be computed any more, until the entry was published
    transaction xid8    NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (epoch, shard, entry_index)
);
CREATE INDEX outcomes_with_key ON outcomes (epoch, shard, entry_index) WHERE record_key IS NOT NULL;

CREATE TABLE tombstones (
    epoch         integer     NOT NULL,
    shard         integer     NOT NULL,
    subject_tag   uuid        NOT NULL,
    entry_index   bigint      NOT NULL,     -- of the erasure
    record_offset bigint      NOT NULL,     -- of its record: evidence of the records before it is erased
    at            timestamptz NOT NULL,     -- likewise of later records about what happened before this
    PRIMARY KEY (epoch, shard, subject_tag, entry_index)
);
CREATE INDEX tombstones_by_entry ON tombstones (epoch, shard, entry_index);

CREATE TABLE holds (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    subject_tag uuid    NOT NULL,
    hold_tag    uuid    NOT NULL,           -- of the case that it is for
    entry_index bigint  NOT NULL,           -- of the act that placed it
    PRIMARY KEY (epoch, shard, subject_tag, hold_tag)
);

-- Samples of what was erased must not stay in the planner's statistics.
ALTER TABLE evidence ALTER subject SET STATISTICS 0, ALTER context SET STATISTICS 0, ALTER observed SET STATISTICS 0,
    ALTER subject_tag SET STATISTICS 0;
ALTER TABLE repeats ALTER evidence SET STATISTICS 0, ALTER subject_tag SET STATISTICS 0;
ALTER TABLE unreadable ALTER evidence SET STATISTICS 0, ALTER record_key SET STATISTICS 0,
    ALTER record_value SET STATISTICS 0, ALTER document SET STATISTICS 0;
ALTER TABLE outcomes ALTER record_key SET STATISTICS 0;

CREATE TRIGGER tombstones_are_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstones
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE tombstones ENABLE ALWAYS TRIGGER tombstones_are_immutable;

CREATE FUNCTION refuse_but_forget_key() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.record_key IS NOT NULL OR (NEW.epoch, NEW.shard, NEW.entry_index, NEW.outcome, NEW.entries, NEW.transaction)
            IS DISTINCT FROM (OLD.epoch, OLD.shard, OLD.entry_index, OLD.outcome, OLD.entries, OLD.transaction) THEN
        RAISE EXCEPTION 'UPDATE on table outcomes refused: a key is forgotten, and nothing else changes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outcomes_are_kept BEFORE DELETE OR TRUNCATE ON outcomes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outcomes_forget_keys_alone BEFORE UPDATE ON outcomes
    FOR EACH ROW EXECUTE FUNCTION refuse_but_forget_key();
ALTER TABLE outcomes ENABLE ALWAYS TRIGGER outcomes_are_kept;
ALTER TABLE outcomes ENABLE ALWAYS TRIGGER outcomes_forget_keys_alone;

-- Whoever deletes evidence has to leave behind what says so.
CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_newest record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF num_nonnulls(OLD.subject, OLD.context, OLD.observed) = 0 THEN
            RETURN OLD;
        END IF;
    ELSIF (NEW.epoch, NEW.shard, NEW.entry_index) = (OLD.epoch, OLD.shard, OLD.entry_index)
            AND (NEW.subject IS NULL OR NEW.subject = OLD.subject)
            AND (NEW.context IS NULL OR NEW.context = OLD.context)
            AND (NEW.observed IS NULL OR NEW.observed = OLD.observed)
            AND (NEW.subject_tag IS NULL OR NEW.subject_tag = OLD.subject_tag) THEN
        SELECT * INTO v_newest FROM outcomes WHERE epoch = OLD.epoch AND shard = OLD.shard
            ORDER BY entry_index DESC LIMIT 1;
        IF v_newest.transaction = pg_current_xact_id() AND v_newest.outcome = 'erased'
                AND v_newest.entry_index > OLD.entry_index
            OR EXISTS (SELECT FROM tombstones t, entries e
                WHERE (t.epoch, t.shard, t.subject_tag) = (OLD.epoch, OLD.shard, OLD.subject_tag)
                    AND (e.epoch, e.shard, e.entry_index) = (OLD.epoch, OLD.shard, OLD.entry_index)
                    AND t.record_offset > e.record_offset) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% on table evidence refused: only what an act erases goes', TG_OP;
END $$;
CREATE TRIGGER evidence_is_erased_only BEFORE UPDATE OR DELETE ON evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased();
CREATE TRIGGER evidence_is_not_emptied BEFORE TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_erased_only;
ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_not_emptied;

-- Which evidence of a subject below an index has parts to erase; kinds and parts stand in pairs. Without a subject it is
-- that of a site's consents without one, at some indexes. The limit has each entry looked up by its key.
CREATE FUNCTION erasable(
    p_epoch integer, p_shard integer, p_subject uuid, p_before bigint, p_kinds text[], p_parts text[],
    p_below bigint, p_site text, p_indexes bigint[])
RETURNS TABLE (entry_index bigint, parts text[]) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT v.entry_index, named.parts
    FROM (
        SELECT * FROM evidence WHERE epoch = p_epoch AND shard = p_shard AND subject_tag = p_subject
        UNION ALL
        SELECT * FROM evidence
        WHERE epoch = p_epoch AND shard = p_shard AND entry_index = ANY (p_indexes) AND p_subject IS NULL) v
    CROSS JOIN LATERAL (
        SELECT e.record_offset, convert_from(e.entry, 'UTF8')::json AS said FROM entries e
        WHERE e.epoch = p_epoch AND e.shard = p_shard AND e.entry_index = v.entry_index LIMIT 1) entry
    CROSS JOIN LATERAL (
        SELECT array_agg(part) AS parts FROM unnest(p_kinds, p_parts) AS pair (kind, part)
        WHERE pair.kind = entry.said ->> 'kind') named
    WHERE entry.record_offset < p_before AND (p_below IS NULL OR v.entry_index < p_below)
        AND (p_subject IS NOT NULL
            OR entry.said ->> 'site' = p_site AND entry.said -> 'commitments' -> 'subject' IS NULL)
        AND (v.subject IS NOT NULL AND 'subject' = ANY (named.parts)
            OR v.context IS NOT NULL AND 'context' = ANY (named.parts)
            OR v.observed IS NOT NULL AND 'observed' = ANY (named.parts))
$$;

-- Erases it. For good means that nothing of the subject's is to be found again. What a repeat brought along is one
-- piece, and goes as one.
CREATE FUNCTION erase_evidence(
    p_epoch integer, p_shard integer, p_subject uuid, p_before bigint, p_kinds text[], p_parts text[],
    p_for_good boolean, p_below bigint DEFAULT NULL, p_site text DEFAULT NULL, p_indexes bigint[] DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_indexes bigint[];
BEGIN
    WITH changed AS (
        UPDATE evidence v
        SET subject = CASE WHEN 'subject' = ANY (found.parts) THEN NULL ELSE v.subject END,
            context = CASE WHEN 'context' = ANY (found.parts) THEN NULL ELSE v.context END,
            observed = CASE WHEN 'observed' = ANY (found.parts) THEN NULL ELSE v.observed END,
            subject_tag = CASE WHEN p_for_good THEN NULL ELSE v.subject_tag END
        FROM erasable(p_epoch, p_shard, p_subject, p_before, p_kinds, p_parts, p_below, p_site, p_indexes) AS found
        WHERE v.epoch = p_epoch AND v.shard = p_shard AND v.entry_index = found.entry_index
        RETURNING v.entry_index)
    SELECT array_agg(entry_index) INTO v_indexes FROM changed;
    DELETE FROM evidence WHERE epoch = p_epoch AND shard = p_shard AND entry_index = ANY (v_indexes)
        AND num_nonnulls(subject, context, observed) = 0;
    UPDATE repeats SET evidence = NULL, subject_tag = NULL
    WHERE epoch = p_epoch AND shard = p_shard AND subject_tag = p_subject AND record_offset < p_before
        AND (p_below IS NULL OR entry_index < p_below)
        AND convert_from(entry, 'UTF8')::json ->> 'kind' = ANY (p_kinds);
    IF p_subject IS NULL THEN
        UPDATE repeats r SET evidence = NULL
        FROM entries e
        WHERE e.epoch = p_epoch AND e.shard = p_shard AND e.entry_index = ANY (v_indexes)
            AND r.epoch = p_epoch AND r.shard = p_shard AND r.entry_index = e.entry_index
            AND r.event_id = (convert_from(e.entry, 'UTF8')::json ->> 'eventId')::uuid
            AND r.record_offset < p_before;
    END IF;
END $$;

-- Carries out an act that was to erase evidence, in the transaction that appends it.
CREATE FUNCTION carry_out(
    p_epoch integer, p_shard integer, p_index bigint, p_offset bigint, p_entry bytea,
    p_outcome text, p_subject uuid, p_at timestamptz, p_key bytea, p_kinds text[], p_parts text[])
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_entry   json = convert_from(p_entry, 'UTF8')::json;
    v_kind    text = v_entry ->> 'kind';
    v_forget  boolean = v_entry ->> 'act' = 'forget';
    v_below   bigint = v_entry ->> 'below';
    v_indexes bigint[] = ARRAY(SELECT json_array_elements_text(v_entry -> 'indexes'))::bigint[];
BEGIN
    IF (v_entry ->> 'act' IN ('erase', 'forget') AND (p_subject IS NULL) = (v_entry -> 'indexes' IS NOT NULL) AND (
            p_outcome = 'held' AND p_at IS NULL AND v_kind IN ('erasure', 'retention')
            OR p_outcome = 'erased' AND p_at IS NOT NULL AND v_kind = 'erasure'
            OR p_outcome = 'erased' AND p_at IS NULL AND v_kind = 'retention' AND (v_forget
                OR p_kinds <@ ARRAY['consent']
                    AND p_parts <@ ARRAY(SELECT json_array_elements_text(v_entry -> 'parts'))))
    ) IS NOT TRUE THEN
        RAISE check_violation USING MESSAGE = 'refused: entry ' || p_index || ' orders no such thing';
    END IF;
    IF p_outcome = 'held' THEN
        INSERT INTO outcomes (epoch, shard, entry_index, outcome, entries, record_key)
        VALUES (p_epoch, p_shard, p_index, p_outcome, 0, p_key);
        RETURN;
    END IF;
    INSERT INTO outcomes (epoch, shard, entry_index, outcome, entries, record_key)
    SELECT p_epoch, p_shard, p_index, p_outcome, count(*), p_key
    FROM erasable(p_epoch, p_shard, p_subject, p_offset, p_kinds, p_parts,
        v_below, v_entry ->> 'site', v_indexes);
    IF p_at IS NOT NULL THEN
        INSERT INTO tombstones (epoch, shard, subject_tag, entry_index, record_offset, at)
        VALUES (p_epoch, p_shard, p_subject, p_index, p_offset, p_at);
    END IF;
    PERFORM erase_evidence(p_epoch, p_shard, p_subject, p_offset, p_kinds, p_parts, p_at IS NOT NULL OR v_forget,
        v_below, v_entry ->> 'site', v_indexes);
END $$;

-- Sees to it that a tombstone that was announced is carried out; false while the shard has not come to its record.
-- When it has, and does not know the tombstone, the record was lost after the database had been restored.
CREATE FUNCTION apply_tombstone(
    p_epoch integer, p_shard integer, p_subject uuid, p_index bigint, p_offset bigint, p_at timestamptz,
    p_kinds text[], p_parts text[])
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM heads WHERE epoch = p_epoch AND shard = p_shard AND next_offset > p_offset FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO tombstones (epoch, shard, subject_tag, entry_index, record_offset, at)
    VALUES (p_epoch, p_shard, p_subject, p_index, p_offset, p_at) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM erase_evidence(p_epoch, p_shard, p_subject, p_offset, p_kinds, p_parts, true);
    END IF;
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION mark_published(of_epoch integer, of_shard integer, to_index bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE publications p SET next_index = greatest(p.next_index, least(to_index, h.next_index))
    FROM heads h WHERE (h.epoch, h.shard) = (of_epoch, of_shard) AND (p.epoch, p.shard) = (of_epoch, of_shard);
    UPDATE outcomes SET record_key = NULL
    WHERE epoch = of_epoch AND shard = of_shard AND entry_index < to_index AND record_key IS NOT NULL;
$$;

GRANT SELECT ON outcomes, tombstones, holds TO ${service};
GRANT EXECUTE ON FUNCTION apply_tombstone TO ${service};
