//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation as _;

/// Longest line that is kept, in bytes.
const LIMIT: usize = 2000;

/// A line of text with a cursor between its letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// Byte offset, always between two graphemes.
    cursor: usize,
}

impl TextField {
    /// A line with the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// The text after the cursor.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.text[self.cursor..]
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Types text at the cursor, cleaned of what no line of text can hold.
    pub fn insert(&mut self, typed: &str) {
        let clean = crate::text::clean(typed);
        if self.text.len() + clean.len() <= LIMIT {
            self.text.insert_str(self.cursor, &clean);
            self.cursor += clean.len();
            self.compose();
        }
    }

    /// One letter back.
    pub fn left(&mut self) {
        self.cursor -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    /// One letter on.
    pub fn right(&mut self) {
        self.cursor += self.after().graphemes(true).next().map_or(0, str::len);
    }

    /// To the beginning.
    pub const fn start(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub const fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Deletes the letter before the cursor.
    pub fn delete_back(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Deletes the letter after the cursor.
    pub fn delete_on(&mut self) {
        let letter = self.after().graphemes(true).next().map_or(0, str::len);
        self.text.replace_range(self.cursor..self.cursor + letter, "");
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let word = self.before().trim_end();
        let from = word.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Deletes everything and overwrites what stood in memory: for passwords.
    pub fn wipe(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.text);
        self.cursor = 0;
    }

    /// A combining mark that was typed on its own joins the letter before it.
    fn compose(&mut self) {
        let composed = crate::text::compose(&self.text).into_owned();
        if composed != self.text {
            let before = crate::text::compose(self.before()).len();
            self.text = composed;
            self.cursor = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TextField;

    #[test]
    fn letters_are_deleted_and_passed_as_a_person_counts_them() {
        let mut field = TextField::new("упр. 5");
        field.left();
        field.insert("21");
        assert_eq!((field.before(), field.after()), ("упр. 21", "5"));
        field.delete_on();
        field.delete_back();
        assert_eq!(field.text(), "упр. 2");
        field.delete_word();
        assert_eq!(field.text(), "упр. ");
        field.start();
        field.delete_on();
        assert_eq!((field.before(), field.after()), ("", "пр. "));
        field.clear();
        field.delete_back();
        field.left();
        field.right();
        assert!(field.is_empty());
        field.insert("и\n\u{306}ё\u{1b}[31m");
        assert!(!field.text().contains('\u{1b}') && !field.text().contains('\n'));
    }
}
