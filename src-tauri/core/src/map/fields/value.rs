//! How the values of fields are read and written as text: texts, switches, days, shares, scales, dates.
//!
//! Each small module has `text` and `parse`, which are each other's reverse; empty text means "not set".

use super::Names;
use crate::map::{
    ActorId, FlowId, Unfit, nearest, of_five,
    quote::{plain, quoted_where_needed, split_list},
    word::Word,
};

/// Any text, as it stands.
pub(super) mod any {
    use super::*;
    pub fn text(value: &str) -> String {
        value.to_owned()
    }
    pub fn parse(text: &str) -> Result<String, Unfit> {
        Ok(text.to_owned())
    }
}

/// Yes or no.
pub(super) mod switch {
    use super::*;
    pub fn text(value: &bool) -> String {
        if *value { "yes".into() } else { String::new() }
    }
    pub fn parse(text: &str) -> Result<bool, Unfit> {
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "on" => Ok(true),
            "" | "no" | "false" | "off" => Ok(false),
            _ => Err(Unfit::new(say!("Here only yes or no can be said"), "yes")),
        }
    }
}

/// A time in days: "120d", "4 weeks", "120".
pub(super) mod days {
    use super::*;
    pub fn text(value: &Option<f64>) -> String {
        value.map_or_else(String::new, |d| format!("{d}d"))
    }
    pub fn parse(text: &str) -> Result<Option<f64>, Unfit> {
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let times = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
            "" | "d" | "day" | "days" => 1.0,
            "w" | "week" | "weeks" => 7.0,
            _ => return Err(Unfit::new(say!("Times are said in days or weeks"), format!("{digits}d"))),
        };
        let number = number_in(digits).ok_or_else(|| Unfit::new(say!("Times are said in days"), "30d"))?;
        Ok(Some(number * times))
    }
}

/// A share between nothing and all: "15%", "0.15".
pub(super) mod share {
    use super::*;
    pub fn text(value: &Option<f64>) -> String {
        let Some(share) = *value else { return String::new() };
        let percent = format!("{:.9}", share * 100.0);
        let percent = percent.trim_end_matches('0').trim_end_matches('.');
        let exact = format!("{percent}e-2").parse() == Ok(share);
        if exact { format!("{percent}%") } else { share.to_string() }
    }
    pub fn parse(text: &str) -> Result<Option<f64>, Unfit> {
        if text.is_empty() {
            return Ok(None);
        }
        let number = match text.strip_suffix('%') {
            Some(percent) => number_in(percent).and_then(|_| format!("{}e-2", percent.trim()).parse().ok()),
            None => number_in(text),
        };
        match number {
            Some(share) if share <= 1.0 => Ok(Some(share)),
            Some(share) if share <= 100.0 => {
                Err(Unfit::new(say!("A share is at most 1 or 100%"), format!("{share}%")))
            }
            _ => Err(Unfit::new(say!("A share lies between 0% and 100%"), "15%")),
        }
    }
}

/// A share, or a part of more than all, as text: "50%", "150%".
pub(crate) fn share_text(share: f64) -> String {
    share::text(&Some(share))
}

/// 1 (slight) to 5 (vital).
pub(super) mod scale {
    use super::*;
    pub fn text(value: &Option<u8>) -> String {
        value.map_or_else(String::new, |s| s.to_string())
    }
    pub fn parse(text: &str) -> Result<Option<u8>, Unfit> {
        match text {
            "" => Ok(None),
            _ => match of_five(text).parse() {
                Ok(s @ 1..=5) => Ok(Some(s)),
                Ok(0) => Err(Unfit::new(say!("The scale goes from 1 (slight) to 5 (vital)"), "1")),
                _ => Err(Unfit::new(say!("The scale goes from 1 (slight) to 5 (vital)"), "5")),
            },
        }
    }
}

/// A whole number of things.
pub(super) mod count {
    use super::*;
    pub fn text(value: &Option<u32>) -> String {
        value.map_or_else(String::new, |n| n.to_string())
    }
    pub fn parse(text: &str) -> Result<Option<u32>, Unfit> {
        if text.is_empty() {
            return Ok(None);
        }
        text.replace(',', "")
            .parse()
            .map(Some)
            .map_err(|_| Unfit::new(say!("A count is a whole number"), "20"))
    }
}

/// Any number that is not negative.
pub(super) mod number {
    use super::*;
    pub fn text(value: &Option<f64>) -> String {
        value.map_or_else(String::new, |n| n.to_string())
    }
    pub fn parse(text: &str) -> Result<Option<f64>, Unfit> {
        if text.is_empty() {
            return Ok(None);
        }
        match number_in(text) {
            Some(number) => Ok(Some(number)),
            None => crate::map::Quantity::parse_once(text).map(|q| Some(q.amount.units())),
        }
    }
}

/// A net promoter score: a number from -100 to 100.
pub(super) mod score {
    use super::*;
    pub fn text(value: &Option<f64>) -> String {
        value.map_or_else(String::new, |n| n.to_string())
    }
    pub fn parse(text: &str) -> Result<Option<f64>, Unfit> {
        let unfit = || Unfit::new(say!("A net promoter score lies between -100 and 100"), "40");
        if text.is_empty() {
            return Ok(None);
        }
        let number: f64 = text.parse().map_err(|_| unfit())?;
        if (-100.0..=100.0).contains(&number) { Ok(Some(number)) } else { Err(unfit()) }
    }
}

