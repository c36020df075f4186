//! Scenarios as records: new ones, and what is different in them.

use super::{
    Draft,
    add::{free_name, one_line},
};
use crate::{
    error::{Error, Result},
    map::{ActorId, DatasetId, DecisionId, FlowId, Patch, Record, RecordId, Scenario, ScenarioId},
};
use std::{collections::BTreeMap, sync::Arc};

/// Adds a scenario; an empty name becomes the next free one.
pub(super) fn add(draft: &mut Draft, name: &str, patches: &[Patch]) -> Result<()> {
    let name = one_line(name);
    let taken = |n: &str| draft.map().scenarios.values().any(|s| s.name.to_lowercase() == n.to_lowercase());
    let name = if name.is_empty() {
        free_name(say!("Scenario"), draft.map().scenarios.len() + 1, taken)
    } else if taken(&name) {
        let message = say!("There is already a scenario called \u{201c}{name}\u{201d}.", name);
        return Err(Error::refused(message, say!("Choose another name.")));
    } else {
        name
    };
    let mut scenario = Scenario::new(ScenarioId(draft.fresh()), name);
    patches.iter().for_each(|patch| scenario.put(patch.clone()));
    draft.put(scenario);
    Ok(())
}

/// Makes something different in a scenario, in place of what it said about the same before.
pub(super) fn patch(draft: &mut Draft, id: ScenarioId, patch: &Patch) -> Result<()> {
    let mut scenario = (*found(draft, id)?).clone();
    scenario.put(patch.clone());
    draft.put(scenario);
    Ok(())
}

/// Takes a change back out of a scenario, by its place from 0; with something it adds, what is about that.
pub(super) fn drop_patch(draft: &mut Draft, id: ScenarioId, at: u32) -> Result<()> {
    let mut scenario = (*found(draft, id)?).clone();
    if at as usize >= scenario.patches.len() {
        return Err(Error::refused(say!("That change is not in the scenario any more."), ""));
    }
    let gone = scenario.patches.remove(at as usize);
    let scenario = match gone {
        Patch::Add { record } => super::mentions::without(scenario.into(), &[record.id()].into()),
        _ => scenario.into(),
    };
    draft.put(scenario);
    Ok(())
}

/// Adds a copy of a scenario under the next free name.
pub(super) fn duplicate(draft: &mut Draft, id: ScenarioId) -> Result<()> {
    let original = found(draft, id)?;
    let taken = |n: &str| draft.map().scenarios.values().any(|s| s.name == n);
    let name = free_name(&original.name, 2, taken);
    let mut copy = Scenario { id: ScenarioId(draft.fresh()), name, patches: Vec::new() };
    let fresh: BTreeMap<u32, u32> = original.added().map(|r| (r.id().number(), draft.fresh())).collect();
    copy.patches = renumbered(&original.patches, &fresh);
    draft.put(copy);
    Ok(())
}

fn found(draft: &Draft, id: ScenarioId) -> Result<Arc<Scenario>> {
    let scenario = draft.map().scenarios.get(&id).cloned();
    scenario.ok_or_else(|| Error::refused(say!("That scenario is not there any more."), ""))
}

/// The same changes, with other identities for what they add.
fn renumbered(patches: &[Patch], fresh: &BTreeMap<u32, u32>) -> Vec<Patch> {
    let id = |id: RecordId| {
        let new = fresh.get(&id.number()).and_then(|n| RecordId::from_parts(id.table(), *n));
        new.unwrap_or(id)
    };
    let other = |p: &Patch| match p {
        Patch::Add { record } => Patch::Add { record: copied(record, fresh) },
        Patch::Set { target, field, value } => {
            Patch::Set { target: id(*target), field: field.clone(), value: value.clone() }
        }
        Patch::Scale { target, factor } => Patch::Scale { target: id(*target), factor: *factor },
        Patch::Delay { target, days } => Patch::Delay { target: id(*target), days: *days },
        Patch::Remove { target, reroute } => Patch::Remove { target: id(*target), reroute: *reroute },
    };
    patches.iter().map(other).collect()
}

/// A record that a scenario adds, under another identity, with mentions of others that it adds.
fn copied(record: &Record, fresh: &BTreeMap<u32, u32>) -> Record {
    fn new<I: Copy + Into<RecordId>>(id: I, sort: fn(u32) -> I, fresh: &BTreeMap<u32, u32>) -> I {
        fresh.get(&id.into().number()).map_or(id, |n| sort(*n))
    }
    let actor = |id: ActorId| new(id, ActorId, fresh);
    let flow = |id: FlowId| new(id, FlowId, fresh);
    let mut copy = record.clone();
    match &mut copy {
        Record::Actor(r) => Arc::make_mut(r).id = actor(r.id),
        Record::Flow(r) => {
            let r = Arc::make_mut(r);
            (r.id, r.from, r.to) = (flow(r.id), actor(r.from), actor(r.to));
            r.via.iter_mut().for_each(|a| *a = actor(*a));
            r.gates.iter_mut().for_each(|f| *f = flow(*f));
            r.enablers.iter_mut().for_each(|e| e.flow = flow(e.flow));
            r.fee_of = r.fee_of.map(flow);
            r.datasets.iter_mut().for_each(|d| *d = new(*d, DatasetId, fresh));
            r.decision = r.decision.map(|d| new(d, DecisionId, fresh));
        }
        Record::Decision(r) => {
            let r = Arc::make_mut(r);
            (r.id, r.subject) = (new(r.id, DecisionId, fresh), r.subject.map(actor));
        }
        Record::Dataset(r) => {
            let r = Arc::make_mut(r);
            (r.id, r.origin) = (new(r.id, DatasetId, fresh), r.origin.map(actor));
        }
        _ => {}
    }
    copy
}

/// Whether a scenario can add such a record.
pub(crate) fn is_addable(record: &Record) -> bool {
    matches!(record, Record::Actor(_) | Record::Flow(_) | Record::Decision(_) | Record::Dataset(_))
}
