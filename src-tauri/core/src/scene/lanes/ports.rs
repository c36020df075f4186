//! Ports for all bundles: each side of a card shared out among the bundles that end there, in an order in
//! which they do not cross.

use super::{
    Setting,
    wish::{Wish, free_along, usable, wishes_of},
};
use crate::{
    map::Rect,
    scene::{
        follow::SHARE,
        grid::Grid,
        port::{Side, separate},
        route::Turn,
    },
};
use kurbo::Point;
use rayon::prelude::*;

/// Between bundles on a side.
const BUNDLE_GAP: f64 = 7.0;

/// Where a bundle leaves a card: the side, the place along it, and how much its lanes had to close up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Port {
    pub side: Side,
    pub along: f64,
    pub tight: f64,
}

impl Port {
    /// Of a bundle that has none yet, or needs none.
    pub const NOWHERE: Port = Port { side: Side::Right, along: 0.0, tight: 1.0 };
}

/// A side of a card with the ends that lie at it, in order.
pub(super) struct Shared {
    card: usize,
    side: Side,
    here: Vec<Wish>,
    ports: Vec<Port>,
}

/// Ports for both ends of every bundle.
pub(in crate::scene) fn ports(setting: Setting, ways: &[Vec<Turn>]) -> Vec<[Port; 2]> {
    let all = setting.bundles.par_iter().enumerate().with_min_len(SHARE);
    let wished: Vec<[Wish; 2]> =
        all.filter(|(_, b)| b.a != b.b).map(|(i, _)| wishes_of(setting, i, &ways[i])).collect();
    let mut wishes: Vec<Vec<Wish>> = vec![Vec::new(); setting.cards.len()];
    for wish in wished.into_iter().flatten() {
        wishes[wish.ends[wish.end] as usize].push(wish);
    }
    let cards = wishes.into_par_iter().enumerate().with_min_len(SHARE);
    let shared: Vec<Vec<Shared>> = cards.map(|(card, wishes)| share(setting, card, wishes)).collect();
    let mut out = vec![[Port::NOWHERE; 2]; setting.bundles.len()];
    let shared = shared.into_iter().flatten().collect();
    order(setting, shared, ways, &mut out);
    out.iter_mut().for_each(even);
    out
}

/// Shares the sides of one card out among the ends that wish to lie there.
pub(super) fn share(setting: Setting, card: usize, mut wishes: Vec<Wish>) -> Vec<Shared> {
    let (rect, loops) = (&setting.cards[card], setting.loops[card]);
    relieve(&mut wishes, rect, loops, setting.grid);
    let sides = [Side::Top, Side::Right, Side::Bottom, Side::Left].into_iter();
    let shared = sides.map(|side| {
        let mut here: Vec<Wish> = wishes.iter().copied().filter(|w| w.side == side).collect();
        here.sort_by(|a, b| a.along.total_cmp(&b.along).then(a.bundle.cmp(&b.bundle)));
        Shared { card, side, ports: side_ports(&here, side, rect, loops), here }
    });
    shared.filter(|s| !s.here.is_empty()).collect()
}

/// Gives the ends on sides their ports, and exchanges them until fewer ways cross.
pub(super) fn order(setting: Setting, mut shared: Vec<Shared>, ways: &[Vec<Turn>], out: &mut [[Port; 2]]) {
    for Shared { here, ports, .. } in &shared {
        for (wish, port) in here.iter().zip(ports) {
            out[wish.bundle][wish.end] = *port;
        }
    }
    shared.retain(|s| s.here.len() > 1);
    for _ in 0..2 {
        for Shared { card, side, here, .. } in &mut shared {
            if uncross(here, setting, ways, out) {
                set_ports(here, *side, &setting.cards[*card], setting.loops[*card], out);
            }
        }
    }
}

/// Lets no end of a bundle be much wider than the other.
pub(super) fn even(pair: &mut [Port; 2]) {
    let both = [pair[0].tight, pair[1].tight];
    pair[0].tight = both[0].min(both[1] * 2.2);
    pair[1].tight = both[1].min(both[0] * 2.2);
}

fn set_ports(here: &[Wish], side: Side, card: &Rect, loops: usize, out: &mut [[Port; 2]]) {
    for (wish, port) in here.iter().zip(side_ports(here, side, card, loops)) {
        out[wish.bundle][wish.end] = port;
    }
}

/// Exchanges neighbours on a side whose ways cross less the other way round.
fn uncross(
    here: &mut [Wish],
    Setting { bundles, cards, .. }: Setting,
    ways: &[Vec<Turn>],
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
    // Whether something changed for a neighbour and the one before it since they were last compared.
    let mut open = vec![true; here.len() + 1];
    for _ in 0..here.len() {
        let mut still = true;
        for i in 1..here.len() {
            if !std::mem::take(&mut open[i]) {
                continue;
            }
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
                open[i - 1..=i + 1].fill(true);
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

/// Moves ends from a side that is too full around the corner that is nearest to their way, those that go
/// most aslant first.
fn relieve(wishes: &mut [Wish], card: &Rect, loops: usize, grid: &Grid) {
    for side in [Side::Right, Side::Left, Side::Top, Side::Bottom] {
        let slant = |w: &Wish| match side.level() {
            true => w.next.x / w.next.y.abs().max(1.0),
            false => w.next.y / w.next.x.abs().max(1.0),
        };
        let mut here: Vec<usize> = (0..wishes.len()).filter(|&i| wishes[i].side == side).collect();
        here.sort_by(|&a, &b| slant(&wishes[a]).abs().total_cmp(&slant(&wishes[b]).abs()));
        let (lo, hi) = usable(side, card, loops);
        let mut needed: f64 = here.iter().map(|&i| 2.0 * wishes[i].half + BUNDLE_GAP).sum();
        while here.len() > 1 && needed - BUNDLE_GAP > 1.25 * (hi - lo) {
            let wish = &mut wishes[here.pop().unwrap_or_default()];
            if slant(wish).abs() < 0.12 {
                break;
            }
            let target = match (side.level(), slant(wish) > 0.0) {
                (true, true) => Side::Right,
                (true, false) => Side::Left,
                (false, true) => Side::Bottom,
                (false, false) => Side::Top,
            };
            let (lo, hi) = usable(target, card, loops);
            let near_end = matches!(side, Side::Right | Side::Bottom);
            let near = if near_end { hi - wish.half } else { lo + wish.half };
            let Some((along, room)) = free_along(wish, target, near, card, loops, grid) else {
                continue;
            };
            needed -= 2.0 * wish.half + BUNDLE_GAP;
            (wish.side, wish.along, wish.room) = (target, along, room);
        }
    }
}
