//! What must hold on every map, so that no other room has to ask.

use super::{Change, Diff, mentions};
use crate::{
    error::{Error, Result},
    map::{
        Actor, Flow, InterdependencyEntry, Kind, Map, Patch, Point, Record, RecordId, SavedView, Scenario,
    },
};
use std::collections::BTreeSet;

/// Whether the map that `diff` led to may be: everything referred to is there, names of actors are their own, only
/// decision rights lead to where they start, numbers are in range.
///
/// # Errors
/// `Refused` with what does not hold together.
pub fn check(after: &Map, diff: &Diff) -> Result<()> {
    let removes = diff.changes.iter().any(|c| c.after.is_none());
    if removes {
        return check_map(after);
    }
    if diff.changes.iter().any(names) {
        names_are_unique(after)?;
    }
    diff.changes.iter().filter_map(|c| c.after.as_ref()).try_for_each(|record| holds(after, record))
}

/// Whether a change gives an actor a name.
fn names(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (Some(Record::Actor(before)), Some(Record::Actor(after))) => before.name != after.name,
        (_, after) => matches!(after, Some(Record::Actor(_))),
    }
}

/// Whether a whole map holds together, as [`check`] means it.
///
/// # Errors
/// `Refused` with what does not.
pub fn check_map(map: &Map) -> Result<()> {
    names_are_unique(map)?;
    map.records().try_for_each(|record| holds(map, &record))
}

fn names_are_unique(map: &Map) -> Result<()> {
    let mut seen = BTreeSet::new();
    for actor in map.actors.values() {
        if !seen.insert(actor.name.to_lowercase()) {
            return Err(Error::refused(
                say!("There is already an actor called \u{201c}{name}\u{201d}.", name = actor.name),
                say!("Choose another name."),
            ));
        }
    }
    Ok(())
}

fn holds(map: &Map, record: &Record) -> Result<()> {
    if mentions::of(record).into_iter().any(|id| !map.contains(id)) {
        return Err(Error::refused(say!("Something refers to what is not on the map."), ""));
    }
    match record {
        Record::Info(info) => {
            ensure(
                info.rates.iter().all(|r| r.value.is_finite() && r.value > 0.0),
                say!("An exchange rate must be above 0."),
            )?;
            ensure(
                info.settings
                    .iter()
                    .all(|s| s.value.is_finite() && s.name.sort().nearest(s.value) == s.value),
                say!("A setting is out of bounds."),
            )?;
            ensure(
                info.accounts.is_none_or(|a| a.connected <= a.active),
                say!("No more accounts can be on an integration than are active."),
            )
        }
        Record::Actor(actor) => actor_holds(actor),
        Record::Flow(flow) => flow_holds(map, flow),
        Record::Zone(zone) => ensure(
            zone.area.is_none_or(|a| finite(Point::new(a.x, a.y)) && positive(a.w) && positive(a.h)),
            say!("A zone needs some width and height."),
        ),
        Record::Note(note) => {
            ensure(note.position.is_none_or(finite), say!("That is no place on the sheet."))
        }
        Record::Dataset(dataset) => {
            ensure(dataset.sensitivity <= 4, say!("Sensitivity runs from 0 (public) to 4."))
        }
        Record::Agreement(agreement) => days(agreement.notice_days),
        Record::InterdependencyEntry(entry) => entry_holds(map, entry),
        Record::Mark(mark) => ensure(
            mark.pinned == mark.reason.is_empty(),
            say!("A finding is pinned, or set aside with a reason."),
        ),
        Record::Scenario(scenario) => scenario_holds(map, scenario),
        Record::SavedView(view) => view_holds(map, view),
        Record::Decision(_) | Record::Deal(_) | Record::Move(_) => Ok(()),
    }
}

