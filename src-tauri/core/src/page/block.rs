//! Blocks: pieces of the page set at the origin, of known height, to be put where there is room.

use super::{Part, PartRole, Sheet, frame::Style, paint::moved};
use crate::{
    map::{Point, RecordId, Rect},
    scene::{Ink, Item, Layer, Segment, Shape, Stroke, TextLine, text},
};

/// What belongs together in reading: a cell of a table, an entry, a paragraph; or decoration.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it is; decoration where there is none.
    pub role: Option<PartRole>,
    /// What it is made of.
    pub shapes: Vec<Shape>,
}

/// A piece of the page. The cells stand side by side in reading order.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// What is kept free for it, from its top.
    pub height: f64,
    /// What it consists of.
    pub cells: Vec<Cell>,
}

impl Block {
    /// A block of one cell.
    pub fn one(role: PartRole, shapes: Vec<Shape>, height: f64) -> Block {
        Block { height, cells: vec![Cell { role: Some(role), shapes }] }
    }

    /// Adds decoration.
    pub fn adorned(mut self, shapes: Vec<Shape>) -> Block {
        self.cells.push(Cell { role: None, shapes });
        self
    }
}

/// Text as it runs down a column: keeps count of where the next line goes.
#[derive(Debug, Default)]
pub struct Column {
    /// The shapes so far.
    pub shapes: Vec<Shape>,
    /// Left edge.
    pub x: f64,
    /// Where the next line's leading begins.
    pub y: f64,
}

/// Lines that a text may have at most before it gets an ellipsis: more than any sentence of ours takes beside a map, so
/// that an entry is whole or left out.
const MOST_LINES: usize = 24;

impl Column {
    /// An empty column at a place.
    pub fn at(x: f64, y: f64) -> Column {
        Column { shapes: Vec::new(), x, y }
    }

    /// Sets a text in as many lines as it needs; a right-to-left text is set from the right edge.
    pub fn text(&mut self, text: &str, style: Style, width: f64) {
        if text.is_empty() {
            return;
        }
        self.lines(text, style, width, MOST_LINES);
    }

    /// Sets a text in at most so many lines; gives where the last one ends.
    pub fn lines(&mut self, text: &str, style: Style, width: f64, most: usize) -> f64 {
        let mut end = self.x;
        for line in text::wrap(text, style.size, style.bold, style.ink, width, most) {
            let x = if line.rtl { self.x + width - f64::from(line.width) } else { self.x };
            end = x + f64::from(line.width);
            self.shapes.push(Shape::Text(TextLine { at: Point::new(x, baseline(self.y, style)), ..line }));
            self.y += style.leading;
        }
        end
    }
}

