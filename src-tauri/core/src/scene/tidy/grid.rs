//! The grid: which actor stands in which cell, how good that is, and how it gets better.
//!
//! Simulated annealing, seeded: actors change cells until flows cross little, pass over no card and are short,
//! zones are compact and apart, and everybody stands about where the manner wants it.

use super::{
    lines::{Line, Lines, passes},
    links::Links,
    room::{Shape, Usual},
};
use crate::random::SplitMix64;

/// Actors in the cells of a grid, at most one in each.
#[derive(Clone)]
pub(super) struct Grid<'a> {
    links: &'a Links,
    wish: &'a Wish,
    pub columns: usize,
    pub rows: usize,
    /// The cell of each actor.
    cell: Vec<usize>,
    /// The actor in each cell.
    actor: Vec<Option<usize>>,
    /// The straight line of each pair.
    lines: Lines,
    /// Width of a cell by its height, for lengths.
    flat: f64,
    /// Half of how much of its cell a card fills, with what flows keep clear of it.
    half: (f32, f32),
    /// Whether crossings are counted; on very large maps only lengths are.
    counted: bool,
    /// What zones cost now.
    zoned: f64,
}

/// Where actors should stand, 0 to 1 across and down, and how much that matters.
#[derive(Clone, Default)]
pub(super) struct Wish {
    /// Across: where, and what a whole width beside it costs.
    pub x: Vec<(f64, f64)>,
    /// Down, likewise.
    pub y: Vec<(f64, f64)>,
    /// What a relation costs that leads against the way.
    pub backwards: f64,
}

/// What one crossing, one card passed over, and one stranger in a zone cost, in cells of length.
const CROSSING: f64 = 3.0;
const PASSED_OVER: f64 = 5.0;
const STRANGER: f64 = 14.0;
/// What a line costs that is neither level nor upright.
const SLANTED: f64 = 0.2;
/// Above this many relations only lengths are looked at.
const COUNTED: usize = 1_600;

/// Between two cards at least, and what a flow keeps clear of a card, in map units.
const NEXT: f64 = 20.0;
const CLEAR: f64 = 5.0;

/// From cell to cell where so many cards of a size fill an extent.
fn pitch(card: f64, extent: f64, count: usize) -> f64 {
    (extent - card) / count.saturating_sub(1).max(1) as f64
}

/// Who goes to which cell.
pub(super) type Moves = Vec<(usize, usize)>;

/// Goes on while the given share of the work is done; `false` stops.
pub(super) type Going<'a> = &'a mut dyn FnMut(f64) -> bool;

