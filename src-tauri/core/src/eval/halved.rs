//! Halve and double: which findings hang on judgements of ours.
//!
//! Evaluates the map anew with each setting halved, then doubled, all else as it is. A finding depends on a
//! setting if it is then no longer said, or says something else than another number. Numbers that merely
//! move do not count: that is what their ranges are for.

use super::{EvalConfig, Evaluation, Finding, HalvedAndDoubled, OnSettings, evaluate_while};
use crate::map::{FindingKey, Map, SettingName};
use std::collections::{BTreeMap, BTreeSet};

/// What a finding says, without its numbers.
fn gist(finding: &Finding) -> (FindingKey, String) {
    let letters = finding.sentence.chars().filter(|c| !c.is_ascii_digit() && !".,–%()".contains(*c));
    (key(finding), letters.collect())
}

fn key(finding: &Finding) -> FindingKey {
    FindingKey { code: finding.code.clone(), actors: finding.actors.clone(), flows: finding.flows.clone() }
}

/// The values to try for a setting: half and double, as far as it can have them and they differ.
fn tried(config: &EvalConfig, name: SettingName) -> Vec<EvalConfig> {
    let now = config.get(name);
    let other = |value: f64| {
        let mut changed = config.clone();
        changed.set(name, value);
        (changed.get(name) != now).then_some(changed)
    };
    [now / 2.0, now * 2.0].into_iter().filter_map(other).collect()
}

/// Halves and doubles every setting. `heard` is told how many of how many are done; `None` when `go_on`
/// said to stop.
pub fn halve_and_double(
    map: &Map,
    config: &EvalConfig,
    now: &Evaluation,
    go_on: &(dyn Fn() -> bool + Sync),
    heard: &dyn Fn(u32, u32),
) -> Option<HalvedAndDoubled> {
    let mut on: BTreeMap<usize, BTreeSet<SettingName>> = BTreeMap::new();
    let gists: Vec<(FindingKey, String)> = now.findings.iter().map(gist).collect();
    let names = SettingName::ALL;
    for (done, &name) in names.iter().enumerate() {
        heard(done as u32, names.len() as u32);
        for config in tried(config, name) {
            let then = evaluate_while(map, &config, go_on)?;
            let said: Vec<(FindingKey, String)> = then.findings.iter().map(gist).collect();
            for (at, _) in gists.iter().enumerate().filter(|(_, g)| !said.contains(g)) {
                on.entry(at).or_default().insert(name);
            }
        }
    }
    heard(names.len() as u32, names.len() as u32);
    let depends = on.into_iter().map(|(at, settings)| OnSettings {
        finding: key(&now.findings[at]),
        settings: settings.into_iter().collect(),
    });
    Some(HalvedAndDoubled { settings: names.len() as u32, findings: depends.collect() })
}

impl HalvedAndDoubled {
    /// The settings on which a finding hangs; none where it stands whatever they are.
    pub fn settings_of(&self, finding: &Finding) -> &[SettingName] {
        let key = key(finding);
        self.findings.iter().find(|f| f.finding == key).map_or(&[], |f| &f.settings)
    }
}
