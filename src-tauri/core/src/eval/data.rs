//! Question 6: where does data end up, and under which contract and consent?
//!
//! A flow carries the datasets it lists, as far as its source holds them; a flow that lists none may carry
//! whatever its source holds, which is kept apart as an upper bound. What happens on the way lowers the
//! sensitivity z. Who holds what at most, z and all, is found by following flows until nothing changes.

use super::{DataView, DepthScore, GapView, Holding, findings::Saying, snapshot::Snapshot, words};
use crate::map::{AgreementKind, Flow, Kind, Transform};
use std::collections::{BTreeMap, BTreeSet};

/// A dataset by number.
pub(super) struct Set {
    /// Name.
    pub name: String,
    /// Where it begins.
    pub origin: Option<usize>,
    /// Sensitivity, 0 to 4.
    pub z: u8,
}

/// One direction of a data flow.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    /// Number of the flow.
    pub flow: usize,
    /// Sender.
    pub from: usize,
    /// Recipient.
    pub to: usize,
    /// The datasets it says it carries.
    pub listed: Vec<usize>,
}

/// One dataset in one actor's hands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Held {
    /// The highest sensitivity at which it arrives.
    pub z: u8,
    /// The arc by which it arrives so; `None` at the origin.
    pub arc: Option<usize>,
}

/// Which data goes where.
pub(super) struct Carried {
    /// Datasets in order of identity.
    pub sets: Vec<Set>,
    /// Data flows, one entry for each direction.
    pub arcs: Vec<Arc>,
    /// Who holds which dataset as far as flows say what they carry.
    held: Vec<BTreeMap<usize, Held>>,
    /// Who might hold it where flows say nothing.
    upper: Vec<BTreeMap<usize, Held>>,
    contract: BTreeSet<usize>,
    attested: BTreeSet<usize>,
}

/// What is left of a sensitivity.
pub(super) fn transformed(z: u8, transform: Option<Transform>) -> u8 {
    let z = z.min(4);
    match transform.unwrap_or(Transform::Plain) {
        Transform::Plain => z,
        Transform::Tokenised => z.saturating_sub(1),
        Transform::Deidentified => z.saturating_sub(2),
        Transform::Aggregated => z.min(1),
    }
}

impl Carried {
    /// Follows the data of a map.
    pub fn new(map: &Snapshot) -> Carried {
        let records: Vec<_> = map.map.datasets.values().collect();
        let set = |d: &&std::sync::Arc<crate::map::Dataset>| Set {
            name: d.name.clone(),
            origin: d.origin.and_then(|a| map.actor(a)),
            z: d.sensitivity.min(4),
        };
        let sets: Vec<Set> = records.iter().map(set).collect();
        let number: BTreeMap<_, _> = records.iter().enumerate().map(|(i, d)| (d.id, i)).collect();
        let mut arcs = Vec::new();
        for (flow, row) in
            map.flows.iter().enumerate().filter(|(_, r)| r.flow.kind == Kind::Data && !r.is_loop())
        {
            let listed: Vec<usize> =
                row.flow.datasets.iter().filter_map(|d| number.get(d).copied()).collect();
            arcs.push(Arc { flow, from: row.from, to: row.to, listed: listed.clone() });
            if row.flow.both_ways {
                arcs.push(Arc { flow, from: row.to, to: row.from, listed });
            }
        }
        let covered = |kind: AgreementKind| -> BTreeSet<usize> {
            let of_kind = map.map.agreements.values().filter(|a| a.kinds.contains(&kind));
            of_kind.flat_map(|a| a.covers.iter().filter_map(|&f| map.flow(f))).collect()
        };
        let mut carried = Carried {
            sets,
            arcs,
            held: Vec::new(),
            upper: Vec::new(),
            contract: covered(AgreementKind::DataContract),
            attested: covered(AgreementKind::SecurityAttestation),
        };
        let out = carried.arcs_by_sender();
        let all = 0..carried.sets.len();
        carried.held = all.clone().map(|c| carried.follow(map, &out, c, false)).collect();
        carried.upper = all.map(|c| carried.follow(map, &out, c, true)).collect();
        carried
    }

