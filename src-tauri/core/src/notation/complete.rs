//! What the word at the caret could become: actors, kinds, roles, decisions, datasets and periods by nearness and
//! use, field words and their values.
//!
//! Looks at the line before the caret only; understands an unfinished statement by the last mark in it.

use super::{
    Completion,
    attributes::{Meant, meant},
    flow::verb,
    lexer::{Mark, Token, lex},
    print::name,
    statements::{KEYWORDS, is_word},
};
use crate::language;
use crate::map::{
    Actor, ActorId, Agreement, AgreementId, Deal, DealId, Flow, FlowId, InterdependencyEntry,
    InterdependencyId, Kind, Map, Move, MoveId, Note, NoteId, Quantity, Rapid, RecordId, Role, SavedView,
    SavedViewId, Zone, ZoneId,
    fields::{Described, FieldInput, Shape},
};

mod scenario;
mod uses;

/// How many completions are offered.
const MOST: usize = 8;

/// Something that could stand at the caret.
struct Choice {
    label: String,
    sort: &'static str,
    text: String,
    /// Offered earlier the higher it is, among equally good matches.
    use_count: usize,
}

impl Choice {
    /// The same, used so often.
    fn used(self, use_count: usize) -> Choice {
        Choice { use_count, ..self }
    }
}

/// What could stand from a byte of the line on.
struct Offer {
    start: usize,
    choices: Vec<Choice>,
}

/// Completions of the word at the caret, best first.
pub(super) fn complete(map: &Map, line: &str, caret: usize) -> Vec<Completion> {
    let at = line.char_indices().nth(caret).map_or(line.len(), |(at, _)| at);
    let (before, after) = line.split_at(at);
    let tokens = lex(before);
    let statement = tokens.rsplit(|t| t.mark == Mark::Semicolon).next().unwrap_or(&[]);
    if statement.iter().any(|t| t.mark == Mark::Unclosed) {
        return Vec::new();
    }
    let caret = Caret { map, before, statement };
    // An indented line, and what comes after a scenario on its line, says what is different in it.
    let named = tokens.first().is_some_and(|t| caret.word(t) == "scenario");
    let different =
        before.starts_with([' ', '\t']) || named && tokens.iter().any(|t| t.mark == Mark::Semicolon);
    let offer = if different { caret.change() } else { caret.offer() };
    let fragment = before[offer.start..].trim_start().to_lowercase();
    let start = before.len() - before[offer.start..].trim_start().len();
    let mut ranked: Vec<(usize, Choice)> = offer
        .choices
        .into_iter()
        .filter(|c| c.text != before[start..])
        .filter_map(|c| Some((rank(&c.label.to_lowercase(), &fragment)?, c)))
        .collect();
    ranked.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.use_count.cmp(&x.use_count)));
    let put_in = |choice: Choice| {
        let head = format!("{}{}", &before[..start], choice.text);
        let caret = head.chars().count() as u32;
        Completion { label: choice.label, sort: choice.sort.into(), text: head + after, caret }
    };
    ranked.into_iter().take(MOST).map(|(_, choice)| put_in(choice)).collect()
}

/// How well a label goes on from what is typed: it begins so, a word of it begins so, or it holds it.
fn rank(label: &str, fragment: &str) -> Option<usize> {
    let fragment = fragment.trim_start_matches('"');
    if label.starts_with(fragment) {
        Some(0)
    } else if label.split_whitespace().any(|w| w.starts_with(fragment)) {
        Some(1)
    } else {
        (fragment.chars().count() > 1 && label.contains(fragment)).then_some(2)
    }
}

struct Caret<'a> {
    map: &'a Map,
    before: &'a str,
    statement: &'a [Token],
}

