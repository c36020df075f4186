//! The table `document`: one row, what is true of the file rather than of the map.

use crate::edit::History;
use crate::map::Map;
use rusqlite::{Connection, Result};

pub(in crate::store) const SCHEMA: &str = include_str!("../migrations/1-document.sql");

/// The first row of a new document.
pub(in crate::store) fn begin(to: &Connection, readable_from: i32) -> Result<()> {
    to.execute(
        "INSERT INTO document (id, readable_from, last_id, last_seq) VALUES (0, ?, 0, 0)",
        [readable_from],
    )?;
    Ok(())
}

/// The oldest file version a program must know to read this document.
pub(in crate::store) fn readable_from(from: &Connection) -> Result<i32> {
    from.query_row("SELECT readable_from FROM document WHERE id = 0", [], |row| row.get(0))
}

/// Says anew from which file version on a program can read this document.
pub(in crate::store) fn set_readable_from(to: &Connection, version: i32) -> Result<()> {
    to.execute("UPDATE document SET readable_from = ? WHERE id = 0", [version])?;
    Ok(())
}

/// Keeps the highest identity and history position ever used.
pub(in crate::store) fn write(to: &Connection, last_id: u32, last_seq: Option<u32>) -> Result<()> {
    to.prepare_cached("UPDATE document SET last_id = ?, last_seq = ifnull(?, last_seq) WHERE id = 0")?
        .execute((last_id, last_seq))?;
    Ok(())
}

/// Gives map and history the highest identity and position ever used.
pub(in crate::store) fn read(from: &Connection, map: &mut Map, history: &mut History) -> Result<()> {
    let (last_id, last_seq): (u32, u32) =
        from.query_row("SELECT last_id, last_seq FROM document WHERE id = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    map.last_id = map.last_id.max(last_id);
    history.last_seq = history.last_seq.max(last_seq);
    Ok(())
}
