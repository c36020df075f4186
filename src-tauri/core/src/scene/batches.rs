//! Work of two parts in batches: the first part is done of several batches at a time, while the second follows
//! in order behind it.

use rayon::Yield;
use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
};

/// How many things make a batch: many enough to be worth a hand-over, few enough that nobody waits long for one.
const BATCH: usize = 16;

/// Makes something of each batch of the numbers below `count`, on as many processors as there are, and finishes
/// the batches with it, one after the other in order.
pub(super) fn in_batches<T: Send>(
    count: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut finish: impl FnMut(Range<usize>, T) + Send,
) {
    let batches: Vec<Range<usize>> =
        (0..count).step_by(BATCH).map(|start| start..(start + BATCH).min(count)).collect();
    let made: Vec<Mutex<Option<T>>> = batches.iter().map(|_| Mutex::new(None)).collect();
    let place = |batch: usize| made[batch].lock().unwrap_or_else(PoisonError::into_inner);
    rayon::scope_fifo(|scope| {
        for (number, batch) in batches.iter().enumerate() {
            let (make, place) = (&make, &place);
            scope.spawn_fifo(move |_| {
                let new = make(batch.clone());
                *place(number) = Some(new);
            });
        }
        for (number, batch) in batches.iter().enumerate() {
            let made = loop {
                if let Some(made) = place(number).take() {
                    break made;
                }
                // Lends a hand with what is not made yet.
                if rayon::yield_now() != Some(Yield::Executed) {
                    std::thread::yield_now();
                }
            };
            finish(batch.clone(), made);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_made_and_finished_once_and_in_order() {
        for count in [0, 1, BATCH, BATCH + 1, 5 * BATCH - 1] {
            let mut finished = Vec::new();
            let squares = |range: Range<usize>| range.map(|n| n * n).collect::<Vec<_>>();
            in_batches(count, squares, |range, made| finished.extend(range.zip(made)));
            assert_eq!(finished, (0..count).map(|n| (n, n * n)).collect::<Vec<_>>());
        }
    }
}
