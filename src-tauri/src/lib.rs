//! The shell: the window, its dialogs and the command line around `portolan-core`.
//!
//! The only Rust that says `tauri`. Holds no rule about maps: it opens and closes documents, carries calls
//! and events between core and window, asks people for files, and writes what they asked for.

mod answers;
pub mod cli;
mod desk;
mod files;
mod ipc;
mod lately;
mod native;
mod samples;
mod watch;

use desk::Desk;
use std::path::PathBuf;
use tauri::Manager;

/// Opens the window, on a document where one is given, and returns when it is closed.
///
/// # Errors
/// Where there is no display or no web view.
pub fn open_window(file: Option<PathBuf>) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .setup(move |app| {
            app.manage(Desk::new(app.handle(), file)?);
            if let Some(window) = app.get_webview_window("main") {
                watch::bring_back_after_a_crash(&window)?;
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![ipc::call])
        .on_window_event(watch::close_when_all_is_kept)
        .run(tauri::generate_context!())
}
