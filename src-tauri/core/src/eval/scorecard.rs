//! Results measured, not counted: revenue sourced and influenced, activation, time to first value, the health
//! of partners, shared outcomes. What is missing is asked for, by the names of this map.

use super::{
    Credit, EvalConfig, Health, OutcomeView, Scorecard, TimeToValue, quantity, snapshot::Snapshot, words,
};
use crate::map::{Deal, Kind, Outcome, PartnerFigures, Role};
use std::collections::BTreeMap;

/// The scorecard of a map.
pub(super) fn scorecard(map: &Snapshot) -> Scorecard {
    let mut card = Scorecard { activation: activation(map), ..Scorecard::default() };
    won(map, &mut card);
    card.time_to_value = time_to_value(map);
    card.health = (0..map.actors.len()).filter_map(|a| health_of(map, a)).collect();
    card.outcomes = outcomes(map);
    card.ask = asked(map, &card);
    card
}

/// Won money, and who had a part in it.
fn won(map: &Snapshot, card: &mut Scorecard) {
    let deals: Vec<(f64, &Deal)> = map
        .map
        .deals
        .values()
        .filter_map(|d| Some((quantity::once(d.amount.as_ref()?, &map.map.info)?, d.as_ref())))
        .filter(|(amount, d)| *amount > 0.0 && !d.touches.is_empty())
        .collect();
    let total: f64 = deals.iter().map(|d| d.0).sum();
    if total <= 0.0 {
        return;
    }
    let us = map.map.info.us;
    let share =
        |test: &dyn Fn(&Deal) -> bool| deals.iter().filter(|d| test(d.1)).map(|d| d.0).sum::<f64>() / total;
    let sourced = |d: &Deal| d.touches.first().copied() != us;
    card.total = Some(total);
    card.sourced = Some(share(&sourced));
    card.influenced = Some(share(&|d| !sourced(d) && d.touches.iter().any(|&t| Some(t) != us)));
    card.credit = credits(&deals, map.config);
}

/// Parts of won money: the first and the last touch a part each, the rest for those between; two touches
/// half each.
fn credits(deals: &[(f64, &Deal)], config: &EvalConfig) -> Vec<Credit> {
    let mut of: BTreeMap<crate::map::ActorId, Credit> = BTreeMap::new();
    for (amount, deal) in deals {
        let n = deal.touches.len();
        for (i, &actor) in deal.touches.iter().enumerate() {
            let credit = of.entry(actor).or_insert(Credit { actor, weighted: 0.0, first: 0.0, last: 0.0 });
            credit.weighted += amount * part(i, n, config);
            credit.first += if i == 0 { *amount } else { 0.0 };
            credit.last += if i + 1 == n { *amount } else { 0.0 };
        }
    }
    of.into_values().collect()
}

fn part(place: usize, of: usize, config: &EvalConfig) -> f64 {
    // Settings may give both ends more than the whole; then nothing is left for those between.
    let whole = (config.first_touch + config.last_touch).max(1.0);
    let (first, last) = (config.first_touch / whole, config.last_touch / whole);
    match of {
        1 => 1.0,
        2 => 0.5,
        _ if place == 0 => first,
        n if place + 1 == n => last,
        n => (1.0 - first - last) / (n - 2) as f64,
    }
}

/// Share of active customers on at least one integration: as counted; or, where only the share of each is
/// known, between the largest and the sum (Fréchet).
fn activation(map: &Snapshot) -> Option<(f64, f64)> {
    if let Some(accounts) = map.map.info.accounts.filter(|a| a.active > 0) {
        let share = f64::from(accounts.connected) / f64::from(accounts.active);
        return Some((share, share));
    }
    let us = map.us?;
    let ours = map.out(Kind::Data, us).chain(map.into(Kind::Data, us));
    let shares = ours.filter_map(|f| map.flows[f].flow.use_share).filter(|s| (0.0..=1.0).contains(s));
    let shares: Vec<f64> = shares.collect();
    let largest = shares.iter().copied().reduce(f64::max)?;
    Some((largest, shares.iter().sum::<f64>().min(1.0)))
}

/// Days to first value by each way they are said of, direct first, then the quickest.
fn time_to_value(map: &Snapshot) -> Vec<TimeToValue> {
    let said = |a: usize| map.actors[a].figures.days_to_value.filter(|d| d.is_finite());
    let mut all: Vec<(bool, f64, usize)> =
        (0..map.actors.len()).filter_map(|a| Some((map.us != Some(a), said(a)?, a))).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    all.into_iter().map(|(_, days, a)| TimeToValue { actor: map.actors[a].id, days }).collect()
}

