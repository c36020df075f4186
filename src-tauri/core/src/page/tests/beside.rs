//! The map beside a scenario: both in the same places, marked without colour, and the words below.

use super::*;
use crate::{map::PageLayout, notation};

/// A map with a scenario in which something is gone, something changes and something is new.
fn map_with(scenario: &str) -> Map {
    with(samples().into_iter().find(|(name, _)| name == "mid-market-software").unwrap().1, scenario)
}

fn with(mut map: Map, scenario: &str) -> Map {
    let reading = notation::read(&map, scenario);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.diff.apply_to(&mut map);
    map
}

const SCENARIO: &str = "scenario \"Integrator A turns away\"\n  without Integrator A\n  \
    weaken Cloud marketplace to 50%\n  add New reseller : intermediary\n  \
    add New reseller -money 60k/y-> Our firm {estimated}\n";

fn what_if() -> PageSettings {
    PageSettings { layout: PageLayout::WhatIf, ..PageSettings::default() }
}

fn page(map: &Map, settings: &PageSettings) -> Sheet {
    compose(map, &crate::eval::evaluate(map, &Default::default()), settings)
}

/// The items of each map on the sheet.
fn maps(sheet: &Sheet) -> Vec<Vec<&Item>> {
    let figures = sheet.reading.iter().filter(|p| p.role == PartRole::Figure);
    figures.map(|p| p.items.iter().map(|i| &sheet.items[*i]).collect()).collect()
}

fn texts<'a>(items: &[&'a Item]) -> Vec<&'a str> {
    let shapes = items.iter().flat_map(|i| &i.shapes);
    shapes.filter_map(|s| if let Shape::Text(line) = s { Some(line.text.as_str()) } else { None }).collect()
}

#[test]
fn a_map_beside_a_scenario_is_tidy_and_without_faults_on_every_sheet() {
    let map = map_with(SCENARIO);
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    for settings in every_setting() {
        let settings = PageSettings { layout: PageLayout::WhatIf, ..settings };
        let sheet = compose(&map, &evaluation, &settings);
        assert_tidy(&sheet, &settings);
        assert_eq!(faults_on(&sheet, &settings), [""; 0], "{settings:?}");
        assert_eq!(crate::scene::check::check(&sheet.items).flows_over_cards, [], "{settings:?}");
        assert_eq!(maps(&sheet).len(), 2);
        assert!(pdf(&sheet).unwrap().len() < 250_000);
    }
}

#[test]
fn what_stands_on_both_maps_stands_in_the_same_place_on_each() {
    let sheet = page(&map_with(SCENARIO), &what_if());
    let [before, after] = &maps(&sheet)[..] else { panic!("two maps") };
    let cards = |items: &[&Item]| -> Vec<(RecordId, Rect)> {
        items.iter().filter(|i| i.layer == Layer::Card).map(|i| (i.id, i.rect)).collect()
    };
    let (first, second) = (cards(before), cards(after));
    assert_eq!(first.len() + 1, second.len(), "the new one stands on the second alone");
    let shift = |(id, rect): &(RecordId, Rect)| {
        let other = second.iter().find(|(other, _)| other == id).unwrap().1;
        (((other.x - rect.x) * 100.0).round(), ((other.y - rect.y) * 100.0).round(), other.w == rect.w)
    };
    let shifts: std::collections::BTreeSet<_> = first
        .iter()
        .map(|c| {
            let s = shift(c);
            (s.0 as i64, s.1 as i64, s.2)
        })
        .collect();
    let spread = shifts.iter().map(|s| s.0).max().unwrap() - shifts.iter().map(|s| s.0).min().unwrap();
    assert!(spread <= 2 && shifts.iter().all(|s| s.2), "{shifts:?}");
}

#[test]
fn differences_are_marked_in_words_and_strokes_on_the_second_map_alone() {
    let sheet = page(&map_with(SCENARIO), &what_if());
    let [before, after] = &maps(&sheet)[..] else { panic!("two maps") };
    let marked = |items: &[&Item], word: &str| texts(items).iter().filter(|t| **t == word).count();
    for word in ["gone", "new"] {
        assert_eq!(marked(before, word), 0, "{word}");
        assert!(marked(after, word) >= 1, "{word}");
    }
    assert!(texts(after).iter().any(|t| t.contains(" \u{2192} ")), "an amount changes");
    assert!(!texts(before).iter().any(|t| t.contains("New reseller")));
    let card = after.iter().find(|i| i.name.starts_with("Integrator A") && i.layer == Layer::Card).unwrap();
    let dashed = |s: &Shape| matches!(s, Shape::Box { stroke: Some(k), .. } if !k.dash.is_empty());
    let through = |s: &Shape| matches!(s, Shape::Path { path, .. } if path.len() == 2);
    assert!(card.shapes.iter().any(dashed) && card.shapes.iter().any(through), "{card:?}");
}

