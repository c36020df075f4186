//! Best paths where factors multiply: trust and influence.
//!
//! Layered search over walks of at most so many steps. It is exact for simple paths, because every factor
//! is at most 1 and cutting a cycle out never lowers a product. One path can be shown and judged; sums
//! over paths would count the same thing twice.

use std::collections::BTreeMap;

/// Factors between pairs of actors, with the flows they come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Factors {
    pairs: BTreeMap<(usize, usize), Factor>,
    /// For each actor who leads to it.
    into: BTreeMap<usize, Vec<usize>>,
}

/// What one step multiplies by.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    /// 0 to 1.
    pub value: f64,
    /// The flows it rests on.
    pub flows: Vec<usize>,
}

/// A path with its product.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    /// Product, with what is lost for each step after the first.
    pub value: f64,
    /// Actors from start to end.
    pub actors: Vec<usize>,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// The most steps.
    pub steps: usize,
    /// Factor for each step after the first.
    pub decay: f64,
    /// Products below this are dropped.
    pub floor: f64,
}

/// The best ways to one actor: for each number of steps, the value of each actor that gets there, and its
/// next step.
pub(super) struct Ways {
    target: usize,
    decay: f64,
    layers: Vec<BTreeMap<usize, (f64, usize)>>,
}

impl Factors {
    /// Adds a factor; several between the same two actors are joined by `join`.
    pub fn add(&mut self, from: usize, to: usize, value: f64, flow: usize, join: fn(f64, f64) -> f64) {
        if from == to || value <= 0.0 {
            return;
        }
        let into = &mut self.into;
        let entry = self.pairs.entry((from, to)).or_insert_with(|| {
            into.entry(to).or_default().push(from);
            Factor { value: 0.0, flows: Vec::new() }
        });
        entry.value = join(entry.value, value);
        entry.flows.push(flow);
    }

    /// What `look` sees with these factors `(from, to, value, flow)` added; then they are gone again.
    pub fn with<T>(
        &mut self,
        added: &[(usize, usize, f64, usize)],
        join: fn(f64, f64) -> f64,
        look: impl FnOnce(&Factors) -> T,
    ) -> T {
        let before = added.iter().map(|&(from, to, ..)| ((from, to), self.pairs.get(&(from, to)).cloned()));
        let before: BTreeMap<(usize, usize), Option<Factor>> = before.collect();
        added.iter().for_each(|&(from, to, value, flow)| self.add(from, to, value, flow, join));
        let seen = look(self);
        for ((from, to), factor) in before {
            match factor {
                Some(factor) => {
                    self.pairs.insert((from, to), factor);
                }
                None => {
                    self.pairs.remove(&(from, to));
                    self.into.entry(to).or_default().retain(|&f| f != from);
                }
            }
        }
        seen
    }

    /// The factor of one step.
    pub fn between(&self, from: usize, to: usize) -> Option<&Factor> {
        self.pairs.get(&(from, to))
    }

    /// All steps that lead straight to an actor.
    fn leading_to(&self, to: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let from = self.into.get(&to).into_iter().flatten();
        from.map(move |&from| (from, self.pairs[&(from, to)].value))
    }

    /// The best ways to `target` that do not pass `avoid`.
    pub fn ways_to(&self, target: usize, reach: Reach, avoid: Option<usize>) -> Ways {
        let mut layers = vec![BTreeMap::from([(target, (1.0, target))])];
        for step in 1..=reach.steps {
            let keep = if step > 1 { reach.decay } else { 1.0 };
            let mut layer: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
            for (&next, &(value, _)) in &layers[step - 1] {
                for (from, factor) in
                    self.leading_to(next).filter(|(from, _)| *from != target && avoid != Some(*from))
                {
                    let new = value * factor * keep;
                    let better = layer.get(&from).is_none_or(|(old, _)| new > *old);
                    if better && new >= reach.floor {
                        layer.insert(from, (new, next));
                    }
                }
            }
            layers.push(layer);
        }
        Ways { target, decay: reach.decay, layers }
    }

    /// The flows that a path rests on.
    pub fn flows_of(&self, path: &Path) -> Vec<usize> {
        let steps = path.actors.windows(2).filter_map(|w| self.between(w[0], w[1]));
        steps.flat_map(|f| f.flows.iter().copied()).collect()
    }
}

impl Ways {
    /// The best way from an actor; of equal ones the shortest.
    pub fn from(&self, actor: usize) -> Option<Path> {
        let layers = self.layers.iter().enumerate().skip(1);
        let values = layers.filter_map(|(steps, l)| l.get(&actor).map(|(value, _)| (*value, steps)));
        let (value, steps) = values.fold(None, |best: Option<(f64, usize)>, new| match best {
            Some(best) if best.0 >= new.0 => Some(best),
            _ => Some(new),
        })?;
        let mut actors = vec![actor];
        for layer in self.layers[1..=steps].iter().rev() {
            actors.push(layer[&actors[actors.len() - 1]].1);
        }
        debug_assert_eq!(actors.last(), Some(&self.target));
        Some(Path { value, actors })
    }

    /// The best way from an actor that takes another first step: `without` are the ways that avoid it.
    pub fn runner_up(&self, factors: &Factors, path: &Path, without: &Ways) -> Option<Path> {
        let start = path.actors[0];
        let straight = factors.between(start, self.target).map(|f| (f.value, vec![start, self.target]));
        let others =
            factors.pairs.range((start, 0)..=(start, usize::MAX)).filter_map(|(&(_, next), factor)| {
                let rest = without.shorter(next)?;
                let actors: Vec<usize> = std::iter::once(start).chain(rest.actors).collect();
                Some((factor.value * rest.value * self.decay, actors))
            });
        let different = straight.into_iter().chain(others).filter(|(_, actors)| actors[1] != path.actors[1]);
        let best = different.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Path { value: best.0, actors: best.1 })
    }

    /// The best way from an actor that leaves room for one step before it.
    fn shorter(&self, actor: usize) -> Option<Path> {
        let cut = Ways {
            target: self.target,
            decay: self.decay,
            layers: self.layers[..self.layers.len() - 1].to_vec(),
        };
        cut.from(actor)
    }

    /// Everybody who gets there.
    pub fn starts(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.layers[1..].iter().flat_map(|l| l.keys().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Several things that each may do it: 1 - (1 - a)(1 - b).
pub(super) fn either(a: f64, b: f64) -> f64 {
    1.0 - (1.0 - a) * (1.0 - b)
}
