//! The statements of the notation but for flows: actors, zones, notes, settings and registers.

use super::{
    index::key,
    lexer::{Mark, Token},
    reader::{Fault, Later, Reader, Task, text_of},
};
use crate::map::{
    Actor, ActorId, Agreement, AgreementId, Deal, DealId, Map, Move, MoveId, Note, NoteId, Quantity, Record,
    RecordId, Unfit,
    fields::{self, Described, Names},
    quote::quoted_where_needed,
};
use std::sync::Arc;

/// The words that a statement can begin with.
pub(super) const KEYWORDS: &[&str] = &[
    "map",
    "question",
    "author",
    "date",
    "us",
    "currency",
    "fx",
    "page",
    "wording",
    "setting",
    "accounts",
    "decision",
    "dataset",
    "agreement",
    "deal",
    "move",
    "note",
    "interdependency",
    "finding",
    "scenario",
    "view",
];

pub(super) type Done = Result<(), Fault>;

impl Reader {
    /// Reads one statement.
    pub(super) fn statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let Some(first) = tokens.first() else { return Ok(()) };
        if let Some(at) = tokens.iter().position(|t| t.mark == Mark::Unclosed) {
            let unfit = Unfit::new(
                say!("The quote is not closed"),
                format!("{}\"", &line[tokens[at].start..tokens[at].end]),
            );
            return Err(Fault::at(&tokens[at..=at], 0, unfit));
        }
        if let Some(scenario) = self.scenario {
            return self.patch_statement(line, scenario, tokens);
        }
        if first.mark == Mark::Hash {
            return self.zone_statement(line, &tokens[1..]);
        }
        let arrow = tokens.iter().any(|t| matches!(t.mark, Mark::Tail { .. }));
        let word = (first.mark == Mark::Word).then(|| &line[first.start..first.end]);
        if let Some(word) = word
            && KEYWORDS.contains(&word)
            && !arrow
            && tokens.get(1).is_some_and(|t| matches!(t.mark, Mark::Word | Mark::Quoted(_)))
        {
            return self.keyword(line, word, &tokens[1..]);
        }
        if arrow {
            return self.flow_statement(line, tokens);
        }
        match self.verb_in(line, tokens) {
            Some((at, rapid)) => self.right_statement(line, tokens, at, rapid),
            None => self.actor_statement(line, tokens),
        }
    }

    fn keyword(&mut self, line: &str, word: &str, tokens: &[Token]) -> Done {
        match word {
            "decision" => self.decision_statement(line, tokens),
            "dataset" => self.dataset_statement(line, tokens),
            "agreement" => self.agreement_statement(line, tokens),
            "deal" => self.deal_statement(line, tokens),
            "move" => self.move_statement(line, tokens),
            "note" => self.note_statement(line, tokens),
            "interdependency" => self.interdependency_statement(line, tokens),
            "finding" => self.finding_statement(line, tokens),
            "scenario" => self.scenario_statement(line, tokens),
            "view" => self.view_statement(line, tokens),
            _ => self.setting(line, word, tokens),
        }
    }

    /// `Acme : gatekeeper, platform {owner CFO}`
    fn actor_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let colon = head.iter().position(|t| t.mark == Mark::Colon);
        let (name_tokens, roles) = head.split_at(colon.unwrap_or(head.len()));
        let name = text_of(line, name_tokens)?;
        if name.trim().is_empty() {
            return Err(Fault::at(tokens, 0, Unfit::new(say!("An actor needs a name"), "Acme : customer")));
        }
        let id = self.stated_actor(&name).map_err(|u| Fault::at(name_tokens, 0, u))?;
        let mut actor = (*self.draft.map().actors[&id]).clone();
        let before = actor.clone();
        if let Some((_, roles)) = roles.split_first() {
            actor.roles.clear();
            for role in roles.split(|t| t.mark == Mark::Comma).filter(|r| !r.is_empty()) {
                let text = text_of(line, role)?;
                let mut one = Actor::new(id, "");
                self.set(&mut one, "roles", &quoted_where_needed(&text))
                    .map_err(|u| Fault::at(role, 0, u))?;
                actor
                    .roles
                    .extend(one.roles.into_iter().filter(|r| !actor.roles.contains(r)).collect::<Vec<_>>());
            }
        }
        if let Some(zone) = self.zone {
            actor.zone = Some(zone);
        }
        self.attributes(line, braces, &mut actor, id.into())?;
        self.say_of_actor(&before, &actor);
        if actor.name != before.name {
            self.index.actors.remove(&key(&before.name));
            self.index.actors.insert(key(&actor.name), id);
        }
        self.touch(id.into());
        self.draft.put(actor);
        Ok(())
    }

    /// The actor that a statement is about; a copy where names that are taken become copies.
    fn stated_actor(&mut self, name: &str) -> Result<ActorId, Unfit> {
        match self.find_actor(name) {
            Some(there) if self.copy && there.0 <= self.last_before => {
                let free =
                    (2..).map(|n| format!("{} {n}", name.trim())).find(|n| self.find_actor(n).is_none());
                let copy = self.actor(&free.unwrap_or_default())?;
                self.index.actors.insert(key(name), copy);
                self.copied.insert(copy);
                Ok(copy)
            }
            _ => self.actor_called(name),
        }
    }

    fn say_of_actor(&mut self, before: &Actor, after: &Actor) {
        let roles: Vec<&str> = after.roles.iter().map(|r| r.said()).collect();
        if before.name != after.name {
            self.say(say!("{before} is now called {after}", before = before.name, after = after.name));
        }
        if after.roles != before.roles {
            self.say(match roles.as_slice() {
                [] => say!("{name} is without a role", name = after.name),
                _ => say!("{name} is {roles}", name = after.name, roles = roles.join(", ")),
            });
        }
        if (after.zone != before.zone)
            && let Some(zone) = after.zone.and_then(|z| self.draft.map().zones.get(&z))
        {
            let effect = say!("{name} goes into {title}", name = after.name, title = zone.title);
            self.say(effect);
        }
        let same = Actor {
            name: after.name.clone(),
            roles: after.roles.clone(),
            zone: after.zone,
            ..before.clone()
        };
        if same != *after {
            self.say(say!("more is known of {name}", name = after.name));
        }
    }

    /// `# Where demand forms`, or `#` alone to end a zone.
    fn zone_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        if head.is_empty() && braces.is_none() {
            self.zone = None;
            return Ok(());
        }
        let title = title_of(line, head)?;
        let id = self.zone(&title).map_err(|u| Fault::at(head, 0, u))?;
        let mut zone = (*self.draft.map().zones[&id]).clone();
        self.attributes(line, braces, &mut zone, id.into())?;
        if let Some(old) = self.draft.map().zones.get(&id).filter(|z| z.title != zone.title) {
            let old = key(&old.title);
            self.index.zones.remove(&old);
            self.index.zones.insert(key(&zone.title), id);
        }
        self.touch(id.into());
        self.draft.put(zone);
        self.zone = Some(id);
        Ok(())
    }

    /// `map "title"`, `us NAME`, `currency USD`, `fx EUR 1.10`, `page a3, portrait`
    fn setting(&mut self, line: &str, word: &str, tokens: &[Token]) -> Done {
        let field = match word {
            "map" => "title",
            "setting" => "settings",
            _ => word,
        };
        let text = match tokens {
            [Token { mark: Mark::Quoted(text), .. }] => text.clone(),
            [first, ..] => line[first.start..tokens[tokens.len() - 1].end].to_owned(),
            [] => String::new(),
        };
        let fault = |unfit| Fault::at(tokens, 0, unfit);
        let mut info = (*self.draft.map().info).clone();
        if self.copy
            && !fields::entry(&info, field)
                .is_ok_and(|e| [e.usual, ""].contains(&(e.get)(&info, self).as_str()))
        {
            return Ok(());
        }
        if field == "us" {
            // What else is said of us stands as behind the name of any actor.
            let end = tokens.iter().position(|t| matches!(t.mark, Mark::Colon | Mark::Open));
            let text = match end {
                Some(end) => {
                    self.actor_statement(line, tokens)?;
                    text_of(line, &tokens[..end])?
                }
                None => text,
            };
            let what = Task::Us { name: text.clone() };
            self.say(say!("us is {text}", text));
            let later = self.later_at(line, tokens, what);
            self.later.push(later);
            self.touch(RecordId::Info);
            return Ok(());
        }
        if field == "page" {
            // The scenario on it may come later.
            let what = Task::Field { record: RecordId::Info, word: "page", text: text.clone() };
            let later = self.later_at(line, tokens, what);
            self.later.push(later);
        } else if field == "settings" {
            let before = fields::entry(&info, field).map(|e| (e.get)(&info, self));
            let all = [before.unwrap_or_default(), text.clone()].join(", ");
            self.set(&mut info, field, &all).map_err(fault)?;
        } else if field == "fx" {
            let mut one = info.clone();
            self.set(&mut one, "fx", &text).map_err(fault)?;
            for rate in one.rates {
                match info.rates.iter_mut().find(|r| r.currency == rate.currency) {
                    Some(same) => *same = rate,
                    None => info.rates.push(rate),
                }
            }
        } else {
            self.set(&mut info, field, &text).map_err(fault)?;
        }
        self.say(format!("{} {text}", if word == "map" { "title" } else { word }));
        self.touch(RecordId::Info);
        self.draft.put(info);
        Ok(())
    }

    /// `decision NAME about ACTOR`
    fn decision_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let (title, about) = split_word(line, head, "about", false);
        let id = self.decision(&text_of(line, title)?).map_err(|u| Fault::at(title, 0, u))?;
        let mut decision = (*self.draft.map().decisions[&id]).clone();
        self.set_run(line, about, &mut decision, "about")?;
        self.attributes(line, braces, &mut decision, id.into())?;
        self.touch(id.into());
        self.draft.put(decision);
        Ok(())
    }

    /// `dataset NAME from ACTOR sensitivity 3`
    fn dataset_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let (head, sensitivity) = split_word(line, head, "sensitivity", true);
        let (name, from) = split_word(line, head, "from", false);
        let id = self.dataset(&text_of(line, name)?).map_err(|u| Fault::at(name, 0, u))?;
        let mut dataset = (*self.draft.map().datasets[&id]).clone();
        self.set_run(line, from, &mut dataset, "from")?;
        self.set_run(line, sensitivity, &mut dataset, "sensitivity")?;
        self.attributes(line, braces, &mut dataset, id.into())?;
        self.touch(id.into());
        self.draft.put(dataset);
        Ok(())
    }

    /// `agreement "API terms" between App store and Us {terms of access}`
    fn agreement_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let (title, between) = split_word(line, head, "between", false);
        let title = title_of(line, title)?;
        let claimed = self.claim("agreement", &title);
        let mut agreement = match claimed.and_then(|id| self.draft.map().get(id)) {
            Some(Record::Agreement(there)) => Arc::unwrap_or_clone(there),
            _ => {
                self.say(say!("new agreement {title}", title));
                Agreement::new(self.make(AgreementId), title)
            }
        };
        let id = agreement.id;
        if let Some(between) = between {
            agreement.parties = self.actor_list(line, between)?;
        }
        self.attributes(line, braces, &mut agreement, id.into())?;
        self.touch(id.into());
        self.draft.put(agreement);
        Ok(())
    }

    /// `deal "Northwind" 80k touched by SI1, Marketplace, Us`
    fn deal_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let touched =
            head.windows(2).position(|w| is_word(line, &w[0], "touched") && is_word(line, &w[1], "by"));
        let (head, touches) = match touched {
            Some(at) => (&head[..at], Some(&head[at + 2..])),
            None => (head, None),
        };
        let amount_at = (1..head.len()).find(|at| {
            let text = &line[head[*at].start..head[head.len() - 1].end];
            matches!(head[0].mark, Mark::Quoted(_)) || Quantity::parse_once(text).is_ok()
        });
        let (name, amount) = head.split_at(amount_at.unwrap_or(head.len()));
        let name = title_of(line, name)?;
        let claimed = self.claim("deal", &name);
        let mut deal = match claimed.and_then(|id| self.draft.map().get(id)) {
            Some(Record::Deal(there)) => Arc::unwrap_or_clone(there),
            _ => {
                self.say(say!("new deal {name}", name));
                Deal::new(self.make(DealId), name)
            }
        };
        let id = deal.id;
        if let [first, .., last] | [first @ last] = amount {
            let text = &line[first.start..last.end];
            self.set(&mut deal, "amount", text).map_err(|u| Fault::at(amount, 0, u))?;
            if self.copy {
                self.in_base_currency(&mut deal.amount);
            }
        }
        if let Some(touches) = touches {
            deal.touches = self.actor_list(line, touches)?;
        }
        self.attributes(line, braces, &mut deal, id.into())?;
        self.touch(id.into());
        self.draft.put(deal);
        Ok(())
    }

    /// `move "Certify the second integrator" {owner CFO, due 2026-12-31, yellow}`
    fn move_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let text = title_of(line, head)?;
        let claimed = self.claim("move", &text);
        let mut step = match claimed.and_then(|id| self.draft.map().get(id)) {
            Some(Record::Move(there)) => Arc::unwrap_or_clone(there),
            _ => {
                self.say(say!("new move {text}", text));
                Move::new(self.make(MoveId), text)
            }
        };
        let id = step.id;
        self.attributes(line, braces, &mut step, id.into())?;
        self.touch(id.into());
        self.draft.put(step);
        Ok(())
    }

    /// `note "Pricing is under review" {at 120 80}`
    fn note_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let text = title_of(line, head)?;
        let claimed = self.claim("note", &text);
        let mut note = match claimed.and_then(|id| self.draft.map().get(id)) {
            Some(Record::Note(there)) => Arc::unwrap_or_clone(there),
            _ => {
                self.say(say!("new note"));
                Note { id: self.make(NoteId), text, position: None, parked: false }
            }
        };
        let id = note.id;
        self.attributes(line, braces, &mut note, id.into())?;
        self.touch(id.into());
        self.draft.put(note);
        Ok(())
    }

    /// The record of a table that was there before under this text, if no statement has claimed it yet.
    pub(super) fn claim(&mut self, table: &'static str, text: &str) -> Option<RecordId> {
        let there = self.titled.get(&(table, key(text)))?;
        let free = there.iter().find(|id| !self.claimed.contains(id)).copied()?;
        self.claimed.insert(free);
        Some(free)
    }

    /// Actors named one after the other, with commas or "and" between.
    fn actor_list(&mut self, line: &str, tokens: &[Token]) -> Result<Vec<ActorId>, Fault> {
        let mut all = Vec::new();
        for run in
            tokens.split(|t| t.mark == Mark::Comma || is_word(line, t, "and")).filter(|r| !r.is_empty())
        {
            let name = text_of(line, run)?;
            all.push(self.actor(&name).map_err(|u| Fault::at(run, 0, u))?);
        }
        Ok(all)
    }

    /// Sets a field from the words that stand for it, if there are any.
    fn set_run<R: Described>(
        &mut self,
        line: &str,
        run: Option<&[Token]>,
        record: &mut R,
        word: &str,
    ) -> Done {
        let Some(run) = run else { return Ok(()) };
        let text = text_of(line, run)?;
        self.set(record, word, &text).map_err(|u| Fault::at(run, 0, u))
    }

    /// Sets a field of a record that is being read.
    pub(super) fn set<R: Described>(&mut self, record: &mut R, word: &str, text: &str) -> Result<(), Unfit> {
        (fields::entry(record, word)?.set)(record, text, self)
    }

    /// Something to do when all is read, with its place.
    pub(super) fn later_at(&self, line: &str, tokens: &[Token], what: Task) -> Later {
        let Fault { start, end, .. } = Fault::at(tokens, 0, Unfit::new("", ""));
        Later { line: self.line, source: line.to_owned(), start, end, what }
    }

    /// Leaves out a currency that is the map's own.
    pub(super) fn in_base_currency(&self, quantity: &mut Option<Quantity>) {
        let map: &Map = self.draft.map();
        if let Some(quantity) = quantity.as_mut().filter(|q| q.unit == map.info.currency) {
            quantity.unit.clear();
        }
    }
}

