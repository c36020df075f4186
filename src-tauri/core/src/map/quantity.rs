//! Quantities: an amount, what it is counted in, and per what time.
//!
//! Amounts are kept as whole millionths so that sums of money are exact. Reading and writing them as
//! people do ("40k/y", "USD 1.2m/quarter", "30k once") is one function each, used by the notation, the
//! inspector and the page alike.

use super::{
    Kind, Unfit,
    quote::{quote, unquote},
    word::vocabulary,
};
use crate::language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// The time over which an amount recurs.
    Period {
        /// Not recurring; never enters a yearly total.
        Once = "once",
        /// Per day.
        Day = "day" | "d" | "days" | "daily" | "día" | "dia" | "días",
        /// Per week.
        Week = "week" | "w" | "weeks" | "weekly" | "wk" | "semana" | "semanas",
        /// Per month.
        Month = "month" | "m" | "mo" | "months" | "monthly" | "mes" | "meses",
        /// Per quarter.
        Quarter = "quarter" | "q" | "quarters" | "quarterly" | "trimestre" | "trimestres",
        /// Per year.
        Year = "year" | "y" | "yr" | "years" | "yearly" | "a" | "año" | "años" | "ano",
    }
}

impl Period {
    /// How often the period occurs in a year (day 365, week 365/7, month 12, quarter 4, year 1);
    /// `None` for a one-off.
    pub fn per_year(self) -> Option<f64> {
        match self {
            Period::Once => None,
            Period::Day => Some(365.0),
            Period::Week => Some(365.0 / 7.0),
            Period::Month => Some(12.0),
            Period::Quarter => Some(4.0),
            Period::Year => Some(1.0),
        }
    }
}

/// An amount in whole millionths of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Micros(#[ts(type = "number")] pub i64);

impl Micros {
    /// The nearest amount to `units`; `None` where it is negative, not finite or out of range.
    pub fn from_units(units: f64) -> Option<Micros> {
        let micros = (units * 1e6).round();
        (0.0..9.0e18).contains(&micros).then_some(Micros(micros as i64))
    }

    /// The amount times a factor; `None` where that is out of range.
    pub fn scaled(self, factor: f64) -> Option<Micros> {
        Micros::from_units(self.units() * factor)
    }

