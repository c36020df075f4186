//! Identities of records: small integers, unique within one map across all tables and never used twice.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(export)]
        pub struct $name(pub u32);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// Identity of an [`Actor`](super::Actor).
    ActorId
    /// Identity of a [`Flow`](super::Flow).
    FlowId
    /// Identity of a [`Zone`](super::Zone).
    ZoneId
    /// Identity of a [`Note`](super::Note).
    NoteId
    /// Identity of a [`Decision`](super::Decision).
    DecisionId
    /// Identity of a [`Dataset`](super::Dataset).
    DatasetId
    /// Identity of an [`Agreement`](super::Agreement).
    AgreementId
    /// Identity of a [`Deal`](super::Deal).
    DealId
    /// Identity of a [`Move`](super::Move).
    MoveId
    /// Identity of an [`InterdependencyEntry`](super::InterdependencyEntry).
    InterdependencyId
    /// Identity of a [`Mark`](super::Mark).
    MarkId
    /// Identity of a [`Scenario`](super::Scenario).
    ScenarioId
    /// Identity of a [`SavedView`](super::SavedView).
    SavedViewId
}
