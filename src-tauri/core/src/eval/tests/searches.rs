//! Searches against published numbers and against trying everything.

use super::sketch::Sketch;
use crate::{
    eval::{
        EvalConfig, evaluate,
        paths::{Factors, Reach, either},
        routes::{Leg, Network, hhi},
        snapshot::Snapshot,
        structure::{articulation, betweenness, constraint, neighbours},
        trust::Trust,
    },
    map::*,
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "found {found}, expected {expected}");
}

/// `networkx.krackhardt_kite_graph`.
fn kite() -> Vec<Vec<usize>> {
    let pairs = "01 02 03 05 13 14 16 23 25 34 35 36 46 56 57 67 78 89";
    let digit = |b: u8| usize::from(b - b'0');
    neighbours(10, pairs.split(' ').map(|p| (digit(p.as_bytes()[0]), digit(p.as_bytes()[1]))))
}

fn named(pairs: &str) -> (Vec<&str>, Vec<Vec<usize>>) {
    let ends: Vec<(&str, &str)> = pairs.split_whitespace().map(|p| p.split_once('-').unwrap()).collect();
    let mut names: Vec<&str> = ends.iter().flat_map(|(a, b)| [*a, *b]).collect();
    names.sort_unstable();
    names.dedup();
    let at = |name: &str| names.binary_search(&name).unwrap();
    let near = neighbours(names.len(), ends.iter().map(|(a, b)| (at(a), at(b))));
    (names, near)
}

/// Marriages among Florentine families (Padgett; `networkx.florentine_families_graph`).
const FLORENCE: &str = "Acciaiuoli-Medici Castellani-Peruzzi Castellani-Strozzi Castellani-Barbadori \
    Medici-Barbadori Medici-Ridolfi Medici-Tornabuoni Medici-Albizzi Medici-Salviati Salviati-Pazzi \
    Peruzzi-Strozzi Peruzzi-Bischeri Strozzi-Ridolfi Strozzi-Bischeri Ridolfi-Tornabuoni \
    Tornabuoni-Guadagni Albizzi-Ginori Albizzi-Guadagni Bischeri-Guadagni Guadagni-Lamberteschi";

#[test]
fn betweenness_and_cuts_of_the_kite_and_of_florence() {
    let b = betweenness(&kite(), 400, 1);
    for (i, x) in [(3, 0.101852), (5, 0.231481), (6, 0.231481), (7, 0.388889), (8, 0.222222)] {
        close(b[i], x);
    }
    let cuts = |near: &[Vec<usize>]| {
        articulation(near).iter().enumerate().filter(|(_, c)| **c).map(|(i, _)| i).collect::<Vec<_>>()
    };
    assert_eq!(cuts(&kite()), [7, 8]);
    let (names, near) = named(FLORENCE);
    let b = betweenness(&near, 400, 1);
    let of = |name: &str| b[names.binary_search(&name).unwrap()];
    close(of("Medici"), 0.521978);
    close(of("Guadagni"), 0.254579);
    let families: Vec<&str> = cuts(&near).into_iter().map(|i| names[i]).collect();
    assert_eq!(families, ["Albizzi", "Guadagni", "Medici", "Salviati"]);
}

#[test]
fn burt_constraint_as_networkx_has_it() {
    let both = |near: &[Vec<usize>]| -> BTreeMap<(usize, usize), f64> {
        let pairs = near.iter().enumerate().flat_map(|(a, all)| all.iter().map(move |&b| ((a, b), 1.0)));
        pairs.collect()
    };
    let c = constraint(10, &both(&kite()));
    for (i, x) in [(0, 0.541198), (3, 0.470170), (7, 0.431111), (9, 1.0)] {
        close(c[i].unwrap(), x);
    }
    let (names, near) = named(FLORENCE);
    let c = constraint(names.len(), &both(&near));
    close(c[names.binary_search(&"Medici").unwrap()].unwrap(), 0.209877);
    let weighted = BTreeMap::from([((0, 1), 3.0), ((1, 0), 1.0), ((0, 2), 1.0), ((1, 2), 2.0)]);
    let c = constraint(4, &weighted);
    for (i, x) in [(0, 1.088889), (1, 0.822716), (2, 1.476049)] {
        close(c[i].unwrap(), x);
    }
    assert_eq!(c[3], None);
}

