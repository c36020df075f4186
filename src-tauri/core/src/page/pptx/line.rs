//! Flows as lines: what of a flow is its stroke, which head the program that opens it draws itself, and which
//! cards it holds on to.
//!
//! Only straight flows are connectors that hold on to cards. A connector may have an outline of its own by the format's
//! rules, but LibreOffice (7.4) drops that outline and leads the line around corners, over other cards: a curved flow
//! is an outline, for the picture counts for more than that it follows a card.

use super::{emu, shape};
use crate::{
    map::{Kind, Point, Rect},
    scene::{Ink, Item, Layer, Segment, Shape, Stroke},
};

/// How far from a card's edge a line may end that holds on to it, in points: a badge or the edge of a stack may
/// lie between.
const GLUE: f64 = 8.0;
/// How far a line may lean off the way between its ends that is drawn as a straight one, in points.
const STRAIGHT: f64 = 1.5;

/// A flow taken apart.
pub struct Flow<'a> {
    /// From card to card.
    pub path: Vec<Segment>,
    /// Its stroke. A double line is a wide one with a narrow one of paper on it.
    pub strokes: Vec<Stroke>,
    /// What the program draws at its ends.
    pub ends: String,
    /// Heads that no program has.
    pub heads: &'a [Shape],
    /// Labels and badges.
    pub rest: &'a [Shape],
    /// Where it begins and ends.
    pub reach: [Point; 2],
    /// Place and outline as a connector, where it is one: where it runs straight.
    pub way: Option<String>,
}

impl<'a> Flow<'a> {
    /// The flow that an item shows; nothing for other items and for labels.
    pub fn of(item: &'a Item) -> Option<Flow<'a>> {
        let kind = item.kind.filter(|_| item.layer == Layer::Flow && item.spine.len() >= 8)?;
        let count = if kind == Kind::Product { 2 } else { 1 };
        let (lines, rest) = item.shapes.split_at_checked(count)?;
        // A path with a text on it is a badge.
        let is_head = |at: &usize| {
            matches!(rest[*at], Shape::Path { .. }) && !matches!(rest.get(at + 1), Some(Shape::Text(_)))
        };
        let heads = (0..rest.len()).take_while(is_head).count();
        let (heads, rest) = rest.split_at(heads);
        let strokes = strokes_of(lines)?;
        let path = spine(&item.spine);
        let reach = [start(&path)?, end(&path)?];
        let way = straight(&path).map(|(from, to)| way(from, to));
        let Some(sort) = sort(kind) else {
            return Some(Flow { path, strokes, ends: String::new(), heads, rest, reach, way });
        };
        let end =
            |name: &str, head: &Shape| format!("<a:{name} type=\"{sort}\"{}/>", sizes(head, &strokes[0]));
        let mut ends = String::new();
        ends.extend(heads.get(1).map(|h| end("headEnd", h)));
        ends.extend(heads.first().map(|h| end("tailEnd", h)));
        Some(Flow { path, strokes, ends, heads: &[], rest, reach, way })
    }
}

/// The stroke of a flow; for two side by side the one that both fill, and the paper between them.
fn strokes_of(lines: &[Shape]) -> Option<Vec<Stroke>> {
    let drawn = lines.iter().filter_map(|s| match s {
        Shape::Path { path, stroke: Some(stroke), .. } => Some((start(path)?, stroke)),
        _ => None,
    });
    let drawn: Vec<(Point, &Stroke)> = drawn.collect();
    match drawn[..] {
        [(_, one)] => Some(vec![one.clone()]),
        [(a, one), (b, _)] => {
            let apart = (a.x - b.x).hypot(a.y - b.y) as f32;
            let wide = Stroke { width: apart + one.width, ..one.clone() };
            let between = Stroke { ink: Ink::Paper, width: (apart - one.width).max(0.1), ..one.clone() };
            Some(vec![wide, between])
        }
        _ => None,
    }
}

/// The head that every program has, where the kind's own is one.
fn sort(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Money | Kind::Data => Some("triangle"),
        Kind::Attention => Some("arrow"),
        Kind::Decision | Kind::Trust | Kind::Product => None,
    }
}

