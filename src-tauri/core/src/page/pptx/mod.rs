//! The sheet as PPTX: one slide of native shapes, lines and texts that can be edited, no picture.
//!
//! Paints the same items in the same order as the other painters. Each item becomes one shape or one group
//! with a name and a description, so that the selection pane and a screen reader say what it is. A text stands
//! inside the shape it was set in, wrapped by the program that opens it: lines are joined to paragraphs again.
//! Only a straight flow holds on to its cards as a connector: a curved one is led anew by the rules of the
//! program that opens it, away from its label and its head.
//! No clock and no picture: the same sheet gives the same bytes.

mod line;
mod package;
mod shape;
mod slide;
#[cfg(test)]
mod tests;
mod text;

use super::{Sheet, palette::Palette};
use crate::error::Result;
use std::fmt::{Display, Formatter};

/// Writes the sheet.
pub fn write(sheet: &Sheet, palette: Palette) -> Result<Vec<u8>> {
    package::write(sheet, palette, &slide::write(sheet, palette))
}

/// Points as English Metric Units, the whole numbers that PPTX measures in: 12,700 to a point.
fn emu(points: f64) -> i64 {
    (points * 12_700.0).round() as i64
}

/// Text as XML: marks escaped, line ends as spaces, characters that XML forbids left out.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_str(" ")?,
                c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}
