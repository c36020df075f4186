//! What the page says in words of its own: dates, questions, and the map for those who cannot see it.

use crate::{
    map::{Kind, Map},
    scene::Scene,
};

/// The nine questions, as headings of one line.
pub fn question(number: u8) -> &'static str {
    match number {
        1 => "Where demand forms",
        2 => "Where value accrues",
        3 => "Where influence lives",
        4 => "Whom we depend on",
        5 => "Who gives without getting",
        6 => "Where data ends up",
        7 => "Where trust is missing",
        8 => "Where effort reaches furthest",
        _ => "What is still vague",
    }
}

/// An ISO date as people write it ("20 November 2026"); anything else as it is.
pub fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let numbers: Option<Vec<usize>> = iso.split('-').map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some([year, month @ 1..=12, day @ 1..=31]) => format!("{day} {} {year}", MONTHS[month - 1]),
        _ => iso.to_owned(),
    }
}

/// A number and its noun: "1 flow", "12 flows".
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A kind for people.
pub fn kind(kind: Kind) -> &'static str {
    if kind == Kind::Decision { "decision right" } else { kind.word() }
}

/// Longest description of the map, in bytes.
const LONGEST: usize = 8000;

/// The map in words: how many there are of what, seen from whom, and each flow as its item says it.
pub fn map_in_words(map: &Map, scene: &Scene) -> String {
    let mut text = format!(
        "Map of {} and {}{}.",
        count(map.actors.len(), "actor", "actors"),
        count(map.flows.len(), "flow", "flows"),
        map.info.us.map_or(String::new(), |us| format!(", seen from {}", map.name(us))),
    );
    let mut untold = 0;
    for kind in Kind::ALL {
        for flow in scene.items.iter().filter(|i| i.kind == Some(*kind)) {
            if text.len() + flow.name.len() > LONGEST {
                untold += 1;
            } else {
                text.push_str(&format!(" {}.", capital(&flow.name)));
            }
        }
    }
    if untold > 0 {
        text.push_str(&format!(" And {} more.", count(untold, "flow", "flows")));
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
