//! Money on the map: who pays whom how much of it onward, and where it is finally kept.
//!
//! T = max(in, out); share p of an arc = its amount / T of the payer; injected b = max(0, out - in); kept
//! share = 1 - out / T; N = (I - P)^-1. Solutions go through the strongly connected parts in order, small
//! ones by elimination, large ones by Gauss-Seidel from 0, which finds the least solution: money that
//! circles in a closed loop brings nothing to anyone outside. A large part that keeps so little that sweeps
//! do not settle is eliminated too.

use super::{
    linear::{Sparse, eliminated},
    snapshot::{Grouped, Snapshot},
};
use crate::map::Kind;
use petgraph::{Graph, algo::kosaraju_scc, graph::NodeIndex};

/// Parts of up to this many actors are solved by elimination.
const DENSE: usize = 40;
/// Sweeps to and fro after which a large part is eliminated instead: what has settled by then loses a
/// twentieth with each sweep or more, and is right to 1e-10.
const SWEEPS: usize = 250;

/// One quantified money flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct MoneyArc {
    /// Number of the flow.
    pub flow: usize,
    /// Payer.
    pub from: usize,
    /// Payee.
    pub to: usize,
}

/// Who pays whom, without the amounts.
pub(super) struct MoneyGraph {
    /// Quantified yearly money flows, in order of the flows.
    pub arcs: Vec<MoneyArc>,
    /// Their yearly amounts.
    pub amounts: Vec<f64>,
    out: Grouped,
    into: Grouped,
    /// Strongly connected parts, payees before their payers.
    parts: Vec<Vec<usize>>,
    /// The same parts, each in the order of a walk along its arcs.
    walks: Vec<Vec<usize>>,
    part_of: Vec<u32>,
    /// For each actor its place in the walk of its part.
    place: Vec<u32>,
}

/// Which way a solution runs.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// From payees to their payers.
    Up,
    /// From payers to their payees.
    Down,
}

impl MoneyGraph {
    /// The yearly money flows of a map; zero amounts and self-loops are no arcs.
    pub fn new(map: &Snapshot) -> MoneyGraph {
        let rows = map.flows.iter().enumerate();
        let money = rows.filter(|(_, r)| r.flow.kind == Kind::Money && !r.is_loop());
        let (arcs, amounts): (Vec<_>, Vec<_>) = money
            .map(|(flow, r)| (MoneyArc { flow, from: r.from, to: r.to }, r.amount.yearly()))
            .filter(|(_, amount)| *amount > 0.0)
            .unzip();
        MoneyGraph::of(map.actors.len(), arcs, amounts)
    }

    /// The graph of given arcs among `actors` actors.
    pub fn of(actors: usize, arcs: Vec<MoneyArc>, amounts: Vec<f64>) -> MoneyGraph {
        let out = Grouped::new(actors, arcs.iter().enumerate().map(|(i, a)| (a.from, i)));
        let into = Grouped::new(actors, arcs.iter().enumerate().map(|(i, a)| (a.to, i)));
        let mut graph: Graph<(), ()> = Graph::with_capacity(actors, arcs.len());
        for _ in 0..actors {
            graph.add_node(());
        }
        for arc in &arcs {
            graph.add_edge(NodeIndex::new(arc.from), NodeIndex::new(arc.to), ());
        }
        // Not `tarjan_scc`, which calls itself for each step and overflows the stack on long chains.
        let found = kosaraju_scc(&graph).into_iter();
        let walks: Vec<Vec<usize>> =
            found.map(|part| part.into_iter().map(NodeIndex::index).collect()).collect();
        let mut parts = walks.clone();
        parts.iter_mut().for_each(|part| part.sort_unstable());
        let mut part_of = vec![0; actors];
        for (number, part) in parts.iter().enumerate() {
            part.iter().for_each(|&actor| part_of[actor] = number as u32);
        }
        let mut place = vec![0; actors];
        for walk in &walks {
            walk.iter().enumerate().for_each(|(at, &actor)| place[actor] = at as u32);
        }
        MoneyGraph { arcs, amounts, out, into, parts, walks, part_of, place }
    }

