-- One row: what is true of the file rather than of the map.
CREATE TABLE document (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    readable_from INTEGER NOT NULL, -- the oldest version of the program's file format that can read this
    last_id INTEGER NOT NULL,       -- the highest identity ever given out
    last_seq INTEGER NOT NULL       -- the highest position ever used in the history
) STRICT;
