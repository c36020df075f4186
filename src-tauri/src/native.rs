//! What only the system can do: ask for files, hold the clipboard, ask before something is lost.
//!
//! The window never learns a path: dialogs open here, and the folder last chosen is where the next opens.

use crate::{desk::Desk, files};
use portolan_core::{Code, Error, Result, say};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
};
use tauri::{AppHandle, Manager, async_runtime::spawn_blocking, image::Image};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::{
    DialogExt, FileDialogBuilder, FilePath, MessageDialogButtons, MessageDialogKind, MessageDialogResult,
};
use tokio::sync::oneshot;

/// What sort of file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// A Portolan document.
    Document,
    /// A page as PDF.
    Pdf,
    /// A page as PNG.
    Png,
    /// A page as SVG.
    Svg,
    /// A page as PPTX.
    Pptx,
    /// The map as notation.
    Text,
}

impl Asked {
    /// What an export format asks for.
    pub fn for_format(format: &str) -> Option<Asked> {
        match format {
            "pdf" => Some(Asked::Pdf),
            "png" => Some(Asked::Png),
            "svg" => Some(Asked::Svg),
            "pptx" => Some(Asked::Pptx),
            "text" => Some(Asked::Text),
            _ => None,
        }
    }

    /// How such a file's name ends.
    pub fn ending(self) -> &'static str {
        match self {
            Asked::Document => "portolan",
            Asked::Pdf => "pdf",
            Asked::Png => "png",
            Asked::Svg => "svg",
            Asked::Pptx => "pptx",
            Asked::Text => "txt",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Asked::Document => say!("Portolan map"),
            Asked::Pdf => say!("PDF page"),
            Asked::Png => say!("PNG picture"),
            Asked::Svg => say!("SVG picture"),
            Asked::Pptx => say!("PowerPoint slide"),
            Asked::Text => say!("Text"),
        }
    }
}

/// Asks which file to open.
pub async fn ask_for_file(desk: &Desk) -> Option<PathBuf> {
    let (tell, answer) = oneshot::channel();
    dialog(desk)
        .set_title(say!("Open a map"))
        .add_filter(say!("Maps and text"), &["portolan", "txt", "md", "text", "csv", "tsv"])
        .add_filter(say!("All files"), &["*"])
        .pick_file(move |path| drop(tell.send(path)));
    chosen(desk, answer.await.ok().flatten())
}

/// Opens a file that the program wrote with whatever the system opens it with.
///
/// # Errors
/// Where the system has no such way.
pub fn open_with_system(path: &Path) -> Result<()> {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = std::process::Command::new(opener);
    let started = command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match started {
        // Somebody has to hear that it has ended.
        Ok(mut child) => drop(spawn_blocking(move || child.wait())),
        Err(cause) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let folder = path.parent().map(files::shown).unwrap_or_default();
            return Err(Error::new(
                Code::Other,
                say!("{name} could not be opened from here.", name),
                say!("It lies in {folder}.", folder),
            )
            .with_details(&cause));
        }
    }
    Ok(())
}

/// Asks where to keep a file; the name gets its ending where it was left out.
pub async fn ask_for_place(desk: &Desk, name: &str, asked: Asked) -> Option<PathBuf> {
    let (tell, answer) = oneshot::channel();
    dialog(desk)
        .set_file_name(name)
        .add_filter(asked.in_words(), &[asked.ending()])
        .save_file(move |path| drop(tell.send(path)));
    let path = chosen(desk, answer.await.ok().flatten())?;
    Some(if path.extension().is_some() { path } else { path.with_extension(asked.ending()) })
}

fn dialog(desk: &Desk) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = desk.app.dialog().file();
    if let Some(window) = desk.app.get_webview_window("main") {
        dialog = dialog.set_parent(&window);
    }
    let folder = desk.lately.folder().filter(|f| f.is_dir());
    match folder.or_else(|| desk.folder_of_user().ok()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

fn chosen(desk: &Desk, path: Option<FilePath>) -> Option<PathBuf> {
    let path = path?.into_path().ok()?;
    desk.lately.note_folder_of(&path);
    Some(path)
}

/// What to do with a map that could not be written, when its window is to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Keep a copy somewhere else, then close.
    KeepCopy,
    /// Close and lose the last edits.
    Lose,
    /// Stay open.
    Stay,
}

