//! Question 2: where does value accrue? Of each customer's money, who keeps how much?

use super::{Kept, findings::Saying, snapshot::Snapshot, top::Leverage, words};

/// The most customers whose money is traced one by one.
const CUSTOMERS: usize = 12;
/// Shares below this are left out.
const CRUMB: f64 = 0.0005;

/// For the largest payers among the customers (all payers where no customer pays): who keeps how much.
pub(super) fn kept(map: &Snapshot, money: &Leverage) -> Vec<Kept> {
    let mut sources: Vec<usize> = (0..map.actors.len()).filter(|&a| money.trace.injected[a] > 0.0).collect();
    if sources.iter().any(|&a| map.actors[a].is_demand()) {
        sources.retain(|&a| map.actors[a].is_demand());
    }
    sources.sort_by(|&a, &b| money.trace.injected[b].total_cmp(&money.trace.injected[a]).then(a.cmp(&b)));
    let of = |customer: usize| {
        let shares = money.trace.kept_of(&money.graph, customer).into_iter().enumerate();
        let mut kept: Vec<(f64, usize)> =
            shares.map(|(actor, share)| (share, actor)).filter(|(share, _)| *share > CRUMB).collect();
        kept.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let row = move |(share, actor): (f64, usize)| (customer, actor, share);
        kept.into_iter().map(row).collect::<Vec<_>>()
    };
    let id = |actor: usize| map.actors[actor].id;
    let rows = sources.into_iter().take(CUSTOMERS).flat_map(of);
    rows.map(|(customer, actor, share)| Kept { customer: id(customer), actor: id(actor), share }).collect()
}

/// What the map says about where value accrues.
pub(super) fn findings(map: &Snapshot, money: &Leverage, kept: &[Kept]) -> Vec<Saying> {
    let mut said = Vec::new();
    said.extend(of_each_unit(map, money, kept));
    said.extend(in_and_out(map, money));
    said.extend(money.graph.cycles().map(|members| round_trip(map, money, members)));
    said
}

/// "USD 960k a year comes in to you and USD 15k goes out."
fn in_and_out(map: &Snapshot, money: &Leverage) -> Option<Saying> {
    let us = map.us?;
    let (comes, goes) = (money.trace.money_in[us], money.trace.money_out[us]);
    if comes <= 0.0 || goes <= 0.0 {
        return None;
    }
    let amount = |x| words::money(x, &map.map.info.currency);
    let text = say!(
        "{comes} a year comes in to you and {goes} goes out.",
        comes = amount(comes),
        goes = amount(goes)
    );
    let arcs = money.graph.paid_to(us).chain(money.graph.paid_by(us));
    Some(
        Saying::new(2, "money.in-and-out", 0.3, text)
            .value(comes - goes, say!("base currency per year"))
            .actors([us])
            .flows(arcs.map(|arc| money.graph.arcs[arc].flow).collect::<Vec<_>>()),
    )
}

