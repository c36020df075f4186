//! The cells of a grid over the sheet: which of them a rectangle touches, and which a line passes.

use crate::map::Rect;
use kurbo::Point;

/// Where the cells of a grid lie; what lies outside belongs to the cells at the rim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells {
    size: f64,
    x: i32,
    y: i32,
    columns: i32,
    rows: i32,
}

impl Cells {
    /// Cells of one edge length that cover `area`.
    pub fn over(area: Rect, size: f64) -> Cells {
        let (x, y) = (cell(area.x / size) - 1, cell(area.y / size) - 1);
        let columns = (cell(area.right() / size) - x + 2).clamp(1, 4096);
        let rows = (cell(area.bottom() / size) - y + 2).clamp(1, 4096);
        Cells { size, x, y, columns, rows }
    }

    pub fn count(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    /// Calls for the cells that a rectangle touches, those of a row together, until told to stop; tells
    /// whether it was.
    #[inline]
    pub fn of(&self, rect: &Rect, mut call: impl FnMut(std::ops::Range<usize>) -> bool) -> bool {
        let (x0, x1) = (self.column(rect.x), self.column(rect.right()));
        for row in self.row(rect.y)..=self.row(rect.bottom()) {
            let start = row * self.columns;
            if call((start + x0) as usize..(start + x1) as usize + 1) {
                return true;
            }
        }
        false
    }

    /// Visits the cells along a line in order until told to stop, each with where, from 0 to 1, the line
    /// leaves it (more than 1 for the last).
    #[inline]
    pub fn along(&self, p: Point, q: Point, mut visit: impl FnMut(usize, f64) -> bool) {
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
            if visit((row * self.columns + column) as usize, tx.min(ty)) {
                return;
            }
            if column == last_column && row == last_row {
                return;
            }
            if tx <= ty { column += step_x } else { row += step_y }
        }
    }

    #[inline]
    fn column(&self, x: f64) -> i32 {
        (cell(x / self.size) - self.x).clamp(0, self.columns - 1)
    }

    #[inline]
    fn row(&self, y: f64) -> i32 {
        (cell(y / self.size) - self.y).clamp(0, self.rows - 1)
    }
}

/// The whole number at or below; cheaper than `floor`, which is a call on most processors.
#[inline]
fn cell(v: f64) -> i32 {
    let whole = v as i32;
    whole.saturating_sub(i32::from(v < f64::from(whole)))
}
