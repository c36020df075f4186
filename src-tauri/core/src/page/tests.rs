//! The painters on a small sheet made by hand.

mod beside;

use super::*;
use crate::{
    map::{
        Actor, ActorId, Evidence, Flow, FlowId, Kind, Light, MapInfo, Move, MoveId, PageSize, Point,
        Quantity, RecordId, Rect, Role,
    },
    scene::{Ink, Item, Layer, Scene, Segment, Shape, Stroke, text},
};
use std::{io::Write, process::Command};

const NAMES: [&str; 7] = [
    "Hospital group",
    "شركة الخليج لتخزين الطاقة",
    "בית חולים",
    "Банк развития",
    "横浜精密部品株式会社",
    "Fire service 🚒",
    "no font has \u{10fffd} this",
];

fn item(shapes: Vec<Shape>) -> Item {
    let rect = Rect::new(0.0, 0.0, 1.0, 1.0);
    Item {
        id: RecordId::Info,
        layer: Layer::Page,
        rect,
        kind: None,
        label: None,
        spine: Vec::new(),
        name: String::new(),
        shapes,
    }
}

fn words(text: &str, size: f64, at: Point) -> Shape {
    Shape::Text(crate::scene::TextLine { at, ..text::line(text, size, false, Ink::Text) })
}

fn sheet() -> Sheet {
    let stroke = Stroke { ink: Ink::Money, width: 2.0, dash: vec![4.0, 2.0], round: true };
    let line = |x, y| Segment::Line { p: Point::new(x, y) };
    let path = vec![Segment::Move { p: Point::new(20.0, 180.0) }, line(200.0, 180.0), line(200.0, 150.0)];
    let mut items = vec![
        item(vec![Shape::Box {
            rect: Rect::new(10.0, 10.0, 280.0, 180.0),
            radius: 8.0,
            fill: Some(Ink::Card),
            stroke: Some(Stroke { ink: Ink::Edge, width: 1.0, dash: Vec::new(), round: false }),
        }]),
        item(vec![words("A <script> & \"title\"", 12.0, Point::new(20.0, 30.0))]),
        item(vec![
            Shape::Path { path, fill: None, stroke: Some(stroke) },
            Shape::Icon { name: "customer".into(), at: Point::new(220.0, 150.0), size: 24.0, ink: Ink::Text },
        ]),
    ];
    let mut entries = Vec::new();
    for (row, name) in NAMES.iter().enumerate() {
        entries.push(Part::of(PartRole::Entry, vec![items.len()]));
        items.push(item(vec![words(name, 9.0, Point::new(20.0, 48.0 + 14.0 * row as f64))]));
    }
    Sheet {
        width: 300.0,
        height: 200.0,
        items,
        title: "A <script> & \"title\"".into(),
        author: "Somebody".into(),
        date: "2026-11-20".into(),
        language: "en".into(),
        reading: vec![
            Part::of(PartRole::Title, vec![1]).saying("A title"),
            Part::of(PartRole::Figure, vec![2]).saying("A flow and an icon."),
            Part::with(PartRole::List, entries),
        ],
        ..Sheet::default()
    }
}

/// A map with all that a page can show, placed on a grid.
fn map() -> Map {
    let mut map = Map::default();
    let names =
        ["Customer", "CIO", "Procurement", "North Integrator", "South Integrator", "Cloud marketplace", "Us"];
    for (at, name) in names.iter().enumerate() {
        let mut actor = Actor::new(ActorId(at as u32 + 1), *name);
        actor.roles = vec![Role::ALL[at * 2 % 18]];
        actor.position = Some(Point::new((at % 3) as f64 * 330.0, (at / 3) as f64 * 180.0));
        actor.group = at == 0;
        actor.state = (at == 5).then_some(Light::Yellow);
        map.put(actor.into());
    }
    let mut flow = |id: u32, from: u32, to: u32, kind: Kind, amount: &str, evidence: Evidence| {
        let mut flow = Flow::new(FlowId(id), ActorId(from), ActorId(to), kind);
        flow.quantity = (!amount.is_empty()).then(|| Quantity::parse(amount, kind).unwrap());
        flow.evidence = evidence;
        map.put(flow.into());
    };
    flow(20, 1, 7, Kind::Money, "300k/y", Evidence::Assumed);
    flow(21, 1, 6, Kind::Money, "250k/y", Evidence::Estimated);
    flow(22, 6, 7, Kind::Money, "212.5k/y", Evidence::Known);
    flow(23, 7, 4, Kind::Money, "15k/y", Evidence::Assumed);
    flow(24, 4, 2, Kind::Decision, "", Evidence::Assumed);
    flow(25, 1, 7, Kind::Trust, "", Evidence::Assumed);
    let mut info = MapInfo::clone(&map.info);
    info.title = "Mid-market software: how a sale comes about".into();
    info.question = "On whom does our growth depend, and who answers for it?".into();
    info.author = "Strategy office".into();
    info.date = "2026-11-20".into();
    info.us = Some(ActorId(7));
    map.put(info.into());
    for (id, state) in [(40, Light::Red), (41, Light::Yellow), (42, Light::Green)] {
        map.put(
            Move {
                id: MoveId(id),
                text: "Agree a shared pipeline with both integrators and name an owner on each side".into(),
                owner: "Chief revenue officer".into(),
                due: "2026-12-18".into(),
                state: Some(state),
                actors: vec![],
                flows: vec![],
            }
            .into(),
        );
    }
    map
}

/// The map's scene.
fn scene(map: &Map) -> Scene {
    let mut items = Vec::new();
    for flow in map.flows.values() {
        let (a, b) = (map.actors[&flow.from].position.unwrap(), map.actors[&flow.to].position.unwrap());
        let mark = crate::scene::Mark { kind: flow.kind, step: 3, assumed: false, both_ways: false };
        items.push(Item {
            kind: Some(flow.kind),
            name: "money from a to b".into(),
            ..item(mark.straight(a, b))
        });
    }
    for actor in map.actors.values() {
        let p = actor.position.unwrap();
        let rect = Rect::new(p.x - 84.0, p.y - 30.0, 168.0, 60.0);
        let stroke = Some(Stroke { ink: Ink::Edge, width: 1.2, dash: vec![], round: false });
        let card = Shape::Box { rect, radius: 8.0, fill: Some(Ink::Card), stroke };
        items.push(Item { rect, ..item(vec![card, words(&actor.name, 13.0, Point::new(p.x - 60.0, p.y))]) });
    }
    let bounds = items.iter().map(|i| block::extent(&i.shapes)).reduce(|a, b| a.union(&b)).unwrap();
    Scene { bounds, items, numbered: vec![] }
}

