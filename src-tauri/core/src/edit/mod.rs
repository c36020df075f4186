//! Editing: a [`Command`] is applied to a map and gives a [`Diff`].
//!
//! Knows nothing of files, pictures or the text notation. The Diff is the one mechanism for saving, undo,
//! telling the window and the evaluation what changed, comparing versions and scenarios.

mod apply;
mod command;
mod diff;
mod history;

pub use apply::{apply, appoint_us, check};
pub use command::{Command, Shift};
pub use diff::{Change, Diff, Draft};
pub use history::{History, Step};
