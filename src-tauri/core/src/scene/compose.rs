//! From map to items: cards and ground first, then the ways of flows, then their labels.

use super::{
    Ink, Item, Layer, NumberedLabel, Scene, View,
    card::{self, Content},
    curve::{Curve, round},
    grid::Grid,
    ground,
    label::{Board, Liking, Strokes},
    lanes::{self, Lane, bundles},
    mark::Mark,
    measure, words,
};
use crate::{
    eval::Evaluation,
    map::{ActorId, Flow, Map, Point, RecordId, Rect},
};
use std::collections::BTreeMap;

/// The picture of a map.
pub fn compose(map: &Map, evaluation: Option<&Evaluation>, view: &View) -> Scene {
    let badges = badges(evaluation);
    let cards = Cards::of(map);
    let areas = ground::areas(map, |id| cards.rect(id));
    let notes: Vec<Item> = map.notes.values().filter_map(|n| ground::note_item(n)).collect();
    let everything =
        areas.iter().map(|(_, r)| *r).chain(cards.rects.iter().copied()).chain(notes.iter().map(|n| n.rect));
    let area = everything.reduce(|a, b| a.union(&b)).unwrap_or_default().inflate(120.0);
    let mut solid = Grid::new(area);
    for rect in &cards.rects {
        solid.put(*rect, 60.0);
    }
    for (zone, rect) in &areas {
        solid.put(ground::title(zone, *rect).1, 60.0);
    }
    for note in &notes {
        solid.put(note.rect, 60.0);
    }
    let mut scene = Scene::default();
    scene.items.extend(areas.iter().map(|(zone, rect)| ground::zone_item(zone, *rect)));
    let zones: Vec<Rect> = areas.iter().map(|(_, r)| *r).collect();
    let ground = Ground { solid: &solid, zones: &zones, area };
    flows(&mut scene, map, view, &badges, &cards, &ground);
    for (i, id) in cards.ids.iter().enumerate() {
        let none = Vec::new();
        let ranks = badges.get(&RecordId::Actor(*id)).unwrap_or(&none);
        scene.items.push(card::item(map, &map.actors[id], &cards.contents[i], cards.rects[i], ranks));
    }
    scene.items.extend(notes);
    scene.bounds = bounds(&scene.items);
    scene
}

/// Around all items, with room for what reaches beyond them.
pub(super) fn bounds(items: &[Item]) -> Rect {
    items.iter().map(|i| i.rect.inflate(12.0)).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// The actors' cards, in order of identity.
pub(super) struct Cards {
    pub ids: Vec<ActorId>,
    pub contents: Vec<Content>,
    pub rects: Vec<Rect>,
}

impl Cards {
    fn of(map: &Map) -> Cards {
        let missing: BTreeMap<RecordId, Point> = if map.actors.values().any(|a| a.position.is_none()) {
            super::place(map).into_iter().map(|s| (s.item, s.to)).collect()
        } else {
            BTreeMap::new()
        };
        let mut cards = Cards { ids: Vec::new(), contents: Vec::new(), rects: Vec::new() };
        for actor in map.actors.values() {
            let content = Content::of(actor, card::is_us(map, actor));
            let at = actor.position.or_else(|| missing.get(&actor.id.into()).copied()).unwrap_or_default();
            cards.ids.push(actor.id);
            cards.rects.push(card::rect(at, &content));
            cards.contents.push(content);
        }
        cards
    }

    fn place(&self, id: ActorId) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    fn rect(&self, id: ActorId) -> Option<Rect> {
        self.place(id).map(|i| self.rects[i])
    }
}

/// The numbers of the top interdependencies, by whose card or flow they stand at.
fn badges(evaluation: Option<&Evaluation>) -> BTreeMap<RecordId, Vec<u32>> {
    let mut out: BTreeMap<RecordId, Vec<u32>> = BTreeMap::new();
    for top in evaluation.iter().flat_map(|e| &e.top).filter(|t| t.rank <= 5) {
        let at = match top.subject {
            RecordId::Actor(_) | RecordId::Flow(_) => Some(top.subject),
            _ => top
                .flows
                .first()
                .map(|f| RecordId::Flow(*f))
                .or(top.actors.first().map(|a| RecordId::Actor(*a))),
        };
        if let Some(at) = at {
            out.entry(at).or_default().push(top.rank);
        }
    }
    out
}

/// What flows and labels lie among.
struct Ground<'a> {
    solid: &'a Grid,
    zones: &'a [Rect],
    area: Rect,
}

