//! The ways by which demand reaches us: how many days, how much money, through whose hands.
//!
//! Each money flow is a leg of its own, through the actors it names (so that deals do not mix). A leg takes
//! its own days, the days that work rests with those it passes, and those of agreements not yet given. The
//! k shortest ways without repeats by Yen (1971). Where no amount is drawn, money and attention make
//! the legs, and routes have no amount.

use super::{
    DemandDays, IfMet, RouteView, Veto,
    memory::{Memory, Read},
    money::MoneyGraph,
    snapshot::{Grouped, Snapshot},
    top::Leverage,
};
use crate::map::{Evidence, GateState, Kind, Role};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque},
    sync::Arc,
};

/// Ways longer than this are looked at in part: turns in their first legs, gatekeepers on their last.
const LONG: usize = 64;

/// One leg.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    /// Number of the flow; `None` for the step from nowhere to where demand starts.
    pub flow: Option<usize>,
    /// Start.
    pub from: usize,
    /// End.
    pub to: usize,
    /// Days, as far as they are known.
    pub days: f64,
}

/// All legs between where demand starts and us. The last number stands for "anywhere demand starts".
pub(super) struct Network {
    legs: Vec<Leg>,
    out: Grouped,
    into: Grouped,
    nodes: usize,
}

/// How far it still is to a place by the quickest way: days and legs; `None` where none leads there.
type Ahead = Vec<Option<(f64, usize)>>;

/// A way through the network: its legs, the first from nowhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// Days in all.
    pub days: f64,
    /// Leg numbers.
    pub legs: Vec<usize>,
}

impl Network {
    /// The legs of a map.
    pub fn new(map: &Snapshot, money: &Leverage) -> Network {
        let flows: Vec<usize> = if money.graph.arcs.is_empty() {
            let kinds = [Kind::Money, Kind::Attention];
            let rows = map.flows.iter().enumerate();
            rows.filter(|(_, r)| kinds.contains(&r.flow.kind) && !r.is_loop()).map(|(i, _)| i).collect()
        } else {
            money.graph.arcs.iter().map(|a| a.flow).collect()
        };
        let leg = |flow: usize| {
            let row = &map.flows[flow];
            Leg { flow: Some(flow), from: row.from, to: row.to, days: days(map, flow) }
        };
        let start = map.actors.len();
        let begin = map.demand().into_iter().map(|to| Leg { flow: None, from: start, to, days: 0.0 });
        Network::of(start + 1, flows.into_iter().map(leg).chain(begin).collect())
    }

    /// The network of given legs.
    pub fn of(nodes: usize, legs: Vec<Leg>) -> Network {
        let out = Grouped::new(nodes, legs.iter().enumerate().map(|(i, l)| (l.from, i)));
        let into = Grouped::new(nodes, legs.iter().enumerate().map(|(i, l)| (l.to, i)));
        Network { legs, out, into, nodes }
    }

    /// Every leg.
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// How far it is to `to` from everywhere (Dijkstra, backwards).
    fn ahead(&self, to: usize) -> Ahead {
        let mut ahead: Ahead = vec![None; self.nodes];
        let mut queue = BinaryHeap::from([Reverse((Days(0.0), 0usize, to))]);
        while let Some(Reverse((Days(days), steps, node))) = queue.pop() {
            if ahead[node].is_some() {
                continue;
            }
            ahead[node] = Some((days, steps));
            for Leg { from, days: more, .. } in self.into.of(node).map(|l| self.legs[l]) {
                if ahead[from].is_none() {
                    queue.push(Reverse((Days(days + more), steps + 1, from)));
                }
            }
        }
        ahead
    }