/// All that is printed beside the maps, and around each map.
fn furniture_and_figures(sheet: &Sheet) -> (Vec<&Item>, Vec<Rect>) {
    let figures: Vec<&Vec<usize>> =
        sheet.reading.iter().filter(|p| p.role == PartRole::Figure).map(|p| &p.items).collect();
    let beside = (0..sheet.items.len()).filter(|i| figures.iter().all(|f| !f.contains(i)));
    let is_solid = |s: &&Shape| !matches!(s, Shape::Path { .. });
    // The handles of a flow's curve reach beyond the curve.
    let marks = |item: &Item| match item.layer {
        Layer::Flow => item
            .shapes
            .iter()
            .filter(is_solid)
            .fold(item.rect, |all, shape| all.union(&block::extent(std::slice::from_ref(shape)))),
        _ => block::extent(&item.shapes),
    };
    let around =
        |figure: &&Vec<usize>| figure.iter().map(|i| marks(&sheet.items[*i])).reduce(|a, b| a.union(&b));
    (beside.map(|i| &sheet.items[i]).collect(), figures.iter().filter_map(around).collect())
}

/// Asserts that no text overlaps text, rules or a map, and that everything keeps within the margins.
fn assert_tidy(sheet: &Sheet, settings: &PageSettings) {
    let (furniture, figures) = furniture_and_figures(sheet);
    let margins = frame::Frame::new(settings).inside().inflate(0.5);
    let shapes: Vec<&Shape> = furniture.iter().flat_map(|i| &i.shapes).collect();
    for (at, shape) in shapes.iter().enumerate() {
        let rect = block::extent(std::slice::from_ref(*shape));
        assert!(margins.union(&rect) == margins, "{shape:?} outside, {settings:?}");
        let clear = figures.iter().all(|f| !rect.inflate(-0.2).overlaps(f));
        assert!(clear, "{shape:?} on the map, {settings:?}");
        let Shape::Text(line) = shape else { continue };
        for (other_at, other) in shapes.iter().enumerate().filter(|(other, _)| *other != at) {
            // A digit or letter stands on its disc.
            let on_disc = line.ink == Ink::OnAccent && other_at + 1 == at;
            let other_rect = block::extent(std::slice::from_ref(*other));
            let clear = on_disc || !rect.inflate(-0.2).overlaps(&other_rect);
            assert!(clear, "{:?} on {other:?}, {settings:?}", line.text);
        }
    }
    for (at, figure) in figures.iter().enumerate() {
        assert!(margins.union(figure) == margins, "the map leaves the margins, {settings:?}");
        assert!(figures[..at].iter().all(|f| !f.overlaps(figure)), "map on map, {settings:?}");
    }
}

#[test]
fn nothing_overlaps_or_leaves_the_margins_with_any_parts_on_any_sheet() {
    let map = map();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    for settings in every_setting() {
        for parts in 0..16 {
            let on = |bit: u32| parts >> bit & 1 == 1;
            let settings =
                PageSettings { top: on(0), findings: on(1), moves: on(2), legend: on(3), ..settings.clone() };
            assert_tidy(&layout::arrange(&map, &evaluation, &settings, scene(&map)), &settings);
        }
    }
}

/// The numbers of the badges on the map and those of the rows beside it.
fn badges_and_rows(sheet: &Sheet) -> [std::collections::BTreeSet<u32>; 2] {
    let on = |map: bool| {
        let shapes = sheet.items.iter().filter(|i| (i.layer != Layer::Page) == map).flat_map(|i| &i.shapes);
        let numbers = shapes.filter_map(|s| match s {
            Shape::Text(line) if line.ink == Ink::OnAccent => line.text.parse().ok(),
            _ => None,
        });
        numbers.collect()
    };
    [true, false].map(on)
}

/// Every sample on every sheet with a panel, and in every layout on one; Spanish says the same in more words.
#[test]
fn a_badge_on_the_map_has_its_row_on_the_page() {
    let maps = samples();
    let mut badges = 0;
    for (name, map) in &maps {
        let evaluation = crate::eval::evaluate(map, &Default::default());
        let panel = |s: &PageSettings| s.layout == crate::map::PageLayout::Panel;
        for settings in every_page().filter(|s| panel(s) || (s.size == PageSize::A4 && !s.portrait)) {
            let [marked, listed] = badges_and_rows(&compose(map, &evaluation, &settings));
            assert!(marked.is_subset(&listed), "{name}, {settings:?}: {marked:?} of {listed:?}");
            badges += marked.len();
        }
    }
    assert!(badges > 50, "{badges}");
}

/// A sheet may have room for nothing but the map and its legend.
#[test]
fn what_has_no_room_in_the_table_has_no_badge() {
    let map = sample("mid-market-software");
    let mut evaluation = crate::eval::evaluate(&map, &Default::default());
    for entry in &mut evaluation.top {
        entry.sentence =
            format!("{} {}", entry.sentence, "Nobody else brings these buyers to us. ".repeat(9));
        entry.brief.clear();
    }
    for size in [PageSize::Classic, PageSize::Wide] {
        let settings = PageSettings { size, ..PageSettings::default() };
        let [marked, listed] = badges_and_rows(&compose(&map, &evaluation, &settings));
        assert!(marked.is_subset(&listed) && marked.len() < 3, "{marked:?} of {listed:?}");
    }
}

/// Where not all rows fit they are said without why, rather than left out.
#[test]
fn a_slide_lists_interdependencies_in_brief_where_they_do_not_fit_in_full() {
    let settings = PageSettings { size: PageSize::Classic, ..PageSettings::default() };
    let sheet = page_of(&sample("mid-market-software"), &settings);
    let [_, listed] = badges_and_rows(&sheet);
    assert!((1..=2).all(|rank| listed.contains(&rank)), "{listed:?}");
    let said = |text: &str| sheet.items.iter().any(|i| i.layer == Layer::Page && i.name.contains(text));
    assert!(said("If Integrator A stopped, your revenue would fall 31%") && !said("comes with its help"));
    assert_eq!(faults_on(&sheet, &settings), [""; 0]);
    let reworded = sheet.sentences.iter().filter(|s| s.said.contains("comes with its help")).count();
    assert_eq!(reworded, 2, "in brief too they can be said in other words");
}

/// Every sample on every sheet, each with another layout: each layout comes to each sheet.
#[test]
fn the_pages_of_all_samples_are_tidy_and_without_faults_on_every_sheet() {
    let layouts = crate::map::PageLayout::ALL;
    for (at, (name, map)) in samples().iter().enumerate() {
        let evaluation = crate::eval::evaluate(map, &Default::default());
        for (turn, settings) in every_setting().enumerate() {
            let settings = PageSettings { layout: layouts[(at + turn) % layouts.len()], ..settings };
            let sheet = compose(map, &evaluation, &settings);
            assert_tidy(&sheet, &settings);
            assert_eq!(faults_on(&sheet, &settings), [""; 0], "{name}, {settings:?}");
            assert_eq!(crate::scene::check::check(&sheet.items).flows_over_cards, [], "{name}, {settings:?}");
            assert!(pdf(&sheet).unwrap().len() < 250_000);
        }
    }
}

