//! The statement about a way of looking at the map.

use super::{
    lexer::Token,
    reader::Reader,
    statements::{Done, split_braces, title_of},
};
use crate::map::{Record, SavedView, SavedViewId};
use std::sync::Arc;

impl Reader {
    /// `view "Money for the board" {colour by money kept, shows money, trust, area 0 0 1200 800}`
    pub(super) fn view_statement(&mut self, line: &str, tokens: &[Token]) -> Done {
        let (head, braces) = split_braces(tokens)?;
        let name = title_of(line, head)?;
        let there = self.draft.map().saved_views.values().find(|v| v.name == name).map(|v| v.id);
        let mut view = match there.and_then(|id| self.draft.map().get(id.into())) {
            Some(Record::SavedView(there)) => Arc::unwrap_or_clone(there),
            _ => {
                self.say(say!("new view {name}", name));
                SavedView::new(self.make(SavedViewId), name)
            }
        };
        let id = view.id;
        self.attributes(line, braces, &mut view, id.into())?;
        self.touch(id.into());
        self.draft.put(view);
        Ok(())
    }
}
