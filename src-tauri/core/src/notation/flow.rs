//! Flows: arrows and chains of them, and decision rights as sentences ("CIO decides buy").
//!
//! A statement that names the ends, kind and label of a flow drawn before, and that no earlier statement of
//! the same text has claimed, updates that flow; every other statement adds one. So a text read twice
//! changes nothing the second time, and two flows that a text states apart both exist. Another amount that goes
//! through somebody is another flow than one of which nobody has said so.

use super::{
    arrow::{Content, content, kind_and_content},
    lexer::{Mark, Token},
    reader::{Fault, Reader, Task, text_of},
    statements::{is_word, split_braces, split_word},
};
use crate::map::{
    Actor, ActorId, Decision, DecisionId, Flow, FlowId, Kind, Map, Rapid, Role, Unfit, fields::Names,
};
use std::{collections::HashMap, sync::Arc};

type Done = Result<(), Fault>;

/// One arrow of a chain, with its ends.
struct Link {
    from: ActorId,
    to: ActorId,
    kind: Kind,
    both: bool,
    content: Content,
}

impl Reader {
    /// `A -data outcomes-> B -data benchmarks-> C : label {fields}`
    pub(super) fn flow_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let colon = head.iter().rposition(|t| t.mark == Mark::Colon);
        let (chain, after) = head.split_at(colon.unwrap_or(head.len()));
        let after = after.get(1..).unwrap_or(&[]);
        for link in self.links(line, chain, after)? {
            let turned = (link.both && link.kind != Kind::Data).then_some((link.to, link.from));
            for (from, to) in std::iter::once((link.from, link.to)).chain(turned) {
                self.one_flow(line, tokens, braces, from, to, &link)?;
            }
        }
        Ok(())
    }

    fn one_flow(
        &mut self,
        line: &str,
        tokens: &[Token],
        braces: Option<&[Token]>,
        from: ActorId,
        to: ActorId,
        link: &Link,
    ) -> Done {
        let amount = link.content.amount.quantity.as_ref().filter(|_| names_way(line, braces));
        let is_other = |f: &Flow| f.via.is_empty() && amount.is_some() && f.quantity.as_ref() != amount;
        let fits = |f: &Flow| f.label == link.content.label && !(f.quantity.is_some() && is_other(f));
        let claimed = self.claim_flow(fits, from, to, link.kind);
        let mut flow = match &claimed {
            Some(there) => Flow::clone(there),
            None => Flow::new(self.make(FlowId), from, to, link.kind),
        };
        let id = flow.id;
        flow.label.clone_from(&link.content.label);
        flow.both_ways = link.both && link.kind == Kind::Data;
        link.content.amount.clone().put_into(&mut flow);
        self.attributes(line, braces, &mut flow, id.into()).map_err(|fault| Fault {
            // A fault without a place of its own is the whole statement's.
            end: if fault.end > fault.start { fault.end } else { tokens[tokens.len() - 1].end },
            ..fault
        })?;
        if self.copy && link.kind == Kind::Money {
            self.in_base_currency(&mut flow.quantity);
        }
        self.stated.entry((from, to, link.kind)).or_default().push(id);
        self.say_of_flow(claimed.as_deref(), &flow);
        self.touch(id.into());
        self.put_flow(flow);
        Ok(())
    }

    /// The arrows of a chain, their actors made where they are new.
    fn links(&mut self, line: &str, chain: &[Token], after: &[Token]) -> Result<Vec<Link>, Fault> {
        let mut links: Vec<Link> = Vec::new();
        let mut rest = chain;
        let mut from = None;
        loop {
            let tail = rest.iter().position(|t| matches!(t.mark, Mark::Tail { .. })).unwrap_or(rest.len());
            let (name, arrow) = rest.split_at(tail);
            let actor = self.end(line, name, arrow)?;
            if let Some((start, both, kind, content)) = from.take() {
                links.push(Link { from: start, to: actor, kind, both, content });
            }
            let Some(Token { mark: Mark::Tail { both }, .. }) = arrow.first() else { return Ok(links) };
            let head = arrow.iter().position(|t| t.mark == Mark::Head).ok_or_else(|| {
                let text = &line[arrow[0].start..arrow[arrow.len() - 1].end];
                Fault::at(arrow, 0, Unfit::new(say!("The arrow has no head"), format!("{text}->")))
            })?;
            let (kind, content) = kind_and_content(line, &arrow[..=head], after)?;
            from = Some((actor, *both, kind, content));
            rest = &arrow[head + 1..];
        }
    }

    /// The actor at one end of an arrow.
    fn end(&mut self, line: &str, name: &[Token], near: &[Token]) -> Result<ActorId, Fault> {
        let text = text_of(line, name)?;
        if text.trim().is_empty() {
            let at = if name.is_empty() { near.get(..1).unwrap_or(&[]) } else { name };
            return Err(Fault::at(
                at,
                line.trim_end().len(),
                Unfit::new(say!("An arrow has an actor at each end"), "Acme -money-> Us"),
            ));
        }
        self.actor(&text).map_err(|u| Fault::at(name, 0, u))
    }

    /// A flow that was there before and that no statement has claimed.
    fn claim_flow(
        &mut self,
        fits: impl Fn(&Flow) -> bool,
        from: ActorId,
        to: ActorId,
        kind: Kind,
    ) -> Option<Arc<Flow>> {
        let there = self.index.between.get(&(from, to, kind))?;
        let free =
            there.iter().filter(|id| id.0 <= self.last_before && !self.claimed.contains(&(**id).into()));
        let flow = free.filter_map(|id| self.draft.map().flows.get(id)).find(|f| fits(f))?.clone();
        self.claimed.insert(flow.id.into());
        Some(flow)
    }

    fn say_of_flow(&mut self, before: Option<&Flow>, after: &Flow) {
        if before == Some(after) {
            return;
        }
        let map = self.draft.map();
        let (kind, from, to) = (after.kind.said(), map.name(after.from), map.name(after.to));
        let mut words = if after.both_ways {
            say!("{kind} {from} and {to}", kind, from, to)
        } else {
            say!("{kind} {from} to {to}", kind, from, to)
        };
        if !after.label.is_empty() {
            words.push_str(&format!(" ({})", after.label));
        }
        if let Some(quantity) = &after.quantity {
            words.push_str(&format!(", {}", quantity.short(after.kind, &map.info.currency)));
        } else if let Some(strength) = after.strength {
            words.push_str(&say!(", strength {strength}", strength));
        }
        self.say(if before.is_some() { say!("changes {words}", words) } else { words });
    }

    /// Where the verb of a decision right stands: "CIO decides buy".
    pub(super) fn verb_in(&self, line: &str, tokens: &[Token]) -> Option<(usize, Rapid)> {
        let head =
            tokens.iter().position(|t| matches!(t.mark, Mark::Colon | Mark::Open)).unwrap_or(tokens.len());
        (1..head.saturating_sub(1)).find_map(|at| {
            let word = (tokens[at].mark == Mark::Word).then(|| &line[tokens[at].start..tokens[at].end])?;
            Some((at, verb(word)?))
        })
    }

    /// `Procurement agrees buy : label {30d}`
    pub(super) fn right_statement(
        &mut self,
        line: &str,
        tokens: &[Token],
        verb: usize,
        rapid: Rapid,
    ) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let colon = head.iter().position(|t| t.mark == Mark::Colon);
        let (head, after) = head.split_at(colon.unwrap_or(head.len()));
        let label = content(line, after.get(1..).unwrap_or(&[]), Kind::Decision)?;
        let from = self.end(line, &head[..verb], &[])?;
        let skip = usize::from(head.len() > verb + 2 && is_word(line, &head[verb + 1], "on"));
        let (title, about) = split_word(line, &head[verb + 1 + skip..], "about", false);
        let decision = self.decision(&text_of(line, title)?).map_err(|u| Fault::at(title, 0, u))?;
        if let Some(about) = about {
            let subject = self.end(line, about, &[])?;
            let mut record = Decision::clone(&self.draft.map().decisions[&decision]);
            record.subject = Some(subject);
            self.draft.put(record);
        }
        let fits =
            |f: &Flow| f.decision == Some(decision) && f.rapid == Some(rapid) && f.label == label.label;
        let claimed = self.claim_right(from, fits);
        let mut flow = match &claimed {
            Some(there) => Flow::clone(there),
            None => Flow::new(self.make(FlowId), from, from, Kind::Decision),
        };
        (flow.decision, flow.rapid, flow.label) = (Some(decision), Some(rapid), label.label);
        label.amount.put_into(&mut flow);
        let id = flow.id;
        self.attributes(line, braces, &mut flow, id.into())?;
        if claimed.as_deref() != Some(&flow) {
            let (map, does) = (self.draft.map(), format!("{rapid}s"));
            let (name, title) = (map.name(from), &map.decisions[&decision].title);
            let words = format!("{name} {} {title}", crate::language::of(&does));
            self.say(words);
        }
        self.touch(id.into());
        let later = self.later_at(line, tokens, Task::Right { flow: id, stated: claimed.map(|f| f.to) });
        self.later.push(later);
        self.draft.put(flow);
        Ok(())
    }

    /// A right of an actor that was there before and that no statement has claimed.
    fn claim_right(&mut self, from: ActorId, fits: impl Fn(&Flow) -> bool) -> Option<Arc<Flow>> {
        let there = self.index.rights.get(&from)?;
        let free = there.iter().filter(|id| !self.claimed.contains(&(**id).into()));
        let flow = free.filter_map(|id| self.draft.map().flows.get(id)).find(|f| fits(f))?.clone();
        self.claimed.insert(flow.id.into());
        Some(flow)
    }

    /// Leads a right to where it belongs, now that all is read: a `decide` to its holder, others to the
    /// decider if one is drawn, else to whom the decision is about, else to a decider made for it.
    pub(super) fn lead_right(&mut self, id: FlowId, before: Option<ActorId>) -> Result<(), Unfit> {
        let Some(mut flow) = self.draft.map().flows.get(&id).map(|f| Flow::clone(f)) else { return Ok(()) };
        let Some(decision) = flow.decision else { return Ok(()) };
        let decider = self.deciders().get(&decision).copied();
        let subject = self.draft.map().decisions.get(&decision).and_then(|d| d.subject);
        flow.to = match (flow.rapid, decider.or(subject)) {
            (Some(Rapid::Decide), _) => flow.from,
            (_, Some(to)) => to,
            (_, None) => match before {
                Some(to) => to,
                None => self.new_decider(decision)?,
            },
        };
        if let Some(before) = before {
            let listed = self.index.between.entry((flow.from, before, flow.kind)).or_default();
            listed.retain(|f| *f != id);
        }
        self.index.between.entry((flow.from, flow.to, flow.kind)).or_default().push(id);
        self.stated.entry((flow.from, flow.to, flow.kind)).or_default().push(id);
        let agreed = self.index.agreed.entry(flow.from).or_default();
        agreed.retain(|f| *f != id);
        if flow.rapid == Some(Rapid::Agree) {
            agreed.push(id);
        }
        self.draft.put(flow);
        Ok(())
    }

    /// Who decides on each decision: the first to hold a `decide` right on it.
    fn deciders(&mut self) -> &mut HashMap<DecisionId, ActorId> {
        let map = self.draft.map();
        self.deciders.get_or_insert_with(|| deciders_of(map))
    }

    /// A decider for a decision of which nobody knows yet who decides it.
    fn new_decider(&mut self, decision: DecisionId) -> Result<ActorId, Unfit> {
        let title = self.draft.map().decisions.get(&decision).map_or(String::new(), |d| d.title.clone());
        let actor = self.actor(&say!("Who decides on {title}", title))?;
        let mut record = Actor::clone(&self.draft.map().actors[&actor]);
        if record.roles.is_empty() {
            record.roles.push(Role::Decider);
            self.draft.put(record);
        }
        self.deciders().insert(decision, actor);
        Ok(actor)
    }

    /// A right to agree for an actor who was named as a gate and has none yet: towards whoever decides what
    /// is about the actor whose flow waits, else towards that actor.
    pub(super) fn new_gate(&mut self, name: &str) -> Result<FlowId, Unfit> {
        let Some(waiting) = self.gated else {
            return Err(Unfit::new(
                say!("\u{201c}{name}\u{201d} has no right to agree on this map", name),
                "",
            ));
        };
        let holder = self.actor(name)?;
        let about = self.draft.map().decisions.values().find(|d| d.subject == Some(waiting)).map(|d| d.id);
        let decider = about.and_then(|d| self.deciders().get(&d).copied());
        let mut right = Flow::new(self.make(FlowId), holder, decider.unwrap_or(waiting), Kind::Decision);
        right.rapid = Some(Rapid::Agree);
        right.decision = about;
        let id = right.id;
        let words = say!("{name} must agree", name);
        self.say(words);
        self.put_flow(right);
        Ok(id)
    }
}

/// Whether one of the fields says through whom something flows.
fn names_way(line: &str, braces: Option<&[Token]>) -> bool {
    let mut items = braces.unwrap_or(&[]).split(|t| t.mark == Mark::Comma);
    items.any(|item| item.first().is_some_and(|t| is_word(line, t, "via")))
}

/// Who decides on each decision: the first to hold a `decide` right on it that leads back to its holder.
pub(super) fn deciders_of(map: &Map) -> HashMap<DecisionId, ActorId> {
    let mut deciders = HashMap::new();
    let rights = map.flows.values().filter(|f| f.kind == Kind::Decision && f.rapid == Some(Rapid::Decide));
    for right in rights.filter(|f| f.from == f.to) {
        if let Some(decision) = right.decision {
            deciders.entry(decision).or_insert(right.from);
        }
    }
    deciders
}

/// The part that a verb of a sentence says: "decides", "agrees", "recommends", "performs", "inputs".
pub(super) fn verb(word: &str) -> Option<Rapid> {
    if word.ends_with('s') { word.parse().ok() } else { None }
}
