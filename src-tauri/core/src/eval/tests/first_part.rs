//! What the six sample maps must say: money, losses, ledgers, lint.

use super::{samples::*, sketch::Sketch};
use crate::eval::{
    EvalConfig, Evaluation, Interdependency, Memory, Verdict, evaluate,
    ledger::{Ledger, ledgers},
    leverage::Subject,
    lint::{Rule, lints},
    snapshot::Snapshot,
    top::{Leverage, ahead},
};

fn eval(s: &Sketch) -> Evaluation {
    evaluate(&s.map, &EvalConfig::default())
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "found {found}, expected {expected}");
}

/// Within what another random generator may differ by.
fn about(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!((found - expected).abs() <= 0.03, "found {found}, expected about {expected}");
}

fn top<'e>(s: &Sketch, e: &'e Evaluation, name: &str) -> &'e Interdependency {
    let id = s.id(name).into();
    e.top.iter().find(|t| t.subject == id).unwrap_or_else(|| panic!("{name} is not in the top list"))
}

fn top_names(s: &Sketch, e: &Evaluation) -> Vec<String> {
    e.top.iter().map(|t| s.map.name(t.actors[0]).to_owned()).collect()
}

fn kept(s: &Sketch, e: &Evaluation, customer: &str, actor: &str) -> f64 {
    let (customer, actor) = (s.id(customer), s.id(actor));
    e.kept.iter().find(|k| k.customer == customer && k.actor == actor).map_or(0.0, |k| k.share)
}

fn ledger(s: &Sketch, name: &str) -> Ledger {
    let config = EvalConfig::default();
    let map = Snapshot::new(&s.map, &config);
    ledgers(&map)[map.actor(s.id(name)).unwrap()].clone()
}

/// Names and labels of what breaks a rule.
fn breaks(s: &Sketch, rule: Rule) -> Vec<String> {
    let config = EvalConfig::default();
    let map = Snapshot::new(&s.map, &config);
    let mut money = Leverage::new(&map);
    money.settle(&[], &config);
    let found = lints(&map, &ledgers(&map), &money.top).into_iter().filter(|l| l.rule == rule);
    let name = |subject| match subject {
        Subject::Actor(a) => map.own_name(a).to_owned(),
        Subject::Flow(f) => map.flows[f].flow.label.clone(),
    };
    found.map(|l| name(l.subject)).collect()
}

#[test]
fn of_each_midmarket_dollar_we_keep_95_cents() {
    let s = midmarket();
    let e = eval(&s);
    let us = e.actors.iter().find(|a| a.actor == s.id("US")).unwrap();
    close(us.money_in, 962_500.0);
    close(us.money_out, 15_000.0);
    close(kept(&s, &e, "CUST", "US"), 0.9475);
    close(kept(&s, &e, "CUST", "MKT"), 0.0375);
    close(kept(&s, &e, "CUST", "SI1"), 0.015);
    let said = e.findings.iter().find(|f| f.code == "money.kept-of-each-unit").unwrap();
    assert_eq!(said.sentence, "Of each 100 that CUST spends, you keep 95, MKT keeps 3.8 and SI1 1.5.");
}

#[test]
fn losing_an_integrator_costs_a_third_of_revenue() {
    let s = midmarket();
    let e = eval(&s);
    let first = top(&s, &e, "SI1");
    close(first.loss, 300_000.0 / 962_500.0);
    close(top(&s, &e, "SI2").loss, first.loss);
    about(first.lo, 0.26);
    about(first.hi, 0.48);
    about(first.support, 0.91);
    assert!(top(&s, &e, "SI1").tied_with_next);
    let market = top(&s, &e, "MKT");
    close(market.loss, 212_500.0 / 962_500.0);
    about(market.lo, 0.18);
    about(market.hi, 0.34);
    assert!(!top(&s, &e, "SI2").tied_with_next && !market.tied_with_next);
}

#[test]
fn the_draws_tell_the_marketplace_from_the_integrators() {
    let s = midmarket();
    let config = EvalConfig::default();
    let map = Snapshot::new(&s.map, &config);
    let money = Leverage::new(&map);
    let sets: Vec<Vec<Subject>> = money.top.iter().map(|e| vec![e.subject]).collect();
    let drawn = money.drawn(&map, "draws", &sets, &mut Memory::default(), &|| true).unwrap();
    about(Some(ahead(&drawn[0], &drawn[1])), 0.48);
    about(Some(ahead(&drawn[1], &drawn[2])), 0.97);
}

/// With many draws the range settles; .464 was found by a program of its own in another language.
#[test]
fn ranges_settle_with_many_draws() {
    let s = midmarket();
    let e = evaluate(&s.map, &EvalConfig { draws: [20_000; 3], ..EvalConfig::default() });
    for name in ["SI1", "SI2"] {
        let t = top(&s, &e, name);
        let near = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 0.005);
        near(t.lo, 0.262);
        near(t.hi, 0.464);
        near(t.support, 0.9);
    }
}

#[test]
fn two_integrators_carry_62_percent() {
    let s = midmarket();
    let e = eval(&s);
    let said = e.findings.iter().find(|f| f.code == "dependence.few-carry-much").unwrap();
    let value = said.value.as_ref().unwrap();
    close(value.value, 600_000.0 / 962_500.0);
    about(value.lo, 0.44);
    about(value.hi, 0.81);
    about(value.support, 0.99);
    assert!(
        said.sentence.starts_with("SI1 and SI2 together carry 62% of your revenue ("),
        "{}",
        said.sentence
    );
    let rest = "If either stopped, you would lose about a third. Nobody here owns those relationships.";
    assert!(said.sentence.ends_with(rest), "{}", said.sentence);
}

