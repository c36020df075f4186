//! The curves of a bundle: its lanes side by side along its way, tight at the ports and wider between.

use super::{Bundle, Port, Setting, way::KEEP};
use crate::{
    map::Rect,
    scene::{
        curve::{Curve, around, at, left, rounded, through, unit},
        grid::{Grid, enters},
        route::{Field, Turn},
    },
};
use kurbo::{CubicBez, Point, Vec2};

/// How far apart the middles of one, two, three ... lanes are on the open way, where there is room.
const FAN: [f64; 5] = [0.0, 30.0, 26.0, 22.0, 19.0];

/// The curves of a bundle's lanes, from its first card to its second.
#[derive(Default)]
pub(in crate::scene) struct Strands {
    pub curves: Vec<Curve>,
    /// The rectangle that was looked at for them.
    pub looked: Rect,
    /// How many of them run over something.
    pub blocked: usize,
}

/// The curves of a bundle along its way.
pub(in crate::scene) fn curves(
    Setting { cards, grid, .. }: Setting,
    bundle: &Bundle,
    ports: &[Port; 2],
    way: &[Turn],
) -> Strands {
    if bundle.a == bundle.b {
        let card = cards[bundle.a];
        return Strands { curves: ears(bundle, &card), looked: card, blocked: 0 };
    }
    let sides = [ports[0].side.normal(), ports[1].side.normal()];
    let p = ports[0].side.place(&cards[bundle.a], ports[0].along);
    let q = ports[1].side.place(&cards[bundle.b], ports[1].along);
    let ends = [bundle.a as u32, bundle.b as u32];
    let own = [cards[bundle.a], cards[bundle.b]];
    let mut points = vec![p];
    // A turn right beside a card is of no use once the way leaves through another side.
    let useful = |t: &&Turn| !own.iter().any(|r| r.inflate(4.0).contains(at(t.at)));
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
    let (blocked, curves) = best.unwrap_or_default();
    Strands { curves, looked, blocked }
}

/// How much wider than tight the lanes lie on the open way.
fn fan(bundle: &Bundle, ports: &[Port; 2], distance: f64) -> f64 {
    let n = bundle.lanes.len();
    if n < 2 || distance < 60.0 {
        return 1.0;
    }
    let apart = bundle.span() / (n - 1) as f64;
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
        raw && r.inflate(-0.5).contains(at(p))
    };
    foreign || curve.line[1..curve.line.len() - 1].iter().any(|p| own.iter().any(|r| over(*p, r)))
}

/// Self-flows: nested ears at a card's upper right corner.
fn ears(bundle: &Bundle, card: &Rect) -> Vec<Curve> {
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
