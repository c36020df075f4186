//! Lenses: a map coloured by one thing, with its steps, words and legend.
//!
//! [`look`] decides what each card and flow shows; the picture itself stays as it is. Painters lay the
//! answer over the items as their last step: the window in its own code, the page through [`paint_on`].
//! Nothing is said by colour alone: each card also has its words and a bar. Knows no window and no palette.

mod flows;
mod ghost;
mod groups;
mod numbers;
mod paint;
#[cfg(test)]
mod tests;

pub use ghost::{ghosted, mark, with_added};
pub use paint::paint_on;

use super::{Ink, TextLine, text};
use crate::{
    eval::Evaluation,
    map::{ActorId, Evidence, FlowId, Lens, Map},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one lens shows of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LensView {
    /// Which.
    pub lens: Lens,
    /// What is shown: "Money kept".
    pub title: String,
    /// In what unit, in words.
    pub unit: String,
    /// Of how much of the map it is known, and what else must be said.
    pub note: String,
    /// The faces of cards, in order.
    pub legend: Vec<LegendStep>,
    /// What flows show; empty where they look as they always do.
    pub lines: Vec<LegendLine>,
    /// What each card shows, in order of identity.
    pub cards: Vec<LensCard>,
    /// What those flows show that look different, in order of identity.
    pub flows: Vec<LensFlow>,
}

/// One face of cards in the legend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LegendStep {
    /// The face; [`Ink::Hatch`] for what is not known.
    pub ink: Ink,
    /// What it means: "5 to 10%".
    pub label: String,
    /// How many cards have it.
    pub count: u32,
}

/// One look of flows in the legend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LegendLine {
    /// The band under it, if any.
    pub band: Option<Ink>,
    /// How much of its colour is left, 0 to 1.
    pub part: f64,
    /// What it means.
    pub label: String,
    /// How many flows have it.
    pub count: u32,
}

/// What one card shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LensCard {
    /// Whose.
    pub actor: ActorId,
    /// Its face; [`Ink::Hatch`] is the usual face under a hatch.
    pub ink: Ink,
    /// How long its bar is, 0 to 1; `None` for none.
    pub bar: Option<f64>,
    /// What stands in place of the fact line, measured, at the origin.
    pub text: TextLine,
}

/// What one flow shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LensFlow {
    /// Which.
    pub flow: FlowId,
    /// The band under its line, if any.
    pub band: Option<Ink>,
    /// How much of its colour is left, 0 to 1.
    pub part: f64,
    /// What stands at it, measured, at the origin.
    pub text: Option<TextLine>,
}

/// Five steps of a number.
pub const STEPS: [Ink; 5] = [Ink::Step1, Ink::Step2, Ink::Step3, Ink::Step4, Ink::Step5];

/// Faces of groups.
pub const GROUPS: [Ink; 8] =
    [Ink::GroupA, Ink::GroupB, Ink::GroupC, Ink::GroupD, Ink::GroupE, Ink::GroupF, Ink::GroupG, Ink::GroupH];

/// How much of a flow's colour is left for each grade of evidence.
pub fn part_of(evidence: Evidence) -> f64 {
    match evidence {
        Evidence::Known => 1.0,
        Evidence::Estimated => 0.55,
        Evidence::Assumed => 0.25,
    }
}

/// What a lens shows of a map. The evaluation must be of this map; it is not asked for more than it holds,
/// and what it lacks (trust in us, days to us, flows one by one) is worked out here.
pub fn look(map: &Map, evaluation: &Evaluation, lens: Lens) -> LensView {
    let (cards, legend) = match lens {
        Lens::Role | Lens::Zone | Lens::Stage | Lens::Ledger => groups::cards(map, evaluation, lens),
        _ => numbers::cards(map, evaluation, lens),
    };
    let (flows, lines) = flows::flows(map, lens);
    let known = cards.iter().filter(|c| c.ink != Ink::Hatch).count();
    LensView {
        lens,
        title: title(lens).into(),
        unit: unit(lens).into(),
        note: note(lens, known, cards.len()),
        legend,
        lines,
        cards,
        flows,
    }
}

fn title(lens: Lens) -> &'static str {
    match lens {
        Lens::Kept => say!("Money kept"),
        Lens::Dependence => say!("Dependence"),
        Lens::Influence => say!("Influence"),
        Lens::Ledger => say!("Give and get"),
        Lens::Trust => say!("Trust in us"),
        Lens::Days => say!("Days to us"),
        Lens::Reputation => say!("Reputation"),
        Lens::Role => say!("Role"),
        Lens::Zone => say!("Zone"),
        Lens::Stage => say!("Partner stage"),
        Lens::Evidence => say!("Evidence"),
    }
}

fn unit(lens: Lens) -> &'static str {
    match lens {
        Lens::Kept => say!("share of the money that enters the map"),
        Lens::Dependence => say!("share of our revenue lost if gone"),
        Lens::Influence => say!("how well heard by who decides, 0 to 1"),
        Lens::Ledger => say!("what each gets, of what it gets and gives"),
        Lens::Trust => say!("by the best path drawn, 0 to 1"),
        Lens::Days => say!("days by the quickest way drawn"),
        Lens::Reputation => say!("share of all reputation but ours (EigenTrust)"),
        Lens::Role => say!("what each is here, by its first role"),
        Lens::Zone => say!("the region each belongs to"),
        Lens::Stage => say!("how far each partner has come"),
        Lens::Evidence => say!("share of an actor\u{2019}s flows that are known"),
    }
}

fn note(lens: Lens, known: usize, all: usize) -> String {
    let covered = match (known, all) {
        (_, 0) => say!("No actors yet.").to_owned(),
        (k, n) if k == n => String::new(),
        (k, n) => say!("Known for {known} of {all}.", known = k, all = n),
    };
    let caution = match lens {
        Lens::Dependence => say!("As if nobody found another way."),
        Lens::Influence => say!("Ranks, does not measure."),
        Lens::Reputation => {
            say!(
                "For information: ranks, does not measure. One weak tie counts as all the trust its giver has."
            )
        }
        Lens::Ledger => say!("Strengths stand in where no figure is."),
        _ => "",
    };
    [covered.as_str(), caution].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A card with its words set.
fn card(actor: ActorId, ink: Ink, bar: Option<f64>, words: &str) -> LensCard {
    let text = text::wrap(words, super::card::SMALL, true, Ink::Text, super::card::ROOM, 1).pop();
    let text = text.unwrap_or_else(|| text::line("", super::card::SMALL, true, Ink::Text));
    LensCard { actor, ink, bar, text }
}

/// The legend of the faces that are there, in this order, with "not known" last.
fn legend(cards: &[LensCard], faces: Vec<(Ink, String)>) -> Vec<LegendStep> {
    let count = |ink: Ink| cards.iter().filter(|c| c.ink == ink).count() as u32;
    let last = (Ink::Hatch, say!("not known").to_owned());
    let steps = faces.into_iter().chain([last]);
    steps
        .map(|(ink, label)| LegendStep { ink, label, count: count(ink) })
        .filter(|s| s.count > 0 || STEPS.contains(&s.ink))
        .collect()
}
