//! What the task of one document holds, and how an edit goes through it.

use super::reading::with_places;
use crate::{
    api::{Changed, DocumentView, EditRequest, Event},
    edit::{self, Command, Diff, History, Step},
    error::{Code, Error, Result},
    eval::{self, Evaluation},
    language,
    map::{Map, RecordId},
    scene::{Picture, ScenePatch, View},
    store::{Entry, Opened, Turn, Writer},
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::{Arc, atomic::AtomicU32},
};
use tokio::sync::{mpsc, oneshot};

/// The map, history, picture and store of one open document.
pub(super) struct Desk {
    path: PathBuf,
    read_only: Option<String>,
    pub(super) revision: u32,
    map: Map,
    history: History,
    gesture: Option<Gesture>,
    /// What a gesture changed that the window has yet to hear of.
    untold: Diff,
    picture: Picture,
    /// The last evaluation.
    evaluation: Option<Evaluated>,
    /// Set where nothing that was said holds any more.
    anew: bool,
    writer: Option<Writer>,
    tell: mpsc::UnboundedSender<Event>,
    /// What was last copied from here: the text and the items it stands for.
    pub(super) copied: Option<(String, Vec<RecordId>)>,
    pub(super) closed: bool,
    /// Counts what makes a test of the settings moot.
    halving: Arc<AtomicU32>,
}

/// How the picture follows a difference.
type Follow = fn(&mut Picture, &Map, Option<&Evaluation>, &Diff) -> ScenePatch;

/// An evaluation and what it is of.
struct Evaluated {
    revision: u32,
    evaluation: Arc<Evaluation>,
    /// Questions that are still being worked out.
    open: &'static [u8],
}

/// Edits that are still one movement of the hand: in memory only, squashed.
struct Gesture {
    label: String,
    diff: Diff,
}

impl Desk {
    pub(super) fn new(opened: Opened, tell: mpsc::UnboundedSender<Event>) -> Desk {
        let Opened { document, map, history } = opened;
        let report = tell.clone();
        let picture = Picture::new(&map, None, &View::default());
        Desk {
            path: document.path().to_owned(),
            read_only: document.read_only().map(str::to_owned),
            revision: 0,
            map,
            history,
            gesture: None,
            untold: Diff::default(),
            picture,
            evaluation: None,
            anew: false,
            writer: Some(Writer::start(document, move |event| {
                let _ = report.send(event);
            })),
            tell,
            copied: None,
            closed: false,
            halving: Arc::default(),
        }
    }

    /// What a test of the settings looks at, and whom it tells.
    pub(super) fn halving(&self) -> (Arc<AtomicU32>, mpsc::UnboundedSender<Event>) {
        (self.halving.clone(), self.tell.clone())
    }

    pub(super) fn map(&self) -> &Map {
        &self.map
    }

    /// Where events go.
    pub(super) fn tell(&self) -> mpsc::UnboundedSender<Event> {
        self.tell.clone()
    }

    pub(super) fn view(&self) -> DocumentView {
        let name = self.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        DocumentView {
            name,
            handle: self.handle(),
            read_only: self.read_only.as_deref().map(|why| language::of(why).to_owned()),
            problems: Vec::new(),
            table: None,
            revision: self.revision,
            records: self.map.records().collect(),
            scene: self.picture.scene().clone(),
            evaluation: self.current_evaluation().map(|e| (&*e).into()),
            undo: self.undo_label(),
            redo: self.redo_label(),
        }
    }

