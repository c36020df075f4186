//! The sheet as PDF: vector, real text, tagged in reading order.
//!
//! PDF/UA-1 and PDF/A-2a, as krilla's validator understands them. No clock: the date is the sheet's own, or
//! one that stands for none, so the same sheet gives the same bytes.

use super::{
    Link, Part, PartRole, Sheet,
    paint::{MITER_LIMIT, Mark, embolden, mark, shaped},
    palette::Palette,
};
use crate::{
    error::{Code, Error, Result},
    map::Rect,
    scene::{Glyph, GlyphRun, Ink, Segment, Shape, Stroke, TextLine, text},
};
use krilla::{
    Document, SerializeSettings,
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    geom::{Path, PathBuilder, Point},
    metadata::{DateTime, Metadata},
    outline::Outline,
    page::PageSettings,
    paint::{Fill, LineCap, LineJoin, StrokeDash},
    surface::Surface,
    tagging::{
        ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
        TagKind, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{FontRef, MetadataProvider};
use std::{
    collections::BTreeMap,
    num::{NonZeroU16, NonZeroU32},
};

/// Writes the sheet.
pub fn write(sheet: &Sheet, palette: Palette) -> Result<Vec<u8>> {
    let mut document = Document::new_with(settings()?);
    let size = PageSettings::from_wh(sheet.width as f32, sheet.height as f32)
        .ok_or_else(|| refused(say!("the sheet has no size")))?;
    let mut page = document.start_page_with(size);
    let mut painter = Painter { surface: page.surface(), palette, fonts: BTreeMap::new() };
    let mut tags = painter.sheet(sheet);
    drop(painter);
    for link in &sheet.links {
        tags.push(leading(&mut page, link));
    }
    page.finish();

    document.set_outline(Outline::new());
    document.set_tag_tree(tags);
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|e| refused(&format!("{e:?}")))
}

/// A link on the page; gives its tag.
fn leading(page: &mut krilla::page::Page<'_>, link: &Link) -> Node {
    let Rect { x, y, w, h } = link.rect;
    let place = krilla::geom::Rect::from_xywh(x as f32, y as f32, w.max(1.0) as f32, h.max(1.0) as f32);
    let children = place.map(|place| {
        let target = Target::Action(LinkAction::new(link.address.clone()).into());
        let said = say!("Source: {address}", address = link.address);
        let link = Annotation::new_link(LinkAnnotation::new(place, target), Some(said));
        page.add_tagged_annotation(link).into()
    });
    let link = TagGroup::with_children(Tag::Link, children.into_iter().collect());
    TagGroup::with_children(Tag::P, vec![link.into()]).into()
}

fn refused(why: &str) -> Error {
    Error::new(
        Code::Other,
        say!("The PDF could not be written: {why}.", why),
        say!("Export as PNG or SVG instead."),
    )
}

fn settings() -> Result<SerializeSettings> {
    let wanted = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A);
    let configuration = wanted.finish().map_err(|e| refused(&format!("{e:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// PDF/A asks for a date: the first day of this year stands for a map that has none.
const UNDATED: u16 = 2000;

fn metadata(sheet: &Sheet) -> Metadata {
    let mut data = Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.clone())
        .creator("Portolan".to_owned())
        .producer("Portolan".to_owned());
    if !sheet.author.is_empty() {
        data = data.authors(vec![sheet.author.clone()]);
    }
    data.creation_date(date(&sheet.date).unwrap_or(DateTime::new(UNDATED).month(1).day(1)))
}

/// An ISO date; `None` where it is none.
fn date(iso: &str) -> Option<DateTime> {
    let mut parts = iso.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let day = parts.next()?.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some(DateTime::new(year).month(month).day(day))
}

struct Painter<'a> {
    surface: Surface<'a>,
    palette: Palette,
    fonts: BTreeMap<usize, Option<(Font, Option<u32>)>>,
}

impl Painter<'_> {
    /// Paints everything; neighbouring items of one part share one tag.
    fn sheet(&mut self, sheet: &Sheet) -> TagTree {
        let owners = owners(sheet);
        let mut tags: Vec<Vec<Identifier>> = Vec::new();
        let mut at = 0;
        while at < sheet.items.len() {
            let owner = owners[at];
            let tag = match owner {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Layout)),
            };
            let id = self.surface.start_tagged(tag);
            while at < sheet.items.len() && owners[at] == owner {
                let shapes = &sheet.items[at].shapes;
                let last = shapes.iter().rposition(|s| matches!(s, Shape::Text(_)));
                for (i, shape) in shapes.iter().enumerate() {
                    self.mark(mark(shape), last.is_some_and(|last| i < last));
                }
                at += 1;
            }
            self.surface.end_tagged();
            if let Some(leaf) = owner {
                tags.resize_with(tags.len().max(leaf + 1), Vec::new);
                tags[leaf].push(id);
            }
        }
        let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
        let mut leaf = 0;
        for part in &sheet.reading {
            tree.push(group(part, &mut tags, &mut leaf, 1));
        }
        tree
    }

    /// `goes_on` where more text follows, be it after a mark.
    fn mark(&mut self, mark: Mark<'_>, goes_on: bool) {
        match mark {
            Mark::Path(path, fill, stroke) => self.path(&path, fill, stroke.as_ref()),
            Mark::Text(line) => self.text(line, goes_on),
        }
    }

    fn colour(&self, ink: Ink) -> rgb::Color {
        let [r, g, b] = self.palette.rgb(ink);
        rgb::Color::new(r, g, b)
    }

    fn fill(&self, ink: Ink) -> Fill {
        Fill { paint: self.colour(ink).into(), ..Fill::default() }
    }

    fn stroke(&self, stroke: &Stroke) -> krilla::paint::Stroke {
        krilla::paint::Stroke {
            paint: self.colour(stroke.ink).into(),
            width: stroke.width,
            miter_limit: MITER_LIMIT,
            line_cap: if stroke.round { LineCap::Round } else { LineCap::Butt },
            line_join: if stroke.round { LineJoin::Round } else { LineJoin::Miter },
            dash: (!stroke.dash.is_empty()).then(|| StrokeDash { array: stroke.dash.clone(), offset: 0.0 }),
            ..krilla::paint::Stroke::default()
        }
    }

    fn path(&mut self, path: &[Segment], fill: Option<Ink>, stroke: Option<&Stroke>) {
        let Some(path) = outline(path).filter(|_| fill.is_some() || stroke.is_some()) else { return };
        self.surface.set_fill(fill.map(|ink| self.fill(ink)));
        self.surface.set_stroke(stroke.map(|s| self.stroke(s)));
        self.surface.draw_path(&path);
    }

    fn text(&mut self, line: &TextLine, goes_on: bool) {
        let runs = &shaped(line).runs;
        for (i, run) in runs.iter().enumerate() {
            self.run(line, run, goes_on && i + 1 == runs.len());
        }
    }

    /// One run, each glyph with the part of the text that it stands for; with the blank at which the line was broken
    /// where it goes on, for who reads the words without seeing the lines.
    fn run(&mut self, line: &TextLine, run: &GlyphRun, goes_on: bool) {
        let Some((font, blank)) = self.font(run.font) else { return };
        let Some(first) = run.glyphs.first() else { return };
        let mut pen = first.x;
        let (end, from) = (run.glyphs.last().map_or(pen, |g| g.x + g.advance), line.text.len() as u32);
        let blank = blank.filter(|_| goes_on && breaks_at_blank(&line.text));
        let blank = blank.map(|id| Glyph { id, x: end, y: 0.0, advance: 0.0, bytes: (from, from + 1) });
        let text = if blank.is_some() { line.text.clone() + " " } else { line.text.clone() };
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .chain(&blank)
            .map(|g| {
                let offset = g.x - pen;
                pen += g.advance;
                KrillaGlyph::new(
                    GlyphId::new(g.id),
                    g.advance / line.size,
                    offset / line.size,
                    -g.y / line.size,
                    0.0,
                    g.bytes.0 as usize..g.bytes.1 as usize,
                    None,
                )
            })
            .collect();
        self.surface.set_fill(Some(self.fill(line.ink)));
        let bold = run.embolden.then(|| self.stroke(&embolden(line)));
        self.surface.set_stroke(bold);
        let start = Point::from_xy(line.at.x as f32 + first.x, line.at.y as f32);
        self.surface.draw_glyphs(start, &glyphs, font, &text, line.size, false);
    }

    /// A font, and the glyph of a blank in it.
    fn font(&mut self, index: usize) -> Option<(Font, Option<u32>)> {
        self.fonts
            .entry(index)
            .or_insert_with(|| {
                let face = text::font(index);
                let blank =
                    FontRef::from_index(face.data.as_ref().as_ref(), face.index).ok()?.charmap().map(' ');
                let blank = blank.map(|glyph| glyph.to_u32());
                let axes: Vec<(krilla::text::Tag, f32)> =
                    face.variations.iter().map(|(tag, at)| (krilla::text::Tag::new(tag), *at)).collect();
                Some((Font::new_variable(face.data.into(), face.index, &axes)?, blank))
            })
            .clone()
    }
}

