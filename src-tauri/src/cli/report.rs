//! The evaluation as plain text, under the nine questions.

use portolan_core::{
    eval::{Evaluation, Finding, HalvedAndDoubled, Measured, Sureness, Turn},
    language,
    map::{Map, Scenario},
    notation, say, sayable,
    scene::check::Report,
    whatif::WhatIf,
};

/// The questions every map must answer, in order.
const QUESTIONS: [&str; 9] = [
    sayable!("Where does demand form, and how does it reach us?"),
    sayable!("Where does value accrue?"),
    sayable!("Where does influence live?"),
    sayable!("Whom do we depend on?"),
    sayable!("Who gives without getting?"),
    sayable!("Where does data end up?"),
    sayable!("Where is trust missing?"),
    sayable!("Where does one more unit of effort reach furthest?"),
    sayable!("What is vague, unquantified or unproven?"),
];

/// What the map says, for people.
pub fn text(map: &Map, evaluation: &Evaluation, halved: Option<&HalvedAndDoubled>) -> String {
    let sentence = |f: &Finding| sentence(f, halved);
    let mut lines = Vec::new();
    if !map.info.title.is_empty() {
        lines.push(map.info.title.clone());
    }
    lines.push(evaluation.coverage.sentence.clone());
    if !evaluation.top.is_empty() {
        lines.push(format!("\n{}", say!("The interdependencies that matter most")));
        for entry in &evaluation.top {
            let owner = if entry.owner.is_empty() { say!("nobody yet") } else { &entry.owner };
            lines.push(format!(
                "  {}. {}\n     {}{}{}{}",
                entry.rank,
                entry.sentence,
                say!("Owner: {owner}. Evidence: {evidence}.", owner, evidence = entry.evidence),
                entry.support.map_or_else(String::new, |s| say!(
                    " Still so in {n} of 100 variations of what is unsure.",
                    n = (s * 100.0).round()
                )),
                if entry.tied_with_next { say!(" Tied with the next.") } else { "" },
                if entry.by_hand { say!(" Placed by hand.") } else { "" }
            ));
        }
        lines.push(format!("  {}", language::of(MIND)));
    }
    for (number, question) in (1..).zip(QUESTIONS) {
        let mut answers =
            evaluation.findings.iter().filter(|f| f.question == number && f.set_aside.is_none()).peekable();
        let lists = if number == EFFORT { effort(evaluation) } else { Vec::new() };
        if answers.peek().is_some() || !lists.is_empty() {
            lines.push(format!("\n{}", language::of(question)));
            lines.extend(answers.map(sentence));
            lines.extend(lists);
        }
    }
    let mut aside = evaluation.findings.iter().filter(|f| f.set_aside.is_some()).peekable();
    if aside.peek().is_some() {
        lines.push(format!("\n{}", say!("Set aside")));
        let reason = |f: &Finding| f.set_aside.clone().unwrap_or_default();
        lines.extend(
            aside.map(|f| format!("{} {}", sentence(f), say!("Because {reason}.", reason = reason(f)))),
        );
    }
    if !evaluation.findings.is_empty() {
        lines.push(format!("\n{}", say!("What to keep in mind")));
        lines.extend(CAUTIONS.iter().map(|caution| format!("  - {}", language::of(caution))));
    }
    lines.join("\n")
}

/// What to keep in mind of losses, beside them; the window says the same.
const MIND: &str = sayable!(
    "If nobody finds another way. Ranges and variations allow for doubt about what is drawn, not for arrows that are missing."
);

/// What every reader of the findings should know; the window says the same.
const CAUTIONS: [&str; 10] = [
    sayable!("This describes the map as drawn: an arrow that is missing looks like independence."),
    sayable!(
        "Losses assume that nobody finds another way, so they are the most that a quick shock could cost."
    ),
    sayable!("Effects are taken as steady and proportional: no thresholds, delays or network effects."),
    sayable!(
        "What makes something else possible, and who is heard, is mostly correlation, not proof of a cause."
    ),
    sayable!("Settings are our judgement: --halve-and-double tells which findings hang on them."),
    sayable!("Strengths from 1 to 5 rank ways; they do not measure them."),
    sayable!(
        "Ranges cover doubt about the numbers entered, not a wrong drawing: sure means sure given this map."
    ),
    sayable!("On a small map few things can be ranked; the list holds only what there is."),
    sayable!(
        "A group hides how concentrated it is, and channel conflict cannot be judged on customers without names."
    ),
    sayable!("A stance is advice on tests passed, never a verdict."),
];

