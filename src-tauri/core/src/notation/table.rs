//! A table pasted from a spreadsheet, or the text of a CSV file: each row becomes a statement of the notation.
//!
//! Which column is what is told by its title, in English or Spanish, or else guessed from what stands in it. A
//! column that nothing is known of is kept in the remark. Knows no map.

use super::{
    TableRead,
    arrow::kind,
    flow::verb,
    lexer::{Mark, lex},
    statements::KEYWORDS,
};
use crate::map::{Evidence, Kind, Quantity, Role, of_five, quote::quote};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a table as statements.
pub(super) struct Table {
    /// The line that each statement comes from, from 1.
    pub rows: Vec<(u32, String)>,
    /// How it was understood.
    pub read: TableRead,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Holds {
    From,
    To,
    Kind,
    Amount,
    Currency,
    Period,
    Label,
    Name,
    Roles,
    /// A field of the actor or flow, by its word.
    Field(&'static str),
    Remark,
}

/// What the titles of columns mean, in small letters.
const TITLES: [(Holds, &[&str]); 9] = [
    (
        Holds::From,
        &["from", "payer", "giver", "sender", "origin", "de", "desde", "origen", "pagador", "emisor"],
    ),
    (
        Holds::To,
        &[
            "to",
            "target",
            "payee",
            "receiver",
            "recipient",
            "destination",
            "a",
            "hacia",
            "hasta",
            "para",
            "destino",
            "receptor",
            "beneficiario",
        ],
    ),
    (Holds::Kind, &["kind", "type", "kind of flow", "flow type", "tipo", "clase"]),
    (
        Holds::Amount,
        &[
            "amount", "value", "quantity", "weight", "how much", "importe", "cantidad", "monto", "valor",
            "cuánto", "peso",
        ],
    ),
    (Holds::Currency, &["currency", "moneda", "divisa"]),
    (Holds::Period, &["period", "per", "frequency", "periodo", "período", "frecuencia"]),
    (Holds::Label, &["label", "what", "description", "etiqueta", "qué", "concepto", "descripción"]),
    (
        Holds::Name,
        &["name", "actor", "organisation", "organization", "company", "nombre", "organización", "empresa"],
    ),
    (Holds::Roles, &["role", "roles", "rol", "papel", "papeles"]),
];

/// Titles of fields that a cell's text can be put into as it stands.
const FIELDS: [(&str, &[&str]); 6] = [
    ("evidence", &["evidence", "evidencia"]),
    ("strength", &["strength", "fuerza", "intensidad"]),
    ("source", &["source", "fuente"]),
    ("owner", &["owner", "responsable"]),
    ("stage", &["stage", "partner stage", "etapa"]),
    ("fact", &["fact", "dato"]),
];

/// What a list calls whoever wrote it.
const WE: [&str; 5] = ["we", "ours", "nosotros", "nosotras", "propia"];

/// A line of a table, cut into its cells.
struct Line {
    number: u32,
    cells: Vec<String>,
}

/// Understands a text as a table: all its lines have as many cells, and none of them is a statement.
///
/// Cells are set apart by tabs, semicolons or commas. As semicolons and commas also stand in the notation and in
/// names, they need two lines, and titles or a column of numbers or kinds beside two others; two columns with
/// semicolons may be names and roles.
pub(super) fn table(text: &str) -> Option<Table> {
    ['\t', ';', ','].into_iter().find_map(|mark| read(text, mark))
}

fn read(text: &str, mark: char) -> Option<Table> {
    let mut lines = cut(text, mark);
    lines.retain(|line| line.cells.iter().any(|cell| !cell.is_empty()));
    let width = lines.first()?.cells.len();
    let even = width >= 2 && lines.iter().all(|line| line.cells.len() == width);
    if !even || (mark != '\t' && lines.len() < 2) {
        return None;
    }
    // Programs set no blank beside a semicolon; people who say several things in a line do.
    let is_written = mark == ';' && !text.contains("; ") && !text.contains(" ;");
    let titled = titles_of(&lines, is_written);
    let are_foreign = titled.as_ref().is_some_and(|titles| titles.iter().all(Option::is_none));
    let is_named = titled.as_ref().is_some_and(|titles| titles.iter().flatten().count() >= 2);
    let body = &lines[usize::from(titled.is_some())..];
    let cells = || body.iter().flat_map(|line| &line.cells);
    if body.is_empty() || cells().any(|cell| has_arrow(cell)) {
        return None;
    }
    if mark != '\t' && !is_named && cells().any(|cell| is_statement(cell)) {
        return None;
    }
    let decimals = decimals(body, mark);
    let columns = columns(titled.as_deref(), body, width, decimals)?;
    let has = |holds: Holds| columns.contains(&holds);
    let is_sure = (width >= 3 && (has(Holds::Amount) || has(Holds::Kind)))
        || (mark == ';' && has(Holds::Roles))
        || (is_written && titled.is_some());
    if mark != '\t' && !is_named && !is_sure {
        return None;
    }
    let titles = titled.is_some().then(|| lines[0].cells.as_slice());
    let rows = Rows { columns: &columns, titles, decimals };
    let statements = body.iter().map(|line| (line.number, rows.statement(&line.cells))).collect();
    let titles = titles.map(|_| lines[0].number);
    let mut told = told(&columns);
    if are_foreign {
        told = told + " " + say!("The first line is taken as titles.");
    }
    let foreign = |line: &Line| roles(rows.cell(&line.cells, Holds::Roles)).is_none();
    if has(Holds::Roles) && body.iter().any(foreign) {
        told = told + " " + say!("Roles of other names are kept as remarks.");
    }
    Some(Table { rows: statements, read: TableRead { told, titles } })
}

/// Cuts a text into lines and cells; between double quotes, which are doubled inside, both marks are text.
fn cut(text: &str, mark: char) -> Vec<Line> {
    let mut lines = vec![Line { number: 1, cells: vec![String::new()] }];
    let (mut number, mut quoted) = (1, false);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = letters.next() {
        number += u32::from(c == '\n');
        let cells = &mut lines.last_mut().expect("there is one from the start").cells;
        let cell = cells.last_mut().expect("a line has a cell");
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            '\n' if !quoted => lines.push(Line { number, cells: vec![String::new()] }),
            c if c == mark && !quoted => cells.push(String::new()),
            '\r' => {}
            '\n' => cell.push(' '),
            c => cell.push(c),
        }
    }
    for cell in lines.iter_mut().flat_map(|line| &mut line.cells) {
        *cell = cell.trim().to_owned();
    }
    lines
}

fn has_arrow(cell: &str) -> bool {
    lex(cell).iter().any(|t| matches!(t.mark, Mark::Tail { .. } | Mark::Head | Mark::Open | Mark::Close))
}

/// Whether a cell alone is a statement other than an actor's name.
fn is_statement(cell: &str) -> bool {
    let tokens = lex(cell);
    let marked = tokens.iter().any(|t| !matches!(t.mark, Mark::Word | Mark::Quoted(_) | Mark::Comma));
    let word = |at: usize| tokens.get(at).map(|t| &cell[t.start..t.end]);
    let begun = tokens.len() > 1 && word(0).is_some_and(|w| KEYWORDS.contains(&w));
    let decided = (1..tokens.len().saturating_sub(1)).any(|at| word(at).is_some_and(|w| verb(w).is_some()));
    marked || begun || decided
}

/// What the cells of the first line say of their columns, where they are titles.
fn titles_of(lines: &[Line], is_written: bool) -> Option<Vec<Option<Holds>>> {
    let (first, rest) = lines.split_first()?;
    let mut titles: Vec<Option<Holds>> = first.cells.iter().map(|cell| title(cell)).collect();
    let has = |what: Holds| titles.contains(&Some(what));
    // "Source" is where a flow comes from, unless another column tells that.
    if !has(Holds::From) && has(Holds::To) {
        let source = titles.iter().position(|t| *t == Some(Holds::Field("source")));
        source.into_iter().for_each(|at| titles[at] = Some(Holds::From));
    }
    let known = titles.iter().flatten().count();
    let above = |fits: fn(&str) -> bool| {
        (0..first.cells.len()).any(|at| {
            let mut below =
                rest.iter().map(|line| line.cells[at].as_str()).filter(|c| !c.is_empty()).peekable();
            !first.cells[at].is_empty()
                && !fits(&first.cells[at])
                && below.peek().is_some()
                && below.all(fits)
        })
    };
    let are_titles = known >= 2
        || above(is_number)
        || (known >= 1 && above(is_kind))
        || (is_apart(first, rest)
            && (titles.contains(&Some(Holds::Name)) || (is_written && hang_together(rest))));
    are_titles.then_some(titles)
}

/// Whether each cell of the first line says something, and something that no cell below says.
fn is_apart(first: &Line, rest: &[Line]) -> bool {
    let below: BTreeSet<&str> = rest.iter().flat_map(|line| &line.cells).map(String::as_str).collect();
    let is_value = |cell: &str| cell.is_empty() || is_number(cell) || is_kind(cell) || role(cell).is_some();
    let says = |cell: &String| !is_value(cell) && !below.contains(cell.as_str());
    rest.len() >= 2 && first.cells.iter().all(says)
}

/// Whether each line has one of its first two cells in common with another: flows of one map, titles of no language
/// that is known here above them.
fn hang_together(lines: &[Line]) -> bool {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let all: Vec<[&str; 2]> =
        lines.iter().map(|line| [0, 1].map(|at| line.cells.get(at).map_or("", String::as_str))).collect();
    for name in all.iter().flatten().filter(|name| !name.is_empty()) {
        *named.entry(name).or_default() += 1;
    }
    all.iter().all(|ends| ends.iter().any(|name| named.get(name).is_some_and(|n| *n >= 2)))
}

fn title(cell: &str) -> Option<Holds> {
    let cell = cell.to_lowercase();
    let is = |words: &[&str]| words.contains(&cell.as_str());
    let holds = TITLES.iter().find(|(_, words)| is(words)).map(|(holds, _)| *holds);
    holds.or_else(|| FIELDS.iter().find(|(_, words)| is(words)).map(|(word, _)| Holds::Field(word)))
}

fn is_kind(cell: &str) -> bool {
    kind(cell).is_some()
}

fn role(cell: &str) -> Option<Role> {
    if WE.contains(&cell.to_lowercase().as_str()) {
        return Some(Role::Own);
    }
    let said = || Role::ALL.iter().copied().find(|r| r.said().to_lowercase() == cell.to_lowercase());
    cell.trim().parse().ok().or_else(said)
}

fn roles(cell: &str) -> Option<Vec<Role>> {
    parts(cell).map(role).collect()
}

/// What a cell of several roles holds.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', '/', ';']).map(str::trim).filter(|part| !part.is_empty())
}

