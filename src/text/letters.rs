//! Text for terminals whose font has nothing but ASCII, Cyrillic letters and «§».

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// The text with every other sign replaced by one of the same width that says nearly the same: «№ 5 — „Весна“…» becomes
/// `N 5 - "Весна".`. What the screen computed of widths before stays true, since no sign becomes wider or narrower.
#[must_use]
pub fn letters_only(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let cells = super::width(text);
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match super::grapheme_width(c.encode_utf8(&mut [0; 4])) {
            // A mark that belongs to the letter before it.
            0 => {}
            1 => plain.push(letter(c)),
            _ => plain.push_str("? "),
        }
    }
    // Signs that are joined into one are narrower than each for itself.
    let cut = super::head(&plain, cells).len();
    plain.truncate(cut);
    Cow::Owned(plain)
}

/// The same for a single sign of one cell.
#[must_use]
pub fn letter(c: char) -> char {
    match c {
        c if is_plain(c) => c,
        '\u{a0}' => ' ',
        '«' | '»' | '“' | '”' | '„' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '−' | '‑' | '─' => '-',
        '…' => '.',
        '·' | '•' | '×' => '*',
        '№' => 'N',
        '→' | '›' | '▸' => '>',
        '←' | '‹' => '<',
        '↑' => '^',
        '↓' => 'v',
        '°' => 'o',
        '≠' => '#',
        '±' => '=',
        '✓' => '+',
        // A letter with a mark is the letter; what is none of all this is said to be something.
        _ => std::iter::once(c).nfd().next().filter(|base| is_plain(*base)).unwrap_or('?'),
    }
}

const fn is_plain(c: char) -> bool {
    // The paragraph is in every font with Cyrillic letters, and in half of what teachers write.
    matches!(c, ' '..='~' | 'А'..='я' | 'Ё' | 'ё' | '§')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    #[test]
    fn signs_become_letters_of_the_same_width() {
        for (text, expected) in [
            ("Упр. 5, ёлка", "Упр. 5, ёлка"),
            ("№ 5 — «Весна»…", "N 5 - \"Весна\"."),
            ("08:30–09:15 · § 31", "08:30-09:15 * § 31"),
            ("„lecția următoare”", "\"lectia urmatoare\""),
            ("←/→ день, ↑ ↓", "</> день, ^ v"),
            ("и\u{306}", "и"),
            ("漢", "? "),
        ] {
            assert_eq!(letters_only(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_left_that_such_a_font_lacks_and_nothing_grows(text in any::<String>()) {
            let text = crate::text::clean(&text).into_owned();
            let plain = letters_only(&text);
            prop_assert!(plain.chars().all(is_plain), "{plain:?}");
            prop_assert!(width(&plain) <= width(&text), "{plain:?}");
        }

        #[test]
        fn one_cell_stays_one_cell(text in "[А-яёЁ a-z«»—–·№§…→ăâîșț0-9]{0,30}") {
            prop_assert_eq!(width(&letters_only(&text)), width(&text));
        }
    }
}
