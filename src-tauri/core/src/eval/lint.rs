//! What on the map is vague, without a number, unproven or without an owner.
//!
//! Each rule gives one entry for each subject; the findings say the entries of a rule in one sentence.

use super::{
    ledger::Ledger,
    leverage::Subject,
    quantity::Amount,
    snapshot::{Row, Snapshot},
    top::Entry,
};
use crate::map::{Actor, Evidence, Kind, Rapid, RecordId, Role};

/// A rule that a map can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A crowd where firms should be named.
    Generic,
    /// A flow without a number.
    NoNumber,
    /// A quantity of nothing in particular.
    NoUnit,
    /// One of the top list without an owner.
    NoOwner,
    /// A vital data flow of ours with an owner at one end at most.
    OneSidedOwner,
    /// A vital flow that is assumed or has no source.
    Unproven,
    /// An actor without flows.
    Isolated,
    /// A flow from an actor to itself.
    SelfLoop,
    /// An actor that gives and gets nothing.
    GivesOnly,
    /// Money in a currency without a rate.
    NoRate,
    /// Evidence that is old.
    OldEvidence,
    /// A veto without days.
    VetoWithoutDays,
    /// A regulator without a named gate and its days.
    RegulatorWithoutGate,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 13] = [
        Rule::Generic,
        Rule::NoNumber,
        Rule::NoUnit,
        Rule::NoOwner,
        Rule::OneSidedOwner,
        Rule::Unproven,
        Rule::Isolated,
        Rule::SelfLoop,
        Rule::GivesOnly,
        Rule::NoRate,
        Rule::OldEvidence,
        Rule::VetoWithoutDays,
        Rule::RegulatorWithoutGate,
    ];

    /// Plain name.
    pub fn code(self) -> &'static str {
        match self {
            Rule::Generic => "lint.name-the-firms",
            Rule::NoNumber => "lint.no-number",
            Rule::NoUnit => "lint.no-unit",
            Rule::NoOwner => "lint.no-owner",
            Rule::OneSidedOwner => "lint.no-owner-on-both-sides",
            Rule::Unproven => "lint.unproven",
            Rule::Isolated => "lint.no-flows",
            Rule::SelfLoop => "lint.flow-to-itself",
            Rule::GivesOnly => "lint.gives-without-getting",
            Rule::NoRate => "money.no-exchange-rate",
            Rule::OldEvidence => "lint.old-evidence",
            Rule::VetoWithoutDays => "lint.veto-without-days",
            Rule::RegulatorWithoutGate => "lint.regulator-without-gate",
        }
    }
}

/// One breach of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lint {
    /// Which rule.
    pub rule: Rule,
    /// What breaks it.
    pub subject: Subject,
}

/// All breaches, rule by rule, in order of identity.
pub(super) fn lints(map: &Snapshot, ledgers: &[Ledger], top: &[Entry]) -> Vec<Lint> {
    let mut found = Vec::new();
    for rule in Rule::ALL {
        let actors = (0..map.actors.len()).filter(|&a| actor_breaks(rule, map, a, ledgers, top));
        found.extend(actors.map(|a| Lint { rule, subject: Subject::Actor(a) }));
        let flows = map.flows.iter().enumerate().filter(|(i, row)| flow_breaks(rule, map, *i, row, top));
        found.extend(flows.map(|(f, _)| Lint { rule, subject: Subject::Flow(f) }));
    }
    found
}

fn actor_breaks(rule: Rule, map: &Snapshot, actor: usize, ledgers: &[Ledger], top: &[Entry]) -> bool {
    let record = map.actors[actor];
    match rule {
        Rule::Generic => map.us != Some(actor) && is_generic(record),
        Rule::NoOwner => {
            let listed = top.iter().any(|e| e.subject == Subject::Actor(actor));
            listed && super::dependence::owner(map, Subject::Actor(actor)).is_empty()
        }
        Rule::Isolated => {
            let linked = |&k: &Kind| map.out(k, actor).chain(map.into(k, actor)).next().is_some();
            let named = || map.flows.iter().any(|r| r.flow.via.contains(&record.id));
            let own_right = || map.flows.iter().any(|r| r.is_loop() && r.from == actor);
            !Kind::ALL.iter().any(linked) && !named() && !own_right()
        }
        Rule::GivesOnly => {
            let Ledger { benefit, cost, .. } = ledgers[actor];
            map.us != Some(actor) && cost > 0.0 && benefit == 0.0
        }
        Rule::RegulatorWithoutGate => record.is(Role::Regulator) && !holds_a_gate(map, actor),
        _ => false,
    }
}

