//! Sections: a heading with entries, and how many of them fit. Entries stay whole or are left out; how many
//! were left out is said.

use super::{
    Part, PartRole, Sheet,
    block::{Block, Column},
    frame::Frame,
};
use crate::{map::Point, scene::text};

/// A heading with entries under it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Lines that it takes beyond its first, in the width of its column.
    pub heading_more: usize,
    /// Heads of columns; a section with them is a table, else a list.
    pub head: Option<Block>,
    /// The entries, in order.
    pub entries: Vec<Block>,
    /// The same said shorter, for a room in which not all fit; none where they cannot be.
    pub brief: Vec<Block>,
    /// Space between entries.
    pub gap: f64,
    /// How many entries are kept as long as others can give.
    pub least: usize,
    /// It stands at the lower end of its column.
    pub at_the_bottom: bool,
    /// The map cannot be read without it: it gives last of all.
    pub needed: bool,
    /// A mark on the map stands for each entry: rather than one of them, what others say is left out.
    pub marked: bool,
}

impl Section {
    /// The section with a heading that stands whole in a width.
    pub fn headed(self, frame: &Frame, width: f64) -> Section {
        let style = frame.heading();
        let lines = text::wrap(&self.heading, style.size, style.bold, style.ink, width, HEADING_LINES).len();
        Section { heading_more: lines.saturating_sub(1), ..self }
    }

    /// The height its heading takes.
    pub fn heading_height(&self, frame: &Frame) -> f64 {
        heading_height(frame) + self.heading_more as f64 * frame.heading().leading
    }

    /// The height it takes with its first `kept` entries.
    pub fn height(&self, frame: &Frame, kept: usize) -> f64 {
        let entries: f64 = self.entries[..kept].iter().map(|e| e.height).sum();
        let gaps = self.gap * kept.saturating_sub(1) as f64;
        let more = if kept < self.entries.len() { frame.small().leading } else { 0.0 };
        let head = self.head.as_ref().map_or(0.0, |h| h.height);
        frame.steps(self.heading_height(frame) + head + entries + gaps + more)
    }

    /// Prints it with its first `kept` entries.
    pub fn print(&self, sheet: &mut Sheet, frame: &Frame, at: Point, width: f64, kept: usize) -> Vec<Part> {
        let mut column = Column::at(0.0, 0.0);
        column.lines(&self.heading, frame.heading(), width, 1 + self.heading_more);
        let heading = Block::one(PartRole::Heading, column.shapes, column.y);
        // A column that goes on with the section of the one before has none, but stands level with it.
        let mut parts = if self.heading.is_empty() { Vec::new() } else { sheet.put(&heading, at) };
        let mut y = at.y + self.heading_height(frame);
        let mut rows = Vec::new();
        let table = self.head.is_some();
        for block in self.head.iter().chain(&self.entries[..kept]) {
            let cells = sheet.put(block, Point::new(at.x, y));
            match table {
                true => rows.push(Part::with(PartRole::Row, cells)),
                false => rows.extend(cells),
            }
            let is_head = table && rows.len() == 1;
            y += block.height + if is_head { 0.0 } else { self.gap };
        }
        if !rows.is_empty() {
            parts.push(Part::with(if table { PartRole::Table } else { PartRole::List }, rows));
        }
        if kept < self.entries.len() {
            let mut more = Column::at(0.0, 0.0);
            let n: usize = self.entries[kept..].iter().map(count).sum();
            more.text(&say!("and {n} more", n), frame.small(), width);
            let more = Block::one(PartRole::Paragraph, more.shapes, more.y);
            parts.extend(sheet.put(&more, Point::new(at.x, y - self.gap)));
        }
        parts
    }
}

/// How many things a block tells of: one, or as many as stand in its row.
fn count(block: &Block) -> usize {
    block.cells.iter().filter(|c| c.role == Some(PartRole::Entry)).count().max(1)
}

/// Lines that a heading may have.
const HEADING_LINES: usize = 2;

/// The height a heading of one line takes.
fn heading_height(frame: &Frame) -> f64 {
    frame.heading().leading + frame.step()
}

/// Space between two sections.
pub fn between(frame: &Frame) -> f64 {
    4.0 * frame.step()
}

/// The height of sections below one another.
pub fn height(frame: &Frame, sections: &[Section], kept: &[usize]) -> f64 {
    let shown = sections.iter().zip(kept).filter(|(s, kept)| is_shown(s, **kept));
    let heights: Vec<f64> = shown.map(|(s, kept)| s.height(frame, *kept)).collect();
    heights.iter().sum::<f64>() + between(frame) * heights.len().saturating_sub(1) as f64
}

/// A section without entries is not printed.
pub fn is_shown(section: &Section, kept: usize) -> bool {
    !section.entries.is_empty() && kept > 0
}

/// The sections as they fit best into a height: what can be said shorter is only where not all of it fits else, with
/// the others down to one entry. Why something matters is worth more than another finding.
pub fn shortened(frame: &Frame, mut sections: Vec<Section>, room: f64) -> Vec<Section> {
    let is_all_there = |s: &Section| s.needed || s.marked;
    let least = |s: &Section| if is_all_there(s) { s.entries.len() } else { s.entries.len().min(1) };
    let least: Vec<usize> = sections.iter().map(least).collect();
    if height(frame, &sections, &least) > room + 0.01 {
        for section in sections.iter_mut().filter(|s| !s.brief.is_empty()) {
            section.entries = std::mem::take(&mut section.brief);
            section.gap /= 2.0;
        }
    }
    sections
}

/// How many entries of each section fit into a height. The first section weighs most, with one whose entries have
/// marks on the map, then those the map cannot be read without; of the others the later gives sooner: down to what it
/// keeps at least, then to one entry, then altogether.
pub fn fit(frame: &Frame, sections: &[Section], room: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = sections.iter().map(|s| s.entries.len()).collect();
    let fits = |kept: &[usize]| height(frame, sections, kept) <= room + 0.01;
    let weighs = |at: usize| match &sections[at] {
        section if section.needed => 2,
        section => usize::from(at == 0 || section.marked),
    };
    // Who gives in each round, and down to how many.
    let floors = [(0, usize::MAX), (0, 1), (1, usize::MAX), (0, 0), (1, 0), (2, 0)];
    for (weight, floor) in floors {
        let gives = |kept: &[usize]| {
            (0..sections.len())
                .rev()
                .find(|&at| weighs(at) <= weight && kept[at] > floor.min(sections[at].least))
        };
        while !fits(&kept)
            && let Some(at) = gives(&kept)
        {
            kept[at] -= 1;
        }
    }
    // What was given may have been higher than what was asked for: take back what fits.
    for at in 0..sections.len() {
        while kept[at] < sections[at].entries.len() {
            kept[at] += 1;
            if !fits(&kept) {
                kept[at] -= 1;
                break;
            }
        }
    }
    kept
}
