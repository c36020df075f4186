//! Paths as SVG writes them: what the page's SVG holds, and what a path is over the wire. As text it is a
//! fifth of the same path as records, and the web view reads it without a loop of its own.

use super::Segment;
use crate::map::Point;
use serde::Serializer;
use std::fmt::{Display, Formatter, Result, Write};

/// A number with at most three places and no trailing noughts.
pub(crate) struct Number(pub f64);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", (self.0 * 1000.0).round() / 1000.0)
    }
}

/// A path in the language of SVG's `d`, absolute.
pub(crate) fn path_data(path: &[Segment]) -> String {
    let mut d = String::with_capacity(path.len() * 40);
    for segment in path {
        match *segment {
            Segment::Move { p } => put(&mut d, 'M', &[p]),
            Segment::Line { p } => put(&mut d, 'L', &[p]),
            Segment::Cubic { a, b, p } => put(&mut d, 'C', &[a, b, p]),
            Segment::Close => put(&mut d, 'Z', &[]),
        }
    }
    d
}

fn put(d: &mut String, letter: char, points: &[Point]) {
    d.push(letter);
    for (at, p) in points.iter().enumerate() {
        let gap = if at == 0 { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(d, "{gap}{} {}", Number(p.x), Number(p.y));
    }
}

/// A path over the wire.
pub(super) fn over_the_wire<S: Serializer>(path: &[Segment], to: S) -> std::result::Result<S::Ok, S::Error> {
    to.serialize_str(&path_data(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_svg_writes_it() {
        let p = Point::new;
        let path = [
            Segment::Move { p: p(0.0, -1.5) },
            Segment::Cubic { a: p(1.0, 2.0), b: p(3.25, 4.0), p: p(5.0, 6.1234) },
            Segment::Line { p: p(7.0, 8.0) },
            Segment::Close,
        ];
        assert_eq!(path_data(&path), "M0 -1.5C1 2 3.25 4 5 6.123L7 8Z");
    }
}
