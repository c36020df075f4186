//! Quantities: an amount, what it is counted in, and per what time.
//!
//! Amounts are kept as whole millionths so that sums of money are exact. Reading and writing them as
//! people do ("40k/y", "USD 1.2m/quarter", "30k once") is one function each, used by the notation, the
//! inspector and the page alike.

use super::word::vocabulary;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// The time over which an amount recurs.
    Period {
        /// Not recurring; never enters a yearly total.
        Once = "once",
        /// Per day.
        Day = "day" | "d" | "days" | "daily",
        /// Per week.
        Week = "week" | "w" | "weeks" | "weekly" | "wk",
        /// Per month.
        Month = "month" | "m" | "mo" | "months" | "monthly",
        /// Per quarter.
        Quarter = "quarter" | "q" | "quarters" | "quarterly",
        /// Per year.
        Year = "year" | "y" | "yr" | "years" | "yearly" | "a",
    }
}

impl Period {
    /// How often the period occurs in a year (day 365, week 365/7, month 12, quarter 4, year 1);
    /// `None` for a one-off.
    pub fn per_year(self) -> Option<f64> {
        match self {
            Period::Once => None,
            Period::Day => Some(365.0),
            Period::Week => Some(365.0 / 7.0),
            Period::Month => Some(12.0),
            Period::Quarter => Some(4.0),
            Period::Year => Some(1.0),
        }
    }
}

/// An amount in whole millionths of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Micros(#[ts(type = "number")] pub i64);

impl Micros {
    /// The nearest amount to `units`; `None` where it is negative, not finite or out of range.
    pub fn from_units(units: f64) -> Option<Micros> {
        let micros = (units * 1e6).round();
        (micros >= 0.0 && micros < 9.0e18).then_some(Micros(micros as i64))
    }

    /// The amount in units.
    pub fn units(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

/// How much, of what, per what time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Quantity {
    /// The amount.
    pub amount: Micros,
    /// For money a currency code, empty for the map's base currency; else what is counted.
    pub unit: String,
    /// Per what time.
    pub period: Period,
}
