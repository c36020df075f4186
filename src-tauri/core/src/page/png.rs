//! The sheet as PNG: the same marks as in the PDF, glyphs filled as outlines. sRGB, with its resolution; on
//! white paper, or transparent where nothing is printed.

use super::{
    Sheet,
    paint::{MITER_LIMIT, Mark, embolden, mark, shaped},
    palette::Palette,
};
use crate::{
    error::{Code, Error, Result},
    scene::{GlyphRun, Ink, Segment, Stroke, TextLine, text},
};
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::Size,
    outline::{DrawSettings, OutlinePen},
};
use std::collections::BTreeMap;
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform};

/// The widest picture that is drawn: A3 at 300 dpi and a wide slide at 3840 fit well within.
const WIDEST: u32 = 10_000;

/// Paints the sheet `width` pixels wide.
pub fn write(sheet: &Sheet, width: u32, palette: Palette, transparent: bool) -> Result<Vec<u8>> {
    let scale = f64::from(width) / sheet.width;
    let height = (sheet.height * scale).round() as u32;
    let too_large = || {
        let hint = format!("Choose a width of 1 to {WIDEST} pixels.");
        Error::new(Code::Other, "A picture of that size cannot be drawn.", hint)
    };
    if width == 0 || height == 0 || width.max(height) > WIDEST {
        return Err(too_large());
    }
    let mut pixels = Pixmap::new(width, height).ok_or_else(too_large)?;
    if !transparent {
        pixels.fill(colour(palette, Ink::Paper));
    }
    let view = Transform::from_scale(scale as f32, scale as f32);
    let mut painter = Painter { pixels, palette, view, glyphs: BTreeMap::new() };
    for shape in sheet.items.iter().flat_map(|i| &i.shapes) {
        painter.mark(mark(shape));
    }
    encode(&painter.pixels, scale, transparent)
}

fn colour(palette: Palette, ink: Ink) -> tiny_skia::Color {
    let [r, g, b] = palette.rgb(ink);
    tiny_skia::Color::from_rgba8(r, g, b, 255)
}

/// The pixels as a PNG; `scale` is in pixels for a point.
fn encode(pixels: &Pixmap, scale: f64, transparent: bool) -> Result<Vec<u8>> {
    let failed = |e: png::EncodingError| Error::new(Code::Other, e.to_string(), "");
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(if transparent { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
    let per_metre = (scale * 72.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    let bytes_of = |p: &tiny_skia::PremultipliedColorU8| {
        let p = p.demultiply();
        [p.red(), p.green(), p.blue(), p.alpha()]
    };
    // Paper is opaque, so no pixel on it is: alpha can be dropped as it is.
    let data: Vec<u8> = match transparent {
        true => pixels.pixels().iter().flat_map(bytes_of).collect(),
        false => pixels.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect(),
    };
    writer.write_image_data(&data).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

struct Painter {
    pixels: Pixmap,
    palette: Palette,
    view: Transform,
    /// Outlines at one unit to the em, by font and glyph.
    glyphs: BTreeMap<(usize, u32), Option<Path>>,
}

impl Painter {
    fn mark(&mut self, mark: Mark<'_>) {
        match mark {
            Mark::Path(path, fill, stroke) => self.path(&path, fill, stroke.as_ref()),
            Mark::Text(line) => shaped(line).runs.iter().for_each(|run| self.run(line, run)),
        }
    }

    fn paint(&self, ink: Ink) -> Paint<'static> {
        let mut paint = Paint::default();
        paint.set_color(colour(self.palette, ink));
        paint
    }

    fn path(&mut self, path: &[Segment], fill: Option<Ink>, stroke: Option<&Stroke>) {
        let Some(path) = outline(path) else { return };
        if let Some(ink) = fill {
            let paint = self.paint(ink);
            self.pixels.fill_path(&path, &paint, FillRule::Winding, self.view, None);
        }
        if let Some(stroke) = stroke {
            self.stroke(&path, stroke, self.view);
        }
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, view: Transform) {
        let line = tiny_skia::Stroke {
            width: stroke.width,
            miter_limit: MITER_LIMIT,
            line_cap: if stroke.round { LineCap::Round } else { LineCap::Butt },
            line_join: if stroke.round { LineJoin::Round } else { LineJoin::Miter },
            dash: StrokeDash::new(stroke.dash.clone(), 0.0),
        };
        let paint = self.paint(stroke.ink);
        self.pixels.stroke_path(path, &paint, &line, view, None);
    }

    fn run(&mut self, line: &TextLine, run: &GlyphRun) {
        for glyph in &run.glyphs {
            let cached = self.glyphs.entry((run.font, glyph.id)).or_insert_with(|| trace(run.font, glyph.id));
            let Some(path) = cached.clone() else { continue };
            let (x, y) = (line.at.x as f32 + glyph.x, line.at.y as f32 + glyph.y);
            let place = self.view.pre_translate(x, y).pre_scale(line.size, line.size);
            let paint = self.paint(line.ink);
            self.pixels.fill_path(&path, &paint, FillRule::Winding, place, None);
            if run.embolden {
                let stroke = embolden(line);
                self.stroke(&path, &Stroke { width: stroke.width / line.size, ..stroke }, place);
            }
        }
    }
}

fn outline(path: &[Segment]) -> Option<Path> {
    let mut to = PathBuilder::new();
    for segment in path {
        match segment {
            Segment::Move { p } => to.move_to(p.x as f32, p.y as f32),
            Segment::Line { p } => to.line_to(p.x as f32, p.y as f32),
            Segment::Cubic { a, b, p } => {
                to.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32);
            }
            Segment::Close => to.close(),
        }
    }
    to.finish()
}

/// A glyph's outline, one unit to the em, y down.
fn trace(font: usize, glyph: u32) -> Option<Path> {
    let face = text::font(font);
    let bytes = face.data.as_ref().as_ref();
    let font = FontRef::from_index(bytes, face.index).ok()?;
    let axes = face.variations.iter().map(|(tag, at)| (skrifa::Tag::new(tag), *at));
    let location = font.axes().location(axes);
    let glyph = font.outline_glyphs().get(GlyphId::new(glyph))?;
    let mut pen = Pen(PathBuilder::new());
    glyph.draw(DrawSettings::unhinted(Size::new(1.0), &location), &mut pen).ok()?;
    pen.0.finish()
}

/// Draws upside down: fonts count upwards.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }
    fn quad_to(&mut self, ax: f32, ay: f32, x: f32, y: f32) {
        self.0.quad_to(ax, -ay, x, -y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, -ay, bx, -by, x, -y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}
