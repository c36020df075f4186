//! Places for labels: on their own curve, clear of cards, titles, heads and each other; where there is no
//! room, a small number on the curve.
//!
//! Labels are placed in the order of flows, each where it disturbs least, so the result depends on the
//! picture alone and not on how it came about.

use super::{
    Ink, Shape, TextLine,
    curve::{Curve, around, left, round},
    grid::{Grid, enters},
    text::{self, Wrapped},
    words::BETWEEN,
};
use crate::map::{Point, Rect};
use kurbo::{Point as KPoint, Vec2};

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

/// What labels must keep clear of, and the labels of all flows; kept from one picture to the next.
#[derive(Default)]
pub(super) struct Board {
    /// Cards, titles, notes.
    pub solid: Grid,
    pub zones: Vec<Rect>,
    /// Badges on curves, with the flow they belong to; they count from that flow on.
    pub badges: Vec<(usize, Rect)>,
    /// Heads of flows.
    heads: Grid,
    heads_of: Vec<Vec<u32>>,
    labels: Grid,
    /// The flow of each label by its number in the grid; a label counts for the flows after its own.
    flow_of: Vec<usize>,
    label_of: Vec<Option<u32>>,
    strokes: Strokes,
    next: u32,
}

/// The strokes of all flows in short pieces.
#[derive(Default)]
struct Strokes {
    grid: Grid,
    pieces: Vec<(usize, KPoint, KPoint)>,
    of: Vec<Vec<u32>>,
}

impl Strokes {
    fn put(&mut self, flow: usize, curve: &Curve) {
        for w in curve.line.windows(2) {
            let number = self.grid.put(around(w[0], w[1]), 0.1);
            set_at(&mut self.pieces, number, (flow, w[0], w[1]));
            self.of[flow].push(number);
        }
    }

    fn take(&mut self, flow: usize) {
        for number in std::mem::take(&mut self.of[flow]) {
            self.grid.take(number, 0.1);
        }
    }

    /// How many other flows run through a rectangle; more than `most` need not be counted.
    fn through(&self, rect: &Rect, own: usize, most: usize) -> usize {
        let wide = rect.inflate(1.5);
        // Level and upright pieces have no area of their own: a little more on each side.
        let near = wide.inflate(0.1);
        let mut met: Vec<usize> = Vec::new();
        self.grid.visit(&wide, |n| {
            let (flow, p, q) = self.pieces[n as usize];
            let near = self.grid.rect(n).overlaps(&near);
            if near && flow != own && !met.contains(&flow) && enters(p, q, &wide).is_some() {
                met.push(flow);
            }
            met.len() > most
        });
        met.len()
    }
}

fn set_at<T>(list: &mut Vec<T>, number: u32, value: T) {
    match list.get_mut(number as usize) {
        Some(place) => *place = value,
        None => list.push(value),
    }
}

impl Board {
    pub fn new(area: Rect, flows: usize) -> Board {
        let fine = || Grid::fine(area);
        let strokes = Strokes { grid: fine(), pieces: Vec::new(), of: vec![Vec::new(); flows] };
        Board {
            heads: fine(),
            heads_of: vec![Vec::new(); flows],
            labels: fine(),
            label_of: vec![None; flows],
            strokes,
            next: 1,
            ..Board::default()
        }
    }

    /// Puts the stroke and the heads of a flow in the place of those it had.
    pub fn draw(&mut self, flow: usize, curve: &Curve, heads: &[Rect]) {
        for number in std::mem::take(&mut self.heads_of[flow]) {
            self.heads.take(number, 0.0);
        }
        self.strokes.take(flow);
        self.strokes.put(flow, curve);
        self.heads_of[flow] = heads.iter().map(|rect| self.heads.put(*rect, 0.0)).collect();
    }

