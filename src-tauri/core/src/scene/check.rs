//! What is wrong with a picture: overlaps, flows over cards, crossings, small and missing text.
//!
//! Measures the composed shapes alone and trusts no intention: whoever composed the scene cannot talk it
//! out of an overlap. Works on a scene in map units and on the items of a sheet in points alike.

use super::{Item, Layer, Segment, Shape, TextLine};
use crate::map::{Point, RecordId, Rect};
use serde::Serialize;

/// Counts of what can be wrong; all but crossings, size and the last list should be empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Pairs of cards that overlap.
    pub cards_on_cards: Vec<(RecordId, RecordId)>,
    /// Pairs of flow labels that overlap.
    pub labels_on_labels: Vec<(RecordId, RecordId)>,
    /// Flow labels that overlap a card.
    pub labels_on_cards: Vec<(RecordId, RecordId)>,
    /// Flow labels that overlap a zone's title.
    pub labels_on_titles: Vec<(RecordId, RecordId)>,
    /// Flows that run across a card at which they neither begin nor end.
    pub flows_over_cards: Vec<(RecordId, RecordId)>,
    /// Flows that run through the label of another.
    pub flows_over_labels: Vec<(RecordId, RecordId)>,
    /// Flows of which their own label hides so much that the rest can hardly be followed.
    pub flows_under_labels: Vec<RecordId>,
    /// Pairs of flows of which one runs along upon the other, so that they cannot be told apart for a while.
    pub flows_on_flows: Vec<(RecordId, RecordId)>,
    /// Pairs of flows of which a head of one overlaps a head of the other.
    pub heads_on_heads: Vec<(RecordId, RecordId)>,
    /// Places where two flows cross.
    pub crossings: usize,
    /// How often flows swing more than one sweep needs: turns from left to right or back beyond the first of
    /// each flow.
    pub wiggles: usize,
    /// The smallest text, in the units of the items; `None` where there is no text.
    pub smallest_text: Option<f32>,
    /// Characters that no font has.
    pub missing: Vec<char>,
}

/// Pieces into which a curve is cut to measure it.
const PIECES: usize = 16;
/// Touching is no overlap: rectangles are compared smaller by this much on each side.
const TOUCH: f64 = 0.5;

/// How many cards, labels and titles overlap.
fn overlaps(items: &[Item], cards: &Rects) -> usize {
    let (labels, titles) = (labels(items), titles(items));
    pairs_within(cards).len()
        + pairs_within(&labels).len()
        + pairs_between(&labels, cards).len()
        + pairs_between(&labels, &titles).len()
}

type Rects = Vec<(RecordId, Rect)>;

fn cards(items: &[Item]) -> Rects {
    items.iter().filter(|i| i.layer == Layer::Card).map(|i| (i.id, i.rect)).collect()
}

fn labels(items: &[Item]) -> Rects {
    items.iter().filter_map(|i| Some((i.id, i.label?))).collect()
}

fn titles(items: &[Item]) -> Rects {
    let zones = items.iter().filter(|i| i.layer == Layer::Zone);
    zones.flat_map(|i| texts(i).map(|line| (i.id, extent(line)))).collect()
}

fn flows(items: &[Item]) -> Vec<(RecordId, Vec<Point>)> {
    items.iter().filter(|i| i.layer == Layer::Flow).map(|i| (i.id, polyline(&i.spine))).collect()
}

/// Measures the picture of a map.
pub fn check(items: &[Item]) -> Report {
    let (cards, labels, titles, flows) = (cards(items), labels(items), titles(items), flows(items));
    let mut missing: Vec<char> = items
        .iter()
        .flat_map(texts)
        .filter_map(|l| l.shaped.as_ref())
        .flat_map(|s| s.missing.clone())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    Report {
        cards_on_cards: pairs_within(&cards),
        labels_on_labels: pairs_within(&labels),
        labels_on_cards: pairs_between(&labels, &cards),
        labels_on_titles: pairs_between(&labels, &titles),
        flows_over_cards: flows.iter().flat_map(|flow| over(flow, &cards, true)).collect(),
        flows_over_labels: flows.iter().flat_map(|flow| over(flow, &labels, false)).collect(),
        flows_under_labels: items.iter().filter(|i| is_hidden(i)).map(|i| i.id).collect(),
        flows_on_flows: upon(&flows),
        heads_on_heads: heads_on_heads(items),
        crossings: crossed(&flows).iter().map(|(_, _, times)| times).sum(),
        wiggles: swings(&flows),
        smallest_text: items.iter().flat_map(texts).map(|l| l.size).min_by(f32::total_cmp),
        missing,
    }
}

