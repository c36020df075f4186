//! From names to records and back, as fields need it.
//!
//! A flow is named by what it is: `Shop -money-> Us`, with ` #2` for the second of the same ends and kind.
//! A gate may be named by the actor who must agree.

use crate::map::{ActorId, DatasetId, DecisionId, FlowId, Kind, Map, Rapid, Unfit, ZoneId, nearest};

/// Finds records by their names.
pub(crate) trait Names {
    /// The map they are on.
    fn map(&self) -> &Map;
    /// The actor with this name.
    fn find_actor(&self, name: &str) -> Option<ActorId>;
    /// The decision with this title.
    fn find_decision(&self, title: &str) -> Option<DecisionId>;
    /// The dataset with this name.
    fn find_dataset(&self, name: &str) -> Option<DatasetId>;
    /// The zone with this title.
    fn find_zone(&self, title: &str) -> Option<ZoneId>;
    /// The flows of this kind between two actors, in order.
    fn between(&self, from: ActorId, to: ActorId, kind: Kind) -> Vec<FlowId>;
    /// The decision rights by which an actor must agree.
    fn agreed_by(&self, actor: ActorId) -> Vec<FlowId>;

    /// The actor with this name, made where that is possible.
    fn actor(&mut self, name: &str) -> Result<ActorId, Unfit> {
        self.find_actor(name).ok_or_else(|| {
            let names = self.map().actors.values().map(|a| a.name.as_str());
            unknown(say!("There is no actor \u{201c}{name}\u{201d}", name), nearest(name, names))
        })
    }

    /// The decision with this title, made where that is possible.
    fn decision(&mut self, title: &str) -> Result<DecisionId, Unfit> {
        self.find_decision(title).ok_or_else(|| {
            let titles = self.map().decisions.values().map(|d| d.title.as_str());
            unknown(say!("There is no decision \u{201c}{title}\u{201d}", title), nearest(title, titles))
        })
    }

    /// The dataset with this name, made where that is possible.
    fn dataset(&mut self, name: &str) -> Result<DatasetId, Unfit> {
        self.find_dataset(name).ok_or_else(|| {
            let names = self.map().datasets.values().map(|d| d.name.as_str());
            unknown(say!("There is no dataset \u{201c}{name}\u{201d}", name), nearest(name, names))
        })
    }

    /// The zone with this title, made where that is possible.
    fn zone(&mut self, title: &str) -> Result<ZoneId, Unfit> {
        self.find_zone(title).ok_or_else(|| {
            let titles = self.map().zones.values().map(|z| z.title.as_str());
            unknown(say!("There is no zone \u{201c}{title}\u{201d}", title), nearest(title, titles))
        })
    }

    /// The flow that a text names.
    fn flow(&mut self, text: &str) -> Result<FlowId, Unfit> {
        flow_named(self, text)
            .ok_or_else(|| Unfit::new(say!("No flow \u{201c}{text}\u{201d} is drawn", text), ""))
    }

    /// The gate that a text names: by the actor who must agree, or as any flow.
    fn gate(&mut self, text: &str) -> Result<FlowId, Unfit> {
        gate_named(self, text).ok_or_else(|| {
            let agreeing = self.map().flows.values().filter(|f| f.rapid == Some(Rapid::Agree));
            let names = agreeing.map(|f| self.map().name(f.from));
            Unfit::new(
                say!("\u{201c}{text}\u{201d} has no right to agree on this map", text),
                nearest(text, names).unwrap_or(""),
            )
        })
    }

    /// The text that names a flow.
    fn flow_text(&self, id: FlowId) -> String {
        let Some(flow) = self.map().flows.get(&id) else { return String::new() };
        let (from, to) = (self.map().name(flow.from), self.map().name(flow.to));
        let same = self.between(flow.from, flow.to, flow.kind);
        let number = same.iter().position(|f| *f == id).map_or(1, |at| at + 1);
        let suffix = if number > 1 { format!(" #{number}") } else { String::new() };
        format!("{from} -{}-> {to}{suffix}", flow.kind)
    }