    /// The quickest way that uses none of these legs and actors; of equal ones that with fewer legs. Looks
    /// first where least is `ahead` (Hart, Nilsson, Raphael 1968), so that it sees little of a large map.
    fn quickest(
        &self,
        from: usize,
        to: usize,
        ahead: &Ahead,
        legs: &BTreeSet<usize>,
        actors: &BTreeSet<usize>,
    ) -> Option<Way> {
        let mut best: BTreeMap<usize, (f64, usize, Option<usize>)> = BTreeMap::new();
        let mut done = BTreeSet::new();
        let mut queue = BinaryHeap::new();
        let (days, steps) = ahead[from]?;
        best.insert(from, (0.0, 0, None));
        queue.push(Reverse((Days(days), steps, from)));
        while let Some(Reverse((_, _, node))) = queue.pop() {
            if node == to {
                break;
            }
            if !done.insert(node) {
                continue;
            }
            let (days, steps, _) = best[&node];
            for leg in self.out.of(node).filter(|l| !legs.contains(l)) {
                let Leg { to: next, days: more, .. } = self.legs[leg];
                let Some((rest, left)) = ahead[next] else { continue };
                let new = (days + more, steps + 1);
                let better = best.get(&next).is_none_or(|&(d, s, _)| (Days(new.0), new.1) < (Days(d), s));
                if better && !done.contains(&next) && !actors.contains(&next) {
                    best.insert(next, (new.0, new.1, Some(leg)));
                    queue.push(Reverse((Days(new.0 + rest), new.1 + left, next)));
                }
            }
        }
        let days = best.get(&to)?.0;
        let mut way = Vec::new();
        let mut node = to;
        while let Some(leg) = best[&node].2 {
            way.push(leg);
            node = self.legs[leg].from;
        }
        way.reverse();
        Some(Way { days, legs: way })
    }

    /// The `k` quickest ways that pass nobody twice, the quickest first.
    pub fn quickest_ways(&self, from: usize, to: usize, k: usize) -> Vec<Way> {
        let (ahead, nothing) = (self.ahead(to), BTreeSet::new());
        let mut found: Vec<Way> = self.quickest(from, to, &ahead, &nothing, &nothing).into_iter().collect();
        let mut open: BTreeMap<(Days, usize, Vec<usize>), ()> = BTreeMap::new();
        while let Some(last) = found.last().filter(|_| found.len() < k).cloned() {
            for turn in 0..last.legs.len().min(LONG) {
                let root = &last.legs[..turn];
                let node = self.legs[last.legs[turn]].from;
                let same_root = found.iter().filter(|w| w.legs.starts_with(root));
                let used: BTreeSet<usize> = same_root.filter_map(|w| w.legs.get(turn).copied()).collect();
                let passed: BTreeSet<usize> = root.iter().map(|&l| self.legs[l].from).collect();
                if let Some(rest) = self.quickest(node, to, &ahead, &used, &passed) {
                    let legs: Vec<usize> = root.iter().copied().chain(rest.legs).collect();
                    let days = legs.iter().map(|&l| self.legs[l].days).sum();
                    open.insert((Days(days), legs.len(), legs), ());
                }
            }
            let next = loop {
                match open.pop_first() {
                    Some(((_, _, legs), ())) if found.iter().any(|w| w.legs == legs) => {}
                    other => break other,
                }
            };
            let Some(((Days(days), _, legs), ())) = next else { break };
            found.push(Way { days, legs });
        }
        found
    }

    /// Days of the quickest way from demand to `us` if nothing waited for this.
    pub fn days_without(&self, map: &Snapshot, us: usize, wait: Wait) -> Option<f64> {
        let spared =
            |flow: usize| -> f64 { waits(map, flow).iter().filter(|w| w.0 == wait).map(|w| w.1).sum() };
        let leg = |leg: &Leg| Leg { days: (leg.days - leg.flow.map_or(0.0, spared)).max(0.0), ..*leg };
        let quick = Network::of(self.nodes, self.legs.iter().map(leg).collect());
        quick.ahead(us)[quick.nodes - 1].map(|(days, _)| days)
    }

