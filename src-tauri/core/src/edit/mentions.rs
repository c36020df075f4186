//! Which records a record refers to, and the record without some of them.

use crate::map::{ActorId, Patch, Record, RecordId};
use std::{collections::BTreeSet, sync::Arc};

/// Every record that `record` refers to.
pub(super) fn of(record: &Record) -> Vec<RecordId> {
    let mut all: Vec<RecordId> = Vec::new();
    match record {
        Record::Info(r) => {
            all.extend(r.us.map(RecordId::from));
            all.extend(r.page.scenario.map(RecordId::from));
        }
        Record::Actor(r) => all.extend(r.zone.map(RecordId::from)),
        Record::Flow(r) => {
            all.extend([RecordId::from(r.from), RecordId::from(r.to)]);
            all.extend(r.via.iter().copied().map(RecordId::from));
            all.extend(r.gates.iter().copied().map(RecordId::from));
            all.extend(r.enablers.iter().map(|e| RecordId::from(e.flow)));
            all.extend(r.fee_of.map(RecordId::from));
            all.extend(r.datasets.iter().copied().map(RecordId::from));
            all.extend(r.decision.map(RecordId::from));
        }
        Record::Zone(_) | Record::Note(_) => {}
        Record::Decision(r) => all.extend(r.subject.map(RecordId::from)),
        Record::Dataset(r) => all.extend(r.origin.map(RecordId::from)),
        Record::Agreement(r) => {
            all.extend(r.parties.iter().copied().map(RecordId::from));
            all.extend(r.covers.iter().copied().map(RecordId::from));
            all.extend(r.changed_alone_by.map(RecordId::from));
        }
        Record::Deal(r) => all.extend(r.touches.iter().copied().map(RecordId::from)),
        Record::Move(r) => {
            all.extend(r.actors.iter().copied().map(RecordId::from));
            all.extend(r.flows.iter().copied().map(RecordId::from));
        }
        Record::InterdependencyEntry(r) => all.push(r.subject),
        Record::SavedView(r) => all.extend(r.around.iter().copied().map(RecordId::from)),
        Record::Mark(r) => {
            all.extend(r.actors.iter().copied().map(RecordId::from));
            all.extend(r.flows.iter().copied().map(RecordId::from));
        }
        Record::Scenario(r) => {
            all.extend(r.patches.iter().filter(|p| !matches!(p, Patch::Add { .. })).map(Patch::target));
            all.extend(r.added().flat_map(of));
            let own: BTreeSet<RecordId> = r.added().map(Record::id).collect();
            all.retain(|id| !own.contains(id));
        }
    }
    all
}

/// The record without its mentions of `gone`; what a record cannot be without stays, for it goes too.
pub(super) fn without(mut record: Record, gone: &BTreeSet<RecordId>) -> Record {
    match &mut record {
        Record::Info(r) => {
            let r = Arc::make_mut(r);
            clear(&mut r.us, gone);
            clear(&mut r.page.scenario, gone);
        }
        Record::Actor(r) => clear(&mut Arc::make_mut(r).zone, gone),
        Record::Flow(r) => {
            let r = Arc::make_mut(r);
            thin(&mut r.via, gone);
            thin(&mut r.gates, gone);
            r.enablers.retain(|e| !gone.contains(&e.flow.into()));
            clear(&mut r.fee_of, gone);
            thin(&mut r.datasets, gone);
            clear(&mut r.decision, gone);
        }
        Record::Zone(_) | Record::Note(_) => {}
        Record::Decision(r) => clear(&mut Arc::make_mut(r).subject, gone),
        Record::Dataset(r) => clear(&mut Arc::make_mut(r).origin, gone),
        Record::Agreement(r) => {
            let r = Arc::make_mut(r);
            thin(&mut r.parties, gone);
            thin(&mut r.covers, gone);
            clear(&mut r.changed_alone_by, gone);
        }
        Record::Deal(r) => thin(&mut Arc::make_mut(r).touches, gone),
        Record::Move(r) => {
            let r = Arc::make_mut(r);
            thin(&mut r.actors, gone);
            thin(&mut r.flows, gone);
        }
        Record::SavedView(r) => thin(&mut Arc::make_mut(r).around, gone),
        // They go with what they are about.
        Record::InterdependencyEntry(_) | Record::Mark(_) => {}
        Record::Scenario(r) => {
            let r = Arc::make_mut(r);
            r.patches = patches_without(&r.patches, gone);
        }
    }
    record
}

