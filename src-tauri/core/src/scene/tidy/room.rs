//! The room that a sheet leaves for the map, and the grid of cells that suits it.
//!
//! Text must stay readable there: of all grids that hold the actors the one is taken that leaves the widest
//! gaps between cards while the sheet does not have to shrink their text below its limit. Where even narrow
//! gaps are too much, the facts under the names are counted out, as the page does.

use super::super::card::{SMALL, WIDTH};
use crate::map::{PageSettings, PageSize};

/// What a sheet leaves for the map. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The smallest text that may be printed.
    pub smallest: f64,
}

/// A grid of cells, and the gaps between the cards in them, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub columns: usize,
    pub rows: usize,
    pub gap_x: f64,
    pub gap_y: f64,
    /// The whole extent that the cards should fill, in map units.
    pub width: f64,
    pub height: f64,
}

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Gaps that leave room for labels and lanes, and the narrowest through which flows can still be told apart.
pub(super) const WIDE: (f64, f64) = (134.0, 92.0);
pub(super) const NARROW: (f64, f64) = (28.0, 40.0);
/// What flows need around all cards.
const RIM: f64 = 24.0;
/// Size of the name on a card; the smallest text where the facts are left out.
const NAME: f64 = 13.0;

impl Room {
    /// What the sheet of the given settings leaves beside title, panel, legend and footer, about.
    pub fn of(page: &PageSettings) -> Room {
        let (long, short, smallest) = match page.size {
            PageSize::A4 => (297.0 * MM, 210.0 * MM, 6.5),
            PageSize::A3 => (420.0 * MM, 297.0 * MM, 6.5),
            PageSize::Letter => (792.0, 612.0, 6.5),
            PageSize::Tabloid => (1224.0, 792.0, 6.5),
            PageSize::Wide => (960.0, 540.0, 9.0),
            PageSize::Classic => (720.0, 540.0, 9.0),
        };
        let type_scale = if smallest > 6.5 { 1.2 } else { short / (210.0 * MM) };
        let (width, height) = if page.portrait { (short, long) } else { (long, short) };
        let (width, height) = (width - 20.0 * MM, height - 20.0 * MM - 68.0 * type_scale);
        let panel = page.top || page.findings || page.moves;
        let strip = if page.legend && (!panel || page.portrait) { 34.0 * type_scale } else { 0.0 };
        let (width, height) = match (panel, page.portrait) {
            (true, false) => (width * 8.0 / 12.0 - 6.0 * type_scale, height),
            (true, true) => (width, height * 0.6 - strip),
            (false, _) => (width, height - strip),
        };
        Room { width, height, smallest }
    }

    /// Grids for so many cards of a usual height, best first, at most `most`. `slack` is how many cells there
    /// should be for each card, `edges` how many edges of zones lie one beside or above another.
    pub(super) fn shapes(
        &self,
        cards: usize,
        height: f64,
        slack: f64,
        edges: (f64, f64),
        most: usize,
    ) -> Vec<Shape> {
        let cells = (cards as f64 * slack).ceil() as usize;
        // Demand, us and supply have a column each.
        let mut found: Vec<(f64, Shape)> = (cards.clamp(1, 3)..=cards.max(1))
            .map(|columns| self.shape(columns, cells.div_ceil(columns).max(1), height, edges))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.columns.cmp(&b.1.columns)));
        found.truncate(most);
        found.into_iter().map(|(_, shape)| shape).collect()
    }

    /// How good a grid is here, and the gaps it gets: 1 and more for wide ones, below 0 for text too small.
    fn shape(&self, columns: usize, rows: usize, height: f64, edges: (f64, f64)) -> (f64, Shape) {
        let mix = |share: f64, (narrow, wide): (f64, f64)| narrow + share * (wide - narrow);
        let extent = |share: f64| {
            let gap = (mix(share, (NARROW.0, WIDE.0)), mix(share, (NARROW.1, WIDE.1)));
            let w = columns as f64 * WIDTH + (columns - 1) as f64 * gap.0 + 2.0 * RIM + edges.0;
            let h = rows as f64 * height + (rows - 1) as f64 * gap.1 + 2.0 * RIM + edges.1;
            (gap, (self.width / w).min(self.height / h))
        };
        let readable = [self.smallest / SMALL, self.smallest / NAME].map(|scale| scale * 1.02);
        let widest = |scale: f64| (0..=20).rev().map(|s| f64::from(s) / 16.0).find(|s| extent(*s).1 >= scale);
        let (share, good) = match (widest(readable[0]), widest(readable[1])) {
            (Some(share), _) => (share, 2.0 + share + extent(share).1 / readable[0] * 0.2),
            (None, Some(share)) => (share, 1.0 + share * 0.5),
            (None, None) => (0.0, extent(0.0).1 / readable[1] - 1.0),
        };
        let (gap, scale) = extent(share);
        let width = (self.width / scale - 2.0 * RIM).min(columns as f64 * (WIDTH + 1.3 * WIDE.0));
        let height = (self.height / scale - 2.0 * RIM).min(rows as f64 * (height + 1.3 * WIDE.1));
        (good, Shape { columns, rows, gap_x: gap.0, gap_y: gap.1, width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_beside_the_panel_of_an_a4_page_has_about_190_by_165_mm() {
        let room = Room::of(&PageSettings::default());
        assert!((room.width / MM - 185.0).abs() < 8.0 && (room.height / MM - 165.0).abs() < 4.0, "{room:?}");
    }

    #[test]
    fn few_cards_get_wide_gaps_and_many_narrow_ones() {
        let room = Room::of(&PageSettings::default());
        let gaps: Vec<f64> = [10, 24, 40].map(|n| room.shapes(n, 60.0, 1.1, (0.0, 0.0), 1)[0].gap_x).into();
        assert!(gaps[0] > gaps[1] && gaps[1] >= gaps[2] && gaps[2] >= NARROW.0, "{gaps:?}");
    }

    #[test]
    fn the_grid_follows_the_sheet() {
        let across =
            Room::of(&PageSettings { top: false, findings: false, moves: false, ..Default::default() });
        let upright = Room { width: across.height, height: across.width, ..across };
        let columns = |room: &Room| room.shapes(30, 60.0, 1.1, (0.0, 0.0), 1)[0].columns;
        assert!(columns(&across) > columns(&upright));
    }
}
