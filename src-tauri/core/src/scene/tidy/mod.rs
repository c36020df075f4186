//! Tidy: good places for actors, in one of two manners, such that the map can be read on its sheet.
//!
//! Actors are seated in the cells of a grid whose columns, rows and gaps follow the sheet ([`Room`]); cells
//! are then exchanged until flows cross little and pass over no card. By the way to us demand stands at the
//! left, suppliers at the right; freely, those who relate stand near each other. Several arrangements are
//! made and the one is kept whose composed picture measures best ([`judge`]). The same map, the same places.

mod grid;
mod judge;
mod lay;
mod lines;
mod links;
mod place;
mod room;
mod seat;

pub use place::place;
pub use room::Room;

use super::{
    card::{self, Content, WIDTH},
    ground,
};
use crate::{
    edit::Shift,
    map::{Actor, ActorId, Map, Point, RecordId, Rect, Zone, ZoneId},
};
use grid::{Going, Grid, Wish};
use links::Links;
use room::Shape;
use serde::Deserialize;
use ts_rs::TS;

/// How to arrange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Manner {
    /// Both ways, and the one with fewer crossings at readable text.
    #[default]
    Best,
    /// Demand at the left, us, suppliers at the right.
    Way,
    /// Near what one relates to.
    Free,
}

/// What to arrange and how.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, TS)]
#[ts(export)]
pub struct Tidying {
    /// These actors, or all where empty. Locked actors stay where they are.
    pub items: Vec<RecordId>,
    /// In which manner.
    pub manner: Manner,
    /// How much of the arrangement that is there to keep: 0 nothing, 1 as much as overlaps allow.
    pub keep: f64,
}

/// From one column of cards to the next where nothing is known of the sheet, in map units.
const PITCH_X: f64 = 264.0;
/// From one row to the next.
const PITCH_Y: f64 = 156.0;
/// Above this many actors their pictures take too long to be compared.
const COMPARED: usize = 80;
/// Above this many actors distances between all of them take too long.
const NEAR: usize = 320;

/// Above this share of the readable size text need not grow.
const LARGE_ENOUGH: f64 = 1.03;

/// Places for the given items (all when empty) in the best of the manners; see [`tidy_while`].
pub fn tidy(map: &Map, items: &[RecordId]) -> Vec<Shift> {
    let tidying = Tidying { items: items.to_vec(), ..Tidying::default() };
    tidy_while(map, &tidying, &mut |_| true).unwrap_or_default()
}

/// Places for the actors chosen. `going` is told how much is done (0 to 1) and may stop it; then `None`.
/// The whole map is arranged for the sheet it is printed on; a part of it where it stood, clear of the rest.
pub fn tidy_while(map: &Map, tidying: &Tidying, going: Going<'_>) -> Option<Vec<Shift>> {
    let whole = tidying.items.is_empty();
    let chosen = |id: ActorId| whole || tidying.items.contains(&RecordId::Actor(id));
    let actors: Vec<ActorId> =
        map.actors.values().filter(|a| chosen(a.id) && !a.locked).map(|a| a.id).collect();
    if actors.is_empty() {
        return Some(Vec::new());
    }
    let links = Links::new(map, &actors);
    let best = Task::new(map, &actors, &links, tidying).best(true, going)?;
    let middle = if whole { None } else { middle(actors.iter().filter_map(|id| map.actors[id].position)) };
    let points = anchored(&best, middle);
    let mut shifts: Vec<Shift> =
        actors.iter().zip(points).map(|(&id, to)| Shift { item: id.into(), to }).collect();
    keep_clear(map, &mut shifts, whole);
    Some(shifts)
}

/// Places for actors that have none, at once: little is tried and nothing compared.
fn tidy_at_once(map: &Map, actors: &[ActorId]) -> Vec<Shift> {
    let links = Links::new(map, actors);
    let best = Task::new(map, actors, &links, &Tidying::default()).best(false, &mut |_| true);
    let points = anchored(&best.unwrap_or_default(), None);
    actors.iter().zip(points).map(|(&id, to)| Shift { item: id.into(), to }).collect()
}

