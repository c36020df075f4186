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
                    (a.to.x - b.to.x).abs() >= WIDTH + 24.0 || (a.to.y - b.to.y).abs() >= 80.0,
                    "{a:?} {b:?}"
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
                crossings += usize::from(crossed(segment(e), segment(f)));
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
    let clear = |p: Point| (p.x - PITCH_X / 2.0).abs() >= WIDTH || (p.y - PITCH_Y / 2.0).abs() >= 80.0;
    assert!(shifts.iter().all(|s| clear(s.to)), "{shifts:?}");
}

fn crossed((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let line = |p: Point, q: Point| (p.x as f32, p.y as f32, q.x as f32, q.y as f32);
    lines::cross(line(a, b), line(c, d))
}

/// Crossings of straight lines between the middles of related cards.
fn crossings(m: &Map, shifts: &[Shift]) -> usize {
    let pairs: std::collections::BTreeSet<(u32, u32)> =
        m.flows.values().map(|f| (f.from.0.min(f.to.0), f.from.0.max(f.to.0))).collect();
    let lines: Vec<(Point, Point)> = pairs.iter().map(|&(a, b)| (at(shifts, a), at(shifts, b))).collect();
    (0..lines.len()).map(|i| lines[..i].iter().filter(|l| crossed(lines[i], **l)).count()).sum()
}

#[test]
fn a_tree_is_laid_without_a_crossing_and_text_stays_readable_on_a4() {
    let branches: Vec<(u32, u32)> = (2..=24).map(|i| (i, i / 2)).collect();
    let m = map(24, &branches);
    let shifts = tidy(&m, &[]);
    assert_eq!(crossings(&m, &shifts), 0);
    let side = |f: fn(&Point) -> f64| {
        let all = || shifts.iter().map(|s| f(&s.to));
        all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
    };
    let room = Room::of(&m.info.page);
    let scale = (room.width / (side(|p| p.x) + 220.0)).min(room.height / (side(|p| p.y) + 110.0));
    assert!(13.0 * scale >= room.smallest, "{:.1} pt", 13.0 * scale);
}

#[test]
fn tidying_that_is_stopped_gives_nothing() {
    let m = map(12, &[(1, 2), (2, 3), (3, 4)]);
    assert_eq!(tidy_while(&m, &Tidying::default(), &mut |done| done < 0.5), None);
}

#[test]
fn how_far_tidying_is_grows_to_the_end_and_it_can_be_stopped_at_any_time() {
    // All related to all: there is always something to mend.
    let all: Vec<(u32, u32)> = (1..=5).flat_map(|a| (1..a).map(move |b| (a, b))).collect();
    let m = map(5, &all);
    let mut told = Vec::new();
    let shifts = tidy_while(&m, &Tidying::default(), &mut |done| {
        told.push(done);
        true
    });
    assert_eq!(shifts.map(|s| s.len()), Some(5));
    assert!(told.is_sorted() && told.iter().all(|done| (0.0..1.0).contains(done)), "{told:?}");
    assert!(told.last() > Some(&0.9) && told.len() > 10, "{told:?}");
    for most in [0.0, 0.5, 0.9] {
        assert_eq!(tidy_while(&m, &Tidying::default(), &mut |done| done < most), None, "{most}");
    }
}

#[test]
fn an_arrangement_that_is_kept_keeps_its_order() {
    let mut m = map(9, &[(1, 9), (3, 7)]);
    for id in 1..=9 {
        let mut actor = (*m.actors[&ActorId(id)]).clone();
        let (column, row) = ((id - 1) % 3, (id - 1) / 3);
        actor.position = Some(Point::new(f64::from(column * 310 + row * 7), f64::from(row * 190)));
        m.put(actor.into());
    }
    let tidying = Tidying { keep: 1.0, ..Tidying::default() };
    let shifts = tidy_while(&m, &tidying, &mut |_| true).unwrap();
    assert!(at(&shifts, 1).x < at(&shifts, 2).x && at(&shifts, 2).x < at(&shifts, 3).x);
    assert!(at(&shifts, 1).y < at(&shifts, 4).y && at(&shifts, 4).y < at(&shifts, 7).y);
}
