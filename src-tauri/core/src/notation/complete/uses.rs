//! How often something is used on the map: of what would go on equally well, that is offered first which is used most,
//! and before all what those have to do with each other already whom the line names.

use crate::map::{ActorId, Flow, Kind, Map, Period, Role};
use std::collections::HashMap;

/// What a use among those whom the line names counts, against one anywhere else.
const NEAR: usize = 1000;

fn weight(flow: &Flow, near: Option<ActorId>) -> usize {
    if Some(flow.from) == near || Some(flow.to) == near { NEAR } else { 1 }
}

/// Flows at an actor, those it shares with `near` counting more.
pub(super) fn of_actor(map: &Map, near: Option<ActorId>) -> HashMap<ActorId, usize> {
    let mut uses = HashMap::new();
    for flow in map.flows.values() {
        for end in [flow.from, flow.to] {
            *uses.entry(end).or_default() += weight(flow, near);
        }
    }
    uses
}

/// Flows of a kind, those at `near` counting more.
pub(super) fn of_kind(map: &Map, kind: Kind, near: Option<ActorId>) -> usize {
    map.flows.values().filter(|f| f.kind == kind).map(|f| weight(f, near)).sum()
}

/// Actors with a role.
pub(super) fn of_role(map: &Map, role: Role) -> usize {
    map.actors.values().filter(|a| a.roles.contains(&role)).count()
}

/// Flows of a kind whose amount is told per this time.
pub(super) fn of_period(map: &Map, kind: Kind, period: Period) -> usize {
    let told = |f: &Flow| f.kind == kind && f.quantity.as_ref().is_some_and(|q| q.period == period);
    map.flows.values().filter(|f| told(f)).count()
}

/// Rights that belong to the decision of this title.
pub(super) fn of_decision(map: &Map, title: &str) -> usize {
    let its = |f: &Flow| f.decision.and_then(|d| map.decisions.get(&d)).is_some_and(|d| d.title == title);
    map.flows.values().filter(|f| its(f)).count()
}

/// Flows that carry the dataset of this name.
pub(super) fn of_dataset(map: &Map, name: &str) -> usize {
    let carries = |f: &Flow| f.datasets.iter().any(|d| map.datasets.get(d).is_some_and(|d| d.name == name));
    map.flows.values().filter(|f| carries(f)).count()
}
