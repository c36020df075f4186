//! The six sample files, line by line: the sentences they must print and the numbers of their JSON form.

use crate::{
    eval::{EvalConfig, evaluate, json::json},
    map::Map,
};
use serde_json::Value;

/// What one sample must say.
struct Sample {
    file: &'static str,
    /// Parts of sentences that are printed.
    says: &'static [&'static str],
    /// Paths into the JSON form with their numbers.
    numbers: &'static [(&'static str, f64)],
    /// The same for ranges, which another random generator may move by three in a hundred.
    ranges: &'static [(&'static str, f64)],
    /// How often each rule is broken.
    breaks: &'static [(&'static str, usize)],
}

const SAMPLES: [Sample; 6] = [
    Sample {
        file: "mid-market-software",
        says: &[
            "USD 960k a year comes in to you and USD 15k goes out.",
            "you keep 95, Cloud marketplace keeps 3.8 and Integrator A 1.5",
            "keeps 15% of what passes through it; at your margin of 80%",
            "at least 19% of the demand it brings is new",
            "If Integrator A stopped, your revenue would fall 31% (",
            "If Integrator B stopped, your revenue would fall 31% (",
            "If Cloud marketplace stopped, your revenue would fall 22% (",
            "Integrator A and Integrator B together carry 62% of your revenue (",
            "The quickest way to you takes 45 days, through Cloud marketplace; the others 210, 210 and 270.",
            "Weighted by money, a sale takes 180 days.",
            "a sale would take 110 instead of 180 days: 70 days sooner",
            "Chief information officer decides “buy”.",
            "You arrive late in “buy”: Integrator A has a strong say",
            "yours is weak and goes through Integrator A",
            "Security certification gates 78% of demand and has not agreed: that adds 90 days",
            "their trust in you is weak where strong trust is needed",
            "Your trust in Integrator A is not recorded",
            "whether the channels conflict cannot be told while customers are not named",
            "Mid-market firms stand for many: name the two firms",
            "No escalation path with Integrator A, Integrator B and Cloud marketplace",
        ],
        numbers: &[
            ("actors[name=Our firm]/money/in", 962_500.0),
            ("actors[name=Our firm]/money/out", 15_000.0),
            ("kept_of_each_unit[actor=Our firm]/share", 0.9475),
            ("kept_of_each_unit[actor=Cloud marketplace]/share", 0.0375),
            ("kept_of_each_unit[actor=Integrator A]/share", 0.015),
            ("findings[code=money.take-rate]/value/value", 0.1875),
            ("top[subject=Integrator A]/loss", 0.311_688),
            ("top[subject=Integrator B]/loss", 0.311_688),
            ("top[subject=Cloud marketplace]/loss", 0.220_779),
            ("findings[code=dependence.few-carry-much]/value/value", 0.623_377),
            ("demand/concentration", 0.2673),
            ("demand/independent_routes", 4.0),
            ("routes[type=marketplace]/days", 45.0),
            ("routes[type=co-sell]/days", 210.0),
            ("routes[type=direct]/days", 270.0),
            ("demand_weighted_days", 182.857),
            ("demand/days_if_met[actor=Security certification]/days", 112.727),
            ("decisions[name=buy]/influence[actor=Integrator A]/value", 0.623),
            ("decisions[name=buy]/influence[actor=Our firm]/value", 0.155_75),
            ("decisions[name=buy]/influence[actor=Our firm]/runner_up", 0.09),
            ("decisions[name=buy]/vetoes[actor=Procurement]/days", 30.0),
            ("trust_gaps[from=Mid-market firms,to=Our firm]/have", 0.28),
            ("trust_gaps[from=Mid-market firms,to=Our firm]/needed", 0.6),
        ],
        ranges: &[
            ("top[subject=Integrator A]/lo", 0.26),
            ("top[subject=Integrator A]/hi", 0.48),
            ("top[subject=Integrator A]/support", 0.91),
            ("top[subject=Cloud marketplace]/lo", 0.18),
            ("top[subject=Cloud marketplace]/hi", 0.34),
            ("findings[code=dependence.few-carry-much]/value/lo", 0.44),
            ("findings[code=dependence.few-carry-much]/value/hi", 0.81),
            ("findings[code=dependence.few-carry-much]/value/support", 0.99),
        ],
        breaks: &[("lint.name-the-firms", 1), ("lint.no-owner", 3), ("lint.no-number", 0)],
    },
    Sample {
        file: "data-warehouse",
        says: &[
            "If Cloud data warehouse stopped, your revenue would fall 70% (",
            "a correlation, not proof",
            "For 10% more revenue, the data from Cloud data warehouse to you would have to grow 14%",
            "Cloud data warehouse is a landlord, not a channel: 70% of your revenue",
            "Ten shallow connectors give and get nothing back, or an arrow is missing: as drawn, the maths does not work.",
            "How deep your integrations are, from 0 to 100: Cloud data warehouse 100 and Ten shallow connectors 0.",
        ],
        numbers: &[
            ("top[subject=Cloud data warehouse]/loss", 0.7),
            ("findings[code=effort.growth-through-enabler]/value/value", 0.7),
            ("data/depth[flow=data Cloud data warehouse -> Our firm: customer data]/score", 100.0),
            ("data/depth[flow=data Ten shallow connectors -> Our firm: ten feeds]/score", 0.0),
            ("actors[name=Ten shallow connectors]/ledger/ratio", 0.0),
        ],
        ranges: &[
            ("top[subject=Cloud data warehouse]/lo", 0.55),
            ("top[subject=Cloud data warehouse]/hi", 0.82),
        ],
        breaks: &[("lint.name-the-firms", 3), ("lint.no-owner", 1), ("lint.gives-without-getting", 1)],
    },
    Sample {
        file: "logistics",
        says: &[
            "If Connector builders stopped, your revenue would fall 80% (",
            "Telematics firms, Warehouse systems and Truck carriers give and get nothing back",
            "The dataset “load plans” goes from Truck carriers to you without a contract",
            "The maths works for Connector builders",
            "Connector builders hold no data of others but the dataset “connector schema”.",
            "Warehouse systems 100, Telematics firms 75 and Truck carriers 0.",
            "How long a sale takes is not recorded, so days saved cannot be told as a share of it.",
            "Trust is not recorded under six flows of money or data",
            "9 of 10 flows touch you",
            "No gatekeeper, platform, substitute or regulator is drawn",
            "No stance can be advised yet; the nearest is orchestrator, with two of four tests passed",
        ],
        numbers: &[
            ("top[subject=Connector builders]/loss", 0.8),
            ("actors[name=Connector builders]/ledger/ratio", 0.6),
            ("data/depth[flow=data Telematics firms -> Our platform: positions]/score", 75.0),
            ("data/depth[flow=data Warehouse systems -> Our platform: stock]/score", 100.0),
            ("data/depth[flow=data Truck carriers -> Our platform: loads]/score", 0.0),
            ("posture/orchestrator[test=complements reach demand only through us]/value", 1.0),
            ("posture/orchestrator[test=complements trust us]/value", 0.7),
        ],
        ranges: &[("top[subject=Connector builders]/lo", 0.67), ("top[subject=Connector builders]/hi", 0.89)],
        breaks: &[
            ("lint.name-the-firms", 5),
            ("lint.no-number", 1),
            ("lint.no-owner", 1),
            ("lint.no-owner-on-both-sides", 1),
            ("lint.unproven", 1),
            ("lint.gives-without-getting", 3),
            ("map.only-about-us", 1),
            ("map.nobody-in-the-way", 1),
        ],
    },
    Sample {
        file: "cyber-security",
        says: &[
            "Orchestrating is not supported: complements' trust in you is 0.5 where 0.6 is needed",
            "Raising Neighbouring security tools' from 0.3 to 0.7 would bring it to 0.7",
            "Rule contributors are heard more than you in “renew”",
            "A sign, not proof.",
            "(0 of 2 payments have one), so losses cannot be ranked: add the amounts you know",
            "The maths works for Rule contributors",
            "Parts of this map meet only through you.",
        ],
        numbers: &[
            ("posture/orchestrator[test=complements trust us]/value", 0.5),
            ("decisions[name=renew]/influence[actor=Rule contributors]/value", 0.563_525),
            ("decisions[name=renew]/influence[actor=Our firm]/value", 0.4075),
            ("actors[name=Rule contributors]/ledger/ratio", 0.838),
            ("coverage/money/0", 0.0),
            ("coverage/money/1", 2.0),
        ],
        ranges: &[],
        breaks: &[
            ("lint.name-the-firms", 3),
            ("lint.no-number", 2),
            ("lint.no-owner-on-both-sides", 2),
            ("lint.unproven", 1),
        ],
    },
    Sample {
        file: "fintech-before",
        says: &[
            "without the consent of those it is about",
            "without a contract",
            "App developers hold the datasets “transactions” and “user profile” without consent all the way",
            "Nobody decides “consent”, about App users",
            "The maths does not work for App developers: they give twice as much as they get",
            "The maths does not work for App users",
            "Trust is not recorded under three flows of money or data",
            "Retail banks give and get nothing back",
            "9 of 11 flows touch you",
            "No money is drawn",
        ],
        numbers: &[
            ("actors[name=App developers]/ledger/ratio", 1.0 / 3.0),
            ("actors[name=App users]/ledger/ratio", 5.0 / 13.0),
            ("posture/orchestrator[test=complements trust us]/value", 0.3),
        ],
        ranges: &[],
        breaks: &[
            ("lint.name-the-firms", 3),
            ("lint.no-owner-on-both-sides", 2),
            ("lint.gives-without-getting", 1),
            ("map.only-about-us", 1),
            ("map.no-money", 1),
        ],
    },
    Sample {
        file: "fintech-after",
        says: &[
            "The dataset “transactions” is written from App developers to Retail banks without attested security",
            "their trust in App developers is weak where strong trust is needed, and comes second hand, through you",
            "The maths does not work for Retail banks",
            "The maths works for App users",
            "Giving and getting is about even for App developers",
        ],
        numbers: &[
            ("actors[name=App developers]/ledger/ratio", 11.5 / 21.5),
            ("actors[name=App users]/ledger/ratio", 7.0 / 11.0),
            ("actors[name=Retail banks]/ledger/ratio", 0.2),
            ("posture/orchestrator[test=complements trust us]/value", 0.7),
            ("posture/orchestrator[test=complements reach demand only through us]/value", 1.0),
            ("trust_gaps[from=Retail banks,to=App developers]/have", 0.392),
            ("trust_gaps[from=Retail banks,to=App developers]/needed", 0.6),
        ],
        ranges: &[],
        breaks: &[
            ("lint.name-the-firms", 3),
            ("lint.no-owner-on-both-sides", 2),
            ("map.no-money", 1),
            ("map.only-about-us", 0),
        ],
    },
];

