//! What did not fit on a page and what would help, in words.

use super::{
    Sheet,
    frame::Frame,
    layout::{Page, Plan},
};
use crate::{
    language,
    map::{PageLayout, PageSettings, PageSize},
    scene::{Form, Shape},
};

/// Everything that whoever prints the page should know.
pub fn warnings(page: &Page<'_>, sheet: &Sheet, plan: &Plan) -> Vec<String> {
    let mut warnings = Vec::new();
    if page.settings.layout == PageLayout::WhatIf && page.beside.is_none() {
        let why = say!(
            "The map has no scenario yet, so it stands here alone. Scenarios are made in the panel \u{201c}What if\u{201d}: select what may stop and press Shift+W."
        );
        warnings.push(why.to_owned());
    }
    if !page.is_readable(plan) {
        warnings.push(too_small(page, page.smallest(plan)));
    } else if plan.drawn.closer {
        warnings.push(closer(page, plan));
    }
    let sections = || plan.columns.iter().flat_map(|stack| stack.sections.iter().zip(&stack.kept));
    for (section, _) in sections().filter(|(s, kept)| **kept == 0 && !s.entries.is_empty()) {
        let heading = &section.heading;
        warnings.push(say!(
            "\u{201c}{heading}\u{201d} has no room here. A larger sheet, or fewer parts, would show it.",
            heading
        ));
    }
    if sections().any(|(s, kept)| *kept > 0 && *kept < s.entries.len()) {
        let help =
            say!("Not all entries fit: the page says how many more there are. A larger sheet holds more.");
        warnings.push(help.to_owned());
    }
    let missing = missing(sheet);
    if !missing.is_empty() {
        warnings.push(say!("No font has these characters, boxes stand for them: {missing}.", missing));
    }
    warnings
}

/// What the map gave up to be readable.
fn closer(page: &Page<'_>, plan: &Plan) -> String {
    let mut given = vec![say!("The map is drawn closer together here than on the screen").to_owned()];
    let numbered = plan.drawn.scene.numbered.len();
    match numbered {
        0 => {}
        1 => given.push(say!("1 label stands as a number").to_owned()),
        n => given.push(say!("{n} labels stand as numbers", n)),
    }
    match plan.drawn.form {
        Form::Full => {}
        Form::OneFact => given.push(say!("cards have one line of facts at most").to_owned()),
        Form::Named => given.push(say!("cards have no facts").to_owned()),
        Form::Compact(_) => given.push(say!("cards say no more than their names").to_owned()),
    }
    let said = crate::eval::list(given.iter().map(String::as_str), given.len());
    say!("{said}, so that its text is {size} pt.", said, size = points(page.smallest(plan)))
}

/// Says how small the text is and what would help: the map alone, else the first sheet that is large enough.
fn too_small(page: &Page<'_>, size: f64) -> String {
    let said = say!(
        "On {sheet} the smallest text of the map is {size} pt.",
        sheet = sheet_name(page.settings.size),
        size = points(size)
    );
    let alone = PageSettings { layout: PageLayout::Alone, ..page.settings.clone() };
    let on = |size| PageSettings { size, ..page.settings.clone() };
    let larger = [PageSize::A4, PageSize::A3, PageSize::Tabloid];
    // Without the scenario it would be another page.
    let alone = page.beside.is_none().then(|| (alone, say!("With the map only").to_owned()));
    let tries = alone.into_iter().chain(larger.map(|s| (on(s), say!("On {sheet}", sheet = sheet_name(s)))));
    // How much text of the smallest size a sheet holds.
    let holds = |frame: &Frame| frame.width * frame.height / frame.smallest.powi(2);
    for (settings, words) in tries.filter(|(s, _)| s != page.settings) {
        let frame = Frame::new(&settings);
        if settings.size != page.settings.size && holds(&frame) <= 1.05 * holds(&page.frame) {
            continue;
        }
        let there = Page { settings: &settings, frame, ..page.clone() };
        let (plan, may_fit) = there.estimate();
        if there.is_readable(&plan) {
            return say!(
                "{said} {words} it would be {size} pt.",
                said,
                words,
                size = points(there.smallest(&plan))
            );
        }
        if may_fit {
            return say!("{said} {words} it should fit, drawn closer together.", said, words);
        }
    }
    say!("{said} No sheet is large enough: tidy the map, or divide it in two.", said)
}

/// A size of text, to a tenth.
fn points(size: f64) -> String {
    language::number(format!("{size:.1}"))
}

/// A sheet's name for people.
fn sheet_name(size: PageSize) -> &'static str {
    match size {
        PageSize::A4 => "A4",
        PageSize::A3 => "A3",
        PageSize::Letter => say!("Letter"),
        PageSize::Tabloid => say!("Tabloid"),
        PageSize::Wide => say!("a 16:9 slide"),
        PageSize::Classic => say!("a 4:3 slide"),
    }
}

/// The characters on the sheet that no font has.
fn missing(sheet: &Sheet) -> String {
    let mut found: Vec<char> = Vec::new();
    let lines = sheet.items.iter().flat_map(|i| &i.shapes).filter_map(|s| match s {
        Shape::Text(line) => line.shaped.as_ref(),
        _ => None,
    });
    for c in lines.flat_map(|l| &l.missing) {
        if !found.contains(c) {
            found.push(*c);
        }
    }
    found.iter().map(|c| format!("U+{:04X}", *c as u32)).collect::<Vec<_>>().join(", ")
}
