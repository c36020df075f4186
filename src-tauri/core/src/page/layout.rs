//! The arrangement: what stands where on the sheet.
//!
//! Across, the panel stands beside the map, as narrow as its text allows; upright, below it. The map gets all
//! the room that is left. A slide holds less and says it larger: title, map, three sentences. Where no
//! arrangement leaves the map readable as it stands, it is drawn closer together.

use super::{
    Part, PartRole, Sheet, advice,
    beside::Beside,
    block::Block,
    closer::{self, Drawn, Patience},
    entries, figure,
    frame::Frame,
    head, legend, link, multiples,
    section::{self, Section},
    sentences,
    stack::Stack,
    words,
};
use crate::{
    eval::Evaluation,
    map::{Actor, Map, PageLayout, PagePart, PageSettings, Point, RecordId, Rect},
    scene::{self, Scene, Tidying, View},
};
use std::borrow::Cow;

/// What goes on the page and how.
#[derive(Clone)]
pub(super) struct Page<'a> {
    pub map: &'a Map,
    /// The scenario that is shown beside it.
    pub beside: Option<&'a Beside>,
    pub evaluation: &'a Evaluation,
    /// The same with those interdependencies alone that have a badge on the map.
    pub badged: &'a Evaluation,
    pub settings: &'a PageSettings,
    /// The map as it is drawn under the arrangement that is being tried.
    pub drawn: Drawn,
    pub frame: Frame,
    /// How much may still be drawn to find the best.
    pub patience: &'a Patience,
}

/// Where the parts of one arrangement go.
#[derive(Default)]
pub(super) struct Plan {
    /// The map's room.
    pub room: Rect,
    /// The room of the map under a scenario, as large as the other.
    pub then: Option<Rect>,
    /// The legend below the map, unless it is one of the sections.
    pub strip: Option<Block>,
    /// The two maps stand over each other where the sheet is broad, or side by side where it is upright.
    pub turned: bool,
    /// The columns of the panel.
    pub columns: Vec<Stack>,
    /// Room for one small map of each kind.
    pub small: Option<Rect>,
    /// The map as it is drawn here.
    pub drawn: Drawn,
}

impl Plan {
    /// What the map cannot be read without is all there, and no more parts show nothing than beside another drawing.
    fn is_as_whole_as(&self, other: &Plan) -> bool {
        fn all(plan: &Plan) -> impl Iterator<Item = (&Section, usize)> {
            plan.columns.iter().flat_map(|c| c.sections.iter().zip(c.kept.iter().copied()))
        }
        let empty =
            |plan| all(plan).filter(|(s, kept)| *kept == 0 && s.entries.len().min(s.least) > 0).count();
        all(self).all(|(s, kept)| !s.needed || kept == s.entries.len()) && empty(self) <= empty(other)
    }

    /// How many parts show nothing, for want of room.
    fn left_out(&self) -> i64 {
        let all = self.columns.iter().flat_map(|c| c.sections.iter().zip(&c.kept));
        all.filter(|(s, kept)| **kept == 0 && !s.entries.is_empty()).count() as i64
    }

    /// How many entries the parts lack of what each should say at least.
    fn lacking(&self) -> i64 {
        let all = self.columns.iter().flat_map(|c| c.sections.iter().zip(&c.kept));
        all.map(|(s, kept)| s.least.min(s.entries.len()).saturating_sub(*kept)).sum::<usize>() as i64
    }

    /// How many of the entries for which a mark stands on the map are listed.
    fn listed(&self) -> usize {
        let all = self.columns.iter().flat_map(|c| c.sections.iter().zip(&c.kept));
        all.filter(|(s, _)| s.marked).map(|(_, kept)| kept).sum()
    }

    /// Where the maps end.
    fn bottom(&self) -> f64 {
        self.then.unwrap_or(self.room).bottom()
    }
}