    fn arcs_by_sender(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        self.arcs.iter().enumerate().for_each(|(i, a)| out.entry(a.from).or_default().push(i));
        out
    }

    /// Spreads one dataset from its origin until nobody holds it at a higher sensitivity than before.
    fn follow(
        &self,
        map: &Snapshot,
        out: &BTreeMap<usize, Vec<usize>>,
        c: usize,
        anything: bool,
    ) -> BTreeMap<usize, Held> {
        let mut held = BTreeMap::new();
        let Some(origin) = self.sets[c].origin else { return held };
        held.insert(origin, Held { z: self.sets[c].z, arc: None });
        let mut todo = vec![origin];
        while let Some(sender) = todo.pop() {
            let z = held[&sender].z;
            for &arc in out.get(&sender).into_iter().flatten() {
                let Arc { flow, to, ref listed, .. } = self.arcs[arc];
                if !(listed.contains(&c) || anything && listed.is_empty()) {
                    continue;
                }
                let z = transformed(z, map.flows[flow].flow.transform);
                if held.get(&to).is_none_or(|h| z > h.z) {
                    held.insert(to, Held { z, arc: Some(arc) });
                    todo.push(to);
                }
            }
        }
        held
    }

    /// Everybody who holds a dataset, as far as flows say.
    pub fn holders(&self, c: usize) -> impl Iterator<Item = (usize, Held)> + '_ {
        self.held[c].iter().map(|(&actor, &held)| (actor, held))
    }

    /// The sensitivity at which an arc delivers what it lists, after what happens on the way; 0 where it
    /// lists nothing.
    pub fn delivered(&self, map: &Snapshot, arc: &Arc) -> u8 {
        let at_source = |&c: &usize| self.held[c].get(&arc.from).map_or(self.sets[c].z, |h| h.z);
        let z = arc.listed.iter().map(at_source).max().unwrap_or(0);
        transformed(z, map.flows[arc.flow].flow.transform)
    }

    /// Whether a contract covers a flow.
    pub fn has_contract(&self, map: &Snapshot, flow: usize) -> bool {
        map.flows[flow].flow.contract || self.contract.contains(&flow)
    }

    /// Who holds a dataset without clean consent all the way: a carrying arc at 3 or more lacks it, or
    /// starts from somebody who holds it so. The origin is always clean.
    fn dirty(&self, map: &Snapshot, c: usize) -> BTreeSet<usize> {
        let mut dirty = BTreeSet::new();
        loop {
            let before = dirty.len();
            for arc in self.arcs.iter().filter(|a| a.listed.contains(&c)) {
                let Some(held) = self.held[c].get(&arc.from) else { continue };
                let flow = map.flows[arc.flow].flow;
                let z = transformed(held.z, flow.transform);
                let tainted = (z >= 3 && !flow.consent) || (z > 0 && dirty.contains(&arc.from));
                if tainted && self.sets[c].origin != Some(arc.to) {
                    dirty.insert(arc.to);
                }
            }
            if dirty.len() == before {
                return dirty;
            }
        }
    }
}

/// A rule on data that a flow breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DataRule {
    /// Sensitive data without a contract.
    NoContract,
    /// Personal data without consent.
    NoConsent,
    /// A flow lists what its source does not hold.
    NotHeld,
    /// Writing personal data without attested security.
    NotAttested,
    /// Much used and shallow.
    Shallow,
}

impl DataRule {
    /// Every rule.
    pub const ALL: [DataRule; 5] = [
        DataRule::NoContract,
        DataRule::NoConsent,
        DataRule::NotHeld,
        DataRule::NotAttested,
        DataRule::Shallow,
    ];

