CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    x REAL,
    y REAL,
    parked INTEGER NOT NULL
) STRICT;
