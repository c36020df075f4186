//! What people put down about what the evaluation says: the register of interdependencies and the marks on
//! findings.
//!
//! Knows nothing of the evaluation itself: an entry names an actor or a flow, a mark the plain name of a
//! finding and the records it rests on, so that both stay when the numbers change.

use super::{ActorId, FlowId, InterdependencyId, Light, MarkId, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is put down by hand of one interdependency: it goes before what the evaluation proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InterdependencyEntry {
    /// Identity.
    pub id: InterdependencyId,
    /// The actor or flow that we depend on.
    pub subject: RecordId,
    /// Its place on the list by hand, from 1.
    pub rank: Option<u32>,
    /// Taken off the list by hand.
    pub left_out: bool,
    /// The executive who answers for it.
    pub owner: String,
    /// ISO date of the next review, or empty.
    pub review: String,
    /// How we know.
    pub evidence: String,
    /// Red, yellow or green.
    pub state: Option<Light>,
    /// Anything longer.
    pub remark: String,
}

impl InterdependencyEntry {
    /// An entry that says nothing yet.
    pub fn new(id: InterdependencyId, subject: RecordId) -> InterdependencyEntry {
        let empty = String::new;
        InterdependencyEntry {
            id,
            subject,
            rank: None,
            left_out: false,
            owner: empty(),
            review: empty(),
            evidence: empty(),
            state: None,
            remark: empty(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == InterdependencyEntry::new(self.id, self.subject)
    }
}

/// By what a finding is known again when its numbers have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FindingKey {
    /// Its plain name.
    pub code: String,
    /// The actors it rests on, in order of identity.
    pub actors: Vec<ActorId>,
    /// The flows it rests on, in order of identity.
    pub flows: Vec<FlowId>,
}

/// A finding that is pinned to the page, or set aside with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Mark {
    /// Identity.
    pub id: MarkId,
    /// The finding's plain name.
    pub code: String,
    /// The actors it rests on.
    pub actors: Vec<ActorId>,
    /// The flows it rests on.
    pub flows: Vec<FlowId>,
    /// On the page; else set aside.
    pub pinned: bool,
    /// Why it is set aside; empty where it is pinned.
    pub reason: String,
}

impl Mark {
    /// Whether it is on this finding.
    pub fn is_on(&self, finding: &FindingKey) -> bool {
        self.code == finding.code && self.actors == finding.actors && self.flows == finding.flows
    }
}
