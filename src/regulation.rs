//! Rules as data and checks: what a school's regulation says of an entry and of its time.
//!
//! Pure: no clock, no disk, no host zone or locale. One engine serves the key in the grid, the commands and the server.
//! A [`Profile`] is a readable TOML file (`profiles/*.toml`) in which every line cites its clause; a [`Case`] is what is
//! known of one entry; [`check`] gives an [`Answer`] with findings, never an error. [`duties`] gives the instants by which
//! the duties of a lesson are due, [`lesson_duties`] how they stand. [`Case::of_lesson`] builds a case from a journal page.
//! Rules are one table in `rules`, each a formula over three-valued facts (`context`), in files by area.

mod access;
pub mod case;
pub mod catalogue;
mod cells;
mod context;
mod corrections;
mod duties;
mod grammar;
mod homework;
mod instants;
mod judge;
mod late;
mod office;
mod overlays;
mod profile;
mod review;
mod rules;
mod terms;
mod topics;
mod wording;

pub use case::{Answer, BadCase, Case, Due, Duties, Entry, EntryKind, Judgement, Timeliness, When};
pub use office::{OUTAGE_TO_TELL, OfficeTerm, office_due};
pub use profile::{ArchiveRules, DataRules, Deletion, Obligatory, OverlayLine, Permission, Profile, ProfileError};
pub use review::{Bench, LessonReview, PageReview, Remark, Standing, in_order, review, review_period};
pub use terms::{Climb, Forecast, MarkSum, Outlook, forecast, last_school_day};

use judge::Depth;

/// Judges an entry. `Answer::undecided` stays empty: see [`check_in_full`].
#[must_use]
pub fn check(profile: &Profile, case: &Case) -> Answer {
    judge::judge(profile, case, Depth::Findings)
}

/// Judges an entry and lists the rules that could not be decided with the data given.
#[must_use]
pub fn check_in_full(profile: &Profile, case: &Case) -> Answer {
    judge::judge(profile, case, Depth::Undecided)
}

/// Ids of the rules that the engine decides, those of the program among them.
pub fn decided() -> impl Iterator<Item = crate::domain::RuleId> {
    rules::RULES.iter().map(rules::Rule::rule_id)
}

/// The clause, in the catalogue's spelling, of the first of the rules that speaks under the profile; `None` where none does.
#[must_use]
pub fn clause(profile: &Profile, rules: &[&str]) -> Option<&'static str> {
    rules.iter().find_map(|id| profile.active.every().find(|rule| rule.id == *id)).map(|rule| rule.clause)
}

/// The instants by which the duties of the case's lesson are due.
#[must_use]
pub fn duties(profile: &Profile, case: &Case) -> Duties {
    judge::duties(&context::Context::new(profile, case))
}

/// How the duties of a lesson stand at an instant, from what the journal (with the entries that wait) holds of it.
#[must_use]
pub fn lesson_duties(
    profile: &Profile,
    school: &crate::domain::School,
    calendar: &crate::domain::Calendar,
    row: &crate::domain::LessonRow,
    now: chrono::DateTime<chrono::Utc>,
) -> crate::domain::LessonDuties {
    duties::of_row(profile, school, calendar, row, now)
}

/// The first work of the lesson that every pupil owes and that some have no mark for: what the duty of marks speaks of.
#[must_use]
pub fn owed_work<'a>(profile: &Profile, row: &'a crate::domain::LessonRow) -> Option<&'a crate::domain::WorkFill> {
    duties::owed_work(profile, row)
}
