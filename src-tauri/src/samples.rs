//! The samples: maps that travel with the program, and their small pages.

use crate::files;
use portolan_core::{
    Code, Error, Result,
    api::SampleView,
    eval,
    map::Map,
    page::{self, Sheet},
};
use std::sync::OnceLock;

/// Each sample's name and text, in order of name.
const TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

static MAPS: OnceLock<Vec<(&str, Map)>> = OnceLock::new();

fn maps() -> &'static [(&'static str, Map)] {
    MAPS.get_or_init(|| TEXTS.iter().map(|(name, text)| (*name, files::read_map(text).0)).collect())
}

/// What the gallery says of each sample.
pub fn views() -> Vec<SampleView> {
    let view = |(name, map): &(&str, Map)| SampleView {
        name: (*name).to_owned(),
        title: map.info.title.clone(),
        about: map.info.question.clone(),
    };
    maps().iter().map(view).collect()
}

/// A sample's map.
///
/// # Errors
/// `Missing` where no sample has this name.
pub fn map(name: &str) -> Result<&'static Map> {
    let found = maps().iter().find(|(known, _)| *known == name);
    found.map(|(_, map)| map).ok_or_else(|| {
        Error::new(Code::Missing, format!("There is no sample {name}."), "Choose one from the start page.")
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
