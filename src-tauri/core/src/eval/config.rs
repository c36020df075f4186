//! The judgements that the evaluation rests on, in one place.
//!
//! Everything here is a choice, not a published constant. It is stored with each result, can be seen and
//! changed, and halved or doubled to see which findings depend on it.

use crate::map::{Evidence, Rapid};
use serde::{Deserialize, Serialize};

/// A number for each grade of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByEvidence {
    /// Where the flow is known.
    pub known: f64,
    /// Where it is estimated.
    pub estimated: f64,
    /// Where it is assumed.
    pub assumed: f64,
}

impl ByEvidence {
    const fn new(known: f64, estimated: f64, assumed: f64) -> Self {
        ByEvidence { known, estimated, assumed }
    }

    /// The number for this grade.
    pub fn of(&self, evidence: Evidence) -> f64 {
        match evidence {
            Evidence::Known => self.known,
            Evidence::Estimated => self.estimated,
            Evidence::Assumed => self.assumed,
        }
    }
}

/// A number for each part a right can play in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByRapid {
    /// Decides.
    pub decide: f64,
    /// Must agree.
    pub agree: f64,
    /// Recommends; also where the part is not said.
    pub recommend: f64,
    /// Is heard.
    pub input: f64,
    /// Carries out.
    pub perform: f64,
}

impl ByRapid {
    /// The number for this part; a part that is not said counts as a recommendation.
    pub fn of(&self, rapid: Option<Rapid>) -> f64 {
        match rapid.unwrap_or(Rapid::Recommend) {
            Rapid::Decide => self.decide,
            Rapid::Agree => self.agree,
            Rapid::Recommend => self.recommend,
            Rapid::Input => self.input,
            Rapid::Perform => self.perform,
        }
    }
}

/// The judgements that the evaluation rests on; the user may change each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvalConfig {
    /// Seed of the draws.
    pub seed: u64,
    /// Draws for a map of up to 300 actors, up to 3,000, and larger.
    pub draws: [u32; 3],
    /// A quantity is within a factor of 1 + this, 90% of the time.
    pub quantity_spread: ByEvidence,
    /// Standard deviation of strengths, scores and parts on the logit scale.
    pub share_spread: ByEvidence,
    /// Chance that a drawn flow exists at all.
    pub exists: ByEvidence,
    /// Neighbours in the top list are tied where the first is ahead in fewer draws than this.
    pub tie_below: f64,
    /// How many interdependencies the top list holds.
    pub top: usize,
    /// A ledger from here up works.
    pub ledger_works: f64,
    /// A ledger from here up is balanced; lower does not work.
    pub ledger_balanced: f64,
    /// Score of a benefit or cost where a flow has neither score nor strength.
    pub ledger_default: f64,
    /// From this strength up a flow must be sourced and owned.
    pub vital_strength: u8,
    /// Share of inbound money concentration (HHI) that counts as high.
    pub concentrated: f64,
    /// Loss if gone from which we depend on an actor.
    pub depends: f64,
    /// Loss if gone from which an actor could dictate terms.
    pub landlord: f64,
    /// The most full solutions spent on exact losses in cycles and through agents; larger maps leave the
    /// smallest losses unsaid.
    pub solves: usize,
    /// Weight of each part in a decision.
    pub decision_weight: ByRapid,
}

impl Default for EvalConfig {
    fn default() -> Self {
        EvalConfig {
            seed: 1,
            draws: [500, 200, 100],
            quantity_spread: ByEvidence::new(0.05, 0.25, 1.0),
            share_spread: ByEvidence::new(0.1, 0.4, 1.0),
            exists: ByEvidence::new(1.0, 0.9, 0.7),
            tie_below: 0.8,
            top: 5,
            ledger_works: 0.55,
            ledger_balanced: 0.45,
            ledger_default: 3.0,
            vital_strength: 4,
            concentrated: 0.18,
            depends: 0.25,
            landlord: 0.5,
            solves: 200,
            decision_weight: ByRapid { decide: 1.0, agree: 0.8, recommend: 0.6, input: 0.3, perform: 0.0 },
        }
    }
}
