//! The curves of a bundle: its lanes side by side along its way, tight at the ports and wider between.

use super::{Bundle, Port, Setting, ears::ears, way::KEEP};
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

/// From the middle of the outermost lane to what it passes in a narrow passage.
pub(super) const PASSAGE: f64 = 3.6;
/// How round corners are that are passed straight from one to the next, the calmest first: the rounder, the nearer
/// to what is passed.
const ROUND: [f64; 3] = [24.0, 12.0, 4.0];

/// Before a card, lanes turn no nearer than this: their heads stand there.
const NEAREST: f64 = 8.0;
/// How much longer or shorter a handle becomes at most beside that of the middle line, as a share of it; and how
/// little two handles may be asked to work against each other.
const LONGER: f64 = 0.5;
const DAMPED: f64 = 0.1;

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
        return ears(setting, bundle, setting.ears[bundle.a].corner);
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

    /// How far before a card lanes turn that would like to turn at a distance: in the middle of a passage that is
    /// narrower than twice that.
    fn halfway(&mut self, p: Point, leave: Vec2, stub: f64) -> f64 {
        let Setting { grid, .. } = self.setting;
        let ends = [self.bundle.a as u32, self.bundle.b as u32];
        let far = p + leave * (2.0 * stub);
        self.looked = self.looked.union(&around(p, far));
        let hit = grid.first_hit(p, far, 0.0, |n, rect| (!ends.contains(&n)).then_some(rect));
        let share = hit.and_then(|n| enters(p, far, &grid.rect(n))).unwrap_or(1.0);
        (stub * share).max(stub.min(NEAREST))
    }

    /// Whether there is a free way around what stands before the cards: smoothly past its corners, else straight
    /// out of both cards first.
    fn goes_around(&mut self, [(p, leave), (q, arrive)]: [End; 2]) -> bool {
        let half = self.bundle.half;
        // In a narrow passage lanes close up, so far as they have to.
        let tightest = self.bundle.tightest();
        let [some, more, most] = [1.0, 0.6, 0.3].map(|squeeze: f64| {
            let squeeze = squeeze.max(tightest);
            (half * squeeze + PASSAGE, squeeze)
        });
        let tries = [(KEEP + half, 1.0), (8.0 + 0.8 * half, 1.0), (5.0, 1.0), some, more, most];
        // Where they have no room to turn as they like, they turn in the middle of the passage before the card.
        [false, true].into_iter().flat_map(|halfway| tries.map(|t| (halfway, t))).any(
            |(halfway, (keep, squeeze))| {
                let stub = 12.0 + (half * squeeze).min(16.0);
                let mut before = [stub; 2];
                if halfway {
                    before = [(p, leave), (q, arrive)].map(|(p, out)| self.halfway(p, out, stub));
                    if before == [stub; 2] {
                        return false;
                    }
                }
                let (ps, qs) = (p + leave * before[0], q + arrive * before[1]);
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
                    let (aside, beyond) = (bundle.place(k, f1), bundle.place(k, f2));
                    let ends = bundle.place(k, ((f0 + f3) / 2.0).min(1.0));
                    let (longer, shorter) = apart(c, (aside + beyond) / 2.0, ends);
                    CubicBez::new(
                        c.p0 + s * bundle.place(k, f0),
                        c.p1 + s * aside + longer,
                        c.p2 + e * beyond + shorter,
                        c.p3 + e * bundle.place(k, f3),
                    )
                })
                .collect();
            Curve::new(pieces)
        })
        .collect()
}

/// What the handles of a lane need along themselves so that halfway it lies at least `ends` beside `c`: where a curve
/// runs across the direction in which it begins, lanes would meet there. `aside` is how far its handles lie beside
/// those of `c`.
fn apart(c: &CubicBez, aside: f64, ends: f64) -> (Vec2, Vec2) {
    let (begin, end) = (direction(c, true), direction(c, false));
    let along = (c.p3 - c.p0) + (c.p2 - c.p1);
    if along.hypot() < 1e-6 {
        return (Vec2::ZERO, Vec2::ZERO);
    }
    let across = left(unit(along));
    let there = (left(begin) + left(end)).dot(across) / 2.0 * aside;
    let lacking = if ends < 0.0 { (ends - there).min(0.0) } else { (ends - there).max(0.0) };
    if lacking == 0.0 {
        return (Vec2::ZERO, Vec2::ZERO);
    }
    // The middle of a cubic is (p0 + 3 p1 + 3 p2 + p3) / 8. Of the lengths that bring it there those that change the
    // handles least: least squares, damped.
    let missing = across * (lacking * 8.0 / 3.0);
    let (a, b, turn) = (missing.dot(begin), missing.dot(end), begin.dot(end));
    let det = (1.0 + DAMPED).powi(2) - turn * turn;
    let lengths = (((1.0 + DAMPED) * a - turn * b) / det, ((1.0 + DAMPED) * b - turn * a) / det);
    let within = |length: f64, handle: Vec2| {
        let most = LONGER * handle.hypot();
        length.clamp(-most, most)
    };
    (begin * within(lengths.0, c.p1 - c.p0), end * within(lengths.1, c.p3 - c.p2))
}

