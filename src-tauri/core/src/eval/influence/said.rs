//! What the map says about influence, in sentences.

use super::{Hold, Rights, vetoes};
use crate::{
    eval::{findings::Saying, snapshot::Snapshot, top::Leverage, words},
    map::{GateState, Rapid},
};
use std::collections::BTreeMap;

/// The most decisions of which it is said who decides them.
const DECISIONS: usize = 3;

/// What the map says about influence.
pub(in crate::eval) fn findings(map: &Snapshot, holds: &[Hold], money: &Leverage) -> Vec<Saying> {
    let mut said = Vec::new();
    for hold in holds {
        said.extend(disorder(map, hold));
        said.extend(slow_agreements(map, hold));
        said.extend(who_is_heard(map, hold));
    }
    said.extend(holds.iter().filter_map(|hold| who_decides(map, hold)).take(DECISIONS));
    said.extend(gates(map, money));
    said.extend(busy_deciders(map, holds));
    if holds.is_empty() && map.flows.len() > 3 {
        let ask = say!("No decision is on the map: say who decides, who must agree and who is heard.");
        said.push(Saying::new(3, "influence.no-decision", 0.2, ask));
    }
    said
}

/// Who decides, where it is one.
fn who_decides(map: &Snapshot, hold: &Hold) -> Option<Saying> {
    let [decider] = hold.rights.deciders[..] else { return None };
    // A decision without a name is called after its decider.
    hold.rights.id?;
    let (who, name) = (words::sentence(map.name(decider)), &hold.rights.name);
    let text = if map.is_many(decider) {
        say!("{who} decide \u{201c}{name}\u{201d}.", who, name)
    } else {
        say!("{who} decides \u{201c}{name}\u{201d}.", who, name)
    };
    let own = |f: &usize| map.flows[*f].flow.rapid == Some(Rapid::Decide);
    let flows: Vec<usize> = hold.rights.flows.iter().copied().filter(own).collect();
    Some(Saying::new(3, "decision.decided-by", 0.12, text).actors([decider]).flows(flows).drawn())
}

/// Orphans, duplicates, veto crowds, work without a decider.
fn disorder(map: &Snapshot, hold: &Hold) -> Vec<Saying> {
    let rights = &hold.rights;
    let mut said = Vec::new();
    let name = &rights.name;
    let names = |actors: &[usize]| words::list(actors.iter().map(|&a| map.name(a)), 4);
    match &rights.deciders[..] {
        [] => {
            let text = match rights.subject {
                Some(about) => {
                    say!(
                        "Nobody decides “{name}”, about {about}, on this map: say who does.",
                        name,
                        about = map.name(about)
                    )
                }
                None => say!("Nobody decides “{name}” on this map: say who does.", name),
            };
            let about = rights.subject.into_iter();
            said.push(
                Saying::new(3, "decision.nobody-decides", 0.75, text)
                    .actors(about)
                    .flows(rights.flows.clone())
                    .drawn(),
            );
        }
        [_] => {}
        several => {
            let text = say!(
                "{several} all decide “{name}”: settle who has the last word.",
                several = names(several),
                name
            );
            let decide = |f: &usize| map.flows[*f].flow.rapid == Some(Rapid::Decide);
            let flows: Vec<usize> = rights.flows.iter().copied().filter(decide).collect();
            said.push(
                Saying::new(3, "decision.several-decide", 0.7, text)
                    .actors(several.iter().copied())
                    .flows(flows)
                    .drawn(),
            );
        }
    }
    let mut holders: Vec<usize> = vetoes(map, rights).map(|f| map.flows[f].from).collect();
    holders.sort_unstable();
    holders.dedup();
    if holders.len() >= 3 {
        let text = say!(
            "{count} actors can veto “{name}”: {holders}.",
            count = words::sentence(&words::count(holders.len())),
            name,
            holders = names(&holders)
        );
        let flows: Vec<usize> = vetoes(map, rights).collect();
        said.push(Saying::new(3, "decision.many-vetoes", 0.6, text).actors(holders).flows(flows).drawn());
    }
    said
}

/// Agreements that take long, beside those that gate flows.
fn slow_agreements(map: &Snapshot, hold: &Hold) -> Vec<Saying> {
    let gates = |f: usize| map.flows.iter().any(|r| r.flow.gates.contains(&map.flows[f].flow.id));
    let slow = |f: usize| {
        let right = map.flows[f].flow;
        let days = right.delay_days.filter(|d| *d >= map.config.bottleneck_days)?;
        (right.gate != Some(GateState::Met) && !gates(f)).then_some((f, days))
    };
    let say = |(f, days): (usize, f64)| {
        let row = &map.flows[f];
        let (whose, name) = (map.whose(row.from), &hold.rights.name);
        let text = say!(
            "{whose} agreement to “{name}” takes {days} days.",
            whose,
            name,
            days = words::two_digits(days)
        );
        let text = words::sentence(&text);
        Saying::new(3, "decision.slow-agreement", 0.35, text)
            .value(days, "days")
            .actors([row.from])
            .flows([f])
    };
    vetoes(map, &hold.rights).filter_map(slow).map(say).collect()
}

