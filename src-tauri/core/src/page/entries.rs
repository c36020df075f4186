//! The sections of the page: top five, findings, moves, numbered labels.

use super::{
    PartRole,
    block::{Block, Cell, Column, badge, disc, line_at, placed, rule},
    frame::Frame,
    section::Section,
    words,
};
use crate::{
    eval::{self, Evaluation, Finding, Interdependency, Sureness, UNTOLD, WITHOUT_US},
    map::{ActorId, Agreement, Light, Map, Move, PageSettings, Point},
    scene::{Ink, NumberedLabel, Scene, Shape, text},
};

/// From this width on (for A4) the table of interdependencies has its columns side by side.
const WIDE: f64 = 330.0;

/// The top five interdependencies, each with owner and evidence.
pub fn top(evaluation: &Evaluation, settings: &PageSettings, frame: &Frame, width: f64) -> Section {
    let wide = width >= WIDE * frame.scale && !frame.slide;
    let most = if frame.slide { SENTENCES } else { 5 };
    let rows: Vec<Interdependency> = evaluation.top.iter().take(most).map(|i| worded(i, settings)).collect();
    let heading = match rows.len() {
        1 => say!("Top interdependency"),
        2 => say!("Top two interdependencies"),
        3 => say!("Top three interdependencies"),
        4 => say!("Top four interdependencies"),
        _ => say!("Top five interdependencies"),
    };
    let row = |i: &Interdependency| match wide {
        _ if frame.slide => sentence(i, frame, width),
        true => wide_row(i, frame, width),
        false => narrow_row(i, frame, width),
    };
    let section = Section {
        heading: heading.to_owned(),
        entries: rows.iter().map(row).collect(),
        brief: rows.iter().map(|i| row(&in_brief(i))).collect(),
        least: rows.len(),
        marked: true,
        ..Section::default()
    };
    match frame.slide {
        true => Section { gap: 3.0 * frame.step(), ..section },
        false => {
            let head = if wide { wide_head(frame, width) } else { narrow_head(frame, width) };
            Section { head: Some(head), ..section }
        }
    }
}

/// How many sentences a slide says.
pub const SENTENCES: usize = 3;

/// An interdependency in the page's own words, which nobody shortens.
fn worded(entry: &Interdependency, settings: &PageSettings) -> Interdependency {
    let own = settings.worded(&entry.sentence);
    let brief = if own == entry.sentence { entry.brief.clone() } else { String::new() };
    Interdependency { sentence: own.to_owned(), brief, ..entry.clone() }
}

/// The same without why.
fn in_brief(entry: &Interdependency) -> Interdependency {
    let told = if entry.brief.is_empty() { &entry.sentence } else { &entry.brief };
    Interdependency { sentence: told.clone(), ..entry.clone() }
}

/// An interdependency on a slide: number, sentence, owner.
fn sentence(entry: &Interdependency, frame: &Frame, width: f64) -> Block {
    let left = indent(frame);
    let mut column = Column::at(left, 0.0);
    column.shapes = number(entry.rank, frame, 0.0);
    column.text(&entry.sentence, frame.body(), width - left);
    set_owner(&mut column, entry, frame, width - left);
    Block::one(PartRole::Entry, column.shapes, column.y)
}

/// Radius of a badge beside running text.
fn radius(frame: &Frame) -> f64 {
    frame.body().size * 0.72
}

/// Where text begins beside a badge.
fn indent(frame: &Frame) -> f64 {
    2.0 * radius(frame) + 1.5 * frame.step()
}

fn number(rank: u32, frame: &Frame, top: f64) -> Vec<Shape> {
    let center = Point::new(radius(frame), top + frame.body().leading / 2.0);
    badge(&rank.to_string(), center, radius(frame), Ink::Accent).to_vec()
}

/// The state as a letter, and the owner or that there is none: in words, in red and with a mark. Gives where the
/// last line ends.
fn set_owner(column: &mut Column, entry: &Interdependency, frame: &Frame, width: f64) -> f64 {
    let style = frame.body().bold();
    let nobody = entry.owner.is_empty();
    let mark = if entry.state.is_some() { radius(frame) * 0.8 } else { style.size * 0.3 };
    let center = Point::new(column.x + mark, column.y + style.leading / 2.0);
    match entry.state {
        Some(state) => column.shapes.extend(letter(state, center, mark)),
        None if nobody => column.shapes.push(disc(center, mark, Ink::Red, false)),
        None => return column.lines(&entry.owner, style, width, 3),
    }
    let gap = mark * 2.0 + frame.step() * 0.75;
    column.x += gap;
    let end = match nobody {
        true => column.lines(say!("nobody yet"), style.in_ink(Ink::Red), width - gap, 1),
        false => column.lines(&entry.owner, style, width - gap, 3),
    };
    column.x -= gap;
    end
}

