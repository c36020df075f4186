//! What leads to us, actor by actor and flow by flow: trust, days, and the loss if a flow goes.
//!
//! Worked out only when somebody asks to see it on the map; the evaluation itself does not need it. Knows
//! no picture.

use super::{
    EvalConfig,
    leverage::Subject,
    routes::Network,
    snapshot::{Grouped, Snapshot},
    top::Leverage,
    trust::Trust,
};
use crate::map::{ActorId, FlowId, Map};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BinaryHeap},
};

/// How much an actor trusts us, 0 to 1, with what evidence leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrustInUs {
    /// The best way's product.
    pub value: f64,
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

/// How long money is on its way from an actor to us.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DaysToUs {
    /// Days by the quickest way, as far as they are known.
    pub days: f64,
    /// Legs on it whose days nobody recorded; they count 0.
    pub unknown_legs: u32,
    /// The actor only helps a payment along; the days are those of the whole way.
    pub helps: bool,
}

/// The trust of each actor in us; who has no path of trust to us is left out.
pub fn trust_in_us(map: &Map, config: &EvalConfig) -> BTreeMap<ActorId, TrustInUs> {
    let map = Snapshot::new(map, config);
    let Some(us) = map.us else { return BTreeMap::new() };
    let mut trust = Trust::new(&map);
    let of = |actor: usize| {
        let path = trust.of(actor, us)?;
        let (lo, hi) = trust.interval(&map, &path);
        Some((map.actors[actor].id, TrustInUs { value: path.value, lo, hi }))
    };
    (0..map.actors.len()).filter(|&a| a != us).filter_map(of).collect()
}

/// The days from each actor to us over money (where no amount is drawn, money and attention); who has no
/// way to us is left out.
pub fn days_to_us(map: &Map, config: &EvalConfig) -> BTreeMap<ActorId, DaysToUs> {
    let map = Snapshot::new(map, config);
    let Some(us) = map.us else { return BTreeMap::new() };
    let network = Network::new(&map, &Leverage::without_losses(&map));
    let legs: Vec<_> = network.legs().iter().filter_map(|l| Some((l.flow?, l.from, l.to, l.days))).collect();
    let into = Grouped::new(map.actors.len(), legs.iter().enumerate().map(|(i, l)| (l.2, i)));
    let mut best: Vec<Option<Way>> = vec![None; map.actors.len()];
    let mut queue = BinaryHeap::from([Reverse((Way { days: 0.0, unknown: 0 }, us))]);
    while let Some(Reverse((way, actor))) = queue.pop() {
        if best[actor].is_some() {
            continue;
        }
        best[actor] = Some(way);
        for (flow, from, _, days) in into.of(actor).map(|leg| legs[leg]) {
            let unknown = u32::from(map.flows[flow].flow.delay_days.is_none());
            if best[from].is_none() {
                let next = Way { days: way.days + days, unknown: way.unknown + unknown };
                queue.push(Reverse((next, from)));
            }
        }
    }
    let days = |way: Way, helps| DaysToUs { days: way.days, unknown_legs: way.unknown, helps };
    let mut found: BTreeMap<ActorId, DaysToUs> = BTreeMap::new();
    for (flow, _, to, own) in legs {
        let Some(rest) = best[to] else { continue };
        let unknown = rest.unknown + u32::from(map.flows[flow].flow.delay_days.is_none());
        let whole = Way { days: rest.days + own, unknown };
        for helper in map.flows[flow].flow.via.iter().filter(|v| map.actor(**v).is_some()) {
            let known = found.get(helper).map(|d| Way { days: d.days, unknown: d.unknown_legs });
            if known.is_none_or(|known| whole < known) {
                found.insert(*helper, days(whole, true));
            }
        }
    }
    let own = best.iter().enumerate().filter(|(actor, _)| *actor != us);
    found.extend(own.filter_map(|(actor, way)| Some((map.actors[actor].id, days((*way)?, false)))));
    found
}

