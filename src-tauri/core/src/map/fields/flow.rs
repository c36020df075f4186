//! The fields of a flow: those all have, and those of its kind.

use super::{
    Described, Entry, FieldInput, Names, Shape,
    entry::{by, by_actors, by_word, choice, line},
    names::InMap,
    value,
};
use crate::map::{
    Amount, Enabler, Evidence, Flow, GateState, Kind, Layer, Map, Quantity, Rapid, Transform, Unfit,
    quote::{plain, quoted_at, quoted_where_needed, split_list},
};

impl Described for Flow {
    fn entries() -> &'static [Entry<Flow>] {
        ENTRIES
    }

    fn sort(&self) -> &'static str {
        match self.kind {
            Kind::Money => sayable!("a money flow"),
            Kind::Data => sayable!("a data flow"),
            Kind::Decision => sayable!("a decision right"),
            Kind::Trust => sayable!("a trust flow"),
            Kind::Attention => sayable!("an attention flow"),
            Kind::Product => sayable!("a product flow"),
        }
    }

    fn has(&self, entry: &Entry<Flow>) -> bool {
        entry.kinds.is_empty() || entry.kinds.contains(&self.kind)
    }
}

const MONEY: &[Kind] = &[Kind::Money];
const DATA: &[Kind] = &[Kind::Data];
const DECISION: &[Kind] = &[Kind::Decision];

