//! The table `move`.

use super::table;
use crate::map::Move;

table! {
    Move in "move", "../migrations/1-move.sql":
    text, owner, due, state, actors, flows
}
