//! What a new picture differs in from the one before, item by item.

use super::{Item, Layer};
use crate::map::RecordId;
use std::{iter::Peekable, vec};

/// What a new picture differs in from the one before.
#[derive(Default)]
pub(super) struct Redrawn {
    /// Places in the list of items.
    pub changed: Vec<usize>,
    pub removed: Vec<RecordId>,
}

/// Puts the items of a new picture beside those of the one before; both are in order of layer and identity.
pub(super) struct Redraw {
    before: Peekable<vec::IntoIter<Item>>,
    items: Vec<Item>,
    redrawn: Redrawn,
}

impl Redraw {
    /// Over the items of the picture before.
    pub fn over(before: Vec<Item>) -> Redraw {
        let items = Vec::with_capacity(before.len());
        Redraw { before: before.into_iter().peekable(), items, redrawn: Redrawn::default() }
    }

    /// The next item: as it was drawn, or the one before.
    pub fn put(&mut self, layer: Layer, id: RecordId, drawn: Option<Item>) {
        while let Some(gone) = self.before.next_if(|b| (b.layer, b.id) < (layer, id)) {
            self.redrawn.removed.push(gone.id);
        }
        let before = self.before.next_if(|b| b.id == id);
        if let Some(item) = &drawn
            && before.as_ref() != Some(item)
        {
            self.redrawn.changed.push(self.items.len());
        }
        self.items.extend(drawn.or(before));
    }

    /// Puts the new items in the place of those before.
    pub fn done(mut self, items: &mut Vec<Item>) -> Redrawn {
        self.redrawn.removed.extend(self.before.map(|b| b.id));
        *items = self.items;
        self.redrawn
    }
}
