//! What stands between braces: `{owner CFO, via Integrator, 30d, estimated}`.
//!
//! Which words there are is known to `map::fields` alone. An item that begins with no field's word goes on
//! with the list before it: `{via Alpha, Beta, gate Certification}`.

use super::{
    lexer::{Mark, Token},
    reader::{Fault, Reader, Task, text_of},
};
use crate::map::{
    Flow, Record, RecordId, Unfit,
    fields::{Described, Entry, InMap, Shape},
    nearest,
};

type Done = Result<(), Fault>;

/// What an item between braces means.
pub(super) enum Meant<R: 'static> {
    /// A field, with how many words name it.
    Named(&'static Entry<R>, usize),
    /// A value that says by itself which field is meant.
    Bare(&'static Entry<R>),
    /// None of these.
    Other,
}

/// What an item between braces means for a record.
pub(super) fn meant<R: Described + Clone>(text: &str, tokens: &[Token], record: &R) -> Meant<R> {
    let fields =
        || R::entries().iter().filter(|e| record.has(e) && e.word != "kind" && e.shape != Shape::Shorthand);
    let named =
        fields().filter_map(|e| Some((e, words_in(text, tokens, e.word)?))).max_by_key(|(_, words)| *words);
    if let Some((entry, words)) = named {
        return Meant::Named(entry, words);
    }
    let ([first, .., last] | [first @ last]) = tokens else { return Meant::Other };
    if tokens.iter().any(|t| t.mark != Mark::Word) {
        return Meant::Other;
    }
    let item = &text[first.start..last.end];
    let empty = crate::map::Map::default();
    let fits =
        |e: &&Entry<R>| item.len() > 1 && (e.set)(&mut record.clone(), item, &mut InMap(&empty)).is_ok();
    if item.starts_with(|c: char| c.is_ascii_digit()) {
        let days = item.ends_with(|c: char| c.is_alphabetic());
        return match fields().find(|e| days && e.word == "delay").filter(fits) {
            Some(delay) => Meant::Bare(delay),
            None => Meant::Other,
        };
    }
    fields().filter(|e| e.shape == Shape::Bare).find(fits).map_or(Meant::Other, Meant::Bare)
}

/// How many tokens a field's word takes, if the item begins with it.
fn words_in(text: &str, tokens: &[Token], word: &str) -> Option<usize> {
    let mut words = 0;
    for part in word.split(' ') {
        let token = tokens.get(words).filter(|t| t.mark == Mark::Word)?;
        if !text[token.start..token.end].eq_ignore_ascii_case(part) {
            return None;
        }
        words += 1;
    }
    Some(words)
}

/// A list being gathered: its field, its items as they stand, and where.
struct Gathered<'a, R: 'static> {
    entry: &'static Entry<R>,
    items: Vec<&'a str>,
    tokens: &'a [Token],
}

impl Reader {
    /// Sets the fields of a record from what stands between braces.
    pub(super) fn attributes<R: Described + Clone>(
        &mut self,
        line: &str,
        tokens: Option<&[Token]>,
        record: &mut R,
        id: RecordId,
    ) -> Done {
        let mut lists: Vec<Gathered<R>> = Vec::new();
        let mut goes_on = false;
        for item in tokens.unwrap_or(&[]).split(|t| t.mark == Mark::Comma).filter(|i| !i.is_empty()) {
            match meant(line, item, record) {
                Meant::Named(entry, words) => {
                    goes_on = self.named(line, item, words, entry, record, &mut lists)?;
                }
                Meant::Bare(entry) => {
                    goes_on = false;
                    let value = &line[item[0].start..item[item.len() - 1].end];
                    self.bare(entry, value, record).map_err(|u| Fault::at(item, 0, u))?;
                }
                Meant::Other => match lists.last_mut().filter(|_| goes_on) {
                    Some(list) => list.items.push(&line[item[0].start..item[item.len() - 1].end]),
                    None => return Err(Fault::at(item, 0, unknown(line, item, record))),
                },
            }
        }
        for Gathered { entry, items, tokens } in lists {
            let text = if items == ["\"\""] { String::new() } else { items.join(", ") };
            if entry.shape == Shape::Late {
                let task = Task::Field { record: id, word: entry.word, text };
                let later = self.later_at(line, tokens, task);
                self.later.push(later);
            } else {
                (entry.set)(record, &text, self).map_err(|u| Fault::at(tokens, 0, u))?;
            }
        }
        Ok(())
    }

    /// Sets a field that is named, or begins its list; tells whether the next item may go on with it.
    fn named<'a, R: Described>(
        &mut self,
        line: &'a str,
        item: &'a [Token],
        words: usize,
        entry: &'static Entry<R>,
        record: &mut R,
        lists: &mut Vec<Gathered<'a, R>>,
    ) -> Result<bool, Fault> {
        let value = &item[words..];
        if matches!(entry.shape, Shape::List | Shape::Late) || matches!(entry.word, "roles" | "kinds") {
            let raw = value.first().map_or("", |first| &line[first.start..item[item.len() - 1].end]);
            if raw.is_empty() {
                return Err(Fault::at(item, 0, wants_value(entry)));
            }
            match lists.iter_mut().position(|l| l.entry.word == entry.word) {
                Some(at) => {
                    let mut list = lists.remove(at);
                    list.items.push(raw);
                    lists.push(list);
                }
                None => lists.push(Gathered { entry, items: vec![raw], tokens: item }),
            }
            return Ok(true);
        }
        let text = text_of(line, value)?;
        let text = if value.is_empty() && is_switch(entry) { "yes".to_owned() } else { text };
        if value.is_empty() && text.is_empty() {
            return Err(Fault::at(item, 0, wants_value(entry)));
        }
        (entry.set)(record, &text, self)
            .map_err(|u| Fault::at(if value.is_empty() { item } else { value }, 0, u))?;
        Ok(false)
    }

    /// Sets a field whose value says which it is; a field of several words gains one.
    fn bare<R: Described>(&mut self, entry: &Entry<R>, value: &str, record: &mut R) -> Result<(), Unfit> {
        let before = if entry.word == "kinds" { (entry.get)(record, self) } else { String::new() };
        let all = if before.is_empty() { value.to_owned() } else { format!("{before}, {value}") };
        (entry.set)(record, &all, self)
    }

    /// Sets a field that refers to flows, now that all are read.
    pub(super) fn finish_field(&mut self, id: RecordId, word: &str, text: &str) -> Result<(), Unfit> {
        match self.draft.map().get(id) {
            Some(Record::Flow(flow)) => {
                let mut flow = Flow::clone(&flow);
                self.gated = Some(flow.from);
                self.set(&mut flow, word, text)?;
                self.draft.put(flow);
            }
            Some(Record::Agreement(agreement)) => {
                let mut agreement = (*agreement).clone();
                self.set(&mut agreement, word, text)?;
                self.draft.put(agreement);
            }
            Some(Record::Move(step)) => {
                let mut step = (*step).clone();
                self.set(&mut step, word, text)?;
                self.draft.put(step);
            }
            Some(Record::Info(info)) => {
                let mut info = (*info).clone();
                self.set(&mut info, word, text)?;
                self.draft.put(info);
            }
            Some(Record::Mark(mark)) => {
                let mut mark = (*mark).clone();
                self.set(&mut mark, word, text)?;
                self.draft.put(mark);
            }
            _ => {}
        }
        Ok(())
    }
}

