//! Editing: a [`Command`] is applied to a map and gives a [`Diff`].
//!
//! Knows nothing of files, pictures or the text notation. The Diff is the one mechanism for saving, undo,
//! telling the window and the evaluation what changed, comparing versions and scenarios.

mod add;
mod apply;
mod change;
mod check;
mod command;
mod copy;
mod diff;
mod history;
mod judge;
mod looked;
mod mentions;
mod merge;
mod overlay;
mod places;
mod register;
mod remove;
mod scenario;

pub use apply::{apply, appoint_us, try_out};
pub use check::{check, check_map};
pub use command::{Command, Shift};
pub use diff::{Change, Diff, Draft};
pub use history::{History, Step};
pub use overlay::{Differences, overlay};
pub(crate) use scenario::is_addable;
