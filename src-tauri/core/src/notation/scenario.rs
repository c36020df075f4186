//! Scenarios: `scenario "The app store shuts us out"` and the statements under it.
//!
//! Indented lines after a scenario's own belong to it, and so do statements after it on the same line
//! (`scenario "Shut out"; without App store`). They are read when all else is: what is added or changed as
//! statements of the notation on a copy of the map, from which only the difference is kept.
//!
//! ```text
//! add New reseller : intermediary
//! change "Shop -money-> Us" {delay 45d}      change agreement "API terms" {notice 7d}
//! meet Certification                          unmeet Certification
//! weaken Integrator to 50%                    delay Procurement by 30d
//! without App store {reroute 20%}
//! ```
//!
//! Verbs are heard in the current language too ("sin App store"), and written as above.

use super::{
    flow::deciders_of,
    index::{Index, Indexed},
    lexer::{Mark, Token},
    print::{Printer, name},
    reader::{Fault, Reader, Task, text_of},
    statements::{Done, is_word, split_braces, split_word, title_of},
};
use crate::{
    language,
    map::{
        Flow, GateState, Map, Patch, Record, RecordId, Scenario, ScenarioId, Unfit,
        fields::{self, Names, flow_named, gate_named, share_text},
        quote::quote,
    },
};
use std::collections::HashSet;

/// The words that a statement of a scenario begins with.
pub(super) const VERBS: [&str; 7] = [
    sayable!("add"),
    sayable!("change"),
    sayable!("meet"),
    sayable!("unmeet"),
    sayable!("weaken"),
    sayable!("delay"),
    sayable!("without"),
];

/// The verb that a word means, in the notation or in the current language.
pub(super) fn verb(word: &str) -> Option<&'static str> {
    VERBS.into_iter().find(|verb| *verb == word || language::of(verb) == word)
}

/// What stands before and after the last of a word of the notation, or of the current language.
fn split_heard<'t>(line: &str, tokens: &'t [Token], word: &str) -> (&'t [Token], Option<&'t [Token]>) {
    match split_word(line, tokens, word, true) {
        (_, None) => split_word(line, tokens, language::of(word), true),
        split => split,
    }
}

