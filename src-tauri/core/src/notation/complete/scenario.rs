//! Completions inside a scenario: what is different, of what, and by how much.

use super::{
    super::{
        index::{Index, Indexed},
        lexer::Mark,
        print::name,
        scenario::{self, VERBS, named, target_of},
        statements::is_word,
    },
    Caret, Choice, Offer, choice,
};
use crate::{
    language,
    map::{Rapid, Record, RecordId, fields::Names, quote::quote},
};

/// Flows offered at once; their texts are long to make.
const FLOWS: usize = 30;

impl Caret<'_> {
    /// What could stand at the caret of a statement that says what is different.
    pub(super) fn change(&self) -> Offer {
        let verb = self.statement.first().and_then(|t| scenario::verb(self.word(t)));
        let typing = self.statement.len() < 2 && !self.before.ends_with(char::is_whitespace);
        let Some(verb) = verb.filter(|_| !typing) else {
            let said = |v: &&str| choice(&format!("{} ", language::of(v)), sayable!("change"));
            return Offer { start: self.after(None), choices: VERBS.iter().map(said).collect() };
        };
        let rest = Caret { map: self.map, before: self.before, statement: &self.statement[1..] };
        let start = rest.after(None);
        match verb {
            "add" => rest.offer(),
            "meet" | "unmeet" => Offer { start, choices: rest.gates() },
            _ if rest.statement.iter().any(|t| t.mark == Mark::Open) => rest.in_braces(verb),
            _ => rest.target(verb, start),
        }
    }

    fn names(&self) -> Indexed<'_> {
        Indexed { index: Index::of(self.map), map: self.map }
    }

    /// An actor, a flow or an agreement, and what goes on after it.
    fn target(&self, verb: &str, start: usize) -> Offer {
        if verb == "change"
            && let [first, ..] = self.statement
            && is_word(self.before, first, "agreement")
            && self.before.len() > first.end
        {
            let titles =
                self.map.agreements.values().map(|a| choice(&quote(&a.title), sayable!("agreement")));
            return Offer { start: first.end, choices: titles.collect() };
        }
        let mut choices = self.actors();
        choices.extend(self.flows(self.before[start..].trim_start()));
        if verb == "change" && !self.map.agreements.is_empty() {
            choices.push(choice("agreement ", sayable!("statement")));
        }
        let link = match verb {
            "weaken" => "to ",
            "delay" => "by ",
            _ => "{",
        };
        if let Some((said, _)) = self.before[start..].rsplit_once(char::is_whitespace)
            && self.record(start, said).is_some()
        {
            let next = choice(&format!("{} {link}", said.trim()), sayable!("statement"));
            choices.push(Choice { use_count: usize::MAX, ..next });
        }
        Offer { start, choices }
    }

    /// The actor or flow that `said`, which stands from `start` on, names.
    fn record(&self, start: usize, said: &str) -> Option<RecordId> {
        let end = start + said.len();
        let tokens: Vec<_> = self.statement.iter().filter(|t| t.end <= end).cloned().collect();
        if tokens.is_empty() { None } else { target_of(&self.names(), self.before, &tokens).ok() }
    }

    /// Flows from actors whose name goes on from what is typed.
    fn flows(&self, fragment: &str) -> Vec<Choice> {
        let (names, fragment) = (self.names(), fragment.to_lowercase());
        let from = |f: &&std::sync::Arc<crate::map::Flow>| {
            let holder = self.map.name(f.from).to_lowercase();
            !fragment.is_empty() && (holder.starts_with(&fragment) || fragment.starts_with(&holder))
        };
        let flows = self.map.flows.values().filter(from).take(FLOWS);
        let text = |f: &std::sync::Arc<crate::map::Flow>| names.flow_text(f.id);
        let offered = flows.map(text).map(|label| Choice {
            text: quote(&label),
            label,
            sort: language::of(sayable!("flow")),
            use_count: 0,
        });
        offered.collect()
    }

    /// Rights to agree, by those who hold them.
    fn gates(&self) -> Vec<Choice> {
        let names = self.names();
        let gates = self.map.flows.values().filter(|f| f.rapid == Some(Rapid::Agree));
        let texts = gates.map(|f| names.gate_text(f.id));
        texts
            .map(|label| Choice {
                text: named(&label),
                label,
                sort: language::of(sayable!("actor")),
                use_count: 0,
            })
            .collect()
    }

    /// The fields of what changes, or what share of what is gone finds another way.
    fn in_braces(&self, verb: &str) -> Offer {
        let open = self.statement.iter().position(|t| t.mark == Mark::Open).unwrap_or(0);
        let item = self.statement[open + 1..].rsplit(|t| t.mark == Mark::Comma).next().unwrap_or(&[]);
        let last = self.statement.iter().rposition(|t| matches!(t.mark, Mark::Comma | Mark::Open));
        let start = self.after(last);
        if verb == "without" {
            return Offer { start, choices: vec![choice("reroute ", sayable!("field"))] };
        }
        let head = &self.statement[..open];
        let target = match head {
            [first, title] if is_word(self.before, first, "agreement") => {
                let same = |t: &str| matches!(&title.mark, Mark::Quoted(q) if q.eq_ignore_ascii_case(t));
                self.map.agreements.values().find(|a| same(&a.title)).map(|a| a.id.into())
            }
            [] => None,
            _ => target_of(&self.names(), self.before, head).ok(),
        };
        match target.and_then(|id| self.map.get(id)) {
            Some(Record::Actor(r)) => self.fields(&*r, item, start),
            Some(Record::Flow(r)) => self.fields(&*r, item, start),
            Some(Record::Agreement(r)) => self.fields(&*r, item, start),
            _ => Offer { start, choices: Vec::new() },
        }
    }

    /// Names of scenarios.
    pub(super) fn scenarios(&self) -> Vec<Choice> {
        self.map.scenarios.values().map(|s| choice(&name(&s.name, &[]), sayable!("scenario"))).collect()
    }
}
