//! The curves of a bundle: its lanes side by side along its way, tight at the ports and wider between.

use super::{Bundle, Port, Setting, way::KEEP};
use crate::{
    map::Rect,
    scene::{
        curve::{Curve, around, at, left, rounded, through, unit},
        grid::Grid,
        route::{Field, Turn},
    },
};
use kurbo::{CubicBez, Point, Vec2};

/// How far apart the middles of one, two, three ... lanes are on the open way, where there is room.
const FAN: [f64; 5] = [0.0, 30.0, 26.0, 22.0, 19.0];

/// From the middle of the outermost lane to what it passes in a narrow passage.
const PASSAGE: f64 = 3.6;
/// How round corners are that are passed straight from one to the next, the calmest first: the rounder, the nearer
/// to what is passed.
const ROUND: [f64; 3] = [24.0, 12.0, 4.0];

/// The curves of a bundle's lanes, from its first card to its second.
#[derive(Default)]
pub(in crate::scene) struct Strands {
    pub curves: Vec<Curve>,
    /// The rectangle that was looked at for them.
    pub looked: Rect,
    /// How many of them run over something.
    pub blocked: usize,
}

/// The curves of a bundle: smoothly past the corners of its way, else around what stands before the cards.
pub(in crate::scene) fn curves(
    setting: Setting,
    bundle: &Bundle,
    ports: &[Port; 2],
    way: &[Turn],
) -> Strands {
    let own = [setting.cards[bundle.a], setting.cards[bundle.b]];
    if bundle.a == bundle.b {
        return Strands { curves: ears(bundle, &own[0]), looked: own[0], blocked: 0 };
    }
    let sides = [ports[0].side.normal(), ports[1].side.normal()];
    let [p, q] = [0, 1].map(|end| ports[end].side.place(&own[end], ports[end].along));
    let mut points = vec![p];
    // A turn right beside a card is of no use once the way leaves through another side.
    let useful = |t: &&Turn| !own.iter().any(|r| r.inflate(4.0).contains(at(t.at)));
    points.extend(way.iter().filter(useful).map(|t| t.at));
    points.push(q);
    let smooth = through(&points, sides[0], -sides[1]);
    // Around a corner lanes keep their distance: the inner ones would swing out and back.
    let turns = sides[0].dot(sides[1]).abs() < 0.5;
    let fan = if turns { (ports[0].tight + ports[1].tight) / 2.0 } else { fan(bundle, ports, p.distance(q)) };
    let mut draft = Draft { setting, bundle, ports, own, looked: around(p, q), best: None };
    let _ = draft.suits(&smooth, fan, 1.0)
        || (fan != 1.0 && draft.suits(&smooth, 1.0, 1.0))
        || draft.goes_around([(p, sides[0]), (q, sides[1])]);
    let (blocked, curves) = draft.best.unwrap_or_default();
    Strands { curves, looked: draft.looked, blocked }
}

/// A place on a card's edge and the direction away from the card.
type End = (Point, Vec2);

/// The curves of a bundle while several are tried.
struct Draft<'a> {
    setting: Setting<'a>,
    bundle: &'a Bundle,
    ports: &'a [Port; 2],
    own: [Rect; 2],
    looked: Rect,
    /// The curves of which fewest run over something, and how many do.
    best: Option<(usize, Vec<Curve>)>,
}

impl Draft<'_> {
    /// Whether the lanes along a middle line run over nothing, squeezed together between its ends; those that
    /// run over least are kept.
    fn suits(&mut self, middle: &[CubicBez], fan: f64, squeeze: f64) -> bool {
        let ends = [self.bundle.a as u32, self.bundle.b as u32];
        let lanes = spread(self.bundle, middle, self.ports, fan, squeeze);
        self.looked = lanes.iter().fold(self.looked, |all, c| all.union(&c.bounds().inflate(4.0)));
        let bad = lanes.iter().filter(|c| blocked(c, self.setting.grid, ends, &self.own)).count();
        if self.best.as_ref().is_none_or(|(b, _)| bad < *b) {
            self.best = Some((bad, lanes));
        }
        bad == 0
    }

    /// Whether there is a free way around what stands before the cards: smoothly past its corners, else straight
    /// out of both cards first.
    fn goes_around(&mut self, [(p, leave), (q, arrive)]: [End; 2]) -> bool {
        let half = self.bundle.half;
        // In a narrow passage lanes close up, so far as they have to.
        let tightest = self.bundle.tightest();
        let narrow = [1.0, 0.6, 0.3].map(|squeeze: f64| squeeze.max(tightest));
        let narrow = narrow.map(|squeeze| (half * squeeze + PASSAGE, squeeze));
        [(KEEP + half, 1.0), (8.0 + 0.8 * half, 1.0), (5.0, 1.0)].into_iter().chain(narrow).any(
            |(keep, squeeze)| {
                let stub = 12.0 + (half * squeeze).min(16.0);
                let (ps, qs) = (p + leave * stub, q + arrive * stub);
                let mut field = Field::new(self.setting.grid, [u32::MAX; 2], keep);
                let corners = field.way(ps, qs);
                self.looked = field.looked.map_or(self.looked, |r| r.union(&self.looked));
                let Some(corners) = corners else { return false };
                let bare: Vec<Point> =
                    [p].into_iter().chain(corners.iter().map(|t| t.at)).chain([q]).collect();
                if !corners.is_empty() && self.suits(&through(&bare, leave, -arrive), 1.0, squeeze) {
                    return true;
                }
                let mut inner = vec![ps];
                inner.extend(corners.iter().map(|t| t.at));
                inner.push(qs);
                inner.dedup_by(|a, b| a.distance(*b) < 1.0);
                let straight =
                    |a: Point, b: Point| CubicBez::new(a, a.lerp(b, 1.0 / 3.0), a.lerp(b, 2.0 / 3.0), b);
                let mut smooth = vec![straight(p, ps)];
                smooth.extend(through(&inner, leave, -arrive));
                smooth.push(straight(qs, q));
                let all: Vec<Point> = [p].into_iter().chain(inner).chain([q]).collect();
                self.suits(&smooth, 1.0, squeeze)
                    || ROUND.into_iter().any(|radius| self.suits(&rounded(&all, radius), 1.0, squeeze))
            },
        )
    }
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

/// The lanes of a bundle beside its middle line: tight at the ports, wider on the way, squeezed together past
/// the corners.
fn spread(bundle: &Bundle, middle: &[CubicBez], ports: &[Port; 2], fan: f64, squeeze: f64) -> Vec<Curve> {
    let last = middle.len() - 1;
    let turns = ports[0].tight.min(ports[1].tight).min(1.0 + (fan - 1.0).clamp(0.0, 0.5)) * squeeze;
    // At a card lanes may have to touch, on the way they never do.
    let turns = turns.max(bundle.tightest());
    (0..bundle.lanes.len())
        .map(|k| {
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
                        c.p0 + s * bundle.place(k, f0),
                        c.p1 + s * bundle.place(k, f1),
                        c.p2 + e * bundle.place(k, f2),
                        c.p3 + e * bundle.place(k, f3),
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
    let foreign = curve.line.windows(2).any(|w| grid.is_met(w[0], w[1], 3.0, |n| !ends.contains(&n)));
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