fn texts(item: &Item) -> impl Iterator<Item = &TextLine> {
    item.shapes.iter().filter_map(|s| if let Shape::Text(line) = s { Some(line) } else { None })
}

/// About the room a line takes: from its ascenders to its descenders.
fn extent(line: &TextLine) -> Rect {
    let size = f64::from(line.size);
    Rect::new(line.at.x, line.at.y - 0.8 * size, f64::from(line.width), size)
}

fn pairs_within(rects: &[(RecordId, Rect)]) -> Vec<(RecordId, RecordId)> {
    let mut order: Vec<usize> = (0..rects.len()).collect();
    order.sort_by(|&a, &b| rects[a].1.x.total_cmp(&rects[b].1.x).then(a.cmp(&b)));
    let mut found = Vec::new();
    for (at, &a) in order.iter().enumerate() {
        let (id, rect) = (rects[a].0, rects[a].1.inflate(-TOUCH));
        let near = order[at + 1..].iter().map(|&b| rects[b]).take_while(|(_, r)| r.x < rect.right());
        found.extend(near.filter(|(_, r)| rect.overlaps(&r.inflate(-TOUCH))).map(|(other, _)| (id, other)));
    }
    found
}

fn pairs_between(some: &[(RecordId, Rect)], others: &[(RecordId, Rect)]) -> Vec<(RecordId, RecordId)> {
    let hits = |&(id, rect): &(RecordId, Rect)| {
        let rect = rect.inflate(-TOUCH);
        others
            .iter()
            .filter(move |(_, r)| rect.overlaps(&r.inflate(-TOUCH)))
            .map(move |&(other, _)| (id, other))
    };
    some.iter().flat_map(hits).collect()
}

/// The Bezier path as a chain of points.
fn polyline(spine: &[f32]) -> Vec<Point> {
    let point = |at: usize| Point::new(f64::from(spine[at]), f64::from(spine[at + 1]));
    if spine.len() < 2 {
        return Vec::new();
    }
    let mut points = vec![point(0)];
    let mut at = 2;
    while at + 5 < spine.len() {
        let (p, a, b, q) = (point(at - 2), point(at), point(at + 2), point(at + 4));
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            let u = 1.0 - t;
            let mix = |p: f64, a: f64, b: f64, q: f64| {
                u * u * u * p + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * q
            };
            points.push(Point::new(mix(p.x, a.x, b.x, q.x), mix(p.y, a.y, b.y, q.y)));
        }
        at += 6;
    }
    points
}

/// The rectangles that a flow runs across; with `ends`, not those at which it begins or ends, else not its own.
fn over(flow: &(RecordId, Vec<Point>), rects: &[(RecordId, Rect)], ends: bool) -> Vec<(RecordId, RecordId)> {
    let (id, points) = flow;
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let own = |other: RecordId, rect: Rect| {
        if ends {
            rect.inflate(2.0).contains(first) || rect.inflate(2.0).contains(last)
        } else {
            other == *id
        }
    };
    let around = hull(points);
    let crossed = |rect: Rect| {
        around.overlaps(&rect) && points.windows(2).any(|w| enters(w[0], w[1], rect.inflate(-1.0)))
    };
    rects.iter().filter(|(o, r)| !own(*o, *r) && crossed(*r)).map(|&(other, _)| (*id, other)).collect()
}

/// The share of a flow that its own label may hide.
const HIDDEN: f64 = 0.6;

