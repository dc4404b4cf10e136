//! Composition root of the screens: settings, store, server, state, runtime.

use std::process::ExitCode;

use crate::config::{self, Settings, Switch, Synchronized};
pub use crate::runtime::DemoSwitch;
use crate::runtime::{self, Opening};
use crate::state::pointer::Pointer;
use crate::state::{Direction, Time};
use crate::store::Note;
use crate::strings::{FluentValue, Strings};
use crate::theme::{Theme, ThemeProblem};
use crate::view::{Glyphs, Look};

/// Whether the clock and the school are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A school's server and the real time.
    School,
    /// The invented school, or a clock that was set by `ZVONOK_NOW`: the header says «учебное время».
    Training,
    /// The invented school with the first-day trainer.
    Lesson,
}

/// What the screens are started with. The store is open for [`crate::store::Purpose::Screens`].
pub struct Launch {
    /// Store, server, place of the token, clocks, or what must be typed before there is a store.
    pub opening: Opening,
    /// The language.
    pub strings: Strings,
    /// Theme, glyphs, layouts, hold, interval.
    pub settings: Settings,
    /// Whether the clock and the school are real.
    pub mode: Mode,
    /// The server of the training school, which a key stops and starts.
    pub demo: Option<DemoSwitch>,
    /// Sentences to be shown at the start: what was passed over in the settings.
    pub notices: Vec<String>,
}

/// Runs the screens until the person leaves. Gives the exit status: 0 after an ordinary end, 128 and the number after a
/// signal, 70 after a defect.
///
/// # Errors
/// The terminal cannot be taken, or the store cannot be read.
pub fn run(launch: Launch) -> anyhow::Result<ExitCode> {
    let Launch { opening, strings, settings, mode, demo, mut notices } = launch;
    let server = match &opening {
        Opening::Open(setup) => setup.store.server().to_owned(),
        Opening::Closed(gate) => gate.options.server.clone(),
    };
    let environment = Environment::read();
    let (theme, problems) = theme(&strings, settings.theme.as_deref(), environment.colours);
    notices.extend(problems);
    let glyphs = glyphs(settings.glyphs, environment.signs);
    runtime::run(runtime::Start {
        look: Look::new(strings, theme, glyphs).for_server(&server),
        keys: settings.key_map(),
        bell: settings.bell == Switch::On,
        pointer: if settings.mouse == Switch::On { Pointer::On } else { Pointer::Off },
        synchronized: match settings.synchronized {
            Synchronized::On => true,
            Synchronized::Off => false,
            Synchronized::Auto => runtime::takes_synchronized(|name| std::env::var(name).ok()),
        },
        hold_seconds: settings.hold_seconds,
        direction: match settings.direction {
            config::Direction::Down => Direction::Down,
            config::Direction::Right => Direction::Right,
        },
        lock_minutes: settings.lock_minutes,
        time: match mode {
            Mode::School => Time::Real,
            Mode::Training | Mode::Lesson => Time::Training,
        },
        trainer: (mode == Mode::Lesson).then(crate::state::Trainer::default),
        demo,
        notices,
        note: note_sentence,
        opening,
    })
}

/// What the surroundings say of the terminal.
struct Environment {
    colours: Colours,
    signs: Signs,
}

/// Whether colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colours {
    Wanted,
    /// `NO_COLOR` is set.
    Unwanted,
}

/// What the terminal's font certainly has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    Unicode,
    /// The Linux console, or a locale without UTF-8.
    Letters,
}

impl Environment {
    fn read() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let colours = if set("NO_COLOR").is_some() { Colours::Unwanted } else { Colours::Wanted };
        let is_console = set("TERM").is_some_and(|term| term == "linux");
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        // Without any word on the locale, UTF-8 is what a terminal of today speaks.
        let is_utf8 = locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8") || locale == "c" || locale == "posix"
        });
        Self { colours, signs: if is_console || !is_utf8 { Signs::Letters } else { Signs::Unicode } }
    }
}

fn glyphs(wanted: config::Glyphs, signs: Signs) -> Glyphs {
    match (wanted, signs) {
        (config::Glyphs::Unicode, _) | (config::Glyphs::Auto, Signs::Unicode) => Glyphs::UNICODE,
        (config::Glyphs::Ascii, _) | (config::Glyphs::Auto, Signs::Letters) => Glyphs::ASCII,
    }
}

/// The theme of a name or of a file, and sentences on what is wrong with it. Never a reason not to start.
fn theme(strings: &Strings, wanted: Option<&str>, colours: Colours) -> (Theme, Vec<String>) {
    if colours == Colours::Unwanted {
        return (Theme::mono(), Vec::new());
    }
    let Some(name) = wanted else { return (Theme::dark(), Vec::new()) };
    if let Some(theme) = Theme::built_in(name) {
        return (theme, Vec::new());
    }
    let text = match std::fs::read_to_string(name) {
        Ok(text) => text,
        Err(error) => {
            let args = [("name", FluentValue::from(name)), ("why", FluentValue::from(error.to_string()))];
            return (Theme::dark(), vec![strings.with("theme-unknown", &args)]);
        }
    };
    let (theme, problems) = Theme::parse(name, &text);
    let sentence = |problem: &ThemeProblem| {
        let args = [("field", FluentValue::from(problem.field.as_str())), ("word", problem.kind.word().into())];
        let what = strings.with(problem.kind.key(), &args);
        let args = [("file", FluentValue::from(name)), ("line", problem.line.into()), ("what", what.into())];
        strings.with("theme-problem", &args)
    };
    (theme, problems.iter().map(sentence).collect())
}

/// The sentence of what was noticed while a store was opened.
#[must_use]
pub fn note_sentence(strings: &Strings, note: &Note) -> String {
    match note {
        Note::OpenElsewhere => strings.get("note-open-elsewhere").into_owned(),
        Note::LogAltered => strings.get("note-log-altered").into_owned(),
        Note::NetworkFolder => strings.get("note-network-folder").into_owned(),
        Note::Salvaged { saved, lost, kept } => {
            let kept = kept.display().to_string();
            let args = [("saved", FluentValue::from(*saved)), ("lost", (*lost).into()), ("kept", kept.into())];
            strings.with("note-salvaged", &args)
        }
    }
}