    /// Gives flows their new places, by their old ones; those without one leave the board. Gives the
    /// rectangles of badges, which have to be put on the board again.
    pub fn renumber(&mut self, places: &[Option<usize>], count: usize) -> Vec<Rect> {
        let (mut heads_of, mut strokes_of) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let mut label_of = vec![None; count];
        for (flow, place) in places.iter().enumerate() {
            let Some(place) = *place else {
                self.draw(flow, &Curve::default(), &[]);
                self.label_of[flow].take().into_iter().for_each(|number| self.labels.take(number, 0.0));
                continue;
            };
            heads_of[place] = std::mem::take(&mut self.heads_of[flow]);
            strokes_of[place] = std::mem::take(&mut self.strokes.of[flow]);
            label_of[place] = self.label_of[flow];
            for number in &strokes_of[place] {
                self.strokes.pieces[*number as usize].0 = place;
            }
            if let Some(number) = label_of[place] {
                self.flow_of[number as usize] = place;
            }
        }
        (self.heads_of, self.strokes.of, self.label_of) = (heads_of, strokes_of, label_of);
        std::mem::take(&mut self.badges).into_iter().map(|(_, rect)| rect).collect()
    }

    /// Begins to count numbered labels anew.
    pub fn count_anew(&mut self) {
        self.next = 1;
    }

    /// Finds a place for the words of a flow, and puts its label there instead of where it was. `liked` moves the most liked place along the curve.
    pub fn place(&mut self, flow: usize, curve: &Curve, ink: Ink, forms: &[String], liked: Liking) -> Found {
        if let Some(number) = self.label_of[flow].take() {
            self.labels.take(number, 0.0);
        }
        let mut stations = Stations::new(flow, curve, liked);
        let next = self.next;
        let placed = self.find(&mut stations, ink, forms);
        self.label_of[flow] = placed.as_ref().map(|p| {
            let number = self.labels.put(p.rect, 0.0);
            set_at(&mut self.flow_of, number, flow);
            number
        });
        if placed.is_none() && !forms.is_empty() {
            self.next += 1;
        }
        Found { placed, number: (self.next > next).then_some(next), looked: stations.seen }
    }

    fn find(&mut self, stations: &mut Stations, ink: Ink, forms: &[String]) -> Option<Placed> {
        let mut tried: Vec<Wrapped> = Vec::new();
        for (i, form) in forms.iter().enumerate() {
            for words in layouts(form, i + 1 == forms.len()) {
                if let Some(rect) = self.best(stations, &words, 0, &ON) {
                    return Some(self.keep(rect, &words, ink, None));
                }
                tried.push(words);
            }
        }
        // Rather off the middle of its curve than over another flow's stroke, and rather that than not at all;
        // but not so far off that it seems to belong to the other.
        for (over, leans) in [(0, &OFF[..]), (1, &ON[..]), (1, &OFF[..2])] {
            for words in &tried {
                if let Some(rect) = self.best(stations, words, over, leans) {
                    return Some(self.keep(rect, words, ink, None));
                }
            }
        }
        if forms.is_empty() {
            return None;
        }
        let digits = text::wrapped(&self.next.to_string(), SIZE, true, f64::INFINITY, 1);
        let rect = self.best(stations, &digits, usize::MAX, &ON)?;
        self.next += 1;
        Some(self.keep(rect, &digits, ink, Some(self.next - 1)))
    }

    /// Whether what was found before is what would be found now, where nothing it looked at has changed; a
    /// number is counted.
    pub fn still(&mut self, found: &Found) -> bool {
        let same = found.number.is_none_or(|n| n == self.next);
        if same && found.number.is_some() {
            self.next += 1;
        }
        same
    }

    /// What a label in this place stands on.
    pub fn ground(&self, rect: &Rect) -> Ink {
        let within = |z: &&Rect| z.union(rect) == **z;
        self.zones.iter().find(within).map_or(Ink::Paper, |_| Ink::Zone)
    }

    fn keep(&self, rect: Rect, words: &Wrapped, ink: Ink, number: Option<u32>) -> Placed {
        Placed { rect, lines: set(rect, words.lines(ink)), number, ground: self.ground(&rect) }
    }

