//! What the painters share: every shape brought down to a path or a line of text.

use crate::{
    map::{Point, Rect},
    scene::{Ink, Segment, Shape, ShapedLine, Stroke, TextLine, icon, text},
};
use std::{borrow::Cow, sync::Arc};

/// Edge of the grid that icons are drawn on, and the width of their lines there.
const ICON: (f32, f32) = (24.0, 2.0);

/// Joins longer than this many stroke widths are cut off; the same in every painter.
pub const MITER_LIMIT: f32 = 10.0;

/// A shape as painters see it.
pub enum Mark<'a> {
    /// A path with its inside and its line.
    Path(Cow<'a, [Segment]>, Option<Ink>, Option<Stroke>),
    /// A line of text.
    Text(&'a TextLine),
}

/// A shape as a path or a line of text.
pub fn mark(shape: &Shape) -> Mark<'_> {
    match shape {
        Shape::Box { rect, radius, fill, stroke } => {
            Mark::Path(round_box(rect, f64::from(*radius)).into(), *fill, stroke.clone())
        }
        Shape::Path { path, fill, stroke } => Mark::Path(path.into(), *fill, stroke.clone()),
        Shape::Text(line) => Mark::Text(line),
        Shape::Icon { name, at, size, ink } => {
            let scale = f64::from(*size / ICON.0);
            let place = |p: Point| Point::new(at.x + p.x * scale, at.y + p.y * scale);
            let path: Vec<Segment> = icon::segments(name).iter().map(|s| moved(s, &place)).collect();
            let width = ICON.1 * size / ICON.0;
            Mark::Path(path.into(), None, Some(Stroke { ink: *ink, width, dash: Vec::new(), round: true }))
        }
    }
}

/// A segment with every point moved.
pub fn moved(segment: &Segment, place: &impl Fn(Point) -> Point) -> Segment {
    match *segment {
        Segment::Move { p } => Segment::Move { p: place(p) },
        Segment::Line { p } => Segment::Line { p: place(p) },
        Segment::Cubic { a, b, p } => Segment::Cubic { a: place(a), b: place(b), p: place(p) },
        Segment::Close => Segment::Close,
    }
}

/// A rectangle as a path; quarter circles at the corners where there is a radius.
pub fn round_box(rect: &Rect, radius: f64) -> Vec<Segment> {
    let (l, t, r, b) = (rect.x, rect.y, rect.right(), rect.bottom());
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let to = |x, y| Segment::Line { p: Point::new(x, y) };
    if radius <= 0.0 {
        return vec![Segment::Move { p: Point::new(l, t) }, to(r, t), to(r, b), to(l, b), Segment::Close];
    }
    // Distance of the handles that brings a cubic nearest to a quarter circle.
    let k = radius * (1.0 - 0.552_284_749_8);
    let turn = |ax, ay, bx, by, x, y| Segment::Cubic {
        a: Point::new(ax, ay),
        b: Point::new(bx, by),
        p: Point::new(x, y),
    };
    vec![
        Segment::Move { p: Point::new(l + radius, t) },
        to(r - radius, t),
        turn(r - k, t, r, t + k, r, t + radius),
        to(r, b - radius),
        turn(r, b - k, r - k, b, r - radius, b),
        to(l + radius, b),
        turn(l + k, b, l, b - k, l, b - radius),
        to(l, t + radius),
        turn(l, t + k, l + k, t, l + radius, t),
        Segment::Close,
    ]
}

/// The line around the glyphs of a fallback font that has no semibold of its own.
pub fn embolden(line: &TextLine) -> Stroke {
    Stroke { ink: line.ink, width: line.size * 0.03, dash: Vec::new(), round: false }
}

/// The glyphs of a line; a line that came without them is shaped here.
pub fn shaped(line: &TextLine) -> Arc<ShapedLine> {
    let shape = || text::line(&line.text, f64::from(line.size), line.bold, line.ink).shaped;
    line.shaped.clone().or_else(shape).unwrap_or_default()
}
