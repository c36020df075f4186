//! The command line: evaluate, export, import and check without a window or a display.
//!
//! Says what came out on standard output and what went wrong on standard error. Exit status: 0 done,
//! 1 something is wrong with a file, 2 wrong usage. Knows nothing of the window.

mod json;
mod report;
mod source;

use crate::files;

use clap::{Args, Parser, Subcommand};
use portolan_core::{
    Code, Error,
    eval::{self, EvalConfig},
    language::{self, Language},
    map::{Map, PageLayout, PageSettings, PageSize, Scenario, ScenarioId},
    notation, page, say, scene, store,
    whatif::what_if,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Draws the one-page map of a business ecosystem and works out what the flows on it mean.
#[derive(Parser)]
#[command(name = "portolan", version, args_conflicts_with_subcommands = true)]
struct Line {
    #[command(subcommand)]
    task: Option<Task>,
    /// In which language a task speaks: en or es [default: that of the system]
    #[arg(long, global = true, value_parser = language_tagged)]
    language: Option<Language>,
    /// A document, or a text in the notation, to open in the window
    file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Task {
    /// Prints what the map says
    Evaluate {
        /// A document, or a text in the notation
        file: PathBuf,
        /// With this scenario laid over the map, and what is different then
        #[arg(long, value_name = "NAME")]
        scenario: Option<String>,
        /// As JSON, for machines
        #[arg(long)]
        json: bool,
        /// Also halves and doubles each setting, to say which findings hang on them
        #[arg(long)]
        halve_and_double: bool,
    },
    /// Writes the page as PDF, PNG, SVG or PPTX, or the map as text
    Export(Export),
    /// Makes a document of a text in the notation
    Import {
        /// A document, or a text in the notation
        file: PathBuf,
        /// The document to make; it must not exist yet
        out: PathBuf,
    },
    /// Tells whether a file is sound, what is on it, and what lies on what on its page: cards, labels, flows, heads
    Check {
        /// A document, or a text in the notation
        file: PathBuf,
        /// As JSON, for machines
        #[arg(long)]
        json: bool,
        /// The sheet or slide whose page is measured [default: as the map says]
        #[arg(long, value_name = "SIZE", value_parser = size)]
        page: Option<PageSize>,
        /// How that page is divided [default: as the map says]
        #[arg(long, value_parser = layout)]
        layout: Option<PageLayout>,
        /// The scenario that is shown beside the map, in the layout "what if"
        #[arg(long, value_name = "NAME")]
        scenario: Option<String>,
        /// Upright
        #[arg(long)]
        portrait: bool,
    },
}

#[derive(Args)]
struct Export {
    /// A document, or a text in the notation
    file: PathBuf,
    #[command(flatten)]
    form: Form,
    /// Sheet or slide: a4, a3, letter, tabloid, 16:9 or 4:3 [default: as the map says]
    #[arg(long, value_parser = size)]
    size: Option<PageSize>,
    /// Upright
    #[arg(long, conflicts_with = "landscape")]
    portrait: bool,
    /// Across
    #[arg(long)]
    landscape: bool,
    /// How the page is divided: map only, panel, kinds or what if [default: as the map says]
    #[arg(long, value_parser = layout)]
    layout: Option<PageLayout>,
    /// The scenario that is shown beside the map, in the layout "what if"
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    /// In black and white
    #[arg(long)]
    grey: bool,
    /// A PNG without paper behind it
    #[arg(long)]
    transparent: bool,
    /// Width of a PNG in pixels
    #[arg(long, value_name = "PX", default_value_t = 2480, value_parser = clap::value_parser!(u32).range(16..=20_000))]
    width: u32,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct Form {
    /// Writes a PDF
    #[arg(long, value_name = "OUT")]
    pdf: Option<PathBuf>,
    /// Writes a PNG
    #[arg(long, value_name = "OUT")]
    png: Option<PathBuf>,
    /// Writes an SVG
    #[arg(long, value_name = "OUT")]
    svg: Option<PathBuf>,
    /// Writes a PPTX: one slide of shapes and texts that can be edited
    #[arg(long, value_name = "OUT")]
    pptx: Option<PathBuf>,
    /// Writes the map as text in the notation
    #[arg(long, value_name = "OUT")]
    text: Option<PathBuf>,
}

fn size(text: &str) -> std::result::Result<PageSize, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = PageSize::ALL.iter().map(|s| s.word()).collect();
        say!("the sizes are {words}", words = words.join(", "))
    })
}

fn layout(text: &str) -> std::result::Result<PageLayout, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = PageLayout::ALL.iter().map(|s| s.word()).collect();
        say!("the layouts are {words}", words = words.join(", "))
    })
}

