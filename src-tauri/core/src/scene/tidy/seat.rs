//! Where an arrangement begins: actors by the way to us, or by how near they are to each other; then seated
//! in cells.
//!
//! The way is a level for each actor such that each clearly directed relation leads about one level up
//! (trophic levels, after Levine 1980 and MacKay, Johnson and Sansom 2020); near is stress majorization
//! (Gansner, Koren and North 2004) on graph distances.

use super::links::Links;
use crate::random::SplitMix64;
use std::collections::VecDeque;

/// Levels between demand and supply, from role to role.
const LEVELS: f64 = 4.0;

/// For each actor how far it is on the way from demand (0) over us to supply (1).
pub(super) fn way(links: &Links) -> Vec<f64> {
    let mut level: Vec<f64> = links.side.iter().map(|s| s.unwrap_or(0.5) * LEVELS).collect();
    for _ in 0..200 {
        for actor in 0..links.len() {
            let anchor = links.side[actor].map_or((0.5 * LEVELS, 0.01), |side| (side * LEVELS, 0.8));
            let (mut sum, mut weight) = (anchor.0 * anchor.1, anchor.1);
            for &pair in &links.of[actor] {
                let (a, _, _) = links.pairs[pair];
                let forward = if a == actor { -links.before[pair] } else { links.before[pair] };
                let pull = 0.15 + forward.abs();
                sum += pull * (level[links.other(pair, actor)] + forward.signum() * forward.abs().sqrt());
                weight += pull;
            }
            level[actor] = sum / weight;
        }
    }
    normalised(&level)
}

/// The values spread over 0 to 1.
pub(super) fn normalised(values: &[f64]) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = high - low;
    values.iter().map(|v| if span > 1e-9 { (v - low) / span } else { 0.5 }).collect()
}

/// Points whose distances are about as many steps as the actors are apart, the way from left to right.
pub(super) fn near(links: &Links, way: &[f64], aspect: f64) -> Vec<(f64, f64)> {
    let n = links.len();
    let apart = distances(links);
    let mut random = SplitMix64(n as u64);
    let wide = (n as f64).sqrt();
    let mut at: Vec<(f64, f64)> = way.iter().map(|x| (x * wide, random.uniform() * wide)).collect();
    for _ in 0..60 {
        for i in 0..n {
            let (mut x, mut y, mut all) = (0.0, 0.0, 0.0);
            for j in (0..n).filter(|&j| j != i) {
                let d = f64::from(apart[i * n + j]);
                let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
                let now = dx.hypot(dy).max(1e-6);
                let weight = 1.0 / (d * d);
                x += weight * (at[j].0 + dx * d / now);
                y += weight * (at[j].1 + dy * d / now);
                all += weight;
            }
            if all > 0.0 {
                at[i] = (x / all, y / all);
            }
        }
    }
    turned(&at, way, aspect)
}

/// Steps between all pairs; who cannot be reached is a little farther than the farthest.
fn distances(links: &Links) -> Vec<f32> {
    let n = links.len();
    let mut apart = vec![f32::NAN; n * n];
    let mut farthest = 1.0_f32;
    for start in 0..n {
        let row = &mut apart[start * n..(start + 1) * n];
        row[start] = 0.0;
        let mut next = VecDeque::from([start]);
        while let Some(actor) = next.pop_front() {
            for &pair in &links.of[actor] {
                let other = links.other(pair, actor);
                if row[other].is_nan() {
                    row[other] = row[actor] + 1.0;
                    farthest = farthest.max(row[other]);
                    next.push_back(other);
                }
            }
        }
    }
    let beyond = (farthest * 0.6).max(2.0);
    apart.into_iter().map(|d| if d.is_nan() { beyond } else { d }).collect()
}

