//! The one list of calls between window and core, and of events the other way.
//!
//! A call that is listed here and not handled does not compile; the window's side is generated
//! (`ui/src/generated`). No call names a path: files are chosen in dialogs of the shell and known to the
//! window by handle and name only.

use crate::{
    edit::{Command, Diff, Differences, Shift},
    error::{Error, Result},
    eval::{
        Comparison, Coverage, Effort, Evaluation, Finding, HalvedAndDoubled, Interdependency, Prompt,
        Scorecard, SettingView,
    },
    language::Language,
    map::{Kind, Lens, PageSettings, Point, Record, RecordId, Rect, ScenarioId, fields::FieldInput},
    notation::{Completion, Form, Problem, TableRead},
    page::Sheet,
    scene::{Item, NamesAsked, Scene, ScenePatch, Tidying, lens::LensView},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! calls {
    ($($(#[$doc:meta])* $variant:ident $name:ident($with:ty) -> $gives:ty;)*) => {
        /// A call from the window, as it comes over the wire.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(tag = "call", content = "with", rename_all = "snake_case")]
        pub enum Call {
            $($(#[$doc])* $variant($with),)*
        }

        /// Whoever answers the window's calls.
        #[allow(async_fn_in_trait)]
        pub trait Answers {
            $($(#[$doc])* fn $name(&self, with: $with) -> impl std::future::Future<Output = Result<$gives>> + Send;)*
        }

        impl Call {
            /// Passes the call to its method and gives the answer as JSON text.
            ///
            /// # Errors
            /// Whatever the method answers.
            pub async fn answer(self, by: &impl Answers) -> Result<String> {
                match self {
                    $(Call::$variant(with) => to_json(by.$name(with).await?),)*
                }
            }
        }

        /// The TypeScript interface that names each call with its request and answer.
        pub fn calls_in_typescript() -> String {
            let config = ts_rs::Config::default();
            let mut text = String::new();
            $(text.push_str(&format!(
                "  {}: {{ with: {}; gives: {} }};\n",
                stringify!($name), <$with as TS>::name(&config), <$gives as TS>::name(&config),
            ));)*
            text
        }
    };
}

fn to_json(value: impl Serialize) -> Result<String> {
    serde_json::to_string(&value).map_err(|e| Error::new(crate::Code::Other, e.to_string(), ""))
}

calls! {
    /// From now on everything is said in this language; an open document is evaluated anew.
    Speak speak(Language) -> ();
    /// What the start page shows, and the document the program was started on.
    Start start(()) -> StartView;
    /// Icons and palettes, fixed for the life of the program.
    Assets assets(()) -> Assets;
    /// A new map in the user's documents folder.
    NewDocument new_document(()) -> DocumentView;
    /// Asks for a document or a text file and opens it; `None` when the user thought better of it.
    OpenDocument open_document(()) -> Option<DocumentView>;
    /// Opens the file that was dropped on the window; `None` where that was done already.
    OpenDropped open_dropped(()) -> Option<DocumentView>;
    /// Opens a recent document by its handle.
    OpenRecent open_recent(String) -> DocumentView;
    /// The small page of a sample, by its name; computed when first asked for.
    SamplePage sample_page(String) -> Sheet;
    /// Opens a copy of a sample by its name.
    OpenSample open_sample(String) -> DocumentView;
    /// The open document as it is now.
    ReadDocument read_document(()) -> DocumentView;
    /// Waits until all is on disk and closes.
    CloseDocument close_document(()) -> ();
    /// Asks for a place and keeps a checked copy there; gives its name.
    SaveCopy save_copy(()) -> Option<String>;
    /// Tries again to write what could not be saved.
    RetrySave retry_save(()) -> ();
    /// Applies a command.
    Edit edit(EditRequest) -> Changed;
    /// Ends a gesture: keeps all its edits as one step, or none.
    EndGesture end_gesture(bool) -> Changed;
    /// Undoes the last step.
    Undo undo(()) -> Changed;
    /// Redoes the last undone step.
    Redo redo(()) -> Changed;
    /// Reads notation into the map, or tells what reading it would do.
    Say say(SayRequest) -> Said;
    /// What the word at the caret could become.
    Complete complete(CompleteRequest) -> Vec<Completion>;
    /// Copies the items to where they find room beside the originals.
    Duplicate duplicate(Vec<RecordId>) -> Changed;
    /// Puts the items on the clipboard as notation.
    Copy copy(Vec<RecordId>) -> ();
    /// Reads notation from the clipboard; its items land around the place.
    Paste paste(Option<Point>) -> Said;
    /// The fields of the records, with what they hold.
    Inspect inspect(Vec<RecordId>) -> Vec<FieldValue>;
    /// Good places for all actors (or the given ones), none where it was stopped; tells how far it is by events.
    Tidy tidy(Tidying) -> Vec<Shift>;
    /// Moves actors to the places that a tidying found, as one step.
    Arrange arrange(Vec<Shift>) -> Changed;
    /// The page as it will print.
    ComposePage compose_page(PageSettings) -> Sheet;
    /// Asks for a place and writes the page there; gives the file's name.
    Export export(ExportRequest) -> Option<String>;
    /// What a lens shows of the map: the face, bar and words of each card, and the legend.
    Lens lens(Lens) -> LensView;
    /// Names and labels on plates of their own, as large as a room can read.
    Names names(NamesAsked) -> Vec<Item>;
    /// What one field of a record holds, as text; also fields that the inspector does not list.
    ReadField read_field(FieldAsked) -> String;
    /// The judgements that the evaluation rests on, as they are on this map.
    Settings settings(()) -> Vec<SettingView>;
    /// Which findings hang on the settings; `None` where it was stopped. Tells how far it is.
    HalveAndDouble halve_and_double(()) -> Option<HalvedAndDoubled>;
    /// Stops the same.
    StopHalving stop_halving(()) -> ();
    /// Stops the tidying under way; it finds no places then, and what is being opened has quick places.
    StopTidying stop_tidying(()) -> ();
    /// A scenario beside the map as it is; `None` where a newer question has taken the place of this one.
    WhatIf what_if(ScenarioId) -> Option<WhatIfView>;
    /// The changes of each scenario one by one, in words.
    Scenarios scenarios(()) -> Vec<ScenarioView>;
    /// Writes the page to the file that was last written in its format; asks for a place the first time.
    ExportAgain export_again(ExportRequest) -> Option<String>;
    /// Opens what was last written in a format ("pdf") with whatever the system opens it with, to be printed or sent.
    OpenWritten open_written(String) -> ();
    /// Puts the page on the clipboard, as "png" or "svg".
    CopyPage copy_page(ExportRequest) -> ();
    /// Puts some of the map on the clipboard as it is drawn.
    CopyPicture copy_picture(PictureRequest) -> ();
}

/// What the start page shows.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StartView {
    /// The document the program was started on.
    pub open: Option<DocumentView>,
    /// Why that document could not be opened.
    pub problem: Option<Error>,
    /// Documents opened lately, latest first.
    pub recent: Vec<RecentView>,
    /// The samples.
    pub samples: Vec<SampleView>,
    /// Maps to begin with that have the actors and leave the rest to be asked; opened like samples.
    pub templates: Vec<SampleView>,
}

/// A document opened lately.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RecentView {
    /// What to open it by.
    pub handle: String,
    /// File name without ending.
    pub name: String,
    /// Folder, shortened for people.
    pub folder: String,
    /// "today", "yesterday", "14 November".
    pub when: String,
}

/// A sample map of the gallery.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SampleView {
    /// What to open it by.
    pub name: String,
    /// Title.
    pub title: String,
    /// One line that says what it shows.
    pub about: String,
}

/// Icons and palettes.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Assets {
    /// Each icon's name and its SVG path data on a 24-unit grid.
    pub icons: Vec<(String, String)>,
    /// Each palette's name ("light", "dark", "contrast", "contrast_night", "print", "grey") and its colours as `#rrggbb`.
    pub palettes: Vec<(String, Vec<(crate::scene::Ink, String)>)>,
    /// Each word of the closed vocabularies, with what it is called in the current language.
    pub vocabulary: Vec<(String, String)>,
    /// The forms of the notation, for the help.
    pub grammar: Vec<Form>,
}

/// The whole of an open document.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct DocumentView {
    /// File name without ending.
    pub name: String,
    /// Tells the document from others without telling where it lies.
    pub handle: String,
    /// Why it cannot be written, if so.
    pub read_only: Option<String>,
    /// What was not understood of the text it was just made from.
    pub problems: Vec<Problem>,
    /// How that text was read as a table, for people, where it is one.
    pub table: Option<String>,
    /// Counts edits since the document was opened.
    pub revision: u32,
    /// Every record.
    pub records: Vec<Record>,
    /// The picture.
    pub scene: Scene,
    /// The last evaluation, if one is ready.
    pub evaluation: Option<EvaluationView>,
    /// What undo would undo.
    pub undo: Option<String>,
    /// What redo would redo.
    pub redo: Option<String>,
}

/// What the window shows of an evaluation. Numbers actor by actor and gap by gap stay in the core: on large
/// maps they are nine tenths of it, and would come later than what is read.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct EvaluationView {
    /// How much of the map has numbers.
    pub coverage: Coverage,
    /// The interdependencies that matter most, first first.
    pub top: Vec<Interdependency>,
    /// Where effort tells, other than in money lost.
    pub effort: Effort,
    /// Results measured, not counted.
    pub scorecard: Scorecard,
    /// Sentences, the weightiest of each question first.
    pub findings: Vec<Finding>,
    /// What each of the nine questions still lacks, in their order.
    pub prompts: Vec<Prompt>,
}

impl From<&Evaluation> for EvaluationView {
    fn from(e: &Evaluation) -> EvaluationView {
        EvaluationView {
            coverage: e.coverage.clone(),
            top: e.top.clone(),
            effort: e.effort.clone(),
            scorecard: e.scorecard.clone(),
            findings: e.findings.clone(),
            prompts: e.prompts.clone(),
        }
    }
}

/// A command with its gesture.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct EditRequest {
    /// What to do.
    pub command: Command,
    /// Part of a gesture that is still under way: kept in memory and squashed until it ends.
    pub gesture: bool,
}

