//! Colours by meaning: a role of the screen to a style.
//!
//! Themes are TOML files, one line a role (`absence = "light-cyan bold"`); three are built in. The sixteen colours come
//! first, because school terminals have no more. Meaning never rests on colour alone: each state has a glyph as well.
//! A broken line costs its role only, never the start of the program: [`Theme::parse`] returns what is wrong beside the
//! theme, and the role keeps the style of the built-in one.

mod parse;

use ratatui::style::{Modifier, Style};

pub use parse::{ThemeProblem, ThemeProblemKind};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// What a piece of the screen means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $name,)*
        }

        impl Role {
            /// Every role, in the order of the theme files.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The role's name in a theme file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// The role of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|role| role.name() == name)
            }
        }
    };
}

roles! {
    /// Ordinary text.
    Text => "text",
    /// The screen's title.
    Title => "title",
    /// Headings of columns and groups.
    Heading => "heading",
    /// What may be overlooked: explanations, empty places.
    Muted => "muted",
    /// Lines between parts of the screen.
    Rule => "rule",
    /// Keys in the last line.
    Key => "key",
    /// The cell or line that the next key acts on.
    Focus => "focus",
    /// A text field that is being typed into.
    Input => "input",
    /// The column of today's lesson; the running lesson.
    Today => "today",
    /// An absence.
    Absence => "absence",
    /// A failing mark.
    Failing => "failing",
    /// Done.
    Done => "done",
    /// On disk or typed; not in the journal yet.
    Waiting => "waiting",
    /// Refused by the rules.
    Refused => "refused",
    /// Two values of one cell.
    Conflict => "conflict",
    /// Sent, and nobody knows whether it arrived.
    Uncertain => "uncertain",
    /// The instant comes near.
    DeadlineSoon => "deadline-soon",
    /// The instant has passed.
    DeadlineOver => "deadline-over",
    /// A rule asks for a second thought.
    Warning => "warning",
    /// The link to the server is up.
    Online => "online",
    /// The link to the server is down.
    Offline => "offline",
}

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: [Style; Role::ALL.len()],
}

/// The built-in themes: name and file.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("dark", include_str!("../themes/dark.toml")),
    ("light", include_str!("../themes/light.toml")),
    ("mono", include_str!("../themes/mono.toml")),
];

impl Theme {
    /// The built-in theme of a name (`dark`, `light`, `mono`).
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.into_iter().find(|(built_in, _)| *built_in == name)?;
        Some(Self::parse(name, text).0)
    }

    /// The theme for terminals whose colours are unknown: dark.
    ///
    /// # Panics
    /// Never: the theme is built in.
    #[must_use]
    pub fn dark() -> Self {
        Self::built_in("dark").expect("dark is built in")
    }

    /// The theme without colours, for `NO_COLOR`: bold, underline and reverse only.
    ///
    /// # Panics
    /// Never: the theme is built in.
    #[must_use]
    pub fn mono() -> Self {
        Self::built_in("mono").expect("mono is built in")
    }

    /// Reads a theme. Roles that the file does not name, or names wrongly, keep the plain look of `mono`'s fallback;
    /// every fault is returned with its line.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> (Self, Vec<ThemeProblem>) {
        let mut theme = Self { name: name.to_owned(), styles: Role::ALL.map(fallback) };
        let (lines, problems) = parse::lines(text);
        for (role, style) in lines {
            theme.styles[role as usize] = style;
        }
        (theme, problems)
    }

    /// The theme's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of a role.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

