//! «Сделано вовремя, сервер был недоступен»: what an entry that was made during an outage is to the regulation.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Caption;
use crate::domain::{Account, Calendar, Operation, Page, School, Target};
use crate::outbox::{Entry, Outage};
use crate::regulation::case::{Due, Timeliness, When};
use crate::regulation::{Case, EntryKind, Profile, check};

/// An entry with what a person has to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The entry.
    pub entry: Entry,
    /// Where it belongs; `None` while its page was never read here.
    pub caption: Option<Caption>,
    /// The outage that it was made in.
    pub carry: Option<Carry>,
}

/// An entry that was made while no server could be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carry {
    /// When.
    pub outage: Outage,
    /// Whether it was made in time.
    pub in_time: bool,
    /// Until when it is to be carried over, where the regulation has a term. While the outage lasts the term has not begun.
    pub until: Option<DateTime<Utc>>,
}

/// Who judges, by what.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    /// Now, by the corrected clock.
    pub now: DateTime<Utc>,
    /// The school.
    pub school: &'a School,
    /// Days off and holidays.
    pub calendar: &'a Calendar,
    /// Who made the entry.
    pub account: &'a Account,
    /// The regulation in force.
    pub profile: &'a Profile,
}

impl Judge<'_> {
    /// What the entry of a page is, made in an outage. Without a lesson there is no term to have been in time for.
    #[must_use]
    pub fn carry(&self, page: &Page, caption: &Caption, operation: &Operation, outage: &Outage) -> Carry {
        let lesson = caption.lesson.as_ref().and_then(|(lesson, _, _)| page.lesson(lesson));
        let Some(lesson) = lesson else { return Carry::unjudged(outage) };
        let mut case = Case::of_lesson(self.now, self.school, self.calendar, self.account, page, lesson);
        let when = |at: DateTime<Utc>| Some(When::Instant(at.fixed_offset()));
        case.entry.kind = EntryKind::Transfer {
            of: Some(kind(&operation.target).to_owned()),
            outage_from: when(outage.from.min(operation.made_at)),
            outage_to: when(outage.to.unwrap_or(self.now)),
            made_at: when(operation.made_at),
        };
        let answer = check(self.profile, &case);
        let until = match answer.due {
            Some(Due::Instant(at)) if outage.to.is_some() => Some(at.to_utc()),
            _ => None,
        };
        let in_time = answer.timeliness == Some(Timeliness::InTimeNotAcknowledged);
        Carry { outage: outage.clone(), in_time, until }
    }
}

impl Carry {
    /// Of an entry whose page was never read here: nothing is claimed.
    #[must_use]
    pub fn unjudged(outage: &Outage) -> Self {
        Self { outage: outage.clone(), in_time: false, until: None }
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