#[test]
fn what_is_different_is_told_in_words_what_goes_first() {
    let more = "  without App store {reroute 20%}\n  delay Procurement by 30d\n";
    let map = with(map_with("App store : platform\n"), &format!("{SCENARIO}{more}"));
    let sheet = page(&map, &PageSettings { size: PageSize::A3, ..what_if() });
    let told = "without Integrator A; without App store, but 20% finds another way; Cloud marketplace at 50%; \
                Procurement 30 days later; new: New reseller; new: money from New reseller to Our firm, $60k/yr";
    let about = |i: &&Item| i.name.contains("without ");
    assert_eq!(sheet.items.iter().find(about).map(|i| &i.name[..]), Some(told));
}

#[test]
fn numbers_and_findings_that_change_stand_below_with_how_sure_they_are() {
    // A small map, so that there is room for words.
    let map =
        with(map(), "scenario \"Closed\"\n  without Cloud marketplace\n  add New reseller : intermediary\n");
    let settings = PageSettings { size: PageSize::A3, ..what_if() };
    let sheet = page(&map, &settings);
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf(&sheet).unwrap()) else { return };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["As it is", "What if: Closed", "What moves", "What the map says then", "100 times)"] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let beside = super::super::beside::Beside::of(&map, &evaluation, &settings).unwrap();
    let findings = &beside.then.comparison.findings;
    let left_out = text.split(" more ").next().unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap();
    assert!(findings.len() > left_out);
    for finding in &findings[..findings.len() - left_out] {
        for said in [
            finding.before.as_deref().unwrap_or("Not so."),
            finding.after.as_deref().unwrap_or("Not so any more."),
        ] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
    }
    let alts: Vec<&str> =
        sheet.reading.iter().filter(|p| p.role == PartRole::Figure).map(|p| p.alt.as_str()).collect();
    assert!(alts[0].starts_with("Map of 7 actors and 6 flows"), "{}", alts[0]);
    assert!(
        alts[1].contains("Gone: Cloud marketplace") && alts[1].contains("New: New reseller"),
        "{}",
        alts[1]
    );
    let tree = poppler("pdfinfo", &["-struct"], &pdf(&sheet).unwrap()).unwrap();
    assert_eq!(tree.matches("Figure").count(), 2, "{tree}");
    assert!(tree.contains("Table"), "{tree}");
}

#[test]
fn the_page_shows_the_scenario_it_is_told_and_else_the_first() {
    let map = map_with("scenario \"One\"; without Integrator A\n\nscenario \"Two\"; without Integrator B\n");
    let shown = |scenario| page(&map, &PageSettings { scenario, ..what_if() });
    let says = |sheet: &Sheet, heading: &str| sheet.items.iter().any(|i| i.name == heading);
    let second = map.scenarios.keys().next_back().copied();
    assert!(says(&shown(second), "What if: Two"));
    assert!(says(&shown(None), "What if: One"));
}

#[test]
fn a_map_without_a_scenario_stands_alone_and_says_where_scenarios_are_made() {
    let map = map();
    let sheet = page(&map, &what_if());
    assert_eq!(maps(&sheet).len(), 1);
    assert!(sheet.warnings.iter().any(|w| w.contains("no scenario yet")), "{:?}", sheet.warnings);
    assert_tidy(&sheet, &what_if());
}

#[test]
fn a_scenario_that_changes_nothing_says_so() {
    let map = map_with("scenario \"Nothing\"\n");
    let sheet = page(&map, &what_if());
    assert!(sheet.items.iter().any(|i| i.name.starts_with("No number and no finding is different")));
    assert_tidy(&sheet, &what_if());
}

#[test]
fn what_the_numbers_on_the_map_say_stands_beside_what_moves() {
    let map = with(sample("data-warehouse"), "scenario \"Gone\"; without Cloud data warehouse\n");
    let settings = PageSettings { size: PageSize::Wide, ..what_if() };
    let sheet = page(&map, &settings);
    let top = |text: &str| {
        let item = sheet.items.iter().find(|i| i.name == text).unwrap_or_else(|| panic!("no {text}"));
        block::extent(&item.shapes).y
    };
    assert_eq!(top("What moves"), top("Numbers on the map"));
    assert_tidy(&sheet, &settings);
}

#[test]
fn flows_that_go_are_told_apart_in_the_words_of_the_second_map() {
    let sheet = page(&map_with(SCENARIO), &what_if());
    let told: Vec<&str> =
        sheet.reading.iter().filter(|p| p.role == PartRole::Figure).map(|p| p.alt.as_str()).collect();
    assert!(told[1].contains("via Integrator A"), "{}", told[1]);
    assert!(!told[1].contains("direct"), "{}", told[1]);
}
