//! The fields of decisions, datasets, agreements, deals and moves.

use super::{
    Described, Entry, FieldInput, Shape,
    entry::{by, by_actors, by_flows, by_word, choice, choices, line},
    value,
};
use crate::map::{Agreement, AgreementKind, Dataset, Deal, Decision, Kind, Light, Move, Quantity, Unfit};

macro_rules! described {
    ($record:ty, $sort:expr, $entries:ident) => {
        impl Described for $record {
            fn entries() -> &'static [Entry<$record>] {
                $entries
            }

            fn sort(&self) -> &'static str {
                $sort
            }
        }
    };
}

pub(super) use described;

described!(Decision, sayable!("a decision"), DECISION);
described!(Dataset, sayable!("a dataset"), DATASET);
described!(Agreement, sayable!("an agreement"), AGREEMENT);
described!(Deal, sayable!("a deal"), DEAL);
described!(Move, sayable!("a move"), MOVE);

static DECISION: &[Entry<Decision>] = &[
    Entry::<Decision>::new(
        "title",
        "Decision",
        "What is decided; decision rights refer to it.",
        line!("buy"),
        (
            |d, _| d.title.clone(),
            |d, text, names| match names.find_decision(text) {
                Some(other) if other != d.id => {
                    Err(Unfit::new(say!("There is already a decision \u{201c}{text}\u{201d}", text), ""))
                }
                _ if text.is_empty() => Err(Unfit::new(say!("A decision needs a name"), "buy")),
                _ => {
                    d.title = text.to_owned();
                    Ok(())
                }
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Decision>::new(
        "about",
        "About",
        "Whom the decision is about.",
        |_| FieldInput::Actors { one: true },
        by_actors!(one subject),
    )
    .shape(Shape::Outside),
];

static DATASET: &[Entry<Dataset>] = &[
    Entry::<Dataset>::new(
        "name",
        "Dataset",
        "What it is called; data flows refer to it.",
        line!("claims history"),
        (
            |d, _| d.name.clone(),
            |d, text, names| match names.find_dataset(text) {
                Some(other) if other != d.id => {
                    Err(Unfit::new(say!("There is already a dataset \u{201c}{text}\u{201d}", text), ""))
                }
                _ if text.is_empty() => Err(Unfit::new(say!("A dataset needs a name"), "claims history")),
                _ => {
                    d.name = text.to_owned();
                    Ok(())
                }
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Dataset>::new(
        "from",
        "Begins at",
        "The actor with whom it begins.",
        |_| FieldInput::Actors { one: true },
        by_actors!(one origin),
    )
    .shape(Shape::Outside),
    Entry::<Dataset>::new(
        "sensitivity",
        "Sensitivity",
        "From 0 (public) to 4 (most sensitive).",
        line!("3"),
        (
            |d, _| d.sensitivity.to_string(),
            |d, text, _| match text.parse() {
                Ok(level @ 0..=4) => {
                    d.sensitivity = level;
                    Ok(())
                }
                _ if text.is_empty() => {
                    d.sensitivity = 0;
                    Ok(())
                }
                _ => Err(Unfit::new(say!("Sensitivity goes from 0 (public) to 4 (most sensitive)"), "4")),
            },
        ),
    )
    .shape(Shape::Outside),
];

static AGREEMENT: &[Entry<Agreement>] = &[
    Entry::<Agreement>::new("title", "Agreement", "What it is called.", line!("API terms"), by!(title, any))
        .shape(Shape::Outside),
    Entry::<Agreement>::new(
        "between",
        "Between",
        "Its parties.",
        |_| FieldInput::Actors { one: false },
        by_actors!(parties),
    )
    .shape(Shape::Outside),
    Entry::<Agreement>::new(
        "kinds",
        "What it is",
        "What sort of agreement.",
        choices!(AgreementKind),
        by!(kinds, words),
    )
    .shape(Shape::Bare),
    Entry::<Agreement>::new(
        "covers",
        "Covers",
        "The flows that rest on it.",
        line!("Us -data-> App store"),
        by_flows!(covers),
    )
    .shape(Shape::Late),
    Entry::<Agreement>::new(
        "openness",
        "Openness",
        "Open where it helps, strict where it protects.",
        |_| FieldInput::Choice { choices: vec!["open".into(), "strict".into()] },
        (
            |a, _| a.strict.map_or("", |strict| if strict { "strict" } else { "open" }).to_owned(),
            |a, text, _| {
                a.strict = match text.to_ascii_lowercase().as_str() {
                    "" => None,
                    "open" => Some(false),
                    "strict" => Some(true),
                    _ => return Err(Unfit::new(say!("An agreement is open or strict"), "strict")),
                };
                Ok(())
            },
        ),
    )
    .group("Change")
    .shape(Shape::Bare),
    Entry::<Agreement>::new(
        "changed by",
        "Can be changed by",
        "Who may change it alone.",
        |_| FieldInput::Actors { one: true },
        (
            |a, names| a.changed_alone_by.map_or("", |a| names.map().name(a)).to_owned(),
            |a, text, names| {
                let name = match text.strip_suffix(" alone") {
                    Some(name) if names.find_actor(text).is_none() => name.trim_end(),
                    _ => text,
                };
                a.changed_alone_by = if name.is_empty() { None } else { Some(names.actor(name)?) };
                Ok(())
            },
        ),
    )
    .group("Change"),
    Entry::<Agreement>::new(
        "notice",
        "Notice",
        "With how many days' notice.",
        line!("30d"),
        by!(notice_days, days),
    )
    .group("Change"),
    Entry::<Agreement>::new(
        "review",
        "Review",
        "The day of renewal or review.",
        line!("2026-12-31"),
        by!(review, date),
    )
    .group("Change"),
    Entry::<Agreement>::new(
        "tested",
        "Tested",
        "A certification with a stated test.",
        |_| FieldInput::Switch,
        by!(tested, switch),
    )
    .shape(Shape::Switch),
    Entry::<Agreement>::new(
        "state",
        "State",
        "Red in trouble, yellow at risk, green on track.",
        choice!(Light),
        by_word!(state),
    )
    .shape(Shape::Bare),
    Entry::<Agreement>::new(
        "owner",
        "Owner",
        "Who on our side answers for it.",
        line!("General counsel"),
        by!(owner, any),
    ),
];

static DEAL: &[Entry<Deal>] = &[
    Entry::<Deal>::new("name", "Deal", "What it is called.", line!("Northwind"), by!(name, any))
        .shape(Shape::Outside),
    Entry::<Deal>::new(
        "amount",
        "Amount",
        "What it brought, once.",
        line!("80k"),
        (
            |d, _| d.amount.as_ref().map_or_else(String::new, amount_text),
            |d, text, _| {
                d.amount = if text.is_empty() { None } else { Some(Quantity::parse_once(text)?) };
                Ok(())
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Deal>::new(
        "touched by",
        "Touched by",
        "Who touched it, in order.",
        |_| FieldInput::Actors { one: false },
        (
            |d, names| value::actor_names(d.touches.iter(), names),
            |d, text, names| {
                let items = crate::map::quote::split_list(text).into_iter();
                d.touches =
                    items.map(|i| names.actor(&crate::map::quote::plain(i))).collect::<Result<_, _>>()?;
                Ok(())
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Deal>::new("date", "Date", "The day it was won.", line!("2026-03-31"), by!(date, date)),
];

/// An amount paid once without the word for it.
fn amount_text(amount: &Quantity) -> String {
    let text = amount.text(Kind::Money);
    text.strip_suffix(" once").map_or_else(|| text.clone(), str::to_owned)
}

static MOVE: &[Entry<Move>] = &[
    Entry::<Move>::new(
        "text",
        "To do",
        "What to do this quarter.",
        line!("Certify the second integrator"),
        by!(text, any),
    )
    .shape(Shape::Outside),
    Entry::<Move>::new("owner", "Owner", "Who does it.", line!("Head of partnerships"), by!(owner, any)),
    Entry::<Move>::new("due", "Due", "The day it should be done.", line!("2026-12-31"), by!(due, date)),
    Entry::<Move>::new(
        "state",
        "State",
        "Red in trouble, yellow at risk, green on track.",
        choice!(Light),
        by_word!(state),
    )
    .shape(Shape::Bare),
    Entry::<Move>::new(
        "concerns",
        "Concerns",
        "The actors it concerns.",
        |_| FieldInput::Actors { one: false },
        by_actors!(actors),
    )
    .shape(Shape::List),
    Entry::<Move>::new(
        "flows",
        "Flows",
        "The flows it concerns.",
        line!("Shop -money-> Us"),
        by_flows!(flows),
    )
    .shape(Shape::Late),
];
