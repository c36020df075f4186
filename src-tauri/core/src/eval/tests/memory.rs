//! What is taken over from earlier evaluations changes no result.

use super::properties::{build, drafts, few_draws};
use crate::{
    eval::{EvalConfig, Evaluation, LATER, Memory, evaluate, evaluate_anew},
    map::*,
};
use proptest::prelude::*;
use std::sync::Arc;

/// An edit of a random map: what, of which record, how much.
type Touch = (usize, usize, u32);

fn touched(map: &mut Map, (what, which, size): Touch) {
    let flows: Vec<FlowId> = map.flows.keys().copied().collect();
    let actors: Vec<ActorId> = map.actors.keys().copied().collect();
    let actor = actors[which % actors.len()];
    if what == 0 {
        Arc::make_mut(map.actors.get_mut(&actor).unwrap()).name = format!("Renamed {size}");
    }
    if what == 1 {
        let roles = &mut Arc::make_mut(map.actors.get_mut(&actor).unwrap()).roles;
        *roles = vec![Role::ALL[size as usize % Role::ALL.len()]];
    }
    let Some(&id) = flows.get(which % flows.len().max(1)) else { return };
    let mut flow = (*map.flows[&id]).clone();
    match what {
        2 => flow.owner = "Jo".into(),
        3 => flow.quantity = Some(super::sketch::yearly(f64::from(size))),
        4 => flow.strength = Some((size % 5) as u8 + 1),
        5 => flow.evidence = Evidence::ALL[size as usize % 3],
        6 => flow.source = format!("Source {}", size % 2),
        7 => flow.kind = Kind::ALL[size as usize % 6],
        8 => flow.enablers.iter_mut().for_each(|e| e.phi = f64::from(size % 10) / 9.0),
        9 => flow.via = vec![actors[size as usize % actors.len()]],
        10 => flow.to = actors[size as usize % actors.len()],
        11 => {
            map.flows.remove(&id);
            return;
        }
        12 => {
            flow.rapid = Some(Rapid::Agree);
            flow.kind = Kind::Decision;
        }
        13 => flow.gates = vec![flows[size as usize % flows.len()]],
        14 => flow.gate = Some(GateState::ALL[size as usize % 2]),
        15 => flow.delay_days = Some(f64::from(size % 100)),
        16 => flow.id = FlowId(2_000_000 + size),
        _ => {}
    }
    map.flows.insert(flow.id, Arc::new(flow));
}

fn anew(map: &Map, config: &EvalConfig, memory: &mut Memory) -> Evaluation {
    evaluate_anew(map, config, memory, &|| true, &mut |_| ()).unwrap()
}

fn bytes(e: &Evaluation) -> String {
    serde_json::to_string(e).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_result_is_that_of_a_fresh_evaluation_on_one_thread_and_on_many(
        d in drafts(),
        touches in prop::collection::vec((0usize..17, 0usize..24, 0u32..2000), 1..10),
        stopped_at in 0usize..10,
    ) {
        let (mut map, config) = (build(&d), few_draws());
        let mut memory = Memory::default();
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        for (i, touch) in touches.into_iter().enumerate() {
            touched(&mut map, touch);
            if i == stopped_at {
                // What was cut short leaves nothing wrong behind.

                let _ = one_thread.install(|| {
                    let asked = std::sync::atomic::AtomicUsize::new(0);
                    let few = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 4;
                    evaluate_anew(&map, &config, &mut memory, &few, &mut |_| ())
                });
            }
            let taken_over = match i % 2 {
                0 => anew(&map, &config, &mut memory),
                _ => one_thread.install(|| anew(&map, &config, &mut memory)),
            };
            prop_assert_eq!(bytes(&taken_over), bytes(&evaluate(&map, &config)), "after {:?}", touch);
        }
    }
}

/// A chain of shops that sell for us, too many to be ranked in a blink.
fn large() -> Map {
    let shops: Vec<String> = (0..300).map(|i| format!("Shop {i}: intermediary")).collect();
    let mut s = super::sketch::Sketch::new(&format!("Us: own\nBuyer: customer\n{}", shops.join("\n")));
    let ids: Vec<ActorId> = s.map.actors.keys().copied().collect();
    let mut pay = |id: u32, from: ActorId, to: ActorId, amount: f64| {
        let mut flow = Flow::new(FlowId(id), from, to, Kind::Money);
        flow.quantity = Some(super::sketch::yearly(amount));
        s.map.flows.insert(flow.id, Arc::new(flow));
    };
    for (i, &shop) in ids[2..].iter().enumerate() {
        pay(1000 + i as u32, ids[1], shop, 10.0 + i as f64);
        pay(2000 + i as u32, shop, ids[0], 8.0 + i as f64);
    }
    s.map
}

#[test]
fn of_a_large_map_all_but_the_ranking_is_told_first_and_again_only_where_it_changes() {
    let (mut map, config, mut memory) = (large(), few_draws(), Memory::default());
    let mut firsts = Vec::new();
    let mut evaluated = |map: &Map| {
        let whole = evaluate_anew(map, &config, &mut memory, &|| true, &mut |first| firsts.push(first));
        (whole.unwrap(), std::mem::take(&mut firsts))
    };
    let (whole, told) = evaluated(&map);
    let rest = |e: &Evaluation| -> Vec<String> {
        let sooner = e.findings.iter().filter(|f| !LATER.contains(&f.question));
        sooner.map(|f| f.sentence.clone()).collect()
    };
    assert_eq!(told.len(), 1);
    assert_eq!(rest(&told[0]), rest(&whole));
    assert!(told[0].findings.iter().all(|f| !LATER.contains(&f.question)));

    Arc::make_mut(map.actors.get_mut(&ActorId(3)).unwrap()).owner = "Jo".into();
    let (owned, told) = evaluated(&map);
    assert!(told.is_empty(), "an owner changes no ranking");
    assert_eq!(owned.top, whole.top);

    let changed = Arc::make_mut(map.flows.get_mut(&FlowId(1000)).unwrap());
    changed.quantity = Some(super::sketch::yearly(5000.0));
    let (_, told) = evaluated(&map);
    assert_eq!(told.len(), 1);
    let filled = told[0].clone().with_earlier(&owned, &map);
    assert_eq!((&filled.top, &filled.governance), (&owned.top, &owned.governance));
    assert_eq!(rest(&filled), rest(&told[0]));
    assert!(filled.findings.iter().any(|f| f.question == 4));
    assert!(filled.findings.is_sorted_by_key(|f| f.question));

    map.actors.remove(&ActorId(3));
    map.flows.retain(|_, f| f.from != ActorId(3) && f.to != ActorId(3));
    let filled = told[0].clone().with_earlier(&owned, &map);
    let gone = |f: &&crate::eval::Finding| LATER.contains(&f.question) && f.actors.contains(&ActorId(3));
    assert_eq!(filled.findings.iter().filter(gone).count(), 0, "nothing is said of what is gone");
}