/// The health of a partner from 0 to 100, and of how many of its four parts it is known; two at least.
pub(super) fn health(figures: &PartnerFigures) -> Option<(f64, u32)> {
    let ratio = |a: Option<f64>, b: Option<f64>| a.zip(b).filter(|(_, b)| *b > 0.0).map(|(a, b)| a / b);
    let count = |n: Option<u32>| n.map(f64::from);
    let parts = [
        ratio(count(figures.certified), count(figures.certified_target)).map(|r| r.min(1.0)),
        figures.nps.map(|n| (n.clamp(-100.0, 100.0) + 100.0) / 200.0),
        ratio(figures.days_without, figures.days_with).map(|r| r.min(2.0) / 2.0),
        ratio(figures.margin, figures.margin_target).map(|r| r.min(1.0)),
    ];
    let known: Vec<f64> = parts.into_iter().flatten().collect();
    (known.len() >= 2).then(|| (100.0 * known.iter().sum::<f64>() / known.len() as f64, known.len() as u32))
}

fn health_of(map: &Snapshot, actor: usize) -> Option<Health> {
    let (score, known) = health(&map.actors[actor].figures)?;
    (map.us != Some(actor)).then_some(Health { actor: map.actors[actor].id, score, known })
}

fn outcomes(map: &Snapshot) -> Vec<OutcomeView> {
    let all = map.actors.iter().flat_map(|a| a.outcomes.iter().map(|o| (a.id, o)));
    let view = |(actor, o): (_, &Outcome)| OutcomeView {
        actor,
        name: o.name.clone(),
        before: o.before,
        after: o.after,
    };
    all.map(view).collect()
}

/// Those whose figures count: everybody who sells, builds or supplies with us.
fn partners(map: &Snapshot) -> Vec<usize> {
    const PARTNERS: [Role; 5] =
        [Role::Intermediary, Role::Complement, Role::Developer, Role::Platform, Role::Supplier];
    let is = |a: &usize| {
        let actor = map.actors[*a];
        map.us != Some(*a) && !actor.is_demand() && PARTNERS.iter().any(|&r| actor.is(r))
    };
    (0..map.actors.len()).filter(is).collect()
}

/// What to enter for what is missing, one line each.
fn asked(map: &Snapshot, card: &Scorecard) -> Vec<String> {
    let partners = partners(map);
    let missing = |test: &dyn Fn(usize) -> bool, otherwise: &str| {
        let named = partners.iter().copied().filter(|&a| test(a)).map(|a| map.name(a));
        Some(words::list(named, 3))
            .filter(|n| !n.is_empty())
            .or_else(|| partners.is_empty().then(|| otherwise.to_owned()))
    };
    let mut ask = Vec::new();
    if card.total.is_none() {
        ask.push(
            say!("Revenue from partners: enter won deals with amounts and who touched them, in order.")
                .into(),
        );
    }
    if card.activation.is_none() {
        ask.push(
            say!("Activation: enter, in the fields of the map, how many active accounts are on an integration that matters.")
                .into(),
        );
    }
    let timed = |a: usize| map.actors[a].figures.days_to_value.is_some();
    let direct = (!map.us.is_some_and(timed)).then(|| say!("straight to you").to_owned());
    let ways = missing(&|a| !timed(a), say!("a partner")).map(|names| say!("through {names}", names));
    let ways: Vec<String> = direct.into_iter().chain(ways).collect();
    if !ways.is_empty() {
        let ways = words::list(ways.iter().map(String::as_str), 2);
        ask.push(say!("Time to first value: enter the days for customers who come {ways}.", ways));
    }
    if let Some(who) = missing(&|a| health(&map.actors[a].figures).is_none(), say!("each partner")) {
        ask.push(say!("Partner health: enter two or more of certified people, satisfaction, days without and with, and services margin for {who}.", who));
    }
    if card.outcomes.is_empty() {
        let who = missing(&|_| true, say!("a partner")).unwrap_or_default();
        ask.push(say!(
            "Shared outcomes: enter a figure that both sides look at, before and after, for {who}.",
            who
        ));
    }
    ask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_deal_make_a_whole() {
        let usual = EvalConfig::default();
        let greedy = EvalConfig { first_touch: 0.8, last_touch: 0.8, ..usual.clone() };
        for config in [&usual, &greedy] {
            for n in 1..8 {
                let whole: f64 = (0..n).map(|i| part(i, n, config)).sum();
                assert!((whole - 1.0).abs() < 1e-12);
            }
        }
        assert!((part(1, 4, &usual) - 0.1).abs() < 1e-12);
    }

    #[test]
    fn the_health_of_a_partner_is_the_mean_of_what_is_known() {
        let mut figures = PartnerFigures {
            certified: Some(6),
            certified_target: Some(8),
            nps: Some(40.0),
            days_without: Some(60.0),
            days_with: Some(45.0),
            margin: Some(0.24),
            margin_target: Some(0.30),
            days_to_value: None,
        };
        let (score, known) = health(&figures).unwrap();
        assert!((score - 72.916667).abs() < 1e-6 && known == 4, "{score}");
        (figures.margin, figures.certified) = (None, None);
        assert_eq!(health(&figures).map(|h| h.1), Some(2));
        figures.nps = None;
        assert_eq!(health(&figures), None, "one part alone says too little");
        figures = PartnerFigures { certified: Some(1), certified_target: Some(0), ..figures };
        assert_eq!(health(&figures), None, "a target of nothing is none");
    }
}
