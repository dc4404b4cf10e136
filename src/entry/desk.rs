//! Where a person sits while entering: who, in which school, under which rules, at what time.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

use super::{Answers, Change};
use crate::domain::{
    Account, Calendar, ClockProof, DeviceId, Digest, Lesson, Operation, OperationId, Period, RuleId, School, Target,
    TeacherRef, Zone,
};
use crate::outbox;
use crate::regulation::{Due, Profile};

/// A reading of the corrected clock. The shell takes one for every event; nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The instant by the server's clock, as well as it is known.
    pub now: DateTime<Utc>,
    /// How it is known.
    pub proof: ClockProof,
}

/// A source of identifiers for operations, seeded by the shell with 256 random bits.
///
/// SHA-256 of the seed and a counter: it can be repeated in a test, and cannot be guessed without the seed.
#[derive(Clone)]
pub struct Ids {
    seed: [u8; 32],
    drawn: u64,
    /// The instant of the last edit.
    made: Option<DateTime<Utc>>,
}

/// How far the last edit may lie ahead of the clock and still count as its order.
const NEAR: TimeDelta = TimeDelta::seconds(1);

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ids").field("drawn", &self.drawn).finish_non_exhaustive()
    }
}

impl Ids {
    /// A source from random bits.
    #[must_use]
    pub const fn seeded(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0, made: None }
    }

    /// The instant of an edit: keys that are taken in one turn of the loop are edits one after another, a millisecond apart,
    /// so that everybody knows their order. A clock that was put back is followed at once.
    pub(super) fn instant(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let near = self.made.filter(|made| (TimeDelta::zero()..NEAR).contains(&(*made - now)));
        let made = near.map_or(now, |made| made + TimeDelta::milliseconds(1));
        self.made = Some(made);
        made
    }

    /// The next identifier.
    pub fn draw(&mut self) -> OperationId {
        self.drawn += 1;
        let hash = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_be_bytes()).finalize();
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        OperationId(id)
    }
}

/// Everything about the person and the school that an entry needs.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The school.
    pub school: School,
    /// The school's zone. All deadlines are judged in it.
    pub zone: Zone,
    /// Days off and holidays.
    pub calendar: Calendar,
    /// Periods of the year.
    pub periods: Vec<Period>,
    /// Who enters.
    pub account: Account,
    /// The regulation in force.
    pub profile: Profile,
    /// Digest of the effective profile, as the server named it.
    pub profile_digest: Digest,
    /// How long entries are held for second thoughts, seconds, where the person chose it; `None`: as the profile says.
    pub hold_seconds: Option<u32>,
    /// This installation.
    pub device: DeviceId,
    /// Identifiers of operations.
    pub ids: Ids,
    /// The clock, as last read.
    pub reading: Reading,
}

impl Desk {
    /// The instant of the last reading.
    #[must_use]
    pub const fn now(&self) -> DateTime<Utc> {
        self.reading.now
    }

    /// The person as others see them.
    #[must_use]
    pub fn me(&self) -> TeacherRef {
        TeacherRef { id: self.account.id.clone(), short_name: self.account.short_name.clone() }
    }

    /// The instant at which a lesson begins.
    #[must_use]
    pub fn start_of(&self, lesson: &Lesson) -> DateTime<Utc> {
        self.zone.instant(lesson.starts_at()).to_utc()
    }

    /// Until when operations on the targets are to be held back, if at all ([`outbox::held_until`]): they belong together.
    pub(super) fn held_until<'a>(
        &self,
        targets: impl Iterator<Item = &'a Target>,
        lesson: Option<&Lesson>,
        due: Option<Due>,
    ) -> Option<DateTime<Utc>> {
        let due = due.map(|due| match due {
            Due::Instant(due) => due.to_utc(),
            Due::Local(due) => self.zone.instant(due).to_utc(),
        });
        let starts = lesson.map(|lesson| self.start_of(lesson));
        let hold = self.hold_seconds.unwrap_or_else(|| self.profile.hold_seconds());
        let until = |target| outbox::held_until(target, self.now(), starts, hold, due);
        targets.filter_map(until).max()
    }

    /// Makes the operation of a change.
    pub(super) fn operation(&mut self, change: Change, base: Option<OperationId>, how: &How<'_>) -> Operation {
        let substituted = how
            .lesson
            .filter(|lesson| lesson.substitute.as_ref().is_some_and(|substitute| substitute.id == self.account.id));
        Operation {
            id: self.ids.draw(),
            school: self.school.id.clone(),
            account: self.account.id.clone(),
            device: self.device.clone(),
            seq: 0,
            prev_hash: Digest::default(),
            made_at: how.made_at,
            proof: self.reading.proof,
            on_behalf_of: substituted.map(|lesson| lesson.teacher.id.clone()),
            comment: change.words(),
            target: change.target,
            base,
            value: change.value,
            reason: how.answers.reason.clone(),
            explanation: how.answers.explanation.clone(),
            answered: how.answered.to_vec(),
            profile: self.profile_digest,
            timetable_version: how.lesson.map_or(0, |lesson| lesson.timetable_version),
        }
    }
}

/// What operations of one edit have in common.
pub(super) struct How<'a> {
    /// When the edit is made.
    pub made_at: DateTime<Utc>,
    /// The lesson that the entry belongs to.
    pub lesson: Option<&'a Lesson>,
    /// What the person said.
    pub answers: &'a Answers,
    /// Warnings that were answered.
    pub answered: &'a [RuleId],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_identifiers_and_never_one_twice() {
        let mut one = Ids::seeded([7; 32]);
        let mut other = Ids::seeded([7; 32]);
        let first: Vec<_> = (0..100).map(|_| one.draw()).collect();
        assert_eq!(first, (0..100).map(|_| other.draw()).collect::<Vec<_>>());
        let distinct: std::collections::BTreeSet<_> = first.iter().collect();
        assert_eq!(distinct.len(), 100);
        assert_ne!(Ids::seeded([8; 32]).draw(), first[0]);
    }

    #[test]
    fn edits_of_one_instant_follow_each_other_and_the_clock_is_followed() {
        let at = |ms: i64| DateTime::from_timestamp_millis(1_800_000_000_000 + ms).expect("an instant");
        let mut ids = Ids::seeded([7; 32]);
        for (now, made) in [
            (0, 0),
            (0, 1),
            (0, 2),
            // A key a moment later is later still, and the clock is caught up with.
            (1, 3),
            (40, 40),
            (40, 41),
            // A clock that was put right is no reason to stay ahead of it.
            (-60_000, -60_000),
            (-60_000, -59_999),
            (5_000, 5_000),
        ] {
            assert_eq!(ids.instant(at(now)), at(made), "{now}");
        }
    }
}
