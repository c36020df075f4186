//! Maps that are half drawn or make no sense: no panic, no number that is none, a sentence instead.

use super::sketch::Sketch;
use crate::{
    eval::{EvalConfig, Evaluation, evaluate, json::json},
    map::Evidence::*,
};

/// Evaluates, and looks at every number on the way to people and machines.
fn sound(s: &Sketch) -> Evaluation {
    let config = EvalConfig { draws: [20; 3], ..EvalConfig::default() };
    let e = evaluate(&s.map, &config);
    let text = serde_json::to_string(&e).unwrap();
    assert!(serde_json::from_str::<Evaluation>(&text).is_ok(), "a number is none: {text}");
    let whole = json(&s.map, &e, &config).to_string();
    for finding in &e.findings {
        let text = &finding.sentence;
        assert!(!text.contains("NaN") && !text.contains("inf ") && text.ends_with('.'), "{text}");
    }
    assert!(!whole.contains("NaN"));
    e
}

fn says(s: &Sketch, code: &str) -> bool {
    sound(s).findings.iter().any(|f| f.code == code)
}

#[test]
fn an_empty_map_and_one_actor_alone_get_a_sentence() {
    assert!(says(&Sketch::default(), "map.empty"));
    assert!(says(&Sketch::new("Us: own"), "lint.no-flows"));
    assert!(says(&Sketch::new("Shop: customer"), "map.us-is-missing"));
}

#[test]
fn a_closed_loop_of_money_gets_a_sentence() {
    let mut s = Sketch::new("Us: own\nA\nB");
    s.pays("a A B", 10.0, Known);
    s.pays("b B A", 10.0, Known);
    assert!(says(&s, "money.goes-round"));
    s.pays("c Us A", 5.0, Known);
    s.pays("d A Us", 5.0, Known);
    assert!(says(&s, "money.goes-round"));
}

#[test]
fn amounts_of_nothing_are_no_trouble() {
    let mut s = Sketch::new("Us: own\nShop: customer\nStore: platform");
    s.pays("a Shop Store", 0.0, Known).capacity = Some(0.0);
    s.pays("b Store Us", 0.0, Known).delay_days = Some(0.0);
    let e = sound(&s);
    assert!(e.top.is_empty() && e.layers.is_none() && e.demand_days.is_none());
    assert!(e.findings.iter().any(|f| f.code == "dependence.no-amounts"));
}

#[test]
fn an_unknown_currency_is_asked_for_and_not_counted() {
    let mut s = Sketch::new("Us: own\nShop: customer");
    s.pays("a Shop Us", 10.0, Known).quantity.as_mut().unwrap().unit = "XAU".into();
    assert!(says(&s, "money.no-exchange-rate"));
    assert_eq!(sound(&s).actors[0].money_in, 0.0);
}

#[test]
fn what_hangs_together_with_nothing_is_named() {
    let mut s = Sketch::new("Us: own\nShop: customer\nFar\nOff\nAlone");
    s.pays("a Shop Us", 10.0, Known);
    s.has("b Far trust Off", 3, Known);
    assert!(says(&s, "lint.no-flows"));
    let e = sound(&s);
    let loss = |name: &str| e.actors.iter().find(|a| a.actor == s.id(name)).unwrap().loss_if_gone;
    assert_eq!(loss("Far"), Some(0.0));
}

#[test]
fn a_flow_from_an_actor_to_itself_is_left_out_and_said() {
    let mut s = Sketch::new("Us: own\nShop: customer");
    s.pays("a Shop Us", 10.0, Known);
    s.pays("b Shop Shop", 1000.0, Known);
    s.has("c Us data Us", 4, Known);
    assert!(says(&s, "lint.flow-to-itself"));
    assert_eq!(sound(&s).actors[1].money_out, 10.0);
}

#[test]
fn flows_that_need_themselves_and_each_other_end() {
    let mut s = Sketch::new("Us: own\nShop: customer\nTool: complement");
    s.pays("a Shop Us", 10.0, Known);
    s.has("b Tool data Us", 4, Known);
    s.has("c Us data Tool", 4, Known);
    s.enable("a", "b", 0.5);
    s.enable("b", "c", 1.0);
    s.enable("c", "b", 1.0);
    s.enable("b", "a", 1.0);
    s.gate("a", "a");
    s.via("a", "Us");
    s.via("a", "Shop");
    assert!(!sound(&s).findings.is_empty());
}
