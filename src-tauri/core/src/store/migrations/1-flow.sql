CREATE TABLE flow (
    id INTEGER PRIMARY KEY,
    "from" INTEGER NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    "to" INTEGER NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    amount INTEGER, -- millionths of the unit
    unit TEXT,
    period TEXT,
    strength INTEGER,
    score REAL,
    evidence TEXT NOT NULL,
    source TEXT NOT NULL,
    evidence_date TEXT NOT NULL,
    owner TEXT NOT NULL,
    via TEXT NOT NULL, -- JSON list
    gates TEXT NOT NULL, -- JSON list
    enablers TEXT NOT NULL, -- JSON list
    delay_days REAL,
    capacity REAL,
    benefit INTEGER,
    cost INTEGER,
    fee_of INTEGER REFERENCES flow (id) DEFERRABLE INITIALLY DEFERRED,
    rate REAL,
    layer TEXT,
    incremental_share REAL,
    contribution_margin REAL,
    datasets TEXT NOT NULL, -- JSON list
    both_ways INTEGER NOT NULL,
    transform TEXT,
    contract INTEGER NOT NULL,
    consent INTEGER NOT NULL,
    shared_auth INTEGER NOT NULL,
    error_handling INTEGER NOT NULL,
    co_owner_from INTEGER NOT NULL,
    co_owner_to INTEGER NOT NULL,
    "write" INTEGER NOT NULL,
    attestation INTEGER NOT NULL,
    use_share REAL,
    count INTEGER,
    decision INTEGER REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
    rapid TEXT,
    gate TEXT,
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX flow_from ON flow ("from");
CREATE INDEX flow_to ON flow ("to");
CREATE INDEX flow_fee_of ON flow (fee_of);
CREATE INDEX flow_decision ON flow (decision);
