//! Places for newcomers: near what they relate to, in their zone, never on top of anything.

use super::{PITCH_X, PITCH_Y, links::distance, tidy_at_once};
use crate::{
    edit::Shift,
    map::{Actor, ActorId, Map, Point, Rect},
};

/// Half the room a card keeps for itself, with some air for flows.
const HALF: Point = Point::new(112.0, 62.0);

/// Places for the actors that have none: near what they relate to, in their zone, never on top of
/// anything. A map where nobody has a place is arranged as a whole.
pub fn place(map: &Map) -> Vec<Shift> {
    let homeless: Vec<ActorId> = map.actors.values().filter(|a| a.position.is_none()).map(|a| a.id).collect();
    if homeless.is_empty() {
        return Vec::new();
    }
    if homeless.len() > map.actors.len().div_ceil(2) && homeless.len() > 1 {
        return below_the_rest(map, tidy_at_once(map, &homeless));
    }
    let mut map = map.clone();
    let mut shifts = Vec::new();
    for id in homeless {
        let to = spot(&map, &map.actors[&id]);
        let mut actor = (*map.actors[&id]).clone();
        actor.position = Some(to);
        map.put(actor.into());
        shifts.push(Shift { item: id.into(), to });
    }
    shifts
}

/// Moves a whole arrangement of newcomers below those who already have a place.
fn below_the_rest(map: &Map, mut shifts: Vec<Shift>) -> Vec<Shift> {
    let lowest = map.actors.values().filter_map(|a| a.position).map(|p| p.y).fold(f64::MIN, f64::max);
    let highest = shifts.iter().map(|s| s.to.y).fold(f64::MAX, f64::min);
    if lowest > f64::MIN && highest < lowest + PITCH_Y {
        for shift in &mut shifts {
            shift.to.y += lowest + PITCH_Y - highest;
        }
    }
    shifts
}

/// The best free spot for one actor: candidates on a lattice around those it relates to, nearest first,
/// dearer where a flow already runs or a strange zone lies.
fn spot(map: &Map, actor: &Actor) -> Point {
    let taken: Vec<Rect> =
        map.actors.values().filter_map(|a| a.position).map(|p| around(p, HALF)).chain(notes(map)).collect();
    let (home, wish) = (home(map, actor), wish(map, actor));
    let lines = lines(map);
    for reach in [3, 6, 12, 40] {
        let candidates = (-reach..=reach).flat_map(|dx| (-reach..=reach).map(move |dy| (dx, dy)));
        let best = candidates
            .map(|(dx, dy)| {
                Point::new(wish.x + f64::from(dx) * PITCH_X / 2.0, wish.y + f64::from(dy) * PITCH_Y / 2.0)
            })
            .filter(|&p| !taken.iter().any(|rect| rect.overlaps(&around(p, HALF))))
            .map(|p| (p, cost(map, actor, p, wish, home, &lines)))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.y.total_cmp(&b.0.y)).then(a.0.x.total_cmp(&b.0.x)));
        if let Some((p, _)) = best {
            return snapped(p);
        }
    }
    let lowest = taken.iter().map(Rect::bottom).fold(0.0, f64::max);
    snapped(Point::new(wish.x, lowest + PITCH_Y))
}

fn cost(
    map: &Map,
    actor: &Actor,
    p: Point,
    wish: Point,
    home: Option<Rect>,
    lines: &[(Point, Point)],
) -> f64 {
    let far = ((p.x - wish.x) / PITCH_X).hypot((p.y - wish.y) / PITCH_Y);
    let blocked = lines.iter().filter(|line| distance(p, **line) < 60.0).count() as f64;
    let inside = home.is_some_and(|home| !home.contains(p));
    let strange = map
        .zones
        .values()
        .any(|z| actor.zone != Some(z.id) && z.area.is_some_and(|area| area.overlaps(&around(p, HALF))));
    far + 0.8 * blocked + if inside { 6.0 } else { 0.0 } + if strange { 4.0 } else { 0.0 }
}

