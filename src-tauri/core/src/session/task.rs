//! The task of one document: requests in order, and an evaluation in the background after each edit.

use super::{Ask, desk::Desk};
use crate::eval::{EvalConfig, Evaluation, evaluate_while};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::mpsc,
    task::{JoinError, JoinHandle, spawn_blocking},
    time::{Instant, sleep_until},
};

/// How long the hand must rest before the map is evaluated again.
const REST: Duration = Duration::from_millis(150);

/// An evaluation under way: of which revision, and what came of it unless the map moved on.
type Running = JoinHandle<(u32, Option<Evaluation>)>;

/// Serves requests until the document is closed or nobody is left to ask.
pub(super) async fn run(mut desk: Desk, mut requests: mpsc::Receiver<Ask>) {
    let mut due = Some(Instant::now());
    let mut running: Option<Running> = None;
    let latest = Arc::new(AtomicU32::new(desk.revision));
    while !desk.closed {
        let before = desk.revision;
        tokio::select! {
            ask = requests.recv() => match ask {
                Some(ask) => ask(&mut desk),
                None => break,
            },
            result = outcome(&mut running), if running.is_some() => {
                running = None;
                if let Ok((revision, Some(evaluation))) = result {
                    desk.evaluated(revision, evaluation);
                }
            }
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() && running.is_none() => {
                due = None;
                let (revision, map) = (desk.revision, desk.map().clone());
                let latest = latest.clone();
                running = Some(spawn_blocking(move || {
                    let wanted = || latest.load(Ordering::Relaxed) == revision;
                    (revision, evaluate_while(&map, &EvalConfig::default(), &wanted))
                }));
            }
        }
        if desk.revision != before {
            latest.store(desk.revision, Ordering::Relaxed);
            due = Some(Instant::now() + REST);
        }
    }
    // The channel outlives the store's thread, so that whoever waits for it to close knows all is written.
    let _ = spawn_blocking(move || desk.finish()).await;
    drop(requests);
}

async fn outcome(running: &mut Option<Running>) -> Result<(u32, Option<Evaluation>), JoinError> {
    match running {
        Some(handle) => handle.await,
        None => std::future::pending().await,
    }
}
