//! Where effort tells other than in money lost, how mutual relations are, what money is kept for: published
//! numbers and small maps that show one thing each.

use super::{samples::*, sketch::Sketch};
use crate::{
    eval::{
        EvalConfig, Evaluation, Memory, evaluate,
        leverage::Subject,
        snapshot::Snapshot,
        throughput::{Pipe, loss_without, through},
        top::Leverage,
    },
    map::{Evidence::*, *},
};
use std::sync::Arc;

fn eval(s: &Sketch) -> Evaluation {
    evaluate(&s.map, &EvalConfig::default())
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "found {found}, expected {expected}");
}

fn says(s: &Sketch, code: &str) -> Vec<String> {
    eval(s).findings.into_iter().filter(|f| f.code == code).map(|f| f.sentence).collect()
}

/// Cormen, Leiserson, Rivest, Stein: the network of their chapter on maximum flow.
#[test]
fn the_narrowest_place_of_a_published_network_is_found() {
    let pipe = |word: &str| {
        let (ends, most) = word.split_once(':').unwrap();
        let end = |at: usize| usize::from(ends.as_bytes()[at] - b'0');
        Pipe { from: end(0), to: end(1), most: most.parse().unwrap() }
    };
    let words = "01:16 02:13 12:10 13:12 21:4 24:14 32:9 35:20 43:7 45:4";
    let pipes: Vec<Pipe> = words.split(' ').map(pipe).collect();
    let found = through(6, &pipes, 0, 5);
    assert_eq!(found.most, 23);
    let ends = |all: &[usize]| all.iter().map(|&p| (pipes[p].from, pipes[p].to)).collect::<Vec<_>>();
    assert_eq!(ends(&found.cut), [(1, 3), (4, 3), (4, 5)]);
    assert_eq!(found.widen, found.cut);
    for (node, loss) in [(1, 0.521739), (2, 0.478261), (3, 0.826087), (4, 0.478261)] {
        close(loss_without(6, &pipes, (0, 5), 23, node), loss);
    }
}

#[test]
fn capacities_say_what_to_widen_and_who_holds_it_up() {
    let mut s = Sketch::new("Us: own\nShop: customer\nNorth: intermediary\nSouth: intermediary");
    for (text, amount, most) in [
        ("a Shop North", 60.0, Some(100.0)),
        ("b North Us", 60.0, Some(70.0)),
        ("c Shop South", 40.0, Some(40.0)),
        ("d South Us", 40.0, None),
    ] {
        s.pays(text, amount, Known).capacity = most;
    }
    let e = eval(&s);
    let capacity = e.effort.capacity.unwrap();
    assert_eq!(capacity.most, Some(110.0));
    assert_eq!(capacity.widen, [s.flow_id("b"), s.flow_id("c")]);
    let lost: Vec<_> = capacity.lost.iter().map(|l| (l.actor, (l.loss * 110.0).round())).collect();
    assert_eq!(lost, [(s.id("North"), 70.0), (s.id("South"), 40.0)]);
    let text = "At most USD 110 a year can reach you. More would come by widening the way from North to you \
                and Shop to South.";
    assert_eq!(capacity.sentence, text);
    assert!(eval(&midmarket()).effort.capacity.is_none(), "no capacity is drawn there");
    s.pays("e Shop Us", 10.0, Known);
    assert_eq!(eval(&s).effort.capacity.unwrap().most, None, "a way without a limit");
}

