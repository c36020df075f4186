//! Question 1: where does demand form, and how does it reach us?

use super::{findings::Saying, snapshot::Snapshot, top::Leverage, words};

/// What the map says about demand.
pub(super) fn findings(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    if map.actors.is_empty() {
        return Vec::new();
    }
    let demand = map.demand();
    if demand.is_empty() {
        let ask = "No customer, user or payer is on the map: say who starts demand.";
        return vec![Saying::new(1, "demand.nobody-starts-it", 0.5, ask)];
    }
    let mut spend: Vec<(f64, usize)> =
        demand.iter().map(|&a| (money.trace.money_out[a], a)).filter(|(out, _)| *out > 0.0).collect();
    spend.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match spend.first() {
        Some(&(most, first)) => vec![where_money_starts(map, money, &spend, most, first)],
        None => {
            let names = words::list(demand.iter().map(|&a| map.name(a)), 3);
            let ask = format!("Demand starts with {names}, but no spending is drawn with an amount.");
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
        format!("Demand starts with {name}: {} a year.", amount(total))
    } else {
        let share = words::percent(most / total);
        let others = words::count(spend.len());
        format!("{name} brings {share} of the {} a year that {others} demand actors spend.", amount(total))
    };
    let flows = spend.iter().flat_map(|&(_, a)| money.graph.paid_by(a)).map(|arc| money.graph.arcs[arc].flow);
    let flows: Vec<usize> = flows.collect();
    Saying::new(1, "demand.starts-with", 1.0, text)
        .value(total, "base currency per year")
        .actors(spend.iter().map(|&(_, a)| a).take(5))
        .flows(flows)
}