fn told(file: &str) -> (Vec<String>, Value) {
    let path = format!("{}/../../tests/samples/{file}.txt", env!("CARGO_MANIFEST_DIR"));
    let mut map = Map::default();
    let reading = crate::notation::read(&map, &std::fs::read_to_string(path).unwrap());
    assert!(reading.problems.is_empty(), "{file}: {:?}", reading.problems);
    reading.diff.apply_to(&mut map);
    let config = EvalConfig::of(&map);
    let e = evaluate(&map, &config);
    let said = e.findings.iter().map(|f| f.sentence.clone()).chain(e.top.iter().map(|t| t.sentence.clone()));
    (said.collect(), json(&map, &e, &config))
}

/// What a path leads to: keys and places parted by `/`, and `key[field=text,...]` for the one of a list.
fn at<'v>(whole: &'v Value, path: &str) -> &'v Value {
    path.split('/').fold(whole, |value, step| {
        let Some((key, wanted)) = step.strip_suffix(']').and_then(|s| s.split_once('[')) else {
            return step.parse().map_or_else(|_| &value[step], |place: usize| &value[place]);
        };
        let is = |each: &&Value| {
            wanted.split(',').filter_map(|w| w.split_once('=')).all(|(field, text)| each[field] == text)
        };
        value[key].as_array().and_then(|all| all.iter().find(is)).unwrap_or(&Value::Null)
    })
}

