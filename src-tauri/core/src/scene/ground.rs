//! What lies under and beside the cards: zones with their titles, and notes.

use super::{Form, Ink, Item, Layer, Shape, Stroke, TextLine, curve::round, text};
use crate::map::{Map, Note, Point, Rect, Zone};

const TITLE: f64 = 12.0;
/// Above a zone's title.
const ABOVE: f64 = 9.0;
/// Below the title where it begins as far left as the badges of the cards, which reach up over their edges.
const BADGED: f64 = 11.0;
/// A zone narrower than this holds one column of compact cards.
const NARROW: f64 = 160.0;
const NOTE: f64 = 11.5;
const NOTE_WIDTH: f64 = 170.0;
/// Between a zone's edge and the cards it hugs, and above them for the title.
pub(super) fn margin(form: Form) -> (f64, f64) {
    if form.is_compact() { (13.0, 35.0) } else { (26.0, 46.0) }
}

/// What a zone of a width needs above its cards for its title, which on a narrow one takes more lines.
pub(super) fn head(zone: &Zone, form: Form, width: f64) -> f64 {
    let (_, usual) = margin(form);
    let below = if form.is_compact() { BADGED } else { 3.0 };
    usual.max(ABOVE + text::height(&lines(zone, width)) + below)
}

/// Where a zone lies: its own area, else around the cards given; `None` with neither.
pub(super) fn area(zone: &Zone, form: Form, cards: impl Iterator<Item = Rect>) -> Option<Rect> {
    if zone.area.is_some() {
        return zone.area;
    }
    let all = cards.reduce(|a, b| a.union(&b))?;
    let around = margin(form).0;
    let head = head(zone, form, all.w + 2.0 * around);
    Some(Rect::new(all.x - around, all.y - head, all.w + 2.0 * around, all.h + head + around))
}

/// A zone's title, wrapped and placed, and the rectangle it fills.
pub(super) fn title(zone: &Zone, area: Rect) -> (Vec<TextLine>, Rect) {
    let mut lines = lines(zone, area.w);
    let at = Point::new(round(area.x + beside(area.w)), round(area.y + ABOVE));
    let height = text::stack(&mut lines, at);
    let rect = Rect::new(at.x, at.y, text::width(&lines), height);
    (lines, rect)
}

/// Beside a title: less in a zone that is hardly wider than one compact card.
fn beside(width: f64) -> f64 {
    if width < NARROW { 8.0 } else { 14.0 }
}

fn lines(zone: &Zone, width: f64) -> Vec<TextLine> {
    text::wrap(&zone.title, TITLE, true, Ink::Quiet, (width - 2.0 * beside(width)).max(60.0), 4)
}

/// The picture of a zone.
pub(super) fn zone_item(zone: &Zone, area: Rect) -> Item {
    let stroke = Some(Stroke { ink: Ink::ZoneEdge, width: 1.0, dash: vec![], round: false });
    let mut shapes = vec![Shape::Box { rect: area, radius: 12.0, fill: Some(Ink::Zone), stroke }];
    shapes.extend(title(zone, area).0.into_iter().map(Shape::Text));
    furniture(zone.id.into(), Layer::Zone, area, zone.title.clone(), shapes)
}

/// The place a note takes; `None` while it is parked.
pub(super) fn note_rect(note: &Note) -> Option<(Rect, Vec<TextLine>)> {
    let at = note.position.filter(|_| !note.parked)?;
    let mut lines = text::wrap(&note.text, NOTE, false, Ink::Text, NOTE_WIDTH - 20.0, 12);
    let height = text::stack(&mut lines, Point::new(round(at.x + 10.0), round(at.y + 8.0)));
    Some((Rect::new(at.x, at.y, NOTE_WIDTH, height + 16.0), lines))
}

/// Width and height of a note on the sheet; `None` while it is parked.
pub fn note_size(note: &Note) -> Option<(f64, f64)> {
    note_rect(note).map(|(rect, _)| (rect.w, rect.h))
}

/// The picture of a note.
pub(super) fn note_item(note: &Note) -> Option<Item> {
    let (rect, lines) = note_rect(note)?;
    let stroke = Some(Stroke { ink: Ink::Rule, width: 1.0, dash: vec![], round: false });
    let mut shapes = vec![Shape::Box { rect, radius: 2.0, fill: Some(Ink::Note), stroke }];
    shapes.extend(lines.into_iter().map(Shape::Text));
    Some(furniture(note.id.into(), Layer::Note, rect, note.text.clone(), shapes))
}

fn furniture(id: crate::map::RecordId, layer: Layer, rect: Rect, name: String, shapes: Vec<Shape>) -> Item {
    Item { id, layer, rect, kind: None, label: None, spine: vec![], name, shapes }
}

/// Every zone that has a place, with it.
pub(super) fn areas(
    map: &Map,
    form: Form,
    card: impl Fn(crate::map::ActorId) -> Option<Rect>,
) -> Vec<(&Zone, Rect)> {
    let mut cards: std::collections::BTreeMap<_, Vec<Rect>> = Default::default();
    for actor in map.actors.values() {
        if let (Some(zone), Some(rect)) = (actor.zone, card(actor.id)) {
            cards.entry(zone).or_default().push(rect);
        }
    }
    map.zones
        .values()
        .filter_map(|z| {
            Some((z.as_ref(), area(z, form, cards.remove(&z.id).unwrap_or_default().into_iter())?))
        })
        .collect()
}