    /// How many actors there are, with or without money.
    pub fn actors(&self) -> usize {
        self.part_of.len()
    }

    /// Arcs that an actor pays.
    pub fn paid_by(&self, actor: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.out.of(actor)
    }

    /// Arcs that an actor is paid.
    pub fn paid_to(&self, actor: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.into.of(actor)
    }

    /// Whether money that leaves an actor can come back to it.
    pub fn in_cycle(&self, actor: usize) -> bool {
        self.parts[self.part_of[actor] as usize].len() > 1
    }

    /// Groups of actors among whom money goes round.
    pub fn cycles(&self) -> impl Iterator<Item = &[usize]> {
        self.parts.iter().filter(|p| p.len() > 1).map(Vec::as_slice)
    }

    /// For each actor: `start` plus, over the arcs it pays, share times the payee's value.
    pub fn up(&self, share: &[f64], start: Vec<f64>) -> Vec<f64> {
        self.solve(Way::Up, share, start)
    }

    /// For each actor: `start` plus, over the arcs it is paid, share times the payer's value.
    pub fn down(&self, share: &[f64], start: Vec<f64>) -> Vec<f64> {
        self.solve(Way::Down, share, start)
    }

    /// How often a unit that starts at an actor is there in all: 1 without cycles.
    pub fn visits(&self, share: &[f64], actor: usize) -> f64 {
        let part = &self.parts[self.part_of[actor] as usize];
        if part.len() == 1 {
            return 1.0;
        }
        let mut value = vec![0.0; self.actors()];
        value[actor] = 1.0;
        self.settle(Way::Down, part, share, &mut value);
        value[actor]
    }

    fn solve(&self, way: Way, share: &[f64], mut value: Vec<f64>) -> Vec<f64> {
        let settle = |part: &Vec<usize>| self.settle(way, part, share, &mut value);
        match way {
            Way::Up => self.parts.iter().for_each(settle),
            Way::Down => self.parts.iter().rev().for_each(settle),
        }
        value
    }

    /// The arcs that feed an actor's value, with the actor at their other end.
    fn feeding(&self, way: Way, actor: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let (group, other): (&Grouped, fn(&MoneyArc) -> usize) = match way {
            Way::Up => (&self.out, |a| a.to),
            Way::Down => (&self.into, |a| a.from),
        };
        group.of(actor).map(move |arc| (arc, other(&self.arcs[arc])))
    }

    /// Solves one part whose feeding parts are already solved.
    fn settle(&self, way: Way, part: &[usize], share: &[f64], value: &mut [f64]) {
        let number = self.part_of[part[0]];
        let inside = |actor: usize| self.part_of[actor] == number;
        for &actor in part {
            let from_outside = self.feeding(way, actor).filter(|&(_, other)| !inside(other));
            value[actor] += from_outside.map(|(arc, other)| share[arc] * value[other]).sum::<f64>();
        }
        match part.len() {
            1 => {}
            n if n <= DENSE => self.eliminate(way, part, share, value),
            _ => self.sweep(way, part, share, value),
        }
    }

    fn eliminate(&self, way: Way, part: &[usize], share: &[f64], value: &mut [f64]) {
        let n = part.len();
        let mut rows = vec![vec![0.0; n + 1]; n];
        for (i, &actor) in part.iter().enumerate() {
            rows[i][i] = 1.0;
            rows[i][n] = value[actor];
            for (arc, other) in self.feeding(way, actor) {
                if let Ok(j) = part.binary_search(&other) {
                    rows[i][j] -= share[arc];
                }
            }
        }
        for (&actor, x) in part.iter().zip(eliminated(rows)) {
            value[actor] = x;
        }
    }