    /// The most liked free place that at most `over` other flows run through.
    fn best(&self, stations: &mut Stations, words: &Wrapped, over: usize, leans: &[f64]) -> Option<Rect> {
        let (w, h) = (words.width() + 2.0 * PAD_X, words.height() + 2.0 * PAD_Y);
        let flow = stations.flow;
        let mut best: Option<(usize, Rect)> = None;
        for i in 0.. {
            let Some(station) = stations.get(i, self) else { break };
            for lean in leans {
                let most = best.map_or(over, |(b, _)| b - 1);
                if *lean == 0.0 && station.crossed > most {
                    continue;
                }
                let rect = station.rect(w, h, *lean);
                stations.see(&station, &rect);
                if !self.free(flow, &rect) {
                    continue;
                }
                let crossed = self.strokes.through(&rect, flow, most);
                if crossed == 0 {
                    return Some(rect);
                }
                if crossed <= most {
                    best = Some((crossed, rect));
                }
            }
        }
        best.map(|(_, rect)| rect)
    }

    fn free(&self, flow: usize, rect: &Rect) -> bool {
        let wide = rect.inflate(2.0);
        !self.solid.any(&wide.inflate(1.0), |_| true)
            && !self.labels.any(&wide, |n| self.flow_of[n as usize] < flow)
            && !self.heads.any(rect, |_| true)
            && !self.badges.iter().any(|(of, badge)| *of <= flow && badge.overlaps(rect))
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
    found: Vec<Station>,
    /// How many of the places along the curve have been looked at.
    looked: usize,
    /// Around what was looked at, for each place.
    seen: Vec<Rect>,
}

impl<'c> Stations<'c> {
    fn new(flow: usize, curve: &'c Curve, liked: Liking) -> Stations<'c> {
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
        Stations { flow, curve, liked, found, looked: 0, seen }
    }

    fn get(&mut self, i: usize, board: &Board) -> Option<Station> {
        let (start, end) = free_stretch(self.curve);
        while self.found.len() <= i {
            let t = TRIED.get(self.looked)?;
            self.looked += 1;
            let (at, ahead) = self.curve.place(start + (end - start) * (t + self.liked.at).clamp(0.0, 1.0));
            let core = Rect::new(at.x - 6.5, at.y - 7.5, 13.0, 15.0);
            let seen = self.seen.len();
            self.seen.push(core.inflate(4.0));
            if board.free(self.flow, &core) {
                let crossed = board.strokes.through(&core, self.flow, 1);
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

/// A text on one line if it is short, else on two; cut only where `cut` allows it.
fn layouts(form: &str, cut: bool) -> Vec<Wrapped> {
    let one = text::wrapped(form, SIZE, false, f64::INFINITY, 1);
    let width = one.width();
    if width <= 56.0 {
        return vec![one];
    }
    let mut out = Vec::with_capacity(3);
    if width <= WIDEST {
        out.push(one);
    }
    out.extend(between_parts(form));
    let narrow = (width * 0.5 + 12.0).clamp(48.0, WIDEST);
    let mut cut_off = None;
    for room in [narrow, (narrow * 1.3).min(WIDEST), WIDEST] {
        let two = text::wrapped(form, SIZE, false, room, 2);
        if two.is_whole(form) {
            out.push(two);
            return out;
        }
        cut_off = Some(two);
    }
    out.extend(cut_off.filter(|_| cut));
    out
}

/// A text of several parts on two lines that end between parts, as even as can be.
fn between_parts(form: &str) -> Option<Wrapped> {
    let line = |text: &str| text::wrapped(text, SIZE, false, f64::INFINITY, 1);
    let splits =
        form.match_indices(BETWEEN).map(|(at, _)| line(&form[..at]).and(&line(&form[at + BETWEEN.len()..])));
    splits.filter(|l| l.width() <= WIDEST).min_by(|a, b| a.width().total_cmp(&b.width()))
}

/// Puts lines into their rectangle, each in the middle.
fn set(rect: Rect, mut lines: Vec<TextLine>) -> Vec<TextLine> {
    text::stack(&mut lines, Point::new(rect.x, rect.y + PAD_Y));
    for line in &mut lines {
        line.at = Point::new(round(rect.x + (rect.w - f64::from(line.width)) / 2.0), round(line.at.y));
    }
    lines
}
