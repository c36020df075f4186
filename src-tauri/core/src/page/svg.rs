//! The sheet as SVG: live text, no script, no foreign object, nothing from outside. All text is escaped.

use super::{
    Part, PartRole, Sheet,
    paint::{MITER_LIMIT, Mark, mark},
    palette::Palette,
};
use crate::scene::{Ink, Number, Segment, Stroke, TextLine, path_data};
use std::fmt::Write;

/// Writes the sheet; sizes are points, so that it prints at its true size.
pub fn write(sheet: &Sheet, palette: Palette) -> String {
    let (w, h) = (Number(sheet.width), Number(sheet.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\" \
         xml:lang=\"{}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"Inter, Arial, sans-serif\" \
         stroke-miterlimit=\"{MITER_LIMIT}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n",
        escaped(&sheet.language),
        escaped(&sheet.title),
        escaped(map_in_words(&sheet.reading)),
    );
    let mut painter = Painter { out: &mut out, palette };
    painter.put(format_args!("<rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>", palette.hex(Ink::Paper)));
    for shape in sheet.items.iter().flat_map(|i| &i.shapes) {
        match mark(shape) {
            Mark::Path(path, fill, stroke) => painter.path(&path, fill, stroke.as_ref()),
            Mark::Text(line) => painter.text(line),
        }
    }
    out.push_str("</svg>\n");
    out
}

fn map_in_words(reading: &[Part]) -> &str {
    reading.iter().find(|p| p.role == PartRole::Figure).map_or("", |p| &p.alt)
}

struct Painter<'a> {
    out: &'a mut String,
    palette: Palette,
}

impl Painter<'_> {
    /// One line of the file.
    fn put(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{line}");
    }

    fn path(&mut self, path: &[Segment], fill: Option<Ink>, stroke: Option<&Stroke>) {
        let inside = fill.map_or("none".to_owned(), |ink| self.palette.hex(ink));
        let line = stroke.map(|s| self.stroke(s)).unwrap_or_default();
        self.put(format_args!("<path d=\"{}\" fill=\"{inside}\"{line}/>", path_data(path)));
    }

    fn stroke(&self, stroke: &Stroke) -> String {
        let mut line =
            format!(" stroke=\"{}\" stroke-width=\"{}\"", self.palette.hex(stroke.ink), number(stroke.width));
        if !stroke.dash.is_empty() {
            let dashes: Vec<String> = stroke.dash.iter().map(|d| number(*d).to_string()).collect();
            line.push_str(&format!(" stroke-dasharray=\"{}\"", dashes.join(" ")));
        }
        if stroke.round {
            line.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
        line
    }

    /// Text keeps the measured width also where another font must stand in for Inter.
    fn text(&mut self, line: &TextLine) {
        if line.text.trim().is_empty() {
            return;
        }
        let weight = if line.bold { " font-weight=\"600\"" } else { "" };
        // The line begins at its left end: in right-to-left text that is where it ends.
        let direction = if line.rtl { " direction=\"rtl\" text-anchor=\"end\"" } else { "" };
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{direction} textLength=\"{}\" \
             lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{}\">{}</text>",
            Number(line.at.x),
            Number(line.at.y),
            number(line.size),
            number(line.width),
            self.palette.hex(line.ink),
            escaped(&line.text),
        ));
    }
}

fn number(value: f32) -> Number {
    Number(f64::from(value))
}

/// Text as XML: marks escaped, characters that XML forbids replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
