//! How wide a flow is drawn: five steps within its kind, by quantity where there is one, else by strength.

use crate::map::{Flow, Kind, Map};
use std::collections::BTreeMap;

/// The most that any flow of a kind carries, for each thing that is counted.
pub(super) struct Steps<'a> {
    map: &'a Map,
    most: BTreeMap<(Kind, String), f64>,
}

/// Reads the largest quantities of a map.
pub(super) fn steps(map: &Map) -> Steps<'_> {
    let mut steps = Steps { map, most: BTreeMap::new() };
    for flow in map.flows.values() {
        if let Some((unit, amount)) = steps.amount(flow) {
            let most = steps.most.entry((flow.kind, unit)).or_insert(0.0);
            *most = most.max(amount);
        }
    }
    steps
}

impl Steps<'_> {
    /// The step of a flow, 1 to 5: the square root of its share of the largest of its kind, or its strength.
    pub fn of(&self, flow: &Flow) -> u8 {
        if let Some((unit, amount)) = self.amount(flow) {
            let most = self.most.get(&(flow.kind, unit)).copied().unwrap_or(0.0);
            return if most > 0.0 { ((amount / most).sqrt() * 5.0).ceil().clamp(1.0, 5.0) as u8 } else { 1 };
        }
        if let Some(score) = flow.score {
            return (score * 5.0).ceil().clamp(1.0, 5.0) as u8;
        }
        flow.strength.unwrap_or(2).clamp(1, 5)
    }

    /// A year's worth in one unit; one-off amounts and those of unknown currencies count apart.
    fn amount(&self, flow: &Flow) -> Option<(String, f64)> {
        let quantity = flow.quantity.as_ref()?;
        let (mut unit, mut amount) = (quantity.unit.to_lowercase(), quantity.amount.units());
        match quantity.period.per_year() {
            Some(times) => amount *= times,
            None => unit.push_str(" once"),
        }
        if flow.kind == Kind::Money && !quantity.unit.is_empty() {
            let same = quantity.unit == self.map.info.currency;
            let rate = self.map.info.rates.iter().find(|r| r.currency == quantity.unit);
            if same || rate.is_some() {
                amount *= if same { 1.0 } else { rate.map_or(1.0, |r| r.value) };
                unit = unit.replace(&quantity.unit.to_lowercase(), "");
            }
        }
        Some((unit.trim().to_owned(), amount))
    }
}
