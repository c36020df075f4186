//! A scenario laid over a map: the map as it would be.
//!
//! What hangs on something that stops, stops with it: flows that run through an actor, that a gate lets
//! through, that another flow makes possible; and who gets less passes on less. Nobody finds another way
//! but where the scenario says so. These are the rules by which `eval` works out what is lost with an
//! actor, so that a scenario without it loses the same. Our own payments stay as they are: we decide them.

use super::{Diff, Draft, mentions, remove};
use crate::map::{ActorId, Flow, FlowId, GateState, Kind, Map, Patch, Rapid, RecordId, Scenario, fields};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Changes of amounts smaller than this part count as none.
const NOTHING: f64 = 1e-9;
/// Rounds after which amounts that feed each other are as good as they get.
const ROUNDS: usize = 500;

/// What looks different on the map under a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Differences {
    /// Actors and flows that are gone.
    pub removed: Vec<RecordId>,
    /// Actors and flows that are new.
    pub added: Vec<RecordId>,
    /// Actors and flows of which something else is said.
    pub changed: Vec<RecordId>,
}

impl Differences {
    /// Whether something is gone, new or changed.
    pub fn include(&self, id: RecordId) -> bool {
        [&self.removed, &self.added, &self.changed].iter().any(|all| all.contains(&id))
    }

    /// The actors and flows in a difference; places on the sheet do not count.
    pub fn of(diff: &Diff) -> Differences {
        let mut found = Differences::default();
        for change in &diff.changes {
            if !matches!(change.id, RecordId::Actor(_) | RecordId::Flow(_)) {
                continue;
            }
            match (&change.before, &change.after) {
                (Some(_), None) => found.removed.push(change.id),
                (None, Some(_)) => found.added.push(change.id),
                _ => found.changed.push(change.id),
            }
        }
        found
    }
}

/// The map with a scenario laid over it. What it says of things that are not there is passed over.
pub fn overlay(map: &Map, scenario: &Scenario) -> Map {
    let mut draft = Draft::new(map);
    let mut shift = Shift::default();
    for patch in &scenario.patches {
        match patch {
            Patch::Add { record } => {
                let there = mentions::of(record).iter().all(|id| draft.map().contains(*id));
                if there && !draft.map().contains(record.id()) {
                    draft.put(record.clone());
                }
            }
            Patch::Set { target, field, value } => {
                if let Ok(record) = fields::write(draft.map(), *target, field, value) {
                    draft.put(record);
                }
            }
            Patch::Scale { target, factor } => shift.scale(map, draft.map(), *target, *factor),
            Patch::Delay { target, days } => delay(&mut draft, *target, *days),
            Patch::Remove { target, reroute } => shift.remove(&mut draft, *target, *reroute),
        }
    }
    shift.carry_out(map, &mut draft);
    let mut over = map.clone();
    draft.finish().apply_to(&mut over);
    over
}

/// Everything at an actor, or a flow, takes so many days longer.
fn delay(draft: &mut Draft, target: RecordId, days: f64) {
    let longer = |d: Option<f64>| Some((d.unwrap_or(0.0) + days).max(0.0));
    match target {
        RecordId::Actor(id) => {
            if let Some(actor) = draft.map().actors.get(&id).map(|a| (**a).clone()) {
                draft.put(crate::map::Actor { dwell_days: longer(actor.dwell_days), ..actor });
            }
        }
        RecordId::Flow(id) => {
            if let Some(flow) = draft.map().flows.get(&id).map(|f| (**f).clone()) {
                draft.put(Flow { delay_days: longer(flow.delay_days), ..flow });
            }
        }
        _ => {}
    }
}

/// What stops and what is scaled, before what follows from it.
#[derive(Default)]
struct Shift {
    gone: BTreeSet<RecordId>,
    /// What the scenario itself leaves of each flow; 0 where it stops.
    own: BTreeMap<FlowId, f64>,
    /// What the scenario leaves of the money that an actor itself adds to what it passes on.
    added: BTreeMap<ActorId, f64>,
}

impl Shift {
    /// Who passes money on passes on less because less reaches it, and adds less: its payments are not made
    /// smaller a second time.
    fn scale(&mut self, before: &Map, map: &Map, target: RecordId, factor: f64) {
        let passes = match target {
            RecordId::Actor(id) if passes_on(before, id) => Some(id),
            _ => None,
        };
        if let Some(actor) = passes {
            *self.added.entry(actor).or_insert(1.0) *= factor;
        }
        let follows = |f: &Flow| f.kind == Kind::Money && Some(f.from) == passes && f.from != f.to;
        for id in flows_at(map, target) {
            if !map.flows.get(&id).is_some_and(|f| follows(f)) {
                *self.own.entry(id).or_insert(1.0) *= factor;
            }
        }
    }