/// "estimated, CRM export; so 91 of 100 times; tied with the next"; without the source where it is to be
/// short.
fn proof(entry: &Interdependency, short: bool) -> String {
    let evidence = match entry.evidence.split_once(',') {
        Some((grade, _)) if short => grade,
        _ => &entry.evidence,
    };
    let mut told = Vec::new();
    if !evidence.is_empty() {
        told.push(evidence.to_owned());
    }
    if let Some(support) = entry.support {
        told.push(say!("so {n} of 100 times", n = (support * 100.0).round()));
    }
    if entry.tied_with_next {
        told.push(say!("tied with the next").to_owned());
    }
    if entry.by_hand {
        told.push(say!("placed by hand").to_owned());
    }
    if !entry.review.is_empty() {
        told.push(say!("review {date}", date = words::date(&entry.review)));
    }
    told.join("; ")
}

fn narrow_head(frame: &Frame, width: f64) -> Block {
    head(frame, width, &[(0.0, width, say!("What we depend on, owner, evidence"))])
}

fn narrow_row(entry: &Interdependency, frame: &Frame, width: f64) -> Block {
    let (pad, left, small) = (frame.step(), indent(frame), frame.small());
    let mut sentence = Column::at(left, pad);
    sentence.shapes = number(entry.rank, frame, pad);
    sentence.text(&entry.sentence, frame.body(), width - left);
    let mut owner = Column::at(left, sentence.y);
    let end = set_owner(&mut owner, entry, frame, width - left) + 1.5 * frame.step();
    // Evidence runs on from the owner, on one baseline with it.
    let set = |short: bool| {
        let mut evidence = Column::at(left, owner.y - (frame.body().leading + small.leading) / 2.0);
        evidence.run_on(&proof(entry, short), small, end - left, width - left);
        evidence
    };
    // Where sources would need a third line they are left out: the inspector has them.
    let full = set(false);
    let mut evidence = if full.shapes.len() > 2 { set(true) } else { full };
    evidence.y = evidence.y.max(owner.y);
    row(frame, width, evidence.y + pad, [sentence, owner, evidence])
}

/// Where the columns of the wide table begin and how wide they are.
fn wide_columns(frame: &Frame, width: f64) -> [(f64, f64); 3] {
    let (left, gap) = (indent(frame), frame.gutter());
    let free = width - left - 2.0 * gap;
    let (first, second) = (free * 0.54, free * 0.2);
    [(left, first), (left + first + gap, second), (left + first + second + 2.0 * gap, free - first - second)]
}

fn wide_head(frame: &Frame, width: f64) -> Block {
    let [(_, first), owner, proof] = wide_columns(frame, width);
    let names = [
        (0.0, first, say!("What we depend on")),
        (owner.0, owner.1, say!("Who answers for it")),
        (proof.0, proof.1, say!("How we know")),
    ];
    head(frame, width, &names)
}

fn wide_row(entry: &Interdependency, frame: &Frame, width: f64) -> Block {
    let pad = frame.step();
    let [a, b, c] = wide_columns(frame, width);
    let mut sentence = Column::at(a.0, pad);
    sentence.shapes = number(entry.rank, frame, pad);
    sentence.text(&entry.sentence, frame.body(), a.1);
    let mut owner = Column::at(b.0, pad);
    set_owner(&mut owner, entry, frame, b.1);
    let set = |short: bool| {
        // Small text on the baseline of the body beside it.
        let mut evidence = Column::at(c.0, pad + (frame.body().leading - frame.small().leading) / 2.0);
        evidence.text(&proof(entry, short), frame.small(), c.1);
        evidence
    };
    let full = set(false);
    let evidence = if full.y > sentence.y { set(true) } else { full };
    let bottom = sentence.y.max(owner.y).max(evidence.y);
    row(frame, width, bottom + pad, [sentence, owner, evidence])
}

/// Heads of columns over a strong rule.
pub(super) fn head(frame: &Frame, width: f64, names: &[(f64, f64, &str)]) -> Block {
    let height = frame.small().leading + frame.step() / 2.0;
    let mut block = Block { height, cells: Vec::new() };
    for (x, room, name) in names {
        let mut column = Column::at(*x, 0.0);
        column.lines(name, frame.small(), *room, 1);
        block.cells.push(Cell { role: Some(PartRole::Head), shapes: column.shapes });
    }
    block.adorned(vec![rule(0.0, height, width, 0.8 * frame.scale, Ink::Text)])
}

/// A row over a hairline.
pub(super) fn row<const N: usize>(frame: &Frame, width: f64, height: f64, cells: [Column; N]) -> Block {
    let height = frame.steps(height);
    let cells = cells.map(|c| Cell { role: Some(PartRole::Cell), shapes: c.shapes }).into();
    Block { height, cells }.adorned(vec![rule(0.0, height, width, 0.5 * frame.scale, Ink::Rule)])
}

