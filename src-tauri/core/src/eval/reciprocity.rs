//! Question 5, seen from relations: where something is drawn in both directions, and where only in one.
//!
//! Of all pairs of actors that are linked, the share with flows both ways, whatever their kinds; and for
//! each kind how even the two directions are: the smaller over the larger, summed over pairs (amounts for
//! money, weights for all else).

use super::{KindReciprocity, Reciprocity, findings::Saying, snapshot::Snapshot, words};
use crate::map::Kind;

/// Two actors, the lower number first.
type Ends = (usize, usize);

/// Pairs of actors, in order, with what goes up and what goes down.
fn pairs(map: &Snapshot, kind: Option<Kind>) -> Vec<(Ends, f64, f64)> {
    let of_kind = map.flows.iter().filter(|r| !r.is_loop() && kind.is_none_or(|k| r.flow.kind == k));
    let both_ways = of_kind.map(|row| {
        let size = match kind {
            Some(Kind::Money) => row.amount.yearly(),
            _ => row.weight,
        };
        let back = if row.flow.both_ways { size } else { 0.0 };
        if row.from < row.to { ((row.from, row.to), size, back) } else { ((row.to, row.from), back, size) }
    });
    let mut pairs: Vec<_> = both_ways.collect();
    // Stable, so that sums are taken in the order of the flows.
    pairs.sort_by_key(|pair| pair.0);
    pairs.dedup_by(|more, pair| {
        let same = more.0 == pair.0;
        if same {
            (pair.1, pair.2) = (pair.1 + more.1, pair.2 + more.2);
        }
        same
    });
    pairs
}

/// How mutual the relations on a map are.
pub(super) fn reciprocity(map: &Snapshot) -> Reciprocity {
    let all = pairs(map, None);
    let both = |pairs: &[(Ends, f64, f64)]| {
        pairs.iter().filter(|(_, there, back)| *there > 0.0 && *back > 0.0).count() as u32
    };
    let of_kind = |&kind: &Kind| {
        let pairs = pairs(map, Some(kind));
        let (min, max) = pairs
            .iter()
            .fold((0.0, 0.0), |(min, max), (_, a, b)| (min + f64::min(*a, *b), max + f64::max(*a, *b)));
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
    let one_way = all.into_iter().filter_map(|((a, b), there, back)| match (there > 0.0, back > 0.0) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => None,
    });
    let mut ends: Vec<Ends> = one_way.collect();
    ends.sort_unstable();
    let flows = map.flows.iter().enumerate();
    let flows = flows.filter(|(_, r)| ends.binary_search(&(r.from, r.to)).is_ok()).map(|(i, _)| i);
    let text = say!(
        "{count} of {count_2} relations run one way only: {as_str}.",
        count = words::sentence(&words::count(ends.len())),
        count_2 = words::count(found.pairs as usize),
        as_str = words::list_of(&ends, 3, |&(a, b)| words::way(map.name(a), map.name(b)))
    );
    vec![
        Saying::new(5, "relations.one-way", 0.15 + (0.5 - share) / 4.0, text)
            .value(share, say!("share of relations with flows both ways"))
            .flows(flows.collect::<Vec<_>>())
            .drawn(),
    ]
}
