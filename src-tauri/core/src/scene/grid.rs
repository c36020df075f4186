//! A grid over the sheet that answers quickly which rectangles lie near a place or in the way of a line.

use super::{bins::Bins, curve::around};
use crate::map::Rect;
use kurbo::Point;

/// Edge length of a cell for things of the size of cards.
const CELL: f64 = 120.0;
/// Edge length of a cell for things of the size of labels.
pub(super) const SMALL: f64 = 40.0;

/// A rectangle's number, and about where it is: looked at before the rectangle itself, which lies elsewhere in
/// memory.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    number: u32,
    about: About,
}

/// A rectangle in half the room, never smaller than it is.
#[derive(Clone, Copy, Debug, Default)]
struct About {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl About {
    fn of(rect: &Rect) -> About {
        // More than the precision of half the room; cheaper than to ask for the next number.
        let (below, above) = (|v: f64| (v - v.abs() * 1e-6) as f32, |v: f64| (v + v.abs() * 1e-6) as f32);
        About { x0: below(rect.x), y0: below(rect.y), x1: above(rect.right()), y1: above(rect.bottom()) }
    }

    #[inline]
    fn overlaps(&self, other: &About) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }
}

impl About {
    /// Whether the endless line through `p` and `q` comes nearer than `by`; cheaper than to ask where it enters.
    #[inline]
    fn is_near(&self, p: Point, q: Point, by: f64) -> bool {
        let (x0, y0) = (f64::from(self.x0), f64::from(self.y0));
        let (x1, y1) = (f64::from(self.x1), f64::from(self.y1));
        let middle = Point::new(0.5 * (x0 + x1), 0.5 * (y0 + y1));
        let half = (0.5 * (x1 - x0) + by, 0.5 * (y1 - y0) + by);
        let d = q - p;
        d.cross(middle - p).abs() <= d.y.abs() * half.0 + d.x.abs() * half.1
    }
}

/// Rectangles by place. No answer depends on the order of entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    cells: Bins<Entry>,
    rects: Vec<Rect>,
    /// Numbers of rectangles that were taken out.
    free: Vec<u32>,
}

impl Grid {
    /// A grid that covers `area`; what lies outside is kept in the cells at the rim.
    pub fn new(area: Rect) -> Grid {
        Grid::with_cells(area, CELL)
    }

    /// A grid for things of the size of labels.
    pub fn fine(area: Rect) -> Grid {
        Grid::with_cells(area, SMALL)
    }

    fn with_cells(area: Rect, size: f64) -> Grid {
        Grid { cells: Bins::over(area, size), rects: Vec::new(), free: Vec::new() }
    }

    /// Puts a rectangle in; found also by lines and places up to `reach` away.
    pub fn put(&mut self, rect: Rect, reach: f64) -> u32 {
        let number = self.free.pop().unwrap_or(self.rects.len() as u32);
        self.enter(number, &rect, reach);
        match self.rects.get_mut(number as usize) {
            Some(place) => *place = rect,
            None => self.rects.push(rect),
        }
        number
    }

    /// Takes a rectangle out that was put in with the same `reach`; its number is given out again.
    pub fn take(&mut self, number: u32, reach: f64) {
        self.leave(number, reach);
        self.free.push(number);
    }

    /// Moves a rectangle that was put in with the same `reach`; it keeps its number.
    pub fn shift(&mut self, number: u32, rect: Rect, reach: f64) {
        self.leave(number, reach);
        self.enter(number, &rect, reach);
        self.rects[number as usize] = rect;
    }

    fn enter(&mut self, number: u32, rect: &Rect, reach: f64) {
        let entry = Entry { number, about: About::of(rect) };
        self.cells.put_over(&rect.inflate(reach), entry);
    }

    fn leave(&mut self, number: u32, reach: f64) {
        let rect = self.rects[number as usize].inflate(reach);
        self.cells.take_over(&rect, |entry| entry.number == number);
    }

    /// How many numbers were given out.
    pub fn len(&self) -> usize {
        self.rects.len()
    }

    /// The rectangle with this number.
    pub fn rect(&self, number: u32) -> Rect {
        self.rects[number as usize]
    }