fn is_number(cell: &str) -> bool {
    [Decimals::Point, Decimals::Comma].iter().any(|d| quantity(cell, Kind::Money, *d).is_some())
}

/// A strength from 1 to 5, alone or "of 5".
fn is_strength(cell: &str) -> bool {
    matches!(of_five(cell), "1" | "2" | "3" | "4" | "5")
}

/// What stands before the decimals of the numbers of a table.
#[derive(Clone, Copy, PartialEq)]
enum Decimals {
    Point,
    Comma,
}

/// Semicolons set cells apart where a comma stands before decimals; so does a comma that is not between thousands.
fn decimals(body: &[Line], mark: char) -> Decimals {
    let digits = |c: char| c.is_ascii_digit();
    let mut numbers = body.iter().flat_map(|line| &line.cells).filter(|cell| cell.contains(digits));
    let comma = numbers.any(|cell| {
        let Some((before, after)) = cell.rsplit_once(',') else { return false };
        let decimals = after.chars().take_while(|c| digits(*c)).count();
        before.ends_with(digits) && decimals > 0 && decimals != 3 && !after.contains('.')
    });
    let point = body.iter().flat_map(|line| &line.cells).any(|cell| {
        let Some((before, after)) = cell.rsplit_once('.') else { return false };
        let decimals = after.chars().take_while(|c| digits(*c)).count();
        before.ends_with(digits) && decimals > 0 && decimals != 3
    });
    if comma || (mark == ';' && !point) { Decimals::Comma } else { Decimals::Point }
}

