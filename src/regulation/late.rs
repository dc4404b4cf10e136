//! Rules of time: which deadline's rule speaks, and about what.
//!
//! Being late alone never refuses: these rules warn, and a comment or a reason answers them. Only a mark for a day that
//! has passed is refused, where the text forbids it.

use chrono::NaiveDateTime;

use super::case::EntryKind;
use super::context::{Context, Outcome, Tri, arg, day, moment as instant};
use super::corrections;
use super::instants::MarkTerm;
use super::profile::file::{Backdated, Grades, Moment};
use crate::domain::{PeriodKind, Severity};

/// Warns that the instant has passed.
fn late(cx: &Context<'_>, applies: Tri, due: Option<NaiveDateTime>) -> Outcome {
    if applies == Tri::No {
        return Outcome::Silent;
    }
    applies.and(cx.past(due)).fire(Severity::Warning, || due.map(|due| arg("due", instant(due))).unwrap_or_default())
}

/// The same for an instant of the lesson's day.
fn late_by(cx: &Context<'_>, applies: Tri, moment: Option<Moment>) -> Outcome {
    if applies == Tri::No {
        return Outcome::Silent;
    }
    let due = cx.moment(moment);
    let args = || due.map_or_else(|| arg("due", "none"), |due| arg("due", instant(due)));
    applies.and(cx.past_moment(moment)).fire(Severity::Warning, args)
}

/// Whether an entry of an outage is of the kind and was made after its own instant.
fn made_late(cx: &Context<'_>, kind: &str, due: Option<NaiveDateTime>) -> Outcome {
    let EntryKind::Transfer { of, made_at, .. } = &cx.case.entry.kind else { return Outcome::Silent };
    if of.as_deref().unwrap_or("attendance") != kind {
        return Outcome::Silent;
    }
    let late = made_at.zip(due).map(|(made, due)| cx.school_time(made) > due);
    Tri::from(late).fire(Severity::Warning, || due.map(|due| arg("due", instant(due))).unwrap_or_default())
}

fn is_transfer(cx: &Context<'_>) -> bool {
    matches!(cx.case.entry.kind, EntryKind::Transfer { .. })
}

/// Whether a mark is entered into a lesson for the first time.
fn first_mark(cx: &Context<'_>) -> Tri {
    cx.is_mark().and(!cx.notebook()).and(corrections::is_change(cx).not())
}

/// Whether an absence or the roll call is entered.
fn attendance_entry(cx: &Context<'_>) -> Tri {
    match cx.case.entry.kind {
        EntryKind::Attendance { .. } => Tri::Yes,
        EntryKind::Cell(_) => cx.is_absence().and(!cx.notebook()).and(corrections::is_change(cx).not()),
        _ => Tri::No,
    }
}

fn term_is(cx: &Context<'_>, answer: impl FnOnce(MarkTerm) -> bool) -> Tri {
    cx.mark_term().map(answer).into()
}

/// Attendance, by the day's hour.
pub(super) fn attendance(cx: &Context<'_>) -> Outcome {
    if is_transfer(cx) {
        return made_late(cx, "attendance", cx.attendance_due());
    }
    late(cx, attendance_entry(cx), cx.attendance_due())
}

/// Topic, by the day's hour.
pub(super) fn topic(cx: &Context<'_>) -> Outcome {
    if is_transfer(cx) {
        return made_late(cx, "topic", cx.topic_due());
    }
    late(cx, Tri::Yes, cx.topic_due())
}

/// Topic and attendance, by the end of the day.
pub(super) fn day_end(cx: &Context<'_>) -> Outcome {
    match &cx.case.entry.kind {
        EntryKind::Topic { .. } => topic(cx),
        EntryKind::Transfer { of: Some(of), .. } if of == "topic" => topic(cx),
        _ => attendance(cx),
    }
}

/// Homework.
pub(super) fn homework(cx: &Context<'_>) -> Outcome {
    if is_transfer(cx) {
        return made_late(cx, "homework", cx.homework_due());
    }
    late_by(cx, Tri::Yes, cx.profile.file.deadline.homework)
}

/// Marks that have no term of their own.
pub(super) fn current_mark(cx: &Context<'_>) -> Outcome {
    if is_transfer(cx) {
        return made_late(cx, "cell", cx.transferred_mark_due());
    }
    let first = first_mark(cx);
    if first == Tri::No {
        return Outcome::Silent;
    }
    late_by(cx, first.and(term_is(cx, |term| term == MarkTerm::Current)), cx.profile.file.deadline.current_mark)
}

/// No mark on a day that has passed, but for written works.
pub(super) fn backdated(cx: &Context<'_>) -> Outcome {
    let forbidden = cx.profile.file.written.backdated == Some(Backdated::WrittenOnly);
    let oral = cx.work_is(|kind| !Context::is_written(kind));
    first_mark(cx).and(forbidden).and(oral).and(cx.after_the_day()).error()
}

/// All marks of a credit stand on its day.
pub(super) fn same_day(cx: &Context<'_>) -> Outcome {
    let credit = cx.work_is(|kind| cx.profile.same_day_kinds.has(kind));
    first_mark(cx).and(credit).and(cx.after_the_day()).warning()
}

/// A mark for a home composition stands on the day of the lesson on its topic.
pub(super) fn home_composition(cx: &Context<'_>) -> Outcome {
    let home = cx.work_is(|kind| kind == crate::domain::WorkKind::HomeComposition);
    first_mark(cx).and(home).fire(Severity::Info, || cx.date().map(|date| arg("date", day(date))).unwrap_or_default())
}

