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
    let Some(rate) = info.rate(&quantity.unit) else {
        return Amount::NoRate(quantity.unit.trim().to_uppercase());
    };
    let base = quantity.amount.units() * rate;
    match quantity.period.per_year() {
        Some(times) => Amount::Yearly(base * times),
        None => Amount::Once(base),
    }
}

/// An amount in the base currency, whatever its period; `None` without a rate.
pub(super) fn once(quantity: &crate::map::Quantity, info: &MapInfo) -> Option<f64> {
    info.rate(&quantity.unit).map(|rate| quantity.amount.units() * rate)
}

/// The most a money flow can carry, in the base currency per year; `None` where nobody said.
pub(super) fn capacity(flow: &Flow, info: &MapInfo) -> Option<f64> {
    let most = flow.capacity.filter(|c| c.is_finite() && *c >= 0.0)?;
    let quantity = flow.quantity.as_ref()?;
    Some(most * info.rate(&quantity.unit)? * quantity.period.per_year()?)
}
