//! The way of a bundle: the corners it passes, beside other bundles that pass the same.

use super::{Bundle, Setting, middle};
use crate::{
    map::Rect,
    scene::{
        curve::{around, unit},
        route::{Field, Turn, corner},
    },
};
use std::collections::BTreeMap;

/// Between a way and the cards it goes around.
pub(super) const KEEP: f64 = 15.0;

/// The corners a bundle passes between its two cards, and the rectangle that was looked at for them.
pub(in crate::scene) fn way(Setting { cards, grid, .. }: Setting, bundle: &Bundle) -> (Vec<Turn>, Rect) {
    if bundle.a == bundle.b {
        return Default::default();
    }
    let (p, q) = (middle(&cards[bundle.a]), middle(&cards[bundle.b]));
    let ends = [bundle.a as u32, bundle.b as u32];
    let half = bundle.half.min(30.0);
    let mut looked = around(p, q);
    let found = [KEEP + half, 9.0 + 0.7 * half, 6.0].into_iter().find_map(|keep| {
        let mut field = Field::new(grid, ends, keep);
        let way = field.way(p, q);
        looked = field.looked.map_or(looked, |r| r.union(&looked));
        way
    });
    (found.unwrap_or_default(), looked)
}

/// The bundles that pass each corner of each thing, in order.
pub(in crate::scene) type Passing = BTreeMap<(u32, usize), Vec<usize>>;

/// Lays the ways of bundles that pass the same corner beside one another, outside of those of other bundles
/// that pass it: those that turn most stay nearest. Gives the corners that they pass.
pub(in crate::scene) fn nest(
    Setting { bundles, cards, grid, .. }: Setting,
    among: impl IntoIterator<Item = usize>,
    ways: &mut [Vec<Turn>],
    others: &Passing,
) -> Passing {
    let mut corners: BTreeMap<(u32, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for i in among {
        for (k, turn) in ways[i].iter().enumerate() {
            corners.entry((turn.around, turn.corner)).or_default().push((i, k));
        }
    }
    let passed = corners.iter().map(|(corner, p)| (*corner, p.iter().map(|(i, _)| *i).collect())).collect();
    for ((around, which), mut passing) in corners {
        let before = others.get(&(around, which)).map_or(&[][..], Vec::as_slice);
        if passing.len() + before.len() < 2 {
            continue;
        }
        let neighbours = |i: usize, k: usize, ways: &[Vec<Turn>]| {
            let (a, b) = (middle(&cards[bundles[i].a]), middle(&cards[bundles[i].b]));
            let before = if k == 0 { a } else { ways[i][k - 1].at };
            (before, ways[i].get(k + 1).map_or(b, |t| t.at))
        };
        let bend = |i: usize, k: usize| {
            let (before, after) = neighbours(i, k, ways);
            let at = ways[i][k].at;
            unit(at - before).cross(unit(after - at)).abs().atan2(unit(at - before).dot(unit(after - at)))
        };
        let bends: BTreeMap<(usize, usize), f64> =
            passing.iter().map(|&(i, k)| ((i, k), bend(i, k))).collect();
        passing.sort_by(|a, b| bends[b].total_cmp(&bends[a]).then(a.cmp(b)));
        let rect = grid.rect(around);
        let distance = |turn: &Turn| (turn.at.x - rect.center().x).abs() - rect.w / 2.0;
        let outer = |i: &usize| {
            let here = ways[*i].iter().filter(|t| (t.around, t.corner) == (around, which));
            here.map(|turn| distance(turn) + bundles[*i].half + 4.0).fold(0.0, f64::max)
        };
        let mut used = before.iter().map(outer).fold(KEEP - 4.0, f64::max);
        for (i, k) in passing {
            let half = bundles[i].half;
            let (before, after) = neighbours(i, k, ways);
            let now = distance(&ways[i][k]);
            for (share, clear) in [(1.0, KEEP + half - 2.0), (0.6, KEEP + half - 2.0), (1.0, 7.0), (0.4, 5.0)]
            {
                let keep = now.max(now + (used + half - now) * share);
                let at = corner(&rect, which, keep);
                let mut field = Field::new(grid, [bundles[i].a as u32, bundles[i].b as u32], clear);
                if field.hit(before, at).is_none() && field.hit(at, after).is_none() {
                    ways[i][k].at = at;
                    used = keep + half + 4.0;
                    break;
                }
            }
        }
    }
    passed
}
