use super::super::{Item, Layer, Picture, View, check::check, compose, compose::tests::generated};
use crate::{
    edit::Diff,
    map::{Actor, ActorId, Evidence, Flow, FlowId, Map, Note, NoteId, Point, RecordId, Rect, Zone, ZoneId},
};
use std::collections::{BTreeMap, BTreeSet};

type Items = BTreeMap<RecordId, Item>;

fn items(picture: &Picture) -> Items {
    picture.scene().items.iter().map(|i| (i.id, i.clone())).collect()
}

/// Numbers that look drawn, the same each time.
fn drawn(seed: u32) -> impl FnMut(u32) -> u32 {
    let mut state = seed;
    move |n| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % n
    }
}

fn moved(map: &mut Map, id: ActorId, by: (f64, f64)) -> Diff {
    let before = map.clone();
    let actor = &map.actors[&id];
    let position = actor.position.map(|p| Point::new(p.x + by.0, p.y + by.1));
    map.put(Actor { position, ..(**actor).clone() }.into());
    Diff::between(&before, map)
}

/// A map with two zones that hug their members and a note.
fn furnished(actors: u32, flows: u32, seed: u32) -> Map {
    let mut map = generated(actors, flows, seed);
    for (n, members) in [(900, 4), (901, 9)] {
        map.put(Zone { id: ZoneId(n), title: format!("Zone {n}"), area: None }.into());
        for id in 1..=members {
            let actor = Actor { zone: Some(ZoneId(n)), ..(*map.actors[&ActorId(id * 3)]).clone() };
            map.put(actor.into());
        }
    }
    map.put(note(Point::new(390.0, 230.0)).into());
    map
}

fn note(at: Point) -> Note {
    Note { id: NoteId(950), text: "ask them again".into(), position: Some(at), parked: false }
}

/// Whether a flow's stroke comes as near to a rectangle as `near`.
fn runs_over(flow: &Item, rect: Rect, near: f64) -> bool {
    let p = |at: usize| kurbo::Point::new(f64::from(flow.spine[at]), f64::from(flow.spine[at + 1]));
    let wide = rect.inflate(near);
    (2..flow.spine.len().saturating_sub(5)).step_by(6).any(|at| {
        let piece = kurbo::CubicBez::new(p(at - 2), p(at), p(at + 2), p(at + 4));
        (0..=200).any(|t| {
            let at = kurbo::ParamCurve::eval(&piece, f64::from(t) / 200.0);
            at.x > wide.x && at.x < wide.right() && at.y > wide.y && at.y < wide.bottom()
        })
    })
}

#[test]
fn what_moves_moves_only_flows_that_hang_on_it_and_what_it_runs_over() {
    let mut still = 0;
    for seed in 1..3 {
        let mut map = furnished(40, 100, seed);
        let mut picture = Picture::new(&map, None, &View::default());
        let mut draw = drawn(seed);
        for step in 0..120 {
            let id = ActorId(1 + (step / 30) * 7);
            let before = items(&picture);
            let diff = moved(&mut map, id, (f64::from(draw(40)) - 8.0, f64::from(draw(30)) - 12.0));
            let patch = picture.follow(&map, None, &diff);
            let now = items(&picture);
            let stands: Vec<Rect> = now
                .values()
                .filter(|i| *i != &before[&i.id] && i.layer != Layer::Flow)
                .flat_map(|i| if i.layer == Layer::Zone { vec![top(i)] } else { vec![i.rect] })
                .collect();
            let hit = |i: &Item, near: f64| stands.iter().any(|r| runs_over(i, *r, near));
            let covered = |r: Rect| stands.iter().any(|s| s.inflate(1.1).overlaps(&r));
            for flow in map.flows.values() {
                let (was, is) = (&before[&flow.id.into()], &now[&flow.id.into()]);
                let given = flow.from == id || flow.to == id || beside(&map, flow, &before, &|i| hit(i, 1.3));
                let seeks = |i: &Item| before.values().any(|card| blocks(card, i, &map));
                if given || (was.spine != is.spine && beside(&map, flow, &before, &seeks)) {
                    continue;
                }
                assert_eq!(was.spine, is.spine, "seed {seed} step {step}: {:?} moved", flow.id);
                if was != is {
                    let free = |r: Rect| !covered(r) && !near_an_end(r, &now, &map);
                    assert!(!was.label.is_some_and(free), "seed {seed} step {step}: {:?}", flow.id);
                } else {
                    still += 1;
                }
            }
            assert!(patch.changed.iter().all(|i| now[&i.id] == *i && before[&i.id] != *i));
            assert_eq!(patch.changed.len(), now.values().filter(|i| **i != before[&i.id]).count());
        }
    }
    assert!(still > 10_000, "{still}");
}

