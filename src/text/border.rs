//! Text of others at the borders of the program: answers of a server on their way in, lines on their way to a terminal,
//! cells on their way to a spreadsheet.
//!
//! What is taken away: control characters (C0 but the line break and the tab, DEL, C1), direction overrides, zero-width and
//! other invisible characters. One table says which ([`is_unwanted`]); [`super::clean`] does the same for one line of the
//! screen, and composes letters there.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

use super::clean::is_invisible;

/// Characters that no text of others may bring with it.
fn is_unwanted(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => false,
        c => c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'),
    }
}

/// Text of several lines, without what acts on a terminal.
#[must_use]
pub fn defuse(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unwanted) {
        Cow::Owned(text.chars().filter(|c| !is_unwanted(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for lines of our own that may be coloured: a sequence that sets colours (`ESC [ digits m`) stays, everything else
/// goes.
#[must_use]
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unwanted) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = colour(rest).unwrap_or(c.len_utf8());
        if length > 1 && c == '\u{1b}' || !is_unwanted(c) {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    Cow::Owned(kept)
}

/// The length of the sequence that sets colours at the beginning of a text.
fn colour(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\u{1b}[")?;
    let digits = inside.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    inside[digits..].starts_with('m').then_some(2 + digits + 1)
}

/// A JSON document whose texts have lost what acts on a terminal, whether it stood there as a character or as an escape. Made
/// before the document is parsed, so that no field can be forgotten.
#[must_use]
pub fn defuse_json(json: &str) -> Cow<'_, str> {
    if !["\\u", "\\b", "\\f", "\\r"].iter().any(|escape| json.contains(escape)) && !json.chars().any(is_unwanted) {
        return Cow::Borrowed(json);
    }
    let mut kept = String::with_capacity(json.len());
    let mut chars = json.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            // A carriage return between two values is not a text.
            if !is_unwanted(c) || c == '\r' {
                kept.push(c);
            }
            continue;
        }
        let wanted = match chars.next() {
            Some((_, 'u')) => escaped(&mut chars).is_none_or(|c| !is_unwanted(c)),
            Some((_, 'b' | 'f' | 'r')) => false,
            _ => true,
        };
        if wanted {
            let end = chars.peek().map_or(json.len(), |(next, _)| *next);
            kept.push_str(&json[at..end]);
        }
    }
    Cow::Owned(kept)
}

/// The character of an escape whose `\u` was read; `None` where it is none, which the parser then says.
fn escaped(chars: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let first = unit(chars)?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first);
    }
    let mut ahead = chars.clone();
    if ahead.next()?.1 != '\\' || ahead.next()?.1 != 'u' {
        return None;
    }
    let second = unit(&mut ahead)?;
    let both = char::decode_utf16([u16::try_from(first).ok()?, u16::try_from(second).ok()?]).next()?.ok()?;
    *chars = ahead;
    Some(both)
}

/// Four hexadecimal digits.
fn unit(chars: &mut Peekable<CharIndices<'_>>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + chars.next_if(|(_, c)| c.is_ascii_hexdigit())?.1.to_digit(16)?;
    }
    Some(unit)
}

/// A JSON document on its way to a terminal: what would act on it is written as an escape, so that nothing is lost.
#[must_use]
pub fn json_for_terminal(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_unwanted) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_unwanted(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                use std::fmt::Write as _;
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// A cell of a table that is opened in a spreadsheet: what would be taken for a formula gets an apostrophe before it, behind
/// blanks and quotes too, and in full-width letters.
#[must_use]
pub fn spreadsheet_cell(text: &str) -> Cow<'_, str> {
    let text = defuse(text);
    let first = text.trim_start_matches([' ', '\t', '\n', '\u{a0}', '\u{3000}', '"', '\'']).chars().next();
    let leads = text.starts_with(['\t', '\n']);
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || leads { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a hostile colleague, server or file might write into a name.
    const HOSTILE: &[&str] = &[
        "\u{1b}]0;заголовок\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}[2J\u{1b}[H",
        "\u{9b}31m",
        "\u{9d}0;x\u{9c}",
        "\u{1b}P+q\u{1b}\\",
        "\r\u{8}\u{0}\u{7f}",
        "\r",
        "\u{202e}\u{2066}\u{2069}\u{200b}\u{feff}\u{200d}\u{e0041}",
        "\u{2028}\u{2029}\u{85}",
    ];

    #[test]
    fn nothing_hostile_comes_through_any_border() {
        for hostile in HOSTILE {
            let text = format!("Гро{hostile}мова\nвторая\tстрока");
            for out in [defuse(&text), for_terminal(&text)] {
                assert!(!out.chars().any(is_unwanted), "{out:?}");
                assert!(out.starts_with("Гро") && out.ends_with("мова\nвторая\tстрока"));
            }
            let json = serde_json::to_string(&text).expect("JSON");
            let read: String = serde_json::from_str(&defuse_json(&json)).expect("still JSON");
            assert_eq!(read, defuse(&text), "{json}");
            // As another server might escape it.
            let ascii: String = json.chars().map(|c| if c.is_ascii() { c.to_string() } else { escape(c) }).collect();
            let read: String = serde_json::from_str(&defuse_json(&ascii)).expect("still JSON");
            assert_eq!(read, defuse(&text), "{ascii}");
            let printed = json_for_terminal(&json);
            assert!(!printed.chars().any(is_unwanted), "{printed:?}");
            assert_eq!(serde_json::from_str::<String>(&printed).expect("JSON"), text, "nothing is lost");
        }
    }

    fn escape(c: char) -> String {
        c.encode_utf16(&mut [0; 2]).iter().fold(String::new(), |mut text, unit| {
            let _ = std::fmt::Write::write_fmt(&mut text, format_args!("\\u{unit:04X}"));
            text
        })
    }

    #[test]
    fn own_colours_stay() {
        for (text, expected) in [
            ("\u{1b}[32m✓\u{1b}[0m готово\n", "\u{1b}[32m✓\u{1b}[0m готово\n"),
            ("\u{1b}[1;31mx", "\u{1b}[1;31mx"),
            ("\u{1b}[2Kx\u{1b}[m", "[2Kx\u{1b}[m"),
            ("\u{1b}[31", "[31"),
            ("\u{1b}", ""),
        ] {
            assert_eq!(for_terminal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (text, expected) in [
            ("Громова", "Громова"),
            ("=1+1", "'=1+1"),
            (" +7 900", "' +7 900"),
            ("\"=HYPERLINK(1)", "'\"=HYPERLINK(1)"),
            ("'=x", "''=x"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("\t=1", "'\t=1"),
            ("\u{200b}=1", "'=1"),
            ("5/4", "5/4"),
            ("", ""),
        ] {
            assert_eq!(spreadsheet_cell(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_the_same_the_second_time(text in any::<String>()) {
            for border in [defuse, for_terminal, json_for_terminal] as [fn(&str) -> Cow<'_, str>; 3] {
                let once = border(&text).into_owned();
                prop_assert_eq!(border(&once), once.as_str());
            }
            let json = serde_json::to_string(&text).expect("JSON");
            let read: String = serde_json::from_str(&defuse_json(&json)).expect("still JSON");
            prop_assert_eq!(read, defuse(&text).into_owned());
        }

        #[test]
        fn broken_json_ends_too(json in "[\\\\ud8a0-9\"bf{}\u{1b}]{0,30}") {
            let _ = defuse_json(&json);
        }
    }
}
