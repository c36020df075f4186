//! The text engine: shaping, measuring and wrapping, with fonts that travel with the program.
//!
//! Inter for most scripts, Vazirmatn for Arabic, Noto Emoji; other scripts fall back to the system's fonts.
//! A character no font has becomes a visible box and is reported in [`ShapedLine::missing`]. What was
//! shaped once is kept, since the same words are measured again at every step of a drag. Knows nothing of
//! maps or pages; painters ask [`font`] for the bytes behind a [`GlyphRun`].

use super::{Glyph, GlyphRun, Ink, ShapedLine, TextLine};
use crate::map::Point;
use parley::{
    BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext,
    PositionedLayoutItem, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, GenericFamily},
    style::OverflowWrap,
};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

/// The visible stand-in for a character that no font has.
const BOX: char = '\u{25a1}';
/// Longer texts are cut before they are shaped.
const LONGEST: usize = 600;
/// The memory is emptied when it holds this many texts.
const REMEMBERED: usize = 60_000;
/// Distance of baselines as a multiple of the size.
pub const LEADING: f64 = 1.28;
/// Height above the baseline that capital letters fill, as a share of the size.
pub const CAPS: f64 = 0.727;
/// Height above the baseline that text may fill, as a share of the size.
pub const ASCENT: f64 = 0.97;
/// Depth below the baseline that text may fill, as a share of the size.
pub const DESCENT: f64 = 0.24;

static OWN: [(&str, f32, &[u8]); 5] = [
    ("Portolan Inter", 400.0, include_bytes!(concat!(env!("OUT_DIR"), "/inter-400.ttf"))),
    ("Portolan Inter", 600.0, include_bytes!(concat!(env!("OUT_DIR"), "/inter-600.ttf"))),
    ("Portolan Vazirmatn", 400.0, include_bytes!(concat!(env!("OUT_DIR"), "/vazirmatn-400.ttf"))),
    ("Portolan Vazirmatn", 600.0, include_bytes!(concat!(env!("OUT_DIR"), "/vazirmatn-600.ttf"))),
    ("Portolan Emoji", 400.0, include_bytes!(concat!(env!("OUT_DIR"), "/noto-emoji-400.ttf"))),
];

/// The font behind a [`GlyphRun`].
#[derive(Clone)]
pub struct FontFace {
    /// The whole font file.
    pub data: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Which face of a collection.
    pub index: u32,
    /// Where a variable font stands: axis tag and value; empty for the fonts that travel with the program.
    pub variations: Vec<([u8; 4], f32)>,
    identity: u64,
}

/// The font with this place in the engine's list. The first five travel with the program.
pub fn font(place: usize) -> FontFace {
    engine().fonts[place].clone()
}

/// The bytes of the fonts that travel with the program: family name, weight, TrueType file.
pub fn own_fonts() -> impl Iterator<Item = (&'static str, u16, &'static [u8])> {
    OWN.iter().map(|(family, weight, bytes)| (*family, *weight as u16, *bytes))
}

/// One line of text, shaped and measured, at the origin. Line breaks in it count as blanks.
pub fn line(text: &str, size: f64, bold: bool, ink: Ink) -> TextLine {
    wrap(text, size, bold, ink, f64::INFINITY, 1)
        .pop()
        .unwrap_or_else(|| shaped_to_line(&Arc::default(), size, bold, ink))
}

/// The text in lines of at most `max_width`, with an ellipsis where it needs more than `max_lines`. Words
/// longer than a line are broken. Each line stands at the origin: the caller gives it its place.
pub fn wrap(text: &str, size: f64, bold: bool, ink: Ink, max_width: f64, max_lines: usize) -> Vec<TextLine> {
    wrapped(text, size, bold, max_width, max_lines).lines(ink)
}

/// A wrapped text that is measured but not yet built: cheap to ask for again and again.
#[derive(Clone)]
pub(super) struct Wrapped {
    lines: Lines,
    size: f64,
    bold: bool,
}

pub(super) fn wrapped(text: &str, size: f64, bold: bool, max_width: f64, max_lines: usize) -> Wrapped {
    let key = Key { size: size.to_bits(), bold, width: max_width.to_bits(), lines: max_lines };
    let mut engine = engine();
    let lines = match engine.known(text, &key) {
        Some(lines) => lines,
        None => {
            let lines: Lines = engine.wrap(text, size as f32, bold, max_width as f32, max_lines).into();
            engine.remember(text, key, lines.clone());
            lines
        }
    };
    Wrapped { lines, size, bold }
}

