//! The table `info`: one row, what is said of the map as a whole.

use super::{Cells, Column, Row};
use crate::map::MapInfo;
use rusqlite::types::Value;

/// What version 2 adds.
pub(super) const SCHEMA_2: &str = include_str!("../migrations/2-info.sql");
/// What version 3 adds.
pub(super) const SCHEMA_3: &str = include_str!("../migrations/3-info.sql");

impl Row for MapInfo {
    const TABLE: &str = "info";
    const SCHEMA: &str = include_str!("../migrations/1-info.sql");
    const COLUMNS: &[&[&str]] = &[&[
        "title",
        "question",
        "author",
        "date",
        "us",
        "currency",
        "rates",
        "page_size",
        "page_portrait",
        "page_top",
        "page_findings",
        "page_moves",
        "page_legend",
        "settings",
        "accounts_connected",
        "accounts_active",
        "page_layout",
        "page_grey",
        "page_agreements",
        "page_order",
        "page_wording",
        "page_scenario",
    ]];

    fn id(&self) -> u32 {
        0
    }

    fn cells(&self) -> Vec<Value> {
        let mut row = Vec::new();
        self.title.put(&mut row);
        self.question.put(&mut row);
        self.author.put(&mut row);
        self.date.put(&mut row);
        self.us.put(&mut row);
        self.currency.put(&mut row);
        self.rates.put(&mut row);
        self.page.put(&mut row);
        self.settings.put(&mut row);
        self.accounts.put(&mut row);
        self.page.layout.put(&mut row);
        self.page.grey.put(&mut row);
        self.page.agreements.put(&mut row);
        self.page.order.put(&mut row);
        self.page.wording.put(&mut row);
        self.page.scenario.put(&mut row);
        row
    }

    fn from_cells(cells: &mut Cells) -> rusqlite::Result<MapInfo> {
        let _id: u32 = cells.take()?;
        let mut info = MapInfo {
            title: cells.take()?,
            question: cells.take()?,
            author: cells.take()?,
            date: cells.take()?,
            us: cells.take()?,
            currency: cells.take()?,
            rates: cells.take()?,
            page: cells.take()?,
            settings: cells.take()?,
            accounts: cells.take()?,
        };
        info.page.layout = cells.take()?;
        info.page.grey = cells.take()?;
        info.page.agreements = cells.take()?;
        info.page.order = cells.take()?;
        info.page.wording = cells.take()?;
        info.page.scenario = cells.take()?;
        Ok(info)
    }
}
