//! Who holds the map together: Burt's constraint, betweenness, articulation points.
//!
//! For information. Where somebody sits says nothing of how much depends on them; that is `leverage`.

use super::{
    findings::Saying,
    memory::{Memory, Read},
    snapshot::Snapshot,
    words,
};
use crate::random::SplitMix64;
use petgraph::{Graph, Undirected, algo::articulation_points::articulation_points};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Numbers of all actors.
pub(super) struct Structure {
    /// Burt's constraint; `None` for those without contacts.
    pub constraint: Vec<Option<f64>>,
    /// Share of shortest ways between pairs of others.
    pub betweenness: Vec<f64>,
    /// Whether the map falls apart without it.
    pub articulation: Vec<bool>,
}

impl Structure {
    /// Works them out from any kind of flow.
    pub fn new(map: &Snapshot) -> Structure {
        let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for row in map.flows.iter().filter(|r| !r.is_loop()) {
            let w = weights.entry((row.from, row.to)).or_insert(0.0);
            *w = w.max(row.weight);
        }
        let n = map.actors.len();
        let near = neighbours(n, weights.keys().copied());
        Structure {
            constraint: constraint(n, &weights),
            betweenness: betweenness(&near, map.config.exact_betweenness, map.config.seed),
            articulation: articulation(&near),
        }
    }
}

/// The numbers of all actors, taken over from `memory` where no flow has other ends or another weight.
pub(super) fn recall(map: &Snapshot, memory: &mut Memory) -> Arc<Structure> {
    let mut read = Read::new(map.config);
    read.add(map.actors.len());
    for row in map.flows.iter().filter(|r| !r.is_loop()) {
        read.add((row.from, row.to));
        read.number(row.weight);
    }
    let worked = memory.recall("structure", read.digest(), || Some(Structure::new(map)));
    worked.unwrap_or_else(|| Arc::new(Structure::new(map)))
}

/// For each node its neighbours, in order, each once.
pub fn neighbours(n: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut near = vec![BTreeSet::new(); n];
    for (a, b) in pairs.filter(|(a, b)| a != b) {
        near[a].insert(b);
        near[b].insert(a);
    }
    near.into_iter().map(|s| s.into_iter().collect()).collect()
}

/// Burt's constraint as networkx has it: p_ij is the part of i's ties, both directions summed, that is
/// with j; the constraint of i is the sum over its contacts j of (p_ij + sum over q of p_iq p_qj) squared.
pub(super) fn constraint(n: usize, weights: &BTreeMap<(usize, usize), f64>) -> Vec<Option<f64>> {
    let mut ties: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); n];
    for (&(a, b), &w) in weights.iter().filter(|((a, b), _)| a != b) {
        *ties[a].entry(b).or_default() += w;
        *ties[b].entry(a).or_default() += w;
    }
    let total: Vec<f64> = ties.iter().map(|t| t.values().sum()).collect();
    let of = |i: usize| {
        (total[i] > 0.0).then(|| {
            let mut through: BTreeMap<usize, f64> = BTreeMap::new();
            for (&q, &w) in &ties[i] {
                *through.entry(q).or_default() += w / total[i];
                for (&j, &onward) in ties[q].iter().filter(|(j, _)| **j != i) {
                    *through.entry(j).or_default() += w / total[i] * onward / total[q];
                }
            }
            ties[i].keys().map(|j| through[j].powi(2)).sum()
        })
    };
    (0..n).map(of).collect()
}

/// Betweenness after Brandes (2001), undirected, as a share of the pairs of others; from as many sampled
/// sources as `exact` on larger maps.
pub fn betweenness(near: &[Vec<usize>], exact: usize, seed: u64) -> Vec<f64> {
    let n = near.len();
    if n < 3 {
        return vec![0.0; n];
    }
    let sources: Vec<usize> = if n <= exact {
        (0..n).collect()
    } else {
        let mut random = SplitMix64(seed);
        let mut all: Vec<usize> = (0..n).collect();
        let few = (exact / 4).clamp(1, n);
        for i in 0..few {
            let other = i + (random.next() % (n - i) as u64) as usize;
            all.swap(i, other);
        }
        all.truncate(few);
        all
    };
    let scale = n as f64 / sources.len() as f64 / ((n - 1) * (n - 2)) as f64;
    let mut sum = vec![0.0; n];
    let mut walk = Brandes::new(n);
    sources.iter().for_each(|&s| walk.add(near, s, &mut sum));
    sum.into_iter().map(|x| x * scale).collect()
}

/// Space for one source's walk.
struct Brandes {
    order: Vec<usize>,
    distance: Vec<u32>,
    paths: Vec<f64>,
    share: Vec<f64>,
}

impl Brandes {
    fn new(n: usize) -> Brandes {
        Brandes {
            order: Vec::with_capacity(n),
            distance: vec![0; n],
            paths: vec![0.0; n],
            share: vec![0.0; n],
        }
    }

    fn add(&mut self, near: &[Vec<usize>], source: usize, sum: &mut [f64]) {
        const FAR: u32 = u32::MAX;
        self.order.clear();
        self.distance.fill(FAR);
        self.paths.fill(0.0);
        self.share.fill(0.0);
        (self.distance[source], self.paths[source]) = (0, 1.0);
        self.order.push(source);
        let mut at = 0;
        while let Some(&v) = self.order.get(at) {
            at += 1;
            for &w in &near[v] {
                if self.distance[w] == FAR {
                    self.distance[w] = self.distance[v] + 1;
                    self.order.push(w);
                }
                if self.distance[w] == self.distance[v] + 1 {
                    self.paths[w] += self.paths[v];
                }
            }
        }
        for &w in self.order.iter().rev() {
            for &v in near[w].iter().filter(|&&v| self.distance[v] + 1 == self.distance[w]) {
                self.share[v] += self.paths[v] / self.paths[w] * (1.0 + self.share[w]);
            }
            if w != source {
                sum[w] += self.share[w];
            }
        }
    }
}

/// Nodes without which their part falls into several.
pub fn articulation(near: &[Vec<usize>]) -> Vec<bool> {
    let mut graph: Graph<(), (), Undirected> = Graph::new_undirected();
    let nodes: Vec<_> = near.iter().map(|_| graph.add_node(())).collect();
    for (a, all) in near.iter().enumerate() {
        all.iter().filter(|&&b| a < b).for_each(|&b| {
            graph.add_edge(nodes[a], nodes[b], ());
        });
    }
    let cuts = articulation_points(&graph);
    nodes.iter().map(|node| cuts.contains(node)).collect()
}

/// Who alone links parts of the map, as an answer to question 3.
pub(super) fn findings(map: &Snapshot, structure: &Structure) -> Vec<Saying> {
    let brokers: Vec<usize> = (0..map.actors.len())
        .filter(|&a| structure.articulation[a] && map.us != Some(a) && !map.actors[a].is_demand())
        .collect();
    let mut said = Vec::new();
    if let Some(us) = map.us.filter(|&us| structure.articulation[us]) {
        let text = say!("Parts of this map meet only through you.");
        said.push(Saying::new(3, "structure.only-through-us", 0.15, text).actors([us]).drawn());
    }
    if !brokers.is_empty() {
        let names = words::list(brokers.iter().map(|&a| map.name(a)), 4);
        let text = say!("Parts of this map meet only through {names}.", names);
        said.push(Saying::new(3, "structure.broker", 0.25, text).actors(brokers).drawn());
    }
    said
}
