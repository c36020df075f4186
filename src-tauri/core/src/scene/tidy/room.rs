//! The room that a sheet leaves for the map, and the grid of cells that suits it.
//!
//! Text must stay readable there: of all grids that hold the actors the one is taken that leaves the widest
//! gaps between cards while the sheet does not have to shrink their text below its limit. Where even narrow
//! gaps are too much, cards are counted without their facts, and then as compact ones, as the page draws them.

use super::super::{
    card::{Form, SMALL},
    ground::margin,
};
use crate::map::{PageLayout, PageSettings, PageSize};

/// What a sheet leaves for the map. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width.
    pub width: f64,
    /// Width beside a panel that is as narrow as it can be.
    pub widest: f64,
    /// Height.
    pub height: f64,
    /// The smallest text that may be printed.
    pub smallest: f64,
    /// Points for a map unit above which nothing is drawn larger.
    pub comfortable: f64,
}

/// A grid of cells for cards of one form, and the gaps between them, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub columns: usize,
    pub rows: usize,
    /// How much the cards say.
    pub form: Form,
    pub gap_x: f64,
    pub gap_y: f64,
    /// The whole extent that the cards should fill, in map units.
    pub width: f64,
    pub height: f64,
    /// Text can be read there.
    pub fits: bool,
}

/// Cards of one form: their usual width and height, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    pub form: Form,
    pub width: f64,
    pub height: f64,
}

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Gaps that leave room for labels and lanes.
pub(super) const WIDE: (f64, f64) = (134.0, 92.0);
/// What flows need around all cards.
const RIM: f64 = 24.0;

/// The narrowest gaps through which flows can still be told apart.
pub(super) fn narrow(form: Form) -> (f64, f64) {
    if form.is_compact() { (24.0, 22.0) } else { (28.0, 44.0) }
}

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
        let panel = page.layout == PageLayout::Panel && (page.top || page.findings || page.moves);
        let strip = if page.legend && (!panel || page.portrait) { 34.0 * type_scale } else { 0.0 };
        let beside = |columns: f64| width * columns / 12.0 - 6.0 * type_scale;
        // Two maps, each under its heading, over what is different.
        let (both, heading) = (height * 0.7 - strip, 20.0 * type_scale);
        let (width, widest, height) = match (page.layout, page.portrait) {
            (PageLayout::WhatIf, false) => (beside(6.0), beside(6.0), both - heading),
            (PageLayout::WhatIf, true) => (width, width, both / 2.0 - heading),
            (PageLayout::Kinds, _) => (width, width, height * 0.78 - strip),
            (_, false) if panel => (beside(8.0), beside(9.0), height),
            (_, true) if panel => (width, width, height * 0.6 - strip),
            _ => (width, width, height - strip),
        };
        Room { width, widest, height, smallest, comfortable: 0.75 * type_scale }
    }

    /// Grids for so many cards, best first, at most `most`. `usual` holds the forms that may be taken, fullest
    /// first; `slack` is how many cells there should be for each card, `edges` how many edges of zones lie one
    /// beside or above another.
    pub(super) fn shapes(
        &self,
        cards: usize,
        usual: &[Usual],
        slack: f64,
        edges: (f64, f64),
        most: usize,
    ) -> Vec<Shape> {
        let cells = (cards as f64 * slack).ceil() as usize;
        // Demand, us and supply have a column each.
        let mut found: Vec<(f64, Shape)> = (cards.clamp(1, 3)..=cards.max(1))
            .map(|columns| self.shape(columns, cells.div_ceil(columns).max(1), usual, edges))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.columns.cmp(&b.1.columns)));
        found.truncate(most);
        found.into_iter().map(|(_, shape)| shape).collect()
    }

    /// How good a grid is here, and the gaps it gets; below 0 for text too small. The fullest form is taken in
    /// which text can be read, with gaps that leave room for words and text that is larger than it must be.
    fn shape(&self, columns: usize, rows: usize, usual: &[Usual], edges: (f64, f64)) -> (f64, Shape) {
        let readable = self.smallest / SMALL * 1.02;
        let fit = |card: &Usual, share: f64| {
            let gap = mixed(card.form, share);
            let around = zone_edge(card.form, edges);
            let w = columns as f64 * card.width + (columns - 1) as f64 * gap.0 + 2.0 * RIM + around.0;
            let h = rows as f64 * card.height + (rows - 1) as f64 * gap.1 + 2.0 * RIM + around.1;
            (self.width / w).min(self.height / h).min(self.comfortable)
        };
        let quality = |card: &Usual, share: f64| {
            let larger = (fit(card, share) - readable) / (self.comfortable - readable).max(1e-6);
            share.min(1.0).sqrt() + 0.8 * larger.max(0.0).sqrt()
        };
        let best = |(tier, card): (usize, &Usual)| {
            let shares = (0..=20).map(|s| f64::from(s) / 16.0).filter(|s| fit(card, *s) >= readable);
            let good = shares.map(|s| (quality(card, s), s)).max_by(|a, b| a.0.total_cmp(&b.0))?;
            Some((3.0 * (usual.len() - tier) as f64 + good.0, *card, good.1))
        };
        let smallest = usual[usual.len() - 1];
        let too_small = (fit(&smallest, 0.0) / readable - 1.0, smallest, 0.0);
        let (good, card, share) = usual.iter().enumerate().find_map(best).unwrap_or(too_small);
        let (gap, scale) = (mixed(card.form, share), fit(&card, share));
        // Cards that say less the page draws itself: just readable, in rows and columns over the whole sheet.
        let (scale, limit) =
            if card.form == Form::Full { (scale, 1.3) } else { (scale.min(readable), f64::INFINITY) };
        let width = (self.width / scale - 2.0 * RIM).min(columns as f64 * (card.width + limit * WIDE.0));
        let height = (self.height / scale - 2.0 * RIM).min(rows as f64 * (card.height + limit * WIDE.1));
        (
            good,
            Shape {
                columns,
                rows,
                form: card.form,
                gap_x: gap.0,
                gap_y: gap.1,
                width,
                height,
                fits: good >= 0.0,
            },
        )
    }
}

