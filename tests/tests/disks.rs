//! Disks and folders that do not let us write: nothing is lost, the file stays sound, and it is told.
//!
//! Each test starts itself again as a child under a limit or a user that makes the trouble real.
#![cfg(unix)]

use portolan_core::{
    Code,
    api::{EditRequest, Event},
    edit::Command,
    map::{Map, Point},
    session::Session,
    store,
};
use std::{
    ffi::OsString,
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process,
};

fn add(name: &str) -> EditRequest {
    let at = Some(Point::default());
    EditRequest { command: Command::AddActor { name: name.into(), roles: vec![], at }, gesture: false }
}

/// This test program (or a copy of it), asked to run the named test on `path`.
fn child(program: &Path, test: &str, path: &Path) -> Vec<OsString> {
    let given = format!("PORTOLAN_DISK_PATH={}", path.display());
    let mut line: Vec<OsString> = vec!["env".into(), given.into(), program.into()];
    line.extend(["--exact", test, "--ignored", "--nocapture"].map(OsString::from));
    line
}

fn path_given() -> PathBuf {
    std::env::var_os("PORTOLAN_DISK_PATH").expect("started by the test beside it").into()
}

fn must_succeed(mut command: process::Command) {
    let output = command.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn an_edit_that_finds_no_room_is_told_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.portolan");
    drop(store::create(&path, &Map::default()).unwrap());
    // Files may not grow beyond 256 blocks; a write beyond that fails as on a full disk.
    let mut limited = process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 256; exec \"$0\" \"$@\""]);
    limited.args(child(&std::env::current_exe().unwrap(), "grow_until_there_is_no_room", &path));
    must_succeed(limited);
    let saved: usize = fs::read_to_string(folder.path().join("saved")).unwrap().parse().unwrap();
    let map = store::open(&path).expect("the file is sound").map;
    assert_eq!(map.actors.len(), saved, "all that was acknowledged and nothing else");
    assert_eq!(fs::read(folder.path().join("other.portolan")).unwrap(), b"in the way");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside them");
}

#[tokio::test]
#[ignore = "the child of the test above"]
async fn grow_until_there_is_no_room() {
    let path = path_given();
    let (session, mut events) = Session::open(&path).await.unwrap();
    let (mut added, mut saved) = (0, 0);
    let error = loop {
        added += 1;
        session.edit(add(&format!("Actor {added} {}", "long name ".repeat(800)))).await.unwrap();
        match events.recv().await {
            Some(Event::Saved { revision }) => saved = revision,
            Some(Event::SaveFailed { error }) => break error,
            Some(_) => {}
            None => panic!("the document closed"),
        }
        assert!(added < 500, "the limit was never met");
    };
    assert_eq!(error.code, Code::CannotWrite);
    assert!(!error.hint.is_empty());
    assert_eq!(session.map().await.unwrap().actors.len(), added, "memory keeps what the disk refused");
    assert_eq!(session.retry_save().await.unwrap_err().code, Code::CannotWrite);
    // A copy as large finds no room either, and leaves what is there.
    let other = path.with_file_name("other.portolan");
    fs::write(&other, "in the way").unwrap();
    assert_eq!(session.save_copy(&other).await.unwrap_err().code, Code::CannotWrite);
    fs::write(path.with_file_name("saved"), saved.to_string()).unwrap();
}

/// Starts the named test as a user who may not write what is not theirs, and waits for it.
fn as_somebody_else(program: &Path, test: &str, path: &Path) {
    let line = child(program, test, path);
    let mut command = process::Command::new(&line[0]);
    command.args(&line[1..]);
    // Permissions stop everybody but root, who therefore becomes nobody.
    if is_root() {
        command.uid(65_534).gid(65_534);
    }
    must_succeed(command);
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[test]
fn a_document_that_may_not_be_written_opens_read_only_and_can_be_copied() {
    let programs = tempfile::tempdir().unwrap();
    fs::set_permissions(programs.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut program = std::env::current_exe().unwrap();
    if is_root() {
        // Nobody may not look into root's folders.
        let copy = programs.path().join("disks");
        fs::copy(&program, &copy).unwrap();
        program = copy;
    }
    for (folder_mode, file_mode) in [(0o555, 0o644), (0o555, 0o444), (0o777, 0o444)] {
        let outer = tempfile::tempdir().unwrap();
        fs::set_permissions(outer.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let folder = outer.path().join("folder");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("map.portolan");
        drop(store::create(&path, &Map::default()).unwrap());
        let before = fs::read(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(folder_mode)).unwrap();
        as_somebody_else(&program, "open_what_may_not_be_written", &path);
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }
}

#[tokio::test]
#[ignore = "the child of the test above"]
async fn open_what_may_not_be_written() {
    let path = path_given();
    let (session, _events) = Session::open(&path).await.unwrap();
    let why = session.view().await.unwrap().read_only.expect("it is labelled");
    assert!(why.contains("cannot be written"), "{why}");
    assert_eq!(session.edit(add("Acme")).await.unwrap_err().code, Code::CannotWrite);
    let copy = path.parent().unwrap().with_file_name("copy.portolan");
    session.save_copy(&copy).await.unwrap();
    let (copied, _events) = Session::open(&copy).await.unwrap();
    copied.edit(add("Acme")).await.unwrap();
    copied.close().await.unwrap();
}