fn number(file: &str, whole: &Value, path: &str) -> f64 {
    at(whole, path).as_f64().unwrap_or_else(|| panic!("{file}: no number at {path}"))
}

#[test]
fn each_sample_says_what_it_must() {
    for sample in &SAMPLES {
        let (said, _) = told(sample.file);
        for words in sample.says {
            assert!(
                said.iter().any(|s| s.contains(words)),
                "{}: nothing says {words}\n{said:#?}",
                sample.file
            );
        }
    }
}

#[test]
fn each_sample_gives_the_numbers_it_must() {
    for sample in &SAMPLES {
        let (_, whole) = told(sample.file);
        for &(path, expected) in sample.numbers {
            let found = number(sample.file, &whole, path);
            let near = 0.005 * f64::abs(expected).max(0.2);
            assert!((found - expected).abs() <= near, "{} {path}: {found}, not {expected}", sample.file);
        }
        for &(path, expected) in sample.ranges {
            let found = number(sample.file, &whole, path);
            assert!((found - expected).abs() <= 0.03, "{} {path}: {found}, not {expected}", sample.file);
        }
        for &(rule, times) in sample.breaks {
            let lint = whole["lint"].as_array().unwrap();
            assert_eq!(lint.iter().filter(|l| l["rule"] == rule).count(), times, "{} {rule}", sample.file);
        }
    }
}

#[test]
fn only_what_can_be_ranked_is_ranked() {
    for (file, ranked) in [
        ("mid-market-software", 3),
        ("data-warehouse", 1),
        ("logistics", 1),
        ("cyber-security", 0),
        ("fintech-before", 0),
        ("fintech-after", 0),
    ] {
        let (_, whole) = told(file);
        assert_eq!(whole["top"].as_array().unwrap().len(), ranked, "{file}");
    }
    let (_, whole) = told("mid-market-software");
    assert_eq!(at(&whole, "top[subject=Integrator A]/tied_with_next"), true);
    assert_eq!(at(&whole, "top[subject=Integrator B]/tied_with_next"), false);
}

