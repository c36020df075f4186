//! The nine prompts of a workshop: for each question what is still missing on this map, what to ask the
//! room, and the line of notation that would begin to say it.
//!
//! A question's first gap is a matter of what is drawn at all; after that its own findings about gaps are
//! asked, weightiest first. Knows nothing of the notation's grammar but the few forms it writes.

use super::{Finding, Interdependency, coach, snapshot::Snapshot};
use crate::map::{Actor, Flow, Kind, Rapid, RecordId, Role, quote::quote};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a question still lacks on this map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Prompt {
    /// Which of the nine questions, 1 to 9.
    pub question: u8,
    /// What is missing: "No one on this map pays yet."; empty where nothing is.
    pub missing: String,
    /// What to ask the room; empty where nothing is missing.
    pub ask: String,
    /// A statement that would begin to fill the gap; empty where none can be begun.
    pub line: String,
    /// Where in it, in characters, the words begin that stand for the answer.
    pub from: u32,
    /// Where they end.
    pub to: u32,
}

/// A statement with the words that stand for the answer in its middle.
struct Begun(String, &'static str, String);

/// What is missing, what to ask, and how the answer begins.
type Gap = (String, String, Option<Begun>);

/// One prompt for each of the nine questions, in order.
pub(super) fn prompts(map: &Snapshot, top: &[Interdependency], findings: &[Finding]) -> Vec<Prompt> {
    (1..=9).map(|question| prompt(map, top, findings, question)).collect()
}

fn prompt(map: &Snapshot, top: &[Interdependency], findings: &[Finding], question: u8) -> Prompt {
    let drawn = match question {
        1 => demand(map),
        2 => value(map),
        3 => influence(map),
        4 => dependence(map),
        5 => giving(map),
        6 => data(map),
        7 => trust(map),
        8 => effort(map, top),
        _ => None,
    };
    let Some((missing, ask, begun)) = drawn.or_else(|| found(map, findings, question)) else {
        return Prompt { question, ..Prompt::default() };
    };
    let Begun(before, answer, after) = begun.unwrap_or(Begun(String::new(), "", String::new()));
    let from = before.chars().count() as u32;
    let to = from + answer.chars().count() as u32;
    Prompt { question, missing, ask, line: before + answer + &after, from, to }
}

/// The question's weightiest finding about a gap that nobody has set aside.
fn found(map: &Snapshot, findings: &[Finding], question: u8) -> Option<Gap> {
    let mut gaps = findings.iter().filter(|f| f.question == question && f.set_aside.is_none());
    let gap = gaps.find(|f| f.ask.is_some())?;
    Some((gap.sentence.clone(), gap.ask.clone()?, restated(map, gap)))
}

/// The first flow of a finding, stated again with room for what it lacks: its number, else its delay.
fn restated(map: &Snapshot, finding: &Finding) -> Option<Begun> {
    let flow = map.flow(*finding.flows.first()?)?;
    let flow = map.flows[flow].flow;
    let (has_number, has_delay) =
        (flow.quantity.is_some() || flow.strength.is_some(), flow.delay_days.is_some());
    match (has_number, has_delay) {
        (false, _) => amount(map, flow),
        (true, false) if flow.kind == Kind::Money => {
            let number = flow.quantity.as_ref()?.text(flow.kind);
            let (start, end) = arrow(map, flow)?;
            Some(Begun(format!("{start}{number}{end} {{delay "), "30d", "}".into()))
        }
        _ => None,
    }
}

fn amount(map: &Snapshot, flow: &Flow) -> Option<Begun> {
    let number = match flow.kind {
        Kind::Money => "40k/y",
        Kind::Trust => "3",
        _ => return None,
    };
    let (start, end) = arrow(map, flow)?;
    Some(Begun(start, number, end))
}

/// A flow's statement before and behind its number.
fn arrow(map: &Snapshot, flow: &Flow) -> Option<(String, String)> {
    let label = if flow.label.is_empty() { String::new() } else { format!(" {}", quote(&flow.label)) };
    let (from, to) = (name(map, map.actor(flow.from)?), name(map, map.actor(flow.to)?));
    Some((format!("{from} -{} ", flow.kind.said()), format!("{label}-> {to}")))
}

#[allow(clippy::unnecessary_wraps, reason = "what it gives is what each question answers")]
fn gap(missing: impl Into<String>, ask: impl Into<String>, begun: Begun) -> Option<Gap> {
    Some((missing.into(), ask.into(), Some(begun)))
}

fn demand(map: &Snapshot) -> Option<Gap> {
    if map.actors.is_empty() {
        let first = Begun(String::new(), say!("Acme"), " : customer".into());
        return gap(
            say!("Nothing is on this map yet."),
            say!("Who was the last customer who came to us, and who sent them?"),
            first,
        );
    }
    if map.us.is_none() {
        let us = Begun("us ".into(), say!("Our firm"), String::new());
        return gap(say!("The map does not say who we are."), say!("Which of these are we?"), us);
    }
    let Some(buyer) = buyer(map) else {
        let first = Begun(String::new(), say!("Acme"), " : customer".into());
        return gap(
            say!("No customer is on this map yet."),
            say!("Who feels the pain first, and whom do they ask?"),
            first,
        );
    };
    let heeds = [Kind::Attention, Kind::Trust].iter().any(|&k| map.out(k, buyer).next().is_some());
    if heeds {
        return None;
    }
    let buyer = name(map, buyer);
    gap(
        say!("Nobody is drawn to whom {buyer} listens.", buyer),
        say!("Where do {buyer} look before they buy: whom do they ask, what do they read?", buyer),
        Begun(format!("{buyer} -attention-> "), say!("Analyst"), String::new()),
    )
}

fn value(map: &Snapshot) -> Option<Gap> {
    let mut money = map.flows.iter().filter(|r| r.flow.kind == Kind::Money).peekable();
    if money.peek().is_none() {
        let (from, to) = (buyer_or(map, say!("Acme")), us_or(map));
        return gap(
            say!("No one on this map pays yet."),
            say!("Who pays whom, and for what?"),
            Begun(format!("{from} -{} ", Kind::Money.said()), say!("40k/y"), format!("-> {to}")),
        );
    }
    let bare = money.find(|r| !r.has_number())?.flow;
    let (from, to) = (map.map.name(bare.from), map.map.name(bare.to));
    Some((
        say!("What {from} pays {to} has no amount.", from, to),
        coach::amount(map.map, bare),
        amount(map, bare),
    ))
}

fn influence(map: &Snapshot) -> Option<Gap> {
    let has = |rapid| map.flows.iter().any(|r| r.flow.kind == Kind::Decision && r.flow.rapid == Some(rapid));
    let decision = map.map.decisions.values().next().map_or(say!("buy").into(), |d| plain(&d.title));
    let begun = |after: String| Begun(String::new(), say!("CIO"), after);
    if !has(Rapid::Decide) {
        let ask = say!("Who says the last yes?");
        return gap(say!("Nobody on this map decides yet."), ask, begun(format!(" decides {decision}")));
    }
    if !has(Rapid::Agree) {
        let ask = say!("Who can say no, and how many days does it take to hear from them?");
        let begun = Begun(String::new(), say!("Procurement"), format!(" agrees {decision} {{30d}}"));
        return gap(say!("Nobody on this map can say no yet."), ask, begun);
    }
    if !has(Rapid::Recommend) && !has(Rapid::Input) {
        let ask = say!("Whose advice did the last decider take?");
        let begun = Begun(String::new(), say!("Analyst"), format!(" recommends {decision}"));
        return gap(say!("Nobody advises those who decide."), ask, begun);
    }
    None
}

fn dependence(map: &Snapshot) -> Option<Gap> {
    let roles = [Role::Gatekeeper, Role::Platform, Role::Substitute, Role::Regulator];
    if map.actors.iter().any(|a| roles.iter().any(|&r| a.is(r))) {
        return None;
    }
    let ask = say!("Who could stop {us} from selling tomorrow, without asking?", us = us_or(map));
    gap(
        say!("Nobody is drawn who could shut us out."),
        ask,
        Begun(String::new(), say!("App store"), " : gatekeeper".into()),
    )
}

fn giving(map: &Snapshot) -> Option<Gap> {
    let us = map.us?;
    let gives = Kind::ALL.iter().any(|&k| map.out(k, us).next().is_some());
    if gives || map.flows.is_empty() {
        return None;
    }
    let ask = say!("What do they get from us, in their own words?");
    let to = buyer_or(map, say!("Acme"));
    gap(
        say!("We give nothing to anyone on this map."),
        ask,
        Begun(format!("{} -product ", us_or(map)), say!("service"), format!("-> {to}")),
    )
}

fn data(map: &Snapshot) -> Option<Gap> {
    let mut data = map.flows.iter().filter(|r| r.flow.kind == Kind::Data).peekable();
    if data.peek().is_none() {
        let ask = say!("Which data comes to us or leaves us, and from whom?");
        let begun = Begun(
            format!("{} -{} ", buyer_or(map, say!("Acme")), Kind::Data.said()),
            say!("usage"),
            format!("-> {}", us_or(map)),
        );
        return gap(say!("No data is drawn yet."), ask, begun);
    }
    let loose = data.find(|r| !r.flow.contract)?.flow;
    let (from, to) = (map.map.name(loose.from), map.map.name(loose.to));
    let ask = say!("Under which contract does it go, and who agreed to it?");
    let parties = format!("{} and {}", plain(from), plain(to));
    let begun =
        Begun("agreement \"".into(), say!("Data terms"), format!("\" between {parties} {{data contract}}"));
    gap(say!("No contract is known for the data from {from} to {to}.", from, to), ask, begun)
}

fn trust(map: &Snapshot) -> Option<Gap> {
    if map.flows.iter().any(|r| r.flow.kind == Kind::Trust) {
        return None;
    }
    let ask = say!("From 1 to 5: how far would they go on our word alone?");
    let begun = Begun(format!("{} -trust ", buyer_or(map, say!("Acme"))), "3", format!("-> {}", us_or(map)));
    gap(say!("No trust is drawn yet."), ask, begun)
}

fn effort(map: &Snapshot, top: &[Interdependency]) -> Option<Gap> {
    let Some(first) = top.iter().find(|t| t.owner.is_empty()) else {
        let missing = say!("No dependence can be measured yet.");
        let ask = say!("How much of what we earn goes through each of them?");
        return if top.is_empty() { Some((missing.into(), ask.into(), None)) } else { None };
    };
    let actor = first.actors.first().and_then(|&a| map.actor(a))?;
    let of = top.len();
    let bare = top.iter().filter(|t| t.owner.is_empty()).count();
    let whose = map.name(actor);
    let line = match first.subject {
        RecordId::Actor(_) => {
            Some(Begun(format!("interdependency {} {{owner ", name(map, actor)), "COO", "}".into()))
        }
        _ => None,
    };
    let missing = if bare == of {
        say!("Nobody owns what we depend on most.").to_owned()
    } else {
        match bare {
            1 => say!("{bare} of the {of} dependences that matter most has no owner.", bare, of),
            _ => say!("{bare} of the {of} dependences that matter most have no owner.", bare, of),
        }
    };
    Some((missing, say!("Who of us answers for {whose}?", whose), line))
}

/// Who pays, else who is the customer: the first of them.
fn buyer(map: &Snapshot) -> Option<usize> {
    let has = |roles: &[Role]| (0..map.actors.len()).find(|&a| roles.iter().any(|&r| map.actors[a].is(r)));
    map.demand().first().copied().or_else(|| has(&[Role::Customer, Role::Payer, Role::User]))
}

fn buyer_or(map: &Snapshot, other: &str) -> String {
    buyer(map).map_or(other.into(), |a| name(map, a))
}

fn us_or(map: &Snapshot) -> String {
    map.us.map_or(say!("Us").into(), |a| name(map, a))
}

fn name(map: &Snapshot, actor: usize) -> String {
    let actor: &Actor = map.actors[actor];
    plain(&actor.name)
}

/// A name as it may stand in a statement.
fn plain(name: &str) -> String {
    let verbs = ["decides", "agrees", "recommends", "performs", "inputs", "and", "about", "from"];
    let is_inside = |word: &str| !word.starts_with('-') && !word.ends_with('-') && !word.contains("--");
    let is_plain = |word: &str| {
        word.chars().all(|c| c.is_alphanumeric() || c == '-') && is_inside(word) && !verbs.contains(&word)
    };
    let words = || name.split(' ');
    if words().all(|w| is_plain(w) && !w.is_empty()) { name.into() } else { quote(name) }
}
