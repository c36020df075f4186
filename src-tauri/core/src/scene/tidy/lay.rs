//! From cells to places on the sheet: gaps between columns and rows, wider where a zone ends.

use super::{
    super::ground::{AROUND, HEADROOM},
    links::Links,
    room::{NARROW, Shape},
};
use crate::map::Point;

/// Between the edges of two zones side by side, so that they do not touch.
const BETWEEN: f64 = 12.0;

/// The middles of the cards, the whole around the origin. `heights` are those of the cards.
pub(super) fn places(
    links: &Links,
    cells: &[(usize, usize)],
    shape: &Shape,
    width: f64,
    heights: &[f64],
) -> Vec<Point> {
    let columns = cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
    let rows = cells.iter().map(|c| c.1 + 1).max().unwrap_or(0);
    let mut high = vec![0.0_f64; rows];
    for (&(_, row), &height) in cells.iter().zip(heights) {
        high[row] = high[row].max(height);
    }
    let (across, down) = zone_gaps(links, cells, columns, rows);
    let x = middles(&vec![width; columns], &across, shape.gap_x, NARROW.0, shape.width);
    let y = middles(&high, &down, shape.gap_y, NARROW.1, shape.height);
    cells.iter().map(|&(column, row)| Point::new(x[column], y[row])).collect()
}

/// What zones that end before each column and row ask of the gap there.
fn zone_gaps(links: &Links, cells: &[(usize, usize)], columns: usize, rows: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut before, mut after) = (vec![0.0_f64; columns + 1], vec![0.0_f64; columns + 1]);
    let (mut above, mut below) = (vec![0.0_f64; rows + 1], vec![0.0_f64; rows + 1]);
    for members in links.zones.iter().filter(|m| !m.is_empty()) {
        let column = || members.iter().map(|&m| cells[m].0);
        let row = || members.iter().map(|&m| cells[m].1);
        let (Some(left), Some(right)) = (column().min(), column().max()) else { continue };
        let (Some(top), Some(bottom)) = (row().min(), row().max()) else { continue };
        before[left] = AROUND + BETWEEN;
        after[right + 1] = AROUND + BETWEEN;
        above[top] = HEADROOM + BETWEEN;
        below[bottom + 1] = AROUND + BETWEEN;
    }
    let sum = |a: Vec<f64>, b: Vec<f64>| a.iter().zip(&b).map(|(a, b)| a + b).collect();
    (sum(before, after), sum(above, below))
}

/// The middles of slots of the given sizes: gaps as asked, stretched or narrowed to fill the extent.
fn middles(sizes: &[f64], needed: &[f64], gap: f64, narrow: f64, extent: f64) -> Vec<f64> {
    let inner = 1..sizes.len().max(1);
    let least =
        |at: usize, base: f64| if needed[at] > 0.0 { needed[at].max(base * 0.8) + base * 0.2 } else { base };
    let total = |base: f64| sizes.iter().sum::<f64>() + inner.clone().map(|at| least(at, base)).sum::<f64>();
    let most = gap.max(narrow) * 1.5;
    let step = |base: &f64| total(*base) <= extent;
    let steps = 24;
    let bases = (0..=steps).rev().map(|s| narrow + (most - narrow) * f64::from(s) / f64::from(steps));
    let base = bases.into_iter().find(step).unwrap_or(narrow);
    let mut out = Vec::with_capacity(sizes.len());
    let mut at = -total(base) / 2.0;
    for (slot, size) in sizes.iter().enumerate() {
        if slot > 0 {
            at += least(slot, base);
        }
        out.push(((at + size / 2.0) / 4.0).round() * 4.0);
        at += size;
    }
    out
}