/// Width and length of a head: each of three sizes is so many times the line's width, but of 2 pt at least.
fn sizes(head: &Shape, stroke: &Stroke) -> String {
    let Shape::Path { path, .. } = head else { return String::new() };
    let points: Vec<Point> = path
        .iter()
        .filter_map(|s| match *s {
            Segment::Move { p } | Segment::Line { p } | Segment::Cubic { p, .. } => Some(p),
            Segment::Close => None,
        })
        .collect();
    let away = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y);
    // A triangle begins at its tip, a chevron with a side.
    let (tip, a, b) = match (points.as_slice(), path.last()) {
        ([tip, a, b], Some(Segment::Close)) => (*tip, *a, *b),
        ([a, tip, b], _) => (*tip, *a, *b),
        _ => return String::new(),
    };
    let base = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let size = |length: f64| match length / f64::from(stroke.width).max(2.0) {
        times if times < 2.5 => "sm",
        times if times < 4.0 => "med",
        _ => "lg",
    };
    format!(" w=\"{}\" len=\"{}\"", size(away(a, b)), size(away(tip, base)))
}

fn spine(numbers: &[f32]) -> Vec<Segment> {
    let p = |at: usize| Point::new(f64::from(numbers[at]), f64::from(numbers[at + 1]));
    let cubic = |at| Segment::Cubic { a: p(at), b: p(at + 2), p: p(at + 4) };
    let mut path = vec![Segment::Move { p: p(0) }];
    path.extend((2..numbers.len().saturating_sub(5)).step_by(6).map(cubic));
    path
}

fn start(path: &[Segment]) -> Option<Point> {
    match path.first() {
        Some(Segment::Move { p }) => Some(*p),
        _ => None,
    }
}

fn end(path: &[Segment]) -> Option<Point> {
    match path.last() {
        Some(Segment::Line { p } | Segment::Cubic { p, .. }) => Some(*p),
        _ => None,
    }
}

/// Both ends of a path that is one straight line.
pub fn straight(path: &[Segment]) -> Option<(Point, Point)> {
    let (from, to) = (start(path)?, end(path)?);
    let length = (to.x - from.x).hypot(to.y - from.y);
    let near = |p: Point| {
        let (x, y) = (p.x - from.x, p.y - from.y);
        let off = (x * (to.y - from.y) - y * (to.x - from.x)).abs() / length.max(1e-9);
        let along = (x * (to.x - from.x) + y * (to.y - from.y)) / length.max(1e-9);
        off < STRAIGHT && (-STRAIGHT..length + STRAIGHT).contains(&along)
    };
    let all = path[1..].iter().all(|s| match *s {
        Segment::Line { p } => near(p),
        Segment::Cubic { a, b, p } => near(a) && near(b) && near(p),
        Segment::Move { .. } | Segment::Close => false,
    });
    all.then_some((from, to))
}

/// The place and outline of a straight line: its box, turned over where it runs up or back.
pub fn way(from: Point, to: Point) -> String {
    let rect = Rect::new(from.x.min(to.x), from.y.min(to.y), (from.x - to.x).abs(), (from.y - to.y).abs());
    let flip = |name: &str, on: bool| if on { format!(" {name}=\"1\"") } else { String::new() };
    let place = format!(
        "<a:xfrm{}{}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        flip("flipH", to.x < from.x),
        flip("flipV", to.y < from.y),
        emu(rect.x),
        emu(rect.y),
        emu(rect.w),
        emu(rect.h),
    );
    place + &shape::preset("straightConnector1", &[])
}

/// The card that a line ends at: the nearest, where one is near enough.
pub fn glue(faces: &[(u32, Rect)], end: Point) -> Option<u32> {
    let off = |r: &Rect| {
        let (x, y) = (end.x.clamp(r.x, r.right()), end.y.clamp(r.y, r.bottom()));
        (end.x - x).hypot(end.y - y)
    };
    let near = faces.iter().map(|(id, rect)| (off(rect), *id)).filter(|(off, _)| *off < GLUE);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id)
}
