//! The evaluation and the check as JSON: names instead of identities, numbers unrounded.

use super::source::Failure;
use portolan_core::{
    eval::{ActorNumbers, EvalConfig, Evaluation, Finding, Interdependency},
    map::{ActorId, FlowId, Map, RecordId},
    page::Sheet,
};
use serde_json::{Value, json};

/// Counts changes of this shape that a reader must know of.
const SCHEMA: u32 = 1;

/// All that is said of a map.
pub fn evaluation(map: &Map, evaluation: &Evaluation) -> Value {
    let named = Named(map);
    let config = EvalConfig::default();
    let coverage: serde_json::Map<String, Value> = evaluation
        .coverage
        .kinds
        .iter()
        .map(|k| (k.kind.word().to_owned(), json!([k.quantified, k.all])))
        .collect();
    json!({
        "schema": SCHEMA,
        "config": config,
        "seed": config.seed,
        "map": {
            "title": map.info.title,
            "us": map.info.us.map(|us| named.actor(us)),
            "currency": map.info.currency,
            "actors": map.actors.len(),
            "flows": map.flows.len(),
        },
        "coverage": coverage,
        "evidence": {
            "known": evaluation.coverage.known,
            "estimated": evaluation.coverage.estimated,
            "assumed": evaluation.coverage.assumed,
            "sentence": evaluation.coverage.sentence,
        },
        "actors": evaluation.actors.iter().map(|a| named.numbers(a)).collect::<Vec<_>>(),
        "kept_of_each_unit": evaluation.kept.iter().map(|k| json!({
            "customer": named.actor(k.customer),
            "actor": named.actor(k.actor),
            "share": k.share,
        })).collect::<Vec<_>>(),
        "top": evaluation.top.iter().map(|t| named.interdependency(t)).collect::<Vec<_>>(),
        "findings": evaluation.findings.iter().map(|f| named.finding(f)).collect::<Vec<_>>(),
    })
}

/// What a check says of a file that is sound.
pub fn sound(map: &Map, sheet: &Sheet) -> Value {
    json!({
        "schema": SCHEMA,
        "sound": true,
        "title": map.info.title,
        "actors": map.actors.len(),
        "flows": map.flows.len(),
        "page": { "size": map.info.page.size, "warnings": sheet.warnings },
    })
}

/// What a check says of a file that is not.
pub fn failure(failure: &Failure) -> Value {
    match failure {
        Failure::Error(error) => json!({ "schema": SCHEMA, "sound": false, "error": error, "problems": [] }),
        Failure::Text(_, problems) => {
            json!({ "schema": SCHEMA, "sound": false, "error": null, "problems": problems })
        }
    }
}

/// A map whose records are written by name.
struct Named<'a>(&'a Map);

impl Named<'_> {
    fn actor(&self, id: ActorId) -> &str {
        self.0.actors.get(&id).map_or("", |a| &a.name)
    }

    fn actors(&self, ids: &[ActorId]) -> Vec<&str> {
        ids.iter().map(|id| self.actor(*id)).collect()
    }

    fn flow(&self, id: FlowId) -> Value {
        self.0.flows.get(&id).map_or(Value::Null, |f| {
            json!({ "from": self.actor(f.from), "to": self.actor(f.to), "kind": f.kind.word(), "label": f.label })
        })
    }

    fn flows(&self, ids: &[FlowId]) -> Vec<Value> {
        ids.iter().map(|id| self.flow(*id)).collect()
    }

    fn subject(&self, id: RecordId) -> Value {
        match id {
            RecordId::Actor(id) => json!({ "actor": self.actor(id) }),
            RecordId::Flow(id) => json!({ "flow": self.flow(id) }),
            other => json!({ "record": format!("{} {}", other.table(), other.number()) }),
        }
    }

    fn numbers(&self, of: &ActorNumbers) -> Value {
        let mut numbers = json!({
            "name": self.actor(of.actor),
            "money": {
                "in": of.money_in, "out": of.money_out, "margin": of.margin, "captured": of.captured,
            },
            "ledger": {
                "benefit": of.benefit, "cost": of.cost, "ratio": of.ledger,
                "verdict": of.verdict, "indicative": of.indicative,
            },
            "loss_if_gone": of.loss_if_gone,
        });
        if of.ledger.is_none() {
            numbers["ledger"]["reason"] = "gives and gets nothing that is drawn".into();
        }
        if of.loss_if_gone.is_none() {
            numbers["loss_if_gone_reason"] = "no outcome on this map depends on it by a number".into();
        }
        numbers
    }

    fn interdependency(&self, of: &Interdependency) -> Value {
        json!({
            "rank": of.rank, "subject": self.subject(of.subject), "metric": of.metric, "loss": of.loss,
            "lo": of.lo, "hi": of.hi, "support": of.support, "tied_with_next": of.tied_with_next,
            "sentence": of.sentence, "evidence": of.evidence,
            "owner": (!of.owner.is_empty()).then_some(&of.owner),
            "actors": self.actors(&of.actors), "flows": self.flows(&of.flows),
        })
    }

    fn finding(&self, of: &Finding) -> Value {
        json!({
            "question": of.question, "code": of.code, "weight": of.weight, "sentence": of.sentence,
            "sureness": of.sureness, "value": of.value,
            "actors": self.actors(&of.actors), "flows": self.flows(&of.flows),
        })
    }
}