impl Wrapped {
    /// The lines at the origin.
    pub fn lines(&self, ink: Ink) -> Vec<TextLine> {
        self.lines.iter().map(|l| shaped_to_line(l, self.size, self.bold, ink)).collect()
    }

    /// The widest line.
    pub fn width(&self) -> f64 {
        self.lines.iter().map(|l| f64::from(l.width)).fold(0.0, f64::max)
    }

    /// The height of the lines stacked.
    pub fn height(&self) -> f64 {
        stacked(self.lines.len(), self.size)
    }

    /// Whether the lines say all of `text`, with every word whole.
    pub fn is_whole(&self, text: &str) -> bool {
        let words = self.lines.iter().flat_map(|l| l.text.split_whitespace());
        words.eq(text.split_whitespace())
    }

    /// Both texts' lines, one below the other.
    pub fn and(&self, other: &Wrapped) -> Wrapped {
        Wrapped { lines: self.lines.iter().chain(other.lines.iter()).cloned().collect(), ..*self }
    }
}

/// Puts lines below one another, the first one's top at `at`; gives the height they take.
pub fn stack(lines: &mut [TextLine], at: Point) -> f64 {
    for (i, line) in lines.iter_mut().enumerate() {
        let size = f64::from(line.size);
        line.at = Point::new(at.x, at.y + size * (ASCENT + LEADING * i as f64));
    }
    height(lines)
}

/// The height that lines of one size take when stacked.
pub fn height(lines: &[TextLine]) -> f64 {
    let size = lines.first().map_or(0.0, |l| f64::from(l.size));
    stacked(lines.len(), size)
}

pub(super) fn stacked(lines: usize, size: f64) -> f64 {
    if lines == 0 { 0.0 } else { size * (ASCENT + DESCENT + LEADING * (lines - 1) as f64) }
}

/// The widest of the lines.
pub fn width(lines: &[TextLine]) -> f64 {
    lines.iter().map(|l| f64::from(l.width)).fold(0.0, f64::max)
}

fn shaped_to_line(shaped: &Arc<Shaped>, size: f64, bold: bool, ink: Ink) -> TextLine {
    TextLine {
        at: Point::default(),
        text: shaped.text.clone(),
        size: size as f32,
        bold,
        width: shaped.width,
        ink,
        rtl: shaped.rtl,
        shaped: Some(shaped.line.clone()),
    }
}

#[derive(Default)]
struct Shaped {
    text: String,
    width: f32,
    rtl: bool,
    line: Arc<ShapedLine>,
}

#[derive(PartialEq)]
struct Key {
    size: u64,
    bold: bool,
    width: u64,
    lines: usize,
}

type Lines = Arc<[Arc<Shaped>]>;

struct Engine {
    fonts: Vec<FontFace>,
    context: FontContext,
    layouts: LayoutContext<()>,
    memory: HashMap<Box<str>, Vec<(Key, Lines)>>,
}

static ENGINE: LazyLock<Mutex<Engine>> = LazyLock::new(|| Mutex::new(Engine::new()));

