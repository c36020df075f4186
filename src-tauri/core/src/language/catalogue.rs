//! A catalogue: for each English text the same in another language, read from a PO file.
//!
//! Of the PO format it knows `msgid` and `msgstr`, each on one or more lines, and comments. Sentences for
//! one and for many are entries of their own.

use std::{collections::HashMap, fmt::Display};

/// The texts of one language, by their English.
pub(super) struct Catalogue(HashMap<String, Template>);

/// A text with places for named values.
#[derive(Debug, PartialEq)]
pub struct Template(String);

impl Catalogue {
    /// Reads a PO file. The catalogues travel with the program, so a mistake in one is ours: it panics.
    pub(super) fn read(file: &str) -> Catalogue {
        let mut entries = HashMap::new();
        for (english, text) in entries_of(file) {
            assert!(
                entries.insert(english.clone(), Template(text)).is_none(),
                "“{english}” stands twice in the catalogue"
            );
        }
        Catalogue(entries)
    }

    pub(super) fn get(&self, english: &str) -> Option<&Template> {
        self.0.get(english)
    }
}

/// The entries of a PO file in its order, without its header.
pub(super) fn entries_of(file: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut in_text = false;
    for line in file.lines().map(str::trim) {
        let quoted = if let Some(id) = line.strip_prefix("msgid ") {
            entries.push(Default::default());
            in_text = false;
            id
        } else if let Some(text) = line.strip_prefix("msgstr ") {
            in_text = true;
            text
        } else {
            line
        };
        let (Some((id, text)), true) = (entries.last_mut(), quoted.starts_with('"')) else { continue };
        let piece: String = serde_json::from_str(quoted).expect("a quoted text in the catalogue");
        if in_text { text } else { id }.push_str(&piece);
    }
    entries.retain(|(id, _)| !id.is_empty());
    entries
}

impl Template {
    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The text with each `{name}` replaced by its value.
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let mut filled = String::with_capacity(self.0.len() + 32);
        let mut rest = self.0.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                let value = value.to_string();
                if filled.ends_with(" y ") && sounds_as_i(&value) {
                    filled.replace_range(filled.len() - 2.., "e ");
                }
                filled.push_str(&value);
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Spanish says "e" for "y" before what sounds as "i", but for a diphthong: "Ana e Irene", "agua y hielo".
fn sounds_as_i(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{ab}', '\u{201c}']).to_lowercase();
    let mut letters = text.strip_prefix('h').unwrap_or(&text).chars();
    matches!(letters.next(), Some('i' | 'í'))
        && !matches!(letters.next(), Some('a' | 'e' | 'o' | 'u' | 'ó' | 'á' | 'é'))
}
