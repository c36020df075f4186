//! Notation that comes in by the speed lane or the clipboard, and places for what it brings.

use super::{desk::Desk, ghosts::ghosts};
use crate::{
    api::{Changed, Said, SayRequest},
    edit::{self, Command, Diff, Draft, Shift},
    error::Result,
    map::{Actor, Map, Note, Point, Record, RecordId, Rect, Zone},
    notation::{self, Reading},
    scene,
};
use std::{collections::BTreeSet, sync::Arc};

impl Desk {
    pub(super) fn say(&mut self, request: &SayRequest) -> Result<Said> {
        if request.dry {
            return Ok(self.foretold(request));
        }
        self.writable()?;
        self.let_go();
        let (base, back) = self.base(request);
        let reading = read(&base, &request.text);
        let label = label(&reading);
        let near = wanted(request.near, &reading.diff);
        self.take_in(&base, back, reading, &label, |diff| brought_near(&base, diff, near))
    }

    /// What a line would do, in words and as it would look.
    fn foretold(&self, request: &SayRequest) -> Said {
        let (base, _) = self.base(request);
        let mut reading = read(&base, &request.text);
        let meant = notation::meant(&base, &reading, &request.text);
        let near = wanted(request.near, &reading.diff);
        let diff = with_places(&base, std::mem::take(&mut reading.diff));
        let ghosts = ghosts(&base, &brought_near(&base, diff, near));
        Said { ghosts, meant, ..told(reading) }
    }

    /// The map that a line is said to, and the way back to it: a correction is said to the map as it was
    /// before the last step.
    fn base(&self, request: &SayRequest) -> (Map, Diff) {
        let mut base = self.map().clone();
        let last = self.last_step().filter(|_| request.instead);
        let back = last.map_or_else(Diff::default, |step| step.diff.reversed());
        back.apply_to(&mut base);
        (base, back)
    }

    pub(super) fn paste(&mut self, text: String, near: Option<Point>) -> Result<Said> {
        self.writable()?;
        self.let_go();
        if let Some(items) = self.still_there(&text) {
            let changed = self.put_copies(sayable!("paste"), items, near)?;
            let touched = changed.diff.changes.iter().map(|c| c.id).collect();
            return Ok(Said { changed: Some(changed), touched, ..Said::default() });
        }
        let base = self.map().clone();
        let reading = read(&base, &text);
        let said = self.take_in(&base, Diff::default(), reading, sayable!("paste"), |diff| match near {
            Some(near) => moved_near(&base, diff, near, true),
            None => diff,
        })?;
        Ok(Said { text, ..said })
    }

    pub(super) fn copy(&mut self, items: Vec<RecordId>) -> String {
        let text = notation::print_items(self.map(), &items);
        self.copied = Some((text.clone(), items));
        text
    }

    /// Takes what was read to `base`, which `back` leads to from the map, in as one step.
    fn take_in(
        &mut self,
        base: &Map,
        back: Diff,
        mut reading: Reading,
        label: &str,
        shifted: impl FnOnce(Diff) -> Diff,
    ) -> Result<Said> {
        let diff = shifted(with_places(base, std::mem::take(&mut reading.diff)));
        let mut after = base.clone();
        diff.apply_to(&mut after);
        edit::check(&after, &diff)?;
        let changed = self.accept(label, back.squashed(diff));
        Ok(Said { changed: Some(changed), ..told(reading) })
    }

    /// The items that `text` was copied from, if all of them are still on this map.
    fn still_there(&self, text: &str) -> Option<Vec<RecordId>> {
        let (copied, items) = self.copied.as_ref()?;
        let whole =
            copied.trim_end() == text.trim_end() && items.iter().all(|i| self.map().get(*i).is_some());
        whole.then(|| items.clone())
    }

    pub(super) fn duplicate(&mut self, items: Vec<RecordId>) -> Result<Changed> {
        self.put_copies(sayable!("duplicate"), items, None)
    }

    /// Moves actors as a tidying found it good.
    pub(super) fn arrange(&mut self, moves: Vec<Shift>) -> Result<Changed> {
        self.writable()?;
        let diff = arranged(self.map(), moves);
        self.let_go();
        Ok(self.accept(sayable!("tidy"), diff))
    }

    /// Copies of items of this map, where they find room: around `near`, else beside the originals.
    fn put_copies(&mut self, label: &str, items: Vec<RecordId>, near: Option<Point>) -> Result<Changed> {
        const ASIDE: f64 = 32.0;
        let originals = || items.iter().filter_map(|i| self.map().get(*i));
        let from = middle(originals()).unwrap_or_default();
        let near = near.unwrap_or(Point::new(from.x + ASIDE, from.y + ASIDE));
        let to = with_room(self.map(), originals(), from, near);
        let by = Point::new(to.x - from.x, to.y - from.y);
        self.step(label, &Command::DuplicateItems { items, by })
    }
}

