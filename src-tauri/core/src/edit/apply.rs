//! Applying a command to a map.

use super::{Command, Diff, Draft};
use crate::{error::Result, map::Map};

/// What `command` changes on `map`.
///
/// # Errors
/// `Refused` where the command makes no sense on this map.
pub fn apply(_map: &Map, _command: &Command) -> Result<Diff> {
    todo!()
}

/// Makes the first actor with the role "own organisation" the one whose map this is, where nobody is yet.
pub fn appoint_us(_draft: &mut Draft) {
    todo!()
}

/// Whether the map may become what `diff` makes of it.
///
/// # Errors
/// `Refused` with what would not hold together.
pub fn check(_map: &Map, _diff: &Diff) -> Result<()> {
    todo!()
}
