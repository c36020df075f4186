//! The map in a file, for tasks that must understand all of it before they do anything.

use crate::files::{self, Content};
use portolan_core::{Error, map::Map, notation::Problem, say, store};
use std::{fmt, path::Path, path::PathBuf};

/// What a task gives, or why it failed.
pub type Outcome<T> = std::result::Result<T, Failure>;

/// Why a task failed.
pub enum Failure {
    /// One thing went wrong.
    Error(Error),
    /// Lines of a text were not understood.
    Text(PathBuf, Vec<Problem>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error)
    }
}

/// How many places of a text are told that are not understood: the first show what is wrong with the others.
const TOLD: usize = 20;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Error(Error { message, hint, details, .. }) => {
                f.write_str(message)?;
                [hint, details]
                    .iter()
                    .filter(|more| !more.is_empty())
                    .try_for_each(|more| write!(f, "\n{more}"))
            }
            Failure::Text(file, problems) => {
                for Problem { line, column, reason, nearest, .. } in problems.iter().take(TOLD) {
                    write!(f, "{}:{line}:{column}: {reason}", file.display())?;
                    if !nearest.is_empty() {
                        write!(f, " {}", say!("Perhaps: {nearest}", nearest))?;
                    }
                    writeln!(f)?;
                }
                if problems.len() > TOLD {
                    writeln!(f, "{}", say!("and {n} more", n = problems.len() - TOLD))?;
                }
                f.write_str(say!("Nothing was done. Correct these places and try again."))
            }
        }
    }
}

/// Reads the map in a document or a text; where that says no title, the map is called as its file is. A page
/// arranges a map without places for its own sheet.
pub fn read(file: &Path) -> Outcome<Map> {
    match files::look_into(file)? {
        Content::Document => Ok(store::read(file)?),
        Content::Text(text) => {
            let read = files::read_as_written(&text);
            if read.problems.is_empty() {
                Ok(files::titled(read.map, file))
            } else {
                Err(Failure::Text(file.to_owned(), read.problems))
            }
        }
    }
}
