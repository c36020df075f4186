CREATE TABLE mark (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL, -- of the finding
    actors TEXT NOT NULL, -- JSON list
    flows TEXT NOT NULL, -- JSON list
    pinned INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
