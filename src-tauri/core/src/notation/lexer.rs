//! From a line to tokens: words, quoted texts and the marks of the notation.
//!
//! Knows no names and no kinds beyond telling an arrow from a hyphen; positions are bytes of the line.

use crate::map::{
    Kind,
    quote::{between_thousands, is_curly, quoted_at},
};

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A run of letters without blanks or marks.
    Word,
    /// A text in quotes, without them.
    Quoted(String),
    /// A quote that is not closed; takes the rest of the line.
    Unclosed,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `#` at the beginning of a statement.
    Hash,
    /// The `-` or `<-` that an arrow begins with.
    Tail {
        /// It is `<-`.
        both: bool,
    },
    /// The `->` that an arrow ends with.
    Head,
}

/// A token with its place in the line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub mark: Mark,
    pub start: usize,
    pub end: usize,
}

/// The tokens of a line; a comment (`//` after a blank) and what follows it are left out.
pub(super) fn lex(line: &str) -> Vec<Token> {
    let mut lexer = Lexer { line, at: 0, tokens: Vec::new(), braced: false, arrow: false };
    while lexer.step() {}
    lexer.tokens
}

/// The tokens of a text that stands between braces.
pub(super) fn lex_braced(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { line: text, at: 0, tokens: Vec::new(), braced: true, arrow: false };
    while lexer.step() {}
    lexer.tokens
}

struct Lexer<'a> {
    line: &'a str,
    at: usize,
    tokens: Vec<Token>,
    braced: bool,
    arrow: bool,
}

impl Lexer<'_> {
    /// Reads one token; tells whether there may be more.
    fn step(&mut self) -> bool {
        self.at += self.line[self.at..].len() - self.line[self.at..].trim_start().len();
        let line = self.line;
        let rest = &line[self.at..];
        let Some(c) = rest.chars().next() else { return false };
        if c == '"' || is_curly(c) {
            match quoted_at(rest) {
                Some((text, length)) => self.push(Mark::Quoted(text), length),
                None => self.push(Mark::Unclosed, rest.len()),
            }
            return true;
        }
        if self.braced { self.step_braced(c, rest) } else { self.step_plain(c, rest) }
    }

    fn step_braced(&mut self, c: char, rest: &str) -> bool {
        match c {
            '}' => {
                self.push(Mark::Close, 1);
                self.braced = false;
            }
            ',' => self.push(Mark::Comma, 1),
            _ => {
                let ends = |at: usize, c: char| {
                    c.is_whitespace() || c == '}' || (c == ',' && !between_thousands(rest, at))
                };
                self.push_word(rest, ends);
            }
        }
        true
    }

    fn step_plain(&mut self, c: char, rest: &str) -> bool {
        let fresh = self.tokens.last().is_none_or(|t| t.mark == Mark::Semicolon);
        let after_blank = self.line[..self.at].chars().next_back().is_none_or(char::is_whitespace);
        match c {
            '#' if fresh => self.push(Mark::Hash, 1),
            '-' | '*' | '\u{2022}' | '\u{2013}'
                if fresh && rest[c.len_utf8()..].starts_with(char::is_whitespace) =>
            {
                // The bullet of a pasted list.
                self.at += c.len_utf8();
            }
            '/' if after_blank && rest.starts_with("//") => return false,
            '{' => {
                self.push(Mark::Open, 1);
                (self.braced, self.arrow) = (true, false);
            }
            '}' => self.push(Mark::Close, 1),
            ';' => {
                self.push(Mark::Semicolon, 1);
                self.arrow = false;
            }
            ':' if !self.arrow => self.push(Mark::Colon, 1),
            ',' if !self.arrow => self.push(Mark::Comma, 1),
            '-' | '<' if self.arrow_mark(rest) => {}
            _ => {
                let arrow = self.arrow;
                let ends = |at: usize, c: char| match c {
                    ';' | '{' | '}' => true,
                    ':' => !arrow && !colon_in_word(rest, at),
                    ',' => !arrow && !between_thousands(rest, at),
                    '-' => rest[at..].starts_with("->"),
                    '<' => rest[at..].starts_with("<-"),
                    c => c.is_whitespace(),
                };
                self.push_word(rest, ends);
            }
        }
        true
    }

    /// Reads the beginning or end of an arrow if one stands here.
    fn arrow_mark(&mut self, rest: &str) -> bool {
        if rest.starts_with("->") || rest.starts_with("-->") {
            let length = if rest.starts_with("->") { 2 } else { 3 };
            if !self.arrow {
                self.push(Mark::Tail { both: false }, 0);
            }
            self.push(Mark::Head, length);
            self.arrow = false;
            return true;
        }
        if self.arrow {
            return false;
        }
        let (both, inner) = match rest.strip_prefix("<-") {
            Some(inner) => (true, inner),
            None => (false, rest.get(1..).unwrap_or("")),
        };
        if !both && (!rest.starts_with('-') || inner.starts_with(|c: char| c.is_whitespace() || c == '-')) {
            return false;
        }
        let word = inner.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        if both || inner.contains("->") || word.parse::<Kind>().is_ok() {
            self.push(Mark::Tail { both }, if both { 2 } else { 1 });
            self.arrow = true;
            return true;
        }
        false
    }

    fn push(&mut self, mark: Mark, length: usize) {
        self.tokens.push(Token { mark, start: self.at, end: self.at + length });
        self.at += length;
    }

    /// Pushes the word at the beginning of `rest`: at least one character, up to where it `ends`.
    fn push_word(&mut self, rest: &str, ends: impl Fn(usize, char) -> bool) {
        let end = rest.char_indices().skip(1).find(|(at, c)| ends(*at, *c)).map_or(rest.len(), |(at, _)| at);
        self.push(Mark::Word, end);
    }
}

/// Whether the colon at byte `at` belongs to a word: "16:9", "https://".
fn colon_in_word(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let after = &text[at + 1..];
    after.starts_with("//") || (digit(text[..at].chars().next_back()) && digit(after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(line: &str) -> Vec<String> {
        lex(line).iter().map(|t| line[t.start..t.end].to_owned()).collect()
    }

    #[test]
    fn an_arrow_is_told_from_a_hyphen() {
        assert_eq!(
            shapes("Mid-market -data de-identified-> X - Y"),
            ["Mid-market", "-", "data", "de-identified", "->", "X", "-", "Y"]
        );
        assert_eq!(shapes("A->B"), ["A", "", "->", "B"]);
        assert_eq!(shapes("A <-data-> B"), ["A", "<-", "data", "->", "B"]);
    }

    #[test]
    fn marks_inside_quotes_are_text() {
        assert_eq!(lex("\"a -> b; c\"")[0].mark, Mark::Quoted("a -> b; c".into()));
        assert_eq!(lex("A \"b")[1].mark, Mark::Unclosed);
    }

    #[test]
    fn comments_and_bullets_are_left_out() {
        assert_eq!(shapes("- Acme // our oldest"), ["Acme"]);
        assert_eq!(shapes("see https://acme.example"), ["see", "https://acme.example"]);
    }
}
