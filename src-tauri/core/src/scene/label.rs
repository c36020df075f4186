//! Places for labels: on their own curve, clear of cards, titles, heads and each other; where there is no
//! room, a small number on the curve.
//!
//! Labels are placed in the order of flows, each where it disturbs least, so the result depends on the
//! picture alone and not on how it came about.

use super::{
    Ink, Shape, TextLine,
    board::{Board, Count, FROM_STROKE, Labels},
    curve::{Curve, around, left, round},
    strokes::Met,
    text::{self, Wrapped},
    wording::layouts,
};
use crate::map::{Point, Rect};
use kurbo::{Point as KPoint, Vec2};

/// Size of label text.
pub(super) const SIZE: f64 = 11.5;
const PAD_X: f64 = 3.5;
const PAD_Y: f64 = 1.0;
/// Beside such a number, where it stands in a narrow gap.
const TIGHT: f64 = 1.5;
/// Places tried along a curve, in order of liking, as shares of its free length.
const TRIED: [f64; 21] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9, 0.05, 0.95,
    0.0, 1.0,
];

/// A label in the middle of its curve.
const ON: [f64; 1] = [0.0];
/// How far a label may lean off its curve to either side, as shares of the way to where it would just let go.
const OFF: [f64; 4] = [0.5, -0.5, 1.0, -1.0];
/// Places for the number of a curve that is too short to carry it, as shares of its length.
const BESIDE: [f64; 3] = [0.5, 0.25, 0.75];
/// How far such a number stands off the curve: at it, beside its head, or beyond the two cards it runs between.
const ASIDE: [f64; 4] = [HOLD, 9.5, 18.5, 28.0];
/// Between the label of an ear and the edge of a zone beyond which it stands, and how far it may move for that across
/// and down, so that it still stands beside its ear.
const FROM_ZONE: f64 = 2.0;
const FARTHEST: (f64, f64) = (24.0, 14.0);
/// The same for a label that moves into the zone, below or above the card.
const ASIDE_WITHIN: f64 = 48.0;
/// How far around a label something may be that decides whether it may stand there.
const SEEN: f64 = 4.0;
/// How much of a label stays on its curve when it leans off it the most.
const HOLD: f64 = 3.0;

/// A label where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub rect: Rect,
    pub lines: Vec<TextLine>,
    /// It is the number of the flow's entry in the list.
    pub number: Option<u32>,
    /// The parts of it that stand on zones.
    pub zoned: Vec<Rect>,
}

impl Placed {
    /// The backing and the text.
    pub fn shapes(&self) -> Vec<Shape> {
        let round_box = self.number.map_or(3.0, |_| self.rect.h as f32 / 2.0);
        let within = self.zoned.contains(&self.rect);
        let backing =
            |rect: Rect, radius: f32, ink| Shape::Box { rect, radius, fill: Some(ink), stroke: None };
        let whole = backing(self.rect, round_box, if within { Ink::Zone } else { Ink::Paper });
        let parts = self.zoned.iter().filter(|_| !within).map(|part| backing(*part, 0.0, Ink::Zone));
        let lines = self.lines.iter().cloned().map(Shape::Text);
        std::iter::once(whole).chain(parts).chain(lines).collect()
    }
}

