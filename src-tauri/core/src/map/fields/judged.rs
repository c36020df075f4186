//! The fields of the register of interdependencies and of marks on findings.

use super::{
    Described, Entry, FieldInput, Shape,
    entry::{by, by_actors, by_flows, by_word, choice, line},
    registers::described,
    value,
};
use crate::map::{InterdependencyEntry, Light, Mark, Unfit};

described!(InterdependencyEntry, sayable!("an interdependency"), INTERDEPENDENCY);
described!(Mark, sayable!("a mark on a finding"), MARK);

static INTERDEPENDENCY: &[Entry<InterdependencyEntry>] = &[
    Entry::<InterdependencyEntry>::new(
        "owner",
        "Owner",
        "The executive who answers for it.",
        line!("COO"),
        by!(owner, any),
    ),
    Entry::<InterdependencyEntry>::new(
        "review",
        "Review",
        "The day it is looked at again.",
        line!("2026-12-31"),
        by!(review, date),
    ),
    Entry::<InterdependencyEntry>::new(
        "evidence",
        "Evidence",
        "How we know, in a few words.",
        line!("CRM export, March"),
        by!(evidence, any),
    )
    .shape(Shape::Text),
    Entry::<InterdependencyEntry>::new(
        "state",
        "State",
        "Red in trouble, yellow at risk, green on track.",
        choice!(Light),
        by_word!(state),
    )
    .shape(Shape::Bare),
    Entry::<InterdependencyEntry>::new(
        "rank",
        "Place by hand",
        "Its place on the list; empty for the one the numbers give it.",
        line!("1"),
        (
            |e, _| value::count::text(&e.rank),
            |e, text, _| match value::count::parse(text)? {
                Some(0) => Err(Unfit::new(say!("Places are counted from 1"), "1")),
                rank => {
                    e.rank = rank;
                    Ok(())
                }
            },
        ),
    ),
    Entry::<InterdependencyEntry>::new(
        "left out",
        "Left out",
        "Taken off the list by hand.",
        |_| FieldInput::Switch,
        by!(left_out, switch),
    )
    .shape(Shape::Switch),
    Entry::<InterdependencyEntry>::new(
        "remark",
        "Remark",
        "Anything longer.",
        |_| FieldInput::Lines,
        by!(remark, any),
    )
    .shape(Shape::Text),
];

static MARK: &[Entry<Mark>] = &[
    Entry::<Mark>::new("pinned", "Pinned", "Goes on the page.", |_| FieldInput::Switch, by!(pinned, switch))
        .shape(Shape::Switch),
    Entry::<Mark>::new(
        "set aside",
        "Set aside",
        "Why it does not count here.",
        line!("the contract is being signed"),
        by!(reason, any),
    )
    .shape(Shape::Text),
    Entry::<Mark>::new(
        "on",
        "Actors",
        "The actors it rests on.",
        |_| FieldInput::Actors { one: false },
        by_actors!(actors),
    )
    .shape(Shape::List),
    Entry::<Mark>::new(
        "flows",
        "Flows",
        "The flows it rests on.",
        line!("Shop -money-> Us"),
        by_flows!(flows),
    )
    .shape(Shape::Late),
];