/// Figures before and after: "claims days 60 to 45".
pub(super) mod outcomes {
    use super::*;
    use crate::map::{Outcome, quote::quoted_at};
    pub fn text(value: &[Outcome]) -> String {
        let one = |o: &Outcome| {
            let plain = format!("{} {} to {}", o.name, o.before, o.after);
            let bare = outcome(&plain).as_ref() == Ok(o) && quoted_where_needed(&o.name) == o.name;
            let name = if bare { o.name.clone() } else { crate::map::quote::quote(&o.name) };
            format!("{name} {} to {}", o.before, o.after)
        };
        value.iter().map(one).collect::<Vec<_>>().join(", ")
    }
    pub fn parse(text: &str) -> Result<Vec<Outcome>, Unfit> {
        split_list(text).into_iter().map(outcome).collect()
    }
    fn outcome(item: &str) -> Result<Outcome, Unfit> {
        let unfit = || {
            Unfit::new(say!("An outcome is a name, a figure before and one after"), "claims days 60 to 45")
        };
        let (name, rest) = match quoted_at(item) {
            Some((name, length)) => (name, item[length..].trim()),
            None => {
                let mut ends = item.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
                let at = ends.nth(2).filter(|at| !item[..*at].trim().is_empty()).ok_or_else(unfit)?;
                (item[..at].trim().to_owned(), item[at..].trim())
            }
        };
        let figures: Vec<&str> = rest.split_whitespace().collect();
        let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
        match figures[..] {
            [before, "to", after] => {
                let (before, after) = number(before).zip(number(after)).ok_or_else(unfit)?;
                Ok(Outcome { name, before, after })
            }
            _ => Err(unfit()),
        }
    }
}

/// A day of the calendar: "2026-03-31".
pub(super) mod date {
    use super::*;
    pub fn text(value: &str) -> String {
        value.to_owned()
    }
    pub fn parse(text: &str) -> Result<String, Unfit> {
        let parts: Vec<Option<u32>> = text
            .split('-')
            .map(|p| if p.bytes().all(|b| b.is_ascii_digit()) { p.parse().ok() } else { None })
            .collect();
        let right = match parts[..] {
            [Some(year), Some(month), Some(day)] => {
                text.len() == 10 && day >= 1 && day <= days_in(year, month)
            }
            _ => text.is_empty(),
        };
        if right {
            Ok(text.to_owned())
        } else {
            Err(Unfit::new(say!("A date is written year-month-day"), "2026-03-31"))
        }
    }
    fn days_in(year: u32, month: u32) -> u32 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        }
    }
}

/// The words of a list, each once.
pub(super) mod words {
    use super::*;
    pub fn text<W: Word>(value: &[W]) -> String {
        value.iter().map(|w| w.word()).collect::<Vec<_>>().join(", ")
    }
    pub fn parse<W: Word>(text: &str) -> Result<Vec<W>, Unfit> {
        let mut all = Vec::new();
        for item in split_list(text) {
            if let Some(value) = word(&plain(item))?
                && !all.contains(&value)
            {
                all.push(value);
            }
        }
        Ok(all)
    }
}

/// A list of texts.
pub(super) mod texts {
    use super::*;
    pub fn text(value: &[String]) -> String {
        value.iter().map(|t| quoted_where_needed(t)).collect::<Vec<_>>().join(", ")
    }
    pub fn parse(text: &str) -> Result<Vec<String>, Unfit> {
        Ok(split_list(text).into_iter().map(plain).collect())
    }
}

/// One word of a vocabulary, or none.
pub(super) fn word<W: Word>(text: &str) -> Result<Option<W>, Unfit> {
    if text.is_empty() {
        return Ok(None);
    }
    W::heard(text).map(Some).ok_or_else(|| {
        let words: Vec<&str> = W::all().iter().map(|w| w.said()).collect();
        let near = nearest(text, words.iter().copied());
        Unfit::new(
            say!("\u{201c}{text}\u{201d} is none of: {words}", text, words = words.join(", ")),
            near.unwrap_or_else(|| words.first().copied().unwrap_or("")),
        )
    })
}

/// A finite number that is not negative.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let number: f64 = text.trim().replace(',', "").parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// `n` finite numbers with blanks between.
pub(super) fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let all: Vec<f64> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n: &f64| n.is_finite()))
        .collect::<Option<_>>()?;
    all.try_into().ok()
}

/// The names of actors as a list.
pub(super) fn actor_names<'a>(actors: impl Iterator<Item = &'a ActorId>, names: &dyn Names) -> String {
    actors.map(|a| quoted_where_needed(names.map().name(*a))).collect::<Vec<_>>().join(", ")
}

/// The actors of a list of names, each once.
pub(super) fn actors(text: &str, names: &mut dyn Names) -> Result<Vec<ActorId>, Unfit> {
    let mut all = Vec::new();
    for item in split_list(text) {
        let actor = names.actor(&plain(item))?;
        if !all.contains(&actor) {
            all.push(actor);
        }
    }
    Ok(all)
}

/// Flows as a list of their texts.
pub(super) fn flow_texts(flows: &[FlowId], names: &dyn Names) -> String {
    flows.iter().map(|f| quoted_where_needed(&names.flow_text(*f))).collect::<Vec<_>>().join(", ")
}

/// The flows of a list of their texts, each once.
pub(super) fn flows(text: &str, names: &mut dyn Names) -> Result<Vec<FlowId>, Unfit> {
    let mut all = Vec::new();
    for item in split_list(text) {
        let flow = names.flow(&plain(item))?;
        if !all.contains(&flow) {
            all.push(flow);
        }
    }
    Ok(all)
}
