//! Question 9: what on this map is vague, without a number, or unproven?

use super::{
    Coverage, Remark,
    findings::Saying,
    leverage::Subject,
    lint::{Lint, Rule, record},
    quantity::Amount,
    snapshot::Snapshot,
    words,
};
use crate::map::{Kind, RecordId, Role};

/// What the map says about its own gaps: one sentence for each rule that is broken.
pub(super) fn findings(map: &Snapshot, coverage: &Coverage, lints: &[Lint]) -> Vec<Saying> {
    let mut said = Vec::new();
    if map.actors.is_empty() {
        let ask = say!("The map is empty. Begin with who starts demand, and say which actor is us.");
        return vec![Saying::new(9, "map.empty", 1.0, ask)];
    }
    let missing = f64::from(coverage.flows - coverage.quantified) / f64::from(coverage.flows.max(1));
    // Below half of it the whole is thin, which says more than the flows by name.
    if missing >= 0.5 {
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
    let whole =
        vanity(map).into_iter().map(|(code, weight, text)| Saying::new(9, code, weight, text).drawn());
    said.extend(whole);
    said
}

/// What is vain or missing about the map as a whole: plain name, weight, sentence.
fn vanity(map: &Snapshot) -> Vec<(&'static str, f64, String)> {
    let (actors, flows) = (map.actors.len(), map.flows.len());
    let mut found = Vec::new();
    if actors > map.config.crowded {
        let text =
            say!("{actors} actors are more than a page can say: keep those that shape results.", actors);
        found.push(("map.crowded", 0.2, text));
    }
    if actors == 0 || flows == 0 {
        return found;
    }
    let mut numbered = vec![false; actors];
    for row in map.flows.iter().filter(|r| r.has_number()) {
        (numbered[row.from], numbered[row.to]) = (true, true);
    }
    let bare = numbered.iter().filter(|n| !**n).count();
    if bare as f64 >= map.config.bare_actors * actors as f64 {
        let text = say!("{bare} of {actors} actors have no flow with a number.", bare, actors);
        found.push(("map.many-without-numbers", 0.45, text));
    }
    let ours = map.flows.iter().filter(|r| map.us == Some(r.from) || map.us == Some(r.to)).count();
    if flows >= 5 && ours as f64 >= map.config.about_us * flows as f64 {
        let text = say!(
            "{ours} of {flows} flows touch you: what the others do with each other is hardly drawn.",
            ours,
            flows
        );
        found.push(("map.only-about-us", 0.4, text));
    }
    let money = map.flows.iter().any(|r| r.flow.kind == Kind::Money);
    if !money {
        let text = say!("No money is drawn: say who pays whom.").to_owned();
        found.push(("map.no-money", 0.5, text));
    }
    let roles = [Role::Gatekeeper, Role::Platform, Role::Substitute, Role::Regulator];
    if actors >= 3 && !map.actors.iter().any(|a| roles.iter().any(|&r| a.is(r))) {
        let text =
            say!("No gatekeeper, platform, substitute or regulator is drawn; say who could shut you out.")
                .to_owned();
        found.push(("map.nobody-in-the-way", 0.4, text));
    }
    found
}

/// Every breach as a remark of its own.
pub(super) fn remarks(map: &Snapshot, lints: &[Lint]) -> Vec<Remark> {
    let one = |lint: &Lint| Remark {
        rule: lint.rule.code().into(),
        subject: record(map, lint.subject),
        sentence: words::sentence(&sentence(map, lint.rule, &[lint.subject]).1),
    };
    let whole = vanity(map).into_iter();
    let whole =
        whole.map(|(code, _, text)| Remark { rule: code.into(), subject: RecordId::Info, sentence: text });
    lints.iter().map(one).chain(whole).collect()
}

fn sentence(map: &Snapshot, rule: Rule, subjects: &[Subject]) -> (f64, String) {
    let names = words::list_of(subjects, 4, |&s| short(map, s));
    let n = subjects.len();
    let many = n > 1 || matches!(subjects[0], Subject::Actor(a) if map.us != Some(a) && map.is_many(a));
    let pick = |one: &'static str, more: &'static str| if many { more } else { one };
    let part = n as f64 / map.actors.len().max(map.flows.len()).max(1) as f64;
    match rule {
        Rule::Generic => {
            let (stand, each) =
                (pick(say!("stands"), say!("stand")), if n > 1 { say!(" in each") } else { "" });
            (
                0.7,
                say!(
                    "{names} {stand} for many: name the two firms that matter most{each}.",
                    names,
                    stand,
                    each
                ),
            )
        }
        Rule::NoNumber => {
            let money = subjects
                .iter()
                .filter(|s| matches!(s, Subject::Flow(f) if map.flows[*f].flow.kind == Kind::Money));
            let weight = if money.count() > 0 { 0.65 } else { 0.3 + 0.3 * part };
            (weight, say!("{names} {has} no number.", names, has = pick(say!("has"), say!("have"))))
        }
        Rule::NoUnit => (
            0.2,
            say!(
                "{names} {gives} a quantity but not of what.",
                names,
                gives = pick(say!("gives"), say!("give"))
            ),
        ),
        Rule::NoOwner => (0.5, say!("Nobody here owns {names}.", names)),
        Rule::OneSidedOwner => (
            0.35,
            say!(
                "{names}: {data} vital, but nobody answers for it at both ends.",
                names,
                data = say!("this data is")
            ),
        ),
        Rule::Unproven => (
            0.6,
            say!(
                "{names} {matters} much, but {is} assumed or without a source.",
                names,
                matters = pick(say!("matters"), say!("matter")),
                is = pick(say!("is"), say!("are"))
            ),
        ),
        Rule::Isolated => (
            0.25,
            say!("{names} {has} no flows: connect or remove.", names, has = pick(say!("has"), say!("have"))),
        ),
        Rule::SelfLoop => (
            0.2,
            say!("{names}: only a right to decide can run from an actor to itself; it is left out.", names),
        ),
        Rule::GivesOnly => (
            0.75,
            say!(
                "{names} {gives} and {gets} nothing back, or an arrow is missing: as drawn, the maths does not work.",
                names,
                gives = pick(say!("gives"), say!("give")),
                gets = pick(say!("gets"), say!("get"))
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
                say!(
                    "{names}: no exchange rate from {codes} to {base}, so {it_is} not counted. Give the rate.",
                    names,
                    codes,
                    base,
                    it_is = pick(say!("it is"), say!("they are"))
                ),
            )
        }
        Rule::OldEvidence => (
            0.25,
            say!(
                "{names}: the evidence is more than {days} days old.",
                names,
                days = map.config.old_evidence_days
            ),
        ),
        Rule::VetoWithoutDays => {
            (0.3, say!("{names}: how many days the agreement takes is not recorded.", names))
        }
        Rule::RegulatorWithoutGate => {
            (0.3, say!("{names}: name the gate that the rule sets, and the days it adds.", names))
        }
    }
}

/// An actor's name; a flow as "money Acme → Us".
pub(super) fn short(map: &Snapshot, subject: Subject) -> String {
    match subject {
        Subject::Actor(a) => map.own_name(a).to_owned(),
        Subject::Flow(f) => {
            let row = &map.flows[f];
            format!("{} {} → {}", row.flow.kind.said(), map.own_name(row.from), map.own_name(row.to))
        }
    }
}
