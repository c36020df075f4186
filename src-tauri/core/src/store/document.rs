//! An open document, and the writing of one entry after the other.

use super::{lock::Lock, sqlite, table};
use crate::{
    edit::{Diff, History},
    error::{Code, Error, Result},
    map::Map,
};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// An open document.
pub struct Document {
    path: PathBuf,
    access: Access,
}

enum Access {
    Write(Box<Writable>),
    Read { why: String },
}

struct Writable {
    database: Connection,
    /// Which file it was when it was opened.
    file: FileMark,
    /// SQLite's count of changes by others.
    others: i64,
    /// Given back last, when the database is closed.
    _lock: Lock,
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
    pub(super) fn writable(path: &Path, database: Connection, lock: Lock) -> Result<Document> {
        let file = FileMark::of(path).ok_or_else(moved)?;
        let others = changes_by_others(&database).map_err(|e| sqlite::cannot_write(&e))?;
        let access = Access::Write(Box::new(Writable { database, file, others, _lock: lock }));
        Ok(Document { path: path.to_owned(), access })
    }

    pub(super) fn read_only_at(path: &Path, why: &str) -> Document {
        Document { path: path.to_owned(), access: Access::Read { why: why.to_owned() } }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why it cannot be written, if so.
    pub fn read_only(&self) -> Option<&str> {
        match &self.access {
            Access::Write(_) => None,
            Access::Read { why } => Some(why),
        }
    }

    /// Writes one entry in one transaction.
    ///
    /// # Errors
    /// `CannotWrite`, or `Moved` where the file was replaced, deleted or changed by another program; the
    /// file is then as it was.
    pub fn write(&mut self, entry: &Entry) -> Result<()> {
        match &mut self.access {
            Access::Write(open) => open.write(&self.path, entry),
            Access::Read { why } => Err(Error::new(
                Code::CannotWrite,
                say!("This document is read-only: {why}", why),
                say!("Save a copy."),
            )),
        }
    }
}

impl Writable {
    fn write(&mut self, path: &Path, entry: &Entry) -> Result<()> {
        if FileMark::of(path).as_ref() != Some(&self.file) {
            return Err(moved());
        }
        let (others, sql) = (self.others, |e| sqlite::cannot_write(&e));
        let whole = self.database.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        if changes_by_others(&whole).map_err(sql)? != others {
            return Err(moved());
        }
        let seq = match &entry.turn {
            Turn::Done { seq, .. } => Some(*seq),
            Turn::Undone(_) | Turn::Redone(_) => None,
        };
        table::write(&entry.diff, &whole)
            .and_then(|()| table::history::write(&whole, &entry.turn, &entry.diff))
            .and_then(|()| table::document::write(&whole, entry.last_id, seq))
            .and_then(|()| whole.commit())
            .map_err(sql)
    }
}

/// SQLite's count of changes made through other connections.
fn changes_by_others(database: &Connection) -> rusqlite::Result<i64> {
    database.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn moved() -> Error {
    Error::new(
        Code::Moved,
        say!(
            "The file was moved, replaced or changed by another program, so the last changes were not saved. \
         They are kept in this window."
        ),
        say!("Save a copy; then both stay."),
    )
}

/// What tells a file from another that has taken its name.
#[derive(PartialEq, Eq)]
struct FileMark(u64, u64);

impl FileMark {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<FileMark> {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|m| FileMark(m.dev(), m.ino()))
    }

    /// Elsewhere an open file cannot be replaced.
    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<FileMark> {
        path.exists().then_some(FileMark(0, 0))
    }
}
