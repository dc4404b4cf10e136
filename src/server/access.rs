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
    /// Requests for corrections, and what became of them.
    Corrections,
    /// Taking an own request back.
    Withdraw,
    /// Answering requests.
    Decide,
    /// Remarks on journals.
    Remarks,
    /// Making and closing remarks.
    Remark,
    /// Answering a remark on an own journal.
    AnswerRemark,
    /// Counts for reports.
    Reports,
    /// The deadlines of several schools, counted.
    District,
    /// The audit log.
    Audit,
    /// Telling the audit log what was printed or exported.
    Disclose,
}

/// How far the right of a role reaches, for the documentation; `None`: it has none. How it is drawn for one account is said by
/// the functions below.
#[expect(clippy::match_same_arms, reason = "one line for a right and its roles, as the table has it")]
pub(super) const fn reach(role: Role, right: Right) -> Option<&'static str> {
    use Role::{Admin, Analyst, ClassTeacher, Deputy, Director, District, Teacher};
    Some(match (right, role) {
        (Right::School, _) => "yes",
        (Right::Day, Teacher | ClassTeacher) => "lessons given",
        (Right::Status, ClassTeacher) => "lessons given, own class",
        (Right::Status, Teacher) => "lessons given",
        (Right::Status | Right::Reports, Analyst) => "all, without names",
        (Right::Reports, District) => "all, without names",
        (Right::Journals | Right::Changes | Right::Remarks, Teacher) => "own, substituted",
        (Right::Journals | Right::Changes | Right::Remarks, ClassTeacher) => "own, substituted, own class",
        (Right::Operations, Teacher) => "lessons given, own journals",
        (Right::Operations, ClassTeacher) => "lessons given, own journals; reasons and term marks of the own class",
        (Right::Corrections | Right::Withdraw, Teacher | ClassTeacher) => "own requests",
        (Right::AnswerRemark, Teacher | ClassTeacher) => "own journals",
        (Right::Disclose, Teacher | ClassTeacher) => "yes",
        (
            Right::Day
            | Right::Journals
            | Right::Changes
            | Right::Status
            | Right::Corrections
            | Right::Remarks
            | Right::Remark
            | Right::Reports
            | Right::Audit
            | Right::Disclose,
            Deputy | Director,
        ) => "all",
        (Right::Decide | Right::Corrections, Deputy | Director | Admin) => "where the regulation names the role",
        (Right::Audit, Admin) => "all",
        (Right::District, District) => "schools of the login, counts",
        _ => return None,
    })
}

/// Whether the role has the right at all.
pub(super) const fn has(role: Role, right: Right) -> bool {
    reach(role, right).is_some()
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

/// Whether the account answers requests for corrections, where the regulation names the roles. Deputy and director see the
/// requests of the school in any case.
pub(super) fn decides(account: &Account, approvers: &[Role]) -> bool {
    reads_all(account) || approvers.contains(&account.role)
}

/// Whether the account may write the fact. `lesson` is the fact's lesson by the timetable of the instant of making; facts
/// without one (term marks, «Тетрадь») belong to the journal's teacher. `whole_class`: the regulation lets a class teacher enter
/// marks of periods in all subjects of the own class.
pub(super) fn may_write(
    account: &Account,
    target: &Target,
    journal: &Journal,
    lesson: Option<&Lesson>,
    whole_class: TermMarks,
) -> bool {
    if !has(account.role, Right::Operations) {
        return false;
    }
    let own = match lesson {
        Some(lesson) => lesson.is_of(&account.id),
        None => journal.teacher.id == account.id,
    };
    let of_class = match target {
        Target::Reason { .. } => true,
        Target::Term { .. } => whole_class == TermMarks::OfOwnClass,
        _ => false,
    };
    own || (of_class && heads(account, &journal.class_name))
}

/// Whose marks of periods a class teacher may enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TermMarks {
    /// Those of the own subject.
    OfOwnSubject,
    /// Those of all subjects of the own class.
    OfOwnClass,
}

/// The table of roles and operations, as `docs/access.md` has it.
#[must_use]
pub fn table() -> String {
    use std::fmt::Write as _;
    let mut text = "# Who may do what\n\nMade from the code; a test holds it equal, and another tries every cell over HTTP. \
        Everything that is not allowed here is\ndenied (`403`); any other school than that of the session is `404`. What every \
        account may do with its own session and password\nis not listed.\n\n| operation |"
        .to_owned();
    for role in Role::ALL {
        let _ = write!(text, " {} |", role.name().replace('_', " "));
    }
    text.push_str("\n| --- |");
    text.push_str(&" --- |".repeat(Role::ALL.len()));
    for route in super::routes::ROUTES {
        let super::routes::Gate::Right(right) = route.gate else { continue };
        let path = route.path.replace("/v1/schools/{school}", "…");
        let _ = write!(text, "\n| `{} {path}` |", route.method.to_uppercase());
        for role in Role::ALL {
            let _ = write!(text, " {} |", reach(role, right).unwrap_or("—"));
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_the_table_of_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/access.md");
        if std::env::var_os("ZVONOK_UPDATE_DOCS").is_some() {
            std::fs::write(path, table()).expect("written");
        }
        let there = std::fs::read_to_string(path).expect("docs/access.md");
        assert_eq!(there, table(), "run ZVONOK_UPDATE_DOCS=1 cargo test --lib the_document_has");
    }

    #[test]
    fn an_administrator_of_accounts_has_nothing_to_do_with_marks() {
        for right in [Right::Day, Right::Journals, Right::Operations, Right::Changes, Right::Reports, Right::Disclose] {
            assert!(!has(Role::Admin, right), "{right:?}");
        }
        assert!(Role::ALL.into_iter().all(|role| has(role, Right::Operations) == role.teaches()));
    }
}
