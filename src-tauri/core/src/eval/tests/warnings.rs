//! Money that does not add up, patterns, results: small maps that show one thing each.

use super::sketch::{Sketch, deep};
use crate::{
    eval::{EvalConfig, Evaluation, evaluate},
    map::{Evidence::*, *},
};
use std::sync::Arc;

fn eval(s: &Sketch) -> Evaluation {
    evaluate(&s.map, &EvalConfig::default())
}

fn says(s: &Sketch, code: &str) -> Vec<String> {
    eval(s).findings.into_iter().filter(|f| f.code == code).map(|f| f.sentence).collect()
}

fn can(s: &mut Sketch, name: &str, abilities: &[&str]) {
    let id = s.id(name);
    let actor = Arc::make_mut(s.map.actors.get_mut(&id).unwrap());
    actor.capabilities = abilities.iter().map(|a| (*a).to_owned()).collect();
}

#[test]
fn an_intermediary_that_pays_more_than_it_gets_is_named() {
    let mut s = Sketch::new("Us: own\nShop: customer\nAgent: intermediary");
    s.pays("a Shop Agent", 100.0, Known);
    s.pays("b Agent Us", 120.0, Known);
    let text =
        "Agent pays out USD 120 a year but gets only USD 100: an amount is wrong or a payer is missing.";
    assert_eq!(says(&s, "money.pays-out-more-than-it-gets"), [text]);
    // Within what estimates leave open nothing is said.
    let mut s = Sketch::new("Us: own\nShop: customer\nAgent: intermediary");
    s.pays("a Shop Agent", 100.0, Estimated);
    s.pays("b Agent Us", 120.0, Estimated);
    assert!(says(&s, "money.pays-out-more-than-it-gets").is_empty());
}

#[test]
fn an_intermediary_that_passes_nothing_on_is_named() {
    let mut s = Sketch::new("Us: own\nShop: customer\nAgent: intermediary");
    s.pays("a Shop Agent", 100.0, Known);
    assert_eq!(says(&s, "money.intermediary-keeps-all").len(), 1);
    s.pays("b Agent Us", 90.0, Known);
    assert!(says(&s, "money.intermediary-keeps-all").is_empty());
}

#[test]
fn a_fee_is_its_rate_of_what_it_is_on() {
    let mut s = Sketch::new("Us: own\nShop: customer\nStore: platform");
    s.pays("sale Shop Us", 1000.0, Known);
    let base = s.flow_id("sale");
    let fee = s.pays("fee Us Store", 150.0, Known);
    (fee.fee_of, fee.rate) = (Some(base), Some(0.15));
    assert!(says(&s, "money.fee-is-not-its-rate").is_empty());
    let text = "You pay Store a fee, and no demand, attention or support is drawn from it.";
    assert_eq!(says(&s, "money.fee-brings-nothing"), [text]);
    s.has("listing Store attention Us", 3, Known);
    assert!(says(&s, "money.fee-brings-nothing").is_empty());
    let id = s.flow_id("fee");
    Arc::make_mut(s.map.flows.get_mut(&id).unwrap()).quantity = Some(super::sketch::yearly(180.0));
    let text = "The fee from you to Store is USD 180 a year, but 15% of what it is on would be USD 150.";
    assert_eq!(says(&s, "money.fee-is-not-its-rate"), [text]);
}

#[test]
fn a_take_rate_is_judged_by_how_much_demand_is_new() {
    let judged = |new: f64| {
        let mut s = Sketch::new("Us: own\nShop: customer\nStore: platform");
        s.pays("a Shop Store", 100.0, Known).contribution_margin = Some(0.5);
        s.pays("b Store Us", 80.0, Known).incremental_share = Some(new);
        says(&s, "money.take-rate").remove(0)
    };
    assert!(judged(0.7).contains("that pays:"), "{}", judged(0.7));
    assert!(judged(0.45).contains("only just pays"), "{}", judged(0.45));
    assert!(judged(0.3).contains("does not pay"), "{}", judged(0.3));
}

