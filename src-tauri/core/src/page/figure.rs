//! The map on the page: scaled to the room there is, never above a comfortable size, and how small its text
//! becomes.

use super::{
    Part, PartRole, Sheet,
    block::{placed, placed_rect},
    frame::Frame,
    words,
};
use crate::{
    map::{Map, Point, Rect},
    scene::{Item, Scene, Shape},
};

/// Points for a map unit on A4 at which the text of a card is as large as the page's own.
const COMFORTABLE: f64 = 0.75;

/// The scale at which the scene fits into the room.
pub fn scale(scene: &Scene, room: &Rect, frame: &Frame) -> f64 {
    let Rect { w, h, .. } = scene.bounds;
    let fit = (room.w / w.max(1.0)).min(room.h / h.max(1.0));
    fit.min(COMFORTABLE * frame.scale).max(1e-3)
}

/// The smallest text of the scene, in map units.
pub fn smallest_text(scene: &Scene) -> f64 {
    let lines = scene.items.iter().flat_map(|i| &i.shapes).filter_map(|s| match s {
        Shape::Text(line) => Some(f64::from(line.size)),
        _ => None,
    });
    lines.fold(f64::INFINITY, f64::min)
}

/// Prints the scene in the middle of the room.
pub fn print(sheet: &mut Sheet, map: &Map, scene: &Scene, room: &Rect, scale: f64) -> Part {
    let center = (room.center(), scene.bounds.center());
    let by = Point::new(center.0.x - center.1.x * scale, center.0.y - center.1.y * scale);
    let first = sheet.items.len();
    sheet.items.extend(scene.items.iter().map(|item| placed_item(item, scale, by)));
    let items = (first..sheet.items.len()).collect();
    Part::of(PartRole::Figure, items).saying(words::map_in_words(map, scene))
}

fn placed_item(item: &Item, scale: f64, by: Point) -> Item {
    let spine = item.spine.chunks_exact(2).flat_map(|p| {
        let place = |v: f32, by: f64| (f64::from(v) * scale + by) as f32;
        [place(p[0], by.x), place(p[1], by.y)]
    });
    Item {
        rect: placed_rect(&item.rect, scale, by),
        label: item.label.as_ref().map(|l| placed_rect(l, scale, by)),
        spine: spine.collect(),
        shapes: item.shapes.iter().map(|s| placed(s, scale, by)).collect(),
        ..item.clone()
    }
}
