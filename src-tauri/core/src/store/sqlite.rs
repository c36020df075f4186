//! Opening SQLite so that a file can do no harm, and its errors in words for people.

use crate::error::{Code, Error};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, Result,
    backup::{Backup, StepResult},
    config::DbConfig,
    limits::Limit,
};
use std::{path::Path, time::Duration};

/// Opens a database file as untrusted input: its schema can run nothing, and sizes are bounded.
pub(super) fn open(path: &Path, write: bool) -> Result<Connection> {
    let access = if write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let database = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    harden(&database)?;
    Ok(database)
}

/// Makes a database file for a new document.
pub(super) fn create(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let database = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    harden(&database)?;
    Ok(database)
}

/// A copy in memory, page by page.
pub(super) fn copy_in_memory(database: &Connection) -> Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    harden(&copy)?;
    copy_pages(database, &mut copy)?;
    Ok(copy)
}

/// Copies a whole database over another.
pub(super) fn copy_pages(from: &Connection, to: &mut Connection) -> Result<()> {
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None)),
    }
}

fn harden(database: &Connection) -> Result<()> {
    database.busy_timeout(Duration::from_secs(5))?;
    database.set_prepared_statement_cache_capacity(64);
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    for off in [
        DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
        DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_DQS_DDL,
        DbConfig::SQLITE_DBCONFIG_DQS_DML,
    ] {
        database.set_db_config(off, false)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 1 << 29),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 20),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 100),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        database.set_limit(limit, most)?;
    }
    database.pragma_update(None, "cell_size_check", true)?;
    database.pragma_update(None, "mmap_size", 0)?;
    database.pragma_update(None, "foreign_keys", true)?;
    database.pragma_update(None, "synchronous", "EXTRA")
}

/// Whether another program has kept the file to itself for longer than it is waited for.
pub(super) fn is_held(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Whether the file itself is at fault rather than the disk or somebody's permission.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(e, _) => !matches!(
            e.code,
            ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::OutOfMemory
                | ErrorCode::NoLargeFileSupport
        ),
        _ => true,
    }
}

/// Why something could not be written, in words for people.
pub(super) fn cannot_write(error: &rusqlite::Error) -> Error {
    let code = match error {
        rusqlite::Error::SqliteFailure(e, _) => Some(e.code),
        _ => None,
    };
    let (why, hint) = match code {
        Some(ErrorCode::DiskFull) => {
            (say!("the disk is full"), say!("Free some space and try again, or save a copy elsewhere."))
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            (say!("the file or its folder cannot be written"), say!("Save a copy where you may write."))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            (say!("another program holds the file"), say!("Close it there and try again, or save a copy."))
        }
        Some(ErrorCode::SystemIoFailure) => {
            (say!("the disk did not answer as it should"), say!("Save a copy on another disk."))
        }
        _ => return unexpected(error),
    };
    let message = say!("The last changes could not be saved: {why}. They are kept in this window.", why);
    Error::new(Code::CannotWrite, message, hint)
}

fn unexpected(error: &rusqlite::Error) -> Error {
    let message = say!("The last changes could not be saved. They are kept in this window.");
    Error::new(Code::CannotWrite, message, say!("Save a copy elsewhere.")).with_details(error)
}
