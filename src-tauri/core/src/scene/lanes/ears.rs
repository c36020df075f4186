//! Ears: the flows of a card to itself, at that of its corners where most room is left for them.

use super::{
    Bundle, Setting, Strands,
    curves::{PASSAGE, blocked},
    middle,
    wish::{Wish, inner, wishes_of},
};
use crate::{
    map::Rect,
    scene::{
        curve::{Curve, unit},
        port::Side,
        route::{OUTWARD, Turn},
    },
};
use kurbo::{CubicBez, Point, Vec2};

/// The share of its width or height that an ear keeps at least.
const FLATTEST: f64 = 0.2;
/// From a corner to where an ear begins beside it, and how far it reaches; more for each ear around another.
const NEAR: (f64, f64) = (13.0, 9.0);
const REACH: (f64, f64) = (40.0, 18.0);
/// Between the outermost ear and the first port beside it.
const BESIDE: f64 = 11.0;

/// The corner at which ears stand if all have room, and in which order others follow: numbered as [`OUTWARD`].
const CORNERS: [usize; 4] = [1, 2, 3, 0];
/// What is worse than an ear at another corner than usual: an ear over something, a way that leaves across it, a
/// length of a side that is lacking, in these shares.
const OVER: f64 = 40.0;
const ACROSS: f64 = 6.0;
const LACKING: f64 = 0.3;
const UNUSUAL: f64 = 1.0;
/// The room a bundle takes on a side, with the gap to the next.
const GAP: f64 = 7.0;

/// How many flows a card has to itself, and at which of its corners they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::scene) struct Ears {
    pub count: usize,
    pub corner: usize,
}

impl Ears {
    /// The part of the span of a card's side that they leave.
    pub fn leave(self, side: Side, (from, to): (f64, f64)) -> (f64, f64) {
        let taken = if self.count > 0 { NEAR.0 + NEAR.1 * (self.count - 1) as f64 + BESIDE } else { 0.0 };
        let (x, y) = OUTWARD[self.corner];
        let (here, at_end) = match side {
            Side::Top => (y < 0.0, x > 0.0),
            Side::Bottom => (y > 0.0, x > 0.0),
            Side::Left => (x < 0.0, y > 0.0),
            Side::Right => (x > 0.0, y > 0.0),
        };
        match (here, at_end) {
            (false, _) => (from, to),
            (true, false) => (from + taken, to),
            (true, true) => (from, to - taken),
        }
    }
}

/// For each card its ears, at the usual corner unless they would stand in the way there.
pub(in crate::scene) fn corners(setting: Setting, ways: &[Vec<Turn>], count: &[Ears]) -> Vec<Ears> {
    let mut out = count.to_vec();
    if count.iter().all(|ears| ears.count == 0) {
        return out;
    }
    let none = vec![Ears::default(); count.len()];
    let bare = Setting { ears: &none, ..setting };
    let mut hanging: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count.len()];
    for (i, bundle) in setting.bundles.iter().enumerate().filter(|(_, b)| b.a != b.b) {
        for (end, card) in [bundle.a, bundle.b].into_iter().enumerate() {
            if count[card].count > 0 {
                hanging[card].push((i, end));
            }
        }
    }
    for ears in setting.bundles.iter().filter(|b| b.a == b.b) {
        let (rect, hanging) = (&setting.cards[ears.a], &hanging[ears.a]);
        let wishes: Vec<Wish> = hanging.iter().map(|&(i, end)| wishes_of(bare, i, &ways[i])[end]).collect();
        let cost = |corner: usize| {
            let round = nested(ears, rect, corner, (1.0, 1.0));
            let over = round.iter().filter(|c| over(setting, ears, c)).count();
            let across = wishes.iter().filter(|w| leaves_across(rect, w, corner)).count();
            let at = Ears { corner, ..count[ears.a] };
            let usual = if corner == CORNERS[0] { 0.0 } else { UNUSUAL };
            usual + OVER * over as f64 + ACROSS * across as f64 + LACKING * lacking(rect, &wishes, at)
        };
        let costs = CORNERS.map(|corner| (cost(corner), corner));
        let best = costs.into_iter().reduce(|a, b| if b.0 < a.0 { b } else { a });
        out[ears.a].corner = best.map_or(CORNERS[0], |b| b.1);
    }
    out
}

