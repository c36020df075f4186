//! Documents as files: what is written comes back, and nothing that is wrong with a file does any harm.

use portolan_core::{Code, Error, edit::History, map::Map, notation, store};
use portolan_tests::{Book, roll};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a document of some size in it, closed.
fn document() -> (TempDir, PathBuf, Map) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.portolan");
    let mut book = Book::create(&path).unwrap();
    for n in 0..120 {
        book.play(roll(3, n)).unwrap();
    }
    assert!(book.map.records().count() > 30);
    let map = book.map.clone();
    (folder, path, map)
}

fn refused(path: &Path) -> Error {
    match store::open(path) {
        Ok(_) => panic!("{} should not open", path.display()),
        Err(error) => error,
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_document_reads_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.portolan");
    let mut book = Book::create(&path).unwrap();
    for n in 0..400 {
        book.play(roll(11, n)).unwrap();
        if n % 40 == 0 {
            let Book { document, map, history } = book;
            drop(document);
            book = Book::open(&path).unwrap();
            assert_eq!(book.document.read_only(), None);
            assert_eq!(book.map, map);
            assert_eq!(book.history, history);
        }
    }
}

#[test]
fn a_closed_document_is_one_file() {
    let (folder, _, _) = document();
    assert_eq!(names_in(folder.path()), ["map.portolan"]);
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let (_folder, path, end) = document();
    let mut steps = 0;
    loop {
        let mut book = Book::open(&path).unwrap();
        if !book.undo().unwrap() {
            break;
        }
        steps += 1;
    }
    let mut book = Book::open(&path).unwrap();
    assert!(book.map.records().eq(Map::default().records()));
    assert!(steps > 50);
    for _ in 0..steps {
        assert!(book.redo().unwrap());
    }
    drop(book);
    assert!(store::open(&path).unwrap().map.records().eq(end.records()));
}

#[test]
fn a_new_step_after_an_undo_forgets_what_was_undone() {
    let (_folder, path, _) = document();
    let mut book = Book::open(&path).unwrap();
    let highest = book.history.last_seq;
    assert!(book.undo().unwrap());
    let edit = (0..).map(|n| roll(5, n)).find(|r| r[4] % 9 > 1 && book.play(*r).unwrap());
    assert!(edit.is_some());
    drop(book);
    let history = store::open(&path).unwrap().history;
    assert!(history.undone.is_empty());
    assert_eq!(history.last_seq, highest + 1, "a position is never used twice");
}

#[test]
fn what_is_no_document_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("text"), "Acme -money 40k/y-> Us\n".repeat(400)).unwrap();
    fs::write(at("short"), "SQLite format 3\0").unwrap();
    fs::write(at("empty"), "").unwrap();
    fs::create_dir(at("folder")).unwrap();
    Connection::open(at("other")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    for name in ["text", "short", "empty", "folder", "other"] {
        let before = fs::read(at(name)).ok();
        assert_eq!(refused(&at(name)).code, Code::NotADocument, "{name}");
        assert_eq!(fs::read(at(name)).ok(), before, "{name} is left alone");
    }
    assert_eq!(refused(&at("nowhere")).code, Code::Missing);
    assert_eq!(names_in(folder.path()), ["empty", "folder", "other", "short", "text"]);
}

#[test]
fn a_truncated_document_is_damaged() {
    let (_folder, path, _) = document();
    let whole = fs::read(&path).unwrap();
    for part in 1..20 {
        fs::write(&path, &whole[..whole.len() * part / 20]).unwrap();
        let error = refused(&path);
        assert!(matches!(error.code, Code::Damaged | Code::NotADocument), "{part}: {error:?}");
        assert!(!error.hint.is_empty());
        if error.code == Code::Damaged {
            let said = format!("{} {}", error.message, error.hint);
            assert!(said.contains("parts of it cannot be read any more"), "{part}: {error:?}");
            assert!(!error.details.is_empty() && !said.contains(&error.details), "{part}: {error:?}");
        }
    }
}

