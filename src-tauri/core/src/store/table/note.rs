//! The table `note`.

use super::table;
use crate::map::Note;

table! {
    Note in "note", "../migrations/1-note.sql":
    text, position(x y), parked
}
