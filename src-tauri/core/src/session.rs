//! One open document: its map, history and store, owned by one task that takes requests in order.
//!
//! An edit is answered as soon as memory has it; a thread of the store then writes it, in order, and
//! [`Event::Saved`] tells. What cannot be written stays queued: nothing is lost while the program runs.
//! Long work (pages, tidying, evaluating) runs on a clone of the map, never on the task. Knows no window.

mod desk;
mod ghosts;
mod halving;
mod inspect;
mod reading;
mod task;

use crate::{
    api::{
        Changed, CompleteRequest, DocumentView, EditRequest, Event, FieldAsked, FieldValue, Said, SayRequest,
        ScenarioView, WhatIfView,
    },
    edit::Shift,
    error::{Code, Error, Result},
    eval::{self, EvalConfig, Evaluation, HalvedAndDoubled, SettingView},
    map::{Kind, Lens, Map, PageSettings, Point, RecordId, Scenario, ScenarioId},
    notation::{self, Completion},
    page::{self, Sheet},
    scene::{self, Item, NamesAsked, Tidying, lens::LensView},
    store,
    whatif::{self, Step, WhatIf, what_if},
};
use desk::Desk;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};
use tokio::sync::{mpsc, oneshot};

/// What an open document tells unasked, in order.
pub type Events = mpsc::UnboundedReceiver<Event>;

type Ask = Box<dyn FnOnce(&mut Desk) + Send>;

/// A handle to an open document; clones speak to the same one. When the last is dropped all is written
/// and the document closes; [`Session::close`] does so and waits.
#[derive(Clone)]
pub struct Session {
    asks: mpsc::Sender<Ask>,
    /// Set to stop the tidying under way.
    stop: Arc<AtomicBool>,
    /// Counts questions about scenarios: only the last is worth an answer.
    asked: Arc<AtomicU32>,
}

impl Session {
    /// Makes a new document at `path`, which must be free, holding `map`. Needs a tokio runtime.
    ///
    /// # Errors
    /// `CannotWrite` where there is something already or the place cannot be written.
    pub async fn create(path: impl Into<PathBuf>, map: Map) -> Result<(Session, Events)> {
        let path = path.into();
        Session::begin(move || store::create(&path, &map)).await
    }

    /// Opens the document at `path`. Needs a tokio runtime.
    ///
    /// # Errors
    /// `Missing`, `NotADocument`, `Damaged` or `Newer`; a document that cannot be written opens
    /// read-only instead.
    pub async fn open(path: impl Into<PathBuf>) -> Result<(Session, Events)> {
        let path = path.into();
        Session::begin(move || store::open(&path)).await
    }

    async fn begin(
        opening: impl FnOnce() -> Result<store::Opened> + Send + 'static,
    ) -> Result<(Session, Events)> {
        let (tell, events) = mpsc::unbounded_channel();
        let desk = off_task(move || opening().map(|opened| Desk::new(opened, tell))).await??;
        let (asks, requests) = mpsc::channel(256);
        tokio::spawn(task::run(desk, requests));
        Ok((Session { asks, stop: Arc::default(), asked: Arc::default() }, events))
    }