fn language_tagged(tag: &str) -> std::result::Result<Language, String> {
    let found = Language::ALL.into_iter().find(|l| l.tag() == tag);
    let tags = || Language::ALL.map(Language::tag).join(", ");
    found.ok_or_else(|| say!("the languages are {tags}", tags = tags()))
}

/// The language that the system is set to: the first of these variables that says anything.
fn language_of_system() -> Language {
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(set)
        .map_or_else(Language::default, |locale| Language::of_locale(&locale))
}

/// Runs the program as the command line asks.
pub fn main() -> ExitCode {
    language::speak(language_of_system());
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if let Some(language) = line.language {
        language::speak(language);
    }
    let done = match line.task {
        None => window(line.file),
        Some(Task::Evaluate { file, scenario, json, halve_and_double }) => {
            evaluate(&file, scenario.as_deref(), json, halve_and_double)
        }
        Some(Task::Export(export)) => self::export(&export),
        Some(Task::Import { file, out }) => import(&file, &out),
        Some(Task::Check { file, json, page, layout, scenario, portrait }) => {
            let settings = |map: &Map| -> source::Outcome<PageSettings> {
                let (layout, scenario) = divided(map, layout, scenario.as_deref())?;
                let own = map.info.page.clone();
                let size = page.unwrap_or(own.size);
                Ok(PageSettings { size, layout, scenario, portrait: portrait || own.portrait, ..own })
            };
            if json {
                return check_for_machines(&file, &settings);
            }
            check(&file, &settings)
        }
    };
    match done {
        Ok(text) => {
            print(&text);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn window(file: Option<PathBuf>) -> source::Outcome<String> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let no_display = cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY");
    let opened = if no_display { Err(say!("there is no display").to_owned()) } else { open_window(file) };
    opened.map(|()| String::new()).map_err(|why| {
        let message = say!("The window cannot be opened: {why}. No map was touched.", why);
        let hint = say!(
            "Start it from a desktop. evaluate, export, import and check need no window: portolan --help."
        );
        Error::new(Code::Other, message, hint).into()
    })
}

fn open_window(file: Option<PathBuf>) -> std::result::Result<(), String> {
    crate::open_window(file).map_err(|e| e.to_string())
}

/// Prints without a panic where the reader has gone (`portolan evaluate FILE | head`).
fn print(text: &str) {
    use std::io::Write;
    if !text.is_empty() {
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    }
}

fn evaluate(file: &Path, scenario: Option<&str>, json: bool, halve: bool) -> source::Outcome<String> {
    let map = source::read(file)?;
    let config = EvalConfig::of(&map);
    let evaluation = eval::evaluate(&map, &config);
    let halved =
        halve.then(|| eval::halve_and_double(&map, &config, &evaluation, &|| true, &|_, _| ())).flatten();
    if let Some(name) = scenario {
        let scenario = named(&map, name)?;
        let Some(then) = what_if(&map, &evaluation, scenario, &config, &|| true, &|_| ()) else {
            return Ok(String::new());
        };
        if !json {
            return Ok(report::scenario(&map, scenario, &then));
        }
        let mut told = eval::json::json(&then.map, &then.evaluation, &config);
        told["scenario"] = serde_json::json!({
            "name": scenario.name,
            "changes": notation::patch_lines(&map, scenario),
            "measures": then.comparison.measures,
            "findings": then.comparison.findings.iter().map(|f| serde_json::json!({
                "turn": f.turn, "question": f.question, "before": f.before, "after": f.after,
                "weight": f.weight, "support": f.support,
            })).collect::<Vec<_>>(),
        });
        return Ok(pretty(&told));
    }
    if json {
        let mut whole = eval::json::json(&map, &evaluation, &config);
        if let Some(halved) = &halved {
            eval::json::mark_halved(&mut whole, &evaluation, halved);
        }
        return Ok(pretty(&whole));
    }
    Ok(report::text(&map, &evaluation, halved.as_ref()))
}

/// The scenario with this name, without regard to case.
fn named<'m>(map: &'m Map, name: &str) -> source::Outcome<&'m Scenario> {
    let same = |s: &&std::sync::Arc<Scenario>| s.name.to_lowercase() == name.trim().to_lowercase();
    map.scenarios.values().find(same).map(|s| &**s).ok_or_else(|| {
        let names: Vec<&str> = map.scenarios.values().map(|s| s.name.as_str()).collect();
        let hint = match &names[..] {
            [] => say!("The map has no scenario yet.").to_owned(),
            some => say!("There are: {names}.", names = some.join(", ")),
        };
        Error::new(Code::Missing, say!("There is no scenario \u{201c}{name}\u{201d}.", name), hint).into()
    })
}

