//! From a map to text, in one canonical order: settings, actors, zones with their actors, datasets,
//! decisions, flows, agreements, deals, moves, interdependencies, marks on findings, saved views, notes.
//!
//! Whether a name needs quotes is decided by the rules of the lexer; whether a label does, by reading it.

use super::{
    arrow::{Content, content, kind_and_content},
    attributes::{Meant, meant},
    flow::{deciders_of, verb},
    index::{Index, Indexed},
    lexer::{lex, lex_braced},
    statements::KEYWORDS,
};
use crate::map::{
    Actor, ActorId, Amount, Dataset, Decision, DecisionId, Flow, FlowId, Kind, Map, MapInfo, Rapid, Record,
    RecordId,
    fields::{self, Described, Names, Shape},
    quote::{is_break, is_curly, quote, quoted_where_needed, split_list},
};
use std::collections::{BTreeSet, HashMap};

/// A map being written: whole, or some records of it.
pub(super) struct Printer<'a> {
    pub names: Indexed<'a>,
    /// Who decides on what, where rights may be told as sentences.
    deciders: Option<HashMap<DecisionId, ActorId>>,
    lines: Vec<String>,
}

/// Writes the whole map.
pub(super) fn print(map: &Map) -> String {
    let mut printer = Printer::of(map);
    printer.settings(&map.info);
    printer.section(map, |_| true);
    printer.text()
}

/// Writes some records and the flows among their actors; amounts name their currency, because the text may
/// be read where another one is usual.
pub(super) fn print_items(map: &Map, items: &[RecordId]) -> String {
    let chosen: BTreeSet<RecordId> = items.iter().copied().collect();
    let has = |id: ActorId| chosen.contains(&id.into());
    let mut part = map.clone();
    let full = Indexed { map, index: Index::of(map) };
    let printed = map.flows.values().filter(|f| chosen.contains(&f.id.into()) || (has(f.from) && has(f.to)));
    let kept: BTreeSet<FlowId> = printed.map(|f| f.id).collect();
    // Gates that are named by their actor stay to be looked up, though their own lines are not printed.
    let gates: BTreeSet<FlowId> = kept.iter().flat_map(|f| &map.flows[f].gates).copied().collect();
    part.flows.retain(|id, _| kept.contains(id) || gates.contains(id));
    for flow in part.flows.values_mut() {
        let mut copy = Flow::clone(flow);
        copy.gates.retain(|g| kept.contains(g) || names_alone(&full, *g));
        copy.enablers.retain(|e| kept.contains(&e.flow));
        copy.fee_of = copy.fee_of.filter(|f| kept.contains(f));
        if let Some(quantity) =
            copy.quantity.as_mut().filter(|q| copy.kind == Kind::Money && q.unit.is_empty())
        {
            quantity.unit.clone_from(&map.info.currency);
        }
        *flow = copy.into();
    }
    let datasets: BTreeSet<_> = part.flows.values().flat_map(|f| f.datasets.iter().copied()).collect();
    let decisions: BTreeSet<_> = part.flows.values().filter_map(|f| f.decision).collect();
    part.agreements.retain(|id, _| chosen.contains(&(*id).into()));
    for agreement in part.agreements.values_mut() {
        let mut copy = (**agreement).clone();
        copy.covers.retain(|f| kept.contains(f));
        *agreement = copy.into();
    }
    part.moves.retain(|id, _| chosen.contains(&(*id).into()));
    for step in part.moves.values_mut() {
        let mut copy = (**step).clone();
        copy.flows.retain(|f| kept.contains(f));
        *step = copy.into();
    }
    part.deals.retain(|id, _| chosen.contains(&(*id).into()));
    part.notes.retain(|id, _| chosen.contains(&(*id).into()));
    // What was put down about findings of this map says nothing of another.
    part.interdependencies.clear();
    part.marks.clear();
    part.scenarios.clear();
    part.saved_views.clear();
    let index = Index { agreed: full.index.agreed, ..Index::of(&part) };
    let mut printer = Printer { names: Indexed { map: &part, index }, deciders: None, lines: Vec::new() };
    let listed = |id: RecordId| match id {
        RecordId::Dataset(d) => datasets.contains(&d),
        RecordId::Decision(d) => decisions.contains(&d),
        RecordId::Actor(_) | RecordId::Zone(_) => chosen.contains(&id),
        RecordId::Flow(f) => kept.contains(&f),
        _ => true,
    };
    printer.section(&part, listed);
    printer.text()
}

/// Whether a gate can be named by its actor.
fn names_alone(names: &Indexed, gate: FlowId) -> bool {
    let holder = names.map.flows.get(&gate).map(|f| f.from);
    holder.is_some_and(|h| names.index.agreed.get(&h).is_some_and(|all| *all == [gate]))
}