fn scenario_holds(map: &Map, scenario: &Scenario) -> Result<()> {
    ensure(!scenario.name.trim().is_empty(), say!("A scenario needs a name."))?;
    let with = scenario.with_added(map);
    for patch in &scenario.patches {
        match patch {
            Patch::Add { record } => {
                ensure(!map.contains(record.id()), say!("What a scenario adds is on the map already."))?;
                ensure(super::is_addable(record), say!("A scenario can add actors and flows."))?;
                holds(&with, record)?;
            }
            Patch::Set { .. } => {}
            Patch::Scale { target, factor } => {
                drawn(*target)?;
                ensure(factor.is_finite() && *factor >= 0.0, say!("A part cannot be below 0."))?;
            }
            Patch::Delay { target, days } => {
                drawn(*target)?;
                ensure(days.is_finite(), say!("A delay is a number of days."))?;
            }
            Patch::Remove { target, reroute } => {
                drawn(*target)?;
                shares([Some(*reroute)])?;
            }
        }
    }
    Ok(())
}

fn drawn(target: RecordId) -> Result<()> {
    ensure(
        matches!(target, RecordId::Actor(_) | RecordId::Flow(_)),
        say!("Only actors and flows can stop, weaken or take longer."),
    )
}

fn view_holds(map: &Map, view: &SavedView) -> Result<()> {
    ensure(!view.name.trim().is_empty(), say!("A view needs a name."))?;
    let same = map.saved_views.values().filter(|v| v.name == view.name).count();
    ensure(same == 1, say!("There is already a view of this name."))?;
    ensure(matches!(view.steps, 1 | 2), say!("A neighbourhood reaches 1 or 2 steps."))?;
    ensure(
        view.area.is_none_or(|a| finite(Point::new(a.x, a.y)) && positive(a.w) && positive(a.h)),
        say!("A part of the sheet needs some width and height."),
    )
}

fn entry_holds(map: &Map, entry: &InterdependencyEntry) -> Result<()> {
    let fits = matches!(entry.subject, RecordId::Actor(_) | RecordId::Flow(_));
    ensure(fits, say!("Only actors and flows can be interdependencies."))?;
    let same = |e: &&std::sync::Arc<InterdependencyEntry>| e.subject == entry.subject;
    ensure(map.interdependencies.values().filter(same).count() == 1, say!("That is in the register already."))
}

fn actor_holds(actor: &Actor) -> Result<()> {
    ensure(!actor.name.trim().is_empty(), say!("An actor needs a name."))?;
    ensure(actor.position.is_none_or(finite), say!("That is no place on the sheet."))?;
    shares(actor.members.iter().map(|m| m.share))?;
    days(actor.dwell_days)
}

fn flow_holds(map: &Map, flow: &Flow) -> Result<()> {
    if flow.from == flow.to && flow.kind != Kind::Decision {
        return Err(Error::refused(
            say!(
                "A {kind} flow cannot lead from {from} to itself.",
                kind = flow.kind.said(),
                from = map.name(flow.from)
            ),
            say!("Only a decision right may: who decides alone has it towards themselves."),
        ));
    }
    let own = |id| id == flow.id;
    ensure(
        !flow.gates.iter().copied().any(own)
            && !flow.enablers.iter().any(|e| own(e.flow))
            && !flow.fee_of.is_some_and(own),
        say!("A flow cannot depend on itself."),
    )?;
    scale(flow.strength)?;
    scale(flow.benefit)?;
    scale(flow.cost)?;
    shares([flow.score, flow.rate, flow.incremental_share, flow.contribution_margin, flow.use_share])?;
    shares(flow.enablers.iter().map(|e| Some(e.phi)))?;
    days(flow.delay_days)?;
    ensure(flow.capacity.is_none_or(|c| c.is_finite() && c >= 0.0), say!("A capacity cannot be below 0."))
}

fn scale(value: Option<u8>) -> Result<()> {
    ensure(value.is_none_or(|v| (1..=5).contains(&v)), say!("The scale runs from 1 to 5."))
}

fn shares(values: impl IntoIterator<Item = Option<f64>>) -> Result<()> {
    let fits = |v: Option<f64>| v.is_none_or(|v| (0.0..=1.0).contains(&v));
    ensure(values.into_iter().all(fits), say!("A share lies between 0 and 100%."))
}

fn days(value: Option<f64>) -> Result<()> {
    ensure(value.is_none_or(|d| d.is_finite() && d >= 0.0), say!("A number of days cannot be below 0."))
}

fn finite(p: Point) -> bool {
    p.x.is_finite() && p.y.is_finite()
}

fn positive(length: f64) -> bool {
    length.is_finite() && length > 0.0
}

fn ensure(holds: bool, otherwise: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::refused(otherwise, "")) }
}
