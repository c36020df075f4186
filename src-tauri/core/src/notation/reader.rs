//! The state of reading: the map as read so far, what was made, said and not understood.
//!
//! Statements go in one by one; those that refer to flows, and rights whose decider may come later, are
//! finished when the whole text was read.

use super::{
    Problem, Reading,
    index::{Index, key},
    lexer::{Mark, Token, lex},
    table::{Table, table},
};
use crate::{
    edit::Draft,
    map::{
        Actor, ActorId, Dataset, DatasetId, Decision, DecisionId, Flow, FlowId, Kind, Map, Rapid, RecordId,
        ScenarioId, Unfit, Zone, ZoneId, fields::Names, quote::quote,
    },
};
use std::collections::{HashMap, HashSet};

/// Why a statement is not understood, and where in its line.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub start: usize,
    pub end: usize,
    pub unfit: Unfit,
}

impl Fault {
    /// A fault of the given tokens; of what stands before `or` where there are none.
    pub fn at(tokens: &[Token], or: usize, unfit: Unfit) -> Fault {
        let start = tokens.first().map_or(or, |t| t.start);
        Fault { start, end: tokens.last().map_or(start, |t| t.end), unfit }
    }
}

/// Something to finish when the whole text was read.
pub(super) struct Later {
    pub line: u32,
    pub source: String,
    pub start: usize,
    pub end: usize,
    pub what: Task,
}

/// What is left to do.
pub(super) enum Task {
    /// Set a field that refers to flows.
    Field { record: RecordId, word: &'static str, text: String },
    /// Say whose map it is.
    Us { name: String },
    /// Take in an interdependency, which may be a flow whose decider comes later.
    Interdependency { tokens: Vec<Token> },
    /// Make something different in a scenario.
    Patch { scenario: ScenarioId, tokens: Vec<Token> },
    /// Lead a right to the decider.
    Right { flow: FlowId, stated: Option<ActorId> },
}

/// Reading under way.
pub(super) struct Reader {
    pub draft: Draft,
    pub index: Index,
    /// The flows this text states, by their ends.
    pub stated: HashMap<(ActorId, ActorId, Kind), Vec<FlowId>>,
    /// Records that were there before and that a statement of this text has claimed.
    pub claimed: HashSet<RecordId>,
    /// Notes, agreements, deals, moves and marks that were there before, by their text.
    pub titled: HashMap<(&'static str, String), Vec<RecordId>>,
    /// The highest identity that was there before.
    pub last_before: u32,
    /// The zone that actor lines go into.
    pub zone: Option<ZoneId>,
    /// The scenario that indented lines, and statements after its own, belong to.
    pub scenario: Option<ScenarioId>,
    /// Actors whose names are taken become copies.
    pub copy: bool,
    pub copied: HashSet<ActorId>,
    /// Who decides on each decision, once all is read.
    pub deciders: Option<HashMap<DecisionId, ActorId>>,
    /// Whom a gate that is not drawn yet must let through.
    pub gated: Option<ActorId>,
    pub line: u32,
    pub later: Vec<Later>,
    /// What the statement under way has made, to be unmade if it fails.
    made: Vec<RecordId>,
    pub reading: Reading,
}

/// Reads a text into a map; as copies where names are taken, if so wished.
pub(super) fn read(map: &Map, text: &str, copy: bool) -> Reading {
    let mut reader = Reader::new(map, copy);
    if let Some(table) = table(text) {
        return reader.read_table(table, text);
    }
    for line in text.trim_start_matches('\u{feff}').split('\n') {
        reader.line += 1;
        reader.read_line(line.trim_end_matches('\r'));
    }
    reader.finish()
}

fn titled(map: &Map) -> HashMap<(&'static str, String), Vec<RecordId>> {
    let mut all: HashMap<_, Vec<RecordId>> = HashMap::new();
    let notes = map.notes.values().map(|r| (RecordId::from(r.id), &r.text));
    let agreements = map.agreements.values().map(|r| (r.id.into(), &r.title));
    let deals = map.deals.values().map(|r| (r.id.into(), &r.name));
    let moves = map.moves.values().map(|r| (r.id.into(), &r.text));
    let marks = map.marks.values().map(|r| (r.id.into(), &r.code));
    for (id, text) in notes.chain(agreements).chain(deals).chain(moves).chain(marks) {
        all.entry((id.table(), key(text))).or_default().push(id);
    }
    all
}

impl Reader {
    /// Nothing read yet.
    pub fn new(map: &Map, copy: bool) -> Reader {
        Reader {
            draft: Draft::new(map),
            index: Index::of(map),
            stated: HashMap::new(),
            claimed: HashSet::new(),
            titled: titled(map),
            last_before: map.last_id,
            zone: None,
            scenario: None,
            copy: copy && !map.actors.is_empty(),
            copied: HashSet::new(),
            deciders: None,
            gated: None,
            line: 0,
            later: Vec::new(),
            made: Vec::new(),
            reading: Reading::default(),
        }
    }

