//! A scenario beside the map as it is: the map with it laid over, what that means, and what is different.
//!
//! The window's panel, the page "as-is beside scenario" and the command line all take it from here.

use crate::{
    edit::{Diff, Differences, overlay},
    eval::{Comparison, EvalConfig, Evaluation, compare, comparing_draws, evaluate_while},
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

/// How far the work on a scenario is.
pub enum Step<'w> {
    /// What is different is there, but not yet how sure it is. Told only of maps whose draws take a while.
    Different(&'w WhatIf),
    /// So many of so many draws are done.
    Drawn(u32, u32),
}

/// Maps of up to so many actors are drawn in the blink that telling twice would take.
const SMALL: usize = 300;

/// Lays a scenario over a map whose evaluation is `evaluation`, and tells `watch` how far it is; `None` when
/// told to stop.
pub fn what_if(
    map: &Map,
    evaluation: &Evaluation,
    scenario: &Scenario,
    config: &EvalConfig,
    go_on: &(dyn Fn() -> bool + Sync),
    watch: &(dyn Fn(Step) + Sync),
) -> Option<WhatIf> {
    let over = overlay(map, scenario);
    let then = evaluate_while(&over, config, go_on)?;
    let differences = Differences::of(&Diff::between(map, &over));
    let mut found = WhatIf { map: over, evaluation: then, differences, comparison: Comparison::default() };
    let all = comparing_draws(map, &found.map, config);
    let compared = |found: &WhatIf, draws: u32| {
        let after = (&found.map, &found.evaluation);
        compare((map, evaluation), after, config, draws, go_on, &|done| watch(Step::Drawn(done, all)))
    };
    if map.actors.len().max(found.map.actors.len()) > SMALL {
        found.comparison = compared(&found, 0)?;
        watch(Step::Different(&found));
    }
    found.comparison = compared(&found, all)?;
    Some(found)
}
