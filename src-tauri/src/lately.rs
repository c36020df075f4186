//! Lately: which documents were opened, and in which folder people last chose a file.
//!
//! Kept as one small JSON file among the program's own data. Losing it loses no work, so failing to read
//! or write it is no error. The window sees handles, never paths.

use crate::files;
use chrono::{DateTime, Datelike, Local, NaiveDate};
use portolan_core::{Code, Error, Result, api::RecentView, language, page, say};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

const SHOWN: usize = 12;

/// What was opened lately.
pub struct Lately {
    file: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// Where a file was last chosen.
    folder: Option<PathBuf>,
    last_handle: u32,
    /// Latest first.
    documents: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    handle: u32,
    path: PathBuf,
    /// Seconds since 1970.
    opened: i64,
}

impl Lately {
    /// What was opened lately, as kept in this folder.
    pub fn kept_in(folder: PathBuf) -> Lately {
        let file = folder.join("lately.json");
        let kept = fs::read(&file).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
        Lately { file, kept: Mutex::new(kept) }
    }

    /// Remembers that a document was opened now.
    pub fn note_document(&self, path: &Path) {
        self.change(|kept| {
            kept.last_handle += 1;
            kept.documents.retain(|d| d.path != path);
            let opened = Local::now().timestamp();
            kept.documents.insert(0, Entry { handle: kept.last_handle, path: path.to_owned(), opened });
            kept.documents.truncate(SHOWN);
        });
    }

    /// Where a file was last chosen.
    pub fn folder(&self) -> Option<PathBuf> {
        self.kept.lock().expect("no panic holds this lock").folder.clone()
    }

    /// Remembers where a file was chosen.
    pub fn note_folder_of(&self, file: &Path) {
        self.change(|kept| kept.folder = file.parent().map(Path::to_owned));
    }

    /// The documents that are still there, latest first.
    pub fn documents(&self) -> Vec<RecentView> {
        let kept = self.kept.lock().expect("no panic holds this lock");
        let today = Local::now().date_naive();
        kept.documents.iter().filter(|d| d.path.exists()).map(|d| d.view(today)).collect()
    }

    /// The document with this handle.
    ///
    /// # Errors
    /// `Missing` where it is not known.
    pub fn path_of(&self, handle: &str) -> Result<PathBuf> {
        let kept = self.kept.lock().expect("no panic holds this lock");
        let found = kept.documents.iter().find(|d| d.handle.to_string() == handle);
        found.map(|d| d.path.clone()).ok_or_else(|| {
            Error::new(
                Code::Missing,
                say!("This map is not among the recent ones."),
                say!("Open it by its file."),
            )
        })
    }

    fn change(&self, how: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.lock().expect("no panic holds this lock");
        how(&mut kept);
        if let (Some(folder), Ok(bytes)) = (self.file.parent(), serde_json::to_vec_pretty(&*kept)) {
            let _ = fs::create_dir_all(folder);
            let _ = files::write(&self.file, &bytes);
        }
    }
}

impl Entry {
    fn view(&self, today: NaiveDate) -> RecentView {
        let opened = DateTime::from_timestamp(self.opened, 0).map(|t| t.with_timezone(&Local).date_naive());
        RecentView {
            handle: self.handle.to_string(),
            name: self.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default(),
            folder: self.path.parent().map(shortened).unwrap_or_default(),
            when: opened.map(|day| in_words(day, today)).unwrap_or_default(),
        }
    }
}

/// The day as people say it: "today", "yesterday", "14 November", "14 November 2025".
fn in_words(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => say!("today").into(),
        1 => say!("yesterday").into(),
        2..300 => say!("{day} {month}", day = day.day(), month = language::of(&day.format("%B").to_string())),
        _ => page::date(&day.to_string()),
    }
}

/// The folder with the home folder as `~`.
fn shortened(folder: &Path) -> String {
    match std::env::home_dir().and_then(|home| folder.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) if rest.as_os_str().is_empty() => "~".into(),
        Some(rest) => format!("~/{}", rest.display()),
        None => folder.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = day("2026-03-01");
        assert_eq!(in_words(today, today), "today");
        assert_eq!(in_words(day("2026-02-28"), today), "yesterday");
        assert_eq!(in_words(day("2026-02-14"), today), "14 February");
        assert_eq!(in_words(day("2025-02-14"), today), "14 February 2025");
    }

    #[test]
    fn what_was_opened_is_known_after_a_restart_and_gone_when_the_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one.portolan"), folder.path().join("two.portolan"));
        fs::write(&one, "").unwrap();
        fs::write(&two, "").unwrap();
        let lately = Lately::kept_in(folder.path().join("data"));
        lately.note_document(&one);
        lately.note_document(&two);
        lately.note_document(&one);
        let lately = Lately::kept_in(folder.path().join("data"));
        let names: Vec<String> = lately.documents().into_iter().map(|d| d.name).collect();
        assert_eq!(names, ["one", "two"]);
        let handle = lately.documents()[1].handle.clone();
        assert_eq!(lately.path_of(&handle).unwrap(), two);
        fs::remove_file(&one).unwrap();
        assert_eq!(lately.documents().len(), 1);
    }
}