    fn remove(&mut self, draft: &mut Draft, target: RecordId, reroute: f64) {
        if !draft.map().contains(target) {
            return;
        }
        let stopped = flows_at(draft.map(), target);
        if let RecordId::Actor(actor) = target
            && reroute > 0.0
        {
            self.go_around(draft, actor, &stopped, reroute);
        }
        let runs_through = |f: &FlowId| {
            let flow = draft.map().flows.get(f);
            flow.is_some_and(|f| RecordId::from(f.from) != target && RecordId::from(f.to) != target)
        };
        let goes_on = |f: &FlowId| reroute > 0.0 && target != RecordId::Flow(*f) && runs_through(f);
        self.own.extend(stopped.iter().filter(|f| !goes_on(f)).map(|f| (*f, 0.0)));
        self.gone.insert(target);
    }

    /// What found another way: flows through the actor go on without it, and money that it passed on goes
    /// straight from who paid it to whom it paid.
    fn go_around(&mut self, draft: &mut Draft, actor: ActorId, stopped: &[FlowId], reroute: f64) {
        let flows: Vec<Flow> =
            stopped.iter().filter_map(|f| draft.map().flows.get(f)).map(|f| (**f).clone()).collect();
        for flow in flows.iter().filter(|f| f.from != actor && f.to != actor) {
            let via = flow.via.iter().copied().filter(|v| *v != actor).collect();
            draft.put(Flow { via, ..flow.clone() });
            *self.own.entry(flow.id).or_insert(1.0) *= reroute;
        }
        let money = |f: &&Flow| f.kind == Kind::Money && f.from != f.to;
        let info = draft.map().info.clone();
        let paid: Vec<&Flow> = flows.iter().filter(money).filter(|f| f.to == actor).collect();
        let pays: Vec<&Flow> = flows.iter().filter(money).filter(|f| f.from == actor).collect();
        let sum = |all: &[&Flow]| all.iter().filter_map(|f| f.yearly(&info)).sum::<f64>();
        let all = sum(&paid).max(sum(&pays));
        for (i, o) in paid.iter().flat_map(|i| pays.iter().map(move |o| (i, o))) {
            let (Some(part), true) = (o.yearly(&info), i.from != o.to && all > 0.0) else { continue };
            let quantity = i.quantity.as_ref().and_then(|q| q.scaled(reroute * part / all));
            let id = FlowId(draft.fresh());
            let via = i.via.iter().chain(&o.via).copied().filter(|v| *v != actor).collect();
            draft.put(Flow { id, to: o.to, quantity, via, ..(*i).clone() });
        }
    }

    /// Makes it so on the draft.
    fn carry_out(mut self, before: &Map, draft: &mut Draft) {
        let left = self.what_is_left(draft.map());
        let passed = passed_on(before, draft.map(), &left, &self.added);
        let flows: Vec<Flow> = draft.map().flows.values().map(|f| (**f).clone()).collect();
        for flow in flows {
            let factor = left.get(&flow.id).copied().unwrap_or(1.0);
            let through =
                if flow.kind == Kind::Money { passed.get(&flow.from).copied().unwrap_or(1.0) } else { 1.0 };
            if self.own.get(&flow.id) == Some(&0.0)
                || factor == 0.0 && !self.is_made_possible(draft.map(), &flow)
            {
                self.gone.insert(flow.id.into());
            } else if (factor * through - 1.0).abs() > NOTHING {
                draft.put(scaled(flow, factor * through));
            }
        }
        let gone: Vec<RecordId> = self.gone.into_iter().collect();
        // Nothing that is there could be refused.
        let _ = remove::items(draft, &gone);
    }

    fn is_made_possible(&self, map: &Map, flow: &Flow) -> bool {
        flow.enablers.iter().any(|e| map.flows.contains_key(&e.flow))
    }

