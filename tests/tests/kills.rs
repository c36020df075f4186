//! An acknowledged edit survives `kill -9` at any moment.
//!
//! The test starts itself again as a child that edits a document, says what it is about to do and what was
//! acknowledged as saved, and is killed; then the document must open, pass every check, and hold the last
//! acknowledged edit or one that was under way.

use portolan_core::{
    api::{EditRequest, Event},
    edit::{History, apply},
    map::Map,
    session::{Events, Session},
    store,
};
use portolan_tests::{command, digest, roll};
use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How often to kill; `PORTOLAN_KILLS=10000` for the long run.
fn kills() -> u64 {
    std::env::var("PORTOLAN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[test]
fn an_acknowledged_edit_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (mut acknowledged, mut under_way) = (0, 0);
    for n in 0..kills() {
        // A fresh document every ten kills, so that making one is interrupted too.
        let path = folder.path().join(format!("{}.portolan", n / 10));
        let before = path.exists().then(|| digest(&store::open(&path).unwrap().map));
        let [wait, early, ..] = roll(23, n);
        let mut child = start(&path, n);
        let mut said = BufReader::new(child.stdout.take().unwrap());
        if early % 4 > 0 {
            wait_until_open(&mut said);
        }
        // The moment of the kill is what is random here.
        std::thread::sleep(Duration::from_micros(u64::from(wait % 80_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let Report { tried, saved } = Report::read(&mut said, before);
        if !path.exists() {
            assert_eq!(saved, None, "the document was acknowledged and is gone");
            continue;
        }
        let found = digest(&store::open(&path).expect("opens and passes every check").map);
        match saved {
            Some(saved) => {
                let place = tried.iter().rposition(|d| *d == found);
                assert!(
                    place.is_some_and(|p| p >= saved),
                    "kill {n}: edit {saved} was acknowledged and is lost"
                );
                acknowledged += saved;
                under_way += place.unwrap_or(saved) - saved;
            }
            None => assert!(tried.is_empty() || tried.contains(&found), "kill {n}: an unknown state"),
        }
    }
    println!("{} kills, {acknowledged} edits acknowledged, {under_way} more had reached the disk", kills());
    assert!(acknowledged > 0);
}

/// What a child said: the digest of the map after each revision, and the last revision that was saved.
struct Report {
    tried: Vec<u64>,
    saved: Option<usize>,
}

impl Report {
    fn read(said: &mut impl Read, before: Option<u64>) -> Report {
        let mut text = String::new();
        said.read_to_string(&mut text).unwrap();
        let mut report = Report { tried: before.into_iter().collect(), saved: None };
        // A line that was cut off by the kill was never said.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for line in whole.lines() {
            match line.split_once(' ') {
                Some(("start", digest)) => report.tried = vec![digest.parse().unwrap()],
                Some(("try", digest)) => report.tried.push(digest.parse().unwrap()),
                Some(("saved", revision)) => report.saved = Some(revision.parse().unwrap()),
                _ => {}
            }
        }
        report
    }
}

fn start(path: &Path, seed: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "edit_until_killed", "--ignored", "--nocapture"])
        .env("PORTOLAN_KILL_PATH", path)
        .env("PORTOLAN_KILL_SEED", seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads up to the line that tells that the document is open.
fn wait_until_open(said: &mut impl BufRead) {
    let mut line = String::new();
    while said.read_line(&mut line).unwrap() > 0 && !line.starts_with("ready") {
        line.clear();
    }
}

#[test]
#[ignore = "the child of the test above"]
fn edit_until_killed() {
    let path = std::env::var("PORTOLAN_KILL_PATH").expect("started by the test above");
    let seed: u64 = std::env::var("PORTOLAN_KILL_SEED").unwrap().parse().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(edit(Path::new(&path), seed));
}

async fn edit(path: &Path, seed: u64) {
    let (session, mut events) =
        if path.exists() { Session::open(path).await } else { Session::create(path, Map::default()).await }
            .unwrap();
    let (mut map, mut history) = (session.map().await.unwrap(), History::default());
    say(&format!("ready\nstart {}", digest(&map)));
    let mut revision = 0;
    for n in 0.. {
        let roll = roll(seed, n);
        if foresee(&mut map, &mut history, roll).is_none() {
            continue;
        }
        revision += 1;
        say(&format!("try {}", digest(&map)));
        let changed = match roll[4] % 9 {
            0 => session.undo().await,
            _ => {
                let before = history.done.last().unwrap().diff.reversed();
                let mut old = map.clone();
                before.apply_to(&mut old);
                session.edit(EditRequest { command: command(&old, roll), gesture: false }).await
            }
        };
        assert_eq!(changed.unwrap().revision, revision);
        hear(&mut events, roll[3].is_multiple_of(2).then_some(revision)).await;
    }
}

/// What the map will be after the edit or undo that the roll chooses; `None` where that would be refused or
/// the session would have to find places.
fn foresee(map: &mut Map, history: &mut History, roll: [u32; 5]) -> Option<()> {
    if roll[4].is_multiple_of(9) {
        let undone = history.undo()?.diff.reversed();
        undone.apply_to(map);
        return Some(());
    }
    let diff = apply(map, &command(map, roll)).ok().filter(|d| !d.is_empty())?;
    let mut after = map.clone();
    diff.apply_to(&mut after);
    if after.actors.values().any(|a| a.position.is_none()) {
        return None;
    }
    history.push("edit", diff);
    *map = after;
    Some(())
}

/// Says what was saved: all that is known, or waiting until this revision is.
async fn hear(events: &mut Events, until: Option<u32>) {
    loop {
        let event = match until {
            Some(_) => events.recv().await,
            None => events.try_recv().ok(),
        };
        match event {
            Some(Event::Saved { revision }) => {
                say(&format!("saved {revision}"));
                if until == Some(revision) {
                    return;
                }
            }
            Some(Event::SaveFailed { error }) => panic!("{error:?}"),
            Some(_) => {}
            None => return,
        }
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("the test listens");
}