/// The questions in the order in which a board wants them answered: the last ones are left out first.
const FIRST_READ: [u8; 9] = [4, 2, 3, 7, 6, 5, 8, 1, 9];

/// What the map says: what is pinned, else the first finding of each question that is not set aside. What the map
/// does not tell comes after what it tells, and last what the table of interdependencies says already: so they are
/// left out first.
pub fn findings(evaluation: &Evaluation, settings: &PageSettings, frame: &Frame, width: f64) -> Section {
    let mut first: Vec<&Finding> = evaluation.findings.iter().filter(|f| f.pinned).collect();
    let all = if first.is_empty() { &evaluation.findings[..] } else { &[] };
    // That nobody is us is told to who draws the map; a board reads it in the footer.
    for finding in all.iter().filter(|f| f.set_aside.is_none() && f.code != WITHOUT_US) {
        if first.iter().all(|f| f.question != finding.question) {
            first.push(finding);
        }
    }
    let said = |f: &Finding| {
        settings.top && evaluation.top.iter().any(|top| f.code == "dependence.loss" && f.actors == top.actors)
    };
    let place = |f: &Finding| FIRST_READ.iter().position(|q| *q == f.question);
    let untold = |f: &Finding| UNTOLD.contains(&f.code.as_str());
    first.sort_by_key(|f| (said(f), untold(f), place(f)));
    let most = if frame.slide { SENTENCES } else { usize::MAX };
    Section {
        heading: say!("What the map says").to_owned(),
        head: None,
        entries: first.iter().take(most).map(|f| finding(f, settings, frame, width)).collect(),
        gap: 1.5 * frame.step(),
        least: 3,
        ..Section::default()
    }
}

fn finding(finding: &Finding, settings: &PageSettings, frame: &Frame, width: f64) -> Block {
    let small = frame.small().bold();
    let question = words::question(finding.question);
    let mut column = Column::at(0.0, 0.0);
    let asked = f64::from(line_at(question, small, 0.0, 0.0).width);
    let (mark, wide) = sureness(finding.sureness, frame, width);
    // Where question and mark have no room side by side, the mark has a line of its own.
    let beside = asked + frame.step() + wide <= width;
    column.lines(question, small, width, 1);
    if !beside {
        column.y += small.leading;
    }
    let drop = Point::new(0.0, column.y - small.leading);
    column.shapes.extend(mark.iter().map(|s| placed(s, 1.0, drop)));
    column.text(settings.worded(&finding.sentence), frame.body(), width);
    Block::one(PartRole::Entry, column.shapes, column.y)
}

/// Three dots and a word at the right edge, and how wide they are.
fn sureness(sure: Sureness, frame: &Frame, right: f64) -> (Vec<Shape>, f64) {
    let (filled, word) = match sure {
        Sureness::Sure => (3, say!("known")),
        Sureness::Estimated => (2, say!("estimated")),
        Sureness::Assumed => (1, say!("assumed")),
    };
    let style = frame.small();
    let measured = f64::from(text::line(word, style.size, false, style.ink).width);
    let radius = style.size * 0.22;
    let step = radius * 3.0;
    let dots = 2.0 * step + 2.0 * radius;
    let width = dots + frame.step() * 0.75 + measured;
    let mut shapes: Vec<Shape> = (0..3)
        .map(|i| {
            let x = right - width + radius + f64::from(i) * step;
            disc(Point::new(x, style.leading / 2.0), radius, style.ink, i < filled)
        })
        .collect();
    shapes.push(Shape::Text(line_at(word, style, right - measured, 0.0)));
    (shapes, width)
}

/// Moves of this quarter with their state.
pub fn moves(map: &Map, frame: &Frame, width: f64) -> Section {
    Section {
        heading: say!("Moves this quarter").to_owned(),
        head: None,
        entries: map.moves.values().map(|m| a_move(m, frame, width)).collect(),
        gap: frame.step(),
        least: 2,
        ..Section::default()
    }
}

fn a_move(entry: &Move, frame: &Frame, width: f64) -> Block {
    let left = indent(frame);
    let mut column = Column::at(left, 0.0);
    column.shapes = light(entry.state, frame, 0.0);
    column.text(&entry.text, frame.body(), width - left);
    let mut about = Vec::new();
    about.push(if entry.owner.is_empty() { say!("nobody yet").to_owned() } else { entry.owner.clone() });
    if !entry.due.is_empty() {
        about.push(say!("by {date}", date = words::date(&entry.due)));
    }
    column.text(&about.join(", "), frame.small(), width - left);
    Block::one(PartRole::Entry, column.shapes, column.y)
}

