//! The arrangement: what stands where on the sheet.
//!
//! Across, the panel stands beside the map, as narrow as its text allows; upright, below it. The map gets all
//! the room that is left.

use super::{
    Part, PartRole, Sheet,
    block::Block,
    entries, figure,
    frame::Frame,
    head, legend,
    section::{self, Section},
};
use crate::{
    eval::Evaluation,
    map::{Map, PageSettings, PageSize, Point, Rect},
    scene::{self, Scene, View},
};

/// What goes on the page and how.
struct Page<'a> {
    map: &'a Map,
    evaluation: &'a Evaluation,
    settings: &'a PageSettings,
    scene: &'a Scene,
    /// Around the scene's marks, in map units.
    marks: Rect,
    /// The scene's smallest text, in map units.
    text: f64,
    frame: Frame,
}

/// Where the parts of one arrangement go.
#[derive(Default)]
struct Plan {
    /// The map's room.
    room: Rect,
    /// The legend below the map, unless it is one of the sections.
    strip: Option<Block>,
    /// The columns of the panel.
    columns: Vec<Stack>,
}

/// Sections below one another, and how many entries of each are shown.
struct Stack {
    at: Point,
    width: f64,
    /// The height there is.
    room: f64,
    /// Space that is spread between the sections.
    slack: f64,
    sections: Vec<Section>,
    kept: Vec<usize>,
}

impl Stack {
    fn new(page: &Page<'_>, at: Point, width: f64, room: f64, sections: Vec<Section>) -> Stack {
        let frame = &page.frame;
        let kept = section::fit(frame, &sections, room);
        let gaps = sections.iter().zip(&kept).filter(|(s, k)| section::is_shown(s, **k)).count();
        let left = room - section::height(frame, &sections, &kept);
        let slack = if gaps > 1 { left / (gaps - 1) as f64 } else { 0.0 };
        Stack { at, width, room, slack: slack.clamp(0.0, 4.0 * frame.step()), sections, kept }
    }

    fn print(&self, sheet: &mut Sheet, frame: &Frame) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut y = self.at.y;
        for (section, kept) in self.sections.iter().zip(&self.kept).filter(|(s, k)| section::is_shown(s, **k))
        {
            let height = section.height(frame, *kept);
            if section.at_the_bottom {
                y = self.at.y + self.room - height;
            }
            parts.extend(section.print(sheet, frame, Point::new(self.at.x, y), self.width, *kept));
            y += height + section::between(frame) + self.slack;
        }
        parts
    }
}

/// Lays a map and what it says out on one sheet.
pub fn compose(map: &Map, evaluation: &Evaluation, settings: &PageSettings) -> Sheet {
    let scene = scene::compose(map, Some(evaluation), &View::default());
    arrange(map, evaluation, settings, &scene)
}

/// The sheet for a scene that is there already.
pub fn arrange(map: &Map, evaluation: &Evaluation, settings: &PageSettings, scene: &Scene) -> Sheet {
    let page = Page {
        map,
        evaluation,
        settings,
        scene,
        marks: figure::marks(scene),
        text: figure::smallest_text(scene),
        frame: Frame::new(settings),
    };
    let frame = &page.frame;
    let inside = frame.inside();
    let (title, footer) = page.head_and_foot();
    let plan = page.plan();
    let mut sheet = Sheet {
        width: frame.width,
        height: frame.height,
        title: head::headline(map),
        author: map.info.author.clone(),
        date: map.info.date.clone(),
        grey: settings.grey,
        language: "en".to_owned(),
        ..Sheet::default()
    };
    sheet.reading = sheet.put(&title, Point::new(inside.x, inside.y));
    let figure = figure::print(&mut sheet, map, scene, &plan.room, page.scale(&plan));
    sheet.reading.push(figure);
    if let Some(strip) = &plan.strip {
        let parts = sheet.put(strip, Point::new(inside.x, plan.room.bottom() + 2.0 * frame.step()));
        sheet.reading.push(Part::with(PartRole::List, parts));
    }
    for stack in &plan.columns {
        let parts = stack.print(&mut sheet, frame);
        sheet.reading.extend(parts);
    }
    let parts = sheet.put(&footer, Point::new(inside.x, inside.bottom() - footer.height));
    sheet.reading.extend(parts);
    sheet.warnings = page.warnings(&sheet, &plan);
    sheet
}

