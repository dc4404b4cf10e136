//! From a case to an answer: runs the rules of the kind of entry and draws the verdict from what they find.

use chrono::NaiveDateTime;

use super::case::{Answer, Case, Duties, EntryKind, Judgement, Split, Timeliness};
use super::context::{Context, Outcome, Tri, day};
use super::grammar::Cell;
use super::instants::MarkTerm;
use super::profile::Profile;
use super::rules::{Answered, Holds, On, Rule};
use super::{cells, corrections};
use crate::domain::{Finding, Severity};

/// Whether undecided rules are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    Findings,
    Undecided,
}

/// Judges a case.
pub(super) fn judge(profile: &Profile, case: &Case, depth: Depth) -> Answer {
    let cx = Context::new(profile, case);
    let mut answer = Answer {
        verdict: Judgement::Accepted,
        stored: None,
        split: Vec::new(),
        due: None,
        soft_due: None,
        duties: None,
        timeliness: None,
        proposal: None,
        findings: Vec::new(),
        undecided: Vec::new(),
    };
    if !corrections::is_unchanged(&cx) {
        for rule in profile.active.on(kind_of(&case.entry.kind)) {
            match (rule.judge)(&cx) {
                Outcome::Unknown if depth == Depth::Undecided => answer.undecided.push(rule.rule_id()),
                Outcome::Silent | Outcome::Unknown => {}
                Outcome::Fire(severity, args) => {
                    let severity = advised(&cx, rule, severity);
                    answer.findings.push(finding(&cx, rule, severity, args));
                }
            }
        }
        answer.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        answer.undecided.sort_unstable();
    }
    answer.verdict = verdict(&cx, &answer.findings);
    if answer.verdict != Judgement::Refused {
        answer.stored = stored(&cx);
        answer.split = split(&cx);
    }
    time(&cx, &mut answer);
    answer.proposal = cx.proposal();
    answer
}

/// The instants by which the duties of the case's lesson are due.
pub(super) fn duties(cx: &Context<'_>) -> Duties {
    let due = |local: Option<NaiveDateTime>| local.map(|local| cx.due(local));
    let lesson = cx.case.lesson.as_ref();
    if lesson.is_some_and(|lesson| lesson.cancelled == Some(true) || lesson.held == Some(false)) {
        return Duties::default();
    }
    let grade1 = cx.profile.forbids_grade1() && cx.grade() == Some(1);
    let no_homework = grade1 || cx.profile.no_homework.has(cx.subject);
    let marks = !grade1;
    Duties {
        attendance: due(cx.attendance_due()),
        topic: due(cx.topic_due()),
        homework: due(cx.homework_due()).filter(|_| !no_homework),
        current_mark: due(cx.moment(cx.profile.file.deadline.current_mark)).filter(|_| marks),
        work: due(cx.work_kind().and_then(|_| cx.mark_due())).filter(|_| marks),
    }
}

/// What a school that has no act of its own makes of an error: advice.
fn advised(cx: &Context<'_>, rule: &Rule, severity: Severity) -> Severity {
    let advice = rule.text.is_some() && rule.holds == Holds::ByAct && cx.profile.only_advises();
    if !advice || severity != Severity::Error {
        return severity;
    }
    cx.advised.set(true);
    Severity::Warning
}

fn kind_of(entry: &EntryKind) -> On {
    match entry {
        EntryKind::Due => On::DUE,
        EntryKind::Cell(_) => On::CELL,
        EntryKind::Topic { .. } => On::TOPIC,
        EntryKind::Homework(_) => On::HOMEWORK,
        EntryKind::Attendance { .. } => On::ATTENDANCE,
        EntryKind::AbsenceReason { .. } => On::REASON,
        EntryKind::Term(_) => On::TERM,
        EntryKind::Transfer { .. } => On::TRANSFER,
    }
}

fn finding(cx: &Context<'_>, rule: &Rule, severity: Severity, args: super::context::Args) -> Finding {
    let lifted = severity == Severity::Warning && rule.answered == Answered::Lifts && cx.answered();
    let severity = if lifted { Severity::Info } else { severity };
    Finding { rule: rule.rule_id(), severity, clause: rule.clause.into(), args }
}

/// An error refuses; a correction that nobody has approved is a request; a warning warns.
fn verdict(cx: &Context<'_>, findings: &[Finding]) -> Judgement {
    match findings.first().map(|finding| finding.severity) {
        Some(Severity::Error) => Judgement::Refused,
        _ if corrections::is_request(cx) => Judgement::Request,
        Some(Severity::Warning) => Judgement::Warned,
        _ => Judgement::Accepted,
    }
}

