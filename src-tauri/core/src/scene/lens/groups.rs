//! Lenses that show a word: role, zone, stage, and whether giving and getting work out.

use super::{GROUPS, LegendStep, LensCard, STEPS, card, legend};
use crate::{
    eval::{self, Evaluation, Verdict},
    language,
    map::{Actor, Lens, Map, Role, Stage, ZoneId},
    scene::Ink,
};
use std::collections::BTreeMap;

/// Every card with its word.
pub(super) fn cards(map: &Map, evaluation: &Evaluation, lens: Lens) -> (Vec<LensCard>, Vec<LegendStep>) {
    match lens {
        Lens::Ledger => verdicts(map, evaluation),
        Lens::Zone => zones(map),
        Lens::Stage => stages(map),
        _ => roles(map),
    }
}

/// Roles that stand on the same side of the map share a face.
fn side(role: Role) -> usize {
    match role {
        Role::Own => 0,
        Role::Customer | Role::User | Role::Payer => 1,
        Role::Decider | Role::Influencer | Role::Regulator => 2,
        Role::Gatekeeper | Role::Platform => 3,
        Role::Intermediary => 4,
        Role::Complement | Role::Supplier | Role::Developer => 5,
        Role::DataSource | Role::DataSink => 6,
        Role::Substitute | Role::Community | Role::Investor => 7,
    }
}

fn roles(map: &Map) -> (Vec<LensCard>, Vec<LegendStep>) {
    const SIDES: [&str; 8] = [
        sayable!("us"),
        sayable!("customers, users, payers"),
        sayable!("deciders, influencers, regulators"),
        sayable!("gatekeepers and platforms"),
        sayable!("intermediaries"),
        sayable!("complements, suppliers, developers"),
        sayable!("data sources and sinks"),
        sayable!("substitutes, communities, investors"),
    ];
    const ORDER: [Ink; 8] = [
        Ink::GroupH,
        Ink::GroupC,
        Ink::GroupG,
        Ink::GroupE,
        Ink::GroupB,
        Ink::GroupA,
        Ink::GroupD,
        Ink::GroupF,
    ];
    let us = map.us();
    let of = |actor: &Actor| {
        let role = if us == Some(actor.id) { Some(Role::Own) } else { actor.roles.first().copied() };
        match role {
            Some(role) => card(actor.id, ORDER[side(role)], None, role.said()),
            None => card(actor.id, Ink::Hatch, None, say!("no role yet")),
        }
    };
    let cards: Vec<LensCard> = map.actors.values().map(|a| of(a)).collect();
    let faces = ORDER.into_iter().zip(SIDES.map(|side| language::of(side).to_owned())).collect();
    let legend = legend(&cards, faces);
    (cards, legend)
}

/// Each zone has a face of its own; from the eighth on they share the last.
fn zones(map: &Map) -> (Vec<LensCard>, Vec<LegendStep>) {
    let last = GROUPS.len() - 1;
    let face: BTreeMap<ZoneId, usize> =
        map.zones.keys().enumerate().map(|(n, id)| (*id, n.min(last))).collect();
    let of = |actor: &Actor| match actor.zone.and_then(|z| Some((map.zones.get(&z)?, face[&z]))) {
        Some((zone, n)) => card(actor.id, GROUPS[n], None, &zone.title),
        None => card(actor.id, Ink::Card, None, say!("outside any zone")),
    };
    let cards: Vec<LensCard> = map.actors.values().map(|a| of(a)).collect();
    let title = |id: &ZoneId| map.zones[id].title.clone();
    let mut faces: Vec<(Ink, String)> =
        face.iter().filter(|(_, n)| **n < last).map(|(id, n)| (GROUPS[*n], title(id))).collect();
    let shared: Vec<&ZoneId> = face.iter().filter(|(_, n)| **n == last).map(|(id, _)| id).collect();
    match shared.as_slice() {
        [] => {}
        [one] => faces.push((GROUPS[last], title(one))),
        _ => faces.push((GROUPS[last], say!("{n} other zones", n = shared.len()))),
    }
    faces.push((Ink::Card, say!("outside any zone").into()));
    let legend = legend(&cards, faces);
    (cards, legend)
}

/// The further, the darker; the bar grows with each of the eight stages.
fn stages(map: &Map) -> (Vec<LensCard>, Vec<LegendStep>) {
    const FACES: [usize; 8] = [0, 0, 1, 1, 2, 3, 3, 4];
    let number = |stage: Stage| stage as usize;
    let of = |actor: &Actor| match actor.stage {
        Some(stage) => {
            let n = number(stage);
            let words =
                say!("{n} of {all}: {stage}", n = n + 1, all = Stage::ALL.len(), stage = stage.said());
            card(actor.id, STEPS[FACES[n]], Some((n + 1) as f64 / Stage::ALL.len() as f64), &words)
        }
        None => card(actor.id, Ink::Card, None, say!("no partner stage")),
    };
    let cards: Vec<LensCard> = map.actors.values().map(|a| of(a)).collect();
    let names = |face: usize| {
        let of_face = Stage::ALL.iter().filter(|s| FACES[number(**s)] == face).map(|s| s.said());
        of_face.collect::<Vec<_>>().join(", ")
    };
    let mut faces: Vec<(Ink, String)> = STEPS.iter().enumerate().map(|(n, ink)| (*ink, names(n))).collect();
    faces.push((Ink::Card, say!("no partner stage").into()));
    let legend = legend(&cards, faces);
    (cards, legend)
}

fn verdicts(map: &Map, evaluation: &Evaluation) -> (Vec<LensCard>, Vec<LegendStep>) {
    let said = |verdict: Verdict| match verdict {
        Verdict::Works => (Ink::GroupA, say!("works")),
        Verdict::Balanced => (Ink::GroupH, say!("balanced")),
        Verdict::DoesNotWork => (Ink::GroupB, say!("does not work")),
    };
    let numbers: BTreeMap<_, _> = evaluation.actors.iter().map(|a| (a.actor, a)).collect();
    let of = |actor: &Actor| {
        let known = numbers.get(&actor.id).and_then(|n| Some((n.verdict?, n.ledger?)));
        match known {
            Some((verdict, ratio)) => {
                let (ink, word) = said(verdict);
                let words = format!("{word}, {}", eval::two_digits(ratio));
                card(actor.id, ink, Some(ratio), &words)
            }
            None => card(actor.id, Ink::Hatch, None, say!("not known")),
        }
    };
    let cards: Vec<LensCard> = map.actors.values().map(|a| of(a)).collect();
    let label = |verdict: Verdict, what: &str| {
        let (ink, word) = said(verdict);
        (ink, format!("{word}: {what}"))
    };
    let faces = vec![
        label(Verdict::Works, say!("gets more than it gives")),
        label(Verdict::Balanced, say!("about even")),
        label(Verdict::DoesNotWork, say!("gives more than it gets")),
    ];
    let legend = legend(&cards, faces);
    (cards, legend)
}