/// A number as the notation writes it: no blanks inside, a point before decimals.
fn plain(cell: &str, decimals: Decimals) -> String {
    let letters: Vec<char> = cell.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut plain = String::new();
    for (at, c) in letters.iter().enumerate() {
        let between = at > 0 && is_digit(at - 1) && is_digit(at + 1);
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\'' if between => {}
            '.' if between && decimals == Decimals::Comma => {}
            ',' if between && decimals == Decimals::Comma => plain.push('.'),
            c => plain.push(*c),
        }
    }
    plain
}

/// What stands beside a number that nobody is sure of.
const UNSURE: [char; 4] = ['~', '\u{2248}', '?', '!'];

/// An amount as the notation writes it; by the year where no period is said.
fn quantity(cell: &str, kind: Kind, decimals: Decimals) -> Option<String> {
    let cell = plain(cell, decimals);
    let bare = cell.trim_matches(UNSURE);
    let whole = |said: String| cell.replacen(bare, &said, 1);
    let fits = |said: &str| Quantity::parse(said, kind).is_ok();
    if fits(bare) {
        return Some(whole(bare.to_owned()));
    }
    let yearly = format!("{bare}/y");
    fits(&yearly).then(|| whole(yearly))
}

/// What each column holds; nothing where no two of them can be the ends of flows, and none an actor's name.
fn columns(
    titles: Option<&[Option<Holds>]>,
    body: &[Line],
    width: usize,
    decimals: Decimals,
) -> Option<Vec<Holds>> {
    let titled = |at: usize| titles.and_then(|t| t[at]);
    let mut columns: Vec<Option<Holds>> = (0..width).map(titled).collect();
    let filled = |at: usize| body.iter().map(move |l| l.cells[at].as_str()).filter(|c| !c.is_empty());
    let all = |at: usize, fits: &dyn Fn(&str) -> bool| filled(at).next().is_some() && filled(at).all(fits);
    let is_of_actors = columns.contains(&Some(Holds::Name))
        && !columns.contains(&Some(Holds::From))
        && !columns.contains(&Some(Holds::To));
    let set_first = |columns: &mut Vec<Option<Holds>>, holds: Holds, fits: &dyn Fn(usize) -> bool| {
        let free = (0..width).find(|at| columns[*at].is_none() && fits(*at));
        if !columns.contains(&Some(holds))
            && let Some(at) = free
        {
            columns[at] = Some(holds);
        }
    };
    if is_of_actors {
        for column in &mut columns {
            // What an actor is, is its role.
            *column = if *column == Some(Holds::Kind) { Some(Holds::Roles) } else { *column };
        }
    } else {
        let is_role = |at: usize| all(at, &|cell| roles(cell).is_some());
        let is_two = width == 2 && columns.iter().all(Option::is_none);
        if is_two && is_role(1) && !is_role(0) {
            return Some(vec![Holds::Name, Holds::Roles]);
        }
        set_first(&mut columns, Holds::Kind, &|at| all(at, &is_kind));
        set_first(&mut columns, Holds::Amount, &|at| {
            all(at, &|cell| {
                is_strength(cell.trim_matches(UNSURE)) || quantity(cell, Kind::Money, decimals).is_some()
            })
        });
        set_first(&mut columns, Holds::From, &|at| filled(at).next().is_some());
        set_first(&mut columns, Holds::To, &|at| filled(at).next().is_some());
        if titles.is_none() {
            set_first(&mut columns, Holds::Label, &|_| true);
        }
        let ends = [Holds::From, Holds::To].iter().filter(|end| columns.contains(&Some(**end))).count();
        if ends < 2 {
            return None;
        }
    }
    Some(columns.into_iter().map(|column| column.unwrap_or(Holds::Remark)).collect())
}

