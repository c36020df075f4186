CREATE TABLE zone (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    x REAL,
    y REAL,
    w REAL,
    h REAL
) STRICT;
