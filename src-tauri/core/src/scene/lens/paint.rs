//! A lens laid over the items of a picture, as the last step before painting.
//!
//! The window does the same in its painter (`ui/src/canvas/lensed.ts`), so that choosing a lens draws
//! nothing anew; here it is for painters that know only shapes. How much of a flow's colour is left
//! ([`LensFlow::part`]) is left to painters that can fade: on paper evidence shows by its marks as always.

use super::{LensCard, LensFlow, LensView};
use crate::{
    map::{Point, RecordId, Rect},
    scene::{
        Ink, Item, Layer, Segment, Shape, Stroke, TextLine,
        card::{PAD, SMALL},
        text::CAPS,
    },
};
use std::collections::BTreeMap;

/// Height of a bar, and how far its lower edge is above the card's.
const BAR: f64 = 4.0;
const ABOVE: f64 = 3.5;
/// Height of the plate that a number stands on where there is no fact line.
const PLATE: f64 = 16.0;
/// How far a band reaches beyond the line of a flow on both sides together.
const BAND: f32 = 9.0;
/// From line to line of a hatch, measured along the card's edge.
const HATCH: f64 = 9.0;

/// Lays a lens over the items of the map it was looked up for; what the lens does not name stays as it is.
pub fn paint_on(items: &mut [Item], view: &LensView) {
    let cards: BTreeMap<RecordId, &LensCard> = view.cards.iter().map(|c| (c.actor.into(), c)).collect();
    let flows: BTreeMap<RecordId, &LensFlow> = view.flows.iter().map(|f| (f.flow.into(), f)).collect();
    for item in items {
        match item.layer {
            Layer::Card => cards.get(&item.id).into_iter().for_each(|c| paint_card(item, c)),
            Layer::Flow => flows.get(&item.id).into_iter().for_each(|f| paint_flow(item, f)),
            _ => {}
        }
    }
}

fn line(ink: Ink, width: f32) -> Option<Stroke> {
    Some(Stroke { ink, width, dash: vec![], round: false })
}

pub(super) fn paint_card(item: &mut Item, card: &LensCard) {
    let shapes = std::mem::take(&mut item.shapes);
    let icon = shapes.iter().position(|s| matches!(s, Shape::Icon { .. }));
    let (compact, icon) = (icon.is_none(), icon.unwrap_or(shapes.len()));
    let tinted = !matches!(card.ink, Ink::Card | Ink::Hatch);
    let louder = |ink: Ink| if tinted && ink == Ink::Quiet { Ink::Text } else { ink };
    let mut face = item.rect;
    let mut said = false;
    for (n, shape) in shapes.into_iter().enumerate() {
        match shape {
            Shape::Box { rect, radius, fill: Some(Ink::Card), stroke } if n + 1 == icon => {
                face = rect;
                let fill = Some(if tinted { card.ink } else { Ink::Card });
                // The edge comes last, so that hatch and bar end below it.
                item.shapes.push(Shape::Box { rect, radius, fill, stroke: None });
                if card.ink == Ink::Hatch {
                    item.shapes.push(hatch(rect));
                }
                item.shapes.push(Shape::Box { rect, radius, fill: None, stroke });
                bar(&mut item.shapes, rect, card.bar);
            }
            // The stacked edges of a group.
            Shape::Box { rect, radius, fill: Some(Ink::Card), stroke } if n < icon => {
                let fill = Some(if tinted { card.ink } else { Ink::Card });
                item.shapes.push(Shape::Box { rect, radius, fill, stroke });
            }
            Shape::Text(fact) if fact.ink == Ink::Fact => {
                if !std::mem::replace(&mut said, true) {
                    item.shapes.push(Shape::Text(TextLine { at: fact.at, ..card.text.clone() }));
                }
            }
            Shape::Text(text) => item.shapes.push(Shape::Text(TextLine { ink: louder(text.ink), ..text })),
            Shape::Icon { name, at, size, ink } => {
                item.shapes.push(Shape::Icon { name, at, size, ink: louder(ink) });
            }
            other => item.shapes.push(other),
        }
    }
    if !said && !card.text.text.is_empty() {
        let w = f64::from(card.text.width) + 12.0;
        let fill = if tinted { card.ink } else { Ink::Card };
        // A card without an icon is compact: its name reaches further down.
        let below = if compact { PLATE / 4.0 } else { 0.0 };
        let at = Point::new(face.right() - PAD - w / 2.0, face.bottom() + below);
        plate(&mut item.shapes, at, w, fill, &card.text);
    }
}

