//! The answer to each call of the window.

use crate::{
    desk::Desk,
    files,
    native::{self, Asked},
    samples,
};
use portolan_core::{
    Error, Result,
    api::{
        Answers, Assets, Changed, CompleteRequest, DocumentView, EditRequest, ExportRequest, FieldAsked,
        FieldValue, PictureRequest, Said, SayRequest, ScenarioView, StartView, WhatIfView,
    },
    edit::Shift,
    eval::{HalvedAndDoubled, SettingView},
    language::{self, Language},
    map::{self, Lens, Map, PageSettings, Point, RecordId, ScenarioId},
    notation::{self, Completion},
    page::{self, Sheet},
    say,
    scene::{self, Item, NamesAsked, Tidying, lens::LensView},
};
use std::path::Path;

impl Answers for Desk {
    async fn speak(&self, wanted: Language) -> Result<()> {
        if wanted == language::current() {
            return Ok(());
        }
        language::speak(wanted);
        match self.session_if_open() {
            Some(session) => session.say_anew().await,
            None => Ok(()),
        }
    }

    async fn start(&self, (): ()) -> Result<StartView> {
        let (open, problem) = match (self.session_if_open(), self.take_asked_for()) {
            (Some(session), _) => (Some(session.view().await?), None),
            (None, Some(path)) => match self.open(&path).await {
                Ok(view) => (Some(view), None),
                Err(problem) => (None, Some(problem)),
            },
            (None, None) => (None, None),
        };
        let (samples, templates) = native::off_task(|| {
            let language = language::current();
            (samples::views(language), samples::templates(language))
        })
        .await;
        Ok(StartView { open, problem, recent: self.lately.documents(), samples, templates })
    }

    async fn assets(&self, (): ()) -> Result<Assets> {
        let owned = |(name, path): &(&str, &str)| ((*name).to_owned(), (*path).to_owned());
        Ok(Assets {
            icons: scene::icon::paths().iter().map(owned).collect(),
            palettes: page::palettes(),
            vocabulary: map::vocabulary()
                .iter()
                .map(|(word, said)| ((*word).into(), (*said).into()))
                .collect(),
            grammar: notation::grammar(),
        })
    }

    async fn new_document(&self, (): ()) -> Result<DocumentView> {
        self.make(say!("Untitled map"), Map::default().into()).await
    }

    async fn open_document(&self, (): ()) -> Result<Option<DocumentView>> {
        match native::ask_for_file(self).await {
            Some(path) => self.open(&path).await.map(Some),
            None => Ok(None),
        }
    }

    async fn open_dropped(&self, (): ()) -> Result<Option<DocumentView>> {
        match self.take_asked_for() {
            Some(path) => self.open(&path).await.map(Some),
            None => Ok(None),
        }
    }

    async fn open_recent(&self, handle: String) -> Result<DocumentView> {
        self.open(&self.lately.path_of(&handle)?).await
    }

    async fn sample_page(&self, name: String) -> Result<Sheet> {
        native::off_task(move || samples::page(&name)).await
    }

    async fn open_sample(&self, name: String) -> Result<DocumentView> {
        let map = samples::map(&name)?.clone();
        let title = if map.info.title.is_empty() { name } else { map.info.title.clone() };
        self.make(&title, map.into()).await
    }

    async fn read_document(&self, (): ()) -> Result<DocumentView> {
        self.session()?.view().await
    }

    async fn close_document(&self, (): ()) -> Result<()> {
        self.close().await
    }

    async fn save_copy(&self, (): ()) -> Result<Option<String>> {
        let session = self.session()?;
        let name = format!("{}.portolan", say!("{name} copy", name = session.view().await?.name));
        let Some(path) = native::ask_for_place(self, &name, Asked::Document).await else { return Ok(None) };
        session.save_copy(&path).await?;
        Ok(Some(name_of(&path)))
    }

    async fn retry_save(&self, (): ()) -> Result<()> {
        self.session()?.retry_save().await
    }

    async fn edit(&self, request: EditRequest) -> Result<Changed> {
        self.session()?.edit(request).await
    }

    async fn end_gesture(&self, keep: bool) -> Result<Changed> {
        self.session()?.end_gesture(keep).await
    }

    async fn undo(&self, (): ()) -> Result<Changed> {
        self.session()?.undo().await
    }

    async fn redo(&self, (): ()) -> Result<Changed> {
        self.session()?.redo().await
    }

    async fn say(&self, request: SayRequest) -> Result<Said> {
        self.session()?.say(request).await
    }

    async fn complete(&self, request: CompleteRequest) -> Result<Vec<Completion>> {
        self.session()?.complete(request).await
    }

    async fn duplicate(&self, items: Vec<RecordId>) -> Result<Changed> {
        self.session()?.duplicate(items).await
    }

    async fn copy(&self, items: Vec<RecordId>) -> Result<()> {
        let text = self.session()?.copy_text(items).await?;
        native::put_on_clipboard(self, text)
    }

    async fn paste(&self, near: Option<Point>) -> Result<Said> {
        let text = native::take_from_clipboard(self)?;
        self.session()?.paste_text(text, near).await
    }

