//! Judgements of ours: seen, changed, halved and doubled.

use super::{samples::*, sketch::Sketch};
use crate::{
    eval::{EvalConfig, Evaluation, HalvedAndDoubled, evaluate, halve_and_double, settings},
    map::*,
};
use std::{cell::RefCell, sync::Arc};

fn few_draws() -> EvalConfig {
    EvalConfig { draws: [20; 3], ..EvalConfig::default() }
}

fn tested(s: &Sketch) -> (Evaluation, HalvedAndDoubled) {
    let config = few_draws();
    let now = evaluate(&s.map, &config);
    let halved = halve_and_double(&s.map, &config, &now, &|| true, &|_, _| ()).unwrap();
    (now, halved)
}

/// The settings on which the first finding with this plain name hangs.
fn hangs_on(s: &Sketch, code: &str) -> Vec<SettingName> {
    let (now, halved) = tested(s);
    let finding = now.findings.iter().find(|f| f.code == code).unwrap_or_else(|| panic!("no {code}"));
    halved.settings_of(finding).to_vec()
}

#[test]
fn every_setting_can_be_seen_and_is_what_it_says() {
    let all = settings(&Map::default());
    assert_eq!(all.len(), SettingName::ALL.len());
    for view in all {
        assert_eq!(view.value, view.usual);
        assert_eq!(view.sort.nearest(view.value), view.value, "{}", view.name);
        let mut config = EvalConfig::default();
        let other = view.sort.nearest(view.value * 2.0 + 1.0);
        let other = if other == view.value { view.sort.nearest(view.value / 2.0) } else { other };
        config.set(view.name, other);
        assert!((config.get(view.name) - other).abs() < 1e-12, "{}", view.name);
        config.set(view.name, view.value);
        assert_eq!(config, EvalConfig::default(), "{} sets nothing else", view.name);
    }
}

#[test]
fn a_setting_of_the_map_is_what_it_is_evaluated_by() {
    let mut s = warehouse();
    assert!(
        evaluate(&s.map, &EvalConfig::of(&s.map)).findings.iter().any(|f| f.code == "dependence.landlord")
    );
    let setting = Setting { name: SettingName::Landlord, value: 0.9 };
    Arc::make_mut(&mut s.map.info).settings.push(setting);
    assert!(
        evaluate(&s.map, &EvalConfig::of(&s.map)).findings.iter().all(|f| f.code != "dependence.landlord")
    );
}

#[test]
fn a_verdict_at_a_cut_off_depends_on_it() {
    assert!(hangs_on(&fintech_before(), "ledger.does-not-work").contains(&SettingName::LedgerBalanced));
    assert!(hangs_on(&warehouse(), "dependence.landlord").contains(&SettingName::Landlord));
    assert!(hangs_on(&midmarket(), "influence.gatekeeper").contains(&SettingName::GateShare));
    assert!(hangs_on(&midmarket(), "trust.too-low").contains(&SettingName::TrustDecay));
}

#[test]
fn what_is_drawn_depends_on_no_setting() {
    for (s, code) in [
        (midmarket(), "money.kept-of-each-unit"),
        (midmarket(), "demand.starts-with"),
        (fintech_before(), "data.no-consent"),
        (fintech_before(), "decision.nobody-decides"),
        (logistics(), "lint.name-the-firms"),
    ] {
        assert_eq!(hangs_on(&s, code), [], "{code}");
    }
}

#[test]
fn the_test_tells_how_far_it_is_and_stops_when_told() {
    let s = cyber();
    let config = few_draws();
    let now = evaluate(&s.map, &config);
    let heard = RefCell::new(Vec::new());
    let note = |done, of| heard.borrow_mut().push((done, of));
    assert!(halve_and_double(&s.map, &config, &now, &|| true, &note).is_some());
    let all = SettingName::ALL.len() as u32;
    assert_eq!(heard.borrow().first(), Some(&(0, all)));
    assert_eq!(heard.borrow().last(), Some(&(all, all)));
    assert!(halve_and_double(&s.map, &config, &now, &|| false, &|_, _| ()).is_none());
}
