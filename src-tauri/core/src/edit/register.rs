//! New agreements, deals and moves.

use super::{
    Draft,
    add::{free_name, one_line},
};
use crate::{
    error::Result,
    map::{ActorId, Agreement, AgreementId, Deal, DealId, FlowId, Move, MoveId},
};

/// Adds an agreement between parties.
pub(super) fn agreement(draft: &mut Draft, title: &str, parties: &[ActorId]) -> Result<()> {
    let map = draft.map();
    let taken = |n: &str| map.agreements.values().any(|a| a.title == n);
    let title = named("Agreement", title, map.agreements.len(), taken);
    let id = AgreementId(draft.fresh());
    draft.put(Agreement { parties: parties.to_vec(), ..Agreement::new(id, title) });
    Ok(())
}

/// Adds a won sale.
pub(super) fn deal(draft: &mut Draft, name: &str, touches: &[ActorId]) -> Result<()> {
    let map = draft.map();
    let name = named("Deal", name, map.deals.len(), |n| map.deals.values().any(|d| d.name == n));
    let id = DealId(draft.fresh());
    draft.put(Deal { touches: touches.to_vec(), ..Deal::new(id, name) });
    Ok(())
}

/// Adds something to do.
pub(super) fn a_move(draft: &mut Draft, text: &str, actors: &[ActorId], flows: &[FlowId]) -> Result<()> {
    let map = draft.map();
    let text = named("Move", text, map.moves.len(), |n| map.moves.values().any(|m| m.text == n));
    let id = MoveId(draft.fresh());
    draft.put(Move { actors: actors.to_vec(), flows: flows.to_vec(), ..Move::new(id, text) });
    Ok(())
}

/// The text on one line, or the word with the next free number.
fn named(word: &str, text: &str, there: usize, taken: impl Fn(&str) -> bool) -> String {
    let text = one_line(text);
    if text.is_empty() { free_name(word, there + 1, taken) } else { text }
}