#[test]
fn days_are_told_by_what_costs_them_and_never_with_money() {
    let s = midmarket();
    let e = eval(&s);
    let days = &e.effort.days;
    let certificate = &days[0];
    assert_eq!(certificate.subject, s.flow_id("d4").into());
    close(certificate.days, 90.0 * 750_000.0 / 962_500.0);
    let all: f64 = days.iter().map(|d| d.days).sum();
    close(all, e.demand_days.as_ref().unwrap().days);
    assert_eq!(certificate.sentence, "CERT's agreement: 70 of the 180 days of a sale.");
    let market = days.iter().find(|d| d.subject == s.flow_id("m3").into()).unwrap();
    assert_eq!(market.quickest_without, Some(0.0));
    let text = "The way from CUST to MKT: 9.9 of the 180 days of a sale. It is all of the quickest way, \
                which takes 45 days.";
    assert_eq!(market.sentence, text);
    let subjects: Vec<RecordId> = e.top.iter().map(|t| t.subject).collect();
    assert!(subjects.iter().all(|s| matches!(s, RecordId::Actor(_))), "money has a list of its own");
}

#[test]
fn the_part_of_a_wait_is_what_the_days_fall_by_without_it() {
    let mut s = midmarket();
    let id = s.id("MKT");
    Arc::make_mut(s.map.actors.get_mut(&id).unwrap()).dwell_days = Some(12.0);
    let whole = eval(&s);
    for cost in &whole.effort.days {
        let mut without = s.clone();
        match cost.subject {
            RecordId::Actor(a) => Arc::make_mut(without.map.actors.get_mut(&a).unwrap()).dwell_days = None,
            RecordId::Flow(f) => {
                Arc::make_mut(without.map.flows.get_mut(&f).unwrap()).delay_days = Some(0.0);
            }
            other => panic!("{other:?}"),
        }
        let then = eval(&without);
        let days = |e: &Evaluation| e.demand_days.as_ref().unwrap().days;
        close(days(&whole) - days(&then), cost.days);
        close(then.routes[0].days, cost.quickest_without.unwrap());
    }
}

#[test]
fn being_heard_through_one_alone_is_told_with_the_next_best_way() {
    let s = midmarket();
    let e = eval(&s);
    let [heard] = &e.effort.heard[..] else { panic!("{:?}", e.effort.heard) };
    close(heard.gap, 0.25 * 0.623 - 0.09);
    let text = "In “buy” you are heard through SI1; the next best way, by CIO directly, is weaker.";
    assert_eq!(heard.sentence, text);
    assert!(eval(&fintech_before()).effort.heard.is_empty());
}

#[test]
fn relations_are_mutual_where_something_is_drawn_both_ways() {
    let mut s = Sketch::new("Us: own\nA: customer\nB: complement\nC: complement");
    s.pays("m A Us", 100.0, Known);
    s.pays("n Us A", 25.0, Known);
    s.has("t B trust Us", 4, Known);
    s.has("d C data Us", 4, Known);
    let found = eval(&s).reciprocity;
    assert_eq!((found.pairs, found.both), (3, 1));
    close(found.share.unwrap(), 1.0 / 3.0);
    let kind = |kind| found.kinds.iter().find(|k| k.kind == kind).unwrap();
    close(kind(Kind::Money).balance.unwrap(), 0.25);
    close(kind(Kind::Trust).balance.unwrap(), 0.0);
    let text = "Two of three relations run one way only: from B to you and from C to you.";
    assert_eq!(says(&s, "relations.one-way"), [text]);
    let id = s.flow_id("d");
    Arc::make_mut(s.map.flows.get_mut(&id).unwrap()).both_ways = true;
    assert!(says(&s, "relations.one-way").is_empty(), "most run both ways now");
}

#[test]
fn what_is_kept_is_told_by_layer() {
    let s = midmarket();
    let e = eval(&s);
    let view = e.layers.as_ref().unwrap();
    let kept = |layer| view.layers.iter().find(|l| l.layer == layer).map_or(0.0, |l| l.kept);
    close(kept(Some(Layer::PlatformFee)), 37_500.0);
    let all: f64 = view.layers.iter().map(|l| l.kept).sum();
    close(all, e.actors.iter().map(|a| a.captured).sum());
    close(view.layers.iter().map(|l| l.share).sum(), 1.0);
    close(view.concentration, (0.9475f64).powi(2) + 0.0375f64.powi(2) + 0.015f64.powi(2));
    let mut named = s.clone();
    let id = named.flow_id("m6");
    Arc::make_mut(named.map.flows.get_mut(&id).unwrap()).layer = Some(Layer::Services);
    let view = eval(&named).layers.unwrap();
    let services = view.layers.iter().find(|l| l.layer == Some(Layer::Services)).unwrap();
    assert_eq!(services.actors, [(s.id("SI1"), 15_000.0)]);
}

