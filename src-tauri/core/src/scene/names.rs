//! Names for a room: where a map is shown so small that its cards cannot be read from the back, each name and
//! label stands once more, at the size asked for, on a plate of its own over its card or curve.
//!
//! Plates never overlap. A name that finds no room is left out, the least linked actors first; so is a label.
//! Knows nothing of windows: the size comes in map units.

use super::{
    Ink, Item, Layer, Shape, Stroke, TextLine, card,
    text::{self, Wrapped},
    words,
};
use crate::map::{ActorId, FlowId, Map, Point, RecordId, Rect, ZoneId};
use serde::Deserialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which names are wanted, and how large.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct NamesAsked {
    /// Size of the letters, in map units.
    pub size: f64,
    /// Actors, flows and zones; the others stay without.
    pub items: Vec<RecordId>,
    /// What is seen of the map: plates lie within.
    pub area: Rect,
}

/// Widths of a plate to be tried, in letters' sizes.
const WIDTHS: [f64; 4] = [9.0, 6.5, 13.0, 18.0];
/// Lines of a name at most, and of a label.
const LINES: usize = 3;
/// Around the letters, in letters' sizes.
const PAD: f64 = 0.35;
/// Between two plates, in letters' sizes.
const GAP: f64 = 0.2;
/// Size of labels and titles, in names' sizes.
const LABEL: f64 = 0.85;
/// Sizes beyond these are nobody's window.
const SIZES: std::ops::RangeInclusive<f64> = 1.0..=2000.0;

/// The plates that find room, in painting order; `items` is the picture of `map`.
pub fn names(map: &Map, items: &[Item], asked: &NamesAsked) -> Vec<Item> {
    if !SIZES.contains(&asked.size) {
        return Vec::new();
    }
    let drawn: BTreeMap<RecordId, &Item> = items.iter().map(|item| (item.id, item)).collect();
    let wanted: Vec<&Item> = asked.items.iter().filter_map(|id| drawn.get(id).copied()).collect();
    // Where no names are wanted, no card gives way to a label.
    let kept = wanted.iter().copied().filter(|i| i.layer == Layer::Card);
    let mut cards: Vec<Rect> = kept.map(|i| i.rect).collect();
    if cards.is_empty() {
        cards.extend(items.iter().filter(|i| i.layer == Layer::Card).map(|i| i.rect));
    }
    let mut wall = Wall { size: asked.size, area: asked.area, cards, taken: Vec::new() };
    let mut plates = Vec::new();
    for id in linked_first(map, &wanted) {
        plates.extend(drawn.get(&id.into()).and_then(|item| wall.name(map, id, item)));
    }
    for item in &wanted {
        match item.id {
            RecordId::Zone(id) => plates.extend(wall.title(map, id, item)),
            RecordId::Flow(id) => plates.extend(wall.label(map, id, item)),
            _ => {}
        }
    }
    plates
}

/// The actors wanted: ourselves, then those with the most flows.
fn linked_first(map: &Map, wanted: &[&Item]) -> Vec<ActorId> {
    let mut flows: BTreeMap<ActorId, usize> = BTreeMap::new();
    for end in map.flows.values().flat_map(|f| [f.from, f.to]) {
        *flows.entry(end).or_default() += 1;
    }
    let mut actors: Vec<ActorId> = wanted
        .iter()
        .filter_map(|item| if let RecordId::Actor(id) = item.id { Some(id) } else { None })
        .collect();
    let ours = |id: &ActorId| map.actors.get(id).is_some_and(|a| card::is_us(map, a));
    actors.sort_by_key(|id| (!ours(id), std::cmp::Reverse(flows.get(id).copied().unwrap_or(0)), *id));
    actors
}

/// Where plates are hung.
struct Wall {
    size: f64,
    area: Rect,
    /// Middles of cards stay free of foreign plates: a name is never taken for a neighbour's.
    cards: Vec<Rect>,
    taken: Vec<Rect>,
}

impl Wall {
    fn name(&mut self, map: &Map, id: ActorId, item: &Item) -> Option<Item> {
        let actor = map.actors.get(&id)?;
        let name = actor.name.trim();
        let around = item.rect.center();
        let (rect, lines) = WIDTHS.iter().find_map(|width| {
            let lines = text::wrapped(name, self.size, true, width * self.size, LINES);
            let rect = self.free(name, &lines, &near(around, &lines, self.size), Some(item.rect))?;
            Some((rect, lines))
        })?;
        let edge = if card::is_us(map, actor) { (Ink::Text, 0.14) } else { (Ink::Edge, 0.06) };
        if item.rect.covers(&rect) {
            // The card itself is the plate.
            let mut plate = self.hang(item, rect, &lines, Ink::Text, Ink::Card, edge);
            plate.shapes.remove(0);
            return Some(plate);
        }
        // A card that looks out from under its plate would seem to be another.
        let whole = rect.union(&item.rect);
        let rect = if self.has_room(&whole, Some(item.rect)) { whole } else { rect };
        Some(self.hang(item, rect, &lines, Ink::Text, Ink::Card, edge))
    }

