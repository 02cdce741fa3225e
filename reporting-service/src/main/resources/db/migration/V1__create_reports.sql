-- Invariants
-- 1. Every transaction that changes a table below for a shard holds the lock of the shard's row in shard_position, and
--    moves it: figures, choices and position change together or not at all.
-- 2. What is in the tables is the projection of exactly the entries with an index below next_index, whose tree has the edge.
--    next_index is the position; next_offset only says where in the topic of appended entries to look for it.
-- 3. In report_count a day is the sum of its quarter hours, and of report 'decisions' withdrawn <= refused over every span of
--    time, and the sum of subjects_granted up to a time is the number of subjects whose latest choice before it is a grant.
--    An erasure changes no count of it: a subject that was erased stays in these sums as it was last, and nothing says any
--    more which one it was. Only for subjects that were never erased does the sum equal what subject_choice has. Somebody
--    erased who comes back is one more subject. standing_count always equals what subject_choice has: who is erased is gone.
-- 4. No pseudonym and no account is kept: a subject is the SHA-256 by which its records are routed, an account a keyed hash.
-- 5. Primary keys begin with epoch and shard, but for desk_case, audit_pack, regulator_link, retention_run, expiry_run,
--    reconciliation and sealed_day, which are about no shard and written by nobody who projects.
-- 6. subject_entry has each consent and each act below next_index, but for what erasures took: of an erased subject
--    nothing below the erasure's own index is in subject_entry, subject_choice and account_link. An earlier order to
--    erase the subject stays, under a key that is nobody's: whoever has its id asks what became of it.
--    The end of a retention that takes the subject of some consents takes them from subject_entry alone; one that forgets
--    the subject takes, below its bound, what an erasure takes. Its own row has a key that is nobody's.
-- 7. retention_run, expiry_run and reconciliation are about no shard: what the last run found and did, and of the first and the
--    last whether one was asked for.

CREATE TABLE shard_position (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    next_index  bigint  NOT NULL CHECK (next_index >= 0),
    next_offset bigint  NOT NULL CHECK (next_offset >= 0),
    edge        bytea   NOT NULL DEFAULT '',
    PRIMARY KEY (epoch, shard),
    CHECK (length(edge) = 32 * bit_count(next_index::bit(64)))
) WITH (fillfactor = 50);

COMMENT ON COLUMN shard_position.edge IS
    'The right edge of the Merkle tree of the entries that were projected, the largest subtree first: the root says which they are';

CREATE TABLE report_count (
    epoch     integer     NOT NULL,
    shard     integer     NOT NULL,
    site      text        NOT NULL,
    report    text        NOT NULL,
    dimension text        NOT NULL,
    grain     text        NOT NULL CHECK (grain IN ('quarter', 'day')),
    start     timestamptz NOT NULL,
    category  text        NOT NULL,
    value     text        NOT NULL,
    bot       boolean     NOT NULL,
    counts    bigint[]    NOT NULL,
    PRIMARY KEY (epoch, shard, site, report, dimension, grain, start, category, value, bot)
) WITH (fillfactor = 70);

COMMENT ON COLUMN report_count.start IS 'Beginning of a quarter hour or day of UTC, that of the earlier of occurredAt and receivedAt';
COMMENT ON COLUMN report_count.category IS 'Empty where the report counts events';
COMMENT ON COLUMN report_count.bot IS 'Whether these are the events with a bot label';
COMMENT ON COLUMN report_count.counts IS 'In the order of the report''s measures';

-- Counts of a report that has got more measures are longer than those that it left behind.
CREATE FUNCTION add_counts(one bigint[], other bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY i) FROM unnest(one, other) WITH ORDINALITY AS t (a, b, i));

CREATE AGGREGATE sum_counts(bigint[]) (SFUNC = add_counts, STYPE = bigint[], INITCOND = '{}');

-- A day of UTC of a site that is over, and whose figures were found equal with the ledger's.
CREATE TABLE sealed_day (
    epoch     integer     NOT NULL,
    site      text        NOT NULL,
    day       timestamptz NOT NULL,
    sealed_at timestamptz NOT NULL,
    events    bigint      NOT NULL CHECK (events >= 0),
    sizes     bigint[]    NOT NULL,
    roots     bytea[]     NOT NULL,
    PRIMARY KEY (epoch, site, day)
);

COMMENT ON COLUMN sealed_day.events IS 'Of the day, among the entries that were counted';
COMMENT ON COLUMN sealed_day.sizes IS 'By shard, counted from 1: how many entries were counted; roots are those of their trees';

CREATE TABLE standing_count (
    epoch        integer NOT NULL,
    shard        integer NOT NULL,
    site         text    NOT NULL,
    category     text    NOT NULL,
    standing     text    NOT NULL CHECK (standing IN ('granted', 'refused', 'ended')),
    policy       text    NOT NULL,
    jurisdiction text    NOT NULL,
    subjects     bigint  NOT NULL,
    PRIMARY KEY (epoch, shard, site, category, standing, policy, jurisdiction)
) WITH (fillfactor = 50);

