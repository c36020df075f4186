//! What is said of the map as a whole.

use super::{ActorId, word::vocabulary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// A sheet or slide size.
    PageSize {
        /// 210 x 297 mm.
        A4 = "a4",
        /// 297 x 420 mm.
        A3 = "a3",
        /// 8.5 x 11 in.
        Letter = "letter",
        /// 11 x 17 in.
        Tabloid = "tabloid",
        /// 13.333 x 7.5 in slide.
        Wide = "16:9",
        /// 10 x 7.5 in slide.
        Classic = "4:3",
    }
}

/// Title, frame and settings of one map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MapInfo {
    /// Title.
    pub title: String,
    /// The question the map answers.
    pub question: String,
    /// Author.
    pub author: String,
    /// ISO date shown on the page, or empty.
    pub date: String,
    /// The organisation whose map this is.
    pub us: Option<ActorId>,
    /// Base currency, three letters.
    pub currency: String,
    /// Exchange rates to the base currency.
    pub rates: Vec<Rate>,
    /// How the map is printed.
    pub page: PageSettings,
}

impl Default for MapInfo {
    fn default() -> Self {
        MapInfo {
            title: String::new(),
            question: String::new(),
            author: String::new(),
            date: String::new(),
            us: None,
            currency: "USD".into(),
            rates: Vec::new(),
            page: PageSettings::default(),
        }
    }
}

/// What one unit of a currency is worth in the base currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rate {
    /// Three letters.
    pub currency: String,
    /// Base units for one unit of it.
    pub value: f64,
    /// ISO date of the rate, or empty.
    pub date: String,
}

/// How the map is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PageSettings {
    /// Sheet or slide.
    pub size: PageSize,
    /// Upright rather than across.
    pub portrait: bool,
    /// The side panel with the top five.
    pub top: bool,
    /// Findings.
    pub findings: bool,
    /// Moves of this quarter.
    pub moves: bool,
    /// Legend.
    pub legend: bool,
}

impl Default for PageSettings {
    fn default() -> Self {
        PageSettings {
            size: PageSize::A4,
            portrait: false,
            top: true,
            findings: true,
            moves: true,
            legend: true,
        }
    }
}