static ENTRIES: &[Entry<Flow>] = &[
    Entry::<Flow>::new(
        "kind",
        "Kind",
        "What flows.",
        choice!(Kind),
        (
            |f, _| f.kind.word().to_owned(),
            |f, text, _| {
                let kind =
                    value::word(text)?.ok_or_else(|| Unfit::new(say!("A flow has a kind"), f.kind.word()))?;
                set_kind(f, kind)
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<Flow>::new("label", "Label", "Words on the flow.", line!("claims history"), by!(label, any))
        .shape(Shape::Outside),
    Entry::<Flow>::new(
        "on the arrow",
        "On the arrow",
        "How much and the label in one line, as the map shows them.",
        line!("~40k/y claims"),
        (|f, _| on_the_arrow(f), |f, text, _| set_on_the_arrow(f, text)),
    )
    .shape(Shape::Shorthand),
    Entry::<Flow>::new(
        "quantity",
        "How much",
        "An amount with its unit and period, or once.",
        line!("40k/y"),
        (
            |f, _| f.quantity.as_ref().map_or_else(String::new, |q| q.text(f.kind)),
            |f, text, _| {
                f.quantity = if text.is_empty() { None } else { Some(Quantity::parse(text, f.kind)?) };
                Ok(())
            },
        ),
    ),
    Entry::<Flow>::new(
        "strength",
        "Strength",
        "From 1 (slight) to 5 (vital), where there is no number.",
        line!("4"),
        by!(strength, scale),
    ),
    Entry::<Flow>::new(
        "score",
        "Trust score",
        "From 0 to 1; counts instead of the strength.",
        line!("70%"),
        by!(score, share),
    )
    .kinds(&[Kind::Trust]),
    Entry::<Flow>::new(
        "count",
        "How many alike",
        "How many like it this one stands for.",
        line!("20"),
        by!(count, count),
    ),
    Entry::<Flow>::new(
        "layer",
        "Payment for",
        "The layer in which value is captured.",
        choice!(Layer),
        by_word!(layer),
    )
    .kinds(MONEY)
    .group("Money"),
    Entry::<Flow>::new(
        "fee of",
        "Fee on",
        "The money flow on which this one is a fee.",
        line!("Shop -money-> Us"),
        (
            |f, names| f.fee_of.map_or_else(String::new, |flow| quoted_where_needed(&names.flow_text(flow))),
            |f, text, names| {
                let flows = value::flows(text, names)?;
                if flows.len() > 1 {
                    return Err(Unfit::new(say!("A fee is on one flow"), names.flow_text(flows[0])));
                }
                f.fee_of = flows.first().copied();
                Ok(())
            },
        ),
    )
    .kinds(MONEY)
    .group("Money")
    .shape(Shape::Late),
    Entry::<Flow>::new("rate", "Rate", "The rate of the fee.", line!("15%"), by!(rate, share))
        .kinds(MONEY)
        .group("Money"),
    Entry::<Flow>::new(
        "new demand",
        "New demand",
        "The share of a platform's demand that would not have come otherwise.",
        line!("30%"),
        by!(incremental_share, share),
    )
    .kinds(MONEY)
    .group("Money"),
    Entry::<Flow>::new(
        "margin",
        "Our margin",
        "Our contribution margin before the platform's fee.",
        line!("80%"),
        by!(contribution_margin, share),
    )
    .kinds(MONEY)
    .group("Money"),
    Entry::<Flow>::new(
        "carries",
        "Carries",
        "The datasets it carries; none means whatever its source holds.",
        |map| FieldInput::Choices { choices: map.datasets.values().map(|d| d.name.clone()).collect() },
        (
            |f, names| {
                let name = |d| {
                    names.map().datasets.get(d).map_or_else(String::new, |d| quoted_where_needed(&d.name))
                };
                f.datasets.iter().map(name).collect::<Vec<_>>().join(", ")
            },
            |f, text, names| {
                let mut all = Vec::new();
                for item in split_list(text) {
                    let dataset = names.dataset(&plain(item))?;
                    if !all.contains(&dataset) {
                        all.push(dataset);
                    }
                }
                f.datasets = all;
                Ok(())
            },
        ),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::List),
    Entry::<Flow>::new(
        "both ways",
        "Both ways",
        "Synchronised in both directions.",
        |_| FieldInput::Switch,
        by!(both_ways, switch),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Outside),
    Entry::<Flow>::new(
        "transform",
        "On the way",
        "What happens to the data on the way.",
        choice!(Transform),
        by_word!(transform),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Bare),
    Entry::<Flow>::new(
        "contract",
        "Contract",
        "A contract covers it.",
        |_| FieldInput::Switch,
        by!(contract, switch),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "consent",
        "Consent",
        "Those it is about have agreed to it.",
        |_| FieldInput::Switch,
        by!(consent, switch),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "writes",
        "Writes",
        "The sender writes into the recipient's system.",
        |_| FieldInput::Switch,
        by!(write, switch),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "attested",
        "Security attested",
        "The writer's security is attested.",
        |_| FieldInput::Switch,
        by!(attestation, switch),
    )
    .kinds(DATA)
    .group("Data")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "shared sign-on",
        "Shared sign-on",
        "One sign-on serves both sides.",
        |_| FieldInput::Switch,
        by!(shared_auth, switch),
    )
    .kinds(DATA)
    .group("Depth of the integration")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "error handling",
        "Error handling",
        "Errors are found and handled.",
        |_| FieldInput::Switch,
        by!(error_handling, switch),
    )
    .kinds(DATA)
    .group("Depth of the integration")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "owner at source",
        "Owner at the source",
        "Somebody at the source answers for the integration.",
        |_| FieldInput::Switch,
        by!(co_owner_from, switch),
    )
    .kinds(DATA)
    .group("Depth of the integration")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "owner at recipient",
        "Owner at the recipient",
        "Somebody at the recipient answers for the integration.",
        |_| FieldInput::Switch,
        by!(co_owner_to, switch),
    )
    .kinds(DATA)
    .group("Depth of the integration")
    .shape(Shape::Switch),
    Entry::<Flow>::new(
        "used by",
        "Used by",
        "The share of active customers who use this integration.",
        line!("40%"),
        by!(use_share, share),
    )
    .kinds(DATA)
    .group("Depth of the integration"),
    Entry::<Flow>::new(
        "part",
        "Part",
        "The part this right plays in the decision.",
        choice!(Rapid),
        by_word!(rapid),
    )
    .kinds(DECISION)
    .group("Decision")
    .shape(Shape::Bare),
    Entry::<Flow>::new(
        "on",
        "Decision",
        "The decision it belongs to.",
        |map| FieldInput::Choice { choices: map.decisions.values().map(|d| d.title.clone()).collect() },
        (
            |f, names| {
                let decision = f.decision.and_then(|d| names.map().decisions.get(&d));
                decision.map_or_else(String::new, |d| d.title.clone())
            },
            |f, text, names| {
                f.decision = if text.is_empty() { None } else { Some(names.decision(text)?) };
                Ok(())
            },
        ),
    )
    .kinds(DECISION)
    .group("Decision"),
    Entry::<Flow>::new(
        "today",
        "Gate today",
        "Whether the gate is passed today.",
        choice!(GateState),
        by_word!(gate),
    )
    .kinds(DECISION)
    .group("Decision")
    .shape(Shape::Bare),
    Entry::<Flow>::new("delay", "Takes", "Days it takes.", line!("120d"), by!(delay_days, days))
        .group("Depends on"),
    Entry::<Flow>::new(
        "via",
        "Via",
        "Actors without whom it does not happen, in order.",
        |_| FieldInput::Actors { one: false },
        by_actors!(via),
    )
    .group("Depends on")
    .shape(Shape::List),
    Entry::<Flow>::new(
        "gate",
        "Gates",
        "Who must agree before it runs; each has a decision right.",
        line!("Certification"),
        (
            |f, names| {
                f.gates
                    .iter()
                    .map(|g| quoted_where_needed(&names.gate_text(*g)))
                    .collect::<Vec<_>>()
                    .join(", ")
            },
            |f, text, names| {
                let mut all = Vec::new();
                for item in split_list(text) {
                    let gate = names.gate(&plain(item))?;
                    if !all.contains(&gate) {
                        all.push(gate);
                    }
                }
                f.gates = all;
                Ok(())
            },
        ),
    )
    .group("Depends on")
    .shape(Shape::Late),
    Entry::<Flow>::new(
        "enabled by",
        "Enabled by",
        "Flows that make part of it possible, and what part.",
        line!("Warehouse -data-> Us 70% estimated"),
        (
            |f, names| f.enablers.iter().map(|e| enabler_text(e, names)).collect::<Vec<_>>().join(", "),
            |f, text, names| {
                f.enablers = split_list(text)
                    .into_iter()
                    .map(|item| enabler(item, names))
                    .collect::<Result<_, _>>()?;
                Ok(())
            },
        ),
    )
    .group("Depends on")
    .shape(Shape::Late),
    Entry::<Flow>::new(
        "capacity",
        "Capacity",
        "The most it can carry, in the unit and period of the quantity.",
        line!("500000"),
        by!(capacity, number),
    )
    .group("Depends on"),
    Entry::<Flow>::new(
        "evidence",
        "Evidence",
        "How well it is known.",
        choice!(Evidence),
        (
            |f, _| f.evidence.word().to_owned(),
            |f, text, _| {
                f.evidence = value::word(text)?.unwrap_or(Evidence::Assumed);
                Ok(())
            },
        ),
    )
    .group("Evidence")
    .shape(Shape::Bare)
    .usual("assumed"),
    Entry::<Flow>::new(
        "source",
        "Source",
        "Where the evidence comes from; equal sources err together.",
        line!("CRM export"),
        by!(source, any),
    )
    .shape(Shape::Text)
    .group("Evidence"),
    Entry::<Flow>::new(
        "dated",
        "Dated",
        "The day of the evidence.",
        line!("2026-03-31"),
        by!(evidence_date, date),
    )
    .group("Evidence"),
    Entry::<Flow>::new(
        "owner",
        "Owner",
        "The executive on our side who answers for it.",
        line!("CFO"),
        by!(owner, any),
    )
    .group("Evidence"),
    Entry::<Flow>::new(
        "benefit",
        "Benefit",
        "What it is worth to the receiver, 1 to 5.",
        line!("4"),
        by!(benefit, scale),
    )
    .group("Give and take"),
    Entry::<Flow>::new("cost", "Cost", "What it costs the giver, 1 to 5.", line!("2"), by!(cost, scale))
        .group("Give and take"),
    Entry::<Flow>::new(
        "remark",
        "Remark",
        "Longer remarks; not on the page.",
        |_| FieldInput::Lines,
        by!(remark, any),
    )
    .shape(Shape::Text)
    .group("Remark"),
];

