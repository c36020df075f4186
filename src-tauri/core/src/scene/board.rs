//! What stands where among the flows: strokes, heads, badges and labels, kept from one picture to the next.
//!
//! Knows what is free, and nothing of what would like to be there.

use super::{
    curve::Curve,
    grid::Grid,
    label::Found,
    strokes::{Met, Strokes},
};
use crate::map::Rect;

/// Between a label and what is solid.
pub(super) const FROM_SOLID: f64 = 3.0;
/// Between a label and other flows' strokes.
pub(super) const FROM_STROKE: f64 = 1.5;

/// What labels must keep clear of but for each other; kept from one picture to the next.
#[derive(Default)]
pub(super) struct Board {
    /// Cards, titles, notes.
    pub solid: Grid,
    pub zones: Vec<Rect>,
    /// Badges on curves, with the flow they belong to; they count from that flow on.
    pub badges: Vec<(usize, Rect)>,
    pub lines: Lines,
}

/// What is drawn of flows but for their words: strokes and heads.
#[derive(Default)]
pub(super) struct Lines {
    heads: Grid,
    heads_of: Vec<Vec<u32>>,
    strokes: Strokes,
}

/// The labels of all flows; kept from one picture to the next.
#[derive(Default)]
pub(super) struct Labels {
    grid: Grid,
    /// The flow of each label by its number in the grid; a label counts for the flows after its own.
    flow_of: Vec<usize>,
    label_of: Vec<Option<u32>>,
    /// The number that the next numbered label takes.
    pub next: u32,
}

/// Which other labels, and badges on flows, a label keeps clear of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    /// Those of flows before its own.
    Before,
    /// All.
    All,
}

fn set_at<T>(list: &mut Vec<T>, number: u32, value: T) {
    match list.get_mut(number as usize) {
        Some(place) => *place = value,
        None => list.push(value),
    }
}

impl Lines {
    fn new(area: Rect, flows: usize) -> Lines {
        Lines {
            heads: Grid::fine(area),
            heads_of: vec![Vec::new(); flows],
            strokes: Strokes::new(area, flows),
        }
    }

    /// Puts the stroke and the heads of a flow in the place of those it had.
    pub fn draw(&mut self, flow: usize, curve: &Curve, heads: &[Rect]) {
        for number in std::mem::take(&mut self.heads_of[flow]) {
            self.heads.take(number, 0.0);
        }
        self.strokes.draw(flow, curve);
        self.heads_of[flow] = heads.iter().map(|rect| self.heads.put(*rect, 0.0)).collect();
    }

    /// Gives flows their new places, by their old ones; those without one leave the board.
    fn renumber(&mut self, places: &[Option<usize>], count: usize) {
        let mut heads_of = vec![Vec::new(); count];
        for (flow, place) in places.iter().enumerate() {
            match *place {
                Some(place) => heads_of[place] = std::mem::take(&mut self.heads_of[flow]),
                None => self.draw(flow, &Curve::default(), &[]),
            }
        }
        self.strokes.renumber(places, count);
        self.heads_of = heads_of;
    }

    /// The flows whose strokes run through a rectangle.
    pub fn through(&self, rect: &Rect) -> Vec<usize> {
        self.strokes.through(rect, usize::MAX, usize::MAX)
    }
}

impl Labels {
    pub fn new(area: Rect, flows: usize) -> Labels {
        Labels { grid: Grid::fine(area), label_of: vec![None; flows], next: 1, ..Labels::default() }
    }

    /// Gives flows their new places, by their old ones; the labels of those without one go.
    pub fn renumber(&mut self, places: &[Option<usize>], count: usize) {
        let mut label_of = vec![None; count];
        for (flow, place) in places.iter().enumerate() {
            let Some(place) = *place else {
                self.take(flow);
                continue;
            };
            label_of[place] = self.label_of[flow];
            if let Some(number) = label_of[place] {
                self.flow_of[number as usize] = place;
            }
        }
        self.label_of = label_of;
    }

    /// The flows whose labels lie on a rectangle.
    pub fn on(&self, rect: &Rect) -> Vec<usize> {
        let mut flows = Vec::new();
        self.grid.any(rect, |n| {
            flows.push(self.flow_of[n as usize]);
            false
        });
        flows
    }

    /// Takes the label of a flow off.
    pub fn take(&mut self, flow: usize) {
        if let Some(number) = self.label_of[flow].take() {
            self.grid.take(number, 0.0);
        }
    }

    /// Puts the label of a flow on.
    pub fn put(&mut self, flow: usize, rect: Rect) {
        let number = self.grid.put(rect, 0.0);
        set_at(&mut self.flow_of, number, flow);
        self.label_of[flow] = Some(number);
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

    /// Whether no label is in the way of one of a flow.
    pub fn leave(&self, flow: usize, rect: &Rect, count: Count) -> bool {
        let counts = |n: u32| count == Count::All || self.flow_of[n as usize] < flow;
        !self.grid.any(&rect.inflate(2.0), counts)
    }
}

impl Board {
    pub fn new(area: Rect, flows: usize) -> Board {
        Board { lines: Lines::new(area, flows), ..Board::default() }
    }

    /// Gives flows their new places, by their old ones; those without one leave the board. Gives the
    /// rectangles of badges, which have to be put on the board again.
    pub fn renumber(&mut self, places: &[Option<usize>], count: usize) -> Vec<Rect> {
        self.lines.renumber(places, count);
        std::mem::take(&mut self.badges).into_iter().map(|(_, rect)| rect).collect()
    }

    /// The parts of a label in this place that stand on zones; all of it where one covers it.
    pub fn zoned(&self, rect: &Rect) -> Vec<Rect> {
        if self.zones.iter().any(|z| z.covers(rect)) {
            return vec![*rect];
        }
        let inside = |z: &Rect| {
            let (x, y) = (z.x.max(rect.x), z.y.max(rect.y));
            Rect::new(x, y, z.right().min(rect.right()) - x, z.bottom().min(rect.bottom()) - y)
        };
        self.zones.iter().filter(|z| z.overlaps(rect)).map(inside).collect()
    }

    /// Whether nothing but other labels is in the way of a label of a flow.
    pub fn is_free(&self, flow: usize, rect: &Rect, count: Count) -> bool {
        !self.solid.any(&rect.inflate(FROM_SOLID), |_| true)
            && !self.lines.heads.any(rect, |_| true)
            && !self.badges_for(flow, count).any(|badge| badge.overlaps(rect))
    }

    /// Other flows that run through a rectangle or right beside it; no more than one more than `most`, which is
    /// none or one.
    pub fn few_strokes(&self, flow: usize, rect: &Rect, most: usize) -> Met {
        self.lines.strokes.few(&rect.inflate(FROM_STROKE), flow, most)
    }

    /// The badges on flows that a label keeps clear of.
    pub fn badges_for(&self, flow: usize, count: Count) -> impl Iterator<Item = &Rect> {
        self.badges.iter().filter(move |(of, _)| count == Count::All || *of <= flow).map(|(_, badge)| badge)
    }

    /// How many other flows run through a rectangle or right beside it; more than `most` need not be counted.
    pub fn crossed(&self, rect: &Rect, own: usize, most: usize) -> usize {
        self.lines.strokes.through(&rect.inflate(FROM_STROKE), own, most).len()
    }
}
