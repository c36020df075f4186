//! Published graphs: who lies on every way, what goes round, who is between others.

use super::sketch::Sketch;
use crate::eval::{
    EvalConfig, evaluate,
    money::{MoneyArc, MoneyGraph},
    structure::{articulation, betweenness, neighbours},
};
use std::sync::Arc;

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "found {found}, expected {expected}");
}

/// Lengauer and Tarjan (1979), figure 1: F and G are reached through C alone, J through G, L through D.
#[test]
fn data_comes_only_through_those_whom_lengauer_and_tarjan_find() {
    let arcs = "RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH".split(' ');
    let mut s = Sketch::new("R\nA\nB\nC\nD\nE\nF\nG\nH\nI\nJ\nK\nL");
    let everything = s.dataset("Readings", "R", 1);
    for arc in arcs {
        let (from, to) = arc.split_at(1);
        s.flow(&format!("{arc} {from} data {to}")).datasets.push(everything);
    }
    for us in "ABCDEFGHIJKL".chars() {
        Arc::make_mut(&mut s.map.info).us = Some(s.id(&us.to_string()));
        let e = evaluate(&s.map, &EvalConfig::default());
        let said = e.findings.iter().filter(|f| f.code == "data.only-way");
        let others =
            said.flat_map(|f| f.actors.iter().map(|&a| s.map.name(a))).filter(|&a| a != us.to_string());
        let mut through: Vec<&str> = others.collect();
        through.sort_unstable();
        let expected: &[&str] = match us {
            'F' | 'G' => &["C"],
            'J' => &["C", "G"],
            'L' => &["D"],
            _ => &[],
        };
        assert_eq!(through, expected, "to {us}");
    }
}

/// Cormen, Leiserson, Rivest and Stein, figure 22.9; money from an actor to itself is no round.
#[test]
fn money_goes_round_in_the_parts_of_the_textbook() {
    let at = |letter: u8| usize::from(letter - b'a');
    let ends = "ab bc be bf cd cg dc dh ea ef fg gf gh hh".split(' ').map(str::as_bytes);
    let arcs = ends.enumerate().map(|(flow, e)| MoneyArc { flow, from: at(e[0]), to: at(e[1]) });
    let arcs: Vec<MoneyArc> = arcs.collect();
    let amounts = vec![1.0; arcs.len()];
    let graph = MoneyGraph::of(8, arcs, amounts);
    let mut parts: Vec<&[usize]> = graph.cycles().collect();
    parts.sort_unstable();
    assert_eq!(parts, [&[0, 1, 4][..], &[2, 3], &[5, 6]]);
}

/// Zachary's karate club (1977), as `networkx.karate_club_graph` without weights.
#[test]
fn betweenness_and_cuts_of_the_karate_club() {
    const CLUB: [(usize, &[usize]); 26] = [
        (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
        (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
        (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
        (3, &[7, 12, 13]),
        (4, &[6, 10]),
        (5, &[6, 10, 16]),
        (6, &[16]),
        (8, &[30, 32, 33]),
        (9, &[33]),
        (13, &[33]),
        (14, &[32, 33]),
        (15, &[32, 33]),
        (18, &[32, 33]),
        (19, &[33]),
        (20, &[32, 33]),
        (22, &[32, 33]),
        (23, &[25, 27, 29, 32, 33]),
        (24, &[25, 27, 31]),
        (25, &[31]),
        (26, &[29, 33]),
        (27, &[33]),
        (28, &[31, 33]),
        (29, &[32, 33]),
        (30, &[32, 33]),
        (31, &[32, 33]),
        (32, &[33]),
    ];
    let near = neighbours(34, CLUB.iter().flat_map(|&(a, all)| all.iter().map(move |&b| (a, b))));
    assert_eq!(near.iter().map(Vec::len).sum::<usize>(), 2 * 78);
    let found = betweenness(&near, 400, 1);
    for (member, expected) in [(0, 0.437635), (33, 0.304075), (32, 0.145247)] {
        close(found[member], expected);
    }
    let cuts = articulation(&near);
    assert_eq!((0..34).filter(|&a| cuts[a]).collect::<Vec<_>>(), [0]);
}