    /// Plain name.
    pub fn code(self) -> &'static str {
        match self {
            DataRule::NoContract => "data.no-contract",
            DataRule::NoConsent => "data.no-consent",
            DataRule::NotHeld => "data.not-held-by-its-source",
            DataRule::NotAttested => "data.no-security-attestation",
            DataRule::Shallow => "data.much-used-and-shallow",
        }
    }
}

/// Which flows break which rule, in order of rule and flow.
pub(super) fn gaps(map: &Snapshot, data: &Carried) -> Vec<(DataRule, usize)> {
    let mut found = BTreeSet::new();
    for arc in &data.arcs {
        let flow = map.flows[arc.flow].flow;
        let z = data.delivered(map, arc);
        let forward = arc.from == map.flows[arc.flow].from;
        let mut add = |rule, broken: bool| {
            if broken {
                found.insert((rule, arc.flow));
            }
        };
        add(DataRule::NoContract, z >= 2 && !data.has_contract(map, arc.flow));
        add(DataRule::NoConsent, z >= 3 && !flow.consent);
        add(DataRule::NotHeld, forward && arc.listed.iter().any(|&c| !data.held[c].contains_key(&arc.from)));
        let attested = flow.attestation || data.attested.contains(&arc.flow);
        add(DataRule::NotAttested, flow.write && z >= 3 && !attested);
        let much = flow.use_share.is_some_and(|s| s >= map.config.much_used);
        add(DataRule::Shallow, much && depth(flow) < map.config.deep);
    }
    found.into_iter().collect()
}

/// How deep an integration is, 0 to 100: both ways, shared sign-on and error handling 25 each, an owner at
/// each end 12.5.
pub(super) fn depth(flow: &Flow) -> f64 {
    let part = |has: bool, points: f64| if has { points } else { 0.0 };
    part(flow.both_ways, 25.0)
        + part(flow.shared_auth, 25.0)
        + part(flow.error_handling, 25.0)
        + part(flow.co_owner_from, 12.5)
        + part(flow.co_owner_to, 12.5)
}

/// The data for people and machines.
pub(super) fn view(map: &Snapshot, data: &Carried) -> DataView {
    let mut holdings = Vec::new();
    for (c, set) in data.sets.iter().enumerate() {
        let dirty = data.dirty(map, c);
        let upper = data.upper[c].iter().filter(|(actor, _)| !data.held[c].contains_key(actor));
        let all = data.held[c].iter().map(|h| (h, false)).chain(upper.map(|h| (h, true)));
        for ((&actor, held), upper_bound_only) in all {
            holdings.push(Holding {
                dataset: set.name.clone(),
                actor: map.actors[actor].id,
                sensitivity: held.z,
                clean: !dirty.contains(&actor),
                upper_bound_only,
                by: held.arc.map(|a| map.flows[data.arcs[a].flow].flow.id),
            });
        }
    }
    let gap =
        |(rule, flow): (DataRule, usize)| GapView { rule: rule.code().into(), flow: map.flows[flow].flow.id };
    let flows = map.flows.iter().filter(|r| r.flow.kind == Kind::Data && !r.is_loop());
    DataView {
        holdings,
        gaps: gaps(map, data).into_iter().map(gap).collect(),
        depth: flows.map(|r| DepthScore { flow: r.flow.id, score: depth(r.flow) }).collect(),
    }
}

/// What the map says about data.
pub(super) fn findings(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let gaps = gaps(map, data);
    let mut said: Vec<Saying> = Vec::new();
    for rule in DataRule::ALL {
        let flows: Vec<usize> = gaps.iter().filter(|g| g.0 == rule).map(|g| g.1).collect();
        if !flows.is_empty() {
            said.push(broken(map, data, rule, &flows));
        }
    }
    said.extend(dirty_holders(map, data));
    said.extend(wide_not_deep(map));
    said.extend(only_way(map, data));
    said.extend(only_copy(map, data));
    said.extend(where_it_ends(map, data));
    said
}

