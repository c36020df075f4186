//! What an evaluation says: plain records and nothing that works anything out. One list, read from top to
//! bottom, which is why it is long.

use super::Prompt;
use crate::map::{
    ActorId, DecisionId, Evidence, FindingKey, FlowId, Kind, Layer, Light, RecordId, SettingName, SettingSort,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All that is said of one map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// How much of the map has numbers.
    pub coverage: Coverage,
    /// Numbers of each actor, in order of identity.
    pub actors: Vec<ActorNumbers>,
    /// Of each unit of money that demand brings in: who keeps how much.
    pub kept: Vec<Kept>,
    /// The quickest ways by which demand reaches us, the quickest first.
    pub routes: Vec<RouteView>,
    /// How long money is on its way to us, each unit counting the same.
    pub demand_days: Option<DemandDays>,
    /// Where effort tells, other than in money lost: in days, in what gets through, in being heard.
    pub effort: Effort,
    /// How mutual relations are.
    pub reciprocity: Reciprocity,
    /// For what money is kept; `None` where none is.
    pub layers: Option<LayerView>,
    /// Decisions, who decides them and who is heard.
    pub decisions: Vec<DecisionView>,
    /// Flows with less trust under them than they need, the weightiest first.
    pub trust_gaps: Vec<TrustGap>,
    /// Where data ends up.
    pub data: DataView,
    /// The interdependencies that matter most, first first.
    pub top: Vec<Interdependency>,
    /// What relations rest on, where that is too little.
    pub governance: Vec<Remark>,
    /// Patterns that ecosystems fall into.
    pub patterns: Vec<Remark>,
    /// Which stance the map supports.
    pub posture: Vec<Posture>,
    /// Results measured, not counted.
    pub scorecard: Scorecard,
    /// What is vague, unquantified or unproven, one entry for each subject.
    pub lint: Vec<Remark>,
    /// Sentences, the weightiest of each question first.
    pub findings: Vec<Finding>,
    /// What each of the nine questions still lacks, in their order.
    pub prompts: Vec<Prompt>,
}

/// Where effort tells, each sort in a list of its own: days and money are never one number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Effort {
    /// What costs how many of the days that demand is on its way, the most first.
    pub days: Vec<DaysCost>,
    /// What limits the money that can reach us; `None` where no capacity is drawn.
    pub capacity: Option<Capacity>,
    /// Through whom we are heard in each decision, the widest gap to the next best way first.
    pub heard: Vec<HeardGap>,
}

/// What costs days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DaysCost {
    /// From 1.
    pub rank: u32,
    /// The actor with whom work rests, the agreement that is not given, or the flow itself.
    pub subject: RecordId,
    /// Its part of the days weighted by money.
    pub days: f64,
    /// The same as a share of them.
    pub share: f64,
    /// Days of the quickest way if nothing waited for it.
    pub quickest_without: Option<f64>,
    /// For people.
    pub sentence: String,
    /// Who answers for it, or empty.
    pub owner: String,
    /// The actors it rests on.
    pub actors: Vec<ActorId>,
    /// The flows it rests on.
    pub flows: Vec<FlowId>,
}

/// What limits the money that can reach us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Capacity {
    /// The most that can reach us, base currency per year; `None` where no drawn capacity limits it.
    pub most: Option<f64>,
    /// The narrowest place: flows that together let no more through.
    pub cut: Vec<FlowId>,
    /// Flows each of which lets more reach us if it alone is widened.
    pub widen: Vec<FlowId>,
    /// Without whom less can reach us, the most first.
    pub lost: Vec<CapacityLoss>,
    /// For people.
    pub sentence: String,
}

/// What can no longer reach us without an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CapacityLoss {
    /// Without whom.
    pub actor: ActorId,
    /// Share lost of the most that can reach us.
    pub loss: f64,
}

/// How much of our say in a decision hangs on one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HeardGap {
    /// Which decision.
    pub decision: String,
    /// Our influence by the best way, 0 to 1; ranks, measures nothing.
    pub value: f64,
    /// By the next best.
    pub runner_up: Option<f64>,
    /// Best less next best.
    pub gap: f64,
    /// The best way, from us to the decider.
    pub path: Vec<ActorId>,
    /// The next best.
    pub runner_up_path: Vec<ActorId>,
    /// For people.
    pub sentence: String,
}

/// How mutual relations are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reciprocity {
    /// Pairs of actors that are linked by a flow of any kind.
    pub pairs: u32,
    /// Pairs with flows both ways.
    pub both: u32,
    /// The second over the first; `None` without pairs.
    pub share: Option<f64>,
    /// The same for each kind on the map.
    pub kinds: Vec<KindReciprocity>,
}

/// How mutual relations of one kind are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KindReciprocity {
    /// Kind.
    pub kind: Kind,
    /// Linked pairs.
    pub pairs: u32,
    /// Pairs with flows both ways.
    pub both: u32,
    /// The smaller direction over the larger, summed over pairs; `None` where nothing has a size.
    pub balance: Option<f64>,
}

