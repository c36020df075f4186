//! Ways of looking at the map that are kept with it under a name.

use super::{ActorId, Kind, Lens, Rect, SavedViewId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A way of looking at the map: what it is coloured by, which kinds are shown, whose neighbourhood, and
/// which part of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SavedView {
    /// Identity.
    pub id: SavedViewId,
    /// Name; unique within the map.
    pub name: String,
    /// What cards and flows are coloured by.
    pub lens: Option<Lens>,
    /// The kinds of flows that are shown; empty for all.
    pub kinds: Vec<Kind>,
    /// Whose neighbourhood is looked at alone; empty for none.
    pub around: Vec<ActorId>,
    /// How many flows the neighbourhood reaches, 1 or 2.
    pub steps: u8,
    /// The rest is hidden rather than faded.
    pub hides: bool,
    /// The part of the sheet that is seen; `None` for all of it.
    pub area: Option<Rect>,
}

impl SavedView {
    /// The map as it is, under a name.
    pub fn new(id: SavedViewId, name: impl Into<String>) -> SavedView {
        let (kinds, around) = (Vec::new(), Vec::new());
        SavedView { id, name: name.into(), lens: None, kinds, around, steps: 1, hides: false, area: None }
    }
}
