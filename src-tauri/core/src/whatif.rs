//! A scenario beside the map as it is: the map with it laid over, what that means, and what is different.
//!
//! The window's panel, the page "as-is beside scenario" and the command line all take it from here.

use crate::{
    edit::{Diff, Differences, overlay},
    eval::{Comparison, EvalConfig, Evaluation, compare, evaluate_while},
    map::{Map, Scenario},
};

/// A scenario laid over a map and evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The map as it would be.
    pub map: Map,
    /// What it would mean.
    pub evaluation: Evaluation,
    /// Which actors and flows are gone, new or changed.
    pub differences: Differences,
    /// Which numbers and findings are different, and how sure that is.
    pub comparison: Comparison,
}

/// Lays a scenario over a map whose evaluation is `evaluation`; `None` when told to stop.
pub fn what_if(
    map: &Map,
    evaluation: &Evaluation,
    scenario: &Scenario,
    config: &EvalConfig,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<WhatIf> {
    let over = overlay(map, scenario);
    let then = evaluate_while(&over, config, go_on)?;
    let comparison = compare((map, evaluation), (&over, &then), config, go_on)?;
    let differences = Differences::of(&Diff::between(map, &over));
    Some(WhatIf { map: over, evaluation: then, differences, comparison })
}