/// Asks what to do with a map that could not be written.
pub async fn ask_about_unsaved(app: &AppHandle, problem: &Error) -> Unsaved {
    let copy = say!("Save a copy");
    let lose = say!("Close and lose them");
    let (tell, answer) = oneshot::channel();
    app.dialog()
        .message(format!("{}\n\n{}", problem.message, say!("The last edits are only in memory.")))
        .title(say!("Not everything is saved"))
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::YesNoCancelCustom(copy.into(), lose.into(), say!("Keep open").into()))
        .show_with_result(move |choice| drop(tell.send(choice)));
    match answer.await {
        Ok(MessageDialogResult::Yes) => Unsaved::KeepCopy,
        Ok(MessageDialogResult::No) => Unsaved::Lose,
        Ok(MessageDialogResult::Custom(words)) if words == copy => Unsaved::KeepCopy,
        Ok(MessageDialogResult::Custom(words)) if words == lose => Unsaved::Lose,
        _ => Unsaved::Stay,
    }
}

/// Puts text on the clipboard.
///
/// # Errors
/// Where the system refuses.
pub fn put_on_clipboard(desk: &Desk, text: String) -> Result<()> {
    desk.app.clipboard().write_text(text).map_err(|e| took_nothing(&e))
}

/// Puts a picture on the clipboard: red, green, blue and opacity of each pixel.
///
/// # Errors
/// Where the system refuses.
pub async fn put_picture_on_clipboard(desk: &Desk, pixels: Vec<u8>, width: u32, height: u32) -> Result<()> {
    let app = desk.app.clone();
    let put = move || app.clipboard().write_image(&Image::new_owned(pixels, width, height));
    off_task(put).await.map_err(|e| took_nothing(&e))
}

/// Puts an SVG on the clipboard: as a picture for programs that take one, as text for the others.
///
/// # Errors
/// Where the system refuses.
#[cfg(target_os = "linux")]
pub async fn put_svg_on_clipboard(desk: &Desk, svg: String) -> Result<()> {
    use gtk::{Clipboard, TargetEntry, TargetFlags, gdk};
    const NAMES: [&str; 4] = ["image/svg+xml", "text/plain;charset=utf-8", "UTF8_STRING", "text/plain"];
    let (tell, answer) = oneshot::channel();
    let put = move || {
        let targets = NAMES.map(|name| TargetEntry::new(name, TargetFlags::empty(), 0));
        let taken = Clipboard::get(&gdk::SELECTION_CLIPBOARD)
            .set_with_data(&targets, move |_, asked, _| asked.set(&asked.target(), 8, svg.as_bytes()));
        let _ = tell.send(taken);
    };
    desk.app.run_on_main_thread(put).map_err(|e| took_nothing(&e))?;
    match answer.await {
        Ok(true) => Ok(()),
        _ => Err(took_nothing(&"gtk_clipboard_set_with_data")),
    }
}

/// Puts an SVG on the clipboard, as text.
///
/// # Errors
/// Where the system refuses.
#[cfg(not(target_os = "linux"))]
pub async fn put_svg_on_clipboard(desk: &Desk, svg: String) -> Result<()> {
    put_on_clipboard(desk, svg)
}

fn took_nothing(problem: &impl std::fmt::Display) -> Error {
    Error::refused(say!("The system's clipboard took nothing."), say!("The map is unchanged; try again."))
        .with_details(problem)
}

/// The text on the clipboard.
///
/// # Errors
/// Where there is none.
pub fn take_from_clipboard(desk: &Desk) -> Result<String> {
    desk.app.clipboard().read_text().map_err(|_| {
        Error::refused(
            say!("There is no text on the clipboard."),
            say!("Copy actors, or lines of text, and paste again."),
        )
    })
}

/// Runs long work beside the task that answers calls.
pub async fn off_task<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    spawn_blocking(work).await.expect("long work does not panic")
}
