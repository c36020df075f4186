//! The table `actor`.

use super::table;
use crate::map::Actor;

table! {
    Actor in "actor", "../migrations/1-actor.sql":
    name, roles, group, count, members, capabilities, dwell_days, owner, boundary, stage, state, fact, remark, position(x y), zone, locked
}