fn is_switch<R>(entry: &Entry<R>) -> bool {
    entry.shape == Shape::Switch || entry.word == "both ways"
}

fn wants_value<R>(entry: &Entry<R>) -> Unfit {
    let example = match (entry.input)(&crate::map::Map::default()) {
        crate::map::fields::FieldInput::Line { example } => example,
        crate::map::fields::FieldInput::Choice { choices }
        | crate::map::fields::FieldInput::Choices { choices } => choices.first().cloned().unwrap_or_default(),
        _ => "Acme".into(),
    };
    Unfit::new(
        say!("Say what comes after \u{201c}{word}\u{201d}", word = entry.word),
        format!("{} {example}", entry.word),
    )
}

/// What is said of an item that means nothing, with the nearest that would.
fn unknown<R: Described>(line: &str, item: &[Token], record: &R) -> Unfit {
    let text = &line[item[0].start..item[item.len() - 1].end];
    let first = &line[item[0].start..item[0].end];
    let empty = crate::map::Map::default();
    let mut words: Vec<String> = Vec::new();
    for entry in R::entries().iter().filter(|e| record.has(e)) {
        words.push(entry.word.to_owned());
        if let (
            Shape::Bare,
            crate::map::fields::FieldInput::Choice { choices }
            | crate::map::fields::FieldInput::Choices { choices },
        ) = (entry.shape, (entry.input)(&empty))
        {
            words.extend(choices);
        }
    }
    let near = nearest(text, words.iter().map(String::as_str))
        .or_else(|| nearest(first, words.iter().map(String::as_str)));
    Unfit::new(
        say!(
            "\u{201c}{text}\u{201d} is nothing that {sort} has",
            text,
            sort = crate::language::of(record.sort())
        ),
        near.unwrap_or(""),
    )
}
