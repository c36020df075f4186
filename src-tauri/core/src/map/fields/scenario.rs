//! The fields of scenarios; what is different in one is said by statements, not by fields.

use super::{Described, Entry, FieldInput, Shape, entry::line, registers::described};
use crate::map::{Scenario, Unfit};

described!(Scenario, sayable!("a scenario"), SCENARIO);

static SCENARIO: &[Entry<Scenario>] = &[Entry::<Scenario>::new(
    "name",
    "Name",
    "What if ...?",
    line!("The app store shuts us out"),
    (
        |s, _| s.name.clone(),
        |s, text, names| {
            let same = |other: &Scenario| {
                other.id != s.id && super::names::key(&other.name) == super::names::key(text)
            };
            if text.is_empty() {
                return Err(Unfit::new(say!("A scenario needs a name"), &s.name));
            }
            if names.map().scenarios.values().any(|other| same(other)) {
                return Err(Unfit::new(say!("There is already a scenario \u{201c}{text}\u{201d}", text), ""));
            }
            s.name = text.to_owned();
            Ok(())
        },
    ),
)
.shape(Shape::Outside)];
