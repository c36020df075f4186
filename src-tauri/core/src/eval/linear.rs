//! Systems x = start + S x, where each share in S is at most 1: by elimination.
//!
//! Small ones as they stand; large ones with few shares by eliminating, again and again, the unknown that is
//! linked with fewest others, until what is left is dense. Diagonals need no exchange of rows: I - S is an
//! M-matrix. Unlike sweeping, elimination does not mind how little leaks from a loop. Knows no money.

use std::collections::{BTreeMap, BTreeSet};

/// An unknown linked with more than this part of those left makes them dense.
const DENSE_PART: usize = 4;
/// What is left of a diagonal that pins nothing down.
const NOTHING: f64 = 1e-13;

/// Solves rows of (coefficients, right side) with partial pivoting; an unknown that no row pins down is 0.
pub(super) fn eliminated(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let n = rows.len();
    for column in 0..n {
        let best = (column..n).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()));
        rows.swap(column, best.unwrap_or(column));
        let (above, below) = rows.split_at_mut(column + 1);
        let pivot = &above[column];
        if pivot[column].abs() < NOTHING {
            continue;
        }
        for row in below {
            let factor = row[column] / pivot[column];
            if factor != 0.0 {
                row[column..].iter_mut().zip(&pivot[column..]).for_each(|(x, p)| *x -= factor * p);
            }
        }
    }
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let rest: f64 = (i + 1..n).map(|j| rows[i][j] * x[j]).sum();
        x[i] = if rows[i][i].abs() < NOTHING { 0.0 } else { (rows[i][n] - rest) / rows[i][i] };
    }
    x
}

/// What feeds each unknown: the others with their shares, and what it has of its own.
pub(super) struct Sparse {
    feeds: Vec<BTreeMap<usize, f64>>,
    /// For each unknown those that it feeds.
    fed: Vec<BTreeSet<usize>>,
    start: Vec<f64>,
    /// Those left, by how many others they are linked with.
    left: BTreeSet<(usize, usize)>,
}

impl Sparse {
    /// The system of `shares`: for each unknown the others that feed it, with their shares.
    pub fn new(shares: impl Iterator<Item = Vec<(usize, f64)>>, start: Vec<f64>) -> Sparse {
        let mut fed = vec![BTreeSet::new(); start.len()];
        let mut feeds = vec![BTreeMap::new(); start.len()];
        for (to, row) in shares.enumerate() {
            for (from, share) in row {
                *feeds[to].entry(from).or_insert(0.0) += share;
                fed[from].insert(to);
            }
        }
        let mut system = Sparse { feeds, fed, start, left: BTreeSet::new() };
        system.left = (0..system.start.len()).map(|i| (system.links(i), i)).collect();
        system
    }

    fn links(&self, i: usize) -> usize {
        self.feeds[i].len().max(self.fed[i].len())
    }

    /// The solution.
    pub fn solved(mut self) -> Vec<f64> {
        let mut gone = Vec::new();
        while let Some(&(links, next)) = self.left.first() {
            if links * DENSE_PART > self.left.len() && links > 2 {
                break;
            }
            self.eliminate(next);
            gone.push(next);
        }
        let mut x = self.rest();
        for &i in gone.iter().rev() {
            x[i] = self.start[i] + self.feeds[i].iter().map(|(&from, share)| share * x[from]).sum::<f64>();
        }
        x
    }

    /// Puts what unknown `i` is made of in place of it wherever it feeds.
    fn eliminate(&mut self, i: usize) {
        self.left.remove(&(self.links(i), i));
        let own = self.feeds[i].remove(&i).unwrap_or(0.0);
        let remains = 1.0 - own;
        let times = if remains < NOTHING { 0.0 } else { 1.0 / remains };
        self.feeds[i].values_mut().for_each(|share| *share *= times);
        self.start[i] *= times;
        let row: Vec<(usize, f64)> = self.feeds[i].iter().map(|(&from, &share)| (from, share)).collect();
        let fed = std::mem::take(&mut self.fed[i]);
        for &to in fed.iter().filter(|&&to| to != i) {
            self.left.remove(&(self.links(to), to));
            let part = self.feeds[to].remove(&i).unwrap_or(0.0);
            self.start[to] += part * self.start[i];
            for &(from, share) in &row {
                *self.feeds[to].entry(from).or_insert(0.0) += part * share;
            }
            self.left.insert((self.links(to), to));
        }
        for (from, _) in row {
            self.left.remove(&(self.links(from), from));
            self.fed[from].remove(&i);
            self.fed[from].extend(fed.iter().filter(|&&to| to != i));
            self.left.insert((self.links(from), from));
        }
    }

    /// The unknowns that are left, each with what it comes to; 0 for the others.
    fn rest(&self) -> Vec<f64> {
        let left: Vec<usize> = self.left.iter().map(|&(_, i)| i).collect();
        let at: BTreeMap<usize, usize> = left.iter().enumerate().map(|(at, &i)| (i, at)).collect();
        let n = left.len();
        let row = |(at_row, &i): (usize, &usize)| {
            let mut row = vec![0.0; n + 1];
            (row[at_row], row[n]) = (1.0, self.start[i]);
            self.feeds[i].iter().for_each(|(from, share)| row[at[from]] -= share);
            row
        };
        let mut x = vec![0.0; self.start.len()];
        for (&i, value) in left.iter().zip(eliminated(left.iter().enumerate().map(row).collect())) {
            x[i] = value;
        }
        x
    }
}
