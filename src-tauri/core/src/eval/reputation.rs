//! Who is trusted by those who are trusted: a view of its own, for information.
//!
//! EigenTrust (Kamvar, Schlosser and Garcia-Molina 2003): everybody's trust is shared out among those they
//! trust, and a reputation is what comes in that way again and again; a part of all of it goes back to where
//! the walk starts, which is us where we trust anybody. Sharing out turns a lone weak tie into full trust and
//! knows no "not recorded": no finding rests on it, and trust between two actors is `trust`'s.

use super::{EvalConfig, snapshot::Snapshot};
use crate::map::{ActorId, Kind, Map};
use std::collections::BTreeMap;

/// Steps after which a walk has settled, even if only a hundredth goes back to its start with each.
const STEPS: usize = 2000;
/// Steps that move no more than this are the last.
const SETTLED: f64 = 1e-12;

/// The reputation of every actor that somebody trusts, as a share of that of all but us; empty where nobody
/// trusts anybody but us.
pub fn reputation(map: &Map, config: &EvalConfig) -> BTreeMap<ActorId, f64> {
    let map = Snapshot::new(map, config);
    let n = map.actors.len();
    let mut ties: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for row in map.flows.iter().filter(|r| r.flow.kind == Kind::Trust && !r.is_loop()) {
        let tie = ties.entry((row.from, row.to)).or_default();
        *tie = tie.max(row.weight);
    }
    let trusts = |a: usize| ties.range((a, 0)..=(a, n)).any(|(_, &w)| w > 0.0);
    let start: Vec<f64> = match map.us.filter(|&us| trusts(us)) {
        Some(us) => (0..n).map(|a| f64::from(u8::from(a == us))).collect(),
        None => vec![1.0 / n.max(1) as f64; n],
    };
    let walk = Walk::new(n, &ties, config.reputation_return);
    let found = walk.settled(&start);
    let trusted = |&a: &usize| map.us != Some(a) && ties.iter().any(|((_, to), w)| *to == a && *w > 0.0);
    let all: Vec<usize> = (0..n).filter(trusted).collect();
    let whole: f64 = all.iter().map(|&a| found[a]).sum();
    let of = |a: usize| (whole > 0.0).then(|| (map.actors[a].id, found[a] / whole));
    all.into_iter().filter_map(of).collect()
}

/// Trust shared out, and what part of it goes back to the start with each step.
pub(super) struct Walk {
    n: usize,
    /// Truster, trusted, and the part of the truster's trust.
    parts: Vec<(usize, usize, f64)>,
    /// Those who trust nobody.
    silent: Vec<usize>,
    back: f64,
}

impl Walk {
    /// Shares out the trust of each of `n` actors.
    pub fn new(n: usize, ties: &BTreeMap<(usize, usize), f64>, back: f64) -> Walk {
        let mut whole = vec![0.0; n];
        ties.iter().for_each(|(&(from, _), w)| whole[from] += w);
        let part = |(&(from, to), w): (&(usize, usize), &f64)| {
            (whole[from] > 0.0).then(|| (from, to, w / whole[from]))
        };
        let parts = ties.iter().filter_map(part).collect();
        let silent = (0..n).filter(|&a| whole[a] <= 0.0).collect();
        Walk { n, parts, silent, back: back.clamp(0.0, 1.0) }
    }

    /// One step: what everybody has goes to those they trust, or back to the start.
    pub fn step(&self, has: &[f64], start: &[f64]) -> Vec<f64> {
        let whole: f64 = has.iter().sum();
        let silent: f64 = self.silent.iter().map(|&a| has[a]).sum();
        let back = self.back * whole + (1.0 - self.back) * silent;
        let mut next: Vec<f64> = start.iter().map(|s| back * s).collect();
        for &(from, to, part) in &self.parts {
            next[to] += (1.0 - self.back) * part * has[from];
        }
        next
    }

    /// Where the walk settles.
    pub fn settled(&self, start: &[f64]) -> Vec<f64> {
        let mut has = start.to_vec();
        for _ in 0..STEPS {
            let next = self.step(&has, start);
            let moved = (0..self.n).map(|a| (next[a] - has[a]).abs()).fold(0.0, f64::max);
            has = next;
            if moved < SETTLED {
                break;
            }
        }
        has
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn map(text: &str) -> Map {
        let mut map = Map::default();
        notation::read(&map, text).diff.apply_to(&mut map);
        map
    }

    fn of(map: &Map, name: &str) -> Option<f64> {
        reputation(map, &EvalConfig::default()).get(&map.actor_named(name)?.id).copied()
    }

    #[test]
    fn whom_the_trusted_trust_has_more_reputation_than_a_stranger_s_friend() {
        let map = map("us Us\nUs -trust 4-> A\nA -trust 4-> B\nStranger -trust 5-> C");
        let (a, b) = (of(&map, "A").unwrap(), of(&map, "B").unwrap());
        assert!(a > b && b > 0.0, "{a} {b}");
        assert_eq!(of(&map, "C"), Some(0.0));
        assert_eq!((of(&map, "Us"), of(&map, "Stranger")), (None, None));
    }

    #[test]
    fn shares_make_a_whole_also_where_we_trust_nobody() {
        let map = map("us Us\nA -trust 2-> B\nB -trust 3-> C\nC -trust 1-> A\nA -trust 4-> Us");
        let whole: f64 = reputation(&map, &EvalConfig::default()).values().sum();
        assert!((whole - 1.0).abs() < 1e-9, "{whole}");
    }

    #[test]
    fn a_lone_weak_tie_counts_as_all_of_somebody_s_trust() {
        let weak = map("us Us\nUs -trust 1-> A");
        let strong = map("us Us\nUs -trust 5-> A");
        assert_eq!(of(&weak, "A"), of(&strong, "A"));
    }

    #[test]
    fn nobody_has_a_reputation_where_no_trust_is_drawn() {
        assert!(reputation(&map("us Us\nA -money 1k/y-> Us"), &EvalConfig::default()).is_empty());
        assert!(reputation(&Map::default(), &EvalConfig::default()).is_empty());
    }
}
