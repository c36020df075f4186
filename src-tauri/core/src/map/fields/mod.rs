//! The one description of the fields of each record: word, label, help, unit, choices, reading and writing.
//!
//! The notation's `{...}`, the inspector and the help page all use these tables; a field that is not here
//! cannot be typed anywhere. One file for each sort of record; knows nothing of lines and columns.

mod actor;
mod entry;
mod flow;
mod judged;
mod names;
mod registers;
mod saved_view;
mod scenario;
mod sheet;
mod value;

pub(crate) use entry::{Described, Entry, Shape};
pub(crate) use names::{InMap, Names, flow_named, gate_named};
pub(crate) use value::share_text;

use super::{Map, Record, RecordId, Unfit};
use crate::{
    error::{Error, Result},
    language,
};
use serde::Serialize;
use ts_rs::TS;

/// How a field is entered.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "as", rename_all = "snake_case")]
#[ts(export)]
pub enum FieldInput {
    /// A line of text; `example` says what it looks like.
    Line {
        /// "40k/y".
        example: String,
    },
    /// Several lines.
    Lines,
    /// Yes or no; values "yes" and "".
    Switch,
    /// One of some words, or none.
    Choice {
        /// The words.
        choices: Vec<String>,
    },
    /// Any of some words, comma-separated.
    Choices {
        /// The words.
        choices: Vec<String>,
    },
    /// Names of actors, comma-separated; at most one where `one`.
    Actors {
        /// At most one.
        one: bool,
    },
}

/// One field of one kind of record.
#[derive(Clone, Debug)]
pub struct Field {
    /// The word in `{...}` of the notation and in `SetField`.
    pub word: &'static str,
    /// For people.
    pub label: &'static str,
    /// One sentence of help.
    pub help: &'static str,
    /// The group it is shown in; empty for the first.
    pub group: &'static str,
    /// How it is entered.
    pub input: FieldInput,
}

/// Does the same with a record of whatever table.
macro_rules! with_record {
    ($record:expr, $r:ident => $do:expr) => {
        match $record {
            Record::Info($r) => $do,
            Record::Actor($r) => $do,
            Record::Flow($r) => $do,
            Record::Zone($r) => $do,
            Record::Note($r) => $do,
            Record::Decision($r) => $do,
            Record::Dataset($r) => $do,
            Record::Agreement($r) => $do,
            Record::Deal($r) => $do,
            Record::Move($r) => $do,
            Record::InterdependencyEntry($r) => $do,
            Record::Mark($r) => $do,
            Record::Scenario($r) => $do,
            Record::SavedView($r) => $do,
        }
    };
}

/// The fields that a record has, in the order they are shown; for a flow those of its kind.
pub fn fields_of(map: &Map, record: &Record) -> Vec<Field> {
    with_record!(record, r => fields_in(&**r, map))
}

fn fields_in<R: Described>(record: &R, map: &Map) -> Vec<Field> {
    let field = |e: &Entry<R>| Field {
        word: e.word,
        label: language::of(e.label),
        help: language::of(e.help),
        group: language::of(e.group),
        input: (e.input)(map),
    };
    let shown = |e: &&Entry<R>| record.has(e) && e.shape != Shape::Shorthand;
    R::entries().iter().filter(shown).map(field).collect()
}

/// What a field holds, as text; empty where not set.
pub fn read(map: &Map, record: &Record, word: &str) -> String {
    fn get<R: Described>(record: &R, map: &Map, word: &str) -> String {
        entry(record, word).map_or_else(|_| String::new(), |e| (e.get)(record, &InMap(map)))
    }
    with_record!(record, r => get(&**r, map, word))
}

/// The record with the field set from text; empty text clears it.
///
/// # Errors
/// `Refused` with the reason where the record has no such field or the text makes no sense in it.
pub fn write(map: &Map, id: RecordId, word: &str, text: &str) -> Result<Record> {
    fn set<R>(record: &R, map: &Map, word: &str, text: &str) -> Result<Record>
    where
        R: Described + Clone,
        Record: From<R>,
    {
        let mut changed = record.clone();
        (entry(record, word)?.set)(&mut changed, text.trim(), &mut InMap(map))?;
        Ok(changed.into())
    }
    let record = map.get(id).ok_or_else(|| Error::refused(say!("That is no longer on the map."), ""))?;
    with_record!(record, r => set(&*r, map, word, text))
}

/// The entry with this word that `record` has.
pub(crate) fn entry<R: Described>(record: &R, word: &str) -> std::result::Result<&'static Entry<R>, Unfit> {
    let mine = || R::entries().iter().filter(|e| record.has(e));
    mine().find(|e| e.word.eq_ignore_ascii_case(word.trim())).ok_or_else(|| {
        let near = super::nearest(word, mine().map(|e| e.word)).unwrap_or("");
        Unfit::new(
            say!(
                "\u{201c}{word}\u{201d} is no field of {sort}",
                word = word.trim(),
                sort = language::of(record.sort())
            ),
            near,
        )
    })
}

/// Every text of the tables that people read: labels, helps, groups, examples.
#[cfg(test)]
pub(crate) fn texts() -> std::collections::BTreeSet<String> {
    fn of<R: Described>(all: &mut std::collections::BTreeSet<String>) {
        for entry in R::entries() {
            all.extend([entry.label, entry.help, entry.group].map(str::to_owned));
            if let FieldInput::Line { example } = (entry.input)(&Map::default()) {
                all.insert(example);
            }
        }
    }
    use super::*;
    let mut all = std::collections::BTreeSet::new();
    let tables = [
        of::<MapInfo>,
        of::<Actor>,
        of::<Flow>,
        of::<Zone>,
        of::<Note>,
        of::<Decision>,
        of::<Dataset>,
        of::<Agreement>,
        of::<Deal>,
        of::<Move>,
        of::<InterdependencyEntry>,
        of::<Mark>,
        of::<Scenario>,
        of::<SavedView>,
    ];
    tables.iter().for_each(|table| table(&mut all));
    all.remove("");
    all
}

#[cfg(test)]
mod tests;
