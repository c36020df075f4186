//! The evaluation: what the flows on a map mean.
//!
//! Takes a map and a config, gives an [`Evaluation`]: numbers, findings as sentences for people, each with
//! the actors and flows it rests on. Reads no clock and no random source but a seeded one: the same map
//! and config give the same result. A half-drawn map is normal and gives findings, never errors.
//!
//! The way through: `snapshot` (dense rows, amounts per year), then what is worked out from it
//! (money and `leverage`, `ledger`, `lint`, `coverage`), then the sentences, one file for each of
//! the nine questions, put in order by `findings`.

mod by_hand;
mod coach;
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
mod heard;
mod influence;
pub mod json;
mod layers;
mod ledger;
mod leverage;
mod lint;
mod money;
mod names;
mod paths;
mod patterns;
mod posture;
mod quantity;
mod reciprocity;
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

pub use by_hand::in_order;
pub use config::{ByEvidence, ByRapid, EvalConfig};
pub use result::*;
pub use toward::{DaysToUs, TrustInUs, days_to_us, loss_of_flows, trust_in_us};
pub(crate) use words::{percent, two_digits};

use crate::map::Map;
use leverage::Subject;
use snapshot::Snapshot;
use top::Leverage;

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
    let map = Snapshot::new(map, config);
    let coverage = coverage::coverage(&map);
    let ledgers = ledger::ledgers(&map);
    let mut money = Leverage::new(&map);
    let kept = value::kept(&map, &money);
    if !go_on() {
        return None;
    }
    let together = draw(&map, &mut money, go_on)?;
    let network = routes::Network::new(&map, &money);
    let routes = routes::views(&map, &money, &network);
    let gatekeepers = network.gatekeepers(&map);
    let arriving = routes::arriving(&map, &money);
    let demand_days = routes::demand_days(&map, &money, arriving.as_ref());
    let holds = influence::holds(&map);
    let effort = Effort {
        days: days::costs(&map, &network, arriving.as_ref()),
        capacity: throughput::capacity(&map, &money),
        heard: heard::gaps(&map, &holds),
    };
    let reciprocity = reciprocity::reciprocity(&map);
    let layers = layers::layers(&map, &money);
    if !go_on() {
        return None;
    }
    let data = data::Carried::new(&map);
    let mut trust = trust::Trust::new(&map);
    let gaps = trust::gaps(&map, &mut trust, &data);
    let structure = structure::Structure::new(&map);
    let governance = governance::governance(&map, &money);
    let patterns = patterns::patterns(&map);
    let posture = posture::postures(&map, &money, &mut trust, &data);
    let lints = lint::lints(&map, &ledgers, &money.top);

    let mut said = demand::findings(&map, &money);
    said.extend(demand::on_the_way(&map, &routes, demand_days.as_ref()));
    said.extend(value::findings(&map, &money, &kept));
    said.extend(layers::findings(&map, &money, layers.as_ref()));
    said.extend(warnings::findings(&map, &money));
    said.extend(influence::findings(&map, &holds, &money));
    said.extend(structure::findings(&map, &structure));
    said.extend(dependence::findings(&map, &money, together));
    said.extend(dependence::landlords(&map, &money));
    said.extend(dependence::narrow_ways(&map, &money, &gatekeepers, demand_days.as_ref()));
    said.extend(governance.said);
    said.extend(posture::findings(&map, &posture, &mut trust));
    said.extend(ledger::findings(&map, &ledgers));
    said.extend(reciprocity::findings(&map, &reciprocity));
    said.extend(data::findings(&map, &data));
    said.extend(trust::findings(&map, &trust, &gaps));
    said.extend(demand_days.iter().flat_map(|days| demand::sooner(&map, days)));
    said.extend(effort::findings(&map, &money));
    said.extend(effort::growth(&map, &money));
    said.extend(gaps::findings(&map, &coverage, &lints));
    let pattern_remarks = patterns::remarks(&map, &patterns);
    said.extend(patterns::findings(patterns));
    let mut findings = findings::in_order(&map, said);
    by_hand::mark(map.map, &mut findings);
    for finding in &mut findings {
        finding.ask = coach::question(map.map, finding);
    }
    Some(Evaluation {
        coverage,
        actors: actors(&map, &money, &ledgers, &structure, &gatekeepers),
        kept,
        routes,
        demand_days,
        effort,
        reciprocity,
        layers,
        decisions: influence::views(&map, &holds),
        trust_gaps: trust::views(&map, &trust, &gaps),
        data: data::view(&map, &data),
        top: by_hand::listed(&map, &money),
        governance: governance.remarks,
        patterns: pattern_remarks,
        posture,
        scorecard: scorecard::scorecard(&map),
        lint: gaps::remarks(&map, &lints),
        findings,
    })
}

/// Draws the top list: its ranges and ties, and the range of losing its leading ones together.
fn draw(
    map: &Snapshot,
    money: &mut Leverage,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Option<draws::Range>> {
    if money.top.is_empty() {
        return Some(None);
    }
    let alone: Vec<Vec<Subject>> = money.top.iter().map(|e| vec![e.subject]).collect();
    let drawn = money.drawn(map, &alone, go_on)?;
    money.settle(&drawn, map.config);
    let group = dependence::leading(map, &money.top);
    if group < 2 {
        return Some(None);
    }
    let group = money.top[..group].iter().map(|e| e.subject).collect();
    let drawn = money.drawn(map, &[group], go_on)?;
    Some(draws::Range::of(&drawn[0]))
}

fn actors(
    map: &Snapshot,
    money: &Leverage,
    ledgers: &[ledger::Ledger],
    structure: &structure::Structure,
    gatekeepers: &[usize],
) -> Vec<ActorNumbers> {
    let captured = money.trace.captured(&money.graph);
    let numbers = |i: usize| ActorNumbers {
        actor: map.actors[i].id,
        money_in: money.trace.money_in[i],
        money_out: money.trace.money_out[i],
        margin: money.trace.money_in[i] - money.trace.money_out[i],
        captured: captured[i],
        benefit: ledgers[i].benefit,
        cost: ledgers[i].cost,
        ledger: ledgers[i].ratio(),
        verdict: ledgers[i].verdict(map.config),
        indicative: ledgers[i].indicative,
        loss_if_gone: money.loss[i],
        burt_constraint: structure.constraint[i],
        betweenness: structure.betweenness[i],
        articulation: structure.articulation[i],
        dominates_us_from_demand: gatekeepers.contains(&i),
    };
    (0..map.actors.len()).map(numbers).collect()
}
