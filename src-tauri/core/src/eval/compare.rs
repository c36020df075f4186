//! Two evaluations side by side: what is different, and how sure the direction is.
//!
//! Compares any two maps that share identities: a map and a scenario laid over it, or two versions. The
//! draws are the same for both (each flow's noise belongs to its identity), so that what differs between
//! them is the change and not the noise.

use super::{EvalConfig, Evaluation, Finding, draws, evaluate_while, words};
use crate::{
    language,
    map::{ActorId, FlowId, Map, RecordId, short_money},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, Ordering},
};
use ts_rs::TS;

/// Smaller parts of a number are no difference.
const NOTHING: f64 = 1e-6;

/// What is different between two maps, as far as the evaluation says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Comparison {
    /// The numbers that a board asks for first, those that changed.
    pub measures: Vec<Measured>,
    /// Findings that changed, came or went, the weightiest first.
    pub findings: Vec<FindingChange>,
}

/// A number before and after.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Measured {
    /// Plain name: "money", "kept", "days", "loss".
    pub key: String,
    /// For people: "Money that comes in, a year".
    pub label: String,
    /// Before; `None` where the map does not say.
    pub before: Option<f64>,
    /// After.
    pub after: Option<f64>,
    /// Before, in words.
    pub from: String,
    /// After, in words.
    pub to: String,
    /// Share of draws in which it moves the same way; `None` where that was not drawn.
    pub support: Option<f64>,
    /// "falls by 31%, almost surely (96 of 100 times)".
    pub said: String,
}

/// How a finding differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Turn {
    /// It says something else.
    Changed,
    /// It was not there before.
    Came,
    /// It is not there any more.
    Went,
}

/// A finding that is different.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct FindingChange {
    /// How.
    pub turn: Turn,
    /// Which of the nine questions it answers.
    pub question: u8,
    /// What was said before, or nothing.
    pub before: Option<String>,
    /// What is said after, or nothing.
    pub after: Option<String>,
    /// How much it matters.
    pub weight: f64,
    /// Share of draws in which it turns out so; `None` where that was not drawn.
    pub support: Option<f64>,
    /// "falls almost surely (96 of 100 times)"; empty where that was not drawn.
    pub said: String,
    /// The actors it rests on.
    pub actors: Vec<ActorId>,
    /// The flows it rests on.
    pub flows: Vec<FlowId>,
}

/// A map with its evaluation.
pub type Evaluated<'a> = (&'a Map, &'a Evaluation);

/// By how many draws two maps are compared, the larger the fewer; each is a whole evaluation of both.
pub fn comparing_draws(before: &Map, after: &Map, config: &EvalConfig) -> u32 {
    let actors = before.actors.len().max(after.actors.len());
    config.comparing_draws[[60, 300].iter().filter(|&&limit| actors > limit).count()]
}

/// Compares two evaluated maps by so many draws, as [`comparing_draws`] says; without any, nothing is said of
/// how sure it is. `heard` is told how many are done; `None` when told to stop.
pub fn compare(
    before: Evaluated,
    after: Evaluated,
    config: &EvalConfig,
    draws: u32,
    go_on: &(dyn Fn() -> bool + Sync),
    heard: &(dyn Fn(u32) + Sync),
) -> Option<Comparison> {
    let drawn = drawn(before.0, after.0, config, draws, go_on, heard)?;
    let mut measures: Vec<Measured> =
        MEASURES.iter().filter_map(|m| m.between(before, after, &drawn)).collect();
    measures.retain(|m| m.from != m.to);
    Some(Comparison { measures, findings: changes(before, after, &drawn) })
}

/// Both maps evaluated in each draw.
type Drawn = Vec<((Map, Evaluation), (Map, Evaluation))>;

fn drawn(
    before: &Map,
    after: &Map,
    config: &EvalConfig,
    draws: u32,
    go_on: &(dyn Fn() -> bool + Sync),
    heard: &(dyn Fn(u32) + Sync),
) -> Option<Drawn> {
    let plain = EvalConfig { draws: [0; 3], ..config.clone() };
    let one = |map: &Map, number| {
        let map = draws::drawn(map, config, number);
        let evaluation = evaluate_while(&map, &plain, go_on)?;
        Some((map, evaluation))
    };
    let done = AtomicU32::new(0);
    let both = |n| {
        let both = (one(before, n)?, one(after, n)?);
        heard(done.fetch_add(1, Ordering::Relaxed) + 1);
        Some(both)
    };
    (0..draws).into_par_iter().map(both).collect()
}

/// A number that a board asks for first.
struct Measure {
    key: &'static str,
    label: &'static str,
    unit: Unit,
    of: fn(&Map, &Evaluation) -> Option<f64>,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Money,
    Days,
    Share,
    Count,
}

