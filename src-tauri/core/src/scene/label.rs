//! Places for labels: on their own curve, clear of cards, titles, heads and each other; where there is no
//! room, a small number on the curve.
//!
//! Labels are placed in the order of flows, each where it disturbs least, so the result depends on the
//! picture alone and not on how it came about.

use super::{
    Ink, Shape, TextLine,
    board::{Board, Count},
    curve::{Curve, left, round},
    text::{self, Wrapped},
    wording::layouts,
};
use crate::map::{Point, Rect};
use kurbo::{Point as KPoint, Vec2};

/// Size of label text.
pub(super) const SIZE: f64 = 11.5;
const PAD_X: f64 = 3.5;
const PAD_Y: f64 = 1.0;
/// Places tried along a curve, in order of liking, as shares of its free length.
const TRIED: [f64; 21] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9, 0.05, 0.95,
    0.0, 1.0,
];

/// A label in the middle of its curve.
const ON: [f64; 1] = [0.0];
/// How far a label may lean off its curve to either side, as shares of the way to where it would just let go.
const OFF: [f64; 4] = [0.5, -0.5, 1.0, -1.0];
/// How much of a label stays on its curve when it leans off it the most.
const HOLD: f64 = 3.0;

/// A label where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub rect: Rect,
    pub lines: Vec<TextLine>,
    /// It is the number of the flow's entry in the list.
    pub number: Option<u32>,
    /// What it stands on.
    pub ground: Ink,
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

/// What was found for a label.
#[derive(Default)]
pub(super) struct Found {
    /// The label; `None` where nothing has room or there is nothing to say.
    pub placed: Option<Placed>,
    /// Its number in the list, where there was no room for the words.
    pub number: Option<u32>,
    /// Everything that was looked at; with nothing changed there, the same would be found again.
    pub looked: Vec<Rect>,
}

/// Where a flow likes its label.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Liking {
    /// From the middle of the curve, as a share of its length.
    pub at: f64,
    /// The flow is an ear: its label stands beside it rather than on it.
    pub ear: bool,
}

/// What is to be placed: the words of a flow, on its curve.
#[derive(Clone, Copy)]
pub(super) struct Sought<'a> {
    pub flow: usize,
    pub curve: &'a Curve,
    pub ink: Ink,
    /// From the fullest to the shortest.
    pub forms: &'a [String],
    pub liked: Liking,
}

/// A place for the words of a flow, found without regard to other labels.
pub(super) struct Proposal {
    placed: Placed,
    /// The place on the curve that it belongs to.
    core: Rect,
    looked: Vec<Rect>,
}

impl Board {
    /// The place that the words of a flow would have if there were no other labels; `None` where it has none.
    pub fn propose(&self, sought: Sought) -> Option<Proposal> {
        let mut stations = Stations::new(sought.flow, sought.curve, sought.liked, Count::Badges);
        let (rect, station, words) = self.find(&mut stations, sought.forms)?;
        let placed = self.keep(rect, &words, sought.ink, None);
        Some(Proposal { placed, core: core(station), looked: stations.seen })
    }

    /// Puts the label of a flow where it was proposed, unless another label is in the way there. What is liked
    /// most of all places is liked most of those that are left, so nothing better would be found.
    pub fn accept(&mut self, flow: usize, proposal: Proposal) -> Option<Found> {
        self.take_label(flow);
        let Proposal { placed, core, looked } = proposal;
        let clear = |rect: &Rect| self.is_clear_of_labels(flow, rect, Count::Before);
        if !clear(&placed.rect) || !clear(&core) {
            return None;
        }
        self.put_label(flow, placed.rect);
        Some(Found { placed: Some(placed), number: None, looked })
    }

    /// Finds a place for the words of a flow, and puts its label there instead of where it was.
    pub fn place(&mut self, sought: Sought, count: Count) -> Found {
        self.take_label(sought.flow);
        let mut stations = Stations::new(sought.flow, sought.curve, sought.liked, count);
        let mut found = Found::default();
        if let Some((rect, _, words)) = self.find(&mut stations, sought.forms) {
            found.placed = Some(self.keep(rect, &words, sought.ink, None));
        } else if !sought.forms.is_empty() {
            found.number = Some(self.next);
            let digits = text::wrapped(&self.next.to_string(), SIZE, true, f64::INFINITY, 1);
            let best = self.best(&mut stations, &digits, usize::MAX, &ON);
            found.placed = best.map(|(rect, _)| self.keep(rect, &digits, sought.ink, found.number));
            self.next += 1;
        }
        found.looked = stations.seen;
        if let Some(placed) = &found.placed {
            self.put_label(sought.flow, placed.rect);
        }
        found
    }

    fn find(&self, stations: &mut Stations, forms: &[String]) -> Option<(Rect, KPoint, Wrapped)> {
        let mut tried: Vec<Wrapped> = Vec::new();
        for (i, form) in forms.iter().enumerate() {
            for words in layouts(form, i + 1 == forms.len()) {
                if let Some((rect, station)) = self.best(stations, &words, 0, &ON) {
                    return Some((rect, station, words));
                }
                tried.push(words);
            }
        }
        // Rather off the middle of its curve than over another flow's stroke, and rather that than not at all;
        // but not so far off that it seems to belong to the other.
        for (over, leans) in [(0, &OFF[..]), (1, &ON[..]), (1, &OFF[..2])] {
            for words in &tried {
                if let Some((rect, station)) = self.best(stations, words, over, leans) {
                    return Some((rect, station, words.clone()));
                }
            }
        }
        None
    }

