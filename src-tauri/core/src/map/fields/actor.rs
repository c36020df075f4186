//! The fields of an actor.

use super::{
    Described, Entry, FieldInput, Shape,
    entry::{by, by_word, choice, choices, line},
    value,
};
use crate::map::{
    Actor, Light, Member, Role, Stage, Unfit,
    fields::names::key,
    quote::{plain, quoted_at, quoted_where_needed, split_list},
};

impl Described for Actor {
    fn entries() -> &'static [Entry<Actor>] {
        ENTRIES
    }

    fn sort(&self) -> &'static str {
        sayable!("an actor")
    }
}

static ENTRIES: &[Entry<Actor>] = &[
    Entry::<Actor>::new(
        "name",
        "Name",
        "What it is called; no other actor has the same name.",
        line!("Procurement"),
        (
            |a, _| a.name.clone(),
            |a, text, names| {
                match names.find_actor(text) {
                    _ if text.is_empty() => return Err(Unfit::new(say!("An actor needs a name"), &a.name)),
                    Some(other) if other != a.id => {
                        return Err(Unfit::new(
                            say!(
                                "There is already an actor \u{201c}{text}\u{201d}; if both are one, select them and merge them",
                                text
                            ),
                            "",
                        ));
                    }
                    _ if key(text).is_empty() => {
                        return Err(Unfit::new(say!("An actor needs a name"), &a.name));
                    }
                    _ => a.name = text.to_owned(),
                }
                Ok(())
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Actor>::new(
        "roles",
        "Roles",
        "What it is here; the first role chooses the icon.",
        choices!(Role),
        by!(roles, words),
    )
    .shape(Shape::Outside),
    Entry::<Actor>::new(
        "fact",
        "Fact on the card",
        "One fact that says why it matters.",
        line!("20 certified connectors"),
        by!(fact, any),
    )
    .shape(Shape::Text),
    Entry::<Actor>::new(
        "owner",
        "Owner",
        "The executive on our side who answers for this relation.",
        line!("Head of partnerships"),
        by!(owner, any),
    ),
    Entry::<Actor>::new(
        "stage",
        "Partner stage",
        "How far the partner has come.",
        choice!(Stage),
        by_word!(stage),
    )
    .group("Partner"),
    Entry::<Actor>::new(
        "state",
        "State",
        "Red in trouble, yellow at risk, green on track.",
        choice!(Light),
        by_word!(state),
    )
    .group("Partner")
    .shape(Shape::Bare),
    Entry::<Actor>::new(
        "boundary",
        "Controls",
        "The boundary resource it controls: an interface, a store, a certificate.",
        line!("the app store"),
        by!(boundary, any),
    )
    .shape(Shape::Text)
    .group("Partner"),
    Entry::<Actor>::new(
        "can",
        "Can do",
        "What it can do, in words that are compared between actors.",
        line!("invoicing, payroll"),
        by!(capabilities, texts),
    )
    .group("Partner")
    .shape(Shape::List),
    Entry::<Actor>::new(
        "group",
        "Stands for several",
        "It stands for several organisations or people.",
        |_| FieldInput::Switch,
        by!(group, switch),
    )
    .group("Group")
    .shape(Shape::Switch),
    Entry::<Actor>::new("count", "How many", "How many it stands for.", line!("20"), by!(count, count))
        .group("Group"),
    Entry::<Actor>::new(
        "members",
        "Members",
        "The members by name, with their share of the group.",
        line!("Alpha 40%, Beta 25%"),
        (
            |a, _| a.members.iter().map(member_text).collect::<Vec<_>>().join(", "),
            |a, text, _| {
                a.members = split_list(text).into_iter().map(member).collect::<Result<_, _>>()?;
                Ok(())
            },
        ),
    )
    .group("Group")
    .shape(Shape::List),
    Entry::<Actor>::new(
        "dwell",
        "Days it takes",
        "Days that work rests here on a route through this actor.",
        line!("10d"),
        by!(dwell_days, days),
    )
    .group("Time"),
    Entry::<Actor>::new(
        "days to value",
        "Days to first value",
        "Days until a customer who comes by this way has first value; of us: without a partner.",
        line!("45d"),
        (
            |a, _| value::days::text(&a.figures.days_to_value),
            |a, text, _| {
                a.figures.days_to_value = value::days::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "certified",
        "Certified people",
        "How many of the partner's people are certified.",
        line!("6"),
        (
            |a, _| value::count::text(&a.figures.certified),
            |a, text, _| {
                a.figures.certified = value::count::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "certified target",
        "Certified, target",
        "How many should be.",
        line!("8"),
        (
            |a, _| value::count::text(&a.figures.certified_target),
            |a, text, _| {
                a.figures.certified_target = value::count::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "nps",
        "Satisfaction (NPS)",
        "Net promoter score of its customers, from -100 to 100.",
        line!("40"),
        (
            |a, _| value::score::text(&a.figures.nps),
            |a, text, _| {
                a.figures.nps = value::score::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "days without",
        "Days without it",
        "Days a project takes without the partner.",
        line!("60d"),
        (
            |a, _| value::days::text(&a.figures.days_without),
            |a, text, _| {
                a.figures.days_without = value::days::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "days with",
        "Days with it",
        "Days a project takes with the partner.",
        line!("45d"),
        (
            |a, _| value::days::text(&a.figures.days_with),
            |a, text, _| {
                a.figures.days_with = value::days::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "services margin",
        "Services margin",
        "The margin the partner makes on services.",
        line!("24%"),
        (
            |a, _| value::share::text(&a.figures.margin),
            |a, text, _| {
                a.figures.margin = value::share::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "margin target",
        "Margin it needs",
        "The margin that makes the partner stay.",
        line!("30%"),
        (
            |a, _| value::share::text(&a.figures.margin_target),
            |a, text, _| {
                a.figures.margin_target = value::share::parse(text)?;
                Ok(())
            },
        ),
    )
    .group("Results"),
    Entry::<Actor>::new(
        "outcomes",
        "Shared outcomes",
        "Figures that both sides look at, before and after.",
        line!("claims days 60 to 45"),
        by!(outcomes, outcomes),
    )
    .group("Results")
    .shape(Shape::List),
    Entry::<Actor>::new(
        "zone",
        "Zone",
        "The region of the sheet it belongs to.",
        |map| FieldInput::Choice { choices: map.zones.values().map(|z| z.title.clone()).collect() },
        (
            |a, names| {
                a.zone.and_then(|z| names.map().zones.get(&z)).map_or_else(String::new, |z| z.title.clone())
            },
            |a, text, names| {
                a.zone = if text.is_empty() { None } else { Some(names.zone(text)?) };
                Ok(())
            },
        ),
    )
    .group("Sheet")
    .shape(Shape::Outside),
    Entry::<Actor>::new(
        "at",
        "Place",
        "The centre of its card: to the right, then down.",
        line!("120 80"),
        (
            |a, _| super::sheet::point_text(a.position),
            |a, text, _| {
                a.position = super::sheet::point(text)?;
                Ok(())
            },
        ),
    )
    .group("Sheet"),
    Entry::<Actor>::new(
        "locked",
        "Locked",
        "Neither pointer nor tidy moves it.",
        |_| FieldInput::Switch,
        by!(locked, switch),
    )
    .group("Sheet")
    .shape(Shape::Switch),
    Entry::<Actor>::new(
        "remark",
        "Remark",
        "Longer remarks; not on the page.",
        |_| FieldInput::Lines,
        by!(remark, any),
    )
    .shape(Shape::Text)
    .group("Remark"),
];

fn member_text(member: &Member) -> String {
    let share = value::share::text(&member.share);
    if share.is_empty() {
        let bare = quoted_where_needed(&member.name);
        return if self::member(&bare).as_ref() == Ok(member) {
            bare
        } else {
            crate::map::quote::quote(&member.name)
        };
    }
    format!("{} {share}", quoted_where_needed(&member.name))
}

/// A member from `name`, `name 40%` or `"name" 40%`.
fn member(item: &str) -> Result<Member, Unfit> {
    if let Some((name, length)) = quoted_at(item) {
        return Ok(Member { name, share: value::share::parse(item[length..].trim())? });
    }
    if let Some((name, last)) = item.rsplit_once(char::is_whitespace)
        && (last.ends_with('%') || last.starts_with("0.") || last == "0" || last == "1")
        && let Ok(share) = value::share::parse(last)
    {
        return Ok(Member { name: plain(name.trim()), share });
    }
    Ok(Member { name: item.to_owned(), share: None })
}
