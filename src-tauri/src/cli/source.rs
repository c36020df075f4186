//! The map in a file: a document, or a text in the notation, told apart by its first bytes.

use portolan_core::{
    Code, Error,
    edit::Draft,
    map::{Actor, Map, Record},
    notation::{self, Problem},
    scene, store,
};
use std::{fmt, io::Read, path::Path, path::PathBuf};

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

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Error(error) if error.hint.is_empty() => write!(f, "{}", error.message),
            Failure::Error(error) => write!(f, "{}\n{}", error.message, error.hint),
            Failure::Text(file, problems) => {
                for Problem { line, column, reason, nearest, .. } in problems {
                    write!(f, "{}:{line}:{column}: {reason}", file.display())?;
                    if !nearest.is_empty() {
                        write!(f, " Perhaps: {nearest}")?;
                    }
                    writeln!(f)?;
                }
                write!(f, "Nothing was done. Correct these places and try again.")
            }
        }
    }
}

/// What every SQLite database begins with.
const DATABASE: &[u8] = b"SQLite format 3\0";
/// The longest text read: far above any map that fits a page.
const LONGEST: u64 = 256 << 20;

/// Reads the map in a document or a text; actors without a place get one.
pub fn read(file: &Path) -> Outcome<Map> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).and_then(|f| {
        if f.metadata()?.is_dir() {
            return Err(std::io::ErrorKind::IsADirectory.into());
        }
        let mut f = f.take(LONGEST);
        (&mut f).take(DATABASE.len() as u64).read_to_end(&mut bytes)?;
        if bytes != DATABASE { f.read_to_end(&mut bytes) } else { Ok(0) }
    });
    opened.map_err(|e| unreadable(file, &e))?;
    let map = if bytes == DATABASE { store::open(file)?.map } else { from_text(file, bytes)? };
    Ok(placed(map))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        let message = format!("There is no file {}.", file.display());
        return Error::new(Code::Missing, message, "Look for a slip in its name or folder.");
    }
    let message = format!("{} could not be read ({error}).", file.display());
    Error::new(Code::Other, message, "Check that it is a file and that you may read it.")
}

fn from_text(file: &Path, bytes: Vec<u8>) -> Outcome<Map> {
    let text = String::from_utf8(bytes).ok().filter(|t| !t.contains('\0')).ok_or_else(|| {
        Error::new(
            Code::NotADocument,
            format!("{} is neither a Portolan document nor a text. It was not changed.", file.display()),
            "Portolan reads its own documents (.portolan) and maps written as text (.txt).",
        )
    })?;
    let empty = Map::default();
    let reading = notation::read(&empty, &text);
    if !reading.problems.is_empty() {
        return Err(Failure::Text(file.to_owned(), reading.problems));
    }
    let mut map = empty;
    reading.diff.apply_to(&mut map);
    Ok(map)
}

fn placed(map: Map) -> Map {
    let mut draft = Draft::new(&map);
    for shift in scene::place(&map) {
        if let Some(Record::Actor(actor)) = map.get(shift.item) {
            draft.put(Actor { position: Some(shift.to), ..(*actor).clone() });
        }
    }
    draft.map().clone()
}
