//! The text engine: shaping, measuring and wrapping, with fonts that travel with the program.
//!
//! Inter for most scripts, Vazirmatn for Arabic, Noto Emoji; other scripts fall back to the system's fonts.
//! A character no font has becomes a visible box and is reported in [`ShapedLine::missing`](super::ShapedLine::missing). What was
//! shaped once is kept, since the same words are measured again at every step of a drag. Knows nothing of
//! maps or pages; painters ask [`font`] for the bytes behind a [`GlyphRun`](super::GlyphRun).

mod engine;

pub use engine::FontFace;

use super::{Ink, TextLine};
use crate::map::Point;
use engine::{OWN, Shaped, engine};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

/// The memory is emptied when it holds this many texts.
const REMEMBERED: usize = 60_000;
/// Texts longer than this are not kept.
const MOST_BYTES: usize = 2400;
/// Distance of baselines as a multiple of the size.
pub const LEADING: f64 = 1.28;
/// Height above the baseline that capital letters fill, as a share of the size.
pub const CAPS: f64 = 0.727;
/// Height above the baseline that text may fill, as a share of the size.
pub const ASCENT: f64 = 0.97;
/// Depth below the baseline that text may fill, as a share of the size.
pub const DESCENT: f64 = 0.24;

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
    let lines = known(text, &key).unwrap_or_else(|| {
        let lines: Lines = engine().wrap(text, size as f32, bold, max_width as f32, max_lines).into();
        remember(text, key, lines.clone());
        lines
    });
    Wrapped { lines, size, bold }
}

#[derive(PartialEq)]
struct Key {
    size: u64,
    bold: bool,
    width: u64,
    lines: usize,
}

type Lines = Arc<[Arc<Shaped>]>;

/// Texts as they were wrapped, each in every way that was asked for.
type Memory = HashMap<Box<str>, Vec<(Key, Lines)>>;

/// What was shaped once: read by many at a time, and seldom written.
static MEMORY: LazyLock<RwLock<Memory>> = LazyLock::new(RwLock::default);

fn known(text: &str, key: &Key) -> Option<Lines> {
    let memory = MEMORY.read().unwrap_or_else(PoisonError::into_inner);
    memory.get(text)?.iter().find(|(k, _)| k == key).map(|(_, lines)| lines.clone())
}

fn remember(text: &str, key: Key, lines: Lines) {
    if text.len() > MOST_BYTES {
        return;
    }
    let mut memory = MEMORY.write().unwrap_or_else(PoisonError::into_inner);
    if memory.len() >= REMEMBERED {
        memory.clear();
    }
    let of_text = memory.entry(text.into()).or_default();
    if !of_text.iter().any(|(k, _)| *k == key) {
        of_text.push((key, lines));
    }
}

impl Wrapped {
    /// The lines at the origin.
    pub fn lines(&self, ink: Ink) -> Vec<TextLine> {
        self.lines.iter().map(|l| shaped_to_line(l, self.size, self.bold, ink)).collect()
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.lines.len()
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

#[cfg(test)]
mod tests {
    use super::{engine::LONGEST, *};

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
    fn a_name_without_blanks_is_not_broken_before_its_last_character_alone() {
        let name = "横浜精密部品株式会社";
        let whole = f64::from(line(name, 10.0, false, Ink::Text).width);
        for share in [0.91, 0.95, 0.99] {
            let lines = wrap(name, 10.0, false, Ink::Text, share * whole, 3);
            let letters: Vec<usize> = lines.iter().map(|l| l.text.chars().count()).collect();
            assert_eq!(letters, [5, 5], "{share}");
            assert_eq!(texts(&lines).concat(), name);
        }
        let lines = wrap("株式会社", 10.0, false, Ink::Text, 0.8 * whole, 3);
        assert_eq!(texts(&lines), ["株式会社"], "what fits stays on one line");
        let name = "Министерство здравоохранения";
        let room = f64::from(line("здравоохранени", 10.0, true, Ink::Text).width) + 0.1;
        let lines = wrap(name, 10.0, true, Ink::Text, room, 3);
        assert!(lines.len() == 3 && lines[2].text.chars().count() > 1, "{:?}", texts(&lines));
        let lines = wrap("Integrator A", 10.0, true, Ink::Text, 56.0, 3);
        assert_eq!(texts(&lines), ["Integrator", "A"], "a word of one letter is no rest of another");
    }

    #[test]
    fn a_range_and_an_amount_with_its_currency_stand_on_one_line() {
        let text = "falls 22% (18\u{2013}35%): USD 250k a year";
        for width in 40..120 {
            let lines = wrap(text, 10.0, false, Ink::Text, f64::from(width), 9);
            let all = texts(&lines);
            assert_eq!(all.concat().replace(' ', ""), text.replace(' ', ""), "nothing is added");
            let whole = |piece: &str| {
                line(piece, 10.0, false, Ink::Text).width > width as f32
                    || all.iter().any(|l| l.contains(piece))
            };
            assert!(whole("(18\u{2013}35%):") && whole("USD 250k"), "{all:?}");
        }
    }

    #[test]
    fn arabic_reads_from_right_to_left_in_our_own_font() {
        let shaped = line("شركة الخليج", 13.0, false, Ink::Text);
        assert!(shaped.rtl);
        assert_eq!(shaped.shaped.unwrap().runs[0].font, 2);
    }

    #[test]
    fn a_sentence_is_read_from_the_side_of_most_of_its_letters_and_an_amount_from_the_left() {
        let rtl = |text: &str| line(text, 13.0, false, Ink::Text).rtl;
        assert!(!rtl("المشترون stands for many: name the two firms"));
        assert!(rtl("مدير المعلومات decides"));
        assert!(!rtl("دفعة · ≈$85k/yr"));
        assert!(!rtl("15%") && rtl("شركة 15"));
    }

    #[test]
    fn a_ligature_stands_for_all_its_letters() {
        let text = "الاستراتيجية";
        let shaped = line(text, 13.0, false, Ink::Text).shaped.unwrap();
        let mut bytes: Vec<_> = shaped.runs.iter().flat_map(|r| r.glyphs.iter().map(|g| g.bytes)).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let told: u32 = bytes.iter().map(|b| b.1 - b.0).sum();
        assert_eq!((bytes[0].0, told as usize), (0, text.len()), "{bytes:?}");
    }

    #[test]
    fn a_system_font_that_stands_in_is_none_for_typewriters() {
        let wide = |letter: &str| {
            let shaped = line(letter, 20.0, false, Ink::Text);
            shaped.shaped.as_ref().filter(|s| s.missing.is_empty()).map(|_| shaped.width)
        };
        // Nothing to see on a machine without any font for Hebrew.
        let (Some(yod), Some(shin)) = (wide("\u{5d9}"), wide("\u{5e9}")) else { return };
        assert!(yod < 0.7 * shin, "{yod} beside {shin}");
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
