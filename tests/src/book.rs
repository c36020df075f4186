//! A document worked on without a window or a session: edits go to memory and straight to the file.

use crate::{Roll, command};
use portolan_core::{
    Result,
    edit::{Diff, History, apply},
    map::Map,
    store::{self, Document, Entry, Opened, Turn},
};
use std::path::Path;

/// An open document with what is in it.
pub struct Book {
    /// The document.
    pub document: Document,
    /// Its map.
    pub map: Map,
    /// Its history.
    pub history: History,
}

impl Book {
    /// A new document with an empty map.
    ///
    /// # Errors
    /// As [`store::create`].
    pub fn create(path: &Path) -> Result<Book> {
        store::create(path, &Map::default()).map(Book::from)
    }

    /// Opens a document.
    ///
    /// # Errors
    /// As [`store::open`].
    pub fn open(path: &Path) -> Result<Book> {
        store::open(path).map(Book::from)
    }

    /// Does what the roll chooses: mostly an edit, now and then an undo or redo. Whether anything changed.
    ///
    /// # Errors
    /// As [`Document::write`].
    pub fn play(&mut self, roll: Roll) -> Result<bool> {
        match roll[4] % 9 {
            0 => self.undo(),
            1 => self.redo(),
            _ => match apply(&self.map, &command(&self.map, roll)) {
                Ok(diff) if !diff.is_empty() => self.step(diff).map(|()| true),
                _ => Ok(false),
            },
        }
    }

    /// Keeps a step.
    ///
    /// # Errors
    /// As [`Document::write`].
    pub fn step(&mut self, diff: Diff) -> Result<()> {
        diff.apply_to(&mut self.map);
        let step = self.history.push("edit", diff.clone());
        let turn = Turn::Done { seq: step.seq, label: step.label.clone() };
        self.write(turn, diff)
    }

    /// Undoes the last step, if there is one.
    ///
    /// # Errors
    /// As [`Document::write`].
    pub fn undo(&mut self) -> Result<bool> {
        let Some(step) = self.history.undo() else { return Ok(false) };
        let (turn, diff) = (Turn::Undone(step.seq), step.diff.reversed());
        diff.apply_to(&mut self.map);
        self.write(turn, diff).map(|()| true)
    }

    /// Redoes the last undone step, if there is one.
    ///
    /// # Errors
    /// As [`Document::write`].
    pub fn redo(&mut self) -> Result<bool> {
        let Some(step) = self.history.redo() else { return Ok(false) };
        let (turn, diff) = (Turn::Redone(step.seq), step.diff.clone());
        diff.apply_to(&mut self.map);
        self.write(turn, diff).map(|()| true)
    }

    fn write(&mut self, turn: Turn, diff: Diff) -> Result<()> {
        self.document.write(&Entry { revision: 0, last_id: self.map.last_id, turn, diff })
    }
}

impl From<Opened> for Book {
    fn from(Opened { document, map, history }: Opened) -> Book {
        Book { document, map, history }
    }
}
