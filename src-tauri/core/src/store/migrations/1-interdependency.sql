CREATE TABLE interdependency (
    id INTEGER PRIMARY KEY,
    subject_table TEXT NOT NULL, -- actor or flow
    subject INTEGER NOT NULL,
    rank INTEGER,
    left_out INTEGER NOT NULL,
    owner TEXT NOT NULL,
    review TEXT NOT NULL,
    evidence TEXT NOT NULL,
    state TEXT,
    remark TEXT NOT NULL
) STRICT;
