//! The picture while something is being moved.
//!
//! Found anew is only what hangs on the moved things, and what they really run over. All else stays exactly
//! as it is, also where it could do better: what gave way stays where it went until [`Memory::draw`] finds the
//! whole picture, when the hand lets go. So a step costs what it touches, whatever the size of the map, and
//! nothing jumps that has nothing to do with what moves. Knows no gestures: whoever has one calls this.

use super::{
    Item, NumberedLabel,
    bend::{self, traces},
    board::Count,
    card,
    compose::heads,
    follow::{Memory, REACH, only_moves},
    ground,
    label::Search,
    lanes::{self, Setting},
    redraw::Redrawn,
};
use crate::{
    edit::Diff,
    map::{Map, Record, RecordId, Rect, ZoneId},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What is nearer than this is run over.
const TOUCH: f64 = 1.0;
/// How many bundles one thread takes on at least.
const SHARE: usize = 8;

/// What is not where the whole picture would have it.
#[derive(Default)]
pub(super) struct Astir {
    moved: bool,
    /// Bundles that run over something, for want of a free way or because they had none a step ago.
    blocked: BTreeSet<usize>,
    bundles: BTreeSet<usize>,
    flows: BTreeSet<usize>,
}

/// What stands elsewhere than before.
#[derive(Default)]
struct Moved {
    /// By their numbers among all that is solid.
    solid: Vec<(u32, Rect)>,
    /// Zones by their places among those on the sheet.
    zones: BTreeSet<usize>,
    notes: Vec<RecordId>,
}

impl Memory {
    /// Whether the picture is another than the whole picture would be.
    pub fn is_astir(&self) -> bool {
        self.astir.moved
    }

    /// Follows a difference that only moves things. `None` where it does more: nothing was followed then.
    pub fn move_along(&mut self, map: &Map, diff: &Diff) -> Option<Redrawn> {
        let moved = if only_moves(diff) { self.moved(map, diff)? } else { return None };
        self.astir.moved = true;
        let anew = self.giving_way(&moved);
        let mut labels = self.labels_under(moved.solid.iter().map(|(_, rect)| *rect));
        let bent = self.bend_anew(&anew, &moved);
        let strokes = bent.iter().flat_map(|&i| heads(&self.curves[i].0, &self.lanes[i].mark));
        labels.extend(self.labels_under(strokes.collect::<Vec<_>>().into_iter()));
        let badges = self.pin_badges(&bent);
        labels.extend(self.labels_under(badges.into_iter()));
        labels.extend(bent);
        self.label_anew(&labels);
        let mut redrawn = Redrawn::default();
        for &i in &labels {
            let id = RecordId::Flow(self.flows[i].id);
            self.set(self.flow_item(i, self.badges.get(&id)), &mut redrawn);
        }
        self.set_ground(map, &moved, &mut redrawn);
        Some(redrawn)
    }

    /// Puts what moved where it stands now.
    fn moved(&mut self, map: &Map, diff: &Diff) -> Option<Moved> {
        let mut moved = Moved::default();
        let mut zones: BTreeSet<ZoneId> = BTreeSet::new();
        for record in diff.changes.iter().filter_map(|c| c.after.as_ref()) {
            match record {
                Record::Actor(actor) => {
                    let i = self.cards.place(actor.id)?;
                    self.cards.rects[i] = card::rect(actor.position?, &self.cards.contents[i]);
                    moved.solid.push((i as u32, self.cards.rects[i]));
                    zones.extend(actor.zone);
                }
                Record::Zone(zone) => {
                    zones.insert(zone.id);
                }
                Record::Note(note) => {
                    moved.solid.push((self.number(note.id.into())?, ground::note_rect(note)?.0));
                    moved.notes.push(note.id.into());
                }
                _ => {}
            }
        }
        for zone in zones.iter().filter_map(|id| map.zones.get(id)) {
            let number = self.number(zone.id.into())?;
            let members = self.cards.members(zone.id).map(|i| self.cards.rects[i]);
            let (area, place) =
                (ground::area(zone, self.form, members)?, number as usize - self.cards.ids.len());
            if self.board.zones[place] != area {
                self.board.zones[place] = area;
                moved.solid.push((number, ground::title(zone, area).1));
                moved.zones.insert(place);
            }
        }
        for (number, rect) in &moved.solid {
            self.board.solid.shift(*number, *rect, REACH);
        }
        Some(moved)
    }

    /// The number of a title or a note among all that is solid.
    fn number(&self, id: RecordId) -> Option<u32> {
        let cards = self.cards.ids.len();
        let titles = cards + self.board.zones.len();
        let (start, among) = match id {
            RecordId::Zone(_) => (cards, &self.solid[cards..titles]),
            _ => (titles, &self.solid[titles..]),
        };
        among.binary_search_by_key(&id, |s| s.0).ok().map(|at| (start + at) as u32)
    }

    /// The bundles that hang on what moved or are run over by it, in order; and those that still look for a way.
    fn giving_way(&self, moved: &Moved) -> Vec<usize> {
        let mut anew = self.astir.blocked.clone();
        for (number, rect) in &moved.solid {
            anew.extend(self.hanging.get(*number as usize).into_iter().flatten());
            anew.extend(
                self.board.lines.through(&rect.inflate(TOUCH)).into_iter().map(|i| self.bundle_of[i]),
            );
        }
        anew.into_iter().collect()
    }

    /// The flows whose labels lie on any of the rectangles.
    fn labels_under(&self, rects: impl Iterator<Item = Rect>) -> BTreeSet<usize> {
        rects.flat_map(|rect| self.labels.on(&rect.inflate(TOUCH))).collect()
    }

    /// Finds the ways, ports and curves of some bundles; tells which flows look different.
    fn bend_anew(&mut self, anew: &[usize], moved: &Moved) -> BTreeSet<usize> {
        for i in anew {
            self.stir(*i);
        }
        let (bundles, cards, ears) = (&self.bundles, &self.cards.rects, &self.ears);
        let setting = Setting { bundles, cards, ears, grid: &self.board.solid };
        let ways: Vec<_> =
            anew.par_iter().with_min_len(SHARE).map(|&i| lanes::way(setting, &bundles[i]).0).collect();
        for (&i, way) in anew.iter().zip(ways) {
            for turn in std::mem::replace(&mut self.nested[i], way) {
                let passing = self.passing.get_mut(&(turn.around, turn.corner));
                passing.into_iter().for_each(|p| p.retain(|other| *other != i));
            }
        }
        let passed = lanes::nest(setting, anew.iter().copied(), &mut self.nested, &self.passing);
        for (corner, passing) in passed {
            self.passing.entry(corner).or_default().extend(passing);
        }
        let at_hand: BTreeSet<usize> = moved.solid.iter().map(|(number, _)| *number as usize).collect();
        lanes::ports_anew(setting, anew, &at_hand, &self.hanging, &self.nested, &mut self.ports);
        let curves: Vec<_> = anew
            .par_iter()
            .with_min_len(SHARE)
            .map(|&i| {
                let (bundle, way) = (&bundles[i], &self.nested[i]);
                let mut ports = self.ports[i];
                let mut strands = lanes::curves(setting, bundle, &ports, way);
                if strands.blocked > 0 {
                    // Better for a while on another flow's port than over a card.
                    let wished = lanes::wished(setting, i, way);
                    let alone = lanes::curves(setting, bundle, &wished, way);
                    if alone.blocked < strands.blocked {
                        (ports, strands) = (wished, alone);
                    }
                }
                // What was found again, but for the last digits, stays with its label.
                let mut drawn = bend::drawn(bundle, &self.lanes, strands.curves);
                drawn.retain(|d| !d.looks_like(&self.curves[d.lane].0));
                (ports, strands.blocked > 0, drawn)
            })
            .collect();
        let mut bent = BTreeSet::new();
        self.astir.blocked.clear();
        for (&i, (ports, blocked, drawn)) in anew.iter().zip(curves) {
            self.ports[i] = ports;
            self.astir.blocked.extend(blocked.then_some(i));
            for drawn in drawn {
                bent.extend(drawn.take(&mut self.curves, &mut self.board.lines).map(|(lane, _)| lane));
            }
        }
        bent
    }

    /// Moves the badges of flows that look different along; gives the rectangles that they take.
    fn pin_badges(&mut self, bent: &BTreeSet<usize>) -> Vec<Rect> {
        if !self.board.badges.iter().any(|(flow, _)| bent.contains(flow)) {
            return Vec::new();
        }
        self.spoiled.extend(self.board.badges.iter().map(|(_, rect)| *rect));
        self.board.badges = self.badges_on_flows(&self.badges);
        self.board.badges.iter().filter(|(flow, _)| bent.contains(flow)).map(|(_, rect)| *rect).collect()
    }

    /// Finds places for the labels of some flows among all others.
    fn label_anew(&mut self, flows: &BTreeSet<usize>) {
        for &i in flows {
            self.stir_flow(i);
            self.labels.take(i);
        }
        let numbered = self.scene.numbered.iter();
        let mut new = numbered.filter_map(|n| n.number).max().unwrap_or(0) + 1;
        let flows: Vec<usize> = flows.iter().copied().collect();
        let (all, curves, board) = (&self.flows, &self.curves, &self.board);
        let begin = |&i: &usize| Search::new(all[i].sought(i, &curves[i]), Count::All).begun(board);
        let searches: Vec<Search> = flows.par_iter().with_min_len(SHARE).map(begin).collect();
        for (i, search) in flows.into_iter().zip(searches) {
            let flow = &self.flows[i];
            let listed = self.scene.numbered.binary_search_by_key(&flow.id, |n| n.flow);
            let before = listed.ok().and_then(|at| self.scene.numbered[at].number);
            self.labels.next = before.unwrap_or(new);
            let found = self.labels.place(&self.board, search);
            new += u32::from(found.number == Some(new));
            let entry = || NumberedLabel { number: found.number, flow: flow.id, text: flow.words.full() };
            match (listed, found.listed) {
                (Ok(at), false) => drop(self.scene.numbered.remove(at)),
                (Ok(at), true) => self.scene.numbered[at].number = found.number,
                (Err(at), true) => self.scene.numbered.insert(at, entry()),
                (Err(_), false) => {}
            }
            self.found[i] = Some(found);
        }
    }

    /// Draws cards, zones and notes where they are now.
    fn set_ground(&mut self, map: &Map, moved: &Moved, redrawn: &mut Redrawn) {
        for place in &moved.zones {
            let RecordId::Zone(id) = self.solid[self.cards.ids.len() + place].0 else { continue };
            let area = self.board.zones[*place];
            map.zones.get(&id).into_iter().for_each(|z| self.set(ground::zone_item(z, area), redrawn));
        }
        for &(number, rect) in &moved.solid {
            let i = number as usize;
            let Some(&id) = self.cards.ids.get(i) else { continue };
            let badges = self.badges.get(&id.into()).map_or(&[][..], Vec::as_slice);
            let Some(actor) = map.actors.get(&id) else { continue };
            let item = card::item(map, actor, &self.cards.contents[i], rect, badges);
            self.reworded.insert(id.into());
            self.set(item, redrawn);
        }
        for item in moved.notes.iter().filter_map(|id| match map.get(*id)? {
            Record::Note(note) => ground::note_item(&note),
            _ => None,
        }) {
            self.set(item, redrawn);
        }
    }

    /// Puts an item in the place of the one before.
    fn set(&mut self, item: Item, redrawn: &mut Redrawn) {
        let key = |i: &Item| (i.layer, i.id);
        let Ok(at) = self.scene.items.binary_search_by_key(&key(&item), key) else { return };
        if self.scene.items[at] != item {
            self.scene.bounds = self.scene.bounds.union(&item.rect.inflate(12.0));
            self.scene.items[at] = item;
            redrawn.changed.push(at);
        }
    }

    /// Notes that a bundle leaves the place that the last whole picture gave it.
    fn stir(&mut self, bundle: usize) {
        if self.astir.bundles.insert(bundle) {
            for k in 0..self.bundles[bundle].lanes.len() {
                let lane = self.bundles[bundle].lanes[k].0;
                self.spoiled.extend(traces(&self.curves[lane].0, &self.lanes[lane].mark));
                self.stir_flow(lane);
            }
        }
    }

    fn stir_flow(&mut self, flow: usize) {
        if self.astir.flows.insert(flow) {
            let placed = self.found[flow].as_ref().and_then(|f| f.placed.as_ref());
            self.spoiled.extend(placed.map(|p| p.rect));
            self.reworded.insert(RecordId::Flow(self.flows[flow].id));
        }
    }

    /// Prepares for the whole picture: what is astir is to be found anew, and what is there now will be gone.
    pub fn rest(&mut self) {
        let Astir { bundles, flows, .. } = std::mem::take(&mut self.astir);
        for i in bundles {
            (self.ways[i], self.bends[i]) = (None, None);
            for (lane, _) in &self.bundles[i].lanes {
                self.spoiled.extend(traces(&self.curves[*lane].0, &self.lanes[*lane].mark));
            }
        }
        for i in flows {
            self.found[i] = None;
        }
    }
}

#[cfg(test)]
mod tests;