/// Whether a flow's own label hides most of it.
fn is_hidden(item: &Item) -> bool {
    let Some(label) = item.label.filter(|_| item.layer == Layer::Flow) else { return false };
    let length = |w: &&[Point]| (w[1].x - w[0].x).hypot(w[1].y - w[0].y);
    let points = polyline(&item.spine);
    let under = |w: &&[Point]| {
        let middle = Point::new((w[0].x + w[1].x) / 2.0, (w[0].y + w[1].y) / 2.0);
        label.contains(middle)
    };
    let all: f64 = points.windows(2).map(|w| length(&w)).sum();
    points.windows(2).filter(under).map(|w| length(&w)).sum::<f64>() > HIDDEN * all
}

/// Whether the straight line from `a` to `b` touches the inside of `rect` (Liang and Barsky, 1984).
fn enters(a: Point, b: Point, rect: Rect) -> bool {
    if rect.w <= 0.0 || rect.h <= 0.0 {
        return false;
    }
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for (p, q) in
        [(-dx, a.x - rect.x), (dx, rect.right() - a.x), (-dy, a.y - rect.y), (dy, rect.bottom() - a.y)]
    {
        if p == 0.0 {
            if q < 0.0 {
                return false;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    from < to
}

/// Turns to one side that are smaller than this do not show, in radians.
const SHOWS: f64 = 0.2;

/// How often a chain that stands for a curve changes from one side to the other, beyond the once that leads
/// from one direction into a parallel one.
fn wiggles(points: &[Point]) -> usize {
    let steps: Vec<(f64, f64)> = points
        .windows(2)
        .map(|w| (w[1].x - w[0].x, w[1].y - w[0].y))
        .filter(|d| d.0.hypot(d.1) > 1e-3)
        .collect();
    // Left and right in turn: what was turned since the last change that shows.
    let (mut sides, mut now, mut back) = (0_usize, 0.0_f64, 0.0_f64);
    for w in steps.windows(2) {
        let turn = (w[0].0 * w[1].1 - w[0].1 * w[1].0).atan2(w[0].0 * w[1].0 + w[0].1 * w[1].1);
        if sides > 0 && (turn * now < 0.0 || back != 0.0) {
            back += turn;
            if back * now >= 0.0 {
                (now, back) = (now + back, 0.0);
            } else if back.abs() > SHOWS {
                (sides, now, back) = (sides + 1, back, 0.0);
            }
        } else {
            now += turn;
            if sides == 0 && now.abs() > SHOWS {
                sides = 1;
            }
        }
    }
    sides.saturating_sub(2)
}

/// How flows lie in a picture: what tidy measures of each arrangement.
pub(super) struct Tangle {
    /// How many things are wrong that a reader would trip over: what overlaps, and flows over cards.
    pub faults: usize,
    /// Flows that run across a card at which they do not end, and the card.
    pub over: Vec<(RecordId, RecordId)>,
    /// The flows that cross, and how often the two do.
    pub crossing: Vec<(RecordId, RecordId, usize)>,
    /// The same as [`Report::wiggles`].
    pub wiggles: usize,
}

/// Measures how flows lie. Far cheaper than the whole report.
pub(super) fn tangle(items: &[Item]) -> Tangle {
    let (cards, flows) = (cards(items), flows(items));
    let over: Vec<_> = flows.iter().flat_map(|flow| over(flow, &cards, true)).collect();
    Tangle {
        faults: overlaps(items, &cards) + over.len(),
        over,
        crossing: crossed(&flows),
        wiggles: swings(&flows),
    }
}

fn swings(flows: &[(RecordId, Vec<Point>)]) -> usize {
    flows.iter().map(|(_, points)| wiggles(points)).sum()
}

fn crossed(flows: &[(RecordId, Vec<Point>)]) -> Vec<(RecordId, RecordId, usize)> {
    let bounds: Vec<Rect> = flows.iter().map(|(_, points)| hull(points)).collect();
    let mut found = Vec::new();
    for (a, (id, one)) in flows.iter().enumerate() {
        for (b, (other_id, other)) in flows.iter().enumerate().take(a) {
            let near = bounds[a].overlaps(&bounds[b]);
            let times = if near { crossings(one, other, &bounds[b]) } else { 0 };
            if times > 0 {
                found.push((*id, *other_id, times));
            }
        }
    }
    found
}

/// Two flows that run along nearer to each other than this, for so long, run upon each other.
const UPON: f64 = 1.5;
const LONG: f64 = 16.0;

/// Pairs of flows that run along upon each other.
fn upon(flows: &[(RecordId, Vec<Point>)]) -> Vec<(RecordId, RecordId)> {
    let bounds: Vec<Rect> = flows.iter().map(|(_, points)| hull(points).inflate(UPON)).collect();
    let mut found = Vec::new();
    for (a, (id, one)) in flows.iter().enumerate() {
        for (b, (other_id, other)) in flows.iter().enumerate().take(a) {
            if bounds[a].overlaps(&bounds[b]) && along(one, other, &bounds[b]) > LONG {
                found.push((*id, *other_id));
            }
        }
    }
    found
}

/// How far a chain runs along upon another, which lies within `around`.
fn along(one: &[Point], other: &[Point], around: &Rect) -> f64 {
    let length = |w: &[Point]| (w[1].x - w[0].x).hypot(w[1].y - w[0].y);
    let lies_on = |v: &&[Point]| {
        let middle = Point::new((v[0].x + v[1].x) / 2.0, (v[0].y + v[1].y) / 2.0);
        around.contains(middle) && other.windows(2).any(|w| is_upon(middle, v, w))
    };
    one.windows(2).filter(lies_on).map(length).sum()
}

/// Whether the middle of `v` lies upon `w`, which leads nearly the same way or back.
fn is_upon(middle: Point, v: &[Point], w: &[Point]) -> bool {
    // Most pieces are far away, and this tells it much sooner.
    let near = |m: f64, a: f64, b: f64| m > a.min(b) - UPON && m < a.max(b) + UPON;
    if !near(middle.x, w[0].x, w[1].x) || !near(middle.y, w[0].y, w[1].y) {
        return false;
    }
    let (p, q) = ((v[1].x - v[0].x, v[1].y - v[0].y), (w[1].x - w[0].x, w[1].y - w[0].y));
    let (m, long) = ((middle.x - w[0].x, middle.y - w[0].y), q.0.hypot(q.1).max(1e-9));
    let (ahead, aside) = ((m.0 * q.0 + m.1 * q.1) / long, (m.0 * q.1 - m.1 * q.0).abs() / long);
    aside < UPON
        && (0.0..=long).contains(&ahead)
        && (p.0 * q.1 - p.1 * q.0).abs() < 0.25 * long * p.0.hypot(p.1)
}

/// Pairs of flows of which a head of one overlaps a head of the other.
fn heads_on_heads(items: &[Item]) -> Vec<(RecordId, RecordId)> {
    let flows = items.iter().filter(|i| i.layer == Layer::Flow);
    let mut all: Vec<(RecordId, Vec<Point>, Rect)> = flows
        .flat_map(|i| i.shapes.iter().filter_map(|s| Some((i.id, head(s)?))))
        .map(|(id, head)| {
            let around = hull(&head);
            (id, head, around)
        })
        .collect();
    all.sort_by(|a, b| a.2.x.total_cmp(&b.2.x));
    let mut found = Vec::new();
    for (at, (id, one, around)) in all.iter().enumerate() {
        let near = all[at + 1..].iter().take_while(|(.., r)| r.x < around.right());
        let over = near.filter(|(o, other, r)| o != id && r.overlaps(around) && overlap(one, other));
        found.extend(over.map(|(other, ..)| (*id.min(other), *id.max(other))));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The share of its size to which a head is shrunk before it is compared: touching is no overlap.
const CORE: f64 = 0.85;

/// The corners of a head a little shrunk; `None` for other shapes of a flow. Strokes have no straight lines and no
/// filling.
fn head(shape: &Shape) -> Option<Vec<Point>> {
    let Shape::Path { path, fill, .. } = shape else { return None };
    let straight = path.iter().any(|s| matches!(s, Segment::Line { .. }));
    if fill.is_none() && !straight {
        return None;
    }
    let corners = path.iter().filter_map(|s| match s {
        Segment::Move { p } | Segment::Line { p } | Segment::Cubic { p, .. } => Some(*p),
        Segment::Close => None,
    });
    let mut corners: Vec<Point> = corners.collect();
    if corners.len() > 2 && corners[0] == corners[corners.len() - 1] {
        corners.pop();
    }
    let n = corners.len() as f64;
    let (x, y) = (corners.iter().map(|p| p.x).sum::<f64>() / n, corners.iter().map(|p| p.y).sum::<f64>() / n);
    Some(corners.iter().map(|p| Point::new(x + (p.x - x) * CORE, y + (p.y - y) * CORE)).collect())
}

/// Whether two convex shapes overlap: no side of either parts them.
fn overlap(one: &[Point], other: &[Point]) -> bool {
    let parts = |of: &[Point], along: (f64, f64)| {
        let on = of.iter().map(|p| p.x * along.0 + p.y * along.1);
        on.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)))
    };
    let sides = |of: &[Point]| -> Vec<(f64, f64)> {
        let next = of.iter().cycle().skip(1);
        of.iter().zip(next).map(|(p, q)| (p.y - q.y, q.x - p.x)).collect()
    };
    sides(one).into_iter().chain(sides(other)).all(|along| {
        let (a, b) = (parts(one, along), parts(other, along));
        a.0 < b.1 && b.0 < a.1
    })
}

/// How often two chains cross, the second within `around`.
fn crossings(one: &[Point], other: &[Point], around: &Rect) -> usize {
    let near = one.windows(2).filter(|v| hull(v).overlaps(around));
    near.map(|v| other.windows(2).filter(|w| cross(v, w)).count()).sum()
}

fn hull(points: &[Point]) -> Rect {
    let Some(&first) = points.first() else { return Rect::default() };
    let at = |p: &Point| Rect::new(p.x, p.y, 0.0, 0.0);
    points.iter().fold(at(&first), |all, p| all.union(&at(p))).inflate(0.01)
}

fn cross(v: &[Point], w: &[Point]) -> bool {
    let turn = |o: Point, p: Point, q: Point| (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
    turn(v[0], v[1], w[0]) * turn(v[0], v[1], w[1]) < 0.0
        && turn(w[0], w[1], v[0]) * turn(w[0], w[1], v[1]) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{ActorId, FlowId, Kind};

    fn item(id: RecordId, layer: Layer, rect: Rect) -> Item {
        Item {
            id,
            layer,
            rect,
            kind: None,
            label: None,
            spine: Vec::new(),
            name: String::new(),
            shapes: Vec::new(),
        }
    }

    fn card(id: u32, x: f64, y: f64) -> Item {
        item(ActorId(id).into(), Layer::Card, Rect::new(x, y, 100.0, 50.0))
    }

    fn flow(id: u32, from: (f32, f32), to: (f32, f32), label: Option<Rect>) -> Item {
        let spine = vec![from.0, from.1, from.0, from.1, to.0, to.1, to.0, to.1];
        let flow = item(FlowId(id).into(), Layer::Flow, Rect::default());
        Item { kind: Some(Kind::Money), label, spine, ..flow }
    }

    #[test]
    fn cards_that_touch_do_not_overlap_and_cards_that_share_room_do() {
        assert!(check(&[card(1, 0.0, 0.0), card(2, 100.0, 0.0)]).cards_on_cards.is_empty());
        assert_eq!(check(&[card(1, 0.0, 0.0), card(2, 90.0, 20.0)]).cards_on_cards.len(), 1);
    }

    #[test]
    fn a_flow_over_a_strange_card_is_found_and_its_own_cards_are_not() {
        let (a, between, b) = (card(1, 0.0, 0.0), card(2, 200.0, 0.0), card(3, 400.0, 0.0));
        let report = check(&[a, between, b, flow(9, (100.0, 25.0), (400.0, 25.0), None)]);
        assert_eq!(report.flows_over_cards, [(FlowId(9).into(), ActorId(2).into())]);
    }

    #[test]
    fn labels_on_cards_and_on_labels_are_found() {
        let label = |x| Some(Rect::new(x, 30.0, 60.0, 14.0));
        let flows = [
            flow(8, (0.0, 300.0), (10.0, 300.0), label(50.0)),
            flow(9, (0.0, 310.0), (10.0, 310.0), label(90.0)),
        ];
        let report = check(&[card(1, 0.0, 0.0), flows[0].clone(), flows[1].clone()]);
        assert_eq!((report.labels_on_cards.len(), report.labels_on_labels.len()), (2, 1));
    }

    #[test]
    fn a_flow_of_which_its_own_label_leaves_little_to_be_seen_is_found() {
        let labelled = |w: f64| {
            let label = Rect::new(50.0 - w / 2.0, -7.0, w, 14.0);
            check(&[flow(1, (0.0, 0.0), (100.0, 0.0), Some(label))]).flows_under_labels.len()
        };
        assert_eq!((labelled(40.0), labelled(75.0)), (0, 1));
    }

    #[test]
    fn one_sweep_is_no_wiggle_and_a_staircase_is() {
        let chain =
            |points: &[(f64, f64)]| -> Vec<Point> { points.iter().map(|p| Point::new(p.0, p.1)).collect() };
        assert_eq!(wiggles(&chain(&[(0.0, 0.0), (100.0, 0.0), (200.0, 1.0)])), 0);
        assert_eq!(wiggles(&chain(&[(0.0, 0.0), (50.0, 0.0), (100.0, 50.0), (100.0, 90.0)])), 0);
        let stairs = [(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (100.0, 50.0), (100.0, 100.0), (150.0, 100.0)];
        assert_eq!(wiggles(&chain(&stairs[..4])), 0, "from level to level");
        assert_eq!(wiggles(&chain(&stairs[..5])), 1);
        assert_eq!(wiggles(&chain(&stairs)), 2);
    }

    #[test]
    fn flows_that_run_along_upon_each_other_are_found_and_those_side_by_side_are_not() {
        let beside =
            |y: f32| check(&[flow(1, (0.0, 0.0), (200.0, 0.0), None), flow(2, (150.0, y), (60.0, y), None)]);
        assert_eq!(beside(1.0).flows_on_flows, [(FlowId(2).into(), FlowId(1).into())]);
        assert_eq!(beside(4.0).flows_on_flows, []);
        let crossing = [flow(1, (0.0, 0.0), (200.0, 0.0), None), flow(2, (90.0, -50.0), (110.0, 50.0), None)];
        assert_eq!(check(&crossing).flows_on_flows, []);
    }

    #[test]
    fn heads_that_overlap_are_found_and_those_side_by_side_are_not() {
        let head = |id: u32, y: f64| {
            let corners = [Point::new(10.0, y), Point::new(0.0, y + 4.0), Point::new(0.0, y - 4.0)];
            let mut path = vec![Segment::Move { p: corners[0] }];
            path.extend(corners[1..].iter().map(|p| Segment::Line { p: *p }));
            path.push(Segment::Close);
            let shapes = vec![Shape::Path { path, fill: Some(crate::scene::Ink::Money), stroke: None }];
            Item { shapes, ..item(FlowId(id).into(), Layer::Flow, Rect::default()) }
        };
        let found = |apart: f64| check(&[head(1, 0.0), head(2, apart)]).heads_on_heads;
        assert_eq!(found(4.0), [(FlowId(1).into(), FlowId(2).into())]);
        assert_eq!(found(8.0), []);
    }

    #[test]
    fn a_cross_is_one_crossing() {
        let flows = [flow(1, (0.0, 0.0), (97.0, 100.0), None), flow(2, (0.0, 90.0), (100.0, 0.0), None)];
        assert_eq!(check(&flows).crossings, 1);
    }
}
