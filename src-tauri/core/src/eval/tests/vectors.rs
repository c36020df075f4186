//! Numbers that others have published or computed, for the parts they fit.

use super::sketch::Sketch;
use crate::{
    eval::{
        EvalConfig, evaluate,
        leverage::Reaching,
        money::{MoneyArc, MoneyGraph, Trace},
        quantity::{Amount, amount},
    },
    map::*,
};
use std::sync::Arc;

fn close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6;
    assert!(found.iter().zip(expected).all(near), "found {found:?}, expected {expected:?}");
}

fn unit(n: usize, at: usize) -> Vec<f64> {
    (0..n).map(|i| f64::from(u8::from(i == at))).collect()
}

/// A graph whose arcs have the shares of a matrix, row to column.
fn matrix(rows: &[&[f64]]) -> (MoneyGraph, Vec<f64>) {
    let cells = rows.iter().enumerate().flat_map(|(i, r)| r.iter().enumerate().map(move |(j, x)| (i, j, *x)));
    let cells: Vec<_> = cells.filter(|c| c.2 > 0.0).collect();
    let arcs = cells.iter().enumerate().map(|(flow, &(from, to, _))| MoneyArc { flow, from, to }).collect();
    let shares: Vec<f64> = cells.iter().map(|c| c.2).collect();
    (MoneyGraph::of(rows.len(), arcs, shares.clone()), shares)
}

/// What reaches `us`, from shares that are already cut.
fn reaching(graph: &MoneyGraph, share: Vec<f64>, injected: Vec<f64>, us: usize) -> Reaching {
    let reach = graph.up(&share, unit(graph.actors(), us));
    let through = graph.down(&share, injected.clone());
    let total = injected.iter().zip(&reach).map(|(b, l)| b * l).sum();
    Reaching { share, injected, reach, through, total }
}

#[test]
fn leontief_as_published_by_holy_cross() {
    let (graph, share) = matrix(&[&[0.3, 0.4, 0.3], &[0.3, 0.1, 0.2], &[0.2, 0.2, 0.1]]);
    close(&graph.down(&share, unit(3, 0)), &[2.244898, 1.224490, 1.020408]);
    close(&graph.up(&share, vec![100.0, 100.0, 30.0]), &[377.551020, 276.676385, 178.717201]);
}

#[test]
fn leontief_with_two_sectors_and_its_elasticities() {
    let (graph, share) = matrix(&[&[0.15, 0.25], &[0.2, 0.05]]);
    let x = graph.up(&share, vec![350.0, 1700.0]);
    close(&x, &[1000.0, 2000.0]);
    let first_row = graph.down(&share, unit(2, 0));
    close(&first_row, &[1.254125, 0.330033]);
    let elasticity = |arc: usize| {
        let MoneyArc { from, to, .. } = graph.arcs[arc];
        share[arc] * first_row[from] * x[to] / x[0]
    };
    close(&(0..4).map(elasticity).collect::<Vec<_>>(), &[0.188119, 0.627063, 0.066007, 0.033003]);
}

#[test]
fn tracing_a_chain_with_a_round_trip() {
    let mut s = Sketch::new("us: own\nc: customer\nm: intermediary\np: complement");
    for (text, q) in
        [("a c m", 100.0), ("b c us", 50.0), ("d m us", 80.0), ("e us p", 30.0), ("f p us", 10.0)]
    {
        s.pays(text, q, Evidence::Known);
    }
    let e = evaluate(&s.map, &EvalConfig::default());
    let captured = |name| e.actors.iter().find(|a| a.actor == s.id(name)).unwrap().captured;
    close(&[captured("m"), captured("us"), captured("p"), captured("c")], &[20.0, 110.0, 20.0, 0.0]);
    let m = e.actors.iter().find(|a| a.actor == s.id("m")).unwrap();
    close(&[m.loss_if_gone.unwrap()], &[0.615385]);
}

#[test]
fn removing_actors_in_cycles() {
    let rows: [&[f64]; 4] =
        [&[0.0, 0.5, 0.3, 0.0], &[0.2, 0.0, 0.5, 0.2], &[0.0, 0.0, 0.0, 0.0], &[0.1, 0.3, 0.4, 0.0]];
    let (graph, share) = matrix(&rows);
    let r = reaching(&graph, share, vec![100.0, 0.0, 0.0, 20.0], 2);
    let without = |actor| r.total * (1.0 - r.loss_of_actor(&graph, actor));
    close(&[r.total, without(0), without(1), without(3)], &[82.963855, 11.702128, 38.6, 61.111111]);
}

