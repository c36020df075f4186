//! The ledger: does the maths work for each actor?
//!
//! Benefit B and cost C are sums of scores (1 to 5), for each counterpart and kind the largest; the ratio
//! is B / (B + C). What flows benefits who receives it and costs who gives it; a right to decide benefits
//! its holder. Default scores are taken from strengths and make the verdict indicative.

use super::{Verdict, data::transformed, findings::Saying, snapshot::Snapshot, words};
use crate::map::{Flow, Kind};

/// What one actor gets and gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    /// Gets.
    pub benefit: f64,
    /// Gives.
    pub cost: f64,
    /// A default score was used.
    pub indicative: bool,
    /// Flows that count on either side.
    pub flows: Vec<usize>,
}

impl Ledger {
    /// Benefit / (benefit + cost); `None` where there is neither.
    pub fn ratio(&self) -> Option<f64> {
        let sum = self.benefit + self.cost;
        (sum > 0.0).then(|| self.benefit / sum)
    }

    /// Whether the maths works.
    pub fn verdict(&self, config: &super::EvalConfig) -> Option<Verdict> {
        self.ratio().map(|ratio| {
            // A hair's width for sums of decimals.
            if ratio >= config.ledger_works - 1e-9 {
                Verdict::Works
            } else if ratio >= config.ledger_balanced - 1e-9 {
                Verdict::Balanced
            } else {
                Verdict::DoesNotWork
            }
        })
    }
}

/// The ledgers of all actors.
pub(super) fn ledgers(map: &Snapshot) -> Vec<Ledger> {
    let mut ledgers = vec![Ledger::default(); map.actors.len()];
    let (mut gets, mut gives) = (Vec::new(), Vec::new());
    for (number, row) in map.flows.iter().enumerate().filter(|(_, r)| !r.is_loop()) {
        if row.flow.kind == Kind::Money && row.amount.is_usable() && is_zero(row.flow) {
            continue;
        }
        let (getter, giver) = match row.flow.kind {
            Kind::Decision => (row.from, row.to),
            _ => (row.to, row.from),
        };
        let (benefit, benefit_default) = benefit(map, row);
        let (cost, cost_default) = cost(map, row);
        gets.push(((getter, giver, row.flow.kind), benefit));
        gives.push(((giver, getter, row.flow.kind), cost));
        ledgers[getter].indicative |= benefit_default;
        ledgers[giver].indicative |= cost_default && cost > 0.0;
        if benefit > 0.0 {
            ledgers[getter].flows.push(number);
        }
        if cost > 0.0 {
            ledgers[giver].flows.push(number);
        }
    }
    largest(gets).for_each(|(actor, score)| ledgers[actor].benefit += score);
    largest(gives).for_each(|(actor, score)| ledgers[actor].cost += score);
    ledgers
}

/// For each actor, counterpart and kind the largest score.
fn largest(mut scores: Vec<((usize, usize, Kind), f64)>) -> impl Iterator<Item = (usize, f64)> {
    scores.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    scores.dedup_by_key(|(key, _)| *key);
    scores.into_iter().map(|((actor, ..), score)| (actor, score.max(0.0)))
}

fn is_zero(flow: &Flow) -> bool {
    flow.quantity.as_ref().is_some_and(|q| q.amount.0 == 0)
}

/// What a flow is worth to who gets it, and whether that is a default.
fn benefit(map: &Snapshot, row: &super::snapshot::Row) -> (f64, bool) {
    match row.flow.benefit {
        Some(score) => (f64::from(score), false),
        None if row.flow.kind == Kind::Trust => (5.0 * row.weight, true),
        None => (strength(map, row.flow), true),
    }
}

/// What a flow costs who gives it, and whether that is a default.
fn cost(map: &Snapshot, row: &super::snapshot::Row) -> (f64, bool) {
    let default = match (row.flow.cost, row.flow.kind) {
        (Some(score), _) => return (f64::from(score), false),
        (None, Kind::Money | Kind::Product) => strength(map, row.flow),
        (None, Kind::Data) => 1.0 + sensitivity(map, row.flow),
        (None, Kind::Attention | Kind::Trust | Kind::Decision) => 0.0,
    };
    (default, true)
}

