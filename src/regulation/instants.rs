//! Until when what is due, in school time.
//!
//! Every formula of the regulations stands here once. A missing field gives `None`; what that means for a rule is said
//! where the rule stands.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::case::{CalendarFacts, EntryKind};
use super::context::{Context, Tri};
use super::profile::file::{CountDays, Moment, Whose};
use crate::domain::{PeriodKind, WorkKind};

/// The last second of a day: "a term counted in days ends at 23:59:59".
pub(super) fn end_of(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::from_hms_opt(23, 59, 59).expect("a time of the day"))
}

/// Which term a mark falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkTerm {
    /// No term of its own.
    Current,
    /// By the next lesson, or the one after it.
    NextLesson,
    /// Some days by grade.
    Composition(u32),
    /// Some days.
    Days(u32),
}

impl Context<'_> {
    /// Which term the work falls under; `None` where kind or grade are needed and missing.
    pub fn mark_term(&self) -> Option<MarkTerm> {
        let kind = self.work_kind()?;
        let written = &self.profile.file.written;
        if self.profile.days_kinds.has(kind) {
            return Some(written.days.map_or(MarkTerm::Current, MarkTerm::Days));
        }
        if self.profile.composition_kinds.has(kind) {
            let grade = self.grade()?;
            let days = written.composition_days.iter().flatten().find(|(grades, _)| grades.contains(grade));
            return Some(days.map_or(MarkTerm::Current, |(_, days)| MarkTerm::Composition(*days)));
        }
        if self.profile.next_lesson_kinds.has(kind) {
            let grade = self.grade()?;
            let counts = written.next_lesson_grades.is_none_or(|grades| grades.contains(grade));
            return Some(if counts { MarkTerm::NextLesson } else { MarkTerm::Current });
        }
        Some(MarkTerm::Current)
    }

    /// Whether a mark for the kind of work may be entered on a later day without being back-dated.
    pub const fn is_written(kind: WorkKind) -> bool {
        kind.is_written()
    }

    /// Until when a mark of the work is due.
    pub fn mark_due(&self) -> Option<NaiveDateTime> {
        match self.mark_term()? {
            MarkTerm::Current => self.moment(self.profile.file.deadline.current_mark),
            MarkTerm::NextLesson => self.next_lesson_due(),
            MarkTerm::Composition(days) | MarkTerm::Days(days) => self.days_after_the_lesson(days),
        }
    }

    /// The end of a term of some days after the lesson, counted as the profile counts.
    pub fn days_after_the_lesson(&self, days: u32) -> Option<NaiveDateTime> {
        let (date, written) = (self.date()?, &self.profile.file.written);
        if written.count_days == Some(CountDays::Working) {
            return self.working_days_after(date, days).map(end_of);
        }
        let last = date + Days::new(days.into());
        if written.shift_on_day_off != Some(true) {
            return Some(end_of(last));
        }
        // The first working day from the last day on is the one after the day before.
        self.working_days_after(last.pred_opt()?, 1).map(end_of)
    }

    /// Start of the next lesson, or of the lesson after it for a big batch of works. Without a count the batch is taken
    /// for an ordinary one.
    pub fn next_lesson_due(&self) -> Option<NaiveDateTime> {
        self.next_lesson(usize::from(self.big_batch() == Some(true)))
    }

    /// Start of the next lesson of the journal (0) or of the one after it (1). The other half of a doubled lesson is no next one: a work
    /// is not marked between two halves.
    pub fn next_lesson(&self, n: usize) -> Option<NaiveDateTime> {
        let lesson = self.case.lesson.as_ref()?;
        let after = lesson.date.zip(lesson.starts).map(|(date, starts)| date.and_time(starts));
        let twin = lesson.date.filter(|_| lesson.doubled_with.is_some());
        let starts = lesson.next_lessons.as_ref()?.iter().map(|when| self.school_time(*when));
        let later = starts.filter(|start| after.is_none_or(|after| *start > after) && Some(start.date()) != twin);
        let (mut next, mut after_next) = (None, None);
        for start in later {
            if next.is_none_or(|next| start < next) {
                (next, after_next) = (Some(start), next);
            } else if after_next.is_none_or(|after| start < after) {
                after_next = Some(start);
            }
        }
        if n == 0 { next } else { after_next }
    }

    /// Whether there are so many works that the term is longer.
    pub fn big_batch(&self) -> Option<bool> {
        match self.profile.file.written.big_batch {
            None => Some(false),
            Some(limit) => self.case.work.as_ref()?.count.map(|count| count > limit),
        }
    }

    /// An instant of the lesson's day.
    pub fn moment(&self, moment: Option<Moment>) -> Option<NaiveDateTime> {
        let date = self.date()?;
        Some(match moment? {
            Moment::At(time) => date.and_time(time),
            Moment::EndOfDay => end_of(date),
            Moment::After { after, minutes, until } => {
                let ends = match after {
                    Whose::School => self.case.school.as_ref()?.last_lesson_ends?,
                    Whose::Class => self.case.lesson.as_ref()?.class_last_lesson_ends?,
                };
                let due = date.and_time(ends) + chrono::TimeDelta::minutes(minutes.into());
                until.map_or(due, |until| due.min(date.and_time(until)))
            }
        })
    }

    /// Whether the entry is made after an instant of the lesson's day. Where the end of lessons is missing, it is certain once
    /// even lessons until midnight would not help.
    pub fn past_moment(&self, moment: Option<Moment>) -> Tri {
        let latest = || match moment? {
            Moment::After { minutes, until, .. } => {
                let date = self.date()?;
                let due = end_of(date) + chrono::TimeDelta::minutes(minutes.into());
                Some(until.map_or(due, |until| due.min(date.and_time(until))))
            }
            Moment::At(_) | Moment::EndOfDay => None,
        };
        match self.moment(moment) {
            Some(due) => self.past(Some(due)),
            None if self.past(latest()).is_yes() => Tri::Yes,
            None => Tri::Unknown,
        }
    }

    /// Until when the roll call is due.
    pub fn attendance_due(&self) -> Option<NaiveDateTime> {
        self.moment(self.profile.file.deadline.attendance)
    }

    /// Until when the topic is due.
    pub fn topic_due(&self) -> Option<NaiveDateTime> {
        self.moment(self.profile.file.deadline.topic)
    }

    /// Until when homework is due.
    pub fn homework_due(&self) -> Option<NaiveDateTime> {
        self.moment(self.profile.file.deadline.homework)
    }

    /// Until when the reason of an absence is due: the first instant and the last.
    pub fn reason_due(&self) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        let deadline = &self.profile.file.deadline;
        let soft = self.moment(deadline.reason_soft);
        let hard = match (deadline.reason_working_days, &self.case.entry.kind) {
            (Some(days), EntryKind::AbsenceReason { received: Some(received), .. }) => {
                self.working_days_after(self.school_time(*received).date(), days).map(end_of)
            }
            (Some(_), _) => None,
            (None, _) => self.moment(deadline.reason),
        };
        (soft, hard)
    }

    /// Until when the mark of a period is due: the first instant and the last.
    pub fn term_due(&self) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        let EntryKind::Term(term) = &self.case.entry.kind else { return (None, None) };
        let deadline = &self.profile.file.deadline;
        if let Some(hours) = deadline.result_hours {
            let result = term.result_at.map(|when| self.hours_after(self.school_time(when), hours));
            return (None, result);
        }
        let period = term.period.as_ref();
        match period.and_then(|period| period.kind) {
            None => (None, None),
            Some(PeriodKind::Exam | PeriodKind::Final) => {
                let received = term.protocol_received.map(|when| self.school_time(when).date());
                let due = received.zip(deadline.exam_working_days);
                (None, due.and_then(|(date, days)| self.working_days_after(date, days)).map(end_of))
            }
            Some(_) => {
                let soft = deadline.term_soft.and(period.and_then(|period| period.last_school_day)).map(end_of);
                let due = period.and_then(|period| period.end).zip(deadline.term_working_days);
                (soft, due.and_then(|(date, days)| self.working_days_after(date, days)).map(end_of))
            }
        }
    }

    /// Until when a mark of an outage was due: of its work where it is named, else as a current mark.
    pub fn transferred_mark_due(&self) -> Option<NaiveDateTime> {
        if self.case.work.is_some() { self.mark_due() } else { self.moment(self.profile.file.deadline.current_mark) }
    }

    /// Until when entries made during an outage are to be carried over.
    pub fn transfer_due(&self) -> Option<NaiveDateTime> {
        let EntryKind::Transfer { outage_to: Some(to), .. } = &self.case.entry.kind else { return None };
        let days = self.profile.file.deadline.transfer_working_days?;
        self.working_days_after(self.school_time(*to).date(), days).map(end_of)
    }

    /// The date some working days of the school later.
    pub fn working_days_after(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        let week = self.case.school.as_ref()?.week?;
        Some(working_days_after(date, days, week, self.case.calendar.as_ref()))
    }
}

/// The date some working days of the staff after another.
pub(super) fn working_days_after(date: NaiveDate, days: u32, week: u8, calendar: Option<&CalendarFacts>) -> NaiveDate {
    let mut date = date;
    let mut left = days;
    // A calendar in which every day is off must not hang the program.
    for _ in 0..days.saturating_add(366) {
        if left == 0 {
            break;
        }
        date = date + Days::new(1);
        left -= u32::from(is_working_day(date, week, calendar));
    }
    date
}

/// Whether the staff of a school with a week of five or six days works on the date. Pupils' holidays are working days.
pub(super) fn is_working_day(date: NaiveDate, week: u8, calendar: Option<&CalendarFacts>) -> bool {
    let listed =
        |days: fn(&CalendarFacts) -> &Vec<NaiveDate>| calendar.is_some_and(|calendar| days(calendar).contains(&date));
    if listed(|calendar| &calendar.working_days) {
        return true;
    }
    let rest = match date.weekday() {
        Weekday::Sun => true,
        Weekday::Sat => week < 6,
        _ => false,
    };
    !rest && !listed(|calendar| &calendar.days_off)
}
