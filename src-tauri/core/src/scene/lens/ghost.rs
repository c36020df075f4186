//! A scenario laid over the picture of the map as it is: what is gone faint, dashed and struck through, what
//! is changed or new marked with a word or with its numbers.
//!
//! Window and page paint what comes from here as it is.

use super::{LensCard, LensFlow, card, paint};
use crate::{
    edit::Differences,
    eval::Evaluation,
    language,
    map::{Flow, Map, Point, RecordId, Rect, short_money},
    scene::{Ink, Item, Layer, Segment, Shape, Stroke, TextLine, View, card::SMALL, compose, text},
};
use std::collections::BTreeSet;

/// What looks different of `items`, the picture of `map`, when `over` is what the map would be: the same items
/// marked, and those that are new.
pub fn ghosted(
    items: &[Item],
    map: &Map,
    evaluation: &Evaluation,
    over: &Map,
    differences: &Differences,
) -> Vec<Item> {
    let there: BTreeSet<RecordId> = differences.removed.iter().chain(&differences.changed).copied().collect();
    let mut found: Vec<Item> = items.iter().filter(|i| there.contains(&i.id)).cloned().collect();
    if !differences.added.is_empty() {
        let scene = compose(&with_added(map, over, differences), Some(evaluation), &View::default());
        found.extend(scene.items.into_iter().filter(|i| differences.added.contains(&i.id)));
    }
    mark(&mut found, items, map, over, differences);
    found
}

/// The map as it is, and on it what would be new.
pub fn with_added(map: &Map, over: &Map, differences: &Differences) -> Map {
    let mut both = map.clone();
    for record in differences.added.iter().filter_map(|id| over.get(*id)) {
        both.put(record);
    }
    both
}

/// Marks on items of a picture of both, see [`with_added`], what is gone, new and changed. Words keep off each
/// other and off what is written in the picture, `all` of it.
pub fn mark(items: &mut [Item], all: &[Item], map: &Map, over: &Map, differences: &Differences) {
    for item in items.iter_mut() {
        let word = if differences.removed.contains(&item.id) {
            strike(item);
            sayable!("gone")
        } else if differences.added.contains(&item.id) {
            sayable!("new")
        } else if differences.changed.contains(&item.id) {
            sayable!("changed")
        } else {
            continue;
        };
        match item.id {
            RecordId::Actor(id) => {
                let ink = if word == "gone" { Ink::Card } else { Ink::Step1 };
                let words = longer(map, over, item.id).unwrap_or_else(|| language::of(word).into());
                paint::paint_card(item, &LensCard { bar: None, ..card(id, ink, None, &words) });
            }
            RecordId::Flow(id) => {
                let (old, new) = (map.flows.get(&id), over.flows.get(&id));
                // With an actor that is gone its flows go without saying.
                let says_itself = word != "gone"
                    || old.is_some_and(|f| [f.from, f.to].iter().all(|a| over.actors.contains_key(a)));
                let words = old.zip(new).and_then(|(old, new)| moved(map, old, new));
                let words =
                    words.or_else(|| longer(map, over, item.id)).unwrap_or_else(|| language::of(word).into());
                let text = says_itself.then(|| text::line(&words, SMALL, true, Ink::Text));
                let band = if word == "gone" { Ink::Paper } else { Ink::Step2 };
                paint::paint_flow(item, &LensFlow { flow: id, band: Some(band), part: 1.0, text });
            }
            _ => {}
        }
    }
    set_apart(items, all, differences);
}

/// Gives the plates of marked items room; a word that repeats what a flow's band says goes where there is none.
fn set_apart(items: &mut [Item], all: &[Item], differences: &Differences) {
    let mut taken: Vec<Rect> = all.iter().chain(&*items).flat_map(written).collect();
    let said_anyway = ["gone", "new", "changed"].map(language::of);
    let is_marked = |item: &Item| differences.include(item.id) && paint::plate_of(item).is_some();
    let mut order: Vec<usize> = (0..items.len()).filter(|i| is_marked(&items[*i])).collect();
    let is_word = |item: &Item| matches!(item.shapes.last(), Some(Shape::Text(t)) if said_anyway.contains(&t.text.as_str()));
    // Cards first, whose words must stay at them; then numbers before words.
    order.sort_by_key(|i| (items[*i].layer == Layer::Flow, is_word(&items[*i])));
    for i in order {
        let item = &mut items[i];
        let Some(plate) = paint::plate_of(item) else { continue };
        let on = |place: &Rect| {
            let covered = |r: &Rect| {
                let (w, h) = (
                    place.right().min(r.right()) - place.x.max(r.x),
                    place.bottom().min(r.bottom()) - place.y.max(r.y),
                );
                w.max(0.0) * h.max(0.0)
            };
            let own = item.layer == Layer::Card;
            taken.iter().filter(|r| !(own && **r == item.rect)).map(covered).sum::<f64>()
        };
        let places = places(item, plate);
        let best = places.into_iter().map(|p| (on(&p), p)).reduce(|a, b| if b.0 < a.0 { b } else { a });
        match best {
            Some((covered, _)) if covered > 0.0 && item.layer == Layer::Flow && is_word(item) => {
                paint::drop_plate(item);
            }
            Some((_, place)) => {
                paint::move_plate(item, place);
                taken.push(place);
            }
            None => {}
        }
    }
}