#[test]
fn the_top_list_holds_only_what_exists() {
    let names = |s: &Sketch| top_names(s, &eval(s));
    assert_eq!(names(&midmarket()), ["SI1", "SI2", "MKT"]);
    assert_eq!(names(&warehouse()), ["DWH"]);
    assert_eq!(names(&logistics()), ["INT"]);
    for s in [cyber(), fintech_before(), fintech_after()] {
        assert!(names(&s).is_empty());
    }
}

#[test]
fn losing_the_warehouse_leaves_30_of_100() {
    let s = warehouse();
    let e = eval(&s);
    let t = top(&s, &e, "DWH");
    close(t.loss, 0.7);
    about(t.lo, 0.55);
    about(t.hi, 0.82);
    assert!(t.sentence.contains("correlation, not proof"), "{}", t.sentence);
}

#[test]
fn losing_the_connectors_leaves_20_of_100() {
    let s = logistics();
    let e = eval(&s);
    let t = top(&s, &e, "INT");
    close(t.loss, 0.8);
    about(t.lo, 0.67);
    about(t.hi, 0.89);
}

#[test]
fn ledgers_of_the_samples() {
    let config = EvalConfig::default();
    let cases = [
        (warehouse(), "TEN", 0.0, Verdict::DoesNotWork),
        (logistics(), "INT", 0.6, Verdict::Works),
        (cyber(), "CONTRIB", 15.5 / 18.5, Verdict::Works),
        (fintech_before(), "DEV", 1.0 / 3.0, Verdict::DoesNotWork),
        (fintech_before(), "USER", 5.0 / 13.0, Verdict::DoesNotWork),
        (fintech_after(), "DEV", 11.5 / 21.5, Verdict::Balanced),
        (fintech_after(), "USER", 7.0 / 11.0, Verdict::Works),
        (fintech_after(), "BANK", 0.2, Verdict::DoesNotWork),
    ];
    for (s, name, ratio, verdict) in cases {
        let ledger = ledger(&s, name);
        close(ledger.ratio().unwrap(), ratio);
        assert_eq!(ledger.verdict(&config), Some(verdict), "{name}");
    }
}

#[test]
fn crowds_are_asked_for_names() {
    assert_eq!(breaks(&midmarket(), Rule::Generic), ["CUST"]);
    assert_eq!(breaks(&warehouse(), Rule::Generic), ["CUST", "TEN", "PART"]);
    assert_eq!(breaks(&logistics(), Rule::Generic).len(), 5);
    assert_eq!(breaks(&cyber(), Rule::Generic), ["CUST", "PEER", "CONTRIB"]);
    assert_eq!(breaks(&fintech_before(), Rule::Generic), ["USER", "BANK", "DEV"]);
    assert_eq!(breaks(&fintech_after(), Rule::Generic), ["USER", "BANK", "DEV"]);
}

#[test]
fn flows_without_numbers_are_named() {
    assert_eq!(breaks(&logistics(), Rule::NoNumber), ["b1"]);
    assert_eq!(breaks(&cyber(), Rule::NoNumber), ["m1", "b1"]);
    for s in [midmarket(), warehouse(), fintech_before(), fintech_after()] {
        assert!(breaks(&s, Rule::NoNumber).is_empty());
    }
}

#[test]
fn what_matters_most_needs_an_owner() {
    let both = |s: Sketch| [breaks(&s, Rule::NoOwner), breaks(&s, Rule::OneSidedOwner)].concat();
    assert_eq!(both(midmarket()), ["SI1", "SI2", "MKT"]);
    assert_eq!(both(warehouse()), ["DWH"]);
    assert_eq!(both(logistics()), ["INT", "s1"]);
    assert_eq!(both(cyber()), ["r1", "l1"]);
    assert_eq!(both(fintech_before()), ["k1", "k2"]);
    assert_eq!(both(fintech_after()), ["k1", "k2"]);
}

#[test]
fn what_is_vital_and_unproven_is_named() {
    assert_eq!(breaks(&logistics(), Rule::Unproven), ["t1"]);
    assert_eq!(breaks(&cyber(), Rule::Unproven), ["t3"]);
}

#[test]
fn who_gives_and_gets_nothing_is_named() {
    assert_eq!(breaks(&warehouse(), Rule::GivesOnly), ["TEN"]);
    assert_eq!(breaks(&logistics(), Rule::GivesOnly), ["TEL", "WMS", "CAR"]);
    assert_eq!(breaks(&fintech_before(), Rule::GivesOnly), ["BANK"]);
}

#[test]
fn coverage_counts_money_without_amounts() {
    let e = eval(&cyber());
    let money = e.coverage.kinds.iter().find(|k| k.kind == crate::map::Kind::Money).unwrap();
    assert_eq!((money.quantified, money.all), (0, 2));
    assert_eq!(e.coverage.sentence, "13 of 15 flows have a number; 2 are assumed.");
    assert!(e.findings.iter().any(|f| f.code == "dependence.no-amounts"));
}

#[test]
fn every_sentence_is_a_sentence() {
    for (name, s) in all() {
        let e = eval(&s);
        let tops = e.top.iter().map(|t| &t.sentence);
        let remarks = e.lint.iter().chain(&e.governance).chain(&e.patterns).map(|r| &r.sentence);
        for text in e.findings.iter().map(|f| &f.sentence).chain(tops).chain(remarks) {
            let capital = text.starts_with(|c: char| !c.is_lowercase());
            assert!(text.ends_with('.') && capital && !text.contains("  "), "{name}: {text}");
        }
    }
}
