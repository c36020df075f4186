CREATE TABLE scenario (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    patches TEXT NOT NULL -- JSON list
) STRICT;
