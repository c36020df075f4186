//! The fields of zones, notes and of the map as a whole.

use super::{
    Described, Entry, FieldInput, Names, Shape,
    entry::{by, by_actors, line},
    value,
};
use crate::language;
use crate::map::{
    Accounts, MapInfo, Note, PageLayout, PagePart, PageSettings, PageSize, Point, Rate, Rect, Scenario,
    ScenarioId, Setting, SettingName, Unfit, Wording, Zone, nearest,
    quote::{quote, split_list, unquote},
};

impl Described for Zone {
    fn entries() -> &'static [Entry<Zone>] {
        ZONE
    }

    fn sort(&self) -> &'static str {
        sayable!("a zone")
    }
}

impl Described for Note {
    fn entries() -> &'static [Entry<Note>] {
        NOTE
    }

    fn sort(&self) -> &'static str {
        sayable!("a note")
    }
}

impl Described for MapInfo {
    fn entries() -> &'static [Entry<MapInfo>] {
        INFO
    }

    fn sort(&self) -> &'static str {
        sayable!("a map")
    }
}

static ZONE: &[Entry<Zone>] = &[
    Entry::<Zone>::new(
        "title",
        "Zone",
        "What the region is called.",
        line!("Where demand forms"),
        by!(title, any),
    )
    .shape(Shape::Outside),
    Entry::<Zone>::new(
        "area",
        "Region",
        "Left edge, upper edge, width and height; none hugs its actors.",
        line!("0 0 300 200"),
        (
            |z, _| z.area.map_or_else(String::new, |a| format!("{} {} {} {}", a.x, a.y, a.w, a.h)),
            |z, text, _| {
                z.area = match value::numbers(text) {
                    Some([x, y, w, h]) if w >= 0.0 && h >= 0.0 => Some(Rect::new(x, y, w, h)),
                    _ if text.is_empty() => None,
                    _ => {
                        return Err(Unfit::new(
                            say!("A region has a left and upper edge, a width and a height"),
                            "0 0 300 200",
                        ));
                    }
                };
                Ok(())
            },
        ),
    )
    .group("Sheet"),
];

static NOTE: &[Entry<Note>] = &[
    Entry::<Note>::new("text", "Text", "What the note says.", |_| FieldInput::Lines, by!(text, any))
        .shape(Shape::Outside),
    Entry::<Note>::new(
        "at",
        "Place",
        "Its upper left corner: to the right, then down.",
        line!("120 80"),
        (
            |n, _| point_text(n.position),
            |n, text, _| {
                n.position = point(text)?;
                Ok(())
            },
        ),
    )
    .group("Sheet"),
    Entry::<Note>::new(
        "parked",
        "Parked",
        "In the parking lot rather than on the sheet.",
        |_| FieldInput::Switch,
        by!(parked, switch),
    )
    .group("Sheet")
    .shape(Shape::Switch),
];