/// Gaps between the narrowest (0) and those that leave room for words (1).
fn mixed(form: Form, share: f64) -> (f64, f64) {
    let least = narrow(form);
    (least.0 + share * (WIDE.0 - least.0), least.1 + share * (WIDE.1 - least.1))
}

/// What so many edges of zones need across and down.
fn zone_edge(form: Form, edges: (f64, f64)) -> (f64, f64) {
    let (around, head) = margin(form);
    (edges.0 * 1.5 * around, edges.1 * (around + head) * 0.8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Usual = Usual { form: Form::Full, width: 168.0, height: 60.0 };

    #[test]
    fn the_map_beside_the_panel_of_an_a4_page_has_about_190_by_165_mm() {
        let room = Room::of(&PageSettings::default());
        assert!((room.width / MM - 185.0).abs() < 8.0 && (room.height / MM - 165.0).abs() < 4.0, "{room:?}");
    }

    #[test]
    fn two_maps_beside_each_other_have_half_of_a_sheet_each_and_little_of_its_height_below_them() {
        for portrait in [false, true] {
            let of = |layout| Room::of(&PageSettings { layout, portrait, ..Default::default() });
            let (one, each) = (of(PageLayout::Alone), of(PageLayout::WhatIf));
            let whole = if portrait { each.height / one.height } else { each.width / one.width };
            assert!((0.25..0.5).contains(&whole), "{whole}");
            assert!(each.width <= one.width && each.height < one.height && each.widest == each.width);
        }
    }

    #[test]
    fn few_cards_get_wide_gaps_and_many_narrow_ones() {
        let room = Room::of(&PageSettings::default());
        let gaps: Vec<f64> = [8, 14, 20].map(|n| room.shapes(n, &[FULL], 1.1, (0.0, 0.0), 1)[0].gap_x).into();
        assert!(gaps[0] > gaps[1] && gaps[1] >= gaps[2] && gaps[2] >= narrow(Form::Full).0, "{gaps:?}");
    }

    #[test]
    fn cards_become_compact_only_where_full_ones_would_be_too_small() {
        let room = Room::of(&PageSettings::default());
        let compact = Usual { form: Form::Compact(100), width: 100.0, height: 44.0 };
        let form = |n| room.shapes(n, &[FULL, compact], 1.1, (0.0, 0.0), 1)[0].form;
        assert_eq!([form(10), form(40)], [Form::Full, Form::Compact(100)]);
    }

    #[test]
    fn the_grid_follows_the_sheet() {
        let across =
            Room::of(&PageSettings { top: false, findings: false, moves: false, ..Default::default() });
        let upright = Room { width: across.height, height: across.width, ..across };
        let columns = |room: &Room| room.shapes(30, &[FULL], 1.1, (0.0, 0.0), 1)[0].columns;
        assert!(columns(&across) > columns(&upright));
    }
}
