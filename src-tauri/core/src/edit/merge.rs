//! Making several actors one: what was said of each is said of the one that stays.

use super::{Draft, add::no_such_actor, mentions, remove};
use crate::{
    error::{Error, Result},
    map::{Actor, ActorId, Kind, Record, RecordId, fields},
};
use std::{collections::BTreeSet, sync::Arc};

/// Makes `others` one with `into`, which keeps its name and place, has all their roles, and what they know where it
/// knows nothing. All that was said of them is said of it; a flow that would lead from it to itself goes, unless it
/// is a decision right.
pub(super) fn actors(draft: &mut Draft, into: ActorId, others: &[ActorId]) -> Result<()> {
    let others: BTreeSet<ActorId> = others.iter().copied().filter(|other| *other != into).collect();
    if others.is_empty() {
        return Err(Error::refused(
            say!("One actor alone is one already."),
            say!("Select two actors or more."),
        ));
    }
    if !others.iter().chain([&into]).all(|id| draft.map().actors.contains_key(id)) {
        return Err(no_such_actor());
    }
    for other in &others {
        learn(draft, into, *other)?;
    }
    let is_listed = draft.map().interdependencies.values().any(|entry| entry.subject == into.into());
    let of_others = |record: &Record| {
        mentions::of(record).iter().any(|m| matches!(m, RecordId::Actor(actor) if others.contains(actor)))
    };
    // It has its own entry in the register: theirs go.
    let goes = |record: &Record| is_listed && matches!(record, Record::InterdependencyEntry(_));
    let about: Vec<Record> = draft.map().records().filter(|r| of_others(r) && !goes(r)).collect();
    let mut gone: Vec<RecordId> = others.iter().copied().map(RecordId::from).collect();
    for record in about {
        let record = mentions::made_one(record, &others, into);
        if let Record::Flow(flow) = &record
            && flow.from == flow.to
            && flow.kind != Kind::Decision
        {
            gone.push(flow.id.into());
        }
        draft.put(record);
    }
    remove::items(draft, &gone)
}

/// Gives an actor the roles of another, and its fields where it has none of its own.
fn learn(draft: &mut Draft, into: ActorId, other: ActorId) -> Result<()> {
    const OWN: [&str; 4] = ["name", "roles", "at", "locked"];
    let of = |draft: &Draft, id: ActorId| draft.map().get(id.into()).ok_or_else(no_such_actor);
    let Record::Actor(theirs) = of(draft, other)? else { return Ok(()) };
    for field in fields::fields_of(draft.map(), &Record::Actor(theirs.clone())) {
        let said = |record: &Record| fields::read(draft.map(), record, field.word);
        let new = said(&Record::Actor(theirs.clone()));
        let is_unknown = said(&of(draft, into)?).is_empty();
        if is_unknown && !new.is_empty() && !OWN.contains(&field.word) {
            draft.put(fields::write(draft.map(), into.into(), field.word, &new)?);
        }
    }
    if let Record::Actor(one) = of(draft, into)? {
        let mut roles = one.roles.clone();
        roles.extend(theirs.roles.iter().filter(|role| !one.roles.contains(role)));
        draft.put(Actor { roles, ..Arc::unwrap_or_clone(one) });
    }
    Ok(())
}
