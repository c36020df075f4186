//! Opening a document as untrusted input: who wrote it, whether it is whole, what is in it.
//!
//! One of an older version is brought to this one where it can be written, in one transaction and after a
//! copy of it was put beside it; where it can only be read, that happens in memory.

use super::{
    Document, Opened, copy,
    lock::{Asked, Lock},
    schema, sqlite, table,
};
use crate::{
    edit::{self, History},
    error::{Code, Error, Result},
    map::Map,
};
use rusqlite::Connection;
use std::path::Path;

/// Opens a document, which is checked as untrusted input. One that cannot be written, is open elsewhere or
/// comes from a newer program opens read-only, where it can be read.
///
/// # Errors
/// `Missing`, `NotADocument`, `Damaged`, `Newer`.
pub fn open(path: &Path) -> Result<Opened> {
    let found = std::fs::metadata(path).map_err(|e| cannot_reach(path, &e))?;
    if !found.is_file() {
        return Err(no_document(path));
    }
    // Links and relative paths lead to one lock.
    let path = &path.canonicalize().map_err(|e| cannot_reach(path, &e))?;
    match Lock::ask(path) {
        Asked::Held(lock) => match open_to_write(path) {
            Ok(Ok((database, map, history))) => {
                let document = Document::writable(path, database, lock)?;
                Ok(Opened { document, map, history })
            }
            Ok(Err(why)) => open_to_read(path, &why),
            Err(error) => Err(error),
        },
        Asked::Taken => open_to_read(path, sayable!("it is open in another window or program.")),
        Asked::Impossible => open_to_read(path, sayable!("its folder cannot be written.")),
    }
}

/// The map in a document, for whoever only looks: asks for no right to write and changes nothing in the file, so
/// that a window which opens it at that moment can write it. Only a save that was broken off is mended first.
///
/// # Errors
/// As [`open`].
pub fn read(path: &Path) -> Result<Map> {
    let found = open_to_read(path, "").or_else(|_| open(path))?;
    Ok(found.map)
}

type Contents = (Connection, Map, History);

/// Opens to write; the inner error says why it can only be read.
fn open_to_write(path: &Path) -> Result<std::result::Result<Contents, String>> {
    let mut database = match sqlite::open(path, true) {
        Ok(database) => database,
        // It would not let anybody read either, and has been waited for.
        Err(error) if sqlite::is_held(&error) => return Err(unreadable(path, &error)),
        Err(_) => return Ok(Err(sayable!("the file cannot be written.").into())),
    };
    let version = version(path, &database)?;
    if version > schema::VERSION {
        return Ok(Err(sayable!("a newer Portolan wrote it.").into()));
    }
    if version < schema::VERSION {
        return Ok(migrated(path, &mut database, version)?.map(|(map, history)| (database, map, history)));
    }
    let (map, history) = contents(path, &database)?;
    match probe(&database) {
        Ok(()) => Ok(Ok((database, map, history))),
        Err(_) => Ok(Err(sayable!("the file or its folder cannot be written.").into())),
    }
}

fn open_to_read(path: &Path, why: &str) -> Result<Opened> {
    let database = sqlite::open(path, false).map_err(|e| unreadable(path, &e))?;
    let version = version(path, &database)?;
    let newer = version > schema::VERSION;
    let (map, history) = if version < schema::VERSION {
        read_older(path, &database, version)?
    } else {
        contents(path, &database).map_err(|e| if newer { too_new(path) } else { e })?
    };
    Ok(Opened { document: Document::read_only_at(path, why), map, history })
}

/// Brings an older document to this version, and reads it. All of it happens in one transaction, before
/// whose end a copy of the document as it was is kept beside it; the inner error says why it cannot be.
fn migrated(
    path: &Path,
    database: &mut Connection,
    version: i32,
) -> Result<std::result::Result<(Map, History), String>> {
    let sql = |e: rusqlite::Error| unreadable(path, &e);
    let whole = database.transaction().map_err(sql)?;
    sound(path, &whole, version)?;
    let before = sqlite::copy_in_memory(&whole).map_err(sql)?;
    if schema::migrate(&whole, version).is_err() {
        return Ok(Err(sayable!("the file or its folder cannot be written.").into()));
    }
    let found = records(path, &whole)?;
    if copy::keep_older(path, &before).is_err() {
        return Ok(Err(
            sayable!("an older Portolan wrote it, and no copy of it could be kept beside it.").into()
        ));
    }
    match whole.commit() {
        Ok(()) => Ok(Ok(found)),
        Err(_) => Ok(Err(sayable!("the file or its folder cannot be written.").into())),
    }
}

/// Reads an older document without writing to it.
fn read_older(path: &Path, database: &Connection, version: i32) -> Result<(Map, History)> {
    let sql = |e: rusqlite::Error| unreadable(path, &e);
    sound(path, &*database.unchecked_transaction().map_err(sql)?, version)?;
    let copy = sqlite::copy_in_memory(database).map_err(sql)?;
    schema::migrate(&copy, version).map_err(sql)?;
    records(path, &copy)
}

