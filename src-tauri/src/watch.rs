//! Watches over the window: it closes only when all is kept, and comes back after its web view crashed.

use crate::{
    desk::Desk,
    native::{self, Unsaved},
};
use portolan_core::api::Answers;
use tauri::{Manager, WebviewWindow, Window, WindowEvent};

/// Holds a closing window until the open document is on disk.
pub fn close_when_all_is_kept(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if window.state::<Desk>().session_if_open().is_none() {
        return;
    }
    api.prevent_close();
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        if may_close(&window).await {
            // Fails only where the window is gone already.
            let _ = window.destroy();
        }
    });
}

async fn may_close(window: &Window) -> bool {
    let desk = window.state::<Desk>();
    let Err(problem) = desk.close().await else { return true };
    match native::ask_about_unsaved(window.app_handle(), &problem).await {
        Unsaved::KeepCopy => matches!(desk.save_copy(()).await, Ok(Some(_))),
        Unsaved::Lose => true,
        Unsaved::Stay => false,
    }
}

/// Loads the page again when the web view's process died; the open document never left the core.
#[cfg(target_os = "linux")]
pub fn bring_back_after_a_crash(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;
    window.with_webview(|webview| {
        webview.inner().connect_web_process_terminated(|view, _| view.reload());
    })
}

/// Elsewhere the system's web view comes back by itself.
#[cfg(not(target_os = "linux"))]
pub fn bring_back_after_a_crash(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