#[test]
fn a_sample_page_can_be_read_as_text_and_as_a_tree() {
    for (name, map) in samples() {
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        let sheet = compose(&map, &evaluation, &PageSettings::default());
        let bytes = pdf(&sheet).unwrap();
        let Some(text) = poppler("pdftotext", &["-raw"], &bytes) else { return };
        // Lines may break after a hyphen: blanks do not count.
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let text = bare(&text);
        for item in sheet.items.iter().filter(|i| i.layer == Layer::Page) {
            for line in item.shapes.iter().filter_map(|s| if let Shape::Text(l) = s { Some(l) } else { None })
            {
                assert!(text.contains(&bare(&line.text)), "{name}: {:?} is not in {text}", line.text);
            }
        }
        for actor in map.actors.values().filter(|a| a.name.len() < 30) {
            assert!(text.contains(&bare(&actor.name)), "{name}: {} is not in {text}", actor.name);
        }
        let about = poppler("pdfinfo", &[], &bytes).unwrap();
        assert!(about.contains("Pages:           1"), "{about}");
        let tree = poppler("pdfinfo", &["-struct"], &bytes).unwrap();
        let table = if evaluation.top.is_empty() { "LI" } else { "Table" };
        for word in ["H1", "H2", "Figure", "LBody", "P (block)", table] {
            assert!(tree.contains(word), "{name}: no {word} in\n{tree}");
        }
    }
}

/// A map of 60 actors and 150 flows, on a grid.
fn large_map() -> Map {
    let mut map = map();
    for id in 1..=60_u32 {
        let mut actor = Actor::new(ActorId(id), format!("Organisation number {id}"));
        actor.fact = format!("{} people in {} countries", id * 37, id % 9 + 1);
        actor.roles = vec![Role::ALL[id as usize % Role::ALL.len()]];
        actor.position = Some(Point::new(f64::from(id % 8) * 320.0, f64::from(id / 8) * 170.0));
        map.put(actor.into());
    }
    for id in 0..150_u32 {
        let (from, to) = (id * 7 % 60 + 1, (id * 7 + 1 + id / 20) % 60 + 1);
        let kind = Kind::ALL[id as usize % Kind::ALL.len()];
        let mut flow = Flow::new(FlowId(200 + id), ActorId(from), ActorId(to), kind);
        flow.label = format!("what flows here {id}");
        map.put(flow.into());
    }
    map
}

#[test]
fn the_pdf_of_60_actors_and_150_flows_is_small_and_tidy() {
    let map = large_map();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let settings = PageSettings { size: PageSize::A3, ..PageSettings::default() };
    let start = std::time::Instant::now();
    let sheet = compose(&map, &evaluation, &settings);
    let composed = start.elapsed();
    let bytes = pdf(&sheet).unwrap();
    let written = start.elapsed() - composed;
    println!("compose {composed:?}, PDF {written:?}, {} bytes", bytes.len());
    assert!(bytes.len() < 250_000, "{} bytes", bytes.len());
    assert_tidy(&sheet, &settings);
}

#[test]
fn that_nobody_is_us_is_said_in_the_footer_and_is_no_finding() {
    let mut map = map();
    let said = |map: &Map, what: &str| {
        let sheet = compose(map, &crate::eval::evaluate(map, &Default::default()), &PageSettings::default());
        sheet.items.iter().any(|i| i.name.contains(what))
    };
    assert!(!said(&map, "named as us") && said(&map, "nobody finds another way"));
    map.put(MapInfo { us: None, ..MapInfo::clone(&map.info) }.into());
    let own: Vec<Actor> = map.actors.values().map(|a| Actor { roles: vec![], ..Actor::clone(a) }).collect();
    for actor in own {
        map.put(actor.into());
    }
    assert!(said(&map, "no actor is named as us") && !said(&map, "Say which actor"));
}

#[test]
fn an_empty_map_still_makes_a_page() {
    let (map, evaluation) = (Map::default(), Evaluation::default());
    for settings in every_setting() {
        let sheet = layout::arrange(&map, &evaluation, &settings, Scene::default());
        assert!(sheet.items.iter().any(|i| i.name == "Untitled map"));
        assert!(!pdf(&sheet).unwrap().is_empty() && !png(&sheet, 300, false).unwrap().is_empty());
    }
}

#[test]
fn the_map_takes_the_room_of_parts_that_are_switched_off() {
    let map = map();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let all = PageSettings::default();
    let alone = PageSettings { top: false, findings: false, moves: false, ..all.clone() };
    let width =
        |settings| furniture_and_figures(&layout::arrange(&map, &evaluation, settings, scene(&map))).1[0].w;
    assert!(width(&alone) > width(&all) * 1.05);
}

#[test]
fn entries_that_do_not_fit_are_left_out_whole_and_counted() {
    let mut map = map();
    for id in 100..140 {
        let old = map.moves[&MoveId(40)].clone();
        map.put(Move { id: MoveId(id), ..Move::clone(&old) }.into());
    }
    let settings = PageSettings { top: false, findings: false, ..PageSettings::default() };
    let sheet = layout::arrange(&map, &Evaluation::default(), &settings, scene(&map));
    let shown =
        sheet.items.iter().filter(|i| i.name.starts_with("R Agree") || i.name.contains(" Agree a")).count();
    assert!(shown > 3 && sheet.items.iter().any(|i| i.name == format!("and {} more", 43 - shown)), "{shown}");
    assert!(!sheet.warnings.is_empty());
    assert_tidy(&sheet, &settings);
}

fn sample(named: &str) -> Map {
    samples().into_iter().find(|(name, _)| name == named).unwrap().1
}

fn page_of(sample: &Map, settings: &PageSettings) -> Sheet {
    compose(sample, &crate::eval::evaluate(sample, &Default::default()), settings)
}

#[test]
fn what_the_map_does_not_tell_comes_after_what_it_tells() {
    let (map, all) = (sample("fintech-after"), PageSettings::default());
    let place =
        |sheet: &Sheet, said: &str| sheet.items.iter().find(|i| i.name.contains(said)).map(|i| i.rect.y);
    let sheet = page_of(&map, &all);
    assert!(place(&sheet, "No money is drawn to you") > place(&sheet, "without attested security"));
    let slide = page_of(&map, &PageSettings { size: PageSize::Wide, ..all });
    assert_eq!(place(&slide, "No money is drawn"), None, "three sentences of what there is");
    assert!(place(&slide, "without attested security").is_some());
}

