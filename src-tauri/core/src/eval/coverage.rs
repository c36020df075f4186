//! How much of the map has numbers, and how good they are.

use super::{Coverage, KindCoverage, snapshot::Snapshot};
use crate::map::{Evidence, Kind};

/// Counts what has a number.
pub(super) fn coverage(map: &Snapshot) -> Coverage {
    let count =
        |test: &dyn Fn(&super::snapshot::Row) -> bool| map.flows.iter().filter(|r| test(r)).count() as u32;
    let kinds = Kind::ALL.iter().map(|&kind| KindCoverage {
        kind,
        quantified: count(&|r| r.flow.kind == kind && r.has_number()),
        all: count(&|r| r.flow.kind == kind),
    });
    let mut coverage = Coverage {
        kinds: kinds.filter(|k| k.all > 0).collect(),
        flows: map.flows.len() as u32,
        quantified: count(&|r| r.has_number()),
        known: count(&|r| r.flow.evidence == Evidence::Known),
        estimated: count(&|r| r.flow.evidence == Evidence::Estimated),
        assumed: count(&|r| r.flow.evidence == Evidence::Assumed),
        sentence: String::new(),
    };
    coverage.sentence = sentence(&coverage);
    coverage
}

fn sentence(c: &Coverage) -> String {
    let have = |n: u32| if n == 1 { say!("has") } else { say!("have") };
    let are = |n: u32| if n == 1 { say!("is") } else { say!("are") };
    let numbers = match (c.flows, c.quantified) {
        (0, _) => return say!("No flow is drawn yet.").into(),
        (1, 1) => say!("The one flow has a number").into(),
        (1, _) => say!("The one flow has no number").into(),
        (2, 2) => say!("Both flows have a number").into(),
        (all, n) if n == all => say!("All {all} flows have a number", all),
        (all, 0) => say!("None of {all} flows has a number", all),
        (all, n) => say!("{n} of {all} flows {have} a number", n, all, have = have(n)),
    };
    match (c.assumed, c.estimated) {
        (0, 0) => say!("{numbers}; all are known.", numbers),
        (0, e) => say!("{numbers}; {n} {are} estimated.", numbers, n = e, are = are(e)),
        (a, _) => say!("{numbers}; {n} {are} assumed.", numbers, n = a, are = are(a)),
    }
}