    async fn inspect(&self, items: Vec<RecordId>) -> Result<Vec<FieldValue>> {
        self.session()?.inspect(items).await
    }

    async fn read_field(&self, asked: FieldAsked) -> Result<String> {
        self.session()?.read_field(asked).await
    }

    async fn tidy(&self, tidying: Tidying) -> Result<Vec<Shift>> {
        self.session()?.tidy(tidying).await
    }

    async fn arrange(&self, moves: Vec<Shift>) -> Result<Changed> {
        self.session()?.arrange(moves).await
    }

    async fn stop_tidying(&self, (): ()) -> Result<()> {
        Desk::stop_tidying(self);
        Ok(())
    }

    async fn compose_page(&self, settings: PageSettings) -> Result<Sheet> {
        self.session()?.compose_page(settings).await
    }

    async fn what_if(&self, scenario: ScenarioId) -> Result<Option<WhatIfView>> {
        self.session()?.what_if(scenario).await
    }

    async fn scenarios(&self, (): ()) -> Result<Vec<ScenarioView>> {
        self.session()?.scenarios().await
    }

    async fn lens(&self, lens: Lens) -> Result<LensView> {
        self.session()?.lens(lens).await
    }

    async fn names(&self, asked: NamesAsked) -> Result<Vec<Item>> {
        self.session()?.names(asked).await
    }

    async fn settings(&self, (): ()) -> Result<Vec<SettingView>> {
        self.session()?.settings().await
    }

    async fn halve_and_double(&self, (): ()) -> Result<Option<HalvedAndDoubled>> {
        self.session()?.halve_and_double().await
    }

    async fn stop_halving(&self, (): ()) -> Result<()> {
        self.session()?.stop_halving().await
    }

    async fn export(&self, request: ExportRequest) -> Result<Option<String>> {
        let asked = asked_for(&request.format)?;
        let name = format!("{}.{}", self.session()?.view().await?.name, asked.ending());
        match native::ask_for_place(self, &name, asked).await {
            Some(path) => write(self, request, asked, &path).await.map(Some),
            None => Ok(None),
        }
    }

    async fn export_again(&self, request: ExportRequest) -> Result<Option<String>> {
        let asked = asked_for(&request.format)?;
        match self.last_written(asked) {
            Some(path) => write(self, request, asked, &path).await.map(Some),
            None => self.export(request).await,
        }
    }

    async fn open_written(&self, format: String) -> Result<()> {
        match self.last_written(asked_for(&format)?) {
            Some(path) => native::open_with_system(&path),
            None => Ok(()),
        }
    }

    async fn copy_page(&self, request: ExportRequest) -> Result<()> {
        let sheet = self.session()?.compose_page(request.page).await?;
        put_on_clipboard(self, sheet, &request.format, request.width_px, request.transparent).await
    }

    async fn copy_picture(&self, request: PictureRequest) -> Result<()> {
        let sheet = self.session()?.picture(request.items, request.kinds).await?;
        let width = width_of_picture(&sheet);
        put_on_clipboard(self, sheet, &request.format, width, false).await
    }
}

/// In how many pixels a part of the map is copied: sharp on a screen and on paper, and never too much for a clipboard.
fn width_of_picture(sheet: &Sheet) -> u32 {
    /// Pixels for a point, and at most for the longer side.
    const SHARP: f64 = 3.0;
    const LONGEST: f64 = 6000.0;
    let scale = SHARP.min(LONGEST / sheet.width.max(sheet.height));
    (sheet.width * scale).round().max(1.0) as u32
}

async fn put_on_clipboard(
    desk: &Desk,
    sheet: Sheet,
    format: &str,
    width: u32,
    transparent: bool,
) -> Result<()> {
    if asked_for(format)? == Asked::Svg {
        let svg = native::off_task(move || page::svg(&sheet)).await;
        return native::put_svg_on_clipboard(desk, svg).await;
    }
    let picture = native::off_task(move || page::pixels(&sheet, width, transparent));
    let (pixels, height) = picture.await?;
    native::put_picture_on_clipboard(desk, pixels, width, height).await
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn asked_for(format: &str) -> Result<Asked> {
    Asked::for_format(format).ok_or_else(|| {
        Error::refused(
            say!("There is no format {format}.", format),
            say!("Choose PDF, PNG, SVG, PPTX or text."),
        )
    })
}

/// Writes the page, or the map's notation, to a file; gives the file's name.
async fn write(desk: &Desk, request: ExportRequest, asked: Asked, path: &Path) -> Result<String> {
    let session = desk.session()?;
    let bytes = match asked {
        Asked::Text | Asked::Document => notation::print(&session.map().await?).into_bytes(),
        Asked::Pdf | Asked::Png | Asked::Svg | Asked::Pptx => {
            let sheet = session.compose_page(request.page).await?;
            native::off_task(move || match asked {
                Asked::Pdf => page::pdf(&sheet),
                Asked::Pptx => page::pptx(&sheet),
                Asked::Png => page::png(&sheet, request.width_px, request.transparent),
                _ => Ok(page::svg(&sheet).into_bytes()),
            })
            .await?
        }
    };
    files::write(path, &bytes)?;
    desk.note_written(asked, path);
    Ok(name_of(path))
}
