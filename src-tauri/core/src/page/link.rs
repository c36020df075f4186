//! Links: places on the sheet from which the source of a flow can be opened.
//!
//! A source is an address where people have written one; nothing is looked up.

use super::Sheet;
use crate::{
    map::{Map, RecordId, Rect},
    scene::Layer,
};

/// A place on the sheet that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where, in points.
    pub rect: Rect,
    /// To what address.
    pub address: String,
}

/// The labels of flows whose source is an address, and the texts that print one.
pub fn on(map: &Map, sheet: &Sheet) -> Vec<Link> {
    let sources: Vec<&str> = map.flows.values().filter_map(|f| address(&f.source)).collect();
    if sources.is_empty() {
        return Vec::new();
    }
    let places = sheet.items.iter().filter_map(|item| match item.id {
        RecordId::Flow(id) if item.layer == Layer::Flow => {
            Some((item.label?, address(&map.flows.get(&id)?.source)?))
        }
        // Lines may break within an address.
        _ if item.layer == Layer::Page => {
            let said: String = item.name.split_whitespace().collect();
            let printed = sources.iter().filter(|s| said.contains(**s));
            Some((item.rect, *printed.max_by_key(|s| s.len())?))
        }
        _ => None,
    });
    places.map(|(rect, to)| Link { rect, address: to.to_owned() }).collect()
}

/// The first address of the web in a text.
fn address(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace().map(|w| w.trim_matches(['(', ')', ',', ';', '<', '>']));
    words.find(|w| {
        w.is_ascii() && ["https://", "http://"].iter().any(|s| w.len() > s.len() && w.starts_with(s))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_among_words_and_nothing_else_is_one() {
        assert_eq!(address("Annual report (https://example.org/2025)"), Some("https://example.org/2025"));
        assert_eq!(address("CRM export"), None);
        assert_eq!(address("javascript:alert(1)"), None);
    }
}