/// Keys of the JSON form and what stands there: `n` a number, `s` a text, `b` yes or no, `l` a list, `o` an
/// object, `?` also `null` with a reason.
const FORM: &str = "schema n; config o; seed n; map/title s; map/us s; map/currency s; map/actors n; map/flows n; \
    coverage o; actors/0/name s; actors/0/money/in n; actors/0/money/out n; actors/0/money/margin n; \
    actors/0/money/captured n; actors/0/ledger/benefit n; actors/0/ledger/cost n; actors/0/ledger/ratio n?; \
    actors/0/ledger/verdict s?; actors/0/ledger/indicative b; actors/0/loss_if_gone n?; \
    actors/0/burt_constraint n?; actors/0/betweenness n; actors/0/articulation b; \
    actors/0/dominates_us_from_demand b; kept_of_each_unit l; kept_of_each_unit/0/customer s; \
    kept_of_each_unit/0/actor s; kept_of_each_unit/0/share n; routes l; routes/0/path l; routes/0/days n; \
    routes/0/unknown_legs n; routes/0/amount n?; routes/0/kept n; routes/0/type s; routes/0/gates l; \
    demand_weighted_days n?; decisions l; decisions/0/name s; decisions/0/deciders l; decisions/0/vetoes l; \
    decisions/0/vetoes/0/actor s; decisions/0/vetoes/0/days n?; decisions/0/state s; decisions/0/influence l; \
    decisions/0/influence/0/actor s; decisions/0/influence/0/value n; decisions/0/influence/0/path l; \
    decisions/0/influence/0/runner_up n?; trust_gaps l; trust_gaps/0/from s; trust_gaps/0/to s; \
    trust_gaps/0/flow s; trust_gaps/0/needed n; trust_gaps/0/have n?; trust_gaps/0/reason s; data/holdings l; \
    data/holdings/0/dataset s; data/holdings/0/actor s; data/holdings/0/sensitivity n; \
    data/holdings/0/clean b; data/holdings/0/upper_bound_only b; data/gaps l; data/gaps/0/rule s; \
    data/gaps/0/flow s; data/depth l; data/depth/0/flow s; data/depth/0/score n; top l; top/0/rank n; \
    top/0/subject s; top/0/metric s; top/0/loss n; top/0/lo n?; top/0/hi n?; top/0/support n?; \
    top/0/tied_with_next b; top/0/sentence s; top/0/owner s; governance l; governance/0/rule s; \
    governance/0/subject s; governance/0/sentence s; patterns l; posture o; posture/orchestrator l; \
    posture/orchestrator/0/test s; posture/orchestrator/0/result s; posture/orchestrator/0/value n?; \
    scorecard o; lint l; lint/0/rule s; lint/0/subject s; lint/0/sentence s; findings l; findings/0/question n; \
    findings/0/code s; findings/0/weight n; findings/0/sentence s; findings/0/actors l; findings/0/flows l; \
    findings/0/value o?";

#[test]
fn the_json_form_of_every_sample_has_every_key_and_kind() {
    let mut met = std::collections::BTreeSet::new();
    let all: Vec<(&str, &str)> = FORM.split(';').map(|e| e.trim().split_once(' ').unwrap()).collect();
    for sample in &SAMPLES {
        let (_, whole) = told(sample.file);
        for &(path, kind) in &all {
            // A list may be empty in one sample; the next test of the loop sees to it that none is in all.
            let empty = path
                .match_indices("/0/")
                .any(|(end, _)| at(&whole, &path[..end]).as_array().is_none_or(Vec::is_empty));
            if empty {
                continue;
            }
            met.insert(path);
            let found = at(&whole, path);
            // Trust says why it is missing under a name of its own; a finding may have no number in it.
            let (parent, key) =
                path.rsplit_once('/').map_or((&whole, path), |(up, key)| (at(&whole, up), key));
            let said = [format!("{key}_reason"), "reason".into(), "ratio_reason".into()];
            let reason = path == "findings/0/value" || said.iter().any(|s| parent[s.as_str()].is_string());
            let fits = match kind.as_bytes()[0] {
                b'n' => found.is_number(),
                b's' => found.is_string(),
                b'b' => found.is_boolean(),
                b'l' => found.is_array(),
                _ => found.is_object(),
            };
            let holds = has_key(&whole, path);
            assert!(
                holds && (fits || kind.ends_with('?') && reason && found.is_null()),
                "{} {path}: {found}",
                sample.file
            );
        }
    }
    let never: Vec<&str> = all.iter().map(|e| e.0).filter(|path| !met.contains(path)).collect();
    assert!(never.is_empty(), "no sample shows {never:?}");
}

fn has_key(whole: &Value, path: &str) -> bool {
    let (parent, key) = path.rsplit_once('/').map_or((whole, path), |(up, key)| (at(whole, up), key));
    parent.get(key).is_some()
}
