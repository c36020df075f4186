use super::*;
use crate::{
    eval::{EvalConfig, evaluate},
    map::RecordId,
    notation,
    scene::{Item, Shape, View, compose},
};

fn read(text: &str) -> Map {
    let mut map = Map::default();
    notation::read(&map, text).diff.apply_to(&mut map);
    map
}

fn sample(name: &str) -> Map {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples/");
    read(&std::fs::read_to_string(format!("{folder}{name}.txt")).unwrap())
}

fn looked(map: &Map, lens: Lens) -> LensView {
    look(map, &evaluate(map, &EvalConfig::default()), lens)
}

fn card<'v>(map: &Map, view: &'v LensView, name: &str) -> &'v LensCard {
    let id = map.actor_named(name).unwrap().id;
    view.cards.iter().find(|c| c.actor == id).unwrap()
}

#[test]
fn money_kept_says_who_keeps_how_much() {
    let map = sample("mid-market-software");
    let view = looked(&map, Lens::Kept);
    let us = card(&map, &view, "Our firm");
    assert_eq!((us.text.text.as_str(), us.ink), ("keeps 95%", Ink::Step5));
    assert_eq!(card(&map, &view, "Cloud marketplace").text.text, "keeps 3.8%");
    assert_eq!(card(&map, &view, "Mid-market firms").text.text, "pays");
    assert_eq!(card(&map, &view, "Procurement").ink, Ink::Hatch);
    let total: f64 = view.cards.iter().filter_map(|c| c.bar).sum();
    assert!((total - 1.0).abs() < 1e-9, "{total}");
}

#[test]
fn dependence_paints_cards_and_the_flows_that_something_hangs_on() {
    let map = sample("mid-market-software");
    let view = looked(&map, Lens::Dependence);
    let integrator = card(&map, &view, "Integrator A");
    assert_eq!((integrator.text.text.as_str(), integrator.ink), ("31% lost if gone", Ink::Step4));
    assert_eq!(card(&map, &view, "Our firm").text.text, "us");
    assert!(view.flows.iter().all(|f| f.band.is_some() && f.text.is_some()));
    let most = view.flows.iter().filter_map(|f| f.text.as_ref()).any(|t| t.text == "31%");
    assert!(most && view.lines.len() == 1);
}

#[test]
fn every_lens_gives_every_card_words_and_counts_every_card_once() {
    for name in ["mid-market-software", "logistics", "fintech-before"] {
        let map = sample(name);
        for lens in Lens::ALL {
            let view = looked(&map, *lens);
            assert_eq!(view.cards.len(), map.actors.len());
            assert!(view.cards.iter().all(|c| !c.text.text.is_empty()), "{name} {lens}");
            let counted: u32 = view.legend.iter().map(|s| s.count).sum();
            let plain = view.cards.iter().filter(|c| c.ink == Ink::Card && c.text.text == "us").count();
            assert_eq!(counted as usize + plain, map.actors.len(), "{name} {lens}");
        }
    }
}

#[test]
fn reputation_is_shared_by_those_who_are_trusted_and_says_what_it_is_not() {
    let map = read("us Us\nUs -trust 5-> A\nUs -trust 5-> B\nC -trust 4-> Us");
    let view = looked(&map, Lens::Reputation);
    assert_eq!(card(&map, &view, "A").text.text, "50%");
    assert_eq!((card(&map, &view, "Us").text.text.as_str(), card(&map, &view, "C").ink), ("us", Ink::Hatch));
    assert!(
        view.note.contains("Known for 3 of 4.") && view.note.contains("does not measure"),
        "{}",
        view.note
    );
}

#[test]
fn lenses_look_by_the_judgements_of_the_map() {
    let chain = "us Us\nA -trust 5-> B\nB -trust 5-> Us";
    let said = |text: &str| {
        let map = read(text);
        card(&map, &looked(&map, Lens::Trust), "A").text.text.clone()
    };
    assert_ne!(said(chain), said(&format!("{chain}\nsetting trust at second hand 50%")));
}

#[test]
fn an_empty_map_gives_an_empty_look() {
    for lens in Lens::ALL {
        let view = looked(&Map::default(), *lens);
        assert!(view.cards.is_empty() && view.flows.is_empty());
    }
}

