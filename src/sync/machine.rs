//! The computer's own clocks.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::outbox::{Clock, Reading};

/// The computer's clocks, moved by a fixed distance for training.
#[derive(Debug, Clone, Copy)]
pub struct MachineClock {
    shift_ms: i64,
    boot_id: u64,
}

impl MachineClock {
    /// The computer's clocks as they are.
    #[must_use]
    pub fn new() -> Self {
        Self { shift_ms: 0, boot_id: boot_id() }
    }

    /// Clocks that show `at` now and run from there (`ZVONOK_NOW`, the demonstration).
    #[must_use]
    pub fn starting_at(at: chrono::DateTime<chrono::Utc>) -> Self {
        let clock = Self::new();
        Self { shift_ms: at.timestamp_millis() - clock.read().wall_ms, ..clock }
    }
}

impl Default for MachineClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for MachineClock {
    fn read(&self) -> Reading {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Reading {
            wall_ms: i64::try_from(wall).unwrap_or(i64::MAX).saturating_add(self.shift_ms),
            boot_ms: boot_ms(),
            boot_id: self.boot_id,
        }
    }
}

/// Milliseconds since the computer started, sleep included.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn boot_ms() -> i64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

/// Milliseconds since some start. Whether sleep counts depends on the system.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn boot_ms() -> i64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let elapsed = START.get_or_init(std::time::Instant::now).elapsed().as_millis();
    i64::try_from(elapsed).unwrap_or(i64::MAX)
}

/// A number of this start of the computer: from the kernel, else one of this start of the program.
fn boot_id() -> u64 {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
    let digits: Option<String> = kernel.map(|text| text.chars().filter(char::is_ascii_hexdigit).take(16).collect());
    let number = digits.and_then(|digits| u64::from_str_radix(&digits, 16).ok());
    number.unwrap_or_else(|| getrandom::u64().unwrap_or_default())
}
