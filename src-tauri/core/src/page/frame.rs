//! The sheet's frame: size, margins, grid and type. Knows nothing of what is printed.

use crate::{
    map::{PageSettings, PageSize, Rect},
    scene::Ink,
};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Short side of A4: what type is sized for.
const A4_SHORT: f64 = 210.0 * MM;

/// Where things go on one sheet. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width of the sheet.
    pub width: f64,
    /// Height of the sheet.
    pub height: f64,
    /// Type and distances against those of A4.
    pub scale: f64,
    /// The smallest text that may be printed.
    pub smallest: f64,
    /// A slide, read from the back of a room.
    pub slide: bool,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size.
    pub size: f64,
    /// From baseline to baseline.
    pub leading: f64,
    /// Semibold.
    pub bold: bool,
    /// Colour.
    pub ink: Ink,
}

impl Style {
    /// The same, semibold.
    pub fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// The same in another colour.
    pub fn in_ink(self, ink: Ink) -> Style {
        Style { ink, ..self }
    }
}

impl Frame {
    /// The frame of a sheet or slide.
    pub fn new(settings: &PageSettings) -> Frame {
        let (long, short) = match settings.size {
            PageSize::A4 => (297.0 * MM, 210.0 * MM),
            PageSize::A3 => (420.0 * MM, 297.0 * MM),
            PageSize::Letter => (792.0, 612.0),
            PageSize::Tabloid => (1224.0, 792.0),
            PageSize::Wide => (960.0, 540.0),
            PageSize::Classic => (720.0, 540.0),
        };
        let (width, height) = if settings.portrait { (short, long) } else { (long, short) };
        let slide = matches!(settings.size, PageSize::Wide | PageSize::Classic);
        let (scale, smallest) = if slide { (1.2, 9.0) } else { (short / A4_SHORT, 6.5) };
        Frame { width, height, scale, smallest, slide }
    }

    /// Everything within the margins of 10 mm.
    pub fn inside(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height).inflate(-10.0 * MM)
    }

    /// The step of the baseline grid: 4 pt on A4.
    pub fn step(&self) -> f64 {
        4.0 * self.scale
    }

    /// A whole number of steps that holds `height`.
    pub fn steps(&self, height: f64) -> f64 {
        (height / self.step() - 1e-6).ceil().max(0.0) * self.step()
    }

    /// The space between columns.
    pub fn gutter(&self) -> f64 {
        3.0 * self.step()
    }

    /// The width of so many of the twelve columns, with the space between them.
    pub fn columns(&self, count: f64) -> f64 {
        let column = (self.inside().w - 11.0 * self.gutter()) / 12.0;
        count * column + (count - 1.0) * self.gutter()
    }

    fn style(&self, size: f64, leading: f64, bold: bool, ink: Ink) -> Style {
        Style { size: size * self.scale, leading: leading * self.scale, bold, ink }
    }

    /// The title.
    pub fn title(&self) -> Style {
        self.style(20.0, 24.0, true, Ink::Text)
    }

    /// What stands under the title.
    pub fn subtitle(&self) -> Style {
        self.style(11.0, 16.0, false, Ink::Quiet)
    }

    /// Headings.
    pub fn heading(&self) -> Style {
        self.style(11.0, 16.0, true, Ink::Text)
    }

    /// Running text; larger on a slide, which holds less of it.
    pub fn body(&self) -> Style {
        let (size, leading) = if self.slide { (10.5, 14.0) } else { (8.5, 12.0) };
        self.style(size, leading, false, Ink::Text)
    }

    /// Captions, heads of columns, evidence.
    pub fn small(&self) -> Style {
        self.style(7.5, 10.0, false, Ink::Quiet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames() -> impl Iterator<Item = Frame> {
        PageSize::ALL.iter().flat_map(|size| {
            [false, true].map(|portrait| {
                Frame::new(&PageSettings { size: *size, portrait, ..PageSettings::default() })
            })
        })
    }

    #[test]
    fn no_style_is_smaller_than_the_sheet_allows() {
        for frame in frames() {
            for style in [frame.title(), frame.heading(), frame.body(), frame.small()] {
                assert!(style.size >= frame.smallest - 1e-9, "{style:?} on {frame:?}");
            }
        }
    }

    #[test]
    fn twelve_columns_fill_the_sheet_between_its_margins() {
        for frame in frames() {
            assert!((frame.columns(12.0) - frame.inside().w).abs() < 1e-9);
        }
    }
}
