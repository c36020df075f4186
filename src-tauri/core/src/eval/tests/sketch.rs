//! Small maps for tests, written by hand.

use crate::map::*;
use std::sync::Arc;

/// A map being written; actors and flows are found by the names the test gave them.
#[derive(Clone, Default)]
pub(crate) struct Sketch {
    pub map: Map,
}

impl Sketch {
    fn fresh(&mut self) -> u32 {
        self.map.last_id += 1;
        self.map.last_id
    }

    /// Actors, one a line: `NAME : role, role` (the first own organisation is us); a `*` after the name
    /// makes it a group.
    pub fn new(actors: &str) -> Sketch {
        let mut sketch = Sketch::default();
        actors.lines().map(str::trim).filter(|l| !l.is_empty()).for_each(|l| sketch.actor(l));
        sketch
    }

    fn actor(&mut self, line: &str) {
        let (name, roles) = line.split_once(':').unwrap_or((line, ""));
        let mut actor = Actor::new(ActorId(self.fresh()), name.trim().trim_end_matches('*').trim());
        actor.group = name.trim().ends_with('*');
        actor.roles = roles.split(',').filter_map(|r| r.parse().ok()).collect();
        if actor.is(Role::Own) && self.map.info.us.is_none() {
            Arc::make_mut(&mut self.map.info).us = Some(actor.id);
        }
        self.map.actors.insert(actor.id, Arc::new(actor));
    }

    pub fn id(&self, name: &str) -> ActorId {
        self.map.actor_named(name).unwrap_or_else(|| panic!("no actor {name}")).id
    }

    pub fn flow_id(&self, label: &str) -> FlowId {
        let mut flows = self.map.flows.values();
        flows.find(|f| f.label == label).unwrap_or_else(|| panic!("no flow {label}")).id
    }

    /// A flow `label FROM KIND TO`, known, with a source of its own; fill in the rest.
    pub fn flow(&mut self, text: &str) -> &mut Flow {
        let [label, from, kind, to] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
        let (id, from, to) = (FlowId(self.fresh()), self.id(from), self.id(to));
        let mut flow = Flow::new(id, from, to, kind.parse().unwrap());
        flow.label = label.into();
        flow.evidence = Evidence::Known;
        flow.source = format!("source of {label}");
        let flow = self.map.flows.entry(id).or_insert(Arc::new(flow));
        Arc::make_mut(flow)
    }

    /// Yearly money, `label FROM TO`.
    pub fn pays(&mut self, text: &str, amount: f64, evidence: Evidence) -> &mut Flow {
        let [label, from, to] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
        let flow = self.flow(&format!("{label} {from} money {to}"));
        flow.quantity = Some(yearly(amount));
        flow.evidence = evidence;
        flow
    }

    /// Any flow with a strength.
    pub fn has(&mut self, text: &str, strength: u8, evidence: Evidence) -> &mut Flow {
        let flow = self.flow(text);
        flow.strength = Some(strength);
        flow.evidence = evidence;
        flow
    }

    /// A right in a decision, `label HOLDER DECIDER decision part`.
    pub fn right(&mut self, text: &str, strength: u8, evidence: Evidence) -> &mut Flow {
        let [label, from, to, decision, part] = text.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{text}")
        };
        let decision = self.map.decisions.values().find(|d| d.title == decision).map(|d| d.id);
        let flow = self.has(&format!("{label} {from} decision {to}"), strength, evidence);
        flow.decision = Some(decision.unwrap());
        flow.rapid = Some(part.parse().unwrap());
        flow
    }

    pub fn decision(&mut self, title: &str, subject: &str) {
        let id = DecisionId(self.fresh());
        let decision = Decision { id, title: title.into(), subject: Some(self.id(subject)) };
        self.map.decisions.insert(id, Arc::new(decision));
    }

    pub fn dataset(&mut self, name: &str, origin: &str, sensitivity: u8) -> DatasetId {
        let id = DatasetId(self.fresh());
        let dataset = Dataset { id, name: name.into(), origin: Some(self.id(origin)), sensitivity };
        self.map.datasets.insert(id, Arc::new(dataset));
        id
    }

    fn edit(&mut self, label: &str, with: impl FnOnce(&mut Flow)) {
        let id = self.flow_id(label);
        with(Arc::make_mut(self.map.flows.get_mut(&id).unwrap()));
    }

    pub fn via(&mut self, label: &str, actor: &str) {
        let actor = self.id(actor);
        self.edit(label, |f| f.via.push(actor));
    }

    pub fn gate(&mut self, label: &str, gate: &str) {
        let gate = self.flow_id(gate);
        self.edit(label, |f| f.gates.push(gate));
    }

    pub fn enable(&mut self, label: &str, by: &str, phi: f64) {
        let flow = self.flow_id(by);
        self.edit(label, |f| f.enablers.push(Enabler { flow, phi, evidence: Evidence::Estimated }));
    }
}

/// An amount of the base currency each year.
pub(crate) fn yearly(amount: f64) -> Quantity {
    Quantity { amount: Micros::from_units(amount).unwrap(), unit: String::new(), period: Period::Year }
}

/// A data flow that is integrated as deeply as can be.
pub(crate) fn deep(flow: &mut Flow) {
    flow.shared_auth = true;
    flow.error_handling = true;
    flow.co_owner_from = true;
    flow.co_owner_to = true;
}
