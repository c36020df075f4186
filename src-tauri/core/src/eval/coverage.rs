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
        (0, 0) if c.flows == 1 => say!("{numbers}; it is known.", numbers),
        (0, _) if c.flows == 1 => say!("{numbers}; it is estimated.", numbers),
        (_, _) if c.flows == 1 => say!("{numbers}; it is assumed.", numbers),
        (0, 0) => say!("{numbers}; all are known.", numbers),
        (0, e) => say!("{numbers}; {n} {are} estimated.", numbers, n = e, are = are(e)),
        (a, _) => say!("{numbers}; {n} {are} assumed.", numbers, n = a, are = are(a)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_flow_it_is_said_as_of_one() {
        let said = |known, estimated, assumed| {
            let flows = known + estimated + assumed;
            sentence(&Coverage { flows, quantified: flows, known, estimated, assumed, ..Coverage::default() })
        };
        assert_eq!(said(1, 0, 0), "The one flow has a number; it is known.");
        assert_eq!(said(0, 1, 0), "The one flow has a number; it is estimated.");
        assert_eq!(said(0, 0, 1), "The one flow has a number; it is assumed.");
        assert_eq!(said(1, 0, 1), "Both flows have a number; 1 is assumed.");
        assert_eq!(said(3, 0, 0), "All 3 flows have a number; all are known.");
    }
}
