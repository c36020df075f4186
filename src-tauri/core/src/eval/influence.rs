//! Question 3: where does influence live? Who decides, who can veto, through whom are we heard?
//!
//! Influence arcs: a right counts its part's weight times its own; trust and attention give the trusted and
//! the watched a hold on those who trust and watch. Parallel arcs: 1 - product of (1 - p). Influence on a
//! decision is the best product of at most five steps to its decider.

mod said;

pub(super) use said::findings;

use super::{
    DecisionView, Influence, Veto,
    memory::{Memory, Read},
    paths::{Factors, Path, Reach, either},
    snapshot::Snapshot,
};
use crate::map::{ActorId, Decision, DecisionId, GateState, Kind, Rapid};
use std::{collections::BTreeMap, sync::Arc};

const REACH: Reach = Reach { steps: 5, decay: 1.0, floor: 0.01 };
/// The most influencers listed for a decision.
const LISTED: usize = 10;

/// A decision with the rights in it, by flow number.
#[derive(Clone, Debug, Default)]
pub(super) struct Rights {
    /// What it is called: its title, or whom it is about.
    pub name: String,
    /// A decision record, where there is one.
    pub id: Option<DecisionId>,
    /// Whom it is about.
    pub subject: Option<usize>,
    /// Those who decide.
    pub deciders: Vec<usize>,
    /// Rights in it.
    pub flows: Vec<usize>,
}

/// All decisions: the named ones, then the implicit ones about an actor whose rights name none.
pub(super) fn decisions(map: &Snapshot) -> Vec<Rights> {
    let mut named: BTreeMap<DecisionId, Rights> = BTreeMap::new();
    for Decision { id, title, subject } in map.map.decisions.values().map(AsRef::as_ref) {
        let subject = subject.and_then(|s| map.actor(s));
        named.insert(*id, Rights { name: title.clone(), id: Some(*id), subject, ..Rights::default() });
    }
    let mut implicit: BTreeMap<usize, Rights> = BTreeMap::new();
    for (number, row) in map.flows.iter().enumerate().filter(|(_, r)| r.flow.kind == Kind::Decision) {
        let rights = match row.flow.decision.and_then(|id| named.get_mut(&id)) {
            Some(rights) => rights,
            None => implicit.entry(row.to).or_insert_with(|| Rights {
                name: say!("what {to} may decide", to = map.name(row.to)),
                subject: Some(row.to),
                ..Rights::default()
            }),
        };
        rights.flows.push(number);
        if row.flow.rapid == Some(Rapid::Decide) {
            rights.deciders.push(row.from);
        }
    }
    let mut all: Vec<Rights> = named.into_values().chain(implicit.into_values()).collect();
    all.iter_mut().for_each(|r| {
        r.deciders.sort_unstable();
        r.deciders.dedup();
    });
    all
}

/// The hold that trust and attention give, the same in every decision.
fn social(map: &Snapshot) -> Factors {
    let mut factors = Factors::default();
    for (number, row) in map.flows.iter().enumerate() {
        let part = match row.flow.kind {
            Kind::Trust => map.config.trust_influence,
            Kind::Attention => map.config.attention_influence,
            _ => continue,
        };
        factors.add(row.to, row.from, part * row.weight, number, either);
    }
    factors
}

/// What there is to say of one decision.
pub(super) struct Hold {
    /// The rights in it.
    pub rights: Rights,
    /// Who influences it, the most first; we are always among them where we have any.
    pub influence: Vec<Heard>,
    /// Flows that the influence of each listed one rests on, in the same order.
    pub rests_on: Vec<Vec<usize>>,
}

/// How well one actor is heard.
pub(super) struct Heard {
    /// By the best way.
    pub best: Path,
    /// By the best way that starts otherwise.
    pub runner_up: Option<Path>,
}

