//! A test of the settings that is under way: whether it still goes on, and how far it is.
//!
//! A ticket counts what makes it moot: an edit, another test, or the wish to stop.

use super::desk::Desk;
use crate::api::Event;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tokio::sync::mpsc;

/// One test, as long as nothing makes it moot.
pub(super) struct Halving {
    ticket: Arc<AtomicU32>,
    mine: u32,
    tell: mpsc::UnboundedSender<Event>,
}

impl Halving {
    pub(super) fn goes_on(&self) -> bool {
        self.ticket.load(Ordering::Relaxed) == self.mine
    }

    pub(super) fn tell(&self, done: u32, of: u32) {
        let _ = self.tell.send(Event::Halving { done, of });
    }
}

impl Desk {
    /// Begins a test; one that is under way stops.
    pub(super) fn begin_halving(&mut self) -> Halving {
        self.stop_halving();
        let (ticket, tell) = self.halving();
        Halving { mine: ticket.load(Ordering::Relaxed), ticket, tell }
    }

    /// Makes a test that is under way moot.
    pub(super) fn stop_halving(&mut self) {
        self.halving().0.fetch_add(1, Ordering::Relaxed);
    }
}
