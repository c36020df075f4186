//! Cards: an actor's box with its icon, name, one fact, marks and badges.

use super::{
    Ink, Item, Layer, Shape, Stroke, TextLine,
    curve::round,
    icon, mark,
    text::{self, CAPS},
};
use crate::map::{Actor, ActorId, Map, Point, Rect, Role};
use kurbo::Point as KPoint;
use std::collections::BTreeMap;

/// Width of a card; one that stands for a group is wider by its stacked edge.
pub const WIDTH: f64 = 168.0;
/// How far the stacked edge of a group reaches to the right and down.
pub(super) const STACK: f64 = 6.0;
const NAME: f64 = 13.0;
/// Size of the fact line.
pub(super) const SMALL: f64 = 11.5;
/// Lines of a name. A card grows wider before its name takes more, and a name that takes more on the widest
/// card is not cut before the second number of lines is full.
const LINES: (usize, usize) = (3, 7);
/// Lines of a fact.
const FACT: usize = 3;
/// How much wider a card grows at a time, and how often at most, for a name that is longer than usual and set in
/// the smallest text already.
const WIDER: (f64, u32) = (16.0, 8);
/// Between the edge and the name of a compact card, across and down.
const TIGHT: (f64, f64) = (6.0, 5.0);
/// The widths that compact cards may have: on one sheet all have the same.
const WIDTHS: [u16; 5] = [76, 88, 100, 112, 124];
pub(super) const PAD: f64 = 12.0;
const ICON: f64 = 20.0;
/// Where the text column begins, from the left edge.
pub(super) const COLUMN: f64 = PAD + ICON + 9.0;
/// Width of the text column.
pub(super) const ROOM: f64 = WIDTH - COLUMN - PAD;
/// Diameter of the state mark.
const STATE: f64 = 17.0;

/// How much a card says, in the order in which a crowded sheet gives it up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Icon, name and a fact on a few lines.
    #[default]
    Full,
    /// One line of facts.
    OneFact,
    /// No facts.
    Named,
    /// The name alone, in the size of the smallest text of the map, on a card of this width.
    Compact(u16),
}

impl Form {
    /// All forms that suit a map, from the fullest.
    pub fn all(map: &Map) -> [Form; 4] {
        [Form::Full, Form::OneFact, Form::Named, Form::Compact(compact_width(map))]
    }

    /// Width of a card without the stacked edge.
    pub fn width(self) -> f64 {
        if let Form::Compact(width) = self { width.into() } else { WIDTH }
    }

    /// The card is compact.
    pub fn is_compact(self) -> bool {
        matches!(self, Form::Compact(_))
    }
}

/// The least width at which no word of a name is broken and nearly all names stand on three lines.
fn compact_width(map: &Map) -> u16 {
    let suits = |width: u16| {
        let room = f64::from(width) - 2.0 * TIGHT.0;
        let mut long = 0;
        let whole = map.actors.values().all(|a| {
            let lines = text::wrapped(&a.name, SMALL, true, room, LINES.1);
            long += usize::from(lines.count() > LINES.0);
            lines.is_whole(&a.name)
        });
        whole && long * 8 <= map.actors.len()
    };
    WIDTHS.into_iter().find(|w| suits(*w)).unwrap_or(WIDTHS[4])
}

/// An actor's words, wrapped, and the height its card needs; the same wherever the card stands.
pub(super) struct Content {
    form: Form,
    /// Without the stacked edge.
    width: f64,
    name: Vec<TextLine>,
    fact: Vec<TextLine>,
    stage: Option<TextLine>,
    /// Height that nothing is said in, half of it above the name.
    spare: f64,
    stack: f64,
    height: f64,
}

