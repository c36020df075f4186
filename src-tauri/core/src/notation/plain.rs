//! A sentence as people say it, in the notation: "Clinics pay Acme 300k a year". It is only ever offered: a line of
//! words is an actor's name, and stays one for whoever wants it to be.
//!
//! Knows a few verbs in English and Spanish, and no grammar.

use super::{Reading, reader};
use crate::map::{Kind, Map};

/// What a verb says of who stands on either side of it.
const VERBS: [(Kind, &[&str]); 5] = [
    (Kind::Money, &["pay", "pays", "paga", "pagan"]),
    (
        Kind::Product,
        &["sell", "sells", "supply", "supplies", "deliver", "delivers", "vende", "venden", "suministra"],
    ),
    (Kind::Data, &["send", "sends", "share", "shares", "envía", "envían", "comparte", "comparten"]),
    (Kind::Trust, &["trust", "trusts", "confía", "confían"]),
    (Kind::Attention, &["watch", "watches", "follow", "follows", "mira", "miran", "sigue", "siguen"]),
];
/// Verbs of decision rights, and what they are in the notation.
const RIGHTS: [(&str, &[&str]); 3] = [
    ("decides", &["decide", "deciden"]),
    ("agrees", &["agree", "aprueba", "aprueban", "acepta", "aceptan"]),
    ("recommends", &["recommend", "recomienda", "recomiendan", "aconseja", "aconsejan"]),
];
/// Before who receives.
const TO: [&str; 6] = ["to", "with", "a", "al", "en", "con"];
/// Before a period.
const PER: [&str; 7] = ["a", "per", "each", "every", "al", "por", "cada"];
/// What a period is in the notation.
const PERIODS: [(&str, &[&str]); 5] = [
    ("y", &["year", "año"]),
    ("quarter", &["quarter", "trimestre"]),
    ("month", &["month", "mes"]),
    ("week", &["week", "semana"]),
    ("day", &["day", "día"]),
];
/// Before our own name.
const WE: [&[&str]; 4] = [&["we", "are"], &["i", "am"], &["we're"], &["somos"]];

/// The statement that a line means, where it was read as nothing but the name of a new actor and tells more.
pub fn meant(map: &Map, reading: &Reading, line: &str) -> Option<String> {
    let is_name = reading.problems.is_empty() && reading.effects.len() == 1 && reading.touched.len() == 1;
    let words: Vec<&str> = line.split_whitespace().collect();
    if !is_name || line.contains(['\n', '"', ':', '{']) {
        return None;
    }
    let statement = ourselves(&words).or_else(|| right(&words)).or_else(|| flow(&words))?;
    let is_understood = reader::read(map, &statement, false).problems.is_empty();
    is_understood.then_some(statement)
}

fn is(word: &str, words: &[&str]) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

fn ourselves(words: &[&str]) -> Option<String> {
    let begins =
        |we: &[&str]| words.len() > we.len() && we.iter().zip(words).all(|(w, word)| is(word, &[*w]));
    let we = WE.iter().find(|we| begins(we))?;
    Some(format!("us {}", words[we.len()..].join(" ")))
}

/// "Ana decide comprar"; in English the notation itself is such a sentence.
fn right(words: &[&str]) -> Option<String> {
    let (at, verb) = (1..words.len().saturating_sub(1)).find_map(|at| {
        let (verb, _) = RIGHTS.iter().find(|(_, verbs)| is(words[at], verbs))?;
        Some((at, *verb))
    })?;
    Some(format!("{} {verb} {}", words[..at].join(" "), words[at + 1..].join(" ")))
}

fn flow(words: &[&str]) -> Option<String> {
    let (at, kind) = (1..words.len()).find_map(|at| {
        let (kind, _) = VERBS.iter().find(|(_, verbs)| is(words[at], verbs))?;
        Some((at, *kind))
    })?;
    let mut rest = words[at + 1..].to_vec();
    let amount = (kind == Kind::Money).then(|| amount(&mut rest)).flatten();
    if rest.first().is_some_and(|word| is(word, &TO)) {
        rest.remove(0);
    }
    let (what, to) = match rest.iter().rposition(|word| is(word, &TO)) {
        Some(to) => (rest[..to].join(" "), rest[to + 1..].join(" ")),
        None if matches!(kind, Kind::Product | Kind::Data) => return None,
        None => (String::new(), rest.join(" ")),
    };
    let inside = [kind.word(), &amount.unwrap_or_default(), &what].map(str::trim).join(" ");
    let (from, inside) = (words[..at].join(" "), inside.split_whitespace().collect::<Vec<_>>().join(" "));
    (!to.is_empty()).then(|| format!("{from} -{inside}-> {to}"))
}

/// Takes an amount out of a sentence, with the words for its period; by the year where none is said.
fn amount(words: &mut Vec<&str>) -> Option<String> {
    let at = words.iter().position(|word| word.contains(|c: char| c.is_ascii_digit()))?;
    let period = |word: &&str| PERIODS.iter().find(|(_, names)| is(word, names)).map(|(period, _)| *period);
    let said = words.get(at + 2).filter(|_| is(words[at + 1], &PER)).and_then(period);
    let amount = match said {
        _ if words[at].contains('/') => words[at].to_owned(),
        said => format!("{}/{}", words[at], said.unwrap_or("y")),
    };
    words.drain(at..if said.is_some() { at + 3 } else { at + 1 });
    Some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<String> {
        let map = Map::default();
        meant(&map, &reader::read(&map, line, false), line)
    }

    #[test]
    fn a_sentence_of_plain_words_is_offered_as_a_statement() {
        for (line, statement) in [
            ("Clinics pay Acme 300k", "Clinics -money 300k/y-> Acme"),
            ("Clinics pay 300k a month to Acme", "Clinics -money 300k/month-> Acme"),
            ("The clinics pay Acme Inc 300k/quarter", "The clinics -money 300k/quarter-> Acme Inc"),
            ("Clinics pay Acme", "Clinics -money-> Acme"),
            ("Acme sells scheduling software to Clinics", "Acme -product scheduling software-> Clinics"),
            ("Clinics trust Acme", "Clinics -trust-> Acme"),
            ("Hospital shares outcomes with Acme", "Hospital -data outcomes-> Acme"),
            ("Las clínicas pagan 300k al año a Acme", "Las clínicas -money 300k/y-> Acme"),
            ("La junta confía en Acme", "La junta -trust-> Acme"),
            ("Ana decide comprar", "Ana decides comprar"),
            ("we are Acme", "us Acme"),
            ("Somos Acme", "us Acme"),
        ] {
            assert_eq!(said(line).as_deref(), Some(statement), "{line}");
        }
    }

    #[test]
    fn names_and_statements_are_left_alone() {
        for line in [
            "Acme",
            "Pay",
            "Bank of Trust",
            "Clinics pay",
            "Acme sells",
            "Clinics -money 300k/y-> Acme",
            "CIO decides buy",
            "\"Those who pay us\"",
            "us Acme",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