impl Column {
    /// Sets a text whose first line begins further in.
    pub fn run_on(&mut self, text: &str, style: Style, indent: f64, width: f64) {
        let first = text::wrap(text, style.size, style.bold, style.ink, width - indent, usize::MAX);
        // A first word that must be broken to fit begins a line of its own.
        let whole = first
            .first()
            .map(|l| l.text.as_str())
            .filter(|l| text.strip_prefix(l).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
        let Some(beginning) = whole else {
            self.y += style.leading;
            return self.text(text, style, width);
        };
        self.x += indent;
        self.lines(beginning, style, width - indent, 1);
        self.x -= indent;
        self.text(text[beginning.len()..].trim_start(), style, width);
    }
}

/// The baseline of a line whose leading begins at `top`: capitals stand in its middle.
pub fn baseline(top: f64, style: Style) -> f64 {
    top + (style.leading + style.size * text::CAPS) / 2.0
}

/// One line of text with its left end at `x`.
pub fn line_at(text: &str, style: Style, x: f64, top: f64) -> TextLine {
    let line = text::line(text, style.size, style.bold, style.ink);
    TextLine { at: Point::new(x, baseline(top, style)), ..line }
}

/// A level hairline.
pub fn rule(x: f64, y: f64, width: f64, thickness: f64, ink: Ink) -> Shape {
    let path = vec![Segment::Move { p: Point::new(x, y) }, Segment::Line { p: Point::new(x + width, y) }];
    let stroke = Stroke { ink, width: thickness as f32, dash: Vec::new(), round: false };
    Shape::Path { path, fill: None, stroke: Some(stroke) }
}

/// A disc, filled or as a ring.
pub fn disc(center: Point, radius: f64, ink: Ink, filled: bool) -> Shape {
    let ring = Stroke { ink, width: (radius * 0.3) as f32, dash: Vec::new(), round: false };
    let inset = if filled { radius } else { radius * 0.85 };
    Shape::Box {
        rect: Rect::new(center.x, center.y, 0.0, 0.0).inflate(inset),
        radius: inset as f32,
        fill: filled.then_some(ink),
        stroke: (!filled).then_some(ring),
    }
}

/// A letter or digit on a filled disc.
pub fn badge(mark: &str, center: Point, radius: f64, ink: Ink) -> [Shape; 2] {
    let size = radius * 1.35;
    let line = text::line(mark, size, true, Ink::OnAccent);
    let at = Point::new(center.x - f64::from(line.width) / 2.0, center.y + size * text::CAPS / 2.0);
    [disc(center, radius, ink, true), Shape::Text(TextLine { at, ..line })]
}

/// To a hundredth of a point: finer than any printer, and it keeps files small.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A shape scaled and moved; text keeps its glyphs.
pub fn placed(shape: &Shape, scale: f64, by: Point) -> Shape {
    let place = |p: Point| Point::new(rounded(p.x * scale + by.x), rounded(p.y * scale + by.y));
    let grow = |v: f32| (rounded(f64::from(v) * scale * 10.0) / 10.0) as f32;
    let stroke = |s: &Option<Stroke>| {
        s.as_ref().map(|s| Stroke {
            width: grow(s.width),
            dash: s.dash.iter().map(|d| grow(*d)).collect(),
            ..s.clone()
        })
    };
    match shape {
        Shape::Box { rect, radius, fill, stroke: s } => Shape::Box {
            rect: placed_rect(rect, scale, by),
            radius: grow(*radius),
            fill: *fill,
            stroke: stroke(s),
        },
        Shape::Path { path, fill, stroke: s } => Shape::Path {
            path: path.iter().map(|s| moved(s, &place)).collect(),
            fill: *fill,
            stroke: stroke(s),
        },
        Shape::Text(line) => Shape::Text(placed_line(line, scale, place(line.at))),
        Shape::Icon { name, at, size, ink } => {
            Shape::Icon { name: name.clone(), at: place(*at), size: grow(*size), ink: *ink }
        }
    }
}

/// A rectangle scaled and moved.
pub fn placed_rect(rect: &Rect, scale: f64, by: Point) -> Rect {
    let (x, y) = (rounded(rect.x * scale + by.x), rounded(rect.y * scale + by.y));
    Rect::new(x, y, rounded(rect.w * scale), rounded(rect.h * scale))
}

fn placed_line(line: &TextLine, scale: f64, at: Point) -> TextLine {
    let mut to = TextLine { at, ..line.clone() };
    if scale != 1.0 {
        let by = scale as f32;
        to.size *= by;
        to.width *= by;
        to.shaped = line.shaped.as_ref().map(|shaped| {
            let mut shaped = crate::scene::ShapedLine::clone(shaped);
            for glyph in shaped.runs.iter_mut().flat_map(|r| &mut r.glyphs) {
                (glyph.x, glyph.y, glyph.advance) = (glyph.x * by, glyph.y * by, glyph.advance * by);
            }
            shaped.into()
        });
    }
    to
}

/// The smallest rectangle around shapes; text takes its full height.
pub fn extent(shapes: &[Shape]) -> Rect {
    let all = shapes.iter().map(|shape| match shape {
        Shape::Box { rect, .. } => *rect,
        Shape::Path { path, .. } => around(path),
        Shape::Icon { at, size, .. } => Rect::new(at.x, at.y, f64::from(*size), f64::from(*size)),
        Shape::Text(line) => {
            let size = f64::from(line.size);
            let height = size * (text::CAPS + text::DESCENT);
            Rect::new(line.at.x, line.at.y - size * text::CAPS, f64::from(line.width), height)
        }
    });
    all.reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// The smallest rectangle around the ends and handles of a path.
fn around(path: &[Segment]) -> Rect {
    let points = path.iter().flat_map(|segment| match *segment {
        Segment::Move { p } | Segment::Line { p } => vec![p],
        Segment::Cubic { a, b, p } => vec![a, b, p],
        Segment::Close => vec![],
    });
    points.map(|p| Rect::new(p.x, p.y, 0.0, 0.0)).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

impl Sheet {
    /// Puts a block with its upper left corner at a place; gives a part for each cell that is read.
    pub(super) fn put(&mut self, block: &Block, at: Point) -> Vec<Part> {
        let mut parts = Vec::new();
        for cell in block.cells.iter().filter(|c| !c.shapes.is_empty()) {
            let shapes: Vec<Shape> = cell.shapes.iter().map(|s| placed(s, 1.0, at)).collect();
            let words = words(&shapes);
            if let Some(role) = cell.role {
                parts.push(Part::of(role, vec![self.items.len()]).saying(words.clone()));
            }
            self.items.push(furniture(shapes, words));
        }
        parts
    }
}

/// What shapes say, line after line.
fn words(shapes: &[Shape]) -> String {
    let lines = shapes.iter().filter_map(|s| match s {
        Shape::Text(line) => Some(line.text.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// An item of the page that is no part of the map.
fn furniture(shapes: Vec<Shape>, name: String) -> Item {
    Item {
        id: RecordId::Info,
        layer: Layer::Page,
        rect: extent(&shapes),
        kind: None,
        label: None,
        spine: Vec::new(),
        name,
        shapes,
    }
}
