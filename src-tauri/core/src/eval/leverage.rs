//! What is lost when something goes: the money that first reaches us, with and without it.
//!
//! Our own outgoing money is cut, so that round trips do not count. With p the shares, b the injected
//! money, l_i = 1 at us, else the sum of p_ij l_j, and x = bN: Y = the sum of b_i l_i; without actor a,
//! Y' = Y - x_a l_a / N_aa. Nobody is assumed to find another way: an upper bound for a quick shock.
//! What an actor carries for others (via), makes possible (enablers) and lets through (met gates) goes
//! with it; then Y' is solved again.

use super::{
    money::{MoneyArc, MoneyGraph, Trace},
    snapshot::{Grouped, Snapshot},
};
use crate::map::{GateState, Kind, Rapid};
use std::collections::BTreeMap;

/// What might stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Subject {
    /// An actor, by number.
    Actor(usize),
    /// A flow, by number.
    Flow(usize),
}

/// Who hangs on whom beside the money itself.
pub(super) struct Dependence {
    /// Flows by the actors they run through.
    via: Grouped,
    /// Flows by the met gates they must pass.
    gated: Grouped,
    /// Links from enabling to enabled flows, by the enabling flow.
    enables: Grouped,
    /// All links, in order of the enabled flow.
    pub links: Vec<EnablerLink>,
    /// For each enabled flow the range of its links.
    links_of: BTreeMap<usize, std::ops::Range<usize>>,
    /// Money arc of each flow.
    arc: BTreeMap<usize, usize>,
}

/// One flow makes part of another possible.
#[derive(Clone, Copy, Debug)]
pub(super) struct EnablerLink {
    /// The enabling flow.
    pub by: usize,
    /// The enabled flow.
    pub flow: usize,
    /// Its position among the enablers of the enabled flow.
    pub place: usize,
    /// The part that depends on it.
    pub phi: f64,
    /// How well that part is known.
    pub evidence: crate::map::Evidence,
}

impl Dependence {
    /// Reads the dependences of a map.
    pub fn new(map: &Snapshot, graph: &MoneyGraph) -> Dependence {
        let rows = || map.flows.iter().enumerate();
        let via: Vec<_> = rows()
            .flat_map(|(i, r)| r.flow.via.iter().filter_map(move |&a| Some((map.actor(a)?, i))))
            .collect();
        let open = |gate: usize| {
            let gate = map.flows[gate].flow;
            gate.rapid == Some(Rapid::Agree) && gate.gate != Some(GateState::Unmet)
        };
        let gated: Vec<_> = rows()
            .flat_map(|(i, r)| r.flow.gates.iter().filter_map(move |&g| Some((map.flow(g)?, i))))
            .filter(|&(gate, flow)| open(gate) && gate != flow)
            .collect();
        let mut links = Vec::new();
        let mut links_of = BTreeMap::new();
        for (flow, row) in rows() {
            let first = links.len();
            for (place, e) in row.flow.enablers.iter().enumerate() {
                let phi = if e.phi.is_finite() { e.phi.clamp(0.0, 1.0) } else { 0.0 };
                if let Some(by) = map.flow(e.flow).filter(|&by| by != flow) {
                    links.push(EnablerLink { by, flow, place, phi, evidence: e.evidence });
                }
            }
            if links.len() > first {
                links_of.insert(flow, first..links.len());
            }
        }
        Dependence {
            via: Grouped::new(map.actors.len(), via.iter().copied()),
            gated: Grouped::new(map.flows.len(), gated.iter().copied()),
            enables: Grouped::new(map.flows.len(), links.iter().enumerate().map(|(i, l)| (l.by, i))),
            links,
            links_of,
            arc: graph.arcs.iter().enumerate().map(|(i, a)| (a.flow, i)).collect(),
        }
    }

    /// The money arc of a flow, where it is one.
    pub fn arc(&self, flow: usize) -> Option<usize> {
        self.arc.get(&flow).copied()
    }