    /// Reads the rows of a table; what is wrong with one is wrong where it stands in its line, else with all of it.
    fn read_table(mut self, table: Table, text: &str) -> Reading {
        let mut statements = HashMap::new();
        for (line, statement) in table.rows {
            self.line = line;
            self.read_line(&statement);
            statements.insert(line, statement);
        }
        let mut reading = self.finish();
        for problem in &mut reading.problems {
            let row = text.lines().nth(problem.line as usize - 1).unwrap_or("");
            let letters = statements.get(&problem.line).map_or("", String::as_str).chars();
            let wrong: String =
                letters.skip(problem.column as usize - 1).take(problem.length as usize).collect();
            let is_one_cell = !problem.nearest.contains(['\t', ';', ',', '|']);
            match row.split(&wrong).collect::<Vec<_>>()[..] {
                [before, _] if is_one_cell => problem.column = before.chars().count() as u32 + 1,
                _ => {
                    problem.column = 1;
                    problem.length = row.chars().count().max(1) as u32;
                    problem.nearest.clear();
                }
            }
        }
        reading.table = Some(table.read);
        reading
    }

    fn read_line(&mut self, line: &str) {
        if !line.starts_with([' ', '\t']) {
            self.scenario = None;
        }
        let tokens = lex(line);
        for statement in tokens.split(|t| t.mark == Mark::Semicolon) {
            self.made.clear();
            let later = self.later.len();
            if let Err(fault) = self.statement(line, statement) {
                self.later.truncate(later);
                for id in std::mem::take(&mut self.made) {
                    self.unmake(id);
                }
                self.problem(self.line, line, fault);
            }
        }
    }

    /// Takes back what a failed statement has made.
    fn unmake(&mut self, id: RecordId) {
        let map = self.draft.map();
        match id {
            RecordId::Actor(id) => {
                let name = map.name(id).to_owned();
                self.index.actors.remove(&key(&name));
            }
            RecordId::Decision(id) => {
                let title = map.decisions.get(&id).map_or(String::new(), |d| key(&d.title));
                self.index.decisions.remove(&title);
            }
            RecordId::Dataset(id) => {
                let name = map.datasets.get(&id).map_or(String::new(), |d| key(&d.name));
                self.index.datasets.remove(&name);
            }
            RecordId::Zone(id) => {
                let title = map.zones.get(&id).map_or(String::new(), |z| key(&z.title));
                self.index.zones.remove(&title);
                self.zone = self.zone.filter(|z| *z != id);
            }
            _ => {}
        }
        self.draft.remove(id);
        self.reading.touched.retain(|t| *t != id);
    }

    fn problem(&mut self, line: u32, source: &str, fault: Fault) {
        let column = source[..fault.start].chars().count() as u32 + 1;
        let length = source[fault.start..fault.end].chars().count().max(1) as u32;
        let Unfit { reason, nearest } = fault.unfit;
        self.reading.problems.push(Problem { line, column, length, reason, nearest });
    }

