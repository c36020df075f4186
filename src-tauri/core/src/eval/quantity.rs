//! Normalising: what a money flow's quantity comes to in the base currency per year.
//!
//! A missing exchange rate makes the flow unquantified, never 1:1. One-off amounts are kept apart and
//! never enter a yearly total.

use crate::map::{Flow, Kind, MapInfo};

/// What a money flow comes to, in the base currency.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Amount {
    /// So much each year.
    Yearly(f64),
    /// So much, once.
    Once(f64),
    /// No quantity is given.
    Missing,
    /// The map has no rate for this currency.
    NoRate(String),
}

impl Amount {
    /// Whether the amount can be used in a sum.
    pub fn is_usable(&self) -> bool {
        matches!(self, Amount::Yearly(_) | Amount::Once(_))
    }

    /// The yearly amount; 0 where there is none.
    pub fn yearly(&self) -> f64 {
        if let Amount::Yearly(x) = self { *x } else { 0.0 }
    }
}

/// What a flow's quantity comes to; `Missing` for every kind but money.
pub(super) fn amount(flow: &Flow, info: &MapInfo) -> Amount {
    let Some(quantity) = flow.quantity.as_ref().filter(|_| flow.kind == Kind::Money) else {
        return Amount::Missing;
    };
    let Some(rate) = rate(&quantity.unit, info) else {
        return Amount::NoRate(quantity.unit.trim().to_uppercase());
    };
    let base = quantity.amount.units() * rate;
    match quantity.period.per_year() {
        Some(times) => Amount::Yearly(base * times),
        None => Amount::Once(base),
    }
}

/// Base units for one unit of a currency; an empty unit is the base currency.
fn rate(unit: &str, info: &MapInfo) -> Option<f64> {
    let unit = unit.trim();
    if unit.is_empty() || unit.eq_ignore_ascii_case(info.currency.trim()) {
        return Some(1.0);
    }
    let given = info.rates.iter().rev().find(|r| r.currency.trim().eq_ignore_ascii_case(unit))?;
    (given.value.is_finite() && given.value > 0.0).then_some(given.value)
}

/// An amount in the base currency, whatever its period; `None` without a rate.
pub(super) fn once(quantity: &crate::map::Quantity, info: &MapInfo) -> Option<f64> {
    rate(&quantity.unit, info).map(|rate| quantity.amount.units() * rate)
}

/// The most a money flow can carry, in the base currency per year; `None` where nobody said.
pub(super) fn capacity(flow: &Flow, info: &MapInfo) -> Option<f64> {
    let most = flow.capacity.filter(|c| c.is_finite() && *c >= 0.0)?;
    let quantity = flow.quantity.as_ref()?;
    Some(most * rate(&quantity.unit, info)? * quantity.period.per_year()?)
}
