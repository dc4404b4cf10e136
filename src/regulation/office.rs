//! Terms of the office: what is due some time after something happened, and not after a lesson.

use chrono::{Days, NaiveDateTime, TimeDelta};

use super::Profile;
use super::case::CalendarFacts;
use super::instants::{end_of, working_days_after};

/// How long a server is not there before anybody has to be told.
pub const OUTAGE_TO_TELL: TimeDelta = TimeDelta::hours(1);

/// Something that is due some time after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeTerm {
    /// Personal data is destroyed, after its purpose was reached.
    Purge,
    /// A pupil's data is destroyed, after consent was withdrawn.
    PurgeOfPupil,
    /// Those concerned are told of a force majeure, after it began.
    ForceMajeure,
    /// Data that was asked for is added, after the request.
    ExtraData,
    /// The next backup is made, after the last one.
    Backup,
    /// The summary of a journal goes to the archive, after the journal was closed.
    Summary,
}

impl OfficeTerm {
    /// The rule of the catalogue that names the term, where one rule does.
    #[must_use]
    pub fn rule(self) -> Option<&'static super::catalogue::Rule> {
        match self {
            Self::ForceMajeure => super::catalogue::find("MDA-28.13-01"),
            Self::Purge | Self::PurgeOfPupil | Self::ExtraData | Self::Backup | Self::Summary => None,
        }
    }
}

/// Until when it is due under the profile, in school time; `None` where its texts name no term.
///
/// `since` is the event, `week` the school's days of work in a week, `calendar` its days off: only terms in working days look
/// at them. A term in days ends with its last day.
#[must_use]
pub fn office_due(
    profile: &Profile,
    term: OfficeTerm,
    since: NaiveDateTime,
    week: u8,
    calendar: Option<&CalendarFacts>,
) -> Option<NaiveDateTime> {
    let (data, archive) = (profile.data(), profile.archive());
    let days = match term {
        OfficeTerm::Purge => data.purge_days,
        OfficeTerm::PurgeOfPupil => data.withdrawn_purge_days,
        OfficeTerm::ForceMajeure => data.notice_days,
        OfficeTerm::ExtraData => {
            let days = data.answer_working_days?;
            return Some(end_of(working_days_after(since.date(), days, week, calendar)));
        }
        OfficeTerm::Backup => archive.backup_days,
        OfficeTerm::Summary => archive.summary_days,
    };
    since.date().checked_add_days(Days::new(days?.into())).map(end_of)
}
