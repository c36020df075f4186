//! The sample maps read without a problem, keep their text, and hold the facts they were made from.

use portolan_core::{
    map::{Actor, ActorId, Flow, Kind, Map, Point, Record},
    notation,
};
use std::path::{Path, PathBuf};

/// Each sample, and the map of facts it was made from where that is at hand.
const SAMPLES: [(&str, &str); 6] = [
    ("mid-market-software", "S1-midmarket"),
    ("data-warehouse", "S2-warehouse"),
    ("logistics", "C1-logistics"),
    ("cyber-security", "C2-cyber"),
    ("fintech-before", "C3-fintech-before"),
    ("fintech-after", "C3-fintech-after"),
];

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).with_extension("txt");
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn map_of(name: &str) -> Map {
    let reading = notation::read(&Map::default(), &sample(name));
    assert_eq!(reading.problems, [], "{name}");
    let mut map = Map::default();
    reading.diff.apply_to(&mut map);
    map
}

#[test]
fn every_sample_is_read_whole_and_keeps_its_text() {
    for (name, _) in SAMPLES {
        let printed = notation::print(&map_of(name));
        assert_eq!(printed, sample(name), "{name}");
    }
}

#[test]
fn every_sample_says_what_it_is_about_and_who_drew_it_when() {
    for (name, _) in SAMPLES {
        let info = map_of(name).info;
        for text in [&info.title, &info.question, &info.author, &info.date] {
            assert!(!text.is_empty(), "{name}");
        }
    }
}

#[test]
fn every_actor_has_a_place_clear_of_the_others_on_one_sheet() {
    for (name, _) in SAMPLES {
        let map = map_of(name);
        let places: Vec<(&str, Point)> =
            map.actors.values().map(|a| (a.name.as_str(), a.position.expect("a place"))).collect();
        for (at, (one, p)) in places.iter().enumerate() {
            assert!((0.0..=1000.0).contains(&p.x) && (0.0..=850.0).contains(&p.y), "{name}: {one}");
            for (other, q) in &places[at + 1..] {
                assert!(
                    (p.x - q.x).abs() >= 200.0 || (p.y - q.y).abs() >= 110.0,
                    "{name}: {one} and {other}"
                );
            }
        }
    }
}

#[test]
fn every_flow_says_where_it_is_known_from() {
    for (name, _) in SAMPLES {
        for flow in map_of(name).flows.values() {
            assert!(!flow.source.is_empty() && !flow.evidence_date.is_empty(), "{name}: {flow:?}");
        }
    }
}

/// The facts, if they lie beside the repository.
fn facts(name: &str) -> Option<serde_json::Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/evaluation/maps");
    let text = std::fs::read_to_string(folder.join(name).with_extension("json")).ok()?;
    Some(serde_json::from_str(&text).expect("facts are JSON"))
}

#[test]
fn every_sample_holds_the_facts_it_was_made_from() {
    for (name, facts_name) in SAMPLES {
        let Some(facts) = facts(facts_name) else {
            eprintln!("{facts_name}: no facts at hand to compare {name} with");
            continue;
        };
        let map = map_of(name);
        let flows: Vec<&Flow> = map.flows.values().map(|f| &**f).collect();
        let stated = facts["flows"].as_array().unwrap();
        assert_eq!(flows.len(), stated.len(), "{name}");
        assert_eq!(map.actors.len(), facts["actors"].as_array().unwrap().len(), "{name}");
        let mut who: std::collections::BTreeMap<&str, ActorId> = Default::default();
        for (flow, fact) in flows.iter().zip(stated) {
            same_flow(&map, name, flow, fact);
            for (end, id) in [("u", flow.from), ("v", flow.to)] {
                let known = *who.entry(fact[end].as_str().unwrap()).or_insert(id);
                assert_eq!(known, id, "{name}: {fact}");
            }
        }
        for fact in facts["actors"].as_array().unwrap() {
            let actor: &Actor = &map.actors[&who[fact["id"].as_str().unwrap()]];
            assert_eq!(actor.group, fact["group"] == true, "{name}: {fact}");
            assert_eq!(actor.count.map(u64::from), fact["count"].as_u64(), "{name}: {fact}");
            let roles: Vec<_> = fact["roles"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| r.as_str().unwrap().parse().unwrap())
                .collect();
            assert_eq!(actor.roles, roles, "{name}: {fact}");
        }
        assert_eq!(map.info.us, Some(who["US"]), "{name}");
    }
}

fn same_flow(map: &Map, name: &str, flow: &Flow, fact: &serde_json::Value) {
    let read = |word: &str| portolan_core::map::fields::read(map, &Record::from(flow.clone()), word);
    let told = |key: &str| fact[key].as_str().unwrap_or_default().to_owned();
    assert_eq!(flow.kind.word(), told("k"), "{name}: {fact}");
    assert_eq!(flow.evidence.word(), told("ev"), "{name}: {fact}");
    assert_eq!(flow.quantity.as_ref().map(|q| q.amount.units()), fact["q"].as_f64(), "{name}: {fact}");
    assert_eq!(flow.strength.map(u64::from), fact["s"].as_u64(), "{name}: {fact}");
    assert_eq!(flow.delay_days, fact["delay"].as_f64(), "{name}: {fact}");
    assert_eq!(flow.cost.map(u64::from), fact["cost"].as_u64(), "{name}: {fact}");
    assert_eq!(flow.count.map(u64::from), fact["n"].as_u64(), "{name}: {fact}");
    assert_eq!(flow.both_ways, fact["sync"] == "bi", "{name}: {fact}");
    for (field, key) in [
        (flow.contract, "contract"),
        (flow.consent, "consent"),
        (flow.write, "write"),
        (flow.shared_auth, "auth"),
        (flow.error_handling, "err"),
        (flow.co_owner_from, "co_u"),
        (flow.co_owner_to, "co_v"),
    ] {
        assert_eq!(field, fact[key] == true, "{name}: {key} of {fact}");
    }
    let several = |key: &str| fact[key].as_array().map_or(0, Vec::len);
    assert_eq!(
        (flow.via.len(), flow.gates.len(), flow.enablers.len(), flow.datasets.len()),
        (several("via"), several("gates"), several("enablers"), several("ds")),
        "{name}: {fact}"
    );
    for (enabler, fact) in flow.enablers.iter().zip(fact["enablers"].as_array().into_iter().flatten()) {
        assert_eq!(Some(enabler.phi), fact["phi"].as_f64(), "{name}");
    }
    if flow.kind == Kind::Decision {
        assert_eq!((read("part"), read("today")), (told("role"), told("state")), "{name}: {fact}");
        assert!(flow.decision.is_some());
    }
}