impl Content {
    /// What a card says in a form, with the flows that meet at it.
    pub fn of(actor: &Actor, us: bool, form: Form, meeting: Meeting) -> Content {
        if form.is_compact() {
            return Content::compact(actor, form, meeting);
        }
        let state = if actor.state.is_some() { STATE + 4.0 } else { 0.0 };
        let (name, wider) = name(actor, NAME, ROOM - state);
        let room = ROOM + wider;
        let fact = match form {
            Form::Full => match fact(actor, us) {
                said if said.is_empty() => Vec::new(),
                said => text::wrap(&said, SMALL, false, Ink::Fact, room, FACT),
            },
            Form::OneFact => whole_fact(actor, us, room),
            Form::Named | Form::Compact(_) => Vec::new(),
        };
        let stage = actor.stage.map(|s| text::line(s.said(), SMALL, false, Ink::Quiet));
        let mut height = 2.0 * PAD + text::height(&name) - 2.0;
        if !fact.is_empty() {
            height += 2.0 + text::height(&fact);
        }
        if stage.is_some() {
            height += 21.0;
        }
        // As high as with a fact, so that to say one moves nothing.
        let bare = form == Form::Full && fact.is_empty() && stage.is_none();
        let with_fact = if bare { height + 2.0 + text::stacked(1, SMALL) } else { height };
        let whole = with_fact.max(meeting.height());
        let spare = whole - height;
        let stack = if actor.group { STACK } else { 0.0 };
        let (width, height) = (form.width() + wider, (whole / 2.0).ceil() * 2.0);
        Content { form, width, name, fact, stage, spare, stack, height }
    }

    /// As low as its name, but for the flows that may meet at one of its sides.
    fn compact(actor: &Actor, form: Form, meeting: Meeting) -> Content {
        let (name, wider) = name(actor, SMALL, form.width() - 2.0 * TIGHT.0);
        let beside = LOWEST + FLOW * (meeting.ends as f64 / 3.0);
        let height = (2.0 * TIGHT.1 + text::height(&name)).max(beside.max(meeting.height()).min(HIGHEST));
        let stack = if actor.group { STACK / 2.0 } else { 0.0 };
        let (width, height) = (form.width() + wider, (height / 2.0).ceil() * 2.0);
        Content { form, width, name, fact: Vec::new(), stage: None, spare: 0.0, stack, height }
    }
}

/// The height of a compact card that many flows meet at: at least, more for each flow of which a third is
/// taken to end at one side, and at most.
const LOWEST: f64 = 8.0;
const FLOW: f64 = 8.0;
const HIGHEST: f64 = 72.0;

/// The height of a card beside which flows to one other actor lie side by side: around them all, and for each.
const AROUND: f64 = 12.0;
const LANE: f64 = 12.0;
/// So many find room beside any card.
const FEW: usize = 2;

/// The flows that meet at a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meeting {
    /// How many end there.
    ends: usize,
    /// How many of them are between it and one other card.
    abreast: usize,
}

impl Meeting {
    /// At one actor.
    pub fn at(map: &Map, actor: ActorId) -> Meeting {
        meetings(map, |a, b| a == actor || b == actor).get(&actor).copied().unwrap_or_default()
    }

    /// The height from which heads of flows side by side do not overlap.
    fn height(self) -> f64 {
        if self.abreast > FEW { (AROUND + LANE * self.abreast as f64).min(HIGHEST) } else { 0.0 }
    }
}

/// The flows that meet at each card.
pub(super) fn all_meetings(map: &Map) -> BTreeMap<ActorId, Meeting> {
    meetings(map, |_, _| true)
}

/// Those of the flows between actors that are asked for.
fn meetings(map: &Map, asked: impl Fn(ActorId, ActorId) -> bool) -> BTreeMap<ActorId, Meeting> {
    let flows = map.flows.values().filter(|f| asked(f.from, f.to));
    let mut pairs: Vec<(ActorId, ActorId)> = flows.map(|f| (f.from.min(f.to), f.from.max(f.to))).collect();
    pairs.sort_unstable();
    let mut all: BTreeMap<ActorId, Meeting> = BTreeMap::new();
    for pair in pairs.chunk_by(|a, b| a == b) {
        let (one, other) = pair[0];
        for actor in [one, other] {
            let meeting = all.entry(actor).or_default();
            meeting.ends += pair.len();
            if one != other {
                meeting.abreast = meeting.abreast.max(pair.len());
            }
        }
    }
    all
}

