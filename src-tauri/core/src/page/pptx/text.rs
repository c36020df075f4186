//! Lines of text joined to paragraphs again, and the text of a shape.

use super::{Escaped, emu, shape::Colours};
use crate::{
    map::Rect,
    scene::{TextLine, text},
};
use std::fmt::Write;

/// How far apart ends may be that are meant to stand below one another, in points.
const NEAR: f64 = 0.6;
/// How far apart ends may be that were put at the same place.
const SAME: f64 = 0.03;
/// Fonts set a little wider than ours: what a text that wraps gets beside its measured width.
const ROOM: f64 = 1.03;

/// Lines of one paragraph, from the first to the last.
struct Paragraph<'a> {
    lines: Vec<&'a TextLine>,
}

fn right(line: &TextLine) -> f64 {
    line.at.x + f64::from(line.width)
}

fn center(line: &TextLine) -> f64 {
    line.at.x + f64::from(line.width) / 2.0
}

pub fn size(line: &TextLine) -> f64 {
    f64::from(line.size)
}

impl<'a> Paragraph<'a> {
    fn first(&self) -> &'a TextLine {
        self.lines[0]
    }

    fn last(&self) -> &'a TextLine {
        self.lines[self.lines.len() - 1]
    }

    /// Whether a line goes on with what this paragraph says.
    fn goes_on(&self, line: &TextLine) -> bool {
        let last = self.last();
        let style = |l: &TextLine| (l.size.to_bits(), l.bold, l.ink, l.rtl);
        let down = (line.at.y - last.at.y) / size(last);
        let begins_further_in = self.lines.len() == 1 && line.at.x < last.at.x;
        let near = |of: fn(&TextLine) -> f64| (of(line) - of(last)).abs() < NEAR;
        let aligned = near(|l| l.at.x) || near(right) || near(center) || begins_further_in;
        style(line) == style(last) && (0.9..1.75).contains(&down) && aligned
    }

    /// From baseline to baseline; one line has the height that Inter needs.
    fn leading(&self) -> f64 {
        match self.lines.len() {
            1 => size(self.first()) * (text::ASCENT + text::DESCENT),
            n => (self.last().at.y - self.first().at.y) / (n - 1) as f64,
        }
    }

    fn top(&self) -> f64 {
        self.first().at.y - self.leading() + text::DESCENT * size(self.first())
    }

    fn bottom(&self) -> f64 {
        self.last().at.y + text::DESCENT * size(self.last())
    }

    /// How much further in the first line begins.
    fn indent(&self) -> f64 {
        match self.lines.get(1) {
            Some(next) if !next.rtl && self.first().at.x > next.at.x + NEAR => self.first().at.x - next.at.x,
            _ => 0.0,
        }
    }
}

/// Texts that stand below one another, as one shape holds them.
pub struct Words<'a> {
    paragraphs: Vec<Paragraph<'a>>,
}

impl<'a> Words<'a> {
    pub fn of(line: &'a TextLine) -> Words<'a> {
        Words { paragraphs: vec![Paragraph { lines: vec![line] }] }
    }

    /// Adds a line.
    pub fn push(&mut self, line: &'a TextLine) {
        match self.paragraphs.last_mut() {
            Some(last) if last.goes_on(line) => last.lines.push(line),
            _ => self.paragraphs.push(Paragraph { lines: vec![line] }),
        }
    }

    /// Whether a line stands where the next one of these would.
    pub fn goes_on(&self, line: &TextLine) -> bool {
        self.paragraphs.last().is_some_and(|p| {
            let down = line.at.y - p.last().at.y;
            let aligned = (line.at.x - self.left()).abs() < NEAR || (right(line) - self.right()).abs() < NEAR;
            p.goes_on(line) || (aligned && down > 0.0 && down < 3.0 * size(line))
        })
    }

    pub fn lines(&self) -> impl Iterator<Item = &'a TextLine> {
        self.paragraphs.iter().flat_map(|p| p.lines.iter().copied())
    }

    pub fn left(&self) -> f64 {
        self.lines().map(|l| l.at.x).fold(f64::INFINITY, f64::min)
    }

    pub fn right(&self) -> f64 {
        self.lines().map(right).fold(f64::NEG_INFINITY, f64::max)
    }

    pub fn top(&self) -> f64 {
        self.paragraphs.first().map_or(0.0, Paragraph::top)
    }

    pub fn bottom(&self) -> f64 {
        self.paragraphs.last().map_or(0.0, Paragraph::bottom)
    }

    /// Whether it is set from the right edge.
    fn ends_together(&self) -> bool {
        let begin = self.lines().all(|l| (l.at.x - self.left()).abs() < NEAR);
        !begin && self.lines().all(|l| (right(l) - self.right()).abs() < SAME)
    }

    fn wraps(&self) -> bool {
        self.paragraphs.iter().any(|p| p.lines.len() > 1)
    }

    fn rtl(&self) -> bool {
        self.lines().all(|l| l.rtl)
    }

    /// What it says, paragraph after paragraph.
    pub fn said(&self) -> String {
        self.paragraphs.iter().map(|p| joined(&p.lines)).collect::<Vec<_>>().join(" ")
    }

    /// The first paragraph.
    pub fn headline(&self) -> String {
        self.paragraphs.first().map(|p| joined(&p.lines)).unwrap_or_default()
    }

