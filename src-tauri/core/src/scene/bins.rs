//! What lies in each cell of a grid.
//!
//! A sheet has many more cells than things, so a cell is no list of its own but the number of its first chunk: a few
//! things on one line of the processor's memory, and the number of the next. Knows nothing of what the things are.

use super::cells::Cells;
use crate::map::Rect;

/// How many things one chunk holds: with things of twenty bytes it is a line of 64.
const ROOM: usize = 3;
/// The lowest bits of a chunk's link, which count what it holds.
const COUNT: u32 = 0b11;

/// Things of one cell, and which chunk is its next: 0 for none, else one more than its place.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Chunk<T> {
    held: [T; ROOM],
    link: u32,
}

impl<T> Chunk<T> {
    #[inline]
    fn held(&self) -> &[T] {
        &self.held[..(self.link & COUNT) as usize]
    }

    #[inline]
    fn next(&self) -> u32 {
        self.link >> COUNT.count_ones()
    }

    fn link(next: u32, count: u32) -> u32 {
        next << COUNT.count_ones() | count
    }
}

/// Things by the cells in which they lie, in no order.
#[derive(Clone, Debug, Default)]
pub(super) struct Bins<T> {
    pub frame: Cells,
    /// The first chunk of each cell, as in a link.
    first: Vec<u32>,
    chunks: Vec<Chunk<T>>,
    /// The first of the chunks that hold nothing, as in a link.
    free: u32,
}

impl<T: Copy> Bins<T> {
    /// Empty cells of one edge length that cover `area`.
    pub fn over(area: Rect, size: f64) -> Bins<T> {
        let frame = Cells::over(area, size);
        Bins { first: vec![0; frame.count()], frame, chunks: Vec::new(), free: 0 }
    }

    /// Puts a thing into a cell.
    pub fn put(&mut self, cell: usize, thing: T) {
        let first = self.first[cell];
        if let Some(chunk) = first.checked_sub(1).map(|place| &mut self.chunks[place as usize])
            && chunk.held().len() < ROOM
        {
            chunk.held[chunk.held().len()] = thing;
            chunk.link += 1;
            return;
        }
        let chunk = Chunk { held: [thing; ROOM], link: Chunk::<T>::link(first, 1) };
        if let Some(place) = self.free.checked_sub(1) {
            self.first[cell] = self.free;
            self.free = std::mem::replace(&mut self.chunks[place as usize], chunk).next();
        } else {
            self.chunks.push(chunk);
            self.first[cell] = self.chunks.len() as u32;
        }
    }

    /// Takes those things out of a cell that are `gone`.
    pub fn take(&mut self, cell: usize, gone: impl Fn(&T) -> bool) {
        let mut at = std::mem::take(&mut self.first[cell]);
        while let Some(place) = at.checked_sub(1) {
            let chunk = self.chunks[place as usize];
            self.chunks[place as usize].link = Chunk::<T>::link(self.free, 0);
            self.free = at;
            at = chunk.next();
            chunk.held().iter().filter(|thing| !gone(thing)).for_each(|thing| self.put(cell, *thing));
        }
    }

    /// Puts a thing into each cell that a rectangle touches.
    pub fn put_over(&mut self, rect: &Rect, thing: T) {
        let frame = self.frame;
        frame.of(rect, |run| {
            run.for_each(|cell| self.put(cell, thing));
            false
        });
    }

    /// Takes those things out of the cells that a rectangle touches that are `gone`.
    pub fn take_over(&mut self, rect: &Rect, gone: impl Fn(&T) -> bool) {
        let frame = self.frame;
        frame.of(rect, |run| {
            run.for_each(|cell| self.take(cell, &gone));
            false
        });
    }

    /// Calls for each thing in a cell until told to stop; tells whether it was.
    #[inline]
    pub fn any(&self, cell: usize, call: impl FnMut(&T) -> bool) -> bool {
        self.any_from(self.first[cell], call)
    }

    #[inline]
    fn any_from(&self, mut at: u32, mut call: impl FnMut(&T) -> bool) -> bool {
        while let Some(place) = at.checked_sub(1) {
            let chunk = &self.chunks[place as usize];
            if chunk.held().iter().any(&mut call) {
                return true;
            }
            at = chunk.next();
        }
        false
    }

    /// Calls for each thing in the cells that a rectangle touches, some more than once, until told to stop; tells
    /// whether it was.
    #[inline]
    pub fn visit(&self, rect: &Rect, mut call: impl FnMut(&T) -> bool) -> bool {
        self.frame.of(rect, |run| self.first[run].iter().any(|at| self.any_from(*at, &mut call)))
    }

    /// All things, each as often as it was put in.
    pub fn all(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut().flat_map(|chunk| {
            let count = chunk.held().len();
            &mut chunk.held[..count]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_was_put_in_and_not_taken_out() {
        let mut bins: Bins<[u32; 5]> = Bins::over(Rect::new(0.0, 0.0, 100.0, 100.0), 40.0);
        let mut lists = vec![Vec::new(); bins.frame.count()];
        for n in 0..400_u32 {
            let cell = (n * 7 % 5) as usize;
            bins.put(cell, [n; 5]);
            lists[cell].push(n);
            if n % 3 == 0 {
                let (cell, digit) = ((n % 4) as usize, n % 11);
                bins.take(cell, |thing| thing[0] % 11 == digit);
                lists[cell].retain(|m| m % 11 != digit);
            }
        }
        for (cell, list) in lists.iter().enumerate() {
            let mut here = Vec::new();
            bins.any(cell, |thing| {
                here.push(thing[0]);
                false
            });
            here.sort_unstable();
            assert_eq!(here, *list, "in cell {cell}");
        }
        assert_eq!(bins.all().count(), lists.iter().map(Vec::len).sum::<usize>());
        assert!(bins.chunks.len() < 200, "{} chunks for what fits in far fewer", bins.chunks.len());
    }
}