/// How the page is divided and what scenario is on it: who names a scenario wants the page that shows it.
fn divided(
    map: &Map,
    layout: Option<PageLayout>,
    scenario: Option<&str>,
) -> source::Outcome<(PageLayout, Option<ScenarioId>)> {
    let own = &map.info.page;
    match (layout, scenario) {
        (None | Some(PageLayout::WhatIf), Some(name)) => Ok((PageLayout::WhatIf, Some(named(map, name)?.id))),
        (Some(other), Some(_)) => {
            let message = say!("A page \u{201c}{other}\u{201d} shows no scenario.", other);
            Err(Error::refused(message, say!("Leave out --layout, or say --layout \"what if\".")).into())
        }
        (layout, None) => Ok((layout.unwrap_or(own.layout), own.scenario)),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}")
}

fn export(export: &Export) -> source::Outcome<String> {
    let map = source::read(&export.file)?;
    let (layout, scenario) = divided(&map, export.layout, export.scenario.as_deref())?;
    let settings = PageSettings {
        size: export.size.unwrap_or(map.info.page.size),
        portrait: export.portrait || (map.info.page.portrait && !export.landscape),
        layout,
        scenario,
        grey: export.grey || map.info.page.grey,
        ..map.info.page.clone()
    };
    let mut said = Vec::new();
    let mut write = |out: &Path, bytes: &[u8]| {
        if store::same_file(out, &export.file) {
            return Err(Error::new(
                Code::CannotWrite,
                say!(
                    "{out} would take the place of the map itself. Nothing was written.",
                    out = out.display()
                ),
                say!("Choose another name."),
            ));
        }
        files::write(out, bytes)?;
        // What is written to a pipe, or to a file without a name, is all that is to come out of it.
        if fs::canonicalize(out).is_ok_and(|real| real.is_file()) {
            said.push(say!("wrote {out}", out = out.display()));
        }
        Ok(())
    };
    if let Some(out) = &export.form.text {
        write(out, notation::print(&files::tidied(map.clone(), &mut |_| true)).as_bytes())?;
    }
    let Form { pdf, png, svg, pptx, .. } = &export.form;
    if [pdf, png, svg, pptx].iter().any(|out| out.is_some()) {
        let sheet = page::compose(&map, &eval::evaluate(&map, &EvalConfig::of(&map)), &settings);
        for warning in &sheet.warnings {
            eprintln!("{}: {warning}", export.file.display());
        }
        if let Some(out) = pdf {
            write(out, &page::pdf(&sheet)?)?;
        }
        if let Some(out) = png {
            write(out, &page::png(&sheet, export.width, export.transparent)?)?;
        }
        if let Some(out) = svg {
            write(out, page::svg(&sheet).as_bytes())?;
        }
        if let Some(out) = pptx {
            write(out, &page::pptx(&sheet)?)?;
        }
    }
    Ok(said.join("\n"))
}

fn import(file: &Path, out: &Path) -> source::Outcome<String> {
    let map = files::tidied(source::read(file)?, &mut |_| true);
    store::create(out, &map)?;
    Ok(say!("wrote {out}: {count}", out = out.display(), count = count(&map)))
}

/// How the page of a map is to be.
type Settings<'a> = &'a dyn Fn(&Map) -> source::Outcome<PageSettings>;

fn check(file: &Path, settings: Settings<'_>) -> source::Outcome<String> {
    let (map, evaluation, sheet) = looked_over(file, settings)?;
    let (state, count) = (page::state(&map), count(&map));
    let mut lines = vec![say!("{file}: sound, {count}, state {state}", file = file.display(), count, state)];
    lines.push(evaluation.coverage.sentence);
    lines.extend(report::faults(&scene::check::check(&sheet.items)));
    lines.extend(sheet.warnings);
    Ok(lines.join("\n"))
}

fn check_for_machines(file: &Path, settings: Settings<'_>) -> ExitCode {
    let looked = looked_over(file, settings);
    let sound = looked.is_ok();
    print(&pretty(&match looked {
        Ok((map, _, sheet)) => json::sound(&map, &sheet),
        Err(failure) => json::failure(&failure),
    }));
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn looked_over(file: &Path, settings: Settings<'_>) -> source::Outcome<(Map, eval::Evaluation, page::Sheet)> {
    let map = source::read(file)?;
    let evaluation = eval::evaluate(&map, &EvalConfig::of(&map));
    let sheet = page::compose(&map, &evaluation, &settings(&map)?);
    Ok((map, evaluation, sheet))
}

fn count(map: &Map) -> String {
    say!(
        "{actors} and {flows}",
        actors = page::actors(map.actors.len()),
        flows = page::flows(map.flows.len())
    )
}
