//! The evaluation: what the flows on a map mean.
//!
//! Takes a map and a config, gives an [`Evaluation`]: numbers, findings as sentences for people, each with
//! the actors and flows it rests on. Reads no clock and no random source but a seeded one: the same map
//! and config give the same result. A half-drawn map is normal and gives findings, never errors.
//!
//! The way through: `snapshot` (dense rows, amounts per year), then what is worked out from it
//! (money and `leverage`, `ledger`, `lint`, `coverage`), then the sentences, one file for each of
//! the nine questions, put in order by `findings`. `worked` holds it all together; `memory` keeps what is
//! costly from one evaluation to the next.

mod by_hand;
mod coach;
mod compare;
mod config;
mod coverage;
mod data;
mod days;
mod demand;
mod dependence;
mod draws;
mod effort;
mod findings;
mod gaps;
mod governance;
mod halved;
mod heard;
mod influence;
pub mod json;
mod layers;
mod ledger;
mod leverage;
mod linear;
mod lint;
mod memory;
mod money;
mod names;
mod paths;
mod patterns;
mod posture;
mod prompts;
mod quantity;
mod reciprocity;
mod reputation;
mod result;
mod routes;
mod scorecard;
mod snapshot;
mod structure;
#[cfg(test)]
mod tests;
mod throughput;
mod top;
mod toward;
mod trust;
mod value;
mod warnings;
mod words;
mod worked;

pub use by_hand::in_order;
pub use coach::UNTOLD;
pub use compare::{Comparison, Evaluated, FindingChange, Measured, Turn, compare, comparing_draws};
pub use config::{ByEvidence, ByRapid, EvalConfig, settings};
pub use dependence::WITHOUT_US;
pub use halved::halve_and_double;
pub use memory::Memory;
pub use prompts::Prompt;
pub use reputation::reputation;
pub use result::*;
pub use structure::{articulation, betweenness, neighbours};
pub use toward::{DaysToUs, TrustInUs, days_to_us, loss_of_flows, trust_in_us};
pub(crate) use words::{list, percent, two_digits};
pub use worked::LATER;

use crate::map::Map;
use snapshot::Snapshot;
use worked::Worked;

/// Evaluates a map.
pub fn evaluate(map: &Map, config: &EvalConfig) -> Evaluation {
    evaluate_while(map, config, &|| true).unwrap_or_default()
}

/// Evaluates a map as long as `go_on` says so; `None` when it was told to stop.
pub fn evaluate_while(
    map: &Map,
    config: &EvalConfig,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Evaluation> {
    evaluate_anew(map, config, &mut Memory::default(), go_on, &mut |_| ())
}

/// Evaluates a map, taking over from `memory` what has not changed, with the same result as without. Where
/// ranking what matters most will take a while, `first` is told before it what the rest came to: complete but
/// for the questions in [`LATER`], about which it says nothing.
pub fn evaluate_anew(
    map: &Map,
    config: &EvalConfig,
    memory: &mut Memory,
    go_on: &(dyn Fn() -> bool + Sync),
    first: &mut dyn FnMut(Evaluation),
) -> Option<Evaluation> {
    let map = Snapshot::new(map, config);
    let mut worked = Worked::new(&map, memory, go_on)?;
    if map.actors.len() > SMALL && !worked.money.is_ranked_in(memory) {
        first(worked.before_ranking());
    }
    worked.rank(memory, go_on)?;
    Some(worked.evaluation())
}

/// Maps of up to so many actors are ranked in the blink that telling twice would take.
const SMALL: usize = 300;
