//! Undo and redo: the steps done and the steps undone.

use super::Diff;
use serde::{Deserialize, Serialize};

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Position in the history, from 1, never used twice.
    pub seq: u32,
    /// What the user did, for "Undo ...".
    pub label: String,
    /// What changed.
    pub diff: Diff,
}

/// The steps done and undone, without limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Done, oldest first.
    pub done: Vec<Step>,
    /// Undone, the next to redo last.
    pub undone: Vec<Step>,
    /// The highest position ever used.
    pub last_seq: u32,
}

impl History {
    /// Records a new step; what was undone is forgotten. Returns the step.
    pub fn push(&mut self, label: impl Into<String>, diff: Diff) -> &Step {
        self.undone.clear();
        self.last_seq += 1;
        self.done.push(Step { seq: self.last_seq, label: label.into(), diff });
        &self.done[self.done.len() - 1]
    }

    /// Moves the last step to the undone ones and returns it.
    pub fn undo(&mut self) -> Option<&Step> {
        self.undone.push(self.done.pop()?);
        self.undone.last()
    }

    /// Moves the last undone step back and returns it.
    pub fn redo(&mut self) -> Option<&Step> {
        self.done.push(self.undone.pop()?);
        self.done.last()
    }
}