    /// Takes note that a statement has made or changed a record.
    pub fn touch(&mut self, id: RecordId) {
        if self.reading.touched.last() != Some(&id) {
            self.reading.touched.push(id);
        }
    }

    /// An identity for a record that the statement under way makes.
    pub fn make<R>(&mut self, sort: impl Fn(u32) -> R) -> R
    where
        R: Copy + Into<RecordId>,
    {
        let id = sort(self.draft.fresh());
        self.made.push(id.into());
        self.touch(id.into());
        id
    }

    /// Puts a flow and takes note of it if it is new.
    pub fn put_flow(&mut self, flow: Flow) {
        if self.draft.map().flows.contains_key(&flow.id) {
            let listed = self.index.agreed.entry(flow.from).or_default();
            listed.retain(|f| *f != flow.id);
            if flow.rapid == Some(Rapid::Agree) {
                listed.push(flow.id);
                listed.sort_unstable();
            }
        } else {
            self.index.add_flow(&flow);
        }
        self.draft.put(flow);
    }

    /// An effect in words.
    pub fn say(&mut self, effect: impl Into<String>) {
        self.reading.effects.push(effect.into());
    }

    /// Finishes what had to wait, and gives what came of it.
    pub fn finish(mut self) -> Reading {
        let later = std::mem::take(&mut self.later);
        let (rights, others): (Vec<_>, Vec<_>) =
            later.into_iter().partition(|l| matches!(l.what, Task::Right { .. }));
        let (patches, others): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|l| matches!(l.what, Task::Patch { .. }));
        for task in rights.into_iter().chain(others).chain(patches) {
            let (line, source) = (task.line, task.source.clone());
            if let Err(fault) = self.finish_task(task) {
                self.problem(line, &source, fault);
            }
        }
        self.reading.problems.sort_by_key(|p| (p.line, p.column));
        let mut seen = HashSet::new();
        self.reading.touched.retain(|id| seen.insert(*id));
        self.reading.diff = self.draft.finish();
        self.reading
    }

    fn finish_task(&mut self, task: Later) -> Result<(), Fault> {
        let Later { source, start, end, .. } = task;
        let done = match task.what {
            Task::Interdependency { tokens } => return self.finish_interdependency(&source, &tokens),
            Task::Patch { scenario, tokens } => return self.finish_patch(&source, scenario, &tokens),
            Task::Us { name } => self.actor_called(&name).map(|us| {
                let mut info = (*self.draft.map().info).clone();
                info.us = Some(us);
                self.draft.put(info);
            }),
            Task::Right { flow, stated } => self.lead_right(flow, stated),
            Task::Field { record, word, text } => self.finish_field(record, word, &text),
        };
        done.map_err(|unfit| Fault { start, end, unfit })
    }

    /// The actor of just this name, new where there is none.
    pub(super) fn actor_called(&mut self, name: &str) -> Result<ActorId, Unfit> {
        if let Some(actor) = self.find_actor(name) {
            return Ok(actor);
        }
        if name.trim().is_empty() {
            return Err(Unfit::new(say!("An actor needs a name"), ""));
        }
        let id = self.make(ActorId);
        self.draft.put(Actor::new(id, name.trim()));
        self.index.actors.insert(key(name), id);
        self.say(say!("new actor {name}", name = name.trim()));
        Ok(id)
    }
}

impl Names for Reader {
    fn map(&self) -> &Map {
        self.draft.map()
    }

    fn find_actor(&self, name: &str) -> Option<ActorId> {
        self.index.actors.get(&key(name)).copied()
    }

    fn find_decision(&self, title: &str) -> Option<DecisionId> {
        self.index.decisions.get(&key(title)).copied()
    }

    fn find_dataset(&self, name: &str) -> Option<DatasetId> {
        self.index.datasets.get(&key(name)).copied()
    }

    fn find_zone(&self, title: &str) -> Option<ZoneId> {
        self.index.zones.get(&key(title)).copied()
    }

