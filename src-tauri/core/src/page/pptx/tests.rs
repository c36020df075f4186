//! The package as others read it: parts, names, texts, and the picture that LibreOffice makes of it.

use super::super::{Sheet, compose, png, pptx};
use super::line::Flow;
use crate::{
    eval::{EvalConfig, evaluate},
    map::{ActorId, Map, PageSettings, PageSize},
    notation,
    scene::{Ink, Layer, Shape},
};
use roxmltree::{Document, Node};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::Path,
    process::Command,
};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples");

fn sample(name: &str) -> Map {
    let mut map = Map::default();
    let text = std::fs::read_to_string(Path::new(SAMPLES).join(name).with_extension("txt")).unwrap();
    notation::read(&map, &text).diff.apply_to(&mut map);
    map
}

fn sheet(map: &Map, size: PageSize) -> Sheet {
    let evaluation = evaluate(map, &EvalConfig::of(map));
    compose(map, &evaluation, &PageSettings { size, ..map.info.page.clone() })
}

/// The files of a package by their paths.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package.file_names().map(|n| n.unwrap().into_owned()).collect();
    let mut text = |name: &String| {
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    names.iter().map(|name| (name.clone(), text(name))).collect()
}

fn slide(sheet: &Sheet) -> String {
    unpacked(&pptx(sheet).unwrap()).remove("ppt/slides/slide1.xml").unwrap()
}

/// Every paragraph of a slide; its lines with spaces between them.
fn paragraphs(xml: &str) -> Vec<String> {
    let xml = Document::parse(xml).unwrap();
    let paragraphs = xml.descendants().filter(|n| n.has_tag_name((DRAWING, "p")));
    let said = |p: Node<'_, '_>| {
        let texts = p.descendants().filter(|n| n.has_tag_name((DRAWING, "t"))).filter_map(|n| n.text());
        texts.collect::<Vec<_>>().join(" ")
    };
    paragraphs.map(said).collect()
}

#[test]
fn every_part_is_xml_has_a_type_and_is_referred_to() {
    for size in PageSize::ALL.iter().copied() {
        let files = unpacked(&pptx(&sheet(&sample("logistics"), size)).unwrap());
        let parsed: BTreeMap<&String, Document<'_>> =
            files.iter().map(|(path, text)| (path, Document::parse(text).unwrap())).collect();
        let attributes = |path: &String, tag: &str, name: &str| -> Vec<String> {
            let nodes = parsed[path].descendants().filter(|n| n.tag_name().name() == tag);
            nodes.filter_map(|n| n.attribute(name)).map(|v| v.trim_start_matches('/').to_owned()).collect()
        };
        let types = attributes(&"[Content_Types].xml".to_owned(), "Override", "PartName");
        let relations: Vec<_> = files.keys().filter(|path| path.ends_with(".rels")).collect();
        let targets: Vec<String> =
            relations.iter().flat_map(|path| attributes(path, "Relationship", "Target")).collect();
        let parts: Vec<_> =
            files.keys().filter(|p| !p.ends_with(".rels") && *p != "[Content_Types].xml").collect();
        assert_eq!((parts.len(), types.len()), (7, 7));
        assert!(parts.iter().all(|p| types.contains(p) && targets.contains(p)), "{targets:?}");
        assert!(types.iter().chain(&targets).all(|t| files.contains_key(t)), "{targets:?}");
        // What a part asks for by number is among its relations.
        for (path, xml) in &parsed {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let ids = format!("{folder}/_rels/{name}.rels");
            for id in xml.descendants().filter_map(|n| n.attribute((OFFICE, "id"))) {
                assert!(attributes(&ids, "Relationship", "Id").iter().any(|i| i == id), "{path} {id}");
            }
        }
    }
}