impl Caret<'_> {
    fn offer(&self) -> Offer {
        let last = |found: fn(&Mark) -> bool| self.statement.iter().rposition(|t| found(&t.mark));
        let open = last(|m| *m == Mark::Open);
        if open > last(|m| *m == Mark::Close) {
            return self.between_braces(open.unwrap_or(0));
        }
        // An arrow that is not told from a hyphen yet.
        if let Some((hyphen, [_, ..])) = self.statement.split_last()
            && self.word(hyphen).starts_with('-')
            && hyphen.end == self.before.len()
        {
            return Offer { start: hyphen.start + 1, choices: self.kinds() };
        }
        let (tail, head) = (last(|m| matches!(m, Mark::Tail { .. })), last(|m| *m == Mark::Head));
        if tail > head {
            return self.in_arrow(tail.unwrap_or(0));
        }
        if let Some(colon) = last(|m| *m == Mark::Colon) {
            return self.after_colon(colon, tail.is_some());
        }
        if head.is_some() {
            return Offer { start: self.after(head), choices: self.actors() };
        }
        self.plain()
    }

    /// The byte after a token, or where the statement begins.
    fn after(&self, token: Option<usize>) -> usize {
        let begin = self.statement.first().map_or(self.before.len(), |t| t.start);
        token.and_then(|at| self.statement.get(at)).map_or(begin, |t| t.end)
    }

    fn in_arrow(&self, tail: usize) -> Offer {
        let inside = &self.statement[tail + 1..];
        let blank = self.before.ends_with(char::is_whitespace);
        if inside.is_empty() || (inside.len() == 1 && !blank) {
            return Offer { start: self.statement[tail].end, choices: self.kinds() };
        }
        let kind =
            inside[0..1].iter().find_map(|t| self.before[t.start..t.end].parse().ok()).unwrap_or(Kind::Money);
        let amount = self.before[inside[0].end..].trim();
        let start = self.before.len() - self.before[inside[0].end..].trim_start().len();
        let mut choices = Vec::new();
        if !amount.is_empty() && Quantity::parse(amount, kind).is_err() {
            for per in ["/y", "/month", "/quarter", " once"] {
                let text = format!("{amount}{per}");
                if let Ok(quantity) = Quantity::parse(&text, kind) {
                    let uses = uses::of_period(self.map, kind, quantity.period);
                    choices.push(choice(&text, sayable!("unit")).used(uses));
                }
            }
        }
        Offer { start, choices }
    }

    fn after_colon(&self, colon: usize, arrow: bool) -> Offer {
        if arrow {
            return Offer { start: self.statement[colon].end, choices: self.kinds() };
        }
        let comma = self.statement.iter().rposition(|t| matches!(t.mark, Mark::Comma | Mark::Colon));
        let role = |r: &Role| choice(r.word(), sayable!("role")).used(uses::of_role(self.map, *r));
        Offer { start: self.after(comma), choices: Role::ALL.iter().map(role).collect() }
    }

    /// Outside braces, arrows and colons: a name, a keyword, or what follows a keyword or verb.
    fn plain(&self) -> Offer {
        let first = self.statement.first().filter(|t| t.mark == Mark::Word);
        let word = first.map_or("", |t| &self.before[t.start..t.end]);
        let keyword = KEYWORDS.contains(&word)
            && (self.statement.len() > 1 || self.before.ends_with(char::is_whitespace));
        if keyword {
            return self.after_keyword(word);
        }
        if let Some(at) = self.statement.iter().skip(1).position(|t| verb(self.word(t)).is_some()) {
            let decisions = self.map.decisions.values().map(|d| {
                let text = name(&d.title, &["about", "on"]);
                choice(&text, sayable!("decision")).used(uses::of_decision(self.map, &d.title))
            });
            return Offer { start: self.after(Some(at + 1)), choices: decisions.collect() };
        }
        let start = self.after(None);
        let mut choices = self.actors();
        choices.extend(
            KEYWORDS
                .iter()
                .filter(|_| !word.is_empty())
                .map(|k| choice(&format!("{k} "), sayable!("statement"))),
        );
        choices.extend(self.verbs(start));
        Offer { start, choices }
    }

    fn after_keyword(&self, word: &str) -> Offer {
        if word == "scenario" {
            return Offer { start: self.statement[0].end, choices: self.scenarios() };
        }
        let links: &[&str] = match word {
            "us" => &["us"],
            "interdependency" => &["interdependency"],
            "decision" => &["about"],
            "dataset" => &["from"],
            "agreement" => &["between", "and"],
            "deal" => &["by"],
            _ => &[],
        };
        let link = self
            .statement
            .iter()
            .rposition(|t| t.mark == Mark::Comma || links.iter().any(|link| is_word(self.before, t, link)));
        let named = |t: &Token| links.iter().any(|link| is_word(self.before, t, link));
        match link.filter(|_| self.statement.iter().any(named)) {
            Some(at) => Offer { start: self.statement[at].end, choices: self.actors() },
            None => Offer { start: self.before.len(), choices: Vec::new() },
        }
    }

    /// Sentences with a verb, where what stands before the last word names an actor.
    fn verbs(&self, start: usize) -> Vec<Choice> {
        let typed = &self.before[start..];
        let Some((actor, _)) = typed.rsplit_once(char::is_whitespace) else { return Vec::new() };
        if self.map.actor_named(actor.trim_matches('"')).is_none() {
            return Vec::new();
        }
        Rapid::ALL.iter().map(|r| choice(&format!("{} {r}s ", actor.trim_end()), sayable!("verb"))).collect()
    }

    fn word(&self, token: &Token) -> &str {
        if token.mark == Mark::Word { &self.before[token.start..token.end] } else { "" }
    }

    /// Whom the arrow begins at.
    fn near(&self) -> Option<ActorId> {
        let arrow = |t: &Token| matches!(t.mark, Mark::Tail { .. }) || self.word(t).starts_with('-');
        let head = self.statement.get(..self.statement.iter().position(arrow)?)?;
        let named = &self.before[head.first()?.start..head.last()?.end];
        self.map.actor_named(named.trim_matches('"')).map(|a| a.id)
    }

    /// All kinds; those of flows at whom the arrow begins at before others.
    fn kinds(&self) -> Vec<Choice> {
        let near = self.near();
        let kind =
            |k: &Kind| choice(&format!("{k} "), sayable!("kind")).used(uses::of_kind(self.map, *k, near));
        Kind::ALL.iter().map(kind).collect()
    }

    /// All actors; those with flows to the first one named before others, then by their flows.
    fn actors(&self) -> Vec<Choice> {
        let near = self.near();
        let uses = uses::of_actor(self.map, near);
        let actors = self.map.actors.values().filter(|a| Some(a.id) != near);
        let offered = actors.map(|a| Choice {
            label: a.name.clone(),
            sort: language::of(sayable!("actor")),
            text: name(&a.name, &[]),
            use_count: uses.get(&a.id).copied().unwrap_or(0),
        });
        offered.collect()
    }

    fn between_braces(&self, open: usize) -> Offer {
        let head = &self.statement[..open];
        let item = self.statement[open + 1..].rsplit(|t| t.mark == Mark::Comma).next().unwrap_or(&[]);
        let begin = self.statement.iter().rposition(|t| matches!(t.mark, Mark::Comma | Mark::Open));
        let start = self.after(begin);
        let kind = head.windows(2).find_map(|pair| {
            let tail = matches!(pair[0].mark, Mark::Tail { .. } | Mark::Colon);
            self.word(&pair[1]).parse::<Kind>().ok().filter(|_| tail)
        });
        let right = (1..head.len()).any(|at| verb(self.word(&head[at])).is_some());
        let (none, no) = (ActorId(0), String::new);
        match (kind.or(right.then_some(Kind::Decision)), head.first().map_or("", |t| self.word(t))) {
            (Some(kind), _) => self.fields(&Flow::new(FlowId(0), none, none, kind), item, start),
            (None, "agreement") => self.fields(&Agreement::new(AgreementId(0), ""), item, start),
            (None, "deal") => self.fields(&Deal::new(DealId(0), ""), item, start),
            (None, "move") => self.fields(&Move::new(MoveId(0), ""), item, start),
            (None, "interdependency") => {
                let entry = InterdependencyEntry::new(InterdependencyId(0), RecordId::Info);
                self.fields(&entry, item, start)
            }
            (None, "view") => self.fields(&SavedView::new(SavedViewId(0), ""), item, start),
            (None, "note") => {
                self.fields(&Note { id: NoteId(0), text: no(), position: None, parked: false }, item, start)
            }
            (None, "decision" | "dataset") => Offer { start, choices: Vec::new() },
            _ if head.first().is_some_and(|t| t.mark == Mark::Hash) => {
                self.fields(&Zone { id: ZoneId(0), title: no(), area: None }, item, start)
            }
            _ => self.fields(&Actor::new(none, ""), item, start),
        }
    }

    /// Field words, or the values of the field that is named.
    fn fields<R: Described + Clone>(&self, record: &R, item: &[Token], start: usize) -> Offer {
        let blank = self.before.ends_with(char::is_whitespace);
        if let Meant::Named(entry, words) = meant(self.before, item, record)
            && (item.len() > words || blank)
        {
            let choices = match (entry.input)(self.map) {
                FieldInput::Choice { choices } | FieldInput::Choices { choices } => {
                    let uses = |value: &str| match entry.word {
                        "carries" => uses::of_dataset(self.map, value),
                        "on" => uses::of_decision(self.map, value),
                        _ => 0,
                    };
                    let offered = choices.iter();
                    offered.map(|c| choice(&name(c, &[]), sayable!("value")).used(uses(c))).collect()
                }
                FieldInput::Actors { .. } => self.actors(),
                _ if entry.word == "gate" => self.actors(),
                _ => Vec::new(),
            };
            return Offer { start: item[words - 1].end, choices };
        }
        let mut choices = Vec::new();
        for entry in R::entries()
            .iter()
            .filter(|e| record.has(e) && !matches!(e.shape, Shape::Outside | Shape::Shorthand))
        {
            match (entry.shape, (entry.input)(self.map)) {
                (
                    Shape::Bare,
                    FieldInput::Choice { choices: words } | FieldInput::Choices { choices: words },
                ) => {
                    choices.extend(words.iter().map(|w| choice(w, sayable!("value"))));
                }
                (Shape::Switch, _) => choices.push(choice(entry.word, sayable!("field"))),
                _ => choices.push(choice(&format!("{} ", entry.word), sayable!("field"))),
            }
        }
        Offer { start, choices }
    }
}