fn direction(c: &CubicBez, start: bool) -> Vec2 {
    let (near, far) = if start { (c.p1 - c.p0, c.p3 - c.p0) } else { (c.p3 - c.p2, c.p3 - c.p0) };
    if near.hypot() > 1e-6 { unit(near) } else { unit(far) }
}

/// Whether a curve runs over something that is not its end, or back over its own cards.
pub(super) fn blocked(curve: &Curve, grid: &Grid, ends: [u32; 2], own: &[Rect; 2]) -> bool {
    let foreign = curve.line.windows(2).any(|w| grid.is_met(w[0], w[1], 3.0, |n| !ends.contains(&n)));
    // Hits count to the hundredth to which points are drawn; most need no rounding to be told apart.
    let over = |p: Point, r: &Rect| {
        let raw = p.x > r.x && p.x < r.right() && p.y > r.y && p.y < r.bottom();
        raw && r.inflate(-0.5).contains(at(p))
    };
    foreign || curve.line[1..curve.line.len() - 1].iter().any(|p| own.iter().any(|r| over(*p, r)))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Ears, Lane, bundles},
        *,
    };
    use crate::{
        map::Kind,
        scene::{follow::REACH, mark::Mark, port::Side},
    };

    /// How many curves of the flows between the first two cards run over something.
    fn drawn(cards: &[Rect], flows: &[(usize, usize)], ports: [Port; 2]) -> Strands {
        let mut grid = Grid::new(Rect::new(-500.0, -500.0, 1000.0, 1000.0));
        cards.iter().for_each(|card| {
            grid.put(*card, REACH);
        });
        let mark = Mark { kind: Kind::Money, step: 3, assumed: false, both_ways: false };
        let lanes: Vec<Lane> = flows.iter().map(|&(from, to)| Lane { from, to, mark }).collect();
        let bundles = bundles(&lanes);
        let ears = vec![Ears::default(); cards.len()];
        let setting = Setting { bundles: &bundles, cards, ears: &ears, grid: &grid };
        curves(setting, &bundles[0], &ports, &[])
    }

    #[test]
    fn lanes_keep_apart_where_their_way_runs_across_the_direction_in_which_it_begins() {
        let cards = [Rect::new(0.0, -400.0, 100.0, 40.0), Rect::new(-220.0, 360.0, 100.0, 40.0)];
        let port = |side: Side, along: f64| Port { side, along, tight: 1.0 };
        let ports = [port(Side::Left, -380.0), port(Side::Right, 380.0)];
        let strands = drawn(&cards, &[(0, 1); 2], ports);
        let [one, other] = [&strands.curves[0].line, &strands.curves[1].line];
        let to = |p: Point, w: &[Point]| {
            let along = (p - w[0]).dot(w[1] - w[0]) / (w[1] - w[0]).hypot2();
            p.distance(w[0].lerp(w[1], along.clamp(0.0, 1.0)))
        };
        let nearest = |p: Point| other.windows(2).map(|w| to(p, w)).fold(f64::INFINITY, f64::min);
        let (ends, halfway) = (one[0].distance(other[0]), nearest(one[one.len() / 2]));
        assert!(halfway > 0.8 * ends, "{halfway} halfway, {ends} at the card");
    }

    #[test]
    fn lanes_turn_in_the_middle_of_a_narrow_passage_before_their_card() {
        // Five lanes leave to the left into a passage between two columns of cards, and go up it.
        let cards = [
            Rect::new(-182.0, 201.0, 168.0, 54.0),
            Rect::new(-182.0, -255.0, 168.0, 54.0),
            Rect::new(-378.0, 192.0, 168.0, 72.0),
            Rect::new(-182.0, 40.0, 168.0, 72.0),
            Rect::new(-182.0, -103.0, 168.0, 54.0),
        ];
        let ports = [
            Port { side: Side::Left, along: 222.4, tight: 0.36 },
            Port { side: Side::Bottom, along: -133.2, tight: 0.78 },
        ];
        let strands = drawn(&cards, &[(0, 1); 5], ports);
        assert_eq!((strands.curves.len(), strands.blocked), (5, 0));
    }
}