/// For what money is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerView {
    /// Concentration of what is kept among actors (HHI), 0 to 1.
    pub concentration: f64,
    /// The layers with anything kept, in order; last what no layer is said of.
    pub layers: Vec<LayerValue>,
}

/// What is kept in one layer, base currency per year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerValue {
    /// Which; `None` where nobody said.
    pub layer: Option<Layer>,
    /// Kept in all.
    pub kept: f64,
    /// Of all that is kept on the map.
    pub share: f64,
    /// Concentration among those who keep it (HHI), 0 to 1.
    pub concentration: f64,
    /// Who keeps how much.
    pub actors: Vec<(ActorId, f64)>,
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Burt's constraint: how far its contacts know each other anyway; `None` without contacts.
    pub burt_constraint: Option<f64>,
    /// Share of shortest ways between others that pass through it; sampled on large maps. For information.
    pub betweenness: f64,
    /// Without it the map falls into more parts.
    pub articulation: bool,
    /// No money of demand reaches us but through it.
    pub dominates_us_from_demand: bool,
}

/// Whether the maths works for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Gets more than it gives.
    Works,
    /// About even.
    Balanced,
    /// Gives more than it gets.
    DoesNotWork,
}

/// Who keeps how much of one customer's unit of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Ends of Wilson's 95% interval of that share: how far so many draws can tell.
    pub support_interval: Option<(f64, f64)>,
    /// Cannot be told from the next.
    pub tied_with_next: bool,
    /// For the table: what happens, why.
    pub sentence: String,
    /// The same without why, for a page with little room; empty where it would say too much without.
    #[serde(skip)]
    #[ts(skip)]
    pub brief: String,
    /// Evidence in a few words ("estimated, CRM export").
    pub evidence: String,
    /// Who answers for it, or empty.
    pub owner: String,
    /// ISO date of the next review, or empty.
    pub review: String,
    /// Red, yellow or green, from the register.
    pub state: Option<Light>,
    /// Its place on the list was given by hand.
    pub by_hand: bool,
    /// The place that the numbers give it; `None` for one that people have added.
    pub proposed: Option<u32>,
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
    /// Pinned to the page.
    pub pinned: bool,
    /// Set aside, for this reason.
    pub set_aside: Option<String>,
    /// For a gap: what to ask the room.
    pub ask: Option<String>,
}

/// Which findings hang on judgements of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HalvedAndDoubled {
    /// How many settings were halved and doubled.
    pub settings: u32,
    /// The findings that are no longer said so, in order.
    pub findings: Vec<OnSettings>,
}

/// A finding that hangs on judgements of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OnSettings {
    /// Which.
    pub finding: FindingKey,
    /// On which.
    pub settings: Vec<SettingName>,
}

/// A setting, for people to see and change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SettingView {
    /// Which.
    pub name: SettingName,
    /// What it is about, in a word or two.
    pub group: String,
    /// What it means.
    pub about: String,
    /// What values it takes.
    pub sort: SettingSort,
    /// Its value on this map.
    pub value: f64,
    /// Its usual value.
    pub usual: f64,
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
    /// Ends of Wilson's 95% interval of that share.
    pub support_interval: Option<(f64, f64)>,
}

/// One way by which demand reaches us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RouteView {
    /// Who is passed, in order, with those through whom a flow runs.
    pub path: Vec<ActorId>,
    /// The flows.
    pub flows: Vec<FlowId>,
    /// Days it takes, as far as they are known.
    pub days: f64,
    /// Legs whose days nobody recorded; they count 0.
    pub unknown_legs: u32,
    /// Money a year that comes this way; `None` where the map has no amounts.
    pub amount: Option<f64>,
    /// Share that is left after fees on the way.
    pub kept: f64,
    /// "direct", "co-sell", "resell", "marketplace" or "self-serve".
    pub sort: String,
    /// Whose agreement it needs.
    pub gates: Vec<Veto>,
    /// The worst evidence on the way.
    pub evidence: Evidence,
}

/// How long demand is on its way to us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemandDays {
    /// Days, weighted by money, over all ways; at least, where legs are unknown.
    pub days: f64,
    /// Money flows on the way whose days nobody recorded.
    pub unknown_legs: u32,
    /// For each gate that is not passed yet: the days if it were.
    pub if_met: Vec<IfMet>,
    /// Concentration of the ways by money (HHI), 0 to 1.
    pub concentration: f64,
    /// How many ways share no actor.
    pub independent_routes: u32,
}

/// The days if a gate were passed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IfMet {
    /// The gate.
    pub gate: FlowId,
    /// Whose it is.
    pub actor: ActorId,
    /// Days then.
    pub days: f64,
}

