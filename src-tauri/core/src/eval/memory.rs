//! What earlier evaluations worked out, kept so that an edit redoes only what it changes.
//!
//! Each part is kept with a digest of everything it read; the next evaluation takes it over where the
//! digest is the same. Knows neither edits nor revisions: what was read decides, so a result cannot be
//! out of date. Holds the last result of each part, no more.

use std::{
    any::Any,
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// Results to take over into the next evaluation. An empty one changes no result, only the time it takes.
#[derive(Default)]
pub struct Memory {
    parts: BTreeMap<&'static str, (u64, Arc<dyn Any + Send + Sync>)>,
}

impl Memory {
    /// What `part` came to when it last read the same; `None` where it read something else.
    pub(super) fn known<T: Any + Send + Sync>(&self, part: &'static str, read: u64) -> Option<Arc<T>> {
        let (of, _) = self.parts.get(part)?;
        (*of == read).then(|| self.last(part)).flatten()
    }

    /// What `part` last came to, whatever it read.
    pub(super) fn last<T: Any + Send + Sync>(&self, part: &'static str) -> Option<Arc<T>> {
        self.parts.get(part).and_then(|(_, result)| result.clone().downcast().ok())
    }

    /// Keeps what `part` came to, to be asked for as its last.
    pub(super) fn keep<T: Any + Send + Sync>(&mut self, part: &'static str, result: T) {
        self.parts.insert(part, (0, Arc::new(result)));
    }

    /// Takes `part` over where it has read the same, else works it out and keeps it; `None` where the work
    /// was told to stop.
    pub(super) fn recall<T: Any + Send + Sync>(
        &mut self,
        part: &'static str,
        read: u64,
        work: impl FnOnce() -> Option<T>,
    ) -> Option<Arc<T>> {
        if let Some(known) = self.known(part, read) {
            return Some(known);
        }
        let result = Arc::new(work()?);
        self.parts.insert(part, (read, result.clone()));
        Some(result)
    }
}

/// A digest of what a part reads.
#[derive(Clone)]
pub(super) struct Read(DefaultHasher);

impl Read {
    /// Begins with the judgements, which every part may read.
    pub fn new(config: &super::EvalConfig) -> Read {
        let mut read = Read(DefaultHasher::new());
        // Written out, so that a judgement added later is read too.
        serde_json::to_string(config).unwrap_or_default().hash(&mut read.0);
        read
    }

    /// Reads something more.
    pub fn add(&mut self, what: impl Hash) {
        what.hash(&mut self.0);
    }

    /// Reads a number, bit by bit.
    pub fn number(&mut self, number: f64) {
        number.to_bits().hash(&mut self.0);
    }

    /// The digest.
    pub fn digest(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_reads_the_same_is_not_worked_out_again() {
        let mut memory = Memory::default();
        assert_eq!(memory.recall("sum", 1, || Some(5)).as_deref(), Some(&5));
        assert_eq!(
            memory.recall("sum", 1, || -> Option<i32> { panic!("worked out again") }).as_deref(),
            Some(&5)
        );
        assert_eq!(memory.recall("sum", 2, || None::<i32>), None);
        assert_eq!(memory.recall("sum", 2, || Some(7)).as_deref(), Some(&7));
        assert_eq!(memory.known::<i32>("sum", 1), None);
        assert_eq!(memory.last::<i32>("sum").as_deref(), Some(&7));
    }
}
