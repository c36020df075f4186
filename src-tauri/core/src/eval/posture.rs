//! Which stance the map supports: orchestrator, scale complement or specialised node.
//!
//! Tests that pass, fail, or cannot be told; no score, and never a verdict. Most firms should not lead.

use super::{
    Posture, PostureTest,
    data::{Carried, depth},
    findings::Saying,
    patterns::overbundling,
    snapshot::Snapshot,
    top::Leverage,
    trust::Trust,
    words,
};
use crate::{
    language,
    map::{Kind, Role},
};
use std::collections::BTreeSet;

/// The stances with their tests; none where nobody is us.
pub(super) fn postures(map: &Snapshot, money: &Leverage, trust: &mut Trust, data: &Carried) -> Vec<Posture> {
    let Some(us) = map.us else { return Vec::new() };
    let posture = |stance: &str, tests| Posture { stance: stance.into(), tests };
    vec![
        posture(sayable!("orchestrator"), orchestrator(map, us, trust)),
        posture(sayable!("scale complement"), scale_complement(map, us, money)),
        posture(sayable!("specialised node"), specialised(map, us, data)),
    ]
}

fn test(test: &str, value: Option<f64>, passed: impl Fn(f64) -> bool) -> PostureTest {
    PostureTest { test: test.into(), passed: value.map(passed), value }
}

fn complements(map: &Snapshot) -> Vec<usize> {
    let is = |&a: &usize| {
        map.us != Some(a) && (map.actors[a].is(Role::Complement) || map.actors[a].is(Role::Developer))
    };
    (0..map.actors.len()).filter(is).collect()
}

/// Trust of each complement in us, as far as it is recorded, the least first.
fn trust_in_us(map: &Snapshot, us: usize, trust: &mut Trust) -> Vec<(f64, usize)> {
    let recorded = complements(map).into_iter().filter_map(|a| Some((trust.of(a, us)?.value, a)));
    let mut all: Vec<(f64, usize)> = recorded.collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    all
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { (sorted[middle - 1] + upper) / 2.0 })
}

fn orchestrator(map: &Snapshot, us: usize, trust: &mut Trust) -> Vec<PostureTest> {
    let config = map.config;
    let values: Vec<f64> = trust_in_us(map, us, trust).into_iter().map(|t| t.0).collect();
    let bundles = overbundling(map, us).map(|(share, _)| share);
    vec![
        test(ONLY_THROUGH_US, only_through_us(map, us), |b| b >= config.orchestrator_bridge - 1e-9),
        test(TRUSTED, median(&values), |t| t >= config.orchestrator_trust - 1e-9),
        test(NOT_ABSORBING, bundles, |b| b < config.overbundling),
        test(FUNDED, funding(map, us), |f| f > 0.0),
    ]
}

/// Share of complements that are cut off from demand without us, whichever way flows run.
fn only_through_us(map: &Snapshot, us: usize) -> Option<f64> {
    let complements = complements(map);
    let demand: Vec<usize> = map.demand();
    if complements.is_empty() || demand.is_empty() {
        return None;
    }
    let our_id = map.actors[us].id;
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); map.actors.len()];
    for row in map.flows.iter().filter(|r| r.from != us && r.to != us && !r.flow.via.contains(&our_id)) {
        near[row.from].push(row.to);
        near[row.to].push(row.from);
    }
    let mut reached: BTreeSet<usize> = demand.iter().copied().collect();
    let mut todo = demand;
    while let Some(a) = todo.pop() {
        todo.extend(near[a].iter().copied().filter(|&b| reached.insert(b)));
    }
    let cut = complements.iter().filter(|a| !reached.contains(a)).count();
    Some(cut as f64 / complements.len() as f64)
}

