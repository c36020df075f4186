//! What people put down about what the evaluation says: the list of interdependencies, marks on findings.

use super::Draft;
use crate::{
    error::{Error, Result},
    map::{FindingKey, InterdependencyEntry, InterdependencyId, Mark, MarkId, RecordId, fields},
};
use std::sync::Arc;

/// Sets a field of a subject's entry in the register, which is made where there is none yet.
pub(super) fn set_entry(draft: &mut Draft, subject: RecordId, field: &str, value: &str) -> Result<()> {
    let id = entry_of(draft, subject).id;
    let changed = fields::write(draft.map(), id.into(), field, value)?;
    draft.put(changed);
    drop_if_empty(draft, id);
    Ok(())
}

/// Puts a subject at a place of the list. Who is there by hand makes room: it takes the place the subject
/// leaves, or moves one down where the subject is new.
pub(super) fn place(draft: &mut Draft, subject: RecordId, from: Option<u32>, to: u32) -> Result<()> {
    if to == 0 {
        return Err(Error::refused(say!("Places are counted from 1."), ""));
    }
    let mut entry = entry_of(draft, subject);
    (entry.rank, entry.left_out) = (Some(to), false);
    draft.put(entry);
    let (mut settled, mut taken, mut freed) = (subject, to, from);
    while let Some(other) = holder(draft, taken, settled) {
        taken = freed.take().unwrap_or(taken + 1);
        settled = other.subject;
        draft.put(InterdependencyEntry { rank: Some(taken), ..(*other).clone() });
    }
    Ok(())
}

fn holder(draft: &Draft, rank: u32, but: RecordId) -> Option<Arc<InterdependencyEntry>> {
    let mut entries = draft.map().interdependencies.values();
    entries.find(|e| e.rank == Some(rank) && e.subject != but).cloned()
}

fn entry_of(draft: &mut Draft, subject: RecordId) -> InterdependencyEntry {
    let found = draft.map().interdependencies.values().find(|e| e.subject == subject).cloned();
    found.map(Arc::unwrap_or_clone).unwrap_or_else(|| {
        let new = InterdependencyEntry::new(InterdependencyId(draft.fresh()), subject);
        draft.put(new.clone());
        new
    })
}

fn drop_if_empty(draft: &mut Draft, id: InterdependencyId) {
    if draft.map().interdependencies.get(&id).is_some_and(|e| e.is_empty()) {
        draft.remove(id.into());
    }
}

/// Pins a finding, or sets it aside with a reason; whatever was said of it before is forgotten.
pub(super) fn mark(draft: &mut Draft, finding: &FindingKey, reason: Option<&str>) -> Result<()> {
    let reason = reason.map(str::trim);
    if reason == Some("") {
        return Err(Error::refused(
            say!("Say in a few words why it is set aside."),
            say!("It is kept with the finding."),
        ));
    }
    let id = mark_on(draft, finding).unwrap_or_else(|| MarkId(draft.fresh()));
    let FindingKey { code, actors, flows } = finding.clone();
    let (pinned, reason) = (reason.is_none(), reason.unwrap_or_default().to_owned());
    draft.put(Mark { id, code, actors, flows, pinned, reason });
    Ok(())
}

/// Takes back that a finding was pinned or set aside.
pub(super) fn unmark(draft: &mut Draft, finding: &FindingKey) -> Result<()> {
    let Some(id) = mark_on(draft, finding) else {
        return Err(Error::refused(say!("That finding is neither pinned nor set aside."), ""));
    };
    draft.remove(id.into());
    Ok(())
}

fn mark_on(draft: &Draft, finding: &FindingKey) -> Option<MarkId> {
    draft.map().marks.values().find(|m| m.is_on(finding)).map(|m| m.id)
}
