//! Ports for all bundles: each side of a card shared out among the bundles that end there, in an order in
//! which they do not cross.

use super::{
    Ears, Setting,
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
/// The same where a side is full.
const LEAST_GAP: f64 = 1.5;

/// From a card's corner to what lies nearest there, at least, on a full side.
const FULL_CORNER: f64 = 5.0;

const SIDES: [Side; 4] = [Side::Top, Side::Right, Side::Bottom, Side::Left];

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
    let (rect, ears) = (&setting.cards[card], setting.ears[card]);
    relieve(&mut wishes, rect, ears, setting.grid);
    let sides = SIDES.into_iter();
    let shared = sides.map(|side| {
        let mut here: Vec<Wish> = wishes.iter().copied().filter(|w| w.side == side).collect();
        here.sort_by(|a, b| a.along.total_cmp(&b.along).then(a.bundle.cmp(&b.bundle)));
        Shared { card, side, ports: side_ports(&here, side, rect, ears), here }
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
                set_ports(here, *side, &setting.cards[*card], setting.ears[*card], out);
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

fn set_ports(here: &[Wish], side: Side, card: &Rect, ears: Ears, out: &mut [[Port; 2]]) {
    for (wish, port) in here.iter().zip(side_ports(here, side, card, ears)) {
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

/// All of a side that ports may use where it is full.
fn whole(side: Side, card: &Rect, ears: Ears) -> (f64, f64) {
    let ((lo, hi), (from, to)) = (usable(side, card, ears), ears.leave(side, side.span(card)));
    (lo.min(from + FULL_CORNER), hi.max(to - FULL_CORNER))
}

/// The ports of one side: lanes as far apart as there is room.
fn side_ports(here: &[Wish], side: Side, card: &Rect, ears: Ears) -> Vec<Port> {
    let mut stretch = usable(side, card, ears);
    let room = here.iter().find_map(|w| w.room);
    if let Some((from, to)) = room.filter(|r| here.iter().all(|w| w.along >= r.0 && w.along <= r.1)) {
        stretch = (from, to);
    }
    let gaps = here.len().saturating_sub(1) as f64;
    let bare = here.iter().map(|w| 2.0 * w.half).sum::<f64>();
    if room.is_none() && bare + gaps * LEAST_GAP > stretch.1 - stretch.0 {
        stretch = whole(side, card, ears);
    }
    let (lo, hi) = stretch;
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
    // On a full side the gaps give way first.
    let gap = match gaps {
        0.0 => BUNDLE_GAP,
        _ if spare > 0.0 => BUNDLE_GAP + (0.7 * spare / gaps).min(14.0),
        _ => ((hi - lo - bare) / gaps).clamp(LEAST_GAP, BUNDLE_GAP),
    };
    let along: Vec<f64> = here.iter().map(|w| w.along).collect();
    let half: Vec<f64> = here.iter().map(|w| w.half + w.span * (wide - 1.0) / 2.0).collect();
    let (places, shrink) = separate(&along, &half, gap, (lo, hi));
    places.into_iter().map(|along| Port { side, along, tight: wide * shrink }).collect()
}

/// How full a side is, as a share of its length, where ends begin to give way around the corner: those that go
/// aslant anyway first, straight ones only where heads would overlap.
const FULL: f64 = 1.25;
/// How far aslant an end goes at least that gives way before heads overlap: sidewards by outwards.
const ASLANT: f64 = 0.12;
/// The same for one that gives way where heads would overlap: it may go a little to the other side.
const AWAY: f64 = -0.35;

/// Moves ends from a side that is too full around a corner to one that is less so, those that go most aslant first,
/// each once.
fn relieve(wishes: &mut [Wish], card: &Rect, ears: Ears, grid: &Grid) {
    let length = |(lo, hi): (f64, f64)| (hi - lo).max(1.0);
    let room = SIDES.map(|side| length(usable(side, card, ears)));
    let most = SIDES.map(|side| length(whole(side, card, ears)));
    let mut moved = vec![false; wishes.len()];
    // The sides, as in the list of them, at which an end found no room.
    let mut stuck = vec![[false; 4]; wishes.len()];
    let mut loads = SIDES.map(|side| load(wishes.iter().filter(|w| w.side == side)));
    loop {
        let full = |load: Load, side: usize, gap: f64| load.with(gap) / room[side];
        let mut best: Option<(f64, usize, usize)> = None;
        for (from, &side) in SIDES.iter().enumerate() {
            let crowded = loads[from].closed_up() > most[from];
            if loads[from].count < 2 || (!crowded && full(loads[from], from, BUNDLE_GAP) <= FULL) {
                continue;
            }
            for to in [(from + 1) % 4, (from + 3) % 4] {
                let here = (0..wishes.len()).filter(|&i| wishes[i].side == side && !moved[i]);
                let free = here.filter(|&i| !stuck[i][to]);
                let aslant = |i: usize| slant(&wishes[i], SIDES[to]);
                let Some(i) = free.max_by(|&a, &b| aslant(a).total_cmp(&aslant(b))) else { continue };
                let after = full(loads[to].and(&wishes[i]), to, BUNDLE_GAP);
                let relieved = after < full(loads[from], from, BUNDLE_GAP);
                let willing = aslant(i) >= if crowded { AWAY } else { ASLANT };
                if relieved && willing && best.is_none_or(|(most, ..)| aslant(i) > most) {
                    best = Some((aslant(i), i, to));
                }
            }
        }
        let Some((_, i, to)) = best else { return };
        let target = SIDES[to];
        let wish = &mut wishes[i];
        let (lo, hi) = usable(target, card, ears);
        let near_end = matches!(wish.side, Side::Right | Side::Bottom);
        let near = if near_end { hi - wish.half } else { lo + wish.half };
        let Some((along, room)) = free_along(wish, target, near, card, ears, grid) else {
            stuck[i][to] = true;
            continue;
        };
        (wish.side, wish.along, wish.room, moved[i]) = (target, along, room, true);
        loads = SIDES.map(|side| load(wishes.iter().filter(|w| w.side == side)));
    }
}

/// How far an end goes towards another side, sidewards by outwards.
fn slant(wish: &Wish, target: Side) -> f64 {
    wish.next.dot(target.normal()) / wish.next.dot(wish.side.normal()).abs().max(1.0)
}

/// What ends need on a side.
#[derive(Clone, Copy, Default)]
struct Load {
    wide: f64,
    count: usize,
    /// The share of their room that one of them needs at least.
    closest: f64,
}

impl Load {
    fn and(self, wish: &Wish) -> Load {
        let wide = self.wide + 2.0 * wish.half;
        Load { wide, count: self.count + 1, closest: self.closest.max(wish.closest) }
    }

    /// How much they need at least, when all of them close up alike.
    fn closed_up(self) -> f64 {
        self.wide * self.closest + LEAST_GAP * self.count.saturating_sub(1) as f64
    }

    /// How much they need with a gap between each and the next.
    fn with(self, gap: f64) -> f64 {
        self.wide + gap * self.count.saturating_sub(1) as f64
    }
}

fn load<'a>(wishes: impl Iterator<Item = &'a Wish>) -> Load {
    wishes.fold(Load::default(), |load, wish| load.and(wish))
}