/// Where the title of a zone is, and the edge beside it.
fn top(zone: &Item) -> Rect {
    Rect::new(zone.rect.x, zone.rect.y, zone.rect.w, 46.0)
}

/// Whether a flow, or one beside it, is so: they give way together.
fn beside(map: &Map, flow: &Flow, before: &Items, so: &dyn Fn(&Item) -> bool) -> bool {
    let ends = BTreeSet::from([flow.from, flow.to]);
    let mut beside = map.flows.values().filter(|f| BTreeSet::from([f.from, f.to]) == ends);
    beside.any(|f| so(&before[&f.id.into()]))
}

/// Whether something lies so that a flow looks for another way.
fn blocks(what: &Item, flow: &Item, map: &Map) -> bool {
    let RecordId::Flow(id) = flow.id else { return false };
    let (from, to) = (map.flows[&id].from.into(), map.flows[&id].to.into());
    match what.layer {
        Layer::Card if what.id == from || what.id == to => runs_over(flow, what.rect, -0.4),
        Layer::Card | Layer::Note => runs_over(flow, what.rect, 3.1),
        Layer::Zone => runs_over(flow, top(what), 3.1),
        _ => false,
    }
}

/// Whether the head of a flow may lie there.
fn near_an_end(label: Rect, now: &Items, map: &Map) -> bool {
    map.flows.keys().any(|id| {
        let spine = &now[&(*id).into()].spine;
        let end = |at: usize| Point::new(f64::from(spine[at]), f64::from(spine[at + 1]));
        let wide = label.inflate(22.0);
        wide.contains(end(0)) || wide.contains(end(spine.len() - 2))
    })
}

#[test]
fn at_every_step_flows_end_at_their_cards_and_no_label_lies_on_anything() {
    for seed in 11..13 {
        let mut map = furnished(40, 100, seed);
        let mut picture = Picture::new(&map, None, &View::default());
        let mut draw = drawn(seed);
        for step in 0..120 {
            let id = ActorId(1 + (step / 30) * 5);
            let diff = moved(&mut map, id, (f64::from(draw(40)) - 8.0, f64::from(draw(30)) - 12.0));
            picture.follow(&map, None, &diff);
            let now = items(&picture);
            let labels: Vec<Rect> = now.values().filter_map(|i| i.label).map(|r| r.inflate(-0.5)).collect();
            let cards = now.values().filter(|i| i.layer == Layer::Card).map(|i| i.rect);
            for (n, label) in labels.iter().enumerate() {
                assert!(!labels[..n].iter().any(|l| l.overlaps(label)), "seed {seed} step {step}");
                assert!(!cards.clone().any(|c| c.overlaps(label)), "seed {seed} step {step}");
            }
            for flow in map.flows.values() {
                let spine = &now[&flow.id.into()].spine;
                let end = |at: usize| Point::new(f64::from(spine[at]), f64::from(spine[at + 1]));
                let card = |id: ActorId| now[&id.into()].rect.inflate(0.1);
                assert!(card(flow.from).contains(end(0)), "seed {seed} step {step}");
                assert!(card(flow.to).contains(end(spine.len() - 2)), "seed {seed} step {step}");
            }
            let numbers = || picture.scene().numbered.iter().filter_map(|n| n.number);
            assert_eq!(numbers().collect::<BTreeSet<u32>>().len(), numbers().count(), "each number once");
        }
    }
}

#[test]
fn flows_go_around_a_dragged_card_wherever_the_whole_picture_finds_a_way() {
    let mut map = generated(36, 60, 21);
    let mut picture = Picture::new(&map, None, &View::default());
    // Down the lane between two columns, where many flows run.
    let start = Actor { position: Some(Point::new(396.0, -160.0)), ..(*map.actors[&ActorId(8)]).clone() };
    let before = map.clone();
    map.put(start.into());
    picture.update(&map, None, &Diff::between(&before, &map));
    for step in 0..90 {
        let diff = moved(&mut map, ActorId(8), (0.0, 12.0));
        picture.follow(&map, None, &diff);
        let over = |items: &[Item]| -> BTreeSet<RecordId> {
            check(items).flows_over_cards.into_iter().map(|(flow, _)| flow).collect()
        };
        let (now, whole) = (over(&picture.scene().items), over(&compose(&map, None, &View::default()).items));
        assert!(now.is_subset(&whole), "step {step}: {now:?} where the whole picture has only {whole:?}");
    }
}

