//! Draws: the same map with every number moved by as much as its evidence leaves open.
//!
//! Quantities are lognormal, shares logit-normal, and a flow that is not known may not exist. Each number
//! has its own stream, keyed by seed, flow, draw and channel: an edit elsewhere, or another order of
//! work, changes none of it. Flows with the same source err together (half of the variance is theirs in
//! common). Covers noise in what was entered, not a wrong drawing.

use super::{
    EvalConfig,
    leverage::EnablerLink,
    memory::{Memory, Read},
    snapshot::{Row, Snapshot},
};
use crate::{
    map::{Evidence, Flow, FlowId, Kind, Map},
    random::SplitMix64,
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// The 95% point of the standard normal distribution: a spread r holds 90% of the draws.
const Z95: f64 = 1.644854;

/// What a stream is for.
#[derive(Clone, Copy)]
enum Channel {
    Exists,
    Quantity,
    Weight,
    /// The part of the flow that depends on its enabler at this place.
    Part(usize),
}

impl Channel {
    fn number(self) -> u64 {
        match self {
            Channel::Exists => 0,
            Channel::Quantity => 1,
            Channel::Weight => 2,
            Channel::Part(place) => 16 + place as u64,
        }
    }
}

/// One of the draws.
pub(super) struct Draw<'a> {
    config: &'a EvalConfig,
    number: u32,
}

impl<'a> Draw<'a> {
    /// The draw with this number.
    pub fn new(config: &'a EvalConfig, number: u32) -> Draw<'a> {
        Draw { config, number }
    }

    /// Whether a flow exists in this draw.
    pub fn exists(&self, row: &Row) -> bool {
        let chance = self.config.exists.of(row.flow.evidence);
        chance >= 1.0 || self.stream(row.flow.id.0.into(), Channel::Exists).uniform() < chance
    }

    /// A flow's amount in this draw.
    pub fn amount(&self, row: &Row, amount: f64) -> f64 {
        let sigma = self.config.quantity_spread.of(row.flow.evidence).ln_1p() / Z95;
        amount * (sigma * self.deviation(row.flow, Channel::Quantity)).exp()
    }

    /// The part of `link` that depends, in this draw.
    pub fn part(&self, flow: &Flow, link: &EnablerLink) -> f64 {
        self.share(link.phi, link.evidence, flow, Channel::Part(link.place))
    }

    fn share(&self, share: f64, evidence: Evidence, flow: &Flow, channel: Channel) -> f64 {
        if share <= 0.0 || share >= 1.0 {
            return share;
        }
        let logit = (share / (1.0 - share)).ln();
        let moved = logit + self.config.share_spread.of(evidence) * self.deviation(flow, channel);
        1.0 / (1.0 + (-moved).exp())
    }

    fn deviation(&self, flow: &Flow, channel: Channel) -> f64 {
        let own = self.stream(flow.id.0.into(), channel).normal();
        let source = flow.source.trim();
        if source.is_empty() {
            return own;
        }
        let shared = self.stream(hash(source), channel).normal();
        (own + shared) * std::f64::consts::FRAC_1_SQRT_2
    }

    fn stream(&self, of: u64, channel: Channel) -> SplitMix64 {
        [of, u64::from(self.number), channel.number()]
            .into_iter()
            .fold(SplitMix64(self.config.seed), |mut s, key| SplitMix64(s.next() ^ key))
    }
}

/// The amounts of one flow in all draws, with a digest of what they were drawn from.
type Column = (u64, Arc<[f64]>);

/// What each of these flows comes to in each of `count` draws, 0 where it does not exist; columns of flows
/// that have not changed are taken over from `memory`.
pub(super) fn columns(
    config: &EvalConfig,
    count: u32,
    rows: &[(&Row, f64)],
    memory: &mut Memory,
) -> Vec<Arc<[f64]>> {
    const COLUMNS: &str = "drawn amounts";
    let known: Arc<BTreeMap<FlowId, Column>> = memory.last(COLUMNS).unwrap_or_default();
    let judged = {
        let mut read = Read::new(config);
        read.add(count);
        read.digest()
    };
    let column = |&(row, amount): &(&Row, f64)| -> Column {
        let mut hasher = DefaultHasher::new();
        (judged, row.flow.id, amount.to_bits(), row.flow.evidence, &row.flow.source).hash(&mut hasher);
        let read = hasher.finish();
        if let Some(same) = known.get(&row.flow.id).filter(|(of, _)| *of == read) {
            return same.clone();
        }
        let drawn = (0..count).map(|number| {
            let draw = Draw::new(config, number);
            if draw.exists(row) { draw.amount(row, amount) } else { 0.0 }
        });
        (read, drawn.collect())
    };
    let columns: Vec<Column> = rows.par_iter().map(column).collect();
    let amounts = columns.iter().map(|(_, amounts)| amounts.clone()).collect();
    let by_flow: BTreeMap<FlowId, Column> = rows.iter().map(|(row, _)| row.flow.id).zip(columns).collect();
    memory.keep(COLUMNS, by_flow);
    amounts
}

/// The map as it is in one of the draws: money flows that may not exist left out, amounts, weights and parts
/// moved within what their evidence leaves open.
pub(super) fn drawn(map: &Map, config: &EvalConfig, number: u32) -> Map {
    let draw = Draw::new(config, number);
    let mut drawn = map.clone();
    for row in Snapshot::new(map, config).flows {
        let mut flow = row.flow.clone();
        if flow.kind == Kind::Money {
            if !draw.exists(&row) {
                drawn.flows.remove(&flow.id);
                continue;
            }
            flow.quantity = flow.quantity.map(|q| q.scaled(draw.amount(&row, 1.0)).unwrap_or(q));
        } else if flow.score.is_some() || flow.strength.is_some() {
            flow.score = Some(draw.share(row.weight, row.evidence, row.flow, Channel::Weight));
        }
        for (place, enabler) in flow.enablers.iter_mut().enumerate() {
            enabler.phi = draw.share(enabler.phi, enabler.evidence, row.flow, Channel::Part(place));
        }
        drawn.put(flow.into());
    }
    drawn
}

/// FNV-1a of a source's name, without regard to case; apart from every identity.
fn hash(source: &str) -> u64 {
    let bytes = source.bytes().map(|b| b.to_ascii_lowercase());
    bytes.fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)) | 1 << 63
}

