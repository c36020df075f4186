//! Question 4: whom do we depend on, and what happens if they change the rules overnight?

use super::{
    DemandDays,
    draws::Range,
    findings::Saying,
    governance::unilateral,
    leverage::Subject,
    snapshot::Snapshot,
    top::{Entry, Leverage},
    words,
};
use crate::map::{Kind, Role};

/// The leading entries of the top list that share a role and cannot be told apart; one at least where the
/// list is not empty.
pub(super) fn leading(map: &Snapshot, top: &[Entry]) -> usize {
    let role = |e: &Entry| match e.subject {
        Subject::Actor(a) => map.actors[a].roles.first().copied(),
        Subject::Flow(_) => None,
    };
    let Some(first) = top.first() else { return 0 };
    let tied = top.windows(2).take_while(|w| w[0].tied_with_next && role(&w[1]) == role(first)).count();
    if role(first).is_none() { 1 } else { 1 + tied }
}

/// The code of the finding that nobody said whom the map is drawn for.
pub const WITHOUT_US: &str = "map.us-is-missing";

/// What the map says about dependence. `together` is the range of losing all the leading ones at once.
pub(super) fn findings(map: &Snapshot, money: &Leverage, together: Option<Range>) -> Vec<Saying> {
    let mut said = Vec::new();
    let Some(reaching) = &money.reaching else {
        if !map.actors.is_empty() {
            let ask = say!(
                "Say which actor is us, as in “us Our firm”: whom we depend on cannot be told without it."
            );
            said.push(Saying::new(4, WITHOUT_US, 1.0, ask));
        }
        return said;
    };
    if money.top.is_empty() {
        said.extend((reaching.total <= 0.0 && !map.flows.is_empty()).then(|| no_amounts(map)));
        return said;
    }
    let group = &money.top[..leading(map, &money.top)];
    // What is said of a landlord, or of rules that somebody may change alone, says the loss too.
    let changing = unilateral(map, money);
    let alone: Vec<usize> = changing.iter().map(|u| u.actor).collect();
    let is_said = |entry: &&Entry| match entry.subject {
        Subject::Actor(a) => {
            let as_much = |loss: f64| (loss - entry.loss).abs() < 1e-9;
            landlord(map, money, &alone, a).is_some()
                || changing.iter().any(|u| u.actor == a && as_much(u.loss))
        }
        Subject::Flow(_) => false,
    };
    let rest = if let [only] = group {
        said.extend((!is_said(&only)).then(|| on_one(map, money, only)));
        &money.top[1..]
    } else {
        said.push(on_the_leading(map, money, group, together));
        &money.top[group.len()..]
    };
    said.extend(rest.iter().filter(|e| !is_said(e)).map(|entry| on_one(map, money, entry)));
    said
}

/// Platforms that are landlords rather than channels: without them half is lost, or a quarter where they
/// may change the rules alone.
pub(super) fn landlords(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let alone: Vec<usize> = unilateral(map, money).into_iter().map(|u| u.actor).collect();
    let say = |(a, loss): (usize, f64)| {
        let entry = money.top.iter().find(|e| e.subject == Subject::Actor(a));
        let range = entry.and_then(|e| e.range);
        let rules = if alone.contains(&a) { say!(", and it can change the rules alone") } else { "" };
        let text = say!(
            "{name} {is} a landlord, not a channel: {loss} of your revenue{range} stands on {it}{rules}.",
            name = map.name(a),
            is = map.verb(a, say!("is"), say!("are")),
            loss = words::part(loss),
            range = words::percent_range(range.map(|r| (r.lo, r.hi))),
            it = map.object(a),
            rules
        );
        Saying::new(4, "dependence.landlord", loss - 0.01, text)
            .value(loss, say!("share of revenue"))
            .range(range)
            .actors([a])
            .flows(money.rests_on(map, Subject::Actor(a)))
    };
    let risk = |a: usize| Some((a, landlord(map, money, &alone, a)?));
    (0..map.actors.len()).filter_map(risk).map(say).collect()
}

/// What is lost without a platform or gatekeeper, where that makes it a landlord.
fn landlord(map: &Snapshot, money: &Leverage, alone: &[usize], a: usize) -> Option<f64> {
    let is = map.us != Some(a) && [Role::Platform, Role::Gatekeeper].iter().any(|&r| map.actors[a].is(r));
    let loss = money.loss[a].filter(|_| is)?;
    let red = loss >= map.config.landlord - 1e-9 || alone.contains(&a) && loss >= map.config.depends - 1e-9;
    red.then_some(loss)
}

/// Actors without whom no demand reaches us, and how concentrated the ways are.
pub(super) fn narrow_ways(
    map: &Snapshot,
    money: &Leverage,
    gatekeepers: &[usize],
    days: Option<&DemandDays>,
) -> Vec<Saying> {
    let mut said = Vec::new();
    for &a in gatekeepers.iter().filter(|&&a| !map.actors[a].is_demand()) {
        let text = say!("All demand that reaches you comes through {name}.", name = map.name(a));
        said.push(
            Saying::new(4, "dependence.only-way", 0.9, text)
                .actors([a])
                .flows(money.rests_on(map, Subject::Actor(a)))
                .drawn(),
        );
    }
    let (Some(us), Some(days)) = (map.us, days) else { return said };
    let ways = money.graph.paid_to(us).count();
    if ways > 1 && days.concentration >= map.config.concentrated {
        let text = say!(
            "Your revenue hangs on few ways: {ways}, {independent} of them independent. Its concentration is {concentration}; from {concentrated} it counts as high.",
            ways = words::count(ways),
            independent = words::count(days.independent_routes as usize),
            concentration = words::two_digits(days.concentration),
            concentrated = words::two_digits(map.config.concentrated)
        );
        let flows: Vec<usize> = money.graph.paid_to(us).map(|arc| money.graph.arcs[arc].flow).collect();
        said.push(
            Saying::new(4, "dependence.concentrated", 0.2, text)
                .value(days.concentration, say!("concentration, 0 to 1"))
                .actors([us])
                .flows(flows),
        );
    }
    said
}

