//! An evaluation as one JSON object, for machines: names instead of identities, numbers unrounded, and
//! `null` with a reason beside it, as `..._reason`, where there is no number. The same numbers as the window shows.

use super::{EvalConfig, Evaluation, HalvedAndDoubled, Interdependency, Remark, Veto};
use crate::{
    language,
    map::{ActorId, FlowId, Map, RecordId},
};
use serde_json::{Map as Object, Value, json};

/// The object; `schema` counts changes of its form.
pub fn json(map: &Map, evaluation: &Evaluation, config: &EvalConfig) -> Value {
    let names = Names { map };
    let e = evaluation;
    let coverage: Object<String, Value> =
        e.coverage.kinds.iter().map(|k| (k.kind.word().into(), json!([k.quantified, k.all]))).collect();
    beside(json!({
        "schema": 1,
        "config": config,
        "seed": config.seed,
        "map": {
            "title": map.info.title,
            "us": map.info.us.map(|us| map.name(us)),
            "currency": map.info.currency,
            "actors": map.actors.len(),
            "flows": map.flows.len(),
        },
        "coverage": coverage,
        "actors": e.actors.iter().map(|a| names.numbers(a)).collect::<Vec<_>>(),
        "kept_of_each_unit": e.kept.iter().map(|k| json!({
            "customer": map.name(k.customer), "actor": map.name(k.actor), "share": k.share,
        })).collect::<Vec<_>>(),
        "routes": e.routes.iter().map(|r| json!({
            "path": names.actors(&r.path),
            "days": r.days,
            "unknown_legs": r.unknown_legs,
            "amount": maybe(r.amount, sayable!("no amount is drawn on this route")),
            "kept": r.kept,
            "type": r.sort,
            "gates": r.gates.iter().map(|v| names.veto(v)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "demand_weighted_days": maybe(e.demand_days.as_ref().map(|d| d.days), sayable!("no money of demand reaches us")),
        "demand": e.demand_days.as_ref().map(|d| json!({
            "unknown_legs": d.unknown_legs,
            "concentration": d.concentration,
            "independent_routes": d.independent_routes,
            "days_if_met": d.if_met.iter().map(|m| json!({
                "gate": names.flow(m.gate), "actor": map.name(m.actor), "days": m.days,
            })).collect::<Vec<_>>(),
        })),
        "effort": {
            "days": e.effort.days.iter().map(|d| json!({
                "rank": d.rank, "subject": names.record(d.subject), "days": d.days, "share": d.share,
                "quickest_without": maybe(d.quickest_without, sayable!("no way from demand to us is drawn")),
                "sentence": d.sentence, "owner": d.owner,
            })).collect::<Vec<_>>(),
            "capacity": e.effort.capacity.as_ref().map_or_else(
                || maybe(None, sayable!("no capacity is drawn on the way to us")),
                |c| json!({
                    "most": maybe(c.most, sayable!("no drawn capacity limits it")),
                    "cut": names.flows(&c.cut), "widen": names.flows(&c.widen), "sentence": c.sentence,
                    "lost": c.lost.iter().map(|l| json!({"actor": map.name(l.actor), "loss": l.loss})).collect::<Vec<_>>(),
                }),
            ),
            "heard": e.effort.heard.iter().map(|h| json!({
                "decision": h.decision, "value": h.value, "path": names.actors(&h.path),
                "runner_up": maybe(h.runner_up, sayable!("there is no other way")),
                "runner_up_path": names.actors(&h.runner_up_path), "gap": h.gap, "sentence": h.sentence,
            })).collect::<Vec<_>>(),
        },
        "reciprocity": {
            "pairs": e.reciprocity.pairs, "both": e.reciprocity.both,
            "share": maybe(e.reciprocity.share, sayable!("no two actors are linked")),
            "kinds": e.reciprocity.kinds.iter().map(|k| json!({
                "kind": k.kind, "pairs": k.pairs, "both": k.both,
                "balance": maybe(k.balance, sayable!("nothing of this kind has a size")),
            })).collect::<Vec<_>>(),
        },
        "layers": e.layers.as_ref().map(|l| json!({
            "concentration": l.concentration,
            "layers": l.layers.iter().map(|v| json!({
                "layer": v.layer, "kept": v.kept, "share": v.share, "concentration": v.concentration,
                "actors": v.actors.iter().map(|(a, x)| json!({"name": map.name(*a), "kept": x})).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })),
        "decisions": e.decisions.iter().map(|d| json!({
            "name": d.name,
            "deciders": names.actors(&d.deciders),
            "vetoes": d.vetoes.iter().map(|v| names.veto(v)).collect::<Vec<_>>(),
            "state": d.state,
            "influence": d.influence.iter().map(|i| json!({
                "actor": map.name(i.actor),
                "value": i.value,
                "path": names.actors(&i.path),
                "runner_up": maybe(i.runner_up, sayable!("there is no other way")),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "trust_gaps": e.trust_gaps.iter().map(|g| json!({
            "from": map.name(g.from), "to": map.name(g.to), "flow": names.flow(g.flow),
            "needed": g.needed, "have": g.have, "lo": g.lo, "hi": g.hi, "reason": g.reason,
        })).collect::<Vec<_>>(),
        "data": {
            "holdings": e.data.holdings.iter().map(|h| json!({
                "dataset": h.dataset, "actor": map.name(h.actor), "sensitivity": h.sensitivity,
                "clean": h.clean, "upper_bound_only": h.upper_bound_only,
            })).collect::<Vec<_>>(),
            "gaps": e.data.gaps.iter().map(|g| json!({"rule": g.rule, "flow": names.flow(g.flow)})).collect::<Vec<_>>(),
            "depth": e.data.depth.iter().map(|d| json!({"flow": names.flow(d.flow), "score": d.score})).collect::<Vec<_>>(),
        },
        "top": e.top.iter().map(|t| names.top(t)).collect::<Vec<_>>(),
        "governance": names.remarks(&e.governance),
        "patterns": names.remarks(&e.patterns),
        "posture": e.posture.iter().map(|p| (p.stance.clone(), json!(p.tests.iter().map(|t| json!({
            "test": t.test,
            "result": match t.passed { Some(true) => "pass", Some(false) => "fail", None => "unknown" },
            "value": maybe(t.value, sayable!("the map does not say")),
        })).collect::<Vec<_>>()))).collect::<Object<_, _>>(),
        "scorecard": {
            "total": maybe(e.scorecard.total, NO_DEALS),
            "sourced": maybe(e.scorecard.sourced, NO_DEALS),
            "influenced": maybe(e.scorecard.influenced, NO_DEALS),
            "credit": e.scorecard.credit.iter().map(|c| json!({
                "actor": map.name(c.actor), "weighted": c.weighted, "first": c.first, "last": c.last,
            })).collect::<Vec<_>>(),
            "activation": e.scorecard.activation.map(|(lo, hi)| json!({"lo": lo, "hi": hi})),
            "time_to_value": e.scorecard.time_to_value.iter().map(|t| json!({
                "actor": map.name(t.actor), "days": t.days,
            })).collect::<Vec<_>>(),
            "health": e.scorecard.health.iter().map(|h| json!({
                "actor": map.name(h.actor), "score": h.score, "known_of_4": h.known,
            })).collect::<Vec<_>>(),
            "outcomes": e.scorecard.outcomes.iter().map(|o| json!({
                "actor": map.name(o.actor), "name": o.name, "before": o.before, "after": o.after,
            })).collect::<Vec<_>>(),
            "reasons": e.scorecard.ask,
        },
        "lint": names.remarks(&e.lint),
        "findings": e.findings.iter().map(|f| json!({
            "question": f.question,
            "code": f.code,
            "weight": f.weight,
            "sentence": f.sentence,
            "sureness": f.sureness, "pinned": f.pinned, "set_aside": f.set_aside, "ask": f.ask,
            "actors": names.actors(&f.actors),
            "flows": f.flows.iter().map(|&id| names.flow(id)).collect::<Vec<_>>(),
            "value": f.value,
        })).collect::<Vec<_>>(),
    }))
}

/// Notes on each finding of the object on which settings it hangs.
pub fn mark_halved(whole: &mut Value, evaluation: &Evaluation, halved: &HalvedAndDoubled) {
    let Some(findings) = whole["findings"].as_array_mut() else { return };
    for (said, finding) in findings.iter_mut().zip(&evaluation.findings) {
        said["depends_on_settings"] = json!(halved.settings_of(finding));
    }
}

/// What stands for a number that is missing, until its reason stands beside it.
const WHY: &str = "why there is no number";

/// A number, or why there is none.
fn maybe(number: Option<f64>, reason: &str) -> Value {
    number.map_or_else(|| json!({ (WHY): language::of(reason) }), |n| json!(n))
}

/// The same with `null` for each number that is missing, and its reason beside it.
fn beside(value: Value) -> Value {
    match value {
        Value::Array(all) => all.into_iter().map(beside).collect(),
        Value::Object(all) => {
            let mut found = Object::new();
            for (key, value) in all {
                match value.get(WHY) {
                    Some(reason) => {
                        found.insert(format!("{key}_reason"), reason.clone());
                        found.insert(key, Value::Null);
                    }
                    None => {
                        found.insert(key, beside(value));
                    }
                }
            }
            Value::Object(found)
        }
        other => other,
    }
}

/// Why nothing is said of won deals.
const NO_DEALS: &str = sayable!("no won deal with an amount is entered");
/// Why a number has no range.
const UNDRAWN: &str = sayable!("it was never there in the variations, or none were made");

struct Names<'a> {
    map: &'a Map,
}

impl Names<'_> {
    fn actors(&self, ids: &[ActorId]) -> Vec<String> {
        ids.iter().map(|&id| self.map.name(id).to_owned()).collect()
    }

    fn flows(&self, ids: &[FlowId]) -> Vec<String> {
        ids.iter().map(|&id| self.flow(id)).collect()
    }

    /// "money Acme -> Us", with its label where it has one: two flows may share a name.
    fn flow(&self, id: FlowId) -> String {
        let Some(flow) = self.map.flows.get(&id) else { return String::new() };
        let ends = format!("{} {} -> {}", flow.kind.word(), self.map.name(flow.from), self.map.name(flow.to));
        match flow.label.trim() {
            "" => ends,
            label => format!("{ends}: {label}"),
        }
    }

    fn record(&self, id: RecordId) -> String {
        match id {
            RecordId::Actor(id) => self.map.name(id).to_owned(),
            RecordId::Flow(id) => self.flow(id),
            RecordId::Agreement(id) => {
                self.map.agreements.get(&id).map_or_else(String::new, |a| a.title.clone())
            }
            RecordId::Decision(id) => {
                self.map.decisions.get(&id).map_or_else(String::new, |d| d.title.clone())
            }
            _ => "map".into(),
        }
    }

    fn veto(&self, veto: &Veto) -> Value {
        json!({
            "actor": self.map.name(veto.actor), "met": veto.met,
            "days": maybe(veto.days, sayable!("nobody recorded how many days it takes")),
        })
    }

    fn remarks(&self, remarks: &[Remark]) -> Vec<Value> {
        let one =
            |r: &Remark| json!({"rule": r.rule, "subject": self.record(r.subject), "sentence": r.sentence});
        remarks.iter().map(one).collect()
    }

    fn numbers(&self, a: &super::ActorNumbers) -> Value {
        json!({
            "name": self.map.name(a.actor),
            "money": {"in": a.money_in, "out": a.money_out, "margin": a.margin, "captured": a.captured},
            "ledger": {
                "benefit": a.benefit, "cost": a.cost,
                "ratio": maybe(a.ledger, sayable!("nothing is given or got")),
                "verdict": a.verdict, "indicative": a.indicative,
            },
            "loss_if_gone": maybe(a.loss_if_gone, sayable!("us, or no money with an amount reaches us, or the map is too large")),
            "burt_constraint": maybe(a.burt_constraint, sayable!("no contacts")),
            "betweenness": a.betweenness,
            "articulation": a.articulation,
            "dominates_us_from_demand": a.dominates_us_from_demand,
        })
    }

    fn top(&self, t: &Interdependency) -> Value {
        json!({
            "rank": t.rank, "subject": self.record(t.subject), "metric": t.metric, "loss": t.loss,
            "lo": maybe(t.lo, UNDRAWN), "hi": maybe(t.hi, UNDRAWN), "support": maybe(t.support, UNDRAWN), "support_interval": t.support_interval, "tied_with_next": t.tied_with_next,
            "sentence": t.sentence, "evidence": t.evidence, "owner": t.owner,
            "review": t.review, "state": t.state.map(|s| s.word()), "placed_by_hand": t.by_hand,
        })
    }
}
