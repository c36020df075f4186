//! A scenario beside the map as it is: the map with it laid over, what that means, and what is different.
//!
//! The window's panel, the page "as-is beside scenario" and the command line all take it from here; the panel also
//! how each change is called. The notation has words of its own, which are the same in every language.

use crate::{
    edit::{Diff, Differences, overlay},
    eval::{self, Comparison, EvalConfig, Evaluation, compare, comparing_draws, evaluate_while},
    language,
    map::{
        Kind, Map, Patch, Record, RecordId, Scenario,
        fields::{self, Names},
    },
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

/// Each change of a scenario for people, in order: "without Acme", "Acme at 50%", "Procurement: met".
pub fn in_words(map: &Map, scenario: &Scenario) -> Vec<String> {
    let with = scenario.with_added(map);
    scenario.patches.iter().map(|patch| change_in_words(&with, patch)).collect()
}

fn change_in_words(map: &Map, patch: &Patch) -> String {
    let what = called(map, patch.target()).unwrap_or_default();
    match patch {
        Patch::Remove { reroute: 0.0, .. } => say!("without {what}", what),
        Patch::Remove { reroute, .. } => {
            let share = eval::percent(*reroute);
            say!("without {what}, but {share} finds another way", what, share)
        }
        Patch::Scale { factor, .. } => say!("{what} at {share}", what, share = eval::percent(*factor)),
        Patch::Delay { days, .. } => say!("{what} {days} days later", what, days),
        Patch::Add { record } => match record {
            Record::Flow(flow) if let Some(quantity) = &flow.quantity => {
                say!("new: {what}", what) + ", " + &quantity.short(flow.kind, &map.info.currency)
            }
            _ => say!("new: {what}", what),
        },
        Patch::Set { target: RecordId::Flow(gate), field, value } if field == GATE && !value.is_empty() => {
            let gate = fields::InMap(map).gate_text(*gate);
            format!("{gate}: {}", language::of(value))
        }
        Patch::Set { target, field, value } => {
            let fields = map.get(*target).map(|record| fields::fields_of(map, &record)).unwrap_or_default();
            let label = fields.iter().find(|f| f.word == field).map_or(field.as_str(), |f| f.label);
            let value = if value.is_empty() { say!("none") } else { language::of(value) };
            format!("{what}, {}: {value}", label.to_lowercase())
        }
    }
}

/// The field of a decision right that says whether it stands in the way today.
const GATE: &str = "today";

/// What a record that a scenario changes is called; `None` for one without a name of its own.
pub fn called(map: &Map, id: RecordId) -> Option<String> {
    let name = match id {
        RecordId::Actor(id) => map.actors.get(&id)?.name.clone(),
        RecordId::Flow(id) => {
            let flow = map.flows.get(&id)?;
            let kind = if flow.kind == Kind::Decision { say!("decision right") } else { flow.kind.said() };
            say!("{kind} from {from} to {to}", kind, from = map.name(flow.from), to = map.name(flow.to))
        }
        RecordId::Agreement(id) => map.agreements.get(&id)?.title.clone(),
        RecordId::Decision(id) => map.decisions.get(&id)?.title.clone(),
        RecordId::Dataset(id) => map.datasets.get(&id)?.name.clone(),
        _ => return None,
    };
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_told_in_words_that_can_be_said_in_every_language() {
        let mut map = Map::default();
        let text = "us Shop\nAcme -money 40k/y-> Shop\nBuyer decides buy\nLegal agrees buy\n\
                    scenario Closed\n  add Mill -money 5k/y-> Shop\n  change Acme {owner COO}\n  meet Legal\n  \
                    weaken \"Acme -money-> Shop\" to 50%\n  delay Acme by 30d\n  without Buyer {reroute 20%}\n";
        crate::notation::read(&map, text).diff.apply_to(&mut map);
        let scenario = map.scenarios.values().next().unwrap();
        assert_eq!(
            in_words(&map, scenario),
            [
                "new: Mill",
                "new: money from Mill to Shop, $5,000/yr",
                "Acme, owner: COO",
                "Legal: met",
                "money from Acme to Shop at 50%",
                "Acme 30 days later",
                "without Buyer, but 20% finds another way",
            ]
        );
    }
}