/// What was found for a label.
#[derive(Default)]
pub(super) struct Found {
    /// The label; `None` where nothing has room or there is nothing to say.
    pub placed: Option<Placed>,
    /// There was no room for the words: the page lists them.
    pub listed: bool,
    /// The number of its entry in the list; `None` where there was no room even for that.
    pub number: Option<u32>,
    /// Everything that was looked at; with nothing changed there, the same would be found again.
    pub looked: Box<[Rect]>,
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

impl Labels {
    /// Takes the label of a flow off and puts it where its search finds the first place that is clear of other
    /// labels; where there is none, a number.
    pub fn place(&mut self, board: &Board, mut search: Search) -> Found {
        let (flow, count, ink) = (search.sought.flow, search.count, search.sought.ink);
        self.take(flow);
        let mut found = Found::default();
        let mut ready = search.ready.take();
        while let Some(spot) = ready.as_ref().map(|r| r.0).or_else(|| search.next(board)) {
            let kept = ready.take();
            if !self.leave(flow, &spot.core, count) {
                search.give_up(spot.station);
            } else if self.leave(flow, &spot.rect, count) {
                found.placed = Some(kept.map_or_else(|| search.keep(board, &spot), |k| k.1));
                break;
            }
        }
        if found.placed.is_none() && !search.sought.forms.is_empty() {
            found.listed = true;
            let digits = text::wrapped(&self.next.to_string(), SIZE, true, f64::INFINITY, 1);
            let on_curve = search.least_crossed(board, self, &digits);
            if let Some(rect) = on_curve.or_else(|| search.beside(board, self, &digits)) {
                found.number = Some(self.next);
                found.placed = Some(keep(board, rect, &digits, ink, found.number));
                self.next += 1;
            }
        }
        found.looked = search.seen.into();
        if let Some(placed) = &found.placed {
            self.put(flow, placed.rect);
        }
        found
    }
}

/// Words in a place.
fn keep(board: &Board, rect: Rect, words: &Wrapped, ink: Ink, number: Option<u32>) -> Placed {
    Placed { rect, lines: set(rect, words.lines(ink)), number, zoned: board.zoned(&rect) }
}

/// A place that would do for the words of a flow if there were no other labels.
#[derive(Clone, Copy)]
struct Spot {
    rect: Rect,
    /// The room of the smallest label there.
    core: Rect,
    layout: usize,
    station: usize,
}

/// A place on the curve to try for a label.
struct Station {
    at: KPoint,
    /// Which way the label of an ear stands off the place, beside it; `None` for a place on the curve.
    lean: Option<(f64, f64)>,
    /// The label gives way to the edge of a zone.
    beyond: bool,
    /// Across the curve; nothing for an ear.
    across: Vec2,
    /// How many strokes run through the room of the smallest label there; two are as good as more.
    strokes: usize,
    /// Strokes that were met there when a label was to be set: most often they are in the way of the next too.
    met: Met,
    /// Its place among what was looked at.
    seen: usize,
    /// Another label lies on the place itself.
    taken: bool,
}

/// What is tried one after the other, in order of liking: in the middle of the curve; rather off the middle
/// than over another flow's stroke, and rather that than not at all; but not so far off that it seems to
/// belong to the other. Each with the strokes of others that may run through the label.
const STAGES: [(usize, &[f64]); 4] = [(0, &ON), (0, &OFF), (1, &ON), (1, OFF.split_at(2).0)];

/// Looks for a place for the words of a flow, without regard to other labels. What it has found out about a
/// place it keeps, and it goes on where it stopped.
pub(super) struct Search<'a> {
    sought: Sought<'a>,
    count: Count,
    /// Ways to set the words, with width and height of the label.
    layouts: Vec<(Wrapped, f64, f64)>,
    /// The form that is being laid out, and what is left of its layouts: each is made when it is asked for.
    form: usize,
    rest: Option<Box<dyn Iterator<Item = Wrapped> + Send + 'a>>,
    stations: Vec<Station>,
    /// How many of the places along the curve have been looked at.
    tried: usize,
    /// Around what was looked at, for each place.
    seen: Vec<Rect>,
    /// What is to be tried next: stage, layout, station, lean.
    at: [usize; 4],
    ready: Option<(Spot, Placed)>,
}

impl<'a> Search<'a> {
    /// A search that keeps clear of these badges and labels.
    pub fn new(sought: Sought<'a>, count: Count) -> Search<'a> {
        let mut search = Search {
            sought,
            count,
            layouts: Vec::with_capacity(4),
            form: 0,
            rest: None,
            stations: Vec::with_capacity(TRIED.len()),
            tried: 0,
            seen: Vec::with_capacity(TRIED.len()),
            at: [0; 4],
            ready: None,
        };
        if sought.liked.ear {
            let (at, _) = sought.curve.place(sought.curve.length() / 2.0);
            // Away from the card, whose corner lies between the ends of the ear.
            let ends = sought.curve.line.first().zip(sought.curve.line.last());
            let out = ends.map_or(Vec2::ZERO, |(p, q)| at - p.midpoint(*q));
            let (x, y) = (1.0_f64.copysign(out.x), 1.0_f64.copysign(out.y));
            // Rather within the card's zone or beyond its edge than across that.
            for beyond in [true, false] {
                for lean in [(0.0, y), (0.5 * x, y), (x, 0.0)] {
                    let station = Station::new(at, Some(lean), Vec2::ZERO, 0);
                    search.stations.push(Station { beyond, ..station });
                }
            }
            search.seen.push(Rect::new(at.x, at.y, 0.0, 0.0));
        }
        search
    }

    /// The same search with its first place found.
    pub fn begun(mut self, board: &Board) -> Search<'a> {
        self.ready = self.next(board).map(|spot| (spot, self.keep(board, &spot)));
        self
    }

