//! Tidy: good places for actors, on a grid that fits the sheet.
//!
//! Actors go into the cells of a grid whose shape follows the sheet; cells are exchanged (simulated
//! annealing, seeded) until related actors are near, flows cross little and pass over no card, zones are
//! compact and apart, demand stands on one side, us in the middle and those we buy from on the other.
//! On maps too large for that, actors fill the grid in the order in which flows reach them from us.
//! Knows nothing of curves or labels: routing comes after.

mod grid;
mod links;
mod place;

pub use place::place;

use crate::{
    edit::Shift,
    map::{ActorId, Map, Point, RecordId},
};
use grid::Grid;
use links::Links;

/// From one column of cards to the next, in map units.
const PITCH_X: f64 = 264.0;
/// From one row to the next.
const PITCH_Y: f64 = 156.0;
/// Width by height of the map's part of an A4 page across, with its side panel.
const ASPECT: f64 = 1.15;
/// Above this many actors exchange is too slow to wait for.
const EXCHANGE_LIMIT: usize = 240;

/// Places for the given items (all when empty) in a tidy arrangement; locked actors stay where they are.
/// A part of the map is arranged around the middle of where it stood.
pub fn tidy(map: &Map, items: &[RecordId]) -> Vec<Shift> {
    let chosen = |id: ActorId| items.is_empty() || items.contains(&RecordId::Actor(id));
    let actors: Vec<ActorId> =
        map.actors.values().filter(|a| chosen(a.id) && !a.locked).map(|a| a.id).collect();
    if actors.is_empty() {
        return Vec::new();
    }
    let links = Links::new(map, &actors);
    let grid = if actors.len() <= EXCHANGE_LIMIT {
        Grid::exchanged(&links, ASPECT)
    } else {
        Grid::filled(&links, ASPECT)
    };
    let origin = origin(map, &actors, &grid, items.is_empty());
    let mut shifts: Vec<Shift> = actors
        .iter()
        .zip(grid.cells())
        .map(|(&id, (column, row))| Shift {
            item: id.into(),
            to: Point::new(origin.x + column as f64 * PITCH_X, origin.y + row as f64 * PITCH_Y),
        })
        .collect();
    if items.is_empty() {
        keep_clear_of_locked(map, &mut shifts);
    }
    shifts
}

/// The centre of the first cell: the grid keeps the middle of the arrangement where it was.
fn origin(map: &Map, actors: &[ActorId], grid: &Grid, whole: bool) -> Point {
    let placed: Vec<Point> = actors.iter().filter_map(|id| map.actors[id].position).collect();
    let (columns, rows) = grid.size();
    let half = Point::new((columns - 1) as f64 * PITCH_X / 2.0, (rows - 1) as f64 * PITCH_Y / 2.0);
    if whole || placed.is_empty() {
        return Point::new(PITCH_X / 2.0, PITCH_Y / 2.0);
    }
    let n = placed.len() as f64;
    let middle =
        Point::new(placed.iter().map(|p| p.x).sum::<f64>() / n, placed.iter().map(|p| p.y).sum::<f64>() / n);
    let snap = |v: f64| (v / 8.0).round() * 8.0;
    Point::new(snap(middle.x - half.x), snap(middle.y - half.y))
}

