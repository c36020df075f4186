//! The fields of saved views.

use super::{
    Entry, FieldInput, Shape,
    entry::{Described, by, by_actors, by_word, choice, choices, line},
    registers::described,
    value,
};
use crate::map::{Kind, Lens, Rect, SavedView, Unfit};

described!(SavedView, sayable!("a saved view"), SAVED_VIEW);

static SAVED_VIEW: &[Entry<SavedView>] = &[
    Entry::<SavedView>::new(
        "name",
        "View",
        "What it is called.",
        line!("Money for the board"),
        (
            |v, _| v.name.clone(),
            |v, text, names| {
                let taken = |o: &SavedView| o.id != v.id && o.name == text;
                if text.is_empty() {
                    return Err(Unfit::new(say!("A view needs a name"), "Money for the board"));
                }
                if names.map().saved_views.values().any(|o| taken(o)) {
                    return Err(Unfit::new(say!("There is already a view \u{201c}{text}\u{201d}", text), ""));
                }
                v.name = text.to_owned();
                Ok(())
            },
        ),
    )
    .shape(Shape::Outside),
    Entry::<SavedView>::new(
        "colour by",
        "Colour by",
        "What cards and flows are coloured by.",
        choice!(Lens),
        by_word!(lens),
    ),
    Entry::<SavedView>::new(
        "shows",
        "Kinds",
        "The kinds of flows that are shown; none for all.",
        choices!(Kind),
        by!(kinds, words),
    )
    .shape(Shape::List),
    Entry::<SavedView>::new(
        "around",
        "Around",
        "Whose neighbourhood is looked at alone.",
        |_| FieldInput::Actors { one: false },
        by_actors!(around),
    )
    .shape(Shape::List),
    Entry::<SavedView>::new(
        "steps",
        "Steps",
        "How many flows the neighbourhood reaches.",
        |_| FieldInput::Choice { choices: vec!["1".into(), "2".into()] },
        (
            |v, _| v.steps.to_string(),
            |v, text, _| match text {
                "" | "1" => {
                    v.steps = 1;
                    Ok(())
                }
                "2" => {
                    v.steps = 2;
                    Ok(())
                }
                _ => Err(Unfit::new(say!("A neighbourhood reaches 1 or 2 steps"), "2")),
            },
        ),
    )
    .usual("1"),
    Entry::<SavedView>::new(
        "hides the rest",
        "Hides the rest",
        "What is not near is hidden rather than faded.",
        |_| FieldInput::Switch,
        by!(hides, switch),
    )
    .shape(Shape::Switch),
    Entry::<SavedView>::new(
        "area",
        "Part of the sheet",
        "Left edge, upper edge, width and height; none for all of it.",
        line!("0 0 1200 800"),
        (
            |v, _| v.area.map_or_else(String::new, |a| format!("{} {} {} {}", a.x, a.y, a.w, a.h)),
            |v, text, _| {
                v.area = match value::numbers(text) {
                    Some([x, y, w, h]) if w > 0.0 && h > 0.0 => Some(Rect::new(x, y, w, h)),
                    _ if text.is_empty() => None,
                    _ => {
                        return Err(Unfit::new(
                            say!("A part has a left and upper edge, a width and a height"),
                            "0 0 1200 800",
                        ));
                    }
                };
                Ok(())
            },
        ),
    ),
];
