//! The map on the page: scaled to the room there is, never above a comfortable size, and how small its text
//! becomes.

use super::{
    Part, PartRole, Sheet,
    block::{extent, placed, placed_rect},
    frame::Frame,
};
use crate::{
    map::{Point, Rect},
    scene::{Item, Layer, Scene, Shape, painting_order},
};

/// Points for a map unit on A4 at which the text of a card is as large as the page's own.
const COMFORTABLE: f64 = 0.75;

/// Around all marks of a scene: closer than its bounds, which leave room for hands and pointers.
pub fn marks(scene: &Scene) -> Rect {
    around(&scene.items).unwrap_or(scene.bounds.inflate(LINE))
}

/// The same of some items; of none nothing.
pub fn around(items: &[Item]) -> Option<Rect> {
    // A card's badges reach beyond its rectangle, a flow's handles beyond its curve.
    let marks = |i: &Item| if i.layer == Layer::Flow { i.rect } else { extent(&i.shapes).union(&i.rect) };
    let all = items.iter().map(marks).reduce(|a, b| a.union(&b));
    all.map(|r| r.inflate(LINE))
}

/// Half the widest line at a scene's edge, in map units.
const LINE: f64 = 1.5;

/// The scale at which the marks of a scene fit into the room.
pub fn scale(marks: &Rect, room: &Rect, frame: &Frame) -> f64 {
    let Rect { w, h, .. } = *marks;
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

/// Prints the items of a scene, which has its marks in `marks`, in the middle of the room.
pub fn print(sheet: &mut Sheet, items: &[Item], marks: &Rect, room: &Rect, scale: f64) -> Part {
    let center = (room.center(), marks.center());
    let by = Point::new(center.0.x - center.1.x * scale, center.0.y - center.1.y * scale);
    let first = sheet.items.len();
    sheet.items.extend(painting_order(items).iter().map(|item| placed_item(item, scale, by)));
    Part::of(PartRole::Figure, (first..sheet.items.len()).collect())
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
