//! The sheet: everything that prints, in points, as items of resolved shapes.

use crate::scene::Item;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One page, ready to paint. Units are points (1/72 inch).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
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
    /// Language of the text ("en").
    pub language: String,
    /// Reading order for assistive technology.
    #[serde(skip)]
    #[ts(skip)]
    pub reading: Vec<Part>,
}

/// A part of the page in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub role: PartRole,
    /// Indices into `Sheet::items`, in order.
    pub items: Vec<usize>,
    /// For a figure: what it shows, in words.
    pub alt: String,
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
    /// A list's entry.
    Entry,
    /// The map.
    Figure,
    /// Decoration.
    Artifact,
}