static MEASURES: [Measure; 7] = [
    Measure {
        key: "money",
        label: sayable!("Money that comes in, a year"),
        unit: Unit::Money,
        of: |m, e| ours(m, e, |n| n.money_in),
    },
    Measure {
        key: "kept",
        label: sayable!("What stays with you, a year"),
        unit: Unit::Money,
        of: |m, e| ours(m, e, |n| n.captured),
    },
    Measure {
        key: "days",
        label: sayable!("Days until demand turns into money"),
        unit: Unit::Days,
        of: |_, e| e.demand_days.as_ref().map(|d| d.days),
    },
    Measure {
        key: "loss",
        label: sayable!("Most that is lost with a single one"),
        unit: Unit::Share,
        of: |_, e| e.actors.iter().filter_map(|a| a.loss_if_gone).max_by(f64::total_cmp),
    },
    Measure {
        key: "routes",
        label: sayable!("Independent ways to you"),
        unit: Unit::Count,
        of: |_, e| e.demand_days.as_ref().map(|d| f64::from(d.independent_routes)),
    },
    Measure {
        key: "trust",
        label: sayable!("Flows with too little trust"),
        unit: Unit::Count,
        of: |_, e| Some(e.trust_gaps.len() as f64),
    },
    Measure {
        key: "data",
        label: sayable!("Data flows that break a rule"),
        unit: Unit::Count,
        of: |_, e| Some(e.data.gaps.len() as f64),
    },
];

fn ours(map: &Map, evaluation: &Evaluation, of: fn(&super::ActorNumbers) -> f64) -> Option<f64> {
    let us = map.us()?;
    evaluation.actors.iter().find(|a| a.actor == us).map(of)
}

impl Measure {
    fn between(&self, before: Evaluated, after: Evaluated, drawn: &Drawn) -> Option<Measured> {
        let (old, new) = ((self.of)(before.0, before.1), (self.of)(after.0, after.1));
        if old.is_none() && new.is_none() {
            return None;
        }
        let delta = new.zip(old).map(|(new, old)| new - old);
        let moves = drawn.iter().filter_map(|(b, a)| Some((self.of)(&a.0, &a.1)? - (self.of)(&b.0, &b.1)?));
        let held = delta.and_then(|d| Held::of(moves, |m| same_way(m, d)));
        let told = |value: Option<f64>, map: &Map| {
            value.map_or_else(|| say!("not said").into(), |v| self.unit.told(v, map))
        };
        let said = match (delta, old) {
            (Some(d), Some(old)) => format!("{}{}", self.unit.moved(d, old), in_draws(held)),
            (_, None) => say!("can now be said").into(),
            _ => say!("can no longer be said").into(),
        };
        Some(Measured {
            key: self.key.into(),
            label: language::of(self.label).into(),
            before: old,
            after: new,
            from: told(old, before.0),
            to: told(new, after.0),
            support: held.map(Held::share),
            said,
        })
    }
}

impl Unit {
    fn told(self, value: f64, map: &Map) -> String {
        match self {
            Unit::Money => short_money(two_digits(value), &map.info.currency),
            Unit::Days => words::two_digits(value),
            Unit::Share => say!("{number}%", number = words::two_digits(value * 100.0)),
            Unit::Count => format!("{value}"),
        }
    }

    fn moved(self, delta: f64, old: f64) -> String {
        let way = if delta > 0.0 { say!("rises") } else { say!("falls") };
        match self {
            Unit::Money if old.abs() > NOTHING => {
                say!("{way} by {amount}%", way, amount = words::two_digits((delta / old * 100.0).abs()))
            }
            Unit::Money => way.into(),
            Unit::Days => say!("{way} by {amount}", way, amount = super::demand::in_days(delta.abs())),
            Unit::Share => {
                say!("{way} by {amount} points", way, amount = words::two_digits(delta.abs() * 100.0))
            }
            Unit::Count => say!("{way} by {amount}", way, amount = delta.abs()),
        }
    }
}

/// The number with two significant digits.
fn two_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10f64.powf(value.abs().log10().floor() - 1.0);
    (value / scale).round() * scale
}

fn same_way(one: f64, other: f64) -> bool {
    one * other > 0.0 || (one.abs() < NOTHING && other.abs() < NOTHING)
}

/// In how many of how many draws something holds.
#[derive(Clone, Copy)]
struct Held {
    held: u32,
    all: u32,
}

impl Held {
    /// Counts the values of which it holds; `None` where there are none.
    fn of(values: impl Iterator<Item = f64>, holds: impl Fn(f64) -> bool) -> Option<Held> {
        let mut count = Held { held: 0, all: 0 };
        for value in values {
            count.all += 1;
            count.held += u32::from(holds(value));
        }
        (count.all > 0).then_some(count)
    }

    fn share(self) -> f64 {
        f64::from(self.held) / f64::from(self.all)
    }
}

/// ", almost surely (96 of 100 times)".
fn in_draws(held: Option<Held>) -> String {
    let Some(Held { held, all }) = held else { return String::new() };
    let sure = match f64::from(held) / f64::from(all) {
        _ if held == all => return say!(", surely (all {all} times)", all),
        s if s >= 0.9 => say!("almost surely"),
        s if s >= 0.7 => say!("probably"),
        s if s >= 0.5 => say!("perhaps"),
        _ => say!("hardly"),
    };
    say!(", {sure} ({held} of {all} times)", sure, held, all)
}

