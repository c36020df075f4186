//! The document: a map and its history in one SQLite file.
