//! The document: a map and its history in one SQLite file.

mod writer;

pub use writer::Writer;

use crate::{
    edit::{Diff, History},
    error::Result,
    map::Map,
};
use std::path::{Path, PathBuf};

/// An open document.
pub struct Document {
    path: PathBuf,
    read_only: Option<String>,
}

/// A document just opened, with what is in it.
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its map.
    pub map: Map,
    /// Its history.
    pub history: History,
}

/// How an entry moves the history.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// A new step; what was undone is forgotten.
    Done {
        /// Its position.
        seq: u32,
        /// What the user did.
        label: String,
    },
    /// The step at this position was undone.
    Undone(u32),
    /// The step at this position was redone.
    Redone(u32),
}

/// One change of the document: written whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The session's revision after it.
    pub revision: u32,
    /// The highest identity ever given out.
    pub last_id: u32,
    /// How the history moves.
    pub turn: Turn,
    /// How the records change (for an undone step, backwards).
    pub diff: Diff,
}

impl Document {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why it cannot be written, if so.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Writes one entry in one transaction.
    ///
    /// # Errors
    /// `CannotWrite` or `Moved`; the file is then as it was.
    pub fn write(&mut self, _entry: &Entry) -> Result<()> {
        todo!()
    }
}

/// Makes a new document at `path`, which must be free, and opens it.
///
/// # Errors
/// `CannotWrite`.
pub fn create(_path: &Path, _map: &Map) -> Result<Opened> {
    todo!()
}

/// Opens a document, which is checked as untrusted input.
///
/// # Errors
/// `Missing`, `NotADocument`, `Damaged`, `Newer`.
pub fn open(_path: &Path) -> Result<Opened> {
    todo!()
}

/// Writes a checked document at `path` in place of whatever is there.
///
/// # Errors
/// `CannotWrite`; what was there is then untouched.
pub fn write_copy(_path: &Path, _map: &Map, _history: &History) -> Result<()> {
    todo!()
}

/// Whether both paths lead to one file.
pub fn same_file(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
