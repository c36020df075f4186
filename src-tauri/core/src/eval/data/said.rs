//! What the map says about data, in sentences.

use super::{Carried, DataRule, depth, gaps};
use crate::{
    eval::{findings::Saying, snapshot::Snapshot, words},
    map::Kind,
};
use std::collections::BTreeMap;

/// What the map says about data.
pub(in crate::eval) fn findings(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let gaps = gaps(map, data);
    let mut said: Vec<Saying> = Vec::new();
    for rule in DataRule::ALL {
        let flows: Vec<usize> = gaps.iter().filter(|g| g.0 == rule).map(|g| g.1).collect();
        if !flows.is_empty() {
            said.push(broken(map, data, rule, &flows));
        }
    }
    said.extend(dirty_holders(map, data));
    said.extend(wide_not_deep(map));
    said.extend(only_way(map, data));
    said.extend(only_copy(map, data));
    said.extend(depths(map));
    let told = most_travelled(data);
    said.extend(told.and_then(|c| where_it_ends(map, data, c)));
    said.extend(hold_only(map, data, told));
    said
}

fn broken(map: &Snapshot, data: &Carried, rule: DataRule, flows: &[usize]) -> Saying {
    let end = |f: &usize| words::way(map.name(map.flows[*f].from), map.name(map.flows[*f].to));
    let listed = words::list_of(flows, 3, end);
    let mut names: Vec<&str> = data
        .arcs
        .iter()
        .filter(|a| flows.contains(&a.flow))
        .flat_map(|a| a.listed.iter().map(|&c| data.sets[c].name.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    let (what, go) = named(&names);
    let goes = if go { say!("goes") } else { say!("go") };
    let (is, it) = if go { (say!("is"), "it") } else { (say!("are"), "them") };
    let z = data
        .arcs
        .iter()
        .filter(|a| flows.contains(&a.flow))
        .map(|a| data.delivered(map, a))
        .max()
        .unwrap_or(0);
    let weight = 0.5 + f64::from(z) / 10.0;
    let (weight, text) = match rule {
        DataRule::NoContract => {
            (weight, say!("{what} {goes} {listed} without a contract.", what, goes, listed))
        }
        DataRule::NoConsent => (
            weight + 0.05,
            say!("{what} {goes} {listed} without the consent of those it is about.", what, goes, listed),
        ),
        DataRule::NotHeld => (
            0.3,
            say!(
                "{what} {is} said to go {listed}, but nothing shows how the sender got {it}.",
                what,
                is,
                listed,
                it
            ),
        ),
        DataRule::NotAttested => {
            (weight - 0.05, say!("{what} {is} written {listed} without attested security.", what, is, listed))
        }
        DataRule::Shallow => {
            (0.5, say!("Many customers use the integration {listed}, and it is shallow: deepen it.", listed))
        }
    };
    let ends = flows.iter().flat_map(|&f| [map.flows[f].from, map.flows[f].to]);
    Saying::new(6, rule.code(), weight, text).actors(ends).flows(flows.iter().copied()).drawn()
}

fn dirty_holders(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for c in 0..data.sets.len() {
        data.dirty(map, c).into_iter().for_each(|actor| of.entry(actor).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let names = lower(&named(&names).0);
        let holds = map.verb(actor, say!("holds"), say!("hold"));
        let text = say!(
            "{name} {holds} {names} without consent all the way from the origin.",
            name = words::sentence(map.name(actor)),
            holds,
            names
        );
        let z = sets.iter().map(|&c| data.sets[c].z).max().unwrap_or(0);
        let arcs = data.arcs.iter().filter(|a| a.to == actor && a.listed.iter().any(|c| sets.contains(c)));
        let flows: Vec<usize> = arcs.map(|a| a.flow).collect();
        Saying::new(6, "data.held-without-consent", 0.55 + f64::from(z) / 10.0, text)
            .actors([actor])
            .flows(flows)
            .drawn()
    };
    of.into_iter().map(say).collect()
}

/// Many integrations, most of them shallow.
fn wide_not_deep(map: &Snapshot) -> Option<Saying> {
    let us = map.us?;
    let ours: Vec<usize> = map.out(Kind::Data, us).chain(map.into(Kind::Data, us)).collect();
    let mut depths: Vec<f64> = Vec::new();
    for &f in &ours {
        let flow = map.flows[f].flow;
        depths.extend(std::iter::repeat_n(depth(flow), flow.count.unwrap_or(1).clamp(1, 1000) as usize));
    }
    depths.sort_by(f64::total_cmp);
    let middle = depths.get(depths.len() / 2)?;
    if depths.len() <= map.config.many_integrations || *middle >= map.config.shallow {
        return None;
    }
    let text = say!(
        "You have {n} integrations and most are shallow: wide, not deep. Deepen the three that matter.",
        n = depths.len()
    );
    Some(
        Saying::new(6, "data.wide-not-deep", 0.55, text)
            .value(*middle, say!("median depth"))
            .actors([us])
            .flows(ours)
            .drawn(),
    )
}

/// Somebody through whom all of a dataset that we receive must come.
fn only_way(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let Some(us) = map.us else { return Vec::new() };
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (c, set) in data.sets.iter().enumerate() {
        let Some(origin) = set.origin.filter(|&o| o != us && data.held[c].contains_key(&us)) else {
            continue;
        };
        let mut graph: petgraph::Graph<(), ()> = petgraph::Graph::new();
        let nodes: BTreeMap<usize, _> = data.held[c].keys().map(|&a| (a, graph.add_node(()))).collect();
        let arcs = data.arcs.iter().filter(|a| a.listed.contains(&c));
        for arc in arcs {
            if let (Some(&from), Some(&to)) = (nodes.get(&arc.from), nodes.get(&arc.to)) {
                graph.add_edge(from, to, ());
            }
        }
        let dominators = petgraph::algo::dominators::simple_fast(&graph, nodes[&origin]);
        let actor_of: BTreeMap<_, usize> = nodes.iter().map(|(&a, &n)| (n, a)).collect();
        let between = dominators.strict_dominators(nodes[&us]).into_iter().flatten().map(|n| actor_of[&n]);
        between.filter(|&a| a != origin).for_each(|a| of.entry(a).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let (names, one) = named(&names);
        let text = say!(
            "{names} {reaches} you only through {name}.",
            names,
            reaches = if one { say!("reaches") } else { say!("reach") },
            name = map.name(actor)
        );
        let arcs = data
            .arcs
            .iter()
            .filter(|a| (a.from == actor || a.to == actor) && a.listed.iter().any(|c| sets.contains(c)));
        let flows: Vec<usize> = arcs.map(|a| a.flow).collect();
        Saying::new(6, "data.only-way", 0.45, text).actors([actor, us]).flows(flows).drawn()
    };
    of.into_iter().map(say).collect()
}

/// Datasets that one actor alone holds.
fn only_copy(map: &Snapshot, data: &Carried) -> Vec<Saying> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (c, set) in data.sets.iter().enumerate().filter(|(c, _)| data.held[*c].len() == 1) {
        set.origin.into_iter().for_each(|a| of.entry(a).or_default().push(c));
    }
    let say = |(actor, sets): (usize, Vec<usize>)| {
        let names: Vec<&str> = sets.iter().map(|&c| data.sets[c].name.as_str()).collect();
        let (names, one) = named(&names);
        let text = say!(
            "{name} alone {holds} {sets}: if {it_is} lost, nobody else here has {it}.",
            name = words::sentence(map.name(actor)),
            holds = map.verb(actor, say!("holds"), say!("hold")),
            sets = lower(&names),
            it_is = if one { say!("it is") } else { say!("they are") },
            it = if one { "it" } else { "them" }
        );
        Saying::new(6, "data.only-copy", 0.2, text).actors([actor]).drawn()
    };
    of.into_iter().map(say).collect()
}

/// The most sensitive dataset that leaves its origin.
fn most_travelled(data: &Carried) -> Option<usize> {
    let travels = |c: &usize| data.held[*c].len() > 1;
    let all = (0..data.sets.len()).filter(travels);
    all.max_by_key(|&c| (data.sets[c].z, data.held[c].len(), usize::MAX - c))
}

/// "Payments end up with 3 actors: ...".
fn where_it_ends(map: &Snapshot, data: &Carried, c: usize) -> Option<Saying> {
    let set = &data.sets[c];
    let origin = set.origin?;
    let others: Vec<usize> = data.held[c].keys().copied().filter(|&a| a != origin).collect();
    let names = words::list(others.iter().map(|&a| map.name(a)), 4);
    let text = say!(
        "{set} begins with {origin} and ends up with {names}.",
        set = named(&[&set.name]).0,
        origin = map.name(origin),
        names
    );
    let arcs = data.held[c].values().filter_map(|h| h.arc);
    let flows: Vec<usize> = arcs.map(|a| data.arcs[a].flow).collect();
    Some(Saying::new(6, "data.ends-with", 0.3, text).actors(others).actors([origin]).flows(flows).drawn())
}

/// How deep the integrations are by which data comes to us; nothing where no depth is recorded.
fn depths(map: &Snapshot) -> Option<Saying> {
    let us = map.us?;
    let both_ways = map.out(Kind::Data, us).filter(|&f| map.flows[f].flow.both_ways);
    let mut ours: Vec<(f64, usize)> =
        map.into(Kind::Data, us).chain(both_ways).map(|f| (depth(map.flows[f].flow), f)).collect();
    ours.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let sum: f64 = ours.iter().map(|(d, _)| d).sum();
    if sum <= 0.0 {
        return None;
    }
    let other = |f: usize| if map.flows[f].from == us { map.flows[f].to } else { map.flows[f].from };
    let listed =
        words::list_of(&ours, 5, |&(d, f)| format!("{} {}", map.name(other(f)), words::two_digits(d)));
    let text = say!("How deep your integrations are, from 0 to 100: {listed}.", listed);
    Some(
        Saying::new(6, "data.depth", 0.2, text)
            .value(sum / ours.len() as f64, say!("mean depth"))
            .actors(ours.iter().map(|&(_, f)| other(f)).collect::<Vec<_>>())
            .flows(ours.iter().map(|&(_, f)| f))
            .drawn(),
    )
}

/// Those whom we give data: what they hold of others, where it is no more than one dataset and not `told`.
fn hold_only(map: &Snapshot, data: &Carried, told: Option<usize>) -> Vec<Saying> {
    let Some(us) = map.us else { return Vec::new() };
    let given = data.arcs.iter().filter(|a| a.from == us && !a.listed.is_empty());
    let to: BTreeMap<usize, Vec<usize>> = given.fold(BTreeMap::new(), |mut to, arc| {
        to.entry(arc.to).or_default().push(arc.flow);
        to
    });
    let say = |(actor, flows): (usize, Vec<usize>)| {
        let foreign = |c: &usize| data.sets[*c].origin != Some(actor) && data.held[*c].contains_key(&actor);
        let held: Vec<usize> = (0..data.sets.len()).filter(foreign).collect();
        let [only] = held[..] else { return None };
        let text = say!(
            "{name} {holds} no data of others but the dataset \u{201c}{only}\u{201d}.",
            name = words::sentence(map.name(actor)),
            holds = map.verb(actor, say!("holds"), say!("hold")),
            only = data.sets[only].name
        );
        let saying = Saying::new(6, "data.holds-only", 0.15, text).actors([actor, us]).flows(flows).drawn();
        (told != Some(only)).then_some(saying)
    };
    to.into_iter().filter_map(say).take(3).collect()
}

/// Datasets at the head of a sentence, and whether it is one: "The dataset “loads”".
fn named(names: &[&str]) -> (String, bool) {
    let listed = words::list_of(names, 3, |n| words::quoted(n));
    match names {
        [] => (say!("Data").into(), true),
        [_] => (say!("The dataset {listed}", listed), true),
        _ => (say!("The datasets {listed}", listed), false),
    }
}

/// The text with its first letter small.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
