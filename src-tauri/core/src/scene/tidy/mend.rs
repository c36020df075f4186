//! Mending: those at the ends of crossing flows are moved, and a move stays where the composed picture is better.

use super::{
    Arranged, Task,
    grid::{Grid, Moves, Wish},
};
use crate::random::SplitMix64;
use std::collections::BTreeSet;

/// How much worse by its cells a move may be that is drawn.
const DARING: f64 = 6.0;
/// Of so many moves the one is drawn that is best by its cells.
const CHOICE: usize = 5;

/// An arrangement that is being mended.
pub(super) struct Mending<'t> {
    task: &'t Task<'t>,
    /// The best so far.
    pub best: Arranged,
    grid: Grid<'t>,
    random: SplitMix64,
    /// What was drawn in vain since it last became better.
    in_vain: BTreeSet<Moves>,
}

impl<'t> Mending<'t> {
    pub fn new(task: &'t Task<'t>, best: Arranged, wish: &'t Wish) -> Mending<'t> {
        let shape = &best.trial.shape;
        let grid = Grid::seated(task.links, wish, shape, task.card(shape), &best.cells);
        Mending { task, random: SplitMix64(best.trial.seed), best, grid, in_vain: BTreeSet::new() }
    }

    /// Draws so many pictures; fewer where there is nothing left to mend.
    pub fn draw(&mut self, pictures: usize) {
        for _ in 0..pictures {
            let Some(moves) = self.promising() else { return };
            let back = self.grid.moved(&moves);
            let arranged = self.task.arranged(self.grid.cells(), self.best.trial);
            if arranged.verdict.beats(&self.best.verdict) {
                self.best = arranged;
                self.in_vain.clear();
            } else {
                self.grid.moved(&back);
                self.in_vain.insert(moves);
            }
        }
    }

    /// A move of somebody in trouble that was not drawn yet.
    fn promising(&mut self) -> Option<Moves> {
        let trouble = &self.best.verdict.trouble;
        let mut best: Option<(f64, Moves)> = None;
        let mut left = CHOICE;
        for _ in 0..20 * CHOICE {
            let actor = *trouble.get(self.random.below(trouble.len().max(1)))?;
            let Ok(place) = self.task.actors.binary_search(&actor) else { continue };
            let Some((gain, moves)) = self.grid.weighed(place, &mut self.random) else { continue };
            if gain < -DARING || self.in_vain.contains(&moves) {
                continue;
            }
            if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, moves));
            }
            left -= 1;
            if left == 0 {
                break;
            }
        }
        best.map(|(_, moves)| moves)
    }
}