    /// The box of a text that stands alone.
    pub fn rect(&self) -> Rect {
        let (left, top) = (self.left(), self.top());
        let width = self.right() - left;
        let more = if self.wraps() { width * (ROOM - 1.0) + 1.0 } else { 0.0 };
        let x = if self.rtl() { left - more } else { left };
        Rect::new(x, top, width + more, self.bottom() - top)
    }

    /// The text body of a shape: in the middle of it where it was set so, else where it was set, wrapped at
    /// `limit`. The shape itself keeps text away from its edges by `inset`.
    pub fn body(&self, colours: &Colours, shape: &Rect, limit: f64, inset: f64, language: &str) -> String {
        let middle = shape.center();
        let centred = self.lines().all(|l| (center(l) - middle.x).abs() < NEAR.max(size(l) * 0.06));
        let alone = (self.left() - shape.x).abs() < NEAR && (self.right() - shape.right()).abs() < NEAR;
        // In a box of its own only lines that begin apart show that they are set around their middle.
        let ragged = self.lines().any(|l| (l.at.x - self.left()).abs() > NEAR);
        let centred = centred && (ragged || !alone && self.right() - self.left() < shape.w * 0.999);
        let level = ((self.top() + self.bottom()) / 2.0 - middle.y).abs() < self.bottom() - self.top();
        let mut out = String::new();
        let (left, top) = ((self.left() - shape.x - inset).max(0.0), (self.top() - shape.y - inset).max(0.0));
        // From the right a text ends where it was set.
        let rtl = self.rtl();
        let limit = if rtl { limit.min(self.right()) } else { limit };
        let room = (shape.right() - limit - inset).max(0.0);
        let (wrap, anchor, insets) = match () {
            () if centred && level => ("none", "ctr", [0.0; 4]),
            () if self.wraps() || room > 0.0 && !rtl => ("square", "t", [left, top, room, 0.0]),
            () => ("none", "t", [left, top, room, 0.0]),
        };
        let [l, t, r, b] = insets.map(emu);
        let align = match () {
            () if centred => "ctr",
            () if rtl && left >= room || self.ends_together() => "r",
            () => "l",
        };
        put(
            &mut out,
            format_args!(
                "<p:txBody><a:bodyPr vertOverflow=\"overflow\" horzOverflow=\"overflow\" wrap=\"{wrap}\" lIns=\"{l}\" tIns=\"{t}\" \
             rIns=\"{r}\" bIns=\"{b}\" anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>"
            ),
        );
        let mut above: Option<&Paragraph<'_>> = None;
        for paragraph in &self.paragraphs {
            let before = above.map_or(0.0, |a| paragraph.top() - a.bottom()).max(0.0);
            let shape = Set { align, before, broken: wrap == "none", language };
            paragraph.write(&mut out, colours, &shape);
            above = Some(paragraph);
        }
        out.push_str("</p:txBody>");
        out
    }
}

/// How a paragraph is set.
struct Set<'a> {
    align: &'a str,
    /// Space above it.
    before: f64,
    /// Its lines end where they were ended, not where the shape does.
    broken: bool,
    language: &'a str,
}

impl Paragraph<'_> {
    fn write(&self, out: &mut String, colours: &Colours, set: &Set<'_>) {
        let first = self.first();
        let hundredths = |v: f64| (v * 100.0).round() as i64;
        let rtl = if first.rtl { " rtl=\"1\"" } else { "" };
        put(
            out,
            format_args!(
                "<a:p><a:pPr marL=\"0\" indent=\"{}\" algn=\"{}\"{rtl}><a:lnSpc><a:spcPts val=\"{}\"/></a:lnSpc>\
             <a:spcBef><a:spcPts val=\"{}\"/></a:spcBef><a:buNone/></a:pPr>",
                emu(if set.broken { 0.0 } else { self.indent() }),
                set.align,
                hundredths(self.leading()),
                hundredths(set.before),
            ),
        );
        let bold = if first.bold { " b=\"1\"" } else { "" };
        let style = format!(
            "<a:rPr lang=\"{}\" sz=\"{}\"{bold} dirty=\"0\">{}<a:latin typeface=\"+mn-lt\"/></a:rPr>",
            Escaped(set.language),
            hundredths(size(first)).max(100),
            colours.fill(Some(first.ink)),
        );
        let run = |out: &mut String, said: &str| {
            put(out, format_args!("<a:r>{style}<a:t>{}</a:t></a:r>", Escaped(said)));
        };
        if set.broken {
            for (at, line) in self.lines.iter().enumerate() {
                if at > 0 {
                    put(out, format_args!("<a:br>{style}</a:br>"));
                }
                run(out, line.text.trim());
            }
        } else {
            run(out, &joined(&self.lines));
        }
        out.push_str("</a:p>");
    }
}

/// Adds to a text; that cannot fail.
pub fn put(out: &mut String, more: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(more);
}

/// Lines as one text again; scripts that need no spaces get none.
fn joined(lines: &[&TextLine]) -> String {
    let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}' && !c.is_whitespace());
    let mut out = String::new();
    for line in lines {
        let next = line.text.trim();
        let close = wide(out.chars().last()) && wide(next.chars().next());
        if !out.is_empty() && !close {
            out.push(' ');
        }
        out.push_str(next);
    }
    out
}
