//! The table `zone`.

use super::table;
use crate::map::Zone;

table! {
    Zone in "zone", "../migrations/1-zone.sql":
    title, area(x y w h)
}