/// How many documents with flipped bytes to open; `PORTOLAN_FLIPS` for the long run.
fn flips() -> u64 {
    std::env::var("PORTOLAN_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

#[test]
fn a_document_with_flipped_bytes_opens_sound_or_is_refused() {
    let (_folder, path, _) = document();
    let whole = fs::read(&path).unwrap();
    let mut refusals = 0;
    for n in 0..flips() {
        let mut bytes = whole.clone();
        let [place, value, more, ..] = roll(17, n);
        // Half of them in the first page, where the schema is.
        let reach = if n % 2 == 0 { 4096 } else { bytes.len() };
        for i in 0..=more as usize % 3 {
            let place = (place as usize).wrapping_add(i * 7919) % reach;
            bytes[place] = (value >> (8 * i)) as u8;
        }
        fs::write(&path, &bytes).unwrap();
        match store::open(&path) {
            Ok(opened) => assert_eq!(portolan_core::edit::check_map(&opened.map), Ok(())),
            Err(error) => {
                refusals += 1;
                assert!(
                    matches!(error.code, Code::Damaged | Code::NotADocument | Code::Newer),
                    "{n}: {error:?}"
                );
            }
        }
    }
    assert!(refusals > 0);
}

#[test]
fn anything_portolan_did_not_put_there_is_refused_by_name() {
    for (sql, name) in [
        (
            "CREATE TRIGGER steal AFTER INSERT ON flow BEGIN DELETE FROM actor; END",
            "the trigger \u{201c}steal\u{201d}",
        ),
        ("CREATE VIEW peek AS SELECT * FROM actor", "the view \u{201c}peek\u{201d}"),
        ("CREATE TABLE extra (x)", "the table \u{201c}extra\u{201d}"),
        ("CREATE INDEX slow ON actor (abs(id))", "the index \u{201c}slow\u{201d}"),
        ("ALTER TABLE note ADD COLUMN more TEXT", "the table \u{201c}note\u{201d}"),
        ("DROP TABLE deal", "the table \u{201c}deal\u{201d}"),
    ] {
        let (_folder, path, _) = document();
        let database = Connection::open(&path).unwrap();
        database.execute_batch(sql).unwrap();
        let verdict: String = database.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        assert_eq!(verdict, "ok", "SQLite itself sees nothing wrong");
        drop(database);
        let error = refused(&path);
        assert_eq!(error.code, Code::Damaged);
        assert!(error.message.contains(name), "{}", error.message);
    }
}

#[test]
fn rows_that_do_not_hold_together_are_damage() {
    for sql in [
        "PRAGMA foreign_keys = OFF; UPDATE flow SET \"to\" = 99999",
        "UPDATE flow SET via = '[99999]'",
        "UPDATE flow SET kind = 'gossip'",
        "UPDATE flow SET strength = 9",
        "UPDATE actor SET roles = '[\"king\"]'",
        "UPDATE actor SET name = 'the same'",
        "UPDATE actor SET x = 9e999",
        "UPDATE history SET diff = '{'",
        "DELETE FROM document",
        "PRAGMA journal_mode = WAL",
    ] {
        let (_folder, path, _) = document();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        assert_eq!(refused(&path).code, Code::Damaged, "{sql}");
    }
}

#[test]
fn a_newer_document_that_can_be_read_opens_read_only_and_stays_as_it_is() {
    let (folder, path, map) = document();
    let newer = "PRAGMA user_version = 4; CREATE TABLE forecast (id INTEGER PRIMARY KEY);
                 ALTER TABLE flow ADD COLUMN mood TEXT;";
    Connection::open(&path).unwrap().execute_batch(newer).unwrap();
    let before = fs::read(&path).unwrap();
    let mut book = Book::open(&path).unwrap();
    assert!(book.document.read_only().unwrap().contains("newer"));
    assert_eq!(book.map, map);
    assert_eq!(book.undo().unwrap_err().code, Code::CannotWrite);
    drop(book);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names_in(folder.path()), ["map.portolan"]);
}

#[test]
fn a_newer_document_that_cannot_be_read_says_so() {
    for sql in [
        "PRAGMA user_version = 4; UPDATE document SET readable_from = 4",
        "PRAGMA user_version = 4; UPDATE flow SET kind = 'gossip'",
        "PRAGMA user_version = 4; CREATE TRIGGER t AFTER INSERT ON flow BEGIN DELETE FROM actor; END",
    ] {
        let (_folder, path, _) = document();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = fs::read(&path).unwrap();
        assert_eq!(refused(&path).code, Code::Newer, "{sql}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_document_that_is_open_elsewhere_opens_read_only() {
    let (folder, path, map) = document();
    let first = store::open(&path).unwrap();
    let second = store::open(&folder.path().join("../").join(folder.path()).join("map.portolan")).unwrap();
    assert!(second.document.read_only().unwrap().contains("open in another window"));
    assert_eq!(second.map, map);
    drop(first);
    let third = store::open(&path).unwrap();
    assert_eq!(third.document.read_only(), None);
}

#[test]
fn a_lock_file_left_by_a_killed_program_is_taken_over() {
    let (folder, path, _) = document();
    fs::write(folder.path().join(".map.portolan.lock"), "").unwrap();
    assert_eq!(store::open(&path).unwrap().document.read_only(), None);
    assert_eq!(names_in(folder.path()), ["map.portolan"]);
}

#[test]
fn opening_and_closing_changes_no_byte() {
    let (_folder, path, _) = document();
    let (bytes, time) = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    drop(store::open(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), time);
}

#[test]
fn a_document_replaced_underneath_is_not_overwritten() {
    let (folder, path, _) = document();
    let (_other_folder, other, other_map) = document();
    let mut book = Book::open(&path).unwrap();
    fs::rename(&path, folder.path().join("moved.portolan")).unwrap();
    assert_eq!(book.undo().unwrap_err().code, Code::Moved, "gone");
    fs::copy(&other, &path).unwrap();
    assert_eq!(book.undo().unwrap_err().code, Code::Moved, "replaced");
    drop(book);
    assert_eq!(store::open(&path).unwrap().map, other_map);
}

#[test]
fn a_document_changed_by_another_program_is_not_overwritten() {
    let (_folder, path, _) = document();
    let mut book = Book::open(&path).unwrap();
    assert!(book.undo().unwrap());
    Connection::open(&path).unwrap().execute_batch("UPDATE info SET title = 'theirs'").unwrap();
    assert_eq!(book.undo().unwrap_err().code, Code::Moved);
    drop(book);
    assert_eq!(store::open(&path).unwrap().map.info.title, "theirs");
}

#[test]
fn a_copy_holds_everything_and_leaves_nothing_beside_it() {
    let (folder, path, map) = document();
    let opened = store::open(&path).unwrap();
    let copy = folder.path().join("copy.portolan");
    fs::write(&copy, "in the way").unwrap();
    store::write_copy(&copy, &opened.map, &opened.history).unwrap();
    let again = store::open(&copy).unwrap();
    assert_eq!(again.map, map);
    assert_eq!(again.history, opened.history);
    drop((again, opened));
    assert_eq!(names_in(folder.path()), ["copy.portolan", "map.portolan"]);
}

#[cfg(unix)]
#[test]
fn a_copy_onto_a_link_is_written_to_what_the_link_leads_to() {
    let (folder, path, map) = document();
    let opened = store::open(&path).unwrap();
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).unwrap();
    let (file, link) = (kept.join("board.portolan"), folder.path().join("link.portolan"));
    fs::write(&file, "before").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    store::write_copy(&link, &opened.map, &opened.history).unwrap();
    drop(opened);
    assert!(link.is_symlink());
    assert_eq!(store::read(&file).unwrap(), map);
    assert_eq!(names_in(&kept), ["board.portolan"]);
    assert_eq!(names_in(folder.path()), ["kept", "link.portolan", "map.portolan"]);
}

#[test]
fn a_copy_that_cannot_be_written_leaves_what_was_there() {
    let (folder, path, map) = document();
    let nowhere = folder.path().join("no such folder/copy.portolan");
    assert_eq!(store::write_copy(&nowhere, &map, &History::default()).unwrap_err().code, Code::CannotWrite);
    // A journal beside a file belongs to it and would be played back into whatever takes its name.
    let target = folder.path().join("copy.portolan");
    fs::write(&target, "in the way").unwrap();
    fs::write(folder.path().join("copy.portolan-journal"), "half a save").unwrap();
    assert_eq!(store::write_copy(&target, &map, &History::default()).unwrap_err().code, Code::CannotWrite);
    assert_eq!(fs::read(&target).unwrap(), b"in the way");
    assert_eq!(store::create(&path, &map).err().unwrap().code, Code::CannotWrite, "a file is in the way");
    assert_eq!(names_in(folder.path()), ["copy.portolan", "copy.portolan-journal", "map.portolan"]);
}

#[test]
fn every_sample_is_kept_to_the_letter() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let texts: Vec<PathBuf> = fs::read_dir(samples)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    assert!(!texts.is_empty());
    for sample in texts {
        let reading = notation::read(&Map::default(), &fs::read_to_string(&sample).unwrap());
        let mut map = Map::default();
        reading.diff.apply_to(&mut map);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.portolan");
        drop(store::create(&path, &map).unwrap());
        let found = store::open(&path).unwrap().map;
        assert_eq!(found, map, "{}", sample.display());
        assert_eq!(notation::print(&found), notation::print(&map));
    }
}

#[test]
fn a_document_that_another_program_holds_is_said_to_be_held_and_waited_for_once() {
    let (_folder, path, _) = document();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begun = std::time::Instant::now();
    let error = refused(&path);
    assert!(error.message.starts_with("Another program holds"), "{error:?}");
    assert!(error.hint.contains("Close it there"), "{error:?}");
    // Five seconds are given to whoever is only saving.
    assert!(begun.elapsed().as_secs() < 9, "{:?}", begun.elapsed());
    other.execute_batch("ROLLBACK").unwrap();
    assert!(store::open(&path).is_ok());
}
