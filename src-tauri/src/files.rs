//! Files: what is in one, and writing one whole or not at all.
//!
//! Knows nothing of windows; the command line uses it as well.

use portolan_core::{
    Code, Error, Result,
    edit::{Draft, Shift},
    map::{Actor, Map, Record},
    notation::{self, Problem},
    say,
    scene::{self, Tidying},
};
use std::{
    fs, io,
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Is told how much is done (0 to 1), and says whether to go on.
pub type Going<'a> = &'a mut dyn FnMut(f64) -> bool;

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// A Portolan document (or something that claims to be one; opening it will tell).
    Document,
    /// Text that may be notation.
    Text(String),
}

/// A text longer than this is no map.
const LONGEST_TEXT: u64 = 32 << 20;

/// Looks into a file and tells a document from a text.
///
/// # Errors
/// `Missing` where it is not there or cannot be read, `NotADocument` where it is neither.
pub fn look_into(path: &Path) -> Result<Content> {
    let name = shown(path);
    let cannot_read = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => Error::new(
            Code::Missing,
            say!("There is no file {name}.", name),
            say!("It may have been moved or renamed: look for it in its folder."),
        ),
        io::ErrorKind::PermissionDenied => Error::new(
            Code::Missing,
            say!("{name} may not be read by you. It was not changed.", name),
            say!("Ask whoever owns the file to let you read it."),
        ),
        _ => Error::new(
            Code::Missing,
            say!("{name} cannot be read. It was not changed.", name),
            say!("Check the disk or the connection to it, then try again."),
        )
        .with_details(&e),
    };
    let neither = |why: &str| {
        Error::new(
            Code::NotADocument,
            say!("{name} {why}. It was not changed.", name, why),
            say!("Choose a .portolan document, a text with one statement on each line, or a table as CSV."),
        )
    };
    let mut file = fs::File::open(path).map_err(cannot_read)?;
    if file.metadata().map_err(cannot_read)?.is_dir() {
        return Err(neither(say!("is a folder")));
    }
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(16).read_to_end(&mut bytes).map_err(cannot_read)?;
    if bytes.starts_with(b"SQLite format 3\0") {
        return Ok(Content::Document);
    }
    file.take(LONGEST_TEXT).read_to_end(&mut bytes).map_err(cannot_read)?;
    if bytes.len() as u64 >= LONGEST_TEXT {
        return Err(neither(say!("is too long to be a map")));
    }
    if bytes.is_empty() && path.extension().is_some_and(|e| e == "portolan") {
        return Err(neither(say!("is empty: whatever it held is gone")));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let hint = say!("Copy its cells and paste them onto a map, or save the sheet as CSV and open that.");
        return Err(Error { hint: hint.into(), ..neither(say!("is a workbook or an archive, not a map")) });
    }
    let is_table =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"));
    match decoded(bytes, is_table) {
        Some(text) if !text.contains('\0') => {
            Ok(Content::Text(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
        }
        _ => Err(neither(say!("is neither a Portolan document nor plain text in UTF-8"))),
    }
}

/// The text that bytes hold: UTF-8, or UTF-16 with its mark, as spreadsheets write "Unicode text". What is neither
/// is Windows-1252 in a table, as spreadsheets write CSV; nothing else is guessed.
fn decoded(bytes: Vec<u8>, is_table: bool) -> Option<String> {
    /// What 0x80 to 0x9F stand for in Windows-1252; all else is as in Latin-1.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let units =
        |of: fn([u8; 2]) -> u16| bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
    let units: Vec<u16> = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => units(u16::from_le_bytes),
        Some([0xFE, 0xFF]) => units(u16::from_be_bytes),
        _ => {
            let letter = |byte: u8| match byte {
                0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::from(byte)),
                byte => char::from(byte),
            };
            let text = String::from_utf8(bytes);
            return text
                .map_or_else(|e| is_table.then(|| e.into_bytes().into_iter().map(letter).collect()), Some);
        }
    };
    String::from_utf16(&units).ok()
}

/// A new map made of a text, and what there is to say of how it was read.
#[derive(Debug, Default)]
pub struct ReadMap {
    /// What was understood.
    pub map: Map,
    /// What was not.
    pub problems: Vec<Problem>,
    /// How the text was read as a table, for people, where it is one.
    pub table: Option<String>,
}

/// Reads notation into a new map whose actors all have places.
pub fn read_map(text: &str) -> ReadMap {
    let read = read_as_written(text);
    ReadMap { map: placed(read.map), ..read }
}

