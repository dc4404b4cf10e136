//! «Сделано вовремя, сервер был недоступен»: which entries were made while no server could be reached, and until when they
//! must be carried over.
//!
//! The log of outages is the store's; whether an entry was made in time, and its term, is the rule engine's word on the case of
//! a transfer.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::Program;
use super::client::{Client, Seat};
use super::exit::Failure;
use super::queue::Index;
use crate::domain::Target;
use crate::outbox::Entry;
use crate::regulation::case::{Due, Timeliness, When};
use crate::regulation::{Case, EntryKind, check};
use crate::store::Outage;

/// How many outages are looked at: more than a school has in a month.
const LAST: usize = 200;

/// The times without a server.
pub(super) struct Outages {
    known: Vec<Outage>,
    seat: Option<Seat>,
    now: DateTime<Utc>,
}

/// An outage that an entry was made in.
pub(super) struct Found<'a> {
    outage: &'a Outage,
    seat: Option<&'a Seat>,
    in_time: bool,
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

/// The same for `--json`.
#[derive(Debug, Serialize)]
pub(super) struct OutageJson {
    from: DateTime<Utc>,
    /// `null`: it lasts.
    to: Option<DateTime<Utc>>,
    /// The name of the fault by which it was noticed.
    noticed: String,
    /// Whether the entry was made in time.
    made_in_time: bool,
    /// Until when it is to be carried over, where the regulation has a term.
    carry_over_until: Option<DateTime<Utc>>,
}

impl Outages {
    pub fn of(client: &Client<'_>) -> Result<Self, Failure> {
        let store = &client.setup.store;
        let known = store.outages(LAST).map_err(|error| client.fail(error))?;
        let offset = store.offset().map_err(|error| client.fail(error))?;
        // What is not known of the school is not asked for: the queue is read without a link.
        let has_school = matches!((store.account(), store.school()), (Ok(Some(_)), Ok(Some(_))));
        let seat = if known.is_empty() || !has_school { None } else { client.seat().ok() };
        Ok(Self { known, seat, now: offset.now(client.setup.clock.read()) })
    }

    /// The outage that an entry was made in, if there was one.
    pub fn of_entry(&self, index: &Index, entry: &Entry) -> Option<Found<'_>> {
        let made = entry.operation.made_at;
        let outage = self.known.iter().find(|outage| outage.from <= made && outage.to.is_none_or(|to| made <= to))?;
        let (in_time, until) = self.judge(index, entry, outage).unwrap_or((false, None));
        Some(Found { outage, seat: self.seat.as_ref(), in_time, until, now: self.now })
    }

    fn judge(&self, index: &Index, entry: &Entry, outage: &Outage) -> Option<(bool, Option<DateTime<Utc>>)> {
        let seat = self.seat.as_ref()?;
        let operation = &entry.operation;
        let (page, lesson) = index.place(&operation.target, operation.value.as_ref())?;
        let info = &seat.info;
        let mut case = Case::of_lesson(self.now, &info.school, &info.calendar, &seat.account, page, lesson);
        let when = |at: DateTime<Utc>| Some(When::Instant(at.fixed_offset()));
        case.entry.kind = EntryKind::Transfer {
            of: Some(kind(&operation.target).to_owned()),
            outage_from: when(outage.from),
            outage_to: when(outage.to.unwrap_or(self.now)),
            made_at: when(operation.made_at),
        };
        let answer = check(&seat.profile, &case);
        let until = match answer.due {
            // While it lasts the term has not begun.
            Some(Due::Instant(at)) if outage.to.is_some() => Some(at.to_utc()),
            _ => None,
        };
        Some((answer.timeliness == Some(Timeliness::InTimeNotAcknowledged), until))
    }
}

impl Found<'_> {
    pub fn json(&self) -> OutageJson {
        OutageJson {
            from: self.outage.from,
            to: self.outage.to,
            noticed: self.outage.noticed.clone(),
            made_in_time: self.in_time,
            carry_over_until: self.until,
        }
    }

    pub fn sentence(&self, program: &Program) -> String {
        let when = |at: DateTime<Utc>| match self.seat {
            Some(seat) => seat.zone.local(at).format("%d.%m %H:%M").to_string(),
            None => at.format("%d.%m %H:%MZ").to_string(),
        };
        let key = match (self.in_time, self.outage.to) {
            (true, Some(_)) => "queue-outage-in-time",
            (true, None) => "queue-outage-in-time-lasts",
            (false, Some(_)) => "queue-outage",
            (false, None) => "queue-outage-lasts",
        };
        let to = self.outage.to.map(when).unwrap_or_default();
        let mut said = program.say_with(key, &[("from", when(self.outage.from).into()), ("to", to.into())]);
        if let Some(until) = self.until {
            let left = (until - self.now).max(TimeDelta::zero());
            let args = [
                ("until", when(until).into()),
                ("hours", left.num_hours().to_string().into()),
                ("minutes", (left.num_minutes() % 60).to_string().into()),
            ];
            said.push_str(&program.say_with("queue-outage-until", &args));
        }
        said
    }
}

/// The kind of a fact as the rules on transfers call it.
const fn kind(target: &Target) -> &'static str {
    match target {
        Target::Topic { .. } => "topic",
        Target::Homework { .. } => "homework",
        Target::Marks { .. } | Target::Work { .. } => "cell",
        Target::Reason { .. } => "absence_reason",
        Target::Term { .. } => "term",
        Target::Absence { .. } | Target::Attendance { .. } | Target::NotHeld { .. } => "attendance",
    }
}