/// How a role looks that no file speaks of: without colour, but never invisible.
fn fallback(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Focus => plain.add_modifier(Modifier::REVERSED),
        Role::Title | Role::Today | Role::Refused | Role::Conflict | Role::DeadlineOver | Role::Failing => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::Input | Role::DeadlineSoon => plain.add_modifier(Modifier::UNDERLINED),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn every_built_in_theme_has_every_role_and_no_fault() {
        for (name, text) in BUILT_IN {
            let (lines, problems) = parse::lines(text);
            assert_eq!(problems, [], "{name}");
            let named: Vec<Role> = lines.iter().map(|(role, _)| *role).collect();
            for role in Role::ALL {
                assert_eq!(named.iter().filter(|named| **named == role).count(), 1, "{name}: {}", role.name());
            }
        }
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = Theme::mono();
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
        }
    }

    #[test]
    fn built_in_themes_keep_to_sixteen_colours() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).expect("built in");
            for role in Role::ALL {
                let style = theme.style(role);
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{name}: {}", role.name());
                }
            }
        }
    }

    /// The sixteen colours as xterm and as the Linux console show them.
    const PALETTES: [[(Color, [u8; 3]); 16]; 2] = {
        use Color::{
            Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightCyan, LightGreen, LightMagenta, LightRed, LightYellow,
            Magenta, Red, White, Yellow,
        };
        [
            [
                (Black, [0, 0, 0]),
                (Red, [205, 0, 0]),
                (Green, [0, 205, 0]),
                (Yellow, [205, 205, 0]),
                (Blue, [0, 0, 238]),
                (Magenta, [205, 0, 205]),
                (Cyan, [0, 205, 205]),
                (Gray, [229, 229, 229]),
                (DarkGray, [127, 127, 127]),
                (LightRed, [255, 0, 0]),
                (LightGreen, [0, 255, 0]),
                (LightYellow, [255, 255, 0]),
                (LightBlue, [92, 92, 255]),
                (LightMagenta, [255, 0, 255]),
                (LightCyan, [0, 255, 255]),
                (White, [255, 255, 255]),
            ],
            [
                (Black, [0, 0, 0]),
                (Red, [170, 0, 0]),
                (Green, [0, 170, 0]),
                (Yellow, [170, 85, 0]),
                (Blue, [0, 0, 170]),
                (Magenta, [170, 0, 170]),
                (Cyan, [0, 170, 170]),
                (Gray, [170, 170, 170]),
                (DarkGray, [85, 85, 85]),
                (LightRed, [255, 85, 85]),
                (LightGreen, [85, 255, 85]),
                (LightYellow, [255, 255, 85]),
                (LightBlue, [85, 85, 255]),
                (LightMagenta, [255, 85, 255]),
                (LightCyan, [85, 255, 255]),
                (White, [255, 255, 255]),
            ],
        ]
    };

    /// Contrast of two colours by WCAG 2.1.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let luminance = |colour: [u8; 3]| {
            let part = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_word_can_be_read_on_its_ground_and_nothing_blinks() {
        for (name, ink, ground) in [("dark", [255; 3], [0; 3]), ("light", [0; 3], [255; 3]), ("mono", [255; 3], [0; 3])] {
            let theme = Theme::built_in(name).expect("built in");
            for role in Role::ALL {
                let style = theme.style(role);
                let blinks = Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::HIDDEN | Modifier::DIM;
                assert!(!style.add_modifier.intersects(blinks), "{name}: {}", role.name());
                for palette in PALETTES {
                    let of = |colour: Option<Color>, otherwise| match colour {
                        None | Some(Color::Reset) => otherwise,
                        Some(colour) => palette.iter().find(|(of, _)| *of == colour).expect("one of sixteen").1,
                    };
                    let contrast = contrast(of(style.fg, ink), of(style.bg, ground));
                    // Lines between the parts of a screen are no words.
                    let needed = if role == Role::Rule { 2.5 } else { 4.5 };
                    assert!(contrast >= needed, "{name}: {} has {contrast:.2}", role.name());
                }
            }
        }
    }

    #[test]
    fn states_of_an_entry_differ_even_without_colour_from_plain_text_or_carry_a_glyph() {
        // The focus is the one thing that has no glyph of its own.
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).expect("built in");
            assert_ne!(theme.style(Role::Focus), theme.style(Role::Text), "{name}");
        }
    }
}
