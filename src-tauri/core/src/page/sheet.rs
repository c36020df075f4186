//! The sheet: everything that prints, in points, as items of resolved shapes.

use super::{Link, Palette, SheetSentence};
use crate::scene::Item;
use serde::Serialize;
use ts_rs::TS;

/// One page, ready to paint. Units are points (1/72 inch).
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Sheet {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// In painting order; the map's items are already scaled and placed.
    pub items: Vec<Item>,
    /// What did not fit and what would help, for people; empty when all is well.
    pub warnings: Vec<String>,
    /// Document title.
    pub title: String,
    /// Author, or empty.
    pub author: String,
    /// ISO date, or empty.
    pub date: String,
    /// Without colour.
    pub grey: bool,
    /// Language of the text ("en").
    pub language: String,
    /// The title and the sentences that can be said in other words.
    #[serde(default)]
    pub sentences: Vec<SheetSentence>,
    /// Reading order for assistive technology.
    #[serde(skip)]
    #[ts(skip)]
    pub reading: Vec<Part>,
    /// Places that lead somewhere.
    #[serde(skip)]
    #[ts(skip)]
    pub links: Vec<Link>,
}

impl Sheet {
    /// The colours it is printed in.
    pub(super) fn palette(&self) -> Palette {
        if self.grey { Palette::Grey } else { Palette::Print }
    }
}

/// A part of the page in reading order, with its own parts. Items that are in no part are decoration.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub role: PartRole,
    /// Indices into `Sheet::items`, in order.
    pub items: Vec<usize>,
    /// For a figure: what it shows, in words. For a heading: its text.
    pub alt: String,
    /// What it consists of: entries of a list, rows of a table, cells of a row.
    pub parts: Vec<Part>,
}

impl Part {
    /// A part that is painted by the given items.
    pub fn of(role: PartRole, items: Vec<usize>) -> Part {
        Part { role, items, alt: String::new(), parts: Vec::new() }
    }

    /// A part that consists of others.
    pub fn with(role: PartRole, parts: Vec<Part>) -> Part {
        Part { role, items: Vec::new(), alt: String::new(), parts }
    }

    /// The same, with its words.
    pub fn saying(mut self, alt: impl Into<String>) -> Part {
        self.alt = alt.into();
        self
    }
}

/// What a part of the page is, for tagging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartRole {
    /// The title.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// A list; its parts are entries.
    List,
    /// A list's entry.
    Entry,
    /// A table; its parts are rows.
    Table,
    /// A row; its parts are cells.
    Row,
    /// The head of a column.
    Head,
    /// A cell.
    Cell,
    /// A picture with its words.
    Figure,
}
