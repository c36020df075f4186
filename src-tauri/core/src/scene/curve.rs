//! Curves of flows: smooth cubic pieces through given points, and what is asked of them (length, places,
//! trimming). Knows nothing of cards or kinds.

use super::Segment;
use crate::map;
use kurbo::{CubicBez, ParamCurve, Point, Vec2};

/// How many straight pieces stand for one cubic at most, where lengths and hits are asked for.
const STEPS: usize = 10;
/// About how long a straight piece is that stands for a part of a short cubic.
const PIECE: f64 = 4.5;

/// To the left of a direction of travel (y goes down).
pub(super) fn left(v: Vec2) -> Vec2 {
    Vec2::new(v.y, -v.x)
}

/// The direction of a vector; zero for none.
pub(super) fn unit(v: Vec2) -> Vec2 {
    let length = v.hypot();
    if length < 1e-9 { Vec2::ZERO } else { v / length }
}

/// For the records of shapes.
pub(super) fn at(p: Point) -> map::Point {
    map::Point::new(round(p.x), round(p.y))
}

/// To a hundredth of a unit, so that what looks the same is the same; cheaper than `f64::round`, which is a call on
/// most processors.
#[inline]
pub(super) fn round(v: f64) -> f64 {
    let whole = (v * 100.0 + 0.5_f64.copysign(v)) as i64;
    whole as f64 / 100.0
}

/// The rectangle between two points.
pub(super) fn around(p: Point, q: Point) -> map::Rect {
    map::Rect::new(p.x.min(q.x), p.y.min(q.y), (p.x - q.x).abs(), (p.y - q.y).abs())
}

/// One smooth path of cubic pieces, with a polyline that stands for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Curve {
    pub pieces: Vec<CubicBez>,
    pub line: Vec<Point>,
    pub along: Vec<f64>,
}

impl Curve {
    pub fn new(pieces: Vec<CubicBez>) -> Curve {
        let mut line = Vec::with_capacity(pieces.len() * STEPS + 1);
        let mut along = Vec::with_capacity(pieces.len() * STEPS + 1);
        let mut length = 0.0;
        for piece in &pieces {
            let steps = steps(piece);
            for step in usize::from(!line.is_empty())..=steps {
                let p = piece.eval(step as f64 / steps as f64);
                if let Some(last) = line.last() {
                    length += p.distance(*last);
                }
                line.push(p);
                along.push(length);
            }
        }
        Curve { pieces, line, along }
    }

    pub fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The place and direction at a length from the start.
    pub fn place(&self, length: f64) -> (Point, Vec2) {
        let i = self.along.partition_point(|&l| l < length).clamp(1, self.line.len() - 1);
        let (p, q) = (self.line[i - 1], self.line[i]);
        let span = self.along[i] - self.along[i - 1];
        let t = if span > 1e-9 { ((length - self.along[i - 1]) / span).clamp(0.0, 1.0) } else { 0.0 };
        (p.lerp(q, t), unit(q - p))
    }

    /// The same curve from its end to its start.
    pub fn reversed(mut self) -> Curve {
        let length = self.length();
        self.pieces.reverse();
        self.pieces.iter_mut().for_each(|c| *c = CubicBez::new(c.p3, c.p2, c.p1, c.p0));
        self.line.reverse();
        self.along.reverse();
        self.along.iter_mut().for_each(|along| *along = length - *along);
        self
    }

    /// The pieces without the last bit: the end lies exactly `by` from where it was.
    pub fn without_end(pieces: &[CubicBez], by: f64) -> Vec<CubicBez> {
        let Some((last, t)) = Curve::before_end(pieces, by) else { return Vec::new() };
        let mut kept = pieces[..=last].to_vec();
        kept[last] = kept[last].subsegment(0.0..t.max(1e-3));
        kept
    }