/// What goes into the journal.
fn stored(cx: &Context<'_>) -> Option<String> {
    let plain = |text: &Option<String>| text.as_deref().map(|text| super::wording::composed(text.trim()).into_owned());
    match &cx.case.entry.kind {
        EntryKind::Cell(cell) if cx.profile.entry_rules => {
            let parsed = cx.cell.as_ref()?;
            match parsed {
                Cell::Marks(marks) if marks.second.is_some() && cells::splits(cx).is_yes() => Some(marks.first.to_string()),
                parsed => parsed.stored(cx.profile.absence_code()).or_else(|| plain(&cell.text)),
            }
        }
        EntryKind::Cell(cell) => plain(&cell.text),
        EntryKind::Term(term) if cx.profile.entry_rules => {
            cx.cell.as_ref().and_then(|cell| cell.stored(cx.profile.absence_code())).or_else(|| plain(&term.text))
        }
        EntryKind::Term(term) => plain(&term.text),
        EntryKind::Topic { text } => plain(text),
        EntryKind::Homework(homework) if homework.none == Some(true) => Some(String::new()),
        EntryKind::Homework(homework) => plain(&homework.text),
        EntryKind::AbsenceReason { code, .. } => plain(code),
        EntryKind::Attendance { .. } | EntryKind::Transfer { .. } | EntryKind::Due => None,
    }
}

/// Where two marks for a composition in literature go.
fn split(cx: &Context<'_>) -> Vec<Split> {
    let Some(Cell::Marks(marks)) = cx.cell else { return Vec::new() };
    let (Some(second), true) = (marks.second, cells::splits(cx).is_yes()) else { return Vec::new() };
    let date = cx.date().map(day).unwrap_or_default();
    let part = |subject: &str, text: String, note: String| Split { subject: subject.to_owned(), text, note };
    vec![
        part("Литература", marks.first.to_string(), String::new()),
        part("Русский язык", second.to_string(), format!("Отметки за сочинение по литературе от {date}")),
    ]
}

/// Fills in the instants of the entry and whether it is in time.
fn time(cx: &Context<'_>, answer: &mut Answer) {
    let due = |local: Option<NaiveDateTime>| local.map(|local| cx.due(local));
    let mut certain = Tri::Unknown;
    let (soft, hard, begins) = match &cx.case.entry.kind {
        EntryKind::Due => {
            answer.duties = Some(duties(cx));
            return;
        }
        EntryKind::Cell(_) => {
            if !cx.notebook() && cx.is_mark().is_yes() && cx.mark_term() == Some(MarkTerm::Current) {
                certain = cx.past_moment(cx.profile.file.deadline.current_mark);
            }
            (None, cell_due(cx), !cx.notebook())
        }
        EntryKind::Topic { .. } => (None, cx.topic_due(), true),
        EntryKind::Homework(_) => {
            certain = cx.past_moment(cx.profile.file.deadline.homework);
            (None, cx.homework_due(), true)
        }
        EntryKind::Attendance { .. } => (None, cx.attendance_due(), true),
        EntryKind::AbsenceReason { .. } => {
            let (soft, hard) = cx.reason_due();
            (soft, hard, false)
        }
        EntryKind::Term(_) => {
            let (soft, hard) = cx.term_due();
            (soft, hard, false)
        }
        EntryKind::Transfer { .. } => {
            answer.due = due(cx.transfer_due());
            answer.timeliness = transferred(cx);
            return;
        }
    };
    answer.soft_due = due(soft);
    answer.due = due(hard);
    answer.timeliness = match (begins && cx.before_the_lesson().is_yes(), hard.map(|hard| cx.past(Some(hard)))) {
        (true, _) => Some(Timeliness::NotStarted),
        (_, Some(Tri::Yes)) if undecided_batch(cx) => None,
        (_, Some(Tri::Yes)) => Some(Timeliness::Late),
        (_, Some(Tri::No)) => Some(Timeliness::InTime),
        _ if certain.is_yes() => Some(Timeliness::Late),
        _ => None,
    };
}

/// Whether the number of works, which is missing, decides if a mark is late.
fn undecided_batch(cx: &Context<'_>) -> bool {
    let by_next = matches!(cx.case.entry.kind, EntryKind::Cell(_)) && cx.mark_term() == Some(MarkTerm::NextLesson);
    by_next && cx.big_batch().is_none() && !cx.past(cx.next_lesson(1)).is_yes()
}

fn cell_due(cx: &Context<'_>) -> Option<NaiveDateTime> {
    match cx.cell.as_ref()? {
        _ if cx.notebook() => None,
        Cell::Absence => cx.attendance_due(),
        Cell::Marks(_) | Cell::Debt(_) => cx.mark_due(),
        Cell::Empty | Cell::NotAttested | Cell::Wrong(_) => None,
    }
}

/// An entry of an outage: made in time and carried over within the term, or late.
fn transferred(cx: &Context<'_>) -> Option<Timeliness> {
    let EntryKind::Transfer { of, made_at, .. } = &cx.case.entry.kind else { return None };
    let own = match of.as_deref().unwrap_or("attendance") {
        "topic" => cx.topic_due(),
        "homework" => cx.homework_due(),
        "cell" => cx.transferred_mark_due(),
        "absence_reason" => cx.moment(cx.profile.file.deadline.reason.or(cx.profile.file.deadline.reason_soft)),
        "term" => None,
        _ => cx.attendance_due(),
    };
    let made_late = Tri::from(made_at.zip(own).map(|(made, own)| cx.school_time(made) > own));
    let carried_late = match cx.profile.file.deadline.transfer_working_days {
        None => Tri::No,
        Some(_) => cx.past(cx.transfer_due()),
    };
    match made_late.or(carried_late) {
        Tri::Yes => Some(Timeliness::Late),
        Tri::No => Some(Timeliness::InTimeNotAcknowledged),
        Tri::Unknown => None,
    }
}
