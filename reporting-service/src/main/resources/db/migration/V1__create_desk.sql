-- What is not derived from the ledger's entries, or not from them alone. Nobody who projects writes it.

-- A day of a site that is over, and whose figures were found equal with the ledger's.
CREATE TABLE sealed_day (
    epoch     integer     NOT NULL,
    site      text        NOT NULL,
    day       timestamptz NOT NULL,
    day_end   timestamptz NOT NULL CHECK (day_end > day),
    zone      text        NOT NULL,
    sealed_at timestamptz NOT NULL,
    events    bigint      NOT NULL CHECK (events >= 0),
    sizes     bigint[]    NOT NULL,
    roots     bytea[]     NOT NULL,
    PRIMARY KEY (epoch, site, day)
);

COMMENT ON COLUMN sealed_day.zone IS 'The time zone that the day is of';
COMMENT ON COLUMN sealed_day.events IS 'Of the day, among the entries that were counted';
COMMENT ON COLUMN sealed_day.sizes IS 'By shard, counted from 1: how many entries were counted; roots are those of their trees';

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

-- What goes over all entries, once at a time: the one that is wanted or under way, and what the last one came to.
CREATE TABLE job (
    name         text        PRIMARY KEY CHECK (name IN ('reconciliation', 'rebuild')),
    requested_at timestamptz,
    started_at   timestamptz,
    finished_at  timestamptz,
    done         bigint      NOT NULL DEFAULT 0,
    total        bigint      NOT NULL DEFAULT 0,
    result       jsonb
);

COMMENT ON COLUMN job.done IS 'Entries, of the one under way or the last one';
COMMENT ON COLUMN job.result IS 'Of the last reconciliation that was not broken off: size, root and differences by shard';

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
