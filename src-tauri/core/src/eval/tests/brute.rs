//! On random small maps: the same as searching everything, by the definitions and nothing cleverer.

use super::properties::{build, drafts, few_draws, reaches_us};
use crate::{
    eval::{
        Memory, influence, ledger::ledgers, leverage::Subject, snapshot::Snapshot, top::Leverage,
        trust::Trust,
    },
    map::*,
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// A flow of a map of people: ends, kind, strength, part in the decision.
type Tie = (usize, usize, usize, u8, usize);

const PEOPLE: usize = 6;

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    prop::collection::vec((0..PEOPLE, 0..PEOPLE, 0usize..3, 1u8..6, 0usize..5), 0..16)
}

/// Six people; the first decides, the others have rights in that, trust or watch one another.
fn people(ties: &[Tie]) -> Map {
    let mut map = Map::default();
    for i in 0..PEOPLE {
        let actor = Actor::new(ActorId(i as u32 + 1), format!("Person {i}"));
        map.actors.insert(actor.id, Arc::new(actor));
    }
    let decision = Decision { id: DecisionId(50), title: "buy".into(), subject: None };
    map.decisions.insert(decision.id, Arc::new(decision));
    let decides = (0, 0, 0, 5, 4);
    for (i, &(from, to, kind, strength, part)) in std::iter::once(&decides).chain(ties).enumerate() {
        let kind = [Kind::Decision, Kind::Trust, Kind::Attention][kind];
        // Somebody else's own decision would be another one.
        let part = if i > 0 && part == 4 { 0 } else { part };
        let mut flow =
            Flow::new(FlowId(100 + i as u32), ActorId(from as u32 + 1), ActorId(to as u32 + 1), kind);
        flow.strength = Some(strength);
        if kind == Kind::Decision {
            flow.decision = Some(DecisionId(50));
            flow.rapid = Some(Rapid::ALL[part]);
        }
        map.flows.insert(flow.id, Arc::new(flow));
    }
    map
}

/// Products of all simple paths of up to `steps` from one to another, each step after the first times `keep`.
fn products(
    arcs: &BTreeMap<(usize, usize), f64>,
    (at, to): (usize, usize),
    steps: usize,
    keep: f64,
    seen: &[usize],
) -> Vec<f64> {
    if at == to {
        return vec![1.0];
    }
    if steps == 0 {
        return Vec::new();
    }
    let onward = arcs.iter().filter(|((from, next), _)| *from == at && !seen.contains(next));
    let rest = |((_, next), w): (&(usize, usize), &f64)| {
        let seen: Vec<usize> = seen.iter().copied().chain([*next]).collect();
        let keep_here = if *next == to { 1.0 } else { keep };
        let rest = products(arcs, (*next, to), steps - 1, keep, &seen);
        rest.into_iter().map(|r| r * w * keep_here).collect::<Vec<_>>()
    };
    onward.flat_map(rest).collect()
}

fn best(
    arcs: &BTreeMap<(usize, usize), f64>,
    from: usize,
    to: usize,
    steps: usize,
    keep: f64,
) -> Option<f64> {
    products(arcs, (from, to), steps, keep, &[from]).into_iter().reduce(f64::max)
}