    /// Those that this text states, else those of the map.
    fn between(&self, from: ActorId, to: ActorId, kind: Kind) -> Vec<FlowId> {
        let ends = (from, to, kind);
        let mut flows =
            self.stated.get(&ends).or_else(|| self.index.between.get(&ends)).cloned().unwrap_or_default();
        flows.sort_unstable();
        flows
    }

    fn agreed_by(&self, actor: ActorId) -> Vec<FlowId> {
        self.index.agreed.get(&actor).cloned().unwrap_or_default()
    }

    fn actor(&mut self, name: &str) -> Result<ActorId, Unfit> {
        if let Some(actor) = self.find_actor(name) {
            return Ok(actor);
        }
        // Whoever says "Us" means the own organisation, whatever its name, where nobody is called so.
        let own = ["Us", say!("Us")].map(key).contains(&key(name));
        let us = if own { self.draft.map().us() } else { None };
        us.map_or_else(|| self.actor_called(name), Ok)
    }

    fn decision(&mut self, title: &str) -> Result<DecisionId, Unfit> {
        if let Some(decision) = self.find_decision(title) {
            return Ok(decision);
        }
        if title.trim().is_empty() {
            return Err(Unfit::new(say!("A decision needs a name"), "buy"));
        }
        let id = self.make(DecisionId);
        self.draft.put(Decision { id, title: title.trim().into(), subject: None });
        self.index.decisions.insert(key(title), id);
        self.say(say!("new decision {name}", name = title.trim()));
        Ok(id)
    }

    fn dataset(&mut self, name: &str) -> Result<DatasetId, Unfit> {
        if let Some(dataset) = self.find_dataset(name) {
            return Ok(dataset);
        }
        if name.trim().is_empty() {
            return Err(Unfit::new(say!("A dataset needs a name"), "claims history"));
        }
        let id = self.make(DatasetId);
        self.draft.put(Dataset { id, name: name.trim().into(), origin: None, sensitivity: 0 });
        self.index.datasets.insert(key(name), id);
        self.say(say!("new dataset {name}", name = name.trim()));
        Ok(id)
    }

    fn zone(&mut self, title: &str) -> Result<ZoneId, Unfit> {
        if let Some(zone) = self.find_zone(title) {
            return Ok(zone);
        }
        let id = self.make(ZoneId);
        self.draft.put(Zone { id, title: title.trim().into(), area: None });
        self.index.zones.insert(key(title), id);
        self.say(say!("new zone {name}", name = title.trim()));
        Ok(id)
    }

    fn gate(&mut self, text: &str) -> Result<FlowId, Unfit> {
        match crate::map::fields::gate_named(self, text) {
            Some(gate) => Ok(gate),
            None if text.contains("->") => {
                Err(Unfit::new(say!("No flow \u{201c}{text}\u{201d} is drawn", text), ""))
            }
            None => self.new_gate(text),
        }
    }
}

/// The text of a run of words, or of the one quoted text that it is.
pub(super) fn text_of(line: &str, tokens: &[Token]) -> Result<String, Fault> {
    match tokens {
        [] => Ok(String::new()),
        [Token { mark: Mark::Quoted(text), .. }] => Ok(text.clone()),
        [first, .., last] | [first @ last] => {
            let text = &line[first.start..last.end];
            match tokens.iter().position(|t| t.mark != Mark::Word) {
                None => Ok(text.to_owned()),
                Some(at) => Err(Fault::at(&tokens[at..=at], 0, stray(&tokens[at].mark, text))),
            }
        }
    }
}

/// What is wrong with a mark in the middle of a name.
fn stray(mark: &Mark, text: &str) -> Unfit {
    let quoted = quote(&text.replace('"', ""));
    match mark {
        Mark::Unclosed => Unfit::new(say!("The quote is not closed"), format!("{text}\"")),
        Mark::Quoted(_) => Unfit::new(say!("Quotes go around the whole name"), quoted),
        Mark::Open | Mark::Close => {
            Unfit::new(say!("Fields stand in one pair of braces at the end"), "{owner CFO}")
        }
        _ => Unfit::new(say!("A name that holds a mark of the notation stands in quotes"), quoted),
    }
}