/// Changes the kind; fields that the new kind has not are cleared.
/// Amount and label in one line.
fn on_the_arrow(flow: &Flow) -> String {
    let amount = match (&flow.quantity, flow.strength) {
        (Some(quantity), _) => quantity.text(flow.kind),
        (None, Some(strength)) if flow.kind != Kind::Money => strength.to_string(),
        _ => String::new(),
    };
    [amount.as_str(), flow.label.as_str()].join(" ").trim().to_owned()
}

/// Reads amount and label from one line. What is not said goes, but for the evidence; a mark of evidence alone says
/// that and nothing else.
fn set_on_the_arrow(flow: &mut Flow, text: &str) -> Result<(), Unfit> {
    if let Some(evidence) = Amount::mark(text) {
        flow.evidence = evidence;
        return Ok(());
    }
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| {
            !c.is_whitespace() && !text[at + c.len_utf8()..].starts_with(|n: char| !n.is_whitespace())
        })
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let (amount, words) = Amount::leading(text, &ends, flow.kind)?;
    let label = words.checked_sub(1).map_or(text, |last| text[ends[last]..].trim());
    flow.label = label.to_owned();
    flow.quantity = None;
    if flow.kind != Kind::Money || amount.quantity.is_some() {
        flow.strength = None;
    }
    amount.put_into(flow);
    Ok(())
}