    /// Whether demand reaches `us` without the legs that `blocked` names.
    fn reaches(&self, us: usize, blocked: &dyn Fn(&Leg) -> bool) -> Option<Vec<usize>> {
        let start = self.nodes - 1;
        let mut by: Vec<Option<usize>> = vec![None; self.nodes];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for leg in self.out.of(node) {
                let to = self.legs[leg].to;
                if to != start && by[to].is_none() && !blocked(&self.legs[leg]) {
                    by[to] = Some(leg);
                    queue.push_back(to);
                }
            }
        }
        let mut way = Vec::new();
        let mut node = us;
        while node != start {
            let leg = by[node]?;
            way.push(leg);
            node = self.legs[leg].from;
        }
        Some(way)
    }

    /// Actors without whom no demand reaches us; they all lie on any one way.
    pub fn gatekeepers(&self, map: &Snapshot) -> Vec<usize> {
        let Some(us) = map.us.filter(|&us| !map.actors[us].is_demand()) else { return Vec::new() };
        let Some(way) = self.reaches(us, &|_| false) else { return Vec::new() };
        let passed = |&leg: &usize| {
            let Leg { flow, to, .. } = self.legs[leg];
            let via =
                flow.into_iter().flat_map(|f| map.flows[f].flow.via.iter().filter_map(|&v| map.actor(v)));
            via.chain([to]).collect::<Vec<_>>()
        };
        let on_the_way: BTreeSet<usize> =
            way.iter().take(LONG).flat_map(passed).filter(|&a| a != us).collect();
        let cuts = |&actor: &usize| {
            let id = map.actors[actor].id;
            let through = |leg: &Leg| leg.flow.is_some_and(|f| map.flows[f].flow.via.contains(&id));
            self.reaches(us, &|leg| leg.to == actor || through(leg)).is_none()
        };
        on_the_way.into_iter().filter(cuts).collect()
    }
}

/// Days in order, also where they are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Days(f64);

impl Eq for Days {}

impl PartialOrd for Days {
    fn partial_cmp(&self, other: &Days) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Days {
    fn cmp(&self, other: &Days) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// What a flow waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wait {
    /// An agreement that is not given, by flow number.
    Gate(usize),
    /// Work that rests with an actor.
    Rest(usize),
    /// Its own days, by flow number.
    Own(usize),
}

/// All that a flow waits for, with the days: its own, those with whom work rests on the way and at its end,
/// agreements that are not given.
pub(super) fn waits(map: &Snapshot, flow: usize) -> Vec<(Wait, f64)> {
    let row = &map.flows[flow];
    let plain = |days: Option<f64>| days.filter(|d| d.is_finite()).unwrap_or(0.0).max(0.0);
    let end = (map.us != Some(row.to)).then_some(row.to);
    let via = row.flow.via.iter().filter_map(|&v| map.actor(v));
    let rests = via.chain(end).map(|a| (Wait::Rest(a), plain(map.actors[a].dwell_days)));
    let gates = unmet(map, flow).map(|g| (Wait::Gate(g), plain(map.flows[g].flow.delay_days)));
    let own = (Wait::Own(flow), plain(row.flow.delay_days));
    std::iter::once(own).chain(rests).chain(gates).filter(|w| w.1 > 0.0).collect()
}

fn days(map: &Snapshot, flow: usize) -> f64 {
    waits(map, flow).iter().map(|w| w.1).sum()
}

/// The gates of a flow that are not passed yet.
fn unmet<'m>(map: &'m Snapshot, flow: usize) -> impl Iterator<Item = usize> + 'm {
    let gates = map.flows[flow].flow.gates.iter().filter_map(|&g| map.flow(g));
    gates.filter(|&g| map.flows[g].flow.gate == Some(GateState::Unmet))
}

/// The quickest routes for people and machines.
pub(super) fn views(map: &Snapshot, money: &Leverage, network: &Network) -> Vec<RouteView> {
    let Some(us) = map.us.filter(|&us| !map.actors[us].is_demand()) else { return Vec::new() };
    let ways = network.quickest_ways(network.nodes - 1, us, map.config.routes);
    ways.iter().map(|way| view(map, money, network, way)).collect()
}

fn view(map: &Snapshot, money: &Leverage, network: &Network, way: &Way) -> RouteView {
    let flows: Vec<usize> = way.legs.iter().filter_map(|&l| network.legs[l].flow).collect();
    let mut path = vec![map.flows[flows[0]].from];
    let mut gates = BTreeSet::new();
    for &f in &flows {
        path.extend(map.flows[f].flow.via.iter().filter_map(|&v| map.actor(v)));
        path.push(map.flows[f].to);
        gates.extend(map.flows[f].flow.gates.iter().filter_map(|&g| map.flow(g)));
    }
    let veto = |g: usize| Veto {
        actor: map.actors[map.flows[g].from].id,
        days: map.flows[g].flow.delay_days,
        met: map.flows[g].flow.gate.map(|g| g == GateState::Met),
    };
    RouteView {
        days: way.days,
        unknown_legs: flows.iter().filter(|&&f| map.flows[f].flow.delay_days.is_none()).count() as u32,
        amount: amount(map, money, &flows),
        kept: left_after_fees(map, money, &flows),
        sort: sort(map, &path, &flows).into(),
        gates: gates.into_iter().map(veto).collect(),
        evidence: flows.iter().map(|&f| map.flows[f].flow.evidence).max().unwrap_or(Evidence::Known),
        path: map.actor_ids(path),
        flows: map.flow_ids(flows),
    }
}

