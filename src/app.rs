//! Composition root of the screens: settings, store, server, state, runtime.

use crate::config::Settings;
use crate::strings::Strings;
use crate::sync::{LinkCut, Setup};

/// Whether the clock and the school are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A school's server and the real time.
    School,
    /// The invented school, or a clock that was set by `ZVONOK_NOW`: the header says «учебное время».
    Training,
}

/// What the screens are started with. The store is open for [`crate::store::Purpose::Screens`].
pub struct Launch {
    /// Store, server, place of the token, clocks.
    pub setup: Setup,
    /// The language.
    pub strings: Strings,
    /// Theme, glyphs, layouts, hold, interval.
    pub settings: Settings,
    /// Whether the clock and the school are real.
    pub mode: Mode,
    /// How the link is at the start: `demo --offline` cuts it, a key of the training school restores it.
    pub link: LinkCut,
    /// Sentences to be shown at the start: what was passed over in the settings.
    pub notices: Vec<String>,
}

/// Runs the screens until the person leaves. Gives the exit status: 0 after an ordinary end, 128 and the number after a
/// signal, 70 after a defect.
///
/// # Errors
/// The terminal cannot be taken, or the store cannot be read.
pub fn run(launch: Launch) -> anyhow::Result<std::process::ExitCode> {
    crate::runtime::run(launch)
}
