//! The table `actor`.

use super::table;
use crate::map::Actor;

/// What version 2 adds.
pub(super) const SCHEMA_2: &str = include_str!("../migrations/2-actor.sql");

table! {
    Actor in "actor", "../migrations/1-actor.sql":
    name, roles, group, count, members, capabilities, dwell_days, owner, boundary, stage, state, fact, remark, position(x y), zone, locked,
    figures(certified certified_target nps days_without days_with margin margin_target days_to_value), outcomes
}