/// What a text means on a map.
fn read(map: &Map, text: &str) -> Reading {
    let mut reading = notation::read(map, text);
    let mut draft = Draft::new(map);
    draft.follow(&reading.diff);
    edit::appoint_us(&mut draft);
    reading.diff = draft.finish();
    reading
}

fn told(reading: Reading) -> Said {
    let Reading { effects, touched, problems, table, .. } = reading;
    Said { effects, touched, problems, table, ..Said::default() }
}

/// Where new items are wanted. Who says where something is means it.
fn wanted(near: Option<Point>, diff: &Diff) -> Option<Point> {
    near.filter(|_| middle(added(diff)).is_none())
}

fn brought_near(map: &Map, diff: Diff, near: Option<Point>) -> Diff {
    match near {
        Some(near) => moved_near(map, diff, near, false),
        None => diff,
    }
}

fn label(reading: &Reading) -> String {
    match reading.effects.as_slice() {
        [one] => one.clone(),
        several => say!("{n} lines", n = several.len()),
    }
}

/// The difference, with places for the actors that would have none after it.
pub(super) fn with_places(map: &Map, diff: Diff) -> Diff {
    let homeless = |r: &Record| matches!(r, Record::Actor(a) if a.position.is_none());
    if !diff.changes.iter().filter_map(|c| c.after.as_ref()).any(homeless) {
        return diff;
    }
    let mut draft = Draft::new(map);
    draft.follow(&diff);
    place_the_homeless(&mut draft);
    draft.finish()
}

/// Gives a place to every actor that has none.
fn place_the_homeless(draft: &mut Draft) {
    for Shift { item, to } in scene::place(draft.map()) {
        if let Some(record) = draft.map().get(item) {
            draft.put(placed(record, to));
        }
    }
}

/// The difference that moves make; regions drawn for zones follow their members. Whoever has come to one of the places
/// while they were sought stays there, and the card that was meant for it finds another beside.
fn arranged(map: &Map, moves: Vec<Shift>) -> Diff {
    let mut draft = Draft::new(map);
    let nothing = moves.is_empty();
    let moved: BTreeSet<RecordId> = moves.iter().map(|m| m.item).collect();
    for Shift { item, to } in moves {
        if let Some(record) = draft.map().get(item) {
            draft.put(placed(record, to));
        }
    }
    for actor in on_others(draft.map(), &moved) {
        draft.put(Actor { position: None, ..Arc::unwrap_or_clone(actor) });
    }
    place_the_homeless(&mut draft);
    if !nothing {
        for (id, area) in scene::areas_around_members(draft.map()) {
            if let Some(Record::Zone(zone)) = draft.map().get(id.into()) {
                draft.put(Zone { area: Some(area), ..(*zone).clone() });
            }
        }
    }
    draft.finish()
}

/// Those of `moved` whose cards lie on one of the others.
fn on_others(map: &Map, moved: &BTreeSet<RecordId>) -> Vec<Arc<Actor>> {
    let sizes = scene::card_sizes(map, scene::Form::Full);
    let card = |a: &Actor| {
        let (at, (w, h)) = (a.position?, sizes.get(&a.id)?);
        Some(Rect::new(at.x - w / 2.0, at.y - h / 2.0, *w, *h))
    };
    let (tidied, others): (Vec<_>, Vec<_>) =
        map.actors.values().partition(|a| moved.contains(&RecordId::from(a.id)));
    let others: Vec<Rect> = others.into_iter().filter_map(|a| card(a)).collect();
    let is_on = |a: &&&Arc<Actor>| card(a).is_some_and(|c| others.iter().any(|o| o.overlaps(&c)));
    tidied.iter().filter(is_on).map(|a| (*a).clone()).collect()
}

/// The difference with its new items moved together so that their middle lies at `near`, or as near as they find
/// room. Unless `always`, only where they hang on nothing that was there before and find room right there.
fn moved_near(map: &Map, diff: Diff, near: Point, always: bool) -> Diff {
    let new = || added(&diff);
    let hangs = |r: &Record| match r {
        Record::Flow(f) => map.actors.contains_key(&f.from) || map.actors.contains_key(&f.to),
        Record::Actor(a) => a.zone.is_some(),
        _ => false,
    };
    let Some(from) = middle(new()) else { return diff };
    let near = if always { with_room(map, new(), from, near) } else { near };
    let there = |at: Point| Point::new(at.x + near.x - from.x, at.y + near.y - from.y);
    if !always && new().any(|r| hangs(&r) || corner(&r).is_some_and(|at| crowded(map, there(at)))) {
        return diff;
    }
    let mut draft = Draft::new(map);
    draft.follow(&diff);
    for record in new() {
        if let Some(at) = corner(&record) {
            draft.put(placed(record, there(at)));
        }
    }
    draft.finish()
}

