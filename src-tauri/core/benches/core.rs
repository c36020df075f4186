//! What the core costs on maps of three sizes: evaluation, picture, one step of a drag, page and files.
//!
//! `cargo bench -p portolan-core` prints the table; nothing here asserts on time.

use divan::{Bencher, black_box};
use portolan_core::{
    edit::{Change, Command, Diff, Shift, apply},
    eval::{EvalConfig, evaluate},
    map::{
        Actor, ActorId, Evidence, Flow, FlowId, Kind, Map, Micros, PageSettings, PageSize, Period, Point,
        Quantity, Record, Role,
    },
    page,
    scene::{self, Picture, View},
};
use std::cell::RefCell;

fn main() {
    divan::main();
}

/// Actors and flows of the maps.
const SIZES: [(u32, u32); 4] = [(100, 300), (150, 450), (2_000, 6_000), (10_000, 30_000)];
/// Sizes at which a picture is drawn.
const DRAWN: [(u32, u32); 3] = [(100, 300), (150, 450), (2_000, 6_000)];

/// A map without rhyme but with reason: demand pays through a few hubs, everything else flows nearby.
fn map((actors, flows): (u32, u32)) -> Map {
    let mut map = Map::default();
    let columns = f64::from(actors).sqrt().ceil() as u32;
    for n in 0..actors {
        let mut actor = Actor::new(ActorId(n + 1), format!("Partner number {n}"));
        actor.position = Some(Point::new(f64::from(n % columns) * 264.0, f64::from(n / columns) * 156.0));
        actor.roles = vec![match n {
            0 => Role::Own,
            _ => [Role::Customer, Role::Complement, Role::Intermediary, Role::Supplier][n as usize % 4],
        }];
        map.put(actor.into());
    }
    let mut info = (*map.info).clone();
    info.us = Some(ActorId(1));
    map.put(info.into());
    for n in 0..flows {
        let from = n.wrapping_mul(2_654_435_761) % actors;
        let near = [1, columns, columns + 1, 2][n as usize % 4];
        let to = if n % 9 == 0 { 0 } else { (from + near) % actors };
        if from == to {
            continue;
        }
        let kind = Kind::ALL[n as usize % Kind::ALL.len()];
        let mut flow = Flow::new(FlowId(actors + n + 1), ActorId(from + 1), ActorId(to + 1), kind);
        flow.evidence = Evidence::Estimated;
        flow.strength = Some(1 + (n % 5) as u8);
        if kind == Kind::Money {
            let amount = Micros::from_units(f64::from(1_000 + n * 37 % 90_000)).expect("in range");
            flow.quantity = Some(Quantity { amount, unit: String::new(), period: Period::Year });
        }
        map.put(flow.into());
    }
    map
}

#[divan::bench(args = SIZES)]
fn evaluation(bencher: Bencher, size: (u32, u32)) {
    let map = map(size);
    bencher.bench(|| evaluate(black_box(&map), &EvalConfig::default()));
}

#[divan::bench(args = DRAWN)]
fn whole_picture(bencher: Bencher, size: (u32, u32)) {
    let map = map(size);
    let _warm = scene::compose(&map, None, &View::default());
    bencher.bench(|| scene::compose(black_box(&map), None, &View::default()));
}

/// A card from the middle of the map, a few units at a time, past its neighbours and back.
#[divan::bench(args = DRAWN)]
fn step_of_a_drag_mid_map(bencher: Bencher, size: (u32, u32)) {
    drag(bencher, size, mid_map(size), |at, step| {
        Point::new(at.x + to_and_fro(step, 3.0, 400.0), at.y + 30.0)
    });
}

/// A card that crosses the hub at which a ninth of all flows end: each step lies on other flows of the hub.
#[divan::bench(args = DRAWN)]
fn step_of_a_drag_over_the_hub(bencher: Bencher, size: (u32, u32)) {
    drag(bencher, size, ActorId(2), |_, step| {
        Point::new(to_and_fro(step, 3.0, 300.0), to_and_fro(step, 2.0, 90.0))
    });
}

/// The hub itself.
#[divan::bench(args = DRAWN)]
fn step_of_dragging_the_hub(bencher: Bencher, size: (u32, u32)) {
    drag(bencher, size, ActorId(1), |_, step| {
        Point::new(to_and_fro(step, 3.0, 200.0), to_and_fro(step, 2.0, 60.0))
    });
}