#[test]
fn every_name_and_every_label_is_text_and_every_shape_has_a_name() {
    for name in ["mid-market-software", "fintech-before", "logistics", "cyber-security", "data-warehouse"] {
        let map = sample(name);
        let sheet = sheet(&map, PageSize::A3);
        let xml = slide(&sheet);
        let said = paragraphs(&xml);
        for actor in map.actors.values() {
            assert!(said.contains(&actor.name), "{} in {said:?}", actor.name);
        }
        for item in sheet.items.iter().filter(|i| i.layer == Layer::Flow && i.label.is_some()) {
            let label = item.shapes.iter().filter_map(|s| match s {
                Shape::Text(line) if line.ink != Ink::OnAccent => Some(line.text.as_str()),
                _ => None,
            });
            let label = label.collect::<Vec<_>>().join(" ");
            assert!(said.contains(&label), "{label} in {said:?}");
        }
        let xml = Document::parse(&xml).unwrap();
        let named = xml.descendants().filter(|n| n.tag_name().name() == "cNvPr").skip(1);
        assert!(named.clone().all(|n| n.attribute("name").is_some_and(|name| !name.is_empty())));
        let ids: BTreeSet<_> = named.clone().filter_map(|n| n.attribute("id")).collect();
        assert_eq!(ids.len(), named.count(), "numbers given twice");
    }
}

/// The element with this name under another.
fn under<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|n| n.tag_name().name() == name)
}

/// Place and size of a shape, and how it is flipped.
fn placed(shape: Node<'_, '_>) -> ([i64; 4], [bool; 2]) {
    let frame = under(shape, "xfrm").unwrap();
    let number = |name: &str, of: &str| under(frame, name).unwrap().attribute(of).unwrap().parse().unwrap();
    let flag = |name: &str| frame.attribute(name) == Some("1");
    let rect = [number("off", "x"), number("off", "y"), number("ext", "cx"), number("ext", "cy")];
    assert_eq!(frame.attribute("rot"), None);
    (rect, [flag("flipH"), flag("flipV")])
}

/// Where a connector begins and ends, as its box says.
fn ends(connector: Node<'_, '_>) -> [(f64, f64); 2] {
    let ([x, y, w, h], flip) = placed(connector);
    let (w, h) = (w as f64 / 2.0, h as f64 / 2.0);
    let (cx, cy) = (x as f64 + w, y as f64 + h);
    [(-w, -h), (w, h)].map(|(x, y)| {
        let (x, y) = (if flip[0] { -x } else { x }, if flip[1] { -y } else { y });
        (cx + x, cy + y)
    })
}

#[test]
fn straight_flows_hold_on_to_places_of_cards_that_are_where_they_end_and_no_other_line_does() {
    let mut all = Vec::new();
    for name in ["mid-market-software", "fintech-before", "fintech-after", "logistics", "cyber-security"] {
        let sheet = sheet(&sample(name), PageSize::A3);
        let xml = slide(&sheet);
        let xml = Document::parse(&xml).unwrap();
        let shape = |id: &str| {
            let named = |n: &Node<'_, '_>| n.tag_name().name() == "cNvPr" && n.attribute("id") == Some(id);
            xml.descendants().find(named).unwrap().parent().unwrap().parent().unwrap()
        };
        let mut held = 0;
        for connector in xml.descendants().filter(|n| n.tag_name().name() == "cxnSp") {
            let sort = under(connector, "prstGeom").unwrap().attribute("prst");
            assert_eq!(sort, Some("straightConnector1"), "{name}: others are led anew by the program");
            let holds = ["stCxn", "endCxn"].map(|end| under(connector, end));
            assert_eq!(holds[0].is_some(), holds[1].is_some(), "{name}: a line that holds on at one end");
            held += usize::from(holds[0].is_some());
            for (end, at) in holds.into_iter().flatten().zip(ends(connector)) {
                let card = shape(end.attribute("id").unwrap());
                let sites: Vec<_> = card.descendants().filter(|n| n.tag_name().name() == "pos").collect();
                let site = sites[end.attribute("idx").unwrap().parse::<usize>().unwrap()];
                let ([x, y, ..], ..) = placed(card);
                let number = |of: &str| site.attribute(of).unwrap().parse::<i64>().unwrap();
                let off = ((x + number("x")) as f64 - at.0).hypot((y + number("y")) as f64 - at.1);
                assert!(off < 20.0, "{name}: {off} EMU away from where the line ends");
            }
        }
        let lines = |item: &crate::scene::Item| {
            let flow = Flow::of(item).unwrap();
            flow.way.map_or(0, |_| flow.strokes.len())
        };
        let flows = sheet.items.iter().filter(|i| i.layer == Layer::Flow && i.spine.len() >= 8);
        assert_eq!(held, flows.map(lines).sum::<usize>(), "{name}: straight flows");
        all.push(held);
    }
    assert!(all.iter().sum::<usize>() > 9, "{all:?}");
}

