//! The task of one document: requests in order, and an evaluation in the background after each edit.
//!
//! The first edit after a rest is evaluated at once, a run of edits when the hand rests. What is there first
//! is told first; what the map has outrun is dropped.

use super::{Ask, desk::Desk};
use crate::eval::{EvalConfig, Evaluation, Memory, evaluate_anew};
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

/// What came of an evaluation: of which revision it is, the evaluation unless the map moved on, and what to
/// remember for the next.
type Outcome = (u32, Option<Evaluation>, Memory);

/// An evaluation under way.
type Running = JoinHandle<Outcome>;

/// Serves requests until the document is closed or nobody is left to ask.
pub(super) async fn run(mut desk: Desk, mut requests: mpsc::Receiver<Ask>) {
    let mut due = Some(Instant::now());
    let mut running: Option<Running> = None;
    let mut memory = Memory::default();
    let mut rested = Instant::now();
    let (parts, mut in_part) = mpsc::unbounded_channel();
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
                if let Ok((revision, evaluation, remembered)) = result {
                    memory = remembered;
                    evaluation.into_iter().for_each(|e| desk.evaluated(revision, e));
                }
            }
            Some((revision, evaluation)) = in_part.recv() => desk.evaluated_in_part(revision, evaluation),
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() && running.is_none() => {
                due = None;
                let (revision, map) = (desk.revision, desk.map().clone());
                let (latest, parts) = (latest.clone(), parts.clone());
                let mut memory = std::mem::take(&mut memory);
                if desk.take_anew() {
                    memory = Memory::default();
                }
                running = Some(spawn_blocking(move || {
                    let wanted = || latest.load(Ordering::Relaxed) == revision;
                    let mut first = |evaluation| {
                        let _ = parts.send((revision, evaluation));
                    };
                    let config = EvalConfig::of(&map);
                    let evaluation = evaluate_anew(&map, &config, &mut memory, &wanted, &mut first);
                    (revision, evaluation, memory)
                }));
            }
        }
        if desk.revision != before {
            latest.store(desk.revision, Ordering::Relaxed);
            let now = Instant::now();
            due = Some(if now >= rested { now } else { now + REST });
            rested = now + REST;
        }
    }
    // The channel outlives the store's thread, so that whoever waits for it to close knows all is written.
    let _ = spawn_blocking(move || desk.finish()).await;
    drop(requests);
}

async fn outcome(running: &mut Option<Running>) -> Result<Outcome, JoinError> {
    match running {
        Some(handle) => handle.await,
        None => std::future::pending().await,
    }
}