#[test]
fn a_dataset_that_one_alone_holds_is_named() {
    let mut s = Sketch::new("Us: own\nLab: source");
    let results = s.dataset("results", "Lab", 2);
    let text = "Lab alone holds the dataset “results”: if it is lost, nobody else here has it.";
    assert_eq!(says(&s, "data.only-copy"), [text]);
    s.has("d Lab data Us", 3, Known).datasets.push(results);
    assert!(says(&s, "data.only-copy").is_empty());
}

#[test]
fn money_that_goes_round_is_told_with_the_most_that_can() {
    let mut s = Sketch::new("Us: own\nShop: customer\nAd: platform\nBlog: complement");
    for (text, amount) in
        [("a Shop Us", 500.0), ("b Us Ad", 80.0), ("c Ad Blog", 60.0), ("d Blog Us", 40.0), ("e Ad Us", 10.0)]
    {
        s.pays(text, amount, Known);
    }
    let said = says(&s, "money.goes-round");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("up to USD 40 a year"), "{said:?}");
}

#[test]
fn an_agreement_or_a_rule_without_days_is_asked_for() {
    let mut s = Sketch::new("Us: own\nShop: customer\nBody: regulator");
    s.decision("admit", "Us");
    s.right("gate Body Us admit agree", 5, Known);
    s.pays("sale Shop Us", 10.0, Known);
    assert_eq!(says(&s, "lint.veto-without-days").len(), 1);
    assert_eq!(says(&s, "lint.regulator-without-gate").len(), 1);
    let id = s.flow_id("gate");
    Arc::make_mut(s.map.flows.get_mut(&id).unwrap()).delay_days = Some(20.0);
    assert!(says(&s, "lint.veto-without-days").is_empty());
    assert_eq!(says(&s, "lint.regulator-without-gate").len(), 1, "it gates nothing yet");
    s.gate("sale", "gate");
    assert!(says(&s, "lint.regulator-without-gate").is_empty());
}

#[test]
fn more_than_forty_actors_crowd_a_page() {
    let names = |n: usize| (0..n).map(|i| format!("Firm {i}\n")).collect::<String>();
    assert!(says(&Sketch::new(&names(40)), "map.crowded").is_empty());
    let text = "41 actors are more than a page can say: keep those that shape results.";
    assert_eq!(says(&Sketch::new(&names(41)), "map.crowded"), [text]);
}

#[test]
fn larger_maps_get_fewer_draws() {
    for (actors, draws) in [(300, 3), (301, 2), (3001, 1)] {
        let names: String = (2..actors).map(|i| format!("Firm {i}\n")).collect();
        let mut s = Sketch::new(&format!("Us: own\nShop: customer\n{names}"));
        s.pays("sale Shop Us", 10.0, Known);
        let config = EvalConfig { draws: [3, 2, 1], ..EvalConfig::default() };
        let map = Snapshot::new(&s.map, &config);
        let money = Leverage::new(&map);
        let drawn =
            money.drawn(&map, "draws", &[vec![Subject::Actor(1)]], &mut Memory::default(), &|| true).unwrap();
        assert_eq!(drawn[0].len(), draws, "{actors} actors");
    }
}

#[test]
fn a_share_of_draws_says_how_far_so_many_draws_can_tell() {
    let s = midmarket();
    let e = eval(&s);
    let top = &e.top[0];
    let (support, (lo, hi)) = (top.support.unwrap(), top.support_interval.unwrap());
    assert!(lo < support && support < hi && hi - lo < 0.06, "{lo} {support} {hi}");
}
