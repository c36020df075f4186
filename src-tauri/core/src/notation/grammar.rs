//! The forms of the notation, each with an example: what the help shows.

use crate::language;
use serde::Serialize;
use ts_rs::TS;

/// One form of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Form {
    /// What sort of statement it is: "Flows".
    pub group: &'static str,
    /// A statement of this form.
    pub example: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

#[rustfmt::skip]
const FORMS: [(&str, &str, &str); 26] = [
    (sayable!("Actors"), "Acme", sayable!("an actor")),
    (sayable!("Actors"), "Acme : gatekeeper, platform", sayable!("its roles")),
    (sayable!("Actors"), "Acme {owner COO, stage sell, fact \"Sells to hospitals\"}", sayable!("more about an actor")),
    (sayable!("Actors"), "# Where demand forms", sayable!("a zone, for the actors on the next lines")),
    (sayable!("Flows"), "Acme -money 40k/y-> Us", sayable!("a flow with its amount")),
    (sayable!("Flows"), "Shop -money EUR 5k/month-> Us", sayable!("an amount in another currency, by the month")),
    (sayable!("Flows"), "Acme -money ~45k/y-> Us", sayable!("an estimate; 45k/y! is known, 45k/y? is assumed")),
    (sayable!("Flows"), "Acme -> Us : data claims history", sayable!("the same, kind after the colon")),
    (sayable!("Flows"), "Hospital -data outcomes-> Us -data benchmarks-> Hospital", sayable!("several flows in one line")),
    (sayable!("Flows"), "Hospital <-data-> Us", sayable!("one flow, synchronised both ways")),
    (sayable!("Flows"), "Analyst -trust 4-> Us", sayable!("strength 1 to 5 where there is no number")),
    (sayable!("Flows"), "Shop -money 300k/y-> Us {via Integrator, delay 120d, estimated, source \"CRM export\"}", sayable!("more about a flow")),
    (sayable!("Decisions"), "CIO decides buy", sayable!("who decides")),
    (sayable!("Decisions"), "Procurement agrees buy {30d}", sayable!("who can say no, and how long it takes")),
    (sayable!("Decisions"), "Analyst recommends buy", sayable!("whose advice is asked")),
    (sayable!("Decisions"), "decision buy about Hospital", sayable!("what is decided, and about whom")),
    (sayable!("Registers"), "dataset Outcomes from Hospital sensitivity 3", sayable!("data with a name")),
    (sayable!("Registers"), "agreement \"API terms\" between Store and Us {terms of access, changed by Store, notice 30d, yellow}", sayable!("what a relation rests on")),
    (sayable!("Registers"), "deal \"Northwind\" 80k touched by Shop, Us", sayable!("a won sale, and who touched it")),
    (sayable!("Registers"), "move \"Certify the integrator\" {owner CTO, due 2026-12-31}", sayable!("something to do this quarter")),
    (sayable!("Registers"), "interdependency Shop {owner COO, rank 1}", sayable!("who answers for it, and its place by hand")),
    (sayable!("Registers"), "note \"Ask about Poland\" {parked}", sayable!("a thought in the parking lot")),
    (sayable!("The map"), "map \"Our routes to the buyer\"", sayable!("its title")),
    (sayable!("The map"), "question \"Who holds our route?\"", sayable!("the question it answers")),
    (sayable!("The map"), "us Our firm", sayable!("which actor is us")),
    (sayable!("The map"), "currency EUR", sayable!("the currency of amounts without one")),
];

/// Every form, group by group.
pub fn grammar() -> Vec<Form> {
    let form = |&(group, example, meaning)| Form {
        group: language::of(group),
        example,
        meaning: language::of(meaning),
    };
    FORMS.iter().map(form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{map::Map, notation::read};

    #[test]
    fn every_example_is_understood_on_a_map_where_the_others_were_said() {
        let mut map = Map::default();
        for form in grammar() {
            let reading = read(&map, form.example);
            assert_eq!(reading.problems, [], "{}", form.example);
            assert!(!reading.diff.changes.is_empty(), "{} says nothing", form.example);
            reading.diff.apply_to(&mut map);
        }
    }
}