#[test]
fn the_last_line_of_the_footer_is_no_single_word() {
    for (name, map) in samples() {
        for settings in every_setting() {
            let sheet = page_of(&map, &settings);
            let footer = sheet.items.iter().find(|i| i.name.contains("A missing arrow")).unwrap();
            let widths: Vec<f32> = footer
                .shapes
                .iter()
                .filter_map(|s| match s {
                    Shape::Text(line) => Some(line.width),
                    _ => None,
                })
                .collect();
            let [first, .., last] = widths[..] else { continue };
            assert!(last > 0.4 * first, "{name} {settings:?}: {widths:?}");
        }
    }
}

#[test]
fn a_map_that_is_drawn_closer_has_text_as_large_as_its_room_allows() {
    let settings = PageSettings { portrait: true, ..PageSettings::default() };
    for name in ["logistics", "cyber-security", "data-warehouse", "fintech-after"] {
        let sheet = page_of(&sample(name), &settings);
        let cards = sheet.items.iter().filter(|i| i.layer == Layer::Card);
        let texts = cards
            .flat_map(|i| &i.shapes)
            .filter_map(|s| if let Shape::Text(l) = s { Some(l.size) } else { None });
        let smallest = texts.fold(f32::INFINITY, f32::min);
        assert!(smallest > 7.5, "{name}: {smallest}");
    }
}

#[test]
fn the_label_of_an_ear_stands_on_no_edge_of_a_zone() {
    let mut ears = 0;
    for (name, map) in samples() {
        let scene = crate::scene::compose(&map, None, &Default::default());
        let zones = scene.items.iter().filter(|i| i.layer == Layer::Zone);
        let is_ear =
            |i: &&Item| matches!(i.id, RecordId::Flow(id) if map.flows[&id].from == map.flows[&id].to);
        for label in scene.items.iter().filter(is_ear).filter_map(|i| i.label) {
            ears += 1;
            let on_edge = |z: &Item| z.rect.overlaps(&label) && !z.rect.covers(&label);
            assert!(!zones.clone().any(on_edge), "{name}: {label:?}");
        }
    }
    assert!(ears > 3, "{ears}");
}

#[test]
fn four_small_maps_stand_in_rows_of_as_many() {
    let settings =
        PageSettings { layout: crate::map::PageLayout::Kinds, portrait: true, ..PageSettings::default() };
    let sheet = page_of(&sample("fintech-before"), &settings);
    let mut rows: std::collections::BTreeMap<i64, usize> = Default::default();
    for kind in ["Data", "Trust", "Attention", "Product"] {
        let heading = sheet.items.iter().find(|i| i.name == kind).unwrap();
        *rows.entry(heading.rect.y.round() as i64).or_default() += 1;
    }
    assert_eq!(rows.values().min(), rows.values().max(), "{rows:?}");
}

#[test]
fn findings_go_on_in_a_second_column_rather_than_leave_it_empty() {
    let (_, map) = samples().into_iter().find(|(name, _)| name == "fintech-after").unwrap();
    let settings = PageSettings { portrait: true, ..PageSettings::default() };
    let says = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &says, &settings);
    let middle = sheet.width / 2.0;
    let beside = |word: &str| {
        let lines = sheet.items.iter().filter(|i| i.layer == Layer::Page && i.name.contains(word));
        lines.map(|i| i.rect.x > middle).collect::<Vec<_>>()
    };
    let (first, last, moves) =
        (beside("Where influence lives"), beside("Where demand forms"), beside("Moves this quarter"));
    assert_eq!((first, last, moves), (vec![false], vec![true], vec![true]));
    assert!(sheet.items.iter().all(|i| !i.name.starts_with("and ")), "all is said");
}

fn every_setting() -> impl Iterator<Item = PageSettings> {
    PageSize::ALL.iter().flat_map(|size| {
        [false, true].map(|portrait| PageSettings { size: *size, portrait, ..PageSettings::default() })
    })
}

/// The samples: name and map.
fn samples() -> Vec<(String, Map)> {
    maps_in(&["../../tests/samples"])
}

/// The maps of some folders, where there are such.
fn maps_in(folders: &[&str]) -> Vec<(String, Map)> {
    let mut files: Vec<std::path::PathBuf> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.map(|e| e.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let mut map = Map::default();
        let text = std::fs::read_to_string(path).unwrap();
        crate::notation::read(&map, &text).diff.apply_to(&mut map);
        (path.file_stem().unwrap().to_string_lossy().into_owned(), map)
    };
    files.iter().map(read).collect()
}

/// Writes the pages of all samples into `target/pages`, to be looked at: `PAGES=a4,a3-upright` chooses sheets,
/// `MAPS=logistics` maps.
#[test]
#[ignore = "writes files to look at"]
fn show_pages() {
    let chosen = |variable: &str, word: &str| {
        std::env::var(variable).map_or(true, |list| list.split(',').any(|w| word.contains(w)))
    };
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    std::fs::create_dir_all("../../target/pages").unwrap();
    let all = maps_in(&["../../tests/samples", "../../../shared/realmaps"]);
    for (name, mut map) in all.into_iter().filter(|(name, _)| chosen("MAPS", name)) {
        if !variable("SCENARIO").is_empty() {
            let reading = crate::notation::read(&map, &variable("SCENARIO"));
            assert!(reading.problems.is_empty(), "{:?}", reading.problems);
            reading.diff.apply_to(&mut map);
        }
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        for settings in every_setting() {
            let layout = variable("LAYOUT");
            let settings = PageSettings {
                layout: layout.parse().unwrap_or_default(),
                grey: !variable("GREY").is_empty(),
                ..settings
            };
            let upright = if settings.portrait { "-upright" } else { "" };
            let look = layout.replace(' ', "-") + &variable("GREY");
            let size = format!("{}{upright}", settings.size.word().replace(':', "x"));
            if !std::env::var("PAGES").map_or(true, |list| list.split(',').any(|w| w == size)) {
                continue;
            }
            let start = std::time::Instant::now();
            let map = layout::placed(&map, &settings);
            let tidied = start.elapsed();
            let start = std::time::Instant::now();
            let sheet = compose(&map, &evaluation, &settings);
            let composed = start.elapsed();
            let bytes = pdf(&sheet).unwrap();
            let bounds = crate::scene::compose(&map, Some(&evaluation), &Default::default()).bounds;
            let found = crate::scene::check::check(&sheet.items);
            println!(
                "{name} {size}: {:.0} x {:.0} tidied {tidied:.0?} composed {composed:.0?}, crossings {}, upon {}, wiggles {} {:?}, PDF {:?} {} bytes {:?}",
                bounds.w,
                bounds.h,
                found.crossings,
                found.flows_on_flows.len(),
                found.wiggles,
                counted(&sheet, &settings),
                start.elapsed() - composed,
                bytes.len(),
                sheet.warnings
            );
            let file = format!("../../target/pages/{name}-{size}{look}");
            let width = std::env::var("WIDTH").map_or(1600, |w| w.parse().unwrap());
            let start = std::time::Instant::now();
            std::fs::write(format!("{file}.png"), png(&sheet, width, false).unwrap()).unwrap();
            println!("PNG {:?}", start.elapsed());
            std::fs::write(format!("{file}.pdf"), bytes).unwrap();
            std::fs::write(format!("{file}.svg"), svg(&sheet)).unwrap();
            std::fs::write(format!("{file}.pptx"), pptx(&sheet).unwrap()).unwrap();
        }
    }
}

