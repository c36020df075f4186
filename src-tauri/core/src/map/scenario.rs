//! A scenario: a named list of changes laid over the map.
//!
//! Targets are kept by identity, so that a scenario outlives a renaming; what it adds are records of their
//! own, with identities that nothing else on the map has. Changes stand in one order, whatever order they
//! were put down in: what is added, what is changed, weaker, later, gone. Applying them is `edit`'s.

use super::{FlowId, Map, Record, RecordId, ScenarioId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A named list of changes laid over the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Scenario {
    /// Identity.
    pub id: ScenarioId,
    /// Name ("The app store shuts us out").
    pub name: String,
    /// What is different.
    pub patches: Vec<Patch>,
}

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "patch", rename_all = "snake_case")]
#[ts(export)]
pub enum Patch {
    /// There is an actor, a flow, a decision or a dataset more.
    Add {
        /// The new record.
        record: Record,
    },
    /// A field says something else.
    Set {
        /// Of which actor, flow or agreement.
        target: RecordId,
        /// The field's word, from `map::fields`.
        field: String,
        /// What it says, as text; empty for nothing.
        value: String,
    },
    /// An actor or flow does only a part, or more, of what it does.
    Scale {
        /// Which.
        target: RecordId,
        /// 0.5 for half; 1 for no change.
        factor: f64,
    },
    /// Everything at an actor, or a flow, takes longer.
    Delay {
        /// Which.
        target: RecordId,
        /// Days more.
        days: f64,
    },
    /// An actor or flow is gone.
    Remove {
        /// Which.
        target: RecordId,
        /// The share of what ran through it that finds another way, 0 to 1.
        reroute: f64,
    },
}

impl Patch {
    /// What the change is about.
    pub fn target(&self) -> RecordId {
        match self {
            Patch::Add { record } => record.id(),
            Patch::Set { target, .. }
            | Patch::Scale { target, .. }
            | Patch::Delay { target, .. }
            | Patch::Remove { target, .. } => *target,
        }
    }

    /// Its place among the sorts of changes.
    fn sort(&self) -> u8 {
        match self {
            Patch::Add { .. } => 0,
            Patch::Set { .. } => 1,
            Patch::Scale { .. } => 2,
            Patch::Delay { .. } => 3,
            Patch::Remove { .. } => 4,
        }
    }

    /// Whether both say the same thing of the same record, perhaps differently.
    pub fn is_about_the_same(&self, other: &Patch) -> bool {
        let field = |p: &Patch| if let Patch::Set { field, .. } = p { Some(field.clone()) } else { None };
        self.sort() == other.sort() && self.target() == other.target() && field(self) == field(other)
    }
}

impl Scenario {
    /// A scenario in which nothing is different yet.
    pub fn new(id: ScenarioId, name: impl Into<String>) -> Scenario {
        Scenario { id, name: name.into(), patches: Vec::new() }
    }

    /// Puts a change where it belongs, in place of one that says the same thing differently.
    pub fn put(&mut self, patch: Patch) {
        if let Some(same) = self.patches.iter_mut().find(|p| p.is_about_the_same(&patch)) {
            *same = patch;
            return;
        }
        let with = |p: &Patch| p.sort() == patch.sort() && p.target() == patch.target();
        let at = match self.patches.iter().rposition(with) {
            Some(last) => last + 1,
            None => self.patches.iter().take_while(|p| p.sort() <= patch.sort()).count(),
        };
        self.patches.insert(at, patch);
    }

    /// The records it adds.
    pub fn added(&self) -> impl Iterator<Item = &Record> {
        self.patches.iter().filter_map(|p| if let Patch::Add { record } = p { Some(record) } else { None })
    }

    /// The map with what the scenario adds, and nothing else of it.
    pub fn with_added(&self, map: &Map) -> Map {
        let mut with = map.clone();
        for record in self.added() {
            with.put(record.clone());
        }
        with
    }

    /// Whether it says that a gate is passed, or not; `None` where it says nothing of it.
    pub fn gate(&self, gate: FlowId) -> Option<&str> {
        self.patches.iter().find_map(|p| match p {
            Patch::Set { target, field, value } if *target == gate.into() && field == "today" => {
                Some(value.as_str())
            }
            _ => None,
        })
    }
}

impl Record {
    /// The highest identity in it: its own, or that of a record that a scenario adds.
    pub(super) fn last_id(&self) -> u32 {
        match self {
            Record::Scenario(s) => s.added().map(|r| r.id().number()).fold(s.id.0, u32::max),
            _ => self.id().number(),
        }
    }
}
