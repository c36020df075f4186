//! The evaluation as people have put it in order: the register of interdependencies goes before what the
//! numbers propose, and findings are pinned or set aside.
//!
//! Judges nothing: it only follows the register and the marks that the map holds. Everybody who shows the
//! list (badges, page, panel, text, JSON) reads what comes out here.

use super::{
    Finding, Interdependency,
    dependence::subject_name,
    effort,
    leverage::Subject,
    snapshot::Snapshot,
    top::{Entry, Leverage},
};
use crate::map::{FindingKey, InterdependencyEntry, Map, RecordId};

/// The top list as the register has it, with what is on it by hand only.
pub(super) fn listed(map: &Snapshot, money: &Leverage) -> Vec<Interdependency> {
    let mut proposed = effort::top(map, money);
    let known = |e: &&InterdependencyEntry| proposed.iter().any(|p| p.subject == e.subject);
    let register = map.map.interdependencies.values().map(AsRef::as_ref);
    let added: Vec<Interdependency> = register
        .filter(|e| e.rank.is_some() && !e.left_out && !known(e))
        .filter_map(|e| Some(added(map, money, subject(map, e.subject)?)))
        .collect();
    proposed.extend(added);
    in_order(map.map, proposed, map.config.top)
}

fn subject(map: &Snapshot, id: RecordId) -> Option<Subject> {
    match id {
        RecordId::Actor(id) => map.actor(id).map(Subject::Actor),
        RecordId::Flow(id) => map.flows.iter().position(|r| r.flow.id == id).map(Subject::Flow),
        _ => None,
    }
}

/// One that only people have put on the list.
fn added(map: &Snapshot, money: &Leverage, subject: Subject) -> Interdependency {
    let loss = money.loss_of(map, &[subject]);
    let entry = Entry { subject, loss, range: None, tied_with_next: false };
    let mut listed = effort::interdependency(map, money, 0, &entry);
    if loss < 0.0005 {
        listed.sentence = say!(
            "{name}: on the list by hand; no money on this map hangs on it.",
            name = subject_name(map, subject)
        );
        listed.brief.clear();
    }
    listed.proposed = None;
    listed
}

/// Proposal and register as one list of at most so many: who has a place by hand stands there, the others
/// follow in their order, and what the register says goes before what the map says.
pub fn in_order(map: &Map, proposed: Vec<Interdependency>, most: usize) -> Vec<Interdependency> {
    let entry = |i: &Interdependency| map.interdependencies.values().find(|e| e.subject == i.subject);
    let (mut placed, mut others): (Vec<_>, Vec<_>) = proposed
        .into_iter()
        .filter(|i| entry(i).is_none_or(|e| !e.left_out))
        .partition(|i| entry(i).is_some_and(|e| e.rank.is_some()));
    placed.sort_by_key(|i| entry(i).and_then(|e| e.rank));
    let (mut placed, mut others) = (placed.drain(..).peekable(), others.drain(..).peekable());
    let mut list = Vec::new();
    while list.len() < most {
        let here = list.len() as u32 + 1;
        let due = |i: &Interdependency| entry(i).and_then(|e| e.rank).is_some_and(|rank| rank <= here);
        let next = if others.peek().is_none() { placed.next() } else { placed.next_if(due) };
        let Some(mut next) = next.or_else(|| others.next()) else { break };
        if let Some(entry) = entry(&next) {
            follow(&mut next, entry);
        }
        next.rank = here;
        list.push(next);
    }
    for at in 0..list.len() {
        let follows = |a: &Interdependency, b: &Interdependency| a.proposed.map(|p| p + 1) == b.proposed;
        list[at].tied_with_next &= list.get(at + 1).is_none_or(|next| follows(&list[at], next));
    }
    list
}

/// Takes over what the register says.
fn follow(listed: &mut Interdependency, entry: &InterdependencyEntry) {
    listed.by_hand = entry.rank.is_some();
    for (said, put_down) in [(&mut listed.owner, &entry.owner), (&mut listed.evidence, &entry.evidence)] {
        if !put_down.is_empty() {
            said.clone_from(put_down);
        }
    }
    listed.review.clone_from(&entry.review);
    listed.state = entry.state;
}

/// The owner that the register names for a record, or an empty text.
pub(super) fn owner(map: &Map, subject: RecordId) -> &str {
    let entry = map.interdependencies.values().find(|e| e.subject == subject);
    entry.map_or("", |e| e.owner.trim())
}

/// Notes on each finding whether it is pinned or set aside.
pub(super) fn mark(map: &Map, findings: &mut [Finding]) {
    for finding in findings {
        let key = FindingKey {
            code: finding.code.clone(),
            actors: finding.actors.clone(),
            flows: finding.flows.clone(),
        };
        if let Some(mark) = map.marks.values().find(|m| m.is_on(&key)) {
            finding.pinned = mark.pinned;
            finding.set_aside = (!mark.pinned).then(|| mark.reason.clone());
        }
    }
}