/// Money that comes by a route: what its first flow carries, times the shares that go on.
fn amount(map: &Snapshot, money: &Leverage, flows: &[usize]) -> Option<f64> {
    let first = map.flows[*flows.first()?].amount.yearly();
    let share = |&f: &usize| money.on.arc(f).map(|arc| money.trace.share[arc]);
    let shares: Option<Vec<f64>> = flows[1..].iter().map(share).collect();
    (first > 0.0).then_some(())?;
    Some(shares?.into_iter().fold(first, |a, s| a * s))
}

/// What fees and those passed leave of a unit.
fn left_after_fees(map: &Snapshot, money: &Leverage, flows: &[usize]) -> f64 {
    let passed = flows.iter().skip(1).map(|&f| 1.0 - money.trace.retained[map.flows[f].from]);
    let of = |base: &crate::map::FlowId| flows.iter().find(|&&f| map.flows[f].flow.id == *base).copied();
    let fees = map.flows.iter().filter_map(|r| Some((r, of(&r.flow.fee_of?)?)));
    let rate = |(row, base): (&super::snapshot::Row, usize)| {
        let paid = map.flows[base].amount.yearly();
        row.flow.rate.unwrap_or(if paid > 0.0 { row.amount.yearly() / paid } else { 0.0 })
    };
    let fees: f64 = fees.map(rate).filter(|r| r.is_finite()).sum();
    passed.product::<f64>() * (1.0 - fees.clamp(0.0, 1.0))
}

fn sort(map: &Snapshot, path: &[usize], flows: &[usize]) -> &'static str {
    let between = &path[1..path.len() - 1];
    let any = |roles: &[Role]| between.iter().any(|&a| roles.iter().any(|&r| map.actors[a].is(r)));
    let quick = flows.iter().all(|&f| map.flows[f].flow.delay_days.is_some_and(|d| d <= 7.0));
    match (between.is_empty(), flows.len()) {
        (false, _) if any(&[Role::Platform, Role::Gatekeeper]) => "marketplace",
        (false, 1) => "co-sell",
        (false, _) => "resell",
        (true, _) if quick && map.flows[flows[0]].flow.gates.is_empty() => "self-serve",
        (true, _) => "direct",
    }
}

/// The money of demand that arrives, and what it waits for on its way.
pub(super) struct Arriving {
    /// Where it comes from: demand, or whoever pays where no demand does.
    from: Vec<usize>,
    /// Money flows on its way.
    used: Vec<usize>,
    /// The days, each unit of money counting the same.
    pub days: f64,
    /// The part of each wait in them.
    pub waits: BTreeMap<Wait, f64>,
}

/// What arrives; `None` where nothing does.
pub(super) fn arriving(map: &Snapshot, money: &Leverage) -> Option<Arriving> {
    let reaching = money.reaching.as_ref()?;
    let graph = &money.graph;
    let pays = |a: &usize| reaching.injected[*a] * reaching.reach[*a];
    let mut from: Vec<usize> = map.demand().into_iter().filter(|a| pays(a) > 0.0).collect();
    if from.is_empty() {
        from = (0..map.actors.len()).filter(|a| pays(a) > 0.0).collect();
    }
    let arrives: f64 = from.iter().map(pays).sum();
    if arrives <= 0.0 {
        return None;
    }
    let mut start = vec![0.0; graph.actors()];
    from.iter().for_each(|&a| start[a] = reaching.injected[a]);
    let through = graph.down(&reaching.share, start);
    let (mut waits, mut used) = (BTreeMap::new(), Vec::new());
    for (arc, leg) in graph.arcs.iter().enumerate() {
        let carried = through[leg.from] * reaching.share[arc] * reaching.reach[leg.to] / arrives;
        if carried > 0.0 {
            used.push(leg.flow);
            for (wait, days) in self::waits(map, leg.flow) {
                *waits.entry(wait).or_insert(0.0) += carried * days;
            }
        }
    }
    Some(Arriving { from, used, days: waits.values().sum(), waits })
}

