//! The tables of a document, one file for each: its migration, its row, its reads and writes.

mod actor;
mod agreement;
mod dataset;
mod deal;
mod decision;
mod flow;
mod info;
mod interdependency;
mod mark;
mod moves;
mod note;
mod saved_view;
mod scenario;
#[cfg(test)]
mod tests;
mod zone;

pub(super) mod document;
pub(super) mod history;

use super::column::{Cells, Column};
use crate::{
    edit::Diff,
    map::{
        Actor, Agreement, Dataset, Deal, Decision, Flow, InterdependencyEntry, Map, MapInfo, Mark, Move,
        Note, Record, SavedView, Scenario, Zone,
    },
};
use rusqlite::{Connection, Result, types::Value};

/// What creates the tables of version 1, in order.
pub(super) const VERSION_1: &[&str] = &[
    document::SCHEMA,
    MapInfo::SCHEMA,
    Zone::SCHEMA,
    Actor::SCHEMA,
    Decision::SCHEMA,
    Dataset::SCHEMA,
    Flow::SCHEMA,
    Note::SCHEMA,
    Agreement::SCHEMA,
    Deal::SCHEMA,
    Move::SCHEMA,
    InterdependencyEntry::SCHEMA,
    Mark::SCHEMA,
    history::SCHEMA,
];

/// What leads from version 1 to version 2, in order.
pub(super) const VERSION_2: &[&str] = &[Scenario::SCHEMA, info::SCHEMA_2, actor::SCHEMA_2, SavedView::SCHEMA];

/// What leads from version 2 to version 3.
pub(super) const VERSION_3: &[&str] = &[info::SCHEMA_3];

/// A record as a row: its identity, then its columns.
trait Row: Sized {
    const TABLE: &str;
    const SCHEMA: &str;
    /// Without `id`, which is always first.
    const COLUMNS: &[&[&str]];
    fn id(&self) -> u32;
    /// The columns after `id`.
    fn cells(&self) -> Vec<Value>;
    /// All columns, `id` first.
    fn from_cells(cells: &mut Cells) -> Result<Self>;

    /// Adds the row or replaces the one with its identity.
    fn write(&self, to: &Connection) -> Result<()> {
        let columns: Vec<String> =
            Self::COLUMNS.iter().copied().flatten().map(|c| format!("\"{c}\"")).collect();
        let marks = ", ?".repeat(columns.len());
        let again: Vec<String> = columns.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let sql = format!(
            "INSERT INTO {} (id, {}) VALUES (?{marks}) ON CONFLICT (id) DO UPDATE SET {}",
            Self::TABLE,
            columns.join(", "),
            again.join(", "),
        );
        let row = std::iter::once(Value::from(self.id())).chain(self.cells());
        to.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(row))?;
        Ok(())
    }

    /// Every row, in order of identity.
    fn read(from: &Connection) -> Result<Vec<Self>> {
        let columns: String = Self::COLUMNS.iter().copied().flatten().map(|c| format!(", \"{c}\"")).collect();
        let sql = format!("SELECT id{columns} FROM {} ORDER BY id", Self::TABLE);
        let mut statement = from.prepare(&sql)?;
        let rows = statement.query_map([], |row| Self::from_cells(&mut Cells::new(row)))?;
        rows.collect()
    }
}

/// Declares the row of a record that has an `id`: its fields in order, with the names of their columns
/// where these are not the field's own.
macro_rules! table {
    ($record:ident in $table:literal, $schema:literal: $($field:ident $(($($column:ident)+))?),+ $(,)?) => {
        impl super::Row for $record {
            const TABLE: &str = $table;
            const SCHEMA: &str = include_str!($schema);
            const COLUMNS: &[&[&str]] = &[$(super::columns!($field $($($column)+)?)),+];
            fn id(&self) -> u32 {
                self.id.0
            }
            fn cells(&self) -> Vec<rusqlite::types::Value> {
                let mut row = Vec::new();
                $(super::Column::put(&self.$field, &mut row);)+
                row
            }
            fn from_cells(cells: &mut super::Cells) -> rusqlite::Result<Self> {
                Ok($record { id: cells.take()?, $($field: cells.take()?),+ })
            }
        }
    };
}
use table;

macro_rules! columns {
    ($field:ident) => {
        &[stringify!($field)]
    };
    ($field:ident $($column:ident)+) => {
        &[$(stringify!($column)),+]
    };
}
use columns;

/// Makes the changes of a difference.
pub(super) fn write(diff: &Diff, to: &Connection) -> Result<()> {
    for change in &diff.changes {
        match &change.after {
            Some(record) => write_record(record, to)?,
            None => {
                let sql = format!("DELETE FROM {} WHERE id = ?", change.id.table());
                to.prepare_cached(&sql)?.execute([change.id.number()])?;
            }
        }
    }
    Ok(())
}

/// Adds a record, or replaces the one with its identity.
pub(super) fn write_record(record: &Record, to: &Connection) -> Result<()> {
    match record {
        Record::Info(r) => r.write(to),
        Record::Actor(r) => r.write(to),
        Record::Flow(r) => r.write(to),
        Record::Zone(r) => r.write(to),
        Record::Note(r) => r.write(to),
        Record::Decision(r) => r.write(to),
        Record::Dataset(r) => r.write(to),
        Record::Agreement(r) => r.write(to),
        Record::Deal(r) => r.write(to),
        Record::Move(r) => r.write(to),
        Record::InterdependencyEntry(r) => r.write(to),
        Record::Mark(r) => r.write(to),
        Record::Scenario(r) => r.write(to),
        Record::SavedView(r) => r.write(to),
    }
}

/// Every record of the document, as a map.
pub(super) fn read_map(from: &Connection) -> Result<Map> {
    fn all<R: Row + Into<Record>>(from: &Connection, map: &mut Map) -> Result<()> {
        for row in R::read(from)? {
            map.put(row.into());
        }
        Ok(())
    }
    let mut map = Map::default();
    all::<MapInfo>(from, &mut map)?;
    all::<Actor>(from, &mut map)?;
    all::<Flow>(from, &mut map)?;
    all::<Zone>(from, &mut map)?;
    all::<Note>(from, &mut map)?;
    all::<Decision>(from, &mut map)?;
    all::<Dataset>(from, &mut map)?;
    all::<Agreement>(from, &mut map)?;
    all::<Deal>(from, &mut map)?;
    all::<Move>(from, &mut map)?;
    all::<InterdependencyEntry>(from, &mut map)?;
    all::<Mark>(from, &mut map)?;
    all::<Scenario>(from, &mut map)?;
    all::<SavedView>(from, &mut map)?;
    Ok(map)
}
