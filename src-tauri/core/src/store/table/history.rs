//! The table `history`: the steps done and undone, each with its difference as JSON.

use crate::{
    edit::{Diff, History, Step},
    store::Turn,
};
use rusqlite::{Connection, Error, Result, types::Type};

pub(in crate::store) const SCHEMA: &str = include_str!("../migrations/1-history.sql");

/// Moves the history; `diff` is that of a new step.
pub(in crate::store) fn write(to: &Connection, turn: &Turn, diff: &Diff) -> Result<()> {
    match turn {
        Turn::Done { seq, label } => {
            to.prepare_cached("DELETE FROM history WHERE undone = 1")?.execute([])?;
            add(to, *seq, label, diff, false)
        }
        Turn::Undone(seq) => mark(to, *seq, true),
        Turn::Redone(seq) => mark(to, *seq, false),
    }
}

/// Writes a whole history into an empty table.
pub(in crate::store) fn write_all(to: &Connection, history: &History) -> Result<()> {
    history.done.iter().try_for_each(|s| add(to, s.seq, &s.label, &s.diff, false))?;
    history.undone.iter().try_for_each(|s| add(to, s.seq, &s.label, &s.diff, true))
}

/// Reads the whole history.
pub(in crate::store) fn read(from: &Connection) -> Result<History> {
    let mut history = History::default();
    let mut statement = from.prepare("SELECT seq, label, undone, diff FROM history ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let diff = serde_json::from_str(row.get_ref(3)?.as_str()?)
            .map_err(|e| Error::FromSqlConversionFailure(3, Type::Text, e.into()))?;
        let step = Step { seq: row.get(0)?, label: row.get(1)?, diff };
        history.last_seq = step.seq;
        if row.get(2)? { history.undone.push(step) } else { history.done.push(step) }
    }
    history.undone.reverse();
    Ok(history)
}

fn add(to: &Connection, seq: u32, label: &str, diff: &Diff, undone: bool) -> Result<()> {
    let diff = serde_json::to_string(diff).map_err(|e| Error::ToSqlConversionFailure(e.into()))?;
    to.prepare_cached("INSERT INTO history (seq, label, undone, diff) VALUES (?, ?, ?, ?)")?
        .execute((seq, label, undone, diff))?;
    Ok(())
}

fn mark(to: &Connection, seq: u32, undone: bool) -> Result<()> {
    to.prepare_cached("UPDATE history SET undone = ? WHERE seq = ?")?.execute((undone, seq))?;
    Ok(())
}