/// What is written in an item; a card and a note as a whole.
fn written(item: &Item) -> Vec<Rect> {
    match item.layer {
        Layer::Card | Layer::Note => vec![item.rect],
        Layer::Flow => item.label.into_iter().collect(),
        _ => item.shapes.iter().filter_map(line_of).collect(),
    }
}

fn line_of(shape: &Shape) -> Option<Rect> {
    let Shape::Text(t) = shape else { return None };
    let size = f64::from(t.size);
    Some(Rect::new(t.at.x, t.at.y - size * 0.8, f64::from(t.width), size))
}

/// Where an item's plate may stand, where it is first.
fn places(item: &Item, plate: Rect) -> Vec<Rect> {
    let at = |x: f64, y: f64| Rect { x, y, ..plate };
    let mut places = vec![plate];
    let mut around = |r: Rect, above: f64, below: f64| {
        for y in [above, below] {
            places.extend([r.right() - plate.w, r.x, r.x + (r.w - plate.w) / 2.0].map(|x| at(x, y)));
        }
    };
    if item.layer == Layer::Card {
        let r = item.rect;
        around(r, r.y - plate.h * 0.75, r.bottom() - plate.h * 0.25);
        return places;
    }
    if let Some(r) = item.label {
        around(r, r.y - plate.h, r.bottom());
        places.extend([r.right(), r.x - plate.w].map(|x| at(x, r.y + (r.h - plate.h) / 2.0)));
    }
    let points = item.spine.chunks_exact(2).map(|p| (f64::from(p[0]), f64::from(p[1]))).collect::<Vec<_>>();
    // Every third is on the curve; those between lead it.
    for piece in points.windows(4).step_by(3) {
        for t in [0.5, 0.25, 0.75] {
            let u: f64 = 1.0 - t;
            let mix = |of: fn(&(f64, f64)) -> f64| {
                let p: Vec<f64> = piece.iter().map(of).collect();
                u * u * u * p[0] + 3.0 * u * u * t * p[1] + 3.0 * u * t * t * p[2] + t * t * t * p[3]
            };
            places.push(at(mix(|p| p.0) - plate.w / 2.0, mix(|p| p.1) - plate.h / 2.0));
        }
    }
    places
}

/// "$300k → $150k a year", where a flow's amount is another.
fn moved(map: &Map, old: &Flow, new: &Flow) -> Option<String> {
    let (was, is) = (old.yearly(&map.info)?, new.yearly(&map.info)?);
    let told = |amount: f64| short_money(amount.round(), &map.info.currency);
    (told(was) != told(is)).then(|| say!("{was} \u{2192} {is} a year", was = told(was), is = told(is)))
}

/// "30 days longer", where something takes longer.
fn longer(map: &Map, over: &Map, id: RecordId) -> Option<String> {
    let days = |map: &Map| match id {
        RecordId::Actor(id) => map.actors.get(&id).map(|a| a.dwell_days.unwrap_or(0.0)),
        RecordId::Flow(id) => map.flows.get(&id).map(|f| f.delay_days.unwrap_or(0.0)),
        _ => None,
    };
    let more = days(over)? - days(map)?;
    let n = more.abs().round();
    let said = || if more > 0.0 { say!("{n} days longer", n) } else { say!("{n} days sooner", n) };
    (more.abs() > 0.5).then(said)
}