#[test]
fn sampled_betweenness_is_near_the_exact() {
    let ring = neighbours(60, (0..60).flat_map(|i| [(i, (i + 1) % 60), (i, (i + 7) % 60)]));
    let (exact, sampled) = (betweenness(&ring, 60, 1), betweenness(&ring, 59, 1));
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    assert!((mean(&exact) / mean(&sampled) - 1.0).abs() < 0.1);
}

#[test]
fn concentration_as_the_department_of_justice_counts_it() {
    close(hhi([30.0, 30.0, 20.0, 20.0].into_iter()), 0.26);
    close(hhi([0.7, 0.2, 0.1].into_iter()), 0.54);
    close(hhi([].into_iter()), 0.0);
}

#[test]
fn the_k_quickest_ways_of_yen() {
    let at = |c: u8| usize::from(c - b'C');
    let legs = "CD3 CE2 DF4 ED1 EF2 EG3 FG2 FH1 GH2".split(' ').map(str::as_bytes);
    let leg = |b: &[u8]| Leg { flow: None, from: at(b[0]), to: at(b[1]), days: f64::from(b[2] - b'0') };
    let legs: Vec<Leg> = legs.map(leg).collect();
    let network = Network::of(6, legs.clone());
    let ways = network.quickest_ways(0, 5, 7);
    let name = |way: &crate::eval::routes::Way| -> String {
        let ends = way.legs.iter().map(|&l| legs[l].to);
        std::iter::once(0).chain(ends).map(|n| char::from(b'C' + n as u8)).collect()
    };
    assert_eq!(ways.iter().map(|w| w.days).collect::<Vec<_>>(), [5.0, 7.0, 8.0, 8.0, 8.0, 11.0, 11.0]);
    assert_eq!([name(&ways[0]), name(&ways[1])], ["CEFH", "CEGH"]);
}

#[test]
fn trust_along_paths_of_three_steps() {
    let mut s = Sketch::new("A\nB\nC\nD\nE");
    for (text, score) in [
        ("1 A trust B", 0.8),
        ("2 B trust C", 0.7),
        ("3 A trust C", 0.3),
        ("4 C trust D", 0.9),
        ("5 D trust E", 0.9),
    ] {
        s.flow(text).score = Some(score);
    }
    let config = EvalConfig::default();
    let map = Snapshot::new(&s.map, &config);
    let mut trust = Trust::new(&map);
    let mut of = |a: usize, b: usize| trust.of(a, b).map(|p| p.value);
    close(of(0, 2).unwrap(), 0.448);
    close(of(0, 3).unwrap(), 0.32256);
    close(of(1, 4).unwrap(), 0.36288);
    close(of(0, 4).unwrap(), 0.15552);
    assert_eq!(of(4, 0), None);
}

#[test]
fn trust_is_open_as_far_as_evidence_leaves_it() {
    let ends =
        [(Evidence::Known, 0.665, 0.715), (Evidence::Estimated, 0.49, 0.79), (Evidence::Assumed, 0.28, 0.88)];
    for (evidence, lo, hi) in ends {
        let mut s = Sketch::new("A\nB");
        let flow = s.flow("1 A trust B");
        flow.score = Some(0.7);
        flow.evidence = evidence;
        let config = EvalConfig::default();
        let map = Snapshot::new(&s.map, &config);
        let mut trust = Trust::new(&map);
        let path = trust.of(0, 1).unwrap();
        let found = trust.interval(&map, &path);
        close(found.0, lo);
        close(found.1, hi);
    }
}

/// All simple paths of at most `steps`, the best product with what each step after the first leaves.
fn best_of_all(
    arcs: &BTreeMap<(usize, usize), f64>,
    at: usize,
    to: usize,
    steps: usize,
    decay: f64,
    seen: &mut Vec<usize>,
) -> f64 {
    if at == to {
        return 1.0;
    }
    if steps == 0 {
        return 0.0;
    }
    let mut best = 0.0f64;
    for (&(_, next), &w) in arcs.range((at, 0)..=(at, usize::MAX)) {
        if !seen.contains(&next) {
            seen.push(next);
            let rest = best_of_all(arcs, next, to, steps - 1, decay, seen);
            let keep = if next == to { 1.0 } else { decay };
            best = best.max(w * rest * keep);
            seen.pop();
        }
    }
    best
}

