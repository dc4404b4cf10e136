//! What is wrong with a configuration file. Data only: the sentences are made by the caller.

use std::path::PathBuf;

use crate::keys::Refusal;
use crate::text::slips;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1; `None`: the file as a whole.
    pub line: Option<usize>,
    /// The field (`push.hold_seconds`), where it is known.
    pub field: Option<String>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The file cannot be read; what the system says.
    Unreadable(String),
    /// The file is not UTF-8.
    NotUtf8,
    /// The line is not TOML; what the parser says.
    Syntax(String),
    /// There is no such field; the nearest one that exists.
    UnknownField(Option<&'static str>),
    /// The value is of another kind.
    NotText,
    /// The value must be a whole number between these.
    NotNumber {
        /// Smallest.
        from: u32,
        /// Largest.
        to: u32,
    },
    /// The value must be one of these; the nearest one.
    NotOneOf {
        /// What may stand there.
        words: &'static [&'static str],
        /// Which was probably meant.
        nearest: Option<&'static str>,
    },
    /// A value that must not be empty is.
    Empty,
    /// There is no such action; the nearest one that exists.
    UnknownAction(Option<&'static str>),
    /// There is no such context of keys; the nearest one that exists.
    UnknownContext(Option<&'static str>),
    /// The value is neither a key, nor a list of keys, nor `off`.
    NotKeys,
    /// The text names no key.
    NotAKey {
        /// What is written.
        text: String,
        /// Which was probably meant.
        nearest: Option<String>,
    },
    /// The keys cannot be those of the action.
    Refused(Refusal),
}

/// The nearest of the words to one that does not exist, if it is near enough to be meant.
#[must_use]
pub fn nearest(wrong: &str, words: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let wrong = wrong.to_lowercase();
    let limit = (wrong.chars().count() / 3).max(1);
    words.into_iter().map(|word| (slips(&wrong, word), word)).filter(|(far, _)| *far <= limit).min().map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let words = ["server", "theme", "language", "push.hold_seconds"];
        for (wrong, expected) in [
            ("sever", Some("server")),
            ("thmee", Some("theme")),
            ("Language", Some("language")),
            ("push.hold_second", Some("push.hold_seconds")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, words), expected, "{wrong}");
        }
    }
}
