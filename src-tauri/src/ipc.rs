//! The one command the web view may call, and the one event it hears.

use crate::desk::Desk;
use portolan_core::{Error, api::Call, api::Event};
use tauri::{AppHandle, Emitter, State, ipc::Response};

/// Answers a call of the window.
#[tauri::command]
pub async fn call(call: Call, desk: State<'_, Desk>) -> Result<Response, Error> {
    call.answer(desk.inner()).await.map(Response::new)
}

/// Tells the window something unasked.
pub fn tell(app: &AppHandle, event: &Event) {
    // A window that is just closing hears nothing, and need not.
    let _ = app.emit("event", event);
}
