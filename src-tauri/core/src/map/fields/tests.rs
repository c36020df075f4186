//! The tables as a whole: every field reads back what it writes, and refuses with a reason.

use super::*;
use crate::map::{
    Actor, ActorId, Dataset, DatasetId, Decision, DecisionId, Flow, FlowId, Kind, Rapid, Zone, ZoneId,
};

/// Two actors, one flow of each kind between them, a right to agree, and one of each named thing.
fn small_map() -> Map {
    let mut map = Map::default();
    let (shop, us) = (ActorId(1), ActorId(2));
    map.put(Actor::new(shop, "Shop, Inc").into());
    map.put(Actor::new(us, "Us").into());
    for (at, kind) in Kind::ALL.iter().enumerate() {
        map.put(Flow::new(FlowId(10 + at as u32), shop, us, *kind).into());
    }
    let mut right = Flow::new(FlowId(20), shop, us, Kind::Decision);
    right.rapid = Some(Rapid::Agree);
    map.put(right.into());
    map.put(Zone { id: ZoneId(30), title: "Where demand forms".into(), area: None }.into());
    map.put(Decision { id: DecisionId(31), title: "buy".into(), subject: None }.into());
    map.put(Dataset { id: DatasetId(32), name: "claims, old".into(), origin: None, sensitivity: 0 }.into());
    map
}

fn flow(kind: Kind) -> RecordId {
    RecordId::Flow(FlowId(10 + Kind::ALL.iter().position(|k| *k == kind).unwrap() as u32))
}

#[test]
fn every_field_of_an_actor_reads_back_what_was_written() {
    let map = small_map();
    for (word, text) in [
        ("name", "Acme"),
        ("roles", "gatekeeper, data source"),
        ("fact", "20 connectors"),
        ("owner", "CFO"),
        ("stage", "enable"),
        ("state", "yellow"),
        ("boundary", "the store"),
        ("can", "invoicing, \"tax, payroll\""),
        ("group", "yes"),
        ("count", "20"),
        ("members", "Alpha 40%, \"Beta, Inc\" 12.5%, Gamma"),
        ("dwell", "10d"),
        ("days to value", "45d"),
        ("certified", "6"),
        ("certified target", "8"),
        ("nps", "-40"),
        ("days without", "60d"),
        ("days with", "45d"),
        ("services margin", "24%"),
        ("margin target", "30%"),
        ("outcomes", "claims days 60 to 45, \"renewals, %\" 80 to 92.5"),
        ("zone", "Where demand forms"),
        ("at", "120 -80.5"),
        ("locked", "yes"),
        ("remark", "two\nlines"),
    ] {
        let record = write(&map, RecordId::Actor(ActorId(1)), word, text).unwrap();
        assert_eq!(read(&map, &record, word), text, "{word}");
    }
    assert_eq!(fields_of(&map, &map.get(RecordId::Actor(ActorId(1))).unwrap()).len(), 25);
}

#[test]
fn every_field_of_a_flow_reads_back_what_was_written() {
    let map = small_map();
    for (kind, word, text) in [
        (Kind::Money, "quantity", "EUR 300k/y"),
        (Kind::Data, "quantity", "1.2k users/day"),
        (Kind::Trust, "strength", "4"),
        (Kind::Trust, "score", "70%"),
        (Kind::Product, "count", "20"),
        (Kind::Money, "layer", "platform fee"),
        (Kind::Money, "fee of", "\"Shop, Inc -money-> Us\""),
        (Kind::Money, "rate", "15%"),
        (Kind::Money, "new demand", "0.3%"),
        (Kind::Money, "margin", "80%"),
        (Kind::Data, "carries", "\"claims, old\""),
        (Kind::Data, "both ways", "yes"),
        (Kind::Data, "transform", "de-identified"),
        (Kind::Data, "contract", "yes"),
        (Kind::Data, "owner at source", "yes"),
        (Kind::Data, "used by", "40%"),
        (Kind::Decision, "part", "recommend"),
        (Kind::Decision, "on", "buy"),
        (Kind::Decision, "today", "unmet"),
        (Kind::Money, "delay", "120d"),
        (Kind::Money, "via", "\"Shop, Inc\", Us"),
        (Kind::Money, "gate", "\"Shop, Inc\""),
        (Kind::Money, "enabled by", "\"Shop, Inc -data-> Us\" 70% estimated"),
        (Kind::Money, "capacity", "500000"),
        (Kind::Money, "evidence", "known"),
        (Kind::Money, "source", "CRM, export"),
        (Kind::Money, "dated", "2026-02-28"),
        (Kind::Money, "benefit", "5"),
    ] {
        let record = write(&map, flow(kind), word, text).unwrap();
        assert_eq!(read(&map, &record, word), text, "{word}");
    }
}

#[test]
fn a_flow_shows_the_fields_of_its_kind_only() {
    let map = small_map();
    let words = |kind| -> Vec<&str> {
        fields_of(&map, &map.get(flow(kind)).unwrap()).iter().map(|f| f.word).collect()
    };
    assert!(words(Kind::Data).contains(&"contract") && !words(Kind::Data).contains(&"rate"));
    assert!(words(Kind::Money).contains(&"rate") && !words(Kind::Money).contains(&"score"));
    assert!(write(&map, flow(Kind::Money), "contract", "yes").is_err());
}

