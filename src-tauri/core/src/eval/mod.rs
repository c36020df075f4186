//! The evaluation: what the flows on a map mean.
//!
//! Takes a map and a config, gives an [`Evaluation`]: numbers, findings as sentences for people, each with
//! the actors and flows it rests on. Reads no clock and no random source but a seeded one: the same map
//! and config give the same result. A half-drawn map is normal and gives findings, never errors.

mod result;

pub use result::*;

use crate::map::Map;
use serde::{Deserialize, Serialize};

/// The judgements that the evaluation rests on; the user may change each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvalConfig {
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for EvalConfig {
    fn default() -> Self {
        EvalConfig { seed: 1 }
    }
}

/// Evaluates a map.
pub fn evaluate(_map: &Map, _config: &EvalConfig) -> Evaluation {
    todo!()
}
