//! Ways around: the corners a line has to pass so that it crosses no card that is not its end.
//!
//! Each way depends on the cards alone, never on other ways, so moving one card changes only the ways that
//! it blocks, blocked or ends.

use super::grid::{Grid, enters};
use crate::map::Rect;
use kurbo::Point;

/// How often one way may look for the next card in its path.
const PATIENCE: usize = 96;

/// What stands in the way of flows, with the two ends left out.
pub(super) struct Field<'a> {
    pub grid: &'a Grid,
    pub ends: [u32; 2],
    /// Distance to keep from what is in the way.
    pub keep: f64,
    looks: usize,
}

impl<'a> Field<'a> {
    pub fn new(grid: &'a Grid, ends: [u32; 2], keep: f64) -> Field<'a> {
        Field { grid, ends, keep, looks: 0 }
    }

    /// What the straight line meets first. Where an end of the line is already nearer than the distance to
    /// keep, only the thing itself is in the way.
    fn hit(&mut self, p: Point, q: Point) -> Option<u32> {
        self.looks += 1;
        let (keep, ends) = (self.keep - 0.5, self.ends);
        self.grid.first_hit(p, q, |n, rect| {
            if ends.contains(&n) {
                return None;
            }
            let wide = rect.inflate(keep);
            let close = inside(&wide, p) || inside(&wide, q);
            Some(if close { rect.inflate(2.0) } else { wide })
        })
    }

    /// The corners to pass between `p` and `q`; `None` where no free way was found.
    pub fn way(&mut self, p: Point, q: Point) -> Option<Vec<Point>> {
        self.looks = 0;
        let mut corners = Vec::new();
        self.find(p, q, 0, &mut corners).then(|| {
            self.tighten(p, q, &mut corners);
            corners
        })
    }

    fn find(&mut self, p: Point, q: Point, depth: usize, out: &mut Vec<Point>) -> bool {
        let Some(n) = self.hit(p, q) else { return true };
        if depth > 12 || self.looks > PATIENCE {
            return false;
        }
        let [short, long] = around(&self.grid.rect(n).inflate(self.keep), p, q);
        let start = out.len();
        for (i, corners) in [short, long].iter().enumerate() {
            if i == 1 && depth > 2 {
                break;
            }
            let mut from = p;
            let mut free = true;
            for &corner in corners.iter().chain([&q]) {
                if from.distance(corner) < 1.0 {
                    continue;
                }
                if !self.find(from, corner, depth + 1, out) {
                    free = false;
                    break;
                }
                out.push(corner);
                from = corner;
            }
            if free {
                out.pop();
                return true;
            }
            out.truncate(start);
        }
        false
    }

    /// Leaves out corners that need not be passed.
    fn tighten(&mut self, p: Point, q: Point, corners: &mut Vec<Point>) {
        let mut i = 0;
        while i < corners.len() {
            let before = if i == 0 { p } else { corners[i - 1] };
            let mut skip = corners.len();
            while skip > i {
                let next = if skip == corners.len() { q } else { corners[skip] };
                if self.hit(before, next).is_none() {
                    break;
                }
                skip -= 1;
            }
            corners.drain(i..skip);
            i += 1;
        }
    }
}

fn inside(rect: &Rect, p: Point) -> bool {
    p.x > rect.x && p.x < rect.right() && p.y > rect.y && p.y < rect.bottom()
}

/// The corners to pass on either side of a rectangle, the shorter way first.
fn around(rect: &Rect, p: Point, q: Point) -> [Vec<Point>; 2] {
    let corners = [
        Point::new(rect.x, rect.y),
        Point::new(rect.right(), rect.y),
        Point::new(rect.right(), rect.bottom()),
        Point::new(rect.x, rect.bottom()),
    ];
    let d = q - p;
    let side = |on_left: bool| {
        let mut some: Vec<Point> =
            corners.iter().copied().filter(|c| (d.cross(*c - p) < 0.0) == on_left).collect();
        some.sort_by(|a, b| d.dot(*a - p).total_cmp(&d.dot(*b - p)));
        if some.len() == 3 {
            // Of three corners on one side the middle one sticks out; the others need not be passed by themselves.
            some.sort_by(|a, b| d.cross(*a - p).abs().total_cmp(&d.cross(*b - p).abs()));
            let far = some.pop();
            let small = rect.inflate(-1.0);
            some.retain(|c| enters(p, *c, &small).is_none());
            some.extend(far);
            some.sort_by(|a, b| d.dot(*a - p).total_cmp(&d.dot(*b - p)));
        }
        some
    };
    let length = |way: &[Point]| {
        let mut from = p;
        let mut sum = 0.0;
        for &c in way.iter().chain([&q]) {
            sum += from.distance(c);
            from = c;
        }
        sum
    };
    let (a, b) = (side(true), side(false));
    if length(&a) <= length(&b) { [a, b] } else { [b, a] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(cards: &[Rect]) -> Grid {
        let mut grid = Grid::new(Rect::new(-1000.0, -1000.0, 4000.0, 4000.0));
        for card in cards {
            grid.put(*card, 60.0);
        }
        grid
    }

    fn clear(cards: &[Rect], ends: [usize; 2], way: &[Point]) -> bool {
        way.windows(2).all(|w| {
            cards.iter().enumerate().all(|(i, c)| ends.contains(&i) || enters(w[0], w[1], c).is_none())
        })
    }

    fn center(r: &Rect) -> Point {
        Point::new(r.center().x, r.center().y)
    }

    #[test]
    fn a_free_line_needs_no_corner() {
        let cards = [Rect::new(0.0, 0.0, 168.0, 60.0), Rect::new(500.0, 40.0, 168.0, 60.0)];
        let grid = field(&cards);
        let way = Field::new(&grid, [0, 1], 16.0).way(center(&cards[0]), center(&cards[1]));
        assert_eq!(way, Some(vec![]));
    }

    #[test]
    fn a_way_goes_around_every_card_between_its_ends() {
        let mut cards = Vec::new();
        for row in 0..5 {
            for column in 0..5 {
                cards.push(Rect::new(f64::from(column) * 260.0, f64::from(row) * 140.0, 168.0, 60.0));
            }
        }
        let grid = field(&cards);
        for a in 0..25 {
            for b in 0..a {
                let (p, q) = (center(&cards[a]), center(&cards[b]));
                let way = Field::new(&grid, [a as u32, b as u32], 16.0).way(p, q).expect("there is a way");
                let all: Vec<Point> = [p].into_iter().chain(way).chain([q]).collect();
                assert!(clear(&cards, [a, b], &all), "{a} to {b}: {all:?}");
            }
        }
    }
}
