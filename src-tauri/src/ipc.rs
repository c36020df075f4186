//! The one command by which the web view calls, and the one by which it begins to hear.

use crate::desk::Desk;
use portolan_core::{Error, api::Call, api::Event};
use std::sync::Mutex;
use tauri::{
    AppHandle, Manager, State,
    ipc::{Channel, InvokeResponseBody, Response},
};

/// Where the window hears what it is told unasked; a page that is loaded again listens anew.
#[derive(Default)]
pub struct Ear(Mutex<Option<Channel<InvokeResponseBody>>>);

/// Answers a call of the window.
#[tauri::command]
pub async fn call(call: Call, desk: State<'_, Desk>) -> Result<Response, Error> {
    call.answer(desk.inner()).await.map(Response::new)
}

/// From now on the window hears on this channel. What is long is fetched over it and read as JSON; an event
/// of the web view would be compiled as a script, megabytes after each edit of a large map.
#[tauri::command]
pub fn hear(on: Channel<InvokeResponseBody>, ear: State<'_, Ear>) {
    *ear.0.lock().expect("no panic holds this lock") = Some(on);
}

/// Tells the window something unasked.
pub fn tell(app: &AppHandle, event: &Event) {
    let Ok(json) = serde_json::to_string(event) else { return };
    if let Some(channel) = &*app.state::<Ear>().0.lock().expect("no panic holds this lock") {
        // A window that is just closing hears nothing, and need not.
        let _ = channel.send(InvokeResponseBody::Json(json));
    }
}
