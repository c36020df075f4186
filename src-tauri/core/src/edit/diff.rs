//! Reversible difference between two maps.

use crate::map::{Map, Record, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One record before and after: added where `before` is absent, removed where `after` is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Change {
    /// Whose record.
    pub id: RecordId,
    /// As it was.
    pub before: Option<Record>,
    /// As it is now.
    pub after: Option<Record>,
}

/// What an edit changed, one entry for each record, in order of identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Diff {
    /// The changed records.
    pub changes: Vec<Change>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The difference that leads back.
    pub fn reversed(&self) -> Diff {
        let turn = |c: &Change| Change { id: c.id, before: c.after.clone(), after: c.before.clone() };
        Diff { changes: self.changes.iter().map(turn).collect() }
    }

    /// This difference followed by `next`, as one; changes that cancel out disappear.
    pub fn squashed(self, next: Diff) -> Diff {
        let mut all: BTreeMap<RecordId, Change> = self.changes.into_iter().map(|c| (c.id, c)).collect();
        for change in next.changes {
            match all.get_mut(&change.id) {
                Some(first) => first.after = change.after,
                None => {
                    all.insert(change.id, change);
                }
            }
        }
        Diff { changes: all.into_values().filter(|c| c.before != c.after).collect() }
    }

    /// What leads from `old` to `new`.
    pub fn between(old: &Map, new: &Map) -> Diff {
        let mut draft = Draft::new(old);
        for record in new.records() {
            draft.put(record);
        }
        for record in old.records() {
            if new.get(record.id()).is_none() {
                draft.remove(record.id());
            }
        }
        draft.finish()
    }

    /// Brings `map` from before to after.
    pub fn apply_to(&self, map: &mut Map) {
        for change in &self.changes {
            match &change.after {
                Some(record) => {
                    map.put(record.clone());
                }
                None => {
                    map.take(change.id);
                }
            }
        }
    }
}

/// A map being changed, with note taken of every change. Reads see the changes already made.
pub struct Draft {
    map: Map,
    before: BTreeMap<RecordId, Option<Record>>,
    /// The highest identity before.
    last_id: u32,
}

impl Draft {
    /// Starts from `map`, which stays as it is.
    pub fn new(map: &Map) -> Draft {
        Draft::over(map.clone())
    }

    /// Starts from a map that [`Draft::taken_back`] gives back.
    pub(super) fn over(map: Map) -> Draft {
        Draft { last_id: map.last_id, map, before: BTreeMap::new() }
    }

    /// The map as changed so far.
    pub fn map(&self) -> &Map {
        &self.map
    }

    /// An identity not used before.
    pub fn fresh(&mut self) -> u32 {
        self.map.last_id += 1;
        self.map.last_id
    }

    /// Adds or replaces a record.
    pub fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        let id = record.id();
        let before = self.map.put(record);
        self.before.entry(id).or_insert(before);
    }

    /// Removes one record, and nothing that refers to it.
    pub fn remove(&mut self, id: RecordId) {
        if let Some(before) = self.map.take(id) {
            self.before.entry(id).or_insert(Some(before));
        }
    }

    /// Makes the changes of a difference.
    pub fn follow(&mut self, diff: &Diff) {
        for change in &diff.changes {
            match &change.after {
                Some(record) => self.put(record.clone()),
                None => self.remove(change.id),
            }
        }
    }

    /// What was changed.
    pub fn finish(self) -> Diff {
        self.diff()
    }

    /// What has been changed so far.
    pub(super) fn diff(&self) -> Diff {
        let change = |(id, before): (&_, &Option<_>)| Change {
            id: *id,
            before: before.clone(),
            after: self.map.get(*id),
        };
        Diff { changes: self.before.iter().map(change).filter(|c| c.before != c.after).collect() }
    }

    /// The map as it was before.
    pub(super) fn taken_back(mut self) -> Map {
        for (id, before) in self.before {
            match before {
                Some(record) => drop(self.map.put(record)),
                None => drop(self.map.take(id)),
            }
        }
        self.map.last_id = self.last_id;
        self.map
    }
}
