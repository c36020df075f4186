//! Actors in sentences: "you" for our own organisation, and verbs and pronouns that fit.
//!
//! Pronouns are English alone: where another language needs one it stands in its template, which leaves the
//! value (`it`, `its`) out.

use super::snapshot::Snapshot;
use crate::language;

impl Snapshot<'_> {
    /// The actor's name for a sentence: "you" for our own organisation.
    pub fn name(&self, actor: usize) -> &str {
        if self.us == Some(actor) { say!("you") } else { self.own_name(actor) }
    }

    /// The actor's own name, also for our own organisation.
    pub fn own_name(&self, actor: usize) -> &str {
        match self.actors[actor].name.trim() {
            "" => say!("an actor without a name"),
            name => name,
        }
    }

    /// Whether verbs take the plural: for "you", and for a group whose name holds a plural.
    pub fn is_many(&self, actor: usize) -> bool {
        let plural = |w: &str| w.len() > 3 && w.ends_with('s') && !w.ends_with("ss");
        let group = self.actors[actor].group && self.own_name(actor).split_whitespace().any(plural);
        if self.us == Some(actor) { language::current().says_us_in_the_plural() } else { group }
    }

    /// The form of a verb that fits.
    pub fn verb<'w>(&self, actor: usize, one: &'w str, many: &'w str) -> &'w str {
        if self.is_many(actor) { many } else { one }
    }

    /// "your", "Acme's", "Retail banks'".
    pub fn whose(&self, actor: usize) -> String {
        match (self.us == Some(actor), self.own_name(actor)) {
            (true, _) => say!("your").into(),
            (_, name) if self.is_many(actor) && name.ends_with('s') => say!("{name}'", name),
            (_, name) => say!("{name}'s", name),
        }
    }

    /// "your", "its" or "their".
    pub fn its(&self, actor: usize) -> &'static str {
        if self.us == Some(actor) { "your" } else { self.verb(actor, "its", "their") }
    }

    /// "you", "it" or "they".
    pub fn it(&self, actor: usize) -> &'static str {
        if self.us == Some(actor) { "you" } else { self.verb(actor, "it", "they") }
    }

    /// "you", "it" or "them".
    pub fn object(&self, actor: usize) -> &'static str {
        if self.us == Some(actor) { "you" } else { self.verb(actor, "it", "them") }
    }
}
