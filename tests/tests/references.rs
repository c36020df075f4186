//! Pages beside their references: as pictures, and as the text and tags that a reader hears.
//!
//! `tests/ref` holds what was accepted last; `npm run accept` accepts what there is now. Where a page looks or
//! reads otherwise, what there is now and a picture of the difference go to `tests/out`.

use portolan_core::{
    eval::{EvalConfig, evaluate},
    map::{Map, PageLayout, PageSettings, PageSize},
    notation,
    page::{self, Part, Sheet},
    scene::Shape,
};
use std::{
    fs,
    io::{BufReader, Cursor},
    path::Path,
};

/// Dots an inch of the pictures.
const DPI: f64 = 60.0;
/// By so much of a channel, of 255, a pixel may differ: rounding on another machine stays far below.
const SLIGHT: u8 = 24;
/// So many pixels may differ by more: less than one letter.
const FEW: usize = 8;

const TURNED_AWAY: &str = "scenario \"Integrator A turns away\"\n  without Integrator A\n  \
    weaken Cloud marketplace to 50%\n  add New reseller : intermediary\n  \
    add New reseller -money 60k/y-> Our firm {estimated}\n";

/// The page of a sample, with a text read into it first.
fn sheet(sample: &str, more: &str, settings: PageSettings) -> Sheet {
    let file = here().join("samples").join(sample).with_extension("txt");
    let text = format!("{}\n{more}", fs::read_to_string(file).unwrap());
    let mut map = Map::default();
    let reading = notation::read(&map, &text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.diff.apply_to(&mut map);
    page::compose(&map, &evaluate(&map, &EvalConfig::of(&map)), &settings)
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_sheet_with_a_panel() {
    compare("panel", &sheet("mid-market-software", "", PageSettings::default()));
}

#[test]
fn an_upright_sheet() {
    compare(
        "upright",
        &sheet("fintech-after", "", PageSettings { portrait: true, ..PageSettings::default() }),
    );
}

#[test]
fn a_slide() {
    let settings = PageSettings { size: PageSize::Wide, ..PageSettings::default() };
    compare("slide", &sheet("cyber-security", "", settings));
}

#[test]
fn small_maps_of_each_kind() {
    let settings = PageSettings { layout: PageLayout::Kinds, ..PageSettings::default() };
    compare("small-maps", &sheet("logistics", "", settings));
}

#[test]
fn the_map_beside_a_scenario() {
    let settings = PageSettings { layout: PageLayout::WhatIf, ..PageSettings::default() };
    compare("what-if", &sheet("mid-market-software", TURNED_AWAY, settings));
}

#[test]
fn black_and_white() {
    let settings = PageSettings { grey: true, ..PageSettings::default() };
    compare("black-and-white", &sheet("data-warehouse", "", settings));
}

#[test]
fn a_changed_word_and_a_card_that_has_moved_a_little_are_seen() {
    let same = sheet("mid-market-software", "", PageSettings::default());
    let reference = picture(&same);
    for more in
        ["Procurement {fact \"31 days to agree\"}", "map \"A title\"\nquestion \"Who holds our route?\""]
    {
        let other = sheet("mid-market-software", more, PageSettings::default());
        assert!(differences(&picture(&other), &reference).0 > FEW, "{more}");
        assert_ne!(told(&other), told(&same), "{more}");
    }
    let mut moved = same.clone();
    for shape in
        moved.items.iter_mut().filter(|i| i.name.starts_with("Procurement")).flat_map(|i| &mut i.shapes)
    {
        if let Shape::Box { rect, .. } = shape {
            rect.x += 1.0;
        }
    }
    assert!(differences(&picture(&moved), &reference).0 > FEW);
}

/// Compares a page with its references, or accepts it.
fn compare(name: &str, sheet: &Sheet) {
    let (drawn, text) = (picture(sheet), told(sheet));
    if std::env::var_os("PORTOLAN_ACCEPT").is_some() {
        fs::create_dir_all(here().join("ref")).unwrap();
        save(&drawn, &here().join("ref").join(name).with_extension("png"));
        fs::write(here().join("ref").join(name).with_extension("txt"), text).unwrap();
        return;
    }
    let accepted = |ending| here().join("ref").join(name).with_extension(ending);
    let known = fs::read_to_string(accepted("txt")).unwrap_or_default();
    let (count, marked) = differences(&drawn, &load(&accepted("png")));
    if known == text && count <= FEW {
        return;
    }
    let out = here().join("out");
    fs::create_dir_all(&out).unwrap();
    save(&drawn, &out.join(format!("{name}.png")));
    save(&marked, &out.join(format!("{name}-difference.png")));
    fs::write(out.join(format!("{name}.txt")), &text).unwrap();
    let line = known.lines().zip(text.lines()).find(|(a, b)| a != b);
    let read = line.map_or(String::new(), |(a, b)| format!("\nit read: {a}\nit reads: {b}"));
    panic!("{name}: {count} pixels look otherwise, see tests/out; npm run accept accepts them{read}");
}

/// Red, green and blue of each pixel, row by row.
struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

fn picture(sheet: &Sheet) -> Picture {
    let width = (sheet.width / 72.0 * DPI).round() as u32;
    let (pixels, height) = page::pixels(sheet, width, false).unwrap();
    let pixels = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Picture { width, height, pixels }
}

/// How many pixels differ by more than a little, and where: the new picture faint, what differs in red.
fn differences(one: &Picture, other: &Picture) -> (usize, Picture) {
    let mut pixels: Vec<u8> = one.pixels.iter().map(|v| 190 + v / 4).collect();
    if (one.width, one.height) != (other.width, other.height) {
        return (one.pixels.len() / 3, Picture { pixels, ..*one });
    }
    let mut count = 0;
    for (at, (a, b)) in one.pixels.chunks_exact(3).zip(other.pixels.chunks_exact(3)).enumerate() {
        if a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > SLIGHT) {
            count += 1;
            pixels[at * 3..at * 3 + 3].copy_from_slice(&[200, 0, 0]);
        }
    }
    (count, Picture { pixels, ..*one })
}

fn save(picture: &Picture, to: &Path) {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&picture.pixels).unwrap();
    fs::write(to, bytes).unwrap();
}

