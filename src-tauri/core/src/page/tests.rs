//! The painters on a small sheet made by hand.

use super::*;
use crate::{
    map::{Point, RecordId, Rect},
    scene::{Ink, Item, Layer, Segment, Shape, Stroke, text},
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

/// Writes the sheet's PDF, PNG and SVG into `target/pages`, to be looked at.
#[test]
#[ignore = "writes files to look at"]
fn show_the_small_sheet() {
    std::fs::create_dir_all("../../target/pages").unwrap();
    std::fs::write("../../target/pages/small.pdf", pdf(&sheet()).unwrap()).unwrap();
    std::fs::write("../../target/pages/small.png", png(&sheet(), 1250).unwrap()).unwrap();
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
fn a_png_has_the_asked_width_and_its_resolution() {
    let bytes = png(&sheet(), 600).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (600, 400));
    assert_eq!(reader.info().pixel_dims.unwrap().xppu, 5669); // 144 dpi
    assert!(reader.info().srgb.is_some());
    assert!(png(&sheet(), 0).is_err() && png(&sheet(), 1_000_000).is_err());
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
