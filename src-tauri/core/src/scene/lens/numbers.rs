//! Lenses that show a number: five fixed steps, so that this quarter's map can be laid beside the last.

use super::{LegendStep, LensCard, STEPS, card, legend};
use crate::{
    eval::{self, EvalConfig, Evaluation},
    language,
    map::{ActorId, Evidence, Lens, Map},
    scene::Ink,
};
use std::collections::BTreeMap;

/// The number of one actor, and its words.
struct Number {
    value: f64,
    words: String,
}

/// Upper ends of the first four steps.
fn cuts(lens: Lens) -> [f64; 4] {
    match lens {
        Lens::Kept => [0.01, 0.05, 0.2, 0.5],
        // From a quarter a dependence is called red where rules may be changed alone, from a half always.
        Lens::Dependence => [0.05, 0.1, 0.25, 0.5],
        Lens::Days => [30.0, 90.0, 180.0, 365.0],
        Lens::Reputation => [0.05, 0.1, 0.2, 0.4],
        _ => [0.2, 0.4, 0.6, 0.8],
    }
}

/// The step of a number, 0 to 4.
pub(super) fn step(lens: Lens, value: f64) -> usize {
    // What is a cut but for a rounding error belongs above it.
    cuts(lens).iter().filter(|cut| value >= **cut - 1e-9).count()
}

/// What the steps are called.
pub(super) fn labels(lens: Lens) -> Vec<String> {
    let cuts = cuts(lens);
    let scale = if matches!(lens, Lens::Kept | Lens::Dependence | Lens::Reputation | Lens::Evidence) {
        100.0
    } else {
        1.0
    };
    // To a tenth: a cut is said as it is.
    let said = |x: f64| language::number(((x * scale * 10.0).round() / 10.0).to_string());
    let mut out = vec![below(lens, said(cuts[0]))];
    out.extend(cuts.windows(2).map(|w| between(lens, said(w[0]), said(w[1]))));
    out.push(above(lens, said(cuts[3])));
    out
}

fn below(lens: Lens, cut: String) -> String {
    match lens {
        Lens::Kept | Lens::Dependence | Lens::Reputation | Lens::Evidence => say!("under {cut}%", cut),
        Lens::Days => say!("under {cut} days", cut),
        _ => say!("under {cut}", cut),
    }
}

fn between(lens: Lens, low: String, high: String) -> String {
    match lens {
        Lens::Kept | Lens::Dependence | Lens::Reputation | Lens::Evidence => {
            say!("{low} to {high}%", low, high)
        }
        Lens::Days => say!("{low} to {high} days", low, high),
        _ => say!("{low} to {high}", low, high),
    }
}

fn above(lens: Lens, cut: String) -> String {
    match lens {
        Lens::Kept | Lens::Dependence | Lens::Reputation | Lens::Evidence => say!("{cut}% and more", cut),
        Lens::Days => say!("{cut} days and more", cut),
        _ => say!("{cut} and more", cut),
    }
}

/// Every card with its number.
pub(super) fn cards(map: &Map, evaluation: &Evaluation, lens: Lens) -> (Vec<LensCard>, Vec<LegendStep>) {
    let numbers = match lens {
        Lens::Kept => kept(evaluation),
        Lens::Dependence => dependence(evaluation),
        Lens::Influence => influence(evaluation),
        Lens::Trust => trust(map),
        Lens::Days => days(map),
        Lens::Reputation => reputation(map),
        _ => evidence(map),
    };
    let us =
        map.us().filter(|_| matches!(lens, Lens::Dependence | Lens::Trust | Lens::Days | Lens::Reputation));
    let most = numbers.values().map(|n| n.value).fold(0.0, f64::max);
    let whole = if lens == Lens::Days { most.max(1.0) } else { 1.0 };
    let of = |&actor: &ActorId| match numbers.get(&actor) {
        _ if us == Some(actor) => card(actor, Ink::Card, None, say!("us")),
        Some(n) => card(actor, STEPS[step(lens, n.value)], Some((n.value / whole).clamp(0.0, 1.0)), &n.words),
        None => card(actor, Ink::Hatch, None, unknown(lens)),
    };
    let cards: Vec<LensCard> = map.actors.keys().map(of).collect();
    let faces = STEPS.into_iter().zip(labels(lens)).collect();
    let legend = legend(&cards, faces);
    (cards, legend)
}