/// What the rows of a table say.
struct Rows<'a> {
    columns: &'a [Holds],
    titles: Option<&'a [String]>,
    decimals: Decimals,
}

impl Rows<'_> {
    fn cell<'c>(&self, cells: &'c [String], holds: Holds) -> &'c str {
        self.columns.iter().position(|c| *c == holds).map_or("", |at| &cells[at])
    }

    fn statement(&self, cells: &[String]) -> String {
        let cell = |holds| self.cell(cells, holds);
        let (from, to) = (cell(Holds::From), cell(Holds::To));
        let mut remarks = self.remarks(cells);
        if self.columns.contains(&Holds::Name) && from.is_empty() && to.is_empty() {
            let words = cell(Holds::Roles);
            let known: Vec<&str> = parts(words).filter_map(role).map(Role::word).collect();
            let said = if known.is_empty() { String::new() } else { format!(" : {}", known.join(", ")) };
            // What is no role of ours is what the list calls the actor all the same.
            let others: Vec<&str> = parts(words).filter(|part| role(part).is_none()).collect();
            if !others.is_empty() {
                remarks.insert(0, others.join(", "));
            }
            return format!("{}{said}{}", quote(cell(Holds::Name)), self.braces(cells, &remarks));
        }
        let (amount, what) = (cell(Holds::Amount), cell(Holds::Kind));
        let word = match what {
            "" => Kind::Money.word(),
            said => kind(said).map_or(said, |kind| kind.word()),
        };
        let said = self.amount(cells, kind(word).unwrap_or(Kind::Money));
        if said.is_none() && !amount.is_empty() {
            remarks.insert(0, amount.to_owned());
        }
        // A name beside nothing is an actor that no flow leads to yet.
        if let (name, "") | ("", name) = (from, to)
            && [amount, what, cell(Holds::Label)].iter().all(|c| c.is_empty())
        {
            return quote(name);
        }
        let mut inside = vec![word.to_owned()];
        inside.extend(said);
        inside.extend(Some(cell(Holds::Label)).filter(|l| !l.is_empty()).map(quote));
        let (from, to) = (named(from), named(to));
        format!("{from} -{}-> {to}{}", inside.join(" "), self.braces(cells, &remarks))
    }

    /// How much, as the notation writes it; nothing where the cell holds no number, or one of which nobody
    /// can tell what it counts.
    fn amount(&self, cells: &[String], kind: Kind) -> Option<String> {
        let amount = plain(self.cell(cells, Holds::Amount), self.decimals);
        if !amount.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_money = kind == Kind::Money;
        if !is_money && is_strength(amount.trim_matches(UNSURE)) {
            return Some(amount);
        }
        let currency = self.cell(cells, Holds::Currency);
        let signed = amount.contains(|c: char| c.is_alphabetic() || "$€£¥".contains(c));
        let is_bare = currency.is_empty() || signed || !is_money;
        let amount = if is_bare { amount } else { format!("{currency} {amount}") };
        let period = self.cell(cells, Holds::Period);
        match Quantity::parse(&format!("{amount}/{period}"), kind) {
            Ok(_) if !period.is_empty() => Some(format!("{amount}/{period}")),
            // What is no amount of money is told by whoever reads the statement.
            _ => quantity(&amount, kind, Decimals::Point).or(Some(amount).filter(|_| is_money)),
        }
    }

    /// What stands in columns of which nothing else is known, with their titles.
    fn remarks(&self, cells: &[String]) -> Vec<String> {
        let unknown = |(at, cell): (usize, &String)| {
            let known = match self.columns[at] {
                Holds::Remark => false,
                Holds::Field("evidence") => cell.parse::<Evidence>().is_ok(),
                Holds::Field("strength") => is_strength(cell),
                Holds::Name => !self.columns.contains(&Holds::From),
                _ => true,
            };
            (!known && !cell.is_empty()).then(|| match self.titles {
                Some(titles) => format!("{}: {cell}", titles[at]),
                None => cell.clone(),
            })
        };
        cells.iter().enumerate().filter_map(unknown).collect()
    }

    fn braces(&self, cells: &[String], remarks: &[String]) -> String {
        let mut fields = Vec::new();
        for (holds, cell) in self.columns.iter().zip(cells) {
            match holds {
                Holds::Field(_) if cell.is_empty() => {}
                Holds::Field("evidence") => {
                    fields.extend(cell.parse::<Evidence>().ok().map(|e| e.word().to_owned()));
                }
                Holds::Field("strength") if !is_strength(cell) => {}
                Holds::Field(word) => fields.push(format!("{word} {}", quote(cell))),
                _ => {}
            }
        }
        if !remarks.is_empty() {
            fields.push(format!("remark {}", quote(&remarks.join("; "))));
        }
        if fields.is_empty() { String::new() } else { format!(" {{{}}}", fields.join(", ")) }
    }
}

