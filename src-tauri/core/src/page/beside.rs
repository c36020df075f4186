//! A scenario beside the map as it is: both in the same places, what is gone, new and changed marked on the
//! second, and below them the numbers and the findings that are different.
//!
//! Both maps are made of one picture, so that everything stands where its counterpart stands.

use super::{
    Part, PartRole, Sheet,
    block::{Block, Cell, Column, extent},
    closer::Drawn,
    entries, figure,
    frame::Frame,
    layout::{Page, Plan},
    section::{self, Section},
    stack::Stack,
    words,
};
use crate::{
    eval::{EvalConfig, Evaluation, FindingChange, Measured, Turn},
    map::{Map, PageLayout, PageSettings, Patch, Point, RecordId, Rect, Scenario},
    scene::{Ink, Item, Layer, Shape, lens},
    whatif::{self, WhatIf, what_if},
};
use std::sync::Arc;

/// How many numbers and how many findings a slide shows.
const ON_A_SLIDE: usize = 3;
/// Width of a number with its words, on A4.
const NUMBER: f64 = 118.0;

/// A scenario to be shown beside the map.
pub struct Beside {
    scenario: Arc<Scenario>,
    /// The map as it is and, on it, what the scenario adds.
    pub both: Map,
    /// What the scenario means.
    pub then: WhatIf,
}

impl Beside {
    /// What a page has to show beside the map: nothing in other layouts and on maps without a scenario.
    pub fn of(map: &Map, evaluation: &Evaluation, settings: &PageSettings) -> Option<Beside> {
        if settings.layout != PageLayout::WhatIf {
            return None;
        }
        let chosen = settings.scenario.and_then(|id| map.scenarios.get(&id));
        let scenario = chosen.or_else(|| map.scenarios.values().next())?.clone();
        let then = what_if(map, evaluation, &scenario, &EvalConfig::of(map), &|| true, &|_| ())?;
        let both = lens::with_added(map, &then.map, &then.differences);
        Some(Beside { scenario, both, then })
    }

    /// The heading of each map; under that of the second what is different, in the words of the scenario.
    fn headings(&self, map: &Map, frame: &Frame, width: f64) -> [Block; 2] {
        let changes = self.changes(map);
        let says_more = changes.to_lowercase() != self.scenario.name.trim().to_lowercase();
        let changes = if says_more && !frame.slide { changes } else { String::new() };
        let told = [
            (say!("As it is").to_owned(), String::new()),
            (say!("What if: {scenario}", scenario = self.scenario.name), changes),
        ];
        let mut blocks = told.map(|(heading, text)| {
            let mut column = Column::at(0.0, 0.0);
            column.lines(&heading, frame.heading(), width, 1);
            let heading = Cell { role: Some(PartRole::Heading), shapes: std::mem::take(&mut column.shapes) };
            if !text.is_empty() {
                column.lines(&text, frame.small(), width, 2);
            }
            let text = Cell { role: Some(PartRole::Paragraph), shapes: column.shapes };
            Block { height: column.y + frame.step(), cells: vec![heading, text] }
        });
        let height = blocks.iter().map(|b| b.height).fold(0.0, f64::max);
        blocks.iter_mut().for_each(|b| b.height = height);
        blocks
    }

    /// What is different, for people: what goes first, what is new last, each sort in the order of the scenario.
    fn changes(&self, map: &Map) -> String {
        let order = |patch: &Patch| match patch {
            Patch::Remove { .. } => 0,
            Patch::Scale { .. } | Patch::Delay { .. } | Patch::Set { .. } => 1,
            Patch::Add { .. } => 2,
        };
        let told = whatif::in_words(map, &self.scenario);
        let mut said: Vec<(u8, String)> = self.scenario.patches.iter().map(order).zip(told).collect();
        said.sort_by_key(|(order, _)| *order);
        said.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
    }