    /// The amount in units.
    pub fn units(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

/// How much, of what, per what time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Quantity {
    /// The amount.
    pub amount: Micros,
    /// For money a currency code, empty for the map's base currency; else what is counted.
    pub unit: String,
    /// Per what time.
    pub period: Period,
}

/// Amounts above this many units are refused.
const MOST_UNITS: i128 = 9_000_000_000_000;
/// Letters after a number, with their powers of ten.
const SCALES: [(&str, u32); 9] = [
    ("k", 3),
    ("thousand", 3),
    ("m", 6),
    ("mn", 6),
    ("million", 6),
    ("b", 9),
    ("bn", 9),
    ("billion", 9),
    ("trn", 12),
];
const SYMBOLS: [(char, &str); 4] = [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY")];

impl Quantity {
    /// The same, times a factor; `None` where that is out of range.
    pub fn scaled(&self, factor: f64) -> Option<Quantity> {
        self.amount.scaled(factor).map(|amount| Quantity { amount, ..self.clone() })
    }

    /// Reads a quantity as people write it: "40k/y", "USD 1.2m/quarter", "EUR 5k a month", "30k once",
    /// "1,200 users/day".
    ///
    /// Money needs an amount and a period and may name a currency (else the map's base currency is meant);
    /// other kinds need the thing counted too. A plain "30k" is refused, because nobody can tell a yearly
    /// amount from a single one. The number has at most six decimals; a unit in double quotes is taken as
    /// it stands.
    ///
    /// # Errors
    /// The reason, with the nearest text that would be understood.
    pub fn parse(text: &str, kind: Kind) -> Result<Quantity, Unfit> {
        let text = text.trim();
        let (head, period) = split_period(text)?;
        let (prefix, rest) = currency_in_front(head);
        let (amount, rest) = read_amount(rest, kind)?;
        let unit = match rest.trim() {
            "" => prefix.clone(),
            unit => unit_after(unit, kind)?,
        };
        if !prefix.is_empty() && !rest.trim().is_empty() && unit != prefix {
            return Err(Unfit::new(say!("One quantity has one unit"), format!("{prefix} {}", amount.text())));
        }
        let rest = rest.trim();
        // What stands behind a stroke is a time.
        let counted = !prefix.is_empty() || (!rest.is_empty() && !rest.starts_with('/'));
        if kind != Kind::Money && !counted {
            let per = period.map_or("/y".to_owned(), per_text);
            return Err(Unfit::new(say!("Say what is counted"), format!("{} items{per}", amount.text())));
        }
        let Some(period) = period else {
            let nearest = Quantity { amount, unit, period: Period::Year }.text(kind);
            return Err(Unfit::new(say!("Say per what time, or once"), nearest));
        };
        Ok(Quantity { amount, unit, period })
    }

    /// Reads an amount of money that was paid once: "80k", "EUR 5k", "80k once".
    ///
    /// # Errors
    /// As [`Quantity::parse`].
    pub fn parse_once(text: &str) -> Result<Quantity, Unfit> {
        match split_period(text.trim())? {
            (_, Some(_)) => Quantity::parse(text, Kind::Money),
            (_, None) => Quantity::parse(&format!("{} once", text.trim()), Kind::Money),
        }
    }

    /// The quantity as text that [`Quantity::parse`] reads back exactly: "USD 1.2m/quarter".
    pub fn text(&self, kind: Kind) -> String {
        let (amount, unit, per) = (self.amount.text(), &self.unit, per_text(self.period));
        if kind == Kind::Money && unit.is_empty() {
            return format!("{amount}{per}");
        }
        if kind == Kind::Money && is_currency(unit) {
            return format!("{unit} {amount}{per}");
        }
        let plain = format!("{amount} {unit}{per}");
        // Anything but letters, digits and blanks might be a mark where the quantity stands.
        let simple = unit.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '%'));
        match Quantity::parse(&plain, kind) {
            Ok(same) if simple && same == *self => plain,
            _ => format!("{amount} {}{per}", quote(unit)),
        }
    }

    /// The short form for cards, labels and sentences: "$300k/yr", "CHF 5k/mo", "1,200 users/day",
    /// "$30k once". Rounded to what a reader takes in at a glance.
    pub fn short(&self, kind: Kind, base_currency: &str) -> String {
        let per = match self.period {
            Period::Once => say!(" once"),
            Period::Day => say!("/day"),
            Period::Week => say!("/wk"),
            Period::Month => say!("/mo"),
            Period::Quarter => say!("/qtr"),
            Period::Year => say!("/yr"),
        };
        let units = self.amount.units();
        if kind == Kind::Money {
            let currency = if self.unit.is_empty() { base_currency } else { &self.unit };
            return short_money(units, currency) + per;
        }
        let space = if self.unit.is_empty() { "" } else { " " };
        format!("{}{space}{}{per}", short_number(units), self.unit)
    }
}

impl Micros {
    /// The exact amount, with k, m or bn where that is shorter: "212.5k".
    fn text(self) -> String {
        for (power, letters) in [(9, "bn"), (6, "m"), (3, "k")] {
            let one = 10_i64.pow(power + 6);
            if self.0 >= one && self.0 % (one / 100) == 0 {
                return format!("{}{letters}", decimal(self.0, power + 6));
            }
        }
        decimal(self.0, 6)
    }
}

/// An amount of money for people: "$962.5k", "CHF 1.25m", "€980".
pub fn short_money(units: f64, currency: &str) -> String {
    let number = short_number(units.abs());
    let sign = if units < 0.0 { "\u{2212}" } else { "" };
    match SYMBOLS.iter().find(|(_, code)| *code == currency) {
        Some((symbol, _)) => format!("{sign}{symbol}{number}"),
        None if currency.is_empty() => format!("{sign}{number}"),
        None => format!("{sign}{currency} {number}"),
    }
}

