//! Settings: defaults, then the file, then the environment, then the arguments, merged in one place.
//!
//! A broken line of the file never stops the program: it is named as a [`Problem`] (file, line, field, what was expected),
//! and the layer below counts for that field. The one table of fields is [`schema::FIELDS`]; `config.example.toml` is
//! held equal to it by a test. This module reads the file that it is handed and nothing else: no clock, no network.

pub mod file;
pub mod folders;
pub mod problem;
pub mod schema;
mod wishes;

use std::path::PathBuf;

pub use folders::{Folders, HomeError};
pub use problem::{Problem, Wrong};

use crate::keys::{KeyMap, Movement, Positions, Refusal, Wish};
use crate::strings::Language;

/// With which signs the state of a value is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// As the terminal's locale allows.
    #[default]
    Auto,
    /// «°», «≠», «✓».
    Unicode,
    /// «~», «#», «+».
    Ascii,
}

/// Whether the two keyboard layouts mean the same commands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layouts {
    /// A key works in the place where it is, under ЙЦУКЕН and under QWERTY.
    #[default]
    Both,
    /// Only the symbol counts that the terminal sent.
    Typed,
}

/// Where the cursor of the grid goes after an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// To the next pupil.
    #[default]
    Down,
    /// To the next column.
    Right,
}

/// Something that is off unless it is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Switch {
    /// Off.
    #[default]
    Off,
    /// On.
    On,
}

/// Whether frames are bracketed as synchronised updates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Synchronized {
    /// For terminals that are known to take them.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// Settings as they hold for this start of the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Address of the journal server; `None`: not chosen yet.
    pub server: Option<String>,
    /// Name at sign-in.
    pub user: Option<String>,
    /// The only addresses that entries and passwords may go to, separated by blanks; `None`: any that is chosen.
    pub servers: Option<String>,
    /// Certificates (PEM) of a school's own authority, trusted beside the built-in ones.
    pub ca_file: Option<PathBuf>,
    /// The only keys that the server's certificate may have (SHA-256, hexadecimal, separated by blanks); `None`: any that is believed.
    pub pin: Option<String>,
    /// Language of the screen; `None`: by the locale.
    pub language: Option<Language>,
    /// Name of the theme; `None`: the program chooses.
    pub theme: Option<String>,
    /// Signs on the screen.
    pub glyphs: Glyphs,
    /// Keyboard layouts.
    pub layouts: Layouts,
    /// Whether h j k l move as in vi, where they are no entries.
    pub vim: Switch,
    /// Keys that are wanted in the place of the table's, in the order of the lines.
    pub wishes: Vec<Wish>,
    /// Where the cursor goes after an entry.
    pub direction: Direction,
    /// Whether a refused entry rings.
    pub bell: Switch,
    /// Whether the mouse is taken from the terminal.
    pub mouse: Switch,
    /// Synchronised updates.
    pub synchronized: Synchronized,
    /// How long an entry is held before it is sent, seconds; `None`: as the regulation says.
    pub hold_seconds: Option<u32>,
    /// Minutes without a key until the screens are locked; 0: never; `None`: as the regulation says, else 10.
    pub lock_minutes: Option<u32>,
}

impl Settings {
    /// The keys in force: the one table, as these settings want it.
    #[must_use]
    pub fn key_map(&self) -> KeyMap {
        self.keys_with_refusals().0
    }

    /// The keys in force, and which of the wanted ones cannot be, by their place in the list.
    pub(crate) fn keys_with_refusals(&self) -> (KeyMap, Vec<(usize, Refusal)>) {
        let positions = match self.layouts {
            Layouts::Both => Positions::Russian,
            Layouts::Typed => Positions::Off,
        };
        let movement = if self.vim == Switch::On { Movement::Vim } else { Movement::Arrows };
        KeyMap::new(positions).moving(movement).wanting(&self.wishes)
    }
}

/// The environment and the arguments, as far as they speak of settings. The caller reads them; `None`: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--server`, else `ZVONOK_SERVER`.
    pub server: Option<String>,
    /// `--user`, else `ZVONOK_USER`.
    pub user: Option<String>,
    /// `--lang`, else `ZVONOK_LANG`.
    pub language: Option<Language>,
    /// `--theme`.
    pub theme: Option<String>,
    /// `--ascii`.
    pub glyphs: Option<Glyphs>,
}

