//! Everything a user can do to a map, as data.

use crate::map::{
    ActorId, FindingKey, FlowId, Kind, PageSettings, Patch, Point, RecordId, Rect, Role, SavedView,
    ScenarioId, ZoneId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something a user does to a map. Typed text and imports become a Diff by another way; everything else is here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "command")]
#[ts(export)]
pub enum Command {
    /// Adds an actor; an empty name becomes "Actor 3", a name in use is refused.
    AddActor {
        /// Name.
        name: String,
        /// Roles.
        roles: Vec<Role>,
        /// Centre of its card.
        at: Option<Point>,
    },
    /// Adds a flow between two actors; a self-flow only for decisions.
    AddFlow {
        /// Start.
        from: ActorId,
        /// End.
        to: ActorId,
        /// Kind.
        kind: Kind,
    },
    /// Adds an actor where a flow was dropped on empty space, and the flow to it (or from it), as one step.
    AddActorWithFlow {
        /// Name; empty as in `AddActor`.
        name: String,
        /// Centre of its card.
        at: Point,
        /// The other end.
        other: ActorId,
        /// Whether the flow runs from the new actor to the other.
        incoming: bool,
        /// Kind.
        kind: Kind,
    },
    /// Adds a zone.
    AddZone {
        /// Title.
        title: String,
        /// Region.
        area: Rect,
    },
    /// Puts the given actors into a new zone that hugs them.
    GroupIntoZone {
        /// Title.
        title: String,
        /// Who goes in.
        actors: Vec<ActorId>,
    },
    /// Adds a note; without a place it is parked.
    AddNote {
        /// Text.
        text: String,
        /// Upper left corner.
        at: Option<Point>,
    },
    /// Sets one field of some records from text, as the inspector and the notation write it.
    SetField {
        /// Which records; all must have the field.
        targets: Vec<RecordId>,
        /// The field's word, from `map::fields`.
        field: String,
        /// The new value as text; empty clears.
        value: String,
    },
    /// Moves cards, notes and zones (with the actors in them) to new places; locked ones stay.
    MoveItems {
        /// What goes where.
        moves: Vec<Shift>,
    },
    /// Changes a zone's region.
    ResizeZone {
        /// Which.
        zone: ZoneId,
        /// The new region.
        area: Rect,
    },
    /// Hangs an end of a flow on another actor.
    RehangFlow {
        /// Which.
        flow: FlowId,
        /// New start.
        from: ActorId,
        /// New end.
        to: ActorId,
    },
    /// Turns flows around.
    ReverseFlows {
        /// Which.
        flows: Vec<FlowId>,
    },
    /// Makes actors one, which has all their flows, roles and registers.
    MergeActors {
        /// Which stays, with its name and place.
        into: ActorId,
        /// Which become one with it.
        others: Vec<ActorId>,
    },
    /// Removes records, the flows of removed actors, and every mention of them.
    RemoveItems {
        /// Which.
        items: Vec<RecordId>,
    },
    /// Adds an agreement; without a title it gets the next free one.
    AddAgreement {
        /// Name.
        title: String,
        /// Parties.
        parties: Vec<ActorId>,
    },
    /// Adds a won sale; without a name it gets the next free one.
    AddDeal {
        /// Name.
        name: String,
        /// Who touched it, in order.
        touches: Vec<ActorId>,
    },
    /// Adds something to do this quarter.
    AddMove {
        /// What to do.
        text: String,
        /// Actors it concerns.
        actors: Vec<ActorId>,
        /// Flows it concerns.
        flows: Vec<FlowId>,
    },
    /// Sets a field of an actor's or flow's entry in the register of interdependencies, which is made where
    /// there is none and goes when it says nothing any more.
    SetInterdependency {
        /// The actor or flow.
        subject: RecordId,
        /// The field's word.
        field: String,
        /// The new value as text; empty clears.
        value: String,
    },
    /// Puts an actor or flow at a place of the list of interdependencies by hand.
    PlaceInterdependency {
        /// The actor or flow.
        subject: RecordId,
        /// The place it leaves, if it is on the list.
        from: Option<u32>,
        /// The new place, from 1.
        to: u32,
    },
    /// Pins a finding to the page.
    PinFinding {
        /// Which.
        finding: FindingKey,
    },
    /// Sets a finding aside.
    SetFindingAside {
        /// Which.
        finding: FindingKey,
        /// Why; not empty.
        reason: String,
    },
    /// Takes back that a finding was pinned or set aside.
    UnmarkFinding {
        /// Which.
        finding: FindingKey,
    },
    /// Keeps a way of looking at the map; one of the same name is replaced.
    SaveView {
        /// The view; its identity is given anew.
        view: SavedView,
    },
    /// Sets how the map is printed.
    SetPage {
        /// The settings.
        page: PageSettings,
    },
    /// Copies actors, zones and notes, and the flows among the copied actors.
    DuplicateItems {
        /// Which.
        items: Vec<RecordId>,
        /// How far from the originals.
        by: Point,
    },
    /// Adds a scenario; an empty name becomes "Scenario 2".
    AddScenario {
        /// Name.
        name: String,
        /// What is different in it from the start.
        patches: Vec<Patch>,
    },
    /// Makes something different in a scenario, in place of what it said about the same before.
    PatchScenario {
        /// Which scenario.
        scenario: ScenarioId,
        /// What is different.
        patch: Patch,
    },
    /// Takes a change back out of a scenario.
    DropPatch {
        /// Which scenario.
        scenario: ScenarioId,
        /// The place of the change, from 0.
        at: u32,
    },
    /// Adds a copy of a scenario.
    DuplicateScenario {
        /// Which.
        scenario: ScenarioId,
    },
}