    /// The words in a place.
    fn keep(&self, board: &Board, spot: &Spot) -> Placed {
        keep(board, spot.rect, &self.layouts[spot.layout].0, self.sought.ink, None)
    }

    /// The next place in order of liking.
    fn next(&mut self, board: &Board) -> Option<Spot> {
        while let Some((over, leans)) = STAGES.get(self.at[0]) {
            let [_, layout, station, lean] = self.at;
            if !self.has_layout(layout) {
                self.at = [self.at[0] + 1, 0, 0, 0];
            } else if !self.has_station(station, board) {
                self.at = [self.at[0], layout + 1, 0, 0];
            } else if lean == leans.len() || self.stations[station].taken {
                self.at = [self.at[0], layout, station + 1, 0];
            } else {
                self.at[3] += 1;
                if let Some(rect) = self.fits(board, station, layout, *over, leans[lean]) {
                    let Station { at, lean, .. } = self.stations[station];
                    let core = lean.map_or_else(|| core(at), |_| rect);
                    return Some(Spot { rect, core, layout, station });
                }
            }
        }
        None
    }

    /// Says that another label lies on a place.
    fn give_up(&mut self, station: usize) {
        self.stations[station].taken = self.stations[station].lean.is_none();
    }

    /// Whether there are so many ways to set the words, from the fullest form to the shortest.
    fn has_layout(&mut self, layout: usize) -> bool {
        let forms = self.sought.forms;
        while self.layouts.len() <= layout {
            if let Some(words) = self.rest.as_mut().and_then(Iterator::next) {
                let (w, h) = room(&words);
                self.layouts.push((words, w, h));
                continue;
            }
            let Some(form) = forms.get(self.form) else { return false };
            self.form += 1;
            self.rest = Some(Box::new(layouts(form, self.form == forms.len())));
        }
        true
    }

    /// Whether there are so many places on the curve where the smallest label has room.
    fn has_station(&mut self, station: usize, board: &Board) -> bool {
        let (start, end) = free_stretch(self.sought.curve);
        while self.stations.len() <= station {
            let Some(t) = TRIED.get(self.tried) else { return false };
            self.tried += 1;
            let share = (t + self.sought.liked.at).clamp(0.0, 1.0);
            let (at, ahead) = self.sought.curve.place(start + (end - start) * share);
            let core = core(at);
            self.seen.push(core.inflate(SEEN));
            if board.is_free(self.sought.flow, &core, self.count) {
                let met = board.few_strokes(self.sought.flow, &core, 1);
                let station = Station::new(at, None, left(ahead), self.seen.len() - 1);
                self.stations.push(Station { strokes: met.count, met, ..station });
            }
        }
        true
    }

    /// The room of a label at a place, where it is free and at most `over` strokes run through it.
    fn fits(&mut self, board: &Board, station: usize, layout: usize, over: usize, lean: f64) -> Option<Rect> {
        let (_, w, h) = self.layouts[layout];
        let Station { at, strokes, .. } = self.stations[station];
        let mut rect = self.stations[station].rect(w, h, lean);
        if let Station { beyond: true, lean: Some(lean), .. } = self.stations[station] {
            rect = beyond(board, rect, lean)?;
        }
        // What runs through the smallest label runs through every one around it.
        if strokes > over && rect.covers(&core(at)) {
            return None;
        }
        self.see(station, &rect);
        if self.stations[station].met.through(&rect.inflate(FROM_STROKE)) > over {
            return None;
        }
        let met = board.few_strokes(self.sought.flow, &rect, over);
        if met.count > over {
            self.stations[station].met = met;
            return None;
        }
        board.is_free(self.sought.flow, &rect, self.count).then_some(rect)
    }

    /// What a place was looked at for.
    fn see(&mut self, station: usize, rect: &Rect) {
        let seen = &mut self.seen[self.stations[station].seen];
        *seen = seen.union(&rect.inflate(SEEN));
    }

    /// The place for a number: clear of all but strokes, and of those over the fewest.
    fn least_crossed(&mut self, board: &Board, labels: &Labels, digits: &Wrapped) -> Option<Rect> {
        let (w, h) = room(digits);
        let (flow, count) = (self.sought.flow, self.count);
        let mut best: Option<(usize, Rect)> = None;
        let mut i = 0;
        while best.is_none_or(|(crossed, _)| crossed > 0) && self.has_station(i, board) {
            let station = &self.stations[i];
            i += 1;
            if station.taken || (station.lean.is_none() && !labels.leave(flow, &core(station.at), count)) {
                continue;
            }
            let rect = station.rect(w, h, 0.0);
            self.see(i - 1, &rect);
            if !board.is_free(flow, &rect, count) || !labels.leave(flow, &rect, count) {
                continue;
            }
            let most = best.map_or(usize::MAX, |(crossed, _)| crossed - 1);
            let crossed = board.crossed(&rect, flow, most);
            if crossed <= most {
                best = Some((crossed, rect));
            }
        }
        best.map(|(_, rect)| rect)
    }

