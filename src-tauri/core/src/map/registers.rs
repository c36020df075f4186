//! The named things that flows and findings refer to: decisions, datasets, agreements, deals and moves.

use super::{
    ActorId, AgreementId, DatasetId, DealId, DecisionId, FlowId, MoveId, Quantity, word::vocabulary,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// A state that a glance can read; always shown with its letter.
    Light {
        /// In trouble.
        Red = "red" | "r",
        /// At risk.
        Yellow = "yellow" | "y" | "amber",
        /// On track.
        Green = "green" | "g",
    }
}

impl Light {
    /// The letter that stands for it wherever there is no room for its word.
    pub fn initial(self) -> String {
        self.said().chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

vocabulary! {
    /// What sort of agreement a relation rests on.
    AgreementKind {
        /// Contract on data.
        DataContract = "data contract",
        /// Certification.
        Certification = "certification",
        /// Service level.
        ServiceLevel = "service level",
        /// Escalation path.
        EscalationPath = "escalation path",
        /// Roadmap commitment.
        RoadmapCommitment = "roadmap commitment",
        /// Terms of access.
        TermsOfAccess = "terms of access",
        /// Revenue share.
        RevenueShare = "revenue share",
        /// Boundary resource: SDK, documentation, sandbox.
        BoundaryResource = "boundary resource",
        /// Attestation of a writer's security.
        SecurityAttestation = "security attestation",
    }
}

/// A named decision that decision-right flows refer to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// What is decided ("buy").
    pub title: String,
    /// Whom it is about.
    pub subject: Option<ActorId>,
}

/// A named body of data that data flows refer to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Dataset {
    /// Identity.
    pub id: DatasetId,
    /// Name.
    pub name: String,
    /// Where it begins.
    pub origin: Option<ActorId>,
    /// 0 (public) to 4 (most sensitive).
    pub sensitivity: u8,
}

/// What a relation rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Agreement {
    /// Identity.
    pub id: AgreementId,
    /// Name.
    pub title: String,
    /// Sorts.
    pub kinds: Vec<AgreementKind>,
    /// Parties.
    pub parties: Vec<ActorId>,
    /// The flows it covers.
    pub covers: Vec<FlowId>,
    /// Strict rather than open; `None` where nobody said.
    pub strict: Option<bool>,
    /// Who may change it alone.
    pub changed_alone_by: Option<ActorId>,
    /// With how many days' notice.
    pub notice_days: Option<f64>,
    /// Certification: there is a stated test.
    pub tested: bool,
    /// ISO date of renewal or review, or empty.
    pub review: String,
    /// Who on our side answers for it.
    pub owner: String,
    /// Red, yellow or green.
    pub state: Option<Light>,
}

impl Agreement {
    /// An agreement with a title and nothing else.
    pub fn new(id: AgreementId, title: impl Into<String>) -> Agreement {
        Agreement {
            id,
            title: title.into(),
            kinds: Vec::new(),
            parties: Vec::new(),
            covers: Vec::new(),
            strict: None,
            changed_alone_by: None,
            notice_days: None,
            tested: false,
            review: String::new(),
            owner: String::new(),
            state: None,
        }
    }
}

/// A won sale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Deal {
    /// Identity.
    pub id: DealId,
    /// Name.
    pub name: String,
    /// What it brought; one-off.
    pub amount: Option<Quantity>,
    /// ISO date, or empty.
    pub date: String,
    /// Who touched it, in order.
    pub touches: Vec<ActorId>,
}

impl Deal {
    /// A deal with a name and nothing else.
    pub fn new(id: DealId, name: impl Into<String>) -> Deal {
        Deal { id, name: name.into(), amount: None, date: String::new(), touches: Vec::new() }
    }
}

/// Something to do this quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Move {
    /// Identity.
    pub id: MoveId,
    /// What to do.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// ISO date, or empty.
    pub due: String,
    /// Red, yellow or green.
    pub state: Option<Light>,
    /// Actors it concerns.
    pub actors: Vec<ActorId>,
    /// Flows it concerns.
    pub flows: Vec<FlowId>,
}

impl Move {
    /// A move with a text and nothing else.
    pub fn new(id: MoveId, text: impl Into<String>) -> Move {
        Move {
            id,
            text: text.into(),
            owner: String::new(),
            due: String::new(),
            state: None,
            actors: Vec::new(),
            flows: Vec::new(),
        }
    }
}
