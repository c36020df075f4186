//! The marks of kinds: stroke, dash and head of each. Used by flows and by the page's legend alike.

use super::{
    Ink, Segment, Shape, Stroke,
    curve::{self, Curve, at, left, unit},
};
use crate::map::Kind;
use kurbo::{CubicBez, ParamCurve, Point, Vec2};

/// How a flow is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Kind.
    pub kind: Kind,
    /// Width step within the kind, 1 to 5.
    pub step: u8,
    /// Assumed flows are thinner.
    pub assumed: bool,
    /// Heads at both ends.
    pub both_ways: bool,
}

impl Mark {
    /// The width of the stroke in units.
    pub fn width(&self) -> f64 {
        let steps = match self.kind {
            Kind::Money => [1.6, 2.4, 3.2, 4.1, 5.0],
            Kind::Product => [3.0, 3.5, 4.1, 4.8, 5.6],
            Kind::Trust => [2.0, 2.4, 2.8, 3.3, 3.8],
            _ => [1.2, 1.6, 2.0, 2.5, 3.0],
        };
        let width = steps[usize::from(self.step.clamp(1, 5)) - 1];
        if self.assumed { (width * 0.7_f64).max(1.0) } else { width }
    }

    /// Length and half width of the head.
    pub fn head(&self) -> (f64, f64) {
        let w = self.width();
        match self.kind {
            Kind::Money => (7.5 + 1.3 * w, 3.6 + 0.9 * w),
            Kind::Data => (9.5 + w, 2.4 + 0.8 * w),
            Kind::Decision => (9.0 + 1.2 * w, 3.2 + 0.6 * w),
            Kind::Trust => (6.6 + 0.6 * w, 3.3 + 0.3 * w),
            Kind::Attention => (6.0 + w, 3.6 + 0.7 * w),
            Kind::Product => (8.0 + 0.8 * w, 3.4 + 0.6 * w),
        }
    }

    /// Half the room a lane of this mark needs beside its middle line.
    pub(super) fn room(&self) -> f64 {
        self.head().1.max(4.5)
    }

    fn dash(&self) -> (Vec<f32>, bool) {
        let w = self.width() as f32;
        match self.kind {
            Kind::Money | Kind::Product => (vec![], false),
            Kind::Data => (vec![9.0 + w, 4.5], false),
            Kind::Decision => (vec![8.0, 3.5, 1.6 + 0.3 * w, 3.5], false),
            Kind::Trust => (vec![0.01, 2.1 * w], true),
            // As wide a stroke needs as much longer dashes: squares would be taken for the dots of trust.
            Kind::Attention => (vec![2.4 + w, 2.8 + 0.3 * w], false),
        }
    }

    /// The shapes of a flow along a straight line: for the legend.
    pub fn straight(&self, from: crate::map::Point, to: crate::map::Point) -> Vec<Shape> {
        let (p, q) = (Point::new(from.x, from.y), Point::new(to.x, to.y));
        self.shapes(&[CubicBez::new(p, p.lerp(q, 1.0 / 3.0), p.lerp(q, 2.0 / 3.0), q)])
    }

    /// The shapes of a flow along a curve: strokes first, heads last. The head's tip is the curve's end, the
    /// stroke stops at the head's base.
    pub(super) fn shapes(&self, pieces: &[CubicBez]) -> Vec<Shape> {
        let (length, half) = self.head();
        // A chevron is open: its stroke runs on to the tip.
        let cut = if self.kind == Kind::Attention { 0.8 } else { length - 0.2 };
        let mut body = Curve::without_end(pieces, cut);
        if self.both_ways {
            body = Curve::without_start(&body, cut);
        }
        let ink = Ink::from(self.kind);
        let (dash, round) = self.dash();
        let width = self.width();
        let stroke = |path: &[CubicBez], width: f64| Shape::Path {
            path: curve::segments(path),
            fill: None,
            stroke: Some(Stroke { ink, width: width as f32, dash: dash.clone(), round }),
        };
        let mut out = Vec::with_capacity(4);
        if self.kind == Kind::Product {
            let thin = if self.assumed { 0.8 } else { 0.9 + 0.08 * f64::from(self.step) };
            for by in [-0.5, 0.5] {
                out.push(stroke(&curve::beside(&body, by * (width - thin)), thin));
            }
        } else {
            out.push(stroke(&body, width));
        }
        let tip = pieces[pieces.len() - 1].p3;
        let base = Curve::before_end(pieces, length).map_or(tip, |(last, t)| pieces[last].eval(t));
        out.push(self.head_shape(tip, unit(tip - base), length, half));
        if self.both_ways {
            let tip = pieces[0].p0;
            let base = Curve::without_start(pieces, length).first().map_or(tip, |c| c.p0);
            out.push(self.head_shape(tip, unit(tip - base), length, half));
        }
        out
    }

    fn head_shape(&self, tip: Point, d: Vec2, length: f64, half: f64) -> Shape {
        let side = left(d) * half;
        let base = tip - d * length;
        let filled = |points: &[Point]| {
            let mut path = vec![Segment::Move { p: at(points[0]) }];
            path.extend(points[1..].iter().map(|p| Segment::Line { p: at(*p) }));
            path.push(Segment::Close);
            Shape::Path { path, fill: Some(Ink::from(self.kind)), stroke: None }
        };
        let width = self.width().clamp(1.2, 2.2);
        let stroke = Some(Stroke { ink: self.kind.into(), width: width as f32, dash: vec![], round: false });
        match self.kind {
            Kind::Money | Kind::Data | Kind::Product => filled(&[tip, base + side, base - side]),
            Kind::Decision => {
                let middle = tip - d * (length / 2.0);
                filled(&[tip, middle + side, base, middle - side])
            }
            Kind::Trust => {
                let r = (length - width) / 2.0;
                Shape::Path { path: circle(tip - d * (length / 2.0), r), fill: Some(Ink::Paper), stroke }
            }
            Kind::Attention => {
                let tip = tip - d * (width * 0.7);
                let path = vec![
                    Segment::Move { p: at(base + side) },
                    Segment::Line { p: at(tip) },
                    Segment::Line { p: at(base - side) },
                ];
                Shape::Path { path, fill: None, stroke }
            }
        }
    }
}

/// A circle as four cubic pieces.
pub(super) fn circle(c: Point, r: f64) -> Vec<Segment> {
    let k = 0.552_284_75 * r;
    let p = |x: f64, y: f64| at(Point::new(c.x + x, c.y + y));
    vec![
        Segment::Move { p: p(r, 0.0) },
        Segment::Cubic { a: p(r, k), b: p(k, r), p: p(0.0, r) },
        Segment::Cubic { a: p(-k, r), b: p(-r, k), p: p(-r, 0.0) },
        Segment::Cubic { a: p(-r, -k), b: p(-k, -r), p: p(0.0, -r) },
        Segment::Cubic { a: p(k, -r), b: p(r, -k), p: p(r, 0.0) },
        Segment::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_no_dot_however_wide_the_stroke() {
        for (kind, step) in [Kind::Data, Kind::Decision, Kind::Attention]
            .map(|k| (1..=5).map(move |s| (k, s)))
            .into_iter()
            .flatten()
        {
            let mark = Mark { kind, step, assumed: false, both_ways: false };
            let (dash, _) = mark.dash();
            assert!(f64::from(dash[0]) > 1.6 * mark.width(), "{kind:?} {step}: {dash:?}");
            assert!(f64::from(dash[1]) > mark.width(), "{kind:?} {step}: {dash:?}");
        }
    }
}