/// What an edit changed.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Changed {
    /// The document's revision after it.
    pub revision: u32,
    /// The changed records.
    pub diff: Diff,
    /// The changed picture.
    pub scene: ScenePatch,
    /// What undo would undo.
    pub undo: Option<String>,
    /// What redo would redo.
    pub redo: Option<String>,
}

/// Notation to read.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct SayRequest {
    /// One or more lines.
    pub text: String,
    /// Only tell what it would do.
    pub dry: bool,
    /// New actors go near here, if nothing better is known.
    pub near: Option<Point>,
    /// In place of the last step: a correction of the line said just before.
    pub instead: bool,
}

/// What came of reading notation. Lines that are understood go in; the others are reported.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Said {
    /// What changed, unless it was only to be told.
    pub changed: Option<Changed>,
    /// What changes (or would change), in words: "new actor Acme", "money Acme to Us, 40k a year".
    pub effects: Vec<String>,
    /// The records touched, in order.
    pub touched: Vec<RecordId>,
    /// What was not understood.
    pub problems: Vec<Problem>,
    /// What was read, where that came from the clipboard.
    pub text: String,
    /// How the text was understood as a table, where it is one.
    pub table: Option<TableRead>,
    /// The statement that a line of plain words perhaps means, where it was only to be told.
    pub meant: Option<String>,
    /// How it would look on the map, where it was only to be told.
    pub ghosts: Vec<Ghost>,
}

