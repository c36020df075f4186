//! The statements about what the evaluation says: the register of interdependencies, marks on findings.

use super::{
    lexer::Token,
    reader::{Fault, Reader, Task},
    statements::{Done, split_braces, title_of},
};
use crate::map::{
    InterdependencyEntry, InterdependencyId, Mark, MarkId, Record, RecordId, Unfit,
    fields::{Names, flow_named},
};
use std::sync::Arc;

impl Reader {
    /// `interdependency App store {owner COO, review 2026-12-31}`, `interdependency "Shop -money-> Us"`
    pub(super) fn interdependency_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let later = self.later_at(line, tokens, Task::Interdependency { tokens: tokens.to_vec() });
        self.later.push(later);
        Ok(())
    }

    /// The same, now that all flows lead where they should.
    pub(super) fn finish_interdependency(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let text = title_of(line, head)?;
        let subject = self.subject(&text).map_err(|u| Fault::at(head, 0, u))?;
        let there = self.map().interdependencies.values().find(|e| e.subject == subject).cloned();
        let mut entry = there.map(Arc::unwrap_or_clone).unwrap_or_else(|| {
            self.say(say!("new interdependency {text}", text));
            InterdependencyEntry::new(self.make(InterdependencyId), subject)
        });
        let id = entry.id;
        self.attributes(line, braces, &mut entry, id.into())?;
        self.touch(id.into());
        self.draft.put(entry);
        Ok(())
    }

    /// The actor or the flow that a text names; a new actor where it names none.
    fn subject(&mut self, text: &str) -> Result<RecordId, Unfit> {
        if self.find_actor(text).is_none() {
            if let Some(flow) = flow_named(self, text) {
                return Ok(flow.into());
            }
            if text.contains("->") {
                return Err(Unfit::new(say!("No flow \u{201c}{text}\u{201d} is drawn", text), ""));
            }
        }
        self.actor(text).map(RecordId::from)
    }

    /// `finding "dependence.loss" {pinned, on App store}`, `finding "..." {set aside "contract signed"}`
    pub(super) fn finding_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let code = title_of(line, head)?;
        let claimed = self.claim("mark", &code);
        let mut mark = match claimed.and_then(|id| self.draft.map().get(id)) {
            Some(Record::Mark(there)) => Arc::unwrap_or_clone(there),
            _ => {
                let (actors, flows) = (Vec::new(), Vec::new());
                Mark { id: self.make(MarkId), code, actors, flows, pinned: false, reason: String::new() }
            }
        };
        let id = mark.id;
        (mark.pinned, mark.reason) = (false, String::new());
        self.attributes(line, braces, &mut mark, id.into())?;
        if mark.pinned != mark.reason.is_empty() {
            let unfit = Unfit::new(say!("A finding is pinned, or set aside with a reason"), "{pinned}");
            return Err(Fault::at(tokens, 0, unfit));
        }
        self.say(if mark.pinned {
            say!("finding {code} is pinned", code = mark.code)
        } else {
            say!("finding {code} is set aside", code = mark.code)
        });
        self.touch(id.into());
        self.draft.put(mark);
        Ok(())
    }
}
