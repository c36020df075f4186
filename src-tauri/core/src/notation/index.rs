//! Names looked up by hashing, so that a map of any size is read and printed in one pass.

use crate::map::{ActorId, DatasetId, DecisionId, Flow, FlowId, Kind, Map, Rapid, ZoneId, fields::Names};
use std::collections::HashMap;

/// The names of a map, and its flows by their ends.
#[derive(Default)]
pub(super) struct Index {
    pub actors: HashMap<String, ActorId>,
    pub decisions: HashMap<String, DecisionId>,
    pub datasets: HashMap<String, DatasetId>,
    pub zones: HashMap<String, ZoneId>,
    pub between: HashMap<(ActorId, ActorId, Kind), Vec<FlowId>>,
    pub agreed: HashMap<ActorId, Vec<FlowId>>,
    /// Rights in a named decision, by their holder.
    pub rights: HashMap<ActorId, Vec<FlowId>>,
}

/// The form in which names are compared.
pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Index {
    /// The names and flows of a map.
    pub fn of(map: &Map) -> Index {
        let mut index = Index::default();
        // Of equal names the first one counts.
        for actor in map.actors.values() {
            index.actors.entry(key(&actor.name)).or_insert(actor.id);
        }
        for decision in map.decisions.values() {
            index.decisions.entry(key(&decision.title)).or_insert(decision.id);
        }
        for dataset in map.datasets.values() {
            index.datasets.entry(key(&dataset.name)).or_insert(dataset.id);
        }
        for zone in map.zones.values() {
            index.zones.entry(key(&zone.title)).or_insert(zone.id);
        }
        for flow in map.flows.values() {
            index.add_flow(flow);
        }
        index
    }

    /// Takes note of a flow.
    pub fn add_flow(&mut self, flow: &Flow) {
        self.between.entry((flow.from, flow.to, flow.kind)).or_default().push(flow.id);
        if flow.decision.is_some() && flow.rapid.is_some() {
            self.rights.entry(flow.from).or_default().push(flow.id);
        }
        if flow.rapid == Some(Rapid::Agree) {
            self.agreed.entry(flow.from).or_default().push(flow.id);
        }
    }
}

/// A map with its index.
pub(super) struct Indexed<'a> {
    pub map: &'a Map,
    pub index: Index,
}

impl Names for Indexed<'_> {
    fn map(&self) -> &Map {
        self.map
    }
    fn find_actor(&self, name: &str) -> Option<ActorId> {
        self.index.actors.get(&key(name)).copied()
    }
    fn find_decision(&self, title: &str) -> Option<DecisionId> {
        self.index.decisions.get(&key(title)).copied()
    }
    fn find_dataset(&self, name: &str) -> Option<DatasetId> {
        self.index.datasets.get(&key(name)).copied()
    }
    fn find_zone(&self, title: &str) -> Option<ZoneId> {
        self.index.zones.get(&key(title)).copied()
    }
    fn between(&self, from: ActorId, to: ActorId, kind: Kind) -> Vec<FlowId> {
        self.index.between.get(&(from, to, kind)).cloned().unwrap_or_default()
    }
    fn agreed_by(&self, actor: ActorId) -> Vec<FlowId> {
        self.index.agreed.get(&actor).cloned().unwrap_or_default()
    }
}
