//! The curves of flows, found again where something moved.

use super::{
    batches::in_batches,
    board::{Board, Lines},
    compose::{heads, spine},
    curve::{Curve, around},
    follow::{Memory, SHARE},
    grid::Grid,
    label::Liking,
    lanes::{self, Bundle, Lane, Passing, Setting, Strands},
    mark::Mark,
    route::Turn,
};
use crate::map::Rect;
use rayon::prelude::*;
use std::ops::Range;

/// A flow's curve as it was found, to be taken in.
pub(super) struct Drawn {
    pub lane: usize,
    curve: (Curve, Liking),
    heads: Vec<Rect>,
}

impl Drawn {
    /// Whether it is drawn as another curve is.
    pub fn looks_like(&self, other: &Curve) -> bool {
        spine(&self.curve.0) == spine(other)
    }

    /// Puts it among the curves and lines, if it is another than before; gives its lane and the curve before.
    pub fn take(self, curves: &mut [(Curve, Liking)], lines: &mut Lines) -> Option<(usize, Curve)> {
        let place = &mut curves[self.lane];
        if *place == self.curve {
            return None;
        }
        lines.draw(self.lane, &self.curve.0, &self.heads);
        Some((self.lane, std::mem::replace(place, self.curve).0))
    }
}

/// The curves of a bundle as those of its flows.
pub(super) fn drawn(bundle: &Bundle, lanes: &[Lane], curves: Vec<Curve>) -> Vec<Drawn> {
    let (count, ear) = (curves.len(), bundle.a == bundle.b);
    let along = |(k, (curve, (lane, _))): (usize, (Curve, &(usize, f64)))| {
        let stagger = if count > 2 { [0.0, 0.14, -0.14][k % 3] } else { 0.0 };
        let back = lanes[*lane].from > lanes[*lane].to;
        let curve = match back {
            true => (curve.reversed(), Liking { at: -stagger, ear }),
            false => (curve, Liking { at: stagger, ear }),
        };
        let heads = heads(&curve.0, &lanes[*lane].mark);
        Drawn { lane: *lane, curve, heads }
    };
    curves.into_iter().zip(&bundle.lanes).enumerate().map(along).collect()
}

impl Memory {
    /// Finds the curves again where something moved; tells which flows look different. With nothing kept
    /// there is nothing to make `stale`.
    pub fn bend(&mut self, moved: &[Rect], mut stale: Option<&mut Grid>) -> Vec<bool> {
        let touched = |looked: &Rect| moved.iter().any(|m| m.overlaps(looked));
        let Memory { bundles, lanes, board: Board { solid, lines, .. }, bends, curves, .. } = self;
        let (cards, ears) = (&self.cards.rects, &self.ears);
        let setting = Setting { bundles, cards, ears, grid: solid };
        self.ways.par_iter_mut().zip(&*bundles).with_min_len(SHARE).for_each(|(way, bundle)| {
            if way.as_ref().is_none_or(|(_, looked)| touched(looked)) {
                *way = Some(lanes::way(setting, bundle));
            }
        });
        let mut ways: Vec<Vec<Turn>> =
            self.ways.iter().map(|w| w.as_ref().map_or_else(Vec::new, |(turns, _)| turns.clone())).collect();
        self.passing = lanes::nest(setting, 0..bundles.len(), &mut ways, &Passing::default());
        let ears = lanes::corners(setting, &ways, ears);
        let setting = Setting { ears: &ears, ..setting };
        let ports = lanes::ports(setting, &ways);
        let same = |i: usize, looked: &Rect| {
            let turned = bundles[i].a == bundles[i].b && self.ears[bundles[i].a] != ears[bundles[i].a];
            self.ports[i] == ports[i] && self.nested[i] == ways[i] && !turned && !touched(looked)
        };
        let same = |i: usize| bends[i].as_ref().is_some_and(|looked| same(i, looked));
        let anew: Vec<usize> =
            (0..bundles.len()).into_par_iter().with_min_len(SHARE).filter(|i| !same(*i)).collect();
        let mut bent = vec![false; lanes.len()];
        let find = |batch: Range<usize>| -> Vec<(Rect, Vec<Drawn>)> {
            let find = |&i: &usize| {
                let Strands { curves, looked, .. } = lanes::curves(setting, &bundles[i], &ports[i], &ways[i]);
                (looked, drawn(&bundles[i], lanes, curves))
            };
            anew[batch].iter().map(find).collect()
        };
        in_batches(anew.len(), find, |batch, found| {
            for (&i, (looked, drawn)) in anew[batch].iter().zip(found) {
                bends[i] = Some(looked);
                for drawn in drawn {
                    let Some((lane, old)) = drawn.take(curves, lines) else { continue };
                    bent[lane] = true;
                    if let Some(stale) = &mut stale {
                        for curve in [&old, &curves[lane].0] {
                            traces(curve, &lanes[lane].mark).into_iter().for_each(|r| {
                                stale.put(r, 0.0);
                            });
                        }
                    }
                }
            }
        });
        (self.nested, self.ports, self.ears) = (ways, ports, ears);
        bent
    }
}

/// Where a flow is: its stroke in short pieces, and its heads.
pub(super) fn traces(curve: &Curve, mark: &Mark) -> Vec<Rect> {
    if curve.line.is_empty() {
        return Vec::new();
    }
    let pieces = curve.line.windows(2).map(|w| around(w[0], w[1]).inflate(0.1));
    pieces.chain(heads(curve, mark)).collect()
}