/// A number for people: "1,200", "12.5k", "1.25m"; below 100 with two decimals at most.
pub fn short_number(number: f64) -> String {
    for (least, scale, decimals) in [(999.995e6, 1e9, 2), (999.95e3, 1e6, 2), (9_999.5, 1e3, 1)] {
        if number >= least {
            let number = language::number(trimmed(format!("{:.decimals$}", number / scale)));
            return match scale {
                1e9 => say!("{number}bn", number),
                1e6 => say!("{number}m", number),
                _ => say!("{number}k", number),
            };
        }
    }
    if number >= 999.5 {
        let whole = number.round() as i64;
        return language::number(format!("{},{:03}", whole / 1000, whole % 1000));
    }
    language::number(trimmed(if number >= 99.995 { format!("{number:.0}") } else { format!("{number:.2}") }))
}

/// Cuts noughts after the decimal point, and the point where nothing is left after it.
fn trimmed(mut number: String) -> String {
    if number.contains('.') {
        number.truncate(number.trim_end_matches('0').trim_end_matches('.').len());
    }
    number
}

/// `value` over ten to the `power`, exactly.
fn decimal(value: i64, power: u32) -> String {
    let one = 10_i64.pow(power);
    trimmed(format!("{}.{:0width$}", value / one, value % one, width = power as usize))
}

fn per_text(period: Period) -> String {
    match period {
        Period::Once => " once".into(),
        Period::Year => "/y".into(),
        other => format!("/{other}"),
    }
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// The text before the period, and the period if there is one.
fn split_period(text: &str) -> Result<(&str, Option<Period>), Unfit> {
    let outside = text.rfind('"').map_or(0, |end| end + 1);
    if let Some(slash) = text[outside..].rfind('/') {
        let (head, word) = (&text[..outside + slash], text[outside + slash + 1..].trim());
        let period = word.parse().map_err(|word: String| {
            let words = Period::ALL.iter().map(|p| p.word());
            let near = super::nearest(&word, words).unwrap_or("year");
            Unfit::new(say!("\u{201c}{word}\u{201d} is no period", word), format!("{}/{near}", head.trim()))
        })?;
        return Ok((head.trim_end(), Some(period)));
    }
    let Some((head, word)) = text.rsplit_once(char::is_whitespace).filter(|(head, _)| head.len() >= outside)
    else {
        return Ok((text, None));
    };
    let head = head.trim_end();
    let adverbs = ["once", "daily", "weekly", "monthly", "quarterly", "yearly"];
    let word = if word.eq_ignore_ascii_case("annually") { "yearly" } else { word };
    if adverbs.iter().any(|a| a.eq_ignore_ascii_case(word)) {
        return Ok((head, word.parse().ok()));
    }
    if let Some((before, link)) = head.rsplit_once(char::is_whitespace)
        && ["a", "an", "per", "each", "every", "al", "por", "cada"]
            .contains(&link.to_ascii_lowercase().as_str())
        && before.len() >= outside
        && let Ok(period) = word.parse()
    {
        return Ok((before.trim_end(), Some(period)));
    }
    Ok((text, None))
}

/// A currency in front of the number, as its code, and what follows it.
fn currency_in_front(text: &str) -> (String, &str) {
    if let Some((symbol, code)) = SYMBOLS.iter().find(|(symbol, _)| text.starts_with(*symbol)) {
        return ((*code).into(), text[symbol.len_utf8()..].trim_start());
    }
    if let (Some(code), Some(rest)) = (text.get(..3), text.get(3..))
        && code.bytes().all(|b| b.is_ascii_alphabetic())
        && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return (code.to_ascii_uppercase(), rest.trim_start());
    }
    (String::new(), text)
}

/// The number with its letters at the beginning of a text, and what follows it.
fn read_amount(text: &str, kind: Kind) -> Result<(Micros, &str), Unfit> {
    if text.starts_with(['-', '\u{2212}']) {
        return Err(Unfit::new(
            say!("A quantity is never negative; turn the flow around"),
            text.trim_start_matches(['-', '\u{2212}']),
        ));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '_')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Unfit::new(say!("A quantity begins with a number"), "40k/y"));
    }
    let digits = without_separators(digits)?;
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (mut word, mut after) = rest.split_at(letters);
    if word.is_empty() {
        let next = rest.trim_start();
        let letters = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
        // Of other kinds "5 m" may be metres; no currency is called like a scale.
        if letters > 3 || kind == Kind::Money {
            (word, after) = next.split_at(letters);
        }
    }
    match SCALES.iter().find(|(letters, _)| letters.eq_ignore_ascii_case(word)) {
        Some((_, power)) => Ok((micros(&digits, *power)?, after)),
        None => Ok((micros(&digits, 0)?, rest)),
    }
}

