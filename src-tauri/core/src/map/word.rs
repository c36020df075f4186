//! Closed vocabularies: enums whose values have one plain word each, the same in text, file and window.

/// A value of any closed vocabulary.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every value.
    fn all() -> &'static [Self];
    /// The value's word.
    fn word(self) -> &'static str;
    /// The value that a word means.
    fn read(text: &str) -> Option<Self>;
    /// The value's word in the current language.
    fn said(self) -> &'static str {
        crate::language::of(self.word())
    }
    /// The value that a word means in the notation or in the current language.
    fn heard(text: &str) -> Option<Self> {
        let wanted = text.trim().to_lowercase();
        Self::read(text).or_else(|| Self::all().iter().copied().find(|w| w.said().to_lowercase() == wanted))
    }
}

/// Declares an enum with a word for each value.
///
/// The first word is how the value is written (text notation, file, wire); the words after it are
/// accepted when read. Gives `ALL`, `word()`, `Display` and `FromStr` (case-insensitive; the error is
/// the text that was not understood).
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $value:ident = $word:literal $(| $alias:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[ts(export)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $value),+
        }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The value's word, as written in text, file and window.
            pub const fn word(self) -> &'static str {
                match self { $($name::$value => $word),+ }
            }

            /// The value's word in the current language, for people.
            pub fn said(self) -> &'static str {
                crate::language::of(self.word())
            }
        }

        impl crate::map::word::Word for $name {
            fn all() -> &'static [$name] {
                $name::ALL
            }
            fn word(self) -> &'static str {
                $name::word(self)
            }
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                let text = text.trim();
                $(if [$word $(, $alias)*].iter().any(|w| w.eq_ignore_ascii_case(text)) {
                    return Ok($name::$value);
                })+
                Err(text.to_owned())
            }
        }
    };
}
pub(crate) use vocabulary;
