//! The text notation: one grammar, read and written.
//!
//! Reading gives a Diff against a map, so that a typed line, a pasted list and a whole file go the same
//! way. Knows nothing of files or pictures; new actors get their places from `scene`.

mod arrow;
mod attributes;
mod complete;
mod flow;
mod grammar;
mod index;
mod judged;
mod lexer;
mod looked;
mod plain;
mod print;
mod reader;
mod scenario;
mod statements;
mod table;
#[cfg(test)]
mod tests;

pub use grammar::{Form, grammar};
pub use plain::meant;

use crate::{
    edit::Diff,
    map::{Map, RecordId},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place in a text that was not understood, and what would be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Problem {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters.
    pub length: u32,
    /// The reason, for people.
    pub reason: String,
    /// The nearest thing that would be understood, or empty.
    pub nearest: String,
}

/// One thing the word at the caret could become.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What sort of thing it is: "actor", "kind", "role", ...
    pub sort: String,
    /// The line with it put in.
    pub text: String,
    /// Where the caret stands then, in characters.
    pub caret: u32,
}

/// What came of reading a text. Lines that are understood are in the diff; the others are problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What changes.
    pub diff: Diff,
    /// The same in words, one entry for each statement: "new actor Acme".
    pub effects: Vec<String>,
    /// The records touched, in order.
    pub touched: Vec<RecordId>,
    /// What was not understood.
    pub problems: Vec<Problem>,
    /// How the text was understood as a table, where it is one.
    pub table: Option<TableRead>,
}

/// How a text was understood as a table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct TableRead {
    /// What its columns hold, and what was taken for granted, for people.
    pub told: String,
    /// The line of its titles, from 1; a row that was left out is not understood without it.
    pub titles: Option<u32>,
}

/// Reads statements into `map`. An actor named again is the same actor; a flow stated again (same ends,
/// kind and label) is updated, once for each time it is stated.
pub fn read(map: &Map, text: &str) -> Reading {
    reader::read(map, text, false)
}

/// Reads statements as copies: an actor line whose name is taken gives "Acme 2", to which the flows of the
/// text then belong. Settings go in only where the map has none.
pub fn read_copy(map: &Map, text: &str) -> Reading {
    reader::read(map, text, true)
}

/// Writes the whole map as text; reading it into an empty map gives the same map and the same text.
pub fn print(map: &Map) -> String {
    print::print(map)
}

/// Writes some records, and the flows among the actors of them, as text for the clipboard.
pub fn print_items(map: &Map, items: &[RecordId]) -> String {
    print::print_items(map, items)
}

/// What is different in a scenario, one statement of the notation for each entry.
pub fn scenario_lines(map: &Map, scenario: &crate::map::Scenario) -> Vec<String> {
    scenario::lines(map, scenario)
}

/// The changes of a scenario one by one, as statements of the notation.
pub fn patch_lines(map: &Map, scenario: &crate::map::Scenario) -> Vec<String> {
    scenario::one_by_one(map, scenario)
}

/// What the word at the caret (in characters) could become, best first, at most eight.
pub fn complete(map: &Map, line: &str, caret: usize) -> Vec<Completion> {
    complete::complete(map, line, caret)
}
