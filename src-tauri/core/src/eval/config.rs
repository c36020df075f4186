//! The judgements that the evaluation rests on, in one place.
//!
//! Everything here is a choice, not a published constant. It is stored with each result, can be seen and
//! changed, and halved or doubled to see which findings depend on it.

use super::SettingView;
use crate::language;
use crate::map::{Evidence, Map, Rapid, Setting, SettingName};
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
    /// Draws by which two maps of up to 60 actors, up to 300, and larger are compared.
    pub comparing_draws: [u32; 3],
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
    /// Full solutions that even the largest map gets for exact losses in cycles and through agents; the
    /// smallest losses of large maps stay unsaid.
    pub solves: usize,
    /// Weight of each part in a decision.
    pub decision_weight: ByRapid,
    /// Part of a truster's weight that the trusted has as influence.
    pub trust_influence: f64,
    /// Part of a watcher's weight that the watched has as influence.
    pub attention_influence: f64,
    /// What is left of trust for each step after the first.
    pub trust_decay: f64,
    /// Part of all reputation that goes back with each step to where it starts.
    pub reputation_return: f64,
    /// How far evidence leaves trust open, 0 to 1.
    pub trust_open: ByEvidence,
    /// Trust that data needs for each step of its sensitivity.
    pub trust_for_sensitivity: f64,
    /// Trust that money needs.
    pub trust_for_money: f64,
    /// Trust that a large part of somebody's money needs.
    pub trust_for_much: f64,
    /// From this part of a payer's money up it is a large part.
    pub trust_large_share: f64,
    /// Share of demand behind one agreement from which its holder is a gatekeeper.
    pub gate_share: f64,
    /// Decisions in one hand from which it is a bottleneck.
    pub bottleneck_decisions: usize,
    /// Days added from which a gate is a bottleneck.
    pub bottleneck_days: f64,
    /// Share of customers from which an integration is much used.
    pub much_used: f64,
    /// Depth from which an integration is deep.
    pub deep: f64,
    /// Depth below which an integration is shallow.
    pub shallow: f64,
    /// Integrations beyond which there are many.
    pub many_integrations: usize,
    /// Incremental share, in multiples of the break-even, from which a take rate is coherent.
    pub take_rate_margin: f64,
    /// Days of notice below which a rule can change overnight.
    pub notice_days: f64,
    /// Days after which evidence is old.
    pub old_evidence_days: i64,
    /// Routes worked out.
    pub routes: usize,
    /// The most sentences for one question.
    pub sentences: usize,
    /// Actors on one page beyond which it is crowded.
    pub crowded: usize,
    /// The largest map whose betweenness is exact; larger ones are sampled.
    pub exact_betweenness: usize,
    /// Share of complements that only we connect, from which we could orchestrate.
    pub orchestrator_bridge: f64,
    /// Median trust of complements in us that orchestrating needs.
    pub orchestrator_trust: f64,
    /// Share of complements whose capabilities a platform may cover.
    pub overbundling: f64,
    /// Providers of one ability from which it is built too often.
    pub same_providers: usize,
    /// Share of our abilities that a complement covers on its way to a substitute.
    pub substitute_share: f64,
    /// Share of actors without any number that is too much.
    pub bare_actors: f64,
    /// Share of flows that touch us that is too much.
    pub about_us: f64,
    /// Part of a deal for who touched it first.
    pub first_touch: f64,
    /// Part of a deal for who touched it last.
    pub last_touch: f64,
}

/// Binds each setting to its field.
macro_rules! bound {
    ($($name:ident $($field:ident).+: $type:ty;)+) => {
        impl EvalConfig {
            /// The value of a setting.
            #[allow(clippy::unnecessary_cast)]
            pub fn get(&self, name: SettingName) -> f64 {
                match name { $(SettingName::$name => self.$($field).+ as f64,)+ }
            }

            /// Sets a setting to the nearest value it can have.
            #[allow(clippy::unnecessary_cast)]
            pub fn set(&mut self, name: SettingName, value: f64) {
                let value = name.sort().nearest(value);
                match name { $(SettingName::$name => self.$($field).+ = value as $type,)+ }
            }
        }
    };
}

