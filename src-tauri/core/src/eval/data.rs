//! Question 6: where does data end up, and under which contract and consent?
//!
//! A flow carries the datasets it lists, as far as its source holds them; a flow that lists none may carry
//! whatever its source holds, which is kept apart as an upper bound. What happens on the way lowers the
//! sensitivity z. Who holds what at most, z and all, is found by following flows until nothing changes.

mod said;

pub(super) use said::findings;

use super::{DataView, DepthScore, GapView, Holding, snapshot::Snapshot};
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
