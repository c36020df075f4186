//! What stands inside an arrow or after its colon: kind, quantity or strength, label.

use super::{
    lexer::{Mark, Token},
    reader::{Fault, text_of},
};
use crate::map::{Kind, Quantity, Unfit, nearest};

/// What an arrow says beside its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub quantity: Option<Quantity>,
    pub strength: Option<u8>,
    pub label: String,
}

/// The kind and content of an arrow, from its tokens (its tail first, its head last) and those after the colon.
pub(super) fn kind_and_content(
    line: &str,
    arrow: &[Token],
    after: &[Token],
) -> Result<(Kind, Content), Fault> {
    let inside = &arrow[1..arrow.len() - 1];
    if let Some((kind, words)) = leading_kind(line, inside) {
        let first = content(line, &inside[words..], kind)?;
        return Ok((kind, both(line, first, after, kind)?));
    }
    if let Some((kind, words)) = leading_kind(line, after) {
        let first = content(line, inside, kind)?;
        return Ok((kind, both(line, first, &after[words..], kind)?));
    }
    if let Ok(first @ Content { quantity: Some(_), .. }) = content(line, inside, Kind::Money) {
        return Ok((Kind::Money, both(line, first, after, Kind::Money)?));
    }
    let said = inside.first().or(after.first());
    let word = said.map_or("", |t| &line[t.start..t.end]);
    let kinds = || Kind::ALL.iter().map(|k| k.word());
    if word.is_empty() {
        let unfit =
            Unfit::new(format!("Say what flows: {}", kinds().collect::<Vec<_>>().join(", ")), "-money->");
        return Err(Fault::at(arrow, 0, unfit));
    }
    let near = nearest(word, kinds()).unwrap_or("money");
    let reason =
        format!("\u{201c}{word}\u{201d} is no kind of flow: {}", kinds().collect::<Vec<_>>().join(", "));
    Err(Fault::at(said.map_or(&[], std::slice::from_ref), 0, Unfit::new(reason, near)))
}

/// The kind that the first one or two words are, and how many they are.
fn leading_kind(line: &str, tokens: &[Token]) -> Option<(Kind, usize)> {
    [2, 1].into_iter().find_map(|words| {
        let run = tokens.get(..words).filter(|run| run.iter().all(|t| t.mark == Mark::Word))?;
        let text: Vec<&str> = run.iter().map(|t| &line[t.start..t.end]).collect();
        Some((text.join(" ").parse().ok()?, words))
    })
}

/// Joins what is said inside the arrow and after the colon.
fn both(line: &str, first: Content, after: &[Token], kind: Kind) -> Result<Content, Fault> {
    let second = content(line, after, kind)?;
    let twice = (first.quantity.is_some() && second.quantity.is_some())
        || (!first.label.is_empty() && !second.label.is_empty());
    if twice {
        return Err(Fault::at(
            after,
            0,
            Unfit::new("That is said twice: in the arrow and after the colon", ""),
        ));
    }
    Ok(Content {
        quantity: first.quantity.or(second.quantity),
        strength: first.strength.or(second.strength),
        label: first.label + &second.label,
    })
}

/// A quantity or strength, and a label, each of which may be missing. A label that begins like a number
/// stands in quotes.
pub(super) fn content(line: &str, tokens: &[Token], kind: Kind) -> Result<Content, Fault> {
    let mut found = Content::default();
    let Some(first) = tokens.first().filter(|t| t.mark == Mark::Word) else {
        found.label = text_of(line, tokens)?;
        return Ok(found);
    };
    let word = &line[first.start..first.end];
    let mut used = 0;
    if looks_like_amount(word) {
        let upto = |n: usize| &line[first.start..tokens[n - 1].end];
        let longest =
            (1..=tokens.len().min(8)).rev().find_map(|n| Some((Quantity::parse(upto(n), kind).ok()?, n)));
        if let Some((quantity, n)) = longest {
            (found.quantity, used) = (Some(quantity), n);
        } else if let (Ok(strength @ 1..=5), true) = (word.parse(), kind != Kind::Money) {
            (found.strength, used) = (Some(strength), 1);
        } else if is_number(word) {
            let all = Quantity::parse(upto(tokens.len()), kind).err();
            let one = Quantity::parse(word, kind).err();
            let unfit = if kind == Kind::Money { one.or(all) } else { all.or(one) };
            return Err(Fault::at(
                tokens,
                0,
                unfit.unwrap_or_else(|| Unfit::new("That is no quantity", "40k/y")),
            ));
        }
    }
    found.label = text_of(line, &tokens[used..])?;
    Ok(found)
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