/// Faint, dashed, and its words struck through.
fn strike(item: &mut Item) {
    let mut lines = Vec::new();
    let of_flow = item.layer == Layer::Flow;
    for shape in &mut item.shapes {
        match shape {
            Shape::Path { fill, stroke, .. } => {
                if let Some(fill) = fill {
                    *fill = match *fill {
                        Ink::Paper => Ink::Paper,
                        // Under a number or a letter, which stays as readable as quiet text is.
                        Ink::Accent | Ink::Red | Ink::Yellow | Ink::Green => Ink::Quiet,
                        _ => Ink::Edge,
                    };
                }
                stroke.iter_mut().for_each(faint);
            }
            Shape::Box { stroke, .. } => stroke.iter_mut().for_each(faint),
            Shape::Icon { ink, .. } => *ink = Ink::Quiet,
            Shape::Text(line) => {
                line.ink = match line.ink {
                    Ink::Fact => Ink::Fact,
                    Ink::OnAccent => Ink::Paper,
                    _ => Ink::Quiet,
                };
                if line.bold || of_flow {
                    lines.push(through(line));
                }
            }
        }
    }
    item.shapes.extend(lines);
}

fn faint(stroke: &mut Stroke) {
    *stroke = Stroke { ink: Ink::Edge, width: stroke.width.min(1.5), dash: vec![3.0, 4.0], round: false };
}

fn through(line: &TextLine) -> Shape {
    let y = line.at.y - f64::from(line.size) * 0.3;
    let path = vec![
        Segment::Move { p: Point::new(line.at.x, y) },
        Segment::Line { p: Point::new(line.at.x + f64::from(line.width), y) },
    ];
    Shape::Path {
        path,
        fill: None,
        stroke: Some(Stroke { ink: Ink::Quiet, width: 1.2, dash: vec![], round: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{ActorId, FlowId};

    const FLOW: FlowId = FlowId(9);

    /// A level flow of 400 with its label in the middle, marked with some words.
    fn marked(words: &str) -> Item {
        let mut item = Item {
            id: FLOW.into(),
            layer: Layer::Flow,
            rect: Rect::new(0.0, -20.0, 400.0, 40.0),
            kind: None,
            label: Some(Rect::new(170.0, -8.0, 60.0, 16.0)),
            spine: vec![0.0, 0.0, 133.0, 0.0, 267.0, 0.0, 400.0, 0.0],
            name: String::new(),
            shapes: vec![],
        };
        let text = Some(text::line(words, SMALL, true, Ink::Text));
        paint::paint_flow(&mut item, &LensFlow { flow: FLOW, band: Some(Ink::Step2), part: 1.0, text });
        item
    }

    fn card(rect: Rect) -> Item {
        Item { id: ActorId(1).into(), layer: Layer::Card, rect, label: None, shapes: vec![], ..marked("") }
    }

    /// Where the words stand once they have been set apart from a picture.
    fn place(words: &str, all: &[Item]) -> Option<Rect> {
        let mut items = [marked(words)];
        let differences = Differences { changed: vec![FLOW.into()], ..Differences::default() };
        set_apart(&mut items, all, &differences);
        paint::plate_of(&items[0])
    }

    #[test]
    fn words_on_a_flow_stay_where_nothing_is_written() {
        assert_eq!(place("30 days longer", &[]), paint::plate_of(&marked("30 days longer")));
    }

    #[test]
    fn words_on_a_flow_go_where_neither_a_card_nor_its_own_label_is() {
        let first = paint::plate_of(&marked("30 days longer")).unwrap();
        let card = card(first.inflate(6.0));
        let place = place("30 days longer", std::slice::from_ref(&card)).unwrap();
        assert!(!place.overlaps(&card.rect), "{place:?}");
        assert!(!place.overlaps(&marked("").label.unwrap()), "{place:?}");
    }

    #[test]
    fn two_marked_flows_do_not_stand_on_one_another() {
        let mut items = [marked("30 days longer"), Item { id: FlowId(10).into(), ..marked("3 days sooner") }];
        let changed = vec![FLOW.into(), FlowId(10).into()];
        set_apart(&mut items, &[], &Differences { changed, ..Differences::default() });
        let [one, other] = items.each_ref().map(|i| paint::plate_of(i).unwrap());
        assert!(!one.overlaps(&other), "{one:?} {other:?}");
    }

    #[test]
    fn only_a_word_that_the_band_says_anyway_is_left_out_where_there_is_no_room() {
        let everywhere = [card(Rect::new(-500.0, -500.0, 1500.0, 1000.0))];
        assert_eq!(place(language::of(sayable!("changed")), &everywhere), None);
        assert!(place("30 days longer", &everywhere).is_some());
    }
}
