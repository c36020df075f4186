//! On random small maps: the same as brute force, and nothing changes that should not.

use super::sketch::yearly;
use crate::{
    eval::{
        EvalConfig, Evaluation, evaluate,
        leverage::Subject,
        money::{MoneyArc, MoneyGraph, Trace},
        snapshot::Snapshot,
        top::Leverage,
    },
    map::*,
};
use proptest::prelude::*;
use std::sync::Arc;

/// A flow of a random map: ends, kind, amount or strength, evidence, and whom it runs through.
pub(super) type Draft = (usize, usize, usize, u32, usize, usize);

pub(super) fn drafts() -> impl Strategy<Value = (usize, Vec<Draft>)> {
    (2usize..9).prop_flat_map(|n| {
        let flow = (0..n, 0..n, 0usize..6, 0u32..2000, 0usize..3, 0..n * 3);
        (Just(n), prop::collection::vec(flow, 0..24))
    })
}

pub(super) fn few_draws() -> EvalConfig {
    EvalConfig { draws: [20; 3], ..EvalConfig::default() }
}

/// Actor 0 is us, every third actor a customer; odd flows enable the ones before them.
pub(super) fn build((n, flows): &(usize, Vec<Draft>)) -> Map {
    let mut map = Map::default();
    for i in 0..*n {
        let mut actor = Actor::new(ActorId(i as u32 + 1), format!("Actor {i}"));
        actor.roles = vec![[Role::Own, Role::Customer, Role::Intermediary, Role::Platform][i.min(1 + i % 3)]];
        map.actors.insert(actor.id, Arc::new(actor));
    }
    Arc::make_mut(&mut map.info).us = Some(ActorId(1));
    for (i, &(from, to, kind, size, evidence, via)) in flows.iter().enumerate() {
        let id = FlowId((n + i) as u32 + 1);
        let kind = Kind::ALL[if kind > 2 { 0 } else { kind }];
        let mut flow = Flow::new(id, ActorId(from as u32 + 1), ActorId(to as u32 + 1), kind);
        flow.evidence = Evidence::ALL[evidence];
        match kind {
            Kind::Money => flow.quantity = Some(yearly(f64::from(size))),
            _ => flow.strength = Some((size % 5) as u8 + 1),
        }
        if via < *n {
            flow.via.push(ActorId(via as u32 + 1));
        }
        if i % 2 == 1 {
            let by = FlowId((n + i) as u32);
            flow.enablers.push(Enabler {
                flow: by,
                phi: f64::from(size % 10) / 9.0,
                evidence: Evidence::Estimated,
            });
        }
        map.flows.insert(id, Arc::new(flow));
    }
    map
}

/// What reaches us when these arcs keep these factors: money followed step by step until none moves.
pub(super) fn reaches_us(
    n: usize,
    arcs: &[MoneyArc],
    trace: &Trace,
    us: usize,
    factor: &[f64],
    gone: &[bool],
) -> f64 {
    let mut here: Vec<f64> =
        (0..n).map(|i| if i == us || gone[i] { 0.0 } else { trace.injected[i] }).collect();
    let mut arrived = 0.0;
    for _ in 0..200_000 {
        let mut next = vec![0.0; n];
        for (k, arc) in arcs.iter().enumerate().filter(|(_, a)| a.from != us) {
            next[arc.to] += here[arc.from] * trace.share[k] * factor[k];
        }
        arrived += next[us];
        next[us] = 0.0;
        here = next;
        if here.iter().sum::<f64>() < 1e-9 {
            break;
        }
    }
    arrived
}

