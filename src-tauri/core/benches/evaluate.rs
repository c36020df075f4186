//! How long an evaluation takes on random maps of three sizes: afresh, and after a change of one number.
//!
//! Everything runs on one core, by the clock: nothing else should run beside it. (What Linux tells of the time
//! on a processor goes in steps of up to 4 ms.) Asserts nothing.

use portolan_core::{
    eval::{EvalConfig, Memory, evaluate, evaluate_anew},
    map::*,
};
use std::{sync::Arc, time::Instant};

/// Actors, flows, runs.
const SIZES: [(u32, u32, usize); 3] = [(100, 300, 60), (2_000, 6_000, 20), (10_000, 30_000, 7)];

fn main() {
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one_core.install(|| {
        println!("milliseconds, one core\n");
        println!("{:<15} {:<42} {:>10} {:>10}", "map", "what", "median", "p95");
        for (actors, flows, runs) in SIZES {
            of_one_size(&random_map(actors, flows), runs);
        }
    });
}

/// Median and the time that 95 of 100 runs stay below.
fn spread(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).ceil() as usize];
    (at(0.5), at(0.95))
}

fn milliseconds(from: Instant) -> f64 {
    from.elapsed().as_secs_f64() * 1e3
}

fn timed(runs: usize, mut work: impl FnMut() -> f64) -> (f64, f64) {
    spread((0..runs).map(|_| work()).collect())
}

fn of_one_size(map: &Map, runs: usize) {
    let size = format!("{} / {}", map.actors.len(), map.flows.len());
    let row = |what: &str, (median, most): (f64, f64)| {
        println!("{size:<15} {what:<42} {median:>10.1} {most:>10.1}");
    };
    let (config, undrawn) = (EvalConfig::default(), EvalConfig { draws: [0; 3], ..EvalConfig::default() });
    let fresh = |config: &EvalConfig| {
        let from = Instant::now();
        std::hint::black_box(evaluate(map, config));
        milliseconds(from)
    };
    row("afresh, without draws", timed(runs, || fresh(&undrawn)));
    row("afresh", timed(runs, || fresh(&config)));
    let (mut map, mut memory) = (map.clone(), Memory::default());
    evaluate_anew(&map, &config, &mut memory, &|| true, &mut |_| ());
    let money: Vec<FlowId> = map.flows.values().filter(|f| f.quantity.is_some()).map(|f| f.id).collect();
    let mut firsts = Vec::new();
    let whole = timed(runs, || {
        let id = money[(firsts.len() * 7919) % money.len()];
        let flow = Arc::make_mut(map.flows.get_mut(&id).expect("a flow"));
        flow.quantity.iter_mut().for_each(|q| q.amount = Micros(q.amount.0 / 2 + 1));
        let from = Instant::now();
        let mut first = None;
        evaluate_anew(&map, &config, &mut memory, &|| true, &mut |_| first = Some(milliseconds(from)));
        let all = milliseconds(from);
        firsts.push(first.unwrap_or(all));
        all
    });
    row("one amount changed: first findings", spread(firsts));
    row("one amount changed: all findings", whole);
    let renamed = timed(runs, || {
        let actor = map.actors.values_mut().next().expect("an actor");
        Arc::make_mut(actor).name.push('x');
        let from = Instant::now();
        evaluate_anew(&map, &config, &mut memory, &|| true, &mut |_| ());
        milliseconds(from)
    });
    row("one name changed: all findings", renamed);
}

/// A map of random flows: half of them money, some through agents, some made possible by others.
fn random_map(actors: u32, flows: u32) -> Map {
    let mut state = 7u64;
    let mut below = move |n: u32| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((state >> 33) % u64::from(n)) as u32
    };
    let mut map = Map::default();
    for i in 1..=actors {
        let mut actor = Actor::new(ActorId(i), format!("Actor {i}"));
        let role = match i {
            1 => Role::Own,
            _ => Role::ALL[1 + below(Role::ALL.len() as u32 - 1) as usize],
        };
        actor.roles = vec![role];
        map.actors.insert(actor.id, Arc::new(actor));
    }
    Arc::make_mut(&mut map.info).us = Some(ActorId(1));
    for i in 0..4 {
        let id = DatasetId(900_000 + i);
        let dataset =
            Dataset { id, name: format!("Data {i}"), origin: Some(ActorId(2 + i)), sensitivity: i as u8 };
        map.datasets.insert(id, Arc::new(dataset));
    }
    for i in 0..flows {
        let id = FlowId(actors + 1 + i);
        let (from, to) = (1 + below(actors), 1 + below(actors));
        let kind = if below(2) == 0 { Kind::Money } else { Kind::ALL[below(6) as usize] };
        let mut flow = Flow::new(id, ActorId(from), ActorId(to), kind);
        flow.evidence = Evidence::ALL[below(3) as usize];
        flow.strength = Some(1 + below(5) as u8);
        match kind {
            Kind::Money => {
                let amount = Micros::from_units(f64::from(1000 + below(99_000))).unwrap();
                flow.quantity = Some(Quantity { amount, unit: String::new(), period: Period::Year });
                flow.delay_days = Some(f64::from(below(90)));
                if below(10) == 0 {
                    flow.via.push(ActorId(1 + below(actors)));
                }
                if below(10) == 0 && i > 0 {
                    let by = FlowId(actors + 1 + below(i));
                    flow.enablers.push(Enabler { flow: by, phi: 0.5, evidence: Evidence::Estimated });
                }
            }
            Kind::Data => flow.datasets.push(DatasetId(900_000 + below(4))),
            _ => {}
        }
        map.flows.insert(id, Arc::new(flow));
    }
    map
}