fn cheapest_of_all(
    legs: &[Leg],
    at: usize,
    to: usize,
    seen: &mut Vec<usize>,
    so_far: f64,
    all: &mut Vec<f64>,
) {
    if at == to {
        all.push(so_far);
        return;
    }
    for leg in legs.iter().filter(|l| l.from == at) {
        if !seen.contains(&leg.to) {
            seen.push(leg.to);
            cheapest_of_all(legs, leg.to, to, seen, so_far + leg.days, all);
            seen.pop();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_best_path_is_the_best_of_all_simple_paths(
        arcs in prop::collection::btree_map((0usize..7, 0usize..7), 0.05f64..1.0, 0..25),
        steps in 1usize..6,
        decay in 0.5f64..1.0,
    ) {
        let arcs: BTreeMap<_, _> = arcs.into_iter().filter(|((a, b), _)| a != b).collect();
        let mut factors = Factors::default();
        arcs.iter().enumerate().for_each(|(i, (&(a, b), &w))| factors.add(a, b, w, i, either));
        let reach = Reach { steps, decay, floor: 0.0 };
        for to in 0..7 {
            let ways = factors.ways_to(to, reach, None);
            for from in (0..7).filter(|&f| f != to) {
                let expected = best_of_all(&arcs, from, to, steps, decay, &mut vec![from]);
                let found = ways.from(from);
                prop_assert!((found.as_ref().map_or(0.0, |p| p.value) - expected).abs() < 1e-12);
                if let Some(path) = found {
                    let mut once = path.actors.clone();
                    once.sort_unstable();
                    once.dedup();
                    prop_assert_eq!(once.len(), path.actors.len());
                }
            }
        }
    }

    #[test]
    fn the_quickest_ways_are_the_quickest_of_all(
        legs in prop::collection::vec((0usize..6, 0usize..6, 0u8..9), 0..16),
        k in 1usize..8,
    ) {
        let leg = |&(from, to, days): &(usize, usize, u8)| Leg { flow: None, from, to, days: f64::from(days) };
        let legs: Vec<Leg> = legs.iter().filter(|l| l.0 != l.1).map(leg).collect();
        let mut all = Vec::new();
        cheapest_of_all(&legs, 0, 5, &mut vec![0], 0.0, &mut all);
        all.sort_by(f64::total_cmp);
        all.truncate(k);
        let found: Vec<f64> = Network::of(6, legs).quickest_ways(0, 5, k).iter().map(|w| w.days).collect();
        prop_assert_eq!(found, all);
    }
}

/// Takes away, one by one, what each finding rests on: it must change or go. Where several flows each would
/// do (two payments between the same two), it must at least not outlive them all.
#[test]
fn findings_rest_on_what_they_say_they_rest_on() {
    let config = EvalConfig { draws: [20; 3], ..EvalConfig::default() };
    let mut kept = Vec::new();
    let redundant = [
        "pattern.channel-conflict",
        "trust.not-recorded",
        "relations.one-way",
        "ledger.works",
        "ledger.about-even",
    ];
    for (name, s) in super::samples::all() {
        let before = evaluate(&s.map, &config);
        for finding in &before.findings {
            let same = |f: &crate::eval::Finding| f.sentence == finding.sentence && f.value == finding.value;
            let stays = |map: &Map| evaluate(map, &config).findings.iter().any(same);
            for &flow in &finding.flows {
                let mut map = s.map.clone();
                map.flows.remove(&flow);
                let mut none = s.map.clone();
                none.flows.retain(|id, _| !finding.flows.contains(id));
                if stays(&map) && (!redundant.contains(&finding.code.as_str()) || stays(&none)) {
                    kept.push(format!("{name}: {} without {}", finding.code, s.map.flows[&flow].label));
                }
            }
            for &actor in &finding.actors {
                let mut map = s.map.clone();
                map.actors.remove(&actor);
                map.flows.retain(|_, f| f.from != actor && f.to != actor && !f.via.contains(&actor));
                let info = Arc::make_mut(&mut map.info);
                info.us = info.us.filter(|&us| us != actor);
                if stays(&map) {
                    kept.push(format!("{name}: {} without {}", finding.code, s.map.name(actor)));
                }
            }
        }
    }
    assert!(kept.is_empty(), "{kept:#?}");
}
