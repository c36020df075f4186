//! Writing a whole document: into a file beside it that is checked and then takes its place.

use super::{lock::beside, open, schema, sqlite, table};
use crate::{
    edit::History,
    error::{Code, Error, Result},
    map::Map,
};
use rusqlite::Connection;
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// Writes a checked document at `path` in place of whatever is there; of a link, in place of what it leads to.
///
/// # Errors
/// `CannotWrite`; what was there is then untouched.
pub fn write_copy(path: &Path, map: &Map, history: &History) -> Result<()> {
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if journal(path).exists() {
        return Err(cannot(
            path,
            say!("a save of the document there was broken off"),
            say!("Open that one first, or choose another name."),
        ));
    }
    let part = beside(path, &format!("{}.part", std::process::id()));
    let result = write_part(&part, map, history)
        .and_then(|()| read_back(&part, map, history))
        .and_then(|()| take_place(&part, path));
    if result.is_err() {
        let _ = std::fs::remove_file(&part);
        let _ = std::fs::remove_file(journal(&part));
    }
    result.map_err(|why| cannot(path, &why, say!("Choose another folder or disk.")))
}

/// Keeps a document as it was before it was brought to a newer version: beside it, as
/// "name (before the update).portolan" or with the next free number. The same copy is not kept twice.
pub(super) fn keep_older(path: &Path, before: &Connection) -> Outcome<()> {
    let part = beside(path, &format!("{}.part", std::process::id()));
    let kept = write_older(&part, before).and_then(|()| take_free_name(&part, path));
    if kept.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    kept
}

fn write_older(part: &Path, before: &Connection) -> Outcome<()> {
    let write = || -> rusqlite::Result<()> {
        let _ = std::fs::remove_file(part);
        let mut copy = sqlite::create(part)?;
        sqlite::copy_pages(before, &mut copy)?;
        copy.close().map_err(|(_, error)| error)
    };
    write().map_err(|e| e.to_string())?;
    File::open(part).and_then(|file| file.sync_all()).map_err(|e| e.to_string())
}

/// Gives the finished copy the first name that nothing has; a name that the same copy has will do.
fn take_free_name(part: &Path, path: &Path) -> Outcome<()> {
    let bytes = std::fs::read(part).map_err(|e| e.to_string())?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |note: String| path.with_file_name(format!("{stem} ({note}).portolan"));
    let numbered = (2..).map(|n| say!("before the update {n}", n));
    for name in std::iter::once(say!("before the update").to_owned()).chain(numbered).map(named) {
        match std::fs::read(&name) {
            Ok(there) if there == bytes => return std::fs::remove_file(part).map_err(|e| e.to_string()),
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return take_place(part, &name),
            Err(e) => return Err(e.to_string()),
        }
    }
    unreachable!("there is always another number")
}

type Outcome<T> = std::result::Result<T, String>;

fn write_part(part: &Path, map: &Map, history: &History) -> Outcome<()> {
    let write = || -> rusqlite::Result<()> {
        let _ = std::fs::remove_file(part);
        let mut database = sqlite::create(part)?;
        let whole = database.transaction()?;
        schema::create(&whole)?;
        map.records().try_for_each(|record| table::write_record(&record, &whole))?;
        table::history::write_all(&whole, history)?;
        table::document::write(&whole, map.last_id, Some(history.last_seq))?;
        whole.commit()?;
        database.close().map_err(|(_, error)| error)
    };
    write().map_err(|e| e.to_string())?;
    File::open(part).and_then(|file| file.sync_all()).map_err(|e| e.to_string())
}

fn read_back(part: &Path, map: &Map, history: &History) -> Outcome<()> {
    let copy = open::open(part).map_err(|e| e.message)?;
    if copy.map == *map && copy.history == *history {
        Ok(())
    } else {
        Err(say!("what was written could not be read back the same").into())
    }
}

fn take_place(part: &Path, path: &Path) -> Outcome<()> {
    std::fs::rename(part, path).map_err(|e| e.to_string())?;
    sync_folder(path);
    Ok(())
}

/// Makes the new name last; some file systems cannot, and then it lasts soon enough.
fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|f| f.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// SQLite's journal of the document at `path`.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

fn cannot(path: &Path, why: &str, hint: &str) -> Error {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let message =
        say!("\u{201c}{name}\u{201d} could not be written: {why}.", name, why = why.trim_end_matches('.'));
    Error::new(Code::CannotWrite, message, hint)
}
