//! Ways around: the corners a line has to pass so that it crosses no card that is not its end.
//!
//! Each way depends on the cards alone, never on other ways, so moving one card changes only the ways that
//! it blocks, blocked or ends.

use super::grid::{Grid, enters};
use crate::map::Rect;
use kurbo::Point;

/// How often one way may look for the next card in its path.
const PATIENCE: usize = 96;

/// A corner that a way passes: at a distance from a corner of something in the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn {
    pub at: Point,
    /// What is passed, by its place in the grid.
    pub around: u32,
    /// Which corner of it, in the order upper left, upper right, lower right, lower left.
    pub corner: usize,
}

/// Outward from each corner.
pub(super) const OUTWARD: [(f64, f64); 4] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];

/// The corner of a rectangle, moved outward by `keep`.
pub(super) fn corner(rect: &Rect, corner: usize, keep: f64) -> Point {
    let (sx, sy) = OUTWARD[corner];
    let (x, y) =
        (if sx < 0.0 { rect.x } else { rect.right() }, if sy < 0.0 { rect.y } else { rect.bottom() });
    Point::new(x + sx * keep, y + sy * keep)
}

/// What stands in the way of flows, with the two ends left out.
pub(super) struct Field<'a> {
    pub grid: &'a Grid,
    pub ends: [u32; 2],
    /// Distance to keep from what is in the way.
    pub keep: f64,
    looks: usize,
    /// Around all lines that were looked along.
    pub looked: Option<Rect>,
}

impl<'a> Field<'a> {
    pub fn new(grid: &'a Grid, ends: [u32; 2], keep: f64) -> Field<'a> {
        Field { grid, ends, keep, looks: 0, looked: None }
    }

    /// What the straight line meets first. Where an end of the line is already nearer than the distance to
    /// keep, only the thing itself is in the way.
    pub fn hit(&mut self, p: Point, q: Point) -> Option<u32> {
        self.looks += 1;
        let line = super::curve::around(p, q).inflate(self.keep.max(2.0));
        self.looked = Some(self.looked.map_or(line, |r| r.union(&line)));
        let (keep, ends) = (self.keep - 0.5, self.ends);
        self.grid.first_hit(p, q, keep.max(2.0), |n, rect| {
            if ends.contains(&n) {
                return None;
            }
            let wide = rect.inflate(keep);
            let close = inside(&wide, p) || inside(&wide, q);
            Some(if close { rect.inflate(2.0) } else { wide })
        })
    }

    /// Whether something lies over a place, so that no way begins or ends there.
    fn covered(&mut self, p: Point) -> bool {
        let here = super::curve::around(p, p).inflate(2.0);
        self.looked = Some(self.looked.map_or(here, |r| r.union(&here)));
        self.grid.visit(&here, |n| !self.ends.contains(&n) && inside(&self.grid.rect(n).inflate(2.0), p))
    }

    /// The corners to pass between `p` and `q`; `None` where no free way was found.
    pub fn way(&mut self, p: Point, q: Point) -> Option<Vec<Turn>> {
        self.looks = 0;
        if self.covered(p) || self.covered(q) {
            return None;
        }
        let mut corners = Vec::new();
        self.find(p, q, 0, &mut corners).then(|| {
            self.tighten(p, q, &mut corners);
            corners
        })
    }

    fn find(&mut self, p: Point, q: Point, depth: usize, out: &mut Vec<Turn>) -> bool {
        let Some(n) = self.hit(p, q) else { return true };
        if depth > 12 || self.looks > PATIENCE {
            return false;
        }
        let sides = around(&self.grid.rect(n), self.keep, p, q);
        let start = out.len();
        for corners in &sides[..if depth > 2 { 1 } else { 2 }] {
            if self.along(p, corners, q, n, depth, out) {
                return true;
            }
            out.truncate(start);
        }
        false
    }

    /// From `p` past the corners of something to `q`.
    fn along(
        &mut self,
        p: Point,
        corners: &Corners,
        q: Point,
        n: u32,
        depth: usize,
        out: &mut Vec<Turn>,
    ) -> bool {
        let rect = self.grid.rect(n);
        let mut from = p;
        for &k in corners.iter() {
            let at = corner(&rect, k, self.keep);
            if from.distance(at) < 1.0 {
                continue;
            }
            if !self.find(from, at, depth + 1, out) {
                return false;
            }
            out.push(Turn { at, around: n, corner: k });
            from = at;
        }
        self.find(from, q, depth + 1, out)
    }

    /// Leaves out corners that need not be passed.
    fn tighten(&mut self, p: Point, q: Point, corners: &mut Vec<Turn>) {
        let mut i = 0;
        while i < corners.len() {
            let before = if i == 0 { p } else { corners[i - 1].at };
            let mut skip = corners.len().min(i + 4);
            while skip > i {
                let next = if skip == corners.len() { q } else { corners[skip].at };
                if self.hit(before, next).is_none() {
                    break;
                }
                skip -= 1;
            }
            corners.drain(i..skip);
            i += 1;
        }
    }
}

fn inside(rect: &Rect, p: Point) -> bool {
    p.x > rect.x && p.x < rect.right() && p.y > rect.y && p.y < rect.bottom()
}

/// The corners to pass on either side of a rectangle, the shorter way first.
fn around(rect: &Rect, keep: f64, p: Point, q: Point) -> [Corners; 2] {
    let d = q - p;
    let at = [0, 1, 2, 3].map(|k| corner(rect, k, keep));
    let (ahead, aside) = (at.map(|at| d.dot(at - p)), at.map(|at| d.cross(at - p)));
    let side = |on_left: bool| {
        let mut some = Corners::default();
        (0..4).filter(|k| (aside[*k] < 0.0) == on_left).for_each(|k| some.push(k));
        if some.count == 3 {
            // Of three corners on one side the middle one sticks out; the others may not need to be passed.
            some.sort(|k| aside[*k].abs());
            let [near, next, far, _] = some.which;
            let small = rect.inflate(keep - 1.0);
            some = Corners::default();
            let needed = [near, next].into_iter().filter(|k| enters(p, at[*k], &small).is_none());
            needed.chain([far]).for_each(|k| some.push(k));
        }
        some.sort(|k| ahead[*k]);
        some
    };
    let length = |way: &Corners| {
        let (sum, last) = way.iter().fold((0.0, p), |(sum, from), k| (sum + from.distance(at[*k]), at[*k]));
        sum + last.distance(q)
    };
    let (a, b) = (side(true), side(false));
    if length(&a) <= length(&b) { [a, b] } else { [b, a] }
}

/// Some of the corners of a rectangle.
#[derive(Clone, Copy, Default)]
struct Corners {
    which: [usize; 4],
    count: usize,
}

impl Corners {
    fn push(&mut self, corner: usize) {
        self.which[self.count] = corner;
        self.count += 1;
    }

