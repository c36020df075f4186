//! Findings put together: each question's sentences, the weightiest first.
//!
//! The sentences themselves are written where the numbers are worked out, one file for each question.

use super::{Finding, Sureness, Value, leverage::Subject, snapshot::Snapshot};
use crate::map::Evidence;

/// A sentence being put together.
pub(super) struct Saying {
    question: u8,
    code: &'static str,
    weight: f64,
    sentence: String,
    value: Option<Value>,
    actors: Vec<usize>,
    flows: Vec<usize>,
    sureness: Option<Sureness>,
}

impl Saying {
    /// A sentence for one of the nine questions.
    pub fn new(question: u8, code: &'static str, weight: f64, sentence: impl Into<String>) -> Saying {
        let (actors, flows) = (Vec::new(), Vec::new());
        Saying {
            question,
            code,
            weight,
            sentence: sentence.into(),
            value: None,
            actors,
            flows,
            sureness: None,
        }
    }

    /// Which of the nine it answers.
    pub fn question(&self) -> u8 {
        self.question
    }

    /// The actors it rests on, by number.
    pub fn actors(mut self, actors: impl IntoIterator<Item = usize>) -> Saying {
        self.actors.extend(actors);
        self
    }

    /// The flows it rests on, by number.
    pub fn flows(mut self, flows: impl IntoIterator<Item = usize>) -> Saying {
        self.flows.extend(flows);
        self
    }

    /// The actors and flows it rests on.
    pub fn subjects(mut self, subjects: impl IntoIterator<Item = Subject>) -> Saying {
        for subject in subjects {
            match subject {
                Subject::Actor(a) => self.actors.push(a),
                Subject::Flow(f) => self.flows.push(f),
            }
        }
        self
    }

    /// The number in it.
    pub fn value(mut self, value: f64, unit: &str) -> Saying {
        self.value = Some(Value {
            value,
            unit: unit.into(),
            lo: None,
            hi: None,
            support: None,
            support_interval: None,
        });
        self
    }

    /// The range of the number in it.
    pub fn range(mut self, range: Option<super::draws::Range>) -> Saying {
        if let (Some(value), Some(range)) = (&mut self.value, range) {
            (value.lo, value.hi) = (Some(range.lo), Some(range.hi));
            (value.support, value.support_interval) = (Some(range.support), Some(range.support_interval));
        }
        self
    }

    /// It rests on what is drawn alone, however well the flows are known.
    pub fn drawn(mut self) -> Saying {
        self.sureness = Some(Sureness::Sure);
        self
    }

    fn finish(mut self, map: &Snapshot) -> Finding {
        self.actors.sort_unstable();
        self.actors.dedup();
        self.flows.sort_unstable();
        self.flows.dedup();
        Finding {
            question: self.question,
            code: self.code.into(),
            weight: self.weight,
            sentence: self.sentence,
            sureness: self.sureness.unwrap_or_else(|| sureness(map, &self.flows)),
            value: self.value,
            actors: map.actor_ids(self.actors),
            flows: map.flow_ids(self.flows),
            pinned: false,
            set_aside: None,
            ask: None,
        }
    }
}

/// How sure the worst of these flows is.
pub(super) fn sureness(map: &Snapshot, flows: &[usize]) -> Sureness {
    match flows.iter().map(|&f| map.flows[f].flow.evidence).max() {
        None | Some(Evidence::Known) => Sureness::Sure,
        Some(Evidence::Estimated) => Sureness::Estimated,
        Some(Evidence::Assumed) => Sureness::Assumed,
    }
}

/// Findings of all questions: in order of question, then weight, then as they were said; of each question
/// the weightiest only, where there are very many.
pub(super) fn in_order(map: &Snapshot, mut said: Vec<Saying>) -> Vec<Finding> {
    said.sort_by(|a, b| a.question.cmp(&b.question).then(b.weight.total_cmp(&a.weight)));
    let mut of_question = [0usize; 10];
    let few = said.into_iter().filter(|s| {
        let count = &mut of_question[usize::from(s.question.min(9))];
        *count += 1;
        *count <= map.config.sentences
    });
    few.map(|s| s.finish(map)).collect()
}
