//! Why a text does not fit where it was put, and the nearest text that would.
//!
//! Knows words only; where in a line they stood is the notation's business.

/// A text that makes no sense in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfit {
    /// The reason, for people.
    pub reason: String,
    /// The nearest text that would be understood, or empty.
    pub nearest: String,
}

impl Unfit {
    /// A reason with the nearest text that would do.
    pub fn new(reason: impl Into<String>, nearest: impl Into<String>) -> Unfit {
        Unfit { reason: reason.into(), nearest: nearest.into() }
    }
}

impl From<Unfit> for crate::Error {
    fn from(unfit: Unfit) -> crate::Error {
        let hint = if unfit.nearest.is_empty() {
            String::new()
        } else {
            say!("Try \u{201c}{nearest}\u{201d}.", nearest = unfit.nearest)
        };
        crate::Error::refused(unfit.reason, hint)
    }
}

/// The choice nearest to `text` by Damerau-Levenshtein distance, if it is near enough to be meant: at most
/// a third of the letters wrong, or `text` begins it.
pub fn nearest<'a>(text: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = text.trim().to_lowercase().chars().take(64).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for choice in choices {
        let word: Vec<char> = choice.to_lowercase().chars().take(64).collect();
        let begins = wanted.len() >= 2 && word.starts_with(&wanted);
        let distance = if begins { 1 } else { edit_distance(&wanted, &word) };
        let allowed = wanted.len().max(word.len()).div_ceil(3);
        if distance <= allowed && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, choice));
        }
    }
    best.map(|(_, choice)| choice)
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substitute = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = substitute.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(nearest("mony", ["data", "money", "trust"]), Some("money"));
        assert_eq!(nearest("dtaa", ["data", "money"]), Some("data"));
        assert_eq!(nearest("gatek", ["gatekeeper", "platform"]), Some("gatekeeper"));
    }

    #[test]
    fn a_word_unlike_all_others_finds_none() {
        assert_eq!(nearest("xylophone", ["data", "money"]), None);
        assert_eq!(nearest("", ["data"]), None);
    }
}