impl Reader {
    /// `scenario "The app store shuts us out"`
    pub(super) fn scenario_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, _) = split_braces(tokens)?;
        let title = title_of(line, head)?;
        let same = |s: &Scenario| super::index::key(&s.name) == super::index::key(&title);
        let there = self.draft.map().scenarios.values().find(|s| same(s)).map(|s| s.id);
        let id = match there {
            Some(id) => id,
            None => {
                self.say(say!("new scenario {title}", title));
                let id = self.make(ScenarioId);
                self.draft.put(Scenario::new(id, title));
                id
            }
        };
        self.touch(id.into());
        self.scenario = Some(id);
        Ok(())
    }

    /// Keeps a statement under a scenario for when all else is read.
    pub(super) fn patch_statement(&mut self, line: &str, id: ScenarioId, tokens: &[Token]) -> Done {
        let word = tokens.first().map_or("", |t| &line[t.start..t.end]);
        if verb(word).is_none() {
            let all = &line[tokens[0].start..tokens[tokens.len() - 1].end];
            let unfit = Unfit::new(
                say!("Say what is different: add, change, meet, weaken, delay or without"),
                format!("add {all}"),
            );
            return Err(Fault::at(&tokens[..1], 0, unfit));
        }
        if tokens.len() < 2 {
            let unfit = Unfit::new(say!("Say what comes after \u{201c}{word}\u{201d}", word), "without Acme");
            return Err(Fault::at(tokens, 0, unfit));
        }
        let later = self.later_at(line, tokens, Task::Patch { scenario: id, tokens: tokens.to_vec() });
        self.later.push(later);
        Ok(())
    }

    /// Reads a statement under a scenario, now that the map is whole.
    pub(super) fn finish_patch(&mut self, line: &str, id: ScenarioId, tokens: &[Token]) -> Done {
        let Some(scenario) = self.draft.map().scenarios.get(&id).cloned() else { return Ok(()) };
        let mut scenario = (*scenario).clone();
        let before = scenario.clone();
        let (word, rest) = tokens.split_first().map_or(("", tokens), |(v, r)| (&line[v.start..v.end], r));
        let verb = verb(word).unwrap_or_default();
        let map = scenario.with_added(self.draft.map());
        let names = Indexed { index: Index::of(&map), map: &map };
        match verb {
            "add" => self.added(line, rest, &map, &mut scenario)?,
            "change" => self.changed(line, rest, &map, &mut scenario)?,
            "meet" | "unmeet" => {
                let target = text_of(line, rest)?;
                let gate =
                    gate_named(&names, &target).ok_or_else(|| Fault::at(rest, 0, no_gate(&map, &target)))?;
                let state = if verb == "meet" { GateState::Met } else { GateState::Unmet };
                let (field, value) = ("today".to_owned(), state.word().to_owned());
                scenario.put(Patch::Set { target: gate.into(), field, value });
            }
            "weaken" => {
                let (head, to) = split_heard(line, rest, sayable!("to"));
                let target = target_of(&names, line, head)?;
                let Some(factor) = to.and_then(|to| percent(&text_of(line, to).ok()?)) else {
                    return Err(Fault::at(
                        rest,
                        0,
                        Unfit::new(say!("Say to how much"), "weaken Acme to 50%"),
                    ));
                };
                scenario.put(Patch::Scale { target, factor });
            }
            "delay" => {
                let (head, by) = split_heard(line, rest, sayable!("by"));
                let target = target_of(&names, line, head)?;
                let days = by.and_then(|by| days(&text_of(line, by).ok()?));
                let days = days.ok_or_else(|| {
                    Fault::at(rest, 0, Unfit::new(say!("Say by how many days"), "delay Acme by 30d"))
                })?;
                scenario.put(Patch::Delay { target, days });
            }
            _ => {
                let (head, braces) = split_braces(rest)?;
                let target = target_of(&names, line, head)?;
                scenario.put(Patch::Remove { target, reroute: rerouted(line, braces)? });
            }
        }
        if scenario != before {
            let said = said(self.draft.map(), &scenario, &before);
            self.say(said);
        }
        self.touch(id.into());
        self.draft.put(scenario);
        Ok(())
    }

    /// A statement read on a copy of the map; flows that are there already are no hindrance.
    fn added(&mut self, line: &str, tokens: &[Token], map: &Map, scenario: &mut Scenario) -> Done {
        let mut inner = Reader::new(map, false);
        let base = self.draft.map();
        inner.claimed = base.flows.keys().map(|f| RecordId::Flow(*f)).collect::<HashSet<_>>();
        inner.statement(line, tokens)?;
        let reading = inner.finish();
        if let Some(problem) = reading.problems.into_iter().next() {
            return Err(Fault::at(tokens, 0, Unfit::new(problem.reason, problem.nearest)));
        }
        for change in reading.diff.changes {
            let Some(record) = change.after else { continue };
            if base.contains(record.id()) {
                if !matches!(record, Record::Info(_)) {
                    let unfit = Unfit::new(
                        say!("That is on the map already; say what changes"),
                        "change Acme {owner CFO}",
                    );
                    return Err(Fault::at(tokens, 0, unfit));
                }
            } else if crate::edit::is_addable(&record) {
                scenario.put(Patch::Add { record });
            } else {
                let unfit =
                    Unfit::new(say!("A scenario can add actors and flows"), "add Acme -money 40k/y-> Us");
                return Err(Fault::at(tokens, 0, unfit));
            }
        }
        Ok(())
    }

    /// `change TARGET {fields}`: the fields that then say something else.
    fn changed(&mut self, line: &str, tokens: &[Token], map: &Map, scenario: &mut Scenario) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let names = Indexed { index: Index::of(map), map };
        let target = match head.split_first() {
            Some((first, rest)) if is_word(line, first, "agreement") && !rest.is_empty() => {
                let title = title_of(line, rest)?;
                let same = |t: &str| super::index::key(t) == super::index::key(&title);
                let found = map.agreements.values().find(|a| same(&a.title)).map(|a| RecordId::from(a.id));
                let unknown = || Unfit::new(say!("There is no agreement \u{201c}{title}\u{201d}", title), "");
                found.ok_or_else(|| Fault::at(rest, 0, unknown()))?
            }
            _ => target_of(&names, line, head)?,
        };
        if braces.is_none() {
            return Err(Fault::at(head, 0, Unfit::new(say!("Say what changes"), "{delay 45d}")));
        }
        let mut inner = Reader::new(map, false);
        let before = map.get(target);
        match before.clone() {
            Some(Record::Actor(r)) => inner.change_fields(line, braces, (*r).clone(), target)?,
            Some(Record::Flow(r)) => inner.change_fields(line, braces, (*r).clone(), target)?,
            Some(Record::Agreement(r)) => inner.change_fields(line, braces, (*r).clone(), target)?,
            _ => return Ok(()),
        }
        // Fields that are cleared say so; those that are as they were are still meant.
        let reading = inner.finish();
        if let Some(problem) = reading.problems.into_iter().next() {
            return Err(Fault::at(tokens, 0, Unfit::new(problem.reason, problem.nearest)));
        }
        let mut after = map.clone();
        reading.diff.apply_to(&mut after);
        if reading.diff.changes.iter().any(|c| c.id != target) {
            return Err(Fault::at(tokens, 0, Unfit::new(say!("Add what is new first"), "add Acme")));
        }
        let (Some(before), Some(record)) = (before, after.get(target)) else { return Ok(()) };
        for field in fields::fields_of(&after, &record) {
            let value = fields::read(&after, &record, field.word);
            if value != fields::read(map, &before, field.word) {
                scenario.put(Patch::Set { target, field: field.word.into(), value });
            }
        }
        Ok(())
    }

    fn change_fields<R>(&mut self, line: &str, braces: Option<&[Token]>, mut record: R, id: RecordId) -> Done
    where
        R: fields::Described + Clone + Into<Record>,
    {
        self.attributes(line, braces, &mut record, id)?;
        self.draft.put(record);
        Ok(())
    }
}