/// The digits without the commas or underscores between thousands.
fn without_separators(digits: &str) -> Result<String, Unfit> {
    let whole = digits.split('.').next().unwrap_or("");
    let mut groups = whole.split([',', '_']);
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains([',', '_']);
    let fits = !grouped || ((1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3));
    let decimals = &digits[whole.len()..];
    // Half of the world writes thousands so; nobody writes noughts after decimals.
    let looks_large = decimals.len() == 4 && decimals.ends_with('0') && whole.len() <= 3 && whole != "0";
    if fits && !grouped && looks_large {
        let (small, large) = (trimmed(digits.to_owned()), digits.replace('.', ","));
        return Err(Unfit::new(
            say!("\u{201c}{digits}\u{201d} could be {small} or {large}: say which", digits, small, large),
            large,
        ));
    }
    if fits && digits.matches('.').count() <= 1 && !decimals.contains(',') {
        return Ok(digits.replace([',', '_'], ""));
    }
    let nearest = digits.replace([',', '_'], ".");
    Err(Unfit::new(
        say!(
            "\u{201c}{digits}\u{201d} is no number; a comma stands between thousands, a point before decimals",
            digits
        ),
        if nearest.matches('.').count() == 1 { nearest } else { digits.replace(['.', ',', '_'], "") },
    ))
}

/// Digits with a decimal point times ten to the `power`, exactly.
fn micros(digits: &str, power: u32) -> Result<Micros, Unfit> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let places = power as usize + 6;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return Err(Unfit::new(
            say!("A quantity has at most six decimals"),
            format!("{whole}.{}", &fraction[..places]),
        ));
    }
    let too_large = || Unfit::new(say!("That is more than nine trillion"), "");
    let all = format!("{whole}{fraction}{}", "0".repeat(places - fraction.len()));
    let value: i128 = all.trim_start_matches('0').parse().or_else(|e: std::num::ParseIntError| {
        if *e.kind() == std::num::IntErrorKind::Empty { Ok(0) } else { Err(too_large()) }
    })?;
    if value > MOST_UNITS * 1_000_000 {
        return Err(too_large());
    }
    Ok(Micros(value as i64))
}

