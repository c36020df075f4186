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
mod surroundings;
mod watch;

use desk::Desk;
use std::path::PathBuf;
use tauri::Manager;

/// Opens a window with nothing in it, put on the screen the same way: what the program's memory is measured
/// against.
///
/// # Errors
/// Where there is no display or no web view.
#[doc(hidden)]
pub fn open_empty_window() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    let blank = tauri::Url::parse("about:blank").expect("this is an address");
    for window in &mut context.config_mut().app.windows {
        window.url = tauri::WebviewUrl::External(blank.clone());
    }
    let show = |app: &mut tauri::App| match app.get_webview_window("main") {
        Some(window) => Ok(watch::paint_without_a_card(&window)?),
        None => Ok(()),
    };
    tauri::Builder::default().setup(show).run(context)
}

/// Opens the window, on a document where one is given, and returns when it is closed.
///
/// # Errors
/// Where there is no display or no web view.
pub fn open_window(file: Option<PathBuf>) -> tauri::Result<()> {
    surroundings::settle();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .setup(move |app| {
            app.manage(ipc::Ear::default());
            app.manage(Desk::new(app.handle(), file)?);
            if let Some(window) = app.get_webview_window("main") {
                watch::paint_without_a_card(&window)?;
                watch::keep_no_pages(&window)?;
                watch::bring_back_after_a_crash(&window)?;
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![ipc::call, ipc::hear])
        .on_window_event(watch::close_when_all_is_kept)
        .on_window_event(watch::open_what_is_dropped)
        .run(tauri::generate_context!())
}