/// What a reader of the page would trip over, each with how often; `None` where there is nothing.
pub fn faults(found: &Report) -> Option<String> {
    let counts = [
        (found.cards_on_cards.len(), say!("cards on cards")),
        (found.labels_on_labels.len(), say!("labels on labels")),
        (found.labels_on_cards.len(), say!("labels on cards")),
        (found.labels_on_titles.len(), say!("labels on titles of zones")),
        (found.flows_over_cards.len(), say!("flows over cards")),
        (found.flows_over_labels.len(), say!("flows over labels")),
        (found.flows_under_labels.len(), say!("flows hidden by their labels")),
        (found.flows_on_flows.len(), say!("flows on flows")),
        (found.heads_on_heads.len(), say!("heads on heads")),
        (found.crossings, say!("crossings")),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| say!("{what} {count}", what, count)).collect();
    (!told.is_empty()).then(|| say!("On the page: {faults}.", faults = told.join(", ")))
}

/// What is different under a scenario, for people.
pub fn scenario(map: &Map, scenario: &Scenario, then: &WhatIf) -> String {
    let mut lines = vec![say!("What if: {name}", name = scenario.name)];
    lines.extend(notation::patch_lines(map, scenario).into_iter().map(|l| format!("  {l}")));
    if !then.comparison.measures.is_empty() {
        lines.push(format!("\n{}", say!("In numbers")));
        let number = |m: &Measured| {
            say!(
                "  {label}: {now} instead of {before} ({change})",
                label = m.label,
                now = m.to,
                before = m.from,
                change = m.said
            )
        };
        lines.extend(then.comparison.measures.iter().map(number));
    }
    for (turn, title) in [
        (Turn::Changed, say!("What changes")),
        (Turn::Came, say!("What comes")),
        (Turn::Went, say!("What goes")),
    ] {
        let mut found = then.comparison.findings.iter().filter(|f| f.turn == turn).peekable();
        if found.peek().is_none() {
            continue;
        }
        lines.push(format!("\n{title}"));
        for finding in found {
            let how = if finding.said.is_empty() { String::new() } else { format!(" ({})", finding.said) };
            let text = finding.after.as_ref().or(finding.before.as_ref()).cloned().unwrap_or_default();
            lines.push(format!("  - {text}{how}"));
            if let (Turn::Changed, Some(before)) = (turn, &finding.before) {
                lines.push(say!("    Before: {before}", before));
            }
        }
    }
    lines.join("\n")
}

/// The question under which the lists of effort stand, each by itself.
const EFFORT: u8 = 8;

/// In days, in what gets through, in being heard; money has the list at the top.
fn effort(evaluation: &Evaluation) -> Vec<String> {
    let told = &evaluation.effort;
    let lists = [
        (say!("In days"), told.days.iter().map(|d| &d.sentence).collect::<Vec<_>>()),
        (say!("In what gets through"), told.capacity.iter().map(|c| &c.sentence).collect()),
        (say!("In being heard"), told.heard.iter().map(|h| &h.sentence).collect()),
    ];
    let told = lists.into_iter().filter(|(_, said)| !said.is_empty());
    told.flat_map(|(title, said)| {
        std::iter::once(format!("  {title}"))
            .chain(said.into_iter().enumerate().map(|(at, text)| format!("    {}. {text}", at + 1)))
    })
    .collect()
}

fn sentence(finding: &Finding, halved: Option<&HalvedAndDoubled>) -> String {
    let sure = match finding.sureness {
        Sureness::Sure => "",
        Sureness::Estimated => say!(" (estimated)"),
        Sureness::Assumed => say!(" (assumed)"),
    };
    let ask = finding
        .ask
        .as_ref()
        .map_or_else(String::new, |a| format!("\n    {}", say!("Ask the room: {question}", question = a)));
    let settings: Vec<&str> =
        halved.map_or(&[][..], |h| h.settings_of(finding)).iter().map(|s| s.said()).collect();
    let hangs = if settings.is_empty() {
        String::new()
    } else {
        say!(" (depends on our settings: {settings})", settings = settings.join(", "))
    };
    format!("  - {}{sure}{hangs}{ask}", finding.sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use portolan_core::map::{ActorId, FlowId};

    #[test]
    fn what_a_reader_would_trip_over_is_told_with_how_often() {
        assert_eq!(faults(&Report::default()), None);
        let flow = |id: u32| FlowId(id).into();
        let found = Report {
            labels_on_cards: vec![(flow(1), ActorId(1).into())],
            heads_on_heads: vec![(flow(1), flow(2)), (flow(1), flow(3))],
            crossings: 4,
            ..Report::default()
        };
        let told = "On the page: labels on cards 1, heads on heads 2, crossings 4.";
        assert_eq!(faults(&found).as_deref(), Some(told));
    }
}
