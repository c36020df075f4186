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

/// Each sample's name and text, in order of name.
const TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));
/// The same of the templates; the name of one that is not in English ends in the tag of its language.
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
        TEXTS.iter().chain(TEMPLATES).map(|(name, text)| (*name, files::read_map(text).0)).collect()
    })
}

fn views_of(maps: &[(&str, Map)]) -> Vec<SampleView> {
    let view = |(name, map): &(&str, Map)| SampleView {
        name: (*name).to_owned(),
        title: map.info.title.clone(),
        about: map.info.question.clone(),
    };
    maps.iter().map(view).collect()
}

/// What the gallery says of each sample.
pub fn views() -> Vec<SampleView> {
    let mut views = views_of(&maps()[..TEXTS.len()]);
    views.sort_by_key(|v| ORDER.iter().position(|name| *name == v.name).unwrap_or(ORDER.len()));
    views
}

/// What the start page says of each template in a language; in English where there is none in it.
pub fn templates(language: Language) -> Vec<SampleView> {
    let mut views = views_of(&maps()[TEXTS.len()..]);
    let ending = format!(".{}", language.tag());
    let translated: Vec<String> =
        views.iter().filter_map(|v| v.name.strip_suffix(&ending)).map(str::to_owned).collect();
    views.retain(|v| match v.name.contains('.') {
        true => v.name.ends_with(&ending),
        false => !translated.contains(&v.name),
    });
    views
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
        let names: Vec<String> = views().into_iter().map(|v| v.name).collect();
        assert_eq!(names, ORDER);
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
