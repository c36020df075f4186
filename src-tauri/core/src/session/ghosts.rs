//! What a line that is still being typed would put on the map.

use crate::{
    api::Ghost,
    edit::{Diff, Draft},
    map::{Map, Record},
    scene,
};

/// The most ghosts that help; a longer list is a paste and is told in words alone.
const MOST: usize = 40;

/// The cards and flows that a difference adds or changes.
pub(super) fn ghosts(map: &Map, diff: &Diff) -> Vec<Ghost> {
    let mut draft = Draft::new(map);
    draft.follow(diff);
    let after = draft.map();
    let card = |id| after.actors.get(&id).and_then(|a| scene::card_rect(after, a));
    let ghost = |record: &Record| match record {
        Record::Actor(a) => Some(Ghost::Card { name: a.name.clone(), rect: card(a.id)? }),
        // What flows back to its own card would be drawn over its name.
        Record::Flow(f) if f.from != f.to => {
            Some(Ghost::Flow { kind: f.kind, from: card(f.from)?, to: card(f.to)? })
        }
        _ => None,
    };
    let all: Vec<Ghost> =
        diff.changes.iter().filter_map(|c| c.after.as_ref()).filter_map(ghost).take(MOST + 1).collect();
    if all.len() > MOST { Vec::new() } else { all }
}
