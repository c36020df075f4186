CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    lens TEXT, -- what the map is coloured by
    kinds TEXT NOT NULL, -- JSON list; empty for all
    around TEXT NOT NULL, -- JSON list of actors
    steps INTEGER NOT NULL,
    hides INTEGER NOT NULL,
    area_x REAL,
    area_y REAL,
    area_w REAL,
    area_h REAL
) STRICT;
