//! Applying a command to a map.

use super::{Command, Diff};
use crate::{error::Result, map::Map};

/// What `command` changes on `map`.
///
/// # Errors
/// `Refused` where the command makes no sense on this map.
pub fn apply(_map: &Map, _command: &Command) -> Result<Diff> {
    todo!()
}
