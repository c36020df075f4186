//! The prompts of a workshop: they follow the map, and what they begin is understood.

use portolan_core::{
    eval::{EvalConfig, Prompt, evaluate},
    map::Map,
    notation,
};

fn prompts(map: &Map) -> Vec<Prompt> {
    evaluate(map, &EvalConfig::default()).prompts
}

/// Says a line that must be understood, and must change the map.
fn say(map: &mut Map, line: &str) {
    let reading = notation::read(map, line);
    assert_eq!(reading.problems, [], "{line}");
    assert!(!reading.diff.changes.is_empty(), "{line} says nothing new");
    reading.diff.apply_to(map);
}

fn missing(map: &Map, question: u8) -> String {
    prompts(map)[usize::from(question) - 1].missing.clone()
}

#[test]
fn there_is_one_prompt_for_each_question_also_on_an_empty_map() {
    let all = prompts(&Map::default());
    assert_eq!(all.iter().map(|p| p.question).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
    assert_eq!(all[0].missing, "Nothing is on this map yet.");
}

#[test]
fn a_prompt_says_what_is_missing_on_this_map() {
    let mut map = Map::default();
    say(&mut map, "us Our firm");
    say(&mut map, "Mid-market firms : customer");
    assert_eq!(missing(&map, 2), "No one on this map pays yet.");
    say(&mut map, "Mid-market firms -money-> Our firm");
    assert_eq!(missing(&map, 2), "What Mid-market firms pays Our firm has no amount.");
    say(&mut map, "Mid-market firms -money 300k/y-> Our firm");
    assert!(!missing(&map, 2).contains("no amount"), "{}", missing(&map, 2));
    assert_eq!(missing(&map, 3), "Nobody on this map decides yet.");
}

#[test]
fn what_a_prompt_begins_is_understood_and_another_gap_comes_up() {
    let mut map = Map::default();
    let mut asked = Vec::new();
    while let Some(prompt) =
        prompts(&map).into_iter().find(|p| !p.line.is_empty() && !asked.contains(&p.missing))
    {
        let answer: String =
            prompt.line.chars().skip(prompt.from as usize).take((prompt.to - prompt.from) as usize).collect();
        assert!(!answer.is_empty() && !prompt.ask.is_empty(), "{prompt:?}");
        say(&mut map, &prompt.line);
        asked.push(prompt.missing);
    }
    assert!(asked.len() >= 9, "{asked:#?}");
    assert_eq!(missing(&map, 3), "");
}
