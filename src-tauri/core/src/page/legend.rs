//! The legend: only what is on this page, drawn with the map's own marks.

use super::{
    PartRole,
    block::{Block, Cell, Column, badge, line_at, placed, rule},
    frame::{Frame, Style},
    words,
};
use crate::{
    edit::Differences,
    map::{Evidence, Kind, Light, Map, Point, Quantity, Rect},
    scene::{Ink, Mark, Scene, Shape, Stroke},
};

/// Points for a map unit in the legend, on A4.
const SCALE: f64 = 0.62;
/// Width of a sample, in map units.
const SAMPLE: f64 = 42.0;

/// A sample in map units, centred on the line `y = 0` and at most [`SAMPLE`] wide, with its words.
struct Sign {
    shapes: Vec<Shape>,
    words: String,
}

impl Sign {
    fn new(shapes: impl Into<Vec<Shape>>, words: impl Into<String>) -> Sign {
        Sign { shapes: shapes.into(), words: words.into() }
    }
}

/// The legend in as many columns as the width has room for, read column by column.
pub fn block(
    map: &Map,
    scene: &Scene,
    differences: Option<&Differences>,
    frame: &Frame,
    width: f64,
) -> Block {
    let mut signs = signs(map, scene);
    signs.extend(differences.into_iter().flat_map(different));
    let style = frame.small().in_ink(Ink::Text);
    let scale = SCALE * frame.scale;
    let left = SAMPLE * scale + 1.5 * frame.step();
    let widest =
        signs.iter().map(|s| f64::from(line_at(&s.words, style, 0.0, 0.0).width)).fold(0.0, f64::max);
    let fit = (width + frame.gutter()) / (left + widest + frame.gutter());
    let columns = (fit as usize).clamp(1, signs.len().max(1));
    let rows = signs.len().div_ceil(columns);
    let columns = signs.len().div_ceil(rows.max(1)).max(1);
    let pitch = (width + frame.gutter()) / columns as f64;
    let height = style.leading + frame.step();
    let cell = |(at, sign): (usize, &Sign)| {
        let origin = Point::new((at / rows) as f64 * pitch, (at % rows) as f64 * height);
        entry(sign, origin, scale, left, pitch - frame.gutter(), style)
    };
    let cells = signs.iter().enumerate().map(cell).collect();
    Block { height: (rows as f64 * height - frame.step()).max(0.0), cells }
}

fn entry(sign: &Sign, at: Point, scale: f64, left: f64, width: f64, style: Style) -> Cell {
    let middle = Point::new(at.x, at.y + style.leading / 2.0);
    let mut column = Column::at(at.x + left, at.y);
    column.shapes = sign.shapes.iter().map(|s| placed(s, scale, middle)).collect();
    column.lines(&sign.words, style, width - left, 1);
    Cell { role: Some(PartRole::Entry), shapes: column.shapes }
}

fn signs(map: &Map, scene: &Scene) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for kind in Kind::ALL.iter().filter(|k| map.flows.values().any(|f| f.kind == **k)) {
        signs.push(Sign::new(line(*kind, 2, false, false, 0.0, SAMPLE), words::kind(*kind)));
    }
    signs.extend(widths(map));
    signs.extend(ways_to_know(map));
    signs.extend(cards(map));
    signs.extend(marks(map, scene));
    signs
}

fn line(kind: Kind, step: u8, assumed: bool, both_ways: bool, from: f64, to: f64) -> Vec<Shape> {
    Mark { kind, step, assumed, both_ways }.straight(Point::new(from, 0.0), Point::new(to, 0.0))
}

/// "up to $300k/yr" beside five widths, where some flow of a kind has an amount.
fn widths(map: &Map) -> Option<Sign> {
    let (kind, largest) = largest(map)?;
    let piece = SAMPLE / 5.0;
    let bar = |i: u8| {
        let (from, to) = (f64::from(i) * piece, f64::from(i + 1) * piece + 0.1);
        let width = Mark { kind, step: i + 1, assumed: false, both_ways: false }.width();
        let rect = Rect::new(from, -width / 2.0, to - from, width);
        Shape::Box { rect, radius: 0.0, fill: Some(kind.into()), stroke: None }
    };
    let words = say!("up to {amount}", amount = largest.short(kind, &map.info.currency));
    Some(Sign::new((0..5).map(bar).collect::<Vec<_>>(), words))
}

/// The largest yearly amount of the first kind in which flows have different amounts.
fn largest(map: &Map) -> Option<(Kind, Quantity)> {
    Kind::ALL.iter().find_map(|kind| {
        let amounts = map.flows.values().filter(|f| f.kind == *kind).filter_map(|f| f.quantity.as_ref());
        let mut yearly: Vec<(f64, &Quantity)> = amounts
            .filter_map(|q| Some((q.amount.units() * q.period.per_year()? * rate(map, &q.unit), q)))
            .collect();
        yearly.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (first, last) = (yearly.first()?, yearly.last()?);
        (first.0 < last.0).then(|| (*kind, last.1.clone()))
    })
}

