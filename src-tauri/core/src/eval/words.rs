//! Numbers and names in words, as a board reads them: two digits, plain, no codes.

use crate::language;

/// Two significant digits, without trailing zeros after the point.
pub(crate) fn two_digits(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return "0".into();
    }
    let size = x.abs().log10().floor();
    let step = 10f64.powf(size - 1.0);
    let rounded = (x / step).round() * step;
    let digits = (1.0 - rounded.abs().log10().floor()).max(0.0) as usize;
    let text = format!("{rounded:.digits$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    language::number(text)
}

/// A share of 1 as a percentage with two digits; never "100%" for less than all.
pub(crate) fn percent(share: f64) -> String {
    let text = two_digits(share * 100.0);
    match text.as_str() {
        "100" if share < 0.9999 => say!("more than 99%").into(),
        _ => say!("{number}%", number = text),
    }
}

/// The same as a part of what is named after it: some languages put an article before it.
pub(super) fn part(share: f64) -> String {
    let text = two_digits(share * 100.0);
    match text.as_str() {
        "100" if share < 0.9999 => say!("more than 99%").into(),
        _ => say!("{share}%", share = text),
    }
}

/// A name as others gave it, in the quotation marks of the language.
pub(super) fn quoted(name: &str) -> String {
    say!("“{name}”", name)
}

/// A range of shares in brackets, " (44–81%)"; empty where there is none or it says nothing new.
pub(super) fn percent_range(range: Option<(f64, f64)>) -> String {
    let Some((lo, hi)) = range else { return String::new() };
    let (lo, hi) = (two_digits(lo * 100.0), two_digits(hi * 100.0));
    if lo == hi { String::new() } else { say!(" ({lo}–{hi}%)", lo, hi) }
}

/// An amount of money, "USD 960k".
pub(super) fn money(amount: f64, currency: &str) -> String {
    let said = match amount.abs() {
        a if a >= 0.995e9 => say!("{number}bn", number = two_digits(amount / 1e9)),
        a if a >= 0.995e6 => say!("{number}m", number = two_digits(amount / 1e6)),
        a if a >= 995.0 => say!("{number}k", number = two_digits(amount / 1e3)),
        _ => two_digits(amount),
    };
    format!("{currency} {said}").trim_start().to_owned()
}

/// Small numbers as words.
pub(super) fn count(n: usize) -> String {
    const WORDS: [&str; 13] = [
        sayable!("no"),
        sayable!("one"),
        sayable!("two"),
        sayable!("three"),
        sayable!("four"),
        sayable!("five"),
        sayable!("six"),
        sayable!("seven"),
        sayable!("eight"),
        sayable!("nine"),
        sayable!("ten"),
        sayable!("eleven"),
        sayable!("twelve"),
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| language::of(w).to_owned())
}

/// A share in words where a plain fraction is near ("about a third"), else as a percentage.
pub(super) fn fraction(share: f64) -> String {
    const NEAR: [(f64, &str); 7] = [
        (0.1, sayable!("about a tenth")),
        (0.2, sayable!("about a fifth")),
        (0.25, sayable!("about a quarter")),
        (1.0 / 3.0, sayable!("about a third")),
        (0.5, sayable!("about half")),
        (2.0 / 3.0, sayable!("about two thirds")),
        (0.75, sayable!("about three quarters")),
    ];
    let near = NEAR.iter().find(|(f, _)| (share - f).abs() <= (0.1 * f).min(0.022));
    match near {
        Some((_, words)) => language::of(words).to_owned(),
        None if share >= 0.995 => say!("all of it").into(),
        None => part(share),
    }
}

/// Names as a list, "A, B and C"; beyond `most` the rest is counted.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    list_of(&names.into_iter().collect::<Vec<_>>(), most, |name| (*name).to_owned())
}

/// The same of things that get their names here: only those that are shown, however many there are.
pub(super) fn list_of<T>(things: &[T], most: usize, name: impl Fn(&T) -> String) -> String {
    let shown = things.len().min(most.max(1));
    let mut names: Vec<String> = things[..shown].iter().map(name).collect();
    if things.len() > shown {
        names.push(say!("{n} more", n = things.len() - shown));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => say!("{others} and {last}", others = rest.join(", "), last),
    }
}

/// "from A to B".
pub(super) fn way(from: &str, to: &str) -> String {
    say!("from {from} to {to}", from, to)
}

/// The text with its first letter as a capital.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_digits() {
        let cases =
            [(0.0375, "3.8%"), (0.9475, "95%"), (0.015, "1.5%"), (1.0, "100%"), (0.997, "more than 99%")];
        cases.iter().for_each(|(x, text)| assert_eq!(percent(*x), *text));
        assert_eq!(money(962_500.0, "USD"), "USD 960k");
        assert_eq!(money(1_000_000.0, "USD"), "USD 1m");
        assert_eq!(money(999_999.0, "USD"), "USD 1m");
        assert_eq!(money(100.0, "EUR"), "EUR 100");
        assert_eq!(two_digits(182.9), "180");
        assert_eq!(two_digits(9.96), "10");
    }

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(list(["A"], 3), "A");
        assert_eq!(list(["A", "B"], 3), "A and B");
        assert_eq!(list(["A", "B", "C", "D", "E"], 3), "A, B, C and 2 more");
    }

    #[test]
    fn shares_near_a_plain_fraction_are_said_as_one() {
        assert_eq!(fraction(0.3117), "about a third");
        assert_eq!(fraction(0.2208), "22%");
        assert_eq!(fraction(0.7), "70%");
    }
}