#[test]
fn each_item_is_one_shape_or_one_group_told_as_the_map_is_told() {
    let map = sample("mid-market-software");
    let sheet = sheet(&map, PageSize::Wide);
    let xml = slide(&sheet);
    let xml = Document::parse(&xml).unwrap();
    let tree = xml.descendants().find(|n| n.tag_name().name() == "spTree").unwrap();
    let shapes: Vec<_> =
        tree.children().filter(|n| matches!(n.tag_name().name(), "sp" | "grpSp" | "cxnSp")).collect();
    assert_eq!(shapes.len(), sheet.items.len());
    for (item, shape) in sheet.items.iter().zip(shapes) {
        let told = shape.descendants().find(|n| n.tag_name().name() == "cNvPr").unwrap();
        let description = if item.layer == Layer::Page { None } else { Some(item.name.as_str()) };
        assert_eq!(told.attribute("descr"), description, "{}", item.name);
        let is_face =
            |n: &Node<'_, '_>| n.attribute("prst") == Some("roundRect") || n.tag_name().name() == "cxn";
        assert!(item.layer != Layer::Card || shape.descendants().any(|n| is_face(&n)), "{}", item.name);
    }
    let titles = xml.descendants().filter(|n| n.attribute("type") == Some("title")).count();
    assert_eq!(titles, 1);
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_the_size_is_the_sheets() {
    let map = sample("logistics");
    for (size, wide, high) in [
        (PageSize::Wide, 12_192_000, 6_858_000),
        (PageSize::Classic, 9_144_000, 6_858_000),
        (PageSize::A4, 10_692_000, 7_560_000),
    ] {
        let bytes = pptx(&sheet(&map, size)).unwrap();
        assert!(bytes == pptx(&sheet(&map, size)).unwrap());
        let size = format!("<p:sldSz cx=\"{wide}\" cy=\"{high}\"/>");
        assert!(unpacked(&bytes)["ppt/presentation.xml"].contains(&size), "{size}");
    }
}

#[test]
fn marks_of_xml_and_forbidden_characters_do_no_harm() {
    let mut map = sample("logistics");
    let mut actor = crate::map::Actor::new(ActorId(9000), "A <b> & \"c\"\u{1}\u{b}");
    actor.position = Some(crate::map::Point::new(0.0, -400.0));
    map.put(actor.into());
    let said = paragraphs(&slide(&sheet(&map, PageSize::A3)));
    assert!(said.iter().any(|s| s == "A <b> & \"c\""), "{said:?}");
}

/// LibreOffice opens every sample on two sheets and prints it: to be looked at beside the PNG, in target/pages.
#[test]
#[ignore = "a long run, for the eye"]
fn libreoffice_prints_the_slide() {
    let out = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/pages");
    std::fs::create_dir_all(out).unwrap();
    for name in ["mid-market-software", "fintech-before", "logistics"] {
        let map = sample(name);
        for size in [PageSize::Wide, PageSize::A4] {
            let sheet = sheet(&map, size);
            let file = Path::new(out).join(format!("{name}-{}", size.word().replace(':', "-")));
            std::fs::write(file.with_extension("png"), png(&sheet, 1600, false).unwrap()).unwrap();
            let slide = file.with_extension("pptx");
            std::fs::write(&slide, pptx(&sheet).unwrap()).unwrap();
            let ran = Command::new("soffice")
                .args(["--headless", "--convert-to", "pdf", "--outdir", out])
                .arg(&slide)
                .output();
            let Ok(ran) = ran else { return eprintln!("LibreOffice is not installed") };
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            assert!(file.with_extension("pdf").exists());
        }
    }
}
