//! The command line: evaluate, export, import and check without a window or a display.
//!
//! Says what came out on standard output and what went wrong on standard error. Exit status: 0 done,
//! 1 something is wrong with a file, 2 wrong usage. Knows nothing of the window.

mod report;
mod source;

use clap::{Args, Parser, Subcommand};
use portolan_core::{
    Code, Error, Result,
    eval::{self, EvalConfig},
    map::{Map, PageSettings, PageSize},
    notation, page, store,
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What the command line asks for.
pub enum Asked {
    /// The window, perhaps with a file.
    Window(Option<PathBuf>),
    /// Nothing more: the work is done, or the usage was wrong.
    Done(ExitCode),
}

/// Draws the one-page map of a business ecosystem and works out what the flows on it mean.
#[derive(Parser)]
#[command(name = "portolan", version, args_conflicts_with_subcommands = true)]
struct Line {
    #[command(subcommand)]
    task: Option<Task>,
    /// A document, or a text in the notation, to open in the window
    file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Task {
    /// Prints what the map says
    Evaluate {
        /// A document, or a text in the notation
        file: PathBuf,
        /// As JSON, for machines
        #[arg(long)]
        json: bool,
    },
    /// Writes the page as PDF, PNG or SVG, or the map as text
    Export(Export),
    /// Makes a document of a text in the notation
    Import {
        /// A document, or a text in the notation
        file: PathBuf,
        /// The document to make; it must not exist yet
        out: PathBuf,
    },
    /// Tells whether a file is sound, and what is on it
    Check {
        /// A document, or a text in the notation
        file: PathBuf,
        /// As JSON, for machines
        #[arg(long)]
        json: bool,
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
    /// Writes the map as text in the notation
    #[arg(long, value_name = "OUT")]
    text: Option<PathBuf>,
}

fn size(text: &str) -> std::result::Result<PageSize, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = PageSize::ALL.iter().map(|s| s.word()).collect();
        format!("the sizes are {}", words.join(", "))
    })
}

/// Reads the command line and does what needs no window.
pub fn run() -> Asked {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return Asked::Done(ExitCode::from(if error.use_stderr() { 2 } else { 0 }));
        }
    };
    let Some(task) = line.task else { return Asked::Window(line.file) };
    let done = match task {
        Task::Evaluate { file, json } => evaluate(&file, json),
        Task::Export(export) => self::export(&export),
        Task::Import { file, out } => import(&file, &out),
        Task::Check { file, json } => check(&file, json),
    };
    Asked::Done(match done {
        Ok(text) => {
            print(&text);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(1)
        }
    })
}

/// Prints without a panic where the reader has gone (`portolan evaluate FILE | head`).
fn print(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
}

fn evaluate(file: &Path, json: bool) -> source::Outcome<String> {
    let map = source::read(file)?;
    let evaluation = eval::evaluate(&map, &EvalConfig::default());
    if json {
        return Ok(pretty(&evaluation)?);
    }
    Ok(report::text(&map, &evaluation))
}

fn pretty(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(|e| Error::new(Code::Other, e.to_string(), ""))
}

fn export(export: &Export) -> source::Outcome<String> {
    let map = source::read(&export.file)?;
    let settings = PageSettings {
        size: export.size.unwrap_or(map.info.page.size),
        portrait: export.portrait || (map.info.page.portrait && !export.landscape),
        ..map.info.page.clone()
    };
    let mut said = Vec::new();
    if let Some(out) = &export.form.text {
        said.push(write(out, notation::print(&map).as_bytes())?);
    }
    let Form { pdf, png, svg, .. } = &export.form;
    if pdf.is_some() || png.is_some() || svg.is_some() {
        let sheet = page::compose(&map, &eval::evaluate(&map, &EvalConfig::default()), &settings);
        for warning in &sheet.warnings {
            eprintln!("{}: {warning}", export.file.display());
        }
        if let Some(out) = pdf {
            said.push(write(out, &page::pdf(&sheet)?)?);
        }
        if let Some(out) = png {
            said.push(write(out, &page::png(&sheet, export.width)?)?);
        }
        if let Some(out) = svg {
            said.push(write(out, page::svg(&sheet).as_bytes())?);
        }
    }
    Ok(said.join("\n"))
}

/// Writes a whole file or nothing: beside its place first, then moved there.
fn write(out: &Path, bytes: &[u8]) -> Result<String> {
    let fail = |e: std::io::Error| {
        Error::new(
            Code::CannotWrite,
            format!("{} could not be written ({e}). The map is untouched.", out.display()),
            "Choose a folder that exists and that you may write to.",
        )
    };
    if !out.parent().is_some_and(|folder| folder.as_os_str().is_empty() || folder.is_dir()) || out.is_dir() {
        return Err(fail(std::io::Error::from(std::io::ErrorKind::NotFound)));
    }
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = out.with_file_name(name);
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, out));
    written.inspect_err(|_| drop(std::fs::remove_file(&part))).map_err(fail)?;
    Ok(format!("wrote {}", out.display()))
}

fn import(file: &Path, out: &Path) -> source::Outcome<String> {
    let map = source::read(file)?;
    store::create(out, &map)?;
    Ok(format!("wrote {}: {}", out.display(), count(&map)))
}

fn check(file: &Path, json: bool) -> source::Outcome<String> {
    let map = source::read(file)?;
    let evaluation = eval::evaluate(&map, &EvalConfig::default());
    let sheet = page::compose(&map, &evaluation, &map.info.page);
    if json {
        return Ok(pretty(&serde_json::json!({
            "schema": 1,
            "title": map.info.title,
            "actors": map.actors.len(),
            "flows": map.flows.len(),
            "page": { "size": map.info.page.size, "warnings": sheet.warnings },
        }))?);
    }
    let mut lines = vec![format!("{}: sound, {}", file.display(), count(&map)), evaluation.coverage.sentence];
    lines.extend(sheet.warnings);
    Ok(lines.join("\n"))
}

fn count(map: &Map) -> String {
    let some = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{} and {}", some(map.actors.len(), "actor"), some(map.flows.len(), "flow"))
}