/// The record with `into` wherever it mentioned one of `others`, once.
pub(super) fn made_one(mut record: Record, others: &BTreeSet<ActorId>, into: ActorId) -> Record {
    let one = |id: &mut ActorId| {
        if others.contains(id) {
            *id = into;
        }
    };
    let all = |ids: &mut Vec<ActorId>| {
        ids.iter_mut().for_each(one);
        let mut seen = BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
    };
    match &mut record {
        Record::Info(r) => Arc::make_mut(r).us.iter_mut().for_each(one),
        Record::Flow(r) => {
            let r = Arc::make_mut(r);
            one(&mut r.from);
            one(&mut r.to);
            all(&mut r.via);
            r.via.retain(|id| *id != r.from && *id != r.to);
        }
        Record::Actor(_) | Record::Zone(_) | Record::Note(_) => {}
        Record::Decision(r) => Arc::make_mut(r).subject.iter_mut().for_each(one),
        Record::Dataset(r) => Arc::make_mut(r).origin.iter_mut().for_each(one),
        Record::Agreement(r) => {
            let r = Arc::make_mut(r);
            all(&mut r.parties);
            r.changed_alone_by.iter_mut().for_each(one);
        }
        Record::Deal(r) => {
            let touches = &mut Arc::make_mut(r).touches;
            touches.iter_mut().for_each(one);
            touches.dedup();
        }
        Record::Move(r) => all(&mut Arc::make_mut(r).actors),
        Record::SavedView(r) => all(&mut Arc::make_mut(r).around),
        Record::InterdependencyEntry(r) => {
            if let RecordId::Actor(subject) = &mut Arc::make_mut(r).subject {
                one(subject);
            }
        }
        Record::Mark(r) => all(&mut Arc::make_mut(r).actors),
        Record::Scenario(r) => {
            for patch in &mut Arc::make_mut(r).patches {
                if let Patch::Add { record } = patch {
                    *record = made_one(record.clone(), others, into);
                }
            }
        }
    }
    record
}

/// The changes of a scenario without those that are about what is gone, and without flows that it adds
/// and that have lost an end.
fn patches_without(patches: &[Patch], gone: &BTreeSet<RecordId>) -> Vec<Patch> {
    let mut gone = gone.clone();
    let ends = |r: &Record| match r {
        Record::Flow(f) => vec![RecordId::from(f.from), f.to.into()],
        _ => Vec::new(),
    };
    for patch in patches {
        if let Patch::Add { record } = patch
            && ends(record).iter().any(|end| gone.contains(end))
        {
            gone.insert(record.id());
        }
    }
    let stays = patches.iter().filter(|p| !gone.contains(&p.target()));
    let thinned = stays.map(|p| match p {
        Patch::Add { record } => Patch::Add { record: without(record.clone(), &gone) },
        other => other.clone(),
    });
    thinned.collect()
}

fn clear<I: Copy + Into<RecordId>>(mention: &mut Option<I>, gone: &BTreeSet<RecordId>) {
    if mention.is_some_and(|id| gone.contains(&id.into())) {
        *mention = None;
    }
}

fn thin<I: Copy + Into<RecordId>>(mentions: &mut Vec<I>, gone: &BTreeSet<RecordId>) {
    mentions.retain(|id| !gone.contains(&(*id).into()));
}
