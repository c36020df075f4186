//! How much flows, as it is said on the arrow itself: "~300k/y listed purchases", "4 weekly reports".
//!
//! Knows words and where they end; names, braces and marks of the notation are the notation's.

use super::{Evidence, Flow, Kind, Quantity, Unfit};

/// The most words that a quantity may have.
const MOST_WORDS: usize = 8;

/// What the first words on an arrow say of how much flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Amount {
    /// A quantity with its unit and period.
    pub quantity: Option<Quantity>,
    /// A strength from 1 to 5 where there is no number.
    pub strength: Option<u8>,
    /// How well it is known: `~` before the number for estimated, `?` behind it for assumed, `!` for known.
    pub evidence: Option<Evidence>,
}

impl Amount {
    /// Reads the longest amount that `text` begins with, and tells how many words it is; `ends` tells where
    /// each of the words ends, in bytes.
    ///
    /// # Errors
    /// The reason where it begins with a number that is no amount, as "30k" for money: nobody can tell a
    /// yearly amount from a single one.
    pub(crate) fn leading(text: &str, ends: &[usize], kind: Kind) -> Result<(Amount, usize), Unfit> {
        let none = || Ok((Amount::default(), 0));
        let Some(first) = ends.first().map(|end| &text[..*end]) else { return none() };
        let (guessed, _) = without_marks(first);
        if !looks_like_amount(guessed) {
            return none();
        }
        let upto = |words: usize| without_marks(&text[..ends[words - 1]]);
        for words in (1..=ends.len().min(MOST_WORDS)).rev() {
            let (said, evidence) = upto(words);
            if let Ok(quantity) = Quantity::parse(said, kind) {
                return Ok((Amount { quantity: Some(quantity), strength: None, evidence }, words));
            }
        }
        let (said, evidence) = upto(1);
        if let (Ok(strength @ 1..=5), true) = (of_five(said).parse(), kind != Kind::Money) {
            return Ok((Amount { quantity: None, strength: Some(strength), evidence }, 1));
        }
        if !is_number(said) {
            return none();
        }
        let all = Quantity::parse(upto(ends.len()).0, kind).err();
        let one = Quantity::parse(said, kind).err();
        let unfit = if kind == Kind::Money { one.or(all) } else { all.or(one) };
        Err(unfit.unwrap_or_else(|| Unfit::new(say!("That is no quantity"), "40k/y")))
    }
}

impl Amount {
    /// The evidence that a mark alone says.
    pub(crate) fn mark(text: &str) -> Option<Evidence> {
        match text.trim() {
            "~" | "\u{2248}" => Some(Evidence::Estimated),
            "?" => Some(Evidence::Assumed),
            "!" => Some(Evidence::Known),
            _ => None,
        }
    }

    /// What this says, and where it says nothing what the other says.
    pub(crate) fn or(self, other: Amount) -> Amount {
        Amount {
            quantity: self.quantity.or(other.quantity),
            strength: self.strength.or(other.strength),
            evidence: self.evidence.or(other.evidence),
        }
    }

    /// Puts what is said into a flow; what is not said stays.
    pub(crate) fn put_into(self, flow: &mut Flow) {
        flow.quantity = self.quantity.or(flow.quantity.take());
        flow.strength = self.strength.or(flow.strength);
        flow.evidence = self.evidence.unwrap_or(flow.evidence);
    }
}

/// What is said of a scale to 5, without its end: "4/5" is 4, as it stands on the map.
pub(crate) fn of_five(text: &str) -> &str {
    text.strip_suffix("/5").unwrap_or(text)
}

/// The words without the marks of evidence around them.
fn without_marks(text: &str) -> (&str, Option<Evidence>) {
    if let Some(rest) = text.strip_prefix(['~', '\u{2248}']) {
        return (rest, Some(Evidence::Estimated));
    }
    match (text.strip_suffix('?'), text.strip_suffix('!')) {
        (Some(rest), _) => (rest, Some(Evidence::Assumed)),
        (_, Some(rest)) => (rest, Some(Evidence::Known)),
        _ => (text, None),
    }
}

/// Whether a word can begin a quantity.
fn looks_like_amount(word: &str) -> bool {
    let code = word.len() >= 3 && word.bytes().take(3).all(|b| b.is_ascii_uppercase());
    word.starts_with(|c: char| {
        c.is_ascii_digit() || matches!(c, '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}' | '-')
    }) || code
}

/// Whether a word is nothing but a number, perhaps with a currency sign, k, m or bn, and a period.
fn is_number(word: &str) -> bool {
    let word = word.split('/').next().unwrap_or("").trim_start_matches(|c: char| !c.is_ascii_digit());
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_'));
    !word.is_empty() && ["", "k", "m", "mn", "b", "bn"].contains(&letters.to_ascii_lowercase().as_str())
}
