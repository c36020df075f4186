//! The picture of a map: map and evaluation in, resolved shapes out.
//!
//! Computed once, here, and painted as it is on screen, in PDF, PNG and SVG. Painters match on
//! [`Shape`] and look at nothing else; colours are named by what they mean ([`Ink`]) so that light, dark
//! and print palettes are the painter's choice. Knows no file, no clock and no window.

pub mod card;
pub mod check;
mod compose;
mod curve;
mod grid;
mod ground;
pub mod icon;
mod label;
mod lanes;
mod mark;
mod measure;
mod port;
mod route;
mod shape;
pub mod text;
mod tidy;
mod words;

pub use compose::compose;
pub use mark::Mark;
pub use shape::*;
pub use tidy::{place, tidy};

use crate::{
    eval::Evaluation,
    map::{Kind, Map, RecordId},
};
use std::collections::BTreeMap;

/// What to show of a map, beside the map itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Only these kinds of flows; empty for all.
    pub kinds: Vec<Kind>,
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
    scene: Scene,
    view: View,
}

impl Picture {
    /// The first picture of a map.
    pub fn new(map: &Map, evaluation: Option<&Evaluation>, view: &View) -> Picture {
        Picture { scene: compose(map, evaluation, view), view: view.clone() }
    }

    /// The picture as it is now.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Follows an edit, or a new evaluation where `diff` is empty; tells what looks different.
    pub fn update(
        &mut self,
        map: &Map,
        evaluation: Option<&Evaluation>,
        _diff: &crate::edit::Diff,
    ) -> ScenePatch {
        let next = compose(map, evaluation, &self.view);
        let before: BTreeMap<RecordId, Item> = self.scene.items.drain(..).map(|i| (i.id, i)).collect();
        let now: std::collections::BTreeSet<RecordId> = next.items.iter().map(|i| i.id).collect();
        let patch = ScenePatch {
            bounds: next.bounds,
            changed: next.items.iter().filter(|i| before.get(&i.id) != Some(i)).cloned().collect(),
            removed: before.keys().filter(|id| !now.contains(id)).copied().collect(),
            numbered: next.numbered.clone(),
        };
        self.scene = next;
        patch
    }
}