#[test]
fn a_new_kind_clears_what_it_does_not_have() {
    let mut map = small_map();
    map.put(write(&map, flow(Kind::Data), "contract", "yes").unwrap());
    let Record::Flow(turned) = write(&map, flow(Kind::Data), "kind", "money").unwrap() else { panic!() };
    assert_eq!((turned.kind, turned.contract), (Kind::Money, false));
}

#[test]
fn nonsense_is_refused_with_the_nearest_sense() {
    let map = small_map();
    for (id, word, text, hint) in [
        (RecordId::Actor(ActorId(1)), "stage", "onbord", "onboard"),
        (RecordId::Actor(ActorId(1)), "stge", "onboard", "stage"),
        (flow(Kind::Money), "quantity", "30k", "30k/y"),
        (flow(Kind::Money), "strength", "9", "5"),
        (flow(Kind::Money), "via", "Uss", "Us"),
        (flow(Kind::Money), "dated", "2026-02-30", "2026-03-31"),
        (flow(Kind::Money), "rate", "15", "15%"),
        (RecordId::Info, "currency", "dollars", "USD"),
        (RecordId::Info, "page", "a3, portrit", "portrait"),
        (RecordId::Info, "accounts", "500 of 400", "120 of 400"),
        (RecordId::Info, "settings", "short notise 60", "short notice"),
        (RecordId::Info, "settings", "maths works from 7", "1"),
        (RecordId::Actor(ActorId(1)), "nps", "140", "40"),
        (RecordId::Actor(ActorId(1)), "outcomes", "claims days 60", "claims days 60 to 45"),
    ] {
        let refused = write(&map, id, word, text).unwrap_err();
        assert!(refused.hint.contains(hint), "{word} {text}: {refused:?}");
    }
}

#[test]
fn empty_text_clears_a_field() {
    let mut map = small_map();
    let id = RecordId::Actor(ActorId(1));
    map.put(write(&map, id, "owner", "CFO").unwrap());
    assert_eq!(
        map.put(write(&map, id, "owner", "").unwrap()).map(|r| read(&map, &r, "owner")),
        Some("CFO".into())
    );
    assert_eq!(read(&map, &map.get(id).unwrap(), "owner"), "");
}

#[test]
fn the_settings_of_the_map_read_back() {
    let map = small_map();
    for (word, text) in [
        ("title", "Who?"),
        ("us", "Us"),
        ("currency", "EUR"),
        ("fx", "EUR 1.1 2026-01-31, GBP 1.27"),
        ("page", "16:9, portrait, kinds, grey, no findings, agreements, no legend, order moves then top"),
        ("wording", "\"We lose 31%, or more.\", \"A third is at stake.\""),
        ("accounts", "120 of 400"),
        ("settings", "short notice 60, maths works from 0.6"),
    ] {
        let record = write(&map, RecordId::Info, word, text).unwrap();
        assert_eq!(read(&map, &record, word), text, "{word}");
    }
}

#[test]
fn amount_and_label_are_written_in_one_line_as_they_stand_on_the_arrow() {
    let map = small_map();
    let all = |kind, text: &str| {
        let Record::Flow(f) = write(&map, flow(kind), "on the arrow", text).unwrap() else { panic!() };
        (f.quantity.as_ref().map(|q| q.text(kind)), f.strength, f.label.clone(), f.evidence)
    };
    let said = |amount: Option<&str>, strength, label: &str, evidence| {
        (amount.map(str::to_owned), strength, label.to_owned(), evidence)
    };
    use crate::map::Evidence::{Assumed, Estimated, Known};
    let money = Kind::Money;
    assert_eq!(
        all(money, "~300k/y listed purchases"),
        said(Some("300k/y"), None, "listed purchases", Estimated)
    );
    assert_eq!(all(money, "EUR 5k a month! fees"), said(Some("EUR 5k/month"), None, "fees", Known));
    assert_eq!(all(money, "direct sales"), said(None, None, "direct sales", Assumed));
    assert_eq!(all(Kind::Trust, "4?"), said(None, Some(4), "", Assumed));
    assert_eq!(
        all(Kind::Data, "200 claims/day history"),
        said(Some("200 claims/day"), None, "history", Assumed)
    );
    assert_eq!(all(Kind::Data, "claims history"), said(None, None, "claims history", Assumed));
    // A mark alone says how well the flow is known, and leaves the rest as it is.
    let Record::Flow(before) = map.get(flow(money)).unwrap() else { panic!() };
    for (mark, evidence) in [("~", Estimated), ("!", Known), ("?", Assumed)] {
        let Record::Flow(after) = write(&map, flow(money), "on the arrow", mark).unwrap() else { panic!() };
        assert_eq!(*after, Flow { evidence, ..(*before).clone() });
    }
    let refused = write(&map, flow(money), "on the arrow", "300k direct").unwrap_err();
    assert_eq!(refused.message, "Say per what time, or once");
}

#[test]
fn what_stands_on_an_arrow_reads_back() {
    let map = small_map();
    for (kind, text) in
        [(Kind::Money, "300k/y listed purchases"), (Kind::Product, "4 software"), (Kind::Trust, "asks first")]
    {
        let record = write(&map, flow(kind), "on the arrow", text).unwrap();
        assert_eq!(read(&map, &record, "on the arrow"), text);
        assert!(fields_of(&map, &record).iter().all(|f| f.word != "on the arrow"));
    }
}