#[test]
fn amounts_in_two_currencies_and_four_periods() {
    let mut info = MapInfo { currency: "USD".into(), ..MapInfo::default() };
    info.rates.push(Rate { currency: "EUR".into(), value: 1.10, date: String::new() });
    let come_to = |units: f64, unit: &str, period: Period, info: &MapInfo| {
        let mut flow = Flow::new(FlowId(1), ActorId(1), ActorId(2), Kind::Money);
        let amount_ = Micros::from_units(units).unwrap();
        flow.quantity = Some(Quantity { amount: amount_, unit: unit.into(), period });
        amount(&flow, info)
    };
    let yearly = come_to(10_000.0, "USD", Period::Month, &info).yearly()
        + come_to(5_000.0, "eur", Period::Quarter, &info).yearly()
        + come_to(200.0, "", Period::Week, &info).yearly();
    close(&[yearly], &[152_428.571429]);
    assert_eq!(come_to(30_000.0, "USD", Period::Once, &info), Amount::Once(30_000.0));
    assert_eq!(come_to(30_000.0, "CHF", Period::Year, &info), Amount::NoRate("CHF".into()));
}

#[test]
fn a_closed_loop_brings_nothing_and_is_said() {
    let mut s = Sketch::new("us: own\na\nb\nc: customer");
    s.pays("x a b", 10.0, Evidence::Known);
    s.pays("y b a", 10.0, Evidence::Known);
    s.pays("z c us", 5.0, Evidence::Known);
    let e = evaluate(&s.map, &EvalConfig::default());
    let captured: f64 = e.actors.iter().map(|a| a.captured).sum();
    close(&[captured], &[5.0]);
    let said = e.findings.iter().find(|f| f.code == "money.goes-round").unwrap();
    assert!(said.sentence.contains("none comes in from outside"), "{}", said.sentence);
}

#[test]
fn a_loop_that_keeps_almost_nothing_is_still_solved() {
    let arcs = vec![
        MoneyArc { flow: 0, from: 0, to: 1 },
        MoneyArc { flow: 1, from: 1, to: 2 },
        MoneyArc { flow: 2, from: 2, to: 1 },
    ];
    let graph = MoneyGraph::of(3, arcs, vec![1.0, 1_000_000.0, 999_999.0]);
    let trace = Trace::new(&graph, &graph.amounts);
    let kept = trace.kept_of(&graph, 0);
    assert!((kept.iter().sum::<f64>() - 1.0).abs() < 1e-6, "{kept:?}");
}

#[test]
fn amounts_of_nothing_and_missing_rates_break_nothing() {
    let mut s = Sketch::new("us: own\nc: customer");
    s.pays("a c us", 0.0, Evidence::Known);
    let b = s.pays("b c us", 10.0, Evidence::Known);
    b.quantity.as_mut().unwrap().unit = "XXX".into();
    let e = evaluate(&s.map, &EvalConfig::default());
    assert!(e.top.is_empty());
    assert!(e.findings.iter().any(|f| f.code == "money.no-exchange-rate" && f.sentence.contains("XXX")));
    let bare = Sketch::new("a: customer\nb");
    let e = evaluate(&bare.map, &EvalConfig::default());
    assert!(e.findings.iter().any(|f| f.sentence.starts_with("Say which actor is us")));
    let e = evaluate(&Map::default(), &EvalConfig::default());
    assert_eq!(e.findings.len(), 1);
    let mut gone = Sketch::new("us: own");
    Arc::make_mut(&mut gone.map.info).us = Some(ActorId(99));
    assert!(evaluate(&gone.map, &EvalConfig::default()).top.is_empty());
}

