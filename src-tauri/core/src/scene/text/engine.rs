//! Fonts and shaping: text in, glyphs with their places out. Keeps nothing of what it shaped.

use crate::scene::{Glyph, GlyphRun, ShapedLine};
use parley::{
    BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext,
    PositionedLayoutItem, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, GenericFamily},
    style::OverflowWrap,
};
use std::sync::{Arc, LazyLock, Mutex};

/// The visible stand-in for a character that no font has.
const BOX: char = '\u{25a1}';
/// Longer texts are cut before they are shaped.
pub(super) const LONGEST: usize = 600;
pub(super) static OWN: [(&str, f32, &[u8]); 5] = [
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

/// One line, shaped and measured.
#[derive(Default)]
pub(super) struct Shaped {
    pub text: String,
    pub width: f32,
    pub rtl: bool,
    pub line: Arc<ShapedLine>,
}

/// The fonts and what shapes with them.
pub(super) struct Engine {
    pub fonts: Vec<FontFace>,
    context: FontContext,
    layouts: LayoutContext<()>,
}

static ENGINE: LazyLock<Mutex<Engine>> = LazyLock::new(|| Mutex::new(Engine::new()));

pub(super) fn engine() -> std::sync::MutexGuard<'static, Engine> {
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
        Engine { fonts, context, layouts: LayoutContext::new() }
    }

    /// The text in lines, as [`super::wrap`] promises.
    pub fn wrap(
        &mut self,
        text: &str,
        size: f32,
        bold: bool,
        width: f32,
        max_lines: usize,
    ) -> Vec<Arc<Shaped>> {
        let mut out = Vec::new();
        let single = max_lines == 1;
        let (text, mut cut) = plain(text, !single);
        for (i, paragraph) in text.split('\n').enumerate() {
            if i > 0 && out.len() == max_lines {
                cut = true;
                break;
            }
            let direction = direction(paragraph);
            let whole = self.shape(paragraph, size, bold, direction);
            if whole.width <= width {
                out.push(Arc::new(whole));
                continue;
            }
            for piece in self.pieces(paragraph, size, bold, width, direction) {
                if out.len() == max_lines {
                    cut = true;
                    break;
                }
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
    fn pieces(
        &mut self,
        text: &str,
        size: f32,
        bold: bool,
        width: f32,
        direction: BaseDirection,
    ) -> Vec<String> {
        let text = &glued(text);
        let mut layout = self.layout(text, size, bold, direction);
        let mut broken = |width: f32| -> Vec<String> {
            layout.break_all_lines(Some(width));
            let lines = layout.lines().map(|l| text[l.text_range()].replace(JOINER, "").trim().to_owned());
            lines.filter(|t| !t.is_empty()).collect()
        };
        let mut pieces = broken(width);
        if !leaves_one_behind(text, &pieces) {
            return pieces;
        }
        // As many lines, all about as long: the narrowest width that takes no more of them.
        let (mut low, mut high) = (width / 2.0, width);
        for _ in 0..8 {
            let middle = (low + high) / 2.0;
            let narrower = broken(middle);
            if narrower.len() > pieces.len() {
                low = middle;
            } else {
                (high, pieces) = (middle, narrower);
            }
        }
        pieces
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
        // Of the system's fonts rather one without serifs than the first that knows a script: for Hebrew that may be one
        // for typewriters.
        const FAMILIES: [FontFamilyName<'static>; 4] = [
            FontFamilyName::named("Portolan Inter"),
            FontFamilyName::named("Portolan Vazirmatn"),
            FontFamilyName::named("Portolan Emoji"),
            FontFamilyName::Generic(GenericFamily::SansSerif),
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
            let mut silent = Vec::new();
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    silent.push((bytes.start as u32, bytes.end as u32));
                }
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
            // A ligature also stands for the letters after its first.
            silent.sort_unstable();
            for (start, end) in silent {
                glyphs.iter_mut().filter(|g: &&mut Glyph| g.bytes.1 == start).for_each(|g| g.bytes.1 = end);
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

/// Where no line may break.
const JOINER: char = '\u{2060}';

/// The text with joiners where a figure would be torn apart: in a range, and between a currency and its amount.
fn glued(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        glued.push(c);
        let before = &text[..at];
        let is_code = || {
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        let joins = match c {
            '\u{2013}' => before.ends_with(|c: char| c.is_ascii_digit() || c == '%'),
            ' ' => is_code(),
            _ => false,
        };
        if joins && text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) {
            glued.push(JOINER);
        }
    }
    glued
}

/// A word is broken before its very last character: one too long for a line, or one in a script without blanks.
fn leaves_one_behind(text: &str, pieces: &[String]) -> bool {
    let [.., before, last] = pieces else { return false };
    let within_a_word = before.ends_with(char::is_alphanumeric) && text.contains(&format!("{before}{last}"));
    within_a_word && last.chars().take_while(|c| c.is_alphanumeric()).count() == 1
}

fn face(blob: &Blob<u8>, index: u32, variations: Vec<([u8; 4], f32)>) -> FontFace {
    let (data, identity) = blob.clone().into_raw_parts();
    FontFace { data, index, variations, identity }
}

/// From which side a paragraph is read: from that of most of its letters, for a sentence about an actor goes on from
/// left to right although it may begin with a name in Arabic. Where an amount stands among the letters it is read from
/// the left, or its sign and its digits would part.
fn direction(text: &str) -> BaseDirection {
    let from_the_right = |c: &char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (right, left): (Vec<char>, Vec<char>) = letters.partition(from_the_right);
    let amount = text.contains(|c| "$\u{20ac}\u{a3}\u{a5}\u{2248}".contains(c));
    match right.len() > left.len() && !amount {
        true => BaseDirection::Rtl,
        false if right.is_empty() => BaseDirection::Auto,
        false => BaseDirection::Ltr,
    }
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