/// The tokens before the braces, and those between them.
pub(super) fn split_braces(tokens: &[Token]) -> Result<(&[Token], Option<&[Token]>), Fault> {
    let Some(open) = tokens.iter().position(|t| matches!(t.mark, Mark::Open | Mark::Close)) else {
        return Ok((tokens, None));
    };
    if tokens[open].mark == Mark::Close {
        return Err(Fault::at(&tokens[open..=open], 0, Unfit::new(say!("There is no { before this }"), "")));
    }
    let Some(close) = tokens.iter().position(|t| t.mark == Mark::Close) else {
        return Err(Fault::at(&tokens[open..], 0, Unfit::new(say!("The { is not closed"), "}")));
    };
    if close + 1 < tokens.len() {
        let unfit = Unfit::new(say!("After the braces a new statement begins with ;"), ";");
        return Err(Fault::at(&tokens[close + 1..], 0, unfit));
    }
    Ok((&tokens[..open], Some(&tokens[open + 1..close])))
}

/// A title: a quoted text, or everything as it stands.
pub(super) fn title_of(line: &str, tokens: &[Token]) -> Result<String, Fault> {
    match tokens {
        [Token { mark: Mark::Quoted(text), .. }] => Ok(text.clone()),
        [first, .., last] | [first @ last] if tokens.iter().all(|t| !matches!(t.mark, Mark::Quoted(_))) => {
            Ok(line[first.start..last.end].to_owned())
        }
        _ => text_of(line, tokens),
    }
}

/// Whether a token is this very word.
pub(super) fn is_word(line: &str, token: &Token, word: &str) -> bool {
    token.mark == Mark::Word && line[token.start..token.end].eq_ignore_ascii_case(word)
}

/// The tokens before a word (its first or last place) and those after it.
pub(super) fn split_word<'t>(
    line: &str,
    tokens: &'t [Token],
    word: &str,
    last: bool,
) -> (&'t [Token], Option<&'t [Token]>) {
    let found = |t: &Token| is_word(line, t, word);
    // What stands first is a name, whatever it is called.
    let at = if last {
        tokens.iter().rposition(found)
    } else {
        tokens.iter().skip(1).position(found).map(|at| at + 1)
    };
    match at.filter(|at| *at > 0) {
        Some(at) => (&tokens[..at], Some(&tokens[at + 1..])),
        None => (tokens, None),
    }
}