/// A picture from a file; none where there is no file.
fn load(from: &Path) -> Picture {
    let nothing = Picture { width: 0, height: 0, pixels: Vec::new() };
    let Ok(bytes) = fs::read(from) else { return nothing };
    let mut reader = png::Decoder::new(BufReader::new(Cursor::new(bytes))).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(info.buffer_size());
    Picture { width: info.width, height: info.height, pixels }
}

/// The page as it is heard: each part in reading order, what it is and what it says; then what is warned of.
fn told(sheet: &Sheet) -> String {
    let mut text = String::new();
    for part in &sheet.reading {
        tell(sheet, part, 0, &mut text);
    }
    for warning in &sheet.warnings {
        text.push_str(&format!("warning: {warning}\n"));
    }
    text
}

fn tell(sheet: &Sheet, part: &Part, depth: usize, text: &mut String) {
    let lines = part.items.iter().flat_map(|i| &sheet.items[*i].shapes).filter_map(|s| match s {
        Shape::Text(line) => Some(line.text.as_str()),
        _ => None,
    });
    let said: Vec<&str> = lines.collect();
    let indent = "  ".repeat(depth);
    let role = format!("{:?}", part.role).to_lowercase();
    text.push_str(format!("{indent}{role} {}", said.join(" ")).trim_end());
    text.push('\n');
    if !part.alt.is_empty() && part.alt != said.join(" ") {
        text.push_str(&format!("{indent}  ({})\n", part.alt));
    }
    for part in &part.parts {
        tell(sheet, part, depth + 1, text);
    }
}