/// The regions that drawn zones should have so as to lie around their members where those stand now; none for
/// zones without members and for those that follow their members anyway.
pub fn areas_around_members(map: &Map) -> Vec<(ZoneId, Rect)> {
    let card = |a: &Actor| a.position.map(|at| card::rect(at, &Content::of(a, card::is_us(map, a))));
    let around = |zone: &Zone| {
        let cards = map.actors.values().filter(|a| a.zone == Some(zone.id)).filter_map(|a| card(a));
        ground::area(&Zone { area: None, ..zone.clone() }, cards)
    };
    map.zones.values().filter(|z| z.area.is_some()).filter_map(|z| Some((z.id, around(z)?))).collect()
}

/// One tidying: the actors with all that is known of them.
struct Task<'a> {
    map: &'a Map,
    actors: &'a [ActorId],
    links: &'a Links,
    manner: Manner,
    keep: f64,
    heights: Vec<f64>,
    room: Room,
    way: Vec<f64>,
    /// Where each stands now, 0 to 1 across and down; only when that is to be kept.
    now: Option<(Vec<f64>, Vec<f64>)>,
}

/// One that was tried, and how it measures.
struct Arranged {
    verdict: judge::Verdict,
    cells: Vec<(usize, usize)>,
    shape: Shape,
    points: Vec<Point>,
}

/// One arrangement to try.
#[derive(Clone, Copy)]
struct Trial {
    way: bool,
    shape: Shape,
    seed: u64,
}

