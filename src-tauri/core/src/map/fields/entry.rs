//! One entry of a table of fields, and how entries are written down.

use super::{FieldInput, Names};
use crate::map::{Kind, Map, Unfit};

/// How a field stands between the braces of the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Never there: the statement has its own place for it.
    Outside,
    /// Never there and not shown: another way to write fields that have entries of their own.
    Shorthand,
    /// `word value`.
    Value,
    /// `word "value"`, quoted as soon as it is more than one word.
    Text,
    /// The value alone says which field is meant: `estimated`.
    Bare,
    /// `word` alone, for yes.
    Switch,
    /// `word item, item`.
    List,
    /// A list of flows, understood when the whole text is read.
    Late,
}

/// One field of a record: what people are told of it, and how it is read and written.
pub(crate) struct Entry<R: 'static> {
    pub word: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    pub group: &'static str,
    pub input: fn(&Map) -> FieldInput,
    pub shape: Shape,
    /// Flows: the kinds that have it; empty for all.
    pub kinds: &'static [Kind],
    /// The value that a new record has, which is not printed.
    pub usual: &'static str,
    pub get: Get<R>,
    pub set: Set<R>,
}

/// Gives what a field holds as text.
pub(crate) type Get<R> = fn(&R, &dyn Names) -> String;
/// Sets a field from text; empty text clears it.
pub(crate) type Set<R> = fn(&mut R, &str, &mut dyn Names) -> Result<(), Unfit>;

impl<R> Entry<R> {
    /// An entry with its words, how it is entered, and how it is read and written.
    pub const fn new(
        word: &'static str,
        label: &'static str,
        help: &'static str,
        input: fn(&Map) -> FieldInput,
        (get, set): (Get<R>, Set<R>),
    ) -> Self {
        Entry { word, label, help, group: "", input, shape: Shape::Value, kinds: &[], usual: "", get, set }
    }

    /// Shown in a group.
    pub const fn group(self, group: &'static str) -> Self {
        Entry { group, ..self }
    }

    /// Stands differently between braces.
    pub const fn shape(self, shape: Shape) -> Self {
        Entry { shape, ..self }
    }

    /// Only flows of these kinds have it.
    pub const fn kinds(self, kinds: &'static [Kind]) -> Self {
        Entry { kinds, ..self }
    }

    /// What a new record has.
    pub const fn usual(self, usual: &'static str) -> Self {
        Entry { usual, ..self }
    }
}

/// A record whose fields are in a table.
pub(crate) trait Described: Sized + 'static {
    /// The table, in the order shown.
    fn entries() -> &'static [Entry<Self>];

    /// What the record is called: "an actor".
    fn sort(&self) -> &'static str;

    /// Whether this very record has the field.
    fn has(&self, _entry: &Entry<Self>) -> bool {
        true
    }
}

/// A line of text with an example.
macro_rules! line {
    ($example:literal) => {
        |_| FieldInput::Line { example: crate::language::of($example).into() }
    };
}

/// A choice among the words of a vocabulary.
macro_rules! choice {
    ($vocabulary:ty) => {
        |_| FieldInput::Choice { choices: <$vocabulary>::ALL.iter().map(|v| v.word().to_owned()).collect() }
    };
}

/// Several of the words of a vocabulary.
macro_rules! choices {
    ($vocabulary:ty) => {
        |_| FieldInput::Choices { choices: <$vocabulary>::ALL.iter().map(|v| v.word().to_owned()).collect() }
    };
}

/// Reads and writes a field by the two functions of a module of `value`.
macro_rules! by {
    ($field:ident, $how:ident) => {
        (
            |r, _| value::$how::text(&r.$field),
            |r, text, _| {
                r.$field = value::$how::parse(text)?;
                Ok(())
            },
        )
    };
}

/// Reads and writes an optional field by a vocabulary.
macro_rules! by_word {
    ($field:ident) => {
        (
            |r, _| r.$field.map_or("", |w| w.word()).to_owned(),
            |r, text, _| {
                r.$field = value::word(text)?;
                Ok(())
            },
        )
    };
}

/// Reads and writes a field that is a list of actors, or one.
macro_rules! by_actors {
    ($field:ident) => {
        (
            |r, names| value::actor_names(r.$field.iter(), names),
            |r, text, names| {
                r.$field = value::actors(text, names)?;
                Ok(())
            },
        )
    };
    (one $field:ident) => {
        (
            |r, names| r.$field.map_or("", |a| names.map().name(a)).to_owned(),
            |r, text, names| {
                r.$field = if text.is_empty() { None } else { Some(names.actor(text)?) };
                Ok(())
            },
        )
    };
}

/// Reads and writes a field that is a list of flows.
macro_rules! by_flows {
    ($field:ident) => {
        (
            |r, names| value::flow_texts(&r.$field, names),
            |r, text, names| {
                r.$field = value::flows(text, names)?;
                Ok(())
            },
        )
    };
}

pub(super) use {by, by_actors, by_flows, by_word, choice, choices, line};
