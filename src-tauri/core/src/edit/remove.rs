//! Removing records, with what cannot be without them and every mention of them.

use super::{Draft, mentions};
use crate::{
    error::{Error, Result},
    map::{Record, RecordId},
};
use std::collections::BTreeSet;

/// Removes records, the flows of removed actors, and every mention of all these.
pub(super) fn items(draft: &mut Draft, items: &[RecordId]) -> Result<()> {
    if items.contains(&RecordId::Info) {
        return Err(Error::refused(
            say!("The map itself cannot be removed."),
            say!("Select what should go."),
        ));
    }
    let mut gone: BTreeSet<RecordId> =
        items.iter().copied().filter(|id| draft.map().get(*id).is_some()).collect();
    if gone.is_empty() {
        return Err(Error::refused(say!("There is nothing here to remove."), ""));
    }
    let hangs = |id: &RecordId| gone.contains(id);
    let flows = draft.map().flows.values();
    let hanging: Vec<RecordId> =
        flows.filter(|f| hangs(&f.from.into()) || hangs(&f.to.into())).map(|f| f.id.into()).collect();
    gone.extend(hanging);
    gone.extend(said_of(draft, &gone));
    forget(draft, &gone);
    for id in gone {
        draft.remove(id);
    }
    Ok(())
}

/// What was put down about records that go, and is about nothing without them.
fn said_of(draft: &Draft, gone: &BTreeSet<RecordId>) -> Vec<RecordId> {
    let map = draft.map();
    let entries = map.interdependencies.values().cloned().map(Record::InterdependencyEntry);
    let judged = entries.chain(map.marks.values().cloned().map(Record::Mark));
    let hangs = |r: &Record| mentions::of(r).iter().any(|m| gone.contains(m));
    judged.filter(hangs).map(|r| r.id()).collect()
}

/// Takes every mention of the removed records out of those that stay.
fn forget(draft: &mut Draft, gone: &BTreeSet<RecordId>) {
    let touched: Vec<Record> = draft
        .map()
        .records()
        .filter(|r| !gone.contains(&r.id()) && mentions::of(r).iter().any(|m| gone.contains(m)))
        .collect();
    for record in touched {
        draft.put(mentions::without(record, gone));
    }
}
