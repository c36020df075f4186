//! The interdependencies that matter most: who comes into question, in what order, how sure.
//!
//! Candidates are all actors but us (those where demand starts only when there are two or more), and the
//! gates and enabling flows that belong to no such actor. Sorted by loss, then by what flows through,
//! then by identity. Neighbours that the draws cannot tell apart are tied.

use super::{
    draws::{self, Draw, Range},
    leverage::{Dependence, Reaching, Subject},
    memory::{Memory, Read},
    money::{MoneyGraph, Trace},
    snapshot::{Row, Snapshot},
};
use rayon::prelude::*;
use std::sync::Arc;

/// A loss below this is none.
const NOTHING: f64 = 1e-9;
/// Actors times solutions that are always affordable: every loss on maps of up to some 350 actors.
const WORK: usize = 120_000;

/// Everything about money that findings need.
pub(super) struct Leverage {
    /// Who pays whom.
    pub graph: MoneyGraph,
    /// Amounts as shares.
    pub trace: Trace,
    /// What hangs on what.
    pub on: Dependence,
    /// What reaches us; `None` where nobody is us.
    pub reaching: Option<Reaching>,
    /// For each actor the share of it that is lost with the actor; `None` where it means nothing or the
    /// map is too large to say.
    pub loss: Vec<Option<f64>>,
    /// The top list.
    pub top: Vec<Entry>,
    /// A digest of all that losses and draws read.
    read: u64,
}

/// Losses and the top list, as they are kept.
struct Ranking {
    loss: Vec<Option<f64>>,
    top: Vec<Entry>,
}

/// What [`Ranking`] is kept as.
const RANKING: &str = "ranking";

/// The digest of what losses and draws read: everything but names, strengths and what is only said.
fn reads(map: &Snapshot) -> u64 {
    let mut read = Read::new(map.config);
    read.add((map.us, map.actors.len(), map.flows.len()));
    map.actors.iter().for_each(|a| read.add((a.id, a.is_demand())));
    for row in &map.flows {
        let flow = row.flow;
        read.add((flow.id, row.from, row.to, flow.kind, flow.rapid, flow.gate, flow.evidence));
        read.add((&flow.via, &flow.gates, flow.source.trim()));
        read.number(row.amount.yearly());
        for enabler in &flow.enablers {
            read.add((enabler.flow, enabler.evidence));
            read.number(enabler.phi);
        }
    }
    read.digest()
}

/// One of the top list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What stops.
    pub subject: Subject,
    /// Share lost.
    pub loss: f64,
    /// Over the draws.
    pub range: Option<Range>,
    /// The draws cannot tell it from the next.
    pub tied_with_next: bool,
}

impl Leverage {
    /// The money that reaches us, before anybody asks what is lost with whom.
    pub fn without_losses(map: &Snapshot) -> Leverage {
        let graph = MoneyGraph::new(map);
        let trace = Trace::new(&graph, &graph.amounts);
        let on = Dependence::new(map, &graph);
        let reaching = map.us.map(|us| Reaching::new(&graph, &trace, us));
        let loss = vec![None; map.actors.len()];
        Leverage { loss, read: reads(map), graph, trace, on, reaching, top: Vec::new() }
    }

    /// With losses and the top list, without draws.
    #[cfg(test)]
    pub fn new(map: &Snapshot) -> Leverage {
        let mut found = Leverage::without_losses(map);
        found.rank(map, &mut Memory::default(), &|| true);
        found
    }

    /// Whether ranking will be quick, because nothing it reads has changed.
    pub fn is_ranked_in(&self, memory: &Memory) -> bool {
        memory.known::<Ranking>(RANKING, self.read).is_some()
    }

