//! Lanes: from actors' cards and the flows between them to a curve for each flow.
//!
//! Flows between the same two actors form a bundle. A bundle finds its way around the cards in between by
//! itself ([`way`]), gets a stretch of a side of each of its two cards ([`ports`]), and is drawn as lanes side
//! by side ([`curves`]). Knows nothing of labels or colours.

mod anew;
mod curves;
mod ears;
mod ports;
mod way;
mod wish;

pub(super) use anew::{ports_anew, wished};
pub(super) use curves::{Strands, curves};
pub(super) use ears::{Ears, corners};
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

impl Lane {
    /// Half the room it needs at one of its cards: for its head, if it has one there, else for its stroke.
    fn room_at(&self, card: usize) -> f64 {
        let ends_here = self.to == card || self.mark.both_ways;
        if ends_here { self.mark.room() } else { self.mark.width() / 2.0 + BETWEEN }
    }
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
    /// The same at each of its two cards, where only some lanes have heads.
    pub ends: [f64; 2],
    /// How far the lanes can close up at each of its two cards, as a share of their room, before one head lies on
    /// another and labels have no room.
    pub closest: [f64; 2],
    /// The places of the lanes where all have given way alike, where those of one kind and direction run as one
    /// trunk, and where all have closed up as far as they can before one stroke touches another.
    closed: [Closed; 3],
}

/// Lanes that have closed up.
#[derive(Clone, Debug, Default, PartialEq)]
struct Closed {
    places: Vec<f64>,
    /// The share of their room that they take.
    share: f64,
}

/// How much of their distance all lanes keep before those of one kind and direction close up: less, and a label
/// on one of them has no room.
const ALIKE: f64 = 0.6;
/// Between the strokes of lanes that have closed up as far as they can.
const BETWEEN: f64 = 1.2;

/// More room between the lanes of opposite directions.
const OPPOSITE: f64 = 4.0;

impl Bundle {
    /// From the middle of its first lane to that of its last, when they are close.
    pub fn span(&self) -> f64 {
        self.lanes[0].1 - self.lanes[self.lanes.len() - 1].1
    }

    /// How far the lanes can close up, as a share of their room, before one stroke touches another.
    pub fn tightest(&self) -> f64 {
        self.closed[2].share
    }

    /// The place of the lane with this number in the order of lanes, where all have a share of their room: they give
    /// way alike first, since labels stand between them, then those of one kind and direction, then all.
    pub fn place(&self, k: usize, share: f64) -> f64 {
        let mut wider = (1.0, self.lanes[k].1);
        if share >= wider.0 {
            return wider.1 * share;
        }
        for closed in &self.closed {
            let closer = (closed.share, closed.places[k]);
            if share >= closer.0 && closer.0 < wider.0 {
                let part = (share - closer.0) / (wider.0 - closer.0);
                return closer.1 + (wider.1 - closer.1) * part;
            }
            wider = closer;
        }
        wider.1 * share / wider.0
    }

    /// Finds where lanes are that have closed up.
    fn close_up(&mut self, lanes: &[Lane]) {
        let span = self.span();
        let middle = (self.lanes[0].1 + self.lanes[self.lanes.len() - 1].1) / 2.0;
        // How much of their distance lanes keep: those of one kind and direction, others.
        self.closed = [(ALIKE, ALIKE), (0.0, ALIKE), (0.0, 0.0)].map(|(kin_keep, keep)| {
            let mut places = vec![0.0; self.lanes.len()];
            for k in 1..self.lanes.len() {
                let [(one, at), (other, next)] = [self.lanes[k - 1], self.lanes[k]];
                let (one, other) = (&lanes[one], &lanes[other]);
                let kin = one.from == other.from && one.mark.kind == other.mark.kind;
                let touching = (one.mark.width() + other.mark.width()) / 2.0 + BETWEEN;
                let kept = (at - next) * if kin { kin_keep } else { keep };
                places[k] = places[k - 1] - kept.max(touching).min(at - next);
            }
            let reach = -places[places.len() - 1];
            let share = if span > 0.0 { reach / span } else { 1.0 };
            places.iter_mut().for_each(|place| *place += reach / 2.0 + middle * share);
            Closed { places, share }
        });
    }
}

/// What ways, ports and curves are found from: where cards stand, and what bundles there are between them.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub bundles: &'a [Bundle],
    pub cards: &'a [Rect],
    /// The self-flows of each card.
    pub ears: &'a [Ears],
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
            None => {
                let (lanes, ends, closed) = (vec![(i, 0.0)], [room; 2], Default::default());
                out.push(Bundle { a, b, lanes, half: room, ends, closest: [1.0; 2], closed });
            }
            Some(bundle) => {
                let (before, at) = bundle.lanes[bundle.lanes.len() - 1];
                let turn = if lanes[before].from == lanes[i].from { 0.0 } else { OPPOSITE };
                let apart = (lanes[before].mark.room() + room + 2.0).max(11.0) + turn;
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
        bundle.ends = [bundle.a, bundle.b].map(|card| {
            let reach = |(lane, at): &(usize, f64)| at.abs() + lanes[*lane].room_at(card);
            bundle.lanes.iter().map(reach).fold(0.0, f64::max)
        });
        bundle.closest = [bundle.a, bundle.b].map(|card| {
            let needed = |pair: &[(usize, f64)]| {
                let [(one, at), (other, next)] = [pair[0], pair[1]];
                (lanes[one].room_at(card) + lanes[other].room_at(card)) / (at - next)
            };
            bundle.lanes.windows(2).map(needed).fold(ALIKE, f64::max).min(1.0)
        });
        bundle.close_up(lanes);
    }
    out
}

pub(super) fn middle(rect: &Rect) -> Point {
    Point::new(rect.x + rect.w / 2.0, rect.y + rect.h / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Kind;

    fn lane(from: usize, to: usize, kind: Kind) -> Lane {
        Lane { from, to, mark: Mark { kind, step: 3, assumed: false, both_ways: false } }
    }

    #[test]
    fn lanes_of_one_kind_and_direction_close_up_before_others_do() {
        let lanes = [
            lane(0, 1, Kind::Money),
            lane(0, 1, Kind::Money),
            lane(0, 1, Kind::Money),
            lane(0, 1, Kind::Attention),
            lane(1, 0, Kind::Product),
        ];
        let bundle = &bundles(&lanes)[0];
        let gaps = |share: f64| [0, 1, 2, 3].map(|k| bundle.place(k, share) - bundle.place(k + 1, share));
        let order: Vec<usize> = bundle.lanes.iter().map(|(lane, _)| *lane).collect();
        assert_eq!(order, [4, 0, 1, 2, 3], "the way back first, then money, then attention");
        let (full, alike, some, less) = (gaps(1.0), gaps(0.8), gaps(0.5), gaps(0.35));
        assert!((0..4).all(|n| (alike[n] - 0.8 * full[n]).abs() < 1e-9), "{alike:?} of {full:?}");
        assert!([0, 3].iter().all(|&n| (some[n] - ALIKE * full[n]).abs() < 1e-9), "{some:?} of {full:?}");
        assert!([1, 2].iter().all(|&n| some[n] < 0.5 * full[n]), "{some:?} of {full:?}");
        let touching = lanes[0].mark.width();
        assert!(less.iter().all(|gap| *gap > touching) && less[0] < full[0], "{less:?}");
        for share in (1..100).map(|percent| f64::from(percent) / 100.0) {
            let reach: f64 = gaps(share).iter().sum();
            assert!((reach - share * bundle.span()).abs() < 1e-6, "{share} of {}", bundle.span());
        }
    }
}
