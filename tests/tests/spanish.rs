//! Everything that is said of the samples, in Spanish: no English word is left but the maps' own.
//!
//! A process of its own, because the language is one for the whole process.

use portolan_core::{
    edit::Command,
    eval::{self, EvalConfig, Evaluation},
    language::{self, Language},
    map::{Lens, Map, PageLayout, PageSettings, PageSize, Patch, Scenario, ScenarioId, fields},
    notation, page,
    scene::{Layer, Shape, check::check, lens},
    whatif::what_if,
};
use serde_json::Value;
use std::path::Path;

/// Words that a Spanish sentence cannot have.
const ENGLISH: [&str; 45] = [
    "the",
    "and",
    "of",
    "is",
    "are",
    "your",
    "you",
    "with",
    "from",
    "that",
    "this",
    "not",
    "has",
    "have",
    "which",
    "here",
    "their",
    "its",
    "who",
    "what",
    "nobody",
    "owner",
    "days",
    "draws",
    "through",
    "only",
    "each",
    "yet",
    "but",
    "where",
    "without",
    "would",
    "estimated",
    "assumed",
    "known",
    "flow",
    "flows",
    "trust",
    "money",
    "between",
    "year",
    "more",
    "perhaps",
    "probably",
    "hardly",
];
/// Keys whose values are words of files and codes, or the map's own.
const CODES: [&str; 6] = ["code", "rule", "line", "test", "stance", "lens"];

fn samples() -> Vec<(String, Map)> {
    maps_in(&["samples", "../src-tauri/templates"])
}

fn maps_in(folders: &[&str]) -> Vec<(String, Map)> {
    language::speak(Language::Spanish);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 6);
    files
        .into_iter()
        .map(|path| {
            let mut map = Map::default();
            let reading = notation::read(&map, &std::fs::read_to_string(&path).unwrap());
            reading.diff.apply_to(&mut map);
            (path.file_stem().unwrap().to_string_lossy().into_owned(), map)
        })
        .collect()
}

fn evaluated(map: &Map) -> Evaluation {
    eval::evaluate(map, &EvalConfig::of(map))
}

/// Every text in a value, with the key it stands under.
fn texts<'v>(key: &'v str, value: &'v Value, all: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => all.push((key, text)),
        Value::Array(values) => values.iter().for_each(|v| texts(key, v, all)),
        Value::Object(map) => map.iter().for_each(|(key, v)| texts(key, v, all)),
        _ => {}
    }
}

/// The map's own texts, the longest first, in small letters.
fn own_texts(map: &Map) -> Vec<String> {
    let records: Vec<_> = map.records().collect();
    let value = serde_json::to_value(records).unwrap();
    let mut all = Vec::new();
    texts("", &value, &mut all);
    let mut own: Vec<String> =
        all.into_iter().map(|(_, t)| t.trim().to_lowercase()).filter(|t| t.len() > 2).collect();
    own.sort_by_key(|t| std::cmp::Reverse(t.len()));
    own.dedup();
    own
}

/// The English words in what is said, outside the map's own texts.
fn english_in(said: &Value, own: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    texts("", said, &mut all);
    let mut found = Vec::new();
    for (key, text) in all {
        // What was cut with an ellipsis is a name of the map's own.
        if CODES.contains(&key) || !text.contains(' ') || text.ends_with('\u{2026}') {
            continue;
        }
        let mut rest = text.to_lowercase();
        for name in own {
            rest = rest.replace(name.as_str(), "\u{25c7}");
        }
        let words = rest.split(|c: char| !c.is_alphabetic());
        if let Some(word) = words.filter(|w| !w.is_empty()).find(|w| ENGLISH.contains(w)) {
            found.push(format!("{key}: {text}  [{word}]"));
        }
    }
    found.dedup();
    found
}

fn none_english(name: &str, what: &str, said: &Value, own: &[String]) {
    let found = english_in(said, own);
    assert!(found.is_empty(), "{what} of {name} in English: {found:#?}");
}

#[test]
fn findings_and_prompts_are_spanish() {
    for (name, map) in samples() {
        let own = own_texts(&map);
        none_english(&name, "what is said", &serde_json::to_value(evaluated(&map)).unwrap(), &own);
    }
    let empty = evaluated(&Map::default());
    none_english("an empty map", "what is said", &serde_json::to_value(empty).unwrap(), &[]);
}