/// What a poppler tool prints about a PDF; `None` where it is not installed.
fn poppler(tool: &str, options: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(file.path());
    if tool == "pdftotext" {
        command.arg("-");
    }
    let out = command.output().ok()?;
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

#[test]
fn a_pdf_is_one_page_and_the_same_bytes_twice() {
    let bytes = pdf(&sheet()).unwrap();
    assert_eq!(bytes, pdf(&sheet()).unwrap());
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count(), 1);
    assert!(text.contains("pdfuaid") && text.contains("StructTreeRoot"));
}

#[test]
fn every_name_can_be_found_in_the_text_of_a_pdf() {
    let Some(text) = poppler("pdftotext", &[], &pdf(&sheet()).unwrap()) else { return };
    // poppler wraps right-to-left text in direction marks.
    let text = text.replace(['\u{202b}', '\u{202c}'], "");
    for name in &NAMES[..6] {
        assert!(text.contains(name), "{name} is not in\n{text}");
    }
    assert!(text.contains("no font has □ this"), "{text}");
}

#[test]
fn words_of_two_lines_are_apart_in_the_structure_of_a_pdf() {
    let sheet = page_of(&sample("mid-market-software"), &PageSettings::default());
    let Some(tree) = poppler("pdfinfo", &["-struct-text"], &pdf(&sheet).unwrap()) else { return };
    let spoken: String = tree.lines().filter_map(|l| l.trim().strip_prefix('"')?.strip_suffix('"')).collect();
    let text = |s: &Shape| if let Shape::Text(line) = s { Some(line.text.clone()) } else { None };
    let mut broken = 0;
    for item in sheet.items.iter().filter(|i| i.layer == Layer::Page) {
        // Also on both sides of a mark: a question, how sure its answer is, and the answer.
        let said: Vec<String> = item.shapes.iter().filter_map(text).collect();
        for two in said.windows(2) {
            let (first, second) = (&two[0], &two[1]);
            let apart = format!("{first}{}{second}", if first.ends_with(['-', '/']) { "" } else { " " });
            assert!(spoken.contains(&apart), "{apart:?} is not in\n{spoken}");
            broken += 1;
        }
    }
    assert!(broken > 5, "only {broken} lines go on");
}

/// Writes the sheet's PDF, PNG and SVG into `target/pages`, to be looked at.
#[test]
#[ignore = "writes files to look at"]
fn show_the_small_sheet() {
    std::fs::create_dir_all("../../target/pages").unwrap();
    std::fs::write("../../target/pages/small.pdf", pdf(&sheet()).unwrap()).unwrap();
    std::fs::write("../../target/pages/small.png", png(&sheet(), 1250, false).unwrap()).unwrap();
    std::fs::write("../../target/pages/small.svg", svg(&sheet())).unwrap();
}

#[test]
fn fonts_of_a_pdf_are_embedded_and_subset() {
    let Some(fonts) = poppler("pdffonts", &[], &pdf(&sheet()).unwrap()) else { return };
    for font in fonts.lines().skip(2) {
        assert!(font.contains("yes yes yes"), "{font}");
    }
    assert!(fonts.lines().count() > 4, "{fonts}");
}

#[test]
fn a_pdf_tells_its_structure_title_and_date() {
    let Some(tree) = poppler("pdfinfo", &["-struct"], &pdf(&sheet()).unwrap()) else { return };
    for word in ["H1", "Figure", "L (block)", "LI", "LBody"] {
        assert!(tree.contains(word), "no {word} in\n{tree}");
    }
    let about = poppler("pdfinfo", &["-isodates"], &pdf(&sheet()).unwrap()).unwrap();
    assert!(about.contains("A <script> & \"title\"") && about.contains("2026-11-20"), "{about}");
    assert!(about.contains("Tagged:          yes"), "{about}");
}

#[test]
fn a_source_that_is_an_address_can_be_opened_from_the_pdf() {
    let mut map = map();
    let flow = Flow { source: "https://example.org/report".into(), ..Flow::clone(&map.flows[&FlowId(22)]) };
    map.put(flow.into());
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &evaluation, &PageSettings::default());
    let label = sheet.items.iter().filter(|i| i.id == FlowId(22).into()).find_map(|i| i.label).unwrap();
    assert!(sheet.links.iter().any(|l| l.rect == label && l.address == "https://example.org/report"));
    let bytes = pdf(&sheet).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("(https://example.org/report)"));
}

#[test]
fn an_interdependency_shows_its_state_as_a_letter() {
    let map = map();
    let mut evaluation = crate::eval::evaluate(&map, &Default::default());
    for size in [PageSize::A4, PageSize::A3, PageSize::Wide] {
        let settings = PageSettings { size, ..PageSettings::default() };
        let mut letters = |state| {
            evaluation.top[0].state = state;
            let sheet = compose(&map, &evaluation, &settings);
            assert_tidy(&sheet, &settings);
            let beside = sheet.items.iter().filter(|i| i.layer == Layer::Page).flat_map(|i| &i.shapes);
            beside.filter(|s| matches!(s, Shape::Text(l) if l.text == "G" && l.ink == Ink::OnAccent)).count()
        };
        assert_eq!(letters(Some(Light::Green)), letters(None) + 1, "{size:?}");
    }
}

#[test]
fn a_png_has_the_asked_width_and_its_resolution() {
    let bytes = png(&sheet(), 600, false).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (600, 400));
    assert_eq!(reader.info().pixel_dims.unwrap().xppu, 5669); // 144 dpi
    assert!(reader.info().srgb.is_some());
    assert!(png(&sheet(), 0, false).is_err() && png(&sheet(), 1_000_000, false).is_err());
}