/// The actor or flow that a text names.
pub(super) fn target_of(names: &Indexed, line: &str, tokens: &[Token]) -> Result<RecordId, Fault> {
    let text = match tokens {
        [one] => text_of(line, std::slice::from_ref(one))?,
        [first, .., last] if tokens.iter().all(|t| !matches!(t.mark, Mark::Quoted(_))) => {
            line[first.start..last.end].to_owned()
        }
        _ => text_of(line, tokens)?,
    };
    let found = names.find_actor(&text).map(RecordId::from);
    found.or_else(|| flow_named(names, &text).map(RecordId::from)).ok_or_else(|| {
        let all = names.map.actors.values().map(|a| a.name.as_str());
        let near = crate::map::nearest(&text, all).unwrap_or("");
        Fault::at(
            tokens,
            0,
            Unfit::new(say!("Nothing on the map is called \u{201c}{text}\u{201d}", text), near),
        )
    })
}

fn no_gate(map: &Map, text: &str) -> Unfit {
    let gates = map.flows.values().filter(|f| f.rapid == Some(crate::map::Rapid::Agree));
    let near = crate::map::nearest(text, gates.map(|f| map.name(f.from))).unwrap_or("");
    Unfit::new(say!("\u{201c}{text}\u{201d} has no right to agree on this map", text), near)
}

/// "50%", "150%", "0.5".
fn percent(text: &str) -> Option<f64> {
    let factor = match text.strip_suffix('%') {
        Some(percent) => format!("{}e-2", percent.trim()).parse().ok(),
        None => text.trim().parse::<f64>().ok(),
    };
    factor.filter(|f| f.is_finite() && *f >= 0.0)
}

/// "30d", "30 days", "-10d".
fn days(text: &str) -> Option<f64> {
    let number = text.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let times = match text[number.len()..].trim() {
        "" | "d" | "day" | "days" => 1.0,
        "w" | "week" | "weeks" => 7.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|n| n * times).filter(|d| d.is_finite())
}

fn rerouted(line: &str, braces: Option<&[Token]>) -> Result<f64, Fault> {
    let Some(tokens) = braces.filter(|b| !b.is_empty()) else { return Ok(0.0) };
    let text = tokens.split_first().filter(|(word, _)| is_word(line, word, "reroute"));
    let share = text.and_then(|(_, value)| percent(&text_of(line, value).ok()?)).filter(|s| *s <= 1.0);
    share.ok_or_else(|| {
        Fault::at(tokens, 0, Unfit::new(say!("Here stands what share finds another way"), "reroute 20%"))
    })
}

