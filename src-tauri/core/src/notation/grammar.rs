//! The forms of the notation, each with an example: what the help shows.

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
const FORMS: [(&str, &str, &str); 25] = [
    ("Actors", "Acme", "an actor"),
    ("Actors", "Acme : gatekeeper, platform", "its roles"),
    ("Actors", "Acme {owner COO, stage sell, fact \"Sells to hospitals\"}", "more about an actor"),
    ("Actors", "# Where demand forms", "a zone, for the actors on the next lines"),
    ("Flows", "Acme -money 40k/y-> Us", "a flow with its amount"),
    ("Flows", "Shop -money EUR 5k/month-> Us", "an amount in another currency, by the month"),
    ("Flows", "Acme -> Us : data claims history", "the same, kind after the colon"),
    ("Flows", "Hospital -data outcomes-> Us -data benchmarks-> Hospital", "several flows in one line"),
    ("Flows", "Hospital <-data-> Us", "one flow, synchronised both ways"),
    ("Flows", "Analyst -trust 4-> Us", "strength 1 to 5 where there is no number"),
    ("Flows", "Shop -money 300k/y-> Us {via Integrator, delay 120d, estimated, source \"CRM export\"}", "more about a flow"),
    ("Decisions", "CIO decides buy", "who decides"),
    ("Decisions", "Procurement agrees buy {30d}", "who can say no, and how long it takes"),
    ("Decisions", "Analyst recommends buy", "whose advice is asked"),
    ("Decisions", "decision buy about Hospital", "what is decided, and about whom"),
    ("Registers", "dataset Outcomes from Hospital sensitivity 3", "data with a name"),
    ("Registers", "agreement \"API terms\" between Store and Us {terms of access, changed by Store, notice 30d, yellow}", "what a relation rests on"),
    ("Registers", "deal \"Northwind\" 80k touched by Shop, Us", "a won sale, and who touched it"),
    ("Registers", "move \"Certify the integrator\" {owner CTO, due 2026-12-31}", "something to do this quarter"),
    ("Registers", "interdependency Shop {owner COO, rank 1}", "who answers for it, and its place by hand"),
    ("Registers", "note \"Ask about Poland\" {parked}", "a thought in the parking lot"),
    ("The map", "map \"Our routes to the buyer\"", "its title"),
    ("The map", "question \"Who holds our route?\"", "the question it answers"),
    ("The map", "us Our firm", "which actor is us"),
    ("The map", "currency EUR", "the currency of amounts without one"),
];

/// Every form, group by group.
pub fn grammar() -> Vec<Form> {
    FORMS.iter().map(|&(group, example, meaning)| Form { group, example, meaning }).collect()
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
