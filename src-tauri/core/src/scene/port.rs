//! Ports: where on a card's edge flows leave and arrive, in an order in which they do not cross there.

use crate::map::Rect;
use kurbo::{Point, Vec2};

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    /// The direction away from the card.
    pub fn normal(self) -> Vec2 {
        match self {
            Side::Top => Vec2::new(0.0, -1.0),
            Side::Right => Vec2::new(1.0, 0.0),
            Side::Bottom => Vec2::new(0.0, 1.0),
            Side::Left => Vec2::new(-1.0, 0.0),
        }
    }

    /// Whether places on this side run from left to right rather than down.
    pub fn level(self) -> bool {
        matches!(self, Side::Top | Side::Bottom)
    }

    /// The place on the side of `card` at a coordinate along it.
    pub fn place(self, card: &Rect, along: f64) -> Point {
        match self {
            Side::Top => Point::new(along, card.y),
            Side::Right => Point::new(card.right(), along),
            Side::Bottom => Point::new(along, card.bottom()),
            Side::Left => Point::new(card.x, along),
        }
    }

    /// Where the side begins and ends.
    pub fn span(self, card: &Rect) -> (f64, f64) {
        if self.level() { (card.x, card.right()) } else { (card.y, card.bottom()) }
    }
}

/// Where the line from the middle of a card towards `p` leaves it: the side and the coordinate along it.
pub(super) fn exit(card: &Rect, p: Point) -> (Side, f64) {
    let c = card.center();
    let (dx, dy) = (p.x - c.x, p.y - c.y);
    if dx.abs() * card.h > dy.abs() * card.w {
        let side = if dx > 0.0 { Side::Right } else { Side::Left };
        (side, c.y + dy / dx.abs() * card.w / 2.0)
    } else if dy == 0.0 {
        (Side::Right, c.y)
    } else {
        let side = if dy > 0.0 { Side::Bottom } else { Side::Top };
        (side, c.x + dx / dy.abs() * card.h / 2.0)
    }
}

/// Moves wished-for places (in order) as little as possible so that neighbours, each of half width `half`,
/// stay `gap` apart within `lo..hi`. Gives the places, and by how much all widths had to shrink.
pub(super) fn separate(wished: &[f64], half: &[f64], gap: f64, (lo, hi): (f64, f64)) -> (Vec<f64>, f64) {
    let n = wished.len();
    let needed = half.iter().sum::<f64>() * 2.0 + gap * n.saturating_sub(1) as f64;
    let shrink = ((hi - lo) / needed).clamp(0.0, 1.0);
    // Distances from the first one's place; with them taken off, the places only have to be in order.
    let mut apart = vec![0.0; n];
    for i in 1..n {
        apart[i] = apart[i - 1] + (half[i - 1] + half[i] + gap) * shrink;
    }
    let mut blocks: Vec<(f64, f64)> = Vec::new();
    for i in 0..n {
        let mut block = (wished[i] - apart[i], 1.0);
        while let Some(&(mean, weight)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            blocks.pop();
            block = ((mean * weight + block.0 * block.1) / (weight + block.1), weight + block.1);
        }
        blocks.push(block);
    }
    let first = lo + half.first().unwrap_or(&0.0) * shrink;
    let last = hi - half.last().unwrap_or(&0.0) * shrink - apart.last().unwrap_or(&0.0);
    let mut out = Vec::with_capacity(n);
    for (mean, weight) in blocks {
        for _ in 0..weight as usize {
            out.push(mean.clamp(first, last.max(first)) + apart[out.len()]);
        }
    }
    (out, shrink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_with_room_stay_where_they_wish() {
        let (places, shrink) = separate(&[10.0, 50.0, 90.0], &[5.0; 3], 4.0, (0.0, 100.0));
        assert_eq!((places, shrink), (vec![10.0, 50.0, 90.0], 1.0));
    }

    #[test]
    fn crowded_ports_spread_around_their_middle() {
        let (places, _) = separate(&[50.0, 50.0, 50.0], &[5.0; 3], 4.0, (0.0, 100.0));
        assert_eq!(places, [36.0, 50.0, 64.0]);
    }

    #[test]
    fn too_many_ports_shrink_to_the_side() {
        let (places, shrink) = separate(&[0.0; 10], &[5.0; 10], 0.0, (0.0, 50.0));
        assert_eq!(shrink, 0.5);
        assert!(places.windows(2).all(|w| w[1] - w[0] > 4.99) && places[9] <= 47.6, "{places:?}");
    }

    #[test]
    fn a_line_leaves_through_the_side_it_faces() {
        let card = Rect::new(0.0, 0.0, 168.0, 60.0);
        assert_eq!(exit(&card, Point::new(500.0, 30.0)).0, Side::Right);
        assert_eq!(exit(&card, Point::new(100.0, 400.0)).0, Side::Bottom);
        assert_eq!(exit(&card, Point::new(-500.0, 30.0)), (Side::Left, 30.0));
    }
}
