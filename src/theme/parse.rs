//! Theme files: one line a role. A fault is named by line and field, and costs that line only.

use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

use super::Role;
use crate::text::slips;

/// A line of a theme file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeProblem {
    /// Line in the file, from 1.
    pub line: usize,
    /// The role's name, or what stood in its place; empty where the line could not be read at all.
    pub field: String,
    /// What is wrong with it.
    pub kind: ThemeProblemKind,
}

/// What is wrong with a line of a theme file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeProblemKind {
    /// The line is not TOML; what the parser said.
    NotToml(String),
    /// No role has that name; the nearest one, if one is near.
    UnknownRole(Option<&'static str>),
    /// The value is not a text in quotes.
    NotText,
    /// The value holds a word that is neither a colour nor a manner of writing.
    UnknownWord(String),
}

impl ThemeProblemKind {
    /// Key of the sentence (`strings`), whose arguments are `field` and [`Self::word`].
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotToml(_) => "theme-not-toml",
            Self::UnknownRole(Some(_)) => "theme-unknown-role-near",
            Self::UnknownRole(None) => "theme-unknown-role",
            Self::NotText => "theme-not-text",
            Self::UnknownWord(_) => "theme-unknown-word",
        }
    }

    /// The word that the sentence quotes; empty where it quotes none.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::NotToml(word) | Self::UnknownWord(word) => word,
            Self::UnknownRole(near) => near.unwrap_or_default(),
            Self::NotText => "",
        }
    }
}

impl fmt::Display for ThemeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} {}", self.line, self.field, self.kind.key(), self.kind.word())
    }
}

/// The roles that the text names, and the lines that name none.
pub(super) fn lines(text: &str) -> (Vec<(Role, Style)>, Vec<ThemeProblem>) {
    let line_of = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<ThemeProblem> = errors
        .iter()
        .map(|error| ThemeProblem {
            line: line_of(error.span().map_or(0, |span| span.start)),
            field: String::new(),
            kind: ThemeProblemKind::NotToml(error.message().lines().next().unwrap_or_default().to_owned()),
        })
        .collect();
    let mut roles = Vec::new();
    for (name, value) in table.get_ref() {
        let line = line_of(name.span().start);
        if problems.iter().any(|problem| problem.line == line) {
            continue;
        }
        match role(name.get_ref(), value.get_ref()) {
            Ok(found) => roles.push(found),
            Err(kind) => problems.push(ThemeProblem { line, field: name.get_ref().clone().into_owned(), kind }),
        }
    }
    problems.sort_by_key(|problem| problem.line);
    (roles, problems)
}

fn role(name: &str, value: &DeValue<'_>) -> Result<(Role, Style), ThemeProblemKind> {
    let role = Role::from_name(name).ok_or_else(|| ThemeProblemKind::UnknownRole(nearest(name)))?;
    let DeValue::String(words) = value else { return Err(ThemeProblemKind::NotText) };
    Ok((role, style(words)?))
}

/// A style from its words (`black on cyan bold`).
fn style(words: &str) -> Result<Style, ThemeProblemKind> {
    let mut style = Style::new();
    let mut is_background = false;
    for word in words.split_whitespace() {
        if word == "on" {
            is_background = true;
        } else if let Some(modifier) = modifier(word) {
            style = style.add_modifier(modifier);
        } else {
            let colour = colour(word).ok_or_else(|| ThemeProblemKind::UnknownWord(word.to_owned()))?;
            let colour = Some(colour).filter(|colour| *colour != Color::Reset);
            if std::mem::take(&mut is_background) { style.bg = colour } else { style.fg = colour }
        }
    }
    if is_background { Err(ThemeProblemKind::UnknownWord("on".to_owned())) } else { Ok(style) }
}

fn modifier(word: &str) -> Option<Modifier> {
    Some(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underline" => Modifier::UNDERLINED,
        "reverse" => Modifier::REVERSED,
        _ => return None,
    })
}

fn colour(word: &str) -> Option<Color> {
    Some(match word {
        "default" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "gray" => Color::Gray,
        "dark-gray" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-magenta" => Color::LightMagenta,
        "light-cyan" => Color::LightCyan,
        "white" => Color::White,
        _ => return rgb(word).or_else(|| word.parse().ok().map(Color::Indexed)),
    })
}

fn rgb(word: &str) -> Option<Color> {
    let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some(Color::Rgb(part(0)?, part(2)?, part(4)?))
}

/// The role whose name is at most two slips of the finger away.
fn nearest(name: &str) -> Option<&'static str> {
    let near = Role::ALL.into_iter().map(|role| (slips(name, role.name()), role.name())).min()?;
    (near.0 <= 2).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn a_broken_line_costs_only_itself() {
        let text = "title = \"bold\"\nabsense = \"blue\"\nfocus = 7\nmuted = \"gry\"\nrule = \nkey = \"white on red\"\n";
        let (theme, problems) = Theme::parse("mine.toml", text);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told[0], "2: absense: theme-unknown-role-near absence");
        assert_eq!(told[1], "3: focus: theme-not-text ");
        assert_eq!(told[2], "4: muted: theme-unknown-word gry");
        assert!(told[3].starts_with("5: : theme-not-toml "), "{}", told[3]);
        assert_eq!(told.len(), 4);
        assert_eq!(theme.style(Role::Title), Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Role::Key), Style::new().fg(Color::White).bg(Color::Red));
        assert_eq!(theme.style(Role::Focus), Style::new().add_modifier(Modifier::REVERSED), "never invisible");
    }

    #[test]
    fn words_make_a_style() {
        let (red, blue) = (Color::Red, Color::Blue);
        for (words, expected) in [
            ("default", Style::new()),
            ("red on blue", Style::new().fg(red).bg(blue)),
            ("on blue", Style::new().bg(blue)),
            ("bold red", Style::new().fg(red).add_modifier(Modifier::BOLD)),
            ("208", Style::new().fg(Color::Indexed(208))),
            ("#ff8800", Style::new().fg(Color::Rgb(255, 136, 0))),
        ] {
            assert_eq!(style(words), Ok(expected), "{words}");
        }
        for words in ["on", "red on", "#ff88", "256", "blink"] {
            assert!(style(words).is_err(), "{words}");
        }
    }
}