/// The place nearest to `near` where new cards whose middle is moved there from `from` lie on none that was there;
/// right of all where there is none near.
fn with_room(map: &Map, new: impl Iterator<Item = Record>, from: Point, near: Point) -> Point {
    const AIR: f64 = 12.0;
    const STEP: f64 = 48.0;
    let rect = |actor: &Actor| scene::card_rect(map, actor);
    let there: Vec<Rect> = map.actors.values().filter_map(|a| rect(a)).collect();
    let cards: Vec<Rect> = new
        .filter_map(|r| if let Record::Actor(a) = r { rect(&a).map(|r| r.inflate(AIR)) } else { None })
        .collect();
    let is_free = |at: &Point| {
        let moved = |c: &Rect| Rect::new(c.x + at.x - from.x, c.y + at.y - from.y, c.w, c.h);
        !cards.iter().map(moved).any(|card| there.iter().any(|t| t.overlaps(&card)))
    };
    let around = |ring: i32| {
        let on_it = move |x: &i32, y: &i32| x.abs().max(y.abs()) == ring;
        let all = (-ring..=ring).flat_map(move |y| (-ring..=ring).map(move |x| (x, y)));
        let mut places: Vec<(i32, i32)> = all.filter(|(x, y)| on_it(x, y)).collect();
        places.sort_by_key(|(x, y)| x * x + y * y);
        places
            .into_iter()
            .map(|(x, y)| Point::new(near.x + f64::from(x) * STEP, near.y + f64::from(y) * STEP))
    };
    let beyond = || {
        let right = there.iter().map(Rect::right).fold(f64::NEG_INFINITY, f64::max);
        let left = cards.iter().map(|c| c.x).fold(f64::INFINITY, f64::min);
        Point::new(right + from.x - left, near.y)
    };
    // Of very many cards few places are tried: each is compared with all that is there.
    let rings = if cards.len() * there.len() > 100_000 { 3 } else { 30 };
    (0..rings).find_map(|ring| around(ring).find(|at| is_free(at))).unwrap_or_else(beyond)
}

/// Whether a card at `at` would come close to one that is there; half again the size of a usual card.
fn crowded(map: &Map, at: Point) -> bool {
    let close = |p: Point| (p.x - at.x).abs() < 300.0 && (p.y - at.y).abs() < 160.0;
    map.actors.values().filter_map(|a| a.position).any(close)
}

fn added(diff: &Diff) -> impl Iterator<Item = Record> {
    diff.changes.iter().filter(|c| c.before.is_none()).filter_map(|c| c.after.clone())
}

/// The middle of the places of some records.
fn middle(records: impl Iterator<Item = Record>) -> Option<Point> {
    let places: Vec<Point> = records.filter_map(|r| corner(&r)).collect();
    let x = || places.iter().map(|p| p.x);
    let y = || places.iter().map(|p| p.y);
    let half = |low: f64, high: f64| (low + high) / 2.0;
    (!places.is_empty()).then(|| {
        Point::new(
            half(x().fold(f64::INFINITY, f64::min), x().fold(f64::NEG_INFINITY, f64::max)),
            half(y().fold(f64::INFINITY, f64::min), y().fold(f64::NEG_INFINITY, f64::max)),
        )
    })
}

/// Where a record lies: an actor's centre, a note's or zone's corner.
fn corner(record: &Record) -> Option<Point> {
    match record {
        Record::Actor(a) => a.position,
        Record::Note(n) => n.position,
        Record::Zone(z) => z.area.map(|a| Point::new(a.x, a.y)),
        _ => None,
    }
}

/// The record at another place.
fn placed(record: Record, to: Point) -> Record {
    match record {
        Record::Actor(a) => Actor { position: Some(to), ..Arc::unwrap_or_clone(a) }.into(),
        Record::Note(n) => Note { position: Some(to), ..Arc::unwrap_or_clone(n) }.into(),
        Record::Zone(z) => {
            let area = z.area.map(|a| crate::map::Rect { x: to.x, y: to.y, ..a });
            Zone { area, ..Arc::unwrap_or_clone(z) }.into()
        }
        other => other,
    }
}
