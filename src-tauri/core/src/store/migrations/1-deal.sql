CREATE TABLE deal (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    amount INTEGER, -- millionths of the unit
    unit TEXT,
    period TEXT,
    date TEXT NOT NULL,
    touches TEXT NOT NULL -- JSON list
) STRICT;