/// What became different, in words: the last line of the scenario that it did not hold before.
fn said(map: &Map, after: &Scenario, before: &Scenario) -> String {
    let old = lines(map, before);
    let new: Vec<String> = lines(map, after).into_iter().filter(|l| !old.contains(l)).collect();
    say!("in \u{201c}{name}\u{201d}: {changes}", name = after.name, changes = new.join("; "))
}

/// What is different in a scenario, as statements.
pub(super) fn lines(map: &Map, scenario: &Scenario) -> Vec<String> {
    let with = scenario.with_added(map);
    statements(&mut Printer::part(&with, deciders_of(&with)), &scenario.patches)
}

/// Each change by itself.
pub(super) fn one_by_one(map: &Map, scenario: &Scenario) -> Vec<String> {
    let with = scenario.with_added(map);
    let mut printer = Printer::part(&with, deciders_of(&with));
    let one = |p: &Patch| statements(&mut printer, std::slice::from_ref(p)).pop().unwrap_or_default();
    scenario.patches.iter().map(one).collect()
}

fn statements(printer: &mut Printer, patches: &[Patch]) -> Vec<String> {
    let mut all = Vec::new();
    let mut patches = patches.iter().peekable();
    while let Some(patch) = patches.next() {
        match patch {
            Patch::Add { record } => all.extend(printer.record(record).map(|line| format!("add {line}"))),
            Patch::Set { target: RecordId::Flow(gate), field, value }
                if field == "today" && !value.is_empty() =>
            {
                let verb = if value == GateState::Met.word() { "meet" } else { "unmeet" };
                all.push(format!("{verb} {}", named(&printer.gate(*gate))));
            }
            Patch::Set { target, field, value } => {
                let mut fields = vec![(field.as_str(), value.as_str())];
                while let Some(Patch::Set { target: other, field, value }) = patches.peek()
                    && other == target
                    && (field != "today" || value.is_empty())
                {
                    fields.push((field, value));
                    patches.next();
                }
                let fields: Vec<String> =
                    fields.into_iter().map(|(word, value)| printer.field(*target, word, value)).collect();
                all.push(format!("change {} {{{}}}", printer.target(*target), fields.join(", ")));
            }
            Patch::Scale { target, factor } => {
                all.push(format!("weaken {} to {}", printer.target(*target), share_text(*factor)));
            }
            Patch::Delay { target, days } => {
                all.push(format!("delay {} by {days}d", printer.target(*target)))
            }
            Patch::Remove { target, reroute } => {
                let other = match *reroute {
                    0.0 => String::new(),
                    share => format!(" {{reroute {}}}", share_text(share)),
                };
                all.push(format!("without {}{other}", printer.target(*target)));
            }
        }
    }
    all
}

/// A name that stands among words of a statement.
pub(super) fn named(text: &str) -> String {
    if text.contains("->") { quote(text) } else { name(text, &["to", "by", "agreement"]) }
}

impl Printer<'_> {
    fn target(&self, target: RecordId) -> String {
        match target {
            RecordId::Flow(flow) => quote(&self.names.flow_text(flow)),
            RecordId::Agreement(id) => {
                let title = self.names.map.agreements.get(&id).map_or("", |a| a.title.as_str());
                format!("agreement {}", quote(title))
            }
            RecordId::Actor(id) => named(self.names.map.name(id)),
            _ => String::new(),
        }
    }

    fn gate(&self, gate: crate::map::FlowId) -> String {
        self.names.gate_text(gate)
    }

    /// `word value` as it stands between braces.
    fn field(&self, target: RecordId, word: &str, value: &str) -> String {
        match self.names.map.get(target) {
            Some(Record::Actor(r)) => super::print::said_as(&*r, word, value),
            Some(Record::Flow(r)) => super::print::said_as::<Flow>(&r, word, value),
            Some(Record::Agreement(r)) => super::print::said_as(&*r, word, value),
            _ => String::new(),
        }
    }
}