/// What a unit of money is worth in the base currency; 1 for all else.
fn rate(map: &Map, unit: &str) -> f64 {
    map.info.rates.iter().find(|r| r.currency == unit).map_or(1.0, |r| r.value)
}

fn ways_to_know(map: &Map) -> Vec<Sign> {
    let first = |e: Evidence| map.flows.values().find(|f| f.evidence == e);
    let mut signs = Vec::new();
    if first(Evidence::Estimated).is_some() {
        signs.push(Sign::new([mark("\u{2248}")], say!("estimated")));
    }
    if let Some(flow) = first(Evidence::Assumed) {
        let mut shapes = line(flow.kind, 2, true, false, 0.0, SAMPLE * 0.62);
        shapes.push(letter("?", SAMPLE * 0.72));
        signs.push(Sign::new(shapes, say!("assumed")));
    }
    if map.flows.values().any(|f| f.both_ways) {
        signs.push(Sign::new(line(Kind::Data, 2, false, true, 0.0, SAMPLE), say!("both ways")));
    }
    signs
}

/// A mark of the map's texts, in the middle of its sample.
fn mark(text: &str) -> Shape {
    letter(text, SAMPLE / 2.0 - 4.0)
}

fn letter(text: &str, x: f64) -> Shape {
    let style = Style { size: 12.5, leading: 12.5, bold: true, ink: Ink::Text };
    Shape::Text(line_at(text, style, x, -6.25))
}

fn card(x: f64, y: f64, ink: Ink, width: f32) -> Shape {
    Shape::Box {
        rect: Rect::new(x, y - 8.0, 32.0, 16.0),
        radius: 4.0,
        fill: Some(Ink::Card),
        stroke: Some(Stroke { ink, width, dash: Vec::new(), round: false }),
    }
}

fn cards(map: &Map) -> Vec<Sign> {
    let mut signs = Vec::new();
    if map.info.us.is_some_and(|us| map.actors.contains_key(&us)) {
        signs.push(Sign::new([card(7.0, 0.0, Ink::Text, 3.0)], say!("us")));
    }
    if map.actors.values().any(|a| a.group) {
        let stack = [3.0, 0.0, -3.0].map(|by| card(7.0 + by, by * 0.8, Ink::Edge, 1.0));
        signs.push(Sign::new(stack, say!("a group")));
    }
    signs
}

/// What a scenario makes different.
fn different(differences: &Differences) -> Vec<Sign> {
    let mut signs = Vec::new();
    if !differences.removed.is_empty() {
        let Shape::Box { rect, radius, fill, .. } = card(7.0, 0.0, Ink::Edge, 1.0) else { return signs };
        let stroke = Some(Stroke { ink: Ink::Edge, width: 1.0, dash: vec![3.0, 4.0], round: false });
        let through = rule(12.0, 0.0, 22.0, 1.6, Ink::Quiet);
        signs.push(Sign::new([Shape::Box { rect, radius, fill, stroke }, through], say!("gone")));
    }
    if !(differences.added.is_empty() && differences.changed.is_empty()) {
        let band = Rect::new(2.0, -5.5, SAMPLE - 4.0, 11.0);
        let band = Shape::Box { rect: band, radius: 5.5, fill: Some(Ink::Step2), stroke: None };
        signs.push(Sign::new([band, rule(0.0, 0.0, SAMPLE, 2.0, Ink::Text)], say!("new or changed")));
    }
    signs
}

fn marks(map: &Map, scene: &Scene) -> Vec<Sign> {
    let center = |x: f64| Point::new(x, 0.0);
    let mut signs = Vec::new();
    let badged = scene.items.iter().flat_map(|i| &i.shapes).any(
        |s| matches!(s, Shape::Text(line) if line.ink == Ink::OnAccent && line.text.chars().all(|c| c.is_ascii_digit())),
    );
    if badged {
        signs.push(Sign::new(badge("1", center(SAMPLE / 2.0), 9.0, Ink::Accent), say!("see the table")));
    }
    let states: Vec<_> = [Light::Red, Light::Yellow, Light::Green]
        .into_iter()
        .filter(|light| map.actors.values().any(|a| a.state == Some(*light)))
        .collect();
    if !states.is_empty() {
        let words: Vec<_> = states.iter().map(|s| s.said()).collect();
        let first = SAMPLE / 2.0 - 9.0 * (states.len() - 1) as f64;
        let discs = states.iter().enumerate().flat_map(|(i, state)| {
            let letter = state.initial();
            badge(&letter, center(first + 18.0 * i as f64), 8.0, (*state).into())
        });
        signs.push(Sign::new(discs.collect::<Vec<_>>(), say!("state: {states}", states = words.join(", "))));
    }
    if scene.numbered.iter().any(|l| l.number.is_some()) {
        signs.push(Sign::new([mark("1")], say!("see the list")));
    }
    signs
}
