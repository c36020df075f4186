//! Lanes: from actors' cards and the flows between them to a curve for each flow.
//!
//! Flows between the same two actors form a bundle. A bundle finds its way around the cards in between by
//! itself, gets a stretch of a side of each of its two cards, and is drawn as lanes side by side. Knows
//! nothing of labels or colours.

use super::{
    curve::{Curve, around, left, rounded, through, unit},
    grid::{Grid, enters},
    mark::Mark,
    port::{Side, exit, separate},
    route::{Field, Turn, corner},
};
use crate::map::Rect;
use kurbo::{CubicBez, Point, Vec2};
use std::collections::BTreeMap;

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
}

/// More room between the lanes of opposite directions.
const OPPOSITE: f64 = 4.0;
/// Between bundles on a side.
const BUNDLE_GAP: f64 = 7.0;
/// From a card's corner to its first port.
const CORNER: f64 = 11.0;
/// Between a way and the cards it goes around.
const KEEP: f64 = 15.0;
/// How far apart the middles of one, two, three ... lanes are on the open way, where there is room.
const FAN: [f64; 5] = [0.0, 30.0, 26.0, 22.0, 19.0];

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
            None => out.push(Bundle { a, b, lanes: vec![(i, 0.0)], half: room }),
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
    }
    out
}