/// How long demand is on its way, over all routes; `None` where no money of demand reaches us.
pub(super) fn demand_days(
    map: &Snapshot,
    money: &Leverage,
    arriving: Option<&Arriving>,
    memory: &mut Memory,
) -> Option<DemandDays> {
    let (us, reaching, arriving) = (map.us?, money.reaching.as_ref()?, arriving?);
    let unknown = arriving.used.iter().filter(|&&f| map.flows[f].flow.delay_days.is_none());
    let gates: BTreeSet<usize> = arriving.used.iter().flat_map(|&f| unmet(map, f)).collect();
    let part = |gate: usize| arriving.waits.get(&Wait::Gate(gate)).copied().unwrap_or(0.0);
    Some(DemandDays {
        days: arriving.days,
        unknown_legs: unknown.count() as u32,
        if_met: gates
            .into_iter()
            .map(|gate| IfMet {
                gate: map.flows[gate].flow.id,
                actor: map.actors[map.flows[gate].from].id,
                days: arriving.days - part(gate),
            })
            .collect(),
        concentration: concentration(map, &money.graph, reaching, us),
        independent_routes: *recall_independent(map, &money.graph, us, &arriving.from, memory),
    })
}

/// HHI of the money that reaches us, by its last flow and those it runs through.
fn concentration(map: &Snapshot, graph: &MoneyGraph, reaching: &super::leverage::Reaching, us: usize) -> f64 {
    let mut ways: BTreeMap<(usize, &[crate::map::ActorId]), f64> = BTreeMap::new();
    for arc in graph.paid_to(us) {
        let row = &map.flows[graph.arcs[arc].flow];
        *ways.entry((row.from, &row.flow.via)).or_default() += reaching.carried(graph, arc);
    }
    hhi(ways.values().copied())
}

/// Sum of squared shares, 0 to 1 (Herfindahl and Hirschman); 0 for nothing.
pub(super) fn hhi(amounts: impl Iterator<Item = f64> + Clone) -> f64 {
    let total: f64 = amounts.clone().sum();
    if total > 0.0 { amounts.map(|x| (x / total).powi(2)).sum() } else { 0.0 }
}

/// How many ways share nobody, taken over from `memory` where no payment has other ends or other hands.
fn recall_independent(
    map: &Snapshot,
    graph: &MoneyGraph,
    us: usize,
    from: &[usize],
    memory: &mut Memory,
) -> Arc<u32> {
    let mut read = Read::new(map.config);
    read.add((us, from, graph.actors()));
    for arc in &graph.arcs {
        let via = map.flows[arc.flow].flow.via.iter().filter_map(|&v| map.actor(v));
        read.add((arc.from, arc.to, via.collect::<Vec<_>>()));
    }
    let worked = memory.recall("independent", read.digest(), || Some(independent(map, graph, us, from)));
    worked.unwrap_or_default()
}

/// How many ways from demand to us share nobody on the way (maximum flow with one unit for each actor).
fn independent(map: &Snapshot, graph: &MoneyGraph, us: usize, from: &[usize]) -> u32 {
    const MANY: u64 = 1 << 40;
    let mut net: petgraph::Graph<(), u64> = petgraph::Graph::new();
    let n = graph.actors();
    let node: Vec<_> = (0..2 * n).map(|_| net.add_node(())).collect();
    let (source, into, out) = (net.add_node(()), |a: usize| node[a], |a: usize| node[n + a]);
    for actor in 0..n {
        let ends = actor == us || from.contains(&actor);
        net.add_edge(into(actor), out(actor), if ends { MANY } else { 1 });
    }
    for &a in from {
        net.add_edge(source, into(a), MANY);
    }
    for arc in graph.arcs.iter().filter(|a| a.from != us) {
        // Each flow is a way of its own, and passes those it runs through.
        let mut at = net.add_node(());
        net.add_edge(out(arc.from), at, 1);
        for via in map.flows[arc.flow].flow.via.iter().filter_map(|&v| map.actor(v)) {
            net.add_edge(at, into(via), 1);
            at = out(via);
        }
        net.add_edge(at, into(arc.to), 1);
    }
    let (flow, _) = petgraph::algo::dinics(&net, source, into(us));
    flow.min(u64::from(u32::MAX)) as u32
}