fn flows(
    scene: &mut Scene,
    map: &Map,
    view: &View,
    badges: &BTreeMap<RecordId, Vec<u32>>,
    cards: &Cards,
    ground: &Ground,
) {
    let steps = measure::steps(map);
    let shown = |f: &Flow| view.kinds.is_empty() || view.kinds.contains(&f.kind);
    let mut chosen: Vec<&Flow> = Vec::new();
    let mut lanes: Vec<Lane> = Vec::new();
    for flow in map.flows.values().filter(|f| shown(f)) {
        if let (Some(from), Some(to)) = (cards.place(flow.from), cards.place(flow.to)) {
            let step = steps.of(flow);
            let assumed = flow.evidence == crate::map::Evidence::Assumed;
            lanes.push(Lane {
                from,
                to,
                mark: Mark { kind: flow.kind, step, assumed, both_ways: flow.both_ways },
            });
            chosen.push(flow);
        }
    }
    let curves = all_curves(&lanes, &cards.rects, ground.solid);
    let strokes = Strokes::new(ground.area, curves.iter().map(|(c, _)| c));
    let mut board = Board::new(ground.area, ground.solid, &strokes, ground.zones);
    for (i, (curve, _)) in curves.iter().enumerate() {
        for rect in heads(curve, &lanes[i].mark) {
            board.add_head(i, rect);
        }
    }
    for (i, flow) in chosen.iter().enumerate() {
        let (curve, liked) = &curves[i];
        let mut shapes = lanes[i].mark.shapes(&curve.pieces);
        let words = words::of(map, flow);
        let ranks = badges.get(&RecordId::Flow(flow.id)).map_or(&[][..], Vec::as_slice);
        let places: Vec<_> = (0..ranks.len())
            .map(|k| curve.place((28.0 + 20.0 * k as f64).min(curve.length() / 2.0)).0)
            .collect();
        for c in &places {
            let r = card::BADGE + 1.0;
            board.add_head(i, Rect::new(c.x - r, c.y - r, 2.0 * r, 2.0 * r));
        }
        let placed = board.place(i, curve, Ink::from(flow.kind), &words.forms, *liked);
        let number = match &placed {
            Some(placed) => placed.number,
            None => (!words.forms.is_empty()).then(|| board.next_number()),
        };
        if let Some(number) = number {
            scene.numbered.push(NumberedLabel { number, flow: flow.id, text: words.full.clone() });
        }
        let mut rect = curve.bounds().inflate(lanes[i].mark.head().1);
        if let Some(placed) = &placed {
            rect = rect.union(&placed.rect);
            shapes.extend(placed.shapes());
        }
        for (c, rank) in places.iter().zip(ranks) {
            card::badge(&mut shapes, *c, *rank);
        }
        scene.items.push(Item {
            id: flow.id.into(),
            layer: Layer::Flow,
            rect: Rect::new(round(rect.x), round(rect.y), round(rect.w), round(rect.h)),
            kind: Some(flow.kind),
            label: placed.map(|p| p.rect),
            spine: spine(curve),
            name: words.spoken,
            shapes,
        });
    }
}

