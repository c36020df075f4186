//! The snapshot: a map as dense rows, for reading by number.
//!
//! Actors and flows are numbered from 0 in order of identity; each kind has its flows by start and by end
//! in one array. Weights and yearly amounts are worked out here, once. Draws no conclusions.

use super::{EvalConfig, quantity};
use crate::map::{Actor, ActorId, Evidence, Flow, FlowId, Kind, Map};
use std::collections::BTreeMap;

/// Things gathered by actor: those of actor `i` are `items[start[i]..start[i + 1]]`, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouped {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Grouped {
    /// Gathers `(group, item)` pairs, which keep their order within a group.
    pub fn new(groups: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Grouped {
        let mut start = vec![0u32; groups + 1];
        pairs.clone().for_each(|(group, _)| start[group + 1] += 1);
        for i in 0..groups {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut items = vec![0u32; start[groups] as usize];
        for (group, item) in pairs {
            items[next[group] as usize] = item as u32;
            next[group] += 1;
        }
        Grouped { start, items }
    }

    /// The items of one group.
    pub fn of(&self, group: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let range = self.start[group] as usize..self.start[group + 1] as usize;
        self.items[range].iter().map(|&i| i as usize)
    }
}

/// One flow with its ends by number and what its fields come to.
pub(super) struct Row<'a> {
    /// The record.
    pub flow: &'a Flow,
    /// Number of the actor it starts from.
    pub from: usize,
    /// Number of the actor it ends at.
    pub to: usize,
    /// Weight, 0 to 1, from score, else strength, else one half.
    pub weight: f64,
    /// Evidence; assumed where the weight is a guess of ours.
    pub evidence: Evidence,
    /// What a money flow comes to.
    pub amount: quantity::Amount,
}

impl Row<'_> {
    /// Whether the flow starts where it ends.
    pub fn is_loop(&self) -> bool {
        self.from == self.to
    }

    /// Whether the flow has a number of its own: for money a usable quantity, else a quantity, strength
    /// or score.
    pub fn has_number(&self) -> bool {
        match self.flow.kind {
            Kind::Money => self.amount.is_usable(),
            _ => self.flow.strength.is_some() || self.flow.score.is_some() || self.flow.quantity.is_some(),
        }
    }
}

/// A map as dense rows.
pub(super) struct Snapshot<'a> {
    /// The map.
    pub map: &'a Map,
    /// The judgements.
    pub config: &'a EvalConfig,
    /// Actors by number.
    pub actors: Vec<&'a Actor>,
    /// Flows by number.
    pub flows: Vec<Row<'a>>,
    /// Our own organisation.
    pub us: Option<usize>,
    out: Vec<Grouped>,
    into: Vec<Grouped>,
    actor_number: BTreeMap<ActorId, usize>,
    flow_number: BTreeMap<FlowId, usize>,
}

impl<'a> Snapshot<'a> {
    /// Takes the snapshot. Flows without both ends on the map are left out.
    pub fn new(map: &'a Map, config: &'a EvalConfig) -> Snapshot<'a> {
        let actors: Vec<&Actor> = map.actors.values().map(AsRef::as_ref).collect();
        let actor_number: BTreeMap<ActorId, usize> =
            actors.iter().enumerate().map(|(i, a)| (a.id, i)).collect();
        let row = |flow: &'a Flow| {
            let (&from, &to) = (actor_number.get(&flow.from)?, actor_number.get(&flow.to)?);
            let (weight, evidence) = weight(flow);
            Some(Row { flow, from, to, weight, evidence, amount: quantity::amount(flow, &map.info) })
        };
        let flows: Vec<Row> = map.flows.values().filter_map(|f| row(f)).collect();
        let of_kind = |kind, end: fn(&Row) -> usize| {
            let rows = flows.iter().enumerate().filter(move |(_, r)| r.flow.kind == kind && !r.is_loop());
            Grouped::new(actors.len(), rows.map(move |(i, r)| (end(r), i)))
        };
        let out = Kind::ALL.iter().map(|&k| of_kind(k, |r| r.from)).collect();
        let into = Kind::ALL.iter().map(|&k| of_kind(k, |r| r.to)).collect();
        let flow_number = flows.iter().enumerate().map(|(i, r)| (r.flow.id, i)).collect();
        let us = map.info.us.and_then(|id| actor_number.get(&id).copied());
        Snapshot { map, config, actors, flows, us, out, into, actor_number, flow_number }
    }

    /// Flows of a kind that start from an actor; no self-loops.
    pub fn out(&self, kind: Kind, actor: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.out[kind as usize].of(actor)
    }

    /// Flows of a kind that end at an actor; no self-loops.
    pub fn into(&self, kind: Kind, actor: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.into[kind as usize].of(actor)
    }

    /// The number of an actor on the map.
    pub fn actor(&self, id: ActorId) -> Option<usize> {
        self.actor_number.get(&id).copied()
    }

    /// The number of a flow on the map.
    pub fn flow(&self, id: FlowId) -> Option<usize> {
        self.flow_number.get(&id).copied()
    }

    /// Identities of actors by number.
    pub fn actor_ids(&self, actors: impl IntoIterator<Item = usize>) -> Vec<ActorId> {
        actors.into_iter().map(|i| self.actors[i].id).collect()
    }

    /// Identities of flows by number.
    pub fn flow_ids(&self, flows: impl IntoIterator<Item = usize>) -> Vec<FlowId> {
        flows.into_iter().map(|i| self.flows[i].flow.id).collect()
    }

    /// Numbers of the actors where demand can start.
    pub fn demand(&self) -> Vec<usize> {
        (0..self.actors.len()).filter(|&i| self.us != Some(i) && self.actors[i].is_demand()).collect()
    }
}

/// Weight of a flow: its score, else 0.1 + 0.2 (strength - 1), else 0.5 and assumed.
fn weight(flow: &Flow) -> (f64, Evidence) {
    match (flow.score, flow.strength) {
        (Some(score), _) if score.is_finite() => (score.clamp(0.0, 1.0), flow.evidence),
        (_, Some(s)) => (0.1 + 0.2 * (f64::from(s.clamp(1, 5)) - 1.0), flow.evidence),
        _ => (0.5, Evidence::Assumed),
    }
}
