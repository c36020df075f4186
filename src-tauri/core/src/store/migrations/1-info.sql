CREATE TABLE info (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    title TEXT NOT NULL,
    question TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    us INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    currency TEXT NOT NULL,
    rates TEXT NOT NULL, -- JSON list
    page_size TEXT NOT NULL,
    page_portrait INTEGER NOT NULL,
    page_top INTEGER NOT NULL,
    page_findings INTEGER NOT NULL,
    page_moves INTEGER NOT NULL,
    page_legend INTEGER NOT NULL
) STRICT;
