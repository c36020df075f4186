CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL, -- JSON list
    "group" INTEGER NOT NULL,
    count INTEGER,
    members TEXT NOT NULL, -- JSON list
    capabilities TEXT NOT NULL, -- JSON list
    dwell_days REAL,
    owner TEXT NOT NULL,
    boundary TEXT NOT NULL,
    stage TEXT,
    state TEXT,
    fact TEXT NOT NULL,
    remark TEXT NOT NULL,
    x REAL,
    y REAL,
    zone INTEGER REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    locked INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_zone ON actor (zone);
