//! Small multiples: one small map for each kind in use, everything in the same place as on the large one.
//!
//! A small map has no words but its heading: whoever wants a name looks at the same place above.

use super::{
    Part, PartRole, Sheet,
    block::{Block, Cell, Column, placed},
    closer::Drawn,
    frame::{Frame, Style},
    words,
};
use crate::{
    map::{Flow, Kind, Map, Point, RecordId, Rect},
    scene::{Ink, Item, Layer, Segment, Shape, Stroke, text},
};

/// The kinds that some flow on the map has.
fn kinds(map: &Map) -> Vec<Kind> {
    let used = |kind: &Kind| map.flows.values().any(|f| f.kind == *kind);
    Kind::ALL.iter().copied().filter(used).collect()
}

/// Columns and rows for small maps of these kinds in a room, so that they become largest, with no more cells left over
/// than that is worth, and their headings stand whole above them; with their scale.
fn grid(kinds: &[Kind], drawn: &Drawn, frame: &Frame, room: &Rect) -> (usize, usize, f64) {
    let count = kinds.len();
    let heading_width = |kind: &Kind| width(&words::capital(words::kind(*kind)), frame.body().bold());
    let widest = kinds.iter().map(heading_width).fold(0.0, f64::max);
    let whole = |columns: &usize| *columns == 1 || cell(*columns, 1, frame, room).w >= widest;
    let tries = (1..=count).filter(whole).map(|columns| {
        let rows = count.div_ceil(columns);
        let cell = cell(columns, rows, frame, room);
        let scale = (cell.w / drawn.marks.w.max(1.0)).min((cell.h - heading(frame)) / drawn.marks.h.max(1.0));
        (columns, rows, scale)
    });
    let worth = |(columns, rows, scale): &(usize, usize, f64)| scale * count as f64 / (columns * rows) as f64;
    tries.max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or((1, 1, 0.0))
}

/// How wide a text is on one line.
fn width(text: &str, style: Style) -> f64 {
    text::line(text, style.size, style.bold, style.ink).width.into()
}

/// The size of one of the cells.
fn cell(columns: usize, rows: usize, frame: &Frame, room: &Rect) -> Rect {
    let gap = frame.gutter();
    let w = (room.w - gap * (columns as f64 - 1.0)) / columns as f64;
    Rect::new(0.0, 0.0, w, (room.h - gap * (rows as f64 - 1.0)) / rows as f64)
}

fn heading(frame: &Frame) -> f64 {
    frame.steps(frame.body().leading + frame.small().leading) + 0.5 * frame.step()
}

/// The height that small maps take of a room: no more than their width can use.
pub fn height(map: &Map, drawn: &Drawn, frame: &Frame, most: &Rect) -> f64 {
    let kinds = kinds(map);
    if kinds.is_empty() {
        return 0.0;
    }
    let (_, rows, scale) = grid(&kinds, drawn, frame, most);
    let rows = rows as f64;
    rows * (heading(frame) + scale * drawn.marks.h) + (rows - 1.0) * frame.gutter()
}

/// Prints the small maps; gives their parts.
pub fn print(sheet: &mut Sheet, map: &Map, drawn: &Drawn, frame: &Frame, room: &Rect) -> Vec<Part> {
    let kinds = kinds(map);
    let (columns, rows, scale) = grid(&kinds, drawn, frame, room);
    let cell = cell(columns, rows, frame, room);
    // All say as much as the one with least room.
    let fits = |kind: &Kind| width(&about(map, *kind, true), frame.small()) <= cell.w;
    let numbers = kinds.iter().all(fits);
    let mut parts = Vec::new();
    for (at, kind) in kinds.into_iter().enumerate() {
        let corner = Point::new(
            room.x + (at % columns) as f64 * (cell.w + frame.gutter()),
            room.y + (at / columns) as f64 * (cell.h + frame.gutter()),
        );
        parts.extend(sheet.put(&title(map, kind, numbers, frame, cell.w), corner));
        let by =
            Point::new(corner.x - drawn.marks.x * scale, corner.y + heading(frame) - drawn.marks.y * scale);
        let first = sheet.items.len();
        sheet.items.extend(drawn.scene.items.iter().filter_map(|i| small(map, i, kind, scale, by, frame)));
        let alt = say!(
            "Small map of {kind} alone, its actors where they stand on the large one.",
            kind = words::kind(kind)
        );
        parts.push(Part::of(PartRole::Figure, (first..sheet.items.len()).collect()).saying(alt));
    }
    parts
}

fn flows(map: &Map, kind: Kind) -> impl Iterator<Item = &Flow> {
    map.flows.values().map(AsRef::as_ref).filter(move |f| f.kind == kind)
}