/// Where the heads of a flow are.
fn heads(curve: &Curve, mark: &Mark) -> Vec<Rect> {
    let (length, half) = mark.head();
    let around = |at: f64| {
        let (c, _) = curve.place(at);
        let r = (length / 2.0).max(half) + 1.0;
        Rect::new(c.x - r, c.y - r, 2.0 * r, 2.0 * r)
    };
    let mut out = vec![around(curve.length() - length / 2.0)];
    if mark.both_ways {
        out.push(around(length / 2.0));
    }
    out
}

fn spine(curve: &Curve) -> Vec<f32> {
    let start = curve.pieces.first().map(|c| c.p0);
    let rest = curve.pieces.iter().flat_map(|c| [c.p1, c.p2, c.p3]);
    start.into_iter().chain(rest).flat_map(|p| [round(p.x) as f32, round(p.y) as f32]).collect()
}

/// A curve for each lane, in its own direction, and how far from the middle its label likes to be.
fn all_curves(all: &[Lane], cards: &[Rect], solid: &Grid) -> Vec<(Curve, Liking)> {
    let bundles = bundles(all);
    let mut loops = vec![0; cards.len()];
    for bundle in bundles.iter().filter(|b| b.a == b.b) {
        loops[bundle.a] = bundle.lanes.len();
    }
    let mut ways: Vec<_> =
        bundles.iter().map(|b| if b.a == b.b { vec![] } else { lanes::way(b, cards, solid) }).collect();
    lanes::nest(&bundles, &mut ways, cards, solid);
    let ports = lanes::ports(&bundles, &ways, cards, &loops, solid);
    let mut out = vec![(Curve::default(), Liking::default()); all.len()];
    for (i, bundle) in bundles.iter().enumerate() {
        let curves = if bundle.a == bundle.b {
            lanes::ears(bundle, &cards[bundle.a])
        } else {
            lanes::curves(bundle, &ports[i], &ways[i], cards, solid)
        };
        let count = curves.len();
        for (k, (curve, (lane, _))) in curves.into_iter().zip(&bundle.lanes).enumerate() {
            let back = all[*lane].from > all[*lane].to;
            let stagger = if count > 2 { [0.0, 0.14, -0.14][k % 3] } else { 0.0 };
            let ear = bundle.a == bundle.b;
            out[*lane] = match back {
                true => (curve.reversed(), Liking { at: -stagger, ear }),
                false => (curve, Liking { at: stagger, ear }),
            };
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::Diff,
        map::{Actor, Evidence, FlowId, Kind, Record},
        scene::{Picture, check::check, painting_order},
    };
    use std::sync::Arc;

    /// A map on a grid with flows between cards near and far, the same for the same seed.
    fn generated(actors: u32, flows: u32, seed: u32) -> Map {
        let mut state = seed;
        let mut draw = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % n
        };
        let mut map = Map::default();
        let columns = f64::from(actors).sqrt().ceil() as u32;
        for n in 0..actors {
            let mut actor = Actor::new(ActorId(n + 1), format!("Actor with number {n}"));
            let (column, row) = (f64::from(n % columns), f64::from(n / columns));
            actor.position = Some(Point::new(column * 264.0 + f64::from(draw(40)), row * 156.0));
            actor.group = draw(4) == 0;
            map.put(actor.into());
        }
        for n in 0..flows {
            let (from, to) = (ActorId(draw(actors) + 1), ActorId(draw(actors) + 1));
            let mut flow = Flow::new(FlowId(actors + n + 1), from, to, Kind::ALL[draw(6) as usize]);
            flow.label = ["claims history", "fee", "", "letter of support"][draw(4) as usize].into();
            flow.evidence = Evidence::ALL[draw(3) as usize];
            flow.strength = Some(1 + draw(5) as u8);
            map.put(flow.into());
        }
        map
    }

    #[test]
    fn nothing_overlaps_and_no_flow_runs_over_a_card() {
        for (actors, flows, seed) in [(6, 12, 1), (12, 24, 2), (20, 40, 3), (30, 60, 4), (40, 60, 5)] {
            let scene = compose(&generated(actors, flows, seed), None, &View::default());
            let report = check(&scene.items);
            assert_eq!(report.labels_on_labels, [], "{actors}/{flows}");
            assert_eq!(report.labels_on_cards, [], "{actors}/{flows}");
            assert_eq!(report.cards_on_cards, [], "{actors}/{flows}");
            assert_eq!(report.flows_over_cards, [], "{actors}/{flows}");
            assert!(report.smallest_text.is_some_and(|s| s >= 11.0));
        }
    }

    #[test]
    fn no_sample_has_an_overlap() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
            if file.extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let mut map = Map::default();
            let reading = crate::notation::read(&map, &std::fs::read_to_string(&file).unwrap());
            reading.diff.apply_to(&mut map);
            let report = check(&compose(&map, None, &View::default()).items);
            let counts = [
                report.cards_on_cards.len(),
                report.labels_on_labels.len(),
                report.labels_on_cards.len(),
                report.labels_on_titles.len(),
                report.flows_over_cards.len(),
                report.missing.len(),
            ];
            assert_eq!(counts, [0; 6], "{}", file.display());
            seen += 1;
        }
        assert_eq!(seen, 6);
    }

    #[test]
    fn every_flow_is_drawn_once_and_ends_at_its_cards() {
        let map = generated(20, 40, 7);
        let scene = compose(&map, None, &View::default());
        let card = |id: ActorId| scene.items.iter().find(|i| i.id == id.into()).unwrap().rect.inflate(0.1);
        for flow in map.flows.values() {
            let items: Vec<_> = scene.items.iter().filter(|i| i.id == flow.id.into()).collect();
            let spine = &items[0].spine;
            let end = |at: usize| Point::new(f64::from(spine[at]), f64::from(spine[at + 1]));
            assert_eq!(items.len(), 1);
            assert!(card(flow.from).contains(end(0)), "{:?} {:?}", card(flow.from), end(0));
            assert!(card(flow.to).contains(end(spine.len() - 2)));
        }
    }

    #[test]
    fn a_followed_edit_gives_the_picture_that_composing_afresh_gives() {
        let mut map = generated(20, 40, 9);
        let mut picture = Picture::new(&map, None, &View::default());
        let mut actor = (*map.actors[&ActorId(7)]).clone();
        actor.position = actor.position.map(|p| Point::new(p.x + 30.0, p.y + 20.0));
        let before = map.clone();
        map.put(Record::Actor(Arc::new(actor)));
        let patch = picture.update(&map, None, &Diff::between(&before, &map));
        assert_eq!(picture.scene(), &compose(&map, None, &View::default()));
        assert!(patch.removed.is_empty());
        assert!(patch.changed.iter().any(|i| i.id == ActorId(7).into()));
        assert!(patch.changed.iter().filter(|i| i.layer == Layer::Card).count() == 1);
    }

    #[test]
    fn kinds_that_are_switched_off_are_not_drawn() {
        let map = generated(12, 24, 3);
        let scene = compose(&map, None, &View { kinds: vec![Kind::Money] });
        let drawn = scene.items.iter().filter(|i| i.layer == Layer::Flow);
        assert!(drawn.clone().count() > 0 && drawn.clone().all(|i| i.kind == Some(Kind::Money)));
    }

    #[test]
    fn labels_are_painted_after_all_strokes() {
        let scene = compose(&generated(12, 24, 3), None, &View::default());
        let painted = painting_order(&scene.items);
        let label = painted.iter().position(|i| i.layer == Layer::Flow && i.label.is_some()).unwrap();
        assert!(painted[label..].iter().all(|i| i.layer != Layer::Flow || i.label.is_some()));
        let shapes = |items: &[Item]| items.iter().map(|i| i.shapes.len()).sum::<usize>();
        assert_eq!(shapes(&painted), shapes(&scene.items));
    }
}