/// The points turned so that their longest extent lies along the longer side, and the way leads rightwards.
fn turned(at: &[(f64, f64)], way: &[f64], aspect: f64) -> Vec<(f64, f64)> {
    let n = at.len().max(1) as f64;
    let mean = |f: &dyn Fn(usize) -> f64| (0..at.len()).map(f).sum::<f64>() / n;
    let (mx, my, mw) = (mean(&|i| at[i].0), mean(&|i| at[i].1), mean(&|i| way[i]));
    let (xx, yy, xy) = (
        mean(&|i| (at[i].0 - mx).powi(2)),
        mean(&|i| (at[i].1 - my).powi(2)),
        mean(&|i| (at[i].0 - mx) * (at[i].1 - my)),
    );
    let main = 0.5 * (2.0 * xy).atan2(xx - yy) + if aspect < 1.0 { std::f64::consts::FRAC_PI_2 } else { 0.0 };
    let (sin, cos) = main.sin_cos();
    let turn = |i: usize| {
        let (x, y) = (at[i].0 - mx, at[i].1 - my);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let flip = if mean(&|i| turn(i).0 * (way[i] - mw)) < 0.0 { -1.0 } else { 1.0 };
    (0..at.len()).map(|i| (flip * turn(i).0, flip * turn(i).1)).collect()
}

/// Heights such that everybody stands about where those it relates to do: barycentres, sweep by sweep.
pub(super) fn barycentres(links: &Links, columns: &[usize], start: &[f64]) -> Vec<f64> {
    let mut y = start.to_vec();
    let most = columns.iter().copied().max().unwrap_or(0);
    let mut members = vec![Vec::new(); most + 1];
    for (actor, &column) in columns.iter().enumerate() {
        members[column].push(actor);
    }
    for sweep in 0..12 {
        let order: Vec<usize> =
            if sweep % 2 == 0 { (0..=most).collect() } else { (0..=most).rev().collect() };
        for column in order {
            let list = &mut members[column];
            let mut wish: Vec<(f64, usize)> =
                list.iter().map(|&actor| (middle_of_related(links, actor, &y), actor)).collect();
            wish.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let n = wish.len() as f64;
            for (at, (_, actor)) in wish.into_iter().enumerate() {
                y[actor] = (at as f64 + 0.5) / n;
                list[at] = actor;
            }
        }
    }
    y
}

fn middle_of_related(links: &Links, actor: usize, y: &[f64]) -> f64 {
    let own = links.height[actor].map_or((y[actor], 0.3), |h| (h, 1.0));
    let (sum, weight) = links.of[actor].iter().fold((own.0 * own.1, own.1), |(sum, all), &pair| {
        let weight = links.pairs[pair].2;
        (sum + weight * y[links.other(pair, actor)], all + weight)
    });
    sum / weight
}

/// Slots for values in order, at most `capacity` in each, each near where its value (0 to 1) lies.
fn spread(values: &[f64], slots: usize, capacity: usize) -> Vec<usize> {
    let mut out = Vec::with_capacity(values.len());
    let (mut slot, mut taken) = (0, 0);
    for (at, value) in values.iter().enumerate() {
        let after = values.len() - at - 1;
        let latest = (slots - 1).saturating_sub((after + 1).div_ceil(capacity).saturating_sub(1));
        let wish = ((value * slots as f64) as usize).min(latest);
        if taken == capacity {
            (slot, taken) = (slot + 1, 0);
        }
        if wish > slot {
            (slot, taken) = (wish, 0);
        }
        out.push(slot);
        taken += 1;
    }
    out
}

/// Columns for actors by a value from 0 to 1, at most `rows` in each.
pub(super) fn columns(x: &[f64], columns: usize, rows: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]).then(a.cmp(&b)));
    let sorted: Vec<f64> = order.iter().map(|&a| x[a]).collect();
    let mut out = vec![0; x.len()];
    for (actor, column) in order.into_iter().zip(spread(&sorted, columns, rows)) {
        out[actor] = column;
    }
    out
}

/// Rows for actors in columns by a value from 0 to 1, one in each cell.
pub(super) fn rows(columns: &[usize], y: &[f64], rows: usize) -> Vec<usize> {
    let most = columns.iter().copied().max().unwrap_or(0);
    let mut members = vec![Vec::new(); most + 1];
    for (actor, &column) in columns.iter().enumerate() {
        members[column].push(actor);
    }
    let mut out = vec![0; columns.len()];
    for mut list in members {
        list.sort_by(|&a: &usize, &b| y[a].total_cmp(&y[b]).then(a.cmp(&b)));
        let sorted: Vec<f64> = list.iter().map(|&a| y[a]).collect();
        for (actor, row) in list.into_iter().zip(spread(&sorted, rows, 1)) {
            out[actor] = row;
        }
    }
    out
}

/// Cells in which zones are blocks of their own: shelves from left to right, filled downwards. Gives column
/// and row of each actor; there may be more columns than asked for.
pub(super) fn shelves(links: &Links, x: &[f64], y: &[f64], rows: usize) -> Vec<(usize, usize)> {
    let mean = |of: &[f64], list: &[usize]| list.iter().map(|&a| of[a]).sum::<f64>() / list.len() as f64;
    let mut blocks: Vec<Vec<usize>> = links.zones.iter().filter(|m| !m.is_empty()).cloned().collect();
    blocks.extend((0..links.len()).filter(|&a| links.zone[a].is_none()).map(|a| vec![a]));
    blocks.sort_by(|a, b| mean(x, a).total_cmp(&mean(x, b)).then(a[0].cmp(&b[0])));
    let wide = |n: usize| ((n as f64 * 0.7).sqrt().round() as usize).max(n.div_ceil(rows)).max(1);
    let mut out = vec![(0, 0); links.len()];
    let (mut left, mut width, mut top) = (0, 0, 0);
    for block in blocks {
        let columns = wide(block.len());
        let high = block.len().div_ceil(columns);
        if top + high > rows {
            (left, width, top) = (left + width, 0, 0);
        }
        let xs: Vec<f64> = normalised(&block.iter().map(|&a| x[a]).collect::<Vec<_>>());
        let ys: Vec<f64> = normalised(&block.iter().map(|&a| y[a]).collect::<Vec<_>>());
        let inside = self::columns(&xs, columns, high);
        let down = self::rows(&inside, &ys, high);
        for (at, &actor) in block.iter().enumerate() {
            out[actor] = (left + inside[at], top + down[at]);
        }
        (width, top) = (width.max(columns), top + high);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreading_keeps_the_order_and_the_capacity() {
        for (n, slots, capacity) in [(7, 3, 3), (9, 3, 3), (1, 4, 1), (4, 4, 1), (5, 9, 1)] {
            for skew in [0.0, 0.5, 1.0] {
                let values: Vec<f64> = (0..n).map(|i| skew * f64::from(i) / f64::from(n)).collect();
                let slots_taken = spread(&values, slots, capacity);
                assert!(slots_taken.is_sorted() && slots_taken.iter().all(|s| *s < slots), "{slots_taken:?}");
                let fullest = (0..slots).map(|s| slots_taken.iter().filter(|t| **t == s).count()).max();
                assert!(fullest <= Some(capacity), "{slots_taken:?}");
            }
        }
    }
}