impl<'a> Grid<'a> {
    /// Actors in the given columns and rows, nobody in the cell of another. Room is made at the right and below
    /// if it must.
    pub fn seated(
        links: &'a Links,
        wish: &'a Wish,
        shape: &Shape,
        card: &Usual,
        at: &[(usize, usize)],
    ) -> Grid<'a> {
        let most = |f: fn(&(usize, usize)) -> usize| at.iter().map(f).max().map_or(1, |m| m + 1);
        let (columns, rows) = (shape.columns.max(most(|p| p.0)), shape.rows.max(most(|p| p.1)));
        let pitch = (
            pitch(card.width, shape.width, columns).max(card.width + NEXT),
            pitch(card.height, shape.height, rows).max(card.height + NEXT),
        );
        let half = |card: f64, pitch: f64| ((card / 2.0 + CLEAR) / pitch).min(0.49) as f32;
        let cell = at.iter().map(|(column, row)| row * columns + column).collect();
        let mut grid = Grid {
            links,
            wish,
            columns,
            rows,
            cell,
            actor: vec![None; columns * rows],
            lines: Lines::default(),
            flat: pitch.1 / pitch.0,
            half: (half(card.width, pitch.0), half(card.height, pitch.1)),
            counted: links.pairs.len() <= COUNTED,
            zoned: 0.0,
        };
        grid.take_in();
        grid
    }

    /// Sets what follows from the cells.
    fn take_in(&mut self) {
        self.actor = vec![None; self.columns * self.rows];
        for (actor, &cell) in self.cell.iter().enumerate() {
            self.actor[cell] = Some(actor);
        }
        self.lines = Lines::default();
        for pair in 0..self.links.pairs.len() {
            self.lines.push(self.line(pair), self.links.flows[pair]);
        }
        self.zoned = self.zone_cost();
    }

    fn at(&self, cell: usize) -> (usize, usize) {
        (cell % self.columns, cell / self.columns)
    }

    /// Column and row of each actor.
    pub fn cells(&self) -> Vec<(usize, usize)> {
        self.cell.iter().map(|&cell| self.at(cell)).collect()
    }

    fn spot(&self, actor: usize) -> (f32, f32) {
        let (column, row) = self.at(self.cell[actor]);
        (column as f32, row as f32)
    }

    fn line(&self, pair: usize) -> Line {
        let (a, b, _) = self.links.pairs[pair];
        let (a, b) = (self.spot(a), self.spot(b));
        (a.0, a.1, b.0, b.1)
    }

    /// Exchanges cells, so many times, until `going` says stop; `false` if it did. The best that was seen stays.
    pub fn exchange(&mut self, rounds: usize, warmth: f64, seed: u64, going: Going<'_>) -> bool {
        let n = self.links.len();
        if n < 2 {
            return true;
        }
        let mut random = SplitMix64(seed);
        let (mut cost, mut best) = (0.0, (0.0, self.cell.clone()));
        for round in 0..rounds {
            let done = round as f64 / rounds as f64;
            if round % 512 == 0 && !going(done) {
                return false;
            }
            let heat = warmth * (1.0 - done).powi(2) + 0.01;
            let moves = self.proposal(&mut random);
            if moves.is_empty() {
                continue;
            }
            let back: Moves = moves.iter().map(|&(actor, _)| (actor, self.cell[actor])).collect();
            let pairs = self.touched(&moves);
            // A loss that is larger than this is not taken; most are so already by what is quickly found out.
            let least = heat * random.uniform().ln();
            let before = self.light(&moves, &pairs) + self.tangle(&moves, &pairs) + self.zoned;
            self.relocate(&moves, &pairs);
            let zoned = self.zone_cost();
            let most = before - self.light(&moves, &pairs) - zoned;
            let gain = if most < least { most } else { most - self.tangle(&moves, &pairs) };
            if gain >= least.min(0.0) {
                self.zoned = zoned;
                cost -= gain;
                if cost < best.0 - 1e-9 && (done > 0.5 || n < 100) {
                    best = (cost, self.cell.clone());
                }
            } else {
                self.relocate(&back, &pairs);
            }
        }
        if best.0 < cost - 1e-9 {
            self.cell = best.1;
            self.take_in();
        }
        true
    }

    /// A move of one actor to another cell, changing places with whoever stands there, and what would be gained by
    /// it. `None` where nothing moves.
    pub fn weighed(&mut self, actor: usize, random: &mut SplitMix64) -> Option<(f64, Moves)> {
        let moves = self.exchanged(actor, random);
        if moves.is_empty() {
            return None;
        }
        let pairs = self.touched(&moves);
        let cost = |grid: &Self| grid.light(&moves, &pairs) + grid.tangle(&moves, &pairs) + grid.zoned;
        let before = cost(self);
        let back = self.moved(&moves);
        let gain = before - cost(self);
        self.moved(&back);
        Some((gain, moves))
    }

    /// Makes a move; gives the one that takes it back.
    pub fn moved(&mut self, moves: &[(usize, usize)]) -> Moves {
        let back = moves.iter().map(|&(actor, _)| (actor, self.cell[actor])).collect();
        self.relocate(moves, &self.touched(moves));
        self.zoned = self.zone_cost();
        back
    }

    /// Something to try: two cells exchanged, or all of a zone moved.
    fn proposal(&self, random: &mut SplitMix64) -> Moves {
        if !self.links.zones.is_empty() && random.below(12) == 0 {
            return self.zone_moved(random);
        }
        self.exchanged(random.below(self.links.len()), random)
    }

    fn exchanged(&self, actor: usize, random: &mut SplitMix64) -> Moves {
        let (from, to) = (self.cell[actor], self.target(actor, random));
        match self.actor[to] {
            _ if from == to => Vec::new(),
            Some(other) => vec![(actor, to), (other, from)],
            None => vec![(actor, to)],
        }
    }

    /// A cell to try: any, one beside a related actor, or one nearby.
    fn target(&self, actor: usize, random: &mut SplitMix64) -> usize {
        let related = &self.links.of[actor];
        let around = match random.below(4) {
            0 if self.counted => return random.below(self.actor.len()),
            0 | 1 => actor,
            _ if related.is_empty() => return random.below(self.actor.len()),
            _ => self.links.other(related[random.below(related.len())], actor),
        };
        let (column, row) = self.at(self.cell[around]);
        let near = |at: usize, limit: usize, by: usize| (at + by).saturating_sub(1).min(limit - 1);
        near(row, self.rows, random.below(3)) * self.columns + near(column, self.columns, random.below(3))
    }

    /// A zone moved by a column or row or two; who stood there goes where the zone was.
    fn zone_moved(&self, random: &mut SplitMix64) -> Moves {
        let members = &self.links.zones[random.below(self.links.zones.len())];
        let far = |random: &mut SplitMix64| random.below(5) as isize - 2;
        let (dx, dy) = (far(random), far(random));
        let mut goal = Vec::with_capacity(members.len());
        for &member in members {
            let (column, row) = self.at(self.cell[member]);
            let (column, row) = (column as isize + dx, row as isize + dy);
            let inside =
                (0..self.columns as isize).contains(&column) && (0..self.rows as isize).contains(&row);
            if !inside {
                return Vec::new();
            }
            goal.push(row as usize * self.columns + column as usize);
        }
        let mut left: Vec<usize> =
            members.iter().map(|&m| self.cell[m]).filter(|cell| !goal.contains(cell)).collect();
        let mut moves: Vec<(usize, usize)> = members.iter().copied().zip(goal.iter().copied()).collect();
        for &cell in &goal {
            if let Some(stranger) = self.actor[cell].filter(|s| !members.contains(s))
                && let Some(free) = left.pop()
            {
                moves.push((stranger, free));
            }
        }
        if dx == 0 && dy == 0 { Vec::new() } else { moves }
    }

    /// The pairs of those who move, each once.
    fn touched(&self, moves: &[(usize, usize)]) -> Vec<usize> {
        let mut pairs: Vec<usize> =
            moves.iter().flat_map(|&(actor, _)| self.links.of[actor].iter().copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn relocate(&mut self, moves: &[(usize, usize)], pairs: &[usize]) {
        for &(actor, _) in moves {
            self.actor[self.cell[actor]] = None;
        }
        for &(actor, cell) in moves {
            self.actor[cell] = Some(actor);
            self.cell[actor] = cell;
        }
        for &pair in pairs {
            self.lines.set(pair, self.line(pair));
        }
    }

    /// What moving these actors changes of the cost, without crossings and zones.
    fn light(&self, moves: &[(usize, usize)], pairs: &[usize]) -> f64 {
        let actors: f64 = moves.iter().map(|&(actor, _)| self.actor_cost(actor)).sum();
        actors + pairs.iter().map(|&pair| self.length_cost(pair)).sum::<f64>()
    }

    /// Crossings of these pairs' flows, cards they pass over, and lines that pass over those who move.
    fn tangle(&self, moves: &[(usize, usize)], pairs: &[usize]) -> f64 {
        if !self.counted {
            return 0.0;
        }
        let (mut crossings, mut over) = (0, 0);
        for (at, &pair) in pairs.iter().enumerate() {
            let (line, flows) = (self.lines.get(pair), self.links.flows[pair]);
            // Those among each other are met twice.
            let among = pairs[..at].iter().filter(|&&q| super::lines::cross(line, self.lines.get(q)));
            let among: u32 = among.map(|&q| self.links.flows[q]).sum();
            crossings += flows * (self.lines.crossing(line) - among);
            over += self.cards_under(line);
        }
        for &(actor, _) in moves {
            let spot = self.spot(actor);
            over += self.lines.over(spot, self.half);
            // Those of the touched pairs were counted with the cards under them already.
            let twice = pairs.iter().filter(|&&p| passes(self.lines.get(p), spot, self.half)).count();
            over -= twice as u32;
        }
        CROSSING * f64::from(crossings) + PASSED_OVER * f64::from(over)
    }

    /// Cards under a line, without those at its ends.
    fn cards_under(&self, line: Line) -> u32 {
        let span = |a: f32, b: f32| (a.min(b) as usize)..=(a.max(b) as usize);
        let mut under = 0;
        for row in span(line.1, line.3) {
            for column in span(line.0, line.2) {
                let card = (column as f32, row as f32);
                let end = card == (line.0, line.1) || card == (line.2, line.3);
                if !end && self.actor[row * self.columns + column].is_some() && passes(line, card, self.half)
                {
                    under += 1;
                }
            }
        }
        under
    }

    fn length_cost(&self, pair: usize) -> f64 {
        let (a, b, weight) = self.links.pairs[pair];
        let (ax, ay) = self.at(self.cell[a]);
        let (bx, by) = self.at(self.cell[b]);
        let (dx, dy) = (bx as f64 - ax as f64, (by as f64 - ay as f64) * self.flat);
        let length = (dx * dx + dy * dy).sqrt();
        let slanted = if dx != 0.0 && dy != 0.0 { SLANTED } else { 0.0 };
        let before = self.links.before[pair];
        let backwards = if before * dx < 0.0 { self.wish.backwards * before.abs() * dx.abs() } else { 0.0 };
        weight * length * length.sqrt() + slanted + backwards
    }

    /// How far an actor is from where it should stand, and from the middle of the grid.
    fn actor_cost(&self, actor: usize) -> f64 {
        let (column, row) = self.at(self.cell[actor]);
        let part = |at: usize, n: usize| if n > 1 { at as f64 / (n - 1) as f64 } else { 0.5 };
        let (x, y) = (part(column, self.columns), part(row, self.rows));
        let ((wx, cx), (wy, cy)) = (self.wish.x[actor], self.wish.y[actor]);
        (x - wx).abs() * cx + (y - wy).abs() * cy + 0.15 * ((x - 0.5).abs() + (y - 0.5).abs())
    }

    /// Strangers within zones, zones that overlap, and room that zones waste.
    fn zone_cost(&self) -> f64 {
        if self.links.zones.is_empty() {
            return 0.0;
        }
        let hull = |members: &Vec<usize>| {
            let cells = members.iter().map(|&m| self.at(self.cell[m]));
            cells.fold((usize::MAX, usize::MAX, 0, 0), |h, (c, r)| {
                (h.0.min(c), h.1.min(r), h.2.max(c), h.3.max(r))
            })
        };
        let hulls: Vec<_> = self
            .links
            .zones
            .iter()
            .enumerate()
            .filter(|(_, m)| !m.is_empty())
            .map(|(z, m)| (z, hull(m)))
            .collect();
        let mut cost = 0.0;
        for (at, &(zone, (left, top, right, bottom))) in hulls.iter().enumerate() {
            let cells = (right - left + 1) * (bottom - top + 1);
            cost += 0.5 * (cells - self.links.zones[zone].len()) as f64;
            for row in top..=bottom {
                let row = &self.actor[row * self.columns + left..=row * self.columns + right];
                let strangers = row.iter().flatten().filter(|&&s| self.links.zone[s] != Some(zone)).count();
                cost += STRANGER * strangers as f64;
            }
            for &(_, (l, t, r, b)) in &hulls[..at] {
                let wide = (right.min(r) + 1).saturating_sub(left.max(l));
                let high = (bottom.min(b) + 1).saturating_sub(top.max(t));
                cost += STRANGER * (wide * high) as f64;
            }
        }
        cost
    }
}

/// The cells without empty columns and rows.
pub(super) fn trimmed(cells: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let used = |f: fn(&(usize, usize)) -> usize| {
        let mut list: Vec<usize> = cells.iter().map(f).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let (columns, rows) = (used(|c| c.0), used(|c| c.1));
    let place = |list: &[usize], at: usize| list.binary_search(&at).unwrap_or(0);
    cells.iter().map(|&(c, r)| (place(&columns, c), place(&rows, r))).collect()
}
