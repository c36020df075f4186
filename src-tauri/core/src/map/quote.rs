//! Double quotes around a text that would otherwise be misread, and lists of such texts.
//!
//! Inside quotes a backslash escapes: `\"`, `\\`, `\n`, `\r`, `\t` and `\u{hex}`; before anything else it
//! stands for itself.

/// The text in double quotes, on one line.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_break(c) => {
                quoted.push_str(&format!("\\u{{{:x}}}", c as u32));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text inside quotes that fill `quoted` exactly.
pub(crate) fn unquote(quoted: &str) -> Option<String> {
    let (text, length) = quoted_at(quoted)?;
    (length == quoted.len()).then_some(text)
}

/// The text inside the quotes that `text` begins with, and how many bytes the quotes and it take.
pub(crate) fn quoted_at(text: &str) -> Option<(String, usize)> {
    let close = match text.chars().next()? {
        '"' => ['"', '"'],
        '\u{201c}' | '\u{201d}' | '\u{201e}' => ['\u{201d}', '\u{201c}'],
        _ => return None,
    };
    let mut plain = String::new();
    let mut chars = text.char_indices();
    chars.next();
    while let Some((at, c)) = chars.next() {
        if close.contains(&c) {
            return Some((plain, at + c.len_utf8()));
        }
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let rest = chars.as_str();
        let (escaped, length) = match rest.chars().next() {
            Some(q @ ('"' | '\\')) => (q, 1),
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            Some('u') => hex_at(rest).unwrap_or(('\\', 0)),
            _ => ('\\', 0),
        };
        plain.push(escaped);
        for _ in 0..length {
            chars.next();
        }
    }
    None
}

/// The character of `u{hex}` at the beginning of `text`, and how many bytes that takes.
fn hex_at(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.strip_prefix("u{")?.split_once('}')?;
    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some((character, digits.len() + 3))
}

/// The text, in quotes where it would not survive in a list or between braces.
pub(crate) fn quoted_where_needed(text: &str) -> String {
    let marks = |c: char| matches!(c, ',' | '"' | '{' | '}' | '\\') || is_curly(c) || is_break(c);
    if text.is_empty() || text.trim() != text || text.contains(marks) { quote(text) } else { text.to_owned() }
}

/// Whether a character opens or closes typographic quotes.
pub(crate) fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// Whether a character would break a line or hide in it.
pub(crate) fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The items of a comma-separated list, trimmed, with their quotes; commas inside quotes or between the
/// thousands of a number do not separate. Empty items are left out.
pub(crate) fn split_list(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut at, mut fresh) = (0, 0, true);
    while at < text.len() {
        let rest = &text[at..];
        if fresh && let Some((_, length)) = quoted_at(rest) {
            at += length;
            fresh = false;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if c == ',' && !between_thousands(text, at) {
            items.push(text[start..at].trim());
            start = at + 1;
            fresh = true;
        } else if !c.is_whitespace() {
            fresh = false;
        }
        at += c.len_utf8();
    }
    items.push(text[start..].trim());
    items.retain(|item| !item.is_empty());
    items
}

/// Whether the comma at byte `at` stands between a digit and exactly three more.
pub(crate) fn between_thousands(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    before && digits == 3
}

/// What an item of a list says, without its quotes.
pub(crate) fn plain(item: &str) -> String {
    unquote(item).unwrap_or_else(|| item.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_is_split_at_its_own_commas_only() {
        assert_eq!(
            split_list("A, \"B, C\" 40%,, 1,200 users , D"),
            ["A", "\"B, C\" 40%", "1,200 users", "D"]
        );
    }

    #[test]
    fn a_backslash_before_anything_else_stands_for_itself() {
        assert_eq!(unquote(r#""C:\docs \u{zz}""#).unwrap(), r"C:\docs \u{zz}");
    }

    proptest! {
        #[test]
        fn every_text_survives_its_quotes(text in any::<String>()) {
            prop_assert_eq!(unquote(&quote(&text)), Some(text.clone()));
            prop_assert_eq!(plain(&quoted_where_needed(&text)), text);
        }

        #[test]
        fn every_list_survives(texts in prop::collection::vec("\\PC{1,8}", 1..5)) {
            let list: Vec<String> = texts.iter().map(|t| quoted_where_needed(t)).collect();
            let joined = list.join(", ");
            let back: Vec<String> = split_list(&joined).into_iter().map(plain).collect();
            prop_assert_eq!(back, texts);
        }
    }
}
