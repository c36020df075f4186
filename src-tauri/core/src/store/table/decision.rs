//! The table `decision`.

use super::table;
use crate::map::Decision;

table! {
    Decision in "decision", "../migrations/1-decision.sql":
    title, subject
}
