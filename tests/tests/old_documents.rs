//! Every document that an older Portolan wrote opens, is brought up to date, and is kept as it was beside.
//!
//! `old-documents/N.portolan` is a small document of file version N, written by the program of that time;
//! `N.txt` is its map as text.

use portolan_core::{Code, notation, store};
use portolan_tests::{Book, roll};
use rusqlite::Connection;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

fn old_documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("old-documents")
}

/// A folder with an old document in it, and its map as text.
fn old(version: u32) -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.portolan");
    fs::copy(old_documents().join(format!("{version}.portolan")), &path).unwrap();
    let text = fs::read_to_string(old_documents().join(format!("{version}.txt"))).unwrap();
    (folder, path, text)
}

fn file_version(path: &Path) -> i32 {
    let database = Connection::open(path).unwrap();
    let verdict: String = database.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    database.pragma_query_value(None, "user_version", |r| r.get(0)).unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_old_document_opens_and_is_worked_on_as_a_new_one() {
    for version in 1..=2 {
        let (folder, path, text) = old(version);
        let mut book = Book::open(&path).unwrap();
        assert_eq!(book.document.read_only(), None);
        assert_eq!(notation::print(&book.map), text);
        assert!(!book.history.done.is_empty() && !book.history.undone.is_empty());
        assert!(book.redo().unwrap());
        assert!((0..20).filter(|n| book.play(roll(9, *n)).unwrap()).count() > 5);
        let map = book.map.clone();
        drop(book);
        assert_eq!(store::open(&path).unwrap().map, map);
        assert_eq!(names_in(folder.path()), ["map (before the update).portolan", "map.portolan"]);
        let kept = folder.path().join("map (before the update).portolan");
        assert_eq!(file_version(&kept), version as i32);
        assert_eq!(notation::print(&store::open(&kept).unwrap().map), text);
    }
}

#[test]
fn an_old_document_that_cannot_be_written_is_read_and_left_alone() {
    let (folder, path, text) = old(1);
    let as_it_was = fs::read(&path).unwrap();
    let held = fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.path().join(".map.portolan.lock"))
        .unwrap();
    held.lock().unwrap();
    let opened = store::open(&path).unwrap();
    assert!(opened.document.read_only().unwrap().contains("open in another window"));
    assert_eq!(notation::print(&opened.map), text);
    assert_eq!(fs::read(&path).unwrap(), as_it_was);
    assert_eq!(names_in(folder.path()), [".map.portolan.lock", "map.portolan"]);
}

#[test]
fn whoever_only_looks_changes_nothing_and_takes_no_right_to_write() {
    let (folder, path, text) = old(1);
    let as_it_was = fs::read(&path).unwrap();
    assert_eq!(notation::print(&store::read(&path).unwrap()), text);
    assert_eq!(fs::read(&path).unwrap(), as_it_was);
    assert_eq!(names_in(folder.path()), ["map.portolan"]);

    let opened = store::open(&path).unwrap();
    assert_eq!(opened.document.read_only(), None);
    assert_eq!(store::read(&path).unwrap(), opened.map, "also while another writes it");
    let missing = store::read(&folder.path().join("other.portolan")).unwrap_err();
    assert_eq!(missing.code, Code::Missing);
}

#[test]
fn an_old_document_that_is_damaged_is_refused_and_left_alone() {
    for sql in [
        "CREATE TABLE extra (x)",
        "ALTER TABLE note ADD COLUMN more TEXT",
        "UPDATE flow SET kind = 'gossip'",
        "UPDATE flow SET via = '[99999]'",
    ] {
        let (folder, path, _) = old(1);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let as_it_was = fs::read(&path).unwrap();
        match store::open(&path) {
            Ok(_) => panic!("{sql} should not open"),
            Err(error) => assert_eq!(error.code, Code::Damaged, "{sql}"),
        }
        assert_eq!(fs::read(&path).unwrap(), as_it_was, "{sql}");
        assert_eq!(names_in(folder.path()), ["map.portolan"], "{sql}");
    }
}

/// The version of the files that this program writes.
const NOW: i32 = 3;

/// How often to kill; `PORTOLAN_KILLS=10000` for the long run.
fn kills() -> u64 {
    std::env::var("PORTOLAN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[test]
fn killing_inside_a_migration_harms_nothing() {
    let (mut before, mut after) = (0, 0);
    for n in 0..kills() {
        let (folder, path, text) = old(1);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "open_until_killed", "--ignored", "--nocapture"])
            .env("PORTOLAN_KILL_PATH", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while said.read_line(&mut line).unwrap() > 0 && !line.ends_with("ready\n") {}
        // The moment of the kill is what is random here.
        std::thread::sleep(Duration::from_micros(u64::from(roll(29, n)[0] % 80_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let is_half = path.with_file_name("map.portolan-journal").exists();
        match file_version(&path) {
            1 => before += 1,
            _ => after += 1,
        }
        if n % 2 == 0 {
            assert_eq!(notation::print(&store::read(&path).expect("a broken save is mended")), text);
        }
        let opened = store::open(&path).expect("opens and passes every check");
        assert_eq!(notation::print(&opened.map), text, "kill {n}, half way: {is_half}");
        assert_eq!(opened.document.read_only(), None);
        drop(opened);
        assert_eq!(file_version(&path), NOW);
        assert_eq!(file_version(&folder.path().join("map (before the update).portolan")), 1);
        let odd =
            |name: &String| !name.starts_with('.') && name != "map.portolan" && !name.contains("(before");
        assert!(!names_in(folder.path()).iter().any(odd));
        assert!(
            names_in(folder.path()).iter().filter(|n| !n.starts_with('.')).count() == 2,
            "one copy is enough"
        );
    }
    println!("{before} documents were as before, {after} up to date");
    assert!(before > 0 && after > 0, "{before} {after}");
}

#[test]
#[ignore = "the child of the test above"]
fn open_until_killed() {
    let path = std::env::var("PORTOLAN_KILL_PATH").expect("started by the test above");
    println!("ready");
    let opened = store::open(Path::new(&path)).unwrap();
    std::thread::sleep(Duration::from_secs(10));
    drop(opened);
}
