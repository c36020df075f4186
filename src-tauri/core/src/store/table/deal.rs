//! The table `deal`.

use super::table;
use crate::map::Deal;

table! {
    Deal in "deal", "../migrations/1-deal.sql":
    name, amount(amount unit period), date, touches
}