/// The corners a bundle passes between its two cards, and the rectangle that was looked at for them.
pub(super) fn way(bundle: &Bundle, cards: &[Rect], grid: &Grid) -> (Vec<Turn>, Rect) {
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

/// Lays ways that pass the same corner beside one another: those that turn most stay nearest.
pub(super) fn nest(bundles: &[Bundle], ways: &mut [Vec<Turn>], cards: &[Rect], grid: &Grid) {
    let mut corners: BTreeMap<(u32, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, way) in ways.iter().enumerate() {
        for (k, turn) in way.iter().enumerate() {
            corners.entry((turn.around, turn.corner)).or_default().push((i, k));
        }
    }
    for ((around, which), mut passing) in corners.into_iter().filter(|(_, p)| p.len() > 1) {
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
        let mut used = KEEP - 4.0;
        for (i, k) in passing {
            let half = bundles[i].half;
            let (before, after) = neighbours(i, k, ways);
            let now = (ways[i][k].at.x - rect.center().x).abs() - rect.w / 2.0;
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
}

/// Where a bundle leaves a card: the side, the place along it, and how much its lanes had to close up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Port {
    pub side: Side,
    pub along: f64,
    pub tight: f64,
}

/// One end of a bundle at a card, as it wishes to be.
#[derive(Clone, Copy)]
struct Wish {
    bundle: usize,
    end: usize,
    side: Side,
    along: f64,
    half: f64,
    /// From its first lane to its last, when they are close.
    span: f64,
    /// The next point of its way, from the card's middle.
    next: Vec2,
    /// The stretch left free by something that stands before the card.
    room: Option<(f64, f64)>,
    /// Both cards of the bundle, which are not in its own way.
    ends: [u32; 2],
}

/// Ports for both ends of every bundle; `loops` tells how many self-flows a card has at its upper right corner.
pub(super) fn ports(
    bundles: &[Bundle],
    ways: &[Vec<Turn>],
    cards: &[Rect],
    loops: &[usize],
    grid: &Grid,
) -> Vec<[Port; 2]> {
    let mut wishes: Vec<Vec<Wish>> = vec![Vec::new(); cards.len()];
    for (i, bundle) in bundles.iter().enumerate().filter(|(_, b)| b.a != b.b) {
        for wish in wishes_of(i, bundle, &ways[i], cards, loops, grid) {
            wishes[[bundle.a, bundle.b][wish.end]].push(wish);
        }
    }
    let nowhere = Port { side: Side::Right, along: 0.0, tight: 1.0 };
    let mut out = vec![[nowhere; 2]; bundles.len()];
    let mut full = Vec::new();
    for (card, wishes) in wishes.iter_mut().enumerate() {
        relieve(wishes, &cards[card], loops[card], grid);
        for side in [Side::Top, Side::Right, Side::Bottom, Side::Left] {
            let mut here: Vec<Wish> = wishes.iter().copied().filter(|w| w.side == side).collect();
            here.sort_by(|a, b| a.along.total_cmp(&b.along).then(a.bundle.cmp(&b.bundle)));
            set_ports(&here, side, &cards[card], loops[card], &mut out);
            if here.len() > 1 {
                full.push((card, side, here));
            }
        }
    }
    for _ in 0..2 {
        for (card, side, here) in &mut full {
            if uncross(here, bundles, ways, cards, &mut out) {
                set_ports(here, *side, &cards[*card], loops[*card], &mut out);
            }
        }
    }
    for pair in &mut out {
        let both = [pair[0].tight, pair[1].tight];
        pair[0].tight = both[0].min(both[1] * 2.2);
        pair[1].tight = both[1].min(both[0] * 2.2);
    }
    out
}

fn set_ports(here: &[Wish], side: Side, card: &Rect, loops: usize, out: &mut [[Port; 2]]) {
    for (wish, port) in here.iter().zip(side_ports(here, side, card, loops)) {
        out[wish.bundle][wish.end] = port;
    }
}

/// Exchanges neighbours on a side whose ways cross less the other way round.
fn uncross(
    here: &mut [Wish],
    bundles: &[Bundle],
    ways: &[Vec<Turn>],
    cards: &[Rect],
    ports: &mut [[Port; 2]],
) -> bool {
    let line = |w: &Wish, ports: &[[Port; 2]]| -> Vec<Point> {
        let (bundle, [a, b]) = (&bundles[w.bundle], &ports[w.bundle]);
        let start = a.side.place(&cards[bundle.a], a.along);
        let end = b.side.place(&cards[bundle.b], b.along);
        let turns = ways[w.bundle].iter().map(|t| t.at);
        [start].into_iter().chain(turns).chain([end]).collect()
    };
    let mut lines: Vec<Vec<Point>> = here.iter().map(|w| line(w, ports)).collect();
    let mut changed = false;
    for _ in 0..here.len() {
        let mut still = true;
        for i in 1..here.len() {
            let (u, v) = (here[i - 1], here[i]);
            let now = crossings(&lines[i - 1], &lines[i]);
            if now == 0 {
                continue;
            }
            let (at_u, at_v) = (ports[u.bundle][u.end].along, ports[v.bundle][v.end].along);
            (ports[u.bundle][u.end].along, ports[v.bundle][v.end].along) = (at_v, at_u);
            let turned = (line(&v, ports), line(&u, ports));
            if crossings(&turned.0, &turned.1) < now {
                (lines[i - 1], lines[i]) = turned;
                here.swap(i - 1, i);
                (changed, still) = (true, false);
            } else {
                (ports[u.bundle][u.end].along, ports[v.bundle][v.end].along) = (at_u, at_v);
            }
        }
        if still {
            break;
        }
    }
    changed
}

/// How often two chains of straight lines cross.
fn crossings(one: &[Point], other: &[Point]) -> usize {
    let side = |p: Point, q: Point, r: Point| (q - p).cross(r - p);
    let cross = |v: &[Point], w: &[Point]| {
        side(v[0], v[1], w[0]) * side(v[0], v[1], w[1]) < 0.0
            && side(w[0], w[1], v[0]) * side(w[0], w[1], v[1]) < 0.0
    };
    one.windows(2).map(|v| other.windows(2).filter(|w| cross(v, w)).count()).sum()
}

/// Both ends of a bundle as they wish to be. Where the two cards face each other, straight across.
fn wishes_of(
    i: usize,
    bundle: &Bundle,
    way: &[Turn],
    cards: &[Rect],
    loops: &[usize],
    grid: &Grid,
) -> [Wish; 2] {
    let own = [cards[bundle.a], cards[bundle.b]];
    let middles = [middle(&own[0]), middle(&own[1])];
    let next = [way.first().map_or(middles[1], |t| t.at), way.last().map_or(middles[0], |t| t.at)];
    let span = bundle.lanes[0].1 - bundle.lanes[bundle.lanes.len() - 1].1;
    let exits = [exit(&own[0], next[0]), exit(&own[1], next[1])];
    let mut wishes = [0, 1].map(|end| Wish {
        bundle: i,
        end,
        side: exits[end].0,
        along: exits[end].1,
        half: bundle.half,
        span,
        next: next[end] - middles[end],
        room: None,
        ends: [bundle.a as u32, bundle.b as u32],
    });
    let facing = wishes[0].side.normal() == -wishes[1].side.normal();
    if way.is_empty() && facing {
        let (a, b) = (wishes[0].side.span(&own[0]), wishes[1].side.span(&own[1]));
        let (lo, hi) = (a.0.max(b.0) + CORNER + bundle.half, a.1.min(b.1) - CORNER - bundle.half);
        if lo <= hi {
            let straight = (wishes[0].along + wishes[1].along) / 2.0;
            wishes.iter_mut().for_each(|w| w.along = straight.clamp(lo, hi));
        }
    }
    for wish in &mut wishes {
        let card = [bundle.a, bundle.b][wish.end];
        dodge(wish, &cards[card], loops[card], grid);
    }
    wishes
}

/// Slides an end along its side, or around the corner, where something stands right before the card.
fn dodge(wish: &mut Wish, card: &Rect, loops: usize, grid: &Grid) {
    if let Some((along, room)) = free_along(wish, wish.side, wish.along, card, loops, grid) {
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
    if let Some((along, room)) = free_along(wish, beside, near, card, loops, grid) {
        (wish.side, wish.along, wish.room) = (beside, along, room);
    }
}

/// The place on a side nearest to `along` before which a bundle has room to leave.
fn free_along(
    wish: &Wish,
    side: Side,
    along: f64,
    card: &Rect,
    loops: usize,
    grid: &Grid,
) -> Option<(f64, Option<(f64, f64)>)> {
    const BEFORE: f64 = 24.0;
    let (half, (lo, hi)) = (wish.half, usable(side, card, loops));
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

/// The part of a side that ports may use: without its corners and without the ears at the upper right one.
fn usable(side: Side, card: &Rect, loops: usize) -> (f64, f64) {
    let (lo, hi) = side.span(card);
    let ears = if loops > 0 { 15.0 + 9.0 * loops as f64 } else { 0.0 };
    match side {
        Side::Top => (lo + CORNER, hi - CORNER.max(ears)),
        Side::Right => (lo + CORNER.max(ears), hi - CORNER),
        _ => (lo + CORNER, hi - CORNER),
    }
}

/// The ports of one side: lanes as far apart as there is room.
fn side_ports(here: &[Wish], side: Side, card: &Rect, loops: usize) -> Vec<Port> {
    let mut stretch = usable(side, card, loops);
    let room = here.iter().find_map(|w| w.room);
    if let Some((from, to)) = room.filter(|r| here.iter().all(|w| w.along >= r.0 && w.along <= r.1)) {
        stretch = (from, to);
    }
    let (lo, hi) = stretch;
    let gaps = here.len().saturating_sub(1) as f64;
    let tightest = here.iter().map(|w| 2.0 * w.half).sum::<f64>() + gaps * BUNDLE_GAP;
    let spare = (hi - lo - tightest).max(0.0);
    let spans: f64 = here.iter().map(|w| w.span).sum();
    let widest = match side.level() {
        _ if room.is_some() => 1.0,
        true => 4.0,
        false => 1.9,
    };
    let wide = if spans > 0.0 { (1.0 + 0.8 * spare / spans).min(widest) } else { 1.0 };
    let spare = (spare - (wide - 1.0) * spans).max(0.0);
    let gap = BUNDLE_GAP + if gaps > 0.0 { (0.7 * spare / gaps).min(14.0) } else { 0.0 };
    let along: Vec<f64> = here.iter().map(|w| w.along).collect();
    let half: Vec<f64> = here.iter().map(|w| w.half + w.span * (wide - 1.0) / 2.0).collect();
    let (places, shrink) = separate(&along, &half, gap, (lo, hi));
    places.into_iter().map(|along| Port { side, along, tight: wide * shrink }).collect()
}

/// Moves ends from a side that is too full around the corner that is nearest to their way.
fn relieve(wishes: &mut [Wish], card: &Rect, loops: usize, grid: &Grid) {
    for side in [Side::Right, Side::Left, Side::Top, Side::Bottom] {
        for _ in 0..wishes.len() {
            let (lo, hi) = side.span(card);
            let here: Vec<usize> = (0..wishes.len()).filter(|&i| wishes[i].side == side).collect();
            let needed: f64 =
                here.iter().map(|&i| 2.0 * wishes[i].half + BUNDLE_GAP).sum::<f64>() - BUNDLE_GAP;
            if here.len() < 2 || needed <= 1.25 * (hi - lo - 2.0 * CORNER) {
                break;
            }
            let slant = |w: &Wish| {
                if side.level() {
                    w.next.x / w.next.y.abs().max(1.0)
                } else {
                    w.next.y / w.next.x.abs().max(1.0)
                }
            };
            let Some(&most) =
                here.iter().max_by(|&&a, &&b| slant(&wishes[a]).abs().total_cmp(&slant(&wishes[b]).abs()))
            else {
                break;
            };
            let wish = &mut wishes[most];
            if slant(wish).abs() < 0.12 {
                break;
            }
            let after = slant(wish) > 0.0;
            let target = match (side.level(), after) {
                (true, true) => Side::Right,
                (true, false) => Side::Left,
                (false, true) => Side::Bottom,
                (false, false) => Side::Top,
            };
            let (lo, hi) = usable(target, card, loops);
            let near_end = matches!(side, Side::Right | Side::Bottom);
            let near = if near_end { hi - wish.half } else { lo + wish.half };
            let Some((along, room)) = free_along(wish, target, near, card, loops, grid) else { break };
            (wish.side, wish.along, wish.room) = (target, along, room);
        }
    }
}

/// The curves of a bundle's lanes, from `a` to `b`, and the rectangle that was looked at for them.
pub(super) fn curves(
    bundle: &Bundle,
    ports: &[Port; 2],
    way: &[Turn],
    cards: &[Rect],
    grid: &Grid,
) -> (Vec<Curve>, Rect) {
    let sides = [ports[0].side.normal(), ports[1].side.normal()];
    let p = ports[0].side.place(&cards[bundle.a], ports[0].along);
    let q = ports[1].side.place(&cards[bundle.b], ports[1].along);
    let ends = [bundle.a as u32, bundle.b as u32];
    let own = [cards[bundle.a], cards[bundle.b]];
    let mut points = vec![p];
    // A turn right beside a card is of no use once the way leaves through another side.
    let useful = |t: &&Turn| !own.iter().any(|r| r.inflate(4.0).contains(super::curve::at(t.at)));
    points.extend(way.iter().filter(useful).map(|t| t.at));
    points.push(q);
    let smooth = through(&points, sides[0], -sides[1]);
    let fan = fan(bundle, ports, p.distance(q));
    let mut best: Option<(usize, Vec<Curve>)> = None;
    let mut looked = around(p, q);
    let mut attempt = |middle: Vec<CubicBez>, fan: f64| {
        let lanes = spread(bundle, &middle, ports, fan);
        looked = lanes.iter().fold(looked, |all, c| all.union(&c.bounds().inflate(4.0)));
        let bad = lanes.iter().filter(|c| blocked(c, grid, ends, &own)).count();
        if best.as_ref().is_none_or(|(b, _)| bad < *b) {
            best = Some((bad, lanes));
        }
        bad == 0
    };
    let mut far: Option<Rect> = None;
    if !attempt(smooth.clone(), fan) && (fan == 1.0 || !attempt(smooth, 1.0)) {
        let stub = 12.0 + bundle.half.min(16.0);
        let (ps, qs) = (p + sides[0] * stub, q + sides[1] * stub);
        for keep in [KEEP + bundle.half, 8.0 + 0.8 * bundle.half, 5.0] {
            let mut field = Field::new(grid, [u32::MAX; 2], keep);
            let corners = field.way(ps, qs);
            far = [far, field.looked].into_iter().flatten().reduce(|a, b| a.union(&b));
            if let Some(corners) = corners {
                let mut inner = vec![ps];
                inner.extend(corners.iter().map(|t| t.at));
                inner.push(qs);
                inner.dedup_by(|a, b| a.distance(*b) < 1.0);
                let straight =
                    |a: Point, b: Point| CubicBez::new(a, a.lerp(b, 1.0 / 3.0), a.lerp(b, 2.0 / 3.0), b);
                let mut smooth = vec![straight(p, ps)];
                smooth.extend(through(&inner, sides[0], -sides[1]));
                smooth.push(straight(qs, q));
                let all: Vec<Point> = [p].into_iter().chain(inner).chain([q]).collect();
                if attempt(smooth, 1.0) || attempt(rounded(&all, 24.0), 1.0) {
                    break;
                }
            }
        }
    }
    let looked = far.map_or(looked, |r| r.union(&looked));
    (best.map(|(_, lanes)| lanes).unwrap_or_default(), looked)
}

/// How much wider than tight the lanes lie on the open way.
fn fan(bundle: &Bundle, ports: &[Port; 2], distance: f64) -> f64 {
    let n = bundle.lanes.len();
    if n < 2 || distance < 60.0 {
        return 1.0;
    }
    let apart = (bundle.lanes[0].1 - bundle.lanes[n - 1].1) / (n - 1) as f64;
    let ends = (ports[0].tight + ports[1].tight) / 2.0;
    let wished = FAN[n.min(FAN.len()) - 1].min(0.2 * distance / (n - 1) as f64).max(11.0);
    ((wished / apart).min(ends * 2.4) * 1.33 - 0.33 * ends).max(ends).max(1.0)
}

/// The lanes of a bundle beside its middle line: tight at the ports, wider on the way.
fn spread(bundle: &Bundle, middle: &[CubicBez], ports: &[Port; 2], fan: f64) -> Vec<Curve> {
    let last = middle.len() - 1;
    let turns = ports[0].tight.min(ports[1].tight).min(1.0 + (fan - 1.0).clamp(0.0, 0.5));
    bundle
        .lanes
        .iter()
        .map(|&(_, offset)| {
            let pieces = middle
                .iter()
                .enumerate()
                .map(|(i, c)| {
                    let (s, e) = (left(direction(c, true)), left(direction(c, false)));
                    let [a, b] = [ports[0].tight, ports[1].tight];
                    let (f0, f1) = if i == 0 { (a, if last == 0 { fan } else { a }) } else { (turns, turns) };
                    let (f3, f2) =
                        if i == last { (b, if last == 0 { fan } else { b }) } else { (turns, turns) };
                    CubicBez::new(
                        c.p0 + s * offset * f0,
                        c.p1 + s * offset * f1,
                        c.p2 + e * offset * f2,
                        c.p3 + e * offset * f3,
                    )
                })
                .collect();
            Curve::new(pieces)
        })
        .collect()
}

fn direction(c: &CubicBez, start: bool) -> Vec2 {
    let (near, far) = if start { (c.p1 - c.p0, c.p3 - c.p0) } else { (c.p3 - c.p2, c.p3 - c.p0) };
    if near.hypot() > 1e-6 { unit(near) } else { unit(far) }
}

/// Whether a curve runs over something that is not its end, or back over its own cards.
fn blocked(curve: &Curve, grid: &Grid, ends: [u32; 2], own: &[Rect; 2]) -> bool {
    let foreign = curve.line.windows(2).any(|w| {
        let meets = |n: u32| !ends.contains(&n) && enters(w[0], w[1], &grid.rect(n).inflate(3.0)).is_some();
        grid.any(&around(w[0], w[1]).inflate(3.1), meets)
    });
    // Hits count to the hundredth to which points are drawn; most need no rounding to be told apart.
    let over = |p: Point, r: &Rect| {
        let raw = p.x > r.x && p.x < r.right() && p.y > r.y && p.y < r.bottom();
        raw && r.inflate(-0.5).contains(super::curve::at(p))
    };
    foreign || curve.line[1..curve.line.len() - 1].iter().any(|p| own.iter().any(|r| over(*p, r)))
}

/// Self-flows: nested ears at a card's upper right corner.
pub(super) fn ears(bundle: &Bundle, card: &Rect) -> Vec<Curve> {
    (0..bundle.lanes.len())
        .map(|i| {
            let near = 13.0 + 9.0 * i as f64;
            let reach = 40.0 + 18.0 * i as f64;
            let p = Point::new(card.right() - near, card.y);
            let q = Point::new(card.right(), card.y + near);
            let top = Point::new(card.right() + reach * 0.42, card.y - reach * 0.42);
            let tangent = Vec2::new(1.0, 1.0) * (std::f64::consts::FRAC_1_SQRT_2 * reach * 0.42);
            Curve::new(vec![
                CubicBez::new(p, p + Vec2::new(0.0, -reach * 0.55), top - tangent, top),
                CubicBez::new(top, top + tangent, q + Vec2::new(reach * 0.55, 0.0), q),
            ])
        })
        .collect()
}

pub(super) fn middle(rect: &Rect) -> Point {
    Point::new(rect.x + rect.w / 2.0, rect.y + rect.h / 2.0)
}
