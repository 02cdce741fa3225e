-- What became of acts that were to erase evidence.
CREATE TABLE outcomes (
    epoch       integer NOT NULL,
    shard       integer NOT NULL,
    entry_index bigint  NOT NULL,           -- of the act
    outcome     text    NOT NULL CHECK (outcome IN ('erased', 'held')),
    entries     bigint  NOT NULL,           -- of which something was erased
    PRIMARY KEY (epoch, shard, entry_index)
);
GRANT SELECT ON outcomes TO ${service};