/// An actor's name, wrapped into `room`, and by how much it needs more so as to take no more lines than names do:
/// in its usual size, else in that of the smallest text, else on a wider card.
fn name(actor: &Actor, size: f64, room: f64) -> (Vec<TextLine>, f64) {
    let name = if actor.name.trim().is_empty() { "Unnamed" } else { &actor.name };
    let wrapped = |size: f64, wider: f64| text::wrapped(name, size, true, room + wider, LINES.1);
    let usual = wrapped(size, 0.0);
    if usual.count() <= LINES.0 {
        return (usual.lines(Ink::Text), 0.0);
    }
    let mut all = (0..=WIDER.1).map(|n| f64::from(n) * WIDER.0);
    let enough = all.find(|wider| wrapped(SMALL, *wider).count() <= LINES.0);
    let wider = enough.unwrap_or(f64::from(WIDER.1) * WIDER.0);
    (wrapped(SMALL, wider).lines(Ink::Text), wider)
}

/// A fact that stands whole on one line: what the user said, else the roles, else none.
fn whole_fact(actor: &Actor, us: bool, room: f64) -> Vec<TextLine> {
    let lines = |fact: String| text::wrapped(&fact, SMALL, false, room, 2);
    let mut facts = [fact, roles].into_iter().map(|said| lines(said(actor, us)));
    facts.find(|lines| lines.count() == 1).map_or_else(Vec::new, |lines| lines.lines(Ink::Fact))
}

/// The one fact line: what the user said, else how many it stands for and its roles.
fn fact(actor: &Actor, us: bool) -> String {
    let said = actor.fact.trim();
    if said.is_empty() { roles(actor, us) } else { said.to_owned() }
}

/// How many it stands for, and its roles.
fn roles(actor: &Actor, us: bool) -> String {
    let mut parts = Vec::new();
    if let Some(count) = actor.count {
        parts.push(count.to_string());
    }
    let roles: Vec<_> =
        actor.roles.iter().filter(|r| !us || **r != Role::Own).take(3).map(|r| r.said()).collect();
    if !roles.is_empty() {
        parts.push(roles.join(", "));
    }
    if parts.is_empty() && us {
        parts.push(say!("us").into());
    }
    parts.join(" \u{b7} ")
}

/// The card of an actor with its middle at `center`.
pub(super) fn rect(center: Point, content: &Content) -> Rect {
    let (w, h) = (content.width + content.stack, content.height + content.stack);
    Rect::new(round(center.x - w / 2.0), round(center.y - h / 2.0), w, h)
}

/// The picture of an actor.
pub(super) fn item(map: &Map, actor: &Actor, content: &Content, whole: Rect, badges: &[u32]) -> Item {
    let us = is_us(map, actor);
    let rect = Rect::new(whole.x, whole.y, whole.w - content.stack, whole.h - content.stack);
    let mut shapes = Vec::with_capacity(10);
    let edge = |ink, width| Some(Stroke { ink, width, dash: vec![], round: false });
    if actor.group {
        for by in [content.stack, content.stack / 2.0] {
            let behind = Rect::new(rect.x + by, rect.y + by, rect.w, rect.h);
            shapes.push(Shape::Box {
                rect: behind,
                radius: 8.0,
                fill: Some(Ink::Card),
                stroke: edge(Ink::Edge, 1.0),
            });
        }
    }
    let stroke = if us { edge(Ink::Text, 3.0) } else { edge(Ink::Edge, 1.2) };
    shapes.push(Shape::Box { rect, radius: 8.0, fill: Some(Ink::Card), stroke });
    match content.form {
        Form::Compact(_) => compact_words(&mut shapes, actor, content, rect),
        _ => words(&mut shapes, actor, content, rect, us),
    }
    for (i, rank) in badges.iter().enumerate() {
        badge(&mut shapes, KPoint::new(rect.x + 2.0 + 20.0 * i as f64, rect.y + 1.0), *rank);
    }
    Item {
        id: actor.id.into(),
        layer: Layer::Card,
        rect: whole,
        kind: None,
        label: None,
        spine: vec![],
        name: spoken(map, actor),
        shapes,
    }
}