/// Reads the text of a file into a new map that is called as the file is where the text says no title. Where it
/// says no places either the map is tidied, as by [`tidied`].
pub fn read_file(text: &str, file: &Path, going: Going<'_>) -> ReadMap {
    let read = read_as_written(text);
    ReadMap { map: tidied(titled(read.map, file), going), ..read }
}

/// Reads notation into a new map that has the places it is written with.
pub fn read_as_written(text: &str) -> ReadMap {
    let mut map = Map::default();
    let reading = notation::read(&map, text);
    reading.diff.apply_to(&mut map);
    ReadMap { map, problems: reading.problems, table: reading.table.map(|table| table.told) }
}

impl From<Map> for ReadMap {
    fn from(map: Map) -> Self {
        ReadMap { map, ..ReadMap::default() }
    }
}

/// The map with a place for each actor that has none.
pub fn placed(map: Map) -> Map {
    let shifts = scene::place(&map);
    put(map, shifts)
}

fn put(map: Map, shifts: Vec<Shift>) -> Map {
    let mut draft = Draft::new(&map);
    for shift in shifts {
        if let Some(Record::Actor(actor)) = map.get(shift.item) {
            draft.put(Actor { position: Some(shift.to), ..(*actor).clone() });
        }
    }
    draft.map().clone()
}

/// The map with places, tidied for its page where nobody has one: a map as it was typed elsewhere is to be read, not
/// to be arranged first. A very large one only gets places, as it would be long in coming; so does one whose tidying
/// is stopped by `going`, which is told how much is done (0 to 1).
pub fn tidied(map: Map, going: Going<'_>) -> Map {
    /// Above this many actors tidying takes more than a few seconds.
    const LARGE: usize = 80;
    let is_new = map.actors.values().all(|a| a.position.is_none());
    if !is_new || map.actors.len() > LARGE {
        return placed(map);
    }
    let shifts = scene::tidy_while(&map, &Tidying::default(), going);
    placed(put(map, shifts.unwrap_or_default()))
}

/// The map, called as its file is where it has no title.
pub fn titled(mut map: Map, file: &Path) -> Map {
    if map.info.title.is_empty() {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        // What comes through a pipe has no name.
        if file.is_file() {
            let title = file.file_stem().map(|s| title_of(&s.to_string_lossy())).unwrap_or_default();
            Arc::make_mut(&mut map.info).title = title;
        }
    }
    map
}

/// A file's name as people would write it over a map: "q3_partner-map (2)" is "Q3 partner map".
fn title_of(stem: &str) -> String {
    let again = stem
        .strip_suffix(')')
        .and_then(|s| s.rsplit_once(" ("))
        .filter(|(_, n)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let stem: Vec<char> = again.map_or(stem, |(name, _)| name).chars().collect();
    let digit = |i: Option<usize>| i.and_then(|i| stem.get(i)).is_some_and(char::is_ascii_digit);
    let is_date = |i: usize| digit(i.checked_sub(1)) && digit(Some(i + 1));
    let has_spaces = stem.contains(&' ');
    let spaced: String = stem
        .iter()
        .enumerate()
        .map(|(i, &c)| match c {
            '_' => ' ',
            '-' if !has_spaces && !is_date(i) => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `name.portolan` in the folder, or `name 2.portolan` and so on where that is taken.
pub fn free_name(folder: &Path, name: &str) -> PathBuf {
    let plain: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let plain = match plain.trim().trim_matches('.') {
        "" => say!("Untitled map"),
        some => some,
    };
    let plain: String = plain.chars().take(60).collect();
    (1..)
        .map(|n| if n == 1 { format!("{plain}.portolan") } else { format!("{plain} {n}.portolan") })
        .map(|file| folder.join(file))
        .find(|path| !path.exists())
        .expect("some number is free")
}

/// Writes a file whole or not at all: beside its place, to the disk, then into its place. Of a link the file that
/// it leads to is written; what is no file, such as a pipe, is only written to.
///
/// # Errors
/// `CannotWrite`; what was there is then untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let is_pipe = fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
    let written = match fs::canonicalize(path) {
        Ok(real) if !is_pipe => replace(&real, bytes),
        Err(_) if !path.exists() => replace(path, bytes),
        // A pipe; or what a link leads to has no name any more: the file must not take the place of the link.
        _ => fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(path)
            .and_then(|mut file| file.write_all(bytes)),
    };
    written.map_err(|e| cannot_write(path, &e))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path))
        .inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// The error of a place that cannot be written.
pub fn cannot_write(path: &Path, cause: &io::Error) -> Error {
    let why = why(cause);
    told(
        say!("{path} was not written: {why}. The map itself is safe.", path = shown(path), why),
        say!("Choose another folder or name."),
        cause,
    )
}

/// The error of a folder that cannot be made where new maps are kept.
pub fn cannot_make_folder(path: &Path, cause: &io::Error) -> Error {
    let why = why(cause);
    told(
        say!("New maps are kept in {path}, and that folder cannot be made: {why}.", path = shown(path), why),
        say!("Make room for it there, or open a map that is kept elsewhere."),
        cause,
    )
}

fn told(message: String, hint: &str, cause: &io::Error) -> Error {
    let error = Error::new(Code::CannotWrite, message, hint);
    if known(cause).is_some() { error } else { error.with_details(cause) }
}

fn why(cause: &io::Error) -> &'static str {
    known(cause).unwrap_or(say!("the disk did not answer as it should"))
}

fn known(cause: &io::Error) -> Option<&'static str> {
    match cause.kind() {
        io::ErrorKind::NotFound => Some(say!("its folder does not exist")),
        io::ErrorKind::PermissionDenied => Some(say!("you may not write there")),
        io::ErrorKind::ReadOnlyFilesystem => Some(say!("the disk is read-only")),
        io::ErrorKind::StorageFull => Some(say!("the disk is full")),
        io::ErrorKind::IsADirectory => Some(say!("a folder has that name")),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Some(say!("a file has that name")),
        _ => None,
    }
}

