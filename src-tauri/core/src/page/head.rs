//! What stands above and below everything: title and subtitle, author and date, the footer.

use super::{
    PartRole,
    block::{Block, Cell, Column},
    frame::{Frame, Style},
    words,
};
use crate::{
    eval::{Evaluation, WITHOUT_US},
    language,
    map::{Actor, Map, MapInfo, Note, PageSettings},
    notation,
    scene::text,
};

/// What no map can tell, said on every page.
const CAVEAT: &str =
    sayable!("A missing arrow looks like independence; losses assume that nobody finds another way.");

/// The same where nobody said whom the map is drawn for, so that nothing is lost to anybody.
const CAVEAT_WITHOUT_US: &str = sayable!(
    "A missing arrow looks like independence; whom we depend on is not told, for no actor is named as us."
);

/// The page's headline: the question where there is one, else the title.
pub fn headline(map: &Map) -> String {
    let candidates = [&map.info.question, &map.info.title];
    let said = candidates.iter().map(|t| t.trim()).find(|t| !t.is_empty());
    said.unwrap_or(say!("Untitled map")).to_owned()
}

/// The title across the sheet, with author and date at its right.
pub fn title(map: &Map, settings: &PageSettings, frame: &Frame) -> Block {
    let width = frame.inside().w;
    let mut about = Column::at(0.0, 0.0);
    let small = frame.small();
    let room = width / 4.0;
    if !frame.slide {
        about.lines(&map.info.author, small.bold().in_ink(frame.body().ink), room, 2);
        about.lines(&words::date(&map.info.date), small, room, 1);
    }
    let taken = align_right(&mut about, width);

    let room = width - if taken > 0.0 { taken + 2.0 * frame.gutter() } else { 0.0 };
    let mut column = Column::at(0.0, 0.0);
    let headline = headline(map);
    let title = settings.worded(&headline);
    let style = title_style(title, frame, room);
    column.lines(title, style, room, 4);
    let heading = Cell { role: Some(PartRole::Title), shapes: std::mem::take(&mut column.shapes) };
    // A slide has room for one line: who drew it stands at its foot.
    if map.info.title.trim() != headline && !frame.slide {
        column.lines(&map.info.title, frame.subtitle(), room, 1);
    }
    let below = Cell { role: Some(PartRole::Paragraph), shapes: column.shapes };
    // Author and date end on the line on which the title block ends.
    let drop = (column.y - about.y).max(0.0);
    let shapes = about.shapes.iter().map(|s| super::block::placed(s, 1.0, crate::map::Point::new(0.0, drop)));
    let about = Cell { role: Some(PartRole::Paragraph), shapes: shapes.collect() };
    Block { height: frame.steps(column.y), cells: vec![heading, below, about] }
}

/// The title's style, smaller where that saves a third line or brings it onto one.
fn title_style(headline: &str, frame: &Frame, room: f64) -> Style {
    let at = |share: f64| {
        let style = frame.title();
        Style { size: style.size * share, leading: frame.steps(style.size * share * 1.15), ..style }
    };
    let lines = |style: &Style| text::wrap(headline, style.size, true, style.ink, room, 9).len();
    let sizes = [1.0, 0.85, 0.7].map(at);
    let one = sizes[..2].iter().find(|s| lines(s) == 1);
    *one.or_else(|| sizes.iter().find(|s| lines(s) <= 2)).unwrap_or(&sizes[2])
}

/// Moves every line of a column so that it ends at `right`; gives the widest line.
fn align_right(column: &mut Column, right: f64) -> f64 {
    let mut widest = 0.0_f64;
    for shape in &mut column.shapes {
        if let crate::scene::Shape::Text(line) = shape {
            line.at.x = right - f64::from(line.width);
            widest = widest.max(f64::from(line.width));
        }
    }
    widest
}

/// Eight digits that tell one state of a map from another: whoever holds two prints, or a print and a file, can
/// see whether they say the same. How the page is set counts for nothing, nor where actors and notes stand: a map
/// without places is arranged anew for every sheet.
///
/// The FNV-1a sum (Fowler, Noll, Vo; 64 bits) of the map in the notation, its halves laid over each other.
pub fn state(map: &Map) -> String {
    let mut map = map.clone();
    map.put(MapInfo { page: PageSettings::default(), ..MapInfo::clone(&map.info) }.into());
    for actor in map.clone().actors.values() {
        map.put(Actor { position: None, ..Actor::clone(actor) }.into());
    }
    for note in map.clone().notes.values() {
        map.put(Note { position: None, ..Note::clone(note) }.into());
    }
    let sum = notation::print(&map)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let folded = (sum ^ sum >> 32) as u32;
    format!("{:04X}-{:04X}", folded >> 16, folded & 0xffff)
}

/// The narrowest width in which a text takes no more lines than in `width`: its last line is no single word then.
fn even(text: &str, style: Style, width: f64) -> f64 {
    let lines = |width: f64| text::wrap(text, style.size, style.bold, style.ink, width, MOST + 1).len();
    let most = lines(width);
    let narrower = |(low, high): (f64, f64), _| {
        let middle = (low + high) / 2.0;
        if lines(middle) > most { (middle, high) } else { (low, middle) }
    };
    if most < 2 { width } else { (0..8).fold((width / 2.0, width), narrower).1 }
}

/// Lines of what the footer tells of the map, at most.
const MOST: usize = 3;

/// How much is known, what the method cannot know, and what the page was made from.
pub fn footer(map: &Map, evaluation: &Evaluation, frame: &Frame) -> Block {
    let width = frame.inside().w;
    let small = frame.small();
    let version = match map.info.date.as_str() {
        "" => say!("Drawn with Portolan, state {state}: ", state = state(map)),
        date => say!("From the map of {date}, state {state}: ", date = words::date(date), state = state(map)),
    };
    let author = if frame.slide && !map.info.author.is_empty() {
        format!("{}. ", map.info.author)
    } else {
        String::new()
    };
    let made =
        format!("{author}{version}{}, {}", words::actors(map.actors.len()), words::flows(map.flows.len()),);
    let taken = f64::from(text::line(&made, small.size, false, small.ink).width);
    let without_us = evaluation.findings.iter().any(|f| f.code == WITHOUT_US);
    let caveat = if without_us { CAVEAT_WITHOUT_US } else { CAVEAT };
    let told = format!("{} {}", evaluation.coverage.sentence, language::of(caveat));
    let told = told.trim();
    // Side by side, or one below the other where that takes fewer lines.
    let beside = width - taken - 2.0 * frame.gutter();
    let lines = |width: f64| text::wrap(told, small.size, false, small.ink, width, MOST + 1).len();
    let fits = lines(beside) <= MOST.min(lines(width) + 1);
    let mut left = Column::at(0.0, 0.0);
    left.lines(told, small, even(told, small, if fits { beside } else { width }), MOST);
    let mut right = Column::at(0.0, if fits { 0.0 } else { left.y });
    right.lines(&made, small, width, 1);
    if fits {
        align_right(&mut right, width);
    }
    let height = left.y.max(right.y);
    let cells = [left.shapes, right.shapes].map(|shapes| Cell { role: Some(PartRole::Paragraph), shapes });
    Block { height, cells: cells.into() }
}