/// A choice that is put in as it is shown.
fn choice(text: &str, sort: &'static str) -> Choice {
    Choice {
        label: text.trim_end().to_owned(),
        sort: language::of(sort),
        text: text.to_owned(),
        use_count: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::read;

    /// The lines that completing at the `|` could give.
    fn completed(line: &str) -> Vec<String> {
        let text = "Acme -trust 4-> Us\nAcme -data-> Us\nAdam : user\nAda Bank -money 1k/y-> Adam\nCIO decides buy\n\
                    dataset claims\nBoard agrees buy\nagreement \"API terms\" between Acme and Us\nscenario \"Shut out\"";
        let mut map = Map::default();
        read(&map, text).diff.apply_to(&mut map);
        let caret = line.chars().take_while(|c| *c != '|').count();
        complete(&map, &line.replace('|', ""), caret).into_iter().map(|c| c.text).collect()
    }

    #[test]
    fn actors_are_offered_by_use() {
        assert_eq!(completed("A|"), ["Acme", "Adam", "Ada Bank", "author ", "accounts ", "agreement "]);
        assert_eq!(completed("Ban|"), ["Ada Bank"]);
        assert_eq!(completed("Us -trust 3-> A|")[0], "Us -trust 3-> Acme");
    }

    #[test]
    fn inside_an_arrow_kinds_and_periods_are_offered() {
        assert_eq!(completed("Acme -m|"), ["Acme -money "]);
        assert_eq!(completed("Acme -money 40k| Us")[0], "Acme -money 40k/y Us");
        assert_eq!(completed("Acme -> Us : da|"), ["Acme -> Us : data "]);
    }

    #[test]
    fn of_what_goes_on_equally_well_what_is_used_most_comes_first() {
        // Acme trusts and gives data; two have a right, one pays.
        assert_eq!(completed("Acme -|")[..3], ["Acme -data ", "Acme -trust ", "Acme -decision "]);
        assert_eq!(completed("Ada Bank -|")[0], "Ada Bank -money ");
        assert_eq!(completed("Us -> Acme : |")[0], "Us -> Acme : data ");
        assert_eq!(completed("Acme : |")[0], "Acme : user");
        assert_eq!(
            completed("CIO decides buy; Us -data-> Ada Bank {carries |")[0],
            "CIO decides buy; Us -data-> Ada Bank {carries claims"
        );
        assert_eq!(completed("Us decides |"), ["Us decides buy"]);
    }

    #[test]
    fn roles_decisions_and_fields_are_offered() {
        assert_eq!(completed("Acme : gatek|"), ["Acme : gatekeeper"]);
        assert_eq!(completed("Acme : user, pla|"), ["Acme : user, platform"]);
        assert_eq!(completed("Acme recommends b|"), ["Acme recommends buy"]);
        assert_eq!(completed("Acme {st|"), ["Acme {stage "]);
        assert_eq!(completed("Acme {stage onb|"), ["Acme {stage onboard"]);
        assert_eq!(
            completed("Acme -data-> Us {contract, carries cl|"),
            ["Acme -data-> Us {contract, carries claims"]
        );
        assert_eq!(completed("Acme -data-> Us {est|")[0], "Acme -data-> Us {estimated");
        assert_eq!(completed("us Ac|"), ["us Acme"]);
        assert_eq!(completed("CIO dec|"), ["CIO decides "]);
    }

    #[test]
    fn what_is_different_in_a_scenario_is_offered_word_by_word() {
        assert_eq!(completed("scenario Shut; wit|"), ["scenario Shut; without "]);
        assert_eq!(completed("  un|"), ["  unmeet "]);
        assert_eq!(completed("scenario Shut; without Acm|")[0], "scenario Shut; without Acme");
        assert_eq!(completed("  without Acme {|"), ["  without Acme {reroute "]);
        assert_eq!(completed("  weaken Acme |")[0], "  weaken Acme to ");
        assert_eq!(completed("  weaken Ada Bank t|"), ["  weaken Ada Bank to "]);
        assert_eq!(
            completed("  delay Ada |")[..2],
            ["  delay Ada Bank", "  delay \"Ada Bank -money-> Adam\""]
        );
        assert_eq!(completed("  change Acme {own|"), ["  change Acme {owner "]);
        assert_eq!(
            completed("  change \"Ada Bank -money-> Adam\" {lay|")[0],
            "  change \"Ada Bank -money-> Adam\" {layer "
        );
        assert_eq!(completed("  add New -mo|"), ["  add New -money "]);
        assert_eq!(completed("  meet |"), ["  meet Board"]);
        assert_eq!(completed("scenario |"), ["scenario Shut out"]);
        assert_eq!(completed("  change agreement |"), ["  change agreement \"API terms\""]);
        assert_eq!(
            completed("  change agreement \"API terms\" {not|"),
            ["  change agreement \"API terms\" {notice "]
        );
    }

    #[test]
    fn nothing_is_offered_inside_quotes() {
        assert_eq!(completed("Acme {source \"x|"), Vec::<String>::new());
    }
}
