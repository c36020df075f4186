//! The table `interdependency`.

use super::table;
use crate::map::InterdependencyEntry;

table! {
    InterdependencyEntry in "interdependency", "../migrations/1-interdependency.sql":
    subject(subject_table subject), rank, left_out, owner, review, evidence, state, remark
}
