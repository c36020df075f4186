//! Question 8, in what gets through: where the most that can reach us is limited, and what to widen.
//!
//! Maximum flow from demand to us over the capacities that are drawn; a flow without one is no limit. A
//! flow is worth widening where, in what capacity is left, demand reaches its start and its end reaches us
//! (Ford and Fulkerson). Says nothing of flows whose limit nobody recorded.

use super::{Capacity, CapacityLoss, quantity, snapshot::Snapshot, top::Leverage, words};
use petgraph::{Graph, algo::dinics, graph::NodeIndex};
use std::collections::VecDeque;

/// A directed arc with the most it carries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pipe {
    /// Start.
    pub from: usize,
    /// End.
    pub to: usize,
    /// The most.
    pub most: u64,
}

/// What gets through, and where it is held up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Through {
    /// The most that gets from source to sink.
    pub most: u64,
    /// What each pipe then carries.
    pub carried: Vec<u64>,
    /// Pipes from what the source still reaches to what it does not: the narrowest place.
    pub cut: Vec<usize>,
    /// Pipes that are worth widening.
    pub widen: Vec<usize>,
}

/// The most that gets from `source` to `sink`.
pub(super) fn through(nodes: usize, pipes: &[Pipe], source: usize, sink: usize) -> Through {
    let mut net: Graph<(), u64> = Graph::with_capacity(nodes, pipes.len());
    (0..nodes).for_each(|_| {
        net.add_node(());
    });
    for pipe in pipes {
        net.add_edge(NodeIndex::new(pipe.from), NodeIndex::new(pipe.to), pipe.most);
    }
    let (most, carried) = dinics(&net, NodeIndex::new(source), NodeIndex::new(sink));
    let ahead = reached(nodes, pipes, &carried, source, true);
    let behind = reached(nodes, pipes, &carried, sink, false);
    let all = || pipes.iter().enumerate();
    let cut = all().filter(|(_, p)| p.most > 0 && ahead[p.from] && !ahead[p.to]).map(|(i, _)| i).collect();
    let widen = all().filter(|(_, p)| ahead[p.from] && behind[p.to]).map(|(i, _)| i).collect();
    Through { most, carried, cut, widen }
}

/// Who can be reached over what is left, from the source forwards or from the sink backwards.
fn reached(nodes: usize, pipes: &[Pipe], carried: &[u64], start: usize, forwards: bool) -> Vec<bool> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (pipe, &carried) in pipes.iter().zip(carried) {
        let (a, b) = if forwards { (pipe.from, pipe.to) } else { (pipe.to, pipe.from) };
        if pipe.most > carried {
            near[a].push(b);
        }
        if carried > 0 {
            near[b].push(a);
        }
    }
    let mut seen = vec![false; nodes];
    seen[start] = true;
    let mut todo = VecDeque::from([start]);
    while let Some(at) = todo.pop_front() {
        for &next in &near[at] {
            if !std::mem::replace(&mut seen[next], true) {
                todo.push_back(next);
            }
        }
    }
    seen
}

/// Share of what gets through that is lost without a node.
pub(super) fn loss_without(nodes: usize, pipes: &[Pipe], ends: (usize, usize), all: u64, node: usize) -> f64 {
    let left: Vec<Pipe> = pipes.iter().copied().filter(|p| p.from != node && p.to != node).collect();
    let without = through(nodes, &left, ends.0, ends.1).most;
    if all == 0 { 0.0 } else { 1.0 - without as f64 / all as f64 }
}

/// More than any capacity, in whole units of the base currency; sums of many still fit.
const NO_LIMIT: u64 = 1 << 44;

