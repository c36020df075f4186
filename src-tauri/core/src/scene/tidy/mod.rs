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
mod mend;
mod place;
mod room;
mod seat;

pub use place::place;
pub use room::Room;

use super::{
    card::{Form, WIDTH},
    ground,
};
use crate::{
    edit::Shift,
    map::{Actor, ActorId, Map, PageSettings, Point, RecordId, Rect, Zone, ZoneId},
};
use grid::{Going, Grid, Wish};
pub(crate) use lay::{Gaps, Table};
use links::Links;
use mend::Mending;
use rayon::prelude::*;
use room::{Shape, Usual, WIDE};
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

/// How many of the trials are made again, how often, and how many are made side by side.
const AGAIN: usize = 3;
const SEEDS: u64 = 2;
const ABREAST: usize = 8;
/// The share of the work that trying takes; the rest is mending.
const TRYING: f64 = 0.6;
/// How many of the best arrangements are mended side by side: which will be best is not known before.
const MENDED: usize = 4;
/// How much is drawn to mend an arrangement, in actors and flows.
const MENDING: usize = 8_000;
/// At most so many pictures are drawn to mend.
const PICTURES: usize = 80;
/// After so many it is asked whether to go on.
const AT_ONCE: usize = 6;
/// Gaps between full cards on the screen where the sheet holds compact ones.
const ON_SCREEN: (f64, f64) = (96.0, 68.0);

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
    tidy_for(map, tidying, &map.info.page, going)
}

/// The same for a page of other settings than the map's own.
pub fn tidy_for(map: &Map, tidying: &Tidying, page: &PageSettings, going: Going<'_>) -> Option<Vec<Shift>> {
    let whole = tidying.items.is_empty();
    let chosen = |id: ActorId| whole || tidying.items.contains(&RecordId::Actor(id));
    let actors: Vec<ActorId> =
        map.actors.values().filter(|a| chosen(a.id) && !a.locked).map(|a| a.id).collect();
    if actors.is_empty() {
        return Some(Vec::new());
    }
    let links = Links::new(map, &actors);
    let mut task = Task::new(map, &actors, &links, tidying, Room::of(page));
    task.take_the_widest_room();
    let best = task.best(true, going)?;
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
    let room = Room::of(&map.info.page);
    let best = Task::new(map, actors, &links, &Tidying::default(), room).best(false, &mut |_| true);
    let points = anchored(&best.unwrap_or_default(), None);
    actors.iter().zip(points).map(|(&id, to)| Shift { item: id.into(), to }).collect()
}