    /// A zone's title, along its upper edge.
    fn title(&mut self, map: &Map, id: ZoneId, item: &Item) -> Option<Item> {
        let title = map.zones.get(&id)?.title.trim();
        let size = self.size * LABEL;
        let lines = text::wrapped(title, size, true, item.rect.w.max(6.5 * size), 1);
        let (w, h) = self.outer(&lines);
        let along = [w / 2.0, item.rect.w / 2.0, item.rect.w - w / 2.0];
        let down = [h / 2.0, 0.0, -h / 2.0];
        let places: Vec<Point> =
            down.iter().flat_map(|y| along.map(|x| Point::new(item.rect.x + x, item.rect.y + y))).collect();
        let rect = self.free(title, &lines, &places, None)?;
        Some(self.hang(item, rect, &lines, Ink::Quiet, Ink::Zone, (Ink::ZoneEdge, 0.06)))
    }

    /// What stands on a flow, in the fullest form that finds room on its curve.
    fn label(&mut self, map: &Map, id: FlowId, item: &Item) -> Option<Item> {
        let places = along(&item.spine);
        // From far the short form says more than what tells two flows apart.
        let words = words::of(map, map.flows.get(&id)?, false);
        let (rect, lines) = words.forms.iter().find_map(|form| {
            let lines = text::wrapped(form, self.size * LABEL, false, 9.0 * self.size, 2);
            Some((self.free(form, &lines, &places, None)?, lines))
        })?;
        let ink = item.kind.map_or(Ink::Text, Ink::from);
        Some(self.hang(item, rect, &lines, ink, Ink::Paper, (ink, 0.04)))
    }

    /// Width and height of a plate with these lines on it.
    fn outer(&self, lines: &Wrapped) -> (f64, f64) {
        (lines.width() + 2.0 * PAD * self.size, lines.height() + PAD * self.size)
    }

    /// The first of the places where a plate fits, if the lines say all of the text.
    fn free(&self, text: &str, lines: &Wrapped, places: &[Point], own: Option<Rect>) -> Option<Rect> {
        if text.is_empty() || !lines.is_whole(text) {
            return None;
        }
        let (w, h) = self.outer(lines);
        let at = |p: &Point| Rect::new(p.x - w / 2.0, p.y - h / 2.0, w, h);
        places.iter().map(at).find(|rect| self.has_room(rect, own))
    }

    /// Whether a plate, of the card `own` or of none, may hang there.
    fn has_room(&self, rect: &Rect, own: Option<Rect>) -> bool {
        let near = rect.inflate(GAP * self.size);
        self.area.covers(rect)
            && !self.taken.iter().any(|other| other.overlaps(&near))
            && !self.cards.iter().any(|c| match own {
                Some(own) => *c != own && rect.contains(c.center()),
                None => c.overlaps(rect),
            })
    }

    fn hang(
        &mut self,
        item: &Item,
        rect: Rect,
        lines: &Wrapped,
        ink: Ink,
        fill: Ink,
        edge: (Ink, f64),
    ) -> Item {
        self.taken.push(rect);
        let stroke = Stroke { ink: edge.0, width: (edge.1 * self.size) as f32, dash: vec![], round: false };
        let radius = (0.4 * self.size) as f32;
        let mut shapes = vec![Shape::Box { rect, radius, fill: Some(fill), stroke: Some(stroke) }];
        let (height, mut lines) = (lines.height(), lines.lines(ink));
        let top = rect.y + (rect.h - height) / 2.0;
        text::stack(&mut lines, Point::new(rect.x, top));
        shapes.extend(lines.into_iter().map(|line| {
            let x = rect.x + (rect.w - f64::from(line.width)) / 2.0;
            Shape::Text(TextLine { at: Point::new(x, line.at.y), ..line })
        }));
        // Plates lie over all cards, whatever they are of.
        Item { layer: Layer::Card, rect, label: None, spine: vec![], shapes, ..item.clone() }
    }
}

/// Middles of plates about a card's middle, which each of them covers.
fn near(at: Point, lines: &Wrapped, size: f64) -> Vec<Point> {
    let (x, y) = (0.4 * lines.width(), 0.4 * lines.height() + 0.1 * size);
    let steps = [(0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 0.0)];
    let corners = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];
    steps.iter().chain(&corners).map(|(a, b)| Point::new(at.x + a * x, at.y + b * y)).collect()
}

/// Places along a curve, from its middle outwards.
fn along(spine: &[f32]) -> Vec<Point> {
    let pieces = spine.len().saturating_sub(2) / 6;
    let steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
    steps.iter().filter(|_| pieces > 0).map(|t| on_spine(spine, pieces, *t)).collect()
}