    /// Runs `question` on the document, after all that was asked before.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Desk) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let ask: Ask = Box::new(move |desk| {
            let _ = reply.send(question(desk));
        });
        self.asks.send(ask).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())
    }

    /// The whole document as it is now.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn view(&self) -> Result<DocumentView> {
        self.ask(|desk| desk.view()).await
    }

    /// The map as it is now.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn map(&self) -> Result<Map> {
        self.ask(|desk| desk.map().clone()).await
    }

    /// Applies a command; with `gesture` it is kept in memory until [`Session::end_gesture`], which tells the
    /// difference of all its edits: until then only the picture is told.
    ///
    /// # Errors
    /// `Refused` where the command makes no sense; `CannotWrite` where the document is read-only.
    pub async fn edit(&self, request: EditRequest) -> Result<Changed> {
        self.ask(move |desk| desk.edit(&request)).await?
    }

    /// Ends a gesture: keeps all its edits as one step, or goes back to where it began.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn end_gesture(&self, keep: bool) -> Result<Changed> {
        self.ask(move |desk| desk.end_gesture(keep)).await
    }

    /// Undoes the last step.
    ///
    /// # Errors
    /// `Refused` where there is none; `CannotWrite` where the document is read-only.
    pub async fn undo(&self) -> Result<Changed> {
        self.ask(Desk::undo).await?
    }

    /// Redoes the last undone step.
    ///
    /// # Errors
    /// `Refused` where there is none; `CannotWrite` where the document is read-only.
    pub async fn redo(&self) -> Result<Changed> {
        self.ask(Desk::redo).await?
    }

    /// Reads notation into the map, or tells what reading it would do.
    ///
    /// # Errors
    /// `CannotWrite` where the document is read-only and the text would change it.
    pub async fn say(&self, request: SayRequest) -> Result<Said> {
        self.ask(move |desk| desk.say(&request)).await?
    }

    /// Reads notation from the clipboard as one step; its items land around `near`. What was copied from
    /// this document and is still there is duplicated.
    ///
    /// # Errors
    /// As [`Session::say`].
    pub async fn paste_text(&self, text: String, near: Option<Point>) -> Result<Said> {
        self.ask(move |desk| desk.paste(text, near)).await?
    }

    /// Copies items, and the flows among them, to where they find room beside the originals.
    ///
    /// # Errors
    /// `Refused` where there is nothing to copy; `CannotWrite` where the document is read-only.
    pub async fn duplicate(&self, items: Vec<RecordId>) -> Result<Changed> {
        self.ask(move |desk| desk.duplicate(items)).await?
    }

    /// The items, and the flows among them, as notation.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn copy_text(&self, items: Vec<RecordId>) -> Result<String> {
        self.ask(move |desk| desk.copy(items)).await
    }

    /// What the word at the caret could become.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn complete(&self, request: CompleteRequest) -> Result<Vec<Completion>> {
        self.ask(move |desk| notation::complete(desk.map(), &request.text, request.caret as usize)).await
    }

    /// The fields that all the records have, with what they hold.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn inspect(&self, items: Vec<RecordId>) -> Result<Vec<FieldValue>> {
        self.ask(move |desk| inspect::inspect(desk.map(), &items)).await
    }

    /// What one field of a record holds; empty where it is not set or not there.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn read_field(&self, asked: FieldAsked) -> Result<String> {
        self.ask(move |desk| inspect::read(desk.map(), &asked)).await
    }

    /// Good places for actors, worked out beside the document, which can be changed meanwhile; none where it was
    /// stopped. [`Event::Tidying`] tells how far it is, and [`Session::arrange`] moves them there.
    ///
    /// # Errors
    /// `CannotWrite` where the document is read-only.
    pub async fn tidy(&self, tidying: Tidying) -> Result<Vec<Shift>> {
        let (map, tell) =
            self.ask(|desk| desk.writable().map(|()| (desk.map().clone(), desk.tell()))).await??;
        self.stop.store(false, Ordering::Relaxed);
        let stop = self.stop.clone();
        off_task(move || {
            let mut told = 0.0;
            scene::tidy_while(&map, &tidying, &mut |done| {
                if done >= told + 0.05 {
                    told = done;
                    let _ = tell.send(Event::Tidying { done });
                }
                !stop.load(Ordering::Relaxed)
            })
            .unwrap_or_default()
        })
        .await
    }

    /// Moves actors to the places that a tidying found, as one step; regions drawn for zones follow their members.
    ///
    /// # Errors
    /// `CannotWrite` where the document is read-only.
    pub async fn arrange(&self, moves: Vec<Shift>) -> Result<Changed> {
        self.ask(move |desk| desk.arrange(moves)).await?
    }

    /// Stops the tidying under way; it finds no places then.
    pub fn stop_tidying(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The evaluation of the map as it is now; computed where there is none yet.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn evaluation(&self) -> Result<Arc<Evaluation>> {
        Ok(self.evaluated().await?.1)
    }

    /// The page as it will print.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn compose_page(&self, settings: PageSettings) -> Result<Sheet> {
        let (map, evaluation) = self.evaluated().await?;
        off_task(move || page::compose(&map, &evaluation, &settings)).await
    }

    /// Some of the map alone, as it is drawn; see [`page::picture`].
    ///
    /// # Errors
    /// `Refused` where nothing of it is drawn.
    pub async fn picture(&self, chosen: Vec<RecordId>, shown: Vec<Kind>) -> Result<Sheet> {
        let (map, items) = self.ask(|desk| (desk.map().clone(), desk.items())).await?;
        off_task(move || page::picture(&map, &items, &chosen, &shown)).await?.ok_or_else(|| {
            Error::refused(
                say!("Nothing of this is drawn on the map."),
                say!("Select actors, flows, zones or notes on the sheet."),
            )
        })
    }

    /// What a lens shows of the map.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn lens(&self, lens: Lens) -> Result<LensView> {
        let (map, evaluation) = self.evaluated().await?;
        off_task(move || scene::lens::look(&map, &evaluation, lens)).await
    }

    /// Names and labels of some items on plates of their own.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn names(&self, asked: NamesAsked) -> Result<Vec<Item>> {
        let (map, items) = self.ask(|desk| (desk.map().clone(), desk.items())).await?;
        off_task(move || scene::names(&map, &items, &asked)).await
    }

    /// The judgements that the evaluation rests on, as they are on this map.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn settings(&self) -> Result<Vec<SettingView>> {
        self.ask(|desk| eval::settings(desk.map())).await
    }

    /// Which findings hang on the settings: evaluates with each halved and doubled, beside the task, and
    /// tells of progress. `None` where it was stopped, by an edit or by [`Session::stop_halving`].
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn halve_and_double(&self) -> Result<Option<HalvedAndDoubled>> {
        let (map, now) = self.evaluated().await?;
        let halving = self.ask(Desk::begin_halving).await?;
        off_task(move || {
            let config = EvalConfig::of(&map);
            eval::halve_and_double(&map, &config, &now, &|| halving.goes_on(), &|done, of| {
                halving.tell(done, of);
            })
        })
        .await
    }

    /// A scenario beside the map as it is; `None` where the scenario is gone, or a later question came
    /// before this one was answered. [`Event::Comparing`] tells how far it is.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn what_if(&self, id: ScenarioId) -> Result<Option<WhatIfView>> {
        let turn = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let (revision, items) = self.ask(|desk| (desk.revision, desk.items())).await?;
        let (map, evaluation) = self.evaluated().await?;
        let Some(scenario) = map.scenarios.get(&id).cloned() else { return Ok(None) };
        let (asked, tell) = (self.asked.clone(), self.ask(|desk| desk.tell()).await?);
        off_task(move || {
            let wanted = || asked.load(Ordering::Relaxed) == turn;
            let viewed = |found: &WhatIf| {
                let (differences, comparison) = (found.differences.clone(), found.comparison.clone());
                let picture = scene::lens::ghosted(&items, &map, &evaluation, &found.map, &differences);
                WhatIfView { scenario: id, revision, differences, picture, comparison }
            };
            let watch = |step: Step| {
                let (found, done, of) = match step {
                    Step::Different(found) => (Some(Box::new(viewed(found))), 0, 0),
                    Step::Drawn(done, of) => (None, done, of),
                };
                if wanted() {
                    let _ = tell.send(Event::Comparing { scenario: id, done, of, found });
                }
            };
            let config = EvalConfig::of(&map);
            let found = what_if(&map, &evaluation, &scenario, &config, &wanted, &watch)?;
            Some(viewed(&found))
        })
        .await
    }

    /// Stops a halving that is under way.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn stop_halving(&self) -> Result<()> {
        self.ask(Desk::stop_halving).await
    }

    /// The changes of each scenario one by one, in words.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn scenarios(&self) -> Result<Vec<ScenarioView>> {
        let map = self.map().await?;
        let one = |s: &Arc<Scenario>| ScenarioView { scenario: s.id, changes: whatif::in_words(&map, s) };
        Ok(map.scenarios.values().map(one).collect())
    }

    async fn evaluated(&self) -> Result<(Map, Arc<Evaluation>)> {
        let (map, known) = self.ask(|desk| (desk.map().clone(), desk.current_evaluation())).await?;
        match known {
            Some(evaluation) => Ok((map, evaluation)),
            None => {
                off_task(move || {
                    let evaluation = Arc::new(eval::evaluate(&map, &EvalConfig::of(&map)));
                    (map, evaluation)
                })
                .await
            }
        }
    }

    /// Tries again to write what could not be saved.
    ///
    /// # Errors
    /// `CannotWrite` or `Moved` where it still cannot; memory keeps it.
    pub async fn retry_save(&self) -> Result<()> {
        let written = self.ask(Desk::flush).await?;
        written.await.map_err(|_| closed())?
    }

    /// Writes a checked copy of the document as it is in memory, with its history.
    ///
    /// # Errors
    /// `CannotWrite`; whatever was at `path` is then untouched.
    pub async fn save_copy(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref().to_owned();
        let (own, map, history) = self.ask(|desk| desk.whole()).await?;
        off_task(move || {
            if store::same_file(&own, &path) {
                return Err(Error::new(
                    Code::CannotWrite,
                    say!("A copy cannot take the place of the document it is made from."),
                    say!("Choose another name or folder."),
                ));
            }
            store::write_copy(&path, &map, &history)
        })
        .await?
    }

    /// Evaluates the map anew though nothing changed on it, as the language did in which it is said.
    ///
    /// # Errors
    /// When the document is closed.
    pub async fn say_anew(&self) -> Result<()> {
        self.ask(Desk::forget_what_was_said).await
    }

    /// Waits until all is on disk and closes.
    ///
    /// # Errors
    /// `CannotWrite` or `Moved` where something could not be written; the document then stays open.
    pub async fn close(&self) -> Result<()> {
        self.retry_save().await?;
        self.ask(|desk| desk.closed = true).await?;
        self.asks.closed().await;
        Ok(())
    }
}

fn closed() -> Error {
    Error::new(Code::Other, say!("This document is closed."), say!("Open it again."))
}

/// Runs long work beside the task.
async fn off_task<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| {
        Error::new(
            Code::Other,
            say!("Something went wrong inside Portolan: {e}", e),
            say!("Nothing was changed."),
        )
    })
}
