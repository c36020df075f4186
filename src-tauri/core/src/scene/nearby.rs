//! What is in the way around a place on a curve: how wide a label may be there, and where it may lean.
//!
//! Each is found out once for a place and then asked for many ways to set the words. Other labels do not count.

use super::{
    board::{Board, Count, FROM_SOLID, FROM_STROKE},
    strokes::{Bit, Window},
};
use crate::map::Rect;
use kurbo::Point;

/// Half the width that every label has at least.
const LEAST: f64 = 6.5;

/// How wide a label in the middle of a place may be: half the width at which it would meet something.
#[derive(Clone, Copy)]
pub(super) struct Widest {
    /// What is further away was not looked for.
    pub known: f64,
    /// Anything but strokes.
    pub free: f64,
    /// The nearest stroke of another flow, and the nearest of yet another.
    pub strokes: [f64; 2],
}

impl Widest {
    /// Looks around a place as far as `half` to either side.
    pub fn new(board: &Board, flow: usize, count: Count, at: Point, half: f64, h: f64) -> Widest {
        let band =
            |by: f64| Rect::new(at.x - half - by, at.y - h / 2.0 - by, 2.0 * (half + by), h + 2.0 * by);
        let aside = |r: &Rect| (r.x - at.x).max(at.x - r.right()).max(0.0);
        let mut free = f64::INFINITY;
        let solid = |n: u32, free: &mut f64| {
            *free = free.min(aside(&board.solid.rect(n)) - FROM_SOLID);
            *free < LEAST
        };
        let mut hit = board.solid.any(&band(FROM_SOLID), |n| solid(n, &mut free));
        hit = hit
            || board.heads.any(&band(0.0), |n| {
                free = free.min(aside(&board.heads.rect(n)));
                free < LEAST
            });
        for badge in board.badges_for(flow, count).filter(|b| b.overlaps(&band(0.0))) {
            free = free.min(aside(badge));
        }
        let mut strokes = [(f32::INFINITY, flow as u32); 2];
        let wide = band(FROM_STROKE);
        let (x, top, bottom) = (at.x as f32, wide.y as f32, wide.bottom() as f32);
        let nearest = |bit: &Bit| {
            let (low, high) = bit.within(top, bottom)?;
            Some((low - x).max(x - high).max(0.0))
        };
        if !hit {
            board.strokes.near(&wide, |bit| {
                if bit.flow != flow as u32
                    && let Some(aside) = nearest(bit)
                {
                    nearer(&mut strokes, aside, bit.flow);
                }
                f64::from(strokes[1].0) < LEAST
            });
        }
        Widest { known: half, free, strokes: strokes.map(|(aside, _)| f64::from(aside) - FROM_STROKE) }
    }
}

/// Keeps the two nearest of different flows.
fn nearer(two: &mut [(f32, u32); 2], aside: f32, flow: u32) {
    if aside < two[0].0 {
        if flow != two[0].1 {
            two[1] = two[0];
        }
        two[0] = (aside, flow);
    } else if flow != two[0].1 && aside < two[1].0 {
        two[1] = (aside, flow);
    }
}

/// What is in the way around a place.
pub(super) struct Near {
    /// What a label must not touch, with the distance it keeps.
    blocks: Vec<Window>,
    /// Other flows' strokes.
    bits: Vec<Bit>,
}

impl Near {
    /// Gathers what shares area with a rectangle and is not of the flow itself.
    pub fn new(board: &Board, flow: usize, count: Count, around: &Rect) -> Near {
        let mut near = Near { blocks: Vec::new(), bits: Vec::new() };
        board.solid.any(around, |n| {
            near.blocks.push(Window::from(&board.solid.rect(n).inflate(FROM_SOLID)));
            false
        });
        board.heads.any(around, |n| {
            near.blocks.push(Window::from(&board.heads.rect(n)));
            false
        });
        near.blocks.extend(board.badges_for(flow, count).filter(|b| b.overlaps(around)).map(Window::from));
        let window = Window::from(around);
        board.strokes.near(around, |bit| {
            if bit.flow != flow as u32 && bit.meets(&window) {
                near.bits.push(*bit);
            }
            false
        });
        near
    }

    /// Whether a label has room among it, with at most `over` strokes running through.
    pub fn leaves(&self, rect: &Rect, over: usize) -> bool {
        let label = Window::from(rect);
        if self.blocks.iter().any(|b| b.overlaps(&label)) {
            return false;
        }
        let wide = Window::from(&rect.inflate(FROM_STROKE));
        let mut met = None;
        !self.bits.iter().any(|bit| {
            let another = bit.meets(&wide) && met != Some(bit.flow);
            another && (over == 0 || met.replace(bit.flow).is_some())
        })
    }
}