/// Whether a way leaves a card right past its corner, where an ear would be.
fn leaves_across(card: &Rect, wish: &Wish, corner: usize) -> bool {
    let (x, y) = OUTWARD[corner];
    let to = Vec2::new(x * card.w / 2.0, y * card.h / 2.0);
    wish.next.dot(to) > 0.0 && unit(wish.next).cross(to).abs() < NEAR.0 + REACH.0 / 3.0
}

/// How much more the ends at a card's sides need than there is beside its ears.
fn lacking(card: &Rect, wishes: &[Wish], ears: Ears) -> f64 {
    let short = |side: Side| {
        let needed: f64 = wishes.iter().filter(|w| w.side == side).map(|w| 2.0 * w.half + GAP).sum();
        let (lo, hi) = ears.leave(side, inner(side, card));
        (needed - GAP - (hi - lo)).max(0.0)
    };
    [Side::Top, Side::Right, Side::Bottom, Side::Left].into_iter().map(short).sum()
}

fn over(setting: Setting, bundle: &Bundle, curve: &Curve) -> bool {
    blocked(curve, setting.grid, [bundle.a as u32; 2], &[setting.cards[bundle.a]; 2])
}

/// Self-flows: nested ears at a card's corner, as round as they can be before what stands there.
pub(super) fn ears(setting: Setting, bundle: &Bundle, corner: usize) -> Strands {
    let card = &setting.cards[bundle.a];
    let count = |curves: &[Curve]| curves.iter().filter(|c| over(setting, bundle, c)).count();
    let mut curves = nested(bundle, card, corner, (1.0, 1.0));
    let bounds = curves.iter().fold(*card, |all, c| all.union(&c.bounds()));
    let looked = bounds.inflate(PASSAGE);
    let mut blocked = count(&curves);
    if blocked > 0 {
        let (wide, high) = (bounds.w - card.w, bounds.h - card.h);
        let mut shares = (1.0_f64, 1.0_f64);
        let (x, y) = OUTWARD[corner];
        setting.grid.visit(&looked, |n| {
            let rect = setting.grid.rect(n);
            if n != bundle.a as u32 && rect.overlaps(&looked) {
                let aside = if x > 0.0 { rect.x - card.right() } else { card.x - rect.right() };
                let off = if y > 0.0 { rect.y - card.bottom() } else { card.y - rect.bottom() };
                let (beside, above) = ((aside - PASSAGE) / wide, (off - PASSAGE) / high);
                let share = if beside > above { &mut shares.0 } else { &mut shares.1 };
                *share = share.min(beside.max(above));
            }
            false
        });
        let lower = nested(bundle, card, corner, (shares.0.max(FLATTEST), shares.1.max(FLATTEST)));
        let fewer = count(&lower);
        if fewer < blocked {
            (curves, blocked) = (lower, fewer);
        }
    }
    Strands { curves, looked, blocked }
}

