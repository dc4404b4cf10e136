//! What may reach a cell: composed letters, no control characters, nothing invisible.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Marks kept on one base letter. A real name needs one or two; a heap of them leaks into the neighbouring lines.
const MARKS_KEPT: usize = 2;

/// Text that somebody else wrote, made fit for a cell.
///
/// Line breaks and tabs become spaces; other control characters, escape sequences' introducers, direction overrides,
/// zero-width characters and heaps of combining marks go. `й` and `ё` are composed. Applying it twice changes nothing.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    // Before anything is composed: what stood between a letter and its mark must not keep them apart.
    let seen: String = text.chars().filter(|c| is_break(*c) || !(c.is_control() || is_invisible(*c))).collect();
    let mut kept = String::with_capacity(seen.len());
    let mut marks = 0;
    for c in compose(&seen).chars() {
        if is_combining_mark(c) {
            marks += 1;
            // Without a letter under it a mark would go over what stands before the text.
            if marks <= MARKS_KEPT && !kept.is_empty() && !kept.ends_with(' ') {
                kept.push(c);
            }
            continue;
        }
        kept.push(if is_break(c) { ' ' } else { c });
        marks = 0;
    }
    Cow::Owned(kept)
}

/// What ends a line or a column.
fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that need no further thought: all of Russian and of ASCII that can be seen.
fn is_harmless(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | 'Ѐ'..='҂' | '–' | '—' | '…' | '№')
}

/// Characters without a picture of their own that change what stands around them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The text with `и`+breve and `е`+diaeresis (both cases) composed to one letter. Done once, where text enters, because
/// the two spellings look alike and are not equal.
#[must_use]
pub fn compose(text: &str) -> Cow<'_, str> {
    if !text.contains(['\u{306}', '\u{308}']) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    for c in text.chars() {
        let letter = match (composed.chars().next_back(), c) {
            (Some('и'), '\u{306}') => Some('й'),
            (Some('И'), '\u{306}') => Some('Й'),
            (Some('е'), '\u{308}') => Some('ё'),
            (Some('Е'), '\u{308}') => Some('Ё'),
            _ => None,
        };
        if letter.is_some() {
            composed.pop();
        }
        composed.push(letter.unwrap_or(c));
    }
    Cow::Owned(composed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    #[test]
    fn untrusted_text_loses_its_teeth() {
        for (text, expected) in [
            ("Упр. 214, правило § 31", "Упр. 214, правило § 31"),
            ("a\u{1b}[31mb", "a[31mb"),
            ("строка\nдругая\tтретья", "строка другая третья"),
            ("\u{202e}кирО", "кирО"),
            ("О\u{200b}р\u{feff}л", "Орл"),
            ("\u{9b}2J", "2J"),
            ("Йовчев", "Йовчев"),
            ("И\u{306}овчев Е\u{308}лка", "Йовчев Ёлка"),
            ("а\u{301}\u{301}\u{301}\u{301}б", "а\u{301}\u{301}б"),
            ("\u{301}а", "а"),
            ("и\u{0}\u{306}е\u{200b}\u{308}", "йё"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn clean_is_idempotent_and_harmless(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert!(width(&once) <= 2 * once.chars().count());
        }

        #[test]
        fn letters_that_something_keeps_apart_are_clean_at_once(text in "[иеИЕ\u{0}\u{200b}\u{306}\u{308}\u{301}\u{34f}\n ]{0,12}") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
        }

        #[test]
        fn compose_is_idempotent(text in "[иеИЕйё\u{306}\u{308} ]{0,12}") {
            let once = compose(&text).into_owned();
            prop_assert_eq!(compose(&once), once.as_str());
        }
    }
}
