//! The slide: each item of the sheet as a shape, a text or a group of them, in painting order.

use super::{
    Escaped,
    line::{self, Flow},
    shape::{self, Colours},
    text::{Words, put, size},
};
use crate::{
    map::{Point, Rect},
    page::{PartRole, Sheet, block::extent, paint, palette::Palette},
    scene::{Ink, Item, Layer, Segment, Shape, TextLine},
};
use std::{collections::BTreeMap, rc::Rc};

/// The numbers of cards begin here, so that lines can name cards that are painted after them.
const CARDS: u32 = 100_000;
/// How much of the slide's width a title may take.
const TITLE: f64 = 0.78;
/// Longer names are cut; the description has them whole.
const LONGEST: usize = 80;

/// Writes the slide's part of the package.
pub fn write(sheet: &Sheet, palette: Palette) -> String {
    let figures: Vec<Vec<Figure<'_>>> = sheet.items.iter().map(figures).collect();
    let face = |at: usize| face(&sheet.items[at], &figures[at]).map(|f| (CARDS + at as u32, f));
    let faces: Vec<(u32, Rect)> = (0..figures.len()).filter_map(face).collect();
    let sites = sites(&figures, &faces);
    let title = sheet.reading.iter().find(|p| p.role == PartRole::Title).and_then(|p| p.items.first());
    let mut slide = Slide { sheet, colours: Colours(palette), faces, sites, title: title.copied(), last: 1 };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>\
         <p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>\n",
    );
    for (at, figures) in figures.iter().enumerate() {
        out.push_str(&slide.item(at, figures));
    }
    out.push_str("</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>");
    out
}

/// A part of an item.
enum Figure<'a> {
    /// A flow's stroke, and which of its strokes.
    Stroke(Rc<Flow<'a>>, usize),
    /// A shape with the text inside it.
    Holder(&'a Shape, Rect, Option<Words<'a>>),
    /// A text that stands alone.
    Text(Words<'a>),
}

impl Figure<'_> {
    fn rect(&self) -> Rect {
        match self {
            Figure::Stroke(flow, _) => shape::around(&flow.path),
            Figure::Holder(_, rect, _) => *rect,
            Figure::Text(words) => words.rect(),
        }
    }

    fn words(&self) -> Option<&Words<'_>> {
        match self {
            Figure::Stroke(..) => None,
            Figure::Holder(_, _, words) => words.as_ref(),
            Figure::Text(words) => Some(words),
        }
    }
}

/// The parts of an item: a text belongs to the last shape it stands in.
fn figures(item: &Item) -> Vec<Figure<'_>> {
    let mut out = Vec::new();
    let mut shapes = item.shapes.as_slice();
    if let Some(flow) = Flow::of(item) {
        shapes = flow.rest;
        let (heads, flow) = (flow.heads, Rc::new(flow));
        out.extend((0..flow.strokes.len()).map(|n| Figure::Stroke(flow.clone(), n)));
        out.extend(heads.iter().map(|h| Figure::Holder(h, around(h), None)));
    }
    for shape in shapes {
        match shape {
            Shape::Text(line) if line.text.trim().is_empty() => {}
            Shape::Text(line) => set(&mut out, line, item.layer),
            _ => out.push(Figure::Holder(shape, around(shape), None)),
        }
    }
    out
}

fn set<'a>(figures: &mut Vec<Figure<'a>>, line: &'a TextLine, layer: Layer) {
    let middle = Point::new(line.at.x + f64::from(line.width) / 2.0, line.at.y - 0.3 * size(line));
    // A label's backing of several parts lies below its words: none of them holds these.
    let backing = figures.iter().filter(|f| matches!(f, Figure::Holder(Shape::Box { .. }, ..))).count();
    let in_parts = layer == Layer::Flow && backing > 1;
    let holder = figures.iter_mut().rev().filter(|_| !in_parts).find_map(|f| match f {
        Figure::Holder(shape, rect, words) if holds(shape) && rect.contains(middle) => Some(words),
        _ => None,
    });
    match holder {
        Some(Some(words)) => return words.push(line),
        Some(none) => return *none = Some(Words::of(line)),
        None => {}
    }
    match figures.last_mut() {
        Some(Figure::Text(words)) if words.goes_on(line) => words.push(line),
        _ => figures.push(Figure::Text(Words::of(line))),
    }
}

/// Whether a text may stand in a shape.
fn holds(shape: &Shape) -> bool {
    match shape {
        Shape::Box { .. } => true,
        Shape::Path { path, fill, .. } => fill.is_some() && shape::circle(path).is_some(),
        Shape::Text(_) | Shape::Icon { .. } => false,
    }
}

fn around(shape: &Shape) -> Rect {
    match paint::mark(shape) {
        paint::Mark::Path(path, ..) if !matches!(shape, Shape::Box { .. }) => shape::around(&path),
        _ => extent(std::slice::from_ref(shape)),
    }
}