fn bar(shapes: &mut Vec<Shape>, face: Rect, part: Option<f64>) {
    let Some(part) = part else { return };
    let whole = Rect::new(face.x + PAD, face.bottom() - ABOVE - BAR, face.w - 2.0 * PAD, BAR);
    shapes.push(Shape::Box { rect: whole, radius: 2.0, fill: Some(Ink::Card), stroke: line(Ink::Text, 0.8) });
    let rect = Rect { w: (whole.w * part).max(if part > 0.0 { 2.0 } else { 0.0 }), ..whole };
    if rect.w > 0.0 {
        shapes.push(Shape::Box { rect, radius: 1.0, fill: Some(Ink::Text), stroke: None });
    }
}

/// Slanting lines within a rectangle.
fn hatch(face: Rect) -> Shape {
    let inner = Rect::new(face.x + 2.0, face.y + 2.0, face.w - 4.0, face.h - 4.0);
    let mut path = Vec::new();
    let mut along = HATCH;
    while along < inner.w + inner.h {
        let from = Point::new(inner.x + along.min(inner.w), inner.y + (along - inner.w).max(0.0));
        let to = Point::new(inner.x + (along - inner.h).max(0.0), inner.y + along.min(inner.h));
        path.extend([Segment::Move { p: from }, Segment::Line { p: to }]);
        along += HATCH;
    }
    Shape::Path { path, fill: None, stroke: line(Ink::Hatch, 1.6) }
}

fn plate(shapes: &mut Vec<Shape>, at: Point, w: f64, fill: Ink, text: &TextLine) {
    let rect = Rect::new(at.x - w / 2.0, at.y - PLATE / 2.0, w, PLATE);
    shapes.push(Shape::Box {
        rect,
        radius: PLATE as f32 / 2.0,
        fill: Some(fill),
        stroke: line(Ink::Edge, 1.0),
    });
    let base = Point::new(at.x - f64::from(text.width) / 2.0, at.y + SMALL * CAPS / 2.0);
    shapes.push(Shape::Text(TextLine { at: base, ..text.clone() }));
}

/// The plate with a word or number that was put on an item last, if there is one.
pub(super) fn plate_of(item: &Item) -> Option<Rect> {
    match item.shapes.as_slice() {
        [.., Shape::Box { rect, .. }, Shape::Text(_)] if rect.h == PLATE => Some(*rect),
        _ => None,
    }
}

/// Puts an item's plate, see [`plate_of`], elsewhere.
pub(super) fn move_plate(item: &mut Item, to: Rect) {
    if let [.., Shape::Box { rect, .. }, Shape::Text(text)] = item.shapes.as_mut_slice() {
        text.at = Point::new(text.at.x + to.x - rect.x, text.at.y + to.y - rect.y);
        *rect = to;
    }
}

/// Takes an item's plate, see [`plate_of`], away.
pub(super) fn drop_plate(item: &mut Item) {
    item.shapes.truncate(item.shapes.len() - 2);
}

pub(super) fn paint_flow(item: &mut Item, flow: &LensFlow) {
    if let Some(ink) = flow.band {
        let widest = item.shapes.iter().filter_map(stroke_width).fold(1.0, f32::max);
        let stroke = Some(Stroke { ink, width: widest + BAND, dash: vec![], round: true });
        item.shapes.insert(0, Shape::Path { path: along(&item.spine), fill: None, stroke });
    }
    if let (Some(text), Some(ink)) = (&flow.text, flow.band) {
        let at = match item.label {
            Some(label) => {
                Point::new(label.right() - f64::from(text.width) / 2.0 - 6.0, label.y - PLATE / 2.0)
            }
            None => middle(&item.spine),
        };
        plate(&mut item.shapes, at, f64::from(text.width) + 12.0, ink, text);
    }
}

fn stroke_width(shape: &Shape) -> Option<f32> {
    match shape {
        Shape::Path { stroke: Some(stroke), .. } => Some(stroke.width),
        _ => None,
    }
}

fn along(spine: &[f32]) -> Vec<Segment> {
    let p = |at: usize| Point::new(f64::from(spine[at]), f64::from(spine[at + 1]));
    let mut path = Vec::new();
    if spine.len() >= 2 {
        path.push(Segment::Move { p: p(0) });
    }
    let pieces = (2..).step_by(6).take_while(|i| i + 5 < spine.len());
    path.extend(pieces.map(|i| Segment::Cubic { a: p(i), b: p(i + 2), p: p(i + 4) }));
    path
}

/// The middle of the middle piece of a spine.
fn middle(spine: &[f32]) -> Point {
    let pieces = spine.len().saturating_sub(2) / 6;
    if pieces == 0 {
        return Point::default();
    }
    let at = pieces / 2 * 6;
    let p = |k: usize| (f64::from(spine[at + 2 * k]), f64::from(spine[at + 2 * k + 1]));
    let halfway = |of: fn((f64, f64)) -> f64| (of(p(0)) + 3.0 * of(p(1)) + 3.0 * of(p(2)) + of(p(3))) / 8.0;
    Point::new(halfway(|p| p.0), halfway(|p| p.1))
}
