//! What the page says in words of its own: dates, questions, and the map for those who cannot see it.

use crate::{
    language,
    map::{Kind, Map},
    scene::{Item, Layer},
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

/// The map in words, for who cannot see it: how many there are of what, seen from whom; then each card, each flow by
/// its kind and each note, as its item says it.
pub fn map_in_words(map: &Map, items: &[Item]) -> String {
    let (actors, flows) = (actors(map.actors.len()), flows(map.flows.len()));
    let mut text = match map.info.us {
        Some(us) => {
            let us = map.name(us);
            say!("Map of {actors} and {flows}, seen from {us}.", actors, flows, us)
        }
        None => say!("Map of {actors} and {flows}.", actors, flows),
    };
    // Flows name the actors once more: cards leave them half of the room.
    let cards = items.iter().filter(|i| i.layer == Layer::Card);
    let more = match tell(&mut text, cards.map(|i| i.name.clone()), LONGEST / 2) {
        0 => String::new(),
        1 => say!(" And 1 actor more.").to_owned(),
        n => say!(" And {n} actors more.", n),
    };
    text += &more;
    let of_kind = |kind: Kind| items.iter().filter(move |i| i.kind == Some(kind)).map(|i| i.name.clone());
    let more = match tell(&mut text, Kind::ALL.iter().copied().flat_map(of_kind), LONGEST) {
        0 => String::new(),
        1 => say!(" And 1 flow more.").to_owned(),
        n => say!(" And {n} flows more.", n),
    };
    text += &more;
    let notes = items.iter().filter(|i| i.layer == Layer::Note);
    tell(&mut text, notes.map(|i| say!("Note: {text}", text = i.name)), LONGEST);
    text
}

/// Goes on with so many sentences as a length has room for; gives how many were left out.
fn tell(text: &mut String, sentences: impl Iterator<Item = String>, most: usize) -> usize {
    let mut untold = 0;
    for sentence in sentences {
        if text.len() + sentence.len() > most {
            untold += 1;
        } else {
            *text += &format!(" {}.", capital(sentence.trim_end_matches('.')));
        }
    }
    untold
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
    fn a_map_in_words_names_who_has_no_flow_and_what_stands_in_notes_and_says_what_is_left_out() {
        let mut map = Map::default();
        let text = "# Here\nShop : platform\n\nBank\nBank -money 40k/y-> Shop\nnote \"For illustration.\" {at 0 400}\n\nHermit\n";
        let reading = crate::notation::read(&map, text);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        reading.diff.apply_to(&mut map);
        let items = crate::scene::compose(&map, None, &Default::default()).items;
        let told = map_in_words(&map, &items);
        for said in [
            "Shop: platform, in Here.",
            "Hermit, in Here.",
            "Money from Bank to Shop: $40k/yr, assumed.",
            "Note: For illustration.",
        ] {
            assert!(told.contains(said), "{said} is not in {told}");
        }
        let flow = items.iter().find(|i| i.kind.is_some()).unwrap();
        let many: Vec<Item> = std::iter::repeat_n(flow.clone(), 1000).collect();
        let told = map_in_words(&map, &many);
        assert!(told.len() < LONGEST + 40 && told.ends_with(" flows more."), "{told}");
    }

    #[test]
    fn dates_are_written_out_and_other_texts_left_alone() {
        assert_eq!(date("2026-11-20"), "20 November 2026");
        assert_eq!(date("2026-13-20"), "2026-13-20");
        assert_eq!(date("Q3"), "Q3");
        assert_eq!(date(""), "");
    }
}
