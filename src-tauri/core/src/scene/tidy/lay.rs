//! From cells to places: gaps between columns and rows as even as can be, wider where a zone ends.

use crate::map::Point;

/// Between the edges of two zones side by side, so that they do not touch.
const BETWEEN: f64 = 12.0;

/// Things in the cells of a grid.
pub(crate) struct Table<'a> {
    /// Column and row of each.
    pub cells: &'a [(usize, usize)],
    /// Width and height of each, in map units.
    pub sizes: &'a [(f64, f64)],
    /// The members of each zone, by their places in the lists above.
    pub zones: &'a [Vec<usize>],
    /// Between a zone's edge and its members, and above them for its title.
    pub margin: (f64, f64),
}

/// How far apart columns and rows are, in map units, without what zones need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gaps {
    /// The least across and down.
    pub narrow: (f64, f64),
    /// The most.
    pub wide: (f64, f64),
}

impl Table<'_> {
    /// The middles of all, the whole around the origin, with gaps that fill the extent; the share of the way
    /// from the narrowest to the widest gaps across and down, below 0 where even the narrowest need more.
    pub fn laid(&self, gaps: Gaps, extent: (f64, f64)) -> (Vec<Point>, (f64, f64)) {
        let columns = self.cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
        let rows = self.cells.iter().map(|c| c.1 + 1).max().unwrap_or(0);
        let (mut wide, mut high) = (vec![0.0_f64; columns], vec![0.0_f64; rows]);
        for (&(column, row), &(w, h)) in self.cells.iter().zip(self.sizes) {
            wide[column] = wide[column].max(w);
            high[row] = high[row].max(h);
        }
        let (across, down) = self.zone_gaps(columns, rows);
        let (x, share_x) = middles(&wide, &across, (gaps.narrow.0, gaps.wide.0), extent.0);
        let (y, share_y) = middles(&high, &down, (gaps.narrow.1, gaps.wide.1), extent.1);
        let points = self.cells.iter().map(|&(column, row)| Point::new(x[column], y[row])).collect();
        (points, (share_x, share_y))
    }

    /// What zones that begin or end there ask of the gap before each column and row, and after the last.
    fn zone_gaps(&self, columns: usize, rows: usize) -> (Vec<f64>, Vec<f64>) {
        let (around, head) = self.margin;
        let (mut before, mut after) = (vec![0.0_f64; columns + 1], vec![0.0_f64; columns + 1]);
        let (mut above, mut below) = (vec![0.0_f64; rows + 1], vec![0.0_f64; rows + 1]);
        for members in self.zones.iter().filter(|m| !m.is_empty()) {
            let column = || members.iter().map(|&m| self.cells[m].0);
            let row = || members.iter().map(|&m| self.cells[m].1);
            let (Some(left), Some(right)) = (column().min(), column().max()) else { continue };
            let (Some(top), Some(bottom)) = (row().min(), row().max()) else { continue };
            before[left] = around + BETWEEN;
            after[right + 1] = around + BETWEEN;
            above[top] = head + BETWEEN;
            below[bottom + 1] = around + BETWEEN;
        }
        let sum = |a: Vec<f64>, b: Vec<f64>| a.iter().zip(&b).map(|(a, b)| a + b).collect();
        (sum(before, after), sum(above, below))
    }
}

/// The middles of slots of the given sizes, the whole around 0, gaps stretched or narrowed to fill the extent;
/// and the share of the gaps.
fn middles(sizes: &[f64], needed: &[f64], (narrow, wide): (f64, f64), extent: f64) -> (Vec<f64>, f64) {
    let Some(last) = sizes.len().checked_sub(1) else { return (Vec::new(), 1.0) };
    let least =
        |at: usize, base: f64| if needed[at] > 0.0 { needed[at].max(base * 0.8) + base * 0.2 } else { base };
    // At the rim zones need no room beyond their own edges.
    let rim = |at: usize| (needed[at] - BETWEEN).max(0.0);
    let total = |base: f64| {
        let gaps: f64 = (1..=last).map(|at| least(at, base)).sum();
        sizes.iter().sum::<f64>() + gaps + rim(0) + rim(last + 1)
    };
    let base = |share: f64| narrow + share * (wide - narrow);
    let share = match () {
        _ if total(narrow) > extent => (extent - total(narrow)) / extent.max(1.0),
        _ if total(wide) <= extent => 1.0,
        // The total grows with the gaps: halve the stretch in which it becomes too much.
        _ => {
            (0..12)
                .fold((0.0, 1.0), |(low, high), _| {
                    let middle = (low + high) / 2.0;
                    if total(base(middle)) <= extent { (middle, high) } else { (low, middle) }
                })
                .0
        }
    };
    let base = base(share.max(0.0));
    let mut out = Vec::with_capacity(sizes.len());
    let mut at = rim(0) - total(base) / 2.0;
    for (slot, size) in sizes.iter().enumerate() {
        if slot > 0 {
            at += least(slot, base);
        }
        out.push(((at + size / 2.0) / 2.0).round() * 2.0);
        at += size;
    }
    (out, share)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAPS: Gaps = Gaps { narrow: (20.0, 20.0), wide: (100.0, 100.0) };

    fn table<'a>(cells: &'a [(usize, usize)], sizes: &'a [(f64, f64)], zones: &'a [Vec<usize>]) -> Table<'a> {
        Table { cells, sizes, zones, margin: (13.0, 27.0) }
    }

    #[test]
    fn gaps_fill_the_extent_evenly() {
        let (cells, sizes) = ([(0, 0), (1, 0), (2, 0)], [(100.0, 40.0); 3]);
        let (points, share) = table(&cells, &sizes, &[]).laid(GAPS, (420.0, 40.0));
        assert_eq!(points.iter().map(|p| p.x).collect::<Vec<_>>(), [-160.0, 0.0, 160.0]);
        assert!((share.0 - 0.5).abs() < 0.01);
    }

    #[test]
    fn it_tells_where_there_is_too_little_room() {
        let (cells, sizes) = ([(0, 0), (1, 0)], [(100.0, 40.0); 2]);
        assert!(table(&cells, &sizes, &[]).laid(GAPS, (210.0, 40.0)).1.0 < 0.0);
    }

    #[test]
    fn zones_side_by_side_do_not_touch() {
        let (cells, sizes, zones) = ([(0, 0), (1, 0)], [(100.0, 40.0); 2], [vec![0], vec![1]]);
        let (points, _) = table(&cells, &sizes, &zones).laid(GAPS, (300.0, 200.0));
        assert!(points[1].x - points[0].x >= 100.0 + 2.0 * 13.0 + BETWEEN);
    }
}
