//! A check as JSON, for machines.

use super::source::Failure;
use portolan_core::{
    map::{Map, RecordId},
    page::{self, Sheet},
    scene::{Shape, check::check},
};
use serde_json::{Value, json};

/// Counts changes of this shape that a reader must know of.
const SCHEMA: u32 = 1;

/// What a check says of a file that is sound, and of its page as it would print: overlaps by the names of
/// what overlaps, crossings, swings beyond one sweep, and the smallest text in points.
pub fn sound(map: &Map, sheet: &Sheet) -> Value {
    let found = check(&sheet.items);
    let pairs = |list: &[(RecordId, RecordId)]| {
        list.iter().map(|&(a, b)| [named(sheet, a), named(sheet, b)]).collect::<Vec<_>>()
    };
    json!({
        "schema": SCHEMA,
        "sound": true,
        "title": map.info.title,
        "actors": map.actors.len(),
        "flows": map.flows.len(),
        "state": page::state(map),
        "page": {
            "width_pt": sheet.width,
            "height_pt": sheet.height,
            "warnings": sheet.warnings,
            "cards_on_cards": pairs(&found.cards_on_cards),
            "labels_on_labels": pairs(&found.labels_on_labels),
            "labels_on_cards": pairs(&found.labels_on_cards),
            "labels_on_titles": pairs(&found.labels_on_titles),
            "flows_over_cards": pairs(&found.flows_over_cards),
            "flows_over_labels": pairs(&found.flows_over_labels),
            "flows_under_labels": found.flows_under_labels.iter().map(|id| named(sheet, *id)).collect::<Vec<_>>(),
            "flows_on_flows": pairs(&found.flows_on_flows),
            "heads_on_heads": pairs(&found.heads_on_heads),
            "crossings": found.crossings,
            "wiggles": found.wiggles,
            "cut_texts": cut(sheet),
            "smallest_text_pt": found.smallest_text,
            "missing_characters": found.missing,
        },
    })
}

/// The lines that end in an ellipsis because their text did not fit.
fn cut(sheet: &Sheet) -> Vec<&str> {
    let lines = sheet.items.iter().flat_map(|i| &i.shapes).filter_map(|s| match s {
        Shape::Text(line) if line.text.ends_with('\u{2026}') => Some(line.text.as_str()),
        _ => None,
    });
    lines.collect()
}

/// What a screen reader would call the picture of a record.
fn named(sheet: &Sheet, id: RecordId) -> &str {
    sheet.items.iter().find(|item| item.id == id).map_or("", |item| &item.name)
}

/// What a check says of a file that is not.
pub fn failure(failure: &Failure) -> Value {
    match failure {
        Failure::Error(error) => json!({ "schema": SCHEMA, "sound": false, "error": error, "problems": [] }),
        Failure::Text(_, problems) => {
            json!({ "schema": SCHEMA, "sound": false, "error": null, "problems": problems })
        }
    }
}