/// The regions that drawn zones should have so as to lie around their members where those stand now; none for
/// zones without members and for those that follow their members anyway.
pub fn areas_around_members(map: &Map) -> Vec<(ZoneId, Rect)> {
    let card = |a: &Actor| super::card_rect(map, a);
    let around = |zone: &Zone| {
        let cards = map.actors.values().filter(|a| a.zone == Some(zone.id)).filter_map(|a| card(a));
        ground::area(&Zone { area: None, ..zone.clone() }, Form::Full, cards)
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
    /// The forms that cards may have, fullest first, and the sizes of all cards in each.
    usual: [Usual; 3],
    sizes: [Vec<(f64, f64)>; 3],
    room: Room,
    way: Vec<f64>,
    /// Where each stands now, 0 to 1 across and down; only when that is to be kept.
    now: Option<(Vec<f64>, Vec<f64>)>,
}

/// One that was tried, and how it measures.
struct Arranged {
    verdict: judge::Verdict,
    cells: Vec<(usize, usize)>,
    trial: Trial,
}

/// One arrangement to try.
#[derive(Clone, Copy)]
struct Trial {
    way: bool,
    shape: Shape,
    seed: u64,
}

impl<'a> Task<'a> {
    fn new(map: &'a Map, actors: &'a [ActorId], links: &'a Links, tidying: &Tidying, room: Room) -> Task<'a> {
        let [full, _, named, compact] = Form::all(map);
        let forms = [full, named, compact];
        let sizes = forms.map(|form| {
            let sizes = super::card_sizes(map, form);
            actors.iter().map(|id| sizes[id]).collect::<Vec<_>>()
        });
        let usual = std::array::from_fn(|at| usual(forms[at], &sizes[at]));
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
            usual,
            sizes,
            room,
            way: seat::way(links),
            now,
        }
    }

    /// Where no grid of cards can be read beside a panel, the panel will give some of its width.
    fn take_the_widest_room(&mut self) {
        if !self.trials(true, false).iter().any(|t| t.shape.fits) {
            self.room.width = self.room.widest;
        }
    }

    /// The arrangement that measures best of those tried, as it stands on the screen; the first at hand unless
    /// they are `compared`.
    fn best(&self, compared: bool, going: Going<'_>) -> Option<Vec<Point>> {
        let compared = compared && (3..=COMPARED).contains(&self.links.len()) && self.keep < 1.0;
        let trials = self.trials(compared, false);
        if !compared {
            let trial = trials.first()?;
            let cells = self.cells_of(trial, self.rounds() / 3, going)?;
            return Some(self.on_screen(&cells, &trial.shape));
        }
        let mut tried = self.tried(&trials, self.rounds() / trials.len(), 0.0, going)?;
        tried.truncate(AGAIN);
        let again = |seed: u64| tried.iter().map(move |t| Trial { seed: t.trial.seed + seed, ..t.trial });
        let again: Vec<Trial> = (1..=SEEDS).flat_map(again).collect();
        tried.extend(self.tried(&again, self.rounds() / 2, TRYING / 2.0, going)?);
        tried.sort_by(|a, b| a.verdict.cost().total_cmp(&b.verdict.cost()));
        if tried.first().is_some_and(|best| best.verdict.is_tangled()) {
            // Between cards that say less there may be room for fewer crossings.
            let less = self.trials(compared, true);
            tried.extend(
                self.tried(&less, self.rounds() / less.len().max(1), TRYING, &mut |_| going(TRYING))?,
            );
            tried.sort_by(|a, b| a.verdict.cost().total_cmp(&b.verdict.cost()));
        }
        tried.truncate(MENDED);
        let mended = self.mended(tried, going)?;
        let best = mended.into_par_iter().map(|best| self.fitted(best)).collect::<Vec<_>>();
        let best = best.into_iter().reduce(|a, b| if b.verdict.beats(&a.verdict) { b } else { a })?;
        Some(self.on_screen(&best.cells, &best.trial.shape))
    }

    /// What some trials end with, side by side on all cores, the best first. `done` is what is done before.
    fn tried(&self, trials: &[Trial], rounds: usize, done: f64, going: Going<'_>) -> Option<Vec<Arranged>> {
        let mut all = Vec::with_capacity(trials.len());
        for some in trials.chunks(ABREAST) {
            if !going(done + TRYING / 2.0 * all.len() as f64 / trials.len() as f64) {
                return None;
            }
            let arranged = |trial: &Trial| {
                let cells = self.cells_of(trial, rounds, &mut |_| true)?;
                Some(self.fitted(self.arranged(cells, *trial)))
            };
            all.extend(some.par_iter().filter_map(arranged).collect::<Vec<_>>());
        }
        all.sort_by(|a, b| a.verdict.cost().total_cmp(&b.verdict.cost()));
        Some(all)
    }

    /// The arrangements mended, side by side.
    fn mended(&self, best: Vec<Arranged>, going: Going<'_>) -> Option<Vec<Arranged>> {
        let wishes: Vec<Wish> = best.iter().map(|b| self.loose_wish(&b.trial)).collect();
        let mut all: Vec<Mending> =
            best.into_iter().zip(&wishes).map(|(best, wish)| Mending::new(self, best, wish)).collect();
        let pictures = (MENDING / (self.map.actors.len() + self.map.flows.len())).min(PICTURES);
        for drawn in (0..pictures).step_by(AT_ONCE) {
            if !going(TRYING + (1.0 - TRYING) * drawn as f64 / pictures as f64) {
                return None;
            }
            all.par_iter_mut().for_each(|mending| mending.draw(AT_ONCE.min(pictures - drawn)));
        }
        Some(all.into_iter().map(|mending| mending.best).collect())
    }

    /// What is drawn decides where an arrangement is mended; where who would like to stand matters less.
    fn loose_wish(&self, trial: &Trial) -> Wish {
        let mut wish = self.wish(trial);
        if self.now.is_none() {
            wish.x.iter_mut().chain(&mut wish.y).for_each(|w| w.1 *= 0.5);
        }
        wish
    }

    fn arranged(&self, cells: Vec<(usize, usize)>, trial: Trial) -> Arranged {
        Arranged { verdict: self.verdict(&cells, &trial.shape), cells, trial }
    }

    fn verdict(&self, cells: &[(usize, usize)], shape: &Shape) -> judge::Verdict {
        let points = self.laid(&grid::trimmed(cells), shape);
        let given = self.form(shape.form);
        judge::verdict(self.map, self.actors, &points, (shape.form, given), &self.room)
    }

    /// The arrangement laid closer until its picture, with the flows that run around it, is readable.
    fn fitted(&self, mut best: Arranged) -> Arranged {
        for _ in 0..3 {
            let text = best.verdict.text;
            if text >= 1.0 {
                break;
            }
            let mut trial = best.trial;
            trial.shape.width *= text / LARGE_ENOUGH;
            trial.shape.height *= text / LARGE_ENOUGH;
            let verdict = self.verdict(&best.cells, &trial.shape);
            if !verdict.beats(&best.verdict) {
                break;
            }
            (best.verdict, best.trial) = (verdict, trial);
        }
        best
    }

    /// What to try: grids that hold the fullest cards that can be read on the sheet, or those whose cards say less.
    fn trials(&self, compared: bool, less_said: bool) -> Vec<Trial> {
        let n = self.links.len();
        let zones = self.links.zones.iter().filter(|m| !m.is_empty()).count();
        let side = (zones as f64).sqrt().ceil();
        let slacks: &[f64] = if zones > 0 { &[1.25, 1.5] } else { &[1.0, 1.05, 1.25, 1.5] };
        let manners: &[bool] = match self.manner {
            Manner::Best if n > COMPARED => &[false],
            Manner::Best => &[true, false],
            Manner::Way => &[true],
            Manner::Free => &[false],
        };
        let shapes =
            |slack: f64, most: usize, forms: &[Usual]| self.room.shapes(n, forms, slack, (side, side), most);
        let least = |s: &Shape| (!s.fits, self.form(s.form));
        let shapes: Vec<Shape> = if compared {
            let some = |forms: &[Usual]| {
                let mut some: Vec<Shape> = slacks.iter().flat_map(|slack| shapes(*slack, 2, forms)).collect();
                some.sort_by_key(|s| (s.columns, s.rows));
                some.dedup_by_key(|s| (s.columns, s.rows));
                some
            };
            let mut all = some(&self.usual);
            let fullest = all.iter().map(least).min();
            match fullest {
                // Cards say less only where no grid holds them saying more.
                _ if !less_said => all.retain(|s| Some(least(s)) == fullest),
                Some((false, form)) => {
                    all = (form + 1..self.usual.len()).flat_map(|form| some(&self.usual[form..])).collect();
                    all.retain(|s| s.fits);
                    all.dedup();
                }
                _ => all.clear(),
            }
            all
        } else {
            shapes(if n < 5 { 1.0 } else { 1.2 }, 1, &self.usual)
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
        (160_000_000 / each).clamp(4_000, 10_000 * n.min(18))
    }

    /// The cells that one trial ends with.
    fn cells_of(&self, trial: &Trial, rounds: usize, going: Going<'_>) -> Option<Vec<(usize, usize)>> {
        let (x, y) = self.start(trial);
        let cells = self.seated(trial, &x, &y);
        let wish = self.wish(trial);
        let mut grid = Grid::seated(self.links, &wish, &trial.shape, self.card(&trial.shape), &cells);
        let warmth = 2.5 * (1.0 - self.keep);
        let through = self.keep >= 1.0 || grid.exchange(rounds, warmth, trial.seed, going);
        through.then(|| grid.cells())
    }

    /// The place of a form among those that cards may have.
    fn form(&self, form: Form) -> usize {
        self.usual.iter().position(|u| u.form == form).unwrap_or(0)
    }

    fn card(&self, shape: &Shape) -> &Usual {
        &self.usual[self.form(shape.form)]
    }

    /// Where the cells lie on the sheet, with cards in the form that they have there.
    fn laid(&self, cells: &[(usize, usize)], shape: &Shape) -> Vec<Point> {
        let narrow = room::narrow(shape.form);
        let stretch = if shape.form == Form::Full { 1.5 } else { f64::INFINITY };
        let wide = |gap: f64, narrow: f64| (gap.max(narrow) * stretch).min(4.0 * WIDE.0);
        let gaps = Gaps { narrow, wide: (wide(shape.gap_x, narrow.0), wide(shape.gap_y, narrow.1)) };
        self.table(cells, shape.form).laid(gaps, (shape.width, shape.height)).0
    }

    /// Where the cells lie on the screen, with cards as full as they are there. Where the sheet holds only cards
    /// that say less, the page draws the map closer together.
    fn on_screen(&self, cells: &[(usize, usize)], shape: &Shape) -> Vec<Point> {
        let cells = grid::trimmed(cells);
        if shape.form == Form::Full {
            return self.laid(&cells, shape);
        }
        let roomy = Gaps { narrow: ON_SCREEN, wide: ON_SCREEN };
        self.table(&cells, Form::Full).laid(roomy, (f64::INFINITY, f64::INFINITY)).0
    }

    fn table<'t>(&'t self, cells: &'t [(usize, usize)], form: Form) -> Table<'t> {
        let sizes = &self.sizes[self.form(form)];
        Table { cells, sizes, zones: &self.links.zones, margin: ground::margin(form) }
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

/// The usual size of cards: rows are as high as their highest and columns as wide as their widest, so it is one
/// of the larger ones.
fn usual(form: Form, sizes: &[(f64, f64)]) -> Usual {
    let larger = |of: fn(&(f64, f64)) -> f64, none: f64| {
        let mut all: Vec<f64> = sizes.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() * 3 / 4).copied().unwrap_or(none)
    };
    Usual { form, width: larger(|s| s.0, 0.0), height: larger(|s| s.1, 60.0) }
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