#[test]
fn an_svg_holds_nothing_that_runs_or_comes_from_outside() {
    let text = svg(&sheet());
    for forbidden in ["<script", "foreignObject", "href", "url(", "<image", "<style", "onload"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    assert!(text.contains("A &lt;script&gt; &amp; &quot;title&quot;"));
    assert!(text.contains(NAMES[1]) && text.contains("direction=\"rtl\""));
}

#[test]
fn an_empty_map_has_no_legend_to_head() {
    let map = Map::default();
    let evaluation = crate::eval::evaluate(&map, &crate::eval::EvalConfig::default());
    let sheet = super::compose(&map, &evaluation, &PageSettings::default());
    let lines = sheet.items.iter().flat_map(|i| &i.shapes);
    assert!(!lines.into_iter().any(|s| matches!(s, Shape::Text(line) if line.text == "Legend")));
}

#[test]
fn numbers_whose_labels_say_the_same_are_told_together() {
    let frame = frame::Frame::new(&PageSettings::default());
    let told = |texts: &[&str]| {
        let number = |(at, text): (usize, &&str)| crate::scene::NumberedLabel {
            number: Some(at as u32 + 1),
            flow: FlowId(900 + at as u32),
            text: (*text).to_owned(),
        };
        let numbered = texts.iter().enumerate().map(number).collect();
        let section =
            entries::numbered(&Map::default(), &Scene { numbered, ..Scene::default() }, &frame, 300.0);
        section.entries.len()
    };
    assert_eq!(told(&["agency", "topic", "agency", "agency", "topic"]), 2);
    assert_eq!(told(&["agency", "topic", "money"]), 3);
}

/// A map of names in many scripts, some long, the same for the same seed; without places, so that it is tidied.
fn generated(seed: u64, most: (usize, usize)) -> Map {
    const NAMES: [&str; 8] = [
        "Regional hospital group of the north-western provinces",
        "شركة الخليج لتخزين الطاقة",
        "בית חולים כללי",
        "Банк развития и реконструкции",
        "横浜精密部品株式会社",
        "Integrator",
        "Société générale de surveillance",
        "Us",
    ];
    let mut random = crate::random::SplitMix64(seed);
    let mut draw = |n: usize| random.below(n);
    let (actors, flows) = (10 + draw(most.0 - 9), 10 + draw(most.1 - 9));
    let mut map = Map::default();
    for n in 1..=actors as u32 {
        let mut actor = Actor::new(ActorId(n), format!("{} {n}", NAMES[draw(NAMES.len())]));
        actor.roles = vec![Role::ALL[draw(Role::ALL.len())]];
        map.put(actor.into());
    }
    for n in 0..flows as u32 {
        let (from, to) = (ActorId(1 + draw(actors) as u32), ActorId(1 + draw(actors) as u32));
        let mut flow = Flow::new(FlowId(100 + n), from, to, Kind::ALL[draw(6)]);
        flow.label = ["claims history", "رسوم", "", "letter of support for certification"][draw(4)].into();
        flow.evidence = Evidence::ALL[draw(3)];
        map.put(flow.into());
    }
    let mut info = MapInfo::clone(&map.info);
    info.title = format!("Generated map {seed}");
    info.us = Some(ActorId(1));
    map.put(info.into());
    map
}

/// What is wrong with the page of a generated map.
fn faults_of(seed: u64, most: (usize, usize), settings: &PageSettings) -> Vec<String> {
    let map = generated(seed, most);
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &evaluation, settings);
    faults_on(&sheet, settings).iter().map(|f| format!("seed {seed}: {f}")).collect()
}

/// Overlaps on a sheet, each with its sort; and small text that is not admitted.
fn faults_on(sheet: &Sheet, settings: &PageSettings) -> Vec<String> {
    let found = crate::scene::check::check(&sheet.items);
    let mut faults = Vec::new();
    for (sort, pairs) in [
        ("cards on cards", &found.cards_on_cards),
        ("labels on labels", &found.labels_on_labels),
        ("labels on cards", &found.labels_on_cards),
        ("labels on titles", &found.labels_on_titles),
    ] {
        if !pairs.is_empty() {
            faults.push(format!("{} {sort}", pairs.len()));
        }
    }
    let limit = frame::Frame::new(settings).smallest as f32 - 0.06;
    let small = found.smallest_text.is_some_and(|s| s < limit);
    if small && !sheet.warnings.iter().any(|w| w.contains("smallest text")) {
        faults.push(format!("{:?} pt and no word of it", found.smallest_text));
    }
    faults
}

