//! What is said of the map as a whole.

use super::{ActorId, ScenarioId, Setting, word::vocabulary};
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

vocabulary! {
    /// How a page is divided.
    #[derive(Default)]
    PageLayout {
        /// The map and nothing beside it but its legend.
        Alone = "map only",
        /// The map with the parts beside or below it.
        #[default]
        Panel = "panel",
        /// The map over one small map for each kind in use.
        Kinds = "kinds",
        /// The map as it is beside the map under a scenario, over what is different.
        WhatIf = "what if",
    }
}

vocabulary! {
    /// A part of the page beside the map.
    PagePart {
        /// The interdependencies that matter most.
        Top = "top",
        /// What the map says.
        Findings = "findings",
        /// Moves of this quarter.
        Moves = "moves",
        /// The register of agreements.
        Agreements = "agreements",
        /// What the marks mean.
        Legend = "legend",
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
    /// Judgements of the evaluation that differ from the usual, each named once.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// Active accounts of ours, and those of them on a critical integration.
    #[serde(default)]
    pub accounts: Option<Accounts>,
}

impl MapInfo {
    /// Base units for one unit of a currency; an empty unit is the base currency. `None` without a rate.
    pub fn rate(&self, unit: &str) -> Option<f64> {
        let unit = unit.trim();
        if unit.is_empty() || unit.eq_ignore_ascii_case(self.currency.trim()) {
            return Some(1.0);
        }
        let given = self.rates.iter().rev().find(|r| r.currency.trim().eq_ignore_ascii_case(unit))?;
        (given.value.is_finite() && given.value > 0.0).then_some(given.value)
    }
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
            settings: Vec::new(),
            accounts: None,
        }
    }
}

/// How many of our active accounts are on at least one critical integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Accounts {
    /// On one at least.
    pub connected: u32,
    /// Active in all.
    pub active: u32,
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
    /// How the page is divided.
    #[serde(default)]
    pub layout: PageLayout,
    /// Without colour.
    #[serde(default)]
    pub grey: bool,
    /// The register of agreements.
    #[serde(default)]
    pub agreements: bool,
    /// The parts in the order of the page; those not listed follow in the usual one.
    #[serde(default)]
    pub order: Vec<PagePart>,
    /// Sentences in the page's own words.
    #[serde(default)]
    pub wording: Vec<Wording>,
    /// The scenario that a page "what if" shows; none for the map's first.
    #[serde(default)]
    pub scenario: Option<ScenarioId>,
}

/// A sentence of the page in words of its own. It stands as long as what it stands for is said the same way:
/// when a number in that changes, the page says the new sentence again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Wording {
    /// The sentence as the program says it.
    pub said: String,
    /// What the page says instead.
    pub own: String,
}

impl PageSettings {
    /// Whether a part is on the page, and the switch for it.
    pub fn part(&mut self, part: PagePart) -> &mut bool {
        match part {
            PagePart::Top => &mut self.top,
            PagePart::Findings => &mut self.findings,
            PagePart::Moves => &mut self.moves,
            PagePart::Agreements => &mut self.agreements,
            PagePart::Legend => &mut self.legend,
        }
    }

    /// Every part, in the order of the page.
    pub fn in_order(&self) -> Vec<PagePart> {
        let mut all = self.order.clone();
        all.extend(PagePart::ALL.iter().filter(|p| !self.order.contains(p)));
        all
    }

    /// A sentence in the page's own words, where it has some for it.
    pub fn worded<'a>(&'a self, said: &'a str) -> &'a str {
        self.wording.iter().find(|w| w.said == said).map_or(said, |w| &w.own)
    }
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
            layout: PageLayout::Panel,
            grey: false,
            agreements: false,
            order: Vec::new(),
            wording: Vec::new(),
            scenario: None,
        }
    }
}
