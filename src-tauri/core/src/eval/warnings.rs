//! Question 2, the other side: where money on the map does not add up, and fees that may not pay.

use super::{
    findings::Saying,
    snapshot::{Row, Snapshot},
    top::Leverage,
    words,
};
use crate::map::{Kind, Layer, Role};

/// What the map says about money that does not add up.
pub(super) fn findings(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let mut said = Vec::new();
    for actor in (0..map.actors.len()).filter(|&a| map.us != Some(a)) {
        if is_between(map, actor) {
            said.extend(pays_more_than_it_gets(map, money, actor));
            said.extend(keeps_all(map, money, actor));
            said.extend(take_rate(map, money, actor));
        }
    }
    said.extend(map.flows.iter().enumerate().filter_map(|(i, row)| wrong_fee(map, i, row)));
    said.extend(unreturned(map));
    said.extend(idle_fees(map));
    said
}

fn is_between(map: &Snapshot, actor: usize) -> bool {
    [Role::Intermediary, Role::Platform].iter().any(|&r| map.actors[actor].is(r))
}

fn ends(money: &Leverage, actor: usize) -> (Vec<usize>, Vec<usize>) {
    let flows = |arcs: &mut dyn Iterator<Item = usize>| arcs.map(|a| money.graph.arcs[a].flow).collect();
    (flows(&mut money.graph.paid_to(actor)), flows(&mut money.graph.paid_by(actor)))
}

/// How far the sum of these flows may be off, as a share of it.
fn doubt(map: &Snapshot, flows: &[usize]) -> f64 {
    let total: f64 = flows.iter().map(|&f| map.flows[f].amount.yearly()).sum();
    let off =
        |&f: &usize| map.flows[f].amount.yearly() * map.config.quantity_spread.of(map.flows[f].flow.evidence);
    if total > 0.0 { flows.iter().map(off).map(|x| x * x).sum::<f64>().sqrt() / total } else { 0.0 }
}

/// M1: an intermediary pays out more than it gets, beyond what is uncertain.
fn pays_more_than_it_gets(map: &Snapshot, money: &Leverage, actor: usize) -> Option<Saying> {
    let (into, out) = ends(money, actor);
    let (gets, pays) = (money.trace.money_in[actor], money.trace.money_out[actor]);
    let margin = doubt(map, &into).hypot(doubt(map, &out)).max(0.01);
    if gets <= 0.0 || pays <= gets * (1.0 + margin) {
        return None;
    }
    let amount = |x| words::money(x, &map.map.info.currency);
    let text = say!(
        "{name} {pays} out {pays_2} a year but {gets} only {gets_2}: an amount is wrong or a payer is missing.",
        name = map.name(actor),
        pays = map.verb(actor, say!("pays"), say!("pay")),
        pays_2 = amount(pays),
        gets = map.verb(actor, say!("gets"), say!("get")),
        gets_2 = amount(gets)
    );
    let flows = into.into_iter().chain(out);
    Some(
        Saying::new(2, "money.pays-out-more-than-it-gets", 0.6, text)
            .value(pays - gets, say!("base currency per year"))
            .actors([actor])
            .flows(flows),
    )
}

/// M2: money goes to an intermediary and none goes on.
fn keeps_all(map: &Snapshot, money: &Leverage, actor: usize) -> Option<Saying> {
    let (into, out) = ends(money, actor);
    let from_others = into.iter().any(|&f| map.us != Some(map.flows[f].from));
    if !map.actors[actor].is(Role::Intermediary) || !from_others || !out.is_empty() {
        return None;
    }
    let text = say!(
        "All that {name} {is} paid stays there; if money is passed on, that is not drawn.",
        name = map.name(actor),
        is = map.verb(actor, say!("is"), say!("are"))
    );
    Some(Saying::new(2, "money.intermediary-keeps-all", 0.4, text).actors([actor]).flows(into).drawn())
}

/// The share that somebody between customers and us keeps, and how much of its demand must be new for
/// that to pay: take rate / contribution margin.
fn take_rate(map: &Snapshot, money: &Leverage, actor: usize) -> Option<Saying> {
    let us = map.us?;
    let (into, out) = ends(money, actor);
    let to_us = out.iter().any(|&f| map.flows[f].to == us);
    let rate = money.trace.retained[actor];
    if !to_us || money.trace.money_in[actor] <= 0.0 || rate <= 0.0 {
        return None;
    }
    let all = || into.iter().chain(&out).map(|&f| map.flows[f].flow);
    let share = |x: f64| (x.is_finite() && x > 0.0 && x <= 1.0).then_some(x);
    let margin = all().find_map(|f| f.contribution_margin).and_then(share);
    let stated = all().find_map(|f| f.incremental_share).filter(|x| (0.0..=1.0).contains(x));
    let needed = rate / margin.unwrap_or(1.0);
    let name = map.name(actor);
    let at = match margin {
        None => say!("even if all of it were margin").to_owned(),
        Some(m) => say!("at your margin of {name}", name = words::percent(m)),
    };
    let (new, least) = (words::percent(stated.unwrap_or(0.0)), words::percent(needed));
    let (weight, judged) = match stated {
        _ if needed > 1.0 => (0.7, say!("that cannot pay").to_owned()),
        None => (0.45, say!("that pays only if at least {least} of the demand it brings is new", least)),
        Some(x) if x >= map.config.take_rate_margin * needed - 1e-9 => {
            (0.2, say!("that pays: {new} of the demand it brings is new and {least} is needed", new, least))
        }
        Some(x) if x >= needed - 1e-9 => (
            0.45,
            say!(
                "that only just pays: {new} of the demand it brings is new and {least} is needed",
                new,
                least
            ),
        ),
        Some(_) => (
            0.65,
            say!("that does not pay: {new} of the demand it brings is new and {least} is needed", new, least),
        ),
    };
    let text = say!(
        "{name} {keeps} {rate} of what passes through {it}; {at}, {judged}.",
        name,
        keeps = map.verb(actor, say!("keeps"), say!("keep")),
        rate = words::percent(rate),
        it = map.object(actor),
        at,
        judged
    );
    Some(
        Saying::new(2, "money.take-rate", weight, text)
            .value(needed, say!("share of its demand that must be new"))
            .actors([actor, us])
            .flows(into.iter().chain(&out).copied().collect::<Vec<_>>()),
    )
}

