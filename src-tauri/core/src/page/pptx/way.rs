//! The way of a connector: straight, or the one of the program's own curved ways that comes nearest to how a
//! flow is drawn, so that it stays a connector when its cards are moved.
//!
//! The curved ways are those of ECMA-376 (`presetShapeDefinitions.xml`): `curvedConnector2` turns once,
//! `curvedConnector3` twice, at a part of its width that can be chosen.

use super::{emu, line, shape};
use crate::map::{Point, Rect};
use crate::scene::Segment;

/// How far a curved way may lead off the flow it stands for, in points; further off it would run over what
/// the flow goes around.
const NEAR: f64 = 9.0;
/// Where along its width the twofold turn is tried, in percent.
const TURNS: std::ops::RangeInclusive<i32> = -4..=14;
/// Into how many pieces a curve is cut to be compared.
const PIECES: usize = 12;

/// A curved way in a box of its own, which is turned and flipped into place.
struct Bend {
    /// A quarter turn to the right.
    turned: bool,
    /// The box before it is turned: from its corner the way begins.
    w: f64,
    h: f64,
    flip: (bool, bool),
    center: Point,
    /// Where the twofold turn is, as a part of the width; none for a single one.
    at: Option<f64>,
}

/// Place and outline of a connector that runs as `path` does; nothing where no connector does.
pub fn of(path: &[Segment]) -> Option<String> {
    if let Some((from, to)) = line::straight(path) {
        return Some(line::way(from, to));
    }
    let drawn = points(path);
    let bends = bends(path)?;
    let far = |b: &Bend| {
        let way = b.points();
        apart(&drawn, &way).max(apart(&way, &drawn))
    };
    let best = bends.into_iter().map(|b| (far(&b), b)).min_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 < NEAR).then(|| best.1.xml())
}

/// The curved ways that leave and arrive as the path does.
fn bends(path: &[Segment]) -> Option<Vec<Bend>> {
    let (Some(Segment::Move { p: from }), Some(Segment::Cubic { b, p: to, .. })) =
        (path.first(), path.last())
    else {
        return None;
    };
    let Some(Segment::Cubic { a, .. }) = path.get(1) else { return None };
    let level = |p: &Point, q: &Point| (q.x - p.x).abs() >= (q.y - p.y).abs();
    let (turned, ends_level) = (!level(from, a), level(b, to));
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    // A quarter turn brings the box's width down and its height to the left.
    let (x, y) = if turned { (dy, -dx) } else { (dx, dy) };
    let center = Point::new((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
    let bend = |at| Bend { turned, w: x.abs(), h: y.abs(), flip: (x < 0.0, y < 0.0), center, at };
    Some(match turned == ends_level {
        true => vec![bend(None)],
        false => TURNS.map(|tenth| bend(Some(f64::from(tenth) / 10.0))).collect(),
    })
}

impl Bend {
    /// Points along it.
    fn points(&self) -> Vec<Point> {
        let (w, h) = (self.w, self.h);
        let p = Point::new;
        let curves = match self.at {
            None => vec![[p(0.0, 0.0), p(w / 2.0, 0.0), p(w, h / 2.0), p(w, h)]],
            Some(at) => {
                let x = w * at;
                vec![
                    [p(0.0, 0.0), p(x / 2.0, 0.0), p(x, h / 4.0), p(x, h / 2.0)],
                    [p(x, h / 2.0), p(x, h * 0.75), p((w + x) / 2.0, h), p(w, h)],
                ]
            }
        };
        let (sx, sy) = (if self.flip.0 { -1.0 } else { 1.0 }, if self.flip.1 { -1.0 } else { 1.0 });
        let place = |q: Point| {
            let (x, y) = ((q.x - w / 2.0) * sx, (q.y - h / 2.0) * sy);
            let (x, y) = if self.turned { (-y, x) } else { (x, y) };
            Point::new(self.center.x + x, self.center.y + y)
        };
        curves.iter().flat_map(|c| (0..=PIECES).map(|n| place(on(c, n as f64 / PIECES as f64)))).collect()
    }

    fn xml(&self) -> String {
        let flag = |name: &str, on: bool| if on { format!(" {name}=\"1\"") } else { String::new() };
        let turn = if self.turned { " rot=\"5400000\"" } else { "" };
        let rect = Rect::new(self.center.x - self.w / 2.0, self.center.y - self.h / 2.0, self.w, self.h);
        let place = format!(
            "<a:xfrm{turn}{}{}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
            flag("flipH", self.flip.0),
            flag("flipV", self.flip.1),
            emu(rect.x),
            emu(rect.y),
            emu(rect.w),
            emu(rect.h),
        );
        place
            + &match self.at {
                None => shape::preset("curvedConnector2", &[]),
                Some(at) => shape::preset("curvedConnector3", &[("adj1", (at * 100_000.0).round() as i64)]),
            }
    }
}

fn on([p, a, b, q]: &[Point; 4], t: f64) -> Point {
    let u = 1.0 - t;
    let mix = |p: f64, a: f64, b: f64, q: f64| {
        u * u * u * p + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * q
    };
    Point::new(mix(p.x, a.x, b.x, q.x), mix(p.y, a.y, b.y, q.y))
}

/// Points along a path.
fn points(path: &[Segment]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for segment in path {
        match (*segment, out.last().copied()) {
            (Segment::Cubic { a, b, p }, Some(from)) => {
                out.extend((1..=PIECES).map(|n| on(&[from, a, b, p], n as f64 / PIECES as f64)));
            }
            (Segment::Move { p } | Segment::Line { p }, _) => out.push(p),
            _ => {}
        }
    }
    out
}

/// The furthest that any of some points is from a chain of points.
fn apart(some: &[Point], chain: &[Point]) -> f64 {
    let from = |p: &Point| chain.windows(2).map(|w| off(*p, w[0], w[1])).fold(f64::INFINITY, f64::min);
    some.iter().map(from).fold(0.0, f64::max)
}

/// How far a point is from a straight piece.
fn off(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy).max(1e-12);
    let t = t.clamp(0.0, 1.0);
    (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: [(f64, f64); 4]) -> Vec<Segment> {
        let [p, a, b, q] = points.map(|(x, y)| Point::new(x, y));
        vec![Segment::Move { p }, Segment::Cubic { a, b, p: q }]
    }

    #[test]
    fn each_way_begins_and_ends_where_the_flow_does() {
        for (from, to) in
            [((0.0, 0.0), (80.0, 60.0)), ((90.0, 10.0), (20.0, 70.0)), ((50.0, 90.0), (70.0, 5.0))]
        {
            let middle = (from.0 + to.0) / 2.0;
            let level = curve([from, (middle, from.1), (middle, to.1), to]);
            let upright = curve([from, (from.0, middle), (to.0, middle), to]);
            let once = curve([from, (middle, from.1), (to.0, (from.1 + to.1) / 2.0), to]);
            for path in [level, upright, once] {
                for bend in bends(&path).unwrap() {
                    let way = bend.points();
                    for (end, (x, y)) in [(way[0], from), (way[way.len() - 1], to)] {
                        assert!((end.x - x).hypot(end.y - y) < 1e-9, "{end:?} instead of {x} {y}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_flow_that_goes_around_something_is_no_connector() {
        let around = curve([(0.0, 0.0), (0.0, -200.0), (100.0, -200.0), (100.0, 0.0)]);
        assert!(of(&around).is_none());
        assert!(
            of(&curve([(0.0, 0.0), (50.0, 0.0), (50.0, 60.0), (100.0, 60.0)]))
                .unwrap()
                .contains("Connector3")
        );
    }
}
