//! Changes to what is there: fields, and the ends of flows.

use super::{Draft, add::no_such_actor};
use crate::{
    error::{Error, Result},
    map::{ActorId, Flow, FlowId, Kind, Record, RecordId, fields},
};
use std::{collections::BTreeSet, sync::Arc};

/// Sets a field of all targets from text.
pub(super) fn set_field(draft: &mut Draft, targets: &[RecordId], field: &str, value: &str) -> Result<()> {
    for id in targets {
        let before = draft.map().get(*id);
        let after = fields::write(draft.map(), *id, field, value)?;
        let no_gate_any_more = matches!((&before, &after), (Some(Record::Flow(a)), Record::Flow(b))
            if a.kind == Kind::Decision && b.kind != Kind::Decision);
        draft.put(after);
        if no_gate_any_more {
            open_gates(draft, *id);
        }
    }
    Ok(())
}

/// Takes a flow that is no decision right any more out of the gates of others.
fn open_gates(draft: &mut Draft, id: RecordId) {
    let gated: Vec<Arc<Flow>> = draft
        .map()
        .flows
        .values()
        .filter(|f| f.gates.iter().any(|g| RecordId::Flow(*g) == id))
        .cloned()
        .collect();
    for flow in gated {
        let mut flow = (*flow).clone();
        flow.gates.retain(|g| RecordId::Flow(*g) != id);
        draft.put(flow);
    }
}

/// Hangs a flow on other actors.
pub(super) fn rehang(draft: &mut Draft, flow: FlowId, from: ActorId, to: ActorId) -> Result<()> {
    let old = found(draft, flow)?;
    if ![from, to].iter().all(|a| draft.map().actors.contains_key(a)) {
        return Err(no_such_actor());
    }
    draft.put(Flow { from, to, ..(*old).clone() });
    Ok(())
}

/// Turns flows around, and with them who answers for the integration at which end.
pub(super) fn reverse(draft: &mut Draft, flows: &[FlowId]) -> Result<()> {
    let flows: BTreeSet<FlowId> = flows.iter().copied().collect();
    for id in flows {
        let old = found(draft, id)?;
        let turned = Flow {
            from: old.to,
            to: old.from,
            co_owner_from: old.co_owner_to,
            co_owner_to: old.co_owner_from,
            via: old.via.iter().rev().copied().collect(),
            ..(*old).clone()
        };
        draft.put(turned);
    }
    Ok(())
}

fn found(draft: &Draft, id: FlowId) -> Result<Arc<Flow>> {
    let flow = draft.map().flows.get(&id).cloned();
    flow.ok_or_else(|| Error::refused(say!("That flow is not on the map any more."), ""))
}