    /// Tells the document from others without telling where it lies.
    fn handle(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.path.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// The picture's items as they are now.
    pub fn items(&self) -> Vec<crate::scene::Item> {
        self.picture.scene().items.clone()
    }

    /// What undo would undo.
    pub(super) fn last_step(&self) -> Option<&Step> {
        self.history.done.last()
    }

    /// The evaluation of the map as it is, if there is one.
    pub(super) fn current_evaluation(&self) -> Option<Arc<Evaluation>> {
        let current = |e: &&Evaluated| e.revision == self.revision && e.open.is_empty();
        self.evaluation.as_ref().filter(current).map(|e| e.evaluation.clone())
    }

    /// Drops evaluation and picture: what they say was said in another language. Counts as a revision, so that one
    /// under way is dropped too.
    pub(super) fn forget_what_was_said(&mut self) {
        self.revision += 1;
        self.evaluation = None;
        self.picture = Picture::new(&self.map, None, &View::default());
        self.anew = true;
        self.stop_halving();
    }

    /// Whether what is remembered between evaluations is to be dropped; says so once.
    pub(super) fn take_anew(&mut self) -> bool {
        std::mem::take(&mut self.anew)
    }

    /// Takes in what of an evaluation is there first, the rest being what was said before; unless the map
    /// has moved on since, or all of it is there already.
    pub(super) fn evaluated_in_part(&mut self, revision: u32, evaluation: Evaluation) {
        if self.current_evaluation().is_none() {
            let evaluation = match &self.evaluation {
                Some(earlier) => evaluation.with_earlier(&earlier.evaluation, &self.map),
                None => evaluation,
            };
            self.take_in_evaluation(Evaluated {
                revision,
                evaluation: Arc::new(evaluation),
                open: &eval::LATER,
            });
        }
    }

    /// Takes an evaluation in, unless the map has moved on since.
    pub(super) fn evaluated(&mut self, revision: u32, evaluation: Evaluation) {
        self.take_in_evaluation(Evaluated { revision, evaluation: Arc::new(evaluation), open: &[] });
    }

    fn take_in_evaluation(&mut self, evaluated: Evaluated) {
        let Evaluated { revision, ref evaluation, open } = evaluated;
        if revision != self.revision {
            return;
        }
        // First findings change no badge, and must not wait for a picture.
        let scene = match open {
            [] => self.picture.update(&self.map, Some(evaluation), &Diff::default()),
            _ => ScenePatch { bounds: self.picture.scene().bounds, ..ScenePatch::default() },
        };
        let (evaluation, open) = (Box::new((&**evaluation).into()), open.to_vec());
        self.evaluation = Some(evaluated);
        let _ = self.tell.send(Event::Evaluated { revision, evaluation, open, scene });
    }

    pub(super) fn edit(&mut self, request: &EditRequest) -> Result<Changed> {
        if !request.gesture {
            return self.step(request.command.label(), &request.command);
        }
        self.writable()?;
        let diff = self.outcome(&request.command)?;
        let gesture = self
            .gesture
            .get_or_insert_with(|| Gesture { label: request.command.label().into(), diff: Diff::default() });
        gesture.diff = std::mem::take(&mut gesture.diff).squashed(diff.clone());
        // Only the picture is told with each step: what thousands of records were and are is told once, at the end.
        Ok(Changed { diff: Diff::default(), ..self.show(diff, Picture::follow) })
    }

    /// Applies a command as one step of the history.
    pub(super) fn step(&mut self, label: &str, command: &Command) -> Result<Changed> {
        self.writable()?;
        self.let_go();
        let diff = self.outcome(command)?;
        Ok(self.accept(label, diff))
    }

    /// What a command changes, with a place for whoever is new.
    fn outcome(&mut self, command: &Command) -> Result<Diff> {
        let diff = edit::try_out(&mut self.map, command)?;
        Ok(with_places(&self.map, diff))
    }

    /// Takes a difference in as one step of the history.
    pub(super) fn accept(&mut self, label: &str, diff: Diff) -> Changed {
        if diff.is_empty() {
            return self.unchanged();
        }
        let changed = self.show(diff.clone(), Picture::update);
        self.keep(label, diff);
        Changed { undo: self.undo_label(), ..changed }
    }

    /// Ends a gesture, and lets the picture settle.
    pub(super) fn end_gesture(&mut self, keep: bool) -> Changed {
        if !keep && let Some(gesture) = self.gesture.take().filter(|g| !g.diff.is_empty()) {
            return Changed { diff: Diff::default(), ..self.show(gesture.diff.reversed(), Picture::update) };
        }
        self.let_go();
        let evaluation = self.evaluation.as_ref().map(|e| &*e.evaluation);
        let scene = self.picture.settle(&self.map, evaluation);
        self.told(Changed { revision: self.revision, scene, ..Default::default() })
    }

    /// Keeps a gesture under way as one step. The picture settles with whatever comes next, which tells how.
    pub(super) fn let_go(&mut self) {
        if let Some(gesture) = self.gesture.take().filter(|g| !g.diff.is_empty()) {
            self.untold = std::mem::take(&mut self.untold).squashed(gesture.diff.clone());
            self.keep(&gesture.label, gesture.diff);
        }
    }

    pub(super) fn undo(&mut self) -> Result<Changed> {
        self.writable()?;
        self.let_go();
        let step =
            self.history.undo().ok_or_else(|| Error::refused(say!("There is nothing to undo."), ""))?;
        let (seq, diff) = (step.seq, step.diff.reversed());
        Ok(self.turn(Turn::Undone(seq), diff))
    }

    pub(super) fn redo(&mut self) -> Result<Changed> {
        self.writable()?;
        self.let_go();
        let step =
            self.history.redo().ok_or_else(|| Error::refused(say!("There is nothing to redo."), ""))?;
        let (seq, diff) = (step.seq, step.diff.clone());
        Ok(self.turn(Turn::Redone(seq), diff))
    }

    fn turn(&mut self, turn: Turn, diff: Diff) -> Changed {
        let changed = self.show(diff.clone(), Picture::update);
        self.write(turn, diff);
        changed
    }

    /// Hands a step that memory already shows to history and store.
    fn keep(&mut self, label: &str, diff: Diff) {
        let step: Step = self.history.push(label, diff.clone()).clone();
        self.write(Turn::Done { seq: step.seq, label: step.label }, diff);
    }

    fn write(&self, turn: Turn, diff: Diff) {
        if let Some(writer) = &self.writer {
            writer.write(Entry { revision: self.revision, last_id: self.map.last_id, turn, diff });
        }
    }

    /// Brings map and picture forward by a difference.
    fn show(&mut self, diff: Diff, follow: Follow) -> Changed {
        diff.apply_to(&mut self.map);
        self.revision += 1;
        self.stop_halving();
        let evaluation = self.evaluation.as_ref().map(|e| &*e.evaluation);
        let scene = follow(&mut self.picture, &self.map, evaluation, &diff);
        let changed = Changed { revision: self.revision, diff, scene, undo: None, redo: None };
        self.told(changed)
    }

    fn unchanged(&mut self) -> Changed {
        let scene = ScenePatch { bounds: self.picture.scene().bounds, ..Default::default() };
        self.told(Changed { revision: self.revision, scene, ..Default::default() })
    }

    /// An answer with what was not told yet, and with what can be undone and redone now.
    fn told(&mut self, changed: Changed) -> Changed {
        let diff = std::mem::take(&mut self.untold).squashed(changed.diff);
        Changed { diff, undo: self.undo_label(), redo: self.redo_label(), ..changed }
    }

    fn undo_label(&self) -> Option<String> {
        let open = self.gesture.as_ref().map(|g| g.label.clone());
        open.or_else(|| self.history.done.last().map(|s| s.label.clone())).map(in_own_language)
    }

    fn redo_label(&self) -> Option<String> {
        self.history.undone.last().map(|s| s.label.clone()).map(in_own_language)
    }

    pub(super) fn writable(&self) -> Result<()> {
        match &self.read_only {
            None => Ok(()),
            Some(why) => Err(Error::new(
                Code::CannotWrite,
                say!("This document is read-only: {why}", why = language::of(why)),
                say!("Save a copy and go on in that."),
            )),
        }
    }

    /// Asks the store to write all that waits; the answer comes when it has, or could not.
    pub(super) fn flush(&mut self) -> oneshot::Receiver<Result<()>> {
        self.let_go();
        let (reply, answer) = oneshot::channel();
        if let Some(writer) = &self.writer {
            writer.flush(move |result| {
                let _ = reply.send(result);
            });
        }
        answer
    }

    /// What a copy is made of.
    pub(super) fn whole(&mut self) -> (PathBuf, Map, History) {
        self.let_go();
        (self.path.clone(), self.map.clone(), self.history.clone())
    }

    /// Ends the document's thread after its last write.
    pub(super) fn finish(&mut self) {
        self.let_go();
        drop(self.writer.take());
    }
}

/// A command's label, which the history keeps in English; that of a typed line is kept as it was said.
fn in_own_language(label: String) -> String {
    language::of(&label).to_owned()
}
