//! The page: a scene and its findings laid out on one sheet, and the sheet written as PDF, PNG, SVG and PPTX.
//!
//! Returns bytes; never touches a file.

mod advice;
mod beside;
mod block;
mod closer;
mod entries;
mod figure;
mod frame;
mod head;
mod layout;
mod legend;
mod link;
mod multiples;
mod paint;
mod palette;
mod pdf;
mod picture;
mod png;
mod pptx;
mod raster;
mod section;
mod sentences;
mod sheet;
mod stack;
mod svg;
mod words;

pub use head::state;
pub use link::Link;
pub use palette::{Palette, palettes};
pub use sentences::SheetSentence;
pub use sheet::*;
pub use words::{actors, date, flows};

#[cfg(test)]
mod tests;

use crate::{
    error::Result,
    eval::Evaluation,
    map::{Kind, Map, PageSettings, RecordId},
    scene::Item,
};

/// Lays a map and what it says out on one sheet.
pub fn compose(map: &Map, evaluation: &Evaluation, settings: &PageSettings) -> Sheet {
    layout::compose(map, evaluation, settings)
}

/// A part of the map alone, as it is drawn in `items`, on a sheet of its own size: the chosen records with the actors
/// that chosen flows join, those in chosen zones, and the flows of the kinds shown between all of these. `None` where
/// nothing of it is drawn.
pub fn picture(map: &Map, items: &[Item], chosen: &[RecordId], shown: &[Kind]) -> Option<Sheet> {
    picture::compose(map, items, chosen, shown)
}

/// The sheet as a PDF of one page: vector, tagged, fonts embedded.
///
/// # Errors
/// Only when the PDF writer refuses; a character no font has is never an error.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>> {
    pdf::write(sheet, sheet.palette())
}

/// The sheet as a PNG, `width_px` pixels wide, on white paper or on none.
///
/// # Errors
/// When the picture would be too large for memory.
pub fn png(sheet: &Sheet, width_px: u32, transparent: bool) -> Result<Vec<u8>> {
    png::write(sheet, width_px, sheet.palette(), transparent)
}

/// The sheet's pixels, `width_px` to a row: red, green, blue and opacity of each, and how many rows.
///
/// # Errors
/// When the picture would be too large for memory.
pub fn pixels(sheet: &Sheet, width_px: u32, transparent: bool) -> Result<(Vec<u8>, u32)> {
    png::pixels(sheet, width_px, sheet.palette(), transparent)
}

/// The sheet as SVG with live text.
pub fn svg(sheet: &Sheet) -> String {
    svg::write(sheet, sheet.palette())
}

/// The sheet as a PPTX of one slide, of shapes and texts that can be edited.
///
/// # Errors
/// Only when the package cannot be packed.
pub fn pptx(sheet: &Sheet) -> Result<Vec<u8>> {
    pptx::write(sheet, sheet.palette())
}
