//! The corrected clock of the shell: readings for events, and when the displayed minute turns.

use std::sync::Arc;
use std::time::Duration;

use crate::entry::Reading;
use crate::outbox::{Clock, Offset};

/// The computer's clocks with what is known of the server's.
#[derive(Clone)]
pub struct Corrected {
    clock: Arc<dyn Clock>,
    offset: Offset,
}

impl Corrected {
    /// A clock that is corrected by an offset.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, offset: Offset) -> Self {
        Self { clock, offset }
    }

    /// Takes over what an answer of the server told.
    pub const fn correct(&mut self, offset: Offset) {
        self.offset = offset;
    }

    /// The time now, and how it is known.
    #[must_use]
    pub fn read(&self) -> Reading {
        let reading = self.clock.read();
        Reading { now: self.offset.now(reading), proof: self.offset.proof(reading) }
    }

    /// How long the displayed minute still lasts. Zones differ by whole minutes, so every school's minute turns then.
    #[must_use]
    pub fn to_next_minute(&self) -> Duration {
        let ms = self.offset.now_ms(self.clock.read()).rem_euclid(60_000);
        Duration::from_millis(u64::try_from(60_000 - ms).unwrap_or(60_000))
    }

    /// A number of the displayed minute.
    #[must_use]
    pub fn minute(&self) -> i64 {
        self.offset.now_ms(self.clock.read()).div_euclid(60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox;

    struct At(i64);

    impl Clock for At {
        fn read(&self) -> outbox::Reading {
            outbox::Reading { wall_ms: self.0, boot_ms: 5, boot_id: 1 }
        }
    }

    #[test]
    fn the_minute_turns_on_the_minute() {
        for (ms, left, minute) in [(0, 60_000, 0), (59_999, 1, 0), (60_000, 60_000, 1), (-1, 1, -1)] {
            let clock = Corrected::new(Arc::new(At(ms)), Offset::UNKNOWN);
            assert_eq!((clock.to_next_minute(), clock.minute()), (Duration::from_millis(left), minute));
        }
    }
}