/// A graph from words of two letters, with the number that follows as weight; and its names in order.
fn letters(text: &str) -> (petgraph::Graph<char, u64>, Vec<char>) {
    let words: Vec<(char, char, u64)> = text
        .split_whitespace()
        .map(|w| {
            let mut c = w.chars();
            (c.next().unwrap(), c.next().unwrap(), c.as_str().trim_start_matches(':').parse().unwrap_or(1))
        })
        .collect();
    let mut names: Vec<char> = words.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    names.sort_unstable();
    names.dedup();
    let mut graph = petgraph::Graph::new();
    let nodes: Vec<_> = names.iter().map(|&n| graph.add_node(n)).collect();
    let at = |name: char| nodes[names.binary_search(&name).unwrap()];
    for (a, b, weight) in words {
        graph.add_edge(at(a), at(b), weight);
    }
    (graph, names)
}

#[test]
fn the_graph_library_gives_published_results_where_we_use_it() {
    use petgraph::{algo, graph::NodeIndex};
    // Maximum flow: Cormen, Leiserson, Rivest, Stein.
    let (net, _) = letters("01:16 02:13 12:10 13:12 21:4 24:14 32:9 35:20 43:7 45:4");
    assert_eq!(algo::dinics(&net, NodeIndex::new(0), NodeIndex::new(5)).0, 23);
    // Dominators: Lengauer and Tarjan 1979.
    let (graph, names) = letters("RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH");
    let at = |name: char| NodeIndex::new(names.binary_search(&name).unwrap());
    let dominators = algo::dominators::simple_fast(&graph, at('R'));
    for name in names.iter().copied().filter(|&n| n != 'R') {
        let expected = match name {
            'F' | 'G' => 'C',
            'J' => 'G',
            'L' => 'D',
            _ => 'R',
        };
        assert_eq!(dominators.immediate_dominator(at(name)), Some(at(expected)), "{name}");
    }
    // Strongly connected parts: Cormen and others.
    let (graph, names) = letters("ab bc be bf cd cg dc dh ea ef fg gf gh hh");
    let word = |part: Vec<NodeIndex>| {
        let mut letters: Vec<char> = part.into_iter().map(|n| names[n.index()]).collect();
        letters.sort_unstable();
        letters.into_iter().collect::<String>()
    };
    let mut parts: Vec<String> = algo::kosaraju_scc(&graph).into_iter().map(word).collect();
    parts.sort();
    assert_eq!(parts, ["abe", "cd", "fg", "h"]);
}

#[test]
fn a_chain_of_twenty_thousand_actors_is_no_trouble() {
    let n = 20_000;
    let mut map = Map::default();
    for i in 1..=n {
        let mut actor = Actor::new(ActorId(i), format!("Actor {i}"));
        actor.roles = if i == 1 { vec![Role::Customer] } else { vec![Role::Intermediary] };
        map.actors.insert(actor.id, Arc::new(actor));
        if i > 1 {
            let mut flow = Flow::new(FlowId(n + i), ActorId(i - 1), ActorId(i), Kind::Money);
            flow.quantity = Some(super::sketch::yearly(100.0));
            map.flows.insert(flow.id, Arc::new(flow));
        }
    }
    Arc::make_mut(&mut map.info).us = Some(ActorId(n));
    let e = evaluate(&map, &EvalConfig { draws: [2; 3], ..EvalConfig::default() });
    assert_eq!(e.top.len(), 5);
    close(&[e.top[0].loss], &[1.0]);
}

#[test]
fn a_long_ring_is_solved_whatever_the_order_of_its_actors() {
    let n: usize = 3000;
    // 1789 has no factor in common with 3000: every actor once, in an order far from that of the ring.
    let at = |i: usize| (i % n) * 1789 % n;
    let mut arcs: Vec<MoneyArc> = (0..n).map(|i| MoneyArc { flow: i, from: at(i), to: at(i + 1) }).collect();
    let mut amounts = vec![100.0; n];
    // Half of what comes round goes to us, and that is what the customer puts in.
    (amounts[n - 1], arcs[n - 1].to) = (50.0, at(0));
    arcs.push(MoneyArc { flow: n, from: at(n - 1), to: n });
    arcs.push(MoneyArc { flow: n + 1, from: n + 1, to: at(0) });
    amounts.extend([50.0, 50.0]);
    let graph = MoneyGraph::of(n + 2, arcs, amounts);
    let trace = Trace::new(&graph, &graph.amounts);
    assert_eq!(graph.cycles().count(), 1);
    let kept = trace.kept_of(&graph, n + 1);
    close(&[kept[n], kept.iter().sum()], &[1.0, 1.0]);
    close(&[Reaching::new(&graph, &trace, n).total], &[50.0]);
}
