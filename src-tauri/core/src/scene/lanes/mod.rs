//! Lanes: from actors' cards and the flows between them to a curve for each flow.
//!
//! Flows between the same two actors form a bundle. A bundle finds its way around the cards in between by
//! itself ([`way`]), gets a stretch of a side of each of its two cards ([`ports`]), and is drawn as lanes side
//! by side ([`curves`]). Knows nothing of labels or colours.

mod anew;
mod curves;
mod ports;
mod way;
mod wish;

pub(super) use anew::{ports_anew, wished};
pub(super) use curves::{Strands, curves};
pub(super) use ports::{Port, ports};
pub(super) use way::{Passing, nest, way};

use super::{grid::Grid, mark::Mark};
use crate::map::Rect;
use kurbo::Point;

/// A flow as a lane: between two cards, by their places in the list of cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lane {
    pub from: usize,
    pub to: usize,
    pub mark: Mark,
}

/// All lanes between the same two cards, `a < b`, or of one card with itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bundle {
    pub a: usize,
    pub b: usize,
    /// Lanes in order from the left of the way from `a` to `b`, each with the place of its middle.
    pub lanes: Vec<(usize, f64)>,
    /// Half the room all lanes need side by side.
    pub half: f64,
    /// How far the lanes can close up, as a share of that, before one stroke touches another.
    pub tightest: f64,
}

/// Between the strokes of lanes that have closed up as far as they can.
const BETWEEN: f64 = 1.2;

/// More room between the lanes of opposite directions.
const OPPOSITE: f64 = 4.0;

impl Bundle {
    /// From the middle of its first lane to that of its last, when they are close.
    pub fn span(&self) -> f64 {
        self.lanes[0].1 - self.lanes[self.lanes.len() - 1].1
    }
}

/// What ways, ports and curves are found from: where cards stand, and what bundles there are between them.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub bundles: &'a [Bundle],
    pub cards: &'a [Rect],
    /// How many self-flows each card has at its upper right corner.
    pub loops: &'a [usize],
    /// All that flows go around; the cards first.
    pub grid: &'a Grid,
}

/// Puts lanes that share both cards together, those of one direction side by side in the order of kinds.
pub(super) fn bundles(lanes: &[Lane]) -> Vec<Bundle> {
    let key = |l: &Lane| (l.from.min(l.to), l.from.max(l.to));
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    // Lanes keep to the right of their way, so those back come first, in the order seen from the left.
    order.sort_by_key(|&i| {
        let (lane, back) = (&lanes[i], lanes[i].from > lanes[i].to);
        let kind = lane.mark.kind as i32;
        (key(lane), !back, if back { -kind } else { kind }, if back { -(i as i64) } else { i as i64 })
    });
    let mut out: Vec<Bundle> = Vec::new();
    for i in order {
        let (a, b) = key(&lanes[i]);
        let room = lanes[i].mark.room();
        match out.last_mut().filter(|last| (last.a, last.b) == (a, b)) {
            None => out.push(Bundle { a, b, lanes: vec![(i, 0.0)], half: room, tightest: 0.0 }),
            Some(bundle) => {
                let (before, at) = bundle.lanes[bundle.lanes.len() - 1];
                let turn = if lanes[before].from == lanes[i].from { 0.0 } else { OPPOSITE };
                let apart = (lanes[before].mark.room() + room + 2.0).max(11.0) + turn;
                let touching = (lanes[before].mark.width() + lanes[i].mark.width()) / 2.0;
                bundle.tightest = bundle.tightest.max((touching + BETWEEN) / apart).min(1.0);
                bundle.lanes.push((i, at - apart));
            }
        }
    }
    for bundle in &mut out {
        let (first, last) = (bundle.lanes[0], bundle.lanes[bundle.lanes.len() - 1]);
        let (top, low) = (first.1 + lanes[first.0].mark.room(), last.1 - lanes[last.0].mark.room());
        let middle = (top + low) / 2.0;
        bundle.half = (top - low) / 2.0;
        bundle.lanes.iter_mut().for_each(|l| l.1 -= middle);
    }
    out
}

pub(super) fn middle(rect: &Rect) -> Point {
    Point::new(rect.x + rect.w / 2.0, rect.y + rect.h / 2.0)
}