fn no_amounts(map: &Snapshot) -> Saying {
    let money = || map.flows.iter().filter(|r| r.flow.kind == Kind::Money);
    let (known, all) = (money().filter(|r| r.has_number()).count(), money().count());
    let ask = match all {
        0 => say!(
            "No money is drawn to you on this map, so losses cannot be ranked: add the amounts you know."
        )
        .into(),
        1 => say!(
            "No money with an amount reaches you on this map, on which one payment is drawn, so losses cannot be ranked: add the amounts you know."
        )
        .into(),
        _ => say!(
            "No money with an amount reaches you on this map ({known} of {all} payments have one), so losses cannot be ranked: add the amounts you know.",
            known,
            all
        ),
    };
    Saying::new(4, "dependence.no-amounts", 0.5, ask)
}

/// "North and South together carry 62% of your revenue (44–81%). If either stopped, ..."
fn on_the_leading(map: &Snapshot, money: &Leverage, group: &[Entry], together: Option<Range>) -> Saying {
    let subjects: Vec<Subject> = group.iter().map(|e| e.subject).collect();
    let loss = money.loss_of(map, &subjects);
    let names = words::list(subjects.iter().map(|&s| subject_name(map, s)), 4);
    let range = words::percent_range(together.map(|r| (r.lo, r.hi)));
    let each = group.iter().map(|e| e.loss).sum::<f64>() / group.len() as f64;
    let which = if group.len() == 2 { say!("either") } else { say!("any one of them") };
    let text = say!(
        "{names} together carry {loss} of your revenue{range}. If {which} stopped, you would lose {each}.{owned}",
        names,
        loss = words::part(loss),
        range,
        which,
        each = words::fraction(each),
        owned = owned(map, &subjects)
    );
    let flows: Vec<usize> = subjects.iter().flat_map(|&s| money.rests_on(map, s)).collect();
    Saying::new(4, "dependence.few-carry-much", loss, words::sentence(&text))
        .value(loss, say!("share of revenue"))
        .range(together)
        .subjects(subjects)
        .flows(flows)
}

/// "If Acme stopped, you would lose 22% of your revenue (18–34%)."
fn on_one(map: &Snapshot, money: &Leverage, entry: &Entry) -> Saying {
    let range = words::percent_range(entry.range.map(|r| (r.lo, r.hi)));
    let text = say!(
        "If {stops}, you would lose {loss} of your revenue{range}.{owned}",
        stops = stopped(map, entry.subject),
        loss = words::part(entry.loss),
        range,
        owned = owned(map, &[entry.subject])
    );
    Saying::new(4, "dependence.loss", entry.loss, text)
        .value(entry.loss, say!("share of revenue"))
        .range(entry.range)
        .subjects([entry.subject])
        .flows(money.rests_on(map, entry.subject))
}

/// " Nobody here owns that relationship.", or nothing where somebody does.
fn owned(map: &Snapshot, subjects: &[Subject]) -> &'static str {
    let nobody = subjects.iter().filter(|&&s| owner(map, s).is_empty()).count();
    match (nobody, subjects.len()) {
        (0, _) => "",
        (_, 1) => say!(" Nobody here owns that relationship."),
        (n, all) if n == all => say!(" Nobody here owns those relationships."),
        _ => say!(" Not all of these relationships have an owner here."),
    }
}

/// Who answers for a subject; empty where nobody does.
pub(super) fn owner<'a>(map: &Snapshot<'a>, subject: Subject) -> &'a str {
    match super::by_hand::owner(map.map, super::lint::record(map, subject)) {
        "" => {}
        registered => return registered,
    }
    match subject {
        Subject::Actor(a) => map.actors[a].owner.trim(),
        Subject::Flow(f) => map.flows[f].flow.owner.trim(),
    }
}

/// A subject's name in a list: an actor's name, a flow's label or who holds it.
pub(super) fn subject_name<'m>(map: &'m Snapshot, subject: Subject) -> &'m str {
    match subject {
        Subject::Actor(a) => map.name(a),
        Subject::Flow(f) => match map.flows[f].flow.label.trim() {
            "" => map.own_name(map.flows[f].from),
            label => label,
        },
    }
}

/// "Acme stopped", "Acme refused", "the data from Acme to you stopped".
pub(super) fn stopped(map: &Snapshot, subject: Subject) -> String {
    match subject {
        Subject::Actor(a) if map.actors[a].is(Role::Customer) => say!("{name} left", name = map.name(a)),
        Subject::Actor(a) => say!("{name} stopped", name = map.name(a)),
        Subject::Flow(f) => {
            let row = &map.flows[f];
            let (kind, from, to) = (row.flow.kind.said(), map.name(row.from), map.name(row.to));
            match row.flow.kind {
                crate::map::Kind::Decision => say!("{from} refused", from),
                _ => say!("the {kind} from {from} to {to} stopped", kind, from, to),
            }
        }
    }
}
