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
use crate::entry::{Caption, Carry, Judge};
use crate::outbox::{Entry, Outage};
use crate::regulation::{OUTAGE_TO_TELL, OfficeTerm, office_due};

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
    carry: Carry,
    seat: Option<&'a Seat>,
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
        let outage = self.known.iter().find(|outage| outage.covers(entry))?;
        let carry = self.judge(index, entry, outage).unwrap_or_else(|| Carry::unjudged(outage));
        Some(Found { carry, seat: self.seat.as_ref(), now: self.now })
    }

    fn judge(&self, index: &Index, entry: &Entry, outage: &Outage) -> Option<Carry> {
        let seat = self.seat.as_ref()?;
        let operation = &entry.operation;
        let (page, _) = index.place(&operation.target, operation.value.as_ref())?;
        let caption = Caption::of(page, operation)?;
        let Seat { account, info, profile, .. } = seat;
        let judge = Judge { now: self.now, school: &info.school, calendar: &info.calendar, account, profile };
        Some(judge.carry(page, &caption, operation, outage))
    }
}

impl Found<'_> {
    pub fn json(&self) -> OutageJson {
        OutageJson {
            from: self.carry.outage.from,
            to: self.carry.outage.to,
            noticed: self.carry.outage.noticed.clone(),
            made_in_time: self.carry.in_time,
            carry_over_until: self.carry.until,
        }
    }

    /// Until when those concerned are told of the outage, in school time, where the regulation has a term for it and it lasts
    /// an hour already.
    fn notice_due(&self) -> Option<chrono::NaiveDateTime> {
        let seat = self.seat.filter(|_| self.carry.outage.to.is_none())?;
        let from = self.carry.outage.from;
        let lasts = self.now - from >= OUTAGE_TO_TELL;
        let due = office_due(&seat.profile, OfficeTerm::ForceMajeure, seat.zone.local(from), seat.info.school.week, None);
        due.filter(|_| lasts)
    }

    pub fn sentence(&self, program: &Program) -> String {
        let when = |at: DateTime<Utc>| match self.seat {
            Some(seat) => seat.zone.local(at).format("%d.%m %H:%M").to_string(),
            None => at.format("%d.%m %H:%MZ").to_string(),
        };
        let key = match (self.carry.in_time, self.carry.outage.to) {
            (true, Some(_)) => "queue-outage-in-time",
            (true, None) => "queue-outage-in-time-lasts",
            (false, Some(_)) => "queue-outage",
            (false, None) => "queue-outage-lasts",
        };
        let to = self.carry.outage.to.map(when).unwrap_or_default();
        let mut said = program.say_with(key, &[("from", when(self.carry.outage.from).into()), ("to", to.into())]);
        if let Some(until) = self.carry.until {
            let left = (until - self.now).max(TimeDelta::zero());
            let args = [
                ("until", when(until).into()),
                ("hours", left.num_hours().to_string().into()),
                ("minutes", (left.num_minutes() % 60).to_string().into()),
            ];
            said.push_str(&program.say_with("queue-outage-until", &args));
        }
        if let Some(until) = self.notice_due() {
            let clause = OfficeTerm::ForceMajeure.rule().map_or("", |rule| rule.clause.as_str());
            let clause = program.strings.clause(clause);
            let args = [("until", until.format("%d.%m %H:%M").to_string().into()), ("clause", clause.into())];
            said = format!("{said}. {}", program.say_with("queue-outage-notice", &args));
        }
        said
    }
}