/// Shares of the smallest size of text that are tried one after the other where a map has to be drawn closer
/// together: what does not fit at the size that is asked for is still to be as large as can be.
const SIZES: [f64; 13] = [1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.72, 0.64, 0.56, 0.5, 0.44, 0.38, 0.33];
/// How much larger than the smallest text is tried where that size fits.
const LARGER: [f64; 3] = [1.12, 1.19, 1.25];
/// What a reader loses is counted in crossings of flows. An entry that is not listed costs so many,
const ENTRY: f64 = 1.5;
/// one that its part should say at least so many more,
const LACKING: f64 = 2.0;
/// a part without any room so many;
const PART: f64 = 6.0;
/// a map that could be read as it stands and is drawn closer so many;
const CLOSER: f64 = 3.0;
/// two maps that do not stand as the sheet lies so many;
const TURNED: f64 = 4.0;
/// and text that is as good as none so many: text that cannot be read costs the more the smaller it is.
const SMALL: f64 = 200.0;
/// Text twice as large as the smallest that can be read would be worth so many; it grows by a quarter at most.
const LARGE: f64 = 8.0;
/// How much larger the text must become to be worth what a map gives up for it.
const WORTH: f64 = 1.15;

/// An arrangement to try.
type Try<'t> = Box<dyn Fn(&Page<'_>) -> Plan + 't>;

/// Lays a map and what it says out on one sheet.
pub fn compose(map: &Map, evaluation: &Evaluation, settings: &PageSettings) -> Sheet {
    let map = &placed(map, settings);
    let beside = Beside::of(map, evaluation, settings);
    let evaluation = &listed(evaluation, settings);
    let drawn = &placed(beside.as_ref().map_or(map, |b| &b.both), settings);
    let mut badged = evaluation.clone();
    // No badge without its row: what the page has no room to list has no badge either.
    loop {
        let scene = scene::compose(drawn, Some(&badged), &View::default());
        let (sheet, listed) = arranged(map, beside.as_ref(), [evaluation, &badged], settings, scene);
        if listed >= badged.top.len() {
            return sheet;
        }
        badged.top.truncate(listed);
    }
}

/// The map with every actor at a place, so that none is looked for each time it is drawn. Where nobody has one
/// the map is arranged for this sheet.
pub(super) fn placed<'m>(map: &'m Map, settings: &PageSettings) -> Cow<'m, Map> {
    if map.actors.values().all(|a| a.position.is_some()) {
        return Cow::Borrowed(map);
    }
    let nobody = map.actors.values().all(|a| a.position.is_none());
    let arranged =
        if nobody { scene::tidy_for(map, &Tidying::default(), settings, &mut |_| true) } else { None };
    let mut placed = map.clone();
    for shift in arranged.unwrap_or_else(|| scene::place(map)) {
        let missing = |id| map.actors.get(&id).filter(|a| a.position.is_none());
        if let RecordId::Actor(id) = shift.item
            && let Some(actor) = missing(id)
        {
            placed.put(Actor { position: Some(shift.to), ..(**actor).clone() }.into());
        }
    }
    Cow::Owned(placed)
}

/// What is said, with only those interdependencies that such a page lists.
fn listed(evaluation: &Evaluation, settings: &PageSettings) -> Evaluation {
    let mut said = evaluation.clone();
    let listed = settings.top && settings.layout == PageLayout::Panel;
    said.top.truncate(match (listed, Frame::new(settings).slide) {
        (false, _) => 0,
        (true, true) => 3,
        (true, false) => 5,
    });
    said
}

/// The sheet for a scene that is there already.
#[cfg(test)]
pub fn arrange(map: &Map, evaluation: &Evaluation, settings: &PageSettings, scene: Scene) -> Sheet {
    arranged(map, None, [evaluation; 2], settings, scene).0
}

