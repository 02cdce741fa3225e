-- Invariants
-- 1. Every transaction that changes a table below for a shard holds the lock of the shard's row in shard_position, and
--    moves it: figures, choices and position change together or not at all.
-- 2. What is in the tables is the projection of exactly the entries with an index below next_index. next_index is the
--    position; next_offset only says where in the topic of appended entries to look for it.
-- 3. In quarter_count, withdrawn <= refused over every span of time, and the sum of subjects_granted_delta up to a time is
--    the number of subjects whose latest choice before it is a grant.
-- 4. No pseudonym is kept: a subject is the SHA-256 by which its records are routed.
-- 5. Primary keys begin with epoch and shard.

CREATE TABLE shard_position (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    next_index  bigint  NOT NULL CHECK (next_index >= 0),
    next_offset bigint  NOT NULL CHECK (next_offset >= 0),
    PRIMARY KEY (epoch, shard)
) WITH (fillfactor = 50);

CREATE TABLE quarter_count (
    epoch                  integer     NOT NULL,
    shard                  integer     NOT NULL,
    site                   text        NOT NULL,
    category               text        NOT NULL,
    quarter                timestamptz NOT NULL,
    granted                bigint      NOT NULL CHECK (granted >= 0),
    refused                bigint      NOT NULL CHECK (refused >= 0),
    not_asked              bigint      NOT NULL CHECK (not_asked >= 0),
    withdrawn              bigint      NOT NULL,
    subjects_granted_delta bigint      NOT NULL,
    PRIMARY KEY (epoch, shard, site, category, quarter)
) WITH (fillfactor = 70);

COMMENT ON COLUMN quarter_count.quarter IS 'Beginning of a quarter hour of UTC, that of the earlier of occurredAt and receivedAt';

CREATE TABLE subject_choice (
    epoch   integer NOT NULL,
    shard   integer NOT NULL,
    subject bytea   NOT NULL CHECK (length(subject) = 32),
    site    text    NOT NULL,
    choices jsonb   NOT NULL,
    PRIMARY KEY (epoch, shard, subject)
) WITH (fillfactor = 80);

COMMENT ON COLUMN subject_choice.choices IS
    'By category, in order of effect: [[effective at, milliseconds of the Unix epoch; index; "granted", "refused" or "ended"], ...]';

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