/// "We arrive late": somebody else is heard much better than we are.
fn who_is_heard(map: &Snapshot, hold: &Hold) -> Option<Saying> {
    let us = map.us?;
    let decider = *hold.influence.first()?.best.actors.last()?;
    if decider == us {
        return None;
    }
    let of = |a: usize| hold.influence.iter().position(|h| h.best.actors[0] == a);
    let gates: Vec<usize> = vetoes(map, &hold.rights).map(|f| map.flows[f].from).collect();
    let speaks = |a: usize| a != us && !gates.contains(&a);
    let other = hold.influence.iter().position(|h| speaks(h.best.actors[0]))?;
    let best = &hold.influence[other].best;
    let ours = of(us);
    let value = ours.map_or(0.0, |i| hold.influence[i].best.value);
    if value >= best.value {
        return None;
    }
    let name = &hold.rights.name;
    let strong = strength(best.value);
    let them = map.name(best.actors[0]);
    let way = match ours.map(|i| &hold.influence[i].best.actors[..]) {
        None => say!("no way by which you are heard is drawn").to_owned(),
        Some([_, _]) => {
            say!(
                "yours is {less}",
                less = if strength(value) == strong { say!("less") } else { strength(value) }
            )
        }
        Some([_, middle @ .., _]) => {
            say!(
                "yours is {value} and goes through {names}",
                value = strength(value),
                names = words::list(middle.iter().map(|&a| map.name(a)), 3)
            )
        }
        Some(_) => return None,
    };
    let text = if value * 2.0 < best.value {
        say!(
            "You arrive late in “{name}”: {them} {has} a {strong} say with {decider}; {way}.",
            name,
            them,
            has = map.verb(best.actors[0], say!("has"), say!("have")),
            strong,
            decider = map.name(decider),
            way
        )
    } else {
        say!(
            "{them} {is} heard more than you in “{name}”: a {strong} say; {way}. A sign, not proof.",
            them,
            is = map.verb(best.actors[0], say!("is"), say!("are")),
            name,
            strong,
            way
        )
    };
    let mut flows = hold.rests_on[other].clone();
    flows.extend(ours.into_iter().flat_map(|i| hold.rests_on[i].iter().copied()));
    let mut actors = best.actors.clone();
    actors.extend(ours.into_iter().flat_map(|i| hold.influence[i].best.actors.iter().copied()));
    actors.push(us);
    let weight = 0.5 + (best.value - value) / 2.0;
    Some(
        Saying::new(3, "influence.others-are-heard-more", weight, text)
            .value(value, say!("influence"))
            .actors(actors)
            .flows(flows),
    )
}

/// An influence in a word; decimals are for drilling down.
fn strength(value: f64) -> &'static str {
    match value {
        v if v >= 0.5 => say!("strong"),
        v if v >= 0.2 => say!("medium"),
        _ => say!("weak"),
    }
}

/// Agreements that much of the demand must pass.
fn gates(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let Some(reaching) = money.reaching.as_ref().filter(|r| r.total > 0.0) else { return Vec::new() };
    let mut gated: BTreeMap<usize, f64> = BTreeMap::new();
    let mut passing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (arc, money_arc) in money.graph.arcs.iter().enumerate() {
        for gate in map.flows[money_arc.flow].flow.gates.iter().filter_map(|&g| map.flow(g)) {
            *gated.entry(gate).or_default() += reaching.carried(&money.graph, arc) / reaching.total;
            passing.entry(gate).or_default().push(money_arc.flow);
        }
    }
    let mut said = Vec::new();
    for (gate, share) in gated {
        let row = &map.flows[gate];
        if row.flow.rapid != Some(Rapid::Agree) || share < map.config.gate_share {
            continue;
        }
        let who = map.name(row.from);
        let (gates, has) =
            (map.verb(row.from, say!("gates"), say!("gate")), map.verb(row.from, say!("has"), say!("have")));
        let share_text = words::part(share.min(1.0));
        let unmet = row.flow.gate == Some(GateState::Unmet);
        let text = match (unmet, row.flow.delay_days) {
            (true, Some(days)) => say!(
                "{who} {gates} {share} of demand and {has} not agreed: that adds {days} days to each sale.",
                who,
                gates,
                share = share_text,
                has,
                days = words::two_digits(days)
            ),
            (true, None) => say!(
                "{who} {gates} {share} of demand and {has} not agreed; how many days that costs is not recorded.",
                who,
                gates,
                share = share_text,
                has
            ),
            (false, _) => {
                say!(
                    "{who} {gates} {share} of demand: without that agreement it would stop.",
                    who,
                    gates,
                    share = share_text
                )
            }
        };
        let flows = passing[&gate].iter().copied().chain([gate]);
        said.push(
            Saying::new(3, "influence.gatekeeper", 0.6 + share.min(1.0) / 4.0, text)
                .value(share.min(1.0), say!("share of demand"))
                .actors([row.from])
                .flows(flows),
        );
    }
    said
}

/// Actors who decide or veto much of what is decided.
fn busy_deciders(map: &Snapshot, holds: &[Hold]) -> Vec<Saying> {
    let mut of: BTreeMap<usize, Vec<&Rights>> = BTreeMap::new();
    for hold in holds {
        let mut holders: Vec<usize> = vetoes(map, &hold.rights).map(|f| map.flows[f].from).collect();
        holders.extend(&hold.rights.deciders);
        holders.sort_unstable();
        holders.dedup();
        holders.into_iter().for_each(|a| of.entry(a).or_default().push(&hold.rights));
    }
    let many = |n: usize| n >= map.config.bottleneck_decisions && n as f64 >= 0.4 * holds.len() as f64;
    let busy = of.into_iter().filter(|(_, rights)| many(rights.len()));
    busy.map(|(actor, rights)| {
        let text = say!(
            "{name} can decide or veto {count} of {holds} decisions: a bottleneck.",
            name = map.name(actor),
            count = words::count(rights.len()),
            holds = holds.len()
        );
        let held =
            rights.iter().flat_map(|r| r.flows.iter().copied()).filter(|&f| map.flows[f].from == actor);
        Saying::new(3, "decision.bottleneck", 0.55, text)
            .actors([actor])
            .flows(held.collect::<Vec<_>>())
            .drawn()
    })
    .collect()
}