impl Command {
    /// What the user did, for "Undo ...".
    pub fn label(&self) -> &'static str {
        match self {
            Command::AddActor { .. } => sayable!("add actor"),
            Command::AddFlow { .. } => sayable!("add flow"),
            Command::AddActorWithFlow { .. } => sayable!("add actor with flow"),
            Command::AddZone { .. } => sayable!("add zone"),
            Command::GroupIntoZone { .. } => sayable!("group into zone"),
            Command::AddNote { .. } => sayable!("add note"),
            Command::SetField { field, .. } if matches!(field.as_str(), "name" | "title") => {
                sayable!("rename")
            }
            Command::SetField { .. } => sayable!("change"),
            Command::MoveItems { .. } => sayable!("move"),
            Command::ResizeZone { .. } => sayable!("resize zone"),
            Command::RehangFlow { .. } => sayable!("hang flow on another actor"),
            Command::ReverseFlows { .. } => sayable!("turn around"),
            Command::MergeActors { .. } => sayable!("make one"),
            Command::RemoveItems { .. } => sayable!("remove"),
            Command::AddAgreement { .. } => sayable!("add agreement"),
            Command::AddDeal { .. } => sayable!("add deal"),
            Command::AddMove { .. } => sayable!("add move"),
            Command::SetInterdependency { .. } => sayable!("change interdependency"),
            Command::PlaceInterdependency { .. } => sayable!("order interdependencies"),
            Command::PinFinding { .. } => sayable!("pin finding"),
            Command::SetFindingAside { .. } => sayable!("set finding aside"),
            Command::UnmarkFinding { .. } => sayable!("take mark off finding"),
            Command::SaveView { .. } => sayable!("save view"),
            Command::SetPage { .. } => sayable!("change page"),
            Command::DuplicateItems { .. } => sayable!("duplicate"),
            Command::AddScenario { .. } => sayable!("add scenario"),
            Command::PatchScenario { .. } | Command::DropPatch { .. } => sayable!("change scenario"),
            Command::DuplicateScenario { .. } => sayable!("duplicate scenario"),
        }
    }
}

/// A new place for one item: an actor's centre, a note's or zone's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Shift {
    /// What.
    pub item: RecordId,
    /// Where.
    pub to: Point,
}
