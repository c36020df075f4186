//! How long an evaluation takes on random maps of three sizes, with draws and without.

use portolan_core::{
    eval::{EvalConfig, evaluate},
    map::*,
};
use std::sync::Arc;

fn main() {
    divan::main();
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

const SIZES: [(u32, u32); 3] = [(100, 300), (2_000, 6_000), (10_000, 30_000)];

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn without_draws(bencher: divan::Bencher, (actors, flows): (u32, u32)) {
    let map = random_map(actors, flows);
    let config = EvalConfig { draws: [0; 3], ..EvalConfig::default() };
    bencher.bench(|| evaluate(&map, &config));
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn with_draws(bencher: divan::Bencher, (actors, flows): (u32, u32)) {
    let map = random_map(actors, flows);
    let config = EvalConfig::default();
    bencher.bench(|| evaluate(&map, &config));
}