impl<'a> Printer<'a> {
    fn of(map: &'a Map) -> Printer<'a> {
        Printer {
            names: Indexed { map, index: Index::of(map) },
            deciders: Some(deciders_of(map)),
            lines: Vec::new(),
        }
    }

    /// For single records of a map.
    pub fn part(map: &'a Map, deciders: HashMap<DecisionId, ActorId>) -> Printer<'a> {
        let names = Indexed { map, index: Index::of(map) };
        Printer { names, deciders: Some(deciders), lines: Vec::new() }
    }

    /// The statement of one actor, flow, decision or dataset.
    pub fn record(&mut self, record: &Record) -> Option<String> {
        match record {
            Record::Actor(actor) => {
                self.actor(actor);
                self.lines.pop()
            }
            Record::Flow(flow) => Some(self.flow(flow)),
            Record::Decision(decision) => Some(self.decision(decision)),
            Record::Dataset(dataset) => Some(self.dataset(dataset)),
            _ => None,
        }
    }

    fn text(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let mut text = self.lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// An empty line between sections.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn settings(&mut self, info: &MapInfo) {
        let empty = MapInfo::default();
        for (word, keyword, quoted) in [
            ("title", "map", true),
            ("question", "question", true),
            ("author", "author", true),
            ("date", "date", false),
            ("us", "us", false),
            ("currency", "currency", false),
        ] {
            let Ok(entry) = fields::entry(&empty, word) else { continue };
            let value = (entry.get)(info, &self.names);
            if !value.is_empty() {
                let value =
                    if quoted || word == "us" && name(&value, &[]) != value { quote(&value) } else { value };
                self.lines.push(format!("{keyword} {value}"));
            }
        }
        for (word, keyword) in [
            ("fx", "fx"),
            ("page", "page"),
            ("wording", "wording"),
            ("accounts", "accounts"),
            ("settings", "setting"),
        ] {
            let Ok(entry) = fields::entry(&empty, word) else { continue };
            let value = (entry.get)(info, &self.names);
            if value == entry.usual || value.is_empty() {
                continue;
            }
            if word == "fx" || word == "settings" {
                self.lines.extend(split_list(&value).into_iter().map(|one| format!("{keyword} {one}")));
            } else {
                self.lines.push(format!("{keyword} {value}"));
            }
        }
    }

    fn section(&mut self, map: &Map, listed: impl Fn(RecordId) -> bool) {
        let zone_listed = |a: &Actor| a.zone.filter(|z| map.zones.contains_key(z) && listed((*z).into()));
        let mut zoned: HashMap<_, Vec<&Actor>> = HashMap::new();
        self.gap();
        for actor in map.actors.values().filter(|a| listed(a.id.into())) {
            match zone_listed(actor) {
                Some(zone) => zoned.entry(zone).or_default().push(actor),
                None => self.actor(actor),
            }
        }
        for zone in map.zones.values().filter(|z| listed(z.id.into())) {
            self.gap();
            let line = format!("# {}{}", title(&zone.title), self.braces(&**zone, &[]));
            self.lines.push(line);
            for actor in zoned.remove(&zone.id).unwrap_or_default() {
                self.actor(actor);
            }
        }
        self.gap();
        for dataset in map.datasets.values().filter(|d| listed(d.id.into())) {
            let line = self.dataset(dataset);
            self.lines.push(line);
        }
        for decision in map.decisions.values().filter(|d| listed(d.id.into())) {
            let line = self.decision(decision);
            self.lines.push(line);
        }
        self.gap();
        for flow in map.flows.values().filter(|f| listed(f.id.into())) {
            let line = self.flow(flow);
            self.lines.push(line);
        }
        self.gap();
        self.registers(map);
    }

    fn registers(&mut self, map: &Map) {
        for agreement in map.agreements.values() {
            let names: Vec<String> = agreement.parties.iter().map(|a| name(map.name(*a), &["and"])).collect();
            let between = match names.split_last() {
                Some((last, [])) => format!(" between {last}"),
                Some((last, others)) => format!(" between {} and {last}", others.join(", ")),
                None => String::new(),
            };
            let line =
                format!("agreement {}{between}{}", quote(&agreement.title), self.braces(&**agreement, &[]));
            self.lines.push(line);
        }
        for deal in map.deals.values() {
            let entry =
                |word| fields::entry(&**deal, word).map_or(String::new(), |e| (e.get)(deal, &self.names));
            let (amount, touches) =
                (entry("amount"), deal.touches.iter().map(|a| name(map.name(*a), &["and"])));
            let touches = touches.collect::<Vec<_>>().join(", ");
            let amount = if amount.is_empty() { amount } else { format!(" {amount}") };
            let touches = if touches.is_empty() { touches } else { format!(" touched by {touches}") };
            let line = format!("deal {}{amount}{touches}{}", quote(&deal.name), self.braces(&**deal, &[]));
            self.lines.push(line);
        }
        for step in map.moves.values() {
            let line = format!("move {}{}", quote(&step.text), self.braces(&**step, &[]));
            self.lines.push(line);
        }
        for entry in map.interdependencies.values() {
            let subject = match entry.subject {
                RecordId::Flow(flow) => quote(&self.names.flow_text(flow)),
                RecordId::Actor(actor) => name(map.name(actor), &[]),
                _ => continue,
            };
            let line = format!("interdependency {subject}{}", self.braces(&**entry, &[]));
            self.lines.push(line);
        }
        for mark in map.marks.values() {
            let line = format!("finding {}{}", quote(&mark.code), self.braces(&**mark, &[]));
            self.lines.push(line);
        }
        for scenario in map.scenarios.values() {
            self.lines.push(format!("scenario {}", quote(&scenario.name)));
            self.lines.extend(super::scenario::lines(map, scenario).into_iter().map(|l| format!("  {l}")));
        }
        for view in map.saved_views.values() {
            let line = format!("view {}{}", quote(&view.name), self.braces(&**view, &[]));
            self.lines.push(line);
        }
        for note in map.notes.values() {
            let line = format!("note {}{}", quote(&note.text), self.braces(&**note, &[]));
            self.lines.push(line);
        }
    }

    fn actor(&mut self, actor: &Actor) {
        let roles: Vec<&str> = actor.roles.iter().map(|r| r.word()).collect();
        let roles = if roles.is_empty() { String::new() } else { format!(" : {}", roles.join(", ")) };
        let line = format!("{}{roles}{}", name(&actor.name, &[]), self.braces(actor, &[]));
        self.lines.push(line);
    }

    fn dataset(&self, dataset: &Dataset) -> String {
        let from = |a| format!(" from {}", name(self.names.map.name(a), &["sensitivity"]));
        let origin = dataset.origin.map_or(String::new(), from);
        let named = name(&dataset.name, &["from", "sensitivity"]);
        format!("dataset {named}{origin} sensitivity {}", dataset.sensitivity)
    }

    fn decision(&self, decision: &Decision) -> String {
        let about = decision
            .subject
            .map_or(String::new(), |a| format!(" about {}", name(self.names.map.name(a), &[])));
        format!("decision {}{about}", name(&decision.title, &["about"]))
    }

    /// A flow as an arrow, or as a sentence where it is a right that reads back to the same ends.
    fn flow(&self, flow: &Flow) -> String {
        let map = self.names.map;
        let from = name(map.name(flow.from), &[]);
        if let Some((rapid, decision)) = self.sentence(flow) {
            let label = self.label(flow, "", |text| content(text, &lex(text), flow.kind).ok());
            let label = if label.is_empty() { label } else { format!(" : {label}") };
            let title = name(&decision.title, &["about", "on"]);
            let braces = self.braces(flow, &["part", "on"]);
            return format!("{from} {rapid}s {title}{label}{braces}");
        }
        let (amount, said): (String, &[&str]) = match (&flow.quantity, flow.strength) {
            (Some(quantity), _) => (format!(" {}", quantity.text(flow.kind)), &["quantity"]),
            (None, Some(strength)) if flow.kind != Kind::Money => (format!(" {strength}"), &["strength"]),
            _ => (String::new(), &[]),
        };
        let start = format!("-{}{amount}", flow.kind);
        let whole = |text: &str| {
            let line = format!("{start} {text}->");
            let tokens = lex(&line);
            let (kind, content) = kind_and_content(&line, &tokens, &[]).ok()?;
            (kind == flow.kind && tokens.last()?.end == line.len()).then_some(content)
        };
        let label = self.label(flow, &amount, whole);
        let label = if label.is_empty() { label } else { format!(" {label}") };
        let tail = if flow.both_ways { "<" } else { "" };
        let to = name(map.name(flow.to), &[]);
        format!("{from} {tail}{start}{label}-> {to}{}", self.braces(flow, said))
    }

    /// The label, in quotes where it would read as something else.
    fn label(&self, flow: &Flow, amount: &str, read: impl Fn(&str) -> Option<Content>) -> String {
        if flow.label.is_empty() {
            return String::new();
        }
        let spoken = !amount.is_empty();
        let expected = Content {
            amount: Amount {
                quantity: flow.quantity.clone().filter(|_| spoken),
                strength: flow.strength.filter(|_| spoken && flow.quantity.is_none()),
                evidence: None,
            },
            label: flow.label.clone(),
        };
        let plain = name(&flow.label, &[]) == flow.label;
        if plain && read(&flow.label) == Some(expected) { flow.label.clone() } else { quote(&flow.label) }
    }

    /// The part and decision of a right that reads back to the same ends from a sentence.
    fn sentence(&self, flow: &Flow) -> Option<(Rapid, &Decision)> {
        let (rapid, id) = flow.rapid.filter(|_| flow.kind == Kind::Decision).zip(flow.decision)?;
        // A sentence leads to the decider on the map it is read into; a copy must lead to its own.
        let deciders = self.deciders.as_ref()?;
        let decision = self.names.map.decisions.get(&id)?;
        let to = match rapid {
            Rapid::Decide => Some(flow.from),
            _ => deciders.get(&id).copied().or(decision.subject),
        };
        (to == Some(flow.to) && !decision.title.trim().is_empty()).then_some((rapid, decision))
    }

    /// The fields between braces, but for those said elsewhere.
    fn braces<R: Described + Clone>(&self, record: &R, said: &[&str]) -> String {
        let mut items: Vec<String> = Vec::new();
        for entry in R::entries().iter().filter(|e| record.has(e) && !said.contains(&e.word)) {
            let value = (entry.get)(record, &self.names);
            if value == entry.usual || value.is_empty() {
                continue;
            }
            if !matches!(entry.shape, Shape::Outside | Shape::Shorthand) {
                items.push(said_as(record, entry.word, &value));
            }
        }
        if items.is_empty() { String::new() } else { format!(" {{{}}}", items.join(", ")) }
    }
}

/// One field between braces; what is empty is said to be.
pub(super) fn said_as<R: Described + Clone>(record: &R, word: &str, value: &str) -> String {
    let Ok(entry) = fields::entry(record, word) else { return String::new() };
    match entry.shape {
        _ if value.is_empty() => format!("{word} \"\""),
        Shape::Switch => word.into(),
        Shape::Bare => value.into(),
        Shape::List | Shape::Late => {
            let items = split_list(value).into_iter().enumerate().map(|(at, item)| {
                let alone = at > 0 && matches!(meant(item, &lex_braced(item), record), Meant::Other);
                if alone { item.to_owned() } else { listed(record, word, item) }
            });
            items.collect::<Vec<_>>().join(", ")
        }
        Shape::Text if value.contains(char::is_whitespace) => format!("{word} {}", quote(value)),
        Shape::Value | Shape::Text | Shape::Outside | Shape::Shorthand => valued(record, word, value),
    }
}

/// `word value`, the value in quotes where it would read as something else.
fn valued<R: Described + Clone>(record: &R, word: &str, value: &str) -> String {
    let plain = format!("{word} {}", quoted_where_needed(value));
    let words = word.split(' ').count();
    match meant(&plain, &lex_braced(&plain), record) {
        Meant::Named(entry, n) if entry.word == word && n == words && !value.contains("//") => plain,
        _ => format!("{word} {}", quote(value)),
    }
}

/// `word item` for an item of a list.
fn listed<R: Described + Clone>(record: &R, word: &str, item: &str) -> String {
    let plain = format!("{word} {item}");
    match meant(&plain, &lex_braced(&plain), record) {
        Meant::Named(entry, _) if entry.word == word => plain,
        _ => format!("{word} {}", quote(item)),
    }
}

/// A name, in quotes where it holds a mark of the notation, or one of `extra` as a word.
pub(super) fn name(name: &str, extra: &[&str]) -> String {
    let mark = |c: char| {
        matches!(c, '"' | '{' | '}' | ':' | ';' | ',' | '<' | '>' | '\\') || is_curly(c) || is_break(c)
    };
    let arrow = |w: &str| w.starts_with('-') && w.len() > 1;
    let first = name.split_whitespace().next().unwrap_or("");
    let special = |w: &str| verb(w).is_some() || extra.iter().any(|e| e.eq_ignore_ascii_case(w));
    let quotes = name.is_empty()
        || name.trim() != name
        || name.contains(mark)
        || name.contains("//")
        || name.starts_with('#')
        || ["-", "*", "\u{2022}", "\u{2013}"].contains(&first)
        || KEYWORDS.contains(&first)
        || name.split_whitespace().any(|w| arrow(w) || special(w));
    if quotes { quote(name) } else { name.to_owned() }
}

/// The title of a zone, in quotes where it holds a mark.
fn title(title: &str) -> String {
    name(title, &[])
}
