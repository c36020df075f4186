//! How an end of a bundle wishes to lie at its card, and what stands before the card.

use super::{Ears, Setting, middle};
use crate::{
    map::Rect,
    scene::{
        grid::Grid,
        port::{Side, exit},
        route::Turn,
    },
};
use kurbo::Vec2;

/// From a card's corner to its first port, at most.
const CORNER: f64 = 11.0;
/// The same as a share of the side: of a short one ports need nearly all.
const CORNER_SHARE: f64 = 0.2;

/// One end of a bundle at a card, as it wishes to be.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub bundle: usize,
    pub end: usize,
    pub side: Side,
    pub along: f64,
    /// Half the room that it needs at the card.
    pub half: f64,
    /// The share of it that it needs at least.
    pub closest: f64,
    /// From its first lane to its last, when they are close.
    pub span: f64,
    /// The next point of its way, from the card's middle.
    pub next: Vec2,
    /// The stretch left free by something that stands before the card.
    pub room: Option<(f64, f64)>,
    /// Both cards of the bundle, which are not in its own way.
    pub ends: [u32; 2],
}

/// Both ends of a bundle as they wish to be. Where the two cards face each other, straight across.
pub(super) fn wishes_of(setting: Setting, i: usize, way: &[Turn]) -> [Wish; 2] {
    let Setting { bundles, cards, ears, grid } = setting;
    let bundle = &bundles[i];
    let own = [cards[bundle.a], cards[bundle.b]];
    let middles = [middle(&own[0]), middle(&own[1])];
    let next = [way.first().map_or(middles[1], |t| t.at), way.last().map_or(middles[0], |t| t.at)];
    let exits = [exit(&own[0], next[0]), exit(&own[1], next[1])];
    let mut wishes = [0, 1].map(|end| Wish {
        bundle: i,
        end,
        side: exits[end].0,
        along: exits[end].1,
        half: bundle.ends[end],
        closest: bundle.closest[end],
        span: bundle.span(),
        next: next[end] - middles[end],
        room: None,
        ends: [bundle.a as u32, bundle.b as u32],
    });
    let facing = wishes[0].side.normal() == -wishes[1].side.normal();
    if way.is_empty() && facing {
        let (a, b) = (inner(wishes[0].side, &own[0]), inner(wishes[1].side, &own[1]));
        let (lo, hi) = (a.0.max(b.0) + bundle.half, a.1.min(b.1) - bundle.half);
        if lo <= hi {
            let straight = (wishes[0].along + wishes[1].along) / 2.0;
            wishes.iter_mut().for_each(|w| w.along = straight.clamp(lo, hi));
        }
    }
    for wish in &mut wishes {
        let card = [bundle.a, bundle.b][wish.end];
        dodge(wish, &cards[card], ears[card], grid);
    }
    wishes
}

/// Slides an end along its side, or around the corner, where something stands right before the card.
fn dodge(wish: &mut Wish, card: &Rect, ears: Ears, grid: &Grid) {
    if let Some((along, room)) = free_along(wish, wish.side, wish.along, card, ears, grid) {
        (wish.along, wish.room) = (along, room);
        return;
    }
    let beside =
        match (wish.side.level(), if wish.side.level() { wish.next.x > 0.0 } else { wish.next.y > 0.0 }) {
            (true, true) => Side::Right,
            (true, false) => Side::Left,
            (false, true) => Side::Bottom,
            (false, false) => Side::Top,
        };
    let (lo, hi) = beside.span(card);
    let near = if matches!(wish.side, Side::Right | Side::Bottom) { hi } else { lo };
    if let Some((along, room)) = free_along(wish, beside, near, card, ears, grid) {
        (wish.side, wish.along, wish.room) = (beside, along, room);
    }
}

/// The place on a side nearest to `along` before which a bundle has room to leave.
pub(super) fn free_along(
    wish: &Wish,
    side: Side,
    along: f64,
    card: &Rect,
    ears: Ears,
    grid: &Grid,
) -> Option<(f64, Option<(f64, f64)>)> {
    const BEFORE: f64 = 24.0;
    let (half, (lo, hi)) = (wish.half, usable(side, card, ears));
    let band = match side {
        Side::Top => Rect::new(card.x, card.y - BEFORE, card.w, BEFORE),
        Side::Right => Rect::new(card.right(), card.y, BEFORE, card.h),
        Side::Bottom => Rect::new(card.x, card.bottom(), card.w, BEFORE),
        Side::Left => Rect::new(card.x - BEFORE, card.y, BEFORE, card.h),
    };
    let mut taken: Vec<(f64, f64)> = Vec::new();
    grid.visit(&band, |n| {
        let rect = grid.rect(n);
        if !wish.ends.contains(&n) && rect.overlaps(&band) {
            let (from, to) = side.span(&rect);
            taken.push((from - 4.0, to + 4.0));
        }
        false
    });
    if taken.is_empty() {
        return Some((along, None));
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    taken.push((hi, f64::INFINITY));
    let mut from = lo;
    let mut best: Option<(f64, Option<(f64, f64)>)> = None;
    for (start, end) in taken {
        let (first, last) = (from + half, start.min(hi) - half);
        if first <= last {
            let near = along.clamp(first, last);
            if best.is_none_or(|(b, _)| (near - along).abs() < (b - along).abs()) {
                best = Some((near, Some((first - half, last + half))));
            }
        }
        from = from.max(end);
    }
    best
}

/// The part of a side that ports may use: without its corners and without the ears at one of them.
pub(super) fn usable(side: Side, card: &Rect, ears: Ears) -> (f64, f64) {
    let ((lo, hi), (from, to)) = (inner(side, card), ears.leave(side, side.span(card)));
    (lo.max(from), hi.min(to))
}

/// A side of a card without its corners.
pub(super) fn inner(side: Side, card: &Rect) -> (f64, f64) {
    let (from, to) = side.span(card);
    let corner = (CORNER_SHARE * (to - from)).min(CORNER);
    (from + corner, to - corner)
}
