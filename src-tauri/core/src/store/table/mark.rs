//! The table `mark`.

use super::table;
use crate::map::Mark;

table! {
    Mark in "mark", "../migrations/1-mark.sql":
    code, actors, flows, pinned, reason
}
