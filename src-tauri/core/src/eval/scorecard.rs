//! Results measured, not counted: revenue sourced and influenced, activation. What is missing is asked for.

use super::{Credit, Scorecard, quantity, snapshot::Snapshot};
use crate::map::{Deal, Kind};
use std::collections::BTreeMap;

/// The scorecard of a map.
pub(super) fn scorecard(map: &Snapshot) -> Scorecard {
    let mut card = Scorecard { activation: activation(map), ..Scorecard::default() };
    let deals: Vec<(f64, &Deal)> = map
        .map
        .deals
        .values()
        .filter_map(|d| Some((quantity::once(d.amount.as_ref()?, &map.map.info)?, d.as_ref())))
        .filter(|(amount, d)| *amount > 0.0 && !d.touches.is_empty())
        .collect();
    let total: f64 = deals.iter().map(|d| d.0).sum();
    if total > 0.0 {
        let us = map.map.info.us;
        let share = |test: &dyn Fn(&Deal) -> bool| {
            deals.iter().filter(|d| test(d.1)).map(|d| d.0).sum::<f64>() / total
        };
        let sourced = |d: &Deal| d.touches.first().copied() != us;
        card.total = Some(total);
        card.sourced = Some(share(&sourced));
        card.influenced = Some(share(&|d| !sourced(d) && d.touches.iter().any(|&t| Some(t) != us)));
        card.credit = credits(&deals);
    } else {
        card.ask.push("Enter won deals with amounts and who touched them, to see revenue sourced and influenced by partners.".into());
    }
    if card.activation.is_none() {
        card.ask.push(
            "Enter for your integrations what share of active customers uses each, to see activation.".into(),
        );
    }
    card.ask.push("Partner health needs certified people, satisfaction, days to value and services margin of each partner; they have no place on a map yet.".into());
    card
}

/// Parts of won money: first and last touch 40% each and those between 20%; two touches half each.
fn credits(deals: &[(f64, &Deal)]) -> Vec<Credit> {
    let mut of: BTreeMap<crate::map::ActorId, Credit> = BTreeMap::new();
    for (amount, deal) in deals {
        let n = deal.touches.len();
        for (i, &actor) in deal.touches.iter().enumerate() {
            let credit = of.entry(actor).or_insert(Credit { actor, weighted: 0.0, first: 0.0, last: 0.0 });
            credit.weighted += amount * part(i, n);
            credit.first += if i == 0 { *amount } else { 0.0 };
            credit.last += if i + 1 == n { *amount } else { 0.0 };
        }
    }
    of.into_values().collect()
}

fn part(place: usize, of: usize) -> f64 {
    match of {
        1 => 1.0,
        2 => 0.5,
        n if place == 0 || place + 1 == n => 0.4,
        n => 0.2 / (n - 2) as f64,
    }
}

/// Share of active customers on at least one integration: only shares of each are known, so between the
/// largest and the sum (Fréchet).
fn activation(map: &Snapshot) -> Option<(f64, f64)> {
    let us = map.us?;
    let ours = map.out(Kind::Data, us).chain(map.into(Kind::Data, us));
    let shares = ours.filter_map(|f| map.flows[f].flow.use_share).filter(|s| (0.0..=1.0).contains(s));
    let shares: Vec<f64> = shares.collect();
    let largest = shares.iter().copied().reduce(f64::max)?;
    Some((largest, shares.iter().sum::<f64>().min(1.0)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_parts_of_a_deal_make_a_whole() {
        for n in 1..8 {
            let whole: f64 = (0..n).map(|i| super::part(i, n)).sum();
            assert!((whole - 1.0).abs() < 1e-12);
        }
        assert_eq!(super::part(1, 4), 0.1);
    }
}
