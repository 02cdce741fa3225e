-- Invariants
-- 1. Every transaction that changes a table of this file for a shard holds the lock of the shard's row in shard_position, and
--    moves it: figures, choices and position change together or not at all.
-- 2. What is in the tables is the projection of exactly the entries with an index below next_index, whose tree has the edge.
--    next_index is the position; next_offset only says where in the topic of appended entries to look for it.
-- 3. In report_count a day is the sum of its quarter hours, and of report 'decisions' withdrawn <= refused over every span of
--    time, and the sum of subjects_granted up to a time is the number of subjects whose latest choice before it is a grant.
--    An erasure changes no count of it: a subject that was erased stays in these sums as it was last, and nothing says any
--    more which one it was. Only for subjects that were never erased does the sum equal what subject_choice has. Somebody
--    erased who comes back is one more subject. A rebuild counts what is still known: who was erased before it is in none of
--    these sums. standing_count always equals what subject_choice has: who is erased is gone.
-- 4. No pseudonym and no account is kept: a subject is the SHA-256 by which its records are routed, an account a keyed hash.
-- 5. Primary keys begin with epoch and shard.
-- 6. subject_entry has each consent and each act below next_index, but for what erasures took: of an erased subject
--    nothing below the erasure's own index is in subject_entry, subject_choice and account_link. An earlier order to
--    erase the subject stays, under a key that is nobody's: whoever has its id asks what became of it.
--    The end of a retention that takes the subject of some consents takes them from subject_entry alone; one that forgets
--    the subject takes, below its bound, what an erasure takes. Its own row has a key that is nobody's.
-- 7. No other table refers to one of these, and each of them can be filled anew from the ledger's entries: a rebuild does, in
--    the schema 'rebuild', where this file is run again, and then puts them in the place of the old ones.

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
    epoch           integer     NOT NULL,
    shard           integer     NOT NULL,
    site            text        NOT NULL,
    report          text        NOT NULL,
    grain           text        NOT NULL CHECK (grain IN ('quarter', 'day')),
    start           timestamptz NOT NULL,
    by_all          bytea       NOT NULL,
    by_policy       bytea       NOT NULL,
    by_banner       bytea       NOT NULL,
    by_layer        bytea       NOT NULL,
    by_jurisdiction bytea       NOT NULL,
    by_country      bytea       NOT NULL,
    by_device       bytea       NOT NULL,
    by_language     bytea       NOT NULL,
    by_signal       bytea       NOT NULL,
    PRIMARY KEY (epoch, shard, site, report, grain, start)
) WITH (fillfactor = 70);

COMMENT ON TABLE report_count IS
    'All counts of a report in a span of time, each time by another dimension; the classes BlockCounts and SlotFormat say how. Together they take a tenth of what a row for each count would, and a batch adds to few rows';
COMMENT ON COLUMN report_count.start IS 'Beginning of a quarter hour, or of a day of the zone in day_zone: that of the earlier of occurredAt and receivedAt';

CREATE TABLE day_zone (
    epoch integer NOT NULL,
    shard integer NOT NULL,
    site  text    NOT NULL,
    zone  text    NOT NULL,
    PRIMARY KEY (epoch, shard, site)
);

COMMENT ON TABLE day_zone IS
    'The time zones in which the days of report_count begin: what a site''s settings said when its first entry was projected';

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
    choices text    NOT NULL,
    PRIMARY KEY (epoch, shard, subject)
) WITH (fillfactor = 80);

COMMENT ON COLUMN subject_choice.choices IS
    'JSON, which nobody asks PostgreSQL about for each entry: as text a row costs less than two thirds of what it does as jsonb. By category, in order of effect: [[effective at, milliseconds of the Unix epoch; index; "granted", "refused" or "ended"; policy version; jurisdiction; 1 with a bot label, else 0], ...]';

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

-- A person's timeline in its order; by event and by code the person is found first. Ids of version 7, which are
-- recommended, come in the order of time: a B-tree grows at its end and costs next to nothing. Codes are random, and a hash index
-- costs less there.
CREATE INDEX subject_entry_by_subject ON subject_entry (subject, effective_at, shard, index);
CREATE INDEX subject_entry_by_event ON subject_entry (event_id);
CREATE INDEX subject_entry_by_receipt ON subject_entry USING hash (receipt) WHERE receipt IS NOT NULL;

-- Holds, restrictions and erasures, which decide what may be done with the rest.
CREATE INDEX subject_entry_orders ON subject_entry (subject, index) WHERE kind IN ('hold', 'erasure');

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
