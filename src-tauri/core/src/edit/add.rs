//! New actors, flows, zones and notes.

use super::{Draft, places};
use crate::{
    error::{Error, Result},
    map::{Actor, ActorId, Flow, FlowId, Kind, Note, NoteId, Point, Rapid, Rect, Role, Zone, ZoneId},
};

/// Adds an actor; an empty name becomes the next free "Actor 3".
pub(super) fn actor(draft: &mut Draft, name: &str, roles: &[Role], at: Option<Point>) -> Result<ActorId> {
    let name = one_line(name);
    let name = match draft.map().actor_named(&name) {
        _ if name.is_empty() => {
            free_name(say!("Actor"), draft.map().actors.len() + 1, |n| draft.map().actor_named(n).is_some())
        }
        Some(other) => {
            return Err(Error::refused(
                say!("There is already an actor called \u{201c}{name}\u{201d}.", name = other.name),
                say!("Choose another name, or use the actor that is there."),
            ));
        }
        None => name,
    };
    let id = ActorId(draft.fresh());
    draft.put(Actor { roles: without_repeats(roles), position: at, ..Actor::new(id, name) });
    places::join_zone(draft, id);
    Ok(id)
}

/// Adds a flow between two actors. A decision right that an actor gives itself is the right to decide.
pub(super) fn flow(draft: &mut Draft, from: ActorId, to: ActorId, kind: Kind) -> Result<()> {
    let id = FlowId(draft.fresh());
    let rapid = (kind == Kind::Decision && from == to).then_some(Rapid::Decide);
    draft.put(Flow { rapid, ..Flow::new(id, from, to, kind) });
    Ok(())
}

/// Adds a zone with a region; actors inside it that are in no zone join it.
pub(super) fn zone(draft: &mut Draft, title: &str, area: Rect) -> Result<()> {
    let id = new_zone(draft, title, Some(area))?;
    places::gather(draft, id);
    Ok(())
}

/// Adds a zone that hugs the given actors.
pub(super) fn zone_around(draft: &mut Draft, title: &str, actors: &[ActorId]) -> Result<()> {
    if actors.is_empty() {
        return Err(Error::refused(
            say!("There is nobody to put into a zone."),
            say!("Select some actors first."),
        ));
    }
    let id = new_zone(draft, title, None)?;
    for actor in actors {
        let Some(actor) = draft.map().actors.get(actor) else { return Err(no_such_actor()) };
        let actor = Actor { zone: Some(id), ..(**actor).clone() };
        draft.put(actor);
    }
    Ok(())
}

fn new_zone(draft: &mut Draft, title: &str, area: Option<Rect>) -> Result<ZoneId> {
    let title = one_line(title);
    let title = if title.is_empty() {
        free_name(say!("Zone"), draft.map().zones.len() + 1, |n| zone_titled(draft, n))
    } else if zone_titled(draft, &title) {
        return Err(Error::refused(
            say!("There is already a zone called \u{201c}{title}\u{201d}.", title),
            say!("Choose another title."),
        ));
    } else {
        title
    };
    let id = ZoneId(draft.fresh());
    draft.put(Zone { id, title, area });
    Ok(id)
}

/// Adds a note, parked where it has no place.
pub(super) fn note(draft: &mut Draft, text: &str, at: Option<Point>) {
    let id = NoteId(draft.fresh());
    draft.put(Note { id, text: text.to_owned(), position: at, parked: at.is_none() });
}

/// Whether a zone has this title, without regard to case.
pub(super) fn zone_titled(draft: &Draft, title: &str) -> bool {
    let wanted = title.to_lowercase();
    draft.map().zones.values().any(|z| z.title.to_lowercase() == wanted)
}

/// "Actor 3": the word with the first number from `start` on that is not taken.
pub(super) fn free_name(word: &str, start: usize, taken: impl Fn(&str) -> bool) -> String {
    let mut number = start;
    loop {
        let name = format!("{word} {number}");
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

pub(super) fn no_such_actor() -> Error {
    Error::refused(say!("That actor is not on the map any more."), "")
}

/// The text on one line, without outer or repeated blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_repeats(roles: &[Role]) -> Vec<Role> {
    let mut kept = Vec::new();
    for role in roles {
        if !kept.contains(role) {
            kept.push(*role);
        }
    }
    kept
}
