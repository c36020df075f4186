//! How good an arrangement is, measured on the picture that is composed of it and not on intentions.

use super::{super::check::check, Room};
use crate::{
    map::{Actor, ActorId, Flow, Map, Point, Record},
    scene::{View, compose},
};
use std::sync::Arc;

/// What was measured. Fewer is better in all but the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    /// Cards on cards, flows over cards and zones over strangers.
    faults: usize,
    crossings: usize,
    /// Labels that became numbers.
    numbered: usize,
    /// Length of all flows, in map units.
    length: f64,
    /// The smallest text by the smallest that may be.
    pub text: f64,
}

impl Verdict {
    /// Whether this is better than another.
    pub fn beats(&self, other: &Verdict) -> bool {
        self.cost() < other.cost()
    }

    /// Readable text before all else, then faults, then crossings; numbers for labels and length tip the scale.
    fn cost(&self) -> f64 {
        let small = (1.0 - self.text).max(0.0);
        small * 1200.0
            + 25.0 * self.faults as f64
            + 4.0 * self.crossings as f64
            + 1.5 * self.numbered as f64
            + self.length / 400.0
    }
}

/// Measures the picture of the actors at the given places, with the flows among them.
pub(super) fn verdict(map: &Map, actors: &[ActorId], points: &[Point], room: &Room) -> Verdict {
    let part = part(map, actors, points);
    let scene = compose(&part, None, &View::default());
    let report = check(&scene.items);
    let fit = (room.width / scene.bounds.w.max(1.0)).min(room.height / scene.bounds.h.max(1.0));
    // The page may leave out the facts: names are the smallest text then.
    let text = fit * 13.0 / room.smallest;
    Verdict {
        faults: report.cards_on_cards.len() + report.flows_over_cards.len() + report.labels_on_titles.len(),
        crossings: report.crossings,
        numbered: scene.numbered.len(),
        length: length(&part),
        text,
    }
}

/// The map with these actors only, where they would stand.
fn part(map: &Map, actors: &[ActorId], points: &[Point]) -> Map {
    let mut part = Map::default();
    part.put(Record::Info(map.info.clone()));
    for zone in map.zones.values() {
        part.put(Record::Zone(Arc::new(crate::map::Zone { area: None, ..(**zone).clone() })));
    }
    for (id, at) in actors.iter().zip(points) {
        part.put(Actor { position: Some(*at), ..(*map.actors[id]).clone() }.into());
    }
    let inside = |f: &&Arc<Flow>| part.actors.contains_key(&f.from) && part.actors.contains_key(&f.to);
    let flows: Vec<Arc<Flow>> = map.flows.values().filter(inside).cloned().collect();
    for flow in flows {
        part.put(Record::Flow(flow));
    }
    part
}

fn length(map: &Map) -> f64 {
    let at = |id: ActorId| map.actors[&id].position.unwrap_or_default();
    map.flows.values().map(|f| (at(f.from), at(f.to))).map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).sum()
}
