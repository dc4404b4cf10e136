//! Lessons, findings and duties in words, and the same as JSON.

use serde::Serialize;

use super::Program;
use super::exit::{Exit, Failure};
use super::names::with_group;
use crate::domain::{Finding, Homework, HomeworkScope, KnownFrom, Lesson, RuleId, Severity, WorkKind};
use crate::entry::fold;
use crate::outbox::Fault;
use crate::sync::SyncError;

/// A homework, with how many pupils it is for where it is not the whole class's.
pub(super) fn homework(program: &Program, homework: &Homework) -> String {
    match &homework.scope {
        _ if homework.is_none() => program.say("entry-no-homework"),
        HomeworkScope::All => homework.text.clone(),
        HomeworkScope::Individual(pupils) => {
            let args = [("text", homework.text.clone().into()), ("n", pupils.len().into())];
            program.say_with("homework-of-some", &args)
        }
    }
}

/// A lesson in one line («7А Русский язык 20.11, 3-й урок»).
pub(super) fn lesson(program: &Program, lesson: &Lesson) -> String {
    program.say_with(
        "lesson-title",
        &[
            ("class", lesson.class_name.clone().into()),
            ("subject", with_group(&lesson.subject, lesson.group.as_deref()).into()),
            ("date", lesson.date.format("%d.%m").to_string().into()),
            ("number", lesson.number.to_string().into()),
        ],
    )
}

/// From what an absence is known before the roll is called.
pub(super) fn known_from(program: &Program, from: &KnownFrom) -> String {
    match from {
        KnownFrom::Lesson { number, subject } => {
            program.say_with("plain-known-lesson", &[("n", (*number).into()), ("subject", subject.as_str().into())])
        }
        KnownFrom::ClassTeacher { reason } => program.say_with("plain-known-reason", &[("reason", reason.as_str().into())]),
        KnownFrom::Parents { reason } => program.say_with("plain-known-parents", &[("reason", reason.as_str().into())]),
    }
}

/// A finding as JSON: the fields of the contract of `check`.
#[derive(Debug, Serialize)]
pub(super) struct FindingJson {
    pub rule: String,
    pub severity: Severity,
    pub clause: String,
    pub message: String,
}

/// Findings as JSON, in the language of the program.
pub(super) fn findings_json(program: &Program, findings: &[Finding]) -> Vec<FindingJson> {
    findings
        .iter()
        .map(|finding| FindingJson {
            rule: finding.rule.to_string(),
            severity: finding.severity,
            clause: finding.clause.to_string(),
            message: program.strings.finding(finding),
        })
        .collect()
}

/// A finding in one line, with its clause and rule.
pub(super) fn finding(program: &Program, finding: &Finding) -> String {
    sourced(program, finding.severity, &program.strings.finding(finding), &finding.clause, &finding.rule)
}

/// A sentence of a rule in one line, with its weight, clause and rule.
pub(super) fn sourced(program: &Program, severity: Severity, said: &str, clause: &str, rule: &RuleId) -> String {
    let sign = match severity {
        Severity::Error => "!",
        Severity::Warning => "?",
        Severity::Info => "·",
    };
    let clause = program.strings.clause(clause);
    let source = if clause.is_empty() { rule.to_string() } else { format!("{clause}; {rule}") };
    format!("{sign} {said} ({source})")
}

/// Findings below a sentence, one a line.
pub(super) fn findings(program: &Program, findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |text, found| text + "\n  " + &finding(program, found))
}

/// The kind of work of a word: the name in JSON, or the first letters of its name on the screen.
pub(super) fn work_kind(program: &Program, typed: &str) -> Result<WorkKind, Failure> {
    if let Some(kind) = WorkKind::from_name(&typed.replace('-', "_")) {
        return Ok(kind);
    }
    let wanted = fold(typed);
    let named = |kind: &WorkKind| fold(&program.say(&format!("kind-{}", kind.name().replace('_', "-"))));
    let found: Vec<WorkKind> =
        WorkKind::ALL.into_iter().filter(|kind| !wanted.is_empty() && named(kind).starts_with(&wanted)).collect();
    let meant = if let [kind] = found[..] { Some(kind) } else { found.into_iter().find(|kind| named(kind) == wanted) };
    meant.ok_or_else(|| {
        let all: Vec<&str> = WorkKind::ALL.into_iter().map(WorkKind::name).collect();
        let args = [("kind", typed.to_owned().into()), ("names", all.join(", ").into())];
        program.fail_with(Exit::Usage, "fail-no-such-kind", &args)
    })
}

/// Why entries wait, in one word: the end of a key.
pub(super) fn why(error: &SyncError) -> &'static str {
    match error {
        SyncError::SignInNeeded
        | SyncError::WrongPassword
        | SyncError::CodeNeeded
        | SyncError::WeakPassword
        | SyncError::Secret(_) => "sign-in",
        SyncError::Store(_) | SyncError::Machine(_) => "store",
        SyncError::Correction(_) => "busy",
        SyncError::Cut => "no-link",
        SyncError::Remote(error) => match error.fault() {
            Fault::SignIn => "sign-in",
            Fault::NotNow { .. } | Fault::Failing { .. } | Fault::CursorGone => "busy",
            Fault::Incompatible => "incompatible",
            _ => "no-link",
        },
    }
}
