//! A key press, and how it is written.

use std::fmt;
use std::str::FromStr;

use super::layout;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A key that gave a character, the space included.
    Char(char),
    /// Enter, on the keypad too.
    Enter,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Escape.
    Esc,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// Modifiers that were held. Shift counts only with keys that give no character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers(u8);

impl Modifiers {
    /// None.
    pub const NONE: Self = Self(0);
    /// Ctrl.
    pub const CTRL: Self = Self(1);
    /// Alt.
    pub const ALT: Self = Self(2);
    /// Shift.
    pub const SHIFT: Self = Self(4);

    /// These and those.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are held.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether Ctrl or Alt is held: the key is a command in every context.
    #[must_use]
    pub const fn commands(self) -> bool {
        self.0 & (Self::CTRL.0 | Self::ALT.0) != 0
    }
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With which modifiers.
    pub modifiers: Modifiers,
}

/// Which letters a key is named by on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    /// As on a Russian keyboard («п»).
    #[default]
    Cyrillic,
    /// As on a Latin keyboard (`g`).
    Latin,
}

/// How the screen names a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyName {
    /// As it stands («F10», «Ctrl-R», «п»).
    Plain(String),
    /// A sentence of the strings («Пробел»).
    Word(&'static str),
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, modifiers: Modifiers::NONE }
    }

    /// A character without modifiers.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), modifiers: Modifiers::CTRL }
    }

    /// The character that the key types, if it types one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.modifiers.commands() => Some(c),
            _ => None,
        }
    }

    /// The key without what layouts and Caps Lock change: with Ctrl or Alt every letter is the lower-case Latin one on its
    /// key; Shift is dropped where a character says it already.
    #[must_use]
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char(c) if self.modifiers.commands() => {
                let c = layout::to_latin(c).to_lowercase().next().unwrap_or(c);
                Self { code: Code::Char(c), modifiers: Modifiers(self.modifiers.0 & !Modifiers::SHIFT.0) }
            }
            Code::Char(_) => Self { code: self.code, modifiers: Modifiers::NONE },
            _ => self,
        }
    }

    /// Whether the key stands in another place, or is no key at all, under the other layout: nothing may be reachable by
    /// such a key only.
    #[must_use]
    pub const fn is_ambiguous(self) -> bool {
        match self.code {
            Code::Char(c) => !(c.is_ascii_alphanumeric() || c == ' '),
            _ => false,
        }
    }

    /// How the screen names the key.
    #[must_use]
    pub fn name(self, script: Script) -> KeyName {
        match (self.code, script) {
            (Code::Char(' '), _) => KeyName::Word("key-space"),
            (Code::Char(c), Script::Cyrillic) if self.modifiers == Modifiers::NONE && c.is_ascii_alphabetic() => {
                KeyName::Plain(layout::to_cyrillic(c).to_string())
            }
            _ => KeyName::Plain(self.to_string()),
        }
    }
}

/// The notation of settings and documents: `Ctrl-r`, `F10`, `Shift-Tab`, `g`, `Space`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in [(Modifiers::CTRL, "Ctrl-"), (Modifiers::ALT, "Alt-"), (Modifiers::SHIFT, "Shift-")] {
            if self.modifiers.has(modifier) {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) if self.modifiers.commands() => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            code => f.write_str(NAMED.iter().find(|(named, _)| *named == code).map_or("?", |(_, name)| name)),
        }
    }
}

const NAMED: [(Code, &str); 14] = [
    (Code::Enter, "Enter"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Del"),
    (Code::Insert, "Ins"),
    (Code::Esc, "Esc"),
    (Code::Up, "↑"),
    (Code::Down, "↓"),
    (Code::Left, "←"),
    (Code::Right, "→"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PgUp"),
    (Code::PageDown, "PgDn"),
];

/// The text names no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseKeyError;

impl fmt::Display for ParseKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a key")
    }
}

impl std::error::Error for ParseKeyError {}

impl FromStr for Key {
    type Err = ParseKeyError;

    fn from_str(text: &str) -> Result<Self, ParseKeyError> {
        let mut rest = text;
        let mut modifiers = Modifiers::NONE;
        for (modifier, name) in [(Modifiers::CTRL, "Ctrl-"), (Modifiers::ALT, "Alt-"), (Modifiers::SHIFT, "Shift-")] {
            if let Some(after) = rest.strip_prefix(name).filter(|after| !after.is_empty()) {
                modifiers = modifiers.with(modifier);
                rest = after;
            }
        }
        let words = [
            ("Space", Code::Char(' ')),
            ("Up", Code::Up),
            ("Down", Code::Down),
            ("Left", Code::Left),
            ("Right", Code::Right),
        ];
        let named = NAMED.iter().map(|(code, name)| (*name, *code)).chain(words);
        let function = || rest.strip_prefix('F').and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n)).map(Code::F);
        let mut letters = rest.chars();
        let single = match (letters.next(), letters.next()) {
            (Some(c), None) => Some(Code::Char(if modifiers.commands() { c.to_ascii_lowercase() } else { c })),
            _ => None,
        };
        let code = named.into_iter().find(|(name, _)| *name == rest).map(|(_, code)| code).or_else(function).or(single);
        Ok(Self { code: code.ok_or(ParseKeyError)?, modifiers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_reads_back() {
        for text in
            ["Ctrl-R", "F10", "Shift-Tab", "g", "Space", "↑", "Del", "Alt-X", "Ctrl-Home", "?", "5", "Ctrl-Alt-Q", "-"]
        {
            let key: Key = text.parse().unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(key.to_string(), text);
        }
        for wrong in ["", "Ctrl-", "F0", "F13", "gg", "ctrl-r"] {
            assert_eq!(wrong.parse::<Key>(), Err(ParseKeyError), "{wrong:?}");
        }
    }

    #[test]
    fn control_keys_are_the_same_under_every_layout() {
        let upper = Key { code: Code::Char('К'), modifiers: Modifiers::CTRL.with(Modifiers::SHIFT) };
        for key in [Key::ctrl('r'), Key::ctrl('R'), Key::ctrl('к'), upper] {
            assert_eq!(key.normal(), Key::ctrl('r'));
        }
        let typed = Key { code: Code::Char('О'), modifiers: Modifiers::SHIFT };
        assert_eq!(typed.normal(), Key::char('О'));
    }

    #[test]
    fn the_screen_names_a_letter_key_by_the_letter_that_is_printed_on_it() {
        assert_eq!(Key::char('g').name(Script::Cyrillic), KeyName::Plain("п".to_owned()));
        assert_eq!(Key::char('g').name(Script::Latin), KeyName::Plain("g".to_owned()));
        assert_eq!(Key::char(' ').name(Script::Latin), KeyName::Word("key-space"));
        assert_eq!(Key::ctrl('f').name(Script::Cyrillic), KeyName::Plain("Ctrl-F".to_owned()));
    }
}