fn ranking(map: &Map, e: &Evaluation) -> Vec<(String, i64)> {
    // Compared by name and loss to nine digits, so that equal losses may stand in any order.
    let name = |t: &crate::eval::Interdependency| t.actors.iter().map(|&a| map.name(a).to_owned()).collect();
    let mut all: Vec<(String, i64)> =
        e.top.iter().map(|t| (name(t), (t.loss * 1e9).round() as i64)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_was_injected(d in drafts()) {
        let (map, config) = (build(&d), few_draws());
        let snapshot = Snapshot::new(&map, &config);
        let graph = MoneyGraph::new(&snapshot);
        let trace = Trace::new(&graph, &graph.amounts);
        let injected: f64 = trace.injected.iter().sum();
        let kept: f64 = trace.captured(&graph).iter().sum();
        prop_assert!((injected - kept).abs() <= 1e-6 * injected.max(1.0), "{injected} {kept}");
    }

    #[test]
    fn a_loss_is_what_following_the_money_finds(d in drafts()) {
        let (map, config) = (build(&d), few_draws());
        let snapshot = Snapshot::new(&map, &config);
        let money = Leverage::new(&snapshot);
        let n = snapshot.actors.len();
        let (all, none) = (vec![1.0; money.graph.arcs.len()], vec![false; n]);
        let total = reaches_us(n, &money.graph.arcs, &money.trace, 0, &all, &none);
        prop_assume!(total > 1e-6);
        for actor in 1..n {
            let left = money.on.after(&snapshot, &[Subject::Actor(actor)], &money.on.parts());
            let factor: Vec<f64> =
                money.graph.arcs.iter().map(|a| left.get(&a.flow).copied().unwrap_or(1.0)).collect();
            let mut gone = none.clone();
            gone[actor] = true;
            let without = reaches_us(n, &money.graph.arcs, &money.trace, 0, &factor, &gone);
            let loss = money.loss[actor].unwrap();
            prop_assert!((loss - (1.0 - without / total)).abs() < 1e-6, "{actor}: {loss} {without} {total}");
        }
    }

    #[test]
    fn every_number_is_a_number(d in drafts()) {
        let map = build(&d);
        let e = evaluate(&map, &few_draws());
        // What is no number is written as null, which no number can be read from.
        let json = serde_json::to_string(&e).unwrap();
        prop_assert!(serde_json::from_str::<Evaluation>(&json).is_ok(), "{json}");
        for f in &e.findings {
            prop_assert!((1..=9).contains(&f.question) && f.weight.is_finite());
            prop_assert!(!f.sentence.contains("NaN") && !f.sentence.contains("inf%"), "{}", f.sentence);
        }
        for a in &e.actors {
            let numbers = [a.money_in, a.money_out, a.margin, a.captured, a.benefit, a.cost];
            prop_assert!(numbers.iter().all(|x| x.is_finite()));
            prop_assert!(a.loss_if_gone.is_none_or(|l| (0.0..=1.0).contains(&l)));
        }
    }

    #[test]
    fn another_order_of_rows_changes_no_ranking(d in drafts()) {
        let map = build(&d);
        let mut turned = Map { info: map.info.clone(), last_id: map.last_id, ..Map::default() };
        let actor = |id: ActorId| ActorId(1000 - id.0);
        let flow = |id: FlowId| FlowId(9000 - id.0);
        Arc::make_mut(&mut turned.info).us = map.info.us.map(actor);
        for a in map.actors.values() {
            turned.actors.insert(actor(a.id), Arc::new(Actor { id: actor(a.id), ..(**a).clone() }));
        }
        for f in map.flows.values() {
            let mut g = Flow { id: flow(f.id), from: actor(f.from), to: actor(f.to), ..(**f).clone() };
            g.via = f.via.iter().map(|&v| actor(v)).collect();
            g.enablers.iter_mut().for_each(|e| e.flow = flow(e.flow));
            turned.flows.insert(g.id, Arc::new(g));
        }
        let config = few_draws();
        // The list is cut at five: among equals at its end any may stay.
        let config = EvalConfig { top: 100, ..config };
        prop_assert_eq!(ranking(&map, &evaluate(&map, &config)), ranking(&turned, &evaluate(&turned, &config)));
    }

    #[test]
    fn halving_a_flow_another_currency_and_a_stranger_change_no_ranking(d in drafts(), pick in 0usize..24) {
        let map = build(&d);
        let config = EvalConfig { top: 100, ..few_draws() };
        let before = ranking(&map, &evaluate(&map, &config));

        let mut joined = map.clone();
        let stranger = Actor::new(ActorId(500), "Stranger");
        joined.actors.insert(stranger.id, Arc::new(stranger));
        prop_assert_eq!(&before, &ranking(&joined, &evaluate(&joined, &config)));

        let mut renamed = map.clone();
        for (i, actor) in renamed.actors.values_mut().enumerate() {
            Arc::make_mut(actor).name = format!("{} Holdings", 90 - i);
        }
        let after = Evaluation { top: evaluate(&renamed, &config).top, ..Evaluation::default() };
        prop_assert_eq!(&before, &ranking(&map, &after));

        let mut exchanged = map.clone();
        let info = Arc::make_mut(&mut exchanged.info);
        info.rates.push(Rate { currency: "EUR".into(), value: 2.0, date: String::new() });
        for f in exchanged.flows.values_mut() {
            if let Some(q) = &mut Arc::make_mut(f).quantity {
                q.unit = "EUR".into();
            }
        }
        prop_assert_eq!(&before, &ranking(&exchanged, &evaluate(&exchanged, &config)));

        let money: Vec<FlowId> = map.flows.values().filter(|f| f.kind == Kind::Money).map(|f| f.id).collect();
        // A flow that enables others is one thing: half of it is not the same enabler.
        let enabling = |id: &FlowId| map.flows.values().any(|f| f.enablers.iter().any(|e| e.flow == *id));
        if let Some(&id) = money.get(pick).filter(|id| !enabling(id)) {
            let mut split = map.clone();
            let half = Arc::make_mut(split.flows.get_mut(&id).unwrap());
            let quantity = half.quantity.as_mut().unwrap();
            quantity.amount = Micros(quantity.amount.0 / 2);
            let other = Flow { id: FlowId(700), ..half.clone() };
            split.flows.insert(other.id, Arc::new(other));
            prop_assert_eq!(&before, &ranking(&split, &evaluate(&split, &config)));
        }
    }
}

#[test]
fn one_thread_or_many_give_the_same_bytes() {
    let map = super::samples::midmarket().map;
    let config = EvalConfig::default();
    let many = serde_json::to_string(&evaluate(&map, &config)).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let one = pool.install(|| serde_json::to_string(&evaluate(&map, &config)).unwrap());
    assert_eq!(one, many);
}

#[test]
fn an_evaluation_that_is_no_longer_wanted_stops() {
    let map = super::samples::midmarket().map;
    assert!(crate::eval::evaluate_while(&map, &EvalConfig::default(), &|| false).is_none());
}
