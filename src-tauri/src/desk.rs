//! The desk: the one document that is open in the window, and how it is opened and closed.

use crate::{
    files::{self, ReadMap},
    ipc,
    lately::Lately,
    native::{self, Asked},
};
use portolan_core::{
    Code, Error, Result,
    api::{DocumentView, Event},
    say,
    session::{Events, Session},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use tauri::{AppHandle, Manager, async_runtime::JoinHandle};

/// The open document, and what is needed to open another.
pub struct Desk {
    pub(crate) app: AppHandle,
    pub(crate) lately: Lately,
    /// The file the program was started on, or that was dropped on its window, until it was opened.
    asked_for: Mutex<Option<PathBuf>>,
    open: Mutex<Option<Open>>,
    /// Where each document was last written to in each format, since the program was started.
    written: Mutex<HashMap<(PathBuf, Asked), PathBuf>>,
    /// Set to stop the tidying of what is being opened.
    stop: Arc<AtomicBool>,
}

struct Open {
    session: Session,
    path: PathBuf,
    events: JoinHandle<()>,
}

impl Desk {
    /// An empty desk; `file` is opened when the window asks what to show.
    ///
    /// # Errors
    /// Where the system names no folder for the program's own data.
    pub fn new(app: &AppHandle, file: Option<PathBuf>) -> tauri::Result<Desk> {
        let lately = Lately::kept_in(app.path().app_data_dir()?);
        Ok(Desk {
            app: app.clone(),
            lately,
            asked_for: Mutex::new(file),
            open: Mutex::new(None),
            written: Mutex::default(),
            stop: Arc::default(),
        })
    }

    /// The file the program was started on, or that was dropped on it, the first time this is asked.
    pub fn take_asked_for(&self) -> Option<PathBuf> {
        self.asked_for.lock().expect("no panic holds this lock").take()
    }

    /// The window is asked to open this file; it never learns where the file lies.
    pub fn ask_for(&self, file: &Path) {
        *self.asked_for.lock().expect("no panic holds this lock") = Some(file.to_owned());
        ipc::tell(&self.app, &Event::Dropped);
    }

    /// The open document's session.
    pub fn session_if_open(&self) -> Option<Session> {
        self.open.lock().expect("no panic holds this lock").as_ref().map(|o| o.session.clone())
    }

    /// The open document's session.
    ///
    /// # Errors
    /// When none is open.
    pub fn session(&self) -> Result<Session> {
        self.session_if_open().ok_or_else(|| {
            Error::new(Code::Other, say!("No map is open."), say!("Open one from the start page."))
        })
    }

    /// Opens a document, or makes one of a text file, in place of the open one.
    ///
    /// # Errors
    /// As `Session::open`; the document that was open stays open.
    pub async fn open(&self, path: &Path) -> Result<DocumentView> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.is_open(&path) {
            return self.session()?.view().await;
        }
        match files::look_into(&path)? {
            files::Content::Document => {
                let (session, events) = Session::open(&path).await?;
                self.show(path, session, events).await
            }
            files::Content::Text(text) => {
                let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                let mut going = self.going();
                let read = native::off_task(move || files::read_file(&text, &path, &mut going)).await;
                self.make(&name, read).await
            }
        }
    }

    /// Tells the window how far the tidying of what is being opened is, until it is stopped.
    fn going(&self) -> impl FnMut(f64) -> bool + Send + use<> {
        self.stop.store(false, Ordering::Relaxed);
        let (app, stop) = (self.app.clone(), self.stop.clone());
        move |done| {
            ipc::tell(&app, &Event::Tidying { done });
            !stop.load(Ordering::Relaxed)
        }
    }

    /// Stops the tidying under way: nothing moves then, and what is being opened has quick places.
    pub fn stop_tidying(&self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(session) = self.session_if_open() {
            session.stop_tidying();
        }
    }

    /// Makes a new document in the folder for maps, in place of the open one.
    ///
    /// # Errors
    /// `CannotWrite`; the document that was open stays open.
    pub async fn make(&self, name: &str, read: ReadMap) -> Result<DocumentView> {
        let folder = self.folder_for_maps()?;
        let path = files::free_name(&folder, name);
        let (session, events) = Session::create(&path, read.map).await?;
        let view = self.show(path, session, events).await?;
        Ok(DocumentView { problems: read.problems, table: read.table, ..view })
    }

    async fn show(&self, path: PathBuf, session: Session, mut events: Events) -> Result<DocumentView> {
        self.close().await?;
        let app = self.app.clone();
        let events = tauri::async_runtime::spawn(async move {
            while let Some(event) = events.recv().await {
                ipc::tell(&app, &event);
            }
        });
        let view = session.view().await?;
        self.lately.note_document(&path);
        *self.open.lock().expect("no panic holds this lock") = Some(Open { session, path, events });
        Ok(view)
    }

    /// Waits until all is on disk and closes what is open.
    ///
    /// # Errors
    /// When something could not be written; the document then stays open.
    pub async fn close(&self) -> Result<()> {
        if let Some(session) = self.session_if_open() {
            session.close().await?;
            self.let_go();
        }
        Ok(())
    }

    /// Forgets the open document without waiting for what could not be written.
    pub fn let_go(&self) {
        if let Some(open) = self.open.lock().expect("no panic holds this lock").take() {
            open.events.abort();
        }
    }

    /// Where the open document was last written to as such a file.
    pub fn last_written(&self, asked: Asked) -> Option<PathBuf> {
        let written = self.written.lock().expect("no panic holds this lock");
        written.get(&(self.open_path()?, asked)).cloned()
    }

    /// Remembers where the open document was written to.
    pub fn note_written(&self, asked: Asked, place: &Path) {
        if let Some(path) = self.open_path() {
            self.written.lock().expect("no panic holds this lock").insert((path, asked), place.to_owned());
        }
    }

    fn open_path(&self) -> Option<PathBuf> {
        self.open.lock().expect("no panic holds this lock").as_ref().map(|o| o.path.clone())
    }

    fn is_open(&self, path: &Path) -> bool {
        self.open.lock().expect("no panic holds this lock").as_ref().is_some_and(|o| o.path == path)
    }

    /// The user's documents; where the system names no folder for them, the home folder.
    pub fn folder_of_user(&self) -> tauri::Result<PathBuf> {
        self.app.path().document_dir().or_else(|_| self.app.path().home_dir())
    }

    /// `Documents/Portolan`, made where it is missing.
    fn folder_for_maps(&self) -> Result<PathBuf> {
        let folder = self
            .folder_of_user()
            .map_err(|_| {
                Error::new(
                    Code::CannotWrite,
                    say!("There is no documents folder, and no home folder either."),
                    say!("Set HOME to a folder and start again."),
                )
            })?
            .join("Portolan");
        std::fs::create_dir_all(&folder).map_err(|e| files::cannot_make_folder(&folder, &e))?;
        Ok(folder)
    }
}