    /// Whether a rectangle of the grid that `counts` shares area with `rect`.
    #[inline]
    pub fn any(&self, rect: &Rect, mut counts: impl FnMut(u32) -> bool) -> bool {
        let about = About::of(rect);
        self.look(rect, |entry| {
            entry.about.overlaps(&about)
                && self.rects[entry.number as usize].overlaps(rect)
                && counts(entry.number)
        })
    }

    /// Calls for each entry of the cells that `rect` touches, some more than once, until told to stop; tells
    /// whether it was.
    pub fn visit(&self, rect: &Rect, mut call: impl FnMut(u32) -> bool) -> bool {
        self.look(rect, |entry| call(entry.number))
    }

    #[inline]
    fn look(&self, rect: &Rect, call: impl FnMut(&Entry) -> bool) -> bool {
        self.cells.visit(rect, call)
    }

    /// Whether the line from `p` to `q` runs through a rectangle of the grid, made larger by `wider` (no more
    /// than the reach it was put in with), that `counts`.
    pub fn is_met(&self, p: Point, q: Point, wider: f64, mut counts: impl FnMut(u32) -> bool) -> bool {
        let about = About::of(&around(p, q).inflate(wider));
        let mut met = false;
        self.cells.frame.along(p, q, |cell, _| {
            met = self.cells.any(cell, |entry| {
                entry.about.overlaps(&about)
                    && counts(entry.number)
                    && enters(p, q, &self.rects[entry.number as usize].inflate(wider)).is_some()
            });
            met
        });
        met
    }

    /// The first rectangle, as `shape` makes it larger by at most `wider` or leaves it out, that the line from
    /// `p` to `q` meets.
    pub fn first_hit(
        &self,
        p: Point,
        q: Point,
        wider: f64,
        mut shape: impl FnMut(u32, Rect) -> Option<Rect>,
    ) -> Option<u32> {
        let mut best: Option<(f64, u32)> = None;
        self.cells.frame.along(p, q, |cell, leaves_at| {
            self.cells.any(cell, |Entry { number: n, about }| {
                if about.is_near(p, q, wider)
                    && let Some(rect) = shape(*n, self.rects[*n as usize])
                    && let Some(t) = enters(p, q, &rect)
                    && best.is_none_or(|(b, m)| (t, *n) < (b, m))
                {
                    best = Some((t, *n));
                }
                false
            });
            best.is_some_and(|(t, _)| t <= leaves_at)
        });
        best.map(|(_, n)| n)
    }
}

/// Where, from 0 to 1, the line from `p` to `q` first lies inside `rect`.
pub(super) fn enters(p: Point, q: Point, rect: &Rect) -> Option<f64> {
    let d = q - p;
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    for (from, by, lo, hi) in [(p.x, d.x, rect.x, rect.right()), (p.y, d.y, rect.y, rect.bottom())] {
        if by.abs() < 1e-9 {
            if from <= lo || from >= hi {
                return None;
            }
        } else {
            let (a, b) = ((lo - from) / by, (hi - from) / by);
            t0 = t0.max(a.min(b));
            t1 = t1.min(a.max(b));
        }
    }
    (t0 < t1).then_some(t0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_meets_the_nearest_rectangle_first() {
        let mut grid = Grid::new(Rect::new(0.0, 0.0, 2000.0, 2000.0));
        grid.put(Rect::new(1500.0, 1400.0, 100.0, 200.0), 0.0);
        let near = grid.put(Rect::new(700.0, 690.0, 30.0, 30.0), 0.0);
        let p = Point::new(10.0, 10.0);
        assert_eq!(grid.first_hit(p, Point::new(1900.0, 1900.0), 0.0, |_, r| Some(r)), Some(near));
        assert_eq!(grid.first_hit(p, Point::new(1900.0, 20.0), 0.0, |_, r| Some(r)), None);
    }

    #[test]
    fn lines_in_every_direction_find_what_they_cross() {
        let mut grid = Grid::new(Rect::new(-1000.0, -1000.0, 2000.0, 2000.0));
        grid.put(Rect::new(-20.0, -20.0, 40.0, 40.0), 0.0);
        for i in 0..64 {
            let angle = f64::from(i) * std::f64::consts::TAU / 64.0;
            let p = Point::new(900.0 * angle.cos(), 900.0 * angle.sin());
            assert_eq!(grid.first_hit(p, Point::new(-p.x, -p.y), 0.0, |_, r| Some(r)), Some(0), "at {angle}");
        }
    }
}
