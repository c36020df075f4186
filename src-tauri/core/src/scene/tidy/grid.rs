//! The grid: which actor stands in which cell, and how good that is.

use super::{
    PITCH_X, PITCH_Y,
    links::{Links, cross, distance},
};
use crate::{map::Point, random::SplitMix64};

/// Actors in the cells of a grid, at most one in each.
pub(super) struct Grid {
    columns: usize,
    rows: usize,
    /// The cell of each actor.
    cell: Vec<usize>,
    /// The actor in each cell.
    actor: Vec<Option<usize>>,
}

/// What one crossing, one card passed over, and one stranger in a zone cost, in cells of length.
const CROSSING: f64 = 1.6;
const PASSED_OVER: f64 = 4.0;
const STRANGER: f64 = 8.0;

impl Grid {
    /// Fills the grid column by column in the order in which flows reach the actors from us.
    pub fn filled(links: &Links, aspect: f64) -> Grid {
        let (columns, rows) = shape(links.len(), links.len(), aspect);
        let mut grid = Grid { columns, rows, cell: vec![0; links.len()], actor: vec![None; columns * rows] };
        for (at, actor) in links.outwards_from_us().into_iter().enumerate() {
            let (column, step) = (at / rows, at % rows);
            let row = if column % 2 == 0 { step } else { rows - 1 - step };
            grid.put(actor, row * columns + column);
        }
        grid
    }

    /// Fills the grid and exchanges cells until nothing gets better.
    pub fn exchanged(links: &Links, aspect: f64) -> Grid {
        let spare =
            if links.zones.is_empty() { links.len() / 4 } else { links.len() / 2 + links.zones.len() };
        let (columns, rows) = shape(links.len(), links.len() + spare, aspect);
        let start = Grid::filled(links, aspect);
        let mut grid = Grid { columns, rows, cell: vec![0; links.len()], actor: vec![None; columns * rows] };
        for actor in 0..links.len() {
            let (column, row) = start.at(start.cell[actor]);
            grid.put(actor, row.min(rows - 1) * columns + column.min(columns - 1));
        }
        grid.settle(links);
        grid.exchange(links);
        grid.trimmed()
    }

    /// Gives actors that share a cell cells of their own.
    fn settle(&mut self, links: &Links) {
        let mut free =
            (0..self.actor.len()).filter(|&c| self.actor[c].is_none()).collect::<Vec<_>>().into_iter();
        for actor in 0..links.len() {
            if self.actor[self.cell[actor]] != Some(actor)
                && let Some(cell) = free.next()
            {
                self.put(actor, cell);
            }
        }
    }

    fn put(&mut self, actor: usize, cell: usize) {
        self.cell[actor] = cell;
        self.actor[cell] = Some(actor);
    }

    fn at(&self, cell: usize) -> (usize, usize) {
        (cell % self.columns, cell / self.columns)
    }