fn on_spine(spine: &[f32], pieces: usize, t: f64) -> Point {
    let at = t * pieces as f64;
    let piece = (at.floor() as usize).min(pieces - 1);
    let (t, from) = (at - piece as f64, piece * 6);
    let axis = |offset: usize| {
        let p = |n: usize| f64::from(spine[from + offset + 2 * n]);
        let s = 1.0 - t;
        s * s * s * p(0) + 3.0 * s * s * t * p(1) + 3.0 * s * t * t * p(2) + t * t * t * p(3)
    };
    Point::new(axis(0), axis(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{View, compose};

    fn read(text: &str) -> Map {
        let mut map = Map::default();
        crate::notation::read(&map, text).diff.apply_to(&mut map);
        map
    }

    /// Actors in rows, each linked to the next.
    fn rows(columns: usize, count: usize, step: (f64, f64)) -> Map {
        let mut text = String::new();
        for n in 0..count {
            let (x, y) = ((n % columns) as f64 * step.0, (n / columns) as f64 * step.1);
            text += &format!("Partner company {n} {{at {x} {y}}}\n");
        }
        for n in 1..count {
            text += &format!("Partner company {} -money {n}k/y-> Partner company {n}\n", n - 1);
        }
        read(&text)
    }

    fn plates(map: &Map, size: f64) -> Vec<Item> {
        let scene = compose(map, None, &View::default());
        let items = scene.items.iter().map(|i| i.id).collect();
        let area = scene.bounds.inflate(40.0);
        names(map, &scene.items, &NamesAsked { size, items, area })
    }

    fn count(plates: &[Item], wanted: fn(&RecordId) -> bool) -> usize {
        plates.iter().filter(|p| wanted(&p.id)).count()
    }

    #[test]
    fn every_name_of_a_map_with_room_is_shown_at_the_size_asked_for() {
        let map = rows(4, 12, (320.0, 200.0));
        let plates = plates(&map, 26.0);
        assert_eq!(count(&plates, |id| matches!(id, RecordId::Actor(_))), 12);
        for line in plates.iter().flat_map(|p| &p.shapes).filter_map(|s| match s {
            Shape::Text(line) => Some(line),
            _ => None,
        }) {
            assert!(f64::from(line.size) >= 26.0 * LABEL - 1e-3, "{} is {}", line.text, line.size);
        }
    }

    #[test]
    fn plates_never_overlap_and_each_name_covers_its_own_card_alone() {
        let map = rows(9, 63, (200.0, 100.0));
        let scene = compose(&map, None, &View::default());
        let plates = plates(&map, 44.0);
        // Too dense for all of them, not for some.
        let named = count(&plates, |id| matches!(id, RecordId::Actor(_)));
        assert!((8..63).contains(&named), "{named}");
        for (n, a) in plates.iter().enumerate() {
            assert!(plates[n + 1..].iter().all(|b| !a.rect.overlaps(&b.rect)), "{} overlaps", a.name);
        }
        let cards = || scene.items.iter().filter(|i| i.layer == Layer::Card);
        for plate in plates.iter().filter(|p| matches!(p.id, RecordId::Actor(_))) {
            let covered: Vec<_> = cards().filter(|c| plate.rect.contains(c.rect.center())).collect();
            assert_eq!(covered.iter().map(|c| c.id).collect::<Vec<_>>(), [plate.id]);
        }
    }

    #[test]
    fn no_card_looks_out_from_under_its_plate() {
        let map = rows(4, 12, (320.0, 200.0));
        let scene = compose(&map, None, &View::default());
        for plate in plates(&map, 30.0) {
            let card = scene.items.iter().find(|i| i.layer == Layer::Card && i.id == plate.id);
            let whole = |card: &Item| plate.rect.covers(&card.rect) || card.rect.covers(&plate.rect);
            assert!(card.is_none_or(whole), "{}", plate.name);
        }
    }

    #[test]
    fn plates_lie_within_what_is_seen() {
        let map = rows(9, 63, (200.0, 100.0));
        let area = compose(&map, None, &View::default()).bounds.inflate(40.0);
        for plate in plates(&map, 44.0) {
            assert!(area.covers(&plate.rect), "{}", plate.name);
        }
    }

    #[test]
    fn as_many_are_named_wherever_a_window_begins() {
        let map = rows(2, 4, (320.0, 200.0));
        let scene = compose(&map, None, &View::default());
        let items: Vec<_> = scene.items.iter().map(|i| i.id).collect();
        for n in 1..40 {
            // A camera stands anywhere: sums of such numbers are not exact.
            let area = scene.bounds.inflate(40.0 + f64::from(n) / 7.0);
            let plates = names(&map, &scene.items, &NamesAsked { size: 26.0, items: items.clone(), area });
            assert_eq!(count(&plates, |id| matches!(id, RecordId::Actor(_))), 4, "{area:?}");
        }
    }

    #[test]
    fn ourselves_and_the_most_linked_are_named_first() {
        let mut text = String::from("us Hub\nHub {at 0 0}\n");
        for n in 0..8 {
            text += &format!("Somebody very long winded {n} {{at {} 70}}\n", n * 10);
            text += &format!("Hub -trust 3-> Somebody very long winded {n}\n");
        }
        let map = read(&text);
        let first = plates(&map, 60.0).first().map(|p| p.name.clone());
        assert_eq!(first.as_deref(), Some("Hub"));
    }

    #[test]
    fn a_size_that_is_no_number_gives_nothing() {
        let map = rows(2, 2, (300.0, 100.0));
        assert!(plates(&map, f64::NAN).is_empty() && plates(&map, 0.0).is_empty());
    }
}
