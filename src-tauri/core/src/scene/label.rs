//! Places for labels: on their own curve, clear of cards, titles, heads and each other; where there is no
//! room, a small number on the curve.
//!
//! Labels are placed in the order of flows, each where it disturbs least, so the result depends on the
//! picture alone and not on how it came about.

use super::{
    Ink, Shape, TextLine,
    curve::{Curve, round},
    grid::{Grid, enters},
    text,
    words::BETWEEN,
};
use crate::map::{Point, Rect};
use kurbo::Point as KPoint;

/// Size of label text.
pub(super) const SIZE: f64 = 11.5;
const PAD_X: f64 = 3.5;
const PAD_Y: f64 = 1.0;
/// Labels wider than this are wrapped.
const WIDEST: f64 = 124.0;
/// Places tried along a curve, in order of liking, as shares of its free length.
const TRIED: [f64; 21] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9, 0.05, 0.95,
    0.0, 1.0,
];

/// A label where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub rect: Rect,
    pub lines: Vec<TextLine>,
    /// It is the number of the flow's entry in the list.
    pub number: Option<u32>,
    /// What it stands on.
    ground: Ink,
}

impl Placed {
    /// The backing and the text.
    pub fn shapes(&self) -> Vec<Shape> {
        let round_box = self.number.map_or(3.0, |_| self.rect.h as f32 / 2.0);
        let backing =
            Shape::Box { rect: self.rect, radius: round_box, fill: Some(self.ground), stroke: None };
        std::iter::once(backing).chain(self.lines.iter().cloned().map(Shape::Text)).collect()
    }
}

/// What labels must keep clear of, and the labels placed so far.
pub(super) struct Board<'a> {
    /// Cards, titles, notes.
    pub solid: &'a Grid,
    /// Heads of flows and badges, with the flow they belong to.
    pub heads: Grid,
    pub head_of: Vec<usize>,
    labels: Grid,
    strokes: &'a Strokes,
    zones: &'a [Rect],
    next: u32,
}

/// The strokes of all flows in short pieces.
pub(super) struct Strokes {
    grid: Grid,
    pieces: Vec<(usize, KPoint, KPoint)>,
}

impl Strokes {
    pub fn new(area: Rect, curves: &[Curve]) -> Strokes {
        let mut grid = Grid::new(area);
        let mut pieces = Vec::new();
        for (flow, curve) in curves.iter().enumerate() {
            for w in curve.line.windows(2) {
                let (x, y) = (w[0].x.min(w[1].x), w[0].y.min(w[1].y));
                grid.put(Rect::new(x, y, (w[0].x - w[1].x).abs(), (w[0].y - w[1].y).abs()), 0.1);
                pieces.push((flow, w[0], w[1]));
            }
        }
        Strokes { grid, pieces }
    }

    /// How many other flows run through a rectangle.
    fn through(&self, rect: &Rect, own: usize) -> usize {
        let wide = rect.inflate(1.5);
        let mut met: Vec<usize> = Vec::new();
        self.grid.each(&wide, |n| {
            let (flow, p, q) = self.pieces[n as usize];
            if flow != own && !met.contains(&flow) && enters(p, q, &wide).is_some() {
                met.push(flow);
            }
        });
        met.len()
    }
}

