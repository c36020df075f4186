//! Question 8, in influence: through whom we are heard, and how much hangs on that one way.
//!
//! The best and the second-best way to the decider of each decision (see `influence`). Strengths are
//! ordinal: their products rank ways and measure nothing, so sentences compare in words.

use super::{HeardGap, influence::Hold, snapshot::Snapshot, words};

/// From this part of the best way a second one is as good.
const AS_GOOD: f64 = 0.8;

/// For each decision in which we have a say and do not decide: the best way and the gap to the next, the
/// widest first.
pub(super) fn gaps(map: &Snapshot, holds: &[Hold]) -> Vec<HeardGap> {
    let mut all: Vec<HeardGap> = holds.iter().filter_map(|hold| gap(map, hold)).collect();
    all.sort_by(|a, b| b.gap.total_cmp(&a.gap));
    all
}

fn gap(map: &Snapshot, hold: &Hold) -> Option<HeardGap> {
    let ours = hold.influence.iter().find(|h| map.us == Some(h.best.actors[0]))?;
    let name = &hold.rights.name;
    let second = ours.runner_up.as_ref();
    let next = match second {
        None => say!("no other way is drawn").to_owned(),
        Some(path) => {
            let as_good = path.value >= AS_GOOD * ours.best.value;
            let how = if as_good { say!("about as good") } else { say!("weaker") };
            say!("the next best way, {actors}, is {how}", actors = way(map, &path.actors), how)
        }
    };
    Some(HeardGap {
        decision: name.clone(),
        value: ours.best.value,
        runner_up: second.map(|p| p.value),
        gap: ours.best.value - second.map_or(0.0, |p| p.value),
        sentence: say!(
            "In “{name}” you are heard {actors}; {next}.",
            name,
            actors = way(map, &ours.best.actors),
            next
        ),
        path: map.actor_ids(ours.best.actors.iter().copied()),
        runner_up_path: map.actor_ids(second.map_or(&[][..], |p| &p.actors).iter().copied()),
    })
}

/// "through SI1", "by CIO directly".
fn way(map: &Snapshot, actors: &[usize]) -> String {
    match actors {
        [_, middle @ .., _] if !middle.is_empty() => {
            say!("through {a}", a = words::list(middle.iter().map(|&a| map.name(a)), 3))
        }
        [.., decider] => say!("by {decider} directly", decider = map.name(*decider)),
        [] => String::new(),
    }
}