#[test]
fn a_picture_that_came_to_rest_is_the_picture_that_composing_afresh_gives() {
    let mut map = furnished(60, 150, 31);
    let evaluation = crate::eval::evaluate(&map, &crate::eval::EvalConfig::default());
    let mut picture = Picture::new(&map, Some(&evaluation), &View::default());
    let mut shown = items(&picture);
    let mut draw = drawn(5);
    for gesture in 0..40 {
        let mut patches = Vec::new();
        let start = map.clone();
        let id = ActorId(1 + draw(60));
        for _ in 0..1 + draw(8) {
            let reach = if gesture % 10 == 9 { 3000 } else { 90 };
            let by = |n: u32| f64::from(n) - f64::from(reach) / 2.0;
            let diff = moved(&mut map, id, (by(draw(reach)), by(draw(reach))));
            patches.push(picture.follow(&map, Some(&evaluation), &diff));
        }
        if gesture % 5 == 1 {
            let before = map.clone();
            map.put(note(Point::new(f64::from(draw(900)), f64::from(draw(900)))).into());
            patches.push(picture.follow(&map, Some(&evaluation), &Diff::between(&before, &map)));
        }
        let evaluation = Some(&evaluation).filter(|_| gesture % 7 != 3);
        patches.push(match gesture % 4 {
            0 | 1 => picture.settle(&map, evaluation),
            2 => {
                let before = map.clone();
                let flow = FlowId(61 + draw(100));
                map.take(flow.into());
                picture.update(&map, evaluation, &Diff::between(&before, &map))
            }
            // Given up: everything goes back at once.
            _ => {
                let back = Diff::between(&map, &start);
                map = start;
                picture.update(&map, evaluation, &back)
            }
        });
        let fresh = compose(&map, evaluation, &View::default());
        assert!(picture.scene() == &fresh, "gesture {gesture}");
        for patch in patches {
            patch.removed.iter().for_each(|id| drop(shown.remove(id)));
            shown.extend(patch.changed.into_iter().map(|i| (i.id, i)));
        }
        assert_eq!(shown, items(&picture), "gesture {gesture}");
    }
}

#[test]
fn a_step_is_the_same_on_a_map_of_any_size() {
    let small = generated(20, 40, 41);
    let mut large = small.clone();
    let far = generated(400, 900, 42);
    for actor in far.actors.values() {
        let position = actor.position.map(|p| Point::new(p.x + 6000.0, p.y));
        large.put(Actor { id: ActorId(actor.id.0 + 5000), position, ..(**actor).clone() }.into());
    }
    for flow in far.flows.values() {
        let (from, to) = (ActorId(flow.from.0 + 5000), ActorId(flow.to.0 + 5000));
        // A number on a flow counts on from those of the whole map, and one of more digits may push a label aside:
        // flows that say nothing have none.
        let (label, quantity, strength, evidence) = (String::new(), None, None, Evidence::Known);
        let id = FlowId(flow.id.0 + 5000);
        large.put(Flow { id, from, to, label, quantity, strength, evidence, ..(**flow).clone() }.into());
    }
    let (mut one, mut other) = (small, large);
    let mut pictures = [&one, &other].map(|map| Picture::new(map, None, &View::default()));
    let mut draw = drawn(3);
    let mut changed = 0;
    for _ in 0..60 {
        let by = (f64::from(draw(60)) - 25.0, f64::from(draw(40)) - 15.0);
        let diff = moved(&mut one, ActorId(7), by);
        moved(&mut other, ActorId(7), by);
        let patches = [pictures[0].follow(&one, None, &diff), pictures[1].follow(&other, None, &diff)];
        let strokes = |i: &Item| (i.id, i.spine.clone());
        let [a, b] = patches.map(|p| p.changed.iter().map(strokes).collect::<Vec<_>>());
        assert_eq!(a, b);
        changed += a.len();
    }
    assert!(changed > 100);
}
