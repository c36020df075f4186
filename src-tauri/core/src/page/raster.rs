//! Pixels of a sheet: its marks brought down to filled outlines once, then drawn band by band.
//!
//! Bands have one height whatever the number of threads, so the same sheet gives the same pixels
//! everywhere. Knows nothing of file formats.

use super::{
    Sheet,
    paint::{MITER_LIMIT, Mark, embolden, mark, shaped},
    palette::Palette,
};
use crate::scene::{GlyphRun, Ink, Segment, Stroke, TextLine, text};
use rayon::prelude::*;
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::Size,
    outline::{DrawSettings, OutlinePen},
};
use std::{collections::BTreeMap, sync::Arc};
use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PathStroker, Pixmap, StrokeDash, Transform,
};

/// Rows of a band.
const BAND: u32 = 128;
/// Pixels below which a line has no outline: its curves show knots where their pieces join.
const HAIRLINE: f32 = 0.5;

/// What `take` makes of each band of the sheet, `width` by `height` pixels at `scale` pixels for a unit; it
/// is told which band it is and how many there are. On paper, or `transparent` where nothing is printed.
pub fn bands<T: Send>(
    sheet: &Sheet,
    (width, height): (u32, u32),
    scale: f64,
    palette: Palette,
    transparent: bool,
    take: impl Fn(&Pixmap, u32, u32) -> T + Sync,
) -> Option<Vec<T>> {
    let outlines = Outlines::of(sheet, scale as f32);
    let count = height.div_ceil(BAND);
    let draw = |n: u32| {
        let top = n * BAND;
        let mut band = Pixmap::new(width, BAND.min(height - top))?;
        if !transparent {
            band.fill(colour(palette, Ink::Paper));
        }
        outlines.draw(&mut band, top as f32, palette);
        Some(take(&band, n, count))
    };
    (0..count).into_par_iter().map(draw).collect()
}

fn colour(palette: Palette, ink: Ink) -> tiny_skia::Color {
    let [r, g, b] = palette.rgb(ink);
    tiny_skia::Color::from_rgba8(r, g, b, 255)
}

/// An outline to fill, where it stands and in which ink.
struct Outline {
    path: Arc<Path>,
    at: Transform,
    ink: Ink,
    /// Too thin to have an outline: drawn as a line.
    line: Option<tiny_skia::Stroke>,
    /// From its first row to its last.
    rows: (f32, f32),
}

/// The outlines of a sheet in painting order.
struct Outlines {
    view: Transform,
    list: Vec<Outline>,
    /// Outlines at one unit to the em, by font and glyph.
    glyphs: BTreeMap<(usize, u32), Option<Arc<Path>>>,
}

impl Outlines {
    fn of(sheet: &Sheet, scale: f32) -> Outlines {
        let view = Transform::from_scale(scale, scale);
        let mut outlines = Outlines { view, list: Vec::new(), glyphs: BTreeMap::new() };
        for shape in sheet.items.iter().flat_map(|i| &i.shapes) {
            match mark(shape) {
                Mark::Path(path, fill, stroke) => outlines.path(&path, fill, stroke.as_ref()),
                Mark::Text(line) => shaped(line).runs.iter().for_each(|run| outlines.run(line, run)),
            }
        }
        outlines
    }

    fn path(&mut self, path: &[Segment], fill: Option<Ink>, stroke: Option<&Stroke>) {
        let Some(path) = outline(path) else { return };
        let path = Arc::new(path);
        if let Some(ink) = fill {
            self.put(path.clone(), self.view, ink, None);
        }
        if let Some(stroke) = stroke {
            self.stroke(path, stroke, self.view);
        }
    }

    fn stroke(&mut self, path: Arc<Path>, stroke: &Stroke, at: Transform) {
        let fineness = PathStroker::compute_resolution_scale(&at);
        let line = tiny_skia::Stroke {
            width: stroke.width,
            miter_limit: MITER_LIMIT,
            line_cap: if stroke.round { LineCap::Round } else { LineCap::Butt },
            line_join: if stroke.round { LineJoin::Round } else { LineJoin::Miter },
            dash: StrokeDash::new(stroke.dash.clone(), 0.0),
        };
        if stroke.width * fineness < HAIRLINE {
            return self.put(path, at, stroke.ink, Some(line));
        }
        let dashed = line.dash.as_ref().and_then(|dash| path.dash(dash, fineness));
        if let Some(outline) = dashed.as_ref().unwrap_or(&path).stroke(&line, fineness) {
            self.put(outline.into(), at, stroke.ink, None);
        }
    }

    fn run(&mut self, line: &TextLine, run: &GlyphRun) {
        for glyph in &run.glyphs {
            let known = self.glyphs.entry((run.font, glyph.id));
            let Some(path) = known.or_insert_with(|| trace(run.font, glyph.id).map(Arc::new)).clone() else {
                continue;
            };
            let (x, y) = (line.at.x as f32 + glyph.x, line.at.y as f32 + glyph.y);
            let place = self.view.pre_translate(x, y).pre_scale(line.size, line.size);
            self.put(path.clone(), place, line.ink, None);
            if run.embolden {
                let stroke = embolden(line);
                self.stroke(path, &Stroke { width: stroke.width / line.size, ..stroke }, place);
            }
        }
    }

    fn put(&mut self, path: Arc<Path>, at: Transform, ink: Ink, line: Option<tiny_skia::Stroke>) {
        let (bounds, beyond) = (path.bounds(), line.as_ref().map_or(0.0, |l| l.width));
        let row = |y: f32| y * at.sy + at.ty;
        let rows = (row(bounds.top() - beyond) - 1.0, row(bounds.bottom() + beyond) + 1.0);
        self.list.push(Outline { path, at, ink, line, rows });
    }

    /// Draws what lies in a band that begins `top` pixels down.
    fn draw(&self, band: &mut Pixmap, top: f32, palette: Palette) {
        let low = top + band.height() as f32;
        let mut paint = Paint::default();
        for outline in self.list.iter().filter(|o| o.rows.1 > top && o.rows.0 < low) {
            let at = outline.at.post_translate(0.0, -top);
            paint.set_color(colour(palette, outline.ink));
            match &outline.line {
                None => band.fill_path(&outline.path, &paint, FillRule::Winding, at, None),
                Some(line) => band.stroke_path(&outline.path, &paint, line, at, None),
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
