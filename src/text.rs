//! Text in terminal cells: width, cutting, padding, and what may reach a cell at all. Pure.
//!
//! A column of the screen is counted in cells, never in bytes or characters: `й` may be one character or two, and a name may
//! carry anything a keyboard or a file produced. [`clean`] is the only door between text that somebody else wrote and the
//! screen; [`fold`] and [`collation_key`] are for finding and ordering names.

mod border;
mod clean;
mod letters;
mod order;
mod slips;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use border::{defuse, defuse_json, for_terminal, json_for_terminal, spreadsheet_cell};
pub use clean::{clean, compose};
pub use letters::{letter, letters_only};
pub use order::{CollationKey, collation_key, fold};
pub use slips::slips;

/// What stands for the part that was cut off: one cell wide.
pub const ELLIPSIS: &str = "…";

/// Where a text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// At the right edge.
    Right,
    /// In the middle; an odd cell goes to the right.
    Centre,
}

/// Cells that the text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| (0x20..0x7f).contains(byte)).count();
    }
    if text.chars().all(is_plain) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Cells that one grapheme takes: 0, 1 or 2.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => only.width().unwrap_or(0),
        _ => grapheme.width().min(2),
    }
}

/// Letters and signs that are certainly one character and one cell.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | 'Ѐ'..='ѯ' | '–' | '—' | '…' | '№' | '─')
}

/// The text if it fits into the cells, else its beginning and an ellipsis. Never wider than `cells`.
#[must_use]
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let head = head(text, cells - 1);
    Cow::Owned(format!("{}{ELLIPSIS}", head.trim_end()))
}

/// The longest beginning of the text that fits into the cells.
#[must_use]
pub fn head(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += grapheme_width(grapheme);
        if taken > cells {
            return &text[..at];
        }
    }
    text
}

/// The longest end of the text that fits into the cells: what is seen of a long line while it is being typed.
#[must_use]
pub fn tail(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        taken += grapheme_width(grapheme);
        if taken > cells {
            return &text[at + grapheme.len()..];
        }
    }
    text
}

/// The text in exactly `cells` cells: cut with an ellipsis, or filled with spaces.
#[must_use]
pub fn pad(text: &str, cells: usize, align: Align) -> String {
    let text = cut(text, cells);
    let free = cells - width(&text);
    let left = match align {
        Align::Left => 0,
        Align::Right => free,
        Align::Centre => free / 2,
    };
    let mut padded = String::with_capacity(text.len() + free);
    padded.extend(std::iter::repeat_n(' ', left));
    padded.push_str(&text);
    padded.extend(std::iter::repeat_n(' ', free - left));
    padded
}

/// Breaks the text into lines of at most `cells` cells, at spaces where there are any.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    if cells == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        let mut rest = paragraph.trim();
        while width(rest) > cells {
            let fits = head(rest, cells);
            let broken = if rest[fits.len()..].starts_with(' ') { Some(fits.len()) } else { fits.rfind(' ') };
            let at = match broken {
                Some(at) if at > 0 => at,
                // A word longer than the line, or a grapheme wider than it.
                _ if fits.is_empty() => rest.graphemes(true).next().map_or(rest.len(), str::len),
                _ => fits.len(),
            };
            lines.push(rest[..at].trim_end());
            rest = rest[at..].trim_start();
        }
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_counts_cells() {
        for (text, cells) in [
            ("", 0),
            ("Abc", 3),
            ("Ёлкин Тимур", 11),
            ("и\u{306}", 1),
            ("е\u{308}лка", 4),
            ("日本", 4),
            ("5/4°", 4),
            ("№ 3 — …", 7),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn cut_says_that_something_is_missing() {
        for (text, cells, expected) in [
            ("Константинопольская", 8, "Констан…"),
            ("Русский язык", 8, "Русский…"),
            ("Ева", 3, "Ева"),
            ("Ева", 1, "…"),
            ("Ева", 0, ""),
            ("日本語", 4, "日…"),
        ] {
            assert_eq!(cut(text, cells), expected, "{text:?} in {cells}");
        }
    }

    #[test]
    fn pad_aligns() {
        assert_eq!(pad("5", 3, Align::Centre), " 5 ");
        assert_eq!(pad("5/4", 6, Align::Centre), " 5/4  ");
        assert_eq!(pad("№", 4, Align::Right), "   №");
        assert_eq!(pad("Анна", 6, Align::Left), "Анна  ");
    }

    #[test]
    fn tail_keeps_the_end() {
        assert_eq!(tail("правило § 31", 4), "§ 31");
        assert_eq!(tail("31", 4), "31");
    }

    #[test]
    fn wrap_breaks_at_spaces() {
        assert_eq!(wrap("две отметки через дробь", 12), ["две отметки", "через дробь"]);
        assert_eq!(wrap("аб вгдежз", 3), ["аб", "вгд", "ежз"]);
        assert_eq!(wrap("одна\nдругая", 20), ["одна", "другая"]);
        assert_eq!(wrap("日", 1), ["日", ""]);
    }

    proptest! {
        #[test]
        fn cut_never_exceeds_its_cells(text in "\\PC{0,40}", cells in 0usize..30) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
        }

        #[test]
        fn pad_fills_its_cells_exactly(text in "\\PC{0,40}", cells in 0usize..30) {
            prop_assert_eq!(width(&pad(&clean(&text), cells, Align::Centre)), cells);
        }

        #[test]
        fn head_and_tail_are_parts_of_the_text(text in "\\PC{0,40}", cells in 0usize..30) {
            prop_assert!(text.starts_with(head(&text, cells)) && text.ends_with(tail(&text, cells)));
            prop_assert!(width(head(&text, cells)) <= cells && width(tail(&text, cells)) <= cells);
        }

        #[test]
        fn wrap_loses_nothing_but_spaces(text in "[а-я ]{0,60}", cells in 1usize..20) {
            let joined: String = wrap(&text, cells).concat();
            let without = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(without(&joined), without(&text));
            prop_assert!(wrap(&text, cells).iter().all(|line| width(line) <= cells));
        }
    }
}