    /// Sweeps to and fro along the walk, so that long rings settle as soon as short ones.
    fn sweep(&self, way: Way, part: &[usize], share: &[f64], value: &mut [f64]) {
        let number = self.part_of[part[0]];
        let walk = &self.walks[number as usize];
        // The arcs inside the part, gathered once: place in the walk and share, by the place they feed.
        let mut inner: Vec<(u32, f64)> = Vec::with_capacity(2 * walk.len());
        let mut ends = Vec::with_capacity(walk.len());
        for &actor in walk {
            let inside = self.feeding(way, actor).filter(|&(_, o)| self.part_of[o] == number);
            inner.extend(inside.map(|(arc, other)| (self.place[other], share[arc])));
            ends.push(inner.len());
        }
        let start: Vec<f64> = walk.iter().map(|&a| value[a]).collect();
        let fed_by = |at: usize| &inner[if at == 0 { 0 } else { ends[at - 1] }..ends[at]];
        let x = settled(&start, fed_by).unwrap_or_else(|| {
            let row = |at| fed_by(at).iter().map(|&(other, share)| (other as usize, share)).collect();
            Sparse::new((0..walk.len()).map(row), start.clone()).solved()
        });
        walk.iter().zip(x).for_each(|(&actor, x)| value[actor] = x);
    }
}

/// Sweeps until nothing moves; `None` where that takes too long.
fn settled<'f>(start: &[f64], fed_by: impl Fn(usize) -> &'f [(u32, f64)]) -> Option<Vec<f64>> {
    let mut x = vec![0.0; start.len()];
    let mut step = |at: usize| {
        let fed: f64 = fed_by(at).iter().map(|&(other, share)| share * x[other as usize]).sum();
        let moved = (start[at] + fed - x[at]).abs() / (start[at] + fed).max(1e-9);
        x[at] = start[at] + fed;
        moved
    };
    for _ in 0..SWEEPS {
        let there = (0..start.len()).map(&mut step).fold(0.0, f64::max);
        let back = (0..start.len()).rev().map(&mut step).fold(0.0, f64::max);
        if there.max(back) < 1e-12 {
            return Some(x);
        }
    }
    None
}

/// Amounts turned into shares.
pub(super) struct Trace {
    /// Money that comes in, for each actor.
    pub money_in: Vec<f64>,
    /// Money that goes out.
    pub money_out: Vec<f64>,
    /// Money that goes out beyond what came in: where it enters the map.
    pub injected: Vec<f64>,
    /// Share of what goes through an actor that stays with it.
    pub retained: Vec<f64>,
    /// For each arc: its share of what goes through the payer.
    pub share: Vec<f64>,
}

impl Trace {
    /// Shares for these amounts, one for each arc of the graph.
    pub fn new(graph: &MoneyGraph, amounts: &[f64]) -> Trace {
        let n = graph.actors();
        let (mut money_in, mut money_out) = (vec![0.0; n], vec![0.0; n]);
        for (arc, amount) in graph.arcs.iter().zip(amounts) {
            money_out[arc.from] += amount;
            money_in[arc.to] += amount;
        }
        let through = |i: usize| money_in[i].max(money_out[i]);
        let injected = (0..n).map(|i| (money_out[i] - money_in[i]).max(0.0)).collect();
        let retained =
            (0..n).map(|i| if through(i) > 0.0 { 1.0 - money_out[i] / through(i) } else { 0.0 }).collect();
        let share = graph.arcs.iter().zip(amounts);
        let share = share.map(|(arc, a)| if *a > 0.0 { a / through(arc.from) } else { 0.0 }).collect();
        Trace { money_in, money_out, injected, retained, share }
    }

    /// Of each unit that an actor brings in, how much each actor finally keeps.
    pub fn kept_of(&self, graph: &MoneyGraph, injector: usize) -> Vec<f64> {
        let mut start = vec![0.0; graph.actors()];
        start[injector] = 1.0;
        self.kept(graph, start)
    }

    /// What each actor finally keeps of all money injected.
    pub fn captured(&self, graph: &MoneyGraph) -> Vec<f64> {
        self.kept(graph, self.injected.clone())
    }

    fn kept(&self, graph: &MoneyGraph, start: Vec<f64>) -> Vec<f64> {
        let through = graph.down(&self.share, start);
        through.iter().zip(&self.retained).map(|(x, kept)| x * kept).collect()
    }
}
