//! Question 1: where does demand form, and how does it reach us?

use super::{DemandDays, RouteView, findings::Saying, snapshot::Snapshot, top::Leverage, words};

/// What the map says about demand.
pub(super) fn findings(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    if map.actors.is_empty() {
        return Vec::new();
    }
    let demand = map.demand();
    if demand.is_empty() {
        let ask = say!("No customer, user or payer is on the map: say who starts demand.");
        return vec![Saying::new(1, "demand.nobody-starts-it", 0.5, ask)];
    }
    let mut spend: Vec<(f64, usize)> =
        demand.iter().map(|&a| (money.trace.money_out[a], a)).filter(|(out, _)| *out > 0.0).collect();
    spend.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match spend.first() {
        Some(&(most, first)) => vec![where_money_starts(map, money, &spend, most, first)],
        None => {
            let names = words::list(demand.iter().map(|&a| map.name(a)), 3);
            let ask = say!("Demand starts with {names}, but no spending is drawn with an amount.", names);
            vec![Saying::new(1, "demand.no-amount", 0.4, ask).actors(demand)]
        }
    }
}

fn where_money_starts(
    map: &Snapshot,
    money: &Leverage,
    spend: &[(f64, usize)],
    most: f64,
    first: usize,
) -> Saying {
    let total: f64 = spend.iter().map(|(out, _)| out).sum();
    let amount = |x| words::money(x, &map.map.info.currency);
    let name = map.name(first);
    let text = if spend.len() == 1 {
        say!("Demand starts with {name}: {total} a year.", name, total = amount(total))
    } else {
        let share = words::part(most / total);
        let others = words::count(spend.len());
        say!(
            "{name} {brings} {share} of the {total} a year that {others} demand actors spend.",
            name,
            brings = map.verb(first, say!("brings"), say!("bring")),
            share,
            total = amount(total),
            others
        )
    };
    let flows = spend.iter().flat_map(|&(_, a)| money.graph.paid_by(a)).map(|arc| money.graph.arcs[arc].flow);
    let flows: Vec<usize> = flows.collect();
    Saying::new(1, "demand.starts-with", 1.0, text)
        .value(total, say!("base currency per year"))
        .actors(spend.iter().map(|&(_, a)| a).take(5))
        .flows(flows)
}

/// What the map says about the ways to us.
pub(super) fn on_the_way(map: &Snapshot, routes: &[RouteView], days: Option<&DemandDays>) -> Vec<Saying> {
    let mut said = Vec::new();
    let (Some(us), Some(quickest)) = (map.us, routes.first()) else {
        let starts = map.demand();
        if map.us.is_some() && !starts.is_empty() {
            let text = say!("No way from demand to you is drawn with amounts: draw who pays whom.");
            said.push(Saying::new(1, "demand.no-route", 0.6, text).actors(starts).drawn());
        }
        return said;
    };
    let flows = |routes: &[RouteView]| -> Vec<usize> {
        routes.iter().flat_map(|r| r.flows.iter().filter_map(|&f| map.flow(f))).collect()
    };
    match days {
        Some(d) if d.days > 0.0 => {
            let text = say!(
                "{quickest} takes {days}{way}{others}. Weighted by money, a sale takes {mean}{unknown}.",
                quickest = if d.unknown_legs > 0 {
                    say!("As far as days are recorded, the quickest way to you")
                } else {
                    say!("The quickest way to you")
                },
                days = in_days(quickest.days),
                way = through(map, quickest),
                others = slower(&routes[1..]),
                mean = in_days(d.days),
                unknown = unknown(d.unknown_legs)
            );
            said.push(
                Saying::new(1, "demand.days-to-us", 0.8, text)
                    .value(d.days, "days")
                    .actors([us])
                    .flows(flows(routes)),
            );
        }
        Some(d) if d.unknown_legs > 0 => {
            let text =
                say!("How long a sale takes is not recorded, so days saved cannot be told as a share of it.");
            said.push(Saying::new(1, "demand.days-unknown", 0.3, text).flows(flows(routes)).drawn());
        }
        _ => {}
    }
    said
}

/// "; the others 210, 210 and 270": what the next ways take.
fn slower(routes: &[RouteView]) -> String {
    let days: Vec<String> = routes.iter().map(|r| words::two_digits(r.days)).collect();
    match days.len() {
        0 => String::new(),
        1 => say!("; the other {days}", days = days[0]),
        _ => say!("; the others {days}", days = words::list(days.iter().map(String::as_str), days.len())),
    }
}

fn through(map: &Snapshot, route: &RouteView) -> String {
    let between: Vec<usize> =
        route.path[1..route.path.len() - 1].iter().filter_map(|&a| map.actor(a)).collect();
    match &between[..] {
        [] => say!(", straight from the customer").into(),
        some => say!(", through {names}", names = words::list(some.iter().map(|&a| map.name(a)), 3)),
    }
}

/// "45 days", "1 day".
pub(super) fn in_days(days: f64) -> String {
    match words::two_digits(days).as_str() {
        "1" => say!("1 day").into(),
        number => say!("{number} days", number),
    }
}

fn unknown(legs: u32) -> String {
    match legs {
        0 => String::new(),
        1 => say!(" (the days of one leg are not recorded)").into(),
        n => say!(" (the days of {count} legs are not recorded)", count = words::count(n as usize)),
    }
}

/// Where an agreement would save days: an answer to question 8.
pub(super) fn sooner(map: &Snapshot, days: &DemandDays) -> Vec<Saying> {
    let saves = days.if_met.iter().filter(|m| days.days - m.days >= 1.0);
    saves
        .filter_map(|m| {
            let gate = map.flow(m.gate)?;
            let whose = map.whose(map.flows[gate].from);
            let text = say!(
                "With {whose} agreement a sale would take {then} instead of {now}: {sooner} sooner.",
                whose,
                then = words::two_digits(m.days),
                now = in_days(days.days),
                sooner = in_days(days.days - m.days)
            );
            let gated = map.flows.iter().enumerate().filter(|(_, r)| r.flow.gates.contains(&m.gate));
            let flows: Vec<usize> = gated.map(|(i, _)| i).chain([gate]).collect();
            let weight = (0.3 + (days.days - m.days) / days.days).min(0.95);
            Some(
                Saying::new(8, "demand.days-saved-by-agreement", weight, text)
                    .value(days.days - m.days, "days")
                    .actors([map.flows[gate].from])
                    .flows(flows),
            )
        })
        .collect()
}