/// What became of a number over all draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    /// Lower end of 90% of the draws in which it exists.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
    /// Share of draws in which it exists.
    pub support: f64,
    /// Wilson's interval of that share.
    pub support_interval: (f64, f64),
}

/// Ends of the 95% interval of a share found in `n` draws (Wilson 1927).
pub(super) fn wilson(share: f64, n: usize) -> (f64, f64) {
    const Z: f64 = 1.959964;
    let (n, z2) = (n.max(1) as f64, Z * Z);
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

impl Range {
    /// The range of a number that exists where it is above 0; `None` where it never exists.
    pub fn of(drawn: &[f64]) -> Option<Range> {
        let mut there: Vec<f64> = drawn.iter().copied().filter(|&x| x > 1e-9).collect();
        if there.is_empty() {
            return None;
        }
        there.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (there.len() - 1) as f64;
            let (low, part) = (place.floor() as usize, place.fract());
            let high = (low + 1).min(there.len() - 1);
            there[low] + part * (there[high] - there[low])
        };
        let support = there.len() as f64 / drawn.len() as f64;
        let support_interval = wilson(support, drawn.len());
        Some(Range { lo: at(0.05), hi: at(0.95), support, support_interval })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published example: 9 of 10 is somewhere between 60% and 98%.
    #[test]
    fn a_share_of_few_draws_is_wide_open() {
        let (lo, hi) = wilson(0.9, 10);
        assert!((lo - 0.596).abs() < 0.001 && (hi - 0.982).abs() < 0.001, "{lo} {hi}");
        assert!(wilson(0.0, 500).0 < 1e-12 && wilson(1.0, 500).1 > 1.0 - 1e-12);
    }

    #[test]
    fn normals_have_mean_0_and_variance_1() {
        let drawn: Vec<f64> = (0..20_000).map(|i| SplitMix64(i * 77).normal()).collect();
        let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
        let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / drawn.len() as f64;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
    }
}