#[test]
fn pages_are_spanish() {
    for (name, map) in samples() {
        let own = own_texts(&map);
        let evaluation = evaluated(&map);
        for (size, layout) in [(PageSize::A4, PageLayout::Panel), (PageSize::Wide, PageLayout::Kinds)] {
            let settings = PageSettings { size, layout, ..map.info.page.clone() };
            let sheet = page::compose(&map, &evaluation, &settings);
            assert_eq!(sheet.language, "es");
            // Lines break names in two: a page is not searched for words that the map itself has.
            let words = |text: &String| text.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
            let whole: Vec<String> = own.iter().flat_map::<Vec<String>, _>(words).collect();
            let found = english_in(&serde_json::to_value(sheet).unwrap(), &own);
            let found: Vec<_> = found
                .into_iter()
                .filter(|f| !whole.iter().any(|word| f.ends_with(&format!("[{word}]"))))
                .collect();
            assert!(found.is_empty(), "the page of {name} in English: {found:#?}");
        }
        for size in PageSize::ALL.iter().copied() {
            let sheet = page::compose(&map, &evaluation, &PageSettings { size, ..PageSettings::default() });
            let headings = sheet.reading.iter().filter(|p| p.role == page::PartRole::Heading);
            let cut: Vec<&String> = headings.map(|p| &p.alt).filter(|h| h.ends_with('\u{2026}')).collect();
            assert!(cut.is_empty(), "headings of {name} on {size:?}: {cut:?}");
        }
    }
}

/// Sentences are longer than in English: where a part has no room on a slide, the map is drawn closer all the same, and
/// whole facts stand on its cards.
#[test]
fn the_text_of_spanish_maps_can_be_read_beside_a_panel_and_is_whole() {
    for (name, map) in maps_in(&["samples-es"]) {
        for (size, least) in [(PageSize::A4, 6.44), (PageSize::Wide, 8.94), (PageSize::Classic, 8.5)] {
            let settings = PageSettings { size, ..PageSettings::default() };
            let sheet = page::compose(&map, &evaluated(&map), &settings);
            let found = check(&sheet.items);
            assert!(found.smallest_text.unwrap() > least, "{name}, {size:?}: {:?}", found.smallest_text);
            let texts = sheet.items.iter().filter(|i| i.layer == Layer::Card).flat_map(|i| &i.shapes);
            let cut: Vec<_> =
                texts.filter(|s| matches!(s, Shape::Text(l) if l.text.ends_with('\u{2026}'))).collect();
            assert!(cut.is_empty(), "{name}, {size:?}: {cut:?}");
        }
    }
}

#[test]
fn lenses_and_fields_are_spanish() {
    for (name, map) in samples() {
        let own = own_texts(&map);
        let evaluation = evaluated(&map);
        for lens in Lens::ALL {
            let view = serde_json::to_value(lens::look(&map, &evaluation, *lens)).unwrap();
            none_english(&name, lens.word(), &view, &own);
        }
        for record in map.records() {
            let told: Vec<Value> = fields::fields_of(&map, &record)
                .iter()
                .map(|f| Value::from(vec![f.label, f.help, f.group]))
                .collect();
            none_english(&name, "a field", &Value::from(told), &[]);
        }
    }
}

#[test]
fn a_scenario_is_compared_in_spanish() {
    for (name, map) in samples() {
        let own = own_texts(&map);
        let evaluation = evaluated(&map);
        let Some(target) = evaluation.top.first().map(|t| t.subject) else { continue };
        let mut scenario = Scenario::new(ScenarioId(map.last_id + 1), "Prueba");
        scenario.put(Patch::Remove { target, reroute: 0.0 });
        let then = what_if(&map, &evaluation, &scenario, &EvalConfig::of(&map), &|| true, &|_| ()).unwrap();
        none_english(&name, "what if", &serde_json::to_value(then.comparison).unwrap(), &own);
    }
}

#[test]
fn a_scenario_is_heard_in_spanish_and_written_as_always() {
    language::speak(Language::Spanish);
    let text = "us Tienda\nAcme -money 40k/y-> Tienda\nLegal agrees compra\n\
                scenario Cierre\n  a\u{f1}adir Molino -money 5k/y-> Tienda\n  superar Legal\n  \
                debilitar Acme a 50%\n  retrasar Legal por 30d\n  sin Tienda {reroute 20%}\n";
    let reading = notation::read(&Map::default(), text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let mut map = Map::default();
    reading.diff.apply_to(&mut map);
    let lines = notation::patch_lines(&map, map.scenarios.values().next().unwrap());
    assert_eq!(
        lines[lines.len() - 4..],
        ["meet Legal", "weaken Acme to 50%", "delay Legal by 30d", "without Tienda {reroute 20%}"]
    );
}

#[test]
fn what_is_not_understood_is_explained_in_spanish() {
    language::speak(Language::Spanish);
    let text = "Acme -mony 40k/y-> Us\nAcme -money 40k/y Us\nAcme : gatekeper\nAcme {owner CFO\nus\n\
                Acme -money 30k-> Us\nAcme \"x\nAcme {stage enabel}\nwithout x\nAcme -trust 4-> Us {contract}";
    let reading = notation::read(&Map::default(), text);
    assert!(reading.problems.len() > 5, "{:?}", reading.problems);
    for problem in &reading.problems {
        let words = problem.reason.split(|c: char| !c.is_alphabetic());
        assert!(!words.clone().any(|w| ["the", "is", "of", "has", "say"].contains(&w)), "{}", problem.reason);
    }
    let refused = portolan_core::edit::apply(&Map::default(), &Command::RemoveItems { items: vec![] });
    assert_eq!(refused.unwrap_err().message, "Aqu\u{ed} no hay nada que quitar.");
}
