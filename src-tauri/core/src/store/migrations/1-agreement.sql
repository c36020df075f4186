CREATE TABLE agreement (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    kinds TEXT NOT NULL, -- JSON list
    parties TEXT NOT NULL, -- JSON list
    covers TEXT NOT NULL, -- JSON list
    strict INTEGER,
    changed_alone_by INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    notice_days REAL,
    tested INTEGER NOT NULL,
    review TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT
) STRICT;
