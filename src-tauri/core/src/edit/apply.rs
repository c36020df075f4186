//! Applying a command to a map.

use super::{
    Command, Diff, Draft, add, change, copy, judge, looked, merge, places, register, remove, scenario,
};
use crate::{
    error::Result,
    map::{Map, MapInfo, Role},
};

/// What `command` changes on `map`.
///
/// # Errors
/// `Refused` where the command makes no sense on this map.
pub fn apply(map: &Map, command: &Command) -> Result<Diff> {
    outcome(&mut Draft::new(map), command)
}

/// The same without a copy of the map: tried on the map itself, which is as before afterwards. A step of a drag on a
/// large map must not cost what the map does.
///
/// # Errors
/// As [`apply`].
pub fn try_out(map: &mut Map, command: &Command) -> Result<Diff> {
    let mut draft = Draft::over(std::mem::take(map));
    let diff = outcome(&mut draft, command);
    *map = draft.taken_back();
    diff
}

fn outcome(draft: &mut Draft, command: &Command) -> Result<Diff> {
    carry_out(draft, command)?;
    appoint_us(draft);
    let diff = draft.diff();
    super::check(draft.map(), &diff)?;
    Ok(diff)
}

fn carry_out(draft: &mut Draft, command: &Command) -> Result<()> {
    match command {
        Command::AddActor { name, roles, at } => add::actor(draft, name, roles, *at).map(drop),
        Command::AddFlow { from, to, kind } => add::flow(draft, *from, *to, *kind),
        Command::AddActorWithFlow { name, at, other, incoming, kind } => {
            let new = add::actor(draft, name, &[], Some(*at))?;
            let (from, to) = if *incoming { (new, *other) } else { (*other, new) };
            add::flow(draft, from, to, *kind)
        }
        Command::AddZone { title, area } => add::zone(draft, title, *area),
        Command::GroupIntoZone { title, actors } => add::zone_around(draft, title, actors),
        Command::AddNote { text, at } => {
            add::note(draft, text, *at);
            Ok(())
        }
        Command::SetField { targets, field, value } => change::set_field(draft, targets, field, value),
        Command::MoveItems { moves } => places::move_items(draft, moves),
        Command::ResizeZone { zone, area } => places::resize_zone(draft, *zone, *area),
        Command::RehangFlow { flow, from, to } => change::rehang(draft, *flow, *from, *to),
        Command::ReverseFlows { flows } => change::reverse(draft, flows),
        Command::MergeActors { into, others } => merge::actors(draft, *into, others),
        Command::RemoveItems { items } => remove::items(draft, items),
        Command::AddAgreement { title, parties } => register::agreement(draft, title, parties),
        Command::AddDeal { name, touches } => register::deal(draft, name, touches),
        Command::AddMove { text, actors, flows } => register::a_move(draft, text, actors, flows),
        Command::SetInterdependency { subject, field, value } => {
            judge::set_entry(draft, *subject, field, value)
        }
        Command::PlaceInterdependency { subject, from, to } => judge::place(draft, *subject, *from, *to),
        Command::PinFinding { finding } => judge::mark(draft, finding, None),
        Command::SetFindingAside { finding, reason } => judge::mark(draft, finding, Some(reason)),
        Command::UnmarkFinding { finding } => judge::unmark(draft, finding),
        Command::SaveView { view } => {
            looked::save(draft, view);
            Ok(())
        }
        Command::SetPage { page } => {
            let info = MapInfo { page: page.clone(), ..(*draft.map().info).clone() };
            draft.put(info);
            Ok(())
        }
        Command::DuplicateItems { items, by } => copy::items(draft, items, *by),
        Command::AddScenario { name, patches } => scenario::add(draft, name, patches),
        Command::PatchScenario { scenario, patch } => scenario::patch(draft, *scenario, patch),
        Command::DropPatch { scenario, at } => scenario::drop_patch(draft, *scenario, *at),
        Command::DuplicateScenario { scenario } => scenario::duplicate(draft, *scenario),
    }
}

/// Makes the first actor with the role "own organisation" the one whose map this is, where nobody is yet.
pub fn appoint_us(draft: &mut Draft) {
    if draft.map().info.us.is_some() {
        return;
    }
    if let Some(own) = draft.map().actors.values().find(|a| a.is(Role::Own)) {
        let info = MapInfo { us: Some(own.id), ..(*draft.map().info).clone() };
        draft.put(info);
    }
}