fn flow_breaks(rule: Rule, map: &Snapshot, number: usize, row: &Row, top: &[Entry]) -> bool {
    let flow = row.flow;
    let vital = flow.strength.is_some_and(|s| s >= map.config.vital_strength);
    match rule {
        Rule::NoNumber if row.flow.kind == Kind::Money => row.amount == Amount::Missing,
        Rule::NoNumber => !row.has_number(),
        Rule::NoUnit => {
            flow.kind != Kind::Money && flow.quantity.as_ref().is_some_and(|q| q.unit.trim().is_empty())
        }
        Rule::NoOwner => {
            let listed = top.iter().any(|e| e.subject == Subject::Flow(number));
            listed && super::dependence::owner(map, Subject::Flow(number)).is_empty()
        }
        Rule::OneSidedOwner => {
            let ours = map.us.is_some_and(|us| row.from == us || row.to == us);
            flow.kind == Kind::Data && ours && vital && !(flow.co_owner_from && flow.co_owner_to)
        }
        Rule::Unproven => vital && (flow.evidence == Evidence::Assumed || flow.source.trim().is_empty()),
        Rule::SelfLoop => row.is_loop() && flow.kind != Kind::Decision,
        Rule::NoRate => matches!(row.amount, Amount::NoRate(_)),
        Rule::OldEvidence => is_old(&flow.evidence_date, &map.map.info.date, map.config.old_evidence_days),
        Rule::VetoWithoutDays => {
            flow.kind == Kind::Decision && flow.rapid == Some(Rapid::Agree) && flow.delay_days.is_none()
        }
        Rule::Generic | Rule::Isolated | Rule::GivesOnly | Rule::RegulatorWithoutGate => false,
    }
}

/// Whether one of its rights is a gate of some flow, with days.
fn holds_a_gate(map: &Snapshot, actor: usize) -> bool {
    map.out(Kind::Decision, actor).any(|g| {
        let gate = map.flows[g].flow;
        gate.delay_days.is_some() && map.flows.iter().any(|r| r.flow.gates.contains(&gate.id))
    })
}

/// Whether a date is more than so many days before another; never where one of them is no date.
fn is_old(date: &str, today: &str, days: i64) -> bool {
    day(date).zip(day(today)).is_some_and(|(then, now)| now - then > days)
}

/// The number of a day in the Gregorian calendar (Hinnant's algorithm); only differences mean anything.
fn day(iso: &str) -> Option<i64> {
    let mut parts = iso.trim().splitn(3, '-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    if !(0..=9999).contains(&y) || !(1..=12).contains(&m) || !(1..=31).contains(&d) {
        return None;
    }
    let y = if m <= 2 { y - 1 } else { y };
    let of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    Some(365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + of_year)
}

/// A group without a count and two members who make up half of it, or a name that names nobody.
fn is_generic(actor: &Actor) -> bool {
    (actor.group && !names_its_members(actor)) || names_nobody(&actor.name)
}

fn names_its_members(actor: &Actor) -> bool {
    let Some(count) = actor.count else { return false };
    let shares: Option<f64> = actor.members.iter().map(|m| m.share).sum();
    let covered = shares.unwrap_or(actor.members.len() as f64 / f64::from(count.max(1)));
    actor.members.len() >= 2 && covered >= 0.5 - 1e-9
}

/// "SIs", "our partners", "the reseller firms", "regulation", "community": a sort, not a name.
fn names_nobody(name: &str) -> bool {
    const SORTS: [&str; 18] = [
        "gsi",
        "si",
        "msp",
        "isv",
        "reseller",
        "distributor",
        "vendor",
        "partner",
        "customer",
        "user",
        "client",
        "developer",
        "bank",
        "carrier",
        "integrator",
        "regulator",
        "marketplace",
        "platform",
    ];
    const ABSTRACT: [&str; 5] = ["regulation", "regulations", "law", "community", "communities"];
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    let singular = |w: &str| w.strip_suffix('s').unwrap_or(w).to_owned();
    if let [of, ..] = words[..]
        && (of == "the" || of == "our")
    {
        if of == "our" && words.len() == 2 && ABSTRACT.contains(&words[1]) {
            return false;
        }
        words.remove(0);
    }
    let is_sort = |w: &str| SORTS.iter().any(|s| *s == w || *s == singular(w));
    match words[..] {
        [word] => is_sort(word) || ABSTRACT.contains(&word),
        [word, tail] => is_sort(word) && ["partner", "firm", "vendor"].contains(&singular(tail).as_str()),
        _ => false,
    }
}

/// The record that broke the rule.
pub(super) fn record(map: &Snapshot, subject: Subject) -> RecordId {
    match subject {
        Subject::Actor(a) => map.actors[a].id.into(),
        Subject::Flow(f) => map.flows[f].flow.id.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_old_after_half_a_year() {
        assert!(is_old("2025-06-01", "2025-12-01", 180));
        assert!(!is_old("2025-06-05", "2025-12-01", 180));
        assert!(!is_old("2025-06-05", "", 180) && !is_old("spring", "2025-12-01", 180));
        assert_eq!(day("2024-03-01").unwrap() - day("2024-02-28").unwrap(), 2);
    }

    #[test]
    fn sorts_are_no_names() {
        for name in
            ["SIs", "GSI partners", "our customers", "the regulator", "Regulation", "The community", "isv"]
        {
            assert!(names_nobody(name), "{name}");
        }
        for name in ["SI1", "Bank of Ghent", "Our law", "Acme", "", "Customer Care Ltd"] {
            assert!(!names_nobody(name), "{name}");
        }
    }
}