#[test]
fn pages_of_generated_maps_overlap_nowhere_and_admit_small_text() {
    let faults: Vec<String> =
        (0..3).flat_map(|seed| faults_of(seed, (12, 20), &PageSettings::default())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A map without places: a tree, and flows between neighbours in it.
fn branching(actors: u32, flows: u32) -> Map {
    let mut map = Map::default();
    for n in 1..=actors {
        map.put(Actor::new(ActorId(n), format!("Organisation {n}")).into());
    }
    for n in 2..=flows + 1 {
        let (from, to) = if n <= actors { (n, n / 2) } else { (n - actors + 1, n - actors + 2) };
        let flow = Flow::new(FlowId(100 + n), ActorId(from), ActorId(to), Kind::ALL[n as usize % 6]);
        map.put(flow.into());
    }
    map
}

#[test]
fn forty_actors_and_sixty_flows_can_be_read_on_a4_beside_the_panel() {
    let (map, settings) = (branching(40, 60), PageSettings::default());
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &evaluation, &settings);
    let (counts, smallest) = counted(&sheet, &settings);
    assert!(smallest >= 6.45, "{smallest} pt: {:?}", sheet.warnings);
    assert_eq!(counts[..5], [0; 5], "{SORTS:?}");
}

/// What the checker counts on pages, one sort after the other.
const SORTS: [&str; 10] = [
    "cards on cards",
    "labels on labels",
    "labels on cards",
    "labels on titles",
    "flows over cards",
    "flows over labels",
    "cut texts",
    "missing characters",
    "small and said",
    "small and not said",
];

/// How often each sort of fault is on a sheet; and its smallest text, in points.
fn counted(sheet: &Sheet, settings: &PageSettings) -> ([usize; 10], f32) {
    let found = crate::scene::check::check(&sheet.items);
    let texts = sheet.items.iter().filter(|i| i.layer != Layer::Page).flat_map(|i| &i.shapes);
    let cut = texts.filter(|s| matches!(s, Shape::Text(l) if l.text.ends_with('\u{2026}'))).count();
    let smallest = found.smallest_text.unwrap_or(f32::MAX);
    let small = smallest < frame::Frame::new(settings).smallest as f32 - 0.06;
    let said = sheet.warnings.iter().any(|w| w.contains("smallest text"));
    let counts = [
        found.cards_on_cards.len(),
        found.labels_on_labels.len(),
        found.labels_on_cards.len(),
        found.labels_on_titles.len(),
        found.flows_over_cards.len(),
        found.flows_over_labels.len(),
        cut,
        found.missing.len(),
        usize::from(small && said),
        usize::from(small && !said),
    ];
    (counts, smallest)
}

/// Counts over many pages: printed as one row.
#[derive(Default)]
struct Tally {
    pages: usize,
    counts: [usize; 10],
    smallest: Vec<f32>,
    longest: std::time::Duration,
}

impl Tally {
    fn page(&mut self, map: &Map, settings: &PageSettings) -> [usize; 10] {
        let evaluation = crate::eval::evaluate(map, &Default::default());
        let start = std::time::Instant::now();
        let sheet = compose(map, &evaluation, settings);
        self.longest = self.longest.max(start.elapsed());
        let (counts, smallest) = counted(&sheet, settings);
        self.pages += 1;
        self.counts.iter_mut().zip(counts).for_each(|(all, n)| *all += n);
        self.smallest.push(smallest);
        counts
    }

    fn print(&mut self, name: &str) {
        self.smallest.sort_by(f32::total_cmp);
        let (least, middle) = (self.smallest[0], self.smallest[self.smallest.len() / 2]);
        let counts: Vec<String> = SORTS.iter().zip(self.counts).map(|(s, n)| format!("{s} {n}")).collect();
        println!(
            "{name}: {} pages, smallest text {least:.1} (median {middle:.1}) pt, longest {:?}; {}",
            self.pages,
            self.longest,
            counts.join(", ")
        );
    }
}

/// Every sheet and layout, across and upright.
fn every_page() -> impl Iterator<Item = PageSettings> {
    every_setting().flat_map(|settings| {
        crate::map::PageLayout::ALL
            .iter()
            .map(move |layout| PageSettings { layout: *layout, ..settings.clone() })
    })
}

/// The long run: 200 maps on all sheets and layouts by turns, and all samples and real maps on every page.
#[test]
#[ignore = "takes long"]
fn pages_of_200_generated_maps_overlap_nowhere_and_admit_small_text() {
    let pages: Vec<PageSettings> = every_page().collect();
    let mut faults = Vec::new();
    // What PAGE.md allows none of: flows over labels are no fault there, small text is none where it is said.
    let none = |counts: [usize; 10]| {
        (0..10).filter(|at| ![5, 8].contains(at)).map(|at| counts[at]).sum::<usize>() == 0
    };
    let mut by_size: std::collections::BTreeMap<&str, Tally> = Default::default();
    for seed in 0..200 {
        let settings = &pages[seed as usize % pages.len()];
        let tally = by_size.entry(settings.size.word()).or_default();
        let counts = tally.page(&generated(seed, (60, 150)), settings);
        if !none(counts) {
            faults.push(format!("seed {seed}, {settings:?}: {counts:?}"));
        }
    }
    by_size.iter_mut().for_each(|(size, tally)| tally.print(&format!("generated, {size}")));
    for (name, map) in maps_in(&["../../tests/samples", "../../../shared/realmaps"]) {
        let mut tally = Tally::default();
        for settings in &pages {
            let counts = tally.page(&map, settings);
            if !none(counts) {
                faults.push(format!("{name}, {settings:?}: {counts:?}"));
            }
        }
        tally.print(&name);
    }
    println!("{}", faults.join("\n"));
    assert!(faults.is_empty(), "{} pages with faults of {:?}", faults.len(), SORTS);
}

/// How long the pages of large maps take to lay out, in every layout: printed, to be read.
#[test]
#[ignore = "measures"]
fn time_large_pages() {
    let mut maps = maps_in(&["../../../shared/realmaps"]);
    maps.push(("sixty".into(), large_map()));
    maps.push(("generated".into(), generated(7, (60, 150))));
    maps.push(("thousands".into(), thousands()));
    for (name, map) in maps {
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        for size in [PageSize::A4, PageSize::A3, PageSize::Wide, PageSize::Classic] {
            let settings = PageSettings { size, ..PageSettings::default() };
            let start = std::time::Instant::now();
            crate::scene::compose(&map, Some(&evaluation), &Default::default());
            let drawn = start.elapsed();
            let start = std::time::Instant::now();
            let sheet = compose(&map, &evaluation, &settings);
            println!("{name} {size:?}: scene {drawn:?}, page {:?} {:?}", start.elapsed(), sheet.warnings);
        }
    }
}

/// 2,000 actors on a grid and 6,000 flows between them.
fn thousands() -> Map {
    let mut map = Map::default();
    for n in 0..2000 {
        let mut actor = Actor::new(ActorId(n + 1), format!("Partner number {n}"));
        actor.position = Some(Point::new(f64::from(n % 45) * 264.0, f64::from(n / 45) * 156.0));
        map.put(actor.into());
    }
    for n in 0..6000 {
        let from = n * 7919 % 2000;
        let to = (from + [1, 45, 46][n as usize % 3]) % 2000;
        map.put(
            Flow::new(FlowId(3000 + n), ActorId(from + 1), ActorId(to + 1), Kind::ALL[n as usize % 6]).into(),
        );
    }
    map
}

#[test]
fn a_slide_says_three_sentences_and_no_text_on_it_is_small() {
    for (name, map) in samples().into_iter().filter(|(_, m)| m.actors.len() < 6) {
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        let settings = PageSettings { size: PageSize::Wide, ..PageSettings::default() };
        let sheet = compose(&map, &evaluation, &settings);
        let smallest = crate::scene::check::check(&sheet.items).smallest_text.unwrap();
        assert!(smallest >= 8.95, "{name}: {smallest}");
        assert_tidy(&sheet, &settings);
    }
}

#[test]
fn a_slide_with_a_single_interdependency_goes_on_with_what_the_map_says() {
    for size in [PageSize::Wide, PageSize::Classic] {
        let settings = PageSettings { size, ..PageSettings::default() };
        let sheet = page_of(&sample("data-warehouse"), &settings);
        let says = |text: &str| sheet.items.iter().any(|i| i.name == text);
        assert!(says("Top interdependency") && says("What the map says"), "{size:?}");
        assert_tidy(&sheet, &settings);
        let many = page_of(&sample("mid-market-software"), &settings);
        assert!(!many.items.iter().any(|i| i.name == "What the map says"), "three are enough");
    }
}

#[test]
fn no_two_flows_of_a_map_that_is_drawn_closer_run_upon_each_other_where_another_way_is_free() {
    let settings = PageSettings {
        size: PageSize::Wide,
        layout: crate::map::PageLayout::Alone,
        ..PageSettings::default()
    };
    let found = crate::scene::check::check(&page_of(&sample("mid-market-software"), &settings).items);
    assert_eq!((found.flows_on_flows, found.heads_on_heads), (vec![], vec![]));
}

#[test]
fn a_sentence_of_its_own_stands_until_what_it_stands_for_is_said_differently() {
    let map = map();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let said = head::headline(&map);
    let own = "Who answers for our growth?".to_owned();
    let reads = |said: &str| {
        let wording = vec![crate::map::Wording { said: said.into(), own: own.clone() }];
        let settings = PageSettings { wording, ..PageSettings::default() };
        compose(&map, &evaluation, &settings).title
    };
    assert_eq!(reads(&said), own);
    assert_eq!(reads("What it said before?"), said);
}

#[test]
fn small_maps_show_each_kind_in_use_without_running_over_anything() {
    let map = map();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    for settings in every_setting() {
        let settings = PageSettings { layout: crate::map::PageLayout::Kinds, ..settings };
        let sheet = compose(&map, &evaluation, &settings);
        let figures = sheet.reading.iter().filter(|p| p.role == PartRole::Figure).count();
        assert_eq!(figures, 4, "the map, money, decision rights and trust");
        assert!(!pdf(&sheet).unwrap().is_empty());
    }
}

#[test]
fn every_sentence_that_can_be_reworded_tells_where_it_stands_in_whichever_words() {
    for (name, map) in samples() {
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        let said = compose(&map, &evaluation, &PageSettings::default()).sentences;
        assert_eq!(said[0].said, head::headline(&map), "{name}");
        assert!(said.len() > 1 || evaluation.top.is_empty(), "{name}: {said:?}");
        let wording = said
            .iter()
            .map(|s| crate::map::Wording { said: s.said.clone(), own: format!("In short: {}", s.said) })
            .collect();
        let settings = PageSettings { wording, ..PageSettings::default() };
        let sheet = compose(&map, &evaluation, &settings);
        for sentence in &sheet.sentences {
            let reworded = said.iter().any(|s| s.said == sentence.said);
            assert_eq!(reworded, sentence.shown.starts_with("In short: "), "{name}: {sentence:?}");
            let rect = sentence.rect;
            assert!(rect.x >= 0.0 && rect.right() <= sheet.width && rect.bottom() <= sheet.height);
        }
        assert_eq!(sheet.sentences[0].shown, sheet.title, "{name}");
    }
}

#[test]
fn the_footer_tells_one_state_of_the_map_from_another_however_the_page_is_set() {
    let mut map = map();
    let before = state(&map);
    let mut info = MapInfo::clone(&map.info);
    info.page.grey = true;
    map.put(info.into());
    let moved = map.actors.values().next().unwrap();
    let moved = Actor { position: Some(Point::new(-900.0, 700.0)), ..Actor::clone(moved) };
    map.put(moved.into());
    assert_eq!(state(&map), before);
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &evaluation, &PageSettings::default());
    assert!(
        sheet.items.iter().any(|i| i.name.contains(&format!("20 November 2026, state {before}: 7 actors")))
    );
    let flow = Flow { label: "another".into(), ..Flow::clone(&map.flows[&FlowId(22)]) };
    map.put(flow.into());
    assert_ne!(state(&map), before);
}

