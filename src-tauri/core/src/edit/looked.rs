//! Ways of looking at the map, kept under a name.

use super::{
    Draft,
    add::{free_name, one_line},
};
use crate::map::{SavedView, SavedViewId};

/// Keeps a way of looking at the map; one of the same name is replaced, without a name it gets the next
/// free one. The identity that comes with it means nothing.
pub(super) fn save(draft: &mut Draft, view: &SavedView) {
    let views = &draft.map().saved_views;
    let taken = |n: &str| views.values().any(|v| v.name == n);
    let name = one_line(&view.name);
    let name = if name.is_empty() { free_name("View", views.len() + 1, taken) } else { name };
    let same = views.values().find(|v| v.name == name).map(|v| v.id);
    let id = same.unwrap_or_else(|| SavedViewId(draft.fresh()));
    draft.put(SavedView { id, name, ..view.clone() });
}