/// A decision, who decides it and who is heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionView {
    /// Its title, or whom it is about.
    pub name: String,
    /// Its record; `None` for one that is only implied.
    pub decision: Option<DecisionId>,
    /// Those who decide.
    pub deciders: Vec<ActorId>,
    /// Those who must agree.
    pub vetoes: Vec<Veto>,
    /// "orphan", "decided by one" or "decided by several".
    pub state: String,
    /// Who is heard, best first.
    pub influence: Vec<Influence>,
}

/// Somebody who must agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Veto {
    /// Who.
    pub actor: ActorId,
    /// Days it takes; `None` where nobody said.
    pub days: Option<f64>,
    /// Whether the agreement is there; `None` where nobody said.
    pub met: Option<bool>,
}

/// How well somebody is heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// Who.
    pub actor: ActorId,
    /// 0 to 1, by the best way.
    pub value: f64,
    /// That way, ending with the decider.
    pub path: Vec<ActorId>,
    /// By the best way with another first step.
    pub runner_up: Option<f64>,
    /// That way.
    pub runner_up_path: Vec<ActorId>,
}

/// Less trust than a flow needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustGap {
    /// Who should trust.
    pub from: ActorId,
    /// Whom.
    pub to: ActorId,
    /// The flow that needs it.
    pub flow: FlowId,
    /// Trust needed, 0 to 1.
    pub needed: f64,
    /// Trust there is; `None` where none is recorded.
    pub have: Option<f64>,
    /// Lower end of what evidence leaves open.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
    /// By which way.
    pub path: Vec<ActorId>,
    /// Why, in words.
    pub reason: String,
}

/// Where data ends up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DataView {
    /// Who holds what.
    pub holdings: Vec<Holding>,
    /// Flows that break a rule.
    pub gaps: Vec<GapView>,
    /// How deep each integration is.
    pub depth: Vec<DepthScore>,
}

/// A dataset in somebody's hands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holding {
    /// Which.
    pub dataset: String,
    /// Whose hands.
    pub actor: ActorId,
    /// How sensitive it still is there, 0 to 4.
    pub sensitivity: u8,
    /// Consent all the way from its origin.
    pub clean: bool,
    /// Only perhaps: a flow that does not say what it carries.
    pub upper_bound_only: bool,
    /// The flow that brings it; `None` at its origin.
    pub by: Option<FlowId>,
}

/// A data flow that breaks a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapView {
    /// Plain name of the rule.
    pub rule: String,
    /// The flow.
    pub flow: FlowId,
}

/// How deep an integration is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DepthScore {
    /// The flow.
    pub flow: FlowId,
    /// 0 to 100.
    pub score: f64,
}

/// Something said of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// Plain name of the rule or pattern.
    pub rule: String,
    /// Of which record; the map's own for the map as a whole.
    pub subject: RecordId,
    /// For people.
    pub sentence: String,
}

/// One stance, test by test. Never a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posture {
    /// "orchestrator", "scale complement" or "specialised node".
    pub stance: String,
    /// Its tests.
    pub tests: Vec<PostureTest>,
}

/// One test of a stance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostureTest {
    /// What is asked, in words.
    pub test: String,
    /// Passed; `None` where the map does not say.
    pub passed: Option<bool>,
    /// The number looked at.
    pub value: Option<f64>,
}

/// Results measured, not counted. What is missing is `None`, and `ask` says what to enter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Scorecard {
    /// Won money in all.
    pub total: Option<f64>,
    /// Share first touched by somebody else.
    pub sourced: Option<f64>,
    /// Share that a partner touched, but not first.
    pub influenced: Option<f64>,
    /// For each partner its part of the won money.
    pub credit: Vec<Credit>,
    /// Share of customers on at least one integration, at least and at most.
    pub activation: Option<(f64, f64)>,
    /// Days to first value, direct first, then by each way they are said of.
    pub time_to_value: Vec<TimeToValue>,
    /// How partners do.
    pub health: Vec<Health>,
    /// Figures that both sides look at, before and after; never made one number.
    pub outcomes: Vec<OutcomeView>,
    /// What to enter for the rest, in sentences.
    pub ask: Vec<String>,
}

/// Days until a customer has first value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimeToValue {
    /// By whom the customer came; our own organisation for direct.
    pub actor: ActorId,
    /// Days.
    pub days: f64,
}

/// How a partner does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Health {
    /// Who.
    pub actor: ActorId,
    /// 0 to 100: the mean of what is known.
    pub score: f64,
    /// Of how many of the four parts it is known.
    pub known: u32,
}

/// A shared outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OutcomeView {
    /// With whom.
    pub actor: ActorId,
    /// What is counted.
    pub name: String,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

/// What one partner has to do with won money, in base currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Credit {
    /// Who.
    pub actor: ActorId,
    /// Weighted: 40% for the first touch, 40% for the last, 20% between.
    pub weighted: f64,
    /// If the first touch counted alone.
    pub first: f64,
    /// If the last touch counted alone.
    pub last: f64,
}