/// The share of the money that first reaches us that is lost with each flow alone. Flows of which nothing
/// hangs are left out; empty where no money reaches us.
pub fn loss_of_flows(map: &Map, config: &EvalConfig) -> BTreeMap<FlowId, f64> {
    let map = Snapshot::new(map, config);
    let money = Leverage::without_losses(&map);
    let Some(reaching) = money.reaching.as_ref().filter(|r| r.total > 0.0) else { return BTreeMap::new() };
    let matters = |flow: usize| {
        let carries = money.on.arc(flow).is_some_and(|arc| reaching.carried(&money.graph, arc) > 0.0);
        carries || money.on.gated_by(flow).next().is_some() || money.on.enabled_by(flow).next().is_some()
    };
    let flows = (0..map.flows.len()).filter(|&f| matters(f));
    let losses = flows.map(|f| (map.flows[f].flow.id, money.loss_of(&map, &[Subject::Flow(f)])));
    losses.filter(|(_, loss)| *loss > 1e-9).collect()
}

/// Days of a way; of equal ones that with fewer unknown legs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Way {
    days: f64,
    unknown: u32,
}

impl Eq for Way {}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Way) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Way {
    fn cmp(&self, other: &Way) -> Ordering {
        self.days.total_cmp(&other.days).then(self.unknown.cmp(&other.unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn map(text: &str) -> Map {
        let mut map = Map::default();
        notation::read(&map, text).diff.apply_to(&mut map);
        map
    }

    fn mid_market() -> Map {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples/mid-market-software.txt");
        map(&std::fs::read_to_string(path).unwrap())
    }

    fn id(map: &Map, name: &str) -> ActorId {
        map.actor_named(name).unwrap().id
    }

    #[test]
    fn days_to_us_are_those_of_the_quickest_way() {
        let map = mid_market();
        let days = days_to_us(&map, &EvalConfig::default());
        assert_eq!(days[&id(&map, "Mid-market firms")].days, 45.0);
        assert_eq!(days[&id(&map, "Cloud marketplace")].days, 0.0);
        let helper = days[&id(&map, "Integrator A")];
        assert_eq!((helper.days, helper.helps), (210.0, true));
        assert!(!days.contains_key(&id(&map, "Procurement")));
    }

    #[test]
    fn legs_without_days_are_counted_as_unknown() {
        let map = map("us Us\nA -money 5k/y-> B {delay 10d}\nB -money 4k/y-> Us");
        let days = days_to_us(&map, &EvalConfig::default());
        let a = days[&id(&map, "A")];
        assert_eq!((a.days, a.unknown_legs), (10.0, 1));
    }

    #[test]
    fn the_loss_of_a_flow_is_that_of_a_map_without_it() {
        let whole = mid_market();
        let config = EvalConfig::default();
        let losses = loss_of_flows(&whole, &config);
        let total = |map: &Map| {
            let map = Snapshot::new(map, &config);
            Leverage::without_losses(&map).reaching.unwrap().total
        };
        let all = total(&whole);
        let money = whole.flows.values().filter(|f| f.kind == crate::map::Kind::Money);
        for flow in money.filter(|f| f.from != whole.us().unwrap()) {
            let mut without = whole.clone();
            without.take(flow.id.into());
            // What the payer no longer pays onward is injected no more; the rest of the map stays.
            let expected = 1.0 - total(&without) / all;
            let found = losses.get(&flow.id).copied().unwrap_or(0.0);
            if whole.name(flow.from) == "Mid-market firms" && whole.name(flow.to) == "Our firm" {
                assert!((found - expected).abs() < 1e-9, "{found} {expected}");
            }
        }
        assert!(losses.len() >= 5);
    }

    #[test]
    fn trust_in_us_is_that_of_the_best_way() {
        let map = mid_market();
        let trust = trust_in_us(&map, &EvalConfig::default());
        let firms = trust[&id(&map, "Mid-market firms")];
        assert!((firms.value - 0.28).abs() < 1e-9, "{firms:?}");
        assert!(firms.lo < firms.value && firms.value < firms.hi);
        assert!(!trust.contains_key(&id(&map, "Our firm")));
    }
}