/// The register of agreements: what it is, who is in it, who may change it, who answers for it.
pub fn agreements(map: &Map, frame: &Frame, width: f64) -> Section {
    Section {
        heading: say!("Agreements").to_owned(),
        entries: map.agreements.values().map(|a| agreement(map, a, frame, width)).collect(),
        gap: frame.step(),
        least: 2,
        ..Section::default()
    }
}

fn agreement(map: &Map, entry: &Agreement, frame: &Frame, width: f64) -> Block {
    let left = indent(frame);
    let mut column = Column::at(left, 0.0);
    column.shapes = light(entry.state, frame, 0.0);
    let names = |ids: &[ActorId]| eval::list(ids.iter().map(|a| map.name(*a)), ids.len());
    let title = if entry.title.is_empty() { names(&entry.parties) } else { entry.title.clone() };
    column.text(&title, frame.body(), width - left);
    let mut about = Vec::new();
    if !entry.title.is_empty() && !entry.parties.is_empty() {
        about.push(names(&entry.parties));
    }
    if let Some(who) = entry.changed_alone_by {
        about.push(say!("{name} may change it alone", name = map.name(who)));
    }
    if let Some(days) = entry.notice_days {
        about.push(say!("{days} days\u{2019} notice", days));
    }
    if !entry.review.is_empty() {
        about.push(say!("review {date}", date = words::date(&entry.review)));
    }
    about.push(if entry.owner.is_empty() {
        say!("nobody answers for it yet").to_owned()
    } else {
        entry.owner.clone()
    });
    column.text(&about.join(", "), frame.small(), width - left);
    Block::one(PartRole::Entry, column.shapes, column.y)
}

/// A state as a letter on a disc, or a ring where there is none.
fn light(state: Option<Light>, frame: &Frame, top: f64) -> Vec<Shape> {
    let radius = radius(frame);
    let center = Point::new(radius, top + frame.body().leading / 2.0);
    match state {
        Some(state) => letter(state, center, radius).to_vec(),
        None => vec![disc(center, radius, Ink::Quiet, false)],
    }
}

/// The first letter of a state on a disc of its colour.
fn letter(state: Light, center: Point, radius: f64) -> [Shape; 2] {
    badge(&state.initial(), center, radius, state.into())
}

/// Up to so many labels are listed with the names of both actors, unless many say the same; of more the map itself has
/// to tell.
const SAID_WITH_ENDS: usize = 12;

/// Labels for which the map had no room, by their numbers; those that say the same together. Where a flow is too
/// short even for its number, it is named by its ends.
pub fn numbered(map: &Map, scene: &Scene, frame: &Frame, width: f64) -> Section {
    let labels = &scene.numbered;
    let ends = |label: &NumberedLabel| {
        let flow = map.flows.get(&label.flow);
        flow.map_or(String::new(), |f| format!("{} \u{2192} {}: ", map.name(f.from), map.name(f.to)))
    };
    // Where several say the same they are told together.
    let mut texts: Vec<&str> = labels.iter().map(|l| l.text.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    let with_ends = labels.len() <= SAID_WITH_ENDS && 2 * texts.len() > labels.len();
    let mut said: Vec<(String, Vec<u32>)> = Vec::new();
    let mut unseen = Vec::new();
    for label in labels {
        let Some(number) = label.number else {
            unseen.push((format!("{}{}", ends(label), label.text), Vec::new()));
            continue;
        };
        let ends = if with_ends { ends(label) } else { String::new() };
        let text = format!("{ends}{}", label.text);
        match said.iter_mut().find(|(other, _)| *other == text) {
            Some((_, numbers)) => numbers.push(number),
            None => said.push((text, vec![number])),
        }
    }
    said.append(&mut unseen);
    let entry = |(text, numbers): &(String, Vec<u32>)| {
        let small = frame.small().in_ink(Ink::Text);
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        let mark = if numbers.is_empty() { "\u{2013}".to_owned() } else { numbers.join(", ") };
        let mark = line_at(&mark, small.bold(), 0.0, 0.0);
        let left = (f64::from(mark.width) + frame.step()).max(small.size * 2.0);
        let mut column = Column::at(left, 0.0);
        column.shapes.push(Shape::Text(mark));
        column.text(text, small, width - left);
        Block::one(PartRole::Entry, column.shapes, column.y)
    };
    let heading = match said.iter().any(|(_, numbers)| !numbers.is_empty()) {
        true => say!("Numbers on the map"),
        false => say!("Without room for words on the map"),
    };
    Section {
        heading: heading.to_owned(),
        head: None,
        entries: said.iter().map(entry).collect(),
        gap: 0.0,
        needed: true,
        ..Section::default()
    }
}
