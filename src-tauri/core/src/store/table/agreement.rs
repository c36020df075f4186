//! The table `agreement`.

use super::table;
use crate::map::Agreement;

table! {
    Agreement in "agreement", "../migrations/1-agreement.sql":
    title, kinds, parties, covers, strict, changed_alone_by, notice_days, tested, review, owner, state
}