/// The whole picture after a card in the middle of the map was dragged some way.
#[divan::bench(args = DRAWN)]
fn settling_after_a_drag(bencher: Bencher, size: (u32, u32)) {
    let item = mid_map(size);
    let map = map(size);
    let start = map.actors[&item].position.expect("a place");
    let picture = Picture::new(&map, None, &View::default());
    let document = RefCell::new((map, picture, 0));
    let drag = || {
        let (map, picture, step) = &mut *document.borrow_mut();
        for _ in 0..20 {
            *step += 1;
            let to = Point::new(start.x + to_and_fro(*step, 3.0, 400.0), start.y + 30.0);
            let diff = moved(map, item, to);
            picture.follow(map, None, &diff);
        }
    };
    bencher.with_inputs(drag).bench_local_values(|()| {
        let (map, picture, _) = &mut *document.borrow_mut();
        black_box(picture.settle(map, None))
    });
}

/// An actor whose card stands in the middle.
fn mid_map((actors, _): (u32, u32)) -> ActorId {
    let columns = f64::from(actors).sqrt().ceil() as u32;
    ActorId(actors / 2 + columns / 2)
}

/// Goes from nothing to so much and back, by so much a step.
fn to_and_fro(step: u32, by: f64, most: f64) -> f64 {
    let at = f64::from(step) * by % (2.0 * most);
    at.min(2.0 * most - at)
}

fn moved(map: &mut Map, item: ActorId, to: Point) -> Diff {
    let moved = Command::MoveItems { moves: vec![Shift { item: item.into(), to }] };
    let diff = apply(map, &moved).expect("a free actor moves");
    diff.apply_to(map);
    diff
}

/// Steps of one movement through the places that `path` gives; the picture never settles.
fn drag(bencher: Bencher, size: (u32, u32), item: ActorId, path: impl Fn(Point, u32) -> Point) {
    let mut map = map(size);
    let start = map.actors[&item].position.expect("a place");
    let mut picture = Picture::new(&map, None, &View::default());
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        let diff = moved(&mut map, item, path(start, step));
        black_box(picture.follow(&map, None, &diff))
    });
}

#[divan::bench(args = DRAWN)]
fn picture_after_a_label(bencher: Bencher, size: (u32, u32)) {
    let mut map = map(size);
    let mut picture = Picture::new(&map, None, &View::default());
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        let before = map.flows[&FlowId(size.0 + 8)].clone();
        let after = Flow { label: format!("claims {}", step % 7), ..(*before).clone() };
        map.put(after.into());
        let id = before.id.into();
        let change = Change { id, before: Some(Record::Flow(before)), after: map.get(id) };
        black_box(picture.update(&map, None, &Diff { changes: vec![change] }))
    });
}

#[divan::bench(args = [(40, 60), (60, 150)])]
fn page_to_pdf(bencher: Bencher, size: (u32, u32)) {
    let sheet = sheet(size, PageSize::A4);
    bencher.bench(|| page::pdf(black_box(&sheet)).expect("a page"));
}

#[divan::bench]
fn page_to_png_a3_300dpi(bencher: Bencher) {
    let sheet = sheet((60, 150), PageSize::A3);
    bencher.bench(|| page::png(black_box(&sheet), 4961, false).expect("a picture"));
}

#[divan::bench(args = [(40, 60), (60, 150)])]
fn page_from_map(bencher: Bencher, size: (u32, u32)) {
    let map = map(size);
    let evaluation = evaluate(&map, &EvalConfig::default());
    bencher.bench(|| page::compose(black_box(&map), &evaluation, &PageSettings::default()));
}

#[divan::bench(args = [(40, 60), (150, 450), (2_000, 6_000)])]
fn tidy(bencher: Bencher, size: (u32, u32)) {
    let map = map(size);
    bencher.bench(|| scene::tidy(black_box(&map), &[]));
}

fn sheet(size: (u32, u32), paper: PageSize) -> page::Sheet {
    let map = map(size);
    let settings = PageSettings { size: paper, ..PageSettings::default() };
    page::compose(&map, &evaluate(&map, &EvalConfig::default()), &settings)
}
