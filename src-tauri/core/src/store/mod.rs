//! The document: a map and its history in one SQLite file, `name.portolan`.
//!
//! A rollback journal, and a transaction for each step together with its row of the history: whatever
//! happens to the program, the file holds the last step that was acknowledged, whole. While a document is
//! open to write, a hidden lock file lies beside it. Knows nothing of pictures and windows.

mod column;
mod copy;
mod document;
mod lock;
mod open;
mod schema;
mod sqlite;
mod table;
mod writer;

pub use copy::write_copy;
pub use document::{Document, Entry, Opened, Turn};
pub use open::{open, read};
pub use writer::Writer;

use crate::{
    edit::History,
    error::{Code, Error, Result},
    map::Map,
};
use std::path::Path;

/// Makes a new document at `path`, which must be free, and opens it.
///
/// # Errors
/// `CannotWrite`.
pub fn create(path: &Path, map: &Map) -> Result<Opened> {
    if path.exists() {
        return Err(Error::new(
            Code::CannotWrite,
            say!("There is already a file at {path}.", path = path.display()),
            say!("Choose another name."),
        ));
    }
    write_copy(path, map, &History::default())?;
    open(path)
}

/// Whether both paths lead to one file.
pub fn same_file(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
