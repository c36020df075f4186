//! What stands inside an arrow or after its colon: kind, quantity or strength, label.

use super::{
    lexer::{Mark, Token},
    reader::{Fault, text_of},
};
use crate::map::{Amount, Kind, Unfit, Word, nearest};

/// What an arrow says beside its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub amount: Amount,
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
    if let Ok(first) = content(line, inside, Kind::Money)
        && first.amount.quantity.is_some()
    {
        return Ok((Kind::Money, both(line, first, after, Kind::Money)?));
    }
    let said = inside.first().or(after.first());
    let word = said.map_or("", |t| &line[t.start..t.end]);
    let kinds = || Kind::ALL.iter().map(|k| k.said());
    if word.is_empty() {
        let unfit = Unfit::new(
            say!("Say what flows: {kinds}", kinds = kinds().collect::<Vec<_>>().join(", ")),
            format!("-{}->", Kind::Money.said()),
        );
        return Err(Fault::at(arrow, 0, unfit));
    }
    let near = nearest(word, kinds()).unwrap_or(Kind::Money.said());
    let reason = say!(
        "\u{201c}{word}\u{201d} is no kind of flow: {kinds}",
        word,
        kinds = kinds().collect::<Vec<_>>().join(", ")
    );
    Err(Fault::at(said.map_or(&[], std::slice::from_ref), 0, Unfit::new(reason, near)))
}

/// The kind that a word is: that of the notation, or what the current language calls it.
pub(super) fn kind(word: &str) -> Option<Kind> {
    Kind::heard(word)
}

/// The kind that the first one or two words are, and how many they are.
fn leading_kind(line: &str, tokens: &[Token]) -> Option<(Kind, usize)> {
    [2, 1].into_iter().find_map(|words| {
        let run = tokens.get(..words).filter(|run| run.iter().all(|t| t.mark == Mark::Word))?;
        let text: Vec<&str> = run.iter().map(|t| &line[t.start..t.end]).collect();
        Some((kind(&text.join(" "))?, words))
    })
}

/// Joins what is said inside the arrow and after the colon.
fn both(line: &str, first: Content, after: &[Token], kind: Kind) -> Result<Content, Fault> {
    let second = content(line, after, kind)?;
    let twice = (first.amount.quantity.is_some() && second.amount.quantity.is_some())
        || (!first.label.is_empty() && !second.label.is_empty());
    if twice {
        return Err(Fault::at(
            after,
            0,
            Unfit::new(say!("That is said twice: in the arrow and after the colon"), ""),
        ));
    }
    Ok(Content { amount: first.amount.or(second.amount), label: first.label + &second.label })
}

/// A quantity or strength, and a label, each of which may be missing. A label that begins like a number
/// stands in quotes.
pub(super) fn content(line: &str, tokens: &[Token], kind: Kind) -> Result<Content, Fault> {
    let Some(first) = tokens.first().filter(|t| t.mark == Mark::Word) else {
        return Ok(Content { label: text_of(line, tokens)?, ..Content::default() });
    };
    let ends: Vec<usize> = tokens.iter().map(|t| t.end - first.start).collect();
    let (amount, words) =
        Amount::leading(&line[first.start..], &ends, kind).map_err(|unfit| Fault::at(tokens, 0, unfit))?;
    let label = text_of(line, &tokens[words..])?;
    Ok(Content { amount, label })
}