/// Who influences each decision, taken over from `memory` where no right, trust or attention has changed.
pub(super) fn recall(map: &Snapshot, memory: &mut Memory) -> Arc<Vec<Hold>> {
    let decisions = decisions(map);
    let mut read = Read::new(map.config);
    read.add((map.us, decisions.len()));
    for Rights { name, id, subject, deciders, flows } in &decisions {
        read.add((name, id, subject, deciders, flows));
    }
    let kinds = [Kind::Decision, Kind::Trust, Kind::Attention];
    for (number, row) in map.flows.iter().enumerate().filter(|(_, r)| kinds.contains(&r.flow.kind)) {
        read.add((number, row.from, row.to, row.flow.kind as u8, row.flow.rapid.map(|r| r as u8)));
        read.number(row.weight);
    }
    let worked = memory.recall("influence", read.digest(), || Some(holds(map, decisions)));
    worked.unwrap_or_default()
}

/// Works out who influences each of these decisions.
fn holds(map: &Snapshot, decisions: Vec<Rights>) -> Vec<Hold> {
    let mut social = social(map);
    let right = |&f: &usize| {
        let row = &map.flows[f];
        (row.from, row.to, map.config.decision_weight.of(row.flow.rapid) * row.weight, f)
    };
    let hold = |rights: Rights| {
        let added: Vec<_> = rights.flows.iter().map(right).collect();
        social.with(&added, either, |factors| hold(map, factors, rights))
    };
    decisions.into_iter().map(hold).collect()
}

fn hold(map: &Snapshot, factors: &Factors, rights: Rights) -> Hold {
    let decider = rights.deciders.first().copied().or(rights.subject);
    let Some(decider) = decider.filter(|_| !rights.flows.is_empty()) else {
        return Hold { rights, influence: Vec::new(), rests_on: Vec::new() };
    };
    let ways = factors.ways_to(decider, REACH, None);
    let mut paths: Vec<Path> = ways.starts().into_iter().filter_map(|a| ways.from(a)).collect();
    paths.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.actors.cmp(&b.actors)));
    let ours = paths.iter().position(|p| map.us == Some(p.actors[0]));
    let ours = ours.filter(|&i| i >= LISTED).map(|i| paths[i].clone());
    paths.truncate(LISTED);
    paths.extend(ours);
    let heard = |best: Path| {
        let without = factors.ways_to(decider, REACH, Some(best.actors[0]));
        Heard { runner_up: ways.runner_up(factors, &best, &without), best }
    };
    let rests_on = paths.iter().map(|p| factors.flows_of(p)).collect();
    Hold { rights, influence: paths.into_iter().map(heard).collect(), rests_on }
}

/// The decisions for people and machines.
pub(super) fn views(map: &Snapshot, holds: &[Hold]) -> Vec<DecisionView> {
    let ids = |actors: &[usize]| -> Vec<ActorId> { map.actor_ids(actors.iter().copied()) };
    let view = |hold: &Hold| DecisionView {
        name: hold.rights.name.clone(),
        decision: hold.rights.id,
        deciders: ids(&hold.rights.deciders),
        vetoes: vetoes(map, &hold.rights)
            .map(|f| Veto {
                actor: map.actors[map.flows[f].from].id,
                days: map.flows[f].flow.delay_days,
                met: map.flows[f].flow.gate.map(|g| g == GateState::Met),
            })
            .collect(),
        state: state(hold).into(),
        influence: hold
            .influence
            .iter()
            .map(|h| Influence {
                actor: map.actors[h.best.actors[0]].id,
                value: h.best.value,
                path: ids(&h.best.actors),
                runner_up: h.runner_up.as_ref().map(|p| p.value),
                runner_up_path: h.runner_up.as_ref().map_or_else(Vec::new, |p| ids(&p.actors)),
            })
            .collect(),
    };
    holds.iter().map(view).collect()
}

fn vetoes<'m>(map: &'m Snapshot, rights: &'m Rights) -> impl Iterator<Item = usize> + 'm {
    rights.flows.iter().copied().filter(|&f| map.flows[f].flow.rapid == Some(Rapid::Agree))
}

fn state(hold: &Hold) -> &'static str {
    match hold.rights.deciders.len() {
        0 => "orphan",
        1 => "decided by one",
        _ => "decided by several",
    }
}
