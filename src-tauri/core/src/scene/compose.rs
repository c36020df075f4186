//! The whole picture of a map, and the parts of it that need nothing kept: cards, badges, heads.

use super::{
    Item, Scene, View,
    card::{self, Content},
    curve::{Curve, round},
    follow::{Memory, SHARE},
    mark::Mark,
};
use crate::{
    eval::Evaluation,
    map::{Actor, ActorId, Map, Point, RecordId, Rect, ZoneId},
};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// The picture of a map.
pub fn compose(map: &Map, evaluation: Option<&Evaluation>, view: &View) -> Scene {
    let mut memory = Memory::of(map, view, Scene::default());
    memory.draw(map, evaluation);
    memory.scene
}

/// Around all items, with room for what reaches beyond them.
pub(super) fn bounds(items: &[Item]) -> Rect {
    items.iter().map(|i| i.rect.inflate(12.0)).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// The actors' cards, in order of identity.
#[derive(Default)]
pub(super) struct Cards {
    pub ids: Vec<ActorId>,
    pub contents: Vec<Content>,
    pub rects: Vec<Rect>,
    /// The cards in each zone.
    members: BTreeMap<ZoneId, Vec<usize>>,
}

impl Cards {
    /// The cards without their places.
    pub fn of(map: &Map, view: &View) -> Cards {
        let actors: Vec<_> = map.actors.values().collect();
        let meetings = card::all_meetings(map);
        let say = |a: &&Arc<Actor>| {
            let meeting = meetings.get(&a.id).copied().unwrap_or_default();
            Content::of(a, card::is_us(map, a), view.form, meeting)
        };
        let contents = actors.par_iter().with_min_len(SHARE).map(say).collect();
        let mut members: BTreeMap<ZoneId, Vec<usize>> = BTreeMap::new();
        for (i, actor) in map.actors.values().enumerate() {
            actor.zone.into_iter().for_each(|zone| members.entry(zone).or_default().push(i));
        }
        let ids = map.actors.keys().copied().collect();
        Cards { ids, contents, rects: Vec::new(), members }
    }

    /// The cards in a zone.
    pub fn members(&self, zone: ZoneId) -> impl Iterator<Item = usize> {
        self.members.get(&zone).into_iter().flatten().copied()
    }

    /// Puts the cards where their actors stand now.
    pub fn stand(&mut self, map: &Map) {
        let missing: BTreeMap<RecordId, Point> = if map.actors.values().any(|a| a.position.is_none()) {
            super::place(map).into_iter().map(|s| (s.item, s.to)).collect()
        } else {
            BTreeMap::new()
        };
        let place = |a: &crate::map::Actor| a.position.or_else(|| missing.get(&a.id.into()).copied());
        let middles = map.actors.values().map(|a| place(a).unwrap_or_default());
        self.rects = middles.zip(&self.contents).map(|(at, content)| card::rect(at, content)).collect();
    }

    pub fn place(&self, id: ActorId) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    pub fn rect(&self, id: ActorId) -> Option<Rect> {
        self.place(id).map(|i| self.rects[i])
    }
}

/// The numbers of the top interdependencies, by whose card or flow they stand at.
pub(super) fn badges(evaluation: Option<&Evaluation>) -> BTreeMap<RecordId, Vec<u32>> {
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

/// Where the heads of a flow are.
pub(super) fn heads(curve: &Curve, mark: &Mark) -> Vec<Rect> {
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

/// The middle line of a flow.
pub(super) fn spine(curve: &Curve) -> Vec<f32> {
    let start = curve.pieces.first().map(|c| c.p0);
    let rest = curve.pieces.iter().flat_map(|c| [c.p1, c.p2, c.p3]);
    start.into_iter().chain(rest).flat_map(|p| [round(p.x) as f32, round(p.y) as f32]).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        edit::Diff,
        map::{Actor, Evidence, Flow, FlowId, Kind, Record, Zone},
        scene::{Layer, Picture, Shape, check::check, painting_order, text},
    };
    use std::sync::Arc;

    /// A map on a grid with flows between cards near and far, the same for the same seed.
    pub fn generated(actors: u32, flows: u32, seed: u32) -> Map {
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
    fn a_name_alone_stands_in_the_middle_of_a_card_as_high_as_one_with_a_fact() {
        let mut map = Map::default();
        for (n, fact) in [(1, ""), (2, "sells to hospitals")] {
            let at = Some(Point::new(0.0, 200.0 * f64::from(n)));
            map.put(Actor { position: at, fact: fact.into(), ..Actor::new(ActorId(n), "Acme") }.into());
        }
        let scene = compose(&map, None, &View::default());
        let [bare, with_fact] = &scene.items[..] else { panic!("{:?}", scene.items) };
        assert_eq!((bare.rect.w, bare.rect.h), (with_fact.rect.w, with_fact.rect.h));
        let above_middle = |item: &Item| {
            let line = item.shapes.iter().find_map(|s| if let Shape::Text(l) = s { Some(l) } else { None });
            let line = line.expect("a name");
            item.rect.center().y - (line.at.y - f64::from(line.size) * text::CAPS / 2.0)
        };
        assert!(above_middle(bare).abs() < 1.0, "{}", above_middle(bare));
        assert!(above_middle(with_fact) > 5.0);
    }

    /// The samples, by file.
    fn samples() -> impl Iterator<Item = (std::path::PathBuf, Map)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples");
        let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|e| e == "txt")).collect();
        files.sort();
        files.into_iter().map(|file| {
            let mut map = Map::default();
            let reading = crate::notation::read(&map, &std::fs::read_to_string(&file).unwrap());
            reading.diff.apply_to(&mut map);
            (file, map)
        })
    }

    #[test]
    fn no_sample_has_an_overlap() {
        let mut seen = 0;
        for (file, map) in samples() {
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

    /// Each swing of a flow beyond one sweep is hard on the eye that follows it.
    #[test]
    fn flows_of_the_samples_seldom_swing() {
        let wiggles = samples().map(|(_, map)| check(&compose(&map, None, &View::default()).items).wiggles);
        let all: Vec<usize> = wiggles.collect();
        assert!(all.iter().sum::<usize>() <= 4, "{all:?}");
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
    fn following_many_moves_gives_the_picture_that_composing_afresh_gives() {
        let mut map = generated(60, 150, 11);
        for (n, members) in [(900, 4), (901, 9)] {
            map.put(Zone { id: ZoneId(n), title: format!("Zone {n}"), area: None }.into());
            for id in 1..=members {
                let actor = Actor { zone: Some(ZoneId(n)), ..(*map.actors[&ActorId(id * 3)]).clone() };
                map.put(actor.into());
            }
        }
        let mut picture = Picture::new(&map, None, &View::default());
        let mut shown: BTreeMap<RecordId, Item> =
            picture.scene().items.iter().map(|i| (i.id, i.clone())).collect();
        let mut state = 5_u32;
        let mut draw = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % n
        };
        let evaluation = crate::eval::evaluate(&map, &crate::eval::EvalConfig::default());
        for step in 0..60 {
            let before = map.clone();
            for _ in 0..1 + draw(2) {
                let mut actor = (*map.actors[&ActorId(1 + draw(60))]).clone();
                let reach = if step % 10 == 9 { 3000 } else { 240 };
                let by = |n: u32| f64::from(n) - f64::from(reach) / 2.0;
                actor.position =
                    actor.position.map(|p| Point::new(p.x + by(draw(reach)), p.y + by(draw(reach))));
                map.put(actor.into());
            }
            let evaluation = Some(&evaluation).filter(|_| step % 7 > 2);
            let patch = picture.update(&map, evaluation, &Diff::between(&before, &map));
            let fresh = compose(&map, evaluation, &View::default());
            assert!(picture.scene() == &fresh, "step {step}");
            shown.extend(patch.changed.into_iter().map(|i| (i.id, i)));
            assert!(fresh.items.iter().all(|i| shown[&i.id] == *i), "patch {step}");
        }
    }

    #[test]
    fn following_edits_of_every_sort_gives_the_picture_that_composing_afresh_gives() {
        let mut map = generated(30, 70, 17);
        map.put(Zone { id: ZoneId(900), title: "Who pays".into(), area: None }.into());
        let mut picture = Picture::new(&map, None, &View::default());
        let mut shown: BTreeMap<RecordId, Item> =
            picture.scene().items.iter().map(|i| (i.id, i.clone())).collect();
        let evaluation = crate::eval::evaluate(&map, &crate::eval::EvalConfig::default());
        let (mut gone, mut state) = (Vec::new(), 3_u32);
        let mut draw = |n: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % n
        };
        for step in 0..80 {
            let before = map.clone();
            let (actors, flows) = (
                map.actors.keys().copied().collect::<Vec<_>>(),
                map.flows.keys().copied().collect::<Vec<_>>(),
            );
            let mut actor = (*map.actors[&actors[draw(actors.len())]]).clone();
            let mut flow = (*map.flows[&flows[draw(flows.len())]]).clone();
            match step % 8 {
                0 => {
                    let touching = map.flows.values().filter(|f| f.from == actor.id || f.to == actor.id);
                    for id in touching.map(|f| f.id).collect::<Vec<_>>() {
                        gone.extend(map.take(id.into()));
                    }
                    gone.extend(map.take(actor.id.into()));
                }
                1 => gone.extend(map.take(flow.id.into())),
                2 => gone.drain(..).for_each(|record| drop(map.put(record))),
                3 => {
                    flow.label = ["a longer label than before", "", "fee"][draw(3)].into();
                    map.put(flow.into());
                }
                4 => {
                    (flow.kind, flow.strength) = (Kind::ALL[draw(6)], Some(1 + draw(5) as u8));
                    map.put(flow.into());
                }
                5 => {
                    actor.fact = ["", "A fact that is long enough for two lines", "short"][draw(3)].into();
                    actor.zone = Some(ZoneId(900)).filter(|_| draw(2) == 0);
                    map.put(actor.into());
                }
                6 => {
                    let id = FlowId(2000 + step);
                    map.put(Flow::new(id, actor.id, actors[draw(actors.len())], Kind::Money).into());
                }
                _ => {
                    let title = format!("Who pays, {step}");
                    map.put(Zone { id: ZoneId(900), title, area: None }.into());
                }
            }
            let evaluation = Some(&evaluation).filter(|_| step % 5 > 2);
            let patch = picture.update(&map, evaluation, &Diff::between(&before, &map));
            let fresh = compose(&map, evaluation, &View::default());
            assert!(picture.scene() == &fresh, "step {step}");
            patch.removed.iter().for_each(|id| drop(shown.remove(id)));
            shown.extend(patch.changed.into_iter().map(|i| (i.id, i)));
            assert!(fresh.items.iter().all(|i| shown[&i.id] == *i), "patch {step}");
            assert_eq!(shown.len(), fresh.items.len());
        }
    }

    #[test]
    fn kinds_that_are_switched_off_are_not_drawn() {
        let map = generated(12, 24, 3);
        let scene = compose(&map, None, &View { kinds: vec![Kind::Money], ..View::default() });
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