    /// Prints both maps under their headings; gives their parts.
    pub fn print(&self, sheet: &mut Sheet, page: &Page<'_>, plan: &Plan, scale: f64) -> Vec<Part> {
        let Some(second) = &plan.then else { return Vec::new() };
        let (scene, differences) = (&plan.drawn.scene, &self.then.differences);
        let is_new = |i: &&Item| differences.added.contains(&i.id);
        let before: Vec<Item> = scene.items.iter().filter(|i| !is_new(i)).cloned().collect();
        let after = bands_apart(self.marked(page.map, &scene.items));
        let mut parts = Vec::new();
        let headings = self.headings(page.map, &page.frame, plan.room.w);
        let told = [words::map_in_words(page.map, &before), self.in_words(page.map, &scene.items)];
        let rooms = [&plan.room, second];
        for (((heading, items), room), told) in headings.iter().zip([before, after]).zip(rooms).zip(told) {
            parts.extend(sheet.put(heading, Point::new(room.x, room.y - heading.height)));
            parts.push(figure::print(sheet, &items, &plan.drawn.marks, room, scale).saying(told));
        }
        parts
    }

    /// The picture with what is different marked on it.
    fn marked(&self, map: &Map, items: &[Item]) -> Vec<Item> {
        let mut marked = items.to_vec();
        lens::mark(&mut marked, items, map, &self.then.map, &self.then.differences);
        marked
    }

    /// Around both maps: the words of a difference may reach beyond what they stand at.
    fn marks(&self, map: &Map, drawn: &Drawn) -> Rect {
        let is_words = |s: &&Shape| matches!(s, Shape::Box { .. } | Shape::Text(_));
        let marked = self.marked(map, &drawn.scene.items);
        let words: Vec<Shape> = marked.iter().flat_map(|i| &i.shapes).filter(is_words).cloned().collect();
        if words.is_empty() { drawn.marks } else { drawn.marks.union(&extent(&words).inflate(1.0)) }
    }

    /// The second map for those who cannot see it: what is different on it.
    fn in_words(&self, map: &Map, items: &[Item]) -> String {
        // A flow with its words: there may be several of its kind between the same two actors.
        let spoken =
            |id: &RecordId| items.iter().find(|i| i.id == *id && i.kind.is_some()).map(|i| i.name.clone());
        let in_short = |id: &RecordId| [&self.then.map, map].into_iter().find_map(|m| whatif::called(m, *id));
        let named = |id: &RecordId| spoken(id).or_else(|| in_short(id));
        let differences = &self.then.differences;
        let mut text =
            say!("The same map in the scenario \u{201c}{scenario}\u{201d}.", scenario = self.scenario.name);
        let names = |ids: &[RecordId]| ids.iter().filter_map(named).collect::<Vec<_>>().join("; ");
        let (gone, new) = (names(&differences.removed), names(&differences.added));
        let changed = names(&differences.changed);
        if !gone.is_empty() {
            text += &say!(" Gone: {gone}.", gone);
        }
        if !new.is_empty() {
            text += &say!(" New: {new}.", new);
        }
        if !changed.is_empty() {
            text += &say!(" Changed: {changed}.", changed);
        }
        text + say!(" All else is as it is.")
    }
}

/// The picture with the bands that lie under flows as items of their own: a flow's first shape is its stroke.
fn bands_apart(items: Vec<Item>) -> Vec<Item> {
    let is_band = |s: &Shape| {
        let marked = [Ink::Step2, Ink::Paper];
        matches!(s, Shape::Path { fill: None, stroke: Some(k), .. } if marked.contains(&k.ink))
    };
    let apart = |mut item: Item| {
        if item.layer != Layer::Flow || !item.shapes.first().is_some_and(is_band) {
            return vec![item];
        }
        let band = vec![item.shapes.remove(0)];
        let under = Item {
            kind: None,
            label: None,
            spine: vec![],
            name: String::new(),
            shapes: band,
            ..item.clone()
        };
        vec![under, item]
    };
    items.into_iter().flat_map(apart).collect()
}

/// What stands below two maps.
struct Foot {
    columns: Vec<Stack>,
    height: f64,
    /// What the numbers on the map say is among it.
    numbers: bool,
}

