//! The package around the slide: what PPTX asks for beside it, and the zip file that holds all.
//!
//! One theme with the map's colours and type, one master and one layout with a title.

use super::{
    Escaped, emu,
    shape::{THEME, digits},
    text::put,
};
use crate::{
    error::{Code, Error, Result},
    page::{Sheet, palette::Palette},
};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// What a master and a layout hold: an empty tree but for the title.
const TREE: &str =
    "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

/// Each part: its path, what it is, and who refers to it (by path) as what.
const PARTS: [(&str, &str, &str, &str); 7] = [
    ("ppt/presentation.xml", "presentationml.presentation.main", "", "officeDocument"),
    ("docProps/core.xml", "", "", "core-properties"),
    ("docProps/app.xml", "extended-properties", "", "extended-properties"),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "presentationml.slideMaster",
        "ppt/presentation.xml",
        "slideMaster",
    ),
    ("ppt/slides/slide1.xml", "presentationml.slide", "ppt/presentation.xml", "slide"),
    ("ppt/theme/theme1.xml", "theme", "ppt/presentation.xml", "theme"),
    (
        "ppt/slideLayouts/slideLayout1.xml",
        "presentationml.slideLayout",
        "ppt/slideMasters/slideMaster1.xml",
        "slideLayout",
    ),
];
/// Who else refers to what: from, to, as what.
const REFERENCES: [(&str, &str, &str); 3] = [
    ("ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml", "theme"),
    ("ppt/slideLayouts/slideLayout1.xml", "ppt/slideMasters/slideMaster1.xml", "slideMaster"),
    ("ppt/slides/slide1.xml", "ppt/slideLayouts/slideLayout1.xml", "slideLayout"),
];

/// The whole file.
pub fn write(sheet: &Sheet, palette: Palette, slide: &str) -> Result<Vec<u8>> {
    let mut files = vec![("[Content_Types].xml".to_owned(), content_types())];
    files.push(("_rels/.rels".to_owned(), relations("")));
    for (path, ..) in PARTS {
        files.push((path.to_owned(), part(path, sheet, palette, slide)));
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if targets(path).next().is_some() {
            files.push((format!("{folder}/_rels/{name}.rels"), relations(path)));
        }
    }
    zipped(&files).map_err(|why| {
        let hint = "Export as PDF or SVG instead.";
        Error::new(Code::Other, format!("The slide could not be written: {why}."), hint)
    })
}

/// All files packed, in the order given, each with the earliest date there is.
fn zipped(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for (path, text) in files {
        out.start_file(path.as_str(), options)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

fn content_types() -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (path, what, ..) in PARTS {
        let sort = match what {
            "" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            _ => format!("application/vnd.openxmlformats-officedocument.{what}+xml"),
        };
        put(&mut out, format_args!("<Override PartName=\"/{path}\" ContentType=\"{sort}\"/>"));
    }
    out + "</Types>"
}

/// What a part refers to, and as what, in the order of their numbers.
fn targets(from: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = PARTS.iter().filter(move |p| p.2 == from).map(|p| (p.0, p.3));
    own.chain(REFERENCES.iter().filter(move |r| r.0 == from).map(|r| (r.1, r.2)))
}

fn relations(from: &str) -> String {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">");
    for (n, (to, what)) in (1..).zip(targets(from)) {
        let base = match what {
            "core-properties" => "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
            _ => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        };
        put(&mut out, format_args!("<Relationship Id=\"rId{n}\" Type=\"{base}/{what}\" Target=\"/{to}\"/>"));
    }
    out + "</Relationships>"
}

fn part(path: &str, sheet: &Sheet, palette: Palette, slide: &str) -> String {
    match path {
        "ppt/presentation.xml" => presentation(sheet),
        "docProps/core.xml" => core(sheet),
        "docProps/app.xml" => format!(
            "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>Portolan</Application><Slides>1</Slides></Properties>"
        ),
        "ppt/slideMasters/slideMaster1.xml" => master(sheet),
        "ppt/slideLayouts/slideLayout1.xml" => layout(),
        "ppt/theme/theme1.xml" => theme(palette),
        _ => slide.to_owned(),
    }
}

fn presentation(sheet: &Sheet) -> String {
    format!(
        "{HEAD}<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/>\
         </p:sldMasterIdLst><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/></p:sldIdLst>\
         <p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        emu(sheet.width),
        emu(sheet.height)
    )
}

fn core(sheet: &Sheet) -> String {
    let mut out = format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language>",
        Escaped(&sheet.title),
        Escaped(&sheet.author),
        Escaped(&sheet.language)
    );
    if is_date(&sheet.date) {
        let date = &sheet.date;
        put(
            &mut out,
            format_args!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>"),
        );
    }
    out + "</cp:coreProperties>"
}

/// Whether a text has the form of an ISO date.
fn is_date(text: &str) -> bool {
    let form = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    form.eq("0000-00-00".chars())
}

fn master(sheet: &Sheet) -> String {
    let (width, height) = (emu(sheet.width), emu(sheet.height));
    format!(
        "{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>\
         <a:effectLst/></p:bgPr></p:bg>{TREE}{}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" \
         tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" \
         accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle>\
         </p:txStyles></p:sldMaster>",
        title(&format!(
            "<a:xfrm><a:off x=\"{0}\" y=\"{0}\"/><a:ext cx=\"{1}\" cy=\"{2}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
            height / 20,
            width - height / 10,
            height / 10
        )),
        level("mj", 2400),
        level("mn", 1200),
        level("mn", 1200),
    )
}

fn level(font: &str, size: u32) -> String {
    format!(
        "<a:lvl1pPr><a:buNone/><a:defRPr sz=\"{size}\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
         <a:latin typeface=\"+{font}-lt\"/><a:ea typeface=\"+{font}-ea\"/><a:cs typeface=\"+{font}-cs\"/></a:defRPr>\
         </a:lvl1pPr>"
    )
}

fn title(place: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/>\
         <a:lstStyle/><a:p><a:r><a:rPr lang=\"en\"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

fn layout() -> String {
    format!(
        "{HEAD}<p:sldLayout {SPACES} type=\"titleOnly\"><p:cSld name=\"Title only\">{TREE}{}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        title("")
    )
}

/// The map's colours, and Arial: it, or one that is as wide, is on every machine. Of 60 words of the samples set in both
/// it is 6 in a hundred narrower than Inter, in which the sheet is set (bold 1.5), and none is wider by more than 2.
/// Inter is on hardly any machine, and what would take its place may run over its neighbours.
fn theme(palette: Palette) -> String {
    let mut colours = String::new();
    for (name, ink) in THEME {
        put(&mut colours, format_args!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", digits(palette, ink)));
    }
    let followed = digits(palette, crate::scene::Ink::Decision);
    let font = "<a:latin typeface=\"Arial\" panose=\"020B0604020202020204\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Portolan\">\
         <a:themeElements><a:clrScheme name=\"Portolan\">{colours}\
         <a:folHlink><a:srgbClr val=\"{followed}\"/></a:folHlink></a:clrScheme>\
         <a:fontScheme name=\"Portolan\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>\
         </a:fontScheme><a:fmtScheme name=\"Portolan\"><a:fillStyleLst>{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}
