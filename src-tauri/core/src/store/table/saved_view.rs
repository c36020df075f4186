//! The table `saved_view`.

use super::table;
use crate::map::SavedView;

table! {
    SavedView in "saved_view", "../migrations/2-saved_view.sql":
    name, lens, kinds, around, steps, hides, area (area_x area_y area_w area_h)
}
