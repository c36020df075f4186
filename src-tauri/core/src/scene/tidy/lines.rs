//! Straight lines between cells, counted quickly: what a line crosses, and what it passes over.
//!
//! Coordinates are whole numbers of cells kept as `f32`, side by side, so that a count over all lines is one
//! loop without branches. Whole numbers this small are exact: the same on every machine.

/// The ends of all lines, and how many flows each stands for.
#[derive(Clone, Default)]
pub(super) struct Lines {
    flows: Vec<u32>,
    ax: Vec<f32>,
    ay: Vec<f32>,
    bx: Vec<f32>,
    by: Vec<f32>,
}

/// One line: from x, y to x, y.
pub(super) type Line = (f32, f32, f32, f32);

impl Lines {
    pub fn push(&mut self, (ax, ay, bx, by): Line, flows: u32) {
        self.flows.push(flows);
        self.ax.push(ax);
        self.ay.push(ay);
        self.bx.push(bx);
        self.by.push(by);
    }

    pub fn set(&mut self, at: usize, (ax, ay, bx, by): Line) {
        (self.ax[at], self.ay[at], self.bx[at], self.by[at]) = (ax, ay, bx, by);
    }

    pub fn get(&self, at: usize) -> Line {
        (self.ax[at], self.ay[at], self.bx[at], self.by[at])
    }

    fn all(&self) -> impl Iterator<Item = Line> + '_ {
        let ends = self.bx.iter().zip(&self.by);
        self.ax.iter().zip(&self.ay).zip(ends).map(|((ax, ay), (bx, by))| (*ax, *ay, *bx, *by))
    }

    /// How many flows cross this line; lines that share an end do not.
    pub fn crossing(&self, line: Line) -> u32 {
        let flows = self.all().zip(&self.flows);
        flows.map(|(other, flows)| u32::from(cross(line, other)) * flows).sum()
    }

    /// How many lines pass over a card in a cell, given half of how much of its cell a card fills. A line
    /// passes over its own two cards as well.
    pub fn over(&self, card: (f32, f32), half: (f32, f32)) -> u32 {
        self.all().map(|line| u32::from(passes(line, card, half))).sum()
    }
}

/// Whether two lines cross within both.
#[inline]
pub(super) fn cross((ax, ay, bx, by): Line, (cx, cy, ex, ey): Line) -> bool {
    let (dx, dy, fx, fy) = (bx - ax, by - ay, ex - cx, ey - cy);
    let sides = (dx * (cy - ay) - dy * (cx - ax)) * (dx * (ey - ay) - dy * (ex - ax));
    let others = (fx * (ay - cy) - fy * (ax - cx)) * (fx * (by - cy) - fy * (bx - cx));
    (sides < 0.0) & (others < 0.0)
}

/// Whether a line touches a card (separating axes of a segment and a rectangle).
#[inline]
pub(super) fn passes((ax, ay, bx, by): Line, (x, y): (f32, f32), (hx, hy): (f32, f32)) -> bool {
    let (mx, my) = ((ax + bx) * 0.5 - x, (ay + by) * 0.5 - y);
    let (ex, ey) = ((bx - ax) * 0.5, (by - ay) * 0.5);
    (mx.abs() < ex.abs() + hx)
        & (my.abs() < ey.abs() + hy)
        & ((mx * ey - my * ex).abs() < hx * ey.abs() + hy * ex.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_another_and_not_one_that_shares_its_end() {
        assert!(cross((0.0, 0.0, 2.0, 2.0), (0.0, 2.0, 2.0, 0.0)));
        assert!(!cross((0.0, 0.0, 2.0, 2.0), (2.0, 2.0, 2.0, 0.0)));
    }

    #[test]
    fn a_line_passes_over_the_card_between_its_ends_and_not_over_the_one_beside() {
        let half = (0.35, 0.3);
        assert!(passes((0.0, 0.0, 2.0, 0.0), (1.0, 0.0), half));
        assert!(!passes((0.0, 0.0, 2.0, 0.0), (1.0, 1.0), half));
        assert!(!passes((0.0, 0.0, 1.0, 1.0), (1.0, 0.0), half));
    }
}