fn engine() -> std::sync::MutexGuard<'static, Engine> {
    ENGINE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Engine {
    fn new() -> Engine {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: true });
        let mut fonts = Vec::new();
        let mut emoji = None;
        for (family, weight, bytes) in OWN {
            let blob = Blob::new(Arc::new(bytes));
            let own = FontInfoOverride {
                family_name: Some(family),
                weight: Some(FontWeight::new(weight)),
                ..FontInfoOverride::default()
            };
            emoji = collection.register_fonts(blob.clone(), Some(own)).first().map(|(id, _)| *id);
            fonts.push(face(&blob, 0, Vec::new()));
        }
        collection.set_generic_families(GenericFamily::Emoji, emoji.into_iter());
        let context = FontContext { collection, source_cache: Default::default() };
        Engine { fonts, context, layouts: LayoutContext::new(), memory: HashMap::new() }
    }

    fn known(&self, text: &str, key: &Key) -> Option<Lines> {
        self.memory.get(text)?.iter().find(|(k, _)| k == key).map(|(_, lines)| lines.clone())
    }

    fn remember(&mut self, text: &str, key: Key, lines: Lines) {
        if self.memory.len() >= REMEMBERED {
            self.memory.clear();
        }
        if text.len() <= 4 * LONGEST {
            self.memory.entry(text.into()).or_default().push((key, lines));
        }
    }

    fn wrap(&mut self, text: &str, size: f32, bold: bool, width: f32, max_lines: usize) -> Vec<Arc<Shaped>> {
        let mut out = Vec::new();
        let single = max_lines == 1;
        let (text, mut cut) = plain(text, !single);
        for (i, paragraph) in text.split('\n').enumerate() {
            if i > 0 && out.len() == max_lines {
                cut = true;
                break;
            }
            let whole = self.shape(paragraph, size, bold, BaseDirection::Auto);
            if whole.width <= width {
                out.push(Arc::new(whole));
                continue;
            }
            for piece in self.pieces(paragraph, size, bold, width) {
                if out.len() == max_lines {
                    cut = true;
                    break;
                }
                let direction = if whole.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
                out.push(Arc::new(self.shape(&piece, size, bold, direction)));
            }
        }
        if cut && let Some(last) = out.pop() {
            let shortened = self.ellipsis(&last, size, bold, width);
            out.push(Arc::new(shortened));
        }
        out
    }

    /// Where the lines of a paragraph that is too wide break.
    fn pieces(&mut self, text: &str, size: f32, bold: bool, width: f32) -> Vec<String> {
        let mut layout = self.layout(text, size, bold, BaseDirection::Auto);
        layout.break_all_lines(Some(width));
        layout.lines().map(|l| text[l.text_range()].trim().to_owned()).filter(|t| !t.is_empty()).collect()
    }

    /// The line with an ellipsis at its end, shortened until it fits.
    fn ellipsis(&mut self, line: &Shaped, size: f32, bold: bool, width: f32) -> Shaped {
        let direction = if line.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        let mut kept = line.text.trim_end_matches(['\u{2026}', ' ', ',', '.', ';', ':']);
        loop {
            let shaped = self.shape(&format!("{kept}\u{2026}"), size, bold, direction);
            if shaped.width <= width || kept.is_empty() {
                return shaped;
            }
            let over = ((shaped.width - width) / size * 0.8) as usize;
            let end = kept.char_indices().rev().nth(over).map_or(0, |(i, _)| i);
            kept = kept[..end].trim_end();
        }
    }

    fn layout(&mut self, text: &str, size: f32, bold: bool, direction: BaseDirection) -> Layout<()> {
        const FAMILIES: [FontFamilyName<'static>; 3] = [
            FontFamilyName::named("Portolan Inter"),
            FontFamilyName::named("Portolan Vazirmatn"),
            FontFamilyName::named("Portolan Emoji"),
        ];
        let mut builder = self.layouts.ranged_builder(&mut self.context, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(FAMILIES.as_slice().into())));
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(if bold { 600.0 } else { 400.0 })));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.set_base_direction(direction);
        builder.build(text)
    }

    /// Shapes one line; characters that no font has are shown as boxes.
    fn shape(&mut self, text: &str, size: f32, bold: bool, direction: BaseDirection) -> Shaped {
        let shaped = self.shape_as_is(text, size, bold, direction);
        if shaped.line.missing.is_empty() {
            return shaped;
        }
        let missing = shaped.line.missing.clone();
        let boxed: String = text.chars().map(|c| if missing.contains(&c) { BOX } else { c }).collect();
        let again = self.shape_as_is(&boxed, size, bold, direction);
        Shaped { line: Arc::new(ShapedLine { runs: again.line.runs.clone(), missing }), ..again }
    }

    fn shape_as_is(&mut self, text: &str, size: f32, bold: bool, direction: BaseDirection) -> Shaped {
        let mut layout = self.layout(text, size, bold, direction);
        layout.break_all_lines(None);
        let mut line = ShapedLine::default();
        let mut right = 0.0_f32;
        let rtl = layout.is_rtl();
        let offset = layout.lines().next().map_or(0.0, |l| l.metrics().inline_min_coord);
        for item in layout.lines().flat_map(|l| l.items().collect::<Vec<_>>()) {
            let PositionedLayoutItem::GlyphRun(piece) = item else { continue };
            let run = piece.run();
            let synthesis = run.synthesis();
            let variations =
                synthesis.variation_settings().iter().map(|(t, v)| (t.into_bytes(), *v)).collect();
            let font = self.place_of(run.font(), variations);
            let mut glyphs = Vec::new();
            let mut x = piece.offset() - offset;
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                for glyph in cluster.glyphs() {
                    if glyph.id == 0 {
                        line.missing.extend(
                            text[bytes.clone()]
                                .chars()
                                .filter(|c| !line.missing.contains(c))
                                .collect::<Vec<_>>(),
                        );
                    }
                    glyphs.push(Glyph {
                        id: glyph.id,
                        x: x + glyph.x,
                        y: glyph.y,
                        advance: glyph.advance,
                        bytes: (bytes.start as u32, bytes.end as u32),
                    });
                    x += glyph.advance;
                }
            }
            right = right.max(x);
            line.runs.push(GlyphRun {
                font,
                glyphs,
                rtl: run.is_rtl(),
                embolden: run.synthesis().embolden(),
            });
        }
        Shaped { text: text.to_owned(), width: right, rtl, line: Arc::new(line) }
    }

    fn place_of(&mut self, font: &parley::FontData, variations: Vec<([u8; 4], f32)>) -> usize {
        let wanted = face(&font.data, font.index, variations);
        let same = |f: &FontFace| {
            f.identity == wanted.identity && f.index == wanted.index && f.variations == wanted.variations
        };
        self.fonts.iter().position(same).unwrap_or_else(|| {
            self.fonts.push(wanted.clone());
            self.fonts.len() - 1
        })
    }
}

