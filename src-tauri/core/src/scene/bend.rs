//! The curves of flows, found again where something moved.

use super::{
    compose::{heads, spine},
    curve::{Curve, around},
    follow::{Memory, SHARE},
    grid::Grid,
    label::Liking,
    lanes::{self, Passing, Setting, Strands},
    mark::Mark,
    route::Turn,
};
use crate::map::Rect;
use rayon::prelude::*;

/// A flow's curve that is another than before.
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
}

impl Memory {
    /// Finds the curves again where something moved; tells which flows look different. With nothing kept
    /// there is nothing to make `stale`.
    pub fn bend(&mut self, moved: &[Rect], mut stale: Option<&mut Grid>) -> Vec<bool> {
        let touched = |looked: &Rect| moved.iter().any(|m| m.overlaps(looked));
        let (bundles, cards, loops) = (&self.bundles, &self.cards.rects, &self.loops);
        let setting = Setting { bundles, cards, loops, grid: &self.board.solid };
        self.ways.par_iter_mut().zip(bundles).with_min_len(SHARE).for_each(|(way, bundle)| {
            if way.as_ref().is_none_or(|(_, looked)| touched(looked)) {
                *way = Some(lanes::way(setting, bundle));
            }
        });
        let mut ways: Vec<Vec<Turn>> =
            self.ways.iter().map(|w| w.as_ref().map_or_else(Vec::new, |(turns, _)| turns.clone())).collect();
        self.passing = lanes::nest(setting, 0..bundles.len(), &mut ways, &Passing::default());
        let ports = lanes::ports(setting, &ways);
        let anew: Vec<Option<(Rect, Vec<Drawn>)>> = (0..bundles.len())
            .into_par_iter()
            .with_min_len(SHARE)
            .map(|i| {
                let same = |b: &Rect| self.ports[i] == ports[i] && self.nested[i] == ways[i] && !touched(b);
                let same = self.bends[i].as_ref().is_some_and(same);
                (!same).then(|| {
                    let Strands { curves, looked, .. } =
                        lanes::curves(setting, &bundles[i], &ports[i], &ways[i]);
                    (looked, self.drawn(i, curves))
                })
            })
            .collect();
        (self.nested, self.ports) = (ways, ports);
        let mut bent = vec![false; self.lanes.len()];
        for (i, anew) in anew.into_iter().enumerate() {
            let Some((looked, drawn)) = anew else { continue };
            self.bends[i] = Some(looked);
            self.redraw(drawn, |lane, mark, old, new| {
                if let Some(stale) = &mut stale {
                    for rect in [old, new].into_iter().flat_map(|curve| traces(curve, mark)) {
                        stale.put(rect, 0.0);
                    }
                }
                bent[lane] = true;
            });
        }
        bent
    }

    /// The curves of a bundle as those of its flows, of which only those that are others than before.
    pub fn drawn(&self, bundle: usize, curves: Vec<Curve>) -> Vec<Drawn> {
        let bundle = &self.bundles[bundle];
        let (count, ear) = (curves.len(), bundle.a == bundle.b);
        let along = |(k, (curve, (lane, _))): (usize, (Curve, &(usize, f64)))| {
            let stagger = if count > 2 { [0.0, 0.14, -0.14][k % 3] } else { 0.0 };
            let back = self.lanes[*lane].from > self.lanes[*lane].to;
            let curve = match back {
                true => (curve.reversed(), Liking { at: -stagger, ear }),
                false => (curve, Liking { at: stagger, ear }),
            };
            let heads = heads(&curve.0, &self.lanes[*lane].mark);
            (self.curves[*lane] != curve).then_some(Drawn { lane: *lane, curve, heads })
        };
        curves.into_iter().zip(&bundle.lanes).enumerate().filter_map(along).collect()
    }

    /// Gives lanes their curves; tells of each, with what it was before.
    pub fn redraw(&mut self, drawn: Vec<Drawn>, mut changed: impl FnMut(usize, &Mark, &Curve, &Curve)) {
        for Drawn { lane, curve, heads } in drawn {
            let old = std::mem::replace(&mut self.curves[lane], curve);
            let new = &self.curves[lane].0;
            self.board.draw(lane, new, &heads);
            changed(lane, &self.lanes[lane].mark, &old.0, new);
        }
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