/// Money with an amount from us to complements, or from investors to us; `None` where none is drawn.
fn funding(map: &Snapshot, us: usize) -> Option<f64> {
    let complements = complements(map);
    let paid = map.out(Kind::Money, us).filter(|&f| complements.contains(&map.flows[f].to));
    let raised = map.into(Kind::Money, us).filter(|&f| map.actors[map.flows[f].from].is(Role::Investor));
    let amounts = paid.chain(raised).map(|f| &map.flows[f].amount).filter(|a| a.is_usable());
    let known: Vec<f64> = amounts.map(|a| a.yearly()).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn scale_complement(map: &Snapshot, us: usize, money: &Leverage) -> Vec<PostureTest> {
    let is = |&a: &usize| a != us && map.actors[a].is(Role::Platform);
    let platforms: Vec<usize> = (0..map.actors.len()).filter(is).collect();
    let deep = |&&a: &&usize| {
        let with = |f: &usize| map.flows[*f].from == a || map.flows[*f].to == a;
        map.out(Kind::Data, us)
            .chain(map.into(Kind::Data, us))
            .filter(with)
            .any(|f| depth(map.flows[f].flow) >= map.config.shallow)
    };
    let many = (!platforms.is_empty()).then(|| platforms.iter().filter(deep).count() as f64);
    let losses = platforms.iter().filter_map(|&a| money.loss[a]);
    let largest = losses.fold(None, |m: Option<f64>, l| Some(m.map_or(l, |m| m.max(l))));
    vec![test(TWO_PLATFORMS, many, |n| n >= 2.0), test(NO_LANDLORD, largest, |l| l < map.config.landlord)]
}

fn specialised(map: &Snapshot, us: usize, data: &Carried) -> Vec<PostureTest> {
    let low = |a: usize| -> BTreeSet<String> {
        map.actors[a].capabilities.iter().map(|c| c.trim().to_lowercase()).collect()
    };
    let ours = low(us);
    let begun: Vec<usize> = (0..data.sets.len()).filter(|&c| data.sets[c].origin == Some(us)).collect();
    let users: BTreeSet<usize> =
        begun.iter().flat_map(|&c| data.holders(c).map(|h| h.0)).filter(|&a| a != us).collect();
    let served: BTreeSet<usize> = map.out(Kind::Product, us).map(|f| map.flows[f].to).collect();
    let sole = ours.iter().any(|c| (0..map.actors.len()).all(|a| a == us || !low(a).contains(c)));
    let used = if sole && served.len() > users.len() { &served } else { &users };
    let known = !begun.is_empty() || !ours.is_empty();
    let overlap =
        (!ours.is_empty()).then(|| used.iter().filter(|&&a| !low(a).is_disjoint(&ours)).count() as f64);
    vec![
        test(SOLE, known.then_some(used.len() as f64), |n| n >= 3.0),
        test(NO_OVERLAP, overlap, |n| n == 0.0),
    ]
}

/// The stance of whose tests the largest part passes, and what it lacks; none where nothing passes.
fn nearest(us: usize, postures: &[Posture]) -> Option<Saying> {
    let passed = |p: &Posture| p.tests.iter().filter(|t| t.passed == Some(true)).count();
    let part = |p: &Posture| passed(p) as f64 / p.tests.len().max(1) as f64;
    // The first of equals: `max_by` would take the last.
    let best = postures.iter().rev().filter(|p| passed(p) > 0).max_by(|a, b| part(a).total_cmp(&part(b)))?;
    let lacking = |state: Option<bool>, before: &str, name: fn(&str) -> &str, between: &str| {
        let tests = best.tests.iter().filter(|t| t.passed == state).map(|t| name(&t.test));
        let tests = tests.collect::<Vec<_>>().join(between);
        if tests.is_empty() { tests } else { format!(" {before} {tests}.") }
    };
    let text = say!(
        "No stance can be advised yet; the nearest is {stance}, with {passed} of {tests} tests passed.{missing}{unsaid}",
        stance = language::of(&best.stance),
        passed = words::count(passed(best)),
        tests = words::count(best.tests.len()),
        missing = lacking(Some(false), say!("Missing:"), wanted, say!(", and ")),
        unsaid = lacking(None, say!("The map does not say whether"), asked, say!(", nor whether "))
    );
    Some(
        Saying::new(4, "posture.nearest", 0.1, text)
            .value(part(best), say!("share of tests passed"))
            .actors([us])
            .drawn(),
    )
}

/// A test as what it asks for, said to us.
fn wanted(test: &str) -> &str {
    match test {
        ONLY_THROUGH_US => say!("complements reach demand only through you"),
        TRUSTED => say!("complements trust you"),
        NOT_ABSORBING => say!("you do not offer what complements offer"),
        FUNDED => say!("money is there for tools and governance"),
        TWO_PLATFORMS => say!("you are integrated with two platforms or more"),
        NO_LANDLORD => say!("no platform holds half of your revenue"),
        SOLE => say!("three or more use what only you have"),
        NO_OVERLAP => say!("none of them offers the same"),
        other => other,
    }
}

/// A test as what the map does not say, after "whether".
fn asked(test: &str) -> &str {
    match test {
        NOT_ABSORBING => say!("you offer what complements offer"),
        NO_OVERLAP => say!("any of them offers the same"),
        other => wanted(other),
    }
}

const ONLY_THROUGH_US: &str = "complements reach demand only through us";
const TRUSTED: &str = "complements trust us";
const NOT_ABSORBING: &str = "we do not absorb complements";
const FUNDED: &str = "tools and governance are paid for";
const TWO_PLATFORMS: &str = "we are integrated with two platforms or more";
const NO_LANDLORD: &str = "no platform holds half of our revenue";
const SOLE: &str = "three or more use what only we have";
const NO_OVERLAP: &str = "none of them offers the same";

/// What the map says about our stance, as an answer to question 4.
pub(super) fn findings(map: &Snapshot, postures: &[Posture], trust: &mut Trust) -> Vec<Saying> {
    let Some(us) = map.us else { return Vec::new() };
    let passes = |p: &&Posture| p.tests.iter().all(|t| t.passed == Some(true));
    if let Some(p) = postures.iter().find(passes) {
        let stance = language::of(&p.stance);
        let text = if p.stance.starts_with('o') {
            say!(
                "The map supports the stance of an {stance}: all its tests pass. Advice, not a verdict.",
                stance
            )
        } else {
            say!(
                "The map supports the stance of a {stance}: all its tests pass. Advice, not a verdict.",
                stance
            )
        };
        return vec![Saying::new(4, "posture.supported", 0.12, text).actors([us]).drawn()];
    }
    let all = trust_in_us(map, us, trust);
    let values: Vec<f64> = all.iter().map(|t| t.0).collect();
    let low = |m: &f64| *m < map.config.orchestrator_trust - 1e-9;
    let (Some(middle), Some(&(least, who))) = (median(&values).filter(low), all.first()) else {
        return nearest(us, postures).into_iter().collect();
    };
    let raised = 0.7f64.max(map.config.orchestrator_trust);
    let mut better: Vec<f64> = values[1..].iter().copied().chain([raised.max(least)]).collect();
    better.sort_by(f64::total_cmp);
    let then = median(&better).filter(|m| *m >= map.config.orchestrator_trust - 1e-9);
    let advice = then.map_or_else(String::new, |m| {
        say!(
            " Raising {whose} from {least} to {raised} would bring it to {then}.",
            whose = map.whose(who),
            least = words::two_digits(least),
            raised = words::two_digits(raised),
            then = words::two_digits(m)
        )
    });
    let text = say!(
        "Orchestrating is not supported: complements' trust in you is {middle} where {needed} is needed.{advice}",
        middle = words::two_digits(middle),
        needed = words::two_digits(map.config.orchestrator_trust),
        advice
    );
    let paths: Vec<super::paths::Path> = all.iter().filter_map(|&(_, a)| trust.of(a, us)).collect();
    let paths: Vec<usize> = paths.iter().flat_map(|p| trust.flows_of(p)).collect();
    vec![
        Saying::new(4, "posture.orchestrator-not-supported", 0.3, text)
            .value(middle, say!("median trust"))
            .actors(all.iter().map(|t| t.1))
            .flows(paths),
    ]
}