static INFO: &[Entry<MapInfo>] = &[
    Entry::<MapInfo>::new(
        "title",
        "Title",
        "What the page is headed; best a question.",
        line!("Who holds our route to market?"),
        by!(title, any),
    ),
    Entry::<MapInfo>::new(
        "question",
        "Question",
        "The question the map answers.",
        line!("What if the marketplace changes its rules?"),
        by!(question, any),
    ),
    Entry::<MapInfo>::new("author", "Author", "Who drew it.", line!("Strategy team"), by!(author, any)),
    Entry::<MapInfo>::new("date", "Date", "The day shown on the page.", line!("2026-03-31"), by!(date, date)),
    Entry::<MapInfo>::new(
        "us",
        "Us",
        "The organisation whose map this is.",
        |_| FieldInput::Actors { one: true },
        by_actors!(one us),
    ),
    Entry::<MapInfo>::new(
        "currency",
        "Currency",
        "The currency all money is told in, by its three letters.",
        line!("USD"),
        (
            |i, _| i.currency.clone(),
            |i, text, _| {
                i.currency = currency(text)?;
                Ok(())
            },
        ),
    )
    .usual("USD"),
    Entry::<MapInfo>::new(
        "fx",
        "Exchange rates",
        "What one unit of another currency is worth, with the day of the rate.",
        line!("EUR 1.10 2026-03-31"),
        (
            |i, _| i.rates.iter().map(rate_text).collect::<Vec<_>>().join(", "),
            |i, text, _| {
                i.rates = split_list(text).into_iter().map(rate).collect::<Result<_, _>>()?;
                Ok(())
            },
        ),
    )
    .shape(Shape::List),
    Entry::<MapInfo>::new(
        "page",
        "Page",
        "The sheet, and the parts left out of it.",
        line!("a4, portrait, no findings"),
        (
            |i, names| page_text(&i.page, names),
            |i, text, names| {
                let wording = std::mem::take(&mut i.page.wording);
                i.page = PageSettings { wording, ..page(text, names)? };
                Ok(())
            },
        ),
    )
    .usual("a4")
    .shape(Shape::List),
    Entry::<MapInfo>::new(
        "wording",
        "Own words",
        "Sentences of the page in words of its own: what would be said, then what is said instead.",
        line!("\"We lose 31%.\", \"A third is at stake.\""),
        (
            |i, _| {
                let pairs = i.page.wording.iter().flat_map(|w| [quote(&w.said), quote(&w.own)]);
                pairs.collect::<Vec<_>>().join(", ")
            },
            |i, text, _| {
                let texts = value::texts::parse(text)?;
                let (pairs, []) = texts.as_chunks::<2>() else {
                    return Err(Unfit::new(
                        say!("Own words come in pairs: what would be said, then what is said instead"),
                        "\"We lose 31%.\", \"A third is at stake.\"",
                    ));
                };
                let worded = |[said, own]: &[String; 2]| Wording { said: said.clone(), own: own.clone() };
                i.page.wording = pairs.iter().map(worded).collect();
                Ok(())
            },
        ),
    )
    .shape(Shape::List),
    Entry::<MapInfo>::new(
        "accounts",
        "Accounts on an integration",
        "Of our active accounts, how many are on at least one critical integration.",
        line!("120 of 400"),
        (
            |i, _| i.accounts.map_or_else(String::new, |a| format!("{} of {}", a.connected, a.active)),
            |i, text, _| {
                i.accounts = accounts(text)?;
                Ok(())
            },
        ),
    ),
    Entry::<MapInfo>::new(
        "settings",
        "Settings",
        "Judgements of the evaluation that differ from the usual.",
        line!("maths works from 0.6, short notice 60"),
        (
            |i, _| {
                i.settings.iter().map(|s| format!("{} {}", s.name, s.value)).collect::<Vec<_>>().join(", ")
            },
            |i, text, _| {
                i.settings = Vec::new();
                for item in split_list(text) {
                    let setting = setting(item)?;
                    i.settings.retain(|s| s.name != setting.name);
                    i.settings.push(setting);
                }
                i.settings.sort_by_key(|s| s.name);
                Ok(())
            },
        ),
    )
    .shape(Shape::List),
];

/// "120 of 400".
fn accounts(text: &str) -> Result<Option<Accounts>, Unfit> {
    let unfit =
        || Unfit::new(say!("Accounts are said as those connected of all that are active"), "120 of 400");
    if text.is_empty() {
        return Ok(None);
    }
    let (connected, active) = text.split_once("of").ok_or_else(unfit)?;
    let count = |part: &str| value::count::parse(part.trim()).ok().flatten();
    match (count(connected), count(active)) {
        (Some(connected), Some(active)) if connected <= active => Ok(Some(Accounts { connected, active })),
        _ => Err(unfit()),
    }
}

/// A setting from `short notice 60` or `maths works from 55%`.
fn setting(item: &str) -> Result<Setting, Unfit> {
    let unfit = || Unfit::new(say!("A setting is a name and a number"), "short notice 60");
    let (name, number) = item.trim().rsplit_once(char::is_whitespace).ok_or_else(unfit)?;
    let name: SettingName = name.parse().map_err(|name: String| {
        let near = nearest(&name, SettingName::ALL.iter().map(|n| n.word()));
        Unfit::new(say!("\u{201c}{name}\u{201d} is no setting", name), near.unwrap_or("short notice"))
    })?;
    let value = match number.strip_suffix('%') {
        Some(percent) => value::number_in(percent).map(|p| p / 100.0),
        None => value::number_in(number.strip_suffix('d').unwrap_or(number)),
    };
    let value = value.ok_or_else(unfit)?;
    let fits = name.sort().nearest(value);
    if fits == value {
        Ok(Setting { name, value })
    } else {
        Err(Unfit::new(
            say!("{setting} ({value}) is out of bounds", setting = language::of(name.about()), value),
            fits.to_string(),
        ))
    }
}

/// A place as text.
pub(super) fn point_text(point: Option<Point>) -> String {
    point.map_or_else(String::new, |p| format!("{} {}", p.x, p.y))
}

/// A place from text.
pub(super) fn point(text: &str) -> Result<Option<Point>, Unfit> {
    match value::numbers(text) {
        Some([x, y]) => Ok(Some(Point::new(x, y))),
        _ if text.is_empty() => Ok(None),
        _ => Err(Unfit::new(say!("A place is two numbers: to the right, then down"), "120 80")),
    }
}

fn currency(text: &str) -> Result<String, Unfit> {
    let code = text.to_ascii_uppercase();
    if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(code);
    }
    Err(Unfit::new(say!("\u{201c}{text}\u{201d} is no currency of three letters", text), "USD"))
}