fn unknown(lens: Lens) -> &'static str {
    match lens {
        Lens::Influence | Lens::Trust => say!("no path drawn"),
        Lens::Days => say!("no way drawn"),
        Lens::Reputation => say!("no trust in it drawn"),
        Lens::Kept => say!("no money drawn"),
        Lens::Evidence => say!("no flows"),
        _ => say!("not known"),
    }
}

fn kept(evaluation: &Evaluation) -> BTreeMap<ActorId, Number> {
    let whole: f64 = evaluation.actors.iter().map(|a| a.captured).sum();
    let moves = evaluation.actors.iter().filter(|a| whole > 0.0 && a.money_in + a.money_out > 0.0);
    let number = |a: &eval::ActorNumbers| {
        let value = a.captured / whole;
        let words = match (a.money_in > 0.0, value > 0.0) {
            (false, _) => say!("pays").to_owned(),
            (true, true) => say!("keeps {share}", share = eval::percent(value)),
            (true, false) => say!("keeps nothing").to_owned(),
        };
        (a.actor, Number { value, words })
    };
    moves.map(number).collect()
}

fn dependence(evaluation: &Evaluation) -> BTreeMap<ActorId, Number> {
    let known = evaluation.actors.iter().filter_map(|a| Some((a.actor, a.loss_if_gone?)));
    let words = |loss: f64| match loss {
        l if l < 0.0005 => say!("nothing lost").to_owned(),
        l => say!("{share} lost if gone", share = eval::percent(l)),
    };
    known.map(|(actor, value)| (actor, Number { value, words: words(value) })).collect()
}

/// The best an actor is heard on any decision.
fn influence(evaluation: &Evaluation) -> BTreeMap<ActorId, Number> {
    let mut out: BTreeMap<ActorId, Number> = BTreeMap::new();
    let mut put = |actor: ActorId, value: f64, words: String| {
        if out.get(&actor).is_none_or(|n| n.value < value) {
            out.insert(actor, Number { value, words });
        }
    };
    for decision in &evaluation.decisions {
        let title = &decision.name;
        for decider in &decision.deciders {
            put(*decider, 1.0, say!("decides {title}", title).trim().to_owned());
        }
        for heard in &decision.influence {
            let value = language::number(format!("{:.2}", heard.value));
            put(heard.actor, heard.value, say!("{value} on {title}", value, title).trim().to_owned());
        }
    }
    out
}

fn trust(map: &Map) -> BTreeMap<ActorId, Number> {
    let all = eval::trust_in_us(map, &EvalConfig::of(map)).into_iter();
    let words = |t: eval::TrustInUs| match (eval::two_digits(t.lo), eval::two_digits(t.hi)) {
        (lo, hi) if lo == hi => eval::two_digits(t.value),
        (lo, hi) => say!("{value} ({lo} to {hi})", value = eval::two_digits(t.value), lo, hi),
    };
    all.map(|(actor, t)| (actor, Number { value: t.value, words: words(t) })).collect()
}

fn days(map: &Map) -> BTreeMap<ActorId, Number> {
    let words = |d: eval::DaysToUs| {
        let n = d.days.round();
        let days = match (d.unknown_legs > 0, n == 1.0) {
            (true, true) => say!("at least {n} day", n),
            (true, false) => say!("at least {n} days", n),
            (false, true) => say!("{n} day", n),
            (false, false) => say!("{n} days", n),
        };
        if d.helps { say!("helps: {days}", days) } else { days }
    };
    let all = eval::days_to_us(map, &EvalConfig::of(map)).into_iter();
    all.map(|(actor, d)| (actor, Number { value: d.days, words: words(d) })).collect()
}

fn reputation(map: &Map) -> BTreeMap<ActorId, Number> {
    let all = eval::reputation(map, &EvalConfig::of(map)).into_iter();
    all.map(|(actor, value)| (actor, Number { value, words: eval::percent(value) })).collect()
}

/// The share of an actor's flows that are known.
fn evidence(map: &Map) -> BTreeMap<ActorId, Number> {
    let mut flows: BTreeMap<ActorId, (u32, u32)> = BTreeMap::new();
    for flow in map.flows.values() {
        let ends = [Some(flow.from), Some(flow.to).filter(|to| *to != flow.from)];
        for end in ends.into_iter().flatten() {
            let (known, all) = flows.entry(end).or_default();
            *known += u32::from(flow.evidence == Evidence::Known);
            *all += 1;
        }
    }
    let number = |(known, all): (u32, u32)| Number {
        value: f64::from(known) / f64::from(all),
        words: say!("{known} of {all} known", known, all),
    };
    flows.into_iter().map(|(actor, counts)| (actor, number(counts))).collect()
}
