//! Properties of editing: every edit can be taken back exactly, and many are the same as one.

use portolan_core::{
    edit::{Diff, History, apply, check_map},
    map::Map,
};
use portolan_tests::{Roll, command, digest, roll};
use proptest::prelude::*;

/// The same records; the highest identity given out may differ.
fn same(a: &Map, b: &Map) -> bool {
    a.records().eq(b.records())
}

/// Applies what the rolls choose; the accepted differences.
fn play(map: &mut Map, rolls: &[Roll]) -> Vec<Diff> {
    let mut diffs = Vec::new();
    for roll in rolls {
        if let Ok(diff) = apply(map, &command(map, *roll)) {
            diff.apply_to(map);
            diffs.push(diff);
        }
    }
    diffs
}

proptest! {
    #[test]
    fn an_edit_and_its_reverse_change_nothing(rolls in prop::collection::vec(any::<Roll>(), 1..60)) {
        let mut map = Map::default();
        for roll in rolls {
            let before = map.clone();
            if let Ok(diff) = apply(&map, &command(&map, roll)) {
                diff.apply_to(&mut map);
                let mut back = map.clone();
                diff.reversed().apply_to(&mut back);
                prop_assert!(same(&back, &before));
            }
        }
    }

    #[test]
    fn many_edits_squashed_are_the_same_as_one_after_the_other(
        rolls in prop::collection::vec(any::<Roll>(), 1..60),
        skipped in 0usize..30,
    ) {
        let mut start = Map::default();
        let (first, second) = rolls.split_at(skipped.min(rolls.len()));
        play(&mut start, first);
        let mut end = start.clone();
        let diffs = play(&mut end, second);
        let squashed = diffs.into_iter().fold(Diff::default(), Diff::squashed);
        let mut once = start.clone();
        squashed.apply_to(&mut once);
        prop_assert!(same(&once, &end));
        prop_assert_eq!(&squashed, &Diff::between(&start, &end));
        squashed.reversed().apply_to(&mut once);
        prop_assert!(same(&once, &start));
    }

    #[test]
    fn whatever_is_done_the_map_holds_together(rolls in prop::collection::vec(any::<Roll>(), 1..120)) {
        let mut map = Map::default();
        play(&mut map, &rolls);
        prop_assert_eq!(check_map(&map), Ok(()));
    }
}

/// Random edits, undos and redos against a plain list of digests.
#[test]
fn ten_thousand_random_edits_undo_to_the_empty_map_and_redo_to_the_same() {
    let mut map = Map::default();
    let mut history = History::default();
    let mut digests = vec![digest(&map)];
    for n in 0.. {
        if history.last_seq == 10_000 {
            break;
        }
        // Keeps the map at a size where digests are quick.
        let mut roll = roll(7, n);
        if map.actors.len() > 40 {
            roll[0] = 22;
        }
        if let Ok(diff) = apply(&map, &command(&map, roll)) {
            diff.apply_to(&mut map);
            history.push("edit", diff);
            digests.truncate(history.done.len());
            digests.push(digest(&map));
        }
        if roll[4].is_multiple_of(11)
            && let Some(step) = history.undo()
        {
            step.diff.reversed().apply_to(&mut map);
            assert_eq!(digest(&map), digests[history.done.len()]);
        }
    }
    let end = digest(&map);
    while let Some(step) = history.undo() {
        step.diff.reversed().apply_to(&mut map);
        assert_eq!(digest(&map), digests[history.done.len()]);
    }
    assert!(same(&map, &Map::default()));
    while let Some(step) = history.redo() {
        step.diff.apply_to(&mut map);
    }
    assert!(history.done.len() > 5_000);
    assert_eq!(digest(&map), end);
}