    /// The text that names a gate, the shortest that does.
    fn gate_text(&self, id: FlowId) -> String {
        match self.map().flows.get(&id) {
            Some(flow) if self.agreed_by(flow.from) == [id] => self.map().name(flow.from).to_owned(),
            _ => self.flow_text(id),
        }
    }
}

fn unknown(sentence: String, near: Option<&str>) -> Unfit {
    Unfit::new(sentence, near.unwrap_or(""))
}

/// The gate that a text names, if there is one.
pub(crate) fn gate_named<N: Names + ?Sized>(names: &N, text: &str) -> Option<FlowId> {
    let by_actor = names.find_actor(text).map(|actor| names.agreed_by(actor));
    match by_actor.as_deref() {
        Some([gate, ..]) => Some(*gate),
        _ => flow_named(names, text),
    }
}

/// The flow that a text names, if there is one.
pub(crate) fn flow_named<N: Names + ?Sized>(names: &N, text: &str) -> Option<FlowId> {
    let plain = flow_numbered(names, text, 1);
    plain.or_else(|| {
        let (text, number) = text.rsplit_once(" #")?;
        flow_numbered(names, text, number.parse().ok()?)
    })
}

fn flow_numbered<N: Names + ?Sized>(names: &N, text: &str, number: usize) -> Option<FlowId> {
    for (kind, from, to) in ends_in(text) {
        if let (Some(from), Some(to)) = (names.find_actor(from), names.find_actor(to))
            && let Some(flow) = names.between(from, to, kind).get(number.wrapping_sub(1))
        {
            return Some(*flow);
        }
    }
    None
}

/// Every way to read a text as `from -kind-> to`.
fn ends_in(text: &str) -> impl Iterator<Item = (Kind, &str, &str)> {
    text.match_indices("->").filter_map(|(head, _)| {
        let before = &text[..head];
        let kind = Kind::ALL.iter().find(|k| {
            before.strip_suffix(k.word()).is_some_and(|b| b.ends_with(" -") || b.ends_with(" <-"))
        })?;
        let from = before[..before.len() - kind.word().len()].trim_end_matches('-').trim_end_matches('<');
        Some((*kind, from.trim(), text[head + 2..].trim()))
    })
}

/// Names looked up by going through a map; right for a few.
pub(crate) struct InMap<'a>(pub &'a Map);

impl Names for InMap<'_> {
    fn map(&self) -> &Map {
        self.0
    }

    fn find_actor(&self, name: &str) -> Option<ActorId> {
        self.0.actor_named(name).map(|a| a.id)
    }

    fn find_decision(&self, title: &str) -> Option<DecisionId> {
        self.0.decisions.values().find(|d| same(&d.title, title)).map(|d| d.id)
    }

    fn find_dataset(&self, name: &str) -> Option<DatasetId> {
        self.0.datasets.values().find(|d| same(&d.name, name)).map(|d| d.id)
    }

    fn find_zone(&self, title: &str) -> Option<ZoneId> {
        self.0.zones.values().find(|z| same(&z.title, title)).map(|z| z.id)
    }

    fn between(&self, from: ActorId, to: ActorId, kind: Kind) -> Vec<FlowId> {
        let flows = self.0.flows.values();
        flows.filter(|f| f.from == from && f.to == to && f.kind == kind).map(|f| f.id).collect()
    }

    fn agreed_by(&self, actor: ActorId) -> Vec<FlowId> {
        let flows = self.0.flows.values();
        flows.filter(|f| f.from == actor && f.rapid == Some(Rapid::Agree)).map(|f| f.id).collect()
    }
}

/// Whether two names are the same without regard to case and outer blanks.
fn same(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

/// The form in which names are compared.
pub(crate) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