/// Moves the whole arrangement below locked actors that it would cover.
fn keep_clear_of_locked(map: &Map, shifts: &mut [Shift]) {
    let locked: Vec<Point> = map.actors.values().filter(|a| a.locked).filter_map(|a| a.position).collect();
    let covered = |s: &Shift| {
        locked.iter().any(|p| (p.x - s.to.x).abs() < PITCH_X * 0.8 && (p.y - s.to.y).abs() < PITCH_Y * 0.8)
    };
    if shifts.iter().any(covered) {
        let lowest = locked.iter().map(|p| p.y).fold(f64::MIN, f64::max);
        let highest = shifts.iter().map(|s| s.to.y).fold(f64::MAX, f64::min);
        for shift in shifts.iter_mut() {
            shift.to.y += lowest + PITCH_Y - highest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Actor, Flow, FlowId, Kind, Role, Zone, ZoneId};

    fn map(actors: u32, flows: &[(u32, u32)]) -> Map {
        let mut map = Map::default();
        for id in 1..=actors {
            map.put(Actor::new(ActorId(id), format!("Actor {id}")).into());
        }
        for (at, &(from, to)) in flows.iter().enumerate() {
            let id = FlowId(1000 + at as u32);
            map.put(Flow::new(id, ActorId(from), ActorId(to), Kind::Data).into());
        }
        map
    }

    fn at(shifts: &[Shift], id: u32) -> Point {
        shifts.iter().find(|s| s.item == RecordId::Actor(ActorId(id))).unwrap().to
    }

    #[test]
    fn nobody_stands_on_anybody() {
        for n in [1, 2, 7, 40, 300] {
            let flows: Vec<(u32, u32)> = (2..=n).map(|i| (i, 1 + i / 3)).collect();
            let shifts = tidy(&map(n, &flows), &[]);
            assert_eq!(shifts.len(), n as usize);
            for (i, a) in shifts.iter().enumerate() {
                for b in &shifts[..i] {
                    assert!(
                        (a.to.x - b.to.x).abs() >= PITCH_X - 1.0 || (a.to.y - b.to.y).abs() >= PITCH_Y - 1.0
                    );
                }
            }
        }
    }

    #[test]
    fn a_ring_is_laid_without_a_crossing() {
        let ring: Vec<(u32, u32)> = (1..=8).map(|i| (i, i % 8 + 1)).collect();
        let m = map(8, &ring);
        let shifts = tidy(&m, &[]);
        let segment = |(a, b): (u32, u32)| (at(&shifts, a), at(&shifts, b));
        let mut crossings = 0;
        for (i, &e) in ring.iter().enumerate() {
            for &f in &ring[..i] {
                if e.0 != f.0 && e.0 != f.1 && e.1 != f.0 && e.1 != f.1 {
                    crossings += usize::from(links::cross(segment(e), segment(f)));
                }
            }
        }
        assert_eq!(crossings, 0);
    }

    #[test]
    fn demand_stands_left_of_us_and_suppliers_right() {
        let mut m = map(3, &[(1, 2), (2, 3)]);
        for (id, role) in [(1, Role::Customer), (2, Role::Own), (3, Role::Supplier)] {
            let mut actor = (*m.actors[&ActorId(id)]).clone();
            actor.roles = vec![role];
            m.put(actor.into());
        }
        let shifts = tidy(&m, &[]);
        assert!(at(&shifts, 1).x < at(&shifts, 2).x);
        assert!(at(&shifts, 2).x < at(&shifts, 3).x);
    }

    #[test]
    fn zones_do_not_mix() {
        let mut m = map(9, &[(1, 6), (2, 7), (3, 8), (4, 9), (1, 5)]);
        for zone in 0..3 {
            m.put(Zone { id: ZoneId(100 + zone), title: format!("Zone {zone}"), area: None }.into());
            for member in 0..3 {
                let mut actor = (*m.actors[&ActorId(1 + zone * 3 + member)]).clone();
                actor.zone = Some(ZoneId(100 + zone));
                m.put(actor.into());
            }
        }
        let shifts = tidy(&m, &[]);
        let hull = |zone: u32| {
            let points: Vec<Point> = (1..=3).map(|i| at(&shifts, zone * 3 + i)).collect();
            let min = |f: fn(&Point) -> f64| points.iter().map(f).fold(f64::MAX, f64::min);
            let max = |f: fn(&Point) -> f64| points.iter().map(f).fold(f64::MIN, f64::max);
            crate::map::Rect::new(
                min(|p| p.x) - 84.0,
                min(|p| p.y) - 40.0,
                max(|p| p.x) - min(|p| p.x) + 168.0,
                max(|p| p.y) - min(|p| p.y) + 80.0,
            )
        };
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            assert!(!hull(a).overlaps(&hull(b)), "{a} and {b}");
        }
    }

    #[test]
    fn the_same_map_is_laid_the_same_way() {
        let m = map(20, &[(1, 5), (5, 9), (9, 14), (14, 20), (3, 17), (2, 11)]);
        assert_eq!(tidy(&m, &[]), tidy(&m, &[]));
    }

    #[test]
    fn a_locked_actor_stays_and_is_not_covered() {
        let mut m = map(6, &[(1, 2), (2, 3)]);
        let mut actor = (*m.actors[&ActorId(4)]).clone();
        actor.locked = true;
        actor.position = Some(Point::new(PITCH_X / 2.0, PITCH_Y / 2.0));
        m.put(actor.into());
        let shifts = tidy(&m, &[]);
        assert_eq!(shifts.len(), 5);
        assert!(shifts.iter().all(|s| s.to.y > PITCH_Y));
    }
}