#[test]
fn cuts_belong_to_the_step_above_them() {
    for (loss, step) in [(0.0, 0), (0.0499, 0), (0.05, 1), (0.25, 3), (0.4999, 3), (0.5, 4), (1.0, 4)] {
        assert_eq!(numbers::step(Lens::Dependence, loss), step, "{loss}");
    }
    let labels = ["under 5%", "5 to 10%", "10 to 25%", "25 to 50%", "50% and more"];
    assert_eq!(numbers::labels(Lens::Dependence), labels);
    assert_eq!(numbers::labels(Lens::Days)[3..], ["180 to 365 days", "365 days and more"]);
    assert_eq!(numbers::labels(Lens::Trust)[1], "0.2 to 0.4");
}

#[test]
fn stages_say_how_far_each_partner_has_come() {
    let map = sample("mid-market-software");
    let view = looked(&map, Lens::Stage);
    let integrator = card(&map, &view, "Integrator A");
    assert_eq!(integrator.text.text, "6 of 8: sell");
    assert_eq!(integrator.bar, Some(0.75));
    assert_eq!(card(&map, &view, "Our firm").text.text, "no partner stage");
}

#[test]
fn a_zone_from_the_eighth_on_shares_a_face_with_the_others() {
    let text: String = (1..=10).map(|n| format!("# Zone {n}\nActor {n}\n")).collect();
    let map = read(&text);
    let view = looked(&map, Lens::Zone);
    assert_eq!(view.legend.last().unwrap().label, "3 other zones");
    assert_eq!(view.legend.last().unwrap().count, 3);
}

#[test]
fn evidence_fades_what_is_estimated_and_more_what_is_assumed() {
    let map = read("A -money 5k/y-> B {known}\nA -data-> B {estimated}\nA -trust-> B {assumed}");
    let view = looked(&map, Lens::Evidence);
    assert_eq!(view.flows.iter().map(|f| f.part).collect::<Vec<_>>(), [0.55, 0.25]);
    assert_eq!(view.cards[0].text.text, "1 of 3 known");
    assert_eq!(view.lines.iter().map(|l| l.count).collect::<Vec<_>>(), [1, 1, 1]);
}

fn painted(map: &Map, lens: Lens) -> (Vec<Item>, Vec<Item>) {
    let before = compose(map, None, &View::default()).items;
    let mut after = before.clone();
    paint_on(&mut after, &looked(map, lens));
    (before, after)
}

fn texts(item: &Item) -> Vec<String> {
    let text = |s: &Shape| if let Shape::Text(t) = s { Some(t.text.clone()) } else { None };
    item.shapes.iter().filter_map(text).collect()
}

#[test]
fn a_painted_card_wears_its_face_and_its_words_and_stays_where_it_is() {
    let map = sample("mid-market-software");
    let (before, after) = painted(&map, Lens::Kept);
    let us = RecordId::from(map.us().unwrap());
    let was = before.iter().find(|i| i.id == us).unwrap();
    let is = after.iter().find(|i| i.id == us).unwrap();
    assert_eq!((was.rect, &was.name), (is.rect, &is.name));
    assert!(texts(is).contains(&"keeps 95%".into()) && !texts(is).contains(&"Sells to mid-market".into()));
    let faces = is.shapes.iter().filter(|s| matches!(s, Shape::Box { fill: Some(Ink::Step5), .. }));
    assert_eq!(faces.count(), 1);
    let flows = |items: &[Item]| items.iter().filter(|i| i.kind.is_some()).cloned().collect::<Vec<_>>();
    assert_eq!(flows(&before), flows(&after));
}

#[test]
fn a_card_without_a_fact_line_says_it_on_a_plate() {
    let map = read("Acme -> Beta : trust");
    let (_, after) = painted(&map, Lens::Role);
    let acme = after.iter().find(|i| i.id.table() == "actor").unwrap();
    assert!(texts(acme).iter().any(|t| t == "no role yet"), "{:?}", texts(acme));
    let inside = |s: &Shape| !matches!(s, Shape::Path { stroke: Some(k), .. } if k.ink == Ink::Hatch);
    assert!(!acme.shapes.iter().all(inside), "it is hatched");
}

#[test]
fn a_band_lies_under_the_flow_and_its_number_above() {
    let map = sample("mid-market-software");
    let (_, after) = painted(&map, Lens::Dependence);
    let banded: Vec<&Item> = after
        .iter()
        .filter(
            |i| matches!(&i.shapes[..], [Shape::Path { stroke: Some(s), .. }, ..] if STEPS.contains(&s.ink)),
        )
        .collect();
    assert!(banded.len() >= 5);
    assert!(banded.iter().all(|i| texts(i).last().is_some_and(|t| t.ends_with('%'))));
}
