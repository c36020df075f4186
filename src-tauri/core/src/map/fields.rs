//! The one description of the fields of each record: word, label, help, unit, choices, reading and writing.
//!
//! The notation's `{...}`, the inspector and the help page all use this list; a field that is not here
//! cannot be typed anywhere.

use super::{Map, Record, RecordId};
use crate::error::Result;
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

/// The fields that a record has, in the order they are shown; for a flow those of its kind.
pub fn fields_of(_map: &Map, _record: &Record) -> Vec<Field> {
    todo!()
}

/// What a field holds, as text; empty where not set.
pub fn read(_map: &Map, _record: &Record, _word: &str) -> String {
    todo!()
}

/// The record with the field set from text; empty text clears it.
///
/// # Errors
/// `Refused` with the reason where the record has no such field or the text makes no sense in it.
pub fn write(_map: &Map, _id: RecordId, _word: &str, _text: &str) -> Result<Record> {
    todo!()
}