impl Overrides {
    /// These, and where they are silent, the others.
    #[must_use]
    pub fn or(self, below: Self) -> Self {
        Self {
            server: self.server.or(below.server),
            user: self.user.or(below.user),
            language: self.language.or(below.language),
            theme: self.theme.or(below.theme),
            glyphs: self.glyphs.or(below.glyphs),
        }
    }
}

/// Settings with everything that is wrong with their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// What holds.
    pub settings: Settings,
    /// What was passed over, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// Reads the file of the folders (a missing file is no problem) and puts the overrides on top.
#[must_use]
pub fn load(folders: &Folders, overrides: Overrides) -> Loaded {
    let path = folders.config_file();
    let mut loaded = match std::fs::read(&path) {
        Ok(bytes) => file::parse(&bytes, &path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Loaded { settings: Settings::default(), problems: Vec::new() }
        }
        Err(error) => Loaded {
            settings: Settings::default(),
            problems: vec![Problem { file: path, line: None, field: None, wrong: Wrong::Unreadable(error.to_string()) }],
        },
    };
    let settings = &mut loaded.settings;
    settings.server = overrides.server.or(settings.server.take());
    settings.user = overrides.user.or(settings.user.take());
    settings.language = overrides.language.or(settings.language);
    settings.theme = overrides.theme.or(settings.theme.take());
    settings.glyphs = overrides.glyphs.unwrap_or(settings.glyphs);
    loaded
}

/// Changes fields of the configuration file and keeps everything else in it, comments included. The file is made where
/// there is none, replaced as a whole, and readable by its owner only.
///
/// # Errors
/// What the file system says; the old file is untouched then.
pub fn save(folders: &Folders, fields: &[(&str, &str)]) -> std::io::Result<()> {
    let path = folders.config_file();
    let old = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    private_folder(&folders.config)?;
    let beside = path.with_extension("toml.new");
    // A rest of a write that was cut off, or something that was planted there.
    let _ = std::fs::remove_file(&beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    std::io::Write::write_all(&mut options.open(&beside)?, file::with_fields(&old, fields).as_bytes())?;
    std::fs::rename(&beside, &path)
}

/// Makes a folder that only its owner can look into, where there is none.
fn private_folder(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(text: &str) -> (tempfile::TempDir, Folders) {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folders = Folders::within(home.path());
        std::fs::write(folders.config_file(), text).expect("the file is written");
        (home, folders)
    }

    #[test]
    fn the_layers_lie_above_each_other() {
        let (_home, folders) = home("server = \"https://file.example\"\nuser = \"file\"\ntheme = \"light\"\n");
        let environment =
            Overrides { server: Some("https://env.example".into()), user: Some("env".into()), ..Default::default() };
        let arguments = Overrides { user: Some("arg".into()), ..Default::default() };
        let loaded = load(&folders, arguments.or(environment));
        assert_eq!(loaded.problems, []);
        assert_eq!(loaded.settings.server.as_deref(), Some("https://env.example"));
        assert_eq!(loaded.settings.user.as_deref(), Some("arg"));
        assert_eq!(loaded.settings.theme.as_deref(), Some("light"));
    }

    #[test]
    fn a_missing_file_means_the_defaults() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let loaded = load(&Folders::within(&home.path().join("none")), Overrides::default());
        assert_eq!(loaded, Loaded { settings: Settings::default(), problems: Vec::new() });
    }

    #[test]
    fn saving_keeps_the_rest_of_the_file() {
        let (_home, folders) = home("# моё\ntheme = \"light\"\n\n[push]\nhold_seconds = 90\n");
        save(&folders, &[("server", "https://journal.example"), ("theme", "dark")]).expect("saved");
        let text = std::fs::read_to_string(folders.config_file()).expect("read");
        assert_eq!(text, "server = \"https://journal.example\"\n# моё\ntheme = \"dark\"\n\n[push]\nhold_seconds = 90\n");
        let loaded = load(&folders, Overrides::default());
        assert_eq!((loaded.problems, loaded.settings.hold_seconds), (Vec::new(), Some(90)));
    }
}