    /// Columns and rows.
    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }

    /// Column and row of each actor.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.cell.iter().map(|&cell| self.at(cell))
    }

    /// The middle of a cell, in cells; rows are nearer than columns.
    fn point(&self, cell: usize) -> Point {
        let (column, row) = self.at(cell);
        Point::new(column as f64, row as f64 * (PITCH_Y / PITCH_X) * 1.15)
    }

    /// Simulated annealing over exchanges of two cells.
    fn exchange(&mut self, links: &Links) {
        let mut random = SplitMix64(links.len() as u64);
        let rounds = (24_000_000 / (links.pairs.len().max(8) * 12)).clamp(4_000, 60_000);
        let mut cost = self.cost(links);
        let mut best = (cost, self.cell.clone());
        for round in 0..rounds {
            let heat = 2.5 * (1.0 - round as f64 / rounds as f64).powi(2) + 0.01;
            let actor = random.below(links.len());
            let (from, to) = (self.cell[actor], self.target(links, actor, &mut random));
            if from == to {
                continue;
            }
            let before = self.local_cost(links, from, to);
            self.swap(from, to);
            let gain = before - self.local_cost(links, from, to);
            if gain >= 0.0 || random.uniform() < (gain / heat).exp() {
                cost -= gain;
                if cost < best.0 - 1e-9 {
                    best = (cost, self.cell.clone());
                }
            } else {
                self.swap(from, to);
            }
        }
        self.actor.fill(None);
        for (actor, cell) in best.1.into_iter().enumerate() {
            self.put(actor, cell);
        }
    }

    /// A cell to try: any, or one beside a related actor.
    fn target(&self, links: &Links, actor: usize, random: &mut SplitMix64) -> usize {
        let related = &links.of[actor];
        if related.is_empty() || random.below(2) == 0 {
            return random.below(self.actor.len());
        }
        let (column, row) = self.at(self.cell[links.other(related[random.below(related.len())], actor)]);
        let near = |at: usize, limit: usize, by: usize| (at + by).saturating_sub(1).min(limit - 1);
        near(row, self.rows, random.below(3)) * self.columns + near(column, self.columns, random.below(3))
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.actor.swap(a, b);
        for cell in [a, b] {
            if let Some(actor) = self.actor[cell] {
                self.cell[actor] = cell;
            }
        }
    }

    fn segment(&self, links: &Links, pair: usize) -> (Point, Point) {
        let (a, b, _) = links.pairs[pair];
        (self.point(self.cell[a]), self.point(self.cell[b]))
    }

    /// What all costs.
    fn cost(&self, links: &Links) -> f64 {
        let pairs: f64 = (0..links.pairs.len()).map(|p| self.pair_cost(links, p, |q| q < p)).sum();
        let actors: f64 = (0..links.len()).map(|a| self.actor_cost(links, a)).sum();
        let passed: f64 = (0..self.actor.len()).map(|c| self.passed_over(links, c)).sum();
        pairs + actors + passed + self.zone_cost(links)
    }

    /// The part of the cost that an exchange of two cells can change.
    fn local_cost(&self, links: &Links, a: usize, b: usize) -> f64 {
        let mut touched: Vec<usize> = Vec::with_capacity(16);
        let mut cost = 0.0;
        for actor in [a, b].into_iter().filter_map(|c| self.actor[c]) {
            cost += self.actor_cost(links, actor);
            touched.extend(&links.of[actor]);
        }
        touched.sort_unstable();
        touched.dedup();
        for &pair in &touched {
            cost += self.pair_cost(links, pair, |q| q < pair || touched.binary_search(&q).is_err());
            cost += self.cards_under(links, pair, &[a, b]);
        }
        for cell in [a, b] {
            cost += self.passed_over(links, cell);
        }
        cost + self.zone_cost(links)
    }

    /// Length and crossings of one pair's line, against the pairs that `counts` names.
    fn pair_cost(&self, links: &Links, pair: usize, counts: impl Fn(usize) -> bool) -> f64 {
        let (a, b, weight) = links.pairs[pair];
        let line = self.segment(links, pair);
        let length = (line.0.x - line.1.x).hypot(line.0.y - line.1.y);
        let crossings = (0..links.pairs.len())
            .filter(|&q| q != pair && counts(q))
            .filter(|&q| {
                let (c, d, _) = links.pairs[q];
                a != c && a != d && b != c && b != d && cross(line, self.segment(links, q))
            })
            .count();
        weight * length * length.sqrt() + CROSSING * crossings as f64
    }

    /// Cards under one pair's line, but for those in the cells `but`, which [`Self::passed_over`] counts.
    fn cards_under(&self, links: &Links, pair: usize, but: &[usize]) -> f64 {
        let (a, b, _) = links.pairs[pair];
        let line = self.segment(links, pair);
        let ends = (self.at(self.cell[a]), self.at(self.cell[b]));
        let columns = ends.0.0.min(ends.1.0)..=ends.0.0.max(ends.1.0);
        let rows = ends.0.1.min(ends.1.1)..=ends.0.1.max(ends.1.1);
        let mut cost = 0.0;
        for row in rows {
            for column in columns.clone() {
                let cell = row * self.columns + column;
                let card = self.actor[cell].is_some_and(|other| other != a && other != b);
                if card && !but.contains(&cell) && distance(self.point(cell), line) < 0.3 {
                    cost += PASSED_OVER;
                }
            }
        }
        cost
    }

    /// Lines that pass over the card in a cell.
    fn passed_over(&self, links: &Links, cell: usize) -> f64 {
        let Some(actor) = self.actor[cell] else { return 0.0 };
        let middle = self.point(cell);
        let over = |&pair: &usize| {
            let (a, b, _) = links.pairs[pair];
            a != actor && b != actor && distance(middle, self.segment(links, pair)) < 0.3
        };
        PASSED_OVER * (0..links.pairs.len()).filter(over).count() as f64
    }

    /// How far an actor is from the side and height where it belongs, and from the middle of the grid.
    fn actor_cost(&self, links: &Links, actor: usize) -> f64 {
        let (column, row) = self.at(self.cell[actor]);
        let part = |at: usize, n: usize| if n > 1 { at as f64 / (n - 1) as f64 } else { 0.5 };
        let (x, y) = (part(column, self.columns), part(row, self.rows));
        let side = links.side[actor].map_or(0.0, |wanted| (x - wanted).abs() * 2.5);
        let height = links.height[actor].map_or(0.0, |wanted| (y - wanted).abs() * 1.5);
        side + height + 0.15 * ((x - 0.5).abs() + (y - 0.5).abs())
    }

    /// Strangers within zones, zones that overlap, and room that zones waste.
    fn zone_cost(&self, links: &Links) -> f64 {
        let hull = |members: &Vec<usize>| {
            let cells = members.iter().map(|&m| self.at(self.cell[m]));
            cells.fold((usize::MAX, usize::MAX, 0, 0), |h, (c, r)| {
                (h.0.min(c), h.1.min(r), h.2.max(c), h.3.max(r))
            })
        };
        let mut cost = 0.0;
        for (zone, members) in links.zones.iter().enumerate().filter(|(_, m)| !m.is_empty()) {
            let (left, top, right, bottom) = hull(members);
            cost += 0.5 * ((right - left + 1) * (bottom - top + 1) - members.len()) as f64;
            for row in top..=bottom {
                for column in left..=right {
                    let stranger = self.actor[row * self.columns + column];
                    cost +=
                        if stranger.is_some_and(|s| links.zone[s] != Some(zone)) { STRANGER } else { 0.0 };
                }
            }
            for other in links.zones[..zone].iter().filter(|m| !m.is_empty()) {
                let (l, t, r, b) = hull(other);
                let wide = (right.min(r) + 1).saturating_sub(left.max(l));
                let high = (bottom.min(b) + 1).saturating_sub(top.max(t));
                cost += STRANGER * (wide * high) as f64;
            }
        }
        cost
    }

    /// The same without empty columns and rows at any place.
    fn trimmed(self) -> Grid {
        let mut columns: Vec<usize> = self.cells().map(|(c, _)| c).collect();
        let mut rows: Vec<usize> = self.cells().map(|(_, r)| r).collect();
        for list in [&mut columns, &mut rows] {
            list.sort_unstable();
            list.dedup();
        }
        let (wide, high) = (columns.len(), rows.len());
        let place = |list: &[usize], at: usize| list.binary_search(&at).unwrap_or(0);
        let cells: Vec<usize> =
            self.cells().map(|(c, r)| place(&rows, r) * wide + place(&columns, c)).collect();
        let mut grid =
            Grid { columns: wide, rows: high, cell: vec![0; cells.len()], actor: vec![None; wide * high] };
        for (actor, cell) in cells.into_iter().enumerate() {
            grid.put(actor, cell);
        }
        grid
    }
}

/// Columns and rows that hold `cells` cells in about the given width by height; at least `actors` of them.
fn shape(actors: usize, cells: usize, aspect: f64) -> (usize, usize) {
    let ideal = (cells as f64 * aspect * PITCH_Y / PITCH_X).sqrt();
    let columns = (ideal.round() as usize).clamp(1, actors.max(1)).max(if actors > 2 { 3 } else { 1 });
    (columns, cells.max(actors).div_ceil(columns).max(1))
}
