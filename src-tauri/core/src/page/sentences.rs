//! The sentences of a sheet that can be said in other words, and where they stand.
//!
//! Finds them on the finished sheet by their words, so nothing that lays a page out needs to know of this.

use super::{Sheet, block::extent, head};
use crate::{
    eval::Evaluation,
    map::{Map, PageSettings, Rect},
    scene::{Item, Layer, Shape, TextLine},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence of the page that can be said in other words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetSentence {
    /// As the program says it.
    pub said: String,
    /// As the page says it.
    pub shown: String,
    /// Where it stands, in points.
    pub rect: Rect,
    /// Size of its text, in points.
    pub size: f32,
    /// Semibold rather than regular.
    pub bold: bool,
}

/// The title and every sentence of the sheet that comes from the evaluation, in painting order.
pub(super) fn of(
    sheet: &Sheet,
    map: &Map,
    evaluations: &[&Evaluation],
    settings: &PageSettings,
) -> Vec<SheetSentence> {
    let headline = head::headline(map);
    let plain = |sentence| (sentence, settings.worded(sentence));
    let listed = || evaluations.iter().flat_map(|e| &e.top);
    let top = listed().map(|i| plain(i.sentence.as_str()));
    let brief = listed().map(|i| (i.sentence.as_str(), i.brief.as_str()));
    let findings = evaluations.iter().flat_map(|e| &e.findings).map(|f| plain(f.sentence.as_str()));
    let mut said: Vec<(&str, String)> = Vec::new();
    for (sentence, shown) in std::iter::once(plain(headline.as_str())).chain(top).chain(findings).chain(brief)
    {
        let letters = letters(shown);
        if !letters.is_empty() && said.iter().all(|(_, known)| *known != letters) {
            said.push((sentence, letters));
        }
    }
    let written = sheet.items.iter().filter(|i| i.layer == Layer::Page);
    written.filter_map(|item| said.iter().find_map(|s| sentence_in(item, s, settings))).collect()
}

/// The sentence where it ends the item's text: before it there may be a number, a heading and a mark.
fn sentence_in(
    item: &Item,
    (said, wanted): &(&str, String),
    settings: &PageSettings,
) -> Option<SheetSentence> {
    let lines: Vec<&TextLine> = item.shapes.iter().filter_map(line).collect();
    let first = (0..lines.len()).find(|&from| begins(&lines[from..], wanted))?;
    let taken = (first + 1..=lines.len()).find(|&to| is_all(&lines[first..to], wanted))?;
    let shapes: Vec<Shape> = lines[first..taken].iter().map(|l| Shape::Text((*l).clone())).collect();
    Some(SheetSentence {
        said: (*said).to_owned(),
        shown: settings.worded(said).to_owned(),
        rect: extent(&shapes),
        size: lines[first].size,
        bold: lines[first].bold,
    })
}

fn line(shape: &Shape) -> Option<&TextLine> {
    match shape {
        Shape::Text(line) => Some(line),
        _ => None,
    }
}

/// What ends a sentence that was too long for its room.
const CUT: char = '…';

fn begins(lines: &[&TextLine], wanted: &str) -> bool {
    (1..=lines.len()).any(|to| is_all(&lines[..to], wanted))
}

/// The lines say all of the sentence, or as much as there was room for.
fn is_all(lines: &[&TextLine], wanted: &str) -> bool {
    let written: String = lines.iter().map(|l| letters(&l.text)).collect();
    written == wanted || written.strip_suffix(CUT).is_some_and(|w| !w.is_empty() && wanted.starts_with(w))
}

/// A text without the spaces at which lines may break.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
