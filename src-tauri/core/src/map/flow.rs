//! Flows: the directed, typed links between actors.

use super::{ActorId, DatasetId, DecisionId, FlowId, Quantity, word::vocabulary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// What flows. The order is the order of lanes between two actors.
    Kind {
        /// Payer to payee.
        Money = "money",
        /// Holder to recipient.
        Data = "data",
        /// Holder of the right to the decider.
        Decision = "decision" | "decision right" | "decision-right",
        /// Truster to trusted.
        Trust = "trust",
        /// Watcher to watched.
        Attention = "attention",
        /// Supplier to receiver; goods and services.
        Product = "product",
    }
}

vocabulary! {
    /// How well something is known.
    Evidence {
        /// Known from a source.
        Known = "known",
        /// Estimated.
        Estimated = "estimated",
        /// Assumed, for illustration or for want of better.
        Assumed = "assumed",
    }
}

vocabulary! {
    /// The part a right plays in a decision (RAPID).
    Rapid {
        /// Recommends.
        Recommend = "recommend" | "recommends",
        /// Must agree: a veto.
        Agree = "agree" | "agrees",
        /// Carries it out.
        Perform = "perform" | "performs",
        /// Is heard.
        Input = "input" | "inputs",
        /// Decides.
        Decide = "decide" | "decides",
    }
}

vocabulary! {
    /// Whether a gate lets through today.
    GateState {
        /// Passed; costs no more days.
        Met = "met",
        /// Not yet passed.
        Unmet = "unmet",
    }
}

vocabulary! {
    /// What happens to data on the way; lowers its sensitivity.
    Transform {
        /// As it is.
        Plain = "plain",
        /// Tokenised: sensitivity one lower.
        Tokenised = "tokenised" | "tokenized",
        /// De-identified: two lower.
        Deidentified = "de-identified" | "deidentified",
        /// Aggregated: at most 1.
        Aggregated = "aggregated",
    }
}

vocabulary! {
    /// What a payment is for: the layer in which value is captured.
    Layer {
        /// The product itself.
        Product = "product",
        /// A platform's fee or take rate.
        PlatformFee = "platform fee" | "fee",
        /// Usage.
        Usage = "usage",
        /// Revenue share.
        RevenueShare = "revenue share" | "revshare",
        /// Certification.
        Certification = "certification",
        /// Support.
        Support = "support",
        /// Services.
        Services = "services",
    }
}

/// A directed, typed link between two actors. Fields of other kinds stay at their empty value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Flow {
    /// Identity.
    pub id: FlowId,
    /// Where it starts.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// What flows.
    pub kind: Kind,
    /// Words on the flow.
    pub label: String,
    /// How much, with unit and period.
    pub quantity: Option<Quantity>,
    /// 1 (slight) to 5 (vital), where there is no number.
    pub strength: Option<u8>,
    /// Trust score, 0 to 1; overrides strength.
    pub score: Option<f64>,
    /// How well it is known.
    pub evidence: Evidence,
    /// Where the evidence comes from ("CRM export"). Equal sources err together.
    pub source: String,
    /// ISO date of the evidence (YYYY-MM-DD) or empty.
    pub evidence_date: String,
    /// The executive on our side who answers for it.
    pub owner: String,
    /// Actors without whom it does not happen, in order.
    pub via: Vec<ActorId>,
    /// Decision-right flows that must be passed before it runs.
    pub gates: Vec<FlowId>,
    /// Flows that make part of this one possible.
    pub enablers: Vec<Enabler>,
    /// Days it takes.
    pub delay_days: Option<f64>,
    /// The most it can carry, in the unit and period of the quantity.
    pub capacity: Option<f64>,
    /// What it is worth to the receiver, 1 to 5.
    pub benefit: Option<u8>,
    /// What it costs the giver, 1 to 5.
    pub cost: Option<u8>,
    /// The money flow on which this one is a fee.
    pub fee_of: Option<FlowId>,
    /// The rate of that fee, 0 to 1.
    pub rate: Option<f64>,
    /// Money: what the payment is for.
    pub layer: Option<Layer>,
    /// Money to a platform: share of its demand that would not have come otherwise, 0 to 1.
    pub incremental_share: Option<f64>,
    /// Money to a platform: our contribution margin before its fee, 0 to 1.
    pub contribution_margin: Option<f64>,
    /// Data: what is carried; empty means "may carry anything its source holds".
    pub datasets: Vec<DatasetId>,
    /// Data: synchronised both ways.
    pub both_ways: bool,
    /// Data: what happens to it on the way.
    pub transform: Option<Transform>,
    /// Data: a contract covers it.
    pub contract: bool,
    /// Data: those it is about have consented.
    pub consent: bool,
    /// Data: shared sign-on.
    pub shared_auth: bool,
    /// Data: errors are handled.
    pub error_handling: bool,
    /// Data: somebody at the source answers for the integration.
    pub co_owner_from: bool,
    /// Data: somebody at the recipient answers for the integration.
    pub co_owner_to: bool,
    /// Data: the sender writes into the recipient's system.
    pub write: bool,
    /// Data: the writer's security is attested.
    pub attestation: bool,
    /// Data: share of active customers who use this integration, 0 to 1.
    pub use_share: Option<f64>,
    /// How many like it this one stands for (20 connectors).
    pub count: Option<u32>,
    /// Decision right: the decision it belongs to.
    pub decision: Option<DecisionId>,
    /// Decision right: the part it plays.
    pub rapid: Option<Rapid>,
    /// Decision right: whether the gate is passed today.
    pub gate: Option<GateState>,
    /// Longer remarks; not on the page.
    pub remark: String,
}

impl Flow {
    /// What it comes to in the base currency per year; `None` for a one-off, without a quantity or a rate.
    pub fn yearly(&self, info: &super::MapInfo) -> Option<f64> {
        let quantity = self.quantity.as_ref()?;
        Some(quantity.amount.units() * info.rate(&quantity.unit)? * quantity.period.per_year()?)
    }

    /// A flow with its ends and kind and nothing else; assumed until somebody says better.
    pub fn new(id: FlowId, from: ActorId, to: ActorId, kind: Kind) -> Self {
        Flow {
            id,
            from,
            to,
            kind,
            label: String::new(),
            quantity: None,
            strength: None,
            score: None,
            evidence: Evidence::Assumed,
            source: String::new(),
            evidence_date: String::new(),
            owner: String::new(),
            via: Vec::new(),
            gates: Vec::new(),
            enablers: Vec::new(),
            delay_days: None,
            capacity: None,
            benefit: None,
            cost: None,
            fee_of: None,
            rate: None,
            layer: None,
            incremental_share: None,
            contribution_margin: None,
            datasets: Vec::new(),
            both_ways: false,
            transform: None,
            contract: false,
            consent: false,
            shared_auth: false,
            error_handling: false,
            co_owner_from: false,
            co_owner_to: false,
            write: false,
            attestation: false,
            use_share: None,
            count: None,
            decision: None,
            rapid: None,
            gate: None,
            remark: String::new(),
        }
    }
}

/// A flow without which part of another would not run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Enabler {
    /// The enabling flow.
    pub flow: FlowId,
    /// The part of the enabled flow that depends on it, 0 to 1.
    pub phi: f64,
    /// How well that part is known.
    pub evidence: Evidence,
}