fn words(shapes: &mut Vec<Shape>, actor: &Actor, content: &Content, rect: Rect, us: bool) {
    let top = rect.y + PAD - 1.0 + content.spare / 2.0;
    let ink = if us { Ink::Text } else { Ink::Quiet };
    shapes.push(Shape::Icon {
        name: icon::of(actor).into(),
        at: Point::new(rect.x + PAD - 1.0, round(top - 1.0)),
        size: ICON as f32,
        ink,
    });
    let mut y = top;
    let mut put = |lines: &[TextLine], y: &mut f64| {
        let mut lines = lines.to_vec();
        *y += text::stack(&mut lines, Point::new(rect.x + COLUMN, *y));
        shapes.extend(lines.into_iter().map(|mut l| {
            l.at = Point::new(round(l.at.x), round(l.at.y));
            Shape::Text(l)
        }));
    };
    put(&content.name, &mut y);
    y += 2.0;
    put(&content.fact, &mut y);
    if let Some(stage) = &content.stage {
        y += 5.0;
        let pill = Rect::new(rect.x + COLUMN, round(y), f64::from(stage.width) + 12.0, 16.0);
        let stroke = Some(Stroke { ink: Ink::Edge, width: 0.8, dash: vec![], round: false });
        shapes.push(Shape::Box { rect: pill, radius: 8.0, fill: None, stroke });
        let at = Point::new(pill.x + 6.0, round(pill.y + 8.0 + SMALL * CAPS / 2.0));
        shapes.push(Shape::Text(TextLine { at, ..stage.clone() }));
    }
    if let Some(state) = actor.state {
        let c = KPoint::new(rect.right() - PAD + 3.0 - STATE / 2.0, rect.y + PAD + STATE / 2.0 - 4.0);
        let letter = state.initial();
        disc(shapes, c, STATE / 2.0, state.into(), &letter);
    }
}

/// The name in the middle, the state on the corner where no badge stands.
fn compact_words(shapes: &mut Vec<Shape>, actor: &Actor, content: &Content, rect: Rect) {
    let mut lines = content.name.clone();
    let top = rect.y + (rect.h - text::height(&lines)) / 2.0;
    text::stack(&mut lines, Point::new(0.0, top));
    shapes.extend(lines.into_iter().map(|mut l| {
        l.at = Point::new(round(rect.center().x - f64::from(l.width) / 2.0), round(l.at.y));
        Shape::Text(l)
    }));
    if let Some(state) = actor.state {
        let letter = state.initial();
        disc(shapes, KPoint::new(rect.right() - 2.0, rect.y + 1.0), STATE / 2.0, state.into(), &letter);
    }
}

/// The number of one of the top interdependencies.
pub(super) fn badge(shapes: &mut Vec<Shape>, c: KPoint, rank: u32) {
    disc(shapes, c, BADGE, Ink::Accent, &rank.to_string());
}

/// Radius of a badge.
pub(super) const BADGE: f64 = 9.5;

fn disc(shapes: &mut Vec<Shape>, c: KPoint, r: f64, ink: Ink, letter: &str) {
    let ring = Some(Stroke { ink: Ink::Card, width: 1.4, dash: vec![], round: false });
    shapes.push(Shape::Path { path: mark::circle(c, r), fill: Some(ink), stroke: ring });
    let line = text::line(letter, 11.5, true, Ink::OnAccent);
    let at = Point::new(round(c.x - f64::from(line.width) / 2.0), round(c.y + 11.5 * CAPS / 2.0));
    shapes.push(Shape::Text(TextLine { at, ..line }));
}

pub(super) fn is_us(map: &Map, actor: &Actor) -> bool {
    map.info.us == Some(actor.id) || (map.info.us.is_none() && actor.is(Role::Own))
}

fn spoken(map: &Map, actor: &Actor) -> String {
    let mut name = actor.name.clone();
    let roles: Vec<_> = actor.roles.iter().map(|r| r.said()).collect();
    if !roles.is_empty() {
        name = format!("{name}: {}", roles.join(", "));
    }
    if let Some(zone) = actor.zone.and_then(|z| map.zones.get(&z)) {
        name = say!("{name}, in {title}", name, title = zone.title);
    }
    if !actor.fact.is_empty() {
        name = format!("{name}. {}", actor.fact);
    }
    name
}
