//! The strokes of all flows, cut up by the cells of a grid: which flows run through a place, and how near.
//!
//! A cell holds the bits of strokes that lie in it, so what is asked for a place is answered by little more
//! than what is there. Knows nothing of what would like to stand there.

use super::{bins::Bins, curve::Curve, grid::SMALL};
use crate::map::Rect;
use kurbo::Point;

/// The bit of a stroke that lies in one cell, from its upper end to its lower.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bit {
    pub flow: u32,
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl Bit {
    fn new(flow: usize, p: Point, q: Point) -> Bit {
        let (p, q) = if p.y <= q.y { (p, q) } else { (q, p) };
        Bit { flow: flow as u32, x0: p.x as f32, y0: p.y as f32, x1: q.x as f32, y1: q.y as f32 }
    }

    /// Whether it runs through the inside of a window.
    #[inline]
    pub fn meets(&self, window: &Window) -> bool {
        if self.y0 >= window.y1
            || self.y1 <= window.y0
            || (self.x0 >= window.x1 && self.x1 >= window.x1)
            || (self.x0 <= window.x0 && self.x1 <= window.x0)
        {
            return false;
        }
        let across = self.within(window.y0, window.y1);
        across.is_some_and(|(low, high)| low < window.x1 && high > window.x0)
    }

    /// From where to where it runs between two heights; `None` where it does not come between them.
    #[inline]
    pub fn within(&self, top: f32, bottom: f32) -> Option<(f32, f32)> {
        if self.y0 >= bottom || self.y1 <= top {
            return None;
        }
        let (mut a, mut b) = (self.x0, self.x1);
        if self.y0 < top || self.y1 > bottom {
            let slope = (self.x1 - self.x0) / (self.y1 - self.y0);
            if self.y0 < top {
                a = self.x0 + (top - self.y0) * slope;
            }
            if self.y1 > bottom {
                b = self.x0 + (bottom - self.y0) * slope;
            }
        }
        Some(if a < b { (a, b) } else { (b, a) })
    }
}

/// A rectangle by its edges, in the precision of strokes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl From<&Rect> for Window {
    fn from(r: &Rect) -> Window {
        Window { x0: r.x as f32, y0: r.y as f32, x1: r.right() as f32, y1: r.bottom() as f32 }
    }
}

/// What was met of other flows in a place: a bit of each of the first two.
#[derive(Clone, Copy, Default)]
pub(super) struct Met {
    bits: [Bit; 2],
    pub count: usize,
}

impl Met {
    /// How many of them run through another place too.
    #[inline]
    pub fn through(&self, rect: &Rect) -> usize {
        let window = Window::from(rect);
        self.bits[..self.count].iter().filter(|bit| bit.meets(&window)).count()
    }
}

/// The strokes of all flows.
#[derive(Default)]
pub(super) struct Strokes {
    cells: Bins<Bit>,
    /// The cells in which each flow is.
    of: Vec<Vec<u32>>,
}

impl Strokes {
    pub fn new(area: Rect, flows: usize) -> Strokes {
        Strokes { cells: Bins::over(area, SMALL), of: vec![Vec::new(); flows] }
    }

    /// Puts the stroke of a flow in the place of the one it had.
    pub fn draw(&mut self, flow: usize, curve: &Curve) {
        self.erase(flow);
        let (frame, of) = (self.cells.frame, &mut self.of[flow]);
        for w in curve.line.windows(2) {
            let mut from = w[0];
            frame.along(w[0], w[1], |cell, leaves_at| {
                let to = if leaves_at < 1.0 { w[0].lerp(w[1], leaves_at) } else { w[1] };
                self.cells.put(cell, Bit::new(flow, from, to));
                if of.last() != Some(&(cell as u32)) {
                    of.push(cell as u32);
                }
                from = to;
                false
            });
        }
    }

    pub fn erase(&mut self, flow: usize) {
        for cell in std::mem::take(&mut self.of[flow]) {
            self.cells.take(cell as usize, |bit| bit.flow == flow as u32);
        }
    }

    /// Gives flows their new places, by their old ones; those without one must have been erased.
    pub fn renumber(&mut self, places: &[Option<usize>], count: usize) {
        let mut of = vec![Vec::new(); count];
        for (flow, place) in places.iter().enumerate() {
            if let Some(place) = place {
                of[*place] = std::mem::take(&mut self.of[flow]);
            }
        }
        self.of = of;
        for bit in self.cells.all() {
            bit.flow = places[bit.flow as usize].unwrap_or_default() as u32;
        }
    }

    /// Calls for each bit in the cells that a rectangle touches until told to stop.
    #[inline]
    pub fn near(&self, rect: &Rect, call: impl FnMut(&Bit) -> bool) {
        self.cells.visit(rect, call);
    }

    /// Other flows that run through a rectangle; no more than one more than `most`, which is none or one.
    pub fn few(&self, rect: &Rect, own: usize, most: usize) -> Met {
        let (window, own, mut met) = (Window::from(rect), own as u32, Met::default());
        self.near(rect, |bit| {
            if bit.flow != own && (met.count == 0 || bit.flow != met.bits[0].flow) && bit.meets(&window) {
                met.bits[met.count] = *bit;
                met.count += 1;
            }
            met.count > most
        });
        met
    }

    /// The flows, but for one, that run through a rectangle; no more than one more than `most`.
    pub fn through(&self, rect: &Rect, own: usize, most: usize) -> Vec<usize> {
        let (window, mut met) = (Window::from(rect), Vec::new());
        self.near(rect, |bit| {
            let flow = bit.flow as usize;
            if flow != own && bit.meets(&window) && !met.contains(&flow) {
                met.push(flow);
            }
            met.len() > most
        });
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::CubicBez;

    fn straight(p: (f64, f64), q: (f64, f64)) -> Curve {
        let (p, q) = (Point::from(p), Point::from(q));
        Curve::new(vec![CubicBez::new(p, p.lerp(q, 1.0 / 3.0), p.lerp(q, 2.0 / 3.0), q)])
    }

    #[test]
    fn a_stroke_is_found_where_it_runs_and_only_there() {
        let mut strokes = Strokes::new(Rect::new(-500.0, -500.0, 1000.0, 1000.0), 3);
        strokes.draw(0, &straight((-400.0, -300.0), (400.0, 300.0)));
        strokes.draw(1, &straight((-400.0, 80.0), (400.0, 80.0)));
        strokes.draw(2, &straight((80.0, 400.0), (80.0, -400.0)));
        let at = |x: f64, y: f64| strokes.through(&Rect::new(x - 5.0, y - 5.0, 10.0, 10.0), 9, 9);
        assert_eq!(at(-200.0, -150.0), [0]);
        assert_eq!(at(-200.0, 150.0), [] as [usize; 0]);
        assert_eq!(at(-200.0, 80.0), [1]);
        assert_eq!(at(80.0, -320.0), [2]);
        assert_eq!(at(80.0, 80.0).len(), 2);
    }

    #[test]
    fn an_erased_stroke_is_gone() {
        let mut strokes = Strokes::new(Rect::new(0.0, 0.0, 500.0, 500.0), 1);
        strokes.draw(0, &straight((10.0, 10.0), (490.0, 470.0)));
        strokes.erase(0);
        assert!(strokes.through(&Rect::new(0.0, 0.0, 500.0, 500.0), 9, 9).is_empty());
        assert_eq!(strokes.cells.all().count(), 0);
    }
}
