//! Published walks over graphs: reputation, and what our own solver makes of Katz and PageRank, which no
//! finding uses.

use crate::eval::{
    money::{MoneyArc, MoneyGraph},
    reputation::Walk,
};
use petgraph::graph::Graph;
use std::collections::BTreeMap;

fn close(found: &[f64], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len());
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < within;
    assert!(found.iter().zip(expected).all(near), "found {found:?}, expected {expected:?}");
}

/// The worked example of the EigenTrust book: trust of five, each row one truster's.
const ROWS: [[f64; 5]; 5] = [
    [0.0, 0.2, 0.3, 0.5, 0.0],
    [0.1, 0.0, 0.1, 0.1, 0.7],
    [0.4, 0.1, 0.0, 0.2, 0.3],
    [0.1, 0.1, 0.7, 0.0, 0.1],
    [0.3, 0.1, 0.4, 0.2, 0.0],
];

fn walk(scale: [f64; 5], back: f64) -> Walk {
    let cells = (0..5).flat_map(|from| (0..5).map(move |to| ((from, to), ROWS[from][to])));
    let ties: BTreeMap<(usize, usize), f64> =
        cells.filter(|(_, w)| *w > 0.0).map(|((from, to), w)| ((from, to), w * scale[from])).collect();
    Walk::new(5, &ties, back)
}

#[test]
fn reputation_goes_round_as_in_the_eigentrust_book() {
    // How much somebody trusts in all makes no difference: each row is shared out.
    let walk_once = walk([1.0, 0.5, 1.0, 0.1, 1.0], 0.0);
    let start = [1000.0, 2000.0, 500.0, 300.0, 200.0];
    let first = walk_once.step(&start, &start);
    close(&first, &[490.0, 300.0, 790.0, 840.0, 1580.0], 1e-6);
    let tenth = (1..10).fold(first, |has, _| walk_once.step(&has, &start));
    close(&tenth, &[817.4116, 437.8921, 1169.3522, 834.3714, 740.9728], 1e-4);
}

#[test]
fn reputation_settles_where_it_starts_from_one_whom_all_trust() {
    let found = walk([1.0; 5], 0.15).settled(&[1.0, 0.0, 0.0, 0.0, 0.0]);
    close(&found, &[0.298638, 0.101737, 0.254057, 0.202996, 0.142573], 1e-6);
}

/// A graph with a share on each arc, for the solver that follows money.
fn shared(n: usize, arcs: &[(usize, usize, f64)]) -> (MoneyGraph, Vec<f64>) {
    let shares: Vec<f64> = arcs.iter().map(|a| a.2).collect();
    let arcs = arcs.iter().enumerate().map(|(flow, &(from, to, _))| MoneyArc { flow, from, to }).collect();
    (MoneyGraph::of(n, arcs, shares.clone()), shares)
}

/// Katz (1953) on Krackhardt's kite, x = 1 + 0.1 A x, as networkx has it.
#[test]
fn the_solver_that_follows_money_finds_katz_centrality() {
    let pairs = "01 02 03 05 13 14 16 23 25 34 35 36 46 56 57 67 78 89";
    let digit = |b: u8| usize::from(b - b'0');
    let ends = pairs.split(' ').map(|p| (digit(p.as_bytes()[0]), digit(p.as_bytes()[1])));
    let arcs: Vec<_> = ends.flat_map(|(a, b)| [(a, b, 0.1), (b, a, 0.1)]).collect();
    let (graph, share) = shared(10, &arcs);
    let expected =
        [1.717594, 1.717594, 1.561449, 2.029323, 1.561449, 1.867571, 1.867571, 1.499775, 1.262603, 1.12626];
    close(&graph.down(&share, vec![1.0; 10]), &expected, 1e-6);
    close(&graph.up(&share, vec![1.0; 10]), &expected, 1e-6);
}

/// The graph of petgraph's own documentation, damping 0.7, as networkx has it.
const PAGES: [(usize, usize); 4] = [(0, 1), (0, 3), (1, 2), (1, 3)];
const RANKS: [f64; 5] = [0.150489, 0.203160, 0.221595, 0.274266, 0.150489];

#[test]
fn the_solver_that_follows_money_finds_page_rank() {
    let arcs: Vec<_> = PAGES.iter().map(|&(from, to)| (from, to, 0.7 / 2.0)).collect();
    let (graph, share) = shared(5, &arcs);
    // What pages without links pass on goes to all alike, and so only makes all of it larger.
    let found = graph.down(&share, vec![1.0; 5]);
    let whole: f64 = found.iter().sum();
    close(&found.iter().map(|x| x / whole).collect::<Vec<_>>(), &RANKS, 1e-6);
}

/// Why nothing here calls it: should this fail, the library has been mended.
#[test]
fn page_rank_of_the_graph_library_is_wrong() {
    let mut graph: Graph<(), f64> = Graph::new();
    let nodes: Vec<_> = (0..5).map(|_| graph.add_node(())).collect();
    for (from, to) in PAGES {
        graph.add_edge(nodes[from], nodes[to], 1.0);
    }
    let found: Vec<f64> = petgraph::algo::page_rank(&graph, 0.7_f64, 100);
    assert!((found[0] - 0.146854).abs() < 1e-4, "{found:?}");
    assert!((found[0] - RANKS[0]).abs() > 0.003, "{found:?}");
}
