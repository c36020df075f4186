//! Patterns that ecosystems fall into: a platform that absorbs its complements, the same wheel built many
//! times, channels in conflict, a complement on its way to being a substitute.

use super::{Remark, data::depth, findings::Saying, snapshot::Snapshot, words};
use crate::map::{Kind, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A pattern found, with whom it concerns.
pub(super) struct Pattern {
    rule: &'static str,
    actors: Vec<usize>,
    flows: Vec<usize>,
    weight: f64,
    sentence: String,
}

/// What an actor can do, in small letters.
fn abilities(map: &Snapshot, actor: usize) -> BTreeSet<String> {
    let all = map.actors[actor].capabilities.iter().map(|c| c.trim().to_lowercase());
    all.filter(|c| !c.is_empty()).collect()
}

fn linked(map: &Snapshot, a: usize) -> BTreeSet<usize> {
    let ends = |&k: &Kind| {
        let out = map.out(k, a).map(|f| map.flows[f].to);
        out.chain(map.into(k, a).map(|f| map.flows[f].from)).collect::<Vec<_>>()
    };
    Kind::ALL.iter().flat_map(ends).collect()
}

/// Of a platform's complements whose abilities are written down, the share that it covers itself; `None`
/// with fewer than four, or where the platform's own are not written down.
pub(super) fn overbundling(map: &Snapshot, platform: usize) -> Option<(f64, Vec<usize>)> {
    let own = abilities(map, platform);
    let complements: Vec<usize> = linked(map, platform)
        .into_iter()
        .filter(|&a| map.actors[a].is(Role::Complement) && !abilities(map, a).is_empty())
        .collect();
    if complements.len() < 4 || own.is_empty() {
        return None;
    }
    let covered: Vec<usize> =
        complements.iter().copied().filter(|&a| !abilities(map, a).is_disjoint(&own)).collect();
    Some((covered.len() as f64 / complements.len() as f64, covered))
}

/// All patterns on a map.
pub(super) fn patterns(map: &Snapshot) -> Vec<Pattern> {
    let mut found = Vec::new();
    for platform in (0..map.actors.len()).filter(|&a| map.actors[a].is(Role::Platform)) {
        found.extend(absorbs(map, platform));
    }
    found.extend(same_wheel(map));
    found.extend(channels(map));
    found.extend(same_offer(map));
    found.extend(turning(map));
    found
}

fn absorbs(map: &Snapshot, platform: usize) -> Option<Pattern> {
    let (share, covered) = overbundling(map, platform).filter(|(s, _)| *s >= map.config.overbundling)?;
    let (name, offer) =
        (words::sentence(map.name(platform)), map.verb(platform, say!("offers"), say!("offer")));
    let names = words::list(covered.iter().map(|&a| map.name(a)), 3);
    let sentence = say!(
        "{name} {offer} what {share} of the complements offer ({names}): complements that are absorbed leave.",
        name,
        offer,
        share = words::part(share),
        names
    );
    let actors = covered.into_iter().chain([platform]).collect();
    Some(Pattern {
        rule: "pattern.over-bundling",
        actors,
        flows: Vec::new(),
        weight: 0.4 + share / 4.0,
        sentence,
    })
}

/// Five or more provide the same, none is deeply integrated, and no platform offers it.
fn same_wheel(map: &Snapshot) -> Vec<Pattern> {
    let mut providers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for actor in (0..map.actors.len()).filter(|&a| map.us != Some(a)) {
        abilities(map, actor).into_iter().for_each(|c| providers.entry(c).or_default().push(actor));
    }
    let deep = |a: usize| {
        let flows = map.out(Kind::Data, a).chain(map.into(Kind::Data, a));
        flows.into_iter().any(|f| depth(map.flows[f].flow) >= map.config.deep)
    };
    let offered = |c: &String| {
        let platform = |a: &usize| map.actors[*a].is(Role::Platform);
        (0..map.actors.len()).filter(platform).any(|a| abilities(map, a).contains(c))
    };
    let alike = providers.into_iter().filter(|(c, all)| {
        all.len() >= map.config.same_providers && !offered(c) && !all.iter().any(|&a| deep(a))
    });
    alike
        .map(|(c, actors)| Pattern {
            rule: "pattern.over-fragmentation",
            sentence: say!(
                "{count} actors each build their own {c}, none integrated deeply.",
                count = words::sentence(&words::count(actors.len())),
                c
            ),
            actors,
            flows: Vec::new(),
            weight: 0.4,
        })
        .collect()
}

/// Customers who are reached directly and through somebody.
fn channels(map: &Snapshot) -> Vec<Pattern> {
    let Some(us) = map.us else { return Vec::new() };
    let mut found = Vec::new();
    for customer in map.demand() {
        let paid: Vec<usize> = map.out(Kind::Money, customer).collect();
        let straight = |f: &usize| map.flows[*f].to == us && map.flows[*f].flow.via.is_empty();
        let (direct, other): (Vec<usize>, Vec<usize>) = paid.into_iter().partition(straight);
        let helped = |f: &usize| {
            let row = &map.flows[*f];
            (row.to == us && !row.flow.via.is_empty())
                || map.actors[row.to].is(Role::Intermediary)
                || (map.actors[row.to].is(Role::Platform)
                    && map.out(Kind::Money, row.to).any(|g| map.flows[g].to == us))
        };
        let helped: Vec<usize> = other.into_iter().filter(helped).collect();
        if direct.is_empty() || helped.is_empty() {
            continue;
        }
        let (name, buys) = (map.name(customer), map.verb(customer, say!("buys"), say!("buy")));
        let sum = |flows: &[usize]| flows.iter().map(|&f| map.flows[f].amount.yearly()).sum::<f64>();
        let overlap = sum(&direct).min(sum(&helped));
        let flows = direct.into_iter().chain(helped).collect();
        let (weight, sentence) = if map.actors[customer].group {
            let text = say!(
                "{name} {buys} both directly and through others; whether the channels conflict cannot be told while customers are not named.",
                name,
                buys
            );
            (0.15, text)
        } else {
            let amount = words::money(overlap, &map.map.info.currency);
            (
                0.4,
                say!(
                    "{name} {buys} both directly and through others: up to {amount} a year where your channels may be in conflict.",
                    name,
                    buys,
                    amount
                ),
            )
        };
        found.push(Pattern {
            rule: "pattern.channel-conflict",
            actors: vec![customer, us],
            flows,
            weight,
            sentence,
        });
    }
    found
}

/// Channels that sell to our customers and can do what we do ourselves.
fn same_offer(map: &Snapshot) -> Vec<Pattern> {
    let Some(us) = map.us else { return Vec::new() };
    let ours = abilities(map, us);
    let demand: BTreeSet<usize> = map.demand().into_iter().collect();
    let sells = |&a: &usize| {
        let channel = [Role::Intermediary, Role::Platform].iter().any(|&r| map.actors[a].is(r));
        a != us && channel && !linked(map, a).is_disjoint(&demand)
    };
    let conflict = |a: usize| {
        let shared: Vec<String> = abilities(map, a).intersection(&ours).cloned().collect();
        let sentence = say!(
            "{a} {offers} {as_str} to your customers, and so do you: the channel may be in conflict with you.",
            a = words::sentence(map.name(a)),
            offers = map.verb(a, say!("offers"), say!("offer")),
            as_str = words::list(shared.iter().map(String::as_str), 2)
        );
        (!shared.is_empty()).then(|| Pattern {
            rule: "pattern.channel-conflict",
            actors: vec![a, us],
            flows: Vec::new(),
            weight: 0.4,
            sentence,
        })
    };
    (0..map.actors.len()).filter(sells).filter_map(conflict).collect()
}

/// A complement that can do half of what we can.
fn turning(map: &Snapshot) -> Vec<Pattern> {
    let Some(us) = map.us else { return Vec::new() };
    let ours = abilities(map, us);
    let share = |a: usize| abilities(map, a).intersection(&ours).count() as f64 / ours.len().max(1) as f64;
    let complement = |&a: &usize| a != us && map.actors[a].is(Role::Complement);
    let near = (0..map.actors.len()).filter(complement).filter(|&a| share(a) >= map.config.substitute_share);
    near.map(|a| Pattern {
        rule: "pattern.complement-to-substitute",
        actors: vec![a, us],
        flows: Vec::new(),
        weight: 0.45 + share(a) / 5.0,
        sentence: say!(
            "{name} can do {a} of what you can: a complement today, a substitute tomorrow.",
            name = map.name(a),
            a = words::part(share(a))
        ),
    })
    .collect()
}

/// The patterns as remarks, one for each.
pub(super) fn remarks(map: &Snapshot, patterns: &[Pattern]) -> Vec<Remark> {
    let remark = |p: &Pattern| Remark {
        rule: p.rule.into(),
        subject: map.actors[p.actors[0]].id.into(),
        sentence: p.sentence.clone(),
    };
    patterns.iter().map(remark).collect()
}

/// The patterns as answers to question 4.
pub(super) fn findings(patterns: Vec<Pattern>) -> Vec<Saying> {
    let say =
        |p: Pattern| Saying::new(4, p.rule, p.weight, p.sentence).actors(p.actors).flows(p.flows).drawn();
    patterns.into_iter().map(say).collect()
}
