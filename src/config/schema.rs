//! The one table of fields: name, what may stand there, and where it goes.

use std::path::PathBuf;

use super::problem::{Wrong, nearest};
use super::{Direction, Glyphs, Layouts, Settings, Switch, Synchronized};
use crate::strings::Language;

/// A field of the file.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Dotted name (`push.hold_seconds`).
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
}

/// What may stand in a field, and how it is put into the settings.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text that is not empty.
    Text(fn(&mut Settings, String)),
    /// One of some words.
    Word(&'static [&'static str], fn(&mut Settings, &str)),
    /// A whole number between two, both included.
    Number(u32, u32, fn(&mut Settings, u32)),
}

/// Every field there is.
pub const FIELDS: &[Field] = &[
    Field { name: "server", kind: Kind::Text(|settings, text| settings.server = Some(text)) },
    Field { name: "user", kind: Kind::Text(|settings, text| settings.user = Some(text)) },
    Field { name: "servers", kind: Kind::Text(|settings, text| settings.servers = Some(text)) },
    Field { name: "ca_file", kind: Kind::Text(|settings, text| settings.ca_file = Some(PathBuf::from(text))) },
    Field { name: "pin", kind: Kind::Text(|settings, text| settings.pin = Some(text)) },
    Field {
        name: "language",
        kind: Kind::Word(&["ru", "en", "ro"], |settings, word| settings.language = Language::from_tag(word)),
    },
    Field { name: "theme", kind: Kind::Text(|settings, text| settings.theme = Some(text)) },
    Field {
        name: "glyphs",
        kind: Kind::Word(&["auto", "unicode", "ascii"], |settings, word| {
            settings.glyphs = match word {
                "unicode" => Glyphs::Unicode,
                "ascii" => Glyphs::Ascii,
                _ => Glyphs::Auto,
            };
        }),
    },
    Field {
        name: "keys.layouts",
        kind: Kind::Word(&["both", "typed"], |settings, word| {
            settings.layouts = if word == "typed" { Layouts::Typed } else { Layouts::Both };
        }),
    },
    Field { name: "keys.vim", kind: Kind::Word(&["off", "on"], |settings, word| settings.vim = switch(word)) },
    Field {
        name: "grid.direction",
        kind: Kind::Word(&["down", "right"], |settings, word| {
            settings.direction = if word == "right" { Direction::Right } else { Direction::Down };
        }),
    },
    Field { name: "terminal.bell", kind: Kind::Word(&["off", "on"], |settings, word| settings.bell = switch(word)) },
    Field { name: "terminal.mouse", kind: Kind::Word(&["off", "on"], |settings, word| settings.mouse = switch(word)) },
    Field {
        name: "terminal.synchronized",
        kind: Kind::Word(&["auto", "on", "off"], |settings, word| {
            settings.synchronized = match word {
                "on" => Synchronized::On,
                "off" => Synchronized::Off,
                _ => Synchronized::Auto,
            };
        }),
    },
    Field { name: "lock.idle_minutes", kind: Kind::Number(0, 240, |settings, number| settings.lock_minutes = Some(number)) },
    Field { name: "push.hold_seconds", kind: Kind::Number(0, 600, |settings, number| settings.hold_seconds = Some(number)) },
];

fn switch(word: &str) -> Switch {
    if word == "on" { Switch::On } else { Switch::Off }
}

/// The field of a dotted name, or the nearest name that exists.
pub fn find(name: &str) -> Result<&'static Field, Option<&'static str>> {
    FIELDS.iter().find(|field| field.name == name).ok_or_else(|| nearest(name, FIELDS.iter().map(|field| field.name)))
}

impl Kind {
    /// Puts a text value into the settings.
    pub fn put_text(self, settings: &mut Settings, text: &str) -> Result<(), Wrong> {
        match self {
            Self::Text(_) if text.trim().is_empty() => Err(Wrong::Empty),
            Self::Text(put) => {
                put(settings, text.to_owned());
                Ok(())
            }
            Self::Word(words, put) if words.contains(&text) => {
                put(settings, text);
                Ok(())
            }
            Self::Word(words, _) => Err(Wrong::NotOneOf { words, nearest: nearest(text, words.iter().copied()) }),
            Self::Number(from, to, _) => Err(Wrong::NotNumber { from, to }),
        }
    }

    /// Puts a whole number into the settings.
    pub fn put_number(self, settings: &mut Settings, number: Option<i64>) -> Result<(), Wrong> {
        let Self::Number(from, to, put) = self else { return Err(self.wrong_kind()) };
        match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) if (from..=to).contains(&number) => {
                put(settings, number);
                Ok(())
            }
            _ => Err(Wrong::NotNumber { from, to }),
        }
    }

    /// What is wrong with a value of another kind.
    #[must_use]
    pub const fn wrong_kind(self) -> Wrong {
        match self {
            Self::Text(_) => Wrong::NotText,
            Self::Word(words, _) => Wrong::NotOneOf { words, nearest: None },
            Self::Number(from, to, _) => Wrong::NotNumber { from, to },
        }
    }
}
