//! The table `scenario`.

use super::table;
use crate::map::Scenario;

table! {
    Scenario in "scenario", "../migrations/2-scenario.sql":
    name, patches
}
