//! Work of two parts in batches: the first part of one batch goes on beside the second of the batch before it.

use std::ops::Range;

/// How many things make a batch: many enough to be worth a hand-over, few enough that little waits at the ends.
const BATCH: usize = 128;

/// Makes something of each batch of the numbers below `count`, on as many processors as there are, and finishes
/// the batches with it, one after the other in order.
pub(super) fn in_batches<T: Send>(
    count: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut finish: impl FnMut(Range<usize>, T) + Send,
) {
    let batch = |start: usize| start..(start + BATCH).min(count);
    let mut made = (batch(0), make(batch(0)));
    rayon::scope(|_| {
        for next in (0..count).step_by(BATCH).skip(1).map(batch) {
            let (range, made_before) = made;
            let (made_next, ()) = rayon::join(|| make(next.clone()), || finish(range, made_before));
            made = (next, made_next);
        }
        finish(made.0, made.1);
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
