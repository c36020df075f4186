//! The thread that writes a document: entries in order, each a transaction; what fails waits and is kept.

use super::{Document, Entry};
use crate::{api::Event, error::Result};
use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

/// A thread that owns a document and writes to it. Dropping it writes what waits and closes the document.
pub struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

enum Job {
    Write(Entry),
    Flush(Box<dyn FnOnce(Result<()>) + Send>),
}

impl Writer {
    /// Starts the thread; `tell` hears [`Event::Saved`] and [`Event::SaveFailed`].
    pub fn start(document: Document, tell: impl Fn(Event) + Send + 'static) -> Writer {
        let (jobs, incoming) = channel();
        let thread = std::thread::spawn(move || write_all(document, &incoming, &tell));
        Writer { jobs: Some(jobs), thread: Some(thread) }
    }

    /// Queues an entry.
    pub fn write(&self, entry: Entry) {
        self.send(Job::Write(entry));
    }

    /// Writes all that waits, then tells whether it could.
    pub fn flush(&self, done: impl FnOnce(Result<()>) + Send + 'static) {
        self.send(Job::Flush(Box::new(done)));
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write_all(mut document: Document, jobs: &Receiver<Job>, tell: &impl Fn(Event)) {
    let mut waiting = VecDeque::new();
    for job in jobs {
        let done = match job {
            Job::Write(entry) => {
                waiting.push_back(entry);
                None
            }
            Job::Flush(done) => Some(done),
        };
        let result = write_waiting(&mut document, &mut waiting, tell);
        if let Err(error) = &result {
            tell(Event::SaveFailed { error: error.clone() });
        }
        if let Some(done) = done {
            done(result);
        }
    }
}

/// Writes what waits, oldest first, and stops at the first failure.
fn write_waiting(
    document: &mut Document,
    waiting: &mut VecDeque<Entry>,
    tell: &impl Fn(Event),
) -> Result<()> {
    while let Some(entry) = waiting.front() {
        document.write(entry)?;
        tell(Event::Saved { revision: entry.revision });
        waiting.pop_front();
    }
    Ok(())
}