/// Something that a line would put on the map, drawn before it is there.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "ghost", rename_all = "snake_case")]
#[ts(export)]
pub enum Ghost {
    /// A new or changed actor.
    Card {
        /// Its name.
        name: String,
        /// Where its card is or would be, in map units.
        rect: Rect,
    },
    /// A new or changed flow.
    Flow {
        /// Its kind.
        kind: Kind,
        /// The card it comes from.
        from: Rect,
        /// The card it goes to.
        to: Rect,
    },
}

/// A text and where the caret stands in it.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct CompleteRequest {
    /// The line so far.
    pub text: String,
    /// Caret, in characters.
    pub caret: u32,
}

/// One field of the inspected records.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FieldValue {
    /// The field's word, for `SetField`.
    pub field: String,
    /// For people.
    pub label: String,
    /// One sentence of help.
    pub help: String,
    /// How it is entered.
    pub input: FieldInput,
    /// The group it is shown in: "", "Evidence", "Data", ...
    pub group: String,
    /// The value as text; empty where not set or mixed.
    pub value: String,
    /// The records differ.
    pub mixed: bool,
}

/// Which field of which record.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct FieldAsked {
    /// The record.
    pub record: RecordId,
    /// The field's word.
    pub field: String,
}

/// A page to write.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct ExportRequest {
    /// "pdf", "png", "svg", "pptx" or "text".
    pub format: String,
    /// Page settings.
    pub page: PageSettings,
    /// PNG: width in pixels.
    pub width_px: u32,
    /// PNG: no paper behind it.
    pub transparent: bool,
}