    /// What is left of each flow that changes, as a factor: with gates, what they let through; with
    /// enabling flows, the part of others that they make possible.
    fn what_is_left(&self, map: &Map) -> BTreeMap<FlowId, f64> {
        let mut left = self.own.clone();
        for _ in 0..ROUNDS {
            let mut moved = false;
            for flow in map.flows.values() {
                let new = self.factor(map, flow, &left);
                let old = left.get(&flow.id).copied().unwrap_or(1.0);
                if (new - old).abs() > NOTHING {
                    left.insert(flow.id, new);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        left
    }

    fn factor(&self, map: &Map, flow: &Flow, left: &BTreeMap<FlowId, f64>) -> f64 {
        let nobody_agrees = |g: &FlowId| {
            map.flows.get(g).is_some_and(|gate| {
                gate.rapid == Some(Rapid::Agree)
                    && gate.gate != Some(GateState::Unmet)
                    && *g != flow.id
                    && (self.gone.contains(&RecordId::Flow(*g)) || self.gone.contains(&gate.from.into()))
            })
        };
        if flow.gates.iter().any(nobody_agrees) {
            return 0.0;
        }
        let part = |e: &crate::map::Enabler| {
            let by = left.get(&e.flow).copied().unwrap_or(1.0);
            (1.0 + e.phi.clamp(0.0, 1.0) * (by - 1.0)).max(0.0)
        };
        let enabled: f64 = flow
            .enablers
            .iter()
            .filter(|e| e.flow != flow.id && map.flows.contains_key(&e.flow))
            .map(part)
            .product();
        self.own.get(&flow.id).copied().unwrap_or(1.0) * enabled
    }
}

/// The flows that stop with an actor or flow, but for what follows from that.
fn flows_at(map: &Map, target: RecordId) -> Vec<FlowId> {
    let hangs = |f: &Flow| match target {
        RecordId::Flow(id) => f.id == id,
        RecordId::Actor(id) => f.from == id || f.to == id || f.via.contains(&id),
        _ => false,
    };
    map.flows.values().filter(|f| hangs(f)).map(|f| f.id).collect()
}

/// Whether what an actor pays follows what reaches it: money with an amount does, and it is not us.
fn passes_on(map: &Map, actor: ActorId) -> bool {
    let pays = |f: &Flow| f.kind == Kind::Money && f.to == actor && f.from != actor;
    let amount = |f: &Flow| f.yearly(&map.info).unwrap_or(0.0);
    map.us() != Some(actor) && map.flows.values().any(|f| pays(f) && amount(f) > 0.0)
}

/// What each actor passes on of what it used to, as a factor: as much less as reaches it, for the part that
/// it had from others; of what it `added` itself, what the scenario leaves.
fn passed_on(
    before: &Map,
    after: &Map,
    left: &BTreeMap<FlowId, f64>,
    added: &BTreeMap<ActorId, f64>,
) -> BTreeMap<ActorId, f64> {
    let info = &after.info;
    let yearly = |map: &Map| -> Vec<(FlowId, ActorId, ActorId, f64)> {
        let money = map.flows.values().filter(|f| f.kind == Kind::Money && f.from != f.to);
        money.filter_map(|f| Some((f.id, f.from, f.to, f.yearly(info)?))).collect()
    };
    let mut got: BTreeMap<ActorId, f64> = BTreeMap::new();
    let mut paid: BTreeMap<ActorId, f64> = BTreeMap::new();
    for (_, from, to, amount) in yearly(before) {
        *got.entry(to).or_default() += amount;
        *paid.entry(from).or_default() += amount;
    }
    let now = yearly(after);
    let own = |a: &ActorId, got: f64| (paid.get(a).copied().unwrap_or(0.0) - got).max(0.0);
    let mut passed: BTreeMap<ActorId, f64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut gets: BTreeMap<ActorId, f64> = BTreeMap::new();
        for (id, from, to, amount) in &now {
            let factor = left.get(id).copied().unwrap_or(1.0) * passed.get(from).copied().unwrap_or(1.0);
            *gets.entry(*to).or_default() += amount * factor;
        }
        let mut moved = false;
        for (actor, got) in got.iter().filter(|(a, got)| **got > 0.0 && Some(**a) != before.us()) {
            let own = own(actor, *got);
            let adds = own * added.get(actor).copied().unwrap_or(1.0);
            let new = (gets.get(actor).copied().unwrap_or(0.0) + adds) / (got + own);
            let old = passed.insert(*actor, new).unwrap_or(1.0);
            moved |= (new - old).abs() > NOTHING;
        }
        if !moved {
            break;
        }
    }
    passed
}

/// A flow that does so much of what it did: its quantity, or where there is none how strong it is.
fn scaled(flow: Flow, factor: f64) -> Flow {
    match &flow.quantity {
        Some(quantity) => Flow { quantity: quantity.scaled(factor).or(flow.quantity.clone()), ..flow },
        None if flow.kind == Kind::Money => flow,
        None => {
            let weight =
                flow.score.or(flow.strength.map(|s| 0.1 + 0.2 * (f64::from(s) - 1.0))).unwrap_or(0.5);
            Flow { score: Some((weight * factor).clamp(0.0, 1.0)), ..flow }
        }
    }
}