#[test]
fn a_gate_that_could_close_is_on_the_top_list() {
    let mut s = Sketch::new("Us: own\nShop: customer\nBody: regulator");
    s.decision("admit", "Us");
    s.right("gate Body Us admit agree", 5, Known).gate = Some(GateState::Met);
    s.pays("sale Shop Us", 1000.0, Known);
    s.gate("sale", "gate");
    let e = eval(&s);
    assert_eq!(e.top[0].subject, s.id("Body").into());
    assert_eq!(
        e.top[0].sentence,
        "If Body stopped, your revenue would fall 100%: USD 1k a year from Shop needs its agreement."
    );
}

#[test]
fn an_enabler_of_an_enabler_counts() {
    let mut s = Sketch::new("Us: own\nShop: customer\nTool: complement\nPart: supplier");
    s.pays("sale Shop Us", 1000.0, Known);
    s.has("link Tool data Us", 4, Known);
    s.has("part Part product Tool", 4, Known);
    s.enable("sale", "link", 0.5);
    s.enable("link", "part", 0.5);
    let e = eval(&s);
    let loss = |name: &str| e.actors.iter().find(|a| a.actor == s.id(name)).unwrap().loss_if_gone.unwrap();
    assert!((loss("Tool") - 0.5).abs() < 1e-12);
    assert!((loss("Part") - 0.25).abs() < 1e-12);
}

#[test]
fn patterns_are_found_by_what_actors_can_do() {
    let mut s =
        Sketch::new("Us: own\nHub: platform\nA: complement\nB: complement\nC: complement\nD: complement");
    for name in ["A", "B", "C", "D"] {
        s.has(&format!("{name}1 {name} data Hub"), 3, Known);
        can(&mut s, name, &[name]);
    }
    can(&mut s, "Hub", &["a", "billing"]);
    assert_eq!(says(&s, "pattern.over-bundling").len(), 1);
    can(&mut s, "Us", &["Search", "Maps"]);
    can(&mut s, "B", &["maps"]);
    let text = "B can do 50% of what you can: a complement today, a substitute tomorrow.";
    assert_eq!(says(&s, "pattern.complement-to-substitute"), [text]);

    let mut s = Sketch::new("Us: own\nA\nB\nC\nD\nE");
    for name in ["A", "B", "C", "D", "E"] {
        s.has(&format!("{name}1 {name} data Us"), 3, Known);
        can(&mut s, name, &["sign-on"]);
    }
    assert_eq!(
        says(&s, "pattern.over-fragmentation"),
        ["Five actors each build their own sign-on, none integrated deeply."]
    );
    deep(Arc::make_mut(s.map.flows.get_mut(&s.flow_id("A1")).unwrap()));
    assert!(says(&s, "pattern.over-fragmentation").is_empty());
}

#[test]
fn won_deals_are_sourced_or_influenced() {
    let mut s = Sketch::new("Us: own\nAgent: intermediary\nStore: platform");
    let touches: [(&[&str], f64); 3] =
        [(&["Agent", "Store", "Us"], 100.0), (&["Us", "Agent"], 60.0), (&["Us"], 40.0)];
    for (i, (names, amount)) in touches.into_iter().enumerate() {
        let id = DealId(100 + i as u32);
        let amount = Micros::from_units(amount).unwrap();
        let touches = names.iter().map(|n| s.id(n)).collect();
        let amount = Some(Quantity { amount, unit: String::new(), period: Period::Once });
        s.map
            .deals
            .insert(id, Arc::new(Deal { id, name: String::new(), amount, date: String::new(), touches }));
    }
    let card = eval(&s).scorecard;
    assert_eq!((card.total, card.sourced, card.influenced), (Some(200.0), Some(0.5), Some(0.3)));
    let agent = card.credit.iter().find(|c| c.actor == s.id("Agent")).unwrap();
    assert_eq!((agent.weighted, agent.first, agent.last), (70.0, 100.0, 60.0));
}

#[test]
fn activation_lies_between_the_largest_share_and_the_sum() {
    let mut s = Sketch::new("Us: own\nA\nB");
    s.has("a A data Us", 3, Known).use_share = Some(0.3);
    s.has("b B data Us", 3, Known).use_share = Some(0.5);
    assert_eq!(eval(&s).scorecard.activation, Some((0.5, 0.8)));
}
