//! A clock that was set: of the training school, or by `ZVONOK_NOW`.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::outbox::{Clock, Reading};
use crate::sync::MachineClock;

/// The computer's clocks, moved so that they showed an instant at the start and run from there.
///
/// It names another start of the computer each time: what was learned about a server's clock under another setting must
/// not count.
#[derive(Debug, Clone, Copy)]
pub(super) struct SetClock {
    machine: MachineClock,
    boot_id: u64,
}

impl SetClock {
    /// A clock that shows `at` now.
    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self { machine: MachineClock::starting_at(at), boot_id: getrandom::u64().unwrap_or_default() }
    }

    /// What it shows.
    #[cfg(feature = "server")]
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.machine.read().wall_ms).unwrap_or_default()
    }
}

impl Clock for SetClock {
    fn read(&self) -> Reading {
        Reading { boot_id: self.boot_id, ..self.machine.read() }
    }
}

/// The clock of a command or of the screens.
pub(super) fn of(now: Option<DateTime<Utc>>) -> Arc<dyn Clock> {
    match now {
        Some(at) => Arc::new(SetClock::starting_at(at)),
        None => Arc::new(MachineClock::new()),
    }
}
