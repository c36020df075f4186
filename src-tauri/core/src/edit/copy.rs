//! Copies of actors, zones and notes, and of the flows among the copied actors.

use super::{
    Draft,
    add::{free_name, zone_titled},
    places,
};
use crate::{
    error::{Error, Result},
    map::{Actor, ActorId, Flow, FlowId, Note, NoteId, Point, RecordId, Zone, ZoneId},
};
use std::{collections::BTreeMap, sync::Arc};

/// From the original to its copy.
#[derive(Default)]
struct Copies {
    zones: BTreeMap<ZoneId, ZoneId>,
    actors: BTreeMap<ActorId, ActorId>,
    flows: BTreeMap<FlowId, FlowId>,
}

/// Copies items `by` so far from the originals.
pub(super) fn items(draft: &mut Draft, items: &[RecordId], by: Point) -> Result<()> {
    let mut copies = Copies::default();
    let mut notes = 0;
    for id in items {
        match id {
            RecordId::Zone(id) => copy_zone(draft, *id, by, &mut copies),
            RecordId::Note(id) => notes += copy_note(draft, *id, by),
            _ => {}
        }
    }
    for id in items {
        if let RecordId::Actor(id) = id {
            copy_actor(draft, *id, by, &mut copies);
        }
    }
    if notes + copies.actors.len() + copies.zones.len() == 0 {
        return Err(Error::refused(
            say!("There is nothing here to copy."),
            say!("Select actors, zones or notes."),
        ));
    }
    copy_flows(draft, &mut copies);
    let actors: Vec<ActorId> = copies.actors.into_values().collect();
    for actor in actors {
        places::join_zone(draft, actor);
    }
    Ok(())
}

fn copy_zone(draft: &mut Draft, id: ZoneId, by: Point, copies: &mut Copies) {
    let Some(zone) = draft.map().zones.get(&id).cloned() else { return };
    let title = free_name(stem(&zone.title), 2, |n| zone_titled(draft, n));
    let area = zone.area.map(|a| crate::map::Rect { x: a.x + by.x, y: a.y + by.y, ..a });
    let new = ZoneId(draft.fresh());
    draft.put(Zone { id: new, title, area });
    copies.zones.insert(id, new);
}

fn copy_note(draft: &mut Draft, id: NoteId, by: Point) -> usize {
    let Some(note) = draft.map().notes.get(&id).cloned() else { return 0 };
    let id = NoteId(draft.fresh());
    draft.put(Note { id, position: note.position.map(|p| moved(p, by)), ..(*note).clone() });
    1
}

fn copy_actor(draft: &mut Draft, id: ActorId, by: Point, copies: &mut Copies) {
    let Some(actor) = draft.map().actors.get(&id).cloned() else { return };
    if copies.actors.contains_key(&id) {
        return;
    }
    let name = free_name(stem(&actor.name), 2, |n| draft.map().actor_named(n).is_some());
    let new = ActorId(draft.fresh());
    draft.put(Actor {
        id: new,
        name,
        position: actor.position.map(|p| moved(p, by)),
        zone: actor.zone.map(|z| copies.zones.get(&z).copied().unwrap_or(z)),
        locked: false,
        ..(*actor).clone()
    });
    copies.actors.insert(id, new);
}

/// Copies the flows among copied actors. What a copy refers to is the copy where there is one, else the
/// original; only a fee whose money flow is not copied is a fee of nothing.
fn copy_flows(draft: &mut Draft, copies: &mut Copies) {
    let among = |f: &&Arc<Flow>| copies.actors.contains_key(&f.from) && copies.actors.contains_key(&f.to);
    let originals: Vec<Arc<Flow>> = draft.map().flows.values().filter(among).cloned().collect();
    for flow in &originals {
        copies.flows.insert(flow.id, FlowId(draft.fresh()));
    }
    let actor = |id: &ActorId| copies.actors.get(id).copied().unwrap_or(*id);
    let flow = |id: &FlowId| copies.flows.get(id).copied().unwrap_or(*id);
    for original in originals {
        let mut copy = (*original).clone();
        copy.id = flow(&copy.id);
        (copy.from, copy.to) = (actor(&copy.from), actor(&copy.to));
        copy.via = copy.via.iter().map(actor).collect();
        copy.gates = copy.gates.iter().map(flow).collect();
        for enabler in &mut copy.enablers {
            enabler.flow = flow(&enabler.flow);
        }
        copy.fee_of = copy.fee_of.and_then(|f| copies.flows.get(&f).copied());
        draft.put(copy);
    }
}

fn moved(p: Point, by: Point) -> Point {
    Point::new(p.x + by.x, p.y + by.y)
}

/// The name without the number that an earlier copy has got: "Acme 2" gives "Acme".
fn stem(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((stem, number)) if number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()) => stem,
        _ => name,
    }
}