/// Which works have the written term: said where instants are asked for.
pub(super) fn has_written_term(cx: &Context<'_>) -> Outcome {
    let written = cx.work_is(|kind| cx.profile.days_kinds.has(kind));
    written.fire(Severity::Info, || cx.mark_due().map(|due| arg("due", instant(due))).unwrap_or_default())
}

/// Control works and tests, by the next lesson.
pub(super) fn next_lesson(cx: &Context<'_>) -> Outcome {
    let first = first_mark(cx);
    if first == Tri::No {
        return Outcome::Silent;
    }
    let applies = first.and(term_is(cx, |term| term == MarkTerm::NextLesson));
    if cx.big_batch().is_some() {
        return late(cx, applies, cx.next_lesson_due());
    }
    // The number of works is missing: late for certain only when both instants have passed.
    let either = cx.past(cx.next_lesson(0)).and(cx.past(cx.next_lesson(1)).or(Tri::Unknown));
    applies.and(either).fire(Severity::Warning, || cx.next_lesson(0).map(|due| arg("due", instant(due))).unwrap_or_default())
}

/// A big batch of works has one lesson more.
pub(super) fn big_batch(cx: &Context<'_>) -> Outcome {
    let applies = first_mark(cx).and(term_is(cx, |term| term == MarkTerm::NextLesson));
    applies.and(cx.big_batch()).fire(Severity::Info, || {
        let mut args = arg("count", cx.case.work.as_ref().and_then(|work| work.count).unwrap_or_default());
        args.extend(cx.next_lesson_due().map(|due| arg("due", instant(due))).unwrap_or_default());
        args
    })
}

fn composition(cx: &Context<'_>, grades: Grades) -> Outcome {
    let first = first_mark(cx);
    if first == Tri::No {
        return Outcome::Silent;
    }
    let kind = cx.work_is(|kind| cx.profile.composition_kinds.has(kind));
    let applies = first.and(kind).and(cx.grade_is(|grade| grades.contains(grade)));
    if applies == Tri::No {
        return Outcome::Silent;
    }
    // With the grade or the kind missing, the term of these grades is what could have passed.
    let days = cx.profile.file.written.composition_days.iter().flatten().find(|(span, _)| span.contains(grades.from));
    late(cx, applies, days.and_then(|(_, days)| cx.days_after_the_lesson(*days)))
}

/// Expositions and compositions of grades 1–4.
pub(super) fn composition_1_4(cx: &Context<'_>) -> Outcome {
    composition(cx, Grades { from: 1, to: 4 })
}

/// Expositions and compositions of grades 5–9.
pub(super) fn composition_5_9(cx: &Context<'_>) -> Outcome {
    composition(cx, Grades { from: 5, to: 9 })
}

/// Compositions of grades 10 and 11.
pub(super) fn composition_10_11(cx: &Context<'_>) -> Outcome {
    composition(cx, Grades { from: 10, to: 11 })
}

/// Written works, by a number of days for all grades.
pub(super) fn written_days(cx: &Context<'_>) -> Outcome {
    let first = first_mark(cx);
    let (Some(days), Tri::Unknown | Tri::Yes) = (cx.profile.file.written.days, first) else { return Outcome::Silent };
    let applies = first.and(cx.work_is(|kind| cx.profile.days_kinds.has(kind)));
    late(cx, applies, cx.days_after_the_lesson(days))
}

/// What period the mark is for.
fn period_is(cx: &Context<'_>, answer: impl FnOnce(PeriodKind) -> bool) -> Tri {
    let EntryKind::Term(term) = &cx.case.entry.kind else { return Tri::No };
    term.period.as_ref().and_then(|period| period.kind).map(answer).into()
}

const fn by_protocol(kind: PeriodKind) -> bool {
    matches!(kind, PeriodKind::Exam | PeriodKind::Final)
}

/// Marks of a period, by the last instant.
pub(super) fn term(cx: &Context<'_>) -> Outcome {
    late(cx, period_is(cx, |kind| !by_protocol(kind)), cx.term_due().1)
}

/// Marks of a period, by the first instant.
pub(super) fn term_soft(cx: &Context<'_>) -> Outcome {
    late(cx, period_is(cx, |kind| !by_protocol(kind)), cx.term_due().0)
}

/// Marks of an examination.
pub(super) fn exam(cx: &Context<'_>) -> Outcome {
    late(cx, period_is(cx, by_protocol), cx.term_due().1)
}

/// Marks of a period or an examination, by hours after the result.
pub(super) fn result(cx: &Context<'_>) -> Outcome {
    late(cx, Tri::Yes, cx.term_due().1)
}

/// The reason of an absence, by the last instant.
pub(super) fn reason(cx: &Context<'_>) -> Outcome {
    late(cx, Tri::Yes, cx.reason_due().1)
}

/// The reason of an absence, by the first instant: a hint.
pub(super) fn reason_soft(cx: &Context<'_>) -> Outcome {
    cx.past(cx.reason_due().0).fire(Severity::Info, || cx.date().map(|date| arg("date", day(date))).unwrap_or_default())
}

/// Entries of an outage, carried over in time.
pub(super) fn transfer(cx: &Context<'_>) -> Outcome {
    late(cx, Tri::Yes, cx.transfer_due())
}

/// An entry for a day that has passed. Works with a term of their own are not meant.
pub(super) fn after_midnight(cx: &Context<'_>) -> Outcome {
    let applies = match cx.case.entry.kind {
        EntryKind::Cell(_) => {
            let mark = first_mark(cx).and(term_is(cx, |term| term == MarkTerm::Current));
            mark.or(attendance_entry(cx))
        }
        _ => Tri::Yes,
    };
    applies
        .and(cx.after_the_day())
        .fire(Severity::Warning, || cx.date().map(|date| arg("date", day(date))).unwrap_or_default())
}