/// M4: a fee that is not its rate of what it is on.
fn wrong_fee(map: &Snapshot, number: usize, row: &Row) -> Option<Saying> {
    let base = map.flow(row.flow.fee_of?)?;
    let rate = row.flow.rate.filter(|r| r.is_finite())?;
    let (paid, due) = (row.amount.yearly(), rate * map.flows[base].amount.yearly());
    if !row.amount.is_usable() || !map.flows[base].amount.is_usable() {
        return None;
    }
    let larger = paid.max(due);
    if larger <= 0.0 || (paid - due).abs() / larger <= 0.01 {
        return None;
    }
    let amount = |x| words::money(x, &map.map.info.currency);
    let text = say!(
        "The fee from {from} to {to} is {paid} a year, but {rate} of what it is on would be {due}.",
        from = map.name(row.from),
        to = map.name(row.to),
        paid = amount(paid),
        rate = words::percent(rate),
        due = amount(due)
    );
    Some(
        Saying::new(2, "money.fee-is-not-its-rate", 0.4, text)
            .value(paid - due, say!("base currency per year"))
            .actors([row.from, row.to])
            .flows([number, base]),
    )
}

/// Pairs of actors, in order, each once.
struct Pairs(Vec<(usize, usize)>);

impl Pairs {
    fn new(pairs: impl Iterator<Item = (usize, usize)>) -> Pairs {
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        Pairs(pairs)
    }

    fn have(&self, from: usize, to: usize) -> bool {
        self.0.binary_search(&(from, to)).is_ok()
    }
}

/// M3: payments with nothing in return, and products that nobody pays for.
fn unreturned(map: &Snapshot) -> Vec<Saying> {
    let of_kind = |kind| {
        let rows = map.flows.iter().filter(move |r| r.flow.kind == kind && !r.is_loop());
        Pairs::new(rows.map(|r| (r.from, r.to)))
    };
    let passed = |r: &'_ Row| r.flow.via.iter().filter_map(|&v| map.actor(v)).collect::<Vec<_>>();
    let via = Pairs::new(map.flows.iter().flat_map(|r| passed(r).into_iter().map(|v| (v, r.from))));
    let any = Pairs::new(map.flows.iter().map(|r| (r.from, r.to)));
    let paid = of_kind(Kind::Money);
    let nothing_back: Vec<(usize, usize)> =
        paid.0.iter().copied().filter(|&(a, b)| !any.have(b, a) && !via.have(b, a)).collect();
    let mut gets_money = vec![false; map.actors.len()];
    paid.0.iter().for_each(|&(_, b)| gets_money[b] = true);
    let unpaid: Vec<(usize, usize)> =
        of_kind(Kind::Product).0.into_iter().filter(|&(a, b)| !paid.have(b, a) && !gets_money[a]).collect();
    let say = |code, pairs: &[(usize, usize)], kind, before: &str| {
        let listed = words::list_of(pairs, 3, |&(a, b)| words::way(map.name(a), map.name(b)));
        let ours = |r: &Row| r.flow.kind == kind && pairs.binary_search(&(r.from, r.to)).is_ok();
        let flows = map.flows.iter().enumerate().filter(|(_, r)| ours(r)).map(|(i, _)| i);
        let text = format!("{before} {listed}.");
        Saying::new(2, code, 0.2, text).flows(flows.collect::<Vec<_>>()).drawn()
    };
    let mut said = Vec::new();
    if !nothing_back.is_empty() {
        let before = say!("Nothing is drawn in return for the money");
        said.push(say("money.nothing-in-return", &nothing_back, Kind::Money, before));
    }
    if !unpaid.is_empty() {
        let before = say!("No money is drawn for what goes");
        said.push(say("money.product-unpaid", &unpaid, Kind::Product, before));
    }
    said
}

/// M6: a platform that we pay and that brings no demand, attention or support.
fn idle_fees(map: &Snapshot) -> Vec<Saying> {
    let Some(us) = map.us else { return Vec::new() };
    let fee = |&f: &usize| {
        let row = &map.flows[f];
        let platform = map.actors[row.to].is(Role::Platform) || row.flow.layer == Some(Layer::PlatformFee);
        platform && (row.amount.yearly() > 0.0 || row.flow.rate.is_some_and(|r| r > 0.0))
    };
    let brings = |platform: usize| {
        let straight = [Kind::Money, Kind::Attention, Kind::Product].iter();
        let id = map.actors[platform].id;
        straight.clone().any(|&k| map.out(k, platform).any(|f| map.flows[f].to == us))
            || map.into(Kind::Money, us).any(|f| map.flows[f].flow.via.contains(&id))
    };
    let idle = map.out(Kind::Money, us).filter(fee).filter(|&f| !brings(map.flows[f].to));
    let say = |f: usize| {
        let name = map.name(map.flows[f].to);
        let text = say!("You pay {name} a fee, and no demand, attention or support is drawn from it.", name);
        Saying::new(2, "money.fee-brings-nothing", 0.5, text).actors([map.flows[f].to, us]).flows([f]).drawn()
    };
    idle.map(say).collect()
}
