//! Question 5, seen from relations: where something is drawn in both directions, and where only in one.
//!
//! Of all pairs of actors that are linked, the share with flows both ways, whatever their kinds; and for
//! each kind how even the two directions are: the smaller over the larger, summed over pairs (amounts for
//! money, weights for all else).

use super::{KindReciprocity, Reciprocity, findings::Saying, snapshot::Snapshot, words};
use crate::map::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of actors, the lower number first, with what goes up and what goes down.
type Pairs = BTreeMap<(usize, usize), (f64, f64)>;

fn pairs(map: &Snapshot, kind: Option<Kind>) -> Pairs {
    let mut pairs = Pairs::new();
    for row in map.flows.iter().filter(|r| !r.is_loop() && kind.is_none_or(|k| r.flow.kind == k)) {
        let size = match kind {
            Some(Kind::Money) => row.amount.yearly(),
            _ => row.weight,
        };
        let pair = pairs.entry((row.from.min(row.to), row.from.max(row.to))).or_default();
        let (there, back) =
            if row.from < row.to { (&mut pair.0, &mut pair.1) } else { (&mut pair.1, &mut pair.0) };
        *there += size;
        if row.flow.both_ways {
            *back += size;
        }
    }
    pairs
}

/// How mutual the relations on a map are.
pub(super) fn reciprocity(map: &Snapshot) -> Reciprocity {
    let all = pairs(map, None);
    let both = |pairs: &Pairs| pairs.values().filter(|(a, b)| *a > 0.0 && *b > 0.0).count() as u32;
    let of_kind = |&kind: &Kind| {
        let pairs = pairs(map, Some(kind));
        let (min, max) = pairs
            .values()
            .fold((0.0, 0.0), |(min, max), (a, b)| (min + f64::min(*a, *b), max + f64::max(*a, *b)));
        KindReciprocity {
            kind,
            pairs: pairs.len() as u32,
            both: both(&pairs),
            balance: (max > 0.0).then(|| min / max),
        }
    };
    let share = (!all.is_empty()).then(|| f64::from(both(&all)) / all.len() as f64);
    let kinds = Kind::ALL.iter().map(of_kind).filter(|k| k.pairs > 0).collect();
    Reciprocity { pairs: all.len() as u32, both: both(&all), share, kinds }
}

/// What the map says about relations that run one way only, where these are the most.
pub(super) fn findings(map: &Snapshot, found: &Reciprocity) -> Vec<Saying> {
    let Some(share) = found.share.filter(|s| found.pairs >= 3 && *s < 0.5) else { return Vec::new() };
    let all = pairs(map, None);
    // From who gives to who gives nothing back.
    let one_way = all.iter().filter_map(|(&(a, b), &(there, back))| match (there > 0.0, back > 0.0) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => None,
    });
    let ends: BTreeSet<(usize, usize)> = one_way.collect();
    let named: Vec<String> = ends.iter().map(|&(a, b)| words::way(map.name(a), map.name(b))).collect();
    let flows = map.flows.iter().enumerate();
    let flows = flows.filter(|(_, r)| ends.contains(&(r.from, r.to))).map(|(i, _)| i);
    let text = say!(
        "{count} of {count_2} relations run one way only: {as_str}.",
        count = words::sentence(&words::count(ends.len())),
        count_2 = words::count(found.pairs as usize),
        as_str = words::list(named.iter().map(String::as_str), 3)
    );
    vec![
        Saying::new(5, "relations.one-way", 0.15 + (0.5 - share) / 4.0, text)
            .value(share, say!("share of relations with flows both ways"))
            .flows(flows.collect::<Vec<_>>())
            .drawn(),
    ]
}
