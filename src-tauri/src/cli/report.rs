//! The evaluation as plain text, under the nine questions.

use portolan_core::{
    eval::{Evaluation, Finding, HalvedAndDoubled, Measured, Sureness, Turn},
    map::{Map, Scenario},
    notation,
    whatif::WhatIf,
};

/// The questions every map must answer, in order.
const QUESTIONS: [&str; 9] = [
    "Where does demand form, and how does it reach us?",
    "Where does value accrue?",
    "Where does influence live?",
    "Whom do we depend on?",
    "Who gives without getting?",
    "Where does data end up?",
    "Where is trust missing?",
    "Where does one more unit of effort reach furthest?",
    "What is vague, unquantified or unproven?",
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
        lines.push("\nThe interdependencies that matter most".into());
        for entry in &evaluation.top {
            let owner = if entry.owner.is_empty() { "nobody yet" } else { &entry.owner };
            lines.push(format!(
                "  {}. {}\n     Owner: {owner}. Evidence: {}.{}{}{}",
                entry.rank,
                entry.sentence,
                entry.evidence,
                entry.support.map_or_else(String::new, |s| format!(" Holds in {:.0}% of draws.", s * 100.0)),
                if entry.tied_with_next { " Tied with the next." } else { "" },
                if entry.by_hand { " Placed by hand." } else { "" }
            ));
        }
        lines.push(format!("  {MIND}"));
    }
    for (number, question) in (1..).zip(QUESTIONS) {
        let mut answers =
            evaluation.findings.iter().filter(|f| f.question == number && f.set_aside.is_none()).peekable();
        let lists = if number == EFFORT { effort(evaluation) } else { Vec::new() };
        if answers.peek().is_some() || !lists.is_empty() {
            lines.push(format!("\n{question}"));
            lines.extend(answers.map(sentence));
            lines.extend(lists);
        }
    }
    let mut aside = evaluation.findings.iter().filter(|f| f.set_aside.is_some()).peekable();
    if aside.peek().is_some() {
        lines.push("\nSet aside".into());
        let reason = |f: &Finding| f.set_aside.clone().unwrap_or_default();
        lines.extend(aside.map(|f| format!("{} Because {}.", sentence(f), reason(f))));
    }
    if !evaluation.findings.is_empty() {
        lines.push("\nWhat to keep in mind".into());
        lines.extend(CAUTIONS.iter().map(|caution| format!("  - {caution}")));
    }
    lines.join("\n")
}

/// What to keep in mind of losses, beside them; the window says the same.
const MIND: &str =
    "If nobody finds another way. Ranges allow for doubt about the numbers, not for arrows that are missing.";

/// What every reader of the findings should know; the window says the same.
const CAUTIONS: [&str; 10] = [
    "This describes the map as drawn: an arrow that is missing looks like independence.",
    "Losses assume that nobody finds another way, so they are the most that a quick shock could cost.",
    "Effects are taken as steady and proportional: no thresholds, delays or network effects.",
    "What makes something else possible, and who is heard, is mostly correlation, not proof of a cause.",
    "Cut-offs are our judgement: --halve-and-double shows what depends on them.",
    "Strengths from 1 to 5 rank ways; they do not measure them.",
    "Ranges cover doubt about the numbers entered, not a wrong drawing: sure means sure given this map.",
    "On a small map few things can be ranked; the list holds only what there is.",
    "A group hides how concentrated it is, and channel conflict cannot be judged on customers without names.",
    "A stance is advice on tests passed, never a verdict.",
];

/// What is different under a scenario, for people.
pub fn scenario(map: &Map, scenario: &Scenario, then: &WhatIf) -> String {
    let mut lines = vec![format!("What if: {}", scenario.name)];
    lines.extend(notation::patch_lines(map, scenario).into_iter().map(|l| format!("  {l}")));
    if !then.comparison.measures.is_empty() {
        lines.push("\nIn numbers".into());
        let number = |m: &Measured| format!("  {}: {} instead of {} ({})", m.label, m.to, m.from, m.said);
        lines.extend(then.comparison.measures.iter().map(number));
    }
    for (turn, title) in
        [(Turn::Changed, "What changes"), (Turn::Came, "What comes"), (Turn::Went, "What goes")]
    {
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
                lines.push(format!("    Before: {before}"));
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
        ("In days", told.days.iter().map(|d| &d.sentence).collect::<Vec<_>>()),
        ("In what gets through", told.capacity.iter().map(|c| &c.sentence).collect()),
        ("In being heard", told.heard.iter().map(|h| &h.sentence).collect()),
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
        Sureness::Estimated => " (estimated)",
        Sureness::Assumed => " (assumed)",
    };
    let ask = finding.ask.as_ref().map_or_else(String::new, |a| format!("\n    Ask the room: {a}"));
    let settings: Vec<&str> =
        halved.map_or(&[][..], |h| h.settings_of(finding)).iter().map(|s| s.word()).collect();
    let hangs = if settings.is_empty() {
        String::new()
    } else {
        format!(" (depends on our settings: {})", settings.join(", "))
    };
    format!("  - {}{sure}{hangs}{ask}", finding.sentence)
}
