//! Who may read and write what: roles and scope, nothing else. Everything that is not allowed here is denied.
//!
//! Teachers write what they teach or substitute, by the timetable of the lesson's date; a class teacher also reads the own
//! class and writes the reasons of its absences; deputy and director read the school; an analyst sees states without names;
//! an administrator has accounts and imports, on the server's command line, and no marks.

use crate::domain::{Account, Journal, Lesson, Role, Target};
use crate::server::storage::JournalScope;

/// What a role may ask for, route by route; the documentation and the tests read this table too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Right {
    /// The school, its bells, calendar, periods, classes and regulation.
    School,
    /// Lessons of a day with what the journal holds of them.
    Day,
    /// Journals and their pages.
    Journals,
    /// Sending operations.
    Operations,
    /// The stream of changes.
    Changes,
    /// The state of deadlines.
    Status,
}

/// Whether the role has the right at all. How far it reaches is said by the functions below.
pub(super) const fn has(role: Role, right: Right) -> bool {
    match right {
        Right::School => true,
        Right::Day | Right::Journals | Right::Changes => {
            matches!(role, Role::Teacher | Role::ClassTeacher | Role::Deputy | Role::Director)
        }
        Right::Operations => role.teaches(),
        Right::Status => role.teaches() || role.sees_school(),
    }
}

/// Whether the account reads every journal of the school.
pub(super) const fn reads_all(account: &Account) -> bool {
    matches!(account.role, Role::Deputy | Role::Director)
}

/// Whether the role sees who teaches: an analyst sees states and counts only.
pub(super) const fn sees_names(role: Role) -> bool {
    !matches!(role, Role::Analyst)
}

/// The journals that the account may open.
pub(super) fn journals(account: &Account) -> JournalScope {
    if reads_all(account) {
        return JournalScope::School;
    }
    JournalScope::Of { account: account.id.clone(), head_of: account.head_of.clone() }
}

/// Whether the account may open any page of the journal. A substitute also opens the pages of the lessons substituted; the
/// timetable says which.
pub(super) fn may_open(account: &Account, journal: &Journal) -> bool {
    reads_all(account) || journal.teacher.id == account.id || heads(account, &journal.class_name)
}

/// Whether the account heads the class of a name.
pub(super) fn heads(account: &Account, class: &str) -> bool {
    account.role.teaches() && account.head_of.iter().any(|name| name == class)
}

/// Whether the account may write the fact. `lesson` is the fact's lesson by the timetable of the instant of making; facts
/// without one (term marks, «Тетрадь») belong to the journal's teacher.
pub(super) fn may_write(account: &Account, target: &Target, journal: &Journal, lesson: Option<&Lesson>) -> bool {
    if !has(account.role, Right::Operations) {
        return false;
    }
    let own = match lesson {
        Some(lesson) => lesson.is_of(&account.id),
        None => journal.teacher.id == account.id,
    };
    own || (matches!(target, Target::Reason { .. }) && heads(account, &journal.class_name))
}