/// The face of a card.
fn face(item: &Item, figures: &[Figure<'_>]) -> Option<Rect> {
    let mut held = figures.iter().filter(|f| matches!(f, Figure::Holder(Shape::Box { .. }, _, Some(_))));
    held.next().filter(|_| item.layer == Layer::Card).map(Figure::rect)
}

/// What a shape is called in the selection pane, and what a screen reader says.
struct Name<'a> {
    id: u32,
    name: &'a str,
    /// Nothing where the shape's text says it all.
    description: &'a str,
    /// It says nothing to a reader.
    decoration: bool,
}

impl Name<'_> {
    fn tag(&self) -> String {
        const DECORATION: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
            <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/>\
            </a:ext></a:extLst>";
        let mut name: String = self.name.chars().take(LONGEST).collect();
        if name.len() < self.name.len() {
            name.push('\u{2026}');
        }
        let mut out = format!("<p:cNvPr id=\"{}\" name=\"{}\"", self.id, Escaped(&name));
        if !self.description.is_empty() {
            put(&mut out, format_args!(" descr=\"{}\"", Escaped(self.description)));
        }
        match self.decoration {
            true => put(&mut out, format_args!(">{DECORATION}</p:cNvPr>")),
            false => out.push_str("/>"),
        }
        out
    }
}

struct Slide<'a> {
    sheet: &'a Sheet,
    colours: Colours,
    /// The faces of cards by their numbers.
    faces: Vec<(u32, Rect)>,
    /// Where connectors hold on to each face.
    sites: BTreeMap<u32, Vec<Point>>,
    /// The item that is the slide's title.
    title: Option<usize>,
    /// The last number given.
    last: u32,
}