/// A map with a name in each script that a page has to print, and labels in some of them. Without numbers, so
/// that no label can be shortened to its number.
fn map_of_scripts() -> Map {
    let mut map = map();
    for (id, name) in (1..).zip(&NAMES[..6]) {
        map.put(Actor { name: (*name).into(), ..Actor::clone(&map.actors[&ActorId(id)]) }.into());
    }
    for (id, label) in [(20, "رسوم الدخول"), (22, "плата"), (23, "דמי כניסה"), (24, "使用料")]
    {
        map.put(Flow { label: label.into(), quantity: None, ..Flow::clone(&map.flows[&FlowId(id)]) }.into());
    }
    map
}

#[test]
fn names_and_labels_in_every_script_are_found_in_the_text_of_a_page() {
    let map = map_of_scripts();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let sheet = compose(&map, &evaluation, &PageSettings::default());
    let Some(text) = poppler("pdftotext", &[], &pdf(&sheet).unwrap()) else { return };
    // poppler wraps right-to-left text in direction marks and keeps the ends of lines.
    let bare = |t: &str| -> String {
        t.chars().filter(|c| !c.is_whitespace() && !('\u{202a}'..='\u{202e}').contains(c)).collect()
    };
    let text = bare(&text);
    let missing = crate::scene::check::check(&sheet.items).missing;
    let printed =
        |t: &str| bare(t).chars().map(|c| if missing.contains(&c) { '□' } else { c }).collect::<String>();
    let labels = map.flows.values().map(|f| f.label.as_str());
    for said in map.actors.values().map(|a| a.name.as_str()).chain(labels) {
        assert!(text.contains(&printed(said)), "{said} is not in {text}");
    }
    for c in &missing {
        let named = format!("U+{:04X}", *c as u32);
        assert!(sheet.warnings.iter().any(|w| w.contains(&named)), "{c} is missing and nobody says so");
    }
}

#[test]
fn pixels_for_the_clipboard_are_those_of_the_png() {
    let sheet = sheet();
    let (pixels, height) = pixels(&sheet, 200, true).unwrap();
    let file = png(&sheet, 200, true).unwrap();
    let picture = tiny_skia::Pixmap::decode_png(&file).unwrap();
    assert_eq!((picture.width(), picture.height()), (200, height));
    let straight = picture.pixels().iter().flat_map(|p| {
        let p = p.demultiply();
        [p.red(), p.green(), p.blue(), p.alpha()]
    });
    let far = straight.zip(&pixels).filter(|(a, b)| a.abs_diff(**b) > 2).count();
    assert_eq!(far, 0);
}

#[test]
fn the_footer_is_said_whole_on_the_narrowest_slide() {
    for (name, map) in samples() {
        let evaluation = crate::eval::evaluate(&map, &Default::default());
        let settings = PageSettings { size: PageSize::Classic, portrait: true, ..PageSettings::default() };
        let sheet = compose(&map, &evaluation, &settings);
        let page = sheet.items.iter().filter(|i| i.layer == Layer::Page).flat_map(|i| &i.shapes);
        let lines =
            page.filter_map(|s| if let Shape::Text(line) = s { Some(line.text.trim()) } else { None });
        let said = lines.collect::<Vec<_>>().join(" ");
        assert!(said.contains("losses assume that nobody finds another way."), "{name}: {said}");
    }
}

#[test]
fn a_map_drawn_closer_for_a_slide_crosses_few_more_flows_than_it_must() {
    let (_, map) = samples().into_iter().find(|(name, _)| name.contains("mid-market")).unwrap();
    let evaluation = crate::eval::evaluate(&map, &Default::default());
    let layout = crate::map::PageLayout::Alone;
    let settings = PageSettings { size: PageSize::Wide, layout, ..PageSettings::default() };
    let crossings = |items: &[crate::scene::Item]| crate::scene::check::check(items).crossings;
    let now = crossings(&crate::scene::compose(&map, None, &Default::default()).items);
    let there = crossings(&compose(&map, &evaluation, &settings).items);
    assert!(there <= now + (now + map.flows.len()) / 10, "{now} as it stands, {there} on the slide");
}
