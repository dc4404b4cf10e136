//! «Заблокировано»: the shade over every screen, and what takes it away.
//!
//! Times are those of the clock that runs while the computer sleeps, in milliseconds: a changed wall clock neither locks nor
//! opens.

use super::field::TextField;

/// After so many minutes without a key the screen is locked, where nobody said otherwise.
pub const IDLE_MINUTES: u32 = 10;
/// After so many wrong PINs only the password opens.
pub const PIN_TRIES: u32 = 5;

/// Whether the screens are seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shade {
    /// They are.
    #[default]
    Open,
    /// Only that the program is locked.
    Locked,
}

/// What opens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Latch {
    /// The password of the account.
    #[default]
    Password,
    /// The person's own PIN.
    Pin,
}

/// What must outlive the program: who starts it again finds it as it was left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    /// Whether it was left locked.
    pub locked: bool,
    /// Wrong tries in a row.
    pub wrong: u32,
}

/// The lock of the screens.
#[derive(Debug, Default)]
pub struct Lock {
    /// Whether the screens are seen.
    pub shade: Shade,
    /// Minutes without a key, as the settings say; 0: never; `None`: as the regulation says, else [`IDLE_MINUTES`].
    pub idle_minutes: Option<u32>,
    /// The best that opens: a PIN, where there is one.
    pub best: Latch,
    /// What is asked for.
    pub latch: Latch,
    /// What is typed: never drawn.
    pub line: TextField,
    /// When the last key came.
    pub touched_ms: i64,
    /// Wrong tries in a row.
    pub wrong: u32,
    /// Until when nothing is tried.
    pub wait_until_ms: i64,
    /// Whether an answer is waited for.
    pub asking: bool,
    /// Key of the sentence that says what was wrong.
    pub problem: Option<String>,
}

impl Lock {
    /// The lock as the last run of the program left it.
    #[must_use]
    pub fn of(kept: Kept, best: Latch, idle_minutes: Option<u32>, now_ms: i64) -> Self {
        let shade = if kept.locked { Shade::Locked } else { Shade::Open };
        let mut lock = Self { shade, idle_minutes, best, touched_ms: now_ms, wrong: kept.wrong, ..Self::default() };
        lock.latch = lock.offered();
        // Starting again does not shorten the wait.
        lock.wait_until_ms = if kept.wrong > 0 { now_ms + lock.penalty_ms() } else { 0 };
        lock
    }

    /// Whether the screens are hidden.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.shade == Shade::Locked
    }

    /// What is asked for first: the PIN, unless it was wrong too often.
    #[must_use]
    pub fn offered(&self) -> Latch {
        if self.wrong >= PIN_TRIES { Latch::Password } else { self.best }
    }

    /// How long nothing is tried after so many wrong tries: none after the first two, then 5 s, doubled up to a minute.
    #[must_use]
    pub fn penalty_ms(&self) -> i64 {
        match self.wrong {
            0..=2 => 0,
            wrong => (5_000 << (wrong - 3).min(4)).min(60_000),
        }
    }

    /// What is kept.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept { locked: self.is_locked(), wrong: self.wrong }
    }
}