    fn keep(&self, rect: Rect, words: &Wrapped, ink: Ink, number: Option<u32>) -> Placed {
        Placed { rect, lines: set(rect, words.lines(ink)), number, ground: self.ground(&rect) }
    }

    /// The most liked free place that at most `over` other flows run through, and its place on the curve.
    fn best(
        &self,
        stations: &mut Stations,
        words: &Wrapped,
        over: usize,
        leans: &[f64],
    ) -> Option<(Rect, KPoint)> {
        let (w, h) = (words.width() + 2.0 * PAD_X, words.height() + 2.0 * PAD_Y);
        let (flow, count) = (stations.flow, stations.count);
        let mut best: Option<(usize, Rect, KPoint)> = None;
        for i in 0.. {
            let Some(station) = stations.get(i, self) else { break };
            for lean in leans {
                let most = best.map_or(over, |(b, ..)| b - 1);
                if *lean == 0.0 && station.crossed > most {
                    continue;
                }
                let rect = station.rect(w, h, *lean);
                stations.see(&station, &rect);
                if !self.is_free(flow, &rect, count) {
                    continue;
                }
                let crossed = self.crossed(&rect, flow, most);
                if crossed == 0 {
                    return Some((rect, station.at));
                }
                if crossed <= most {
                    best = Some((crossed, rect, station.at));
                }
            }
        }
        best.map(|(_, rect, at)| (rect, at))
    }
}

/// A place to try for a label.
#[derive(Clone, Copy)]
struct Station {
    at: KPoint,
    /// Which way the label of an ear stands off the place: in the middle on it, or beside it.
    lean: (f64, f64),
    /// Across the curve; nothing for an ear.
    across: Vec2,
    /// How many other flows run through the smallest label here (more than one counts as two).
    crossed: usize,
    /// Its place among what was looked at.
    seen: usize,
}

/// The places to try for one flow, most liked first, without those where not even the smallest label is free;
/// each looked at when it is first asked for.
struct Stations<'c> {
    flow: usize,
    curve: &'c Curve,
    liked: Liking,
    count: Count,
    found: Vec<Station>,
    /// How many of the places along the curve have been looked at.
    looked: usize,
    /// Around what was looked at, for each place.
    seen: Vec<Rect>,
}

impl<'c> Stations<'c> {
    fn new(flow: usize, curve: &'c Curve, liked: Liking, count: Count) -> Stations<'c> {
        let (mut found, mut seen) = (Vec::with_capacity(4), Vec::with_capacity(4));
        if liked.ear {
            let (at, _) = curve.place(curve.length() / 2.0);
            found.extend([(0.5, -1.0), (1.0, 0.0), (0.0, -1.0)].map(|lean| Station {
                at,
                lean,
                across: Vec2::ZERO,
                crossed: 0,
                seen: 0,
            }));
            seen.push(Rect::new(at.x, at.y, 0.0, 0.0));
        }
        Stations { flow, curve, liked, count, found, looked: 0, seen }
    }

    fn get(&mut self, i: usize, board: &Board) -> Option<Station> {
        let (start, end) = free_stretch(self.curve);
        while self.found.len() <= i {
            let t = TRIED.get(self.looked)?;
            self.looked += 1;
            let (at, ahead) = self.curve.place(start + (end - start) * (t + self.liked.at).clamp(0.0, 1.0));
            let core = core(at);
            let seen = self.seen.len();
            self.seen.push(core.inflate(4.0));
            if board.is_free(self.flow, &core, self.count) {
                let crossed = board.crossed(&core, self.flow, 1);
                self.found.push(Station { at, lean: (0.0, 0.0), across: left(ahead), crossed, seen });
            }
        }
        self.found.get(i).copied()
    }
}

impl Stations<'_> {
    fn see(&mut self, station: &Station, rect: &Rect) {
        let seen = &mut self.seen[station.seen];
        *seen = seen.union(&rect.inflate(4.0));
    }
}

impl Station {
    fn rect(&self, w: f64, h: f64, off: f64) -> Rect {
        let reach = (self.across.x.abs() * w + self.across.y.abs() * h) / 2.0 - HOLD;
        let by = self.across * (reach.max(0.0) * off);
        let (x, y) =
            (self.at.x + self.lean.0 * (w / 2.0 - 2.0) + by.x, self.at.y + self.lean.1 * (h / 2.0) + by.y);
        Rect::new(round(x - w / 2.0), round(y - h / 2.0), w, h)
    }
}

/// The part of a curve where a label may be: not right at its ends.
fn free_stretch(curve: &Curve) -> (f64, f64) {
    let length = curve.length();
    let margin = (length * 0.12).clamp(8.0, 34.0).min(length / 2.0);
    (margin, length - margin)
}

/// The room of the smallest label at a place on a curve.
fn core(at: KPoint) -> Rect {
    Rect::new(at.x - 6.5, at.y - 7.5, 13.0, 15.0)
}

/// Puts lines into their rectangle, each in the middle.
fn set(rect: Rect, mut lines: Vec<TextLine>) -> Vec<TextLine> {
    text::stack(&mut lines, Point::new(rect.x, rect.y + PAD_Y));
    for line in &mut lines {
        line.at = Point::new(round(rect.x + (rect.w - f64::from(line.width)) / 2.0), round(line.at.y));
    }
    lines
}