fn rate_text(rate: &Rate) -> String {
    format!("{} {} {}", rate.currency, rate.value, rate.date).trim_end().to_owned()
}

/// A rate from `EUR 1.10` or `EUR 1.10 2026-03-31`.
fn rate(item: &str) -> Result<Rate, Unfit> {
    let unfit =
        || Unfit::new(say!("An exchange rate is a currency and what one unit of it is worth"), "EUR 1.10");
    let words: Vec<&str> = item.split_whitespace().collect();
    let (code, worth, date) = match words[..] {
        [code, worth] => (code, worth, ""),
        [code, worth, date] => (code, worth, date),
        _ => return Err(unfit()),
    };
    let worth = value::number_in(worth).filter(|w| *w > 0.0).ok_or_else(unfit)?;
    Ok(Rate { currency: currency(code)?, value: worth, date: value::date::parse(date)? })
}

fn page_text(page: &PageSettings, names: &dyn Names) -> String {
    let mut copy = page.clone();
    let mut words = vec![page.size.word().to_owned()];
    if page.portrait {
        words.push("portrait".into());
    }
    if page.layout != PageLayout::default() {
        words.push(page.layout.word().into());
    }
    if page.grey {
        words.push("grey".into());
    }
    let mut usual = PageSettings::default();
    for part in PagePart::ALL {
        let shown = *copy.part(*part);
        if shown != *usual.part(*part) {
            words.push(if shown { part.word().into() } else { format!("no {part}") });
        }
    }
    if !page.order.is_empty() {
        let parts: Vec<&str> = page.order.iter().map(|p| p.word()).collect();
        words.push(format!("{ORDER}{}", parts.join(THEN)));
    }
    if let Some(scenario) = page.scenario.and_then(|id| names.map().scenarios.get(&id)) {
        words.push(format!("{SCENARIO}{}", quote(&scenario.name)));
    }
    words.join(", ")
}

/// `scenario "The app store shuts us out"`.
const SCENARIO: &str = "scenario ";

/// The scenario of this name.
fn scenario(name: &str, names: &dyn Names) -> Result<ScenarioId, Unfit> {
    let all = || names.map().scenarios.values();
    let same = |s: &&std::sync::Arc<Scenario>| super::names::key(&s.name) == super::names::key(name);
    all().find(same).map(|s| s.id).ok_or_else(|| {
        let near = nearest(name, all().map(|s| s.name.as_str()));
        Unfit::new(say!("There is no scenario \u{201c}{name}\u{201d}", name), near.unwrap_or(""))
    })
}

/// "order moves then top then findings".
const ORDER: &str = "order ";
const THEN: &str = " then ";

/// The parts of an order, each once.
fn order(text: &str) -> Option<Vec<PagePart>> {
    let mut parts = Vec::new();
    for word in text.split(THEN) {
        let part = word.parse().ok().filter(|p| !parts.contains(p))?;
        parts.push(part);
    }
    Some(parts)
}

fn page(text: &str, names: &dyn Names) -> Result<PageSettings, Unfit> {
    let mut page = PageSettings::default();
    for item in split_list(text).into_iter().flat_map(|item| {
        // "a3 portrait" without a comma is as good.
        let first = item.split_whitespace().next().filter(|w| w.parse::<PageSize>().is_ok());
        first.map_or_else(|| vec![item], |w| vec![w, item[w.len()..].trim()])
    }) {
        let word = item.to_ascii_lowercase();
        let (shown, part) =
            word.strip_prefix("no ").map_or((true, word.as_str()), |part| (false, part.trim()));
        if let Some(name) = word.starts_with(SCENARIO).then(|| item[SCENARIO.len()..].trim()) {
            page.scenario = Some(scenario(&unquote(name).unwrap_or_else(|| name.to_owned()), names)?);
        } else if let Some(parts) = word.strip_prefix(ORDER).and_then(order) {
            page.order = parts;
        } else if let Ok(part) = part.parse() {
            *page.part(part) = shown;
        } else if word == "grey" {
            page.grey = true;
        } else if let Ok(layout) = word.parse() {
            page.layout = layout;
        } else if let Ok(size) = word.parse() {
            page.size = size;
        } else if word == "portrait" || word == "landscape" {
            page.portrait = word == "portrait";
        } else if !word.is_empty() {
            let words = PageSize::ALL
                .iter()
                .map(|s| s.word())
                .chain(PageLayout::ALL.iter().map(|l| l.word()))
                .chain(["portrait", "landscape", "grey", "agreements", "no findings"]);
            let near = nearest(item, words).unwrap_or("a4");
            return Err(Unfit::new(say!("\u{201c}{item}\u{201d} is nothing that a page has", item), near));
        }
    }
    Ok(page)
}
