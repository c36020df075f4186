//! The picture of a map: map and evaluation in, resolved shapes out.
//!
//! Computed once, here, and painted as it is on screen, in PDF, PNG and SVG. Painters match on
//! [`Shape`] and look at nothing else; colours are named by what they mean ([`Ink`]) so that light, dark
//! and print palettes are the painter's choice. Knows no file, no clock and no window.

pub mod check;
pub mod icon;
mod shape;
pub mod text;
mod tidy;

pub use shape::*;
pub use tidy::{place, tidy};

use crate::{
    eval::Evaluation,
    map::{Kind, Map},
};

/// What to show of a map, beside the map itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Only these kinds of flows; empty for all.
    pub kinds: Vec<Kind>,
}

/// The picture of a map.
pub fn compose(_map: &Map, _evaluation: Option<&Evaluation>, _view: &View) -> Scene {
    todo!()
}

/// A picture that is kept up to date: holds what the last one computed, and redoes only what an edit touched.
pub struct Picture {
    scene: Scene,
}

impl Picture {
    /// The first picture of a map.
    pub fn new(map: &Map, evaluation: Option<&Evaluation>, view: &View) -> Picture {
        Picture { scene: compose(map, evaluation, view) }
    }

    /// The picture as it is now.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Follows an edit, or a new evaluation where `diff` is empty; tells what looks different.
    pub fn update(
        &mut self,
        _map: &Map,
        _evaluation: Option<&Evaluation>,
        _diff: &crate::edit::Diff,
    ) -> ScenePatch {
        todo!()
    }
}