/// Ears of which each has a share of the width and of the height that it likes; from the side above or below the
/// card to the one beside it.
fn nested(bundle: &Bundle, card: &Rect, corner: usize, share: (f64, f64)) -> Vec<Curve> {
    let out = OUTWARD[corner];
    let (c, half) = (middle(card), (card.w / 2.0, card.h / 2.0));
    let at = |x: f64, y: f64| Point::new(c.x + out.0 * (half.0 + x), c.y + out.1 * (half.1 + y));
    (0..bundle.lanes.len())
        .map(|i| {
            let near = NEAR.0 + NEAR.1 * i as f64;
            let reach = REACH.0 + REACH.1 * i as f64;
            let (wide, high) = (reach * share.0, reach * share.1);
            let (p, q) = (at(-near, 0.0), at(0.0, -near));
            let top = at(wide * 0.42, high * 0.42);
            let tangent = Vec2::new(out.0 * wide, -out.1 * high) * (std::f64::consts::FRAC_1_SQRT_2 * 0.42);
            Curve::new(vec![
                CubicBez::new(p, at(-near, high * 0.55), top - tangent, top),
                CubicBez::new(top, top + tangent, at(wide * 0.55, -near), q),
            ])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Lane, bundles},
        *,
    };
    use crate::{
        map::Kind,
        scene::{follow::REACH, grid::Grid, mark::Mark},
    };

    /// The ears of the first card for so many flows to itself, beside one flow to each of some other cards.
    fn drawn(cards: &[Rect], loops: usize, flows: &[(usize, usize)]) -> (Ears, Strands) {
        let mut grid = Grid::new(Rect::new(-500.0, -500.0, 1000.0, 1000.0));
        cards.iter().for_each(|card| {
            grid.put(*card, REACH);
        });
        let mark = Mark { kind: Kind::Money, step: 3, assumed: false, both_ways: false };
        let own = std::iter::repeat_n((0, 0), loops);
        let lanes: Vec<Lane> =
            own.chain(flows.iter().copied()).map(|(from, to)| Lane { from, to, mark }).collect();
        let bundles = bundles(&lanes);
        let mut ears = vec![Ears::default(); cards.len()];
        ears[0].count = loops;
        let setting = Setting { bundles: &bundles, cards, ears: &ears, grid: &grid };
        let found = corners(setting, &vec![Vec::new(); bundles.len()], &ears)[0];
        (found, super::ears(setting, &bundles[0], CORNERS[0]))
    }

    #[test]
    fn ears_are_as_round_as_what_stands_beside_or_above_the_card_lets_them() {
        let card = Rect::new(0.0, 0.0, 168.0, 54.0);
        let ears = |other: Rect| drawn(&[card, other], 3, &[]).1;
        let reach = |s: &Strands| {
            let all = s.curves.iter().fold(card, |all, c| all.union(&c.bounds()));
            (all.right() - card.right(), -all.y)
        };
        let round = reach(&ears(Rect::new(0.0, 200.0, 168.0, 54.0)));
        let beside = ears(Rect::new(card.right() + 28.0, 0.0, 168.0, 54.0));
        let above = ears(Rect::new(0.0, -80.0, 168.0, 54.0));
        assert!(round.0 > 40.0 && round.1 > 40.0, "{round:?}");
        assert_eq!((beside.blocked, above.blocked), (0, 0));
        assert!(reach(&beside).0 < 28.0 && reach(&beside).1 == round.1, "{:?}", reach(&beside));
        assert!(reach(&above).1 < 26.0 && reach(&above).0 == round.0, "{:?}", reach(&above));
    }

    #[test]
    fn ears_stand_at_the_upper_right_unless_something_is_there() {
        let card = Rect::new(0.0, 0.0, 168.0, 54.0);
        let at = |others: &[Rect], flows: &[(usize, usize)]| {
            let cards: Vec<Rect> = [card].into_iter().chain(others.iter().copied()).collect();
            drawn(&cards, 1, flows).0.corner
        };
        let [above, beside] = [Rect::new(0.0, -70.0, 168.0, 54.0), Rect::new(190.0, 0.0, 168.0, 54.0)];
        assert_eq!(at(&[], &[]), 1);
        assert_eq!(at(&[above], &[]), 2, "below, where nothing stands");
        assert_eq!(at(&[beside], &[]), 3, "at the left, where nothing stands");
        let far = [Rect::new(300.0, -150.0, 168.0, 54.0)];
        assert_eq!(at(&far, &[(1, 0)]), 2, "a flow would leave across it");
    }
}