/// Where the actor would like to be: the middle of those it relates to, else of its zone, else of all.
fn wish(map: &Map, actor: &Actor) -> Point {
    let related = map.flows.values().filter_map(|f| match actor.id {
        id if f.from == id => map.actors.get(&f.to)?.position,
        id if f.to == id => map.actors.get(&f.from)?.position,
        _ => None,
    });
    let neighbours =
        |zone| map.actors.values().filter(move |a| zone && a.zone == actor.zone).filter_map(|a| a.position);
    let everyone = map.actors.values().filter_map(|a| a.position);
    middle(related)
        .or_else(|| home(map, actor).map(|home| home.center()))
        .or_else(|| middle(neighbours(actor.zone.is_some())))
        .or_else(|| middle(everyone))
        .unwrap_or(Point::new(PITCH_X / 2.0, PITCH_Y / 2.0))
}

fn home(map: &Map, actor: &Actor) -> Option<Rect> {
    map.zones.get(&actor.zone?)?.area
}

fn middle(points: impl Iterator<Item = Point>) -> Option<Point> {
    let (sum, n) =
        points.fold((Point::default(), 0u32), |(s, n), p| (Point::new(s.x + p.x, s.y + p.y), n + 1));
    (n > 0).then(|| Point::new(sum.x / f64::from(n), sum.y / f64::from(n)))
}

fn lines(map: &Map) -> Vec<(Point, Point)> {
    let at = |id| map.actors.get(&id).and_then(|a| a.position);
    map.flows.values().filter_map(|f| Some((at(f.from)?, at(f.to)?))).collect()
}

fn notes(map: &Map) -> impl Iterator<Item = Rect> + '_ {
    map.notes
        .values()
        .filter(|n| !n.parked)
        .filter_map(|n| n.position)
        .map(|p| Rect::new(p.x, p.y, 180.0, 90.0))
}

fn around(p: Point, half: Point) -> Rect {
    Rect::new(p.x - half.x, p.y - half.y, 2.0 * half.x, 2.0 * half.y)
}

fn snapped(p: Point) -> Point {
    Point::new((p.x / 8.0).round() * 8.0, (p.y / 8.0).round() * 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Flow, FlowId, Kind, RecordId, Zone, ZoneId};

    fn placed(id: u32, x: f64, y: f64) -> Actor {
        Actor { position: Some(Point::new(x, y)), ..Actor::new(ActorId(id), format!("Actor {id}")) }
    }

    #[test]
    fn a_newcomer_stands_beside_the_one_it_relates_to_and_on_nobody() {
        let mut map = Map::default();
        for (id, x) in [(1, 0.0), (2, 264.0), (3, 2640.0)] {
            map.put(placed(id, x, 0.0).into());
        }
        map.put(Actor::new(ActorId(4), "New").into());
        map.put(Flow::new(FlowId(9), ActorId(4), ActorId(2), Kind::Money).into());
        let shifts = place(&map);
        assert_eq!(shifts.len(), 1);
        let to = shifts[0].to;
        assert!((to.x - 264.0).hypot(to.y) < 300.0, "{to:?}");
        for actor in map.actors.values().filter_map(|a| a.position) {
            assert!((actor.x - to.x).abs() >= 168.0 || (actor.y - to.y).abs() >= 64.0);
        }
    }

    #[test]
    fn a_newcomer_goes_into_its_zone() {
        let mut map = Map::default();
        map.put(placed(1, 0.0, 0.0).into());
        map.put(placed(2, 300.0, 0.0).into());
        let area = Rect::new(900.0, 900.0, 500.0, 400.0);
        map.put(Zone { id: ZoneId(8), title: "Demand".into(), area: Some(area) }.into());
        map.put(Actor { zone: Some(ZoneId(8)), ..Actor::new(ActorId(3), "New") }.into());
        assert!(area.contains(place(&map)[0].to));
    }

    #[test]
    fn a_map_without_places_gets_all_of_them() {
        let mut map = Map::default();
        for id in 1..=12 {
            map.put(Actor::new(ActorId(id), format!("Actor {id}")).into());
        }
        let shifts = place(&map);
        assert_eq!(shifts.len(), 12);
        assert!(shifts.iter().all(|s| matches!(s.item, RecordId::Actor(_))));
    }

    #[test]
    fn who_has_a_place_keeps_it() {
        let mut map = Map::default();
        map.put(placed(1, 0.0, 0.0).into());
        assert!(place(&map).is_empty());
    }
}