fn broken(map: &Snapshot, data: &Carried, rule: DataRule, flows: &[usize]) -> Saying {
    let end = |f: &usize| format!("{} to {}", map.name(map.flows[*f].from), map.name(map.flows[*f].to));
    let ends: Vec<String> = flows.iter().map(end).collect();
    let listed = words::list(ends.iter().map(String::as_str), 3);
    let mut names: Vec<&str> = data
        .arcs
        .iter()
        .filter(|a| flows.contains(&a.flow))
        .flat_map(|a| a.listed.iter().map(|&c| data.sets[c].name.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    let (what, go) = named(&names);
    let goes = if go { "goes" } else { "go" };
    let (is, it) = if go { ("is", "it") } else { ("are", "them") };
    let z = data
        .arcs
        .iter()
        .filter(|a| flows.contains(&a.flow))
        .map(|a| data.delivered(map, a))
        .max()
        .unwrap_or(0);
    let weight = 0.5 + f64::from(z) / 10.0;
    let (weight, text) = match rule {
        DataRule::NoContract => (weight, format!("{what} {goes} from {listed} without a contract.")),
        DataRule::NoConsent => {
            (weight + 0.05, format!("{what} {goes} from {listed} without the consent of those it is about."))
        }
        DataRule::NotHeld => {
            (0.3, format!("{what} {is} said to go from {listed}, but nothing shows how the sender got {it}."))
        }
        DataRule::NotAttested => {
            (weight - 0.05, format!("{what} {is} written from {listed} without attested security."))
        }
        DataRule::Shallow => {
            (0.5, format!("Many customers use the integration from {listed}, and it is shallow: deepen it."))
        }
    };
    let ends = flows.iter().flat_map(|&f| [map.flows[f].from, map.flows[f].to]);
    Saying::new(6, rule.code(), weight, text).actors(ends).flows(flows.iter().copied()).drawn()
}

fn dirty_holders(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for c in 0..data.sets.len() {
        data.dirty(map, c).into_iter().for_each(|actor| of.entry(actor).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let names = lower(&named(&names).0);
        let holds = map.verb(actor, "holds", "hold");
        let text = format!(
            "{} {holds} {names} without consent all the way from the origin.",
            words::sentence(map.name(actor))
        );
        let z = sets.iter().map(|&c| data.sets[c].z).max().unwrap_or(0);
        let arcs = data.arcs.iter().filter(|a| a.to == actor && a.listed.iter().any(|c| sets.contains(c)));
        let flows: Vec<usize> = arcs.map(|a| a.flow).collect();
        Saying::new(6, "data.held-without-consent", 0.55 + f64::from(z) / 10.0, text)
            .actors([actor])
            .flows(flows)
            .drawn()
    };
    of.into_iter().map(say).collect()
}

/// Many integrations, most of them shallow.
fn wide_not_deep(map: &Snapshot) -> Option<Saying> {
    let us = map.us?;
    let ours: Vec<usize> = map.out(Kind::Data, us).chain(map.into(Kind::Data, us)).collect();
    let mut depths: Vec<f64> = Vec::new();
    for &f in &ours {
        let flow = map.flows[f].flow;
        depths.extend(std::iter::repeat_n(depth(flow), flow.count.unwrap_or(1).clamp(1, 1000) as usize));
    }
    depths.sort_by(f64::total_cmp);
    let middle = depths.get(depths.len() / 2)?;
    if depths.len() <= map.config.many_integrations || *middle >= map.config.shallow {
        return None;
    }
    let text = format!(
        "You have {} integrations and most are shallow: wide, not deep. Deepen the three that matter.",
        depths.len()
    );
    Some(
        Saying::new(6, "data.wide-not-deep", 0.55, text)
            .value(*middle, "median depth")
            .actors([us])
            .flows(ours)
            .drawn(),
    )
}

/// Somebody through whom all of a dataset that we receive must come.
fn only_way(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let Some(us) = map.us else { return Vec::new() };
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (c, set) in data.sets.iter().enumerate() {
        let Some(origin) = set.origin.filter(|&o| o != us && data.held[c].contains_key(&us)) else {
            continue;
        };
        let mut graph: petgraph::Graph<(), ()> = petgraph::Graph::new();
        let nodes: BTreeMap<usize, _> = data.held[c].keys().map(|&a| (a, graph.add_node(()))).collect();
        let arcs = data.arcs.iter().filter(|a| a.listed.contains(&c));
        for arc in arcs {
            if let (Some(&from), Some(&to)) = (nodes.get(&arc.from), nodes.get(&arc.to)) {
                graph.add_edge(from, to, ());
            }
        }
        let dominators = petgraph::algo::dominators::simple_fast(&graph, nodes[&origin]);
        let actor_of: BTreeMap<_, usize> = nodes.iter().map(|(&a, &n)| (n, a)).collect();
        let between = dominators.strict_dominators(nodes[&us]).into_iter().flatten().map(|n| actor_of[&n]);
        between.filter(|&a| a != origin).for_each(|a| of.entry(a).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let (names, one) = named(&names);
        let text = format!(
            "{names} {} you only through {}.",
            if one { "reaches" } else { "reach" },
            map.name(actor)
        );
        let arcs = data
            .arcs
            .iter()
            .filter(|a| (a.from == actor || a.to == actor) && a.listed.iter().any(|c| sets.contains(c)));
        let flows: Vec<usize> = arcs.map(|a| a.flow).collect();
        Saying::new(6, "data.only-way", 0.45, text).actors([actor, us]).flows(flows).drawn()
    };
    of.into_iter().map(say).collect()
}

/// Datasets that one actor alone holds.
fn only_copy(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (c, set) in data.sets.iter().enumerate().filter(|(c, _)| data.held[*c].len() == 1) {
        set.origin.into_iter().for_each(|a| of.entry(a).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let (names, one) = named(&names);
        let text = format!(
            "{} alone {} {}: if {} lost, nobody else here has {}.",
            words::sentence(map.name(actor)),
            map.verb(actor, "holds", "hold"),
            lower(&names),
            if one { "it is" } else { "they are" },
            if one { "it" } else { "them" },
        );
        Saying::new(6, "data.only-copy", 0.2, text).actors([actor]).drawn()
    };
    of.into_iter().map(say).collect()
}

/// "Payments end up with 3 actors: ...": the most sensitive dataset that leaves its origin.
fn where_it_ends(map: &Snapshot, data: &Carried) -> Option<Saying> {
    let travels = |c: &usize| data.held[*c].len() > 1;
    let c = (0..data.sets.len())
        .filter(travels)
        .max_by_key(|&c| (data.sets[c].z, data.held[c].len(), usize::MAX - c))?;
    let set = &data.sets[c];
    let origin = set.origin?;
    let others: Vec<usize> = data.held[c].keys().copied().filter(|&a| a != origin).collect();
    let names = words::list(others.iter().map(|&a| map.name(a)), 4);
    let text =
        format!("{} begins with {} and ends up with {names}.", named(&[&set.name]).0, map.name(origin));
    let arcs = data.held[c].values().filter_map(|h| h.arc);
    let flows: Vec<usize> = arcs.map(|a| data.arcs[a].flow).collect();
    Some(Saying::new(6, "data.ends-with", 0.3, text).actors(others).actors([origin]).flows(flows).drawn())
}

/// Datasets at the head of a sentence, and whether it is one: "The dataset “loads”".
fn named(names: &[&str]) -> (String, bool) {
    let quoted: Vec<String> = names.iter().map(|n| format!("“{n}”")).collect();
    let listed = words::list(quoted.iter().map(String::as_str), 3);
    match names {
        [] => ("Data".into(), true),
        [_] => (format!("The dataset {listed}"), true),
        _ => (format!("The datasets {listed}"), false),
    }
}

/// The text with its first letter small.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
