//! The words on flows: what a label says, in full and shorter.

use crate::{
    language,
    map::{Evidence, Flow, FlowId, GateState, Kind, Map, Rapid},
};
use std::collections::{BTreeMap, BTreeSet};

/// Between the parts of a label; a line may end here.
pub(super) const BETWEEN: &str = " \u{b7} ";

/// What may stand on the curve, fullest first; all empty for a flow of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    /// From the fullest to the shortest.
    pub forms: Vec<String>,
    /// For a screen reader and a tooltip.
    pub spoken: String,
}

impl Words {
    /// For the list of numbered labels.
    pub fn full(&self) -> String {
        self.forms.first().cloned().unwrap_or_default()
    }
}

/// Flows that go through somebody, beside others between the same two actors that are worded alike but for that.
pub(super) fn twins(map: &Map) -> BTreeSet<FlowId> {
    let key = |flow: &Flow| (flow.from, flow.to, flow.kind as i32);
    let through = map.flows.values().filter(|f| !f.via.is_empty());
    let mut alike: BTreeMap<_, Vec<&Flow>> = through.map(|f| (key(f), Vec::new())).collect();
    if alike.is_empty() {
        return BTreeSet::new();
    }
    for flow in map.flows.values() {
        if let Some(others) = alike.get_mut(&key(flow)) {
            others.push(flow);
        }
    }
    let says = |flow: &Flow| (what(map, flow), number(map, flow));
    let twins = alike.values().flat_map(|flows| {
        flows.iter().filter(|f| flows.iter().any(|other| other.id != f.id && says(other) == says(f)))
    });
    twins.filter(|f| !f.via.is_empty()).map(|f| f.id).collect()
}

/// The words on a flow; `twin` where it is among [`twins`].
pub(super) fn of(map: &Map, flow: &Flow, twin: bool) -> Words {
    let what = what(map, flow);
    let mut number = number(map, flow);
    if number.is_empty() && what.is_empty() {
        // How strong a flow is shows in its width; it is said where there is nothing else to say.
        number = flow.strength.map_or_else(String::new, |s| format!("{}{s}/5", about(flow)));
    }
    let via = via(map, flow, &what);
    let full = joined([&what, &number, &via]);
    let spoken = spoken(map, flow, &full);
    let mut forms = Vec::with_capacity(3);
    let mut offer = |mut form: String| {
        if flow.evidence == Evidence::Assumed {
            form.push('?');
        }
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    offer(full);
    if twin && !via.is_empty() {
        // What tells two flows apart is left out last.
        offer(via);
    } else {
        if !via.is_empty() && !what.is_empty() && !number.is_empty() {
            offer(joined([&what, &number, ""]));
        }
        // The bare "?" stands only where there is nothing else to say.
        [number, what].into_iter().filter(|part| !part.is_empty()).for_each(offer);
    }
    Words { forms, spoken }
}

/// The parts that say something, in one line.
fn joined(parts: [&str; 3]) -> String {
    let mut line = String::with_capacity(parts.iter().map(|p| p.len() + BETWEEN.len()).sum());
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        if !line.is_empty() {
            line.push_str(BETWEEN);
        }
        line.push_str(part);
    }
    line
}

/// Through whom a flow goes, unless that is said already.
fn via(map: &Map, flow: &Flow, said: &str) -> String {
    let names: Vec<_> = flow.via.iter().map(|a| map.name(*a)).filter(|n| !n.is_empty()).collect();
    if names.iter().all(|name| said.contains(name)) {
        return String::new();
    }
    say!("via {names}", names = names.join(", "))
}

fn what(map: &Map, flow: &Flow) -> String {
    let label = flow.label.trim();
    let mut out = if !label.is_empty() {
        label.to_owned()
    } else if flow.kind == Kind::Decision {
        let title = flow.decision.and_then(|d| map.decisions.get(&d)).map_or("", |d| d.title.as_str());
        match flow.rapid {
            Some(part) if title.is_empty() => part_in(part).to_owned(),
            Some(part) => part_in_decision(part, title),
            None => title.to_owned(),
        }
    } else if flow.kind == Kind::Data {
        let names: Vec<_> =
            flow.datasets.iter().filter_map(|d| map.datasets.get(d)).map(|d| d.name.as_str()).collect();
        names.join(", ")
    } else {
        String::new()
    };
    if flow.gate == Some(GateState::Unmet) {
        out = say!("{what}, not met", what = out).trim_start_matches(", ").to_owned();
    }
    out
}

/// What somebody does in a decision that has no name.
fn part_in(part: Rapid) -> &'static str {
    match part {
        Rapid::Decide => say!("decides"),
        Rapid::Agree => say!("agrees"),
        Rapid::Recommend => say!("recommends"),
        Rapid::Perform => say!("performs"),
        Rapid::Input => say!("is heard"),
    }
}

fn part_in_decision(part: Rapid, title: &str) -> String {
    match part {
        Rapid::Decide => say!("decides {title}", title),
        Rapid::Agree => say!("must agree to {title}", title),
        Rapid::Recommend => say!("recommends {title}", title),
        Rapid::Perform => say!("performs {title}", title),
        Rapid::Input => say!("is heard on {title}", title),
    }
}

fn number(map: &Map, flow: &Flow) -> String {
    let about = about(flow);
    if let Some(quantity) = &flow.quantity {
        return format!("{about}{}", quantity.short(flow.kind, &map.info.currency));
    }
    if let Some(score) = flow.score {
        return format!("{about}{}%", (score * 100.0).round());
    }
    if let Some(days) = flow.delay_days.filter(|d| flow.kind == Kind::Decision && *d > 0.0) {
        return say!("{about}{days} days", about, days = language::number(days.to_string()));
    }
    String::new()
}

/// The mark before an estimated number.
fn about(flow: &Flow) -> &'static str {
    if flow.evidence == Evidence::Estimated { "\u{2248}" } else { "" }
}

fn spoken(map: &Map, flow: &Flow, full: &str) -> String {
    let kind = if flow.kind == Kind::Decision { say!("decision right") } else { flow.kind.said() };
    let (from, to) = (map.name(flow.from), map.name(flow.to));
    let mut spoken = match (flow.from == flow.to, flow.both_ways) {
        (true, _) => say!("{from}: own {kind}", from, kind),
        (_, true) => say!("{kind} between {from} and {to}", kind, from, to),
        _ => say!("{kind} from {from} to {to}", kind, from, to),
    };
    if !full.is_empty() {
        spoken.extend([": ", full]);
    }
    if flow.evidence != Evidence::Known {
        spoken.extend([", ", flow.evidence.said()]);
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flows_of_one_amount_between_two_actors_are_told_apart_by_whom_they_go_through() {
        let mut map = Map::default();
        let text = "A -money 50k/y-> B {via C, known}\nA -money 50k/y-> B {via D, known}\nA -money 60k/y-> B {via C, known}";
        crate::notation::read(&map, text).diff.apply_to(&mut map);
        let forms: Vec<Vec<String>> =
            map.flows.values().map(|f| of(&map, f, twins(&map).contains(&f.id)).forms).collect();
        assert_eq!(forms[0], ["$50k/yr \u{b7} via C", "via C"]);
        assert_eq!(forms[1], ["$50k/yr \u{b7} via D", "via D"]);
        assert_eq!(forms[2], ["$60k/yr \u{b7} via C", "$60k/yr"]);
    }
}