bound! {
    Depends depends: f64;
    Landlord landlord: f64;
    Concentrated concentrated: f64;
    TieBelow tie_below: f64;
    NoticeDays notice_days: f64;
    LedgerWorks ledger_works: f64;
    LedgerBalanced ledger_balanced: f64;
    LedgerDefault ledger_default: f64;
    TakeRateMargin take_rate_margin: f64;
    WeightDecide decision_weight.decide: f64;
    WeightAgree decision_weight.agree: f64;
    WeightRecommend decision_weight.recommend: f64;
    WeightInput decision_weight.input: f64;
    TrustInfluence trust_influence: f64;
    AttentionInfluence attention_influence: f64;
    GateShare gate_share: f64;
    BottleneckDecisions bottleneck_decisions: usize;
    BottleneckDays bottleneck_days: f64;
    TrustDecay trust_decay: f64;
    TrustForSensitivity trust_for_sensitivity: f64;
    TrustForMoney trust_for_money: f64;
    TrustForMuch trust_for_much: f64;
    TrustLargeShare trust_large_share: f64;
    OpenKnown trust_open.known: f64;
    OpenEstimated trust_open.estimated: f64;
    OpenAssumed trust_open.assumed: f64;
    MuchUsed much_used: f64;
    Deep deep: f64;
    Shallow shallow: f64;
    ManyIntegrations many_integrations: usize;
    Overbundling overbundling: f64;
    SameProviders same_providers: usize;
    SubstituteShare substitute_share: f64;
    OrchestratorBridge orchestrator_bridge: f64;
    OrchestratorTrust orchestrator_trust: f64;
    SpreadKnown quantity_spread.known: f64;
    SpreadEstimated quantity_spread.estimated: f64;
    SpreadAssumed quantity_spread.assumed: f64;
    ShareSpreadKnown share_spread.known: f64;
    ShareSpreadEstimated share_spread.estimated: f64;
    ShareSpreadAssumed share_spread.assumed: f64;
    ExistsEstimated exists.estimated: f64;
    ExistsAssumed exists.assumed: f64;
    VitalStrength vital_strength: u8;
    OldEvidence old_evidence_days: i64;
    Crowded crowded: usize;
    BareActors bare_actors: f64;
    AboutUs about_us: f64;
    FirstTouch first_touch: f64;
    LastTouch last_touch: f64;
}

/// Every setting as it is on a map.
pub fn settings(map: &Map) -> Vec<SettingView> {
    let (own, usual) = (EvalConfig::of(map), EvalConfig::default());
    let view = |&name: &SettingName| SettingView {
        name,
        group: language::of(name.group()).into(),
        about: language::of(name.about()).into(),
        sort: name.sort(),
        value: own.get(name),
        usual: usual.get(name),
    };
    SettingName::ALL.iter().map(view).collect()
}

impl EvalConfig {
    /// The usual judgements, with those that the map has its own.
    pub fn of(map: &Map) -> EvalConfig {
        let mut config = EvalConfig::default();
        for Setting { name, value } in &map.info.settings {
            config.set(*name, *value);
        }
        config
    }
}

impl Default for EvalConfig {
    fn default() -> Self {
        EvalConfig {
            seed: 1,
            draws: [500, 200, 100],
            comparing_draws: [100, 25, 12],
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
            solves: 60,
            decision_weight: ByRapid { decide: 1.0, agree: 0.8, recommend: 0.6, input: 0.3, perform: 0.0 },
            trust_influence: 0.5,
            attention_influence: 0.3,
            trust_decay: 0.8,
            reputation_return: 0.15,
            trust_open: ByEvidence::new(0.05, 0.3, 0.6),
            trust_for_sensitivity: 0.2,
            trust_for_money: 0.4,
            trust_for_much: 0.6,
            trust_large_share: 0.25,
            gate_share: 0.5,
            bottleneck_decisions: 3,
            bottleneck_days: 30.0,
            much_used: 0.4,
            deep: 75.0,
            shallow: 50.0,
            many_integrations: 10,
            take_rate_margin: 1.5,
            notice_days: 90.0,
            old_evidence_days: 180,
            routes: 5,
            sentences: 40,
            crowded: 40,
            exact_betweenness: 400,
            orchestrator_bridge: 0.5,
            orchestrator_trust: 0.6,
            overbundling: 0.25,
            same_providers: 5,
            substitute_share: 0.5,
            bare_actors: 0.3,
            about_us: 0.8,
            first_touch: 0.4,
            last_touch: 0.4,
        }
    }
}
