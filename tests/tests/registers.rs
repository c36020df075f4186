//! What people put down about what the map says: it goes before the numbers, and it is kept.

use portolan_core::{
    edit::{Command, apply},
    eval::{EvalConfig, Evaluation, evaluate},
    map::{FindingKey, Map, RecordId},
    notation,
};

const MAP: &str = "us We\nWe : own organisation\nRetail : customer\nTrade : customer\nShop : platform\n\
    Retail -money 60k/y-> Shop\nTrade -money 20k/y-> We\nShop -money 50k/y-> We";

struct Table {
    map: Map,
}

impl Table {
    fn set(text: &str) -> Table {
        let reading = notation::read(&Map::default(), text);
        assert_eq!(reading.problems, [], "{text}");
        let mut map = Map::default();
        reading.diff.apply_to(&mut map);
        Table { map }
    }

    fn actor(&self, name: &str) -> RecordId {
        self.map.actor_named(name).unwrap_or_else(|| panic!("no {name}")).id.into()
    }

    fn edit(&mut self, command: Command) {
        apply(&self.map, &command).expect("it makes sense").apply_to(&mut self.map);
    }

    fn put(&mut self, name: &str, field: &str, value: &str) {
        let (subject, field, value) = (self.actor(name), field.into(), value.into());
        self.edit(Command::SetInterdependency { subject, field, value });
    }

    fn place(&mut self, name: &str, from: Option<u32>, to: u32) {
        let subject = self.actor(name);
        self.edit(Command::PlaceInterdependency { subject, from, to });
    }

    fn evaluation(&self) -> Evaluation {
        evaluate(&self.map, &EvalConfig::default())
    }

    /// The list as "Shop*" where a place was given by hand.
    fn list(&self) -> Vec<String> {
        let name = |id| match id {
            RecordId::Actor(id) => self.map.name(id).to_owned(),
            other => format!("{other:?}"),
        };
        let top = self.evaluation().top;
        assert!(top.iter().enumerate().all(|(at, t)| t.rank == at as u32 + 1));
        top.iter().map(|t| format!("{}{}", name(t.subject), if t.by_hand { "*" } else { "" })).collect()
    }

    fn key(&self, code: &str) -> FindingKey {
        let found = self.evaluation().findings.into_iter().find(|f| f.code == code);
        let finding = found.unwrap_or_else(|| panic!("no {code}"));
        FindingKey { code: finding.code, actors: finding.actors, flows: finding.flows }
    }

    /// Out of the text and back in, nothing is lost.
    fn through_text(&self) -> Table {
        let text = notation::print(&self.map);
        let again = Table::set(&text);
        assert_eq!(notation::print(&again.map), text);
        again
    }
}

#[test]
fn the_list_is_as_proposed_where_nobody_says_otherwise() {
    assert_eq!(Table::set(MAP).list(), ["Retail", "Shop", "Trade"]);
}

#[test]
fn a_place_by_hand_goes_before_the_numbers_and_is_said() {
    let mut table = Table::set(MAP);
    table.place("Trade", Some(3), 2);
    assert_eq!(table.list(), ["Retail", "Trade*", "Shop"]);
    table.place("Retail", Some(1), 2);
    assert_eq!(table.list(), ["Trade*", "Retail*", "Shop"]);
    assert_eq!(table.through_text().list(), table.list());
    for name in ["Retail", "Trade"] {
        table.put(name, "rank", "");
    }
    assert_eq!(table.list(), ["Retail", "Shop", "Trade"]);
    assert!(table.map.interdependencies.is_empty(), "an entry that says nothing goes");
}

#[test]
fn people_add_to_the_list_and_take_off_it() {
    let mut table = Table::set(&format!("{MAP}\nBank : gatekeeper"));
    table.place("Bank", None, 1);
    assert_eq!(table.list(), ["Bank*", "Retail", "Shop", "Trade"]);
    table.put("Retail", "left out", "yes");
    assert_eq!(table.list(), ["Bank*", "Shop", "Trade"]);
    let bank = &table.evaluation().top[0];
    assert!(bank.sentence.contains("by hand") && bank.proposed.is_none(), "{}", bank.sentence);
    table.edit(Command::RemoveItems { items: vec![table.actor("Bank")] });
    assert_eq!(table.list(), ["Shop", "Trade"]);
}

#[test]
fn the_register_names_the_owner_where_the_map_does_not_or_names_another() {
    let mut table = Table::set(MAP);
    assert!(table.evaluation().findings.iter().any(|f| f.code == "top.nobody-owns-it"));
    for (name, owner) in [("Shop", "COO"), ("Retail", "CRO"), ("Trade", "CFO")] {
        table.put(name, "owner", owner);
    }
    table.put("Shop", "review", "2026-12-31");
    let evaluation = table.through_text().evaluation();
    let owners: Vec<&str> = evaluation.top.iter().map(|t| t.owner.as_str()).collect();
    assert_eq!(owners, ["CRO", "COO", "CFO"]);
    assert_eq!(evaluation.top[1].review, "2026-12-31");
    assert!(evaluation.findings.iter().all(|f| f.code != "top.nobody-owns-it"));
}

#[test]
fn a_mark_stays_on_its_finding_when_the_numbers_change() {
    let mut table = Table::set(MAP);
    let (pinned, aside) = (table.key("money.kept-of-each-unit"), table.key("top.nobody-owns-it"));
    table.edit(Command::PinFinding { finding: pinned.clone() });
    let reason = "decided next week".to_owned();
    table.edit(Command::SetFindingAside { finding: aside.clone(), reason: reason.clone() });
    let flow = table.map.flows.values().last().map(|f| f.id.into()).expect("there are flows");
    let (field, value) = ("quantity".into(), "48k/y".into());
    table.edit(Command::SetField { targets: vec![flow], field, value });
    let evaluation = table.through_text().evaluation();
    let found = |code: &str| evaluation.findings.iter().find(|f| f.code == code).expect(code).clone();
    assert!(found(&pinned.code).pinned);
    assert_eq!(found(&aside.code).set_aside, Some(reason));
    table.edit(Command::UnmarkFinding { finding: aside.clone() });
    assert!(table.evaluation().findings.iter().all(|f| f.set_aside.is_none()));
    let blank = Command::SetFindingAside { finding: aside, reason: "  ".into() };
    assert!(apply(&table.map, &blank).is_err(), "a reason is asked for");
}

#[test]
fn the_coach_asks_with_the_names_and_deals_of_this_map() {
    let table = Table::set(&format!(
        "{MAP}\ncurrency USD\nIntegrators : intermediary {{group}}\nIntegrators -trust-> We\n\
         deal \"Northwind\" 58k touched by Integrators, We"
    ));
    let findings = table.evaluation().findings;
    let asked: Vec<&str> = findings.iter().filter_map(|f| f.ask.as_deref()).collect();
    let wanted = "Which two of the integrators are in 60% of the deals over USD 50k?";
    assert!(asked.contains(&wanted), "{asked:?}");
}