/// How many flows of a kind there are and, where asked for and where it is not all, how many of them have a number.
fn about(map: &Map, kind: Kind, numbers: bool) -> String {
    let count = flows(map, kind).count();
    let numbered = flows(map, kind).filter(|f| f.quantity.is_some() || f.strength.is_some()).count();
    if !numbers || numbered == count {
        return words::flows(count);
    }
    say!("{flows}, {numbers} with a number", flows = words::flows(count), numbers = numbered)
}

/// "Money", and under it what there is to say of its flows.
fn title(map: &Map, kind: Kind, numbers: bool, frame: &Frame, width: f64) -> Block {
    let mut name = Column::at(0.0, 0.0);
    let said = words::capital(words::kind(kind));
    name.lines(&said, frame.body().bold().in_ink(kind.into()), width, 1);
    let mut count = Column::at(0.0, name.y);
    count.lines(&about(map, kind, numbers), frame.small(), width, 1);
    let cell = |role, column: Column| Cell { role: Some(role), shapes: column.shapes };
    Block { height: count.y, cells: vec![cell(PartRole::Heading, name), cell(PartRole::Paragraph, count)] }
}

/// An item without its words, with lines that can still be seen; `None` for what has no place on this one.
fn small(map: &Map, item: &Item, kind: Kind, scale: f64, by: Point, frame: &Frame) -> Option<Item> {
    let shapes: Vec<Shape> = match item.layer {
        Layer::Zone => item.shapes.iter().take(1).map(|s| placed(s, scale, by)).collect(),
        Layer::Card => vec![card(map, item, kind, scale, by, frame)],
        Layer::Flow if item.kind == Some(kind) => {
            let strokes = item.shapes.iter().take_while(|s| !matches!(s, Shape::Box { .. }));
            strokes
                .filter(|s| matches!(s, Shape::Path { .. }))
                .map(|s| stronger(s, scale, by, frame))
                .collect()
        }
        _ => return None,
    };
    // What is no card, flow or label of the large map is furniture of the page.
    Some(Item {
        layer: Layer::Page,
        label: None,
        kind: None,
        spine: vec![],
        shapes,
        name: String::new(),
        ..item.clone()
    })
}

fn card(map: &Map, item: &Item, kind: Kind, scale: f64, by: Point, frame: &Frame) -> Shape {
    let touched = |f: &Flow| RecordId::Actor(f.from) == item.id || RecordId::Actor(f.to) == item.id;
    let us = map.info.us.is_some_and(|us| item.id == us.into());
    let (ink, width) = match (us, flows(map, kind).any(touched)) {
        (true, _) => (Ink::Text, 1.4),
        (false, true) => (Ink::Edge, 0.7),
        (false, false) => (Ink::Rule, 0.5),
    };
    Shape::Box {
        rect: super::block::placed_rect(&item.rect, scale, by),
        radius: (8.0 * scale) as f32,
        fill: Some(Ink::Card),
        stroke: Some(Stroke { ink, width: (width * frame.scale) as f32, dash: vec![], round: false }),
    }
}

/// A stroke or head made smaller, but not as small as the map: lines at least 0.6 pt on A4, heads 3.2 pt.
fn stronger(shape: &Shape, scale: f64, by: Point, frame: &Frame) -> Shape {
    let Shape::Path { path, fill, stroke } = shape else { return placed(shape, scale, by) };
    let straight = path.iter().all(|s| !matches!(s, Segment::Cubic { .. }));
    let round = matches!(path.last(), Some(Segment::Close)) && !straight;
    let head =
        fill.is_some() || straight && path.len() < 6 && stroke.as_ref().is_some_and(|s| s.dash.is_empty());
    let grow = if head { (0.30 * frame.scale / scale).max(1.0) } else { 1.0 };
    let tip = match (path.first(), path.get(1)) {
        (Some(Segment::Move { p }), _) if matches!(path.last(), Some(Segment::Close)) || round => *p,
        (_, Some(Segment::Line { p })) => *p,
        (Some(Segment::Move { p }), _) => *p,
        _ => Point::default(),
    };
    let place = |p: Point| {
        let p = Point::new(tip.x + (p.x - tip.x) * grow, tip.y + (p.y - tip.y) * grow);
        Point::new(p.x * scale + by.x, p.y * scale + by.y)
    };
    let stroke = stroke.as_ref().map(|s| {
        let width = (f64::from(s.width) * scale * 1.6).max(0.6 * frame.scale);
        let ratio = (width / f64::from(s.width)) as f32;
        Stroke { width: width as f32, dash: s.dash.iter().map(|d| d * ratio).collect(), ..s.clone() }
    });
    Shape::Path { path: path.iter().map(|s| super::paint::moved(s, &place)).collect(), fill: *fill, stroke }
}