impl Page<'_> {
    /// Both maps, side by side or one over the other, over what is different, which takes at most so much
    /// of the height.
    pub fn both_maps(&self, body: Rect, most: f64, side_by_side: bool) -> Plan {
        let Some(beside) = self.beside else { return self.map_only(body) };
        let (frame, gap) = (&self.frame, section::between(&self.frame));
        let foot = self.foot(beside, body, most);
        let height = foot.height;
        let upper = Rect { h: body.h - height - if height > 0.0 { gap } else { 0.0 }, ..body };
        let mut plan = if foot.numbers { self.over_legend(upper) } else { self.map_only(upper) };
        plan.columns.splice(0..0, foot.columns);
        let room = plan.room;
        let each = if side_by_side { frame.columns(6.0) } else { room.w };
        let heading = beside.headings(self.map, frame, each)[0].height;
        let first = match side_by_side {
            true => Rect::new(room.x, room.y + heading, each, room.h - heading),
            false => Rect::new(room.x, room.y + heading, each, (room.h - gap) / 2.0 - heading),
        };
        let second = match side_by_side {
            true => Rect { x: room.right() - each, ..first },
            false => Rect { y: first.bottom() + gap + heading, ..first },
        };
        (plan.room, plan.then) = (first, Some(second));
        plan.drawn.marks = beside.marks(self.map, &plan.drawn);
        plan
    }

    /// What is different, at the foot of the body, which takes at most so much of the height.
    fn foot(&self, beside: &Beside, body: Rect, most: f64) -> Foot {
        let (frame, gap) = (&self.frame, section::between(&self.frame));
        let mut sections = self.differences(&beside.then, body.w);
        let Some((lists, moves)) = self.beside_numbers(beside, body.w, &sections[0]) else {
            // Without a word of what moves the two maps are a riddle.
            let most = most.max(section::height(frame, &sections[..1], &[1]));
            let height = section::height(frame, &sections, &section::fit(frame, &sections, most));
            let at = Point::new(body.x, body.bottom() - height);
            let columns = vec![Stack::new(frame, at, body.w, height, sections)];
            return Foot { columns, height, numbers: false };
        };
        let rest = sections.split_off(1);
        let width = self.width_of(lists);
        let right = Rect { x: body.right() - width, w: width, ..body };
        let (_, listed) = self.numbers(right, lists);
        let moves = [moves];
        let rows = section::fit(frame, &moves, most.max(section::height(frame, &moves, &[1])));
        let told = section::height(frame, &moves, &rows);
        let band = told.max(listed);
        let fit = section::fit(frame, &rest, most - band - gap);
        let below = section::height(frame, &rest, &fit);
        let height = band + if below > 0.0 { gap + below } else { 0.0 };
        let top = body.bottom() - height;
        let (mut numbers, _) = self.numbers(Rect { h: top + listed - body.y, ..right }, lists);
        let mut columns = vec![
            Stack::new(frame, Point::new(body.x, top), body.w, told, moves.into()),
            Stack::new(frame, Point::new(body.x, body.bottom() - below), body.w, below, rest),
        ];
        columns.append(&mut numbers);
        Foot { columns, height, numbers: true }
    }

    /// In how many lists what the numbers on the map say stands beside what moves, and what moves in the width that
    /// these leave; `None` where that takes no less height than one below the other.
    fn beside_numbers(&self, beside: &Beside, width: f64, alone: &Section) -> Option<(usize, Section)> {
        if !self.has_numbers() || alone.head.is_some() {
            return None;
        }
        let frame = &self.frame;
        let height = |s: &Section| s.height(frame, s.entries.len());
        let listed = |lists: usize| self.numbers(Rect { w: width, ..Rect::default() }, lists).1;
        let all = self.lists(width);
        let ways = (1..all).map(|lists| {
            let left = width - self.width_of(lists) - frame.gutter();
            let moves = self.differences(&beside.then, left).swap_remove(0);
            (height(&moves).max(listed(lists)), lists, moves)
        });
        let (band, lists, moves) = ways.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (band < height(alone) + 2.0 * frame.step() + listed(all)).then_some((lists, moves))
    }

    /// The numbers and the findings that are different.
    fn differences(&self, then: &WhatIf, width: f64) -> Vec<Section> {
        let (frame, settings) = (&self.frame, self.settings);
        let most = if frame.slide { ON_A_SLIDE } else { usize::MAX };
        let measures: Vec<&Measured> = then.comparison.measures.iter().take(most).collect();
        let findings: Vec<&FindingChange> = then.comparison.findings.iter().take(most).collect();
        let numbers = Section {
            heading: say!("What moves").to_owned(),
            entries: numbers(&measures, frame, width),
            gap: 1.5 * frame.step(),
            least: 1,
            ..Section::default()
        };
        let changes = Section {
            heading: say!("What the map says then").to_owned(),
            head: Some(entries::head(
                frame,
                width,
                &[
                    (0.0, frame.columns(6.0), say!("As it is")),
                    (
                        width - frame.columns(6.0),
                        frame.columns(6.0),
                        say!("In the scenario, and how sure that is"),
                    ),
                ],
            )),
            entries: findings.iter().map(|f| change(f, settings, frame, width)).collect(),
            least: 0,
            ..Section::default()
        };
        let mut all = vec![numbers, changes];
        all.retain(|s| !s.entries.is_empty());
        if all.is_empty() {
            all.push(nothing(frame, width));
        }
        all
    }
}