impl Page<'_> {
    fn head_and_foot(&self) -> (Block, Block) {
        (head::title(self.map, &self.frame), head::footer(self.map, self.evaluation, &self.frame))
    }

    /// Where everything between title and footer goes.
    fn plan(&self) -> Plan {
        let (title, footer) = self.head_and_foot();
        let (inside, gap) = (self.frame.inside(), 2.0 * self.frame.step());
        let top = inside.y + title.height + gap;
        let body = Rect { y: top, h: inside.bottom() - footer.height - gap - top, ..inside };
        if self.settings.portrait { self.upright(body) } else { self.across(body) }
    }

    fn scale(&self, plan: &Plan) -> f64 {
        figure::scale(&self.marks, &plan.room, &self.frame)
    }

    /// The smallest text of the map, in points, with other settings.
    fn smallest_with(&self, settings: &PageSettings) -> (f64, Frame) {
        let page = Page { settings, frame: Frame::new(settings), ..*self };
        (page.smallest(&page.plan()), page.frame)
    }

    /// The sections asked for, at a width, weightiest first; without the legend.
    fn sections(&self, width: f64) -> Vec<Section> {
        let mut all = Vec::new();
        if self.settings.top {
            all.push(entries::top(self.evaluation, &self.frame, width));
        }
        if self.settings.findings {
            all.push(entries::findings(self.evaluation, &self.frame, width, self.settings.top));
        }
        if self.settings.moves {
            all.push(entries::moves(self.map, &self.frame, width));
        }
        if !self.scene.numbered.is_empty() {
            all.push(entries::numbered(self.map, &self.scene.numbered, &self.frame, width));
        }
        all.retain(|s| !s.entries.is_empty());
        all
    }

    fn legend(&self, width: f64) -> Option<Block> {
        let legend = self.settings.legend.then(|| legend::block(self.map, self.scene, &self.frame, width));
        legend.filter(|legend| !legend.cells.is_empty())
    }

    /// The panel at the right of the map.
    fn across(&self, body: Rect) -> Plan {
        if self.sections(body.w).is_empty() {
            return self.map_only(body);
        }
        let plans = [(3.0, true), (4.0, true), (4.0, false), (3.0, false)];
        self.best(plans.map(|(columns, with_legend)| self.with_panel(body, columns, with_legend)).into())
    }

    /// Of the plans with a readable map the one that shows the most entries; where none is readable the one
    /// with the largest text. The first of equals.
    fn best(&self, plans: Vec<Plan>) -> Plan {
        let shown = |plan: &Plan| plan.columns.iter().flat_map(|s| &s.kept).sum::<usize>();
        // Half a point more or less is not worth an entry.
        let class = |plan: &Plan| (self.smallest(plan).min(self.frame.smallest) * 2.0 + 0.1).floor();
        let better = |a: &Plan, b: &Plan| class(a) > class(b) || class(a) == class(b) && shown(a) > shown(b);
        plans
            .into_iter()
            .reduce(|best, plan| if better(&plan, &best) { plan } else { best })
            .unwrap_or_default()
    }

    /// The smallest text of the map under a plan, in points.
    fn smallest(&self, plan: &Plan) -> f64 {
        self.text * self.scale(plan)
    }

    fn with_panel(&self, body: Rect, columns: f64, with_legend: bool) -> Plan {
        let stack = self.panel(body, columns, with_legend);
        let room = self.beside(body, columns);
        let plan = match with_legend {
            true => Plan { room, strip: None, columns: Vec::new() },
            false => self.map_only(room),
        };
        Plan { columns: vec![stack], ..plan }
    }

    /// What a panel of so many columns leaves of the body.
    fn beside(&self, body: Rect, columns: f64) -> Rect {
        Rect { w: self.frame.columns(12.0 - columns) - self.frame.gutter(), ..body }
    }

    fn panel(&self, body: Rect, columns: f64, with_legend: bool) -> Stack {
        let width = self.frame.columns(columns);
        let mut sections = self.sections(width);
        if with_legend && let Some(legend) = self.legend(width) {
            sections.push(Section {
                heading: "Legend".to_owned(),
                entries: vec![legend],
                at_the_bottom: true,
                needed: true,
                ..Section::default()
            });
        }
        Stack::new(self, Point::new(body.right() - width, body.y), width, body.h, sections)
    }

    /// The map over its legend.
    fn map_only(&self, body: Rect) -> Plan {
        let strip = self.legend(body.w);
        let taken = strip.as_ref().map_or(0.0, |s| s.height + 2.0 * self.frame.step());
        Plan { room: Rect { h: body.h - taken, ..body }, strip, columns: Vec::new() }
    }

    /// The panel below the map, as high as it needs and leaves the map readable.
    fn upright(&self, body: Rect) -> Plan {
        if self.sections(body.w).is_empty() {
            return self.map_only(body);
        }
        let plans = [0.5, 0.42, 0.34].map(|share| self.below(body, share * body.h));
        self.best(plans.into())
    }

    /// The interdependencies across the sheet, and below them the rest in two columns, within a height.
    fn below(&self, body: Rect, most: f64) -> Plan {
        let gap = section::between(&self.frame);
        let half = self.frame.columns(6.0);
        let mut wide = self.sections(body.w);
        let mut rest = self.sections(half);
        let table = self.settings.top && wide.first().is_some_and(|s| s.head.is_some());
        wide.truncate(usize::from(table || wide.len() == 1));
        rest.drain(..wide.len());
        let first = self.height(&wide, most);
        let room = most - if wide.is_empty() { 0.0 } else { first + gap };
        let columns = self.balanced(rest);
        let second = columns.iter().map(|c| self.height(c, room)).fold(0.0, f64::max);
        let both = first + second + if first > 0.0 && second > 0.0 { gap } else { 0.0 };
        let top = body.bottom() - both;
        let mut stacks = vec![Stack::new(self, Point::new(body.x, top), body.w, first, wide)];
        for (x, sections) in [0.0, body.w - half].into_iter().zip(columns) {
            let at = Point::new(body.x + x, body.bottom() - second);
            stacks.push(Stack::new(self, at, half, second, sections));
        }
        let plan = self.map_only(Rect { h: body.h - both - 3.0 * self.frame.step(), ..body });
        Plan { columns: stacks, ..plan }
    }

    /// The height that sections take of a room.
    fn height(&self, sections: &[Section], room: f64) -> f64 {
        section::height(&self.frame, sections, &section::fit(&self.frame, sections, room))
    }

    /// The sections in two columns of heights as alike as can be, keeping their order within each.
    fn balanced(&self, sections: Vec<Section>) -> [Vec<Section>; 2] {
        let deal = |choice: u32| {
            let mut columns = [Vec::new(), Vec::new()];
            for (at, section) in sections.iter().enumerate() {
                columns[usize::from(choice >> at & 1 == 1)].push(section.clone());
            }
            columns
        };
        let tallest = |columns: &[Vec<Section>; 2]| {
            columns.iter().map(|c| self.height(c, f64::INFINITY)).fold(0.0, f64::max)
        };
        // The first section always stands at the left.
        let choices = (0..1u32 << sections.len()).filter(|c| c & 1 == 0).map(deal);
        choices.min_by(|a, b| tallest(a).total_cmp(&tallest(b))).unwrap_or_default()
    }

    fn warnings(&self, sheet: &Sheet, plan: &Plan) -> Vec<String> {
        let mut warnings = Vec::new();
        let size = self.smallest(plan);
        if size < self.frame.smallest - 0.05 {
            warnings.push(self.too_small(size));
        }
        let sections = || plan.columns.iter().flat_map(|stack| stack.sections.iter().zip(&stack.kept));
        for (section, _) in sections().filter(|(s, kept)| **kept == 0 && !s.entries.is_empty()) {
            warnings.push(format!(
                "\u{201c}{}\u{201d} has no room here. A larger sheet, or fewer parts, would show it.",
                section.heading
            ));
        }
        if sections().any(|(s, kept)| *kept > 0 && *kept < s.entries.len()) {
            let help =
                "Not all entries fit: the page says how many more there are. A larger sheet holds more.";
            warnings.push(help.to_owned());
        }
        let missing = missing(sheet);
        if !missing.is_empty() {
            warnings.push(format!("No font has these characters, boxes stand for them: {missing}."));
        }
        warnings
    }

    /// Says how small the text is and what would help: the map alone, else the first sheet that is large enough.
    fn too_small(&self, size: f64) -> String {
        let name = sheet_name(self.settings.size);
        let said = format!("On {name} the smallest text of the map is {size:.1} pt.");
        let alone = PageSettings { top: false, findings: false, moves: false, ..self.settings.clone() };
        let larger =
            [PageSize::A3, PageSize::Tabloid].map(|size| PageSettings { size, ..self.settings.clone() });
        for (settings, words) in std::iter::once((&alone, "With the map alone".to_owned()))
            .chain(larger.iter().map(|s| (s, format!("On {}", sheet_name(s.size)))))
        {
            let (there, frame) = self.smallest_with(settings);
            if there > size && there >= frame.smallest {
                return format!("{said} {words} it would be {there:.1} pt.");
            }
        }
        format!("{said} No sheet is large enough: tidy the map, or move its cards closer together.")
    }
}

/// A sheet's name for people.
fn sheet_name(size: PageSize) -> &'static str {
    match size {
        PageSize::A4 => "A4",
        PageSize::A3 => "A3",
        PageSize::Letter => "Letter",
        PageSize::Tabloid => "Tabloid",
        PageSize::Wide => "a 16:9 slide",
        PageSize::Classic => "a 4:3 slide",
    }
}

/// The characters on the sheet that no font has.
fn missing(sheet: &Sheet) -> String {
    let mut found: Vec<char> = Vec::new();
    let lines = sheet.items.iter().flat_map(|i| &i.shapes).filter_map(|s| match s {
        scene::Shape::Text(line) => line.shaped.as_ref(),
        _ => None,
    });
    for c in lines.flat_map(|l| &l.missing) {
        if !found.contains(c) {
            found.push(*c);
        }
    }
    found.iter().map(|c| format!("U+{:04X}", *c as u32)).collect::<Vec<_>>().join(", ")
}