fn strength(map: &Snapshot, flow: &Flow) -> f64 {
    flow.strength.map_or(map.config.ledger_default, f64::from)
}

/// The highest sensitivity among the datasets that a flow is said to carry, after what happens to them.
fn sensitivity(map: &Snapshot, flow: &Flow) -> f64 {
    let named = flow.datasets.iter().filter_map(|id| map.map.datasets.get(id));
    f64::from(named.map(|d| transformed(d.sensitivity, flow.transform)).max().unwrap_or(0))
}

/// What the map says about who gives without getting.
pub(super) fn findings(map: &Snapshot, ledgers: &[Ledger]) -> Vec<Saying> {
    let mut bad: Vec<(f64, usize)> = (0..ledgers.len())
        .filter(|&a| map.us != Some(a) && ledgers[a].benefit > 0.0)
        .filter(|&a| ledgers[a].verdict(map.config) == Some(Verdict::DoesNotWork))
        .filter_map(|a| Some((ledgers[a].ratio()?, a)))
        .collect();
    bad.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut said: Vec<Saying> =
        bad.into_iter().map(|(ratio, actor)| does_not_work(map, actor, ratio, &ledgers[actor])).collect();
    said.extend(works(map, ledgers, Verdict::Works));
    said.extend(works(map, ledgers, Verdict::Balanced));
    said
}

/// One sentence for all for whom it works, or is about even; those who give nothing go without saying.
fn works(map: &Snapshot, ledgers: &[Ledger], verdict: Verdict) -> Option<Saying> {
    let is = |&a: &usize| {
        let both = ledgers[a].benefit > 0.0 && ledgers[a].cost > 0.0;
        map.us != Some(a) && both && ledgers[a].verdict(map.config) == Some(verdict)
    };
    let all: Vec<usize> = (0..ledgers.len()).filter(is).collect();
    let ratios: Vec<f64> = all.iter().filter_map(|&a| ledgers[a].ratio()).collect();
    if all.is_empty() {
        return None;
    }
    let names = words::list(all.iter().map(|&a| map.name(a)), 4);
    let grade = if all.iter().any(|&a| ledgers[a].indicative) {
        say!(" (judged by strengths, not money)")
    } else {
        ""
    };
    let (code, text) = match verdict {
        Verdict::Works => ("ledger.works", say!("The maths works for {names}{grade}.", names, grade)),
        _ => {
            ("ledger.about-even", say!("Giving and getting is about even for {names}{grade}.", names, grade))
        }
    };
    Some(
        Saying::new(5, code, 0.12, text)
            .value(
                ratios.iter().sum::<f64>() / ratios.len() as f64,
                say!("share of what they get in gets and gives"),
            )
            .flows(all.iter().flat_map(|&a| ledgers[a].flows.iter().copied()).collect::<Vec<_>>())
            .actors(all),
    )
}

fn does_not_work(map: &Snapshot, actor: usize, ratio: f64, ledger: &Ledger) -> Saying {
    let grade = if ledger.indicative { say!(" (judged by strengths, not money)") } else { "" };
    let times = words::two_digits(ledger.cost / ledger.benefit);
    let text = say!(
        "The maths does not work for {name}: {it} {gives} {twice} as much as {it} {gets}{grade}.",
        name = map.name(actor),
        it = map.it(actor),
        gives = map.verb(actor, say!("gives"), say!("give")),
        twice = if times == "2" { say!("twice").into() } else { say!("{times} times", times) },
        gets = map.verb(actor, say!("gets"), say!("get")),
        grade
    );
    Saying::new(5, "ledger.does-not-work", 0.7 - ratio / 2.0, text)
        .value(ratio, say!("share of what it gets in gets and gives"))
        .actors([actor])
        .flows(ledger.flows.iter().copied())
}
