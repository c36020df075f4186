//! What a picture keeps over an edit that is more than a move: everything found for flows that stay between
//! the same cards, drawn and worded as before.
//!
//! Decides by comparing what is there now with what was there, never by what kind of edit it was. Knows
//! nothing of how ways, curves or places for labels are found.

use super::{View, bend::traces, follow::Memory, lanes::Bundle};
use crate::{
    edit::Diff,
    map::{ActorId, Map, RecordId},
};
use std::collections::BTreeMap;

impl Memory {
    /// What does not depend on where anything stands said anew, with all that was found and still holds.
    pub fn after(mut self, map: &Map, view: &View, diff: &Diff) -> Memory {
        self.rest();
        let mut new = Memory::of(map, view, std::mem::take(&mut self.scene));
        new.forget(self.area);
        new.spoiled = std::mem::take(&mut self.spoiled);
        new.solid = std::mem::take(&mut self.solid);
        new.badges = std::mem::take(&mut self.badges);
        let kept = new.adopt_flows(&mut self);
        new.adopt_bundles(&mut self, &kept);
        let count = new.flows.len();
        (new.board, new.labels) = (std::mem::take(&mut self.board), std::mem::take(&mut self.labels));
        new.spoiled.extend(new.board.renumber(&kept, count));
        new.labels.renumber(&kept, count);
        new.reworded.extend(cards_to_draw(map, diff));
        new.reworded.extend(std::mem::take(&mut self.reworded));
        new
    }

    /// Takes over what was found for flows; gives each old flow's new place, where it looks as it did.
    fn adopt_flows(&mut self, old: &mut Memory) -> Vec<Option<usize>> {
        self.reworded = self.flows.iter().map(|f| RecordId::Flow(f.id)).collect();
        let mut kept = Vec::with_capacity(old.flows.len());
        for (o, flow) in old.flows.iter().enumerate() {
            let (lane, ids) = (&old.lanes[o], &old.cards.ids);
            let same = |n: &usize| {
                let (now, now_ids) = (&self.lanes[*n], &self.cards.ids);
                now.mark == lane.mark
                    && (now_ids[now.from], now_ids[now.to]) == (ids[lane.from], ids[lane.to])
            };
            let place = self.flows.binary_search_by_key(&flow.id, |f| f.id).ok().filter(same);
            let found = old.found[o].take();
            let label = found.as_ref().and_then(|f| f.placed.as_ref()).map(|p| p.rect);
            match place {
                None => self.spoiled.extend(traces(&old.curves[o].0, &lane.mark).into_iter().chain(label)),
                Some(n) => {
                    self.curves[n] = std::mem::take(&mut old.curves[o]);
                    let words = &self.flows[n].words;
                    if words.forms == flow.words.forms {
                        self.found[n] = found;
                    } else {
                        self.spoiled.extend(label);
                    }
                    if *words == flow.words {
                        self.reworded.remove(&RecordId::Flow(flow.id));
                    }
                }
            }
            kept.push(place);
        }
        kept
    }

    /// Takes over the ways and bends of bundles all of whose lanes are as they were.
    fn adopt_bundles(&mut self, old: &mut Memory, kept: &[Option<usize>]) {
        let ends = |memory: &Memory, bundle: &Bundle| -> (ActorId, ActorId) {
            (memory.cards.ids[bundle.a], memory.cards.ids[bundle.b])
        };
        let places: BTreeMap<(ActorId, ActorId), usize> =
            old.bundles.iter().enumerate().map(|(o, bundle)| (ends(old, bundle), o)).collect();
        for n in 0..self.bundles.len() {
            let bundle = &self.bundles[n];
            let Some(&o) = places.get(&ends(self, bundle)) else { continue };
            let was = &old.bundles[o];
            let lanes = was.lanes.iter().map(|(lane, at)| (kept[*lane], *at));
            if was.half == bundle.half && lanes.eq(bundle.lanes.iter().map(|(lane, at)| (Some(*lane), *at))) {
                self.ways[n] = old.ways[o].take();
                self.nested[n] = std::mem::take(&mut old.nested[o]);
                self.ports[n] = old.ports[o];
                self.bends[n] = old.bends[o].take();
            }
        }
    }
}

/// The cards that say something else after an edit: those of changed actors, or any where more changed than
/// actors and flows.
fn cards_to_draw(map: &Map, diff: &Diff) -> Vec<RecordId> {
    let plain = |id: &RecordId| matches!(id, RecordId::Actor(_) | RecordId::Flow(_));
    if diff.changes.iter().all(|c| plain(&c.id)) {
        diff.changes.iter().map(|c| c.id).filter(|id| matches!(id, RecordId::Actor(_))).collect()
    } else {
        map.actors.keys().map(|id| RecordId::Actor(*id)).collect()
    }
}