/// Whether a line that goes on with another was broken at a blank: not where the script has none, nor after what joins
/// two words.
fn breaks_at_blank(line: &str) -> bool {
    let joins = |c: char| "-/\u{2010}\u{2013}\u{2014}".contains(c);
    let has_no_blanks = |c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..);
    line.chars().next_back().is_some_and(|c| !joins(c) && !has_no_blanks(c))
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

/// For each item the part that it belongs to, counted depth first through the reading order.
fn owners(sheet: &Sheet) -> Vec<Option<usize>> {
    fn visit(part: &Part, next: &mut usize, owners: &mut [Option<usize>]) {
        for item in &part.items {
            owners[*item] = Some(*next);
        }
        *next += 1;
        part.parts.iter().for_each(|p| visit(p, next, owners));
    }
    let mut owners = vec![None; sheet.items.len()];
    let mut next = 0;
    sheet.reading.iter().for_each(|p| visit(p, &mut next, &mut owners));
    owners
}

/// A part with what painted it and its own parts; visits them in the order of [`owners`]. `span` is the number
/// of columns that a lone cell of a row stretches over.
fn group(part: &Part, tags: &mut [Vec<Identifier>], leaf: &mut usize, span: usize) -> Node {
    let mine = tags.get_mut(*leaf).map(std::mem::take).unwrap_or_default();
    *leaf += 1;
    let columns = match part.role {
        PartRole::Table => part.parts.iter().map(|row| row.parts.len()).max().unwrap_or(1),
        _ => span,
    };
    let alone = part.role != PartRole::Row || part.parts.len() == 1;
    let span_of_parts = if alone { columns } else { 1 };
    let mut children: Vec<Node> = mine.into_iter().map(Node::from).collect();
    children.extend(part.parts.iter().map(|p| group(p, tags, leaf, span_of_parts)));
    if part.role == PartRole::Entry {
        children = vec![TagGroup::with_children(Tag::LBody, children).into()];
    }
    TagGroup::with_children(tag(part, span), children).into()
}

fn tag(part: &Part, span: usize) -> TagKind {
    let span = u32::try_from(span).ok().and_then(NonZeroU32::new).filter(|n| n.get() > 1);
    let heading = |level| Tag::Hn(level, Some(part.alt.clone())).into();
    match part.role {
        PartRole::Title => heading(NonZeroU16::MIN),
        PartRole::Heading => heading(NonZeroU16::MIN.saturating_add(1)),
        PartRole::Paragraph => Tag::P.into(),
        PartRole::List => Tag::L(ListNumbering::None).into(),
        PartRole::Entry => Tag::LI.into(),
        PartRole::Table => Tag::Table.into(),
        PartRole::Row => Tag::TR.into(),
        PartRole::Head => Tag::TH(TableHeaderScope::Column).with_col_span(span).into(),
        PartRole::Cell => Tag::TD.with_col_span(span).into(),
        PartRole::Figure => Tag::Figure(Some(part.alt.clone())).into(),
    }
}
