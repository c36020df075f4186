CREATE TABLE move (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT,
    actors TEXT NOT NULL, -- JSON list
    flows TEXT NOT NULL -- JSON list
) STRICT;
