//! Question 8, in days: what costs how many of the days that demand is on its way.
//!
//! The days weighted by money are a sum of waits: each flow's own, each actor with whom work rests, each
//! agreement that is not given. Beside a wait's part stands what the quickest way would take without it.
//! Knows nothing of what is lost in money: days and money are two lists, never one.

use super::{
    DaysCost,
    demand::in_days,
    dependence::owner,
    leverage::Subject,
    lint::record,
    routes::{Arriving, Network, Wait},
    snapshot::Snapshot,
    words,
};

/// What costs the most days, the most first: as many as the list in money holds.
pub(super) fn costs(map: &Snapshot, network: &Network, arriving: Option<&Arriving>) -> Vec<DaysCost> {
    let (Some(us), Some(arriving)) = (map.us, arriving) else { return Vec::new() };
    let mut waits: Vec<(Wait, f64)> = arriving.waits.iter().map(|(w, d)| (*w, *d)).collect();
    waits.retain(|w| w.1 >= 0.5);
    waits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    waits.truncate(map.config.top);
    let now = network.quickest_ways(map.actors.len(), us, 1).first().map(|way| way.days);
    let cost = |(at, (wait, days)): (usize, (Wait, f64))| {
        let subject = subject(wait);
        let without = network.days_without(map, us, wait);
        let sooner = now.zip(without).filter(|(now, without)| now - without >= 1.0);
        let flows = meets(map, wait);
        let actors = match wait {
            Wait::Rest(a) => vec![a],
            Wait::Gate(f) => vec![map.flows[f].from],
            Wait::Own(f) => vec![map.flows[f].from, map.flows[f].to],
        };
        DaysCost {
            rank: at as u32 + 1,
            subject: record(map, subject),
            days,
            share: days / arriving.days,
            quickest_without: without,
            sentence: say!(
                "{wait}: {days} of the {days_2} of a sale.{now}",
                wait = words::sentence(&waiting(map, wait)),
                days = words::two_digits(days),
                days_2 = in_days(arriving.days),
                now = sooner.map_or_else(String::new, |(now, without)| match without < 0.5 {
                    true => say!(" It is all of the quickest way, which takes {days}.", days = in_days(now)),
                    false => say!(
                        " Without it the quickest way would take {without} instead of {days}.",
                        without = words::two_digits(without),
                        days = in_days(now)
                    ),
                })
            ),
            owner: owner(map, subject).to_owned(),
            actors: map.actor_ids(actors),
            flows: map.flow_ids(flows),
        }
    };
    waits.into_iter().enumerate().map(cost).collect()
}

fn subject(wait: Wait) -> Subject {
    match wait {
        Wait::Rest(a) => Subject::Actor(a),
        Wait::Gate(f) | Wait::Own(f) => Subject::Flow(f),
    }
}

/// "CERT's agreement", "the way from Shop to you through Agent".
fn waiting(map: &Snapshot, wait: Wait) -> String {
    match wait {
        Wait::Gate(f) => say!("{whose} agreement", whose = map.whose(map.flows[f].from)),
        Wait::Rest(a) => say!("waiting for {name}", name = map.name(a)),
        Wait::Own(f) => {
            let row = &map.flows[f];
            let via = row.flow.via.iter().filter_map(|&v| map.actor(v)).map(|a| map.name(a));
            let via = words::list(via, 2);
            let through = if via.is_empty() { via } else { say!(" through {via}", via) };
            say!(
                "the way from {from} to {to}{through}",
                from = map.name(row.from),
                to = map.name(row.to),
                through
            )
        }
    }
}

/// The flows that wait for it, and the gate itself.
fn meets(map: &Snapshot, wait: Wait) -> Vec<usize> {
    let waits = |f: &usize| super::routes::waits(map, *f).iter().any(|w| w.0 == wait);
    let money = |f: &usize| map.flows[*f].flow.kind == crate::map::Kind::Money;
    let mut flows: Vec<usize> = (0..map.flows.len()).filter(money).filter(waits).collect();
    if let Wait::Gate(f) = wait {
        flows.push(f);
    }
    flows
}
