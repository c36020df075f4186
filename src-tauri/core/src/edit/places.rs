//! Places on the sheet, and which zone an actor belongs to.
//!
//! A zone with a region holds the actors whose centres lie in it; a zone without one hugs its actors and
//! keeps them wherever they go. Nothing here knows how large a card is.

use super::{Draft, Shift};
use crate::{
    error::{Error, Result},
    map::{Actor, ActorId, Map, Note, Point, RecordId, Rect, Zone, ZoneId},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Moves cards, notes and zones; a zone takes its actors along, locked actors stay.
pub(super) fn move_items(draft: &mut Draft, moves: &[Shift]) -> Result<()> {
    let named: BTreeSet<RecordId> = moves.iter().map(|m| m.item).collect();
    let mut actors: BTreeMap<ActorId, Point> = BTreeMap::new();
    for Shift { item, to } in moves {
        match item {
            RecordId::Actor(id) => {
                actors.insert(*id, *to);
            }
            RecordId::Note(id) => {
                let note = draft
                    .map()
                    .notes
                    .get(id)
                    .cloned()
                    .ok_or_else(|| gone(say!("That note is not on the map any more.")))?;
                draft.put(Note { position: Some(*to), parked: false, ..(*note).clone() });
            }
            RecordId::Zone(id) => {
                let along = move_zone(draft, *id, *to, &named)?;
                actors.extend(along.into_iter().filter(|(a, _)| !named.contains(&(*a).into())));
            }
            _ => {
                return Err(Error::refused(
                    say!("Only actors, zones and notes have a place of their own."),
                    say!("A flow follows its actors."),
                ));
            }
        }
    }
    for (id, to) in actors {
        let actor = draft
            .map()
            .actors
            .get(&id)
            .cloned()
            .ok_or_else(|| gone(say!("That actor is not on the map any more.")))?;
        if !actor.locked {
            draft.put(Actor { position: Some(to), ..(*actor).clone() });
            join_zone(draft, id);
        }
    }
    Ok(())
}

/// Moves a zone's region and tells where its actors go with it.
fn move_zone(
    draft: &mut Draft,
    id: ZoneId,
    to: Point,
    named: &BTreeSet<RecordId>,
) -> Result<Vec<(ActorId, Point)>> {
    let zone = draft
        .map()
        .zones
        .get(&id)
        .cloned()
        .ok_or_else(|| gone(say!("That zone is not on the map any more.")))?;
    let members: Vec<Arc<Actor>> =
        draft.map().actors.values().filter(|a| a.zone == Some(id)).cloned().collect();
    let Some(area) = zone.area else {
        return if members.iter().any(|a| named.contains(&a.id.into())) {
            Ok(Vec::new())
        } else {
            Err(Error::refused(say!("This zone follows its actors."), say!("Move the actors in it.")))
        };
    };
    draft.put(Zone { area: Some(Rect { x: to.x, y: to.y, ..area }), ..(*zone).clone() });
    let (dx, dy) = (to.x - area.x, to.y - area.y);
    let along = |a: &Arc<Actor>| a.position.map(|p| (a.id, Point::new(p.x + dx, p.y + dy)));
    Ok(members.iter().filter_map(along).collect())
}

/// Changes a zone's region; actors inside it that are in no other zone join, those outside leave.
pub(super) fn resize_zone(draft: &mut Draft, id: ZoneId, area: Rect) -> Result<()> {
    let zone = draft
        .map()
        .zones
        .get(&id)
        .cloned()
        .ok_or_else(|| gone(say!("That zone is not on the map any more.")))?;
    draft.put(Zone { area: Some(area), ..(*zone).clone() });
    gather(draft, id);
    Ok(())
}

/// Lets every actor that is in no zone, or in this one, find where it belongs now.
pub(super) fn gather(draft: &mut Draft, id: ZoneId) {
    let free = |a: &&Arc<Actor>| a.zone.is_none() || a.zone == Some(id);
    let near: Vec<ActorId> = draft.map().actors.values().filter(free).map(|a| a.id).collect();
    for actor in near {
        join_zone(draft, actor);
    }
}

/// Puts an actor into the zone its centre lies in, or out of the one it has left.
pub(super) fn join_zone(draft: &mut Draft, id: ActorId) {
    let Some(actor) = draft.map().actors.get(&id).cloned() else { return };
    let zone = home(draft.map(), &actor);
    if zone != actor.zone {
        draft.put(Actor { zone, ..(*actor).clone() });
    }
}

/// The zone an actor belongs to by its place: its own while it is inside or the zone hugs it, else the
/// smallest region around its centre.
fn home(map: &Map, actor: &Actor) -> Option<ZoneId> {
    let Some(at) = actor.position else { return actor.zone };
    let area = |id: ZoneId| map.zones.get(&id).and_then(|z| z.area);
    if actor.zone.and_then(area).is_some_and(|own| own.contains(at)) {
        return actor.zone;
    }
    let around = map.zones.values().filter(|z| z.area.is_some_and(|a| a.contains(at)));
    let size = |z: &&Arc<Zone>| z.area.map_or(0.0, |a| a.w * a.h);
    let smallest = around.min_by(|a, b| size(a).total_cmp(&size(b))).map(|z| z.id);
    smallest.or_else(|| actor.zone.filter(|own| area(*own).is_none()))
}

fn gone(sentence: &str) -> Error {
    Error::refused(sentence, "")
}
