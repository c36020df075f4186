//! Loops that money hardly leaves: what sweeping would never finish is still right.

use crate::eval::{
    leverage::Reaching,
    linear::{Sparse, eliminated},
    money::{MoneyArc, MoneyGraph, Trace},
};
use proptest::prelude::*;

/// A ring of `n` in which a million goes round and four come in: one leaves to an actor after the ring, three
/// to the next, which is us. Who pays the four in comes last.
fn ring(n: usize) -> (MoneyGraph, Trace) {
    let million = 1e6;
    let (partner, us, payer) = (n, n + 1, n + 2);
    let middle = n / 3;
    let round = |i: usize| match i {
        i if i < middle => (i, i + 1, million),
        i if i + 1 < n => (i, i + 1, million - 1.0),
        i => (i, 0, million - 4.0),
    };
    let ends = [(middle, partner, 1.0), (n - 1, us, 3.0), (payer, 0, 4.0)];
    let all: Vec<(usize, usize, f64)> = (0..n).map(round).chain(ends).collect();
    let arcs = all.iter().enumerate().map(|(flow, a)| MoneyArc { flow, from: a.0, to: a.1 }).collect();
    let graph = MoneyGraph::of(n + 3, arcs, all.iter().map(|a| a.2).collect());
    let trace = Trace::new(&graph, &graph.amounts);
    (graph, trace)
}

#[test]
fn a_ring_that_keeps_a_millionth_pays_out_what_came_in() {
    for n in [3, 40, 41, 60, 400, 3000] {
        let (graph, trace) = ring(n);
        let kept = trace.kept_of(&graph, n + 2);
        assert!((kept[n] - 0.25).abs() < 1e-9, "{n}: {}", kept[n]);
        assert!((kept[n + 1] - 0.75).abs() < 1e-9, "{n}: {}", kept[n + 1]);
        let reaching = Reaching::new(&graph, &trace, n + 1);
        assert!((reaching.total - 3.0).abs() < 4e-9, "{n}: {}", reaching.total);
        // Without anyone on the way to us nothing comes; without the partner no more than now, which goes
        // round with the rest instead.
        assert!((reaching.loss_of_actor(&graph, n / 2) - 1.0).abs() < 1e-8, "{n}");
        assert_eq!(reaching.loss_of_actor(&graph, n), 0.0);
    }
}

/// A part where all are linked: a ring and arcs across it, each with a share; `leaks` is what no arc takes.
fn part() -> impl Strategy<Value = (usize, Vec<(usize, usize, f64)>, f64)> {
    (3usize..90).prop_flat_map(|n| {
        let across = prop::collection::vec((0..n, 0..n, 0.05f64..1.0), 0..2 * n);
        (Just(n), across, prop::sample::select(vec![1e-6, 1e-4, 0.01, 0.3]))
    })
}

fn shares(n: usize, across: &[(usize, usize, f64)], leaks: f64) -> Vec<(usize, usize, f64)> {
    let ring = (0..n).map(|i| (i, (i + 1) % n, 1.0));
    let arcs: Vec<_> = ring.chain(across.iter().copied().filter(|a| a.0 != a.1)).collect();
    let mut whole = vec![0.0; n];
    arcs.iter().for_each(|a| whole[a.0] += a.2);
    arcs.iter().map(|&(from, to, w)| (from, to, w / whole[from] * (1.0 - leaks))).collect()
}

/// Gauss and Jordan, by the definition: every unknown out of every other row, the largest pivot first.
fn by_the_book(n: usize, arcs: &[(usize, usize, f64)], start: &[f64]) -> Vec<f64> {
    let mut rows: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).chain([start[i]]).collect()).collect();
    arcs.iter().for_each(|&(from, to, share)| rows[to][from] -= share);
    for k in 0..n {
        let best = (k..n).max_by(|&a, &b| rows[a][k].abs().total_cmp(&rows[b][k].abs())).unwrap();
        rows.swap(k, best);
        let pivot: Vec<f64> = rows[k].iter().map(|x| x / rows[k][k]).collect();
        for (i, row) in rows.iter_mut().enumerate() {
            let factor = row[k];
            (0..=n).for_each(|j| row[j] = if i == k { pivot[j] } else { row[j] - factor * pivot[j] });
        }
    }
    rows.iter().map(|row| row[n]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_little_leaves_the_solution_is_that_of_gauss_and_jordan((n, across, leaks) in part()) {
        let arcs = shares(n, &across, leaks);
        let start: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i % 3 == 0))).collect();
        let expected = by_the_book(n, &arcs, &start);
        let money = arcs.iter().enumerate().map(|(flow, a)| MoneyArc { flow, from: a.0, to: a.1 }).collect();
        let share: Vec<f64> = arcs.iter().map(|a| a.2).collect();
        let graph = MoneyGraph::of(n, money, share.clone());
        let feeds = |i: usize| arcs.iter().filter(|a| a.1 == i).map(|a| (a.0, a.2)).collect();
        let sparse = Sparse::new((0..n).map(feeds), start.clone()).solved();
        for (found, expected) in graph.down(&share, start).iter().chain(&sparse).zip(expected.iter().cycle()) {
            prop_assert!((found / expected - 1.0).abs() < 1e-9, "{} {}", found, expected);
        }
    }
}

#[test]
fn what_nothing_pins_down_is_nothing() {
    assert_eq!(eliminated(vec![vec![1.0, -1.0, 0.0], vec![-1.0, 1.0, 0.0]]), [0.0, 0.0]);
    let round = |i: usize| vec![((i + 49) % 50, 1.0)];
    assert_eq!(Sparse::new((0..50).map(round), vec![0.0; 50]).solved(), vec![0.0; 50]);
}