/// What limits the money that can reach us; `None` where no capacity is drawn on its way.
pub(super) fn capacity(map: &Snapshot, money: &Leverage) -> Option<Capacity> {
    let us = map.us?;
    let limit = |flow: usize| quantity::capacity(map.flows[flow].flow, &map.map.info);
    let most = |flow: usize| limit(flow).map_or(NO_LIMIT, |c| c.min(1e13).round() as u64);
    let arcs = money.graph.arcs.iter().filter(|a| a.from != us);
    let mut pipes: Vec<Pipe> =
        arcs.clone().map(|a| Pipe { from: a.from, to: a.to, most: most(a.flow) }).collect();
    let flows: Vec<usize> = arcs.map(|a| a.flow).collect();
    if pipes.iter().all(|p| p.most == NO_LIMIT) {
        return None;
    }
    let source = map.actors.len();
    let starts = map.demand().into_iter().filter(|&a| a != us);
    pipes.extend(starts.map(|to| Pipe { from: source, to, most: NO_LIMIT }));
    let nodes = source + 1;
    let found = through(nodes, &pipes, source, us);
    let ids = |pipes: &[usize]| {
        map.flow_ids(pipes.iter().filter_map(|&p| flows.get(p).copied()).collect::<Vec<_>>())
    };
    let unlimited = found.most >= NO_LIMIT;
    let mut lost = if unlimited || found.most == 0 {
        Vec::new()
    } else {
        losses(map, nodes, &pipes, (source, us), &found)
    };
    lost.truncate(map.config.top);
    Some(Capacity {
        most: (!unlimited).then_some(found.most as f64),
        sentence: sentence(map, &flows, &found, unlimited),
        cut: ids(&found.cut),
        widen: ids(&found.widen),
        lost,
    })
}

/// What is lost without each actor, the most first. No more can be lost than goes through, so that the
/// search ends where what goes through falls below what was found.
fn losses(
    map: &Snapshot,
    nodes: usize,
    pipes: &[Pipe],
    ends: (usize, usize),
    found: &Through,
) -> Vec<CapacityLoss> {
    let mut passing = vec![0u64; nodes];
    pipes.iter().zip(&found.carried).for_each(|(p, c)| passing[p.to] += c);
    let mut order: Vec<usize> = (0..map.actors.len())
        .filter(|&a| a != ends.1 && passing[a] > 0 && !map.actors[a].is_demand())
        .collect();
    order.sort_by(|&a, &b| passing[b].cmp(&passing[a]).then(a.cmp(&b)));
    let mut lost: Vec<(f64, usize)> = Vec::new();
    for actor in order {
        let fifth = lost.get(map.config.top.wrapping_sub(1)).map_or(0.0, |l| l.0);
        if passing[actor] as f64 / found.most as f64 + 1e-12 < fifth {
            break;
        }
        lost.push((loss_without(nodes, pipes, ends, found.most, actor), actor));
        lost.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    }
    let one = |(loss, actor): (f64, usize)| CapacityLoss { actor: map.actors[actor].id, loss };
    lost.into_iter().filter(|l| l.0 > 0.0).map(one).collect()
}

fn sentence(map: &Snapshot, flows: &[usize], found: &Through, unlimited: bool) -> String {
    if unlimited {
        return say!("No capacity that is drawn limits what can reach you.").into();
    }
    if found.most == 0 {
        return say!("No way from demand to you is drawn, so nothing can be widened.").into();
    }
    let most = words::money(found.most as f64, &map.map.info.currency);
    let ends = |pipes: &[usize]| {
        let rows = pipes.iter().filter_map(|&p| flows.get(p)).map(|&f| &map.flows[f]);
        let ends: Vec<String> =
            rows.map(|r| say!("{from} to {to}", from = map.name(r.from), to = map.name(r.to))).collect();
        words::list(ends.iter().map(String::as_str), 3)
    };
    if found.widen.is_empty() {
        let places = ends(&found.cut);
        return say!(
            "At most {most} a year can reach you: {places} together hold it up, and widening one alone changes nothing.",
            most,
            places
        );
    }
    let places = ends(&found.widen);
    say!(
        "At most {most} a year can reach you. More would come by widening the way from {places}.",
        most,
        places
    )
}