    fn iter(&self) -> std::slice::Iter<'_, usize> {
        self.which[..self.count].iter()
    }

    /// Puts those first that come to less.
    fn sort(&mut self, by: impl Fn(&usize) -> f64) {
        self.which[..self.count].sort_by(|a, b| by(a).total_cmp(&by(b)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(cards: &[Rect]) -> Grid {
        let mut grid = Grid::new(Rect::new(-1000.0, -1000.0, 4000.0, 4000.0));
        for card in cards {
            grid.put(*card, 60.0);
        }
        grid
    }

    fn clear(cards: &[Rect], ends: [usize; 2], way: &[Point]) -> bool {
        way.windows(2).all(|w| {
            cards.iter().enumerate().all(|(i, c)| ends.contains(&i) || enters(w[0], w[1], c).is_none())
        })
    }

    fn center(r: &Rect) -> Point {
        Point::new(r.center().x, r.center().y)
    }

    #[test]
    fn a_free_line_needs_no_corner() {
        let cards = [Rect::new(0.0, 0.0, 168.0, 60.0), Rect::new(500.0, 40.0, 168.0, 60.0)];
        let grid = field(&cards);
        let way = Field::new(&grid, [0, 1], 16.0).way(center(&cards[0]), center(&cards[1]));
        assert_eq!(way, Some(vec![]));
    }

    #[test]
    fn a_way_goes_around_every_card_between_its_ends() {
        let mut cards = Vec::new();
        for row in 0..5 {
            for column in 0..5 {
                cards.push(Rect::new(f64::from(column) * 260.0, f64::from(row) * 140.0, 168.0, 60.0));
            }
        }
        let grid = field(&cards);
        for a in 0..25 {
            for b in 0..a {
                let (p, q) = (center(&cards[a]), center(&cards[b]));
                let way = Field::new(&grid, [a as u32, b as u32], 16.0).way(p, q).expect("there is a way");
                let all: Vec<Point> = [p].into_iter().chain(way.iter().map(|t| t.at)).chain([q]).collect();
                assert!(clear(&cards, [a, b], &all), "{a} to {b}: {all:?}");
            }
        }
    }
}
