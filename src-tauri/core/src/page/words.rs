//! What the page says in words of its own: dates, questions, and the map for those who cannot see it.

use crate::{
    language,
    map::{Kind, Map},
    scene::Item,
};

/// The nine questions, as headings of one line.
pub fn question(number: u8) -> &'static str {
    match number {
        1 => say!("Where demand forms"),
        2 => say!("Where value accrues"),
        3 => say!("Where influence lives"),
        4 => say!("Whom we depend on"),
        5 => say!("Who gives without getting"),
        6 => say!("Where data ends up"),
        7 => say!("Where trust is missing"),
        8 => say!("Where effort reaches furthest"),
        _ => say!("What is still vague"),
    }
}

/// An ISO date as people write it ("20 November 2026"); anything else as it is.
pub fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        sayable!("January"),
        sayable!("February"),
        sayable!("March"),
        sayable!("April"),
        sayable!("May"),
        sayable!("June"),
        sayable!("July"),
        sayable!("August"),
        sayable!("September"),
        sayable!("October"),
        sayable!("November"),
        sayable!("December"),
    ];
    let numbers: Option<Vec<usize>> = iso.split('-').map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some([year, month @ 1..=12, day @ 1..=31]) => {
            say!("{day} {month} {year}", day, month = language::of(MONTHS[month - 1]), year)
        }
        _ => iso.to_owned(),
    }
}

/// "1 actor", "12 actors".
pub fn actors(n: usize) -> String {
    if n == 1 { say!("1 actor").to_owned() } else { say!("{n} actors", n) }
}

/// "1 flow", "12 flows".
pub fn flows(n: usize) -> String {
    if n == 1 { say!("1 flow").to_owned() } else { say!("{n} flows", n) }
}

/// A kind for people.
pub fn kind(kind: Kind) -> &'static str {
    if kind == Kind::Decision { say!("decision right") } else { kind.said() }
}

/// Longest description of the map, in bytes.
const LONGEST: usize = 8000;

/// The map in words: how many there are of what, seen from whom, and each flow as its item says it.
pub fn map_in_words(map: &Map, items: &[Item]) -> String {
    let (actors, flows) = (actors(map.actors.len()), flows(map.flows.len()));
    let mut text = match map.info.us {
        Some(us) => {
            let us = map.name(us);
            say!("Map of {actors} and {flows}, seen from {us}.", actors, flows, us)
        }
        None => say!("Map of {actors} and {flows}.", actors, flows),
    };
    let mut untold = 0;
    for kind in Kind::ALL {
        for flow in items.iter().filter(|i| i.kind == Some(*kind)) {
            if text.len() + flow.name.len() > LONGEST {
                untold += 1;
            } else {
                text.push_str(&format!(" {}.", capital(&flow.name)));
            }
        }
    }
    if untold > 0 {
        text.push_str(&match untold {
            1 => say!(" And 1 flow more.").to_owned(),
            n => say!(" And {n} flows more.", n),
        });
    }
    text
}

/// A text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_and_other_texts_left_alone() {
        assert_eq!(date("2026-11-20"), "20 November 2026");
        assert_eq!(date("2026-13-20"), "2026-13-20");
        assert_eq!(date("Q3"), "Q3");
        assert_eq!(date(""), "");
    }
}