impl<'a> Task<'a> {
    fn new(map: &'a Map, actors: &'a [ActorId], links: &'a Links, tidying: &Tidying) -> Task<'a> {
        let heights = actors.iter().map(|id| {
            let actor = &map.actors[id];
            card::rect(Point::default(), &Content::of(actor, card::is_us(map, actor))).h
        });
        let room = Room::of(&map.info.page);
        let keep = tidying.keep.clamp(0.0, 1.0);
        let placed: Vec<Point> = actors.iter().filter_map(|id| map.actors[id].position).collect();
        let now = (keep > 0.0 && placed.len() == actors.len()).then(|| {
            let part = |f: fn(&Point) -> f64| seat::normalised(&placed.iter().map(f).collect::<Vec<_>>());
            (part(|p| p.x), part(|p| p.y))
        });
        Task {
            map,
            actors,
            links,
            manner: tidying.manner,
            keep,
            heights: heights.collect(),
            room,
            way: seat::way(links),
            now,
        }
    }

    /// The arrangement that measures best of those tried; the first at hand unless they are `compared`.
    fn best(&self, compared: bool, going: Going<'_>) -> Option<Vec<Point>> {
        let compared = compared && (3..=COMPARED).contains(&self.links.len()) && self.keep < 1.0;
        let trials = self.trials(compared);
        let rounds = self.rounds() / if compared { trials.len() } else { 6 };
        let mut best: Option<Arranged> = None;
        for (at, trial) in trials.iter().enumerate() {
            let mut told = |done: f64| going((at as f64 + done) / trials.len() as f64);
            let cells = self.cells_of(trial, rounds, &mut told)?;
            let points = self.laid(&cells, &trial.shape);
            if !compared {
                return Some(points);
            }
            let verdict = judge::verdict(self.map, self.actors, &points, &self.room);
            if best.as_ref().is_none_or(|b| verdict.beats(&b.verdict)) {
                best = Some(Arranged { verdict, cells, shape: trial.shape, points });
            }
        }
        best.map(|best| self.fitted(best))
    }

    /// The arrangement laid closer until its picture, with the flows that run around it, is readable.
    fn fitted(&self, mut best: Arranged) -> Vec<Point> {
        let mut shape = best.shape;
        for _ in 0..4 {
            let text = best.verdict.text;
            if text >= 1.0 {
                break;
            }
            shape.width *= text / LARGE_ENOUGH;
            shape.height *= text / LARGE_ENOUGH;
            let points = self.laid(&best.cells, &shape);
            let verdict = judge::verdict(self.map, self.actors, &points, &self.room);
            if !verdict.beats(&best.verdict) {
                break;
            }
            (best.verdict, best.points) = (verdict, points);
        }
        best.points
    }

    fn trials(&self, compared: bool) -> Vec<Trial> {
        let n = self.links.len();
        let height = self.heights.iter().sum::<f64>() / n as f64;
        let zones = self.links.zones.iter().filter(|m| !m.is_empty()).count();
        let side = (zones as f64).sqrt().ceil();
        let edges = (side * 40.0, side * 60.0);
        let slacks: &[f64] = if zones > 0 { &[1.25, 1.5] } else { &[1.05, 1.25, 1.5] };
        let manners: &[bool] = match self.manner {
            Manner::Best if n > COMPARED => &[false],
            Manner::Best => &[true, false],
            Manner::Way => &[true],
            Manner::Free => &[false],
        };
        let shapes: Vec<Shape> = if compared {
            let both = slacks.iter().flat_map(|slack| self.room.shapes(n, height, *slack, edges, 2));
            let mut shapes: Vec<Shape> = both.collect();
            shapes.dedup_by_key(|s| (s.columns, s.rows));
            shapes
        } else {
            self.room.shapes(n, height, if n < 5 { 1.0 } else { 1.2 }, edges, 1)
        };
        let trial = |(way, shape): (bool, Shape)| Trial { way, shape, seed: n as u64 };
        let all = manners.iter().flat_map(|way| shapes.iter().map(|shape| trial((*way, *shape))));
        if compared { all.collect() } else { all.take(1).collect() }
    }

    /// How often cells are exchanged in all: as often as there is time for.
    fn rounds(&self) -> usize {
        let (n, pairs) = (self.links.len(), self.links.pairs.len());
        if n > NEAR {
            return (n * 700).min(1_600_000);
        }
        let each = 600 + 4 * pairs / n.max(1) * (pairs + n);
        (160_000_000 / each).clamp(4_000, 30_000 * n.min(10))
    }

    /// The cells that one trial ends with.
    fn cells_of(&self, trial: &Trial, rounds: usize, going: Going<'_>) -> Option<Vec<(usize, usize)>> {
        let height = self.heights.iter().sum::<f64>() / self.heights.len() as f64;
        let (x, y) = self.start(trial);
        let cells = self.seated(trial, &x, &y);
        let wish = self.wish(trial);
        let mut grid = Grid::seated(self.links, &wish, &trial.shape, height, &cells);
        let warmth = 2.5 * (1.0 - self.keep);
        let through = self.keep >= 1.0 || grid.exchange(rounds, warmth, trial.seed, going);
        through.then(|| grid::trimmed(&grid.cells()))
    }

    fn laid(&self, cells: &[(usize, usize)], shape: &Shape) -> Vec<Point> {
        let stacked = self.actors.iter().any(|id| self.map.actors[id].group);
        let width = WIDTH + if stacked { card::STACK } else { 0.0 };
        lay::places(self.links, cells, shape, width, &self.heights)
    }

    /// Where everybody begins, 0 to 1 across and down.
    fn start(&self, trial: &Trial) -> (Vec<f64>, Vec<f64>) {
        if let Some(now) = &self.now {
            return now.clone();
        }
        let spread: Vec<(f64, f64)> = if self.links.len() <= NEAR {
            seat::near(self.links, &self.way, trial.shape.width / trial.shape.height)
        } else {
            let order = self.links.outwards_from_us();
            let mut y = vec![0.0; order.len()];
            for (at, actor) in order.into_iter().enumerate() {
                y[actor] = at as f64;
            }
            self.way.iter().copied().zip(y).collect()
        };
        let y = seat::normalised(&spread.iter().map(|p| p.1).collect::<Vec<_>>());
        if trial.way || self.links.len() > NEAR {
            let columns = seat::columns(&self.way, trial.shape.columns, trial.shape.rows);
            return (self.way.clone(), seat::barycentres(self.links, &columns, &y));
        }
        (seat::normalised(&spread.iter().map(|p| p.0).collect::<Vec<_>>()), y)
    }

    /// Where everybody begins, in cells.
    fn seated(&self, trial: &Trial, x: &[f64], y: &[f64]) -> Vec<(usize, usize)> {
        let Shape { columns, rows, .. } = trial.shape;
        if self.links.zones.iter().any(|m| !m.is_empty()) {
            return seat::shelves(self.links, x, y, rows);
        }
        let across = seat::columns(x, columns, rows);
        let down = seat::rows(&across, y, rows);
        across.into_iter().zip(down).collect()
    }

    fn wish(&self, trial: &Trial) -> Wish {
        let n = self.links.len();
        if let Some((x, y)) = &self.now {
            let cost = 40.0 * self.keep;
            let wish = |of: &[f64]| of.iter().map(|at| (*at, cost)).collect();
            return Wish { x: wish(x), y: wish(y), backwards: 0.0 };
        }
        let columns = trial.shape.columns as f64;
        let across = |actor: usize| match (trial.way, self.links.side[actor]) {
            (true, _) => (self.way[actor], 1.6 * columns),
            (false, Some(side)) => (side, 2.5),
            (false, None) => (0.5, 0.0),
        };
        let down = |actor: usize| self.links.height[actor].map_or((0.5, 0.0), |height| (height, 1.5));
        Wish {
            x: (0..n).map(across).collect(),
            y: (0..n).map(down).collect(),
            backwards: if trial.way { 0.6 } else { 0.0 },
        }
    }
}

/// The points such that their middle lies where given, or the first card near the origin.
fn anchored(points: &[Point], middle: Option<Point>) -> Vec<Point> {
    let low = |f: fn(&Point) -> f64| points.iter().map(f).fold(f64::INFINITY, f64::min);
    let by = middle.unwrap_or(Point::new(PITCH_X / 2.0 - low(|p| p.x), PITCH_Y / 2.0 - low(|p| p.y)));
    let snap = |v: f64| (v / 4.0).round() * 4.0;
    points.iter().map(|p| Point::new(snap(p.x + by.x), snap(p.y + by.y))).collect()
}

/// The middle of the frame around some points.
fn middle(points: impl Iterator<Item = Point>) -> Option<Point> {
    let frame = points.map(|p| Rect::new(p.x, p.y, 0.0, 0.0)).reduce(|a, b| a.union(&b))?;
    Some(frame.center())
}

/// Moves the whole arrangement, as little as will do, off the actors that stay where they are.
fn keep_clear(map: &Map, shifts: &mut [Shift], whole: bool) {
    let moved: Vec<RecordId> = shifts.iter().map(|s| s.item).collect();
    let stays = |id: ActorId| if whole { map.actors[&id].locked } else { !moved.contains(&id.into()) };
    let rest: Vec<Point> = map.actors.values().filter(|a| stays(a.id)).filter_map(|a| a.position).collect();
    if rest.is_empty() {
        return;
    }
    let covers = |dx: f64, dy: f64| {
        shifts.iter().any(|s| {
            rest.iter().any(|p| (p.x - s.to.x - dx).abs() < WIDTH + 30.0 && (p.y - s.to.y - dy).abs() < 104.0)
        })
    };
    let ring = |r: i32| {
        let sides = (-r..=r).flat_map(move |a| [(a, -r), (a, r), (-r, a), (r, a)]);
        sides.map(|(a, b)| (f64::from(a) * 48.0, f64::from(b) * 48.0))
    };
    let free = (0..200).flat_map(ring).find(|(dx, dy)| !covers(*dx, *dy));
    if let Some((dx, dy)) = free {
        for shift in shifts.iter_mut() {
            shift.to = Point::new(shift.to.x + dx, shift.to.y + dy);
        }
    }
}

#[cfg(test)]
mod tests;
