//! Watches over the window: it closes only when all is kept, comes back after its web view crashed, and is
//! put on the screen the way that this machine is made for.

use crate::{
    desk::Desk,
    native::{self, Unsaved},
};
use portolan_core::api::Answers;
#[cfg(target_os = "linux")]
use std::path::Path;
use tauri::{DragDropEvent, Manager, WebviewWindow, Window, WindowEvent};

/// Opens a file that is dropped on the window; of several the first.
pub fn open_what_is_dropped(window: &Window, event: &WindowEvent) {
    if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event
        && let Some(path) = paths.first()
    {
        window.state::<Desk>().ask_for(path);
    }
}

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

/// Lets the web view paint its window itself where there is no graphics card. It would otherwise have the
/// card's work done by the processor, for 113 MB more and slower frames (start page, WebKitGTK 2.50: 367 and
/// 254 MB, the latter with WebKit's variable for no compositing instead of this setting). Whoever asks WebKit
/// for the other way gets it: its driver takes no pictures of a window that is painted so.
#[cfg(target_os = "linux")]
pub fn paint_without_a_card(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if !paints_itself() {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = WebViewExt::settings(&webview.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Lets the web view keep nothing of pages that it was on before: there is one.
#[cfg(target_os = "linux")]
pub fn keep_no_pages(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{CacheModel, WebContextExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })
}

/// Elsewhere the system's web view knows by itself.
#[cfg(not(target_os = "linux"))]
pub fn keep_no_pages(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether the web view is to paint its window without a card.
#[cfg(target_os = "linux")]
pub fn paints_itself() -> bool {
    !has_graphics_card() && std::env::var_os("WEBKIT_FORCE_COMPOSITING_MODE").is_none()
}

/// Whether the system knows of a card; one that it has no driver for is none.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    ["/dev/dri", "/dev/nvidia0", "/dev/mali0", "/dev/dxg"].iter().any(|card| Path::new(card).exists())
}

/// Elsewhere the system's web view knows by itself.
#[cfg(not(target_os = "linux"))]
pub fn paint_without_a_card(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Elsewhere the system's web view comes back by itself.
#[cfg(not(target_os = "linux"))]
pub fn bring_back_after_a_crash(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
