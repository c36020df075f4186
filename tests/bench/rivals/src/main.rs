//! Our graph measures beside those of rustworkx-core, on the same random graphs, on one core.
//!
//! Says where both come to the same, and how much longer theirs takes. Asserts nothing. rustworkx-core has
//! neither dominators nor maximum flow; there both would call petgraph.

use petgraph::{
    Undirected,
    graph::{Graph, NodeIndex},
};
use portolan_core::eval::{articulation, betweenness, neighbours};
use rustworkx_core::{centrality::betweenness_centrality, connectivity::articulation_points};
use std::{hint::black_box, time::Instant};

/// Actors, flows, runs.
const SIZES: [(usize, usize, usize); 3] = [(100, 300, 9), (2_000, 6_000, 5), (10_000, 30_000, 1)];
/// Milliseconds that a run takes at least.
const FILLED: f64 = 100.0;

fn main() {
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one_core.install(|| {
        println!("milliseconds, one core, median\n");
        println!("{:<15} {:<14} {:>10} {:>10} {:>8}  result", "map", "what", "ours", "theirs", "ratio");
        SIZES.into_iter().for_each(|(actors, flows, runs)| of_one_size(actors, flows, runs));
    });
}

fn of_one_size(actors: usize, flows: usize, runs: usize) {
    let near = neighbours(actors, random_pairs(actors, flows).into_iter());
    let row = |what: &str, ours: f64, theirs: f64, same: bool| {
        let (size, result) = (format!("{actors} / {flows}"), if same { "the same" } else { "NOT THE SAME" });
        println!("{size:<15} {what:<14} {ours:>10.3} {theirs:>10.3} {:>8.2}  {result}", theirs / ours);
    };
    let ours = betweenness(&near, actors, 1);
    let theirs = betweenness_centrality(&as_graph(&near), false, true, usize::MAX);
    let same = ours.iter().zip(&theirs).all(|(a, b)| (a - b.unwrap_or(0.0)).abs() < 1e-9);
    row(
        "betweenness",
        timed(runs, || betweenness(&near, actors, 1)),
        timed(runs, || betweenness_centrality(&as_graph(&near), false, true, usize::MAX)),
        same,
    );
    let (ours, theirs) = (articulation(&near), articulation_points(&as_graph(&near), None));
    let same = ours.iter().enumerate().all(|(n, cuts)| theirs.contains(&NodeIndex::new(n)) == *cuts);
    row(
        "cut actors",
        timed(runs.max(5), || articulation(&near)),
        timed(runs.max(5), || articulation_points(&as_graph(&near), None)),
        same,
    );
}

/// The same neighbours as the graph that the other library reads; ours reads them as they are, so making it
/// counts.
fn as_graph(near: &[Vec<usize>]) -> Graph<(), (), Undirected> {
    let mut graph = Graph::new_undirected();
    near.iter().for_each(|_| {
        graph.add_node(());
    });
    for (a, all) in near.iter().enumerate() {
        all.iter().filter(|&&b| a < b).for_each(|&b| {
            graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), ());
        });
    }
    graph
}

/// Milliseconds that one call takes, the median of some runs; a run is as many calls as fill `FILLED`.
fn timed<T>(runs: usize, work: impl Fn() -> T) -> f64 {
    let run = |calls: usize| {
        let from = Instant::now();
        (0..calls).for_each(|_| {
            black_box(work());
        });
        from.elapsed().as_secs_f64() * 1e3
    };
    let mut calls = 1;
    while run(calls) < FILLED {
        calls *= 2;
    }
    let mut times: Vec<f64> = (0..runs).map(|_| run(calls) / calls as f64).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn random_pairs(actors: usize, flows: usize) -> Vec<(usize, usize)> {
    let mut state = 7u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % n
    };
    (0..flows).map(|_| (below(actors), below(actors))).collect()
}