/// A path as people read it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_without_a_title_is_called_as_its_file_is() {
        for (stem, title) in [
            ("q3_partner-map (2)", "Q3 partner map"),
            ("who-pays_whom", "Who pays whom"),
            ("Acme - partners", "Acme - partners"),
            ("flows 2026-03-01", "Flows 2026-03-01"),
            ("flows-2026-03-01", "Flows 2026-03-01"),
            ("état_des lieux", "État des lieux"),
            ("IBM (EMEA)", "IBM (EMEA)"),
            ("__", ""),
        ] {
            assert_eq!(title_of(stem), title);
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("who-pays.csv");
        fs::write(&file, "").unwrap();
        assert_eq!(read_file("A -money-> B", &file, &mut |_| true).map.info.title, "Who pays");
        assert_eq!(read_file("map \"Ours\"\nA -money-> B", &file, &mut |_| true).map.info.title, "Ours");
    }

    #[test]
    fn a_map_without_places_is_tidied_and_one_with_places_is_left() {
        let table =
            "from,to,kind,quantity\nShop,Baker,money,120k/y\nBaker,Mill,money,40k/y\nShop,Mill,data,\n";
        let read = read_as_written(table).map;
        let places = |m: &Map| m.actors.values().map(|a| a.position.unwrap()).collect::<Vec<_>>();
        let stopped = tidied(read.clone(), &mut |_| false);
        let tidied = tidied(read.clone(), &mut |_| true);
        assert_eq!(places(&tidied), scene::tidy(&read, &[]).iter().map(|s| s.to).collect::<Vec<_>>());
        assert_ne!(places(&tidied), places(&stopped));
        assert_eq!(stopped, placed(read), "what is stopped is placed all the same");
        assert_eq!(super::tidied(tidied.clone(), &mut |_| true), tidied);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_pipe_a_pipe() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link, pipe] = ["page.svg", "link.svg", "pipe"].map(|name| folder.path().join(name));
        fs::write(&file, "before").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"after");

        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        write(&pipe, b"through").unwrap();
        assert_eq!(reader.join().unwrap(), b"through");
        assert!(!pipe.is_file() && pipe.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside");
    }

    #[test]
    fn text_is_read_in_the_encodings_that_spreadsheets_write() {
        let table = "de;a;importe\nPeña;Café;5 €";
        let ansi: Vec<u8> = table
            .chars()
            .map(|c| if c == '€' { 0x80 } else { u8::try_from(u32::from(c)).unwrap() })
            .collect();
        assert_eq!(decoded(ansi.clone(), true).as_deref(), Some(table));
        assert_eq!(decoded(ansi, false), None, "of a text nothing is guessed");
        assert_eq!(decoded(table.as_bytes().to_vec(), false).as_deref(), Some(table));
        let little = [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes));
        let big = [0xFE, 0xFF].into_iter().chain(table.encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(decoded(little.collect(), false).as_deref(), Some(table));
        assert_eq!(decoded(big.collect(), true).as_deref(), Some(table));
    }
}
