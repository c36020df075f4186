//! The picture of a map: map and evaluation in, resolved shapes out.
//!
//! Computed once, here, and painted as it is on screen, in PDF, PNG and SVG. Painters match on
//! [`Shape`] and look at nothing else; colours are named by what they mean ([`Ink`]) so that light, dark
//! and print palettes are the painter's choice. Knows no file, no clock and no window.

mod adopt;
mod batches;
mod bend;
mod bins;
mod board;
pub mod card;
mod cells;
pub mod check;
mod compose;
mod curve;
mod follow;
mod grid;
mod ground;
pub mod icon;
mod label;
mod lanes;
pub mod lens;
mod mark;
mod measure;
mod moving;
mod names;
mod path_data;
mod port;
mod redraw;
mod route;
mod shape;
mod strokes;
pub mod text;
mod tidy;
mod wording;
mod words;

pub use card::Form;
pub use compose::compose;
pub use ground::note_size;
pub use mark::Mark;
pub use names::{NamesAsked, names};
pub(crate) use path_data::{Number, path_data};
pub use shape::*;
pub(crate) use tidy::{Gaps, Table};
pub use tidy::{Manner, Room, Tidying, areas_around_members, place, tidy, tidy_for, tidy_while};

use crate::{
    edit::Diff,
    eval::Evaluation,
    map::{Actor, ActorId, Kind, Map, Point, Rect},
};
use std::collections::BTreeMap;

/// What to show of a map, beside the map itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Only these kinds of flows; empty for all.
    pub kinds: Vec<Kind>,
    /// How much cards say.
    pub form: Form,
}

/// Where the card of an actor that has a place is, in map units.
pub(crate) fn card_rect(map: &Map, actor: &Actor) -> Option<Rect> {
    let content =
        card::Content::of(actor, card::is_us(map, actor), Form::Full, card::Meeting::at(map, actor.id));
    actor.position.map(|at| card::rect(at, &content))
}

/// Width and height of the actors' cards in a form, in map units.
pub(crate) fn card_sizes(map: &Map, form: Form) -> BTreeMap<ActorId, (f64, f64)> {
    let meetings = card::all_meetings(map);
    let size = |a: &Actor| {
        let meeting = meetings.get(&a.id).copied().unwrap_or_default();
        let content = card::Content::of(a, card::is_us(map, a), form, meeting);
        let rect = card::rect(Point::default(), &content);
        (rect.w, rect.h)
    };
    map.actors.values().map(|a| (a.id, size(a))).collect()
}

/// Between a zone's edge and its members, and above them for the title of any zone of a map, in map units.
pub(crate) fn zone_margin(map: &Map, form: Form) -> (f64, f64) {
    let (around, _) = ground::margin(form);
    let heads = map.zones.values().map(|z| ground::head(z, form, form.width() + 2.0 * around));
    (around, heads.fold(ground::margin(form).1, f64::max))
}

/// The items as painters paint them one by one: the labels of flows as items of their own after all strokes,
/// so that no flow runs over the words of another.
pub fn painting_order(items: &[Item]) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len() * 2);
    let mut labels = Vec::new();
    for item in items {
        let label = item.shapes.iter().position(|s| matches!(s, Shape::Box { .. }));
        match label.filter(|_| item.layer == Layer::Flow) {
            Some(at) => {
                let mut strokes = Item { label: None, ..item.clone() };
                labels.push(Item { spine: vec![], shapes: strokes.shapes.split_off(at), ..item.clone() });
                out.push(strokes);
            }
            None => {
                if item.layer > Layer::Flow {
                    out.append(&mut labels);
                }
                out.push(item.clone());
            }
        }
    }
    out.append(&mut labels);
    out
}

/// A picture that is kept up to date: holds what the last one computed, and redoes only what an edit touched.
pub struct Picture {
    memory: follow::Memory,
    view: View,
}

impl Picture {
    /// The first picture of a map.
    pub fn new(map: &Map, evaluation: Option<&Evaluation>, view: &View) -> Picture {
        let mut memory = follow::Memory::of(map, view, Scene::default());
        memory.draw(map, evaluation);
        Picture { memory, view: view.clone() }
    }

    /// The picture as it is now.
    pub fn scene(&self) -> &Scene {
        &self.memory.scene
    }

    /// Follows an edit, or a new evaluation where `diff` is empty; tells what looks different.
    pub fn update(&mut self, map: &Map, evaluation: Option<&Evaluation>, diff: &Diff) -> ScenePatch {
        if !follow::only_moves(diff) {
            self.memory = std::mem::take(&mut self.memory).after(map, &self.view, diff);
        }
        let redrawn = self.memory.draw(map, evaluation);
        self.patch(redrawn)
    }

    /// Follows one step of a movement that goes on: only what hangs on the moved things, and what they run
    /// over, is found anew; all the rest stays exactly as it is until [`Picture::settle`] or the next
    /// [`Picture::update`] finds the whole picture. Other edits than moves are followed as by `update`.
    pub fn follow(&mut self, map: &Map, evaluation: Option<&Evaluation>, diff: &Diff) -> ScenePatch {
        match self.memory.move_along(map, diff) {
            Some(redrawn) => self.patch(redrawn),
            None => self.update(map, evaluation, diff),
        }
    }

    /// The whole picture after movements; tells what looks different, nothing if it is settled already.
    pub fn settle(&mut self, map: &Map, evaluation: Option<&Evaluation>) -> ScenePatch {
        if self.memory.is_astir() {
            return self.update(map, evaluation, &Diff::default());
        }
        self.patch(redraw::Redrawn::default())
    }

    fn patch(&self, redrawn: redraw::Redrawn) -> ScenePatch {
        let scene = &self.memory.scene;
        ScenePatch {
            bounds: scene.bounds,
            changed: redrawn.changed.iter().map(|i| scene.items[*i].clone()).collect(),
            removed: redrawn.removed,
        }
    }
}
