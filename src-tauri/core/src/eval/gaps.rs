//! Question 9: what on this map is vague, without a number, or unproven?

use super::{
    Coverage,
    findings::Saying,
    leverage::Subject,
    lint::{Lint, Rule},
    quantity::Amount,
    snapshot::Snapshot,
    words,
};
use crate::map::Kind;

/// What the map says about its own gaps: one sentence for each rule that is broken.
pub(super) fn findings(map: &Snapshot, coverage: &Coverage, lints: &[Lint]) -> Vec<Saying> {
    let mut said = Vec::new();
    if map.actors.is_empty() {
        let ask = "The map is empty. Begin with who starts demand, and say which actor is us.";
        return vec![Saying::new(9, "map.empty", 1.0, ask)];
    }
    if coverage.flows > 0 && coverage.quantified < coverage.flows {
        let missing = f64::from(coverage.flows - coverage.quantified) / f64::from(coverage.flows);
        said.push(Saying::new(9, "map.coverage", 0.3 * missing, coverage.sentence.clone()).drawn());
    }
    for rule in Rule::ALL.into_iter().filter(|&r| r != Rule::NoOwner) {
        let subjects: Vec<Subject> = lints.iter().filter(|l| l.rule == rule).map(|l| l.subject).collect();
        if !subjects.is_empty() {
            let question = if rule == Rule::GivesOnly { 5 } else { 9 };
            let (weight, mut text) = sentence(map, rule, &subjects);
            if matches!(subjects[0], Subject::Flow(_)) {
                text = words::sentence(&text);
            }
            said.push(Saying::new(question, rule.code(), weight, text).subjects(subjects).drawn());
        }
    }
    said
}

fn sentence(map: &Snapshot, rule: Rule, subjects: &[Subject]) -> (f64, String) {
    let names = words::list(
        subjects.iter().map(|&s| short(map, s)).collect::<Vec<_>>().iter().map(String::as_str),
        4,
    );
    let n = subjects.len();
    let many = n > 1;
    let pick = |one: &'static str, more: &'static str| if many { more } else { one };
    let part = n as f64 / map.actors.len().max(map.flows.len()).max(1) as f64;
    match rule {
        Rule::Generic => {
            let each = pick(
                "stands for many: name the two firms that matter most.",
                "stand for many: name the two firms that matter most in each.",
            );
            (0.7, format!("{names} {each}"))
        }
        Rule::NoNumber => {
            let money = subjects
                .iter()
                .filter(|s| matches!(s, Subject::Flow(f) if map.flows[*f].flow.kind == Kind::Money));
            let weight = if money.count() > 0 { 0.65 } else { 0.3 + 0.3 * part };
            (weight, format!("{names} {} no number.", pick("has", "have")))
        }
        Rule::NoUnit => (0.2, format!("{names} {} a quantity but not of what.", pick("gives", "give"))),
        Rule::NoOwner => (0.5, format!("Nobody here owns {names}.")),
        Rule::OneSidedOwner => (
            0.35,
            format!(
                "{names}: {} vital, but nobody answers for it at both ends.",
                pick("this data is", "this data is")
            ),
        ),
        Rule::Unproven => (
            0.6,
            format!(
                "{names} {} much, but {} assumed or without a source.",
                pick("matters", "matter"),
                pick("is", "are")
            ),
        ),
        Rule::Isolated => (0.25, format!("{names} {} no flows: connect or remove.", pick("has", "have"))),
        Rule::SelfLoop => {
            (0.2, format!("{names}: only a right to decide can run from an actor to itself; it is left out."))
        }
        Rule::GivesOnly => (
            0.75,
            format!(
                "{names} {} and {} nothing back, or an arrow is missing.",
                pick("gives", "give"),
                pick("gets", "get")
            ),
        ),
        Rule::NoRate => {
            let mut codes: Vec<&str> = subjects
                .iter()
                .filter_map(|s| match s {
                    Subject::Flow(f) => match &map.flows[*f].amount {
                        Amount::NoRate(code) => Some(code.as_str()),
                        _ => None,
                    },
                    Subject::Actor(_) => None,
                })
                .collect();
            codes.sort_unstable();
            codes.dedup();
            let (codes, base) = (words::list(codes, 3), &map.map.info.currency);
            (
                0.9,
                format!(
                    "{names}: no exchange rate from {codes} to {base}, so {} not counted. Give the rate.",
                    pick("it is", "they are")
                ),
            )
        }
    }
}

/// An actor's name; a flow as "money Acme → Us".
pub(super) fn short(map: &Snapshot, subject: Subject) -> String {
    match subject {
        Subject::Actor(a) => map.own_name(a).to_owned(),
        Subject::Flow(f) => {
            let row = &map.flows[f];
            format!("{} {} → {}", row.flow.kind.word(), map.own_name(row.from), map.own_name(row.to))
        }
    }
}