    /// Where a path is still `by` from its end: in which piece, and where there, from 0 to 1; its very start where
    /// the path is shorter.
    pub fn before_end(pieces: &[CubicBez], by: f64) -> Option<(usize, f64)> {
        let tip = pieces.last()?.p3;
        let beyond = |p: Point| p.distance_squared(tip) > by * by;
        let last = pieces.iter().rposition(|c| beyond(c.p0)).unwrap_or(0);
        let (mut lo, mut hi) = (0.0, 1.0);
        for _ in 0..16 {
            let middle = (lo + hi) / 2.0;
            if beyond(pieces[last].eval(middle)) { lo = middle } else { hi = middle }
        }
        Some((last, lo))
    }

    /// The pieces without the first bit.
    pub fn without_start(pieces: &[CubicBez], by: f64) -> Vec<CubicBez> {
        let turn = |c: &CubicBez| CubicBez::new(c.p3, c.p2, c.p1, c.p0);
        let turned: Vec<_> = pieces.iter().rev().map(turn).collect();
        Curve::without_end(&turned, by).iter().rev().map(turn).collect()
    }

    pub fn bounds(&self) -> map::Rect {
        let first = self.line.first().copied().unwrap_or_default();
        let (mut x0, mut y0, mut x1, mut y1) = (first.x, first.y, first.x, first.y);
        for p in &self.line {
            (x0, y0, x1, y1) = (x0.min(p.x), y0.min(p.y), x1.max(p.x), y1.max(p.y));
        }
        map::Rect::new(x0, y0, x1 - x0, y1 - y0)
    }
}

/// How many straight pieces stand for a cubic: one where it is straight itself.
fn steps(c: &CubicBez) -> usize {
    let chord = c.p3 - c.p0;
    let off = |p: Point| chord.cross(p - c.p0).abs();
    if off(c.p1).max(off(c.p2)) < 1e-3 * chord.hypot() && chord.dot(c.p2 - c.p1) > 0.0 {
        return 1;
    }
    let way = c.p0.distance(c.p1) + c.p1.distance(c.p2) + c.p2.distance(c.p3);
    ((way / PIECE) as usize).clamp(4, STEPS)
}

/// Pieces as segments of a shape.
pub(super) fn segments(pieces: &[CubicBez]) -> Vec<Segment> {
    let start = pieces.first().map(|c| Segment::Move { p: at(c.p0) });
    start
        .into_iter()
        .chain(pieces.iter().map(|c| Segment::Cubic { a: at(c.p1), b: at(c.p2), p: at(c.p3) }))
        .collect()
}

/// The same pieces moved to the left of their direction by a small distance.
pub(super) fn beside(pieces: &[CubicBez], by: f64) -> Vec<CubicBez> {
    pieces
        .iter()
        .map(|c| {
            let first = left(unit(if c.p1 == c.p0 { c.p3 - c.p0 } else { c.p1 - c.p0 })) * by;
            let last = left(unit(if c.p3 == c.p2 { c.p3 - c.p0 } else { c.p3 - c.p2 })) * by;
            CubicBez::new(c.p0 + first, c.p1 + first, c.p2 + last, c.p3 + last)
        })
        .collect()
}