fn set_kind(flow: &mut Flow, kind: Kind) -> Result<(), Unfit> {
    if flow.from == flow.to && kind != Kind::Decision {
        return Err(Unfit::new(
            say!("Only a decision right may lead back to its holder"),
            Kind::Decision.word(),
        ));
    }
    flow.kind = kind;
    let empty = Map::default();
    for entry in ENTRIES.iter().filter(|e| !e.kinds.is_empty() && !e.kinds.contains(&kind)) {
        (entry.set)(flow, "", &mut InMap(&empty))?;
    }
    Ok(())
}

fn enabler_text(enabler: &Enabler, names: &dyn Names) -> String {
    let flow = quoted_where_needed(&names.flow_text(enabler.flow));
    let share = value::share::text(&Some(enabler.phi));
    let evidence = if enabler.evidence == Evidence::Assumed { "" } else { enabler.evidence.word() };
    format!("{flow} {share} {evidence}").trim_end().to_owned()
}

/// An enabler from `flow`, `flow 70%` or `flow 70% estimated`.
fn enabler(item: &str, names: &mut dyn Names) -> Result<Enabler, Unfit> {
    if let Some((text, length)) = quoted_at(item) {
        let (phi, evidence) = enabler_tail(item[length..].trim())?;
        return Ok(Enabler { flow: names.flow(&text)?, phi, evidence });
    }
    let words: Vec<&str> = item.rsplitn(3, char::is_whitespace).collect();
    let splits =
        [words.get(..2).map(|w| format!("{} {}", w[1], w[0])), words.first().map(|w| (*w).to_owned())];
    for tail in splits.into_iter().flatten().filter(|tail| tail.len() < item.len()) {
        let text = item[..item.len() - tail.len()].trim();
        if let Ok((phi, evidence)) = enabler_tail(&tail)
            && let Ok(flow) = names.flow(text)
        {
            return Ok(Enabler { flow, phi, evidence });
        }
    }
    Ok(Enabler { flow: names.flow(item)?, phi: 1.0, evidence: Evidence::Assumed })
}

/// The part and its evidence, behind the flow.
fn enabler_tail(tail: &str) -> Result<(f64, Evidence), Unfit> {
    let (share, evidence) = tail.split_once(char::is_whitespace).unwrap_or((tail, ""));
    if let (Ok(evidence), "") = (share.parse(), evidence) {
        return Ok((1.0, evidence));
    }
    let phi = value::share::parse(share)?.unwrap_or(1.0);
    Ok((phi, value::word(evidence)?.unwrap_or(Evidence::Assumed)))
}
