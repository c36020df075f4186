//! A grid over the sheet that answers quickly which rectangles lie near a place or in the way of a line.

use crate::map::Rect;
use kurbo::Point;

/// Edge length of a cell for things of the size of cards.
const CELL: f64 = 120.0;
/// Edge length of a cell for things of the size of labels.
const SMALL: f64 = 40.0;

/// A rectangle's number, and about where it is: looked at before the rectangle itself, which lies elsewhere in
/// memory.
#[derive(Clone, Copy, Debug)]
struct Entry {
    number: u32,
    about: About,
}

/// A rectangle in half the room, never smaller than it is.
#[derive(Clone, Copy, Debug)]
struct About {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl About {
    fn of(rect: &Rect) -> About {
        let (below, above) = (|v: f64| (v as f32).next_down(), |v: f64| (v as f32).next_up());
        About { x0: below(rect.x), y0: below(rect.y), x1: above(rect.right()), y1: above(rect.bottom()) }
    }

    fn overlaps(&self, other: &About) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }
}

/// Rectangles by place. No answer depends on the order of entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    size: f64,
    x: i32,
    y: i32,
    columns: i32,
    rows: i32,
    cells: Vec<Vec<Entry>>,
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
        let (x, y) = (cell(area.x / size) - 1, cell(area.y / size) - 1);
        let columns = (cell(area.right() / size) - x + 2).clamp(1, 4096);
        let rows = (cell(area.bottom() / size) - y + 2).clamp(1, 4096);
        let cells = vec![Vec::new(); (columns * rows) as usize];
        Grid { size, x, y, columns, rows, cells, rects: Vec::new(), free: Vec::new() }
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
        for cell in self.cells_of(&rect.inflate(reach)) {
            self.cells[cell].push(entry);
        }
    }

    fn leave(&mut self, number: u32, reach: f64) {
        for cell in self.cells_of(&self.rects[number as usize].inflate(reach)) {
            self.cells[cell].retain(|entry| entry.number != number);
        }
    }

    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let (x0, x1) = (self.column(rect.x), self.column(rect.right()));
        let (y0, y1) = (self.row(rect.y), self.row(rect.bottom()));
        let columns = self.columns;
        (y0..=y1).flat_map(move |row| (x0..=x1).map(move |column| (row * columns + column) as usize))
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

    fn look(&self, rect: &Rect, mut call: impl FnMut(&Entry) -> bool) -> bool {
        let (x0, x1) = (self.column(rect.x), self.column(rect.right()));
        let (y0, y1) = (self.row(rect.y), self.row(rect.bottom()));
        (y0..=y1).any(|row| {
            let row = row * self.columns;
            self.cells[(row + x0) as usize..=(row + x1) as usize].iter().flatten().any(&mut call)
        })
    }

    /// The first rectangle, as `shape` makes it larger or leaves it out, that the line from `p` to `q` meets.
    pub fn first_hit(
        &self,
        p: Point,
        q: Point,
        mut shape: impl FnMut(u32, Rect) -> Option<Rect>,
    ) -> Option<u32> {
        let mut best: Option<(f64, u32)> = None;
        self.walk(p, q, |cell, leaves_at| {
            for n in cell.iter().map(|entry| entry.number) {
                if let Some(rect) = shape(n, self.rects[n as usize])
                    && let Some(t) = enters(p, q, &rect)
                    && best.is_none_or(|(b, m)| (t, n) < (b, m))
                {
                    best = Some((t, n));
                }
            }
            best.is_some_and(|(t, _)| t <= leaves_at)
        });
        best.map(|(_, n)| n)
    }

    /// Visits the cells along a line in order until told to stop.
    fn walk(&self, p: Point, q: Point, mut visit: impl FnMut(&[Entry], f64) -> bool) {
        let d = q - p;
        let (mut column, mut row) = (self.column(p.x), self.row(p.y));
        let (last_column, last_row) = (self.column(q.x), self.row(q.y));
        let (step_x, step_y) = ((last_column - column).signum(), (last_row - row).signum());
        let cross = |index: i32, step: i32, from: f64, by: f64| {
            if step == 0 {
                f64::INFINITY
            } else {
                (f64::from(index + i32::from(step > 0)) * self.size - from) / by
            }
        };
        loop {
            let tx =
                if column == last_column { f64::INFINITY } else { cross(column + self.x, step_x, p.x, d.x) };
            let ty = if row == last_row { f64::INFINITY } else { cross(row + self.y, step_y, p.y, d.y) };
            if visit(&self.cells[(row * self.columns + column) as usize], tx.min(ty)) {
                return;
            }
            if column == last_column && row == last_row {
                return;
            }
            if tx <= ty { column += step_x } else { row += step_y }
        }
    }

    fn column(&self, x: f64) -> i32 {
        (cell(x / self.size) - self.x).clamp(0, self.columns - 1)
    }

    fn row(&self, y: f64) -> i32 {
        (cell(y / self.size) - self.y).clamp(0, self.rows - 1)
    }
}

/// The whole number at or below; cheaper than `floor`, which is a call on most processors.
fn cell(v: f64) -> i32 {
    let whole = v as i32;
    whole.saturating_sub(i32::from(v < f64::from(whole)))
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
        assert_eq!(grid.first_hit(p, Point::new(1900.0, 1900.0), |_, r| Some(r)), Some(near));
        assert_eq!(grid.first_hit(p, Point::new(1900.0, 20.0), |_, r| Some(r)), None);
    }

    #[test]
    fn lines_in_every_direction_find_what_they_cross() {
        let mut grid = Grid::new(Rect::new(-1000.0, -1000.0, 2000.0, 2000.0));
        grid.put(Rect::new(-20.0, -20.0, 40.0, 40.0), 0.0);
        for i in 0..64 {
            let angle = f64::from(i) * std::f64::consts::TAU / 64.0;
            let p = Point::new(900.0 * angle.cos(), 900.0 * angle.sin());
            assert_eq!(grid.first_hit(p, Point::new(-p.x, -p.y), |_, r| Some(r)), Some(0), "at {angle}");
        }
    }
}
