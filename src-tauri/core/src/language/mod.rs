//! In which language the program speaks: every sentence for people goes through [`say!`](crate::say).
//!
//! The English text stands in the source, where it can be read, and is the key; a catalogue holds the same
//! in another language (gettext's idea and file format, so that a translator's tools can read it). What is
//! the user's own, and what is a format (notation, JSON, SQL, codes), never comes here.

mod catalogue;
#[cfg(test)]
mod tests;

use catalogue::Catalogue;
pub use catalogue::Template;
use serde::{Deserialize, Serialize};
use std::sync::{
    LazyLock,
    atomic::{AtomicU8, Ordering},
};
use ts_rs::TS;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Language {
    /// English, the language of the sources.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    /// Its tag by BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// Whether our own organisation takes verbs in the plural: "you pay", but "nuestra organización paga".
    pub(crate) fn says_us_in_the_plural(self) -> bool {
        self == Language::English
    }

    /// The language of a locale or tag ("es_ES.UTF-8", "es-MX"); English where it is another.
    pub fn of_locale(locale: &str) -> Language {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_lowercase();
        Language::ALL.into_iter().find(|l| l.tag() == language).unwrap_or_default()
    }
}

/// One for the whole process, as a locale is: a program speaks one language at a time, and handing it
/// through every call that may say a sentence would make it an argument of all of them. Sentences depend
/// on it as they do on the settings of the evaluation: same input, same language, same bytes.
static CURRENT: AtomicU8 = AtomicU8::new(0);

static SPANISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(include_str!("es.po")));

/// Makes the program speak a language from now on. What was said before stays as it was said.
pub fn speak(language: Language) {
    CURRENT.store(language as u8, Ordering::Relaxed);
}

/// The language the program speaks.
pub fn current() -> Language {
    match CURRENT.load(Ordering::Relaxed) {
        0 => Language::English,
        _ => Language::Spanish,
    }
}

/// The template that stands for an English one; `None` where the English one is to be said.
pub fn template(english: &str) -> Option<&'static Template> {
    match current() {
        Language::English => None,
        Language::Spanish => SPANISH.get(english),
    }
}

/// A fixed text in the current language, by its English; as it is where the catalogue does not know it.
pub fn of(english: &str) -> &str {
    template(english).map_or(english, Template::text)
}

/// A number written as in English ("1,200.5"), as the current language writes it ("1.200,5").
pub fn number(english: String) -> String {
    match current() {
        Language::English => english,
        Language::Spanish => english
            .chars()
            .map(|c| match c {
                '.' => ',',
                ',' => '.',
                other => other,
            })
            .collect(),
    }
}

/// A sentence in the current language, by its English: a text as it stands gives `&str`, a template with
/// its named values (`name`, or `name = value`) a `String`.
///
/// ```
/// use portolan_core::say;
/// let owner = "COO";
/// assert_eq!(say!("Save a copy."), "Save a copy.");
/// assert_eq!(say!("Owner: {owner}, {n} of {all}", owner, n = 2, all = 1 + 2), "Owner: COO, 2 of 3");
/// ```
#[macro_export]
macro_rules! say {
    ($text:literal $(,)?) => { $crate::language::of($text) };
    ($template:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        match $crate::language::template($template) {
            // Through `concat!`, so that a value left out does not compile.
            None => format!(concat!($template), $($name = $crate::say!(@value $name $($value)?)),+),
            Some(template) => {
                template.fill(&[$((stringify!($name), &$crate::say!(@value $name $($value)?))),+])
            }
        }
    };
    (@value $name:ident $value:expr) => { $value };
    (@value $name:ident) => { $name };
}

/// Marks a text in a table as one that [`language::of`](crate::language::of) says where it is shown.
#[macro_export]
macro_rules! sayable {
    ($text:literal) => {
        $text
    };
}
