//! The picture kept from one edit to the next: everything that was found out, with the rectangle that was
//! looked at for it, so that an edit redoes only what it touches.
//!
//! A picture drawn anew is one that follows with nothing kept, so both ways give the same picture: what is
//! kept is only what would be found again. What is said is kept while things only move; after any other edit
//! it is said anew, and `adopt` carries over what was found for the flows that stayed as they were.

use super::{
    Form, Ink, Item, Layer, NumberedLabel, Scene, View,
    batches::in_batches,
    board::{Board, Count, Labels},
    card,
    compose::{Cards, badges, bounds, spine},
    curve::{Curve, round},
    grid::Grid,
    ground,
    label::{Found, Liking, Search, Sought},
    lanes::{self, Bundle, Ears, Lane, Passing, Port},
    mark::Mark,
    measure,
    moving::Astir,
    redraw::{Redraw, Redrawn},
    route::Turn,
    words::{self, Words},
};
use crate::{
    edit::Diff,
    eval::Evaluation,
    map::{Actor, Evidence, Flow, FlowId, Kind, Map, Record, RecordId, Rect},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// The area of the grids is a multiple of this, so that it seldom changes.
const FIELD: f64 = 1920.0;

/// How far from what is solid lines find it in its grid.
pub(super) const REACH: f64 = 60.0;

/// How many bundles one thread takes on at least: fewer are quicker on one.
pub(super) const SHARE: usize = 16;

/// What was found out for the last picture.
#[derive(Default)]
pub(super) struct Memory {
    pub scene: Scene,
    pub(super) cards: Cards,
    pub(super) flows: Vec<Shown>,
    pub(super) lanes: Vec<Lane>,
    pub(super) bundles: Vec<Bundle>,
    /// The bundle of each lane.
    pub(super) bundle_of: Vec<usize>,
    /// The bundles at each card.
    pub(super) hanging: Vec<Vec<usize>>,
    pub(super) ears: Vec<Ears>,
    pub(super) form: Form,
    pub(super) badges: BTreeMap<RecordId, Vec<u32>>,
    pub(super) area: Rect,
    /// Cards, titles of zones and notes as they stood, and whose they are.
    pub(super) solid: Vec<(RecordId, Rect)>,
    /// The way of each bundle by itself, with the rectangle that was looked at for it.
    pub(super) ways: Vec<Option<(Vec<Turn>, Rect)>>,
    /// The ways as they lie beside one another.
    pub(super) nested: Vec<Vec<Turn>>,
    pub(super) passing: Passing,
    pub(super) ports: Vec<[Port; 2]>,
    /// What was looked at for the curves of each bundle from its way and ports.
    pub(super) bends: Vec<Option<Rect>>,
    pub(super) curves: Vec<(Curve, Liking)>,
    pub(super) board: Board,
    pub(super) labels: Labels,
    pub(super) found: Vec<Option<Found>>,
    /// Where something was that an edit took away, since the last picture.
    pub(super) spoiled: Vec<Rect>,
    /// Flows and cards to draw again although they stay where they are.
    pub(super) reworded: BTreeSet<RecordId>,
    pub(super) astir: Astir,
}

/// A flow and what it says.
pub(super) struct Shown {
    pub id: FlowId,
    pub kind: Kind,
    pub words: Words,
}

impl Shown {
    /// Its words, to be placed on its curve.
    pub fn sought<'a>(&'a self, flow: usize, (curve, liked): &'a (Curve, Liking)) -> Sought<'a> {
        Sought { flow, curve, ink: Ink::from(self.kind), forms: &self.words.forms, liked: *liked }
    }
}

/// Whether a difference only moves things, so that all that is said stays as it was.
pub(super) fn only_moves(diff: &Diff) -> bool {
    diff.changes.iter().all(|change| match (&change.before, &change.after) {
        (Some(Record::Actor(a)), Some(Record::Actor(b))) => {
            Actor { position: b.position, ..(**a).clone() } == **b
        }
        (Some(Record::Zone(a)), Some(Record::Zone(b))) => a.title == b.title,
        (Some(Record::Note(_)), Some(Record::Note(_))) => true,
        // Not in the picture at all.
        (a, b) => a.iter().chain(b).all(|r| matches!(r, Record::SavedView(_))),
    })
}

impl Memory {
    /// What does not depend on where anything stands; with the scene before, to tell what changes.
    pub fn of(map: &Map, view: &View, before: Scene) -> Memory {
        let cards = Cards::of(map, view);
        let steps = measure::steps(map);
        let mut lanes: Vec<Lane> = Vec::new();
        let mut shown = Vec::new();
        for flow in map.flows.values().filter(|f| view.kinds.is_empty() || view.kinds.contains(&f.kind)) {
            if let (Some(from), Some(to)) = (cards.place(flow.from), cards.place(flow.to)) {
                let assumed = flow.evidence == Evidence::Assumed;
                let mark = Mark { kind: flow.kind, step: steps.of(flow), assumed, both_ways: flow.both_ways };
                lanes.push(Lane { from, to, mark });
                shown.push(flow);
            }
        }
        let twins = words::twins(map);
        let say = |f: &&Arc<Flow>| Shown {
            id: f.id,
            kind: f.kind,
            words: words::of(map, f, twins.contains(&f.id)),
        };
        let say_all = || shown.par_iter().with_min_len(SHARE).map(say).collect();
        let (bundles, flows) = rayon::join(|| lanes::bundles(&lanes), say_all);
        let mut memory = Memory { scene: before, cards, flows, lanes, form: view.form, ..Memory::default() };
        memory.hang(bundles);
        memory
    }

    /// Takes bundles in, with what is where in them.
    fn hang(&mut self, bundles: Vec<Bundle>) {
        let cards = self.cards.ids.len();
        (self.ears, self.hanging) = (vec![Ears::default(); cards], vec![Vec::new(); cards]);
        self.bundle_of = vec![0; self.lanes.len()];
        for (i, bundle) in bundles.iter().enumerate() {
            self.hanging[bundle.a].push(i);
            if bundle.a == bundle.b {
                self.ears[bundle.a].count = bundle.lanes.len();
            } else {
                self.hanging[bundle.b].push(i);
            }
            bundle.lanes.iter().for_each(|(lane, _)| self.bundle_of[*lane] = i);
        }
        self.bundles = bundles;
    }

    /// Draws what has changed since the last time.
    pub fn draw(&mut self, map: &Map, evaluation: Option<&Evaluation>) -> Redrawn {
        self.rest();
        self.cards.stand(map);
        let areas = ground::areas(map, self.form, |id| self.cards.rect(id));
        let notes: Vec<Item> = map.notes.values().filter_map(|n| ground::note_item(n)).collect();
        let cards = self.cards.ids.iter().zip(&self.cards.rects).map(|(id, rect)| ((*id).into(), *rect));
        let titles = areas.iter().map(|(zone, rect)| (zone.id.into(), ground::title(zone, *rect).1));
        let solid: Vec<(RecordId, Rect)> =
            cards.chain(titles).chain(notes.iter().map(|n| (n.id, n.rect))).collect();
        let zones: Vec<Rect> = areas.iter().map(|(_, r)| *r).collect();
        let area = field(solid.iter().map(|(_, r)| r).chain(&zones));
        let afresh = area != self.area;
        if afresh {
            self.forget(area);
        }
        let (before, moved) = if afresh { Default::default() } else { self.compare(&solid) };
        self.put(&solid);
        let ranks = badges(evaluation);
        let mut stale = Grid::new(area);
        for rect in moved.iter().chain(&std::mem::take(&mut self.spoiled)) {
            stale.put(*rect, 0.0);
        }
        let bent = self.bend(&moved, (!afresh).then_some(&mut stale));
        self.board.zones = zones;
        self.scene.numbered.clear();
        let relabelled = self.label(&bent, &ranks, &mut stale);

        let mut out = Redraw::over(std::mem::take(&mut self.scene.items));
        for (zone, rect) in &areas {
            out.put(Layer::Zone, zone.id.into(), Some(ground::zone_item(zone, *rect)));
        }
        let flows: Vec<Option<Item>> = (0..self.flows.len())
            .into_par_iter()
            .with_min_len(SHARE)
            .map(|i| {
                let id = RecordId::Flow(self.flows[i].id);
                let same = !bent[i]
                    && !relabelled[i]
                    && self.badges.get(&id) == ranks.get(&id)
                    && !self.reworded.contains(&id);
                (!same).then(|| self.flow_item(i, ranks.get(&id)))
            })
            .collect();
        for (flow, item) in self.flows.iter().zip(flows) {
            out.put(Layer::Flow, flow.id.into(), item);
        }
        let actors: Vec<&Arc<Actor>> = map.actors.values().collect();
        let cards: Vec<Option<Item>> = actors
            .par_iter()
            .enumerate()
            .with_min_len(SHARE)
            .map(|(i, actor)| {
                let id = RecordId::Actor(actor.id);
                let here = ranks.get(&id).map_or(&[][..], Vec::as_slice);
                let same = before.get(i) == Some(&Some(solid[i].1))
                    && self.badges.get(&id) == ranks.get(&id)
                    && !self.reworded.contains(&id);
                let draw = || card::item(map, actor, &self.cards.contents[i], self.cards.rects[i], here);
                (!same).then(draw)
            })
            .collect();
        for (actor, item) in actors.iter().zip(cards) {
            out.put(Layer::Card, actor.id.into(), item);
        }
        for note in notes {
            out.put(Layer::Note, note.id, Some(note));
        }
        let redrawn = out.done(&mut self.scene.items);
        self.scene.bounds = bounds(&self.scene.items);
        (self.solid, self.badges) = (solid, ranks);
        self.reworded.clear();
        redrawn
    }

    /// Puts all that is solid into the grid; what is there already is only moved.
    fn put(&mut self, solid: &[(RecordId, Rect)]) {
        let grid = &mut self.board.solid;
        if grid.len() != solid.len() || !self.solid.iter().map(|s| s.0).eq(solid.iter().map(|s| s.0)) {
            *grid = Grid::new(self.area);
            for (_, rect) in solid {
                grid.put(*rect, REACH);
            }
        }
        for ((_, rect), number) in solid.iter().zip(0..) {
            if grid.rect(number) != *rect {
                grid.shift(number, *rect, REACH);
            }
        }
    }

    /// Where each of the solid things stood before, and the rectangles that one of them left or took.
    fn compare(&mut self, solid: &[(RecordId, Rect)]) -> (Vec<Option<Rect>>, Vec<Rect>) {
        let mut moved = Vec::new();
        let before: Vec<Option<Rect>>;
        if self.solid.iter().map(|s| s.0).eq(solid.iter().map(|s| s.0)) {
            before = self.solid.iter().map(|s| Some(s.1)).collect();
        } else {
            let now: BTreeMap<RecordId, u32> = solid.iter().map(|s| s.0).zip(0..).collect();
            let numbers: Vec<Option<u32>> = self.solid.iter().map(|s| now.get(&s.0).copied()).collect();
            moved.extend(self.solid.iter().zip(&numbers).filter(|(_, n)| n.is_none()).map(|(s, _)| s.1));
            let then: BTreeMap<RecordId, Rect> = self.solid.iter().copied().collect();
            before = solid.iter().map(|s| then.get(&s.0).copied()).collect();
            self.renumber(&numbers);
        }
        for (was, (_, is)) in before.iter().zip(solid).filter(|(was, (_, is))| **was != Some(*is)) {
            moved.extend(was.iter().chain([is]));
        }
        (before, moved)
    }

    /// Gives the things that ways go around their new numbers; ways around what is gone are found anew.
    fn renumber(&mut self, numbers: &[Option<u32>]) {
        let renumbered = |turns: &mut Vec<Turn>| {
            turns.iter_mut().all(|turn| {
                let number = numbers[turn.around as usize];
                turn.around = number.unwrap_or(turn.around);
                number.is_some()
            })
        };
        for way in &mut self.ways {
            if way.as_mut().is_some_and(|(turns, _)| !renumbered(turns)) {
                *way = None;
            }
        }
        for (bend, way) in self.bends.iter_mut().zip(&mut self.nested) {
            if !renumbered(way) {
                *bend = None;
            }
        }
    }

    /// Begins anew with everything that depends on where things stand.
    pub(super) fn forget(&mut self, area: Rect) {
        let (flows, bundles) = (self.flows.len(), self.bundles.len());
        self.area = area;
        self.ways = vec![None; bundles];
        self.nested = vec![Vec::new(); bundles];
        self.ports = vec![[Port::NOWHERE; 2]; bundles];
        self.bends = vec![None; bundles];
        self.curves = vec![Default::default(); flows];
        (self.board, self.labels) = (Board::new(area, flows), Labels::new(area, flows));
        self.found = (0..flows).map(|_| None).collect();
    }

    /// Places the labels again where something within their reach changed; tells which look different.
    fn label(&mut self, bent: &[bool], ranks: &BTreeMap<RecordId, Vec<u32>>, stale: &mut Grid) -> Vec<bool> {
        let badges = self.badges_on_flows(ranks);
        if badges != self.board.badges {
            for (_, rect) in badges.iter().chain(&self.board.badges) {
                stale.put(*rect, 0.0);
            }
            self.board.badges = badges;
        }
        self.labels.next = 1;
        let Memory { flows, curves, board, labels, found, scene: Scene { numbered, .. }, .. } = self;
        // The label of an ear also looks at the edges of zones, which are no things in the way: it is always placed.
        let wanted: Vec<bool> = found
            .iter()
            .zip(bent)
            .zip(&*curves)
            .map(|((f, bent), (_, liked))| *bent || f.is_none() || liked.ear)
            .collect();
        let search = |i: usize| Search::new(flows[i].sought(i, &curves[i]), Count::Before);
        // Begun side by side without regard to one another.
        let begin = |batch: Range<usize>| -> Vec<Option<Search>> {
            let begin = |i: usize| wanted[i].then(|| search(i).begun(board));
            batch.map(begin).collect()
        };
        let mut relabelled = vec![false; flows.len()];
        in_batches(flows.len(), begin, |batch, searches| {
            for (i, begun) in batch.zip(searches) {
                let found = &mut found[i];
                let near = |f: &Found| f.looked.iter().any(|rect| stale.any(rect, |_| true));
                let kept = found.as_mut().filter(|f| !wanted[i] && !near(f) && labels.still(f));
                if let Some(kept) = kept {
                    if let Some(placed) = &mut kept.placed {
                        let zoned = board.zoned(&placed.rect);
                        relabelled[i] = zoned != placed.zoned;
                        placed.zoned = zoned;
                    }
                } else {
                    let now = labels.place(board, begun.unwrap_or_else(|| search(i)));
                    let before = found.replace(now).and_then(|f| f.placed);
                    let placed = found.as_ref().and_then(|f| f.placed.as_ref());
                    relabelled[i] = before.as_ref() != placed;
                    if before.as_ref().map(|p| p.rect) != placed.map(|p| p.rect) {
                        for label in before.iter().chain(placed) {
                            stale.put(label.rect, 0.0);
                        }
                    }
                }
                if let Some(Found { number, .. }) = found.as_ref().filter(|f| f.listed) {
                    let text = flows[i].words.full();
                    numbered.push(NumberedLabel { number: *number, flow: flows[i].id, text });
                }
            }
        });
        relabelled
    }

    /// Where the badges of flows stand, each with its flow.
    pub(super) fn badges_on_flows(&self, ranks: &BTreeMap<RecordId, Vec<u32>>) -> Vec<(usize, Rect)> {
        let mut badges = Vec::new();
        for (id, ranks) in ranks {
            let RecordId::Flow(id) = id else { continue };
            let Ok(i) = self.flows.binary_search_by_key(id, |f| f.id) else { continue };
            let r = card::BADGE + 1.0;
            let around = |c: kurbo::Point| Rect::new(c.x - r, c.y - r, 2.0 * r, 2.0 * r);
            badges.extend(badge_places(&self.curves[i].0, ranks.len()).map(|c| (i, around(c))));
        }
        badges
    }

    pub(super) fn flow_item(&self, i: usize, ranks: Option<&Vec<u32>>) -> Item {
        let (flow, curve, mark) = (&self.flows[i], &self.curves[i].0, &self.lanes[i].mark);
        let placed = self.found[i].as_ref().and_then(|f| f.placed.as_ref());
        let mut shapes = mark.shapes(&curve.pieces);
        let mut rect = curve.bounds().inflate(mark.head().1);
        if let Some(placed) = placed {
            rect = rect.union(&placed.rect);
            shapes.extend(placed.shapes());
        }
        for (c, rank) in badge_places(curve, ranks.map_or(0, Vec::len)).zip(ranks.into_iter().flatten()) {
            card::badge(&mut shapes, c, *rank);
        }
        Item {
            id: flow.id.into(),
            layer: Layer::Flow,
            rect: Rect::new(round(rect.x), round(rect.y), round(rect.w), round(rect.h)),
            kind: Some(flow.kind),
            label: placed.map(|p| p.rect),
            spine: spine(curve),
            name: flow.words.spoken.clone(),
            shapes,
        }
    }
}

/// Where the first so many badges of a flow stand.
fn badge_places(curve: &Curve, count: usize) -> impl Iterator<Item = kurbo::Point> {
    (0..count).map(|k| curve.place((28.0 + 20.0 * k as f64).min(curve.length() / 2.0)).0)
}

/// Around everything, in steps.
fn field<'a>(all: impl Iterator<Item = &'a Rect>) -> Rect {
    let tight = all.copied().reduce(|a, b| a.union(&b)).unwrap_or_default().inflate(120.0);
    let low = |v: f64| (v / FIELD).floor() * FIELD;
    let (x, y) = (low(tight.x), low(tight.y));
    Rect::new(x, y, low(tight.right()) + FIELD - x, low(tight.bottom()) + FIELD - y)
}