/// What is said where a scenario changes nothing that can be said.
fn nothing(frame: &Frame, width: f64) -> Section {
    let mut column = Column::at(0.0, 0.0);
    let said = say!("No number and no finding is different in this scenario, as far as the map tells.");
    column.text(said, frame.body(), width);
    let entry = Block::one(PartRole::Entry, column.shapes, column.y);
    Section { heading: say!("What moves").to_owned(), entries: vec![entry], least: 1, ..Section::default() }
}

/// Numbers in rows: what is counted, from what to what, and how sure that is.
fn numbers(measures: &[&Measured], frame: &Frame, width: f64) -> Vec<Block> {
    if measures.is_empty() {
        return Vec::new();
    }
    let fit = (width + frame.gutter()) / (NUMBER * frame.scale + frame.gutter());
    let rows = measures.len().div_ceil((fit as usize).max(1));
    let columns = measures.len().div_ceil(rows);
    let pitch = (width + frame.gutter()) / columns as f64;
    measures.chunks(columns).map(|row| row_of_numbers(row, frame, pitch)).collect()
}

fn row_of_numbers(measures: &[&Measured], frame: &Frame, pitch: f64) -> Block {
    let (small, room) = (frame.small(), pitch - frame.gutter());
    let set = |at: usize, top: f64, m: &Measured| {
        let mut column = Column::at(at as f64 * pitch, 0.0);
        column.lines(&m.label, small.in_ink(Ink::Text), room, 2);
        column.y = column.y.max(top);
        let top = column.y;
        column.lines(&format!("{} \u{2192} {}", m.from, m.to), frame.heading(), room, 1);
        column.lines(&m.said, small, room, 2);
        (top, column)
    };
    // The figures of a row stand on one line, whatever their labels take.
    let top = measures.iter().map(|m| set(0, 0.0, m).0).fold(0.0, f64::max);
    let columns: Vec<Column> = measures.iter().enumerate().map(|(at, m)| set(at, top, m).1).collect();
    let height = columns.iter().map(|c| c.y).fold(0.0, f64::max);
    let cell = |c: Column| Cell { role: Some(PartRole::Entry), shapes: c.shapes };
    Block { height: frame.steps(height), cells: columns.into_iter().map(cell).collect() }
}

/// A finding as it is and as it would be; above the first the question, above the second how sure it is.
fn change(change: &FindingChange, settings: &PageSettings, frame: &Frame, width: f64) -> Block {
    let (pad, room, small) = (frame.step(), frame.columns(6.0), frame.small());
    let said = match (change.turn, change.said.as_str()) {
        (Turn::Changed, "") => say!("changes").to_owned(),
        (Turn::Changed, said) => said.to_owned(),
        (Turn::Came, "") => say!("new").to_owned(),
        (Turn::Came, said) => say!("new, {said}", said),
        (Turn::Went, "") => say!("no longer so").to_owned(),
        (Turn::Went, said) => say!("no longer so, {said}", said),
    };
    let side = |x: f64, above: &str, bold: bool, sentence: &Option<String>, without: &str| {
        let mut column = Column::at(x, pad);
        column.lines(above, if bold { small.bold() } else { small }, room, 1);
        match sentence {
            Some(sentence) => column.text(settings.worded(sentence), frame.body(), room),
            None => column.text(without, frame.body().in_ink(Ink::Quiet), room),
        }
        column
    };
    let before = side(0.0, words::question(change.question), true, &change.before, say!("Not so."));
    let after = side(width - room, &words::capital(&said), false, &change.after, say!("Not so any more."));
    let bottom = before.y.max(after.y);
    entries::row(frame, width, bottom + pad, [before, after])
}
