//! Role icons: one drawing for each role, on a 24-unit grid, stroked 2 wide with round caps.
//!
//! Which drawing a role has stands in `icons/roles/roles.txt`; the build script turns it into path data.

use super::Segment;
use crate::map::{Actor, Point};
use kurbo::{BezPath, PathEl};
use std::sync::LazyLock;

static PATHS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/icons.rs"));

static SEGMENTS: LazyLock<Vec<Vec<Segment>>> =
    LazyLock::new(|| PATHS.iter().map(|(_, d)| parse(d)).collect());

/// Every icon's name and its SVG path data.
pub fn paths() -> &'static [(&'static str, &'static str)] {
    PATHS
}

/// An icon's pieces on the 24-unit grid; empty for a name that is not known.
pub fn segments(name: &str) -> &'static [Segment] {
    match PATHS.iter().position(|(n, _)| *n == name) {
        Some(i) => &SEGMENTS[i],
        None => &[],
    }
}

/// The name of the icon that an actor's card wears.
pub fn of(actor: &Actor) -> &'static str {
    actor.roles.first().map_or("none", |r| r.word())
}

fn parse(data: &str) -> Vec<Segment> {
    let path = BezPath::from_svg(data).unwrap_or_default();
    let at = |p: kurbo::Point| Point::new(p.x, p.y);
    let mut last = kurbo::Point::ZERO;
    let mut out = Vec::new();
    for el in path.elements() {
        out.push(match *el {
            PathEl::MoveTo(p) => Segment::Move { p: at(p) },
            PathEl::LineTo(p) => Segment::Line { p: at(p) },
            PathEl::QuadTo(c, p) => {
                Segment::Cubic { a: at(last.lerp(c, 2.0 / 3.0)), b: at(p.lerp(c, 2.0 / 3.0)), p: at(p) }
            }
            PathEl::CurveTo(a, b, p) => Segment::Cubic { a: at(a), b: at(b), p: at(p) },
            PathEl::ClosePath => Segment::Close,
        });
        last = el.end_point().unwrap_or(last);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Role;

    #[test]
    fn every_role_has_an_icon_of_its_own() {
        let mut seen = Vec::new();
        for role in Role::ALL {
            let found = segments(role.word());
            assert!(found.len() > 2, "{role} has no drawing");
            assert!(!seen.contains(&found), "{role} looks like another role");
            seen.push(found);
        }
    }

    #[test]
    fn icons_stay_on_their_grid() {
        for (name, data) in paths() {
            let box_ = kurbo::Shape::bounding_box(&BezPath::from_svg(data).unwrap());
            assert!(
                box_.x0 >= 0.9 && box_.y0 >= 0.9 && box_.x1 <= 23.1 && box_.y1 <= 23.1,
                "{name}: {box_:?}"
            );
        }
    }
}
