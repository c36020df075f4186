//! The samples and templates: maps that travel with the program, and their small pages.

use crate::files;
use portolan_core::{
    Code, Error, Result,
    api::SampleView,
    eval,
    language::Language,
    map::Map,
    page::{self, Sheet},
    say,
};
use std::sync::OnceLock;

/// Each sample's name and text; the name of one that is not in English ends in the tag of its language.
const TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));
/// The same of the templates.
const TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));
/// The samples as they are told: the plainest first, and what was before what came after.
const ORDER: [&str; 6] = [
    "mid-market-software",
    "logistics",
    "data-warehouse",
    "cyber-security",
    "fintech-before",
    "fintech-after",
];

static MAPS: OnceLock<Vec<(&str, Map)>> = OnceLock::new();

/// The samples, then the templates.
fn maps() -> &'static [(&'static str, Map)] {
    MAPS.get_or_init(|| {
        TEXTS.iter().chain(TEMPLATES).map(|(name, text)| (*name, files::read_map(text).map)).collect()
    })
}

/// What the gallery says of each sample in a language.
pub fn views(language: Language) -> Vec<SampleView> {
    let mut views = views_in(language, &maps()[..TEXTS.len()]);
    let place = |view: &SampleView| ORDER.iter().position(|name| *name == plain(&view.name));
    views.sort_by_key(|view| place(view).unwrap_or(ORDER.len()));
    views
}

/// What the start page says of each template in a language.
pub fn templates(language: Language) -> Vec<SampleView> {
    views_in(language, &maps()[TEXTS.len()..])
}

/// A name without the tag of its language.
fn plain(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Each of these maps in a language; in English where there is none in it.
fn views_in(language: Language, maps: &[(&str, Map)]) -> Vec<SampleView> {
    let ending = format!(".{}", language.tag());
    let is_translated = |name: &str| maps.iter().any(|(other, _)| other.strip_suffix(&ending) == Some(name));
    let fits = |(name, _): &&(&str, Map)| match name.contains('.') {
        true => name.ends_with(&ending),
        false => !is_translated(name),
    };
    let view = |(name, map): &(&str, Map)| SampleView {
        name: (*name).to_owned(),
        title: map.info.title.clone(),
        about: map.info.question.clone(),
    };
    maps.iter().filter(fits).map(view).collect()
}

/// A sample's map.
///
/// # Errors
/// `Missing` where no sample has this name.
pub fn map(name: &str) -> Result<&'static Map> {
    let found = maps().iter().find(|(known, _)| *known == name);
    found.map(|(_, map)| map).ok_or_else(|| {
        Error::new(
            Code::Missing,
            say!("There is no sample {name}.", name),
            say!("Choose one from the start page."),
        )
    })
}

/// A sample's page as it prints.
///
/// # Errors
/// `Missing` where no sample has this name.
pub fn page(name: &str) -> Result<Sheet> {
    let map = map(name)?;
    let evaluation = eval::evaluate(map, &eval::EvalConfig::of(map));
    Ok(page::compose(map, &evaluation, &map.info.page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use portolan_core::{map::Stage, notation};

    #[test]
    fn samples_come_in_the_order_they_are_told() {
        for language in Language::ALL {
            let views = views(language);
            assert_eq!(views.iter().map(|v| plain(&v.name)).collect::<Vec<_>>(), ORDER);
        }
    }

    #[test]
    fn a_sample_says_the_same_in_each_language_in_words_of_its_own() {
        for name in ORDER {
            let (english, spanish) = (map(name).unwrap(), map(&format!("{name}.es")).unwrap());
            assert_ne!(english.info.title, spanish.info.title);
            assert_ne!(english.info.question, spanish.info.question);
            // What is typed is the same but for words: the same records, numbers and places.
            let bare = |map: &Map| {
                let actors =
                    map.actors.values().map(|a| (a.id, a.roles.clone(), a.position, a.zone, a.stage));
                let flows = map.flows.values().map(|f| {
                    (
                        f.id,
                        f.from,
                        f.to,
                        f.kind,
                        f.quantity.clone(),
                        f.strength,
                        f.evidence,
                        f.via.clone(),
                        f.decision,
                    )
                });
                let others = (map.agreements.len(), map.deals.len(), map.moves.len(), map.notes.len());
                (actors.collect::<Vec<_>>(), flows.collect::<Vec<_>>(), others)
            };
            assert_eq!(bare(english), bare(spanish), "{name}");
            let found = |map: &Map| {
                let evaluation = eval::evaluate(map, &eval::EvalConfig::of(map));
                evaluation.findings.iter().map(|f| f.code.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(found(english), found(spanish), "{name}");
        }
    }

    #[test]
    fn templates_are_read_whole_and_the_platform_has_a_partner_for_each_stage() {
        for (name, text) in TEMPLATES {
            assert_eq!(notation::read(&Map::default(), text).problems, [], "{name}");
            let stages = map(name).unwrap().actors.values().filter_map(|a| a.stage).count();
            assert_eq!(stages, Stage::ALL.len(), "{name}");
        }
    }

    #[test]
    fn a_template_is_offered_once_in_each_language() {
        for (language, name) in
            [(Language::English, "software-platform"), (Language::Spanish, "software-platform.es")]
        {
            let named: Vec<String> = templates(language).into_iter().map(|v| v.name).collect();
            assert_eq!(named, [name]);
        }
    }
}