/// Some of the map to be copied as a picture.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct PictureRequest {
    /// "png" or "svg".
    pub format: String,
    /// What is chosen; the flows between the actors of it come along.
    pub items: Vec<RecordId>,
    /// Flows of these kinds.
    pub kinds: Vec<Kind>,
}

/// A scenario as it is read.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ScenarioView {
    /// Which.
    pub scenario: ScenarioId,
    /// Each of its changes in words, in order.
    pub changes: Vec<String>,
}

/// A scenario beside the map as it is.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct WhatIfView {
    /// Which.
    pub scenario: ScenarioId,
    /// Of which revision of the document.
    pub revision: u32,
    /// What looks different.
    pub differences: Differences,
    /// The actors and flows that look different, as they are painted then.
    pub picture: Vec<Item>,
    /// What is different in numbers and findings.
    pub comparison: Comparison,
}

/// Something the core tells the window unasked.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum Event {
    /// A new evaluation is ready.
    Evaluated {
        /// Of which revision.
        revision: u32,
        /// The evaluation.
        evaluation: Box<EvaluationView>,
        /// The questions that are still being worked out; what is said of them is of an earlier map.
        open: Vec<u8>,
        /// What badges and metrics change in the picture; nothing while questions are open.
        scene: ScenePatch,
    },
    /// How many of how many settings have been halved and doubled.
    Halving {
        /// Done.
        done: u32,
        /// In all.
        of: u32,
    },
    /// A scenario is being compared with the map as it is.
    Comparing {
        /// Which.
        scenario: ScenarioId,
        /// Draws done.
        done: u32,
        /// Draws in all; 0 where none has begun.
        of: u32,
        /// What is different, without how sure it is, as soon as it is there on a large map.
        found: Option<Box<WhatIfView>>,
    },
    /// Everything up to this revision is on disk.
    Saved {
        /// The revision.
        revision: u32,
    },
    /// Tidying is under way.
    Tidying {
        /// How much is done, 0 to 1.
        done: f64,
    },
    /// A file was dropped on the window, to be opened.
    Dropped,
    /// Something could not be written; memory keeps it.
    SaveFailed {
        /// Why, and what to do.
        error: Error,
    },
}

#[cfg(test)]
mod tests {
    /// Writes the window's side of the list of calls beside the types that ts-rs writes.
    #[test]
    fn export_calls() {
        let body = super::calls_in_typescript();
        let mut names: Vec<&str> = body
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.starts_with(char::is_uppercase) && *w != "Array")
            .collect();
        names.sort_unstable();
        names.dedup();
        let imports: String =
            names.iter().map(|n| format!("import type {{ {n} }} from \"./{n}\";\n")).collect();
        let text = format!(
            "// Generated from core's list of calls. Do not edit.\n{imports}\nexport interface Calls {{\n{body}}}\n"
        );
        let folder = std::env::var("TS_RS_EXPORT_DIR").unwrap_or_else(|_| "bindings".into());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join("Calls.ts"), text).unwrap();
    }
}
