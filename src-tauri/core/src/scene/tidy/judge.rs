//! How good an arrangement is, measured on the picture that is composed of it and not on intentions.

use super::{
    super::{
        card::{Form, SMALL},
        check,
    },
    Room,
};
use crate::{
    map::{Actor, ActorId, Flow, Map, Point, Record, RecordId},
    scene::{View, compose},
};
use std::sync::Arc;

/// What was measured. Fewer is better in all but the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Verdict {
    /// Cards on cards, flows over cards and zones over strangers.
    faults: usize,
    crossings: usize,
    /// Swings beyond one sweep.
    wiggles: usize,
    /// Labels that became numbers.
    numbered: usize,
    /// How much less cards say than the fullest, in forms.
    given: usize,
    /// Length of all flows, in map units.
    length: f64,
    /// The smallest text by the smallest that may be.
    pub text: f64,
    /// The actors at the ends of what crosses or is at fault.
    pub trouble: Vec<ActorId>,
}

impl Verdict {
    /// Whether this is better than another.
    pub fn beats(&self, other: &Verdict) -> bool {
        self.cost() < other.cost()
    }

    /// Whether fewer crossings could be worth that cards say less.
    pub fn is_tangled(&self) -> bool {
        CROSSING * self.crossings as f64 > LESS_SAID
    }

    /// Faults before all else, then crossings, some of which it is worth that text can be read and that cards say more;
    /// swings, numbers for labels and length tip the scale.
    pub fn cost(&self) -> f64 {
        let small = (1.0 - self.text).max(0.0);
        small * SMALLER
            + 25.0 * self.faults as f64
            + CROSSING * self.crossings as f64
            + LESS_SAID * self.given as f64
            + 0.3 * self.wiggles as f64
            + 1.5 * self.numbered as f64
            + self.length / 400.0
    }
}

/// What it costs that cards say less, for each form that was given up: as much as four crossings.
const LESS_SAID: f64 = 4.0 * CROSSING;
/// What it costs that text is smaller than it may be, for its whole size: a crossing for each hundredth.
const SMALLER: f64 = 100.0 * CROSSING;
/// What a crossing costs.
const CROSSING: f64 = 4.0;

/// By how much the bounds of a scene lie beyond what prints, in map units.
const RIM: f64 = 9.0;

/// Measures the picture of the actors at the given places, with the flows among them; the cards in a form, with
/// how many forms less full than the fullest that is.
pub(super) fn verdict(
    map: &Map,
    actors: &[ActorId],
    points: &[Point],
    (form, given): (Form, usize),
    room: &Room,
) -> Verdict {
    let part = part(map, actors, points);
    let scene = compose(&part, None, &View { form, ..View::default() });
    let tangle = check::tangle(&scene.items);
    // The page leaves less around the marks than the screen, where hands need room.
    let marks = scene.bounds.inflate(-RIM);
    let fit = (room.width / marks.w.max(1.0)).min(room.height / marks.h.max(1.0));
    let crossed = tangle.crossing.iter().flat_map(|c| [c.0, c.1]);
    let flows = tangle.over.iter().map(|(flow, _)| *flow).chain(crossed);
    let ends = flows.filter_map(|id| match id {
        RecordId::Flow(id) => part.flows.get(&id),
        _ => None,
    });
    let mut trouble: Vec<ActorId> = ends.flat_map(|f| [f.from, f.to]).collect();
    trouble.sort_unstable();
    trouble.dedup();
    Verdict {
        faults: tangle.faults,
        crossings: tangle.crossing.iter().map(|c| c.2).sum(),
        wiggles: tangle.wiggles,
        numbered: scene.numbered.len(),
        given,
        length: length(&part),
        text: fit * SMALL / room.smallest,
        trouble,
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