/// A smooth path through points that leaves in one direction and arrives in another.
pub(super) fn through(points: &[Point], leave: Vec2, arrive: Vec2) -> Vec<CubicBez> {
    let last = points.len() - 1;
    let direction = |i: usize| match i {
        0 => leave,
        i if i == last => arrive,
        i => unit(unit(points[i] - points[i - 1]) + unit(points[i + 1] - points[i])),
    };
    (0..last)
        .map(|i| {
            let (p, q) = (points[i], points[i + 1]);
            let chord = p.distance(q);
            let handle = |end: bool, towards: Vec2| {
                let ahead = (q - p).dot(towards).max(0.3 * chord);
                if end { (0.5 * ahead).clamp(chord.min(16.0) * 0.5, 150.0) } else { 0.36 * chord }
            };
            let (d, e) = (direction(i), direction(i + 1));
            let (mut begin, mut end) = (handle(i == 0, d), handle(i + 1 == last, e));
            // Beside an end a corner's handle reaches no nearer to the card than where the curve turns to it: it would
            // swing over what arrives beside it.
            let short_of = |turn: f64, straight: Vec2, handle: f64, d: Vec2| {
                let (room, ahead) = ((q - p).dot(straight) - turn, d.dot(straight));
                if room > 0.0 && ahead * handle > room { room / ahead } else { handle }
            };
            match (i == 0, i + 1 == last) {
                (true, false) => end = short_of(begin, d, end, e),
                (false, true) => begin = short_of(end, e, begin, d),
                _ => {}
            }
            CubicBez::new(p, p + d * begin, q - e * end, q)
        })
        .collect()
}

/// Straight pieces through points with their corners rounded by `radius`.
pub(super) fn rounded(points: &[Point], radius: f64) -> Vec<CubicBez> {
    let straight = |p: Point, q: Point| CubicBez::new(p, p.lerp(q, 1.0 / 3.0), p.lerp(q, 2.0 / 3.0), q);
    let mut out = Vec::new();
    let mut from = points[0];
    for i in 1..points.len() - 1 {
        let (p, corner, q) = (points[i - 1], points[i], points[i + 1]);
        let r = radius.min(p.distance(corner) / 2.0).min(corner.distance(q) / 2.0);
        let (enter, leave) = (corner + unit(p - corner) * r, corner + unit(q - corner) * r);
        if from.distance(enter) > 0.01 {
            out.push(straight(from, enter));
        }
        out.push(CubicBez::new(enter, enter.lerp(corner, 0.55), leave.lerp(corner, 0.55), leave));
        from = leave;
    }
    out.push(straight(from, points[points.len() - 1]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc() -> Vec<CubicBez> {
        through(
            &[Point::new(0.0, 0.0), Point::new(100.0, 50.0), Point::new(200.0, 0.0)],
            Vec2::new(1.0, 0.0),
            Vec2::new(1.0, 0.0),
        )
    }

    #[test]
    fn a_trimmed_curve_stops_at_the_asked_distance() {
        let kept = Curve::without_end(&arc(), 12.0);
        let end = kept[kept.len() - 1].p3;
        assert!((end.distance(Point::new(200.0, 0.0)) - 12.0).abs() < 0.05);
    }

    #[test]
    fn pieces_join_without_a_corner() {
        let pieces = arc();
        let (a, b) = (unit(pieces[0].p3 - pieces[0].p2), unit(pieces[1].p1 - pieces[1].p0));
        assert!(a.dot(b) > 0.999);
    }

    #[test]
    fn past_a_corner_a_curve_comes_no_nearer_to_a_card_than_where_it_turns_to_it() {
        // Up to a corner, then aside and up into the lower edge of a card at y = 0.
        let points = [Point::new(0.0, 100.0), Point::new(0.0, 20.0), Point::new(90.0, 0.0)];
        let up = Vec2::new(0.0, -1.0);
        let forth = through(&points, up, up)[1];
        assert!(forth.p1.y >= forth.p2.y - 1e-9, "{forth:?}");
        let back = through(&[points[2], points[1], points[0]], -up, -up)[0];
        assert!(forth.p1.distance(back.p2) < 1e-9, "the same from either end");
    }

    #[test]
    fn places_run_along_the_whole_curve() {
        let curve = Curve::new(arc());
        assert!(curve.place(0.0).0.distance(Point::ORIGIN) < 1e-9);
        assert!(curve.place(curve.length()).0.distance(Point::new(200.0, 0.0)) < 1e-9);
        let (middle, _) = curve.place(curve.length() / 2.0);
        assert!(middle.distance(Point::new(100.0, 50.0)) < 1.0);
    }
}