impl Slide<'_> {
    fn number(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// One item: a shape, or a group where it has several parts.
    fn item(&mut self, at: usize, figures: &[Figure<'_>]) -> String {
        let item = &self.sheet.items[at];
        let told: Vec<String> = figures.iter().filter_map(|f| f.words().map(Words::said)).collect();
        let headline = figures.iter().find_map(|f| f.words().map(Words::headline));
        let name = match item.layer {
            Layer::Card | Layer::Page => headline.unwrap_or_default(),
            _ => item.name.clone(),
        };
        let decoration = name.is_empty() && told.is_empty();
        let name = if name.is_empty() { "Line".to_owned() } else { name };
        let description = if item.layer == Layer::Page { String::new() } else { item.name.clone() };
        if let [figure] = figures {
            let id = self.number();
            let id = face(item, figures).map_or(id, |_| CARDS + at as u32);
            return self.figure(
                figure,
                &Name { id, name: &name, description: &description, decoration },
                at,
                figures,
            );
        }
        let Some(rect) = figures.iter().map(Figure::rect).reduce(|a, b| a.union(&b)) else {
            return String::new();
        };
        let id = self.number();
        let group = Name { id, name: &name, description: &description, decoration };
        let mut out = format!(
            "<p:grpSp><p:nvGrpSpPr>{}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{}</p:grpSpPr>\n",
            group.tag(),
            shape::place_of_group(&rect)
        );
        let mut face = face(item, figures);
        for figure in figures {
            let mut id = self.number();
            if face == Some(figure.rect()) && figure.words().is_some() {
                (id, face) = (CARDS + at as u32, None);
            }
            let said = figure.words().map(Words::said);
            let name = said.as_deref().unwrap_or(part(figure));
            let part = Name { id, name, description: "", decoration: said.is_none() };
            out.push_str(&self.figure(figure, &part, at, figures));
        }
        out.push_str("</p:grpSp>\n");
        out
    }

    fn figure(&self, figure: &Figure<'_>, name: &Name<'_>, at: usize, all: &[Figure<'_>]) -> String {
        match figure {
            Figure::Stroke(flow, n) => {
                // What lies on a stroke has no heads of its own.
                let ink = self.colours.line(Some(&flow.strokes[*n]), if *n == 0 { &flow.ends } else { "" });
                match &flow.way {
                    Some(way) => self.connector(way, &ink, name, flow.reach),
                    None => self.path(&flow.path, None, &ink, name),
                }
            }
            Figure::Text(words) => self.text(words, name, self.title == Some(at)),
            Figure::Holder(shape, rect, words) => {
                let held = self.sites.contains_key(&name.id);
                let inset = if held { 0.0 } else { shape::inset(shape) };
                let body = words.as_ref().map(|w| self.body(w, rect, limit(w, rect, all), inset));
                self.holder(shape, rect, name, &body.unwrap_or_default())
            }
        }
    }

    fn body(&self, words: &Words<'_>, rect: &Rect, limit: f64, inset: f64) -> String {
        words.body(&self.colours, rect, limit, inset, &self.sheet.language)
    }

    /// A text box; the title is the slide's own.
    fn text(&self, words: &Words<'_>, name: &Name<'_>, title: bool) -> String {
        let mut rect = words.rect();
        // A title wraps, whatever it is told: it gets the room that other typefaces need.
        if title {
            let free = TITLE * self.sheet.width - rect.x;
            rect.w *= (free / rect.w).clamp(1.05, 1.25);
        }
        let (kind, holder) = match title {
            true => ("", "<p:ph type=\"title\"/>"),
            false => (" txBox=\"1\"", ""),
        };
        format!(
            "<p:sp><p:nvSpPr>{}<p:cNvSpPr{kind}/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>\
             <p:spPr>{}{}<a:noFill/></p:spPr>{}</p:sp>\n",
            name.tag(),
            shape::place(&rect),
            shape::preset("rect", &[]),
            self.body(words, &rect, rect.right(), 0.0),
        )
    }

    fn holder(&self, shape: &Shape, rect: &Rect, name: &Name<'_>, body: &str) -> String {
        if let Shape::Box { radius, fill, stroke, .. } = shape {
            let outline = match self.sites.get(&name.id) {
                Some(sites) => shape::held(rect, f64::from(*radius), sites),
                None => shape::corners(rect, f64::from(*radius)),
            };
            return self.shape(&outline, rect, *fill, &self.colours.line(stroke.as_ref(), ""), name, body);
        }
        let paint::Mark::Path(path, fill, stroke) = paint::mark(shape) else { return String::new() };
        let ink = self.colours.line(stroke.as_ref(), "");
        match shape::circle(&path) {
            Some(rect) => self.shape(&shape::preset("ellipse", &[]), &rect, fill, &ink, name, body),
            None => self.path(&path, fill, &ink, name),
        }
    }

    /// A straight line as a line, anything else as an outline of its own.
    fn path(&self, path: &[Segment], fill: Option<Ink>, ink: &str, name: &Name<'_>) -> String {
        if let Some((from, to)) = line::straight(path) {
            return line_as(&line::way(from, to), ink, name, "");
        }
        let rect = shape::around(path);
        self.shape(&shape::outline(path, &rect, fill.is_some()), &rect, fill, ink, name, "")
    }

    /// A flow that holds on to the cards it joins.
    fn connector(&self, way: &str, ink: &str, name: &Name<'_>, reach: [Point; 2]) -> String {
        let mut ends = String::new();
        for (tag, end) in ["stCxn", "endCxn"].iter().zip(reach) {
            let Some(card) = line::glue(&self.faces, end) else { continue };
            let sites = self.sites.get(&card).into_iter().flatten();
            if let Some(site) = sites.into_iter().position(|s| *s == end) {
                put(&mut ends, format_args!("<a:{tag} id=\"{card}\" idx=\"{}\"/>", SIDES + site));
            }
        }
        line_as(way, ink, name, &ends)
    }

    fn shape(
        &self,
        outline: &str,
        rect: &Rect,
        fill: Option<Ink>,
        ink: &str,
        name: &Name<'_>,
        body: &str,
    ) -> String {
        format!(
            "<p:sp><p:nvSpPr>{}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}{outline}{}{ink}</p:spPr>{body}</p:sp>\n",
            name.tag(),
            shape::place(rect),
            self.colours.fill(fill),
        )
    }
}

/// How many places every face has for lines: the middles of its sides.
const SIDES: usize = 4;

/// Where connectors hold on to each face.
fn sites(figures: &[Vec<Figure<'_>>], faces: &[(u32, Rect)]) -> BTreeMap<u32, Vec<Point>> {
    let mut sites: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    for figure in figures.iter().flatten() {
        let Figure::Stroke(flow, 0) = figure else { continue };
        for end in flow.reach.iter().filter(|_| flow.way.is_some()) {
            if let Some(card) = line::glue(faces, *end) {
                let known = sites.entry(card).or_default();
                if !known.contains(end) {
                    known.push(*end);
                }
            }
        }
    }
    sites
}

/// A line, and what it holds on to.
fn line_as(way: &str, ink: &str, name: &Name<'_>, ends: &str) -> String {
    format!(
        "<p:cxnSp><p:nvCxnSpPr>{}<p:cNvCxnSpPr>{ends}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>\
         <p:spPr>{way}{ink}</p:spPr></p:cxnSp>\n",
        name.tag()
    )
}

/// What a part without words is called.
fn part(figure: &Figure<'_>) -> &'static str {
    match figure {
        Figure::Stroke(..) => "Line",
        Figure::Holder(Shape::Icon { .. }, ..) => "Icon",
        Figure::Holder(Shape::Box { .. }, ..) => "Box",
        Figure::Holder(..) => "Mark",
        Figure::Text(_) => "Text",
    }
}

/// How far to the right a text may run: to the shape's edge, or to the next part beside it.
fn limit(words: &Words<'_>, rect: &Rect, all: &[Figure<'_>]) -> f64 {
    let text = words.lines().map(size).fold(0.0, f64::max);
    let beside = all.iter().map(Figure::rect).filter(|r| {
        r.x > words.left() + 2.0 * text && r.y < words.bottom() && r.bottom() > words.top() && r.w < rect.w
    });
    let next = beside.map(|r| r.x - 0.1 * text).filter(|x| *x > words.right() - 0.1 * text);
    next.fold(rect.right() - 0.42 * text, f64::min)
}
