//! The one error of the core: what happened, whether somebody acts on it, what to do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of failure this is; a code exists only because the window acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// The file is not there.
    Missing,
    /// The file is no Portolan document.
    NotADocument,
    /// The document is damaged.
    Damaged,
    /// The document was written by a newer Portolan.
    Newer,
    /// The place cannot be written.
    CannotWrite,
    /// The file changed underneath.
    Moved,
    /// The edit makes no sense on this map.
    Refused,
    /// The text was not understood.
    NotUnderstood,
    /// Anything else.
    Other,
}

/// What went wrong, in words for people, with what they can do.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize, TS)]
#[error("{message}")]
#[ts(export)]
pub struct Error {
    /// The kind of failure.
    pub code: Code,
    /// What happened and what is safe.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// What the system or a library said, in its own words and language, for whoever is asked for help.
    pub details: String,
}

impl Error {
    /// An error with its code, message and hint.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Error {
        Error { code, message: message.into(), hint: hint.into(), details: String::new() }
    }

    /// The same, with what the system or a library said.
    pub fn with_details(self, details: &impl ToString) -> Error {
        Error { details: details.to_string(), ..self }
    }

    /// A refused edit.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Error {
        Error::new(Code::Refused, message, hint)
    }
}

/// A result with the core's error.
pub type Result<T> = std::result::Result<T, Error>;