/// The sheet for what is said and for what of it has badges, and how many rows for badges are on it.
fn arranged(
    map: &Map,
    beside: Option<&Beside>,
    [evaluation, badged]: [&Evaluation; 2],
    settings: &PageSettings,
    scene: Scene,
) -> (Sheet, usize) {
    let (frame, patience) = (Frame::new(settings), &Patience::of_a_page());
    let drawn = Drawn::new(scene);
    let page = Page { map, beside, evaluation, badged, settings, drawn, frame, patience };
    let frame = &page.frame;
    let inside = frame.inside();
    let (title, footer) = page.head_and_foot();
    let plan = page.plan();
    let mut sheet = Sheet {
        width: frame.width,
        height: frame.height,
        title: settings.worded(&head::headline(map)).to_owned(),
        author: map.info.author.clone(),
        date: map.info.date.clone(),
        grey: settings.grey,
        language: crate::language::current().tag().to_owned(),
        ..Sheet::default()
    };
    sheet.reading = sheet.put(&title, Point::new(inside.x, inside.y));
    let maps = page.print_maps(&mut sheet, &plan);
    sheet.reading.extend(maps);
    if let Some(strip) = &plan.strip {
        let parts = sheet.put(strip, Point::new(inside.x, plan.bottom() + 2.0 * frame.step()));
        sheet.reading.push(Part::with(PartRole::List, parts));
    }
    if let Some(room) = &plan.small {
        let parts = multiples::print(&mut sheet, map, &plan.drawn, frame, room);
        sheet.reading.extend(parts);
    }
    for stack in &plan.columns {
        let parts = stack.print(&mut sheet, frame);
        sheet.reading.extend(parts);
    }
    let parts = sheet.put(&footer, Point::new(inside.x, inside.bottom() - footer.height));
    sheet.reading.extend(parts);
    sheet.links = link::on(page.drawn_map(), &sheet);
    sheet.warnings = advice::warnings(&page, &sheet, &plan);
    let then = beside.map(|b| &b.then.evaluation);
    let evaluations: Vec<&Evaluation> = std::iter::once(evaluation).chain(then).collect();
    sheet.sentences = sentences::of(&sheet, map, &evaluations, settings);
    (sheet, plan.listed())
}