/// The unit behind a number: for money a currency of three letters, else what is counted.
fn unit_after(unit: &str, kind: Kind) -> Result<String, Unfit> {
    if unit.starts_with('"') {
        return unquote(unit).ok_or_else(|| Unfit::new(say!("The quote is not closed"), format!("{unit}\"")));
    }
    if kind != Kind::Money {
        return Ok(unit.to_owned());
    }
    if let Some((_, code)) = SYMBOLS.iter().find(|(symbol, _)| unit.chars().eq([*symbol])) {
        return Ok((*code).into());
    }
    let code = unit.to_ascii_uppercase();
    if is_currency(&code) {
        return Ok(code);
    }
    Err(Unfit::new(say!("\u{201c}{unit}\u{201d} is no currency of three letters", unit), "USD 40k/y"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Quantity {
        Quantity::parse(text, Kind::Money).unwrap()
    }

    fn quantity(units: f64, unit: &str, period: Period) -> Quantity {
        Quantity { amount: Micros::from_units(units).unwrap(), unit: unit.into(), period }
    }

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, units, unit, period) in [
            ("40k/y", 40e3, "", Period::Year),
            ("USD 1.2m/quarter", 1.2e6, "USD", Period::Quarter),
            ("EUR 5k/month", 5e3, "EUR", Period::Month),
            ("30k once", 30e3, "", Period::Once),
            ("$300,000 a year", 300e3, "USD", Period::Year),
            ("€5k per month", 5e3, "EUR", Period::Month),
            ("200 GBP/week", 200.0, "GBP", Period::Week),
            ("1.5 million yearly", 1.5e6, "", Period::Year),
            ("100 k per month", 100e3, "", Period::Month),
            ("80 k € a year", 80e3, "EUR", Period::Year),
            ("usd 7bn/y", 7e9, "USD", Period::Year),
            ("0/day", 0.0, "", Period::Day),
        ] {
            assert_eq!(money(text), quantity(units, unit, period), "{text}");
        }
    }

    #[test]
    fn counted_things_keep_their_unit() {
        let users = Quantity::parse("1,200 users/day", Kind::Data).unwrap();
        assert_eq!(users, quantity(1200.0, "users", Period::Day));
        assert_eq!(users.text(Kind::Data), "1.2k users/day");
        assert_eq!(users.short(Kind::Data, "USD"), "1,200 users/day");
    }

    #[test]
    fn what_is_missing_is_said_with_the_nearest_valid_form() {
        for (text, kind, nearest) in [
            ("30k", Kind::Money, "30k/y"),
            ("EUR 30k", Kind::Money, "EUR 30k/y"),
            ("30k/yeer", Kind::Money, "30k/year"),
            ("30 users", Kind::Data, "30 users/y"),
            ("30/day", Kind::Data, "30 items/day"),
            ("24k/y \"claims\"", Kind::Data, "24k items/y"),
            ("1,5k/y", Kind::Money, "1.5"),
            ("80.000 €/y", Kind::Money, "80,000"),
            ("1.250 reports/y", Kind::Data, "1,250"),
            ("-5k/y", Kind::Money, "5k"),
        ] {
            assert_eq!(Quantity::parse(text, kind).unwrap_err().nearest, nearest, "{text}");
        }
        for text in ["", "k/y", "money", "99999999999999999999999/y", "0.1234567/y", "1.2.3/y"] {
            assert!(Quantity::parse(text, Kind::Money).is_err(), "{text}");
        }
    }

    #[test]
    fn a_deal_brings_its_amount_once() {
        assert_eq!(Quantity::parse_once("80k").unwrap(), quantity(80e3, "", Period::Once));
        assert_eq!(Quantity::parse_once("EUR 5k once").unwrap(), quantity(5e3, "EUR", Period::Once));
    }

    #[test]
    fn the_short_form_is_calm() {
        for (text, short) in [
            ("300k/y", "$300k/yr"),
            ("212.5k/y", "$212.5k/yr"),
            ("EUR 1234567/month", "€1.23m/mo"),
            ("CHF 5k/quarter", "CHF 5,000/qtr"),
            ("30k once", "$30k once"),
            ("9999.7/y", "$10k/yr"),
            ("999.9k/y", "$999.9k/yr"),
            ("999.99k/y", "$1m/yr"),
            ("0.5/day", "$0.5/day"),
        ] {
            assert_eq!(money(text).short(Kind::Money, "USD"), short);
        }
        assert_eq!(short_money(-962_500.0, "USD"), "\u{2212}$962.5k");
    }

    proptest! {
        #[test]
        fn every_quantity_reads_back_exactly(
            micros in 0_i64..9_000_000_000_000_000_000,
            coarse in 0_u32..16,
            unit in prop_oneof![Just(String::new()), "[A-Z]{3}", "[a-z ]{1,12}", "\\PC{0,12}"],
            period in prop::sample::select(Period::ALL),
            kind in prop::sample::select(Kind::ALL),
        ) {
            let step = 10_i64.pow(coarse);
            let quantity = Quantity { amount: Micros(micros / step * step), unit, period };
            prop_assert_eq!(Quantity::parse(&quantity.text(kind), kind), Ok(quantity));
        }

        #[test]
        fn no_text_makes_the_reading_panic(text in "\\PC{0,30}", kind in prop::sample::select(Kind::ALL)) {
            if let Ok(quantity) = Quantity::parse(&text, kind) {
                prop_assert_eq!(Quantity::parse(&quantity.text(kind), kind), Ok(quantity));
            }
        }
    }
}