    /// Works out losses and the top list; `None` when told to stop.
    pub fn rank(
        &mut self,
        map: &Snapshot,
        memory: &mut Memory,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<()> {
        if self.reaching.as_ref().is_none_or(|r| r.total <= 0.0) {
            return Some(());
        }
        let ranking = memory.recall(RANKING, self.read, || {
            self.loss = self.losses_of_actors(map, go_on)?;
            Some(Ranking { loss: self.loss.clone(), top: self.ranked(map) })
        })?;
        (self.loss, self.top) = (ranking.loss.clone(), ranking.top.clone());
        Some(())
    }

    /// Share of what reaches us that is lost with these; 0 where nothing reaches us.
    pub fn loss_of(&self, map: &Snapshot, gone: &[Subject]) -> f64 {
        let (Some(us), Some(reaching)) = (map.us, &self.reaching) else { return 0.0 };
        self.loss_in(map, us, reaching, &self.on.parts(), gone)
    }

    fn loss_in(
        &self,
        map: &Snapshot,
        us: usize,
        reaching: &Reaching,
        parts: &[f64],
        gone: &[Subject],
    ) -> f64 {
        match *gone {
            [Subject::Actor(a)] if self.on.only_pays(map, a) => reaching.loss_of_actor(&self.graph, a),
            _ => {
                let left = self.on.after(map, gone, parts);
                reaching.loss(&self.graph, &self.on, us, &left, gone)
            }
        }
    }

    /// Exact losses, the largest possible ones first where there are too many to solve for all.
    fn losses_of_actors(
        &self,
        map: &Snapshot,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Option<f64>>> {
        let mut loss = vec![None; map.actors.len()];
        let Some(reaching) = &self.reaching else { return Some(loss) };
        let parts = self.on.parts();
        let mut costly: Vec<(f64, usize)> = Vec::new();
        for actor in (0..map.actors.len()).filter(|&a| map.us != Some(a)) {
            if self.on.only_pays(map, actor) && !self.graph.in_cycle(actor) {
                loss[actor] = Some(reaching.loss_of_actor(&self.graph, actor));
                continue;
            }
            let gone = [Subject::Actor(actor)];
            let left = self.on.after(map, &gone, &parts);
            let bound = reaching.bound(&self.graph, &self.on, &left, &gone);
            if bound <= reaching.total * NOTHING {
                loss[actor] = Some(0.0);
            } else {
                costly.push((bound, actor));
            }
        }
        costly.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let solved: Option<Vec<(usize, f64)>> = costly
            .par_iter()
            .take(map.config.solves.max(WORK / map.actors.len().max(1)))
            .map(|&(_, actor)| go_on().then(|| (actor, self.loss_of(map, &[Subject::Actor(actor)]))))
            .collect();
        solved?.into_iter().for_each(|(actor, lost)| loss[actor] = Some(lost));
        Some(loss)
    }

    /// All candidates with a loss, the greatest first; one more than the list holds, for its last tie.
    fn ranked(&self, map: &Snapshot) -> Vec<Entry> {
        let demand = map.demand();
        let listed = |a: usize| map.us != Some(a) && (demand.len() > 1 || !map.actors[a].is_demand());
        let counts = |a: &usize| listed(*a) && self.loss[*a].is_some_and(|l| l > NOTHING);
        let mut all: Vec<(f64, f64, Subject)> = (0..map.actors.len())
            .filter(counts)
            .map(|a| (self.loss[a].unwrap_or(0.0), self.carried_by(a), Subject::Actor(a)))
            .collect();
        let keys = |f: &usize| {
            let held = self.on.gated_by(*f).next().is_some() || self.on.enabled_by(*f).next().is_some();
            held && ![map.flows[*f].from, map.flows[*f].to].iter().any(counts)
        };
        let order = |all: &mut Vec<(f64, f64, Subject)>| {
            all.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
            all.truncate(map.config.top + 1);
        };
        order(&mut all);
        for (bound, flow) in self.bounds(map, (0..map.flows.len()).filter(keys)) {
            // No more can be lost than goes through: what comes after cannot get on the list.
            if all.get(map.config.top).is_some_and(|last| bound < last.0 - NOTHING) {
                break;
            }
            let loss = self.loss_of(map, &[Subject::Flow(flow)]);
            if loss > NOTHING {
                all.push((loss, 0.0, Subject::Flow(flow)));
                order(&mut all);
            }
        }
        let entry = |(loss, _, subject)| Entry { subject, loss, range: None, tied_with_next: false };
        all.into_iter().map(entry).collect()
    }

    /// The most that can be lost with each of these flows, as a share, the most first.
    fn bounds(&self, map: &Snapshot, flows: impl Iterator<Item = usize>) -> Vec<(f64, usize)> {
        let Some(reaching) = &self.reaching else { return Vec::new() };
        let parts = self.on.parts();
        let bound = |flow: usize| {
            let gone = [Subject::Flow(flow)];
            let left = self.on.after(map, &gone, &parts);
            (reaching.bound(&self.graph, &self.on, &left, &gone) / reaching.total, flow)
        };
        let mut bounds: Vec<(f64, usize)> = flows.map(bound).collect();
        bounds.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        bounds
    }

    /// Money that reaches us through an actor.
    fn carried_by(&self, actor: usize) -> f64 {
        self.reaching.as_ref().map_or(0.0, |r| r.through[actor] * r.reach[actor])
    }

    /// The loss of each set of subjects in each draw: one row for each set, kept as `part`. `None` when told
    /// to stop.
    pub fn drawn(
        &self,
        map: &Snapshot,
        part: &'static str,
        sets: &[Vec<Subject>],
        memory: &mut Memory,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Arc<Vec<Vec<f64>>>> {
        let us = map.us?;
        let mut read = Read::new(map.config);
        read.add((self.read, sets));
        if let Some(known) = memory.known(part, read.digest()) {
            return Some(known);
        }
        let size = [300, 3000].iter().filter(|&&limit| map.actors.len() > limit).count();
        let count = map.config.draws[size];
        let arcs = self.graph.arcs.iter().zip(&self.graph.amounts);
        let rows: Vec<(&Row, f64)> = arcs.map(|(arc, &amount)| (&map.flows[arc.flow], amount)).collect();
        let columns = draws::columns(map.config, count, &rows, memory);
        memory.recall(part, read.digest(), || {
            let one = |number: u32| {
                let amounts: Vec<f64> = columns.iter().map(|c| c[number as usize]).collect();
                go_on().then(|| self.one_draw(map, us, sets, &Draw::new(map.config, number), &amounts))
            };
            let draws: Option<Vec<Vec<f64>>> = (0..count).into_par_iter().map(one).collect();
            let draws = draws?;
            Some((0..sets.len()).map(|i| draws.iter().map(|d| d[i]).collect()).collect())
        })
    }

    fn one_draw(
        &self,
        map: &Snapshot,
        us: usize,
        sets: &[Vec<Subject>],
        draw: &Draw,
        amounts: &[f64],
    ) -> Vec<f64> {
        let part = |link: &super::leverage::EnablerLink| {
            let there = draw.exists(&map.flows[link.by]);
            if there { draw.part(map.flows[link.flow].flow, link) } else { 0.0 }
        };
        let parts: Vec<f64> = self.on.links.iter().map(part).collect();
        let reaching = Reaching::new(&self.graph, &Trace::new(&self.graph, amounts), us);
        sets.iter().map(|gone| self.loss_in(map, us, &reaching, &parts, gone)).collect()
    }

    /// Puts ranges and ties into the top list, and cuts it to its length. `drawn` is in its order.
    pub fn settle(&mut self, drawn: &[Vec<f64>], config: &super::EvalConfig) {
        for (i, entry) in self.top.iter_mut().enumerate() {
            entry.range = drawn.get(i).and_then(|d| Range::of(d));
            entry.tied_with_next = match (drawn.get(i), drawn.get(i + 1)) {
                (Some(a), Some(b)) => ahead(a, b) < config.tie_below,
                _ => false,
            };
        }
        self.top.truncate(config.top);
    }
}

/// Of the draws in which both exist, the share in which the first is ahead; equal ones count half.
pub(super) fn ahead(a: &[f64], b: &[f64]) -> f64 {
    let both: Vec<(f64, f64)> =
        a.iter().copied().zip(b.iter().copied()).filter(|(a, b)| *a > NOTHING && *b > NOTHING).collect();
    if both.is_empty() {
        return 1.0;
    }
    let won: f64 = both
        .iter()
        .map(|(a, b)| {
            if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            }
        })
        .sum();
    won / both.len() as f64
}
