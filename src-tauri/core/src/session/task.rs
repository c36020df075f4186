//! The task of one document: requests in order, and an evaluation in the background after each edit.

use super::{Ask, desk::Desk};
use crate::eval::{EvalConfig, Evaluation, evaluate};
use std::time::Duration;
use tokio::{
    sync::mpsc,
    task::{JoinError, JoinHandle, spawn_blocking},
    time::{Instant, sleep_until},
};

/// How long the hand must rest before the map is evaluated again.
const REST: Duration = Duration::from_millis(150);

/// Serves requests until the document is closed or nobody is left to ask.
pub(super) async fn run(mut desk: Desk, mut requests: mpsc::Receiver<Ask>) {
    let mut due = Some(Instant::now());
    let mut running: Option<JoinHandle<(u32, Evaluation)>> = None;
    while !desk.closed {
        let before = desk.revision;
        tokio::select! {
            ask = requests.recv() => match ask {
                Some(ask) => ask(&mut desk),
                None => break,
            },
            result = outcome(&mut running), if running.is_some() => {
                running = None;
                if let Ok((revision, evaluation)) = result {
                    desk.evaluated(revision, evaluation);
                }
            }
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() && running.is_none() => {
                due = None;
                let (revision, map) = (desk.revision, desk.map().clone());
                running = Some(spawn_blocking(move || (revision, evaluate(&map, &EvalConfig::default()))));
            }
        }
        if desk.revision != before {
            due = Some(Instant::now() + REST);
        }
    }
    // The channel outlives the store's thread, so that whoever waits for it to close knows all is written.
    let _ = spawn_blocking(move || desk.finish()).await;
    drop(requests);
}

async fn outcome(
    running: &mut Option<JoinHandle<(u32, Evaluation)>>,
) -> Result<(u32, Evaluation), JoinError> {
    match running {
        Some(handle) => handle.await,
        None => std::future::pending().await,
    }
}
