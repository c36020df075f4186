//! What documents cost on maps of three sizes: an edit through the session, a commit, opening, a big import.
//!
//! `cargo bench -p portolan-core --bench documents` prints the table; nothing here asserts on time.

use divan::{Bencher, black_box};
use portolan_core::{
    api::EditRequest,
    edit::{Command, Diff, History, Shift, apply},
    map::{Actor, ActorId, Flow, FlowId, Kind, Map, Point},
    session::Session,
    store::{self, Entry, Turn},
};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const SIZES: [(u32, u32); 2] = [(100, 300), (2_000, 6_000)];

fn map((actors, flows): (u32, u32)) -> Map {
    let mut map = Map::default();
    let columns = f64::from(actors).sqrt().ceil() as u32;
    for n in 0..actors {
        let at = Point::new(f64::from(n % columns) * 264.0, f64::from(n / columns) * 156.0);
        let actor = Actor { position: Some(at), ..Actor::new(ActorId(n + 1), format!("Partner number {n}")) };
        map.put(actor.into());
    }
    for n in 0..flows {
        let from = n.wrapping_mul(2_654_435_761) % actors;
        let to = (from + 1 + n % 3) % actors;
        let kind = Kind::ALL[n as usize % Kind::ALL.len()];
        map.put(Flow::new(FlowId(actors + n + 1), ActorId(from + 1), ActorId(to + 1), kind).into());
    }
    map
}

fn document(size: (u32, u32)) -> (TempDir, store::Opened) {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = store::create(&folder.path().join("map.portolan"), &map(size)).expect("a document");
    (folder, opened)
}

fn nudge(step: u32) -> Command {
    let to = Point::new(40.0 + f64::from(step % 60), 30.0);
    Command::MoveItems { moves: vec![Shift { item: ActorId(2).into(), to }] }
}

#[divan::bench(args = SIZES)]
fn apply_one_command(bencher: Bencher, size: (u32, u32)) {
    let map = map(size);
    bencher.bench(|| apply(black_box(&map), &nudge(1)));
}

#[divan::bench(args = SIZES)]
fn edit_through_the_session(bencher: Bencher, size: (u32, u32)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.portolan");
    let (session, _events) = runtime.block_on(Session::create(path, map(size))).expect("a document");
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        let request = EditRequest { command: nudge(step), gesture: false };
        runtime.block_on(session.edit(request)).expect("a free actor moves")
    });
}

#[divan::bench(args = SIZES)]
fn commit_one_edit(bencher: Bencher, size: (u32, u32)) {
    let (_folder, mut opened) = document(size);
    let mut seq = 0;
    bencher.bench_local(|| {
        seq += 1;
        let diff = apply(&opened.map, &nudge(seq)).expect("a free actor moves");
        diff.apply_to(&mut opened.map);
        let turn = Turn::Done { seq, label: "move".into() };
        let entry = Entry { revision: seq, last_id: opened.map.last_id, turn, diff };
        opened.document.write(&entry).expect("the disk takes it");
    });
}

#[divan::bench(args = SIZES)]
fn open_document(bencher: Bencher, size: (u32, u32)) {
    let (_folder, opened) = document(size);
    let path = opened.document.path().to_owned();
    drop(opened);
    bencher.bench(|| store::open(&path).expect("a sound document"));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn save_a_checked_copy(bencher: Bencher, size: (u32, u32)) {
    let (folder, opened) = document(size);
    let copy = folder.path().join("copy.portolan");
    bencher.bench(|| store::write_copy(&copy, &opened.map, &History::default()).expect("a copy"));
}

/// One transaction with its row of the history, then opening what came of it.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn import_20000_actors_and_100000_flows(bencher: Bencher) {
    let big = map((20_000, 100_000));
    bencher.with_inputs(|| document((1, 0))).bench_values(|(folder, mut opened)| {
        let diff = Diff::between(&opened.map, &big);
        let turn = Turn::Done { seq: 1, label: "import".into() };
        let entry = Entry { revision: 1, last_id: big.last_id, turn, diff };
        opened.document.write(&entry).expect("the disk takes it");
        (folder, opened)
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn open_20000_actors_and_100000_flows_just_imported(bencher: Bencher) {
    let (_folder, mut opened) = document((1, 0));
    let diff = Diff::between(&opened.map, &map((20_000, 100_000)));
    let turn = Turn::Done { seq: 1, label: "import".into() };
    let entry = Entry { revision: 1, last_id: 120_000, turn, diff };
    opened.document.write(&entry).expect("the disk takes it");
    let path = opened.document.path().to_owned();
    drop(opened);
    bencher.bench(|| store::open(&path).expect("a sound document"));
}