impl<'a> Board<'a> {
    pub fn new(area: Rect, solid: &'a Grid, strokes: &'a Strokes, zones: &'a [Rect]) -> Board<'a> {
        Board {
            solid,
            heads: Grid::new(area),
            head_of: Vec::new(),
            labels: Grid::new(area),
            strokes,
            zones,
            next: 1,
        }
    }

    /// Keeps a head of a flow clear.
    pub fn add_head(&mut self, flow: usize, rect: Rect) {
        self.heads.put(rect, 0.0);
        self.head_of.push(flow);
    }

    /// Finds a place for the words of a flow, and keeps it; `None` where nothing has room or there is nothing
    /// to say. `liked` moves the most liked place along the curve.
    pub fn place(
        &mut self,
        flow: usize,
        curve: &Curve,
        ink: Ink,
        forms: &[String],
        liked: Liking,
    ) -> Option<Placed> {
        let free = free_stretch(curve);
        for (i, form) in forms.iter().enumerate() {
            for lines in layouts(form, ink, i + 1 == forms.len()) {
                if let Some(placed) = self.best(flow, curve, free, lines, liked, 0) {
                    self.keep(&placed);
                    return Some(placed);
                }
            }
        }
        // Rather over another flow's stroke than not at all, if it is short.
        for form in forms {
            for lines in layouts(form, ink, false) {
                if let Some(placed) = self.best(flow, curve, free, lines, liked, 1) {
                    self.keep(&placed);
                    return Some(placed);
                }
            }
        }
        if forms.is_empty() {
            return None;
        }
        let digits = text::line(&self.next.to_string(), SIZE, true, ink);
        let mut placed = self.best(flow, curve, free, vec![digits], liked, usize::MAX)?;
        placed.number = Some(self.next);
        self.next += 1;
        self.keep(&placed);
        Some(placed)
    }

    fn keep(&mut self, placed: &Placed) {
        self.labels.put(placed.rect, 0.0);
    }

    /// The most liked free place that at most `over` other flows run through.
    fn best(
        &self,
        flow: usize,
        curve: &Curve,
        free: (f64, f64),
        lines: Vec<TextLine>,
        liked: Liking,
        over: usize,
    ) -> Option<Placed> {
        let (w, h) = (text::width(&lines) + 2.0 * PAD_X, text::height(&lines) + 2.0 * PAD_Y);
        let mut best: Option<(usize, Rect)> = None;
        let on_curve = TRIED.iter().map(|t| {
            let (c, _) = curve.place(free.0 + (free.1 - free.0) * (t + liked.at).clamp(0.0, 1.0));
            Rect::new(round(c.x - w / 2.0), round(c.y - h / 2.0), w, h)
        });
        let beside = liked.ear.then(|| beside_ear(curve, w, h)).into_iter().flatten();
        for rect in beside.chain(on_curve) {
            if !self.free(flow, &rect) {
                continue;
            }
            let crossed = self.strokes.through(&rect, flow);
            if crossed <= over && best.is_none_or(|(b, _)| crossed < b) {
                best = Some((crossed, rect));
                if crossed == 0 {
                    break;
                }
            }
        }
        let (_, rect) = best?;
        let mut placed = set(rect, lines);
        let within = |z: &&Rect| z.union(&rect) == **z;
        placed.ground = self.zones.iter().find(within).map_or(Ink::Paper, |_| Ink::Zone);
        Some(placed)
    }

    fn free(&self, flow: usize, rect: &Rect) -> bool {
        let wide = rect.inflate(2.0);
        !self.solid.any(&wide.inflate(1.0), |_| true)
            && !self.labels.any(&wide, |_| true)
            && !self
                .heads
                .any(rect, |n| self.head_of[n as usize] != flow || self.heads.rect(n).overlaps(rect))
    }
}

/// Where a flow likes its label.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Liking {
    /// From the middle of the curve, as a share of its length.
    pub at: f64,
    /// The flow is an ear: its label stands beside it rather than on it.
    pub ear: bool,
}

/// Above and beside the outermost place of an ear, touching it.
fn beside_ear(curve: &Curve, w: f64, h: f64) -> [Rect; 3] {
    let (c, _) = curve.place(curve.length() / 2.0);
    [
        Rect::new(round(c.x - 5.0), round(c.y - h + 1.0), w, h),
        Rect::new(round(c.x - 1.0), round(c.y - h / 2.0), w, h),
        Rect::new(round(c.x - w / 2.0), round(c.y - h), w, h),
    ]
}

/// The part of a curve where a label may be: not right at its ends.
fn free_stretch(curve: &Curve) -> (f64, f64) {
    let length = curve.length();
    let margin = (length * 0.12).clamp(8.0, 34.0).min(length / 2.0);
    (margin, length - margin)
}

/// A text on one line if it is short, else on two; cut only where `cut` allows it.
fn layouts(form: &str, ink: Ink, cut: bool) -> Vec<Vec<TextLine>> {
    let one = text::wrap(form, SIZE, false, ink, f64::INFINITY, 1);
    let width = text::width(&one);
    if width <= 56.0 {
        return vec![one];
    }
    let mut out = Vec::new();
    if width <= WIDEST {
        out.push(one);
    }
    if let Some(parts) = between_parts(form, ink) {
        out.push(parts);
    }
    let narrow = (width * 0.5 + 12.0).clamp(48.0, WIDEST);
    let mut cut_off = Vec::new();
    for room in [narrow, (narrow * 1.3).min(WIDEST), WIDEST] {
        let two = text::wrap(form, SIZE, false, ink, room, 2);
        if two.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ") == form {
            out.push(two);
            return out;
        }
        cut_off = two;
    }
    if cut {
        out.push(cut_off);
    }
    out
}

/// A text of several parts on two lines that end between parts, as even as can be.
fn between_parts(form: &str, ink: Ink) -> Option<Vec<TextLine>> {
    let lines = |at: usize| {
        let parts = [&form[..at], &form[at + BETWEEN.len()..]];
        parts.iter().flat_map(|p| text::wrap(p, SIZE, false, ink, f64::INFINITY, 1)).collect::<Vec<_>>()
    };
    let splits = form.match_indices(BETWEEN).map(|(at, _)| lines(at));
    splits.filter(|l| text::width(l) <= WIDEST).min_by(|a, b| text::width(a).total_cmp(&text::width(b)))
}

/// Puts lines into their rectangle, each in the middle.
fn set(rect: Rect, mut lines: Vec<TextLine>) -> Placed {
    text::stack(&mut lines, Point::new(rect.x, rect.y + PAD_Y));
    for line in &mut lines {
        line.at = Point::new(round(rect.x + (rect.w - f64::from(line.width)) / 2.0), round(line.at.y));
    }
    Placed { rect, lines, number: None, ground: Ink::Paper }
}
