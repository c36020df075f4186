//! The catalogue is whole: what the sources say is in it, nothing else is, and the values match.

use super::{catalogue::entries_of, *};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Every text the sources say through `say!` or mark with `sayable!`, with the file it stands in.
fn said_in_sources() -> BTreeMap<String, PathBuf> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let shell = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    let mut said = BTreeMap::new();
    let mut folders = vec![core, shell];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                if entry.file_name().is_some_and(|n| n != "tests" && n != "language") {
                    folders.push(entry);
                }
            } else if entry.extension().is_some_and(|e| e == "rs") && !entry.ends_with("tests.rs") {
                let source = fs::read_to_string(&entry).unwrap();
                said.extend(texts_of(&source).into_iter().map(|text| (text, entry.clone())));
            }
        }
    }
    said
}

/// Every text of the tables of fields, vocabularies and settings.
fn said_by_tables() -> BTreeSet<String> {
    use crate::map::{SettingName, fields, vocabulary};
    let mut said = fields::texts();
    said.extend(vocabulary().into_keys().map(str::to_owned));
    for name in SettingName::ALL {
        said.extend([name.about(), name.group()].map(str::to_owned));
    }
    said
}

/// The first literal of each `say!(` and `sayable!(` of a source.
fn texts_of(source: &str) -> Vec<String> {
    let marks = ["say!(", "sayable!("];
    let after = |mark| source.match_indices(mark).map(|(at, mark): (usize, &str)| &source[at + mark.len()..]);
    marks.into_iter().flat_map(after).filter_map(|rest| literal(rest.trim_start())).collect()
}

/// The string literal a source begins with, as what it stands for.
fn literal(source: &str) -> Option<String> {
    let mut letters = source.strip_prefix('"')?.chars().peekable();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                '\n' => while letters.next_if(|c| c.is_whitespace()).is_some() {},
                'u' => {
                    let code: String = letters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                    text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// The names of the values a text has places for.
fn places(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).collect()
}

#[test]
fn every_sentence_of_the_sources_has_its_spanish_and_nothing_else_has() {
    let mut said = said_in_sources();
    assert!(said.len() > 100, "the sources were not found");
    said.extend(said_by_tables().into_iter().map(|text| (text, PathBuf::from("tables"))));
    let spanish: BTreeMap<String, String> = entries_of(include_str!("es.po")).into_iter().collect();
    let lacking: Vec<_> = said.iter().filter(|(text, _)| !spanish.contains_key(*text)).collect();
    assert!(lacking.is_empty(), "the Spanish catalogue lacks {lacking:#?}");
    let idle: Vec<_> = spanish.keys().filter(|text| !said.contains_key(*text)).collect();
    assert!(idle.is_empty(), "nobody says {idle:#?}");
}

/// Values that are small words of English alone: pronouns, articles, auxiliaries.
const SMALL_WORDS: [&str; 8] = ["it", "its", "it_is", "is", "are", "has", "have", "article"];

#[test]
fn a_translation_names_the_same_values_as_its_english() {
    for (english, spanish) in entries_of(include_str!("es.po")) {
        let (said, kept) = (places(&english), places(&spanish));
        assert!(kept.is_subset(&said), "{spanish} names what {english} does not");
        // Small words are grammar, which each language has its own of.
        let lost = said.difference(&kept).find(|name| !SMALL_WORDS.contains(name));
        assert_eq!(lost, None, "{spanish} leaves out a value of {english}");
        assert!(!spanish.is_empty(), "{english}");
    }
}

#[test]
fn a_language_is_known_by_its_locale() {
    let cases = [("es_ES.UTF-8", "es"), ("es", "es"), ("es-MX", "es"), ("C", "en"), ("", "en"), ("eo", "en")];
    cases.iter().for_each(|(locale, tag)| assert_eq!(Language::of_locale(locale).tag(), *tag));
}

#[test]
fn values_go_where_their_names_stand() {
    let catalogue =
        Catalogue::read("# of the test\nmsgid \"{a} pays {b}\"\nmsgstr \"\"\n\"{b} cobra \"\n\"de {a}\"\n");
    let template = catalogue.get("{a} pays {b}").unwrap();
    assert_eq!(template.fill(&[("a", &"Ann"), ("b", &2)]), "2 cobra de Ann");
}

#[test]
fn literals_are_read_as_rust_reads_them() {
    let source = "say!(\n  \"One \\u{201c}{name}\\u{201d} and \\\n     \\\"more\\\".\", name) sayable!(\"two\") say!(@value x)";
    assert_eq!(texts_of(source), ["One \u{201c}{name}\u{201d} and \"more\".", "two"]);
}

#[test]
fn spanish_says_e_before_what_sounds_as_i() {
    let said = |last: &str| {
        let list = SPANISH.get("{others} and {last}").unwrap();
        list.fill(&[("others", &"A"), ("last", &last)])
    };
    for (last, whole) in [
        ("Integrador B", "A e Integrador B"),
        ("hijos", "A e hijos"),
        ("\u{ab}Índice\u{bb}", "A e \u{ab}Índice\u{bb}"),
        ("hielo", "A y hielo"),
        ("Banco", "A y Banco"),
        ("", "A y "),
    ] {
        assert_eq!(said(last), whole);
    }
}
