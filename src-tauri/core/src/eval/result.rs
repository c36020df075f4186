//! What an evaluation says.

use crate::map::{ActorId, FlowId, Kind, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All that is said of one map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Evaluation {
    /// How much of the map has numbers.
    pub coverage: Coverage,
    /// Numbers of each actor, in order of identity.
    pub actors: Vec<ActorNumbers>,
    /// Of each unit of money that demand brings in: who keeps how much.
    pub kept: Vec<Kept>,
    /// The interdependencies that matter most, first first.
    pub top: Vec<Interdependency>,
    /// Sentences, the weightiest of each question first.
    pub findings: Vec<Finding>,
}

/// How much of the map has numbers, and how good they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Coverage {
    /// For each kind on the map: flows with a quantity, strength or score, and all flows.
    pub kinds: Vec<KindCoverage>,
    /// Flows in all.
    pub flows: u32,
    /// Flows with a quantity, strength or score.
    pub quantified: u32,
    /// Flows whose evidence is known.
    pub known: u32,
    /// Flows whose evidence is estimated.
    pub estimated: u32,
    /// Flows whose evidence is assumed.
    pub assumed: u32,
    /// "31 of 42 flows have a number; 9 are assumed."
    pub sentence: String,
}

/// Coverage of one kind of flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindCoverage {
    /// Kind.
    pub kind: Kind,
    /// Flows with a number (money: a usable quantity).
    pub quantified: u32,
    /// All flows of the kind.
    pub all: u32,
}

/// Numbers of one actor; `None` where the map does not say. Money in base currency per year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActorNumbers {
    /// Whose.
    pub actor: ActorId,
    /// Money that comes in.
    pub money_in: f64,
    /// Money that goes out.
    pub money_out: f64,
    /// In less out.
    pub margin: f64,
    /// What stays with the actor of all money injected.
    pub captured: f64,
    /// What it gets from flows, summed over counterparts and kinds (1 to 5 each).
    pub benefit: f64,
    /// What it gives.
    pub cost: f64,
    /// benefit / (benefit + cost).
    pub ledger: Option<f64>,
    /// Whether the maths works for it.
    pub verdict: Option<Verdict>,
    /// The verdict rests on default scores.
    pub indicative: bool,
    /// Share of the outcome lost if the actor went.
    pub loss_if_gone: Option<f64>,
}

/// Whether the maths works for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// Gets more than it gives.
    Works,
    /// About even.
    Balanced,
    /// Gives more than it gets.
    DoesNotWork,
}

/// Who keeps how much of one customer's unit of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Kept {
    /// Who pays.
    pub customer: ActorId,
    /// Who keeps.
    pub actor: ActorId,
    /// Share, 0 to 1.
    pub share: f64,
}

/// One of the interdependencies that matter most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Interdependency {
    /// From 1; the number of the badge and in the table.
    pub rank: u32,
    /// What we depend on.
    pub subject: RecordId,
    /// What is lost: "money that reaches us" or the like.
    pub metric: String,
    /// Share lost, 0 to 1.
    pub loss: f64,
    /// Lower end of 90% of draws.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
    /// Share of draws in which it holds.
    pub support: Option<f64>,
    /// Cannot be told from the next.
    pub tied_with_next: bool,
    /// For the table: what happens, why.
    pub sentence: String,
    /// Evidence in a few words ("estimated, CRM export").
    pub evidence: String,
    /// Who answers for it, or empty.
    pub owner: String,
    /// The actors it rests on.
    pub actors: Vec<ActorId>,
    /// The flows it rests on.
    pub flows: Vec<FlowId>,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sureness {
    /// Rests on known flows, or on what is drawn alone.
    Sure,
    /// Rests on estimates.
    Estimated,
    /// Rests on assumptions.
    Assumed,
}

/// One sentence the evaluation says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Finding {
    /// Which of the nine questions it answers, 1 to 9.
    pub question: u8,
    /// Plain name: `money.pays-out-more-than-it-gets`.
    pub code: String,
    /// How much it matters; higher first within a question.
    pub weight: f64,
    /// For people.
    pub sentence: String,
    /// How sure.
    pub sureness: Sureness,
    /// The number in it, where there is one.
    pub value: Option<Value>,
    /// The actors it rests on.
    pub actors: Vec<ActorId>,
    /// The flows it rests on.
    pub flows: Vec<FlowId>,
}

/// A number with its unit, range and support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Value {
    /// The number.
    pub value: f64,
    /// Of what.
    pub unit: String,
    /// Lower end of 90% of draws.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
    /// Share of draws in which the finding exists.
    pub support: Option<f64>,
}
