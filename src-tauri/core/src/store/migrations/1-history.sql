-- The steps done and undone; diff is the JSON of edit::Diff.
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    diff TEXT NOT NULL
) STRICT;