fn face(blob: &Blob<u8>, index: u32, variations: Vec<([u8; 4], f32)>) -> FontFace {
    let (data, identity) = blob.clone().into_raw_parts();
    FontFace { data, index, variations, identity }
}

/// The text without what is not text: control characters and marks that turn the direction of what follows
/// become blanks or nothing; too long a text is cut (told by the flag).
fn plain(text: &str, breaks: bool) -> (String, bool) {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    for (count, c) in text.trim().chars().enumerate() {
        if count == LONGEST {
            return (out, true);
        }
        match c {
            '\n' if breaks => out.push('\n'),
            '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push(' '),
            c => out.push(c),
        }
    }
    (out, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[TextLine]) -> Vec<&str> {
        lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn text_that_fits_stays_one_line() {
        let lines = wrap("Hospital group", 13.0, true, Ink::Text, 120.0, 3);
        assert_eq!(texts(&lines), ["Hospital group"]);
        assert!(lines[0].width > 80.0 && lines[0].width < 110.0, "{}", lines[0].width);
    }

    #[test]
    fn lines_never_exceed_the_width_and_end_in_an_ellipsis_when_cut() {
        let name =
            "The Federal Institute for Drugs and Medical Devices and for Everything Else That Is Regulated";
        let lines = wrap(name, 13.0, true, Ink::Text, 120.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|l| l.width <= 120.0));
        assert!(lines[2].text.ends_with('\u{2026}'), "{:?}", texts(&lines));
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        let lines = wrap("Donaudampfschifffahrtsgesellschaft", 13.0, true, Ink::Text, 100.0, 3);
        assert!(lines.len() >= 2);
        assert_eq!(texts(&lines).concat(), "Donaudampfschifffahrtsgesellschaft");
    }

    #[test]
    fn arabic_reads_from_right_to_left_in_our_own_font() {
        let shaped = line("شركة الخليج", 13.0, false, Ink::Text);
        assert!(shaped.rtl);
        assert_eq!(shaped.shaped.unwrap().runs[0].font, 2);
    }

    #[test]
    fn emoji_come_from_our_own_font() {
        let shaped = line("🚒", 13.0, false, Ink::Text);
        assert_eq!(shaped.shaped.unwrap().runs[0].font, 4);
    }

    #[test]
    fn a_character_without_a_font_becomes_a_box_and_is_reported() {
        let shaped = line("a\u{10fffd}b", 13.0, false, Ink::Text);
        assert_eq!(shaped.text, "a□b");
        assert_eq!(shaped.shaped.as_ref().unwrap().missing, ['\u{10fffd}']);
        assert!(shaped.shaped.unwrap().runs.iter().all(|r| r.glyphs.iter().all(|g| g.id != 0)));
    }

    #[test]
    fn control_and_direction_characters_do_no_harm() {
        let shaped = line("a\u{0}\u{202e}b\nc", 13.0, false, Ink::Text);
        assert_eq!(shaped.text, "a b c");
    }

    #[test]
    fn a_label_of_64_kib_is_cut_before_shaping() {
        let lines = wrap(&"word ".repeat(13_000), 11.5, false, Ink::Text, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].text.ends_with('\u{2026}'));
        let one = line(&"x".repeat(65_536), 11.5, false, Ink::Text);
        assert!(one.text.chars().count() <= LONGEST + 1);
    }

    #[test]
    fn glyphs_tell_which_bytes_they_stand_for() {
        let shaped = line("Ab é", 13.0, false, Ink::Text).shaped.unwrap();
        let bytes: Vec<_> = shaped.runs.iter().flat_map(|r| r.glyphs.iter().map(|g| g.bytes)).collect();
        assert_eq!(bytes, [(0, 1), (1, 2), (2, 3), (3, 5)]);
    }
}