COMMENT ON TABLE standing_count IS 'Subjects by their latest choice and what it was made under; of nobody who was erased';

CREATE TABLE subject_choice (
    epoch   integer NOT NULL,
    shard   integer NOT NULL,
    subject bytea   NOT NULL CHECK (length(subject) = 32),
    site    text    NOT NULL,
    choices jsonb   NOT NULL,
    PRIMARY KEY (epoch, shard, subject)
) WITH (fillfactor = 80);

COMMENT ON COLUMN subject_choice.choices IS
    'By category, in order of effect: [[effective at, milliseconds of the Unix epoch; index; "granted", "refused" or "ended"; policy version; jurisdiction; 1 with a bot label, else 0], ...]';

CREATE TABLE publication (
    epoch         integer     NOT NULL,
    shard         integer     NOT NULL,
    site          text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('policy', 'banner')),
    version       text        NOT NULL,
    index         bigint      NOT NULL,
    sha256        bytea       NOT NULL CHECK (length(sha256) = 32),
    in_force_from timestamptz NOT NULL,
    demonstration boolean     NOT NULL,
    document      bytea       NOT NULL,
    PRIMARY KEY (epoch, shard, site, kind, version)
);

COMMENT ON COLUMN publication.document IS 'The canonical bytes that were published; sha256 is theirs';

CREATE TABLE policy_decision (
    epoch integer NOT NULL,
    shard integer NOT NULL,
    index bigint  NOT NULL,
    site  text    NOT NULL,
    entry bytea   NOT NULL,
    PRIMARY KEY (epoch, shard, index)
);

COMMENT ON TABLE policy_decision IS 'Whether consents cover the next version of a policy, as somebody has decided';
COMMENT ON COLUMN policy_decision.entry IS 'The entry''s bytes, which do not say who it was';

CREATE INDEX policy_decision_by_site ON policy_decision (site);

CREATE TABLE subject_entry (
    epoch        integer     NOT NULL,
    shard        integer     NOT NULL,
    index        bigint      NOT NULL,
    subject      bytea       NOT NULL CHECK (length(subject) = 32),
    site         text        NOT NULL,
    effective_at timestamptz NOT NULL,
    event_id     uuid        NOT NULL,
    kind         text        NOT NULL,
    action       text        NOT NULL,
    receipt      uuid,
    PRIMARY KEY (epoch, shard, index)
);

COMMENT ON COLUMN subject_entry.subject IS
    'The key of the subject''s records; of an event whose subject is not known, the key of site and event id';
COMMENT ON COLUMN subject_entry.action IS 'Of a consent, or the act';
COMMENT ON COLUMN subject_entry.receipt IS 'The 128 bits of the receipt code that the visitor got, of a consent';

-- A person's timeline in its order; by event and by code the person is found first.
CREATE INDEX subject_entry_by_subject ON subject_entry (subject, effective_at, shard, index);
CREATE INDEX subject_entry_by_event ON subject_entry (event_id);
CREATE INDEX subject_entry_by_receipt ON subject_entry (receipt) WHERE receipt IS NOT NULL;

-- Whom a row is about is in no statistics, which would keep examples of it after it is gone.
ALTER TABLE subject_entry ALTER COLUMN subject SET STATISTICS 0, ALTER COLUMN receipt SET STATISTICS 0;

CREATE TABLE account_link (
    epoch   integer NOT NULL,
    shard   integer NOT NULL,
    site    text    NOT NULL,
    account bytea   NOT NULL CHECK (length(account) = 32),
    subject bytea   NOT NULL CHECK (length(subject) = 32),
    index   bigint  NOT NULL,
    PRIMARY KEY (epoch, shard, site, account, subject)
);

COMMENT ON COLUMN account_link.account IS 'HMAC-SHA-256 of site and account under the receipt key';
COMMENT ON COLUMN account_link.index IS 'Of the entry that linked them';

CREATE INDEX account_link_by_account ON account_link (account);
CREATE INDEX account_link_by_subject ON account_link (subject);

ALTER TABLE account_link ALTER COLUMN account SET STATISTICS 0, ALTER COLUMN subject SET STATISTICS 0;

-- Holds, restrictions and erasures, which decide what may be done with the rest.
CREATE INDEX subject_entry_orders ON subject_entry (subject, index) WHERE kind IN ('hold', 'erasure');

-- Not derived from the ledger, which has a case's opening and closing as entries, but not its deadline.
CREATE TABLE desk_case (
    id        uuid        PRIMARY KEY,
    site      text        NOT NULL,
    reference text        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('access_request', 'erasure_request', 'complaint', 'audit')),
    deadline  timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by text        NOT NULL,
    closed_at timestamptz
);