impl Page<'_> {
    /// The map that the picture is of: under a scenario with what that adds.
    pub fn drawn_map(&self) -> &Map {
        self.beside.map_or(self.map, |b| &b.both)
    }

    fn print_maps(&self, sheet: &mut Sheet, plan: &Plan) -> Vec<Part> {
        let scale = self.scale(plan);
        if let Some(beside) = self.beside {
            return beside.print(sheet, self, plan, scale);
        }
        let items = &plan.drawn.scene.items;
        let map = figure::print(sheet, items, &plan.drawn.marks, &plan.room, scale);
        vec![map.saying(words::map_in_words(self.map, items))]
    }

    fn head_and_foot(&self) -> (Block, Block) {
        (
            head::title(self.map, self.settings, &self.frame),
            head::footer(self.map, self.evaluation, &self.frame),
        )
    }

    /// Where everything between title and footer goes.
    pub fn plan(&self) -> Plan {
        self.best(&self.tries(self.body()))
    }

    /// The first arrangement that may do, with the map as it stands; and whether the map would have room in it
    /// if it were drawn closer together. Enough to say what would help: nothing is drawn.
    pub fn estimate(&self) -> (Plan, bool) {
        let plan = self.tries(self.body()).first().map_or_else(Plan::default, |make| make(self));
        let scale = (self.frame.smallest + 0.02) / self.drawn.text;
        let room = (plan.room.w / scale, plan.room.h / scale);
        let may_fit = closer::may_fit(self.drawn_map(), room, &self.drawn.scene);
        (plan, may_fit)
    }

    fn body(&self) -> Rect {
        let (title, footer) = self.head_and_foot();
        let (inside, gap) = (self.frame.inside(), 2.0 * self.frame.step());
        let top = inside.y + title.height + gap;
        Rect { y: top, h: inside.bottom() - footer.height - gap - top, ..inside }
    }

    /// The arrangements that may do for the room between title and footer.
    fn tries(&self, body: Rect) -> Vec<Try<'static>> {
        match self.settings.layout {
            PageLayout::Kinds => {
                let over = |share: f64| -> Try<'static> {
                    Box::new(move |p: &Page<'_>| p.over_small_maps(body, share * body.h))
                };
                let beside = |columns: f64| -> Try<'static> {
                    Box::new(move |p: &Page<'_>| p.beside_small_maps(body, columns))
                };
                return match self.frame.width > self.frame.height {
                    true => vec![over(0.32), beside(3.0), beside(4.0), over(0.2)],
                    false => [0.4, 0.37, 0.34, 0.3, 0.2].map(over).into(),
                };
            }
            PageLayout::WhatIf if self.beside.is_some() => {
                let usual = self.frame.width > self.frame.height;
                let both = |side_by_side: bool, share: f64| -> Try<'static> {
                    Box::new(move |p: &Page<'_>| Plan {
                        turned: side_by_side != usual,
                        ..p.both_maps(body, share * body.h, side_by_side)
                    })
                };
                let mut tries: Vec<Try<'static>> = [0.5, 0.4, 0.3, 0.2, 0.0].map(|s| both(usual, s)).into();
                // A wide map on a broad sheet, or a high one on an upright sheet, is larger the other way.
                tries.extend([0.3, 0.0].map(|s| both(!usual, s)));
                return tries;
            }
            PageLayout::Alone | PageLayout::WhatIf => {
                return vec![Box::new(move |p: &Page<'_>| p.map_only(body))];
            }
            PageLayout::Panel => {}
        }
        if self.parts(body.w).is_empty() {
            return vec![Box::new(move |p: &Page<'_>| p.map_only(body))];
        }
        let beside = |(columns, with_legend)| -> Try<'static> {
            Box::new(move |p: &Page<'_>| p.with_panel(body, columns, with_legend))
        };
        let below =
            |share: f64| -> Try<'static> { Box::new(move |p: &Page<'_>| p.below(body, share * body.h)) };
        match (self.frame.slide, self.settings.portrait) {
            (true, false) => {
                let mut tries: Vec<Try<'static>> =
                    [(3.5, true), (4.0, true), (3.5, false), (4.5, true)].map(beside).into();
                tries.push(Box::new(move |p: &Page<'_>| p.sentences_below(body)));
                tries
            }
            (true, true) => [0.4, 0.3].map(below).into(),
            (false, false) => [(3.0, true), (4.0, true), (4.0, false), (3.0, false)].map(beside).into(),
            (false, true) => [0.5, 0.42, 0.34].map(below).into(),
        }
    }

    /// The best of plans, of equals the first.
    fn best_of(&self, plans: impl Iterator<Item = Plan>) -> Option<Plan> {
        plans.reduce(|best, plan| if self.rank(&plan) > self.rank(&best) { plan } else { best })
    }

    /// Of the arrangements the best one with the map as it stands; where the map is too small in all of them,
    /// the best one with the map drawn closer together.
    fn best(&self, tries: &[Try<'_>]) -> Plan {
        let as_is = self.best_of(tries.iter().map(|make| make(self))).unwrap_or_default();
        let readable = self.is_readable(&as_is);
        if readable && as_is.left_out() == 0 {
            return as_is;
        }
        let there_is = self.smallest(&as_is);
        let sizes = SIZES.iter().map(|share| share * self.frame.smallest);
        let worth = |size: &f64| *size >= self.frame.smallest || (!readable && *size > WORTH * there_is);
        let mut closest: Option<Plan> = None;
        for size in sizes.filter(worth) {
            let Some(plan) = self.closest(tries, size, there_is) else { continue };
            let done = self.can_be_read(size) || !plan.drawn.is_tangled();
            let plan = if size >= self.frame.smallest { self.larger(tries, plan, there_is) } else { plan };
            closest = self.best_of(closest.into_iter().chain([plan]));
            if done {
                break;
            }
        }
        self.best_of(std::iter::once(as_is).chain(closest)).unwrap_or_default()
    }

    /// The best arrangement with the map so close together that its smallest text has this size.
    fn closest(&self, tries: &[Try<'_>], size: f64, there_is: f64) -> Option<Plan> {
        let worth = self.worth(size, there_is);
        self.best_of(tries.iter().filter_map(|make| self.closer(make, size, worth)))
    }

    /// The plan with larger text, as long as a reader loses nothing by it: for want of width alone a map is small in a
    /// room that is high enough for more.
    fn larger(&self, tries: &[Try<'_>], plan: Plan, there_is: f64) -> Plan {
        let mut plan = plan;
        for times in LARGER {
            match self.closest(tries, times * self.frame.smallest, there_is) {
                Some(next) if self.rank(&next) >= self.rank(&plan) => plan = next,
                _ => break,
            }
        }
        plan
    }

    /// How many more crossings a size of text is worth, for each flow and each crossing that there is: any number
    /// where it can be read and what there is cannot, else as much as the text becomes larger.
    fn worth(&self, size: f64, there_is: f64) -> f64 {
        if size >= self.frame.smallest && !self.can_be_read(there_is) {
            f64::INFINITY
        } else {
            size / there_is - 1.0
        }
    }

    /// The arrangement with the map so close together that its smallest text has this size, in points.
    fn closer(&self, make: &Try<'_>, size: f64, worth: f64) -> Option<Plan> {
        let as_is = make(self);
        let mut room = as_is.room;
        // The words of a scenario's differences reach beyond the map.
        let spare = if self.beside.is_some() { 0.96 } else { 1.0 };
        // A longer list of numbers takes of the room: the second time it is known how long it is.
        for _ in 0..2 {
            let scale = (size + 0.02) / self.drawn.text;
            let there_is = (room.w / scale * spare, room.h / scale * spare);
            let drawn =
                closer::draw(self.drawn_map(), self.badged, there_is, &self.drawn, worth, self.patience)?;
            let page = Page { drawn, ..self.clone() };
            let plan = make(&page);
            if self.smallest(&plan) >= size - 0.05 && plan.is_as_whole_as(&as_is) {
                return Some(plan);
            }
            room = plan.room;
        }
        None
    }

    /// Readable text first; then what a reader loses, in crossings; then the fewest labels as numbers.
    fn rank(&self, plan: &Plan) -> (bool, i64, i64) {
        let entries = plan.columns.iter().flat_map(|c| c.sections.iter().zip(&c.kept));
        let shown: usize = entries.filter(|(s, _)| !s.needed).map(|(_, kept)| kept).sum();
        let size = self.smallest(plan) / self.frame.smallest;
        let (small, large) = ((1.0 - size).max(0.0), (size - 1.0).clamp(0.0, 0.25));
        let moved = if plan.drawn.closer { CLOSER } else { 0.0 } + if plan.turned { TURNED } else { 0.0 };
        let loss = plan.drawn.loss() + SMALL * small.powf(1.5) - LARGE * large
            + moved
            + PART * plan.left_out() as f64
            + LACKING * plan.lacking() as f64
            - ENTRY * shown as f64;
        let numbered = plan.drawn.scene.numbered.len() as i64;
        (self.is_readable(plan), -(loss * 10.0).round() as i64, -numbered)
    }

    pub fn is_readable(&self, plan: &Plan) -> bool {
        self.can_be_read(self.smallest(plan))
    }

    fn can_be_read(&self, size: f64) -> bool {
        size >= self.frame.smallest - 0.05
    }

    fn scale(&self, plan: &Plan) -> f64 {
        figure::scale(&plan.drawn.marks, &plan.room, &self.frame)
    }

    /// The smallest text of the map under a plan, in points.
    pub fn smallest(&self, plan: &Plan) -> f64 {
        plan.drawn.text * self.scale(plan)
    }

    /// The parts asked for, at a width, in their order; without the legend.
    fn parts(&self, width: f64) -> Vec<Section> {
        let (map, says, frame) = (self.map, self.evaluation, &self.frame);
        let mut settings = self.settings.clone();
        let mut all = Vec::new();
        for part in self.settings.in_order() {
            let shown = *settings.part(part);
            all.extend(match part {
                _ if !shown => None,
                PagePart::Top => Some(entries::top(says, self.settings, frame, width)),
                PagePart::Findings => Some(entries::findings(says, self.settings, frame, width)),
                PagePart::Moves => Some(entries::moves(map, frame, width)),
                PagePart::Agreements => Some(entries::agreements(map, frame, width)),
                PagePart::Legend => None,
            });
        }
        all.retain(|s| !s.entries.is_empty());
        if frame.slide {
            // Three sentences: those of the first part, and where it has fewer, of those that come after it.
            let mut left = entries::SENTENCES;
            for section in &mut all {
                section.entries.truncate(left);
                section.brief.truncate(left);
                left -= section.entries.len();
            }
            all.retain(|s| !s.entries.is_empty());
        }
        all
    }

    /// The parts asked for and, last, what the numbers on the map say.
    fn sections(&self, width: f64) -> Vec<Section> {
        let mut all = self.parts(width);
        if self.has_numbers() {
            all.push(entries::numbered(self.drawn_map(), &self.drawn.scene, &self.frame, width));
        }
        all.into_iter().map(|section| section.headed(&self.frame, width)).collect()
    }

    fn legend(&self, width: f64) -> Option<Block> {
        let (scene, differences) = (&self.drawn.scene, self.beside.map(|b| &b.then.differences));
        let legend = self
            .settings
            .legend
            .then(|| legend::block(self.drawn_map(), scene, differences, &self.frame, width));
        legend.filter(|legend| !legend.cells.is_empty())
    }

    fn with_panel(&self, body: Rect, columns: f64, with_legend: bool) -> Plan {
        let stack = self.panel(body, columns, with_legend);
        let room = self.beside(body, columns);
        let plan = match with_legend {
            true => Plan { room, ..self.map_alone() },
            false => self.map_only(room),
        };
        Plan { columns: vec![stack], ..plan }
    }

    fn map_alone(&self) -> Plan {
        Plan { drawn: self.drawn.clone(), ..Plan::default() }
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
                heading: say!("Legend").to_owned(),
                entries: vec![legend],
                at_the_bottom: true,
                needed: true,
                ..Section::default()
            });
        }
        Stack::new(&self.frame, Point::new(body.right() - width, body.y), width, body.h, sections)
    }

    /// The map over its legend and, where no panel says what the numbers on it do, over these.
    pub fn map_only(&self, body: Rect) -> Plan {
        let alone = self.settings.layout != PageLayout::Panel || self.parts(body.w).is_empty();
        if alone && self.has_numbers() { self.over_numbers(body) } else { self.over_legend(body) }
    }

    /// Some labels have no room on the map.
    pub fn has_numbers(&self) -> bool {
        !self.drawn.scene.numbered.is_empty()
    }

    /// The map over its legend.
    pub fn over_legend(&self, body: Rect) -> Plan {
        let strip = self.legend(body.w);
        let taken = strip.as_ref().map_or(0.0, |s| s.height + 2.0 * self.frame.step());
        Plan { room: Rect { h: body.h - taken, ..body }, strip, ..self.map_alone() }
    }

    /// The map over its legend, and below that what the numbers on it say.
    fn over_numbers(&self, body: Rect) -> Plan {
        let (columns, height) = self.numbers(body, self.lists(body.w).max(1));
        let above = Rect { h: body.h - height - 2.0 * self.frame.step(), ..body };
        Plan { columns, ..self.over_legend(above) }
    }

    /// How wide a list of labels is.
    fn list(&self) -> f64 {
        self.frame.columns(if self.frame.width > self.frame.height { 4.0 } else { 6.0 })
    }

    /// How many lists of labels a width has room for, side by side.
    pub fn lists(&self, width: f64) -> usize {
        ((width + self.frame.gutter() + 0.01) / (self.list() + self.frame.gutter())) as usize
    }

    /// How wide so many lists are.
    pub fn width_of(&self, lists: usize) -> f64 {
        lists as f64 * (self.list() + self.frame.gutter()) - self.frame.gutter()
    }

    /// What the numbers on the map say, in so many lists at the foot of a room, and how high they are.
    pub fn numbers(&self, room: Rect, lists: usize) -> (Vec<Stack>, f64) {
        let width = self.list().min(room.w);
        let all = entries::numbered(self.drawn_map(), &self.drawn.scene, &self.frame, width);
        let share = all.entries.len().div_ceil(lists);
        let parts: Vec<Section> = all
            .entries
            .chunks(share.max(1))
            .enumerate()
            .map(|(at, entries)| Section {
                heading: if at == 0 { all.heading.clone() } else { String::new() },
                entries: entries.to_vec(),
                ..all.clone()
            })
            .collect();
        let height = parts.iter().map(|s| s.height(&self.frame, s.entries.len())).fold(0.0, f64::max);
        let stack = |(at, section): (usize, Section)| {
            let x = room.x + at as f64 * (width + self.frame.gutter());
            let at = Point::new(x, room.bottom() - height);
            Stack::new(&self.frame, at, width, height, vec![section])
        };
        (parts.into_iter().enumerate().map(stack).collect(), height)
    }

    /// The map over one small map for each kind in use, which together are at most so high.
    fn over_small_maps(&self, body: Rect, most: f64) -> Plan {
        let small = multiples::height(self.map, &self.drawn, &self.frame, &Rect { h: most, ..body });
        let above = Rect { h: body.h - small - 2.0 * self.frame.step(), ..body };
        let room = Rect { y: body.bottom() - small, h: small, ..body };
        Plan { small: Some(room).filter(|r| r.h > 0.0), ..self.map_only(above) }
    }

    /// The map beside one small map for each kind in use, from the top of so many columns.
    fn beside_small_maps(&self, body: Rect, columns: f64) -> Plan {
        let width = self.frame.columns(columns);
        let column = Rect { x: body.right() - width, w: width, ..body };
        let small = multiples::height(self.map, &self.drawn, &self.frame, &column);
        let room = Rect { h: small.min(body.h), ..column };
        Plan { small: Some(room).filter(|r| r.h > 0.0), ..self.map_only(self.beside(body, columns)) }
    }

    /// The sentences of a slide in three columns below the map.
    fn sentences_below(&self, body: Rect) -> Plan {
        let width = self.frame.columns(4.0);
        let parts: Vec<Section> =
            self.parts(width).into_iter().map(|section| section.headed(&self.frame, width)).collect();
        let lines = parts.iter().map(|s| s.heading_more).max().unwrap_or(0);
        // One sentence to a column, the first of each part under its heading.
        let alone = |section: &Section, at: usize, entry: &Block| Section {
            heading: if at == 0 { section.heading.clone() } else { String::new() },
            heading_more: lines,
            entries: vec![entry.clone()],
            marked: section.marked,
            ..Section::default()
        };
        let said =
            parts.iter().flat_map(|s| s.entries.iter().enumerate().map(move |(at, e)| alone(s, at, e)));
        let said: Vec<Section> = said.collect();
        let height = said.iter().map(|s| s.height(&self.frame, 1)).fold(0.0, f64::max);
        let stack = |(at, section): (usize, Section)| {
            let x = body.x + at as f64 * (width + self.frame.gutter());
            Stack::new(&self.frame, Point::new(x, body.bottom() - height), width, height, vec![section])
        };
        let mut columns: Vec<Stack> = said.into_iter().enumerate().map(stack).collect();
        let above = Rect { h: body.h - height - 3.0 * self.frame.step(), ..body };
        let mut plan = if self.has_numbers() { self.over_numbers(above) } else { self.over_legend(above) };
        columns.append(&mut plan.columns);
        Plan { columns, ..plan }
    }

    /// The interdependencies across the sheet, and below them the rest in two columns, within a height.
    fn below(&self, body: Rect, most: f64) -> Plan {
        let gap = section::between(&self.frame);
        let half = self.frame.columns(6.0);
        let mut wide = self.sections(body.w);
        let mut rest = self.sections(half);
        let table = wide.first().is_some_and(|s| s.head.is_some());
        wide.truncate(usize::from(table));
        rest.drain(..wide.len());
        let wide = section::shortened(&self.frame, wide, most);
        let first = self.height(&wide, most);
        let room = most - if wide.is_empty() { 0.0 } else { first + gap };
        let columns = self.balanced(rest, room);
        let second = columns.iter().map(|c| self.height(c, room)).fold(0.0, f64::max);
        let both = first + second + if first > 0.0 && second > 0.0 { gap } else { 0.0 };
        let top = body.bottom() - both;
        let mut stacks = vec![Stack::new(&self.frame, Point::new(body.x, top), body.w, first, wide)];
        for (x, sections) in [0.0, body.w - half].into_iter().zip(columns) {
            let at = Point::new(body.x + x, body.bottom() - second);
            stacks.push(Stack::new(&self.frame, at, half, second, sections));
        }
        let plan = self.map_only(Rect { h: body.h - both - 3.0 * self.frame.step(), ..body });
        Plan { columns: stacks, ..plan }
    }

    /// The height that sections take of a room.
    fn height(&self, sections: &[Section], room: f64) -> f64 {
        section::height(&self.frame, sections, &section::fit(&self.frame, sections, room))
    }

    /// The sections in two columns of heights as alike as can be, keeping their order within each. Where that
    /// saves room for an entry, the first section goes on at the top of the second column.
    fn balanced(&self, sections: Vec<Section>, room: f64) -> [Vec<Section>; 2] {
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
        let most_even = |a: &[Vec<Section>; 2], b: &[Vec<Section>; 2]| tallest(a).total_cmp(&tallest(b));
        // The first section always stands at the left.
        let choices = (0..1u32 << sections.len()).filter(|c| c & 1 == 0).map(deal);
        let whole = choices.min_by(most_even).unwrap_or_default();
        let fits = |columns: &[Vec<Section>; 2]| self.height(&columns[0], f64::INFINITY) <= room + 0.01;
        let cut = self.cut_in_two(&sections).filter(fits).min_by(most_even);
        cut.filter(|cut| tallest(cut) + section::between(&self.frame) < tallest(&whole)).unwrap_or(whole)
    }

    /// The ways to let the first section go on in a second column, before all others.
    fn cut_in_two<'s>(&self, sections: &'s [Section]) -> impl Iterator<Item = [Vec<Section>; 2]> + 's {
        let first = sections.first().filter(|s| s.head.is_none());
        first.into_iter().flat_map(move |first| {
            (1..first.entries.len()).map(move |at| {
                let part = |heading: &str, entries: &[Block]| Section {
                    heading: heading.to_owned(),
                    entries: entries.to_vec(),
                    brief: Vec::new(),
                    ..first.clone()
                };
                let (entries, others) = first.entries.split_at(at);
                let (head, tail) = (part(&first.heading, entries), part("", others));
                [vec![head], [vec![tail], sections[1..].to_vec()].concat()]
            })
        })
    }
}