fn weight(flow: &Flow) -> f64 {
    0.1 + 0.2 * (f64::from(flow.strength.unwrap()) - 1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trust_on_a_map_is_that_of_the_best_of_all_paths(t in ties()) {
        let (map, config) = (people(&t), few_draws());
        let mut arcs = BTreeMap::new();
        for f in map.flows.values().filter(|f| f.kind == Kind::Trust && f.from != f.to) {
            let arc: &mut f64 = arcs.entry((f.from.0 as usize - 1, f.to.0 as usize - 1)).or_default();
            *arc = arc.max(weight(f));
        }
        let snapshot = Snapshot::new(&map, &config);
        let mut trust = Trust::new(&snapshot);
        for (from, to) in (0..PEOPLE).flat_map(|a| (0..PEOPLE).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            let found = trust.of(from, to).map(|p| p.value);
            let expected = best(&arcs, from, to, 3, 0.8);
            prop_assert_eq!(found.is_some(), expected.is_some());
            prop_assert!((found.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn influence_on_a_decision_is_that_of_the_best_of_all_paths(t in ties()) {
        let (map, config) = (people(&t), few_draws());
        let mut arcs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for f in map.flows.values().filter(|f| f.from != f.to) {
            let (from, to) = (f.from.0 as usize - 1, f.to.0 as usize - 1);
            let (arc, p) = match f.kind {
                Kind::Decision => {
                    let part = match f.rapid.unwrap() {
                        Rapid::Decide => 1.0,
                        Rapid::Agree => 0.8,
                        Rapid::Recommend => 0.6,
                        Rapid::Input => 0.3,
                        Rapid::Perform => 0.0,
                    };
                    ((from, to), part * weight(f))
                }
                Kind::Trust => ((to, from), 0.5 * weight(f)),
                _ => ((to, from), 0.3 * weight(f)),
            };
            let sum = arcs.entry(arc).or_default();
            *sum = 1.0 - (1.0 - *sum) * (1.0 - p);
        }
        arcs.retain(|_, p| *p > 0.0);
        let snapshot = Snapshot::new(&map, &config);
        let holds = influence::recall(&snapshot, &mut Memory::default());
        let heard = |a: usize| holds[0].influence.iter().find(|h| h.best.actors[0] == a).map(|h| h.best.value);
        for from in 1..PEOPLE {
            let expected = best(&arcs, from, 0, 5, 1.0).filter(|p| *p >= 0.01);
            prop_assert_eq!(heard(from).is_some(), expected.is_some(), "{:?} {:?}", heard(from), expected);
            prop_assert!((heard(from).unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn losing_a_flow_is_what_following_the_money_without_it_finds(d in drafts()) {
        let (map, config) = (build(&d), few_draws());
        let snapshot = Snapshot::new(&map, &config);
        let money = Leverage::new(&snapshot);
        let n = snapshot.actors.len();
        let (arcs, nobody) = (&money.graph.arcs, vec![false; n]);
        let reaches = |factor: &[f64]| reaches_us(n, arcs, &money.trace, 0, factor, &nobody);
        let total = reaches(&vec![1.0; arcs.len()]);
        prop_assume!(total > 1e-6);
        for gone in 0..snapshot.flows.len() {
            let factor: Vec<f64> = arcs.iter().map(|arc| left_of(&map, arc.flow, gone)).collect();
            let expected = 1.0 - reaches(&factor) / total;
            let found = money.loss_of(&snapshot, &[Subject::Flow(gone)]);
            prop_assert!((found - expected).abs() < 1e-6, "flow {}: {} {}", gone, found, expected);
        }
    }

    #[test]
    fn turned_round_every_flow_makes_of_each_gain_a_cost(d in drafts(), scores in prop::collection::vec((1u8..6, 1u8..6), 24)) {
        let mut map = build(&d);
        for (flow, &(benefit, cost)) in map.flows.values_mut().zip(&scores) {
            let flow = Arc::make_mut(flow);
            (flow.benefit, flow.cost) = (Some(benefit), Some(cost));
        }
        let mut turned = map.clone();
        for flow in turned.flows.values_mut() {
            let flow = Arc::make_mut(flow);
            (flow.from, flow.to) = (flow.to, flow.from);
            (flow.benefit, flow.cost) = (flow.cost, flow.benefit);
        }
        let config = few_draws();
        let (there, back) = (ledgers(&Snapshot::new(&map, &config)), ledgers(&Snapshot::new(&turned, &config)));
        for (a, b) in there.iter().zip(&back) {
            prop_assert_eq!((a.benefit, a.cost), (b.cost, b.benefit));
            if let (Some(a), Some(b)) = (a.ratio(), b.ratio()) {
                prop_assert!((a + b - 1.0).abs() < 1e-12);
            }
        }
    }
}

/// What is left of a flow when another is gone: each odd flow of a random map is enabled by the one before.
fn left_of(map: &Map, flow: usize, gone: usize) -> f64 {
    if flow == gone {
        return 0.0;
    }
    let rows: Vec<&Arc<Flow>> = map.flows.values().collect();
    let part = |e: &Enabler| {
        let by = rows.iter().position(|r| r.id == e.flow).unwrap();
        1.0 + e.phi * (left_of(map, by, gone) - 1.0)
    };
    rows[flow].enablers.iter().map(part).product()
}