CREATE TABLE retention_run (
    site         text        PRIMARY KEY,
    requested_at timestamptz,
    started_at   timestamptz,
    finished_at  timestamptz,
    orders       bigint      NOT NULL DEFAULT 0,
    guests       bigint      NOT NULL DEFAULT 0,
    held         bigint      NOT NULL DEFAULT 0
);

COMMENT ON COLUMN retention_run.requested_at IS 'Null once a run that began later is finished';
COMMENT ON COLUMN retention_run.finished_at IS 'Of the last run that was not broken off; the figures are its';
COMMENT ON COLUMN retention_run.held IS 'Persons of whom something was due, and a hold was open';

-- One row: the reconciliation that is wanted or under way, and what the last one came to.
CREATE TABLE reconciliation (
    one          boolean     PRIMARY KEY DEFAULT true CHECK (one),
    requested_at timestamptz,
    started_at   timestamptz,
    finished_at  timestamptz,
    done         bigint      NOT NULL DEFAULT 0,
    total        bigint      NOT NULL DEFAULT 0,
    shards       jsonb       NOT NULL DEFAULT '{"shards": []}'
);

COMMENT ON COLUMN reconciliation.shards IS 'Of the last one that was not broken off: size, root and differences by shard';

CREATE TABLE expiry_run (
    site        text        PRIMARY KEY,
    started_at  timestamptz,
    finished_at timestamptz,
    expiries    bigint      NOT NULL DEFAULT 0,
    restricted  bigint      NOT NULL DEFAULT 0
);

COMMENT ON COLUMN expiry_run.finished_at IS 'Of the last run that was not broken off; the figures are its';
COMMENT ON COLUMN expiry_run.restricted IS 'Persons of whom a grant has lapsed, and who have restricted the use';

CREATE INDEX desk_case_by_site ON desk_case (site, deadline);

-- Packs that were ordered. At most one maker holds one: the holder, until lease_until; whoever reports for it has to be
-- the holder. A waiting pack is not begun before lease_until. A pack whose file is deleted names no subject any more.
CREATE TABLE audit_pack (
    id          uuid        PRIMARY KEY,
    site        text        NOT NULL,
    case_id     uuid        NOT NULL,
    epoch       integer     NOT NULL,
    ordered_at  timestamptz NOT NULL,
    pack_order  bytea       NOT NULL,
    subjects    bytea[]     NOT NULL,
    discloses   boolean     NOT NULL,
    restricted  boolean     NOT NULL,
    state       text        NOT NULL
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'outdated')),
    holder      uuid,
    lease_until timestamptz,
    failures    integer     NOT NULL DEFAULT 0,
    done        bigint      NOT NULL DEFAULT 0,
    total       bigint      NOT NULL DEFAULT 0,
    entries     bigint      NOT NULL DEFAULT 0,
    started_at  timestamptz,
    finished_at timestamptz,
    bytes       bigint,
    sha256      bytea CHECK (length(sha256) = 32),
    sizes       bigint[]
);

COMMENT ON COLUMN audit_pack.pack_order IS 'Canonical JSON, as it stands in the manifest; names nobody whom entries are about';
COMMENT ON COLUMN audit_pack.subjects IS 'The keys of whom it is about; none where it is about a period';
COMMENT ON COLUMN audit_pack.discloses IS 'Whether there is evidence in it';
COMMENT ON COLUMN audit_pack.restricted IS 'Whether there is evidence of persons who have restricted its use, too';
COMMENT ON COLUMN audit_pack.sizes IS 'By shard, counted from 1: below which index entries are in it';

CREATE INDEX audit_pack_by_site ON audit_pack (site, ordered_at, id);

ALTER TABLE audit_pack ALTER COLUMN subjects SET STATISTICS 0;

-- Not derived from the ledger, which has that a link was issued, used and revoked as entries. Of its secret only the hash
-- is here. What it is for is named by the event's id, which its entry has too, and outlasts an erasure.
CREATE TABLE regulator_link (
    id           uuid        PRIMARY KEY,
    code_sha256  bytea       NOT NULL UNIQUE CHECK (length(code_sha256) = 32),
    site         text        NOT NULL,
    case_id      uuid        NOT NULL REFERENCES desk_case,
    event_id     uuid,
    pack_id      uuid,
    as_of        timestamptz,
    withheld     text[]      NOT NULL,
    allowed      boolean     NOT NULL,
    recipient    text        NOT NULL,
    valid_until  timestamptz NOT NULL,
    issued_at    timestamptz NOT NULL,
    issued_by    text        NOT NULL,
    revoked_at   timestamptz,
    uses         bigint      NOT NULL DEFAULT 0,
    last_used_at timestamptz,
    CHECK (num_nonnulls(event_id, pack_id) = 1)
);

COMMENT ON COLUMN regulator_link.pack_id IS 'Of audit_pack, from which it may be gone';
COMMENT ON COLUMN regulator_link.allowed IS 'Whether it opens although the person has restricted the use';

CREATE INDEX regulator_link_by_case ON regulator_link (case_id, issued_at);