    /// The place for a number of a curve that is too short to carry it: right beside it, clear of all else.
    fn beside(&mut self, board: &Board, labels: &Labels, digits: &Wrapped) -> Option<Rect> {
        let (w, h) = (digits.width() + 2.0 * TIGHT, digits.height() + 2.0 * PAD_Y);
        let (flow, count, curve) = (self.sought.flow, self.count, self.sought.curve);
        let sides = ASIDE.into_iter().flat_map(|off| [(off, 1.0), (off, -1.0)]);
        let places = sides.flat_map(|at| BESIDE.map(|share| (at, share)));
        for ((off, side), share) in places {
            let (at, ahead) = curve.place(curve.length() * share);
            let across = left(ahead) * side;
            let reach = (across.x.abs() * w + across.y.abs() * h) / 2.0 + off;
            let middle = at + across * reach;
            let rect = Rect::new(round(middle.x - w / 2.0), round(middle.y - h / 2.0), w, h);
            // Beyond the stroke of another flow it would seem to belong to that.
            let way = around(at, middle);
            self.seen.push(rect.union(&way).inflate(SEEN));
            let is_bare = board.few_strokes(flow, &rect.union(&way), 0).count == 0;
            if is_bare && board.is_free(flow, &rect, count) && labels.leave(flow, &rect, count) {
                return Some(rect);
            }
        }
        None
    }
}

impl Station {
    fn new(at: KPoint, lean: Option<(f64, f64)>, across: Vec2, seen: usize) -> Station {
        Station { at, lean, beyond: false, across, strokes: 0, met: Met::default(), seen, taken: false }
    }

    fn rect(&self, w: f64, h: f64, off: f64) -> Rect {
        let reach = (self.across.x.abs() * w + self.across.y.abs() * h) / 2.0 - HOLD;
        let by = self.across * (reach.max(0.0) * off);
        let lean = self.lean.unwrap_or_default();
        let (x, y) = (self.at.x + lean.0 * (w / 2.0 - 2.0) + by.x, self.at.y + lean.1 * (h / 2.0) + by.y);
        Rect::new(round(x - w / 2.0), round(y - h / 2.0), w, h)
    }
}

/// A label that lies on the edge of a zone, moved aside until it stands within, or outward until it stands beyond: the
/// shorter way of those it leans. `None` where that would be too far.
fn beyond(board: &Board, rect: Rect, lean: (f64, f64)) -> Option<Rect> {
    let across = |z: &&Rect| z.overlaps(&rect) && !z.covers(&rect);
    let Some(zone) = board.zones.iter().find(across) else { return Some(rect) };
    let within = Rect {
        x: rect.x.clamp(zone.x + FROM_ZONE, (zone.right() - FROM_ZONE - rect.w).max(zone.x + FROM_ZONE)),
        ..rect
    };
    if lean.0 == 0.0 && (within.x - rect.x).abs() <= ASIDE_WITHIN && zone.covers(&within) {
        return Some(Rect { x: round(within.x), ..within });
    }
    let way = |lean: f64, low: f64, high: f64, from: f64, to: f64| match lean {
        0.0 => f64::INFINITY,
        lean if lean < 0.0 => from - FROM_ZONE - high,
        _ => to + FROM_ZONE - low,
    };
    let x = way(lean.0, rect.x, rect.right(), zone.x, zone.right());
    let y = way(lean.1, rect.y, rect.bottom(), zone.y, zone.bottom());
    let by = if x.abs() < y.abs() { (x, 0.0) } else { (0.0, y) };
    let near = by.0.abs() <= FARTHEST.0 && by.1.abs() <= FARTHEST.1;
    near.then(|| Rect { x: round(rect.x + by.0), y: round(rect.y + by.1), ..rect })
}

/// The part of a curve where a label may be: not right at its ends.
fn free_stretch(curve: &Curve) -> (f64, f64) {
    let length = curve.length();
    let margin = (length * 0.12).clamp(8.0, 34.0).min(length / 2.0);
    (margin, length - margin)
}

/// Width and height of a label with these words.
fn room(words: &Wrapped) -> (f64, f64) {
    (words.width() + 2.0 * PAD_X, words.height() + 2.0 * PAD_Y)
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
