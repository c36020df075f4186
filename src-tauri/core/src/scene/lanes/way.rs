//! The way of a bundle: the corners it passes, beside other bundles that pass the same.

use super::{Bundle, Setting, middle};
use crate::{
    map::Rect,
    scene::{
        curve::{around, left, unit},
        route::{Field, OUTWARD, Turn, corner},
    },
};
use kurbo::Vec2;
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
    setting: Setting,
    among: impl IntoIterator<Item = usize>,
    ways: &mut [Vec<Turn>],
    others: &Passing,
) -> Passing {
    let Setting { bundles, cards, grid, .. } = setting;
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
        let rect = grid.rect(around);
        let bend = |i: usize, k: usize| bend(setting, i, &ways[i], k);
        let bends: BTreeMap<(usize, usize), f64> =
            passing.iter().map(|&(i, k)| ((i, k), bend(i, k))).collect();
        passing.sort_by(|a, b| bends[b].total_cmp(&bends[a]).then(a.cmp(b)));
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

/// How far a way turns around the thing whose corner it passes in this place, were all ways as near to what they pass.
/// Where two turn alike, what they do just before and after tells which of them leaves the other.
fn bend(Setting { bundles, cards, grid, .. }: Setting, i: usize, way: &[Turn], k: usize) -> f64 {
    let at = |n: isize| match usize::try_from(n).map(|n| way.get(n)) {
        Err(_) => middle(&cards[bundles[i].a]),
        Ok(None) => middle(&cards[bundles[i].b]),
        Ok(Some(turn)) => corner(&grid.rect(turn.around), turn.corner, KEEP),
    };
    let turn = |n: isize| {
        if n < 0 || n >= way.len() as isize {
            return 0.0;
        }
        let (comes, goes) = (unit(at(n) - at(n - 1)), unit(at(n + 1) - at(n)));
        comes.cross(goes).atan2(comes.dot(goes))
    };
    let k = k as isize;
    let outward = left(at(k + 1) - at(k - 1)).dot(Vec2::from(OUTWARD[way[k as usize].corner]));
    let near = |by: isize| turn(k - by) + turn(k + by);
    (turn(k) + 0.1 * near(1) + 0.01 * near(2)) * outward.signum()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Ears, Lane, bundles},
        *,
    };
    use crate::{
        map::Kind,
        scene::{follow::REACH, grid::Grid, mark::Mark},
    };

    #[test]
    fn of_ways_past_a_corner_those_that_turn_most_stay_nearest_however_wide_they_are() {
        // From the first card, five lanes lead to the right and three to the upper right, past the card above it.
        let cards = [
            Rect::new(147.0, 284.0, 174.0, 44.0),
            Rect::new(150.0, 200.0, 168.0, 56.0),
            Rect::new(1112.0, 238.0, 168.0, 38.0),
            Rect::new(743.0, 143.0, 168.0, 60.0),
            Rect::new(639.0, 303.0, 168.0, 56.0),
        ];
        let mut grid = Grid::new(Rect::new(0.0, 0.0, 1400.0, 500.0));
        cards.iter().for_each(|card| {
            grid.put(*card, REACH);
        });
        let mark = Mark { kind: Kind::Money, step: 3, assumed: false, both_ways: false };
        let lane = |to: usize| Lane { from: 0, to, mark };
        let bundles = bundles(&[2, 2, 2, 2, 2, 3, 3, 3].map(lane));
        let setting = Setting { bundles: &bundles, cards: &cards, ears: &[Ears::default(); 5], grid: &grid };
        let mut ways: Vec<Vec<Turn>> = bundles.iter().map(|b| way(setting, b).0).collect();
        nest(setting, 0..2, &mut ways, &Passing::default());
        let passes = |i: usize| ways[i].iter().find(|t| (t.around, t.corner) == (1, 2)).map(|t| t.at.y);
        assert!(passes(1).unwrap() < passes(0).unwrap(), "{ways:?}");
    }
}