    /// Flows that a met gate lets through.
    pub fn gated_by(&self, gate: usize) -> impl Iterator<Item = usize> + '_ {
        self.gated.of(gate)
    }

    /// Links by which a flow makes others possible.
    pub fn enabled_by(&self, flow: usize) -> impl Iterator<Item = &EnablerLink> + '_ {
        self.enables.of(flow).map(|i| &self.links[i])
    }

    /// The part of each link that depends, as drawn.
    pub fn parts(&self) -> Vec<f64> {
        self.links.iter().map(|l| l.phi).collect()
    }

    /// Whether an actor does no more than pay and be paid: nothing runs through it, and no flow of its
    /// own lets through or makes possible another.
    pub fn only_pays(&self, map: &Snapshot, actor: usize) -> bool {
        let silent = |f| self.gated.of(f).next().is_none() && self.enables.of(f).next().is_none();
        let own = |&kind: &Kind| map.out(kind, actor).chain(map.into(kind, actor)).all(silent);
        self.via.of(actor).next().is_none() && Kind::ALL.iter().all(own)
    }

    /// What is left of each flow that changes when `gone` stops, as a factor; `phi` is the part of each
    /// link that depends (in a draw it differs from the drawn one).
    pub fn after(&self, map: &Snapshot, gone: &[Subject], phi: &[f64]) -> BTreeMap<usize, f64> {
        let mut left = BTreeMap::new();
        let mut todo: Vec<usize> = Vec::new();
        let stop = |flow: usize, left: &mut BTreeMap<usize, f64>, todo: &mut Vec<usize>| {
            if left.insert(flow, 0.0) != Some(0.0) {
                todo.push(flow);
            }
        };
        for &subject in gone {
            match subject {
                Subject::Flow(flow) => stop(flow, &mut left, &mut todo),
                Subject::Actor(actor) => {
                    for &kind in Kind::ALL {
                        let ends = map.out(kind, actor).chain(map.into(kind, actor));
                        ends.for_each(|flow| stop(flow, &mut left, &mut todo));
                    }
                    self.via.of(actor).for_each(|flow| stop(flow, &mut left, &mut todo));
                }
            }
        }
        while let Some(flow) = todo.pop() {
            if left[&flow] == 0.0 && self.is_held(map, gone, flow) {
                self.gated.of(flow).for_each(|g| stop(g, &mut left, &mut todo));
            }
            for link in self.enabled_by(flow) {
                let links = self.links_of[&link.flow].clone();
                let part = |i: usize| {
                    let by = left.get(&self.links[i].by).copied().unwrap_or(1.0);
                    (1.0 + phi[i] * (by - 1.0)).max(0.0)
                };
                let new: f64 = links.map(part).product();
                let old = left.get(&link.flow).copied().unwrap_or(1.0);
                if new < old - 1e-9 {
                    left.insert(link.flow, new);
                    todo.push(link.flow);
                }
            }
        }
        left
    }

    /// Whether a stopped gate stopped because it, or the one who holds it, is gone: then nobody agrees.
    fn is_held(&self, map: &Snapshot, gone: &[Subject], gate: usize) -> bool {
        gone.contains(&Subject::Flow(gate)) || gone.contains(&Subject::Actor(map.flows[gate].from))
    }
}

/// The money that first reaches us, and how it depends on everybody.
pub(super) struct Reaching {
    /// Shares with our own outgoing money cut.
    pub share: Vec<f64>,
    /// Injected money, ours left out.
    pub injected: Vec<f64>,
    /// Of each unit at an actor, how much first reaches us.
    pub reach: Vec<f64>,
    /// Money that goes through each actor before it reaches us.
    pub through: Vec<f64>,
    /// All of it: Y.
    pub total: f64,
}

impl Reaching {
    /// What reaches `us` for these shares.
    pub fn new(graph: &MoneyGraph, trace: &Trace, us: usize) -> Reaching {
        let mut share = trace.share.clone();
        graph.paid_by(us).for_each(|arc| share[arc] = 0.0);
        let mut injected = trace.injected.clone();
        injected[us] = 0.0;
        let reach = graph.up(&share, unit(graph.actors(), us));
        let through = graph.down(&share, injected.clone());
        let total = injected.iter().zip(&reach).map(|(b, l)| b * l).sum();
        Reaching { share, injected, reach, through, total }
    }

    /// The most that can be lost with `gone` for these factors: without cycles it is what is lost, where
    /// no two of the flows lie on one way.
    pub fn bound(
        &self,
        graph: &MoneyGraph,
        on: &Dependence,
        left: &BTreeMap<usize, f64>,
        gone: &[Subject],
    ) -> f64 {
        let arcs = left.iter().filter_map(|(&flow, &left)| Some((on.arc(flow)?, left)));
        let flows: f64 = arcs.map(|(arc, left)| (1.0 - left) * self.carried(graph, arc)).sum();
        let own = gone.iter().map(|&s| match s {
            Subject::Actor(a) => self.injected[a] * self.reach[a],
            Subject::Flow(_) => 0.0,
        });
        (flows + own.sum::<f64>()).min(self.total)
    }

    /// Money that reaches us over an arc.
    pub fn carried(&self, graph: &MoneyGraph, arc: usize) -> f64 {
        let MoneyArc { from, to, .. } = graph.arcs[arc];
        self.through[from] * self.share[arc] * self.reach[to]
    }

    /// Share of the total that is lost with an actor that only pays and is paid: x l / N / Y.
    pub fn loss_of_actor(&self, graph: &MoneyGraph, actor: usize) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        // Nobody is visited less than once; in a loop that nothing leaves the count means nothing.
        let visits = graph.visits(&self.share, actor).max(1.0);
        let lost = self.through[actor] * self.reach[actor] / visits;
        (lost / self.total).clamp(0.0, 1.0)
    }

    /// Share of the total that is lost when these flows keep only these factors and `gone` no longer pays.
    pub fn loss(
        &self,
        graph: &MoneyGraph,
        on: &Dependence,
        us: usize,
        left: &BTreeMap<usize, f64>,
        gone: &[Subject],
    ) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let mut share = self.share.clone();
        for (&flow, factor) in left {
            if let Some(arc) = on.arc(flow) {
                share[arc] *= factor;
            }
        }
        let reach = graph.up(&share, unit(graph.actors(), us));
        let stays = |i: usize| !gone.contains(&Subject::Actor(i));
        let with = self.injected.iter().zip(&reach).enumerate().filter(|(i, _)| stays(*i));
        let total: f64 = with.map(|(_, (b, l))| b * l).sum();
        (1.0 - total / self.total).clamp(0.0, 1.0)
    }
}

fn unit(n: usize, at: usize) -> Vec<f64> {
    let mut v = vec![0.0; n];
    v[at] = 1.0;
    v
}