/// Findings paired by what they are about, and what became of each.
fn changes(before: Evaluated, after: Evaluated, drawn: &Drawn) -> Vec<FindingChange> {
    let (old, mut new): (Vec<&Finding>, Vec<&Finding>) =
        (before.1.findings.iter().collect(), after.1.findings.iter().collect());
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for finding in old {
        match new.iter().position(|f| same(f, finding)) {
            Some(at) => found.push((Some(finding), Some(new.remove(at)))),
            None => alone.push(finding),
        }
    }
    for finding in alone {
        let near = (0..new.len()).filter(|&at| new[at].code == finding.code && shared(new[at], finding) > 0);
        match near.max_by_key(|&at| (shared(new[at], finding), usize::MAX - at)) {
            Some(at) => found.push((Some(finding), Some(new.remove(at)))),
            None => found.push((Some(finding), None)),
        }
    }
    found.extend(new.into_iter().map(|f| (None, Some(f))));
    let mut said: Vec<FindingChange> =
        found.into_iter().filter_map(|(b, a)| change(b, a, before.0, after.0, drawn)).collect();
    said.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.turn.cmp(&b.turn)));
    said
}

fn same(one: &Finding, other: &Finding) -> bool {
    one.code == other.code && one.actors == other.actors && one.flows == other.flows
}

fn shared(one: &Finding, other: &Finding) -> usize {
    one.actors.iter().filter(|a| other.actors.contains(a)).count()
        + one.flows.iter().filter(|f| other.flows.contains(f)).count()
}

fn change(
    old: Option<&Finding>,
    new: Option<&Finding>,
    before: &Map,
    after: &Map,
    drawn: &Drawn,
) -> Option<FindingChange> {
    let any = new.or(old)?;
    let turn = match (old, new) {
        (Some(o), Some(n)) if o.sentence == n.sentence => return None,
        (Some(_), Some(_)) => Turn::Changed,
        (None, _) => Turn::Came,
        _ => Turn::Went,
    };
    let rests = |f: &Finding| -> BTreeSet<RecordId> {
        f.actors
            .iter()
            .map(|a| RecordId::from(*a))
            .chain(f.flows.iter().map(|f| RecordId::from(*f)))
            .collect()
    };
    // What is said of nothing but what is gone goes without saying; so does a first gap in what is new.
    let elsewhere =
        |map: &Map, f: &Finding| !f.actors.is_empty() && rests(f).iter().any(|id| !map.contains(*id));
    if (turn == Turn::Went && elsewhere(after, any) || turn == Turn::Came && elsewhere(before, any))
        && any.question == 9
    {
        return None;
    }
    let (support, said) = sureness(turn, old, new, drawn);
    Some(FindingChange {
        turn,
        question: any.question,
        before: old.map(|f| f.sentence.clone()),
        after: new.map(|f| f.sentence.clone()),
        weight: old.map_or(0.0, |f| f.weight).max(new.map_or(0.0, |f| f.weight)),
        support,
        said,
        actors: any.actors.clone(),
        flows: any.flows.clone(),
    })
}

/// In how many draws it turns out so, and that in words.
fn sureness(
    turn: Turn,
    old: Option<&Finding>,
    new: Option<&Finding>,
    drawn: &Drawn,
) -> (Option<f64>, String) {
    let there = |finding: Option<&Finding>, in_: &Evaluation| -> Option<f64> {
        let finding = finding?;
        let found = in_
            .findings
            .iter()
            .find(|f| f.code == finding.code && (same(f, finding) || shared(f, finding) > 0))?;
        Some(found.value.as_ref().map_or(0.0, |v| v.value))
    };
    let number = |f: Option<&Finding>| f.and_then(|f| f.value.as_ref()).map(|v| v.value);
    match turn {
        Turn::Changed => {
            let Some((was, is)) = number(old).zip(number(new)) else { return (None, String::new()) };
            let delta = is - was;
            if delta.abs() < NOTHING {
                return (None, String::new());
            }
            let moves = drawn.iter().filter_map(|(b, a)| Some(there(new, &a.1)? - there(old, &b.1)?));
            let held = Held::of(moves, |m| same_way(m, delta));
            let way = if delta > 0.0 { say!("rises") } else { say!("falls") };
            let said = held.map_or_else(String::new, |_| format!("{way}{}", in_draws(held).replace(',', "")));
            (held.map(Held::share), said)
        }
        Turn::Came | Turn::Went => {
            let is_so = |(b, a): &((Map, Evaluation), (Map, Evaluation))| match turn {
                Turn::Came => there(new, &a.1).is_some(),
                _ => there(old, &a.1).is_none() && there(old, &b.1).is_some(),
            };
            let held = Held::of(drawn.iter().map(|d| f64::from(u8::from(is_so(d)))), |s| s > 0.5);
            // What the draws never say is not said by draws: the ranking is not drawn again in each.
            let held = held.filter(|held| held.held > 0);
            (held.map(Held::share), in_draws(held).replace(", ", ""))
        }
    }
}