/// The document's file version.
fn version(path: &Path, database: &Connection) -> Result<i32> {
    let header = |pragma| database.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let id = header("application_id").map_err(|e| unreadable(path, &e))?;
    if id != schema::APPLICATION_ID {
        return Err(no_document(path));
    }
    let version = header("user_version").map_err(|e| unreadable(path, &e))?;
    if version < 1 { Err(damaged(path, say!("its version makes no sense"))) } else { Ok(version) }
}

/// Checks and reads all of a document of this version or a newer one, as it is at one moment.
fn contents(path: &Path, database: &Connection) -> Result<(Map, History)> {
    let moment = database.unchecked_transaction().map_err(|e| unreadable(path, &e))?;
    sound(path, &moment, version(path, &moment)?)?;
    records(path, &moment)
}

/// Whether a document of this file version is whole, and nothing else.
fn sound(path: &Path, database: &Connection, version: i32) -> Result<()> {
    let sql = |e: rusqlite::Error| unreadable(path, &e);
    let strange = if version > schema::VERSION {
        if table::document::readable_from(database).map_err(sql)? > schema::VERSION {
            return Err(too_new(path));
        }
        schema::strange_for_newer(database)
    } else {
        schema::strange(database, version)
    };
    if let Some(why) = strange.map_err(sql)? {
        return Err(damaged(path, &why));
    }
    match check_file(database).map_err(sql)? {
        Some(found) => Err(unreadable_in_part(path, &found)),
        None => Ok(()),
    }
}

/// Every record of a sound document, and its history.
fn records(path: &Path, database: &Connection) -> Result<(Map, History)> {
    let sql = |e: rusqlite::Error| unreadable(path, &e);
    let mut map = table::read_map(database).map_err(sql)?;
    let mut history = table::history::read(database).map_err(sql)?;
    table::document::read(database, &mut map, &mut history).map_err(sql)?;
    edit::check_map(&map).map_err(|e| damaged(path, &e.message))?;
    Ok((map, history))
}

/// SQLite's own checks; the answer is the first thing found wrong, in its words.
fn check_file(database: &Connection) -> rusqlite::Result<Option<String>> {
    let journal: String = database.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if journal != "delete" {
        return Ok(Some(format!("journal_mode: {journal}")));
    }
    let verdict: String = database.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(Some(verdict.lines().next_back().unwrap_or_default().to_owned()));
    }
    let mut broken = database.prepare("PRAGMA foreign_key_check")?;
    let table: Option<String> = broken.query([])?.next()?.map(|row| row.get(0)).transpose()?;
    Ok(table.map(|t| format!("foreign_key_check: {t}")))
}

/// Tries a transaction as far as its journal and takes it back: not a byte of the file changes.
fn probe(database: &Connection) -> rusqlite::Result<()> {
    let attempt = database.unchecked_transaction()?;
    attempt.execute("UPDATE document SET last_id = last_id + 1 WHERE id = 0", [])?;
    attempt.rollback()
}

fn name(path: &Path) -> String {
    format!("\u{201c}{}\u{201d}", path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

fn cannot_reach(path: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::new(
            Code::Missing,
            say!("{path} is not there any more.", path = name(path)),
            say!("It may have been moved, renamed or deleted; look for it where you keep your maps."),
        ),
        _ => Error::new(
            Code::Other,
            say!("{path} cannot be opened.", path = name(path)),
            say!("Check whether you may read it."),
        )
        .with_details(error),
    }
}

fn no_document(path: &Path) -> Error {
    Error::new(
        Code::NotADocument,
        say!("{path} is not a Portolan document.", path = name(path)),
        say!(
            "Nothing was changed in it. It may be damaged, or of another program: look for a copy of it, or choose another file."
        ),
    )
}

fn damaged(path: &Path, why: &str) -> Error {
    Error::new(
        Code::Damaged,
        say!("{path} is damaged: {why}.", path = name(path), why = why.trim_end_matches('.')),
        say!(
            "Nothing was changed in it, and your other maps are not touched by this. Keep the file, and open an \
         earlier copy of it, from a backup or wherever you saved one."
        ),
    )
}

/// Damaged, as the library that reads it found.
fn unreadable_in_part(path: &Path, found: &impl ToString) -> Error {
    damaged(path, say!("parts of it cannot be read any more")).with_details(found)
}

fn too_new(path: &Path) -> Error {
    Error::new(
        Code::Newer,
        say!("{path} was written by a newer Portolan that this one cannot read.", path = name(path)),
        say!("Nothing was changed in it. Open it with the newer program."),
    )
}

fn unreadable(path: &Path, error: &rusqlite::Error) -> Error {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
        return no_document(path);
    }
    if sqlite::is_held(error) {
        return Error::new(
            Code::Other,
            say!("Another program holds {path}.", path = name(path)),
            say!("Nothing was changed in it. Close it there, then open it again."),
        );
    }
    if sqlite::is_damage(error) {
        return unreadable_in_part(path, error);
    }
    Error::new(
        Code::Other,
        say!("{path} cannot be read.", path = name(path)),
        say!(
            "Nothing was changed in it. If its last save was broken off, copy it with the file beside it that \
         ends in -journal to a folder you can write, and open it there."
        ),
    )
    .with_details(error)
}