/// A name at the end of an arrow; nothing, so that it is told, where there is none.
fn named(name: &str) -> String {
    if name.is_empty() { String::new() } else { quote(name) }
}

/// How a table was understood.
fn told(columns: &[Holds]) -> String {
    let word = |holds: &Holds| match holds {
        Holds::From => say!("from"),
        Holds::To => say!("to"),
        Holds::Kind => say!("kind"),
        Holds::Amount => say!("amount"),
        Holds::Currency => say!("currency"),
        Holds::Period => say!("period"),
        Holds::Label => say!("label"),
        Holds::Name => say!("name"),
        Holds::Roles => say!("roles"),
        Holds::Field("evidence") => say!("evidence"),
        Holds::Field("strength") => say!("strength"),
        Holds::Field("source") => say!("source"),
        Holds::Field("owner") => say!("owner"),
        Holds::Field("stage") => say!("stage"),
        Holds::Field(_) => say!("fact"),
        Holds::Remark => say!("remark"),
    };
    let words: Vec<&str> = columns.iter().map(word).collect();
    let mut told = say!("A table: {columns}.", columns = words.join(", "));
    if columns.contains(&Holds::From) && !columns.contains(&Holds::Kind) {
        told = told + " " + say!("Nothing says what flows, so it is taken as money.");
    }
    if columns.contains(&Holds::Amount) && !columns.contains(&Holds::Period) {
        told = told + " " + say!("Amounts are by the year where nothing else is said.");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements of a text that is a table.
    fn rows(text: &str) -> Vec<String> {
        let table = table(text).unwrap_or_else(|| panic!("no table: {text}"));
        table.rows.into_iter().map(|(_, statement)| statement).collect()
    }

    #[test]
    fn a_table_without_titles_is_from_to_and_what_its_columns_hold() {
        for text in [
            "Buyer\tSeller\t5\nSeller\tBank\t7",
            "Buyer;Seller;5\nSeller;Bank;7",
            "Buyer,Seller,5\nSeller,Bank,7",
        ] {
            assert_eq!(
                rows(text),
                ["\"Buyer\" -money 5/y-> \"Seller\"", "\"Seller\" -money 7/y-> \"Bank\""],
                "{text}"
            );
        }
        assert_eq!(
            rows("Buyer\tmoney\t40k/y\tSeller\tlicences\nSeller\ttrust\t4/5?\tBuyer\t"),
            ["\"Buyer\" -money 40k/y \"licences\"-> \"Seller\"", "\"Seller\" -trust 4/5?-> \"Buyer\""]
        );
        assert_eq!(
            rows("From,To,Kind,Strength\nShop,Us,trust,3/5\nShop,Us,data,high"),
            [
                "\"Shop\" -trust-> \"Us\" {strength \"3/5\"}",
                "\"Shop\" -data-> \"Us\" {remark \"Strength: high\"}",
            ]
        );
        assert_eq!(
            rows("Acme;customer, payer\nShop;platform"),
            ["\"Acme\" : customer, payer", "\"Shop\" : platform"]
        );
    }

    #[test]
    fn titles_in_a_language_that_is_not_known_are_told_from_rows() {
        assert_eq!(
            rows("Von;Nach;Art\nKunde;Wir;Geld\nWir;Lieferant;Daten\n"),
            [
                "\"Kunde\" -money-> \"Wir\" {remark \"Art: Geld\"}",
                "\"Wir\" -money-> \"Lieferant\" {remark \"Art: Daten\"}",
            ]
        );
        let told = table("Von;Nach;Art\nKunde;Wir;Geld\nWir;Lieferant;Daten").unwrap().read.told;
        assert!(told.ends_with("The first line is taken as titles."), "{told}");
        assert_eq!(
            rows("Name;Rolle\nAcme;Kunde\nBank;Lieferant\n"),
            ["\"Acme\" {remark \"Rolle: Kunde\"}", "\"Bank\" {remark \"Rolle: Lieferant\"}"]
        );
        for names in ["A ; B ; C\nD ; E ; F", "A;B;C\nD;E;F", "Von; Nach; Art\nKunde; Wir; A\nWir; Bank; B"] {
            assert!(table(names).is_none(), "names, one after the other: {names}");
        }
        // The first row of a list without titles is no title, though its names come once.
        assert_eq!(rows("A\tB\tx\nC\tD\ty\nE\tF\tz").len(), 3);
        assert_eq!(rows("A\tB\t5\nC\tD\t6\nC\tE\t7").len(), 3);
        assert_eq!(rows("A\tB\tx\nC\tD\ty\nC\tE\tz").len(), 3);
        assert_eq!(rows("A;money;B\nC;data;D\nC;data;E").len(), 3);
    }

    #[test]
    fn titles_say_which_column_is_what_and_the_others_become_remarks() {
        assert_eq!(
            rows(
                "Target\tSource\tAmount\tCurrency\tPeriod\tEvidence\tComment\n\
                 Seller\tBuyer\t1,200\tEUR\tmonth\testimated\tfrom the CRM\n\n\
                 Bank\tSeller\t\t\t\t\t\n"
            ),
            [
                "\"Buyer\" -money EUR 1,200/month-> \"Seller\" {estimated, remark \"Comment: from the CRM\"}",
                "\"Seller\" -money-> \"Bank\"",
            ]
        );
        assert_eq!(
            rows("Name,Type,Owner\nAcme,customer,COO\n\"Shop, Inc\",,"),
            ["\"Acme\" : customer {owner \"COO\"}", "\"Shop, Inc\""]
        );
        assert_eq!(
            rows("Name\tRole\tRemark\nAcme\tnosotros\t\nReseller\tpartner, intermediary\tsells for us"),
            [
                "\"Acme\" : own organisation",
                "\"Reseller\" : intermediary {remark \"partner; Remark: sells for us\"}",
            ]
        );
        // Titles of another language are known by the numbers under one of them.
        assert_eq!(rows("Zahler;An;Betrag\nA;B;12,5"), ["\"A\" -money 12.5/y-> \"B\""]);
    }

    #[test]
    fn numbers_are_read_as_the_table_writes_them() {
        let amount = |text: &str| rows(text)[0].clone();
        assert_eq!(amount("A;B;1.200\nB;C;3"), "\"A\" -money 1200/y-> \"B\"");
        assert_eq!(amount("A;B;1.200,50 €\nB;C;3"), "\"A\" -money 1200.50 €/y-> \"B\"");
        assert_eq!(amount("A;B;1.5\nB;C;3"), "\"A\" -money 1.5/y-> \"B\"");
        assert_eq!(amount("A\tB\t$1,200.50\nB\tC\t3"), "\"A\" -money $1,200.50/y-> \"B\"");
        assert_eq!(amount("A\tB\t1 200\nB\tC\t3"), "\"A\" -money 1200/y-> \"B\"");
        assert_eq!(amount("A\tB\t~5k/month\nB\tC\t3?"), "\"A\" -money ~5k/month-> \"B\"");
    }

    #[test]
    fn a_number_of_which_nobody_can_tell_what_it_counts_is_kept_as_a_remark() {
        let table = "From,To,Kind,Label,Amount\nA,B,data,claims,24k/y\nA,B,data,claims,24k records/y\n\
                     A,B,product,,30 boxes\nA,B,trust,,4?\nA,B,trust,,40\nA,B,money,fee,24k/y";
        assert_eq!(
            rows(table),
            [
                "\"A\" -data \"claims\"-> \"B\" {remark \"24k/y\"}",
                "\"A\" -data 24k records/y \"claims\"-> \"B\"",
                "\"A\" -product 30 boxes/y-> \"B\"",
                "\"A\" -trust 4?-> \"B\"",
                "\"A\" -trust-> \"B\" {remark \"40\"}",
                "\"A\" -money 24k/y \"fee\"-> \"B\"",
            ]
        );
        let reading = super::super::read(&crate::map::Map::default(), table);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    }

    #[test]
    fn cells_in_quotes_hold_any_mark_and_rows_keep_their_lines() {
        let table = table("From;To;What\n\n\"A; \"\"B\"\"\";C;\"two\nlines\"\nD;E;x").unwrap();
        assert_eq!(
            table.rows,
            [
                (3, "\"A; \\\"B\\\"\" -money \"two lines\"-> \"C\"".to_owned()),
                (5, "\"D\" -money \"x\"-> \"E\"".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_notation_or_a_list_of_names_is_no_table() {
        for text in [
            "Acme; Beta",
            "CIO decides buy ; Procurement agrees buy\nCEO decides hire ; Legal agrees hire",
            "A -money-> B ; C\nD -money-> E ; F",
            "us Acme; currency EUR\nus Beta; currency USD",
            "Acme, Inc\nBeta, Inc",
            "Acme : customer, payer, user\nBeta : customer, payer, user",
            "scenario \"x\"\n\twithout Acme\n\twithout Beta",
            "A\t-money->\tB\nB\t-money->\tC",
            "Acme\nBeta",
            "A;B\nC",
            "A;B\nC;D",
            "A;B;C\nD;E;F",
            "",
        ] {
            assert!(table(text).is_none(), "{text:?} is a table: {:?}", rows(text));
        }
    }
}