/// "Of each 100 that Acme spends, you keep 95, ..."
fn of_each_unit(map: &Snapshot, money: &Leverage, kept: &[Kept]) -> Option<Saying> {
    let first = kept.first()?.customer;
    let rows: Vec<(usize, f64)> = kept
        .iter()
        .filter(|k| k.customer == first)
        .filter_map(|k| Some((map.actor(k.actor)?, k.share)))
        .collect();
    let customer = map.actor(first)?;
    let ours = rows.iter().find(|(a, _)| map.us == Some(*a)).map(|(_, share)| *share);
    let cents = |share: f64| words::two_digits(share * 100.0);
    let part =
        |(actor, share): &(usize, f64), verb: &str| format!("{}{verb} {}", map.name(*actor), cents(*share));
    let others = rows.iter().filter(|(a, _)| map.us != Some(*a));
    let mut parts: Vec<String> = Vec::new();
    if let Some(share) = ours {
        if share > 0.9999 {
            parts.push(say!("you keep all 100").into());
        } else {
            parts.push(say!("you keep {share}", share = cents(share)));
        }
    }
    for (i, row) in others.take(4).enumerate() {
        parts.push(part(row, if i == 0 { map.verb(row.0, say!(" keeps"), say!(" keep")) } else { "" }));
    }
    let told: f64 = ours.unwrap_or(0.0)
        + rows.iter().filter(|(a, _)| map.us != Some(*a)).take(4).map(|(_, share)| share).sum::<f64>();
    if 1.0 - told > 0.005 {
        parts.push(say!("others {told}", told = cents(1.0 - told)));
    }
    let text = say!(
        "Of each 100 that {customer} {spends}, {parts}.",
        customer = map.name(customer),
        spends = map.verb(customer, say!("spends"), say!("spend")),
        parts = words::list(parts.iter().map(String::as_str), 8)
    );
    let flows: Vec<usize> = money.graph.arcs.iter().map(|arc| arc.flow).collect();
    let through = money.graph.down(&money.trace.share, {
        let mut start = vec![0.0; map.actors.len()];
        start[customer] = 1.0;
        start
    });
    let reached = flows.into_iter().filter(|&f| through[map.flows[f].from] > CRUMB);
    Some(
        Saying::new(2, "money.kept-of-each-unit", 1.0, text)
            .value(ours.unwrap_or(0.0), say!("share"))
            .actors(rows.iter().map(|(a, _)| *a).take(6).chain([customer]))
            .flows(reached),
    )
}

/// Money that goes round.
fn round_trip(map: &Snapshot, money: &Leverage, members: &[usize]) -> Saying {
    let closed = members.iter().all(|&a| money.trace.retained[a] < 1e-9 && money.trace.injected[a] <= 0.0);
    let names = words::list(members.iter().map(|&a| map.name(a)), 4);
    let text = if closed {
        say!(
            "The same money goes round among {names}: none comes in from outside, and none of it is counted.",
            names
        )
    } else {
        let most = words::money(widest(money, members), &map.map.info.currency);
        say!(
            "Money goes round among {names}, up to {most} a year: part of what they earn is what they pay.",
            names,
            most
        )
    };
    let inside = members.iter().flat_map(|&a| money.graph.paid_by(a));
    let flows = inside.map(|arc| money.graph.arcs[arc]).filter(|arc| members.binary_search(&arc.to).is_ok());
    let ours = map.us.is_some_and(|us| members.contains(&us));
    let weight = if closed {
        0.6
    } else if ours {
        0.25
    } else {
        0.15
    };
    Saying::new(2, "money.goes-round", weight, text)
        .actors(members.iter().copied())
        .flows(flows.map(|arc| arc.flow).collect::<Vec<_>>())
}

/// The most that goes all the way round among these: the least amount on the widest ring.
fn widest(money: &Leverage, members: &[usize]) -> f64 {
    let place = |a: usize| members.binary_search(&a).ok();
    let mut arcs: Vec<(f64, usize, usize)> = members
        .iter()
        .flat_map(|&a| money.graph.paid_by(a))
        .filter_map(|arc| {
            let ends = money.graph.arcs[arc];
            Some((money.graph.amounts[arc], place(ends.from)?, place(ends.to)?))
        })
        .collect();
    arcs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let goes_round = |n: usize| {
        let mut graph: petgraph::Graph<(), ()> = petgraph::Graph::new();
        let nodes: Vec<_> = members.iter().map(|_| graph.add_node(())).collect();
        arcs[..n].iter().for_each(|&(_, a, b)| {
            graph.add_edge(nodes[a], nodes[b], ());
        });
        // Not `is_cyclic_directed`, which calls itself for each step.
        petgraph::algo::kosaraju_scc(&graph).iter().any(|part| part.len() > 1)
    };
    // Rings only appear as arcs are added, the largest first: the first that closes one is its least.
    let numbers: Vec<usize> = (1..=arcs.len()).collect();
    let closing = numbers.partition_point(|&n| !goes_round(n));
    arcs.get(closing).map_or(0.0, |arc| arc.0)
}
